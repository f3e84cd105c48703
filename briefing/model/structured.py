"""Asks a model for a value of a given form, and settles for nothing less.

A reply is parsed strictly, validated strictly and checked; what fails is asked again, at most twice, with the
kind and place of the fault and nothing else. No API error and no words of an article or reply are fed back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from briefing.digest import canonical
from briefing.errors import BadReply
from briefing.model.chat import ChatModel, Message, Reply, Request
from briefing.model.strict_json import Unreadable, read_object

RE_ASKS = 2
_MOST_FAULTS = 8  # told in one re-ask
T = TypeVar("T", bound=BaseModel)
Check = Callable[[T], str]  # "" or, in one sentence, what is wrong with the value


class Replies(Protocol):
    """Where valid replies are kept, by a key that names everything they depend on."""

    def get_reply(self, key: str) -> str | None:
        """Return the kept reply, None when there is none."""
        ...

    def put_reply(self, key: str, text: str, meta: Mapping[str, str]) -> None:
        """Keep a reply."""
        ...


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """A value that passed every check. `asks`: calls it took (0: a kept reply); `text`: the reply as it came."""

    value: T
    text: str
    asks: int
    reply: Reply | None = None


class _Unfit(Exception):
    """A reply that can't be used; `faults` are sentences in our own words."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def ask(  # noqa: PLR0917 - the order reads as the question does: whom, what, in which form
    model: ChatModel,
    request: Request,
    form: type[T],
    check: Check[T] | None = None,
    replies: Replies | None = None,
    key: str = "",
    wish: Check[T] | None = None,
) -> Answer[T]:
    """Return a `form` that passed `check` ("" or an error sentence), from the kept replies or from the model.

    What `wish` finds lacking is asked for once; the next reply is taken without it. A valid reply is kept under `key`
    when there are `replies`. Raises BadReply after two re-asks, and whatever `model` raises.
    """
    kept = _kept(form, check, replies, key)
    if kept is not None:
        return kept
    answer = _asked(model, request, form, check, wish)
    if replies is not None and key:
        replies.put_reply(key, answer.text, _meta(request, answer))
    return answer


def parse(text: str, form: type[T], check: Check[T] | None = None) -> T:
    """Return the `form` in a reply. Raises BadReply naming the kind and place of each fault."""
    try:
        return _fit(text, form, check)
    except _Unfit as unfit:
        raise BadReply(f"not a usable {form.__name__}: {unfit}") from None


def _kept(form: type[T], check: Check[T] | None, replies: Replies | None, key: str) -> Answer[T] | None:
    text = replies.get_reply(key) if replies is not None and key else None
    if text is None:
        return None
    try:
        return Answer(_fit(text, form, check), text, 0)
    except _Unfit:
        return None


def _asked(
    model: ChatModel, request: Request, form: type[T], check: Check[T] | None, wish: Check[T] | None
) -> Answer[T]:
    faults: tuple[str, ...] = ()
    for asks in range(1, RE_ASKS + 2):
        reply = model.complete(_with_faults(request, faults))
        try:
            value = _fit(reply.text, form, check)
            if asks == 1 and wish is not None and (lack := wish(value)):
                raise _Unfit((lack,))
            return Answer(value, reply.text, asks, reply)
        except _Unfit as unfit:
            faults = unfit.faults
    raise BadReply(
        f"{model.name!r} gave no usable {form.__name__} for {request.label or request.schema_name!r} "
        f"in {RE_ASKS + 1} tries: {'; '.join(faults)}",
        "Try another model.",
    )


def _fit(text: str, form: type[T], check: Check[T] | None) -> T:
    try:
        # JSON mode: strict, and still lists become tuples and strings enums, as JSON has neither.
        value = form.model_validate_json(canonical(read_object(text)), strict=True, extra="forbid")
    except Unreadable as unreadable:
        raise _Unfit((unreadable.what,)) from None
    except ValidationError as invalid:
        raise _Unfit(_faults(invalid)) from None
    fault = check(value) if check is not None else ""
    if fault:
        raise _Unfit((fault,))
    return value


def _with_faults(request: Request, faults: tuple[str, ...]) -> Request:
    if not faults:
        return request
    told = "\n".join(f"- {fault}" for fault in faults)
    again = f"Your reply could not be used:\n{told}\nReply again, with one JSON object that fits the schema."
    return replace(request, messages=(*request.messages, Message("user", again)))


def _faults(invalid: ValidationError) -> tuple[str, ...]:
    errors: list[Any] = list(invalid.errors(include_url=False, include_context=False, include_input=False))
    told = tuple(dict.fromkeys(f"{error['type']} at {_path(error)}" for error in errors))
    rest = len(told) - _MOST_FAULTS
    return told if rest <= 0 else (*told[:_MOST_FAULTS], f"and {rest} more")


def _path(error: Mapping[str, Any]) -> str:
    """Where the fault is, by the form's own names: a key the reply made up is not repeated."""
    steps = list(error["loc"])
    if error["type"] == "extra_forbidden" and steps:
        steps[-1] = "…"
    return "$" + "".join(_step(step) for step in steps)


def _step(step: int | str) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if re.fullmatch(r"[A-Za-z_]\w{0,39}", step, re.ASCII) else ".…"


def _meta(request: Request, answer: Answer[Any]) -> dict[str, str]:
    return {
        "label": request.label,
        "prompt": request.prompt,
        "prompt_digest": request.prompt_digest,
        "input_digest": request.input_digest,
        "request_digest": request.digest,
        "model": answer.reply.model if answer.reply else request.model,
        "asks": str(answer.asks),
    }
