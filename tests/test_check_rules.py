"""`briefing check` on rules: what is printed, what fails, and what a damaged edition still tells."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tradecraft_pages import Edit, change, files, judged, ruled, same, with_

from briefing.cli import main
from briefing.tradecraft import RULES
from briefing.types import Brief, Section


def saved(folder: Path, page: Brief, edit: Edit = same) -> Path:
    folder.mkdir()
    for name, content in files(edit(page)).items():
        (folder / name).write_bytes(content)
    return folder


def check(capsys: pytest.CaptureFixture[str], folder: Path, *options: str) -> tuple[int, Sequence[str], str]:
    code = main(["check", str(folder), *options])
    out, err = capsys.readouterr()
    return code, out.splitlines(), err


def test_a_sound_edition_ends_in_one_line_of_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = check(capsys, saved(tmp_path / "e", judged()))
    assert code == 0
    assert out[0].endswith("quotations and digests hold")
    assert out[1] == "51 rules: 44 met, 0 not met, 2 not applicable, 5 not checked"
    assert len(out) == 2


def test_a_rule_that_blocks_fails_with_its_name_and_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vague = change(Section.KEY_JUDGMENTS, text="We assess that they might meet, which is likely, by March 2019.")
    code, out, err = check(capsys, saved(tmp_path / "e", judged(), vague))
    assert code == 70
    assert "BLOCK LIK-4 'might' avoids a likelihood (s5)" in out
    assert out[-1].startswith("51 rules: 43 met, 1 not met")
    assert "not met: LIK-4" in err
    assert "--rules" in err


def test_a_warning_is_printed_and_does_not_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loaded = change(Section.GAPS, text="No report says what the regime wants.")
    code, out, _ = check(capsys, saved(tmp_path / "e", judged(), loaded))
    assert code == 0
    assert [line for line in out if line.startswith(("WARN", "BLOCK"))] == ["WARN OBJ-1 'regime' takes sides (s21)"]


def test_rules_prints_all_with_standing_reason_and_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = check(capsys, saved(tmp_path / "e", judged()), "--rules")
    assert code == 0
    told = [line for line in out if any(f" {rule} " in line for rule in RULES)]
    assert [next(rule for rule in RULES if f" {rule} " in line) for line in told] == list(RULES)
    assert told[0].startswith("met: BLOCK LIK-1 ")
    assert any(line.startswith("not checked: WARN IND-2 no indicator is rated") for line in told)
    assert sum(line.endswith("[ICD 203 D.6.e(2)(a); Q]") for line in out) == 2


def test_json_has_every_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = check(capsys, saved(tmp_path / "e", judged(), with_(tlp="TLP:WHITE")), "--json")
    shown = json.loads("\n".join(out))
    assert code == 70
    assert [row["id"] for row in shown["rules"]] == list(RULES)
    row = next(row for row in shown["rules"] if row["id"] == "TLP-1")
    assert row == {
        "id": "TLP-1",
        "severity": "block",
        "rule": RULES["TLP-1"].rule,
        "source": "FIRST TLP 2.0",
        "provenance": "Q",
        "standing": "not met",
        "reason": "'TLP:WHITE' is no label of TLP 2.0",
        "places": [],
    }


def test_nothing_from_a_page_reaches_the_terminal_raw(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = tuple(replace(o, name="\x1b[2J\u202e" + o.name, letter="Z") for o in judged().origins)
    code, out, _ = check(capsys, saved(tmp_path / "e", judged(), with_(origins=hostile)))
    assert code == 70
    assert any(line.startswith("BLOCK ADM-1") for line in out)
    assert not [line for line in out if "\x1b" in line or "\u202e" in line]


def test_differences_come_first_and_the_rules_still_follow(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = saved(tmp_path / "e", judged())
    page = (folder / "brief.md").read_text()
    (folder / "brief.md").write_text(page.replace("are likely to announce", "are unlikely to announce"))
    code, out, err = check(capsys, folder)
    assert code == 70
    assert out[0] == "brief.md differs from the receipt"
    assert any(line.startswith("BLOCK CNG-1 brief.md") for line in out)
    assert "2 differences; not met: CNG-1" in err
    assert "hint: the brief is not what its receipt says" in err


@pytest.mark.parametrize("junk", ["", "{}", "[" * 100_000, '{"format": "briefing/brief/1"}'])
def test_a_damaged_brief_still_tells_its_differences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], junk: str
) -> None:
    folder = saved(tmp_path / "e", ruled())
    (folder / "brief.json").write_text(junk)
    code, out, err = check(capsys, folder, "--rules")
    assert code == 70
    assert out[0] == "brief.json differs from the receipt"
    assert not [line for line in out if "rules:" in line]
    assert str(folder) in err
    code, out, _ = check(capsys, folder, "--json")
    assert code == 70
    assert json.loads("\n".join(out))["rules"] is None
    assert json.loads("\n".join(out))["differences"]


def _folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("name", "damage", "says"),
    [
        ("brief.json", Path.unlink, "brief.json is missing"),
        ("brief.json", lambda p: p.write_bytes(b""), "brief.json is empty"),
        ("brief.json", lambda p: p.write_bytes(b"\xff\x00\x81"), "brief.json is not UTF-8 text (byte 0)"),
        ("brief.json", lambda p: p.write_text("{,}"), "brief.json is no JSON (line 1, column 2"),
        ("brief.json", _folder_instead, "brief.json can't be read: Is a directory"),
        ("brief.html", Path.unlink, "brief.html is missing"),
        ("sources.json", Path.unlink, "sources.json is missing"),
        ("sources.json", lambda p: p.write_text('{"articles": {"zzz": {"text": "x"}}}'), "articles ("),
        ("receipt.json", lambda p: p.write_bytes(b"\xff"), "receipt.json is not UTF-8 text (byte 0)"),
        ("receipt.json", _folder_instead, "receipt.json can't be read: Is a directory"),
        ("receipt.json", lambda p: p.write_text("[]"), "receipt.json holds no JSON object"),
    ],
)
def test_what_is_damaged_is_named_once_and_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, damage: Callable[[Path], object], says: str
) -> None:
    folder = saved(tmp_path / "e", judged())
    damage(folder / name)
    code, out, err = check(capsys, folder)
    assert code == 70
    assert sum(says in line for line in out) == 1
    assert "Errno" not in "".join(out) + err
    assert "hint: " in err


def test_a_brief_of_an_older_version_has_to_be_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = saved(tmp_path / "e", judged())
    text = (folder / "brief.json").read_text()
    (folder / "brief.json").write_text(text.replace("briefing/brief/3", "briefing/brief/2"))
    code, out, err = check(capsys, folder)
    assert code == 70
    assert "brief.json was made by an older version of briefing (format 2; this one reads 3)" in out
    assert "make the edition again" in err


@pytest.mark.parametrize(("make", "says"), [(Path.touch, "is a file and no folder"), (Path.mkdir, "no receipt.json")])
def test_what_is_no_edition_is_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], object], says: str
) -> None:
    make(tmp_path / "e")
    code, out, err = check(capsys, tmp_path / "e")
    assert (code, out) == (70, [])
    assert says in err
    assert "hint: name the folder of an edition" in err
