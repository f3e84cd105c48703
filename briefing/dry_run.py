"""What a run would read and cost at most, worked out without asking a model anything."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from briefing import pipeline
from briefing.analyst.judging import SENTENCES_PER_CALL
from briefing.analyst.model import ModelAnalyst
from briefing.archive import Archive
from briefing.language.dates import printed
from briefing.model.scripted import ScriptedModel
from briefing.retrieve import Retrieved, Selection
from briefing.runs import Run, Say

TYPICAL_SENTENCES = 26  # on a page: more verdict calls than these need are rare
# The length of a later call's prompt, as a share of all reading prompts; measured on the recorded editions.
SHARES = {"draft_brief": 2.0, "repair_sentences": 0.1, "verify_sentence": 0.4}


def plan(run: Run, say: Say) -> dict[str, Any]:
    """Return the articles that would be read, and the most calls, tokens and dollars that would take."""
    with Archive.open(run.settings.archive) as archive:
        retrieved = pipeline.gather(run, archive, say)
        shown = _listing(run, retrieved)
        if not run.settings.model or not retrieved.selections:
            return shown
        analyst = ModelAnalyst(run.desk, ScriptedModel([], name=run.settings.model), run.store, archive)
        return shown | _calls(run, retrieved, analyst, archive)


def _listing(run: Run, retrieved: Retrieved) -> dict[str, Any]:
    articles = [_article(selection) for selection in retrieved.selections]
    return {
        "desk": run.desk.id,
        "as_of": run.as_of.isoformat(),
        "analyst": run.settings.model or "rules",
        "articles": articles,
        "held_out": asdict(retrieved.held_out),
        "calls": 0,
        "prompt_tokens": 0,
        "completion_tokens": 0,
        "cost": "0",
    }


def _article(selection: Selection) -> dict[str, Any]:
    article = selection.article
    return {
        "article_id": article.id,
        "publisher": article.publisher,
        "title": article.title,
        "published": printed(article.published),
        "read": False,
    }


def _calls(run: Run, retrieved: Retrieved, analyst: ModelAnalyst, archive: Archive) -> dict[str, Any]:
    from briefing.model.llm import count_tokens, estimate

    model = run.settings.model
    questions = [analyst.question(s.article, s.passages) for s in retrieved.selections]
    kept = [archive.get_reply(question.key) is not None for question in questions]
    unread = [question.request for question, read in zip(questions, kept, strict=True) if not read]
    read_in_all = "\n".join(question.request.text for question in questions)
    verdicts = -(-TYPICAL_SENTENCES // SENTENCES_PER_CALL)
    later = ["draft_brief", "repair_sentences", *["verify_sentence"] * verdicts]
    asked = [(request.text, request.max_tokens) for request in unread]
    asked += [(_of_length(read_in_all, SHARES[name]), _room(run, name)) for name in later]
    prices = [estimate(model, text, most) for text, most in asked]
    cost = None if None in prices else str(sum((price for price in prices if price is not None), Decimal(0)))
    articles = [
        _article(selection) | {"read": read} for selection, read in zip(retrieved.selections, kept, strict=True)
    ]
    return {
        "articles": articles,
        "calls": len(asked),
        "prompt_tokens": sum(count_tokens(model, text) for text, _ in asked),
        "completion_tokens": sum(most for _, most in asked),
        "cost": cost,
    }


def _of_length(text: str, share: float) -> str:
    """Return words like those of a text, `share` times as many: enough to count tokens by."""
    return (text * (int(share) + 1))[: int(len(text) * share)]


def _room(run: Run, prompt: str) -> int:
    return int(run.store.active(prompt).config.get("max_tokens", 4096))
