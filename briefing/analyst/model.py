"""The analyst that is a language model: what it points at is looked up, what it says is only a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from briefing.analyst import Reading
from briefing.analyst.asking import Asker, Question
from briefing.analyst.judging import UNJUDGED, Judge, Judged
from briefing.analyst.lines import draft_fault, draft_lines, replacement_lines, too_short
from briefing.analyst.reading import claims_of
from briefing.analyst.views import (
    ArticleView,
    article_view,
    asked,
    claim_view,
    conflict_view,
    desk_view,
    names_view,
    yardstick_view,
)
from briefing.desk import Desk
from briefing.drafts import ArticleClaims, DraftBrief, Replacements
from briefing.language.dates import printed
from briefing.language.names import Spellings
from briefing.language.yardsticks import YARDSTICKS
from briefing.model.chat import ChatModel
from briefing.model.structured import Replies
from briefing.prompts import PromptStore
from briefing.types import (
    Article,
    Assertion,
    Citation,
    DateBasis,
    DateSpan,
    DraftLine,
    Finding,
    Outcome,
    Passage,
    Record,
    Role,
    Verdict,
    WeighedClaim,
)

CLAIMS_SHOWN = 150  # weighed claims the draft is given, newest first


class ModelAnalyst:
    """Asks one chat model. Replies are kept by (prompt, input, model), so the same question is asked once."""

    def __init__(
        self, desk: Desk, model: ChatModel, store: PromptStore, replies: Replies | None, concurrency: int = 8
    ) -> None:
        self.name = model.name
        self._desk = desk
        self._asker = Asker(model, store, replies)
        self._yardstick = YARDSTICKS[desk.yardstick]
        self._spellings = Spellings(desk.names)
        self._judge = Judge(self._asker, concurrency)

    def extract(self, article: Article, passages: Sequence[Passage]) -> Reading:
        """Ask what one article claims; the call sees that article alone and no cut-off."""
        view = article_view(article, passages)
        reply = self._asker.ask("extract_claims", ArticleClaims, article.id, self._reading_inputs(view))
        return claims_of(reply, article, view, self._desk)

    def draft(self, record: Record, as_of: date) -> tuple[DraftLine, ...]:
        """Ask for the page's sentences; the call sees weighed claims, never an article."""
        shown = record.claims[:CLAIMS_SHOWN]
        inputs: dict[str, Any] = {
            "desk": desk_view(self._desk),
            "as_of": printed(DateSpan(as_of, as_of, DateBasis.STATED)),
            "yardstick": yardstick_view(self._yardstick),
            "names": names_view(shown, self._desk),
            "claims": [claim_view(claim, claim.quoted[:1] if claim.background else claim.quoted) for claim in shown],
            "conflicts": [conflict_view(conflict) for conflict in record.conflicts],
        }
        draft = self._asker.ask_aside("draft_brief", DraftBrief, "brief", inputs, check=draft_fault, wish=too_short)
        return draft_lines(draft, record, as_of, self._yardstick)

    def repair(
        self, failed: Sequence[tuple[DraftLine, Finding]], record: Record, as_of: date
    ) -> tuple[DraftLine | None, ...]:
        """Ask once for other wordings; a call that fails gives every sentence up."""
        del as_of
        items = [_failed_view(n, line, finding, record) for n, (line, finding) in enumerate(failed, start=1)]
        inputs = {"failed": items, "yardstick": yardstick_view(self._yardstick)}
        try:
            reply = self._asker.ask_aside("repair_sentences", Replacements, "repair", inputs)
        except UNJUDGED:
            return (None,) * len(failed)
        return replacement_lines([line for line, _ in failed], reply)

    def judge(self, lines: Sequence[tuple[DraftLine, tuple[Citation, ...]]], record: Record) -> tuple[Verdict, ...]:
        """Ask for verdicts, several sentences a call, calls side by side. A failed call has checked nothing."""
        judged = self._judge.verdicts([asked(line, cited, record, self._spellings) for line, cited in lines])
        return tuple(_verdict(line, given, self.name) for (line, _), given in zip(lines, judged, strict=True))

    def question(self, article: Article, passages: Sequence[Passage]) -> Question:
        """Return the call that `extract` would make, without making it."""
        inputs = self._reading_inputs(article_view(article, passages))
        return self._asker.question("extract_claims", ArticleClaims, article.id, inputs)

    def _reading_inputs(self, view: ArticleView) -> dict[str, Any]:
        return {"desk": desk_view(self._desk), "article": view.article, "sentences": view.sentences}


def _failed_view(number: int, line: DraftLine, finding: Finding, record: Record) -> dict[str, Any]:
    claims = [claim_view(claim, claim.quoted) for claim in _cited(line, record)]
    section = line.section.value.replace("_", " ")
    told = {"check": finding.check, "reason": finding.reason}
    return {"id": f"q{number}", "section": section, "text": line.text, **told, "claims": claims}


def _cited(line: DraftLine, record: Record) -> list[WeighedClaim]:
    return [claim for claim in record.claims if claim.id in line.claim_ids]


def _verdict(line: DraftLine, judged: Judged, by: str) -> Verdict:
    given = judged.verdict
    if given is None:
        return Verdict(Outcome.NOT_CHECKED, judged.trouble, by)
    parts = tuple(Assertion(part.says, part.finding, judged.places(n)) for n, part in enumerate(given.parts))
    fault = next((part for part in parts if part.finding in _against(line)), None)
    if given.outcome == "supported" and fault:
        reason = f"{given.reason} Not in the quotations: {fault.says}"
        return Verdict(Outcome.NOT_SUPPORTED, reason, by, parts=parts)
    return Verdict(Outcome(given.outcome), given.reason, by, parts=parts)


def _against(line: DraftLine) -> tuple[str, ...]:
    """Return the findings that no sentence of this kind survives.

    A report is the sum of its parts; only a judgment may go further than its quotations, and never against them.
    """
    return ("contradicted", "missing") if line.role is Role.REPORTED else ("contradicted",)
