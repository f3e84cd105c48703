"""What the checks kept off the page: looked at, reworded, put back, and published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from models import drafts, judges
from reviewing import NOON, copied, scripted, table, terminal

from briefing.archive import Archive
from briefing.errors import ReviewError
from briefing.review import Item, Sitting, State, applied
from briefing.types import Action, Brief, Outcome, Role, Section

INVENTED = "It was seen in 47 places."
RIGHT = "On 18 October 2016 he supervised all Syrian security apparatuses."


def drafts_too_much(prompt: str) -> dict[str, Any]:
    """One report has a figure that nobody gave."""
    draft = drafts(prompt)
    first, *others = draft["reporting"]
    return draft | {"reporting": [first, *others, {"text": INVENTED, "claims": first["claims"]}]}


def judges_harshly(prompt: str) -> dict[str, Any]:
    """The first report and the key judgment are refused."""
    reply = judges(prompt)
    kinds = dict(re.findall(r"^\[(q\d+)\] ([\w ]+), cites ", prompt, re.MULTILINE))
    report = next((key for key, kind in kinds.items() if kind == "reporting"), "")
    for verdict in reply["verdicts"]:
        if verdict["id"] == report or " days to " in kinds[verdict["id"]]:
            verdict |= {"outcome": "not supported", "reason": "The quotation says otherwise."}
            verdict["parts"][0]["finding"] = "contradicted"
    return reply


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("scripted")
    return scripted(out, "2018-12-24", DraftBrief=drafts_too_much, Verdicts=judges_harshly)


@pytest.fixture
def sitting(edition: Path, tmp_path: Path) -> Iterator[Sitting]:
    opened = table(copied(edition, tmp_path))
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        yield Sitting(opened, archive, "Ann")


def withheld(sitting: Sitting, section: Section, check: str) -> Item:
    lines = ((item.line.section, item.line.verdict.by, item) for item in sitting.withheld())
    return next(item for one, by, item in lines if (one, by) == (section, check))


def carried_out(sitting: Sitting) -> Brief:
    return applied(sitting.opened, sitting.decided())[0]


def test_what_is_withheld_keeps_what_it_rests_on(sitting: Sitting) -> None:
    for item in sitting.withheld():
        assert item.state is State.OPEN
        assert item.line.verdict.outcome is Outcome.NOT_SUPPORTED
        assert item.line.citations
        texts = sitting.opened.saved.texts
        assert all(texts[c.article_id][c.start : c.end] == c.quote for c in item.line.citations)


def test_a_reviewer_may_overrule_a_verdict(sitting: Sitting) -> None:
    before = sitting.opened.brief
    item = withheld(sitting, Section.REPORTING, "verdict")
    sitting.decide(item, Action.RESTORE, NOON, "the quotation does say so")
    assert withheld(sitting, Section.REPORTING, "verdict").state is State.RESTORED
    after = carried_out(sitting)
    (line,) = (one for one in after.section(Section.REPORTING) if one.text == item.line.text)
    assert (line.verdict.by, line.verdict.outcome) == ("reviewer", Outcome.SUPPORTED)
    assert line.marks
    assert item.line.text not in {each.text for each in after.rejections}
    assert after.tally.not_supported == before.tally.not_supported - 1
    assert after.tally.drafted == before.tally.drafted
    assert after.review is not None
    assert after.review.restored == 1


def test_what_fails_a_check_comes_back_only_in_other_words(sitting: Sitting) -> None:
    item = withheld(sitting, Section.REPORTING, "figures")
    with pytest.raises(ReviewError, match="'figures'"):
        sitting.decide(item, Action.RESTORE, NOON)
    with pytest.raises(ReviewError, match="'figures'"):
        sitting.edit(item, "It was seen in 48 places.", item.line.citations, NOON)
    assert not sitting.decisions()
    sitting.edit(item, RIGHT, item.line.citations, NOON, "as the article has it")
    after = carried_out(sitting)
    assert RIGHT in {line.text for line in after.section(Section.REPORTING)}
    (old,) = (each for each in after.rejections if each.text == INVENTED)
    assert old.replaced


def test_a_judgment_comes_back_with_how_well_founded_it_is(sitting: Sitting) -> None:
    item = withheld(sitting, Section.KEY_JUDGMENTS, "verdict")
    sitting.decide(item, Action.RESTORE, NOON)
    judged = carried_out(sitting).section(Section.KEY_JUDGMENTS)
    assert [line.role for line in judged] == [Role.JUDGMENT, Role.CONFIDENCE]
    assert judged[1].text.startswith("Confidence in this judgment is low")


def test_what_turns_on_a_judgment_comes_back_with_it_alone(sitting: Sitting) -> None:
    assumed = withheld(sitting, Section.ASSUMPTION, "judgment")
    for decide in (
        lambda: sitting.decide(assumed, Action.RESTORE, NOON),
        lambda: sitting.edit(assumed, "We assume nothing.", assumed.line.citations, NOON),
    ):
        with pytest.raises(ReviewError, match="the judgment that it bears on is not on the page"):
            decide()
    judgment = withheld(sitting, Section.KEY_JUDGMENTS, "verdict")
    sitting.decide(judgment, Action.RESTORE, NOON)
    sitting.decide(assumed, Action.RESTORE, NOON)
    (line,) = carried_out(sitting).section(Section.ASSUMPTION)
    assert (line.text, line.label) == (assumed.line.text, "judgment 1")
    sitting.decide(withheld(sitting, Section.KEY_JUDGMENTS, "verdict"), Action.UNDO, NOON)
    assert not carried_out(sitting).section(Section.ASSUMPTION)


def test_withheld_sentences_are_put_back_at_the_terminal(sitting: Sitting) -> None:
    items = sitting.withheld()
    number = 1 + items.index(withheld(sitting, Section.REPORTING, "verdict"))
    wrong = 1 + items.index(withheld(sitting, Section.REPORTING, "figures"))
    screen = terminal(sitting.opened.folder, f"w\n{wrong}\n\nw\n{number}\n\nq\n").stdout
    assert "not done: it fails the check 'figures'" in screen
    assert f"restore: {items[number - 1].line.id}" in screen
    assert items[number - 1].line.verdict.reason in screen
    assert withheld(sitting, Section.REPORTING, "verdict").state is State.RESTORED
