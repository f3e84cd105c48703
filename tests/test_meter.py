from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from briefing.errors import BadReply, ModelUnreachable, OutOfBudget, SettingError
from briefing.model.chat import ChatModel, CutOff, Message, Reply, Request
from briefing.model.meter import Enlarging, Meter, Metered
from briefing.model.scripted import ScriptedModel

ASKED = Request("m", (Message("user", "?"),), max_tokens=100)


def paid(cost: str | None = "0.10", tokens: int | None = 10) -> Reply:
    return Reply("ok", "m", "stop", tokens, tokens, None if cost is None else Decimal(cost))


def priced(model: ChatModel, meter: Meter, most: str | None = "0.30") -> Metered:
    return Metered(model, meter, lambda *_: None if most is None else Decimal(most))


def test_figures_add_up_and_a_snapshot_stays() -> None:
    meter = Meter()
    model = priced(ScriptedModel([paid("0.10", 5), paid("0.05", 7)]), meter)
    model.complete(ASKED)
    before = meter.usage
    model.complete(ASKED)
    assert (before.calls, before.cost) == (1, Decimal("0.10"))
    usage = meter.usage
    assert (usage.calls, usage.prompt_tokens, usage.completion_tokens) == (2, 12, 12)
    assert (usage.cost, usage.unknown_cost, usage.unknown_tokens) == (Decimal("0.15"), False, False)


def test_an_unknown_cost_is_not_taken_for_nothing() -> None:
    meter = Meter()
    priced(ScriptedModel([paid(None, None)]), meter).complete(ASKED)
    assert meter.usage.unknown_cost
    assert meter.usage.unknown_tokens


def test_the_call_that_could_pass_the_budget_is_not_made() -> None:
    meter, inner = Meter(Decimal("0.50")), ScriptedModel([paid()] * 9)
    model = priced(inner, meter)
    for _ in range(3):  # at most 0.30 each: 0.30, 0.40, 0.50 are within the budget, 0.60 is not
        model.complete(ASKED)
    with pytest.raises(OutOfBudget, match=r"\$0\.50"):
        model.complete(ASKED)
    assert len(inner.history) == 3
    assert meter.usage.cost == Decimal("0.30")


def test_what_is_in_flight_counts() -> None:
    started, finish = threading.Event(), threading.Event()

    def slow(_: Request) -> Reply:
        started.set()
        finish.wait(5)
        return paid()

    model = priced(ScriptedModel([slow, paid()]), Meter(Decimal("0.50")))
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(model.complete, ASKED)
        assert started.wait(5)
        with pytest.raises(OutOfBudget):
            model.complete(ASKED)
        finish.set()
        first.result()
    model.complete(ASKED)


def test_a_budget_is_never_passed_by_eight_threads() -> None:
    meter, inner = Meter(Decimal("2.00")), ScriptedModel([paid("0.30")] * 40)
    model = priced(inner, meter)
    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(model.complete, ASKED) for _ in range(40)]
    assert meter.usage.cost == Decimal("1.80")
    assert len(inner.history) == 6
    assert sum(isinstance(call.exception(), OutOfBudget) for call in calls) == 34


def test_a_model_without_a_price_can_keep_no_budget() -> None:
    inner = ScriptedModel([paid()])
    with pytest.raises(SettingError, match="no price") as caught:
        priced(inner, Meter(Decimal("1")), None).complete(ASKED)
    assert caught.value.hint
    assert inner.history == ()
    assert priced(inner, Meter(), None).complete(ASKED).text == "ok"


def test_a_failed_call_gives_its_share_of_the_budget_back() -> None:
    meter = Meter(Decimal("0.30"))
    model = priced(ScriptedModel([ModelUnreachable("down"), paid()]), meter)
    with pytest.raises(ModelUnreachable):
        model.complete(ASKED)
    assert model.complete(ASKED).text == "ok"
    assert meter.usage.calls == 1


def test_a_cut_off_answer_is_paid_for_and_its_second_asking_is_under_the_budget() -> None:
    cut = CutOff(ASKED, paid())
    meter, inner = Meter(), ScriptedModel([cut, paid("0.20")])
    assert Enlarging(priced(inner, meter)).complete(ASKED).text == "ok"
    assert [request.max_tokens for request in inner.history] == [100, 200]
    assert (meter.usage.calls, meter.usage.cost) == (2, Decimal("0.30"))

    inner = ScriptedModel([cut, paid()])
    with pytest.raises(OutOfBudget):
        Enlarging(priced(inner, Meter(Decimal("0.35")))).complete(ASKED)
    assert len(inner.history) == 1

    with pytest.raises(BadReply, match="twice") as caught:
        Enlarging(ScriptedModel([cut, cut])).complete(ASKED)
    assert not isinstance(caught.value, CutOff)
