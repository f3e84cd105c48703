"""The ledger: nothing acknowledged is lost, nothing is overwritten, nothing is changed afterwards."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from reviewing import NOON, decision

from briefing.archive import Archive, schema
from briefing.errors import DecisionConflict
from briefing.review import as_csv, as_json
from briefing.types import (
    Action,
    Citation,
    Edition,
    Line,
    Outcome,
    Publication,
    Role,
    Section,
    Verdict,
    subject,
)

EDITION = Edition("egypt-syria", date(2018, 12, 24), "sha256:" + "0" * 64)
WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, sys.argv[4])
from briefing.archive import Archive
from briefing.errors import DecisionConflict
from briefing.types import Action
from test_ledger import EDITION, line
from reviewing import decision
who, conflicts = sys.argv[2], 0
with Archive.open(Path(sys.argv[1])) as archive:
    print("ready", flush=True)
    sys.stdin.readline()
    for n in range(int(sys.argv[3])):
        mine = replace(decision(line(f"Only {who} reads sentence {n}."), Action.ACCEPT, EDITION), reviewer=who)
        shared = replace(decision(line(f"Both read sentence {n}."), Action.REJECT, EDITION, reason=who), reviewer=who)
        for one in (mine, shared):
            try:
                print("acknowledged", *archive.decide([(one, 0)]), flush=True)
            except DecisionConflict:
                conflicts += 1
    print("conflicts", conflicts, flush=True)
    sys.stdin.readline()
"""


def line(text: str, start: int = 0) -> Line:
    cited = Citation("a0123456789ab", start, start + 5, "words")
    verdict = Verdict(Outcome.SUPPORTED, "", "m")
    return Line("s1", Section.REPORTING, 1, Role.REPORTED, text, (cited,), verdict)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.sqlite"


def test_a_decision_comes_back_as_it_was_taken(path: Path) -> None:
    edit = decision(
        line("“Old” words."),
        Action.EDIT,
        EDITION,
        reason="ré­ason",
        new_text="New words.",
        new_citations=(Citation("a0123456789ab", 3, 9, "w\u0627 rds"),),
        becomes="sha256:1",
    )
    with Archive.open(path) as archive:
        (number,) = archive.decide([(edit, 0)])
    with Archive.open(path) as archive:
        assert archive.decisions("egypt-syria") == (replace(edit, id=number),)
        assert archive.decisions("another-desk") == ()


def test_a_decision_on_an_older_state_is_a_conflict_that_names_the_other(path: Path) -> None:
    sentence = line("Egypt voted.")
    with Archive.open(path) as archive:
        (first,) = archive.decide([(decision(sentence, Action.REJECT, EDITION, reason="no", reviewer="Ben"), 0)])
        with pytest.raises(DecisionConflict, match=r"'Ben' decided .*reject \(no\)"):
            archive.decide([(decision(sentence, Action.ACCEPT, EDITION), 0)])
        (second,) = archive.decide([(decision(sentence, Action.ACCEPT, EDITION), first)])
        assert [one.id for one in archive.decisions("egypt-syria")] == [first, second]


def test_several_decisions_are_taken_down_all_or_none(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.decide([(decision(line("Two."), Action.ACCEPT, EDITION), 0)])
        several = [(decision(line(text), Action.ACCEPT, EDITION), 0) for text in ("One.", "Two.")]
        with pytest.raises(DecisionConflict):
            archive.decide(several)
        assert [one.text for one in archive.decisions("egypt-syria")] == ["Two."]


@pytest.mark.parametrize("statement", ["UPDATE {} SET made = ''", "DELETE FROM {}"])
@pytest.mark.parametrize("name", ["decisions", "publications"])
def test_rows_are_only_ever_added(path: Path, name: str, statement: str) -> None:
    with Archive.open(path) as archive:
        archive.decide([(decision(line("One."), Action.ACCEPT, EDITION), 0)])
        archive.publish(Publication(EDITION, "Ann", NOON, (("brief.json", "sha256:1"),), (1,)))
    with closing(sqlite3.connect(path)) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(statement.format(name))


def test_an_older_archive_is_moved_on_without_loss(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:2])
    with Archive.open(path) as archive:
        archive.put_reply("key", "a reply", {"model": "m"})
    monkeypatch.undo()
    with Archive.open(path) as archive:
        assert archive.get_reply("key") == "a reply"
        assert archive.decisions("egypt-syria") == ()
        archive.decide([(decision(line("One."), Action.ACCEPT, EDITION), 0)])
        assert len(archive.decisions("egypt-syria")) == 1


def test_an_edition_is_in_the_ledger_once(path: Path) -> None:
    first = Publication(EDITION, "Ann", NOON, (("brief.json", EDITION.brief),), (1, 2), "sha256:2", "a date was wrong")
    with Archive.open(path) as archive:
        assert archive.published(EDITION.brief) is None
        archive.publish(first)
        archive.publish(replace(first, reviewer="Ben"))
        assert archive.published(EDITION.brief) == first


# Two at once, and a process that is killed


def writer(path: Path, who: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), who, str(count), str(Path(__file__).parent)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_two_processes_at_once_lose_nothing_and_overwrite_nothing(path: Path) -> None:
    count = 40
    both = [writer(path, who, count) for who in ("Ann", "Ben")]
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate("end\n", timeout=60)[0].splitlines() for process in both]
    acknowledged = [int(row.split()[1]) for rows in told for row in rows if row.startswith("acknowledged")]
    conflicts = sum(int(row.split()[1]) for rows in told for row in rows if row.startswith("conflicts"))
    with Archive.open(path) as archive:
        kept = archive.decisions("egypt-syria")
    assert sorted(acknowledged) == [one.id for one in kept]
    assert len(kept) == 3 * count
    assert conflicts == count, "of two decisions on one sentence, each taken without knowing the other, one is refused"
    assert len({one.subject.key for one in kept}) == 3 * count


def test_a_killed_process_loses_nothing_that_was_acknowledged(path: Path) -> None:
    process = writer(path, "Ann", 5)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("go\n")
    process.stdin.flush()
    rows = []
    while not (row := process.stdout.readline()).startswith("conflicts"):
        rows.append(int(row.split()[1]))
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL
    with Archive.open(path) as archive:
        assert [one.id for one in archive.decisions("egypt-syria")] == rows
        assert len(rows) == 10


# For other programs


PAYLOADS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://x","y")', "＝1", 'a","=1')


def test_no_cell_of_the_table_is_a_formula() -> None:
    rows = [decision(line(text), Action.ASK, EDITION, reviewer=text, reason=text, new_text=text) for text in PAYLOADS]
    read = list(csv.DictReader(io.StringIO(as_csv(rows), newline="")))
    assert len(read) == len(PAYLOADS)
    assert not [cell for row in read for cell in row.values() if cell[:1] in tuple("=+-@\t\r\n＝")]
    for row, text in zip(read, PAYLOADS, strict=True):
        assert row["reason"].removeprefix("'") == text, "nothing but the apostrophe is added"


def test_the_json_export_has_everything_that_was_decided() -> None:
    edit = decision(line("Old."), Action.EDIT, EDITION, new_text="New.", new_citations=(Citation("a1", 1, 2, "x"),))
    (row,) = json.loads(as_json([edit]))
    assert (row["action"], row["text"], row["new_text"]) == ("edit", "Old.", "New.")
    assert row["new_citations"] == [["a1", 1, 2, "x"]]
    assert row["sentence"] == subject(line("Old.")).sentence
    assert [quotation[:3] for quotation in row["quotations"]] == [["a0123456789ab", 0, 5]]
    assert row["made"] == "2026-01-02T12:00:00+00:00"
