"""What the page may send. Anything else is refused before it is looked at."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from briefing.model.strict_json import Unreadable, read_object
from briefing.types import Action, Section

Offset = Annotated[int, Field(ge=0, le=10**9)]
Key = Annotated[str, Field(max_length=100)]
Words = Annotated[str, Field(max_length=20_000)]  # a reason, or what is to be found in an article
Sentence = Annotated[str, Field(max_length=2_000)]  # several times as long as a page has room for


class BadForm(ValueError):
    """What was sent can't be read; the message says what is wrong with it."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @classmethod
    def of(cls, body: bytes) -> Self:
        """Return what was sent as this form; BadForm when it isn't one."""
        try:
            return cls.model_validate(read_object(body.decode()))
        except ValidationError as error:
            first = error.errors()[0]
            raise BadForm(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
        except (Unreadable, UnicodeDecodeError) as error:
            raise BadForm(str(error)) from None


class Cited(_Form):
    """A stretch of an article, in code points of its text."""

    article: Key
    start: Offset
    end: Offset


class DecisionForm(_Form):
    """A decision on one sentence; `seen` is the last one on it that the reviewer was shown, 0 for none."""

    id: Key
    key: Key
    seen: Annotated[int, Field(ge=0)]
    action: Annotated[Action, Field(strict=False)]
    reason: Words = ""
    text: Sentence = ""
    citations: Annotated[list[Cited], Field(max_length=100)] = []


class SectionForm(_Form):
    """A section whose open sentences that passed all checks are to be accepted; `last` is the newest decision seen."""

    section: Annotated[Section, Field(strict=False)]
    last: Annotated[int, Field(ge=0)]


class CitationForm(_Form):
    """Words to cite: a stretch that was selected, or words that were typed."""

    article: Key
    start: Offset | None = None
    end: Offset | None = None
    words: Words = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.start is None or self.end is None) == (not self.words.strip()):
            raise ValueError("either start and end, or words")
        return self
