"""What a run uses, and the budget it may not pass. Nothing here calls a provider or knows a price by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from threading import Lock

from briefing.errors import BadReply, OutOfBudget, SettingError
from briefing.model.chat import ChatModel, CutOff, Reply, Request

Estimate = Callable[[str, str, int], Decimal | None]  # model, prompt text, max tokens -> at most this many dollars


@dataclass(frozen=True, slots=True)
class Usage:
    """A run's use so far. `unknown_cost`: at least one reply came without a usable count or price."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: Decimal = Decimal(0)  # US dollars, of the replies whose cost is known
    unknown_cost: bool = False
    unknown_tokens: bool = False


class Meter:
    """Adds up usage over threads and keeps a budget (US dollars; None: no limit)."""

    def __init__(self, budget: Decimal | None = None) -> None:
        self.budget = budget
        self._used = Usage()
        self._in_flight = Decimal(0)
        self._lock = Lock()

    @property
    def usage(self) -> Usage:
        """The figures at this moment, as a value that won't change."""
        with self._lock:
            return self._used

    def reserve(self, most: Decimal) -> None:
        """Set `most` aside for a call about to be made; OutOfBudget when that could pass the budget."""
        with self._lock:
            spent = self._used.cost + self._in_flight
            if self.budget is not None and spent + most > self.budget:
                raise OutOfBudget(
                    f"the next call may cost ${most:.4f}; ${spent:.4f} of ${self.budget} is used or in flight",
                    "Raise --budget, or choose a cheaper model. What was read is kept.",
                )
            self._in_flight += most

    def settle(self, most: Decimal, reply: Reply | None) -> None:
        """Give back what was set aside, and count the reply (None: the call failed and gave no figures).

        A call of unknown cost counts with what was set aside for it, so that a budget still holds.
        """
        with self._lock:
            self._in_flight -= most
            if reply is not None:
                self._used = _added(self._used, reply, most)


class Metered:
    """A model whose every call is counted and checked against the meter's budget beforehand."""

    def __init__(self, model: ChatModel, meter: Meter, estimate: Estimate) -> None:
        self.name = model.name
        self._model = model
        self._meter = meter
        self._estimate = estimate

    def complete(self, request: Request) -> Reply:
        """Answer as the model does; SettingError when there is a budget and no price, OutOfBudget before a call."""
        most = self._most(request)
        self._meter.reserve(most)
        reply: Reply | None = None
        try:
            reply = self._model.complete(request)
        except CutOff as cut:
            reply = cut.reply
            raise
        finally:
            self._meter.settle(most, reply)
        return reply

    def _most(self, request: Request) -> Decimal:
        if self._meter.budget is None:
            return Decimal(0)
        most = self._estimate(request.model, request.text, request.max_tokens)
        if most is None:
            raise SettingError(
                f"no price is known for the model {request.model!r}, so a budget can't be kept",
                "Leave --budget out, or name a model with a known price.",
            )
        return most


class Enlarging:
    """A model that is asked once more, with twice the room, when its answer was cut off."""

    def __init__(self, model: ChatModel) -> None:
        self.name = model.name
        self._model = model

    def complete(self, request: Request) -> Reply:
        """Answer as the model does; BadReply when the second answer is cut off too."""
        try:
            return self._model.complete(request)
        except CutOff:
            larger = replace(request, max_tokens=request.max_tokens * 2)
        try:
            return self._model.complete(larger)
        except CutOff as cut:
            raise BadReply(f"{cut.message}, twice", cut.hint) from None


def _added(used: Usage, reply: Reply, most: Decimal) -> Usage:
    return Usage(
        calls=used.calls + 1,
        prompt_tokens=used.prompt_tokens + (reply.prompt_tokens or 0),
        completion_tokens=used.completion_tokens + (reply.completion_tokens or 0),
        cost=used.cost + (most if reply.cost is None else reply.cost),
        unknown_cost=used.unknown_cost or reply.cost is None,
        unknown_tokens=used.unknown_tokens or reply.prompt_tokens is None or reply.completion_tokens is None,
    )
