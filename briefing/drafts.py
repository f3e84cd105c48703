"""What a model may return. Nothing in these forms can carry a quotation, a URL, a title, a date or an outlet.

Models point at things by id ("s5", "t2", "w3", "x1") from lists made for that call; code cuts the words. The field
descriptions are the schema's prose: they reach the model with the prompt.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from briefing.digest import Json
from briefing.types import ClaimKind, Confidence, Hedge

Ids = Annotated[list[str], Field(min_length=1, max_length=8)]
Prose = Annotated[str, Field(min_length=3, max_length=400)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, frozen=True)


class ReportedClaim(_Form):
    """One thing the article says."""

    statement: Prose = Field(description="One plain sentence: who says what. Keep every attribution and hedge.")
    sentences: Ids = Field(description="Ids of the sentences that together say it, names included.")
    speaker: Annotated[str, Field(max_length=120)] | None = Field(
        description="Who says it first, in the article's own words; null where the article says it in its own voice."
    )
    anonymous: bool = Field(description="True when that speaker is not named.")
    relays: Annotated[list[Annotated[str, Field(max_length=120)]], Field(max_length=4)] = Field(
        description="Who passed it on before this article, nearest the speaker first. Never this article's publisher."
    )
    kind: ClaimKind = Field(strict=False, description="What sort of claim it is.")
    hedge: Hedge = Field(strict=False, description="How far the article itself stands behind it.")
    time: str | None = Field(description="Id of the time expression that dates the event; null when none does.")


class ArticleClaims(_Form):
    """What one article claims, in the order of its sentences."""

    claims: Annotated[list[ReportedClaim], Field(max_length=24)]


class DraftSentence(_Form):
    """A sentence and the claims it rests on."""

    text: Prose
    claims: Ids = Field(description="Ids of the weighed claims that say it.")


class DraftAssessment(_Form):
    """An assessment: one sentence with exactly one likelihood term and no word about confidence."""

    text: Prose
    claims: Ids = Field(description="Ids of the weighed claims that speak for it, from which it is inferred.")
    against: Annotated[list[str], Field(max_length=4)] = Field(
        description="Ids of the weighed claims that speak against it or that it goes against; empty when none does."
    )
    confidence: Confidence = Field(strict=False, description="How well founded it is; code lowers it, never raises it.")


class DraftJudgment(DraftAssessment):
    """An assessment with the window over which it is meant to hold; its indicators get the same window."""

    window_days: Literal[30, 90, 180, 365] = Field(description="Days after the cut-off; code prints the day it ends.")


class DraftConflict(_Form):
    """A sentence that sets the sides of one listed conflict against each other, each with who says it."""

    conflict: str = Field(description="Id of the conflict.")
    text: Prose


class DraftAssumption(DraftSentence):
    """What a judgment takes for granted, and what follows if that is wrong."""

    judgment: Literal[1, 2, 3] = Field(description="Place of that judgment in key_judgments.")


class DraftIndicator(_Form):
    """An observable event that would strengthen or weaken one of the judgments, within that judgment's window."""

    text: Prose = Field(description="The event alone, as a sentence without any date.")
    judgment: Literal[1, 2, 3] = Field(description="Place in key_judgments of the judgment it bears on.")
    direction: Literal["strengthens", "weakens"] = Field(
        description="Whether that very judgment, as worded, would be more or less likely to hold if this were seen."
    )
    claims: Ids


class DraftBrief(_Form):
    """The page's sentences. What is counted, dated, numbered or quoted is added by code."""

    title: DraftSentence
    bottom_line: Annotated[list[DraftSentence], Field(min_length=1, max_length=2)]
    key_judgments: Annotated[list[DraftJudgment], Field(min_length=1, max_length=3)]
    implication: DraftAssessment
    reporting: Annotated[list[DraftSentence], Field(min_length=1, max_length=7)]
    conflicts: Annotated[list[DraftConflict], Field(max_length=4)]
    alternative: DraftAssessment
    gaps: Annotated[list[DraftSentence], Field(min_length=1, max_length=3)]
    assumption: DraftAssumption
    indicators: Annotated[list[DraftIndicator], Field(min_length=1, max_length=3)]


class Replacement(_Form):
    """A new wording for one failed sentence, or null to give it up."""

    id: str
    text: Prose | None
    claims: Annotated[list[str], Field(max_length=8)]


class Replacements(_Form):
    """One replacement for every failed sentence."""

    replacements: list[Replacement]


class Assertion(_Form):
    """One thing the sentence asserts, and which words say it."""

    says: Prose
    words: Annotated[list[str], Field(max_length=12)] = Field(
        description="Ids of the words that say it, or that contradict it; empty when none do."
    )
    finding: Literal["held", "contradicted", "missing"]


class SentenceVerdict(_Form):
    """The verdict on one sentence: take it apart, compare each part, then decide."""

    id: str
    parts: Annotated[list[Assertion], Field(min_length=1, max_length=16)]
    reason: Prose
    outcome: Literal["supported", "not supported", "not checked"]


class Verdicts(_Form):
    """One verdict for every sentence."""

    verdicts: list[SentenceVerdict]


FORMS: dict[str, type[_Form]] = {form.__name__: form for form in (ArticleClaims, DraftBrief, Replacements, Verdicts)}


def schema(form: type[BaseModel]) -> dict[str, Json]:
    """Return a form's JSON Schema as a plain dict, without the keywords that strict structured output refuses.

    Lengths and counts are enforced by the form itself when the reply is parsed.
    """
    pruned = _pruned(form.model_json_schema())
    assert isinstance(pruned, dict)  # noqa: S101 - a model's schema is an object
    return pruned


_REFUSED = {"title", "minLength", "maxLength", "minItems", "maxItems", "default", "pattern"}


def _pruned(node: Any, *, names: bool = False) -> Any:
    if isinstance(node, list):
        return [_pruned(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in node.items() if names or key not in _REFUSED}
    return {key: _pruned(value, names=key in {"properties", "$defs"} and not names) for key, value in kept.items()}
