from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from briefing.errors import ModelError, ModelUnreachable
from briefing.model.chat import Message, Reply, Request
from briefing.model.scripted import ScriptedModel


def asked(text: str = "?", label: str = "") -> Request:
    return Request("any", (Message("user", text),), label=label)


def test_replies_come_in_order_and_requests_are_kept() -> None:
    whole = Reply("two", "other", "stop", 1, 2, Decimal("0.1"))
    model = ScriptedModel(["one", whole, lambda request: request.messages[0].content.upper()])
    replies = [model.complete(asked("first")), model.complete(asked("second")), model.complete(asked("third"))]
    assert [reply.text for reply in replies] == ["one", "two", "THIRD"]
    assert replies[1] is whole
    assert (replies[0].model, replies[0].finish, replies[0].cost) == ("any", "stop", None)
    assert [request.messages[0].content for request in model.history] == ["first", "second", "third"]
    assert model.left == 0


def test_an_exception_is_raised_and_the_next_reply_follows() -> None:
    model = ScriptedModel([ModelUnreachable("down"), "up"])
    with pytest.raises(ModelUnreachable, match="down"):
        model.complete(asked())
    assert model.complete(asked()).text == "up"
    assert len(model.history) == 2


def test_an_empty_queue_says_so() -> None:
    model = ScriptedModel(["one"], name="canned")
    model.complete(asked())
    with pytest.raises(ModelError, match=r"'canned' was asked 2 times but has 1 repl.*'read\.v1 a2'"):
        model.complete(asked(label="read.v1 a2"))


def test_every_reply_is_given_once_to_eight_threads() -> None:
    model = ScriptedModel(str(n) for n in range(200))
    with ThreadPoolExecutor(8) as pool:
        said = [reply.text for reply in pool.map(model.complete, [asked()] * 200)]
    assert sorted(said, key=int) == [str(n) for n in range(200)]
    assert len(model.history) == 200
