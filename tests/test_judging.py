"""Verdicts on sentences: asked for together, kept one by one, and never taken from words that were not cited."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from briefing.analyst.asking import Asker
from briefing.analyst.judging import CHARACTERS_PER_CALL, SENTENCES_PER_CALL, Judge, Judged
from briefing.analyst.sentences import Asked, Words
from briefing.errors import ModelUnreachable
from briefing.model.chat import Reply, Request
from briefing.model.scripted import ScriptedModel
from briefing.prompts import PromptStore
from briefing.settings import data_folder
from tests.models import listed

STORE = PromptStore(data_folder("prompts"))
FIRST = Words("Gazette, published 3 May 2024", "The minister resigned on Friday.")
SECOND = Words("Courier, published 4 May 2024", "Nobody has been named to follow him.")


class Shelf:
    """Kept replies in memory."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def get_reply(self, key: str) -> str | None:
        return self.texts.get(key)

    def put_reply(self, key: str, text: str, meta: Mapping[str, str]) -> None:
        assert meta["label"]
        self.texts[key] = text


def asked(text: str, *words: Words) -> Asked:
    return Asked("reported", text, words or (FIRST,))


def verdicts(request: Request, **changed: Any) -> Reply:
    """Hold every sentence by the words it cites; `changed` replaces fields of every part."""
    prompt = request.messages[-1].content
    rows = re.findall(r"^\[(q\d+)\] [\w ]+, cites ([k\d, –]+): (.+)$", prompt, re.MULTILINE)
    given = [
        {
            "id": key,
            "parts": [{"says": "all of it", "words": listed(ids), "finding": "held"} | changed],
            "reason": f"It is about {text[:20]}.",
            "outcome": "supported",
        }
        for key, ids, text in rows
    ]
    return Reply(json.dumps({"verdicts": given}), request.model, "stop", 1, 1)


def judge(model: ScriptedModel, shelf: Shelf | None = None) -> Judge:
    return Judge(Asker(model, STORE, shelf), concurrency=1)


def found(judged: Judged) -> str:
    assert judged.verdict is not None
    return judged.verdict.parts[0].finding


def test_sentences_share_a_call_and_their_words_are_shown_once() -> None:
    model = ScriptedModel([verdicts])
    given = judge(model).verdicts([asked("He went.", FIRST), asked("He went and nobody follows.", FIRST, SECOND)])
    prompt = model.history[0].messages[-1].content
    assert prompt.count(FIRST.text) == prompt.count(SECOND.text) == 1
    assert [one.places(0) for one in given] == [(0,), (0, 1)]


def test_a_page_costs_calls_by_its_sentences_and_no_more_rounds() -> None:
    model = ScriptedModel([verdicts] * 9)
    given = judge(model).verdicts([asked(f"Sentence {n}.") for n in range(3 * SENTENCES_PER_CALL + 1)])
    assert len(model.history) == 4
    assert [one.verdict.reason for one in given if one.verdict] == [
        f"It is about Sentence {n}.." for n in range(3 * SENTENCES_PER_CALL + 1)
    ]


def test_long_words_are_parted_into_calls() -> None:
    long = [Words("Gazette", f"{n} " + "x" * (CHARACTERS_PER_CALL * 2 // 3)) for n in range(3)]
    model = ScriptedModel([verdicts] * 3)
    judge(model).verdicts([asked("One.", words) for words in long])
    assert len(model.history) == 3


def test_a_verdict_is_kept_by_sentence_words_prompt_and_model() -> None:
    shelf = Shelf()
    judge(ScriptedModel([verdicts], name="one"), shelf).verdicts([asked("He went."), asked("He left.")])
    again = ScriptedModel([verdicts], name="one")
    given = judge(again, shelf).verdicts([asked("He left."), asked("He stayed."), asked("He went.", SECOND)])
    prompt = again.history[0].messages[-1].content
    assert "He left." not in prompt
    assert "He stayed." in prompt
    assert "He went." in prompt  # other words, so another verdict
    assert all(one.verdict for one in given)
    other = ScriptedModel([verdicts], name="another")
    judge(other, shelf).verdicts([asked("He left.")])
    assert len(other.history) == 1


def test_nothing_is_asked_when_every_verdict_is_kept() -> None:
    shelf = Shelf()
    first = judge(ScriptedModel([verdicts]), shelf).verdicts([asked("He went.")])
    assert judge(ScriptedModel([]), shelf).verdicts([asked("He went.")]) == first


@pytest.mark.parametrize("words", [[], ["k9"], ["s1"], ["k2"]])
def test_a_part_held_by_no_cited_words_is_missing(words: list[str]) -> None:
    """`k2` is on the sheet, but another sentence cites it."""
    model = ScriptedModel([lambda request: verdicts(request, words=words)])
    given = judge(model).verdicts([asked("He went.", FIRST), asked("Nobody follows.", SECOND)])
    assert found(given[0]) == "missing"
    assert given[0].places(0) == ()


def test_a_failed_call_has_judged_nothing_and_keeps_nothing() -> None:
    shelf = Shelf()
    given = judge(ScriptedModel([ModelUnreachable("no answer")]), shelf).verdicts([asked("He went.")])
    assert given[0].verdict is None
    assert "no answer" in given[0].trouble
    assert not shelf.texts


def test_a_sentence_the_reply_leaves_out_is_not_judged() -> None:
    def forgets(request: Request) -> Reply:
        reply = json.loads(verdicts(request).text)
        return Reply(json.dumps({"verdicts": reply["verdicts"][1:]}), request.model, "stop", 1, 1)

    given = judge(ScriptedModel([forgets])).verdicts([asked("He went."), asked("He left.")])
    assert given[0].verdict is None
    assert given[1].verdict is not None
