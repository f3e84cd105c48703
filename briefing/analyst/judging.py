"""Verdicts on sentences: many in one call, each kept by itself under its words, prompt and model.

The words that sentences share are shown once. What a model says of one sentence is used for that one alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.analyst.asking import Asker
from briefing.analyst.sentences import Asked, Words
from briefing.digest import of_json
from briefing.drafts import SentenceVerdict, Verdicts
from briefing.errors import BadReply, BriefingError, ModelUnreachable, QuotaExhausted, RequestRefused
from briefing.model.structured import parse
from briefing.threads import threads

PROMPT = "verify_sentence"
SENTENCES_PER_CALL = 12
CHARACTERS_PER_CALL = 24_000  # of quoted words; a single sentence may cite more
UNJUDGED = (BadReply, ModelUnreachable, QuotaExhausted, RequestRefused)


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one sentence. `parts` point at places in its words; `verdict` is None where none was given.

    `trouble` says in one sentence why there is none.
    """

    verdict: SentenceVerdict | None
    trouble: str = ""

    def places(self, part: int) -> tuple[int, ...]:
        """Return the places (from 0) of the words that a part of the verdict points at; unknown ids are left out."""
        if self.verdict is None:
            return ()
        named = self.verdict.parts[part].words
        return tuple(int(key[1:]) - 1 for key in named if key[:1] == "k" and key[1:].isdecimal())


@dataclass(frozen=True, slots=True)
class Judge:
    """Asks one model for verdicts. A call that fails has judged nothing and says so."""

    asker: Asker
    concurrency: int = 8

    def verdicts(self, asked: Sequence[Asked]) -> tuple[Judged, ...]:
        """Return what came of each sentence, in order. What was judged before under the same key is not asked."""
        known = {n: kept for n, item in enumerate(asked) if (kept := self._kept(item)) is not None}
        batches = list(_batches([n for n in range(len(asked)) if n not in known], asked))
        with threads(self.concurrency) as pool:
            for found in pool.map(lambda batch: self._batch(batch[0], batch[1], asked), enumerate(batches, start=1)):
                known.update(found)
        return tuple(known[n] for n in range(len(asked)))

    def _batch(self, number: int, places: Sequence[int], asked: Sequence[Asked]) -> dict[int, Judged]:
        sheet, keys = _sheet([asked[n] for n in places])
        try:
            reply = self.asker.ask(PROMPT, Verdicts, f"verdicts {number}", sheet)
        except UNJUDGED as error:
            return {n: Judged(None, _did_not_run(error)) for n in places}
        given = {verdict.id: verdict for verdict in reply.verdicts}
        judged = {}
        for row, n in enumerate(places):
            verdict = given.get(f"q{row + 1}")
            own = None if verdict is None else _own(verdict, keys[row])
            judged[n] = Judged(own) if own else Judged(None, "the reply left this sentence out")
            if own:
                self._keep(asked[n], own)
        return judged

    def _key(self, item: Asked) -> str:
        """Return what a verdict depends on: the sentence, its words, the prompt, the model."""
        prompt = self.asker.store.active(PROMPT)
        words = [[word.note, word.text] for word in item.words]
        return of_json([prompt.digest, self.asker.model.name, item.kind, item.text, words, list(item.names)])

    def _kept(self, item: Asked) -> Judged | None:
        text = self.asker.replies.get_reply(self._key(item)) if self.asker.replies else None
        if text is None:
            return None
        try:
            return Judged(parse(text, SentenceVerdict))
        except BadReply:
            return None

    def _keep(self, item: Asked, verdict: SentenceVerdict) -> None:
        if self.asker.replies:
            label = {"label": f"{self.asker.store.active(PROMPT).reference} verdict"}
            self.asker.replies.put_reply(self._key(item), verdict.model_dump_json(), label)


def _did_not_run(error: BriefingError) -> str:
    return f"the check did not run: {error.message}"


def _batches(places: Sequence[int], asked: Sequence[Asked]) -> Iterator[list[int]]:
    """Part sentences into calls, in order: so many sentences, so many characters of words between them."""
    batch: list[int] = []
    words: set[Words] = set()
    for n in places:
        together = words.union(asked[n].words)
        full = len(batch) >= SENTENCES_PER_CALL or sum(len(word.text) for word in together) > CHARACTERS_PER_CALL
        if batch and full:
            yield batch
            batch, together = [], set(asked[n].words)
        batch.append(n)
        words = together
    if batch:
        yield batch


def _sheet(batch: Sequence[Asked]) -> tuple[dict[str, Any], list[Mapping[str, str]]]:
    """Return what the prompt is shown, and for each sentence how the shown ids of words map to its own."""
    shown = {word: f"k{n}" for n, word in enumerate(dict.fromkeys(w for item in batch for w in item.words), start=1)}
    words = [{"id": key, "note": word.note, "text": word.text} for word, key in shown.items()]
    sentences = [
        {"id": f"q{n}", "kind": item.kind, "text": item.text, "words": _listed(item.words, list(shown))}
        for n, item in enumerate(batch, start=1)
    ]
    own: list[Mapping[str, str]] = [
        {shown[word]: f"k{n}" for n, word in enumerate(item.words, start=1)} for item in batch
    ]
    names = list(dict.fromkeys(name for item in batch for name in item.names))
    return {"names": names, "words": words, "sentences": sentences}, own


def _listed(words: Sequence[Words], shown: Sequence[Words]) -> str:
    """Return the shown ids of some words, neighbours as a range: "k1–k4, k9"."""
    runs: list[list[int]] = []
    for place in sorted(shown.index(word) + 1 for word in dict.fromkeys(words)):
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(f"k{run[0]}" if len(run) == 1 else f"k{run[0]}–k{run[-1]}" for run in runs)


def _own(verdict: SentenceVerdict, keys: Mapping[str, str]) -> SentenceVerdict:
    """Return a verdict that points at its own sentence's words; a part held by none of them is missing."""
    parts = []
    for part in verdict.parts:
        words = [keys[key] for key in part.words if key in keys]
        finding = "missing" if part.finding == "held" and not words else part.finding
        parts.append(part.model_copy(update={"words": words, "finding": finding}))
    return verdict.model_copy(update={"id": "q1", "parts": parts})
