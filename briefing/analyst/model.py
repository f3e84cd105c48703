"""The analyst that is a language model: what it points at is looked up, what it says is only a proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel

from briefing.analyst import Reading
from briefing.analyst.lines import draft_lines, replacement_lines
from briefing.analyst.reading import claims_of
from briefing.analyst.views import article_view, claim_view, conflict_view, desk_view, fence, names_view, sentence_view
from briefing.desk import Desk
from briefing.digest import of_json
from briefing.drafts import ArticleClaims, DraftBrief, Replacements, SentenceVerdict, Verdicts, schema
from briefing.errors import BadReply, ModelUnreachable, QuotaExhausted, RequestRefused
from briefing.language.dates import printed
from briefing.model.chat import ChatModel, Message, Request
from briefing.model.structured import Replies, ask
from briefing.prompts import PromptStore
from briefing.threads import threads
from briefing.types import (
    Article,
    Citation,
    DateBasis,
    DateSpan,
    DraftLine,
    Outcome,
    Passage,
    Record,
    Role,
    Verdict,
    WeighedClaim,
)

T = TypeVar("T", bound=BaseModel)
SENTENCES_PER_CALL = 12  # sentences of one verdict call
CLAIMS_SHOWN = 150  # weighed claims the draft is given, newest first


@dataclass(frozen=True, slots=True)
class Question:
    """A call to make, and the key its reply is kept under: prompt, input, model and settings by digest."""

    request: Request
    key: str


class ModelAnalyst:
    """Asks one chat model. Replies are kept by (prompt, input, model), so the same question is asked once."""

    def __init__(
        self, desk: Desk, model: ChatModel, store: PromptStore, replies: Replies | None, concurrency: int = 8
    ) -> None:
        self.name = model.name
        self._desk = desk
        self._model = model
        self._store = store
        self._replies = replies
        self._concurrency = concurrency

    def extract(self, article: Article, passages: Sequence[Passage]) -> Reading:
        """Ask what one article claims; the call sees that article alone and no cut-off."""
        view = article_view(article, passages)
        asked = self.question(article, passages)
        reply = ask(self._model, asked.request, ArticleClaims, None, self._replies, asked.key).value
        return claims_of(reply, article, view, self._desk)

    def draft(self, record: Record, as_of: date) -> tuple[DraftLine, ...]:
        """Ask for the page's sentences; the call sees weighed claims, never an article."""
        shown = record.claims[:CLAIMS_SHOWN]
        inputs: dict[str, Any] = {
            "desk": desk_view(self._desk),
            "as_of": printed(DateSpan(as_of, as_of, DateBasis.STATED)),
            "names": names_view(shown, self._desk),
            "claims": [claim_view(claim, claim.quoted[:1] if claim.background else claim.quoted) for claim in shown],
            "conflicts": [conflict_view(conflict) for conflict in record.conflicts],
        }
        return draft_lines(self._ask_aside("draft_brief", DraftBrief, "brief", inputs), record, as_of)

    def repair(
        self, failed: Sequence[tuple[DraftLine, str]], record: Record, as_of: date
    ) -> tuple[DraftLine | None, ...]:
        """Ask once for other wordings; a call that fails gives every sentence up."""
        del as_of
        items = [_failed_view(n, line, reason, record) for n, (line, reason) in enumerate(failed, start=1)]
        try:
            reply = self._ask_aside("repair_sentences", Replacements, "repair", {"failed": items})
        except (BadReply, ModelUnreachable, QuotaExhausted, RequestRefused):
            return (None,) * len(failed)
        return replacement_lines([line for line, _ in failed], reply)

    def judge(self, lines: Sequence[tuple[DraftLine, tuple[Citation, ...]]], record: Record) -> tuple[Verdict, ...]:
        """Ask for verdicts, several sentences a call, calls side by side. A failed call has checked nothing."""
        batches = list(_batches(lines))
        with threads(self._concurrency) as pool:
            judged = pool.map(lambda batch: self._judge(batch[0], batch[1], record), batches)
            return tuple(verdict for verdicts in judged for verdict in verdicts)

    def _judge(
        self, number: int, lines: Sequence[tuple[DraftLine, tuple[Citation, ...]]], record: Record
    ) -> tuple[Verdict, ...]:
        views = [sentence_view(f"q{n}", line, cited, record) for n, (line, cited) in enumerate(lines, start=1)]
        try:
            reply = self._ask("verify_sentence", Verdicts, f"verdicts {number}", {"sentences": views})
        except (BadReply, ModelUnreachable, QuotaExhausted, RequestRefused) as error:
            return (Verdict(Outcome.NOT_CHECKED, f"the check did not run: {error.message}", self.name),) * len(lines)
        given = {verdict.id: verdict for verdict in reply.verdicts}
        return tuple(_verdict(line, given.get(f"q{n}"), self.name) for n, (line, _) in enumerate(lines, start=1))

    def question(self, article: Article, passages: Sequence[Passage]) -> Question:
        """Return the call that `extract` would make, without making it."""
        view = article_view(article, passages)
        inputs: dict[str, Any] = {"desk": desk_view(self._desk), "article": view.article, "sentences": view.sentences}
        return self._question("extract_claims", ArticleClaims, article.id, inputs)

    def _question(self, name: str, form: type[BaseModel], subject: str, inputs: dict[str, Any]) -> Question:
        prompt = self._store.active(name)
        messages = self._store.render(prompt, **inputs, fence=fence(inputs))
        request = Request(
            model=self._model.name,
            messages=tuple(Message(role, content) for role, content in messages),
            schema=schema(form),
            schema_name=form.__name__,
            temperature=float(prompt.config.get("temperature", 0)),
            max_tokens=int(prompt.config.get("max_tokens", 4096)),
            label=f"{prompt.reference} {subject}",
            prompt=prompt.id,
            subject=subject,
            prompt_digest=prompt.digest,
            input_digest=of_json(inputs),
        )
        key = of_json({"prompt": prompt.digest, "input": request.input_digest, "request": request.digest})
        return Question(request, key)

    def _ask(self, name: str, form: type[T], subject: str, inputs: dict[str, Any]) -> T:
        asked = self._question(name, form, subject, inputs)
        return ask(self._model, asked.request, form, None, self._replies, asked.key).value

    def _ask_aside(self, name: str, form: type[T], subject: str, inputs: dict[str, Any]) -> T:
        """Ask in a thread: in the main one litellm leaves an event loop that complains as the program ends."""
        with threads(1) as pool:
            return pool.submit(self._ask, name, form, subject, inputs).result()


def _batches(
    lines: Sequence[tuple[DraftLine, tuple[Citation, ...]]],
) -> Iterator[tuple[int, Sequence[tuple[DraftLine, tuple[Citation, ...]]]]]:
    for number, start in enumerate(range(0, len(lines), SENTENCES_PER_CALL), start=1):
        yield number, lines[start : start + SENTENCES_PER_CALL]


def _failed_view(number: int, line: DraftLine, reason: str, record: Record) -> dict[str, Any]:
    claims = [claim_view(claim, claim.quoted) for claim in _cited(line, record)]
    section = line.section.value.replace("_", " ")
    return {"id": f"q{number}", "section": section, "text": line.text, "reason": reason, "claims": claims}


def _cited(line: DraftLine, record: Record) -> list[WeighedClaim]:
    return [claim for claim in record.claims if claim.id in line.claim_ids]


def _verdict(line: DraftLine, given: SentenceVerdict | None, by: str) -> Verdict:
    if given is None:
        return Verdict(Outcome.NOT_CHECKED, "the reply left this sentence out", by)
    missing = [part.says for part in given.parts if not part.held]
    if given.outcome == "supported" and missing and line.role is Role.REPORTED:
        # A report is the sum of its parts; only a judgment may go further than its quotations.
        return Verdict(Outcome.NOT_SUPPORTED, f"{given.reason} Not in the quotations: {missing[0]}", by)
    return Verdict(Outcome(given.outcome), given.reason, by)
