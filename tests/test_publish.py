"""Publishing: the decisions carried out on the page, the edition frozen, and corrected only by another one."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from reviewing import DESK, NOON, TAPES, copied, recorded, saved, table, terminal

from briefing.archive import Archive
from briefing.cli import main
from briefing.digest import sha256
from briefing.edition.restating import ASKED
from briefing.errors import CheckFailed, NotReviewed, OutputError, Published, ReviewError
from briefing.output import frozen, write_edition
from briefing.page.review import account, reviewed
from briefing.review import Item, Opened, Sitting, State, Wanted, applied, decided, publish, reworded, states
from briefing.session import templates
from briefing.settings import data_folder
from briefing.types import Action, Brief, Line, Outcome, Review, Role, Section, subject

DAY = "2016-10-18"  # an edition with two judgments and with sentences that were cut
TEMPLATES = templates(DESK, data_folder("seeds") / "egypt-syria.toml")
WANTED = Wanted("Ann", NOON)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recorded(tmp_path_factory.mktemp("recorded"), DAY)


@pytest.fixture
def folder(edition: Path, tmp_path: Path) -> Path:
    return copied(edition, tmp_path)


def archive_of(folder: Path) -> Archive:
    return Archive.open(folder.parent.parent / "archive.sqlite")


def decide(folder: Path, choose: Callable[[Item], tuple[Action, str] | None]) -> None:
    """Decide on every sentence: as `choose` says, else accept."""
    with archive_of(folder) as archive:
        sitting = Sitting(table(folder), archive, "Ann")
        for item in sitting.items():
            if not item.reviewed:
                action, reason = choose(item) or (Action.ACCEPT, "")
                sitting.decide(item, action, NOON, reason)


def accept(_: Item) -> None:
    return None


def rejecting(text: str, reason: str = "not so") -> Callable[[Item], tuple[Action, str] | None]:
    return lambda item: (Action.REJECT, reason) if item.line.text == text else None


def reported(opened: Opened) -> list[Line]:
    """The reports on the page, in whatever part of it they stand; the title stays."""
    return [one for one in opened.brief.lines if one.role is Role.REPORTED and one.section is not Section.TITLE]


def reports(opened: Opened) -> list[str]:
    return [line.text for line in reported(opened)]


def blocked(folder: Path) -> int:
    return main(["publish", str(folder), "--reviewer", "Ann"])


# What stands in the way


def test_an_edition_is_not_published_before_it_is_reviewed(folder: Path) -> None:
    before = saved(folder)
    assert blocked(folder) == NotReviewed.exit_code
    assert saved(folder) == before
    assert not frozen(folder)


def test_a_question_that_is_open_keeps_an_edition_back(folder: Path) -> None:
    text = reports(table(folder))[0]
    decide(folder, lambda item: (Action.ASK, "who says so?") if item.line.text == text else None)
    assert blocked(folder) == NotReviewed.exit_code


def test_it_can_be_published_unreviewed_and_says_so(folder: Path) -> None:
    count = len(states(table(folder).brief, ()))
    assert main(["publish", str(folder), "--unreviewed", "--reviewer", "Ann"]) == 0
    review = saved(folder)["review"]
    assert (review["reviewed"], review["sentences"]) == (0, count)
    assert reviewed(Review(**review)) in " ".join((folder / "brief.md").read_text().split())


def test_a_page_that_lacks_what_it_may_not_lack_is_not_published(folder: Path) -> None:
    decide(folder, lambda item: (Action.REJECT, "no") if item.line.section is Section.GAPS else None)
    with archive_of(folder) as archive, pytest.raises(CheckFailed, match="GAP-1"):
        publish(table(folder), archive, TEMPLATES, WANTED)
    assert not frozen(folder)


def test_an_edition_that_is_not_as_it_was_made_is_not_published(folder: Path) -> None:
    decide(folder, accept)
    page = folder / "brief.html"
    page.write_bytes(page.read_bytes() + b" ")
    assert blocked(folder) == CheckFailed.exit_code


# What the decisions do


def test_accepting_everything_changes_no_sentence(folder: Path) -> None:
    """What is said of the review takes room: a sentence may be cut for it, and is kept with those that were."""
    before = table(folder).brief
    count = len(states(before, ()))
    decide(folder, accept)
    assert main(["publish", str(folder), "--reviewer", "Ann"]) == 0
    after = table(folder).brief
    assert after.review == Review(count, count, 0, 0)
    drafted = [[line.text for line in brief.lines if line.verdict.by != "computed"] for brief in (before, after)]
    cut = {line.text for line in after.cut} - {line.text for line in before.cut}
    assert drafted[1] == [text for text in drafted[0] if text not in cut]
    assert (after.rejections, after.tally.drafted) == (before.rejections, before.tally.drafted)
    assert main(["check", str(folder)]) == 0


def test_a_rejected_sentence_leaves_the_page_and_is_recorded(folder: Path) -> None:
    opened = table(folder)
    text = reports(opened)[-1]
    decide(folder, rejecting(text, "stale"))
    assert main(["publish", str(folder), "--reviewer", "Ann"]) == 0
    after = saved(folder)
    assert text not in [sentence["text"] for sentence in after["sentences"]]
    assert text not in (folder / "brief.html").read_text()
    rejection = next(one for one in after["rejections"] if one["text"] == text)
    assert (rejection["check"], rejection["reason"], rejection["replaced"]) == ("reviewer", "stale", False)
    assert after["tally"]["not_supported"] == opened.brief.tally.not_supported + 1
    assert [sentence["id"] for sentence in after["sentences"]] == [f"s{n + 1}" for n in range(len(after["sentences"]))]
    assert after["review"]["rejected"] == 1
    assert main(["check", str(folder)]) == 0


def test_a_rejected_judgment_takes_along_what_turns_on_it(folder: Path) -> None:
    opened = table(folder)
    first, second = (line for line in opened.brief.section(Section.KEY_JUDGMENTS) if line.role is Role.JUDGMENT)
    decide(folder, rejecting(first.text))
    brief = carried_out(opened)
    judged = brief.section(Section.KEY_JUDGMENTS)
    assert [line.text for line in judged if line.role is Role.JUDGMENT] == [second.text]
    assert [line.role for line in judged] == [Role.JUDGMENT, Role.CONFIDENCE]
    assert {line.item for line in judged} == {1}
    turned = [line for line in (*opened.brief.lines, *opened.brief.cut) if line.label.endswith("judgment 1")]
    assert turned
    left = {line.text: line for line in (*brief.lines, *brief.cut)}
    assert not [line.text for line in turned if line.text in left]
    assert {line.text for line in turned} <= {one.text for one in brief.rejections}
    for line in (*opened.brief.lines, *opened.brief.cut):
        if line.label.endswith("judgment 2"):
            assert left[line.text].label.endswith("judgment 1")


def test_an_edit_is_printed_and_its_first_wording_recorded(folder: Path) -> None:
    opened = table(folder)
    with archive_of(folder) as archive:
        sitting = Sitting(opened, archive, "Ann")
        item, text = next(
            (item, text)
            for item in sitting.items()
            for text in [past(item.line.text)]
            if item.line.section is not Section.TITLE and text != item.line.text and _passes(item, text, opened)
        )
        sitting.edit(item, text, item.line.citations, NOON, "the past")
    decide(folder, accept)
    assert main(["publish", str(folder), "--reviewer", "Ann"]) == 0
    after = saved(folder)
    sentence = next(one for one in after["sentences"] if one["text"] == text)
    assert sentence["verdict"]["by"] == "reviewer"
    assert text in (folder / "brief.md").read_text().replace("\\", "")
    rejection = next(one for one in after["rejections"] if one["text"] == item.line.text)
    assert (rejection["reason"], rejection["replaced"]) == ("the past", True)
    assert after["review"]["edited"] == 1
    assert main(["check", str(folder)]) == 0


def carried_out(opened: Opened) -> Brief:
    with archive_of(opened.folder) as archive:
        decisions = archive.decisions("egypt-syria")
    return applied(opened, decided(opened, decisions))[0]


def past(text: str) -> str:
    """The same in other words: what "says" now "said", and the other way round."""
    return re.sub(r" sa(ys|id)\b", lambda word: " said" if word[1] == "ys" else " says", text, count=1)


def _passes(item: Item, text: str, opened: Opened) -> bool:
    try:
        return bool(reworded(item.line, text, item.line.citations, opened.bench))
    except ReviewError:
        return False


def test_what_nobody_could_check_is_counted_by_what_became_of_it(folder: Path) -> None:
    """One sentence that no model judged is reworded by a reviewer, another one is rejected."""
    opened = table(folder)
    able = (
        line
        for line in reported(opened)
        if _passes(Item(line, subject(line), State.OPEN, None, ()), past(line.text), opened)
    )
    picked = [line for line in able if past(line.text) != line.text][:2]
    loose = {line.id: replace(line, verdict=replace(line.verdict, outcome=Outcome.NOT_CHECKED)) for line in picked}
    before = replace(opened.brief.tally, supported=opened.brief.tally.supported - 2, not_checked=2)
    lines = tuple(loose.get(line.id, line) for line in opened.brief.lines)
    opened = replace(opened, saved=replace(opened.saved, brief=replace(opened.brief, lines=lines, tally=before)))
    with archive_of(folder) as archive:
        sitting = Sitting(opened, archive, "Ann")
        edited, rejected = (item for item in sitting.items() if item.line.id in loose)
        sitting.edit(edited, past(edited.line.text), edited.line.citations, NOON)
        sitting.decide(rejected, Action.REJECT, NOON, "no")
    after = carried_out(opened).tally
    assert (after.supported, after.not_supported, after.not_checked) == (
        before.supported + 1,
        before.not_supported + 1,
        0,
    )
    assert after.drafted == before.drafted


def test_a_cut_sentence_that_is_put_back_stays_when_the_page_is_fitted_again(folder: Path) -> None:
    opened = table(folder)
    wanted = next(line for line in opened.brief.cut if line.section is Section.REPORTING)
    question = next(line for line in opened.brief.cut if line.verdict == ASKED)
    with archive_of(folder) as archive:
        sitting = Sitting(opened, archive, "Ann")
        for item in sitting.cut():
            if item.line in (wanted, question):
                sitting.decide(item, Action.RESTORE, NOON)
    texts = reports(opened)
    decide(folder, lambda item: (Action.REJECT, "make room") if item.line.text in texts[-2:] else None)
    with archive_of(folder) as archive:
        _, brief = publish(opened, archive, TEMPLATES, WANTED)
    assert wanted.text in [line.text for line in brief.lines]
    assert question.text in brief.unanswered
    assert brief.review is not None
    assert brief.review.restored == 2
    assert main(["check", str(folder)]) == 0


def test_the_same_decisions_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    decide(folder, rejecting(reports(table(folder))[-1]))
    again = copied(folder, tmp_path / "again")
    for one in (folder, again):
        with archive_of(one) as archive:
            publish(table(one), archive, TEMPLATES, replace(WANTED, reviewer=str(one)))
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {p.name: p.read_bytes() for p in again.iterdir()}


# Frozen


def published(folder: Path) -> Path:
    decide(folder, accept)
    with archive_of(folder) as archive:
        publish(table(folder), archive, TEMPLATES, WANTED)
    return folder


def test_a_published_edition_is_read_only_and_in_the_ledger(folder: Path) -> None:
    published(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o555
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o444}
    with archive_of(folder) as archive:
        entry = archive.published("sha256:" + sha256((folder / "brief.json").read_bytes()))
        assert entry is not None
        assert dict(entry.outputs) == {
            path.name: "sha256:" + sha256(path.read_bytes()) for path in sorted(folder.iterdir())
        }
        assert set(entry.decisions) == {one.id for one in archive.decisions("egypt-syria")}


def test_nothing_writes_over_a_published_edition(folder: Path) -> None:
    published(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    generate = ["generate", "--replay", str(TAPES / f"{DAY}.yaml"), "--out", str(folder.parent.parent)]
    assert main(generate) == Published.exit_code
    assert blocked(folder) == Published.exit_code
    with pytest.raises(Published):
        write_edition(folder, {"brief.json": b"{}"})
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(0o644)  # the ledger still knows it
    assert main(generate) == Published.exit_code
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_run_killed_before_the_ledger_is_completed_by_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(folder, accept)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with archive_of(folder) as archive:
        monkeypatch.setattr(Archive, "publish", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(table(folder), archive, TEMPLATES, WANTED)
        monkeypatch.undo()
        assert frozen(folder)
        opened = table(folder)
        assert archive.published(opened.edition.brief) is None
        publish(opened, archive, TEMPLATES, WANTED)
        assert archive.published(opened.edition.brief) is not None
        with pytest.raises(Published):
            publish(opened, archive, TEMPLATES, WANTED)


def test_an_edition_that_cannot_be_written_is_not_in_the_ledger(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(folder, accept)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with archive_of(folder) as archive, pytest.raises(OutputError):
        publish(table(folder), archive, TEMPLATES, WANTED)
    monkeypatch.undo()
    assert not frozen(folder)
    assert main(["publish", str(folder), "--reviewer", "Ann"]) == 0


# Corrected


def test_a_published_edition_is_corrected_by_another_that_says_what_was_wrong(folder: Path) -> None:
    published(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    opened = table(folder)
    text = reports(opened)[-1]
    with archive_of(folder) as archive:
        sitting = Sitting(opened, archive, "Ben")
        item = next(item for item in sitting.items() if item.line.text == text)
        sitting.decide(item, Action.REJECT, NOON, "withdrawn by its publisher")
    assert main(["publish", str(folder), "--correct", "A report was withdrawn.", "--reviewer", "Ben"]) == 0
    other = folder.with_name(f"{folder.name}.1")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    after = saved(other)
    assert text not in [sentence["text"] for sentence in after["sentences"]]
    assert after["review"]["correction"] == "A report was withdrawn."
    assert "A report was withdrawn" in (other / "brief.md").read_text()
    assert frozen(other)
    assert main(["check", str(other)]) == 0
    with archive_of(folder) as archive:
        entry = archive.published("sha256:" + sha256((other / "brief.json").read_bytes()))
    assert entry is not None
    assert entry.corrects == opened.edition.brief
    assert entry.correction == "A report was withdrawn."


def test_an_edited_edition_is_corrected_with_its_edits_where_they_were(folder: Path) -> None:
    opened = table(folder)
    with archive_of(folder) as archive:
        sitting = Sitting(opened, archive, "Ann")
        able = (item for item in sitting.items() if item.line.section is not Section.TITLE)
        edited = next(
            one for one in able if past(one.line.text) != one.line.text and _passes(one, past(one.line.text), opened)
        )
        sitting.edit(edited, past(edited.line.text), edited.line.citations, NOON)
    published(folder)
    again = table(folder)
    assert not again.withheld, "the old wording is no sentence that waits to come back"
    wanted = next(line.text for line in reversed(reported(again)) if line.text != past(edited.line.text))
    with archive_of(folder) as archive:
        sitting = Sitting(again, archive, "Ann")
        item = next(item for item in sitting.items() if item.line.text == wanted)
        sitting.decide(item, Action.REJECT, NOON, "withdrawn")
    assert main(["publish", str(folder), "--correct", "A report was withdrawn.", "--reviewer", "Ann"]) == 0
    after = saved(folder.with_name(f"{folder.name}.1"))
    texts = [one["text"] for one in after["sentences"]]
    assert texts.count(past(edited.line.text)) == 1
    assert wanted not in texts
    assert after["edition"].endswith("; corrected")


def test_only_what_is_published_can_be_corrected(folder: Path) -> None:
    assert main(["publish", str(folder), "--correct", "x", "--reviewer", "Ann"]) == ReviewError.exit_code


def test_a_correction_asks_for_another_decision(folder: Path) -> None:
    published(folder)
    assert main(["publish", str(folder), "--correct", "nothing", "--reviewer", "Ann"]) == ReviewError.exit_code
    assert not folder.with_name(f"{folder.name}.1").exists()


def test_what_was_decided_can_be_decided_otherwise_and_the_feed_has_the_correction(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published(folder)
    last = reported(table(folder))[-1].id
    again = terminal(folder, f"g {last}\nr\nwithdrawn\nq\n")
    assert f"reject: {last}" in again.stdout
    assert main(["publish", str(folder), "--correct", "A report was withdrawn.", "--reviewer", "Ann"]) == 0
    corrected = str(folder.with_name(f"{folder.name}.1"))
    assert main(["publish", corrected, "--correct", "nothing", "--reviewer", "Ann"]) == ReviewError.exit_code
    capsys.readouterr()
    assert main(["export", str(folder.parent), "--format", "atom"]) == 0
    feed = capsys.readouterr().out
    assert f"{folder.name}.1/brief.html" in feed
    assert f"{folder.name}/brief.html" not in feed


@pytest.mark.parametrize(
    ("review", "told"),
    [
        (None, ""),
        (Review(31, 31, 3, 2), "31 of 31 sentences reviewed, 3 edited, 2 rejected"),
        (Review(31, 12, 0, 0), "12 of 31 sentences reviewed, 0 edited, 0 rejected; 19 not reviewed"),
        (Review(9, 9, 0, 1, 2), "9 of 9 sentences reviewed, 0 edited, 1 rejected, 2 put back"),
    ],
)
def test_the_review_is_one_line(review: Review | None, told: str) -> None:
    assert reviewed(review) == told
    assert account(review) == ((("Review", (f"{told}.",)),) if told else ())
