from __future__ import annotations

import copy
import json
import pickle
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SettingError
from briefing.settings import (
    Secret,
    as_of,
    data_folder,
    environment,
    hand_down,
    load,
    lock_file,
    provider_keys,
)

CANARY = "sk-canary-7f3a9"


def test_defaults_need_nothing(tmp_path: Path) -> None:
    settings = load({}, {}, tmp_path)
    assert (settings.model, settings.api_base, settings.budget) == ("", "", None)
    assert settings.desk == data_folder("seeds") / "egypt-syria.toml"
    assert (settings.out, settings.archive) == (tmp_path / "briefs", tmp_path / "briefs" / "archive.sqlite")
    assert (settings.concurrency, settings.timeout, settings.allow_substitute) == (8, 120.0, False)
    assert set(settings.came_from.values()) == {"default"}
    assert not settings.api_key


def test_flags_over_environment_over_file_over_defaults(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text('model = "file/m"\nout = "file"\nconcurrency = 2\ntimeout = 9\n')
    environment = {"BRIEFING_MODEL": "env/m", "BRIEFING_OUT": "env", "BRIEFING_TIMEOUT": ""}
    settings = load({"model": "flag/m", "out": None, "verb": "generate"}, environment, tmp_path)
    assert (settings.model, settings.out, settings.concurrency) == ("flag/m", tmp_path / "env", 2)
    assert settings.timeout == 9.0
    assert settings.archive == tmp_path / "env" / "archive.sqlite"
    sources = [settings.came_from[name] for name in ("model", "out", "concurrency", "timeout", "budget")]
    assert sources == ["--model", "BRIEFING_OUT", "briefing.toml", "briefing.toml", "default"]


def test_rules_as_a_model_overrides_one_from_the_environment() -> None:
    assert load({"model": "rules"}, {"BRIEFING_MODEL": "openai/m"}, Path("/nowhere")).model == ""


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        ("concurrency", "1", 1),
        ("budget", "0.50", Decimal("0.50")),
        ("budget", "0", Decimal(0)),
        ("timeout", "2.5", 2.5),
        ("retries", "0", 0),
        ("allow_substitute", "TRUE", True),
        ("allow_substitute", "no", False),
        ("api_base", "http://[::1]:8000/v1", "http://[::1]:8000/v1"),
        ("model", "ollama_chat/llama3.1:8b", "ollama_chat/llama3.1:8b"),
        ("archive", "/data/a.sqlite", Path("/data/a.sqlite")),
    ],
)
def test_values_are_read(variable: str, text: str, value: object) -> None:
    assert getattr(load({}, {f"BRIEFING_{variable.upper()}": text}, Path("/nowhere")), variable) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("concurrency", "abc"),
        ("concurrency", "0"),
        ("concurrency", "65"),
        ("concurrency", "9" * 5000),
        ("concurrency", "²"),
        ("budget", "-1"),
        ("budget", "NaN"),
        ("budget", "1e999999999999999999"),
        ("timeout", "0"),
        ("timeout", "inf"),
        ("timeout", "nan"),
        ("retries", "1.5"),
        ("allow_substitute", "perhaps"),
        ("api_base", "localhost:8000"),
        ("api_base", "file:///etc/passwd"),
        ("api_base", "http://[oops"),
        ("api_base", "http://host:port/v1"),
        ("model", "two words"),
        ("out", "a\0b"),
    ],
)
def test_a_bad_value_names_its_source(name: str, value: str) -> None:
    variable = f"BRIEFING_{name.upper()}"
    with pytest.raises(SettingError) as caught:
        load({}, {variable: value}, Path("/nowhere"))
    assert caught.value.message.startswith(f"{variable}={value}: ")
    with pytest.raises(SettingError, match=r"^--"):
        load({name: value}, {}, Path("/nowhere"))


@pytest.mark.parametrize("line", ["concurrency = true", "concurrency = 8.0", "model = 5", "out = []", "budget = true"])
def test_a_value_of_the_wrong_kind_in_the_file(tmp_path: Path, line: str) -> None:
    (tmp_path / "briefing.toml").write_text(line)
    with pytest.raises(SettingError, match=r"^briefing\.toml: \w+="):
        load({}, {}, tmp_path)


def test_unknown_keys_in_the_file_get_the_likely_one(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text("concurency = 8\n")
    with pytest.raises(SettingError) as caught:
        load({}, {}, tmp_path)
    assert caught.value.message == "briefing.toml: unknown key 'concurency'"
    assert caught.value.hint == "did you mean 'concurrency'?"


def test_a_misspelt_variable_is_caught_and_others_are_left_alone() -> None:
    with pytest.raises(SettingError) as caught:
        load({}, {"BRIEFING_MODLE": "openai/m"}, Path("/nowhere"))
    assert caught.value.hint == "did you mean BRIEFING_MODEL?"
    load({}, {"BRIEFING_DATA": "/somewhere", "MODLE": "x"}, Path("/nowhere"))


@pytest.mark.parametrize("key", ["api_key", "API-KEY", "openai_api_key", "token", "password"])
def test_a_key_in_the_file_is_refused_without_repeating_it(tmp_path: Path, key: str) -> None:
    (tmp_path / "briefing.toml").write_text(f'{key} = "{CANARY}"\n')
    with pytest.raises(SettingError) as caught:
        load({}, {}, tmp_path)
    assert "BRIEFING_API_KEY" in caught.value.hint
    assert CANARY not in caught.value.message + caught.value.hint


@pytest.mark.parametrize("text", ["model = ", '\xff = "x"', "model = 'a'\nmodel = 'b'"])
def test_a_file_that_is_not_toml_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "briefing.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingError, match="can't be read"):
        load({}, {}, tmp_path)


def test_a_key_is_shown_nowhere() -> None:
    settings = load({}, {"BRIEFING_API_KEY": CANARY + "\n"}, Path("/nowhere"))
    assert settings.api_key.reveal() == CANARY
    seen = [repr(settings), str(settings), f"{settings.api_key}", str(settings.shown()), str(asdict(settings))]
    seen += [json.dumps(asdict(settings), default=str), json.dumps(settings.shown()), repr(copy.deepcopy(settings))]
    assert not [text for text in seen if CANARY in text]
    assert settings.shown()["api_key"] == "set"
    with pytest.raises(TypeError):
        pickle.dumps(settings)
    with pytest.raises(TypeError):
        json.dumps(settings.api_key)


def test_a_key_has_no_flag() -> None:
    assert not load({"api_key": CANARY}, {}, Path("/nowhere")).api_key


@pytest.mark.parametrize(
    "base", [f"https://me:{CANARY}@host/v1", f"https://{CANARY}@host", f"https://host/v1?key={CANARY}"]
)
def test_an_address_with_a_password_is_refused_without_repeating_it(base: str) -> None:
    with pytest.raises(SettingError) as caught:
        load({"api_base": base}, {}, Path("/nowhere"))
    assert CANARY not in caught.value.message + caught.value.hint


def test_an_empty_secret_is_none_and_says_so() -> None:
    assert (bool(Secret("")), repr(Secret(""))) == (False, "Secret(not set)")
    assert load({}, {}, Path("/nowhere")).shown()["api_key"] == "not set"


def test_provider_keys_are_named_never_shown() -> None:
    environment = {"OPENAI_API_KEY": CANARY, "GROQ_API_KEY": "", "BRIEFING_API_KEY": CANARY, "HOME": "/", "MONKEY": "x"}
    assert provider_keys(environment) == ("OPENAI_API_KEY",)


@given(st.dates())
def test_every_day_of_the_calendar_is_a_cut_off(day: date) -> None:
    assert as_of(day.isoformat(), date(2000, 1, 1)) == day


@pytest.mark.parametrize(
    "text",
    [
        "2018-02-30",
        "2018-13-01",
        "0000-01-01",
        "20181224",
        "2018-W52-1",
        "2018-12-24T00:00",
        " 2018-12-24",
        "",
        "24/12/2018",
    ],
)
def test_an_impossible_or_malformed_cut_off_is_refused(text: str) -> None:
    with pytest.raises(SettingError, match="--as-of") as caught:
        as_of(text, date(2000, 1, 1))
    assert caught.value.hint


def test_the_cut_off_is_today_unless_given() -> None:
    assert as_of(None, date(2018, 12, 24)) == date(2018, 12, 24)


def test_variables_are_handed_down_to_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_LIBRARY_FETCHES", "yes")
    hand_down({"SOME_LIBRARY_FETCHES": "no"})
    assert environment()["SOME_LIBRARY_FETCHES"] == "no"


def test_what_travels_with_the_package_is_found() -> None:
    assert (data_folder("prompts") / "prompts.lock").is_file()
    assert (data_folder("templates") / "brief.html.j2").is_file()
    assert (data_folder("seeds") / "articles" / "sources.toml").is_file()
    assert lock_file().is_file()
