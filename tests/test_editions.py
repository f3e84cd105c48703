"""The three recorded editions: replayed without a key or a network, they give the recorded page or say what differs."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing import generate as generating
from briefing.cli import main
from briefing.errors import ReplayMismatch
from briefing.generate import generate
from briefing.model.tape import load
from briefing.prompts import PromptStore, lock
from briefing.session import Cassette, prepare
from briefing.settings import data_folder
from briefing.settings import load as settings_of

FOLDER = Path(__file__).parent.parent / "cassettes" / "editions"
DAYS = ("2015-09-18", "2016-10-18", "2018-12-24")
TODAY = date(2026, 1, 1)


def replayed(day: str, out: Path) -> dict[str, Any]:
    assert main(["generate", "--replay", str(FOLDER / f"{day}.yaml"), "--out", str(out)]) == 0
    table: dict[str, Any] = json.loads((out / "egypt-syria" / day / "brief.json").read_text())
    return table


@pytest.fixture(scope="module", params=DAYS)
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    out = tmp_path_factory.mktemp(request.param)
    table = replayed(request.param, out)
    return out / "egypt-syria" / request.param, table


def sentences(table: dict[str, Any], section: str) -> list[dict[str, Any]]:
    return [sentence for sentence in table["sentences"] if sentence["section"] == section]


def test_a_recorded_brief_has_every_part_and_says_who_made_it(edition: tuple[Path, dict[str, Any]]) -> None:
    _, table = edition
    for section in (
        "title",
        "bottom_line",
        "key_judgments",
        "implication",
        "reporting",
        "alternative",
        "gaps",
        "assumption",
    ):
        assert sentences(table, section), section
    assert table["disclosure"]["analyst"] == "model"
    assert table["disclosure"]["model"] == "openai/relay"
    assert [prompt.split("@")[0] for prompt in table["disclosure"]["prompts"]] == [
        "extract_claims.v1",
        "draft_brief.v3",
        "repair_sentences.v2",
        "verify_sentence.v3",
    ]


def test_quotations_stand_in_the_snapshots(edition: tuple[Path, dict[str, Any]]) -> None:
    folder, table = edition
    stored = json.loads((folder / "sources.json").read_text())["articles"]
    assert table["sentences"]
    for sentence in table["sentences"]:
        assert sentence["citations"]
        for cited in sentence["citations"]:
            assert stored[cited["article_id"]]["text"][cited["start"] : cited["end"]] == cited["quote"]
    assert main(["check", str(folder)]) == 0


def test_judgments_keep_the_standard(edition: tuple[Path, dict[str, Any]]) -> None:
    _, table = edition
    said = sentences(table, "key_judgments")
    judgments = [sentence["text"] for sentence in said if sentence["role"] == "judgment"]
    confidences = [sentence["text"] for sentence in said if sentence["role"] == "confidence"]
    assert len(judgments) == len(confidences) >= 1
    terms = r"\b(almost no chance|very unlikely|unlikely|roughly even chance|very likely|likely|almost certain)\b"
    for text in judgments:
        assert len(re.findall(terms, text)) == 1
        assert "confidence" not in text.lower()
    for text in confidences:
        assert re.match(r"Confidence in this judgment is (low|moderate|high)\b", text)
        assert not re.search(terms, text)


def test_the_page_fits_what_a_reader_reads(edition: tuple[Path, dict[str, Any]]) -> None:
    _, table = edition
    words = sum(len(sentence["text"].split()) for sentence in table["sentences"])
    assert 300 <= words <= 520


def test_withheld_sentences_are_recorded_and_counted(edition: tuple[Path, dict[str, Any]]) -> None:
    folder, table = edition
    lost = [rejection for rejection in table["rejections"] if not rejection["replaced"]]
    assert len(lost) == table["tally"]["not_supported"]
    checked = [*table["sentences"], *(line for line in table["cut"] if line["citations"])]  # a cut question cites none
    assert len(checked) == table["tally"]["supported"] + table["tally"]["not_checked"]
    page = (folder / "brief.html").read_text()
    for rejection in table["rejections"]:
        assert rejection["reason"]
        assert rejection["text"] not in page


def test_nothing_is_later_than_the_cut_off(edition: tuple[Path, dict[str, Any]]) -> None:
    folder, table = edition
    assert all(source["published"]["latest"] <= folder.name for source in table["sources"])


def test_a_draft_that_was_too_short_was_asked_for_once_more() -> None:
    """In this recording there is one article, and the first draft made less of it than a page needs."""
    asked = [json.loads(exchange.body) for exchange in load(FOLDER / "2015-09-18.yaml").exchanges]
    again = [call["messages"][-1]["content"] for call in asked if "LEN-1" in call["messages"][-1]["content"]]
    assert len(again) == 1
    assert "at least 290 are wanted" in again[0]


def test_the_shipped_calibration_is_what_the_recorded_verdicts_give(tmp_path: Path) -> None:
    for day in DAYS:
        replayed(day, tmp_path)
    folders = [str(tmp_path / "egypt-syria" / day) for day in DAYS]
    tape, written = FOLDER.parent / "calibration.yaml", tmp_path / "calibration.json"
    told = ["calibrate", *folders, "--replay", str(tape), "--out", str(tmp_path), "--write", str(written)]
    assert main(told) == 0
    ours, shipped = (json.loads(path.read_text()) for path in (written, data_folder("seeds") / "calibration.json"))
    assert ours == shipped
    caught = sum(kind["caught"] for kind in ours["kinds"])
    assert caught >= sum(kind["caught_mechanical"] for kind in ours["kinds"]) > 0


@pytest.mark.parametrize("concurrency", [1, 3])
def test_replaying_again_gives_the_same_bytes(
    edition: tuple[Path, dict[str, Any]], tmp_path: Path, concurrency: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = edition
    monkeypatch.setenv("BRIEFING_CONCURRENCY", str(concurrency))
    replayed(folder.name, tmp_path)
    for path in folder.iterdir():
        assert (tmp_path / "egypt-syria" / folder.name / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_recording_holds_no_header_but_two_and_no_key() -> None:
    for day in DAYS:
        text = (FOLDER / f"{day}.yaml").read_text()
        assert not re.search(
            r"authorization|api-key|set-cookie|openai-organization|sk-[A-Za-z0-9]{8}", text, re.IGNORECASE
        )
        for exchange in load(FOLDER / f"{day}.yaml").exchanges:
            assert {name for name, _ in (*exchange.request_headers, *exchange.reply_headers)} <= {"content-type"}


# What makes a replay fail


def altered_prompts(folder: Path, name: str) -> PromptStore:
    """Return the shipped prompts with one of them changed and released as it is."""
    shutil.copytree(data_folder("prompts"), folder)
    (folder / "prompts.lock").unlink()
    path = max(folder.glob(f"{name}.v*.prompt"))
    path.write_text(path.read_text().replace("Your task:", "Your one task:"))
    lock(folder)
    return PromptStore(folder)


def replay_with(tmp_path: Path, day: str, **changed: Any) -> None:
    cassette = Cassette(replay=FOLDER / f"{day}.yaml")
    settings = settings_of({"out": str(tmp_path / "briefs")}, {}, tmp_path)
    run = replace(prepare(settings, None, TODAY, cassette), **changed)
    generate(run, cassette, lambda *_: None)


@pytest.mark.mismatch
@pytest.mark.parametrize("name", ["extract_claims", "draft_brief", "verify_sentence"])  # nothing was reworded
def test_every_changed_prompt_makes_the_replay_fail_by_its_name(tmp_path: Path, name: str) -> None:
    assert set(generating.PROMPTS) == {"extract_claims", "draft_brief", "verify_sentence", "repair_sentences"}
    store = altered_prompts(tmp_path / "prompts", name)
    with pytest.raises(ReplayMismatch, match=rf"prompt {name}\.v\d changed"):
        replay_with(tmp_path, "2018-12-24", store=store)
    assert not (tmp_path / "briefs" / "egypt-syria").exists(), "nothing half-written"


@pytest.mark.mismatch
def test_a_changed_article_makes_the_replay_fail_by_its_input(tmp_path: Path) -> None:
    shutil.copytree(data_folder("seeds"), tmp_path / "own")
    path = next((tmp_path / "own" / "articles").glob("001_*.txt"))
    path.write_text(path.read_text().replace("very successful", "quite successful"))
    desk = str(tmp_path / "own" / "egypt-syria.toml")
    replay = str(FOLDER / "2015-09-18.yaml")
    assert main(["generate", "--desk", desk, "--replay", replay, "--out", str(tmp_path / "briefs")]) == 51


@pytest.mark.parametrize(("arguments", "says"), [(["--as-of", "2018-12-23"], "cut-off")])
def test_a_replay_for_another_day_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    replay = str(FOLDER / "2018-12-24.yaml")
    assert main(["generate", "--replay", replay, "--out", str(tmp_path), *arguments]) == 51
    assert says in capsys.readouterr().err
