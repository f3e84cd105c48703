"""The review: what a sentence's state is, which comes first, what an edit may be, and a whole review through a pipe."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reviewing import NOON, copied, decision, recorded, table, terminal

from briefing.archive import Archive
from briefing.cli import main
from briefing.errors import CheckFailed, DecisionConflict, ReviewError, SettingError
from briefing.language.plain import exposed
from briefing.review import Opened, Queued, Sitting, State, changed, found, left_out, queue, recut, reworded, states
from briefing.review.screen import shown
from briefing.types import Action, Citation, Decision, Line, Outcome, Role, Section, subject

OF_THE_RECORD = {Section.WHAT_CHANGED, Section.SOURCE_SUMMARY}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recorded edition of 2018 with the one of 2016 before it."""
    return recorded(tmp_path_factory.mktemp("recorded"), "2016-10-18", "2018-12-24")


@pytest.fixture
def folder(editions: Path, tmp_path: Path) -> Path:
    return copied(editions, tmp_path)


@pytest.fixture
def opened(folder: Path) -> Opened:
    return table(folder)


@pytest.fixture
def sitting(opened: Opened) -> Iterator[Sitting]:
    with Archive.open(opened.folder.parent.parent / "archive.sqlite") as archive:
        yield Sitting(opened, archive, "Ann")


def line(opened: Opened, role: Role = Role.REPORTED, section: Section | None = None) -> Line:
    return next(one for one in opened.brief.lines if one.role is role and section in (None, one.section))


def taken(one: Line, *actions: Action, opened: Opened) -> list[Decision]:
    return [decision(one, action, opened.edition, id=n) for n, action in enumerate(actions, start=1)]


# States


STATES = [
    ((), State.OPEN),
    ((Action.ACCEPT,), State.ACCEPTED),
    ((Action.REJECT,), State.REJECTED),
    ((Action.ASK,), State.ASKED),
    ((Action.ASK, Action.ACCEPT), State.ACCEPTED),
    ((Action.ACCEPT, Action.REJECT), State.REJECTED),
    ((Action.ACCEPT, Action.UNDO), State.OPEN),
    ((Action.ACCEPT, Action.REJECT, Action.UNDO), State.ACCEPTED),
    ((Action.ACCEPT, Action.REJECT, Action.UNDO, Action.UNDO), State.OPEN),
    ((Action.UNDO, Action.ACCEPT), State.ACCEPTED),
    ((Action.RESTORE,), State.ACCEPTED),
]


@pytest.mark.parametrize(("actions", "state"), STATES, ids=str)
def test_the_last_decision_that_was_not_taken_back_is_the_state(
    opened: Opened, actions: tuple[Action, ...], state: State
) -> None:
    one = line(opened)
    items = states(opened.brief, taken(one, *actions, opened=opened))
    assert {item.line.id: item.state for item in items if item.state is not State.OPEN} == (
        {one.id: state} if state is not State.OPEN else {}
    )
    assert next(item.seen for item in items if item.line is one) == len(actions)


def test_every_sentence_but_what_code_writes_of_the_record_is_reviewed(opened: Opened) -> None:
    items = states(opened.brief, ())
    assert [item.line for item in items] == [one for one in opened.brief.lines if one.section not in OF_THE_RECORD]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Something else."},
        {"attribution": "SANA via Mada Masr"},
        {"when": "1 May 2016"},
        {"section": Section.BACKGROUND},
    ],
    ids=str,
)
def test_a_decision_holds_until_what_is_printed_changes(opened: Opened, change: dict[str, Any]) -> None:
    one = line(opened, section=Section.REPORTING)
    made = taken(one, Action.ACCEPT, opened=opened)
    other = replace(one, **change)
    brief = replace(opened.brief, lines=tuple(other if each is one else each for each in opened.brief.lines))
    assert all(item.state is State.OPEN for item in states(brief, made))
    moved = replace(one, id="s99", item=7, marks=(9,))  # another place on the page, other numbers
    brief = replace(opened.brief, lines=(*(each for each in opened.brief.lines if each is not one), moved))
    assert [item.line.id for item in states(brief, made) if item.state is State.ACCEPTED] == ["s99"]


def test_a_decision_carries_over_to_the_next_edition_and_is_a_hint_where_the_sentence_changed(opened: Opened) -> None:
    before = opened.previous
    assert before is not None
    old = next(one for one in before.lines if one.role is Role.REPORTED)
    made = [decision(old, Action.REJECT, opened.edition, reason="stale", id=3)]
    assert not [item for item in states(opened.brief, made) if item.reviewed], "the next edition does not have it"
    same = replace(opened.brief, lines=(*opened.brief.lines, replace(old, id="s77", marks=())))
    assert {item.line.id: item.state for item in states(same, made) if item.reviewed} == {"s77": State.REJECTED}
    first = old.citations[0]
    cut = Citation(first.article_id, first.start, first.end - 1, first.quote[:-1])
    requoted = replace(same, lines=(*opened.brief.lines, replace(old, id="s77", citations=(cut, *old.citations[1:]))))
    item = next(item for item in states(requoted, made) if item.line.id == "s77")
    assert (item.state, item.hint) == (State.OPEN, made[0])
    assert any("stale" in row for row in shown(Queued(item, ()), opened))


def test_a_cut_sentence_comes_back_only_when_it_is_restored(folder: Path) -> None:
    opened = table(folder.parent / "2016-10-18")
    assert opened.brief.cut
    one = opened.brief.cut[0]
    for action, state in ((Action.ACCEPT, State.OPEN), (Action.RESTORE, State.RESTORED)):
        assert left_out(opened.brief, taken(one, action, opened=opened))[0].state is state


# The queue


def test_what_most_needs_eyes_comes_first(opened: Opened) -> None:
    def made(key: str, **change: Any) -> Line:
        base = replace(line(opened), id=key, text=key, origins=("A", "B"), corroboration=2, section=Section.REPORTING)
        return replace(base, **change)

    unchecked = replace(line(opened).verdict, outcome=Outcome.NOT_CHECKED)
    lines = (
        made("plain"),
        made("new"),
        made("judged", section=Section.KEY_JUDGMENTS, role=Role.JUDGMENT),
        made("one origin", origins=("A",), corroboration=1),
        made("two that are one", corroboration=1),
        made("done"),
        made("unchecked", verdict=unchecked),
        made("asked"),
    )
    brief = replace(opened.brief, lines=lines)
    decisions = [
        *taken(lines[5], Action.ACCEPT, opened=opened),
        *taken(lines[7], Action.ASK, opened=opened),
    ]
    items = states(brief, decisions)
    known = replace(brief, lines=tuple(one for one in lines if one.id != "new"))
    queued = queue(items, changed(items, known))
    assert [(one.item.line.id, one.reasons) for one in queued] == [
        ("asked", ("asked about",)),
        ("unchecked", ("not checked",)),
        ("one origin", ("single origin",)),
        ("two that are one", ("single origin",)),
        ("judged", ("key judgment",)),
        ("new", ("new since the last edition",)),
        ("plain", ()),
    ]
    assert not changed(items, None), "a first edition has nothing to be compared with"


# Edits


def rewordings(opened: Opened) -> Iterator[tuple[Line, str]]:
    """Reported sentences of the page with a harmless change."""
    for one in opened.brief.lines:
        for old, new in ((" says", " said"), ("reportedly ", "reportedly, "), ("Mamlouk", "Ali Mamlouk")):
            if one.role is Role.REPORTED and old in one.text:
                yield one, one.text.replace(old, new, 1)


def passing(opened: Opened) -> tuple[Line, Line]:
    for one, text in rewordings(opened):
        try:
            return one, reworded(one, text, one.citations, opened.bench)
        except ReviewError:
            continue
    raise AssertionError("no harmless change passed")


def test_an_edit_that_passes_the_checks_is_a_sentence_like_the_others(opened: Opened) -> None:
    one, edited = passing(opened)
    assert edited.text != one.text
    assert (edited.verdict.outcome, edited.verdict.by) == (Outcome.SUPPORTED, "reviewer")
    assert [finding.check for finding in edited.verdict.findings] == [f.check for f in one.verdict.findings]


WRONG = [
    (lambda text: f"{text.rstrip('.')} in 47 places.", "figures"),
    (lambda text: f"{text.rstrip('.')}, Vladimir Putin agreed.", "names"),
    (lambda text: f"{text.rstrip('.')} on 3 March 2011.", "dates"),
]


@pytest.mark.parametrize(("change", "check"), WRONG, ids=[check for _, check in WRONG])
def test_an_edit_that_fails_a_check_is_refused_with_its_reason(
    sitting: Sitting, change: Callable[[str], str], check: str
) -> None:
    item = next(item for item in sitting.items() if item.line.section is Section.REPORTING)
    with pytest.raises(ReviewError, match=f"fails the check '{check}': .+"):
        sitting.edit(item, change(item.line.text), item.line.citations, NOON)
    assert sitting.archive.decisions("egypt-syria") == (), "nothing is taken down"


def test_other_words_are_cut_from_the_stored_text(opened: Opened) -> None:
    one = line(opened, section=Section.REPORTING)
    article = opened.bench.articles[one.citations[0].article_id]
    cited = one.citations[0]
    assert recut(article, cited.start, cited.end) == cited
    assert recut(article, cited.start - 1, cited.end + 1).quote == article.text[cited.start - 1 : cited.end + 1].strip()
    spread = "\n".join(re.split(r" ", cited.quote))
    assert found(article, f"  {spread} ") == cited


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (-1, 4), (0, 10**9)])
def test_a_stretch_that_is_none_is_refused(opened: Opened, start: int, end: int) -> None:
    article = next(iter(opened.bench.articles.values()))
    with pytest.raises(ReviewError, match="no stretch"):
        recut(article, start, end)


@pytest.mark.parametrize(("words", "told"), [("words that nobody wrote here", "nowhere"), ("the", "more than once")])
def test_words_that_are_not_there_once_are_refused(opened: Opened, words: str, told: str) -> None:
    with pytest.raises(ReviewError, match=told):
        found(next(iter(opened.bench.articles.values())), words)


def test_a_citation_that_does_not_carry_the_sentence_is_refused(opened: Opened) -> None:
    one = line(opened, section=Section.REPORTING)
    article = opened.bench.articles[one.citations[0].article_id]
    elsewhere = [s for s in article.sentences if s.citable and s.end < one.citations[0].start]
    moved = recut(article, elsewhere[0].start, elsewhere[0].end)
    with pytest.raises(ReviewError, match="fails the check"):
        reworded(one, one.text, [moved], opened.bench)
    foreign = next(a for key, a in opened.bench.articles.items() if key not in {c.article_id for c in one.citations})
    spot = next((s.start, s.end) for s in foreign.sentences if s.citable)
    with pytest.raises(ReviewError, match="does not rest on article"):
        reworded(one, one.text, [recut(foreign, *spot)], opened.bench)


def test_how_well_a_judgment_is_founded_goes_with_the_judgment_alone(sitting: Sitting) -> None:
    item = next(item for item in sitting.items() if item.line.role is Role.CONFIDENCE)
    with pytest.raises(ReviewError, match="code writes"):
        sitting.decide(item, Action.REJECT, NOON, "no")
    assert not sitting.decisions()


def test_what_code_writes_and_what_does_not_change_is_no_edit(opened: Opened) -> None:
    confidence, one = line(opened, Role.CONFIDENCE), line(opened)
    with pytest.raises(ReviewError, match="code writes"):
        reworded(confidence, "Confidence in this judgment is high.", confidence.citations, opened.bench)
    with pytest.raises(ReviewError, match="changes nothing"):
        reworded(one, one.text, one.citations, opened.bench)


# Sitting


def test_whoever_words_a_sentence_has_accepted_that_wording(sitting: Sitting) -> None:
    one, edited = passing(sitting.opened)
    item = next(item for item in sitting.items() if item.line is one)
    sitting.edit(item, edited.text, edited.citations, NOON)
    assert next(item.state for item in sitting.items() if item.line is one) is State.EDITED
    lines = tuple(edited if each is one else each for each in sitting.opened.brief.lines)
    items = states(replace(sitting.opened.brief, lines=lines), sitting.archive.decisions("egypt-syria"))
    assert [item.state for item in items if item.reviewed] == [State.ACCEPTED]


def test_a_section_is_accepted_but_for_what_is_decided_or_did_not_pass(sitting: Sitting) -> None:
    reports = [item for item in sitting.items() if item.line.section is Section.REPORTING]
    sitting.decide(reports[0], Action.REJECT, NOON, "stale")
    accepted = sitting.accept_section(Section.REPORTING, NOON)
    assert [item.line.id for item in accepted] == [item.line.id for item in reports[1:]]
    assert sitting.accept_section(Section.REPORTING, NOON) == ()


@pytest.mark.parametrize(("action", "told"), [(Action.UNDO, "no decision"), (Action.REJECT, "nothing was said")])
def test_what_makes_no_sense_is_refused(sitting: Sitting, action: Action, told: str) -> None:
    with pytest.raises(ReviewError, match=told):
        sitting.decide(sitting.items()[0], action, NOON)


def test_the_second_of_two_reviewers_is_shown_what_the_first_decided(sitting: Sitting) -> None:
    other = replace(sitting, reviewer="Ben")
    item = sitting.items()[0]
    other.decide(item, Action.REJECT, NOON, "no")
    with pytest.raises(DecisionConflict, match="'Ben' decided"):
        sitting.decide(item, Action.ACCEPT, NOON)
    fresh = sitting.items()[0]
    sitting.decide(fresh, Action.ACCEPT, NOON)
    assert [one.reviewer for one in sitting.items()[0].history] == ["Ben", "Ann"]


# At the terminal


def ids(screen: str) -> list[str]:
    return re.findall(r"^(s\d+) · ", screen, re.MULTILINE)


def test_a_whole_edition_is_reviewed_through_a_pipe(folder: Path) -> None:
    first = terminal(folder, "?\nn\nwho says so?\ng\ns3\nr\n\nr\nnot in the source\nu\na\ns\nA\nw\nc\nx\nq\n")
    assert first.returncode == 0, first.stderr
    assert "nothing was said" in first.stdout, "a rejection without a reason is not taken"
    assert re.search(r"ask: s\d+", first.stdout)
    assert "reject: s3" in first.stdout
    assert "undo: s3" in first.stdout
    second = terminal(folder, "A\n" * 20 + "a\n" * 20, reviewer="Ben")
    assert re.search(r"(\d+) of \1 sentences reviewed", second.stdout), second.stdout[-300:]
    export = terminal(folder, "", "--export", "json")
    rows = json.loads(export.stdout)
    assert {row["reviewer"] for row in rows} == {"Ann", "Ben"}
    assert [row["action"] for row in rows][:3] == ["ask", "reject", "undo"]
    assert len(list(csv.DictReader(io.StringIO(terminal(folder, "", "--export", "csv").stdout)))) == len(rows)


def test_a_sentence_is_shown_with_all_that_stands_behind_it(folder: Path, opened: Opened) -> None:
    screen = terminal(folder, "q\n").stdout
    one = next(each for each in opened.brief.lines if each.id == ids(screen)[0])
    source = next(source for source in opened.brief.sources if source.article_id == one.citations[0].article_id)
    weighed = next(claim for claim in opened.brief.claims if claim.id == one.claim_ids[0])
    assert one.text in screen
    assert f"«{exposed(one.citations[0].quote)}»" in screen
    assert source.publisher in screen
    assert " via ".join(weighed.lineages[0].chain) in screen
    assert f"from {weighed.lineages[0].chain[0]}" in screen
    assert "checks passed: citation, " in screen
    assert one.verdict.reason in screen
    assert re.search(r"not reviewed · single origin", screen)


def test_an_edit_at_the_terminal_is_checked_and_told(folder: Path, opened: Opened) -> None:
    one, edited = passing(opened)
    quotations = "\n" * len(one.citations)
    wrong = f"g\n{one.id}\ne\n{one.text.rstrip('.')} in 47 places.\n{quotations}\n"
    right = f"e\n{edited.text}\n{quotations}clearer\nq\n"
    screen = terminal(folder, wrong + right).stdout
    assert "not done: the edit fails the check 'figures'" in screen
    assert f"edit: {one.id} passed the checks" in screen
    (row,) = json.loads(terminal(folder, "", "--export", "json").stdout)
    assert (row["action"], row["new_text"], row["reason"]) == ("edit", edited.text, "clearer")


def test_nothing_from_outside_acts_on_the_terminal() -> None:
    assert exposed("a\u202eb\x1b[31mc\u200bd\r\n e\x9b") == "a[U+202E]b[U+001B][31mc[U+200B]d e[U+009B]"
    assert exposed("plain «words», العربية") == "plain «words», العربية"


def test_a_port_that_is_taken_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["review", str(folder), "--no-browser", "--port", str(port)]) == SettingError.exit_code
    assert f"can't listen on port {port}" in capsys.readouterr().err


def test_without_a_folder_the_newest_edition_is_reviewed(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "briefing.cli", "review", "--terminal", "--reviewer", "Ann"]
    env = os.environ | {"BRIEFING_OUT": str(folder.parent.parent)}
    ended = subprocess.run(command, input="q\n", capture_output=True, text=True, check=True, env=env)
    assert f"{len(states(table(folder).brief, ()))} sentences reviewed" in ended.stdout
    (tmp_path / "empty").mkdir()
    env["BRIEFING_OUT"] = str(tmp_path / "empty")
    none = subprocess.run(command, input="", capture_output=True, text=True, check=False, env=env)
    assert (none.returncode, "briefing generate" in none.stderr) == (CheckFailed.exit_code, True)


def test_another_desks_edition_is_refused(folder: Path) -> None:
    saved = folder / "brief.json"
    saved.write_text(saved.read_text().replace('"desk_id": "egypt-syria"', '"desk_id": "elsewhere"'))
    ended = terminal(folder, "q\n")
    assert (ended.returncode, "--desk" in ended.stderr) == (SettingError.exit_code, True)


def test_equal_sentences_have_equal_subjects_whatever_their_place(opened: Opened) -> None:
    one = line(opened)
    assert subject(one) == subject(replace(one, id="s42", item=9, marks=(3,)))
