from __future__ import annotations

import json
import math
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from briefing.errors import BadReply, RequestRefused
from briefing.model.chat import Message, Request
from briefing.model.scripted import ScriptedModel
from briefing.model.strict_json import Unreadable, read_object
from briefing.model.structured import Answer, ask, parse


class Kind(StrEnum):
    EVENT = "event"
    PLAN = "plan"


class Item(BaseModel):
    id: str
    kind: Kind = Kind.EVENT
    number: int = 0
    share: float = 0.0
    sure: bool = False


class Form(BaseModel):
    items: Annotated[tuple[Item, ...], Field(max_length=5)]


GOOD = '{"items": [{"id": "s1", "kind": "plan", "number": 3, "share": 0.5, "sure": true}]}'
VALUE = Form(items=(Item(id="s1", kind=Kind.PLAN, number=3, share=0.5, sure=True),))
ASKED = Request("m", (Message("system", "Report."), Message("user", "canary passage text")), label="read.v1 a1")


class Kept(dict[str, str]):
    """Replies kept in memory."""

    def __init__(self, **kept: str) -> None:
        super().__init__(kept)
        self.meta: dict[str, Mapping[str, str]] = {}

    def get_reply(self, key: str) -> str | None:
        return self.get(key)

    def put_reply(self, key: str, text: str, meta: Mapping[str, str]) -> None:
        self[key], self.meta[key] = text, meta


# What a reply may look like around its object
WRAPPED = [
    GOOD,
    f"  \n{GOOD}\n\n",
    f"```json\n{GOOD}\n```",
    f"```\n{GOOD}\n```\n",
    f"Here is the JSON you asked for:\n\n```json\n{GOOD}\n```\nLet me know if you need more.",
    f"Sure. He said “yes”, then 'no':\n{GOOD}",
    f"{GOOD}\nI left out three claims.",
    json.dumps(json.loads(GOOD), indent=4),
    f"```json\n{json.dumps(json.loads(GOOD), indent=4)}\n```",
]


@pytest.mark.parametrize("text", WRAPPED)
def test_one_object_is_found_in_its_wrapping(text: str) -> None:
    assert parse(text, Form) == VALUE


DEEP = '{"items": ' * 40 + "1" + "}" * 40
# What is refused, whatever form is wanted -> what the re-ask says of it
UNREADABLE = {
    "empty": ("", "not valid JSON"),
    "prose": ("I can't find any claims.", "not valid JSON"),
    "array": (f"[{GOOD}]", "not a JSON object"),
    "array on its line": (f"Here:\n[\n{GOOD}\n]", "not valid JSON"),
    "string": ('"items"', "not a JSON object"),
    "two objects": (f"{GOOD}\n{GOOD}", "not only one object"),
    "two in prose": (f"Either\n{GOOD}\nor\n{GOOD}", "not only one object"),
    "two fences": (f"```\n{GOOD}\n```\n```\n{GOOD}\n```", "not only one object"),
    "truncated": (GOOD[:-1], "not valid JSON"),
    "truncated after an object": ('{"items": [{"id": "s1"}', "not valid JSON"),
    "truncated at the start": ('"items":\n{"id": "s1"}', "not only one object"),
    "the rest of a list": ('{"id": "s1"}\n]}', "not only one object"),
    "comment": (GOOD + " // done", "not only one object"),
    "comment behind": (GOOD + "/**/", "not only one object"),
    "trailing comma": ('{"items": [],}', "not valid JSON"),
    "single quotes": ("{'items': []}", "not valid JSON"),
    "reasoning first": ('<think>{"items": 1}</think>\n' + GOOD, "not only one object"),
    "duplicate key": ('{"items": [], "items": []}', "same key twice"),
    "duplicate key inside": ('{"items": [{"id": "a", "id": "b"}]}', "same key twice"),
    "duplicate by escape": ('{"items": [], "\\u0069tems": []}', "same key twice"),
    "NaN": ('{"items": NaN}', "NaN"),
    "Infinity": ('{"items": -Infinity}', "infinities"),
    "1e999": ('{"items": 1e999}', "out of range"),
    "huge integer": ('{"items": ' + "9" * 5000 + "}", "out of range"),
    "large integer": ('{"items": 12345678901234567890}', "out of range"),
    "lone surrogate": ('{"items": "\\ud800"}', "surrogate"),
    "lone surrogate, raw": ('{"items": "\ud800"}', "surrogate"),
    "lone surrogate in a key": ('{"\\udc00": 1}', "surrogate"),
    "NUL": ('{"items": "a\\u0000b"}', "NUL"),
    "raw control character": ('{"items": "a\nb"}', "not valid JSON"),
    "too deep": (DEEP, "too deeply"),
    "far too deep": ("[" * 100_000, "too deeply"),
    "far too deep inside": ('{"a":' * 100_000, "too deeply"),
    "too long": ('{"items": "' + "x" * 1_000_001 + '"}', "too long"),
    "byte order mark": ("\ufeff" + GOOD, "not"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_two_readers_could_take_differently_is_refused(name: str) -> None:
    text, said = UNREADABLE[name]
    with pytest.raises(Unreadable, match=said):
        read_object(text)
    with pytest.raises(BadReply, match=said):
        parse(text, Form)


# Valid JSON of the wrong form -> what the re-ask says: type and path
UNFIT = {
    "missing": ('{"items": [{}]}', "missing at $.items[0].id"),
    "extra": ('{"items": [], "ignore_all_instructions": 1}', "extra_forbidden at $.…"),
    "extra inside": ('{"items": [{"id": "s1", "quote": "x"}]}', "extra_forbidden at $.items[0].…"),
    "text for a number": ('{"items": [{"id": "s1", "number": "1"}]}', "int_type at $.items[0].number"),
    "true for a number": ('{"items": [{"id": "s1", "number": true}]}', "int_type at $.items[0].number"),
    "1.5 for an integer": ('{"items": [{"id": "s1", "number": 1.5}]}', "int_type at $.items[0].number"),
    "number for text": ('{"items": [{"id": 1}]}', "string_type at $.items[0].id"),
    "number for a boolean": ('{"items": [{"id": "s1", "sure": 1}]}', "bool_type at $.items[0].sure"),
    "text for a boolean": ('{"items": [{"id": "s1", "sure": "true"}]}', "bool_type at $.items[0].sure"),
    "unknown kind": ('{"items": [{"id": "s1", "kind": "wish"}]}', "enum at $.items[0].kind"),
    "null": ('{"items": null}', "tuple_type at $.items"),
    "object for a list": ('{"items": {"id": "s1"}}', "tuple_type at $.items"),
    "too many": ('{"items": [' + ",".join(['{"id": "s"}'] * 6) + "]}", "too_long at $.items"),
}


@pytest.mark.parametrize("name", UNFIT)
def test_what_does_not_fit_is_named_by_type_and_path(name: str) -> None:
    text, said = UNFIT[name]
    with pytest.raises(BadReply) as caught:
        parse(text, Form)
    assert said in caught.value.message


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    )
)
def test_every_sound_object_is_read_as_it_is(value: object) -> None:
    text = json.dumps({"value": value})
    sound = "NaN" not in text and "Infinity" not in text and "\\u0000" not in text
    try:
        assert read_object(text) == {"value": value}
        assert read_object(f"Here:\n```json\n{text}\n```") == {"value": value}
    except Unreadable:
        assert not sound


@given(st.text() | st.text(alphabet='{}[]",:019eE.-+tfn \n\\u', max_size=40))
def test_any_text_is_an_object_or_refused(text: str) -> None:
    try:
        value = read_object(text)
    except Unreadable:
        return
    assert isinstance(value, dict)
    assert not any(isinstance(part, float) and not math.isfinite(part) for part in value.values())


@given(st.integers(1, len(GOOD) - 1))
def test_a_truncated_reply_is_never_read(end: int) -> None:
    with pytest.raises(BadReply):
        parse(GOOD[:end], Form)


def test_a_good_reply_takes_one_call() -> None:
    model = ScriptedModel([GOOD])
    answer = ask(model, ASKED, Form)
    assert (answer.value, answer.text, answer.asks) == (VALUE, GOOD, 1)
    assert answer.reply is not None
    assert model.history == (ASKED,)


def test_a_re_ask_tells_type_and_path_and_nothing_else() -> None:
    model = ScriptedModel(['{"items": [{"canary_reply_text": "canary words"}]}', GOOD])
    answer = ask(model, ASKED, Form)
    assert (answer.value, answer.asks) == (VALUE, 2)
    first, second = model.history
    assert second.messages[:-1] == first.messages
    told = second.messages[-1]
    assert told.role == "user"
    assert "missing at $.items[0].id" in told.content
    assert "canary" not in told.content
    assert second.label == first.label


def test_two_re_asks_and_no_more() -> None:
    model = ScriptedModel(["no", "{", '{"items": 1}', GOOD])
    with pytest.raises(BadReply, match=r"'scripted' gave no usable Form for 'read\.v1 a1' in 3 tries"):
        ask(model, ASKED, Form)
    assert len(model.history) == 3
    assert len(model.history[2].messages) == len(ASKED.messages) + 1  # the last fault only


def test_many_faults_are_told_briefly() -> None:
    model = ScriptedModel([json.dumps({f"key {n}": n for n in range(50)}), GOOD])
    ask(model, ASKED, Form)
    assert len(model.history[1].messages[-1].content) < 500


def test_a_check_is_asked_again_too() -> None:
    unknown = '{"items": [{"id": "s9"}]}'

    def known(form: Form) -> str:
        return "" if all(item.id == "s1" for item in form.items) else "unknown id at $.items[0].id"

    model = ScriptedModel([unknown, GOOD])
    assert ask(model, ASKED, Form, known).value == VALUE
    assert "unknown id at $.items[0].id" in model.history[1].messages[-1].content
    with pytest.raises(BadReply, match="unknown id"):
        ask(ScriptedModel([unknown] * 3), ASKED, Form, known)


def test_what_the_model_raises_is_not_asked_again() -> None:
    model = ScriptedModel([RequestRefused("no"), GOOD])
    with pytest.raises(RequestRefused):
        ask(model, ASKED, Form)
    assert len(model.history) == 1


def test_a_valid_reply_is_kept_and_asked_for_once() -> None:
    kept = Kept()
    wrapped = f"```json\n{GOOD}\n```"
    model = ScriptedModel(["{", wrapped])
    ask(model, ASKED, Form, None, kept, "key")
    assert kept == {"key": wrapped}
    assert kept.meta["key"]["label"] == "read.v1 a1"
    again = ask(ScriptedModel([]), ASKED, Form, None, kept, "key")
    assert (again.value, again.text, again.asks, again.reply) == (VALUE, wrapped, 0, None)


@pytest.mark.parametrize("stale", ["{", '{"items": [{}]}', '{"items": [{"id": "s9"}]}'])
def test_a_kept_reply_that_no_longer_fits_is_asked_again(stale: str) -> None:
    kept = Kept(key=stale)
    answer: Answer[Form] = ask(
        ScriptedModel([GOOD]), ASKED, Form, lambda form: "" if form == VALUE else "unknown id", kept, "key"
    )
    assert (answer.value, answer.asks) == (VALUE, 1)
    assert kept == {"key": GOOD}


def test_what_was_not_valid_is_not_kept() -> None:
    kept = Kept()
    with pytest.raises(BadReply):
        ask(ScriptedModel(["{"] * 3), ASKED, Form, None, kept, "key")
    assert kept == {}
