"""An edition on the reviewers' table: what is read from its folder, and what its sentences are checked against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefing.desk import Desk
from briefing.digest import sha256
from briefing.errors import BriefingError, CheckFailed, SettingError
from briefing.language.names import Spellings
from briefing.saved import Saved, articles, load
from briefing.types import Brief, Edition, Line, Outcome, Record, Verdict
from briefing.verify import Bench, checked_line


@dataclass(frozen=True, slots=True)
class Opened:
    """A saved edition, the desk it was made for, and the edition before it where there is a readable one."""

    folder: Path
    saved: Saved
    desk: Desk
    edition: Edition
    bench: Bench
    previous: Brief | None
    withheld: tuple[Line, ...]  # what the checks kept off the page, with the ids w1, w2 …

    @property
    def brief(self) -> Brief:
        return self.saved.brief


def opened(folder: Path, desk: Desk) -> Opened:
    """Read the edition in a folder for review.

    Raises CheckFailed when it is missing or damaged, SettingError when it is another desk's.
    """
    saved = load(folder)
    brief = saved.brief
    if brief.desk_id != desk.id:
        raise SettingError(
            f"{str(folder)!r} is an edition of the desk {brief.desk_id!r}, not {desk.id!r}", "name its file with --desk"
        )
    held = articles(saved)
    record = Record(brief.claims, brief.conflicts)
    bench = Bench(record, held, desk, Spellings(desk.names), brief.as_of)
    edition = Edition(desk.id, brief.as_of, digest(folder))
    return Opened(folder, saved, desk, edition, bench, _before(folder, brief), tuple(_withheld(brief, bench)))


def digest(folder: Path) -> str:
    """Return the digest of an edition's brief.json; CheckFailed when it can't be read."""
    try:
        return "sha256:" + sha256((folder / "brief.json").read_bytes())
    except OSError as error:
        raise CheckFailed(f"{str(folder)!r}: brief.json {error.strerror}", "name the folder of an edition") from error


def _withheld(brief: Brief, bench: Bench) -> Iterator[Line]:
    """Yield each withheld sentence as it would stand on the page, with the check that refused it in its verdict.

    One whose place another wording took is on the page already.
    """
    for number, each in ((n, each) for n, each in enumerate(brief.rejections, start=1) if not each.replaced):
        key, verdict = f"w{number}", Verdict(Outcome.NOT_SUPPORTED, each.reason, each.check)
        if bench.weighed(each):
            yield replace(checked_line(each, verdict, bench), id=key)
        else:  # an edition made before such claims were kept with it
            yield Line(key, each.section, each.item, each.role, each.text, (), verdict, label=each.label)


def _before(folder: Path, brief: Brief) -> Brief | None:
    """The newest earlier edition beside this one that can be read."""
    for path in sorted(folder.resolve().parent.glob("????-??-??"), reverse=True):
        try:
            if date.fromisoformat(path.name) < brief.as_of:
                return load(path).brief
        except (BriefingError, ValueError):
            continue
    return None
