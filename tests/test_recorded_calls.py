from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from record_calls import FOLDER, outcome, request

from briefing.errors import ReplayMismatch
from briefing.model.cassettes import PLACEHOLDER_KEY, Replay, header, replaying
from briefing.model.llm import LiteLLM
from briefing.model.tape import load

VISIT = "Visit(visitor='General Mamlouk', city='Cairo')"
# What each recorded call comes to, and the HTTP statuses in its file in the order they came
CASES = {
    "ok": (f"{VISIT} after 1 asked", [200]),
    "rate_limited": (f"{VISIT} after 1 asked", [429, 200]),
    "mended": (f"{VISIT} after 2 asked", [200, 200]),
    "refusal": ("RequestRefused", [200]),
    "cut_off": (f"{VISIT} after 1 asked", [200, 200]),
}


def client(replay: Replay) -> LiteLLM:
    recorded = {key: str(value) for key, value in replay.header.items()}
    return LiteLLM(recorded["model"], api_base=recorded["api_base"], key=PLACEHOLDER_KEY, pause=replay.pause)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def path(case: str) -> Path:
    return FOLDER / f"{case}.yaml"


def test_a_recorded_call_comes_to_the_same(path: Path, case: str) -> None:
    expected, statuses = CASES[case]
    assert sorted(exchange.status for exchange in load(path).exchanges) == sorted(statuses)
    with replaying(path) as replay:
        assert outcome(replay, client(replay), case).startswith(expected)


@pytest.mark.mismatch
def test_another_prompt_never_gets_the_recorded_reply(path: Path, case: str) -> None:
    with replaying(path) as replay:
        model = client(replay)
        asked = request(model.name, case)
        changed = dataclasses.replace(asked.messages[0], content=asked.messages[0].content + " ")
        altered = dataclasses.replace(asked, messages=(changed, *asked.messages[1:]), prompt_digest="sha256:00000000")
        with pytest.raises(ReplayMismatch, match=r"prompt visit\.v1 changed"):
            replay.noted(model).complete(altered)


def test_every_file_is_played() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*")) == sorted(CASES)


def test_a_recording_holds_two_headers_at_most(path: Path) -> None:
    assert set(header(path)) == {"format", "model", "api_base", "as_of", "desk"}
    names = {name for one in load(path).exchanges for name, _ in (*one.request_headers, *one.reply_headers)}
    assert names <= {"content-type", "retry-after"}
    assert "Bearer" not in path.read_text()
