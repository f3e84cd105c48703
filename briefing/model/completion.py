"""Reads what the model library gives back, trusting none of it: the library takes many faulty replies for good ones.

Nothing is sent and nothing retried here. A fault is raised as one of `Malformed`, `CutOff` or a `ModelError`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from briefing.errors import BadReply, RequestRefused
from briefing.model.chat import CutOff, Reply, Request

# What the library may report as an ending. Anything else it maps to "stop" and keeps as `native_finish_reason`.
_ENDINGS = frozenset({"stop", "length", "content_filter", "refusal"})
# Names other providers use for an ordinary ending or for the length limit.
_NATIVE = {
    "stop": "stop",
    "end_turn": "stop",
    "stop_sequence": "stop",
    "eos": "stop",
    "eos_token": "stop",
    "complete": "stop",
    "finish_reason_stop": "stop",
    "max_tokens": "length",
    "length": "length",
    "model_length": "length",
    "model_context_window_exceeded": "length",
    "safety": "content_filter",
    "recitation": "content_filter",
    "prohibited_content": "content_filter",
    "blocklist": "content_filter",
    "content_filtered": "content_filter",
    "guardrail_intervened": "content_filter",
    "refusal": "refusal",
}


class Malformed(Exception):
    """A reply that came, and is no answer. Asking again may help."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def read(response: Any, request: Request, price: Decimal | None, *, allow_substitute: bool) -> Reply:
    """Return the answer in the library's response object.

    Raises Malformed (no choice, no text, unknown ending), CutOff, RequestRefused (refusal, content filter), BadReply
    (another model answered).
    """
    model = str(getattr(response, "model", None) or "")
    if not (allow_substitute or same_model(request.model, model)):
        raise BadReply(
            f"{request.model!r} was asked and {model or 'an unnamed model'!r} answered",
            "Name the model that answers, or allow a substitute.",
        )
    choice = _only_choice(response)
    finish = _ending(choice)
    message = getattr(choice, "message", None)
    refused = finish in {"content_filter", "refusal"} or bool(_field(message, "refusal"))
    if refused:
        raise RequestRefused(f"{request.model!r} refused to answer ({finish})", "The item is left out and listed.")
    prompt_tokens, completion_tokens = _tokens(response)
    text = getattr(message, "content", None)
    reply = Reply(
        text=text if isinstance(text, str) else "",
        model=model or request.model,
        finish=finish,
        prompt_tokens=prompt_tokens,
        completion_tokens=completion_tokens,
        cost=None if prompt_tokens is None else price,
    )
    if finish == "length":
        raise CutOff(request, reply)
    if not reply.text.strip():
        raise Malformed("an empty reply")
    return reply


def same_model(asked: str, answered: str) -> bool:
    """True when `answered` names `asked`: provider prefixes, tags and dated snapshots apart ("gpt-4o-2024-08-06")."""
    wanted, given = _bare(asked), _bare(answered)
    if wanted == given:
        return True
    # A snapshot is the name asked for and a date: never another size ("gpt-4o" is not "gpt-4o-mini").
    return bool(re.fullmatch(re.escape(wanted.removesuffix("-latest")) + r"[-@:](\d{4}-?\d{2}-?\d{2}|\d{3,4})", given))


def decimal(value: object) -> Decimal | None:
    """Return a price as a finite, non-negative Decimal to ten digits (the library computes in floats), or None."""
    try:
        price = Decimal(f"{float(str(value)):.10g}")
    except (ValueError, InvalidOperation):
        return None
    return price if price.is_finite() and price >= 0 else None


def _bare(name: str) -> str:
    return name.strip().casefold().rsplit("/", 1)[-1].removesuffix(":latest")


def _only_choice(response: Any) -> Any:
    choices = getattr(response, "choices", None)
    if not choices:
        raise Malformed("a reply without a choice")
    return choices[0]


def _ending(choice: Any) -> str:
    native = _field(choice, "native_finish_reason")
    said = str(native or getattr(choice, "finish_reason", None) or "")
    ending = _NATIVE.get(said.casefold(), said)
    if ending not in _ENDINGS:
        raise Malformed("a reply with an ending that isn't known")
    return ending


def _field(part: Any, name: str) -> object:
    """A provider's own field, wherever the library put it."""
    extra = getattr(part, "provider_specific_fields", None)
    inside = extra.get(name) if isinstance(extra, Mapping) else None
    return inside or getattr(part, name, None)


def _tokens(response: Any) -> tuple[int | None, int | None]:
    """Prompt and completion tokens; None, None when the provider gave none (the library then says 0)."""
    usage = getattr(response, "usage", None)
    prompt = getattr(usage, "prompt_tokens", None)
    completion = getattr(usage, "completion_tokens", None)
    if not isinstance(prompt, int) or not isinstance(completion, int) or prompt <= 0 or completion < 0:
        return None, None
    return prompt, completion
