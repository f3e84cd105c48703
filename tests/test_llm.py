from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from fault_server import (
    MODEL,
    FaultServer,
    breaks_off,
    choice,
    drops,
    fails,
    hangs,
    ok,
    redirects,
    sends,
    slowly,
    trickles,
)

from briefing.errors import (
    BadReply,
    ModelError,
    ModelUnreachable,
    QuotaExhausted,
    RequestRefused,
    SettingError,
    WrongKey,
)
from briefing.model.llm import CutOff, LiteLLM, Message, Patience, Request, count_tokens, estimate
from briefing.model.meter import Enlarging

NAME = f"openai/{MODEL}"
KEY = "sk-canary-4f1d9c77aa"
SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"], "additionalProperties": False}
ASKED = Request(NAME, (Message("system", "Be brief."), Message("user", "Well?")), SCHEMA, "form", max_tokens=50)


class Waits(list[float]):
    """Stands in for sleeping and remembers how long it would have been."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@dataclass
class Line:
    """A server and a model that is connected to it: one for many tests, because a TLS context takes its time."""

    server: FaultServer
    model: LiteLLM
    waits: Waits


@pytest.fixture(scope="module")
def shared() -> Iterator[Line]:
    waits = Waits()
    with FaultServer() as server:
        talker = model(server, waits)
        talker.complete(ASKED)  # the library imports half of itself at its first call; tests that take time start after
        yield Line(server, talker, waits)


@pytest.fixture
def line(shared: Line) -> Line:
    shared.server.plan()
    shared.waits.clear()
    return shared


def model(server: FaultServer, pause: Waits | None = None, **options: object) -> LiteLLM:
    patience = Patience(timeout=30, deadline=90, retries=2)
    settings = {"api_base": server.address, "key": KEY, "patience": patience, **options}
    return LiteLLM(NAME, pause=Waits() if pause is None else pause, **settings)  # type: ignore[arg-type]


def test_what_is_sent_and_what_comes_back() -> None:
    with FaultServer([ok('{"a": 1}')]) as server:
        reply = model(server).complete(ASKED)
    assert (reply.text, reply.model, reply.finish) == ('{"a": 1}', MODEL, "stop")
    assert (reply.prompt_tokens, reply.completion_tokens) == (11, 7)
    assert reply.cost is None  # no price is known of this model: unknown, not free
    sent = server.requests[0]
    assert sent["messages"] == [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Well?"}]
    assert sent["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "form", "strict": True, "schema": SCHEMA},
    }
    assert (sent["model"], sent["temperature"], sent["max_tokens"]) == (MODEL, 0.0, 50)
    assert set(sent) == {"model", "messages", "temperature", "max_tokens", "response_format"}
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_what_a_request_is_for_is_not_sent() -> None:
    inside = replace(
        ASKED, label="canary-label", prompt="canary-prompt", subject="canary-subject", input_digest="canary-i"
    )
    with FaultServer() as server:
        model(server).complete(inside)
    assert "canary" not in json.dumps(server.requests)


# Faults that may pass: (what the server does, the error when it never stops)
PASSING = {
    "429": (fails(429, "slow down"), ModelUnreachable),
    "500": (fails(500), ModelUnreachable),
    "502 html": (sends(502, "<html>bad gateway</html>", content_type="text/html"), ModelUnreachable),
    "503": (fails(503), ModelUnreachable),
    "529": (fails(529, "overloaded"), ModelUnreachable),
    "408": (fails(408), ModelUnreachable),
    "drop": (drops, ModelUnreachable),
    "cut in the body": (breaks_off, ModelUnreachable),
    "html with 200": (sends(200, "<html>Welcome</html>", content_type="text/html"), BadReply),
    "html as json": (sends(200, "<html>Welcome</html>"), BadReply),
    "nothing with 200": (sends(200, ""), BadReply),
    "broken json": (sends(200, '{"choices": [{"mess'), BadReply),
    "a json string": (sends(200, '"hello"'), BadReply),
    "a json list": (sends(200, "[]"), BadReply),
    "empty object": (sends(200, "{}"), BadReply),
    "error with 200": (sends(200, '{"error": {"message": "overloaded"}}'), BadReply),
    "no choices": (ok(choices=[]), BadReply),
    "null message": (ok(choices=[{"index": 0, "finish_reason": "stop", "message": None}]), BadReply),
    "null content": (ok(None), BadReply),
    "blank content": (ok(" \n "), BadReply),
    "reasoning only": (ok(choices=[choice(None, reasoning_content='{"a": 1}')]), BadReply),
    "unknown ending": (ok(choices=[choice("{}", "wat")]), BadReply),
    "tool call": (
        ok(
            choices=[
                choice(
                    None,
                    "tool_calls",
                    tool_calls=[{"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}],
                )
            ]
        ),
        BadReply,
    ),
}


@pytest.mark.parametrize("name", PASSING)
@pytest.mark.parametrize("before", [0, 1], ids=["first", "middle"])
def test_a_fault_that_passes_is_asked_again(line: Line, name: str, before: int) -> None:
    line.server.plan(*[fails(503)] * before, PASSING[name][0])
    assert line.model.complete(ASKED).text == "fine"
    assert line.server.count == before + 2
    assert len(line.waits) == before + 1


@pytest.mark.parametrize("name", PASSING)
def test_a_fault_at_the_last_attempt_ends_it(line: Line, name: str) -> None:
    fault, final = PASSING[name]
    line.server.plan(fails(503), fails(503), fault)
    with pytest.raises(final) as caught:
        line.model.complete(ASKED)
    assert line.server.count == 3
    assert len(line.waits) == 2
    assert type(caught.value) is final
    assert caught.value.hint


# Faults that asking again can't mend: one request, one error
LASTING = {
    "401": (fails(401, f"Incorrect API key provided: {KEY}"), WrongKey),
    "403": (fails(403, f"no access with {KEY}"), WrongKey),
    "no quota": (fails(429, "You exceeded your current quota", code="insufficient_quota"), QuotaExhausted),
    "no quota by code": (fails(429, "no", type="insufficient_quota", code="insufficient_quota"), QuotaExhausted),
    "400": (fails(400, f"bad request with {KEY}"), RequestRefused),
    "404": (fails(404, "no such model"), RequestRefused),
    "413": (fails(413, "too large"), RequestRefused),
    "422": (fails(422, "can't"), RequestRefused),
    "too long": (fails(400, "maximum context length is 8192 tokens", code="context_length_exceeded"), RequestRefused),
    "filter": (fails(400, "blocked", code="content_filter", type="content_policy_violation"), RequestRefused),
    "filtered reply": (ok(choices=[choice("Par", "content_filter")]), RequestRefused),
    "filtered, empty": (ok(choices=[choice(None, "content_filter")]), RequestRefused),
    "refusal field": (ok(choices=[choice(None, refusal="I can't help with that.")]), RequestRefused),
    "refusal beside text": (ok(choices=[choice("{}", refusal="I can't.")]), RequestRefused),
    "another model": (ok(model="other-model"), BadReply),
    "a smaller one": (ok(model=f"{MODEL}-mini"), BadReply),
    "cut off": (ok(choices=[choice('{"a": ', "length")]), CutOff),
}


@pytest.mark.parametrize("name", LASTING)
@pytest.mark.parametrize("before", [0, 1, 2], ids=["first", "middle", "last"])
def test_a_fault_that_stays_is_not_asked_again(line: Line, name: str, before: int) -> None:
    fault, final = LASTING[name]
    line.server.plan(*[fails(503)] * before, fault)
    with pytest.raises(final) as caught:
        line.model.complete(ASKED)
    assert type(caught.value) is final
    assert line.server.count == before + 1


@pytest.mark.parametrize("name", ["401", "403", "400"])
def test_nothing_a_provider_says_travels_with_the_error(line: Line, name: str) -> None:
    line.server.plan(LASTING[name][0])
    with pytest.raises(ModelError) as caught:
        line.model.complete(ASKED)
    error = caught.value
    assert KEY not in "".join(traceback.format_exception(error))
    assert KEY not in error.message + error.hint + repr(error.__context__) + repr(error.__cause__)
    assert name in error.message  # the status is told


def test_retry_after_in_seconds() -> None:
    waits = Waits()
    with FaultServer([fails(429, headers={"Retry-After": "7"}), fails(503, headers={"Retry-After": "0.5"})]) as server:
        model(server, waits).complete(ASKED)
    assert waits == [7.0, 0.5]


def test_retry_after_as_a_date() -> None:
    waits = Waits()
    headers = {"Retry-After": "Mon, 24 Dec 2018 12:00:09 GMT", "Date": "Mon, 24 Dec 2018 12:00:00 GMT"}

    def dated(handler: object) -> None:
        body = b'{"error": {"message": "wait"}}'
        handler.send_response_only(429)  # type: ignore[attr-defined]  # no Date of today
        for name, value in {**headers, "Content-Type": "application/json", "Content-Length": str(len(body))}.items():
            handler.send_header(name, value)  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]
        handler.wfile.write(body)  # type: ignore[attr-defined]

    with FaultServer([dated]) as server:
        model(server, waits).complete(ASKED)
    assert waits == [9.0]


def test_a_wait_past_the_deadline_fails_now() -> None:
    waits = Waits()
    with FaultServer([fails(429, headers={"Retry-After": "3600"})]) as server:
        with pytest.raises(ModelUnreachable, match="429"):
            model(server, waits).complete(ASKED)
        assert server.count == 1
    assert waits == []


def test_waits_grow_when_the_provider_names_none() -> None:
    waits = Waits()
    with FaultServer([fails(503), fails(503)]) as server:
        model(server, waits).complete(ASKED)
    assert 1 <= waits[0] <= 2 <= waits[1] <= 3


@pytest.mark.parametrize("fault", [hangs, trickles], ids=["hang", "trickle"])
def test_a_server_that_never_finishes_is_given_up(line: Line, fault: object) -> None:
    started = time.monotonic()
    with FaultServer(after=fault) as server:  # type: ignore[arg-type]
        with pytest.raises(ModelUnreachable):
            model(server, patience=Patience(timeout=0.3, deadline=60, retries=1)).complete(ASKED)
        assert server.count == 2
    assert time.monotonic() - started < 5


def test_the_deadline_bounds_a_call_in_progress(line: Line) -> None:
    started = time.monotonic()
    with FaultServer(after=hangs) as server, pytest.raises(ModelUnreachable):
        model(server, patience=Patience(timeout=30, deadline=0.4, retries=3)).complete(ASKED)
    assert time.monotonic() - started < 3


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    nobody = LiteLLM(NAME, api_base=f"http://127.0.0.1:{port}/v1", key=KEY, pause=Waits())
    with pytest.raises(ModelUnreachable, match=f"127.0.0.1:{port}"):
        nobody.complete(ASKED)


@pytest.mark.parametrize(
    ("name", "status"),
    [("openai", 302), *((name, 307) for name in ("openai", "groq", "deepseek", "hosted_vllm", "anthropic", "mistral"))],
)
def test_a_redirect_is_not_followed(name: str, status: int) -> None:
    with FaultServer() as elsewhere, FaultServer(after=redirects(elsewhere.address, status)) as server:
        asked = replace(ASKED, model=f"{name}/{MODEL}", schema=None)
        redirected = LiteLLM(asked.model, api_base=server.address, key=KEY, pause=Waits())
        with pytest.raises(ModelUnreachable, match="redirect"):
            redirected.complete(asked)
        assert (server.count, elsewhere.count) == (1, 0)


def test_a_substitute_can_be_allowed() -> None:
    with FaultServer([ok(model="other-model")]) as server:
        assert model(server, allow_substitute=True).complete(ASKED).model == "other-model"


def test_a_dated_snapshot_is_the_same_model() -> None:
    with FaultServer([ok(model=f"{MODEL}-2024-08-06")]) as server:
        assert model(server).complete(ASKED).model == f"{MODEL}-2024-08-06"


def test_unknown_usage_is_not_zero() -> None:
    with FaultServer([ok(usage=None)]) as server:
        reply = model(server).complete(ASKED)
    assert (reply.prompt_tokens, reply.completion_tokens, reply.cost) == (None, None, None)


def test_the_cost_is_known_where_the_price_is() -> None:
    asked = replace(ASKED, model="openai/gpt-4o")
    with FaultServer([ok(model="gpt-4o-2024-08-06")]) as server:
        reply = LiteLLM("openai/gpt-4o", api_base=server.address, key=KEY).complete(asked)
    assert reply.cost == Decimal("0.0000975")  # 11 tokens at $2.50 and 7 at $10 a million


def test_a_cut_off_answer_is_asked_once_more_with_twice_the_room() -> None:
    with FaultServer([ok(choices=[choice('{"a":', "length")]), ok('{"a": 1}')]) as server:
        assert Enlarging(model(server)).complete(ASKED).text == '{"a": 1}'
        assert [request["max_tokens"] for request in server.requests] == [50, 100]
    with FaultServer(after=ok(choices=[choice('{"a":', "length")])) as server:
        with pytest.raises(BadReply, match="twice"):
            Enlarging(model(server)).complete(ASKED)
        assert server.count == 2


def test_eight_threads_get_their_own_answers() -> None:
    def answering(body: dict[str, object]) -> object:
        return slowly(ok(str(body["messages"][0]["content"])), 0.02)  # type: ignore[index]

    class Echo(FaultServer):
        def take(self, body, headers):  # type: ignore[no-untyped-def]
            super().take(body, headers)
            return answering(body)

    with Echo() as server, ThreadPoolExecutor(8) as pool:
        talker = model(server)
        asked = [Request(NAME, (Message("user", f"question {n}"),)) for n in range(32)]
        said = [reply.text for reply in pool.map(talker.complete, asked)]
    assert said == [f"question {n}" for n in range(32)]
    assert server.count == 32


def test_a_server_of_ones_own_needs_no_key_and_no_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with FaultServer() as server:
        assert LiteLLM(MODEL, api_base=server.address).complete(replace(ASKED, model=MODEL)).text == "fine"


def test_no_key_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(WrongKey):
        LiteLLM("gpt-4o").complete(replace(ASKED, model="gpt-4o"))


def test_a_model_without_a_provider() -> None:
    with pytest.raises(SettingError, match="nobody-knows-it"):
        LiteLLM("nobody-knows-it").complete(replace(ASKED, model="nobody-knows-it"))


def test_the_library_prints_and_logs_nothing(
    line: Line, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    line.server.plan(fails(503, KEY), ok("fine"), fails(401, KEY))
    line.model.complete(ASKED)
    with pytest.raises(WrongKey):
        line.model.complete(ASKED)
    with pytest.raises(SettingError):
        LiteLLM("nobody-knows-it").complete(ASKED)
    assert capfd.readouterr() == ("", "")
    assert not [record for record in caplog.records if record.levelname not in {"DEBUG", "INFO"}]
    assert KEY not in caplog.text


def test_the_key_is_not_in_the_repr() -> None:
    assert KEY not in repr(LiteLLM(NAME, key=KEY))


def test_estimates() -> None:
    price = estimate("gpt-4o", "word " * 1000, 1000)
    assert price is not None
    assert Decimal("0.0125") <= price <= Decimal("0.014")  # 1,000 tokens in, 1,000 out, and a margin
    assert estimate(NAME, "word", 1000) is None
    assert 900 <= count_tokens("gpt-4o", "word " * 1000) <= 1100
    assert 900 <= count_tokens(NAME, "word " * 1000) <= 1300


def test_importing_this_module_imports_no_library() -> None:
    code = "import sys; from briefing.model import cassettes, llm, meter, scripted; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert not {"litellm", "openai", "httpx", "tenacity", "vcr", "yaml", "jinja2"} & set(loaded.stdout.split())
