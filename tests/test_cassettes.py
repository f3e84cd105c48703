from __future__ import annotations

import base64
import json
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from cassette_guard import Guard
from fault_server import MODEL, FaultServer, Turn, choice, completion, fails, ok, sends, slowly
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.digest import of_text
from briefing.errors import CassetteError, ReplayMismatch
from briefing.model.cassettes import PLACEHOLDER_KEY, Replay, header, recording, replaying
from briefing.model.llm import ChatModel, LiteLLM, Message, Request
from briefing.model.scripted import ScriptedModel
from briefing.model.tape import Call, Exchange, Tape, dump, load, parse, request_digest, without_secrets

NAME = f"openai/{MODEL}"
KEY = "sk-canary-4f1d9c77aa"
HEAD = {"model": NAME, "as_of": "2018-12-24", "desk": "test"}


def asked(subject: str = "a1", prompt: str = "read.v1", template: str = "Read: ", text: str = "", **changes) -> Request:
    """A request as an analyst makes it: a prompt's template, and what is put into it."""
    put_in = text or f"text of {subject}"
    request = Request(
        NAME,
        (Message("user", template + put_in),),
        label=f"{prompt} {subject}",
        prompt=prompt,
        subject=subject,
        prompt_digest=of_text(template),
        input_digest=of_text(put_in),
    )
    return replace(request, **changes)


def live(server: FaultServer, key: str = KEY) -> LiteLLM:
    return LiteLLM(NAME, api_base=server.address, key=key, pause=Replay.pause)


def replayed(replay: Replay) -> ChatModel:
    base = str(replay.header["api_base"])
    return replay.noted(LiteLLM(NAME, api_base=base, key=PLACEHOLDER_KEY, pause=replay.pause))


class Echo(FaultServer):
    """Answers with the question, after a wait that mixes up the order of parallel answers."""

    def take(self, body, headers) -> Turn:
        super().take(body, headers)
        return slowly(ok("you said: " + body["messages"][0]["content"]), random.random() * 0.03)


@pytest.fixture
def tape(tmp_path: Path) -> Path:
    """A recording of three articles read."""
    path = tmp_path / "tape.yaml"
    with Echo() as server, recording(path, {**HEAD, "api_base": server.address}) as record:
        model = record.noted(live(server))
        for subject in ("a1", "a2", "a3"):
            model.complete(asked(subject))
    return path


def test_a_recording_is_played_back_without_its_server(tape: Path) -> None:
    with replaying(tape) as replay:
        model = replayed(replay)
        assert replay.unplayed() == ("read.v1 a1", "read.v1 a2", "read.v1 a3")
        for subject in ("a3", "a1", "a2"):
            assert model.complete(asked(subject)).text == f"you said: Read: text of {subject}"
        assert replay.unplayed() == ()


def test_the_header_says_what_it_is_a_recording_of(tape: Path) -> None:
    found = header(tape)
    assert {key: found[key] for key in ("format", *HEAD)} == {"format": 1, **HEAD}
    calls = yaml.safe_load(tape.read_text())["briefing"]["calls"]
    assert [call["label"] for call in calls] == ["read.v1 a1", "read.v1 a2", "read.v1 a3"]
    assert set(calls[0]) == {"label", "prompt", "subject", "prompt_digest", "input_digest", "request_digest"}


def test_eight_threads_record_one_file_and_replay_it(tmp_path: Path) -> None:
    requests = [asked(f"a{n}") for n in range(24)]
    with Echo() as server:
        files = []
        for threads in (1, 8, 8):
            path = tmp_path / f"{len(files)}.yaml"
            random.shuffle(requests)
            with recording(path, {**HEAD, "api_base": server.address}) as record, ThreadPoolExecutor(threads) as pool:
                list(pool.map(record.noted(live(server)).complete, requests))
            files.append(path)
    assert len({path.read_bytes() for path in files}) == 1
    random.shuffle(requests)
    with replaying(files[0]) as replay, ThreadPoolExecutor(8) as pool:
        said = [reply.text for reply in pool.map(replayed(replay).complete, requests)]
    assert said == [f"you said: {request.messages[0].content}" for request in requests]


def test_a_retry_is_recorded_and_played_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "tape.yaml"
    turns = [fails(429, headers={"Retry-After": "30", "X-Organization": "acme", "Set-Cookie": "a=b"}), ok("at last")]
    with FaultServer(turns) as server, recording(path, {**HEAD, "api_base": server.address}) as record:
        record.noted(live(server)).complete(asked())
    assert [exchange.status for exchange in load(path).exchanges] == [429, 200]
    with replaying(path) as replay:
        assert replayed(replay).complete(asked()).text == "at last"


def test_a_recorded_error_is_played_as_the_same_error(tmp_path: Path) -> None:
    path = tmp_path / "tape.yaml"
    fault = fails(429, "no more", code="insufficient_quota")
    with FaultServer(after=fault) as server, recording(path, {**HEAD, "api_base": server.address}) as record:
        first = _error(record.noted(live(server)), asked())
    with replaying(path) as replay:
        assert _error(replayed(replay), asked()) == first
    assert first[0] == "QuotaExhausted"


def test_only_two_headers_and_no_secret_reach_the_file(tmp_path: Path) -> None:
    path = tmp_path / "tape.yaml"
    turn = sends(
        200, json.dumps(completion()), {"X-Request-Id": "org-canary", "Set-Cookie": "canary=1", "Retry-After": "1"}
    )
    with FaultServer([turn]) as server, recording(path, {**HEAD, "api_base": server.address}, [KEY]) as record:
        record.noted(live(server)).complete(asked())
    exchange = load(path).exchanges[0]
    assert dict(exchange.request_headers) == {"content-type": "application/json"}
    assert dict(exchange.reply_headers) == {"content-type": "application/json", "retry-after": "1"}
    text = path.read_text()
    for secret in (KEY, base64.b64encode(KEY.encode()).decode(), "authorization", "canary", "Bearer"):
        assert secret not in text


def test_a_key_that_a_provider_echoes_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "tape.yaml"
    with (
        FaultServer([ok(f"your key is {KEY}")]) as server,
        pytest.raises(CassetteError, match="key"),
        recording(path, {**HEAD, "api_base": ""}, [KEY]) as record,
    ):
        record.noted(live(server)).complete(asked())
    assert list(tmp_path.iterdir()) == []


def test_a_key_in_the_address_is_neither_kept_nor_matched() -> None:
    uri = "https://me:secret@host:444/v1/chat?key=secret&b=2&a=1"
    assert without_secrets(uri) == "https://host:444/v1/chat?b=2&a=1"


def test_a_run_that_fails_leaves_the_old_recording(tape: Path) -> None:
    before = tape.read_bytes()
    with Echo() as server, suppress(KeyboardInterrupt), recording(tape, HEAD) as record:
        record.noted(live(server)).complete(asked("a9"))
        raise KeyboardInterrupt
    assert tape.read_bytes() == before
    assert list(tape.parent.iterdir()) == [tape]


def test_recording_again_replaces_everything(tape: Path) -> None:
    with Echo() as server, recording(tape, {**HEAD, "api_base": server.address}) as record:
        record.noted(live(server)).complete(asked("a9"))
    assert [call.subject for call in load(tape).calls] == ["a9"]


def test_a_run_without_a_call_is_a_recording_too(tmp_path: Path) -> None:
    with recording(tmp_path / "new folder" / "empty.yaml", HEAD):
        pass
    with replaying(tmp_path / "new folder" / "empty.yaml") as replay:
        assert replay.unplayed() == ()


# What differs -> what the error says
MISMATCHES = {
    "prompt": (asked(template="Read well: "), r"prompt read\.v1 changed: recorded [0-9a-f]{8}, now [0-9a-f]{8}"),
    "prompt version": (asked(prompt="read.v2", template="Now: "), r"prompt read\.v2 changed: recorded read\.v1@"),
    "input": (asked(text="another text"), r"input 'a1' of read\.v1 changed: recorded [0-9a-f]{8}, now [0-9a-f]{8}"),
    "subject": (asked("a9"), r"read\.v1 for 'a9' is not recorded; recorded subjects: 'a1', 'a2', 'a3'"),
    "another prompt": (asked(prompt="draft.v1", subject="brief"), r"draft\.v1 for 'brief' is not recorded"),
    "temperature": (asked(temperature=0.7), r"temperature was 0\.0 and is 0\.7"),
    "length": (asked(max_tokens=1), r"max_tokens was 4096 and is 1"),
    "schema": (asked(schema={"type": "object"}), r"response_format differs"),
    "message": (asked(messages=(Message("user", "?"),)), r"messages differs"),
    "no label": (Request(NAME, (Message("user", "?"),)), r"not recorded"),
}


@pytest.mark.mismatch
@pytest.mark.parametrize("name", MISMATCHES)
def test_a_mismatch_says_what_differs(tape: Path, name: str) -> None:
    request, said = MISMATCHES[name]
    with replaying(tape) as replay, pytest.raises(ReplayMismatch, match=said) as caught:
        replayed(replay).complete(request)
    assert caught.value.exit_code == 51
    assert caught.value.hint


@pytest.mark.mismatch
def test_another_model_or_address_is_a_mismatch(tape: Path) -> None:
    base = str(header(tape)["api_base"])
    with replaying(tape) as replay:
        other = replay.noted(LiteLLM("openai/other", api_base=base, key="k"))
        with pytest.raises(ReplayMismatch, match="model was 'test-model' and is 'other'"):
            other.complete(asked())
        elsewhere = replay.noted(LiteLLM(NAME, api_base="http://127.0.0.1:1/v1", key="k"))
        with pytest.raises(ReplayMismatch, match=r"the address was .* and is http://127\.0\.0\.1:1/v1"):
            elsewhere.complete(asked())


@pytest.mark.mismatch
def test_a_reply_is_played_once(tape: Path) -> None:
    with replaying(tape) as replay:
        model = replayed(replay)
        model.complete(asked())
        with pytest.raises(ReplayMismatch, match="more often than it was recorded"):
            model.complete(asked())


@pytest.mark.mismatch
def test_a_miss_in_one_of_eight_threads_comes_out(tape: Path) -> None:
    with replaying(tape) as replay, ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(replayed(replay).complete, asked(f"a{n}")) for n in range(1, 9)]
        kinds = [type(call.exception()) for call in calls]
    assert kinds == [type(None)] * 3 + [ReplayMismatch] * 5


@pytest.mark.mismatch
def test_a_miss_of_a_model_that_is_not_noted_comes_out_too(tape: Path) -> None:
    with pytest.raises(ReplayMismatch, match="not recorded"), replaying(tape) as replay:
        LiteLLM(NAME, api_base=str(replay.header["api_base"]), key="k").complete(asked("a9"))


@pytest.mark.mismatch
def test_a_miss_that_is_swallowed_is_still_seen(tape: Path) -> None:
    with Guard().watching() as guard, replaying(tape) as replay:
        for subject in ("a1", "a9"):
            with suppress(Exception):
                replayed(replay).complete(asked(subject))
    missed, *unplayed = guard.complaints()
    assert missed.startswith("asked for, but not recorded")
    assert unplayed == [f"recorded, but not asked for: read.v1 {subject}" for subject in ("a2", "a3")]


def test_no_patch_outlives_a_replay(tape: Path) -> None:
    with replaying(tape) as replay:
        for subject in ("a1", "a2", "a3"):
            replayed(replay).complete(asked(subject))
    with FaultServer([ok("live")]) as server:
        assert live(server).complete(asked()).text == "live"


def test_other_models_can_be_noted(tmp_path: Path) -> None:
    with recording(tmp_path / "t.yaml", HEAD) as record:
        assert record.noted(ScriptedModel(["hello"])).complete(asked()).text == "hello"
    assert load(tmp_path / "t.yaml").exchanges == ()


BROKEN = {
    "missing": None,
    "empty": b"",
    "not yaml": b"{[",
    "not text": b"\xff\xfe\x00",
    "a list": b"- 1\n",
    "another tool's": b"version: 1\ninteractions: []\n",
    "a newer one": b"briefing: {format: 2, calls: []}\nversion: 1\ninteractions: []\n",
    "a call cut": b"briefing: {format: 1, calls: [{label: x}]}\ninteractions: []\n",
    "no body": b"briefing: {format: 1, calls: []}\ninteractions: [{request: {}, response: {}}]\n",
    "python": b"briefing: !!python/object/apply:os.system ['true']\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_recording_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "tape.yaml"
    data = BROKEN[name]
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CassetteError) as caught, replaying(path):
        pass
    assert type(caught.value) is CassetteError
    assert "recording" in caught.value.message or "format" in caught.value.message
    assert caught.value.hint


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CassetteError, match="can't write"), recording(tmp_path / "file" / "tape.yaml", HEAD):
        pass


@settings(max_examples=60)
@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.integers() | st.none(), max_size=5), st.randoms())
def test_key_order_and_spacing_of_a_body_do_not_count(body: dict[str, object], order: random.Random) -> None:
    keys = list(body)
    order.shuffle(keys)
    mixed = json.dumps({key: body[key] for key in keys}, indent=2)
    uri = "https://host/v1"
    assert request_digest("POST", uri, json.dumps(body)) == request_digest("post", "https://host:443/v1", mixed)
    assert request_digest("POST", uri, json.dumps({**body, "one": "more"})) != request_digest("POST", uri, mixed) or (
        body.get("one") == "more"
    )


@settings(max_examples=100)
@given(st.binary(max_size=20), st.text(max_size=20), st.lists(st.sampled_from([200, 429, 503]), max_size=2))
def test_any_bytes_come_back_from_the_file(reply: bytes, words: str, statuses: list[int]) -> None:
    body = json.dumps({"messages": [words]}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    exchanges = tuple(
        Exchange("POST", "http://h/v1", body, (("content-type", "a"),), status, "OK", (("retry-after", words),), reply)
        for status in statuses
    )
    digest = request_digest("POST", "http://h/v1", body)
    calls = tuple(Call("p.v1", words, words, "d", "e", digest) for _ in statuses[:1])
    tape = Tape({"format": 1, "desk": words}, calls, exchanges)
    assert parse(dump(tape), "it") == tape


def test_the_file_can_be_read_by_a_person(tape: Path) -> None:
    text = tape.read_text()
    assert text.startswith("briefing:\n  format: 1\n")
    assert "you said: Read: text of a1" in text
    assert "!!" not in text


def test_what_a_model_said_is_not_touched(tmp_path: Path) -> None:
    said = "“Kamel” said: 'no'\u00a0\u2028\ttab \\ \"quote\" é e\u0301 \ufeff \u0085 مصر"
    path = tmp_path / "tape.yaml"
    with FaultServer([ok(said)]) as server, recording(path, {**HEAD, "api_base": server.address}) as record:
        assert record.noted(live(server)).complete(asked()).text == said
    with replaying(path) as replay:
        assert replayed(replay).complete(asked()).text == said
    assert json.loads(load(path).exchanges[0].reply)["created"] == completion()["created"]


def test_a_replay_opens_no_socket(tape: Path) -> None:
    seen: list[str] = []
    watching = True
    # An audit hook sees what a socket patch misses (DNS, other libraries); it can't be removed, only told to stop.
    sys.addaudithook(lambda name, _: seen.append(name) if watching and name in _NETWORK else None)
    try:
        with replaying(tape) as replay:
            for subject in ("a1", "a2", "a3"):
                replayed(replay).complete(asked(subject))
    finally:
        watching = False
    assert seen == []


_NETWORK = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen"})


def test_a_refusal_and_a_cut_off_reply_are_recorded_as_they_came(tmp_path: Path) -> None:
    path = tmp_path / "tape.yaml"
    turns = [ok(choices=[choice(None, refusal="No.")]), ok(choices=[choice('{"a', "length")])]
    with FaultServer(turns) as server, recording(path, {**HEAD, "api_base": server.address}) as record:
        model = record.noted(live(server))
        errors = [_error(model, asked(subject)) for subject in ("a1", "a2")]
    with replaying(path) as replay:
        assert [_error(replayed(replay), asked(subject)) for subject in ("a1", "a2")] == errors
    assert [kind for kind, _ in errors] == ["RequestRefused", "CutOff"]


def _error(model: ChatModel, request: Request) -> tuple[str, str]:
    try:
        model.complete(request)
    except Exception as error:
        return type(error).__name__, str(error)
    return "", ""
