"""`briefing calibrate`: what is counted, shown and kept; the planting itself is in test_calibrate_planting.py."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fault_server import MODEL, FaultServer, Turn, ok
from models import judges
from seed_claims import desk

from briefing.analyst.rules import RulesAnalyst
from briefing.archive import Archive
from briefing.archive.rows import calibration as read_back
from briefing.archive.rows import calibration_text
from briefing.calibrate import shipped
from briefing.calibrate.gathering import checked, sentences_of
from briefing.calibrate.kinds import KINDS, Planted, planted
from briefing.calibrate.measuring import Trial, calibration, tried
from briefing.calibrate.report import misses, table, total
from briefing.calibrate.running import Measured
from briefing.calibrate.sentence import Drawn
from briefing.cli import main
from briefing.model.meter import Meter
from briefing.page import calibration as summary
from briefing.saved import Saved, load
from briefing.types import Calibration, Citation, DraftLine, KindCount, Outcome, Record, Verdict

DAY = date(2026, 11, 22)


class Always(RulesAnalyst):
    """A judge that says the same of every sentence."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(desk())
        self.outcome = outcome
        self.seen: list[DraftLine] = []

    def judge(self, lines: Sequence[tuple[DraftLine, tuple[Citation, ...]]], record: Record) -> tuple[Verdict, ...]:
        known = {claim.id for claim in record.claims}
        assert all(cited and known.issuperset(line.claim_ids) for line, cited in lines)
        self.seen += [line for line, _ in lines]
        return tuple(Verdict(self.outcome, "always", "always") for _ in lines)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("editions")
    assert main(["generate", "--as-of", "2015-09-18", "--out", str(out)]) == 0
    return out / "egypt-syria" / "2015-09-18"


@pytest.fixture(scope="module")
def saved(edition: Path) -> Saved:
    return load(edition)


@pytest.fixture(scope="module")
def edits(saved: Saved) -> tuple[Planted, ...]:
    return planted(sentences_of(saved, desk()).sentences)


def counted(trials: Sequence[Trial], model: str = "") -> Calibration:
    return calibration(trials, made=DAY, sentences=9, editions=["egypt-syria/2016-10-18"], model=model)


def test_only_sentences_that_hold_are_used(saved: Saved) -> None:
    gathered = sentences_of(saved, desk())
    sentences = gathered.sentences
    assert len(gathered.looked_at) >= len({cited.text for cited in sentences}) == len(sentences) > 5
    good = sentences[0]
    wrong = replace(good.line, text="Vladimir Putin visited Cairo on 3 March 2011 with 17 ministers.")
    both = [(wrong, Drawn.CLAIM), (good.line, Drawn.CLAIM)]
    assert [cited.text for cited in checked(both, good.bench)] == [good.text]


def test_the_articles_give_what_the_page_leaves_out(saved: Saved) -> None:
    sentences = sentences_of(saved, desk()).sentences
    printed = {" ".join(line.text.split()) for line in saved.brief.lines}
    assert {cited.text for cited in sentences if cited.drawn is Drawn.PRINTED} <= printed
    read = [cited for cited in sentences if cited.drawn is Drawn.ARTICLE]
    assert len(read) > 5
    for cited in read:
        (quote,) = cited.quotations
        assert cited.text == " ".join(quote.split())
        assert cited.text not in printed


def test_a_judge_who_accepts_everything_catches_nothing_more(edits: tuple[Planted, ...]) -> None:
    alone, judged = total(counted(tried(edits, None))), total(counted(tried(edits, Always(Outcome.SUPPORTED))))
    assert judged.caught == judged.caught_mechanical == alone.caught_mechanical
    assert judged.false_alarms == judged.false_alarms_mechanical
    assert judged.not_checked == 0


def test_a_judge_who_refuses_everything_refuses_every_twin(edits: tuple[Planted, ...]) -> None:
    counts = counted(tried(edits, Always(Outcome.NOT_SUPPORTED)))
    for kind in counts.kinds:
        assert (kind.caught, kind.false_alarms, kind.not_checked) == (kind.planted, kind.harmless, 0)


def test_a_judge_who_did_not_run_has_checked_nothing(edits: tuple[Planted, ...]) -> None:
    trials = tried(edits, Always(Outcome.NOT_CHECKED))
    counts = total(counted(trials))
    assert counts.caught == counts.caught_mechanical
    assert counts.not_checked == counts.planted - counts.caught
    assert not [t for t in trials if t.wrong and not t.check]


def test_what_code_refused_is_never_put_to_the_judge(edits: tuple[Planted, ...]) -> None:
    judge = Always(Outcome.SUPPORTED)
    trials = tried(edits, judge)
    assert [trial.planted for trial in trials] == list(edits)
    assert sorted(line.text for line in judge.seen) == sorted(t.planted.edited.text for t in trials if not t.check)


def test_counts_add_up(edits: tuple[Planted, ...]) -> None:
    trials = tried(edits, None)
    counts = counted(trials)
    assert [kind.kind for kind in counts.kinds] == [kind.name for kind in KINDS]
    whole = total(counts)
    assert whole.planted + whole.harmless == len(trials)
    wrong = sum(trial.wrong for trial in trials)
    assert wrong == whole.planted - whole.caught + whole.false_alarms
    assert sum(line.startswith("    was:") for line in misses(trials)) == wrong


def made(model: str = "", day: date = DAY, **counts: int) -> Calibration:
    row = {"planted": 17, "caught_mechanical": 9, "caught": 14, "not_checked": 1, "harmless": 12}
    kind = KindCount("number", **(row | {"false_alarms_mechanical": 1, "false_alarms": 2} | counts))
    return Calibration(
        day, 61, ("egypt-syria/2016-10-18",), model, "verify_sentence.v2@1a2b3c4d" if model else "", (kind,)
    )


def measured(counts: Calibration, trials: Sequence[Trial] = ()) -> Measured:
    looked_at, used = {Drawn.PRINTED: 40, Drawn.ARTICLE: 30}, {Drawn.PRINTED: 38}
    return Measured(counts, tuple(trials), looked_at, used, Meter(None).usage)


def test_rates_stand_with_their_counts() -> None:
    rows = table(measured(made("openai/x")))
    assert rows[1].split("  ")[0] == "number"
    for cell in ("9 of 17", "14 of 17", "1 of 12", "2 of 12"):
        assert cell in rows[1]
        assert cell in rows[2]
    assert "16 of 17" in rows[1]  # coverage
    assert "14 of 17" not in table(measured(made()))[1]  # without a model there is no verdict
    assert "38 of 40 printed sentences" in "\n".join(rows)
    assert "0 of 30 sentences of the cited articles" in "\n".join(rows)


def test_a_kind_that_was_planted_nowhere_stays_in_sight() -> None:
    nothing = table(measured(made(planted=0, caught=0, caught_mechanical=0, not_checked=0, harmless=0)))[1]
    assert nothing.split() == ["number", "0", "–", "–", "0", "–", "0", "–", "–", "–"]


def test_no_rate_stands_without_its_coverage(edits: tuple[Planted, ...]) -> None:
    trials = tried(edits, Always(Outcome.NOT_CHECKED))
    shown = measured(counted(trials, "openai/x"), trials)
    *kinds, whole = shown.calibration.kinds
    for kind, row in zip((*kinds, whole), table(shown)[1:], strict=False):
        twins = [t for t in trials if t.planted.harmless and t.planted.kind == kind.kind]
        cells = row.removeprefix(kind.kind).split("  ")
        checked_errors = kind.planted - kind.not_checked
        checked_twins = sum(t.outcome is not Outcome.NOT_CHECKED for t in twins)
        assert not kind.planted or f"{checked_errors} of {kind.planted}" in map(str.strip, cells)
        assert not twins or cells[-1].strip() == f"{checked_twins} of {len(twins)}"


def test_the_table_says_what_was_caught_in_which_sentences(edits: tuple[Planted, ...]) -> None:
    trials = tried(edits, None)
    rows = table(measured(counted(trials), trials))
    for drawn in Drawn:
        planted_there = [t for t in trials if t.planted.original.drawn is drawn and not t.planted.harmless]
        row = next((row for row in rows if row.startswith(f"in {drawn}")), "")
        assert bool(row) is any(t.planted.original.drawn is drawn for t in trials)
        assert not row or row.removeprefix(f"in {drawn}").split()[0] == str(len(planted_there))


def test_the_summary_is_one_line_with_its_coverage() -> None:
    line = summary(made("openai/x"))
    assert "22 November 2026" in line
    assert "coverage 94 %" in line
    assert "\n" not in line


def test_what_was_measured_last_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with Archive.open(path) as archive:
        assert archive.last_calibration("") is None
        for one in (made(), made(day=date(2026, 11, 23), planted=18), made(day=date(2026, 11, 21)), made("openai/x")):
            archive.add_calibration(one)
    with Archive.open(path) as archive:
        assert archive.last_calibration("") == made(day=date(2026, 11, 23), planted=18)
        assert archive.last_calibration("openai/x") == made("openai/x")
        assert archive.last_calibration("openai/y") is None


def test_a_calibration_travels_as_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert read_back(calibration_text(made("openai/x"))) == made("openai/x")
    monkeypatch.setattr("briefing.settings.data_folder", lambda name: tmp_path / name)
    assert shipped() is None
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "calibration.json").write_text(calibration_text(made()), encoding="utf-8")
    assert shipped() == made()
    (tmp_path / "seeds" / "calibration.json").write_text("{}", encoding="utf-8")
    assert shipped() is None


def test_the_verb_measures_the_newest_edition(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, archive, file = edition.parent.parent, tmp_path / "a.sqlite", tmp_path / "calibration.json"
    common = ["calibrate", "--out", str(out), "--archive", str(archive)]
    assert main([*common, "--write", str(file), "--misses"]) == 0
    shown = capsys.readouterr().out
    kept = read_back(file.read_text(encoding="utf-8"))
    assert summary(kept) in shown
    assert f"{kept.sentences} sentences were used" in shown
    assert kept.editions == ("egypt-syria/2015-09-18",)
    with Archive.open(archive) as opened:
        assert opened.last_calibration("") == kept
    assert main([*common, str(edition), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["total"]["planted"] == sum(not trial["harmless"] for trial in told["trials"])
    assert [kind["planted"] for kind in told["kinds"]] == [kind.planted for kind in kept.kinds]


def test_a_sentence_of_two_editions_counts_once(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["calibrate", "--json", "--archive", str(tmp_path / "a.sqlite"), str(edition)]
    again = tmp_path / "egypt-syria" / "2015-09-19"
    shutil.copytree(edition, again)
    assert main(common) == 0
    once = json.loads(capsys.readouterr().out)
    assert main([*common, str(again)]) == 0
    twice = json.loads(capsys.readouterr().out)
    assert (twice["sentences"], twice["trials"]) == (once["sentences"], once["trials"])
    assert len(twice["editions"]) == 2


def test_without_an_edition_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", "--out", str(tmp_path)]) == 70
    assert "briefing generate" in capsys.readouterr().err


def _reworded(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("Cairo", "Paris"), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (shutil.rmtree, "no edition"),
        (lambda folder: (folder / "brief.json").unlink(), "no 'brief.json'"),
        (lambda folder: (folder / "sources.json").unlink(), "no 'sources.json'"),
        (lambda folder: (folder / "sources.json").write_text('{"articles": {}}'), "lacks or alters"),
        (lambda folder: _reworded(folder / "sources.json"), "lacks or alters"),
        (lambda folder: (folder / "brief.json").write_text('{"format": "old"}'), "format"),
        (lambda folder: (folder / "brief.json").write_bytes(b"\xff{"), "is not UTF-8 text"),
    ],
)
def test_a_folder_that_is_no_edition_is_named(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[Path], object], says: str
) -> None:
    folder = tmp_path / "2015-09-18"
    shutil.copytree(edition, folder)
    damage(folder)
    assert main(["calibrate", str(folder), "--archive", str(tmp_path / "a.sqlite")]) == 70
    told = capsys.readouterr().err
    assert str(folder) in told
    assert says in told
    assert "hint: name the folder of an edition" in told
    assert "Errno" not in told
    assert not (tmp_path / "a.sqlite").exists()


def test_a_result_that_could_not_be_written_is_refused_before_it_is_measured(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "nowhere" / "calibration.json"
    told = ["calibrate", str(edition), "--archive", str(tmp_path / "a.sqlite"), "--write", str(into)]
    assert main(told) == 80
    assert str(into) in capsys.readouterr().err
    assert not (tmp_path / "a.sqlite").exists()


class JudgeServer(FaultServer):
    """A chat endpoint that finds every sentence supported."""

    def take(self, body: dict[str, Any], headers: Mapping[str, str]) -> Turn:
        super().take(body, headers)
        prompt = "\n".join(message["content"] for message in body["messages"] if message["role"] == "user")
        return ok(json.dumps(judges(prompt)))


def test_verdicts_are_asked_for_recorded_and_replayed(
    edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tape, common = (
        tmp_path / "verdicts.yaml",
        ["calibrate", str(edition), "--json", "--archive", str(tmp_path / "a.db")],
    )
    with JudgeServer() as server:
        model = ["--model", f"openai/{MODEL}", "--api-base", server.address]
        assert main([*common, *model, "--record", str(tape)]) == 0
        asked = server.count
    told = json.loads(capsys.readouterr().out)
    passed = sum(not trial["check"] for trial in told["trials"])
    assert 0 < passed / 12 <= asked < passed
    assert told["model"] == f"openai/{MODEL}"
    assert told["prompt"].startswith("verify_sentence.v")
    assert told["total"]["not_checked"] == 0
    assert main([*common, "--replay", str(tape)]) == 0
    assert json.loads(capsys.readouterr().out) == told
