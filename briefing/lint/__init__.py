"""The rules of language held against anyone's Markdown page, line by line.

Of the table of tradecraft, the rules that a file can be held to by its words alone. Nothing here knows this project's
own pages or asks a model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import FileTooLarge, NotUtf8, SettingError, UnreadableFile
from briefing.language import markdown_text
from briefing.language.yardsticks import YARDSTICKS
from briefing.lint import judgments, likelihood, page
from briefing.lint.reading import Reading, read
from briefing.lint.rule import Fault, Held
from briefing.tradecraft import RULES
from briefing.types import RuleFinding, Severity, Standing

__all__ = ["CHECKS", "Lint", "Remark", "lint", "load"]

CHECKS: Mapping[str, Callable[[Reading], Held]] = {
    "LIK-1": likelihood.one_row,
    "LIK-2": likelihood.rows_apart,
    "LIK-3": likelihood.in_band,
    "LIK-4": likelihood.nothing_vague,
    "LIK-5": likelihood.ruled_out_openly,
    "LIK-6": likelihood.no_borrowed_terms,
    "LIK-7": likelihood.declared_once,
    "CON-1": judgments.apart,
    "CON-2": judgments.three_levels,
    "CON-3": judgments.with_a_basis,
    "CON-5": judgments.no_far_certainty,
    "DIS-1": judgments.worded_as_judged,
    "ARG-1": page.conclusion_first,
    "SRC-1": page.cited,
    "TLP-1": page.one_of_five,
    "TLP-4": page.no_white,
    "LEN-1": page.of_length,
    "OBJ-1": page.in_our_voice,
    "MRK-1": page.no_classification,
}
MOST_BYTES = 500_000
_MILDER = {"LEN-1": Severity.WARN}  # the length is that of this project's own pages


@dataclass(frozen=True, slots=True)
class Remark:
    """One place where a rule is broken; `words` is the sentence it is in, "" when it is the page as a whole."""

    line: int
    finding: RuleFinding
    words: str


@dataclass(frozen=True, slots=True)
class Lint:
    """What the rules found: remarks by line, one finding for each rule that is met or does not apply."""

    yardstick: str
    remarks: tuple[Remark, ...]
    others: tuple[RuleFinding, ...]

    @property
    def blocked(self) -> bool:
        """True when a rule that blocks is broken."""
        return any(remark.finding.severity is Severity.BLOCK for remark in self.remarks)


def lint(text: str, yardstick: str | None = None) -> Lint:
    """Hold the rules against a Markdown text. `yardstick` is an id of YARDSTICKS, else the page's own is found out."""
    read_page = read(markdown_text.read(text), YARDSTICKS[yardstick] if yardstick else None)
    found = {rule: check(read_page) for rule, check in CHECKS.items()}
    remarks = [_remark(rule, fault, read_page) for rule, held in found.items() for fault in held.faults]
    others = [_other(rule, held) for rule, held in found.items() if not held.faults]
    return Lint(read_page.yardstick.id, tuple(sorted(remarks, key=lambda one: one.line)), tuple(others))


def load(file: Path, yardstick: str | None = None) -> Lint:
    """Hold the rules against a Markdown file.

    Raises SettingError for an unknown yardstick and a file with nothing in it, UnreadableFile, NotUtf8 (also for
    bytes that no text has) and FileTooLarge.
    """
    if yardstick is not None and yardstick not in YARDSTICKS:
        raise SettingError(f"no yardstick {yardstick!r}", f"use one of {', '.join(YARDSTICKS)}")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{str(file)!r} can't be read: {error.strerror}", "name a Markdown file") from error
    if len(data) > MOST_BYTES:
        raise FileTooLarge(f"{str(file)!r} has {len(data)} bytes, over {MOST_BYTES}", "a brief is a page or a few")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8(f"{str(file)!r} is not UTF-8 at byte {error.start}", "save it as UTF-8 text") from error
    if "\0" in text:
        raise NotUtf8(f"{str(file)!r} is not text: it has a zero byte", "name a Markdown file")
    if not text.strip():
        raise SettingError(f"{str(file)!r} is empty", "name a file with a brief in it")
    return lint(text, yardstick)


def _severity(rule: str) -> Severity:
    return _MILDER.get(rule, RULES[rule].severity)


def _remark(rule: str, fault: Fault, read_page: Reading) -> Remark:
    raw = read_page.page.lines[fault.line - 1].lower()
    column = max(raw.find(fault.word.lower()), 0) + 1 if fault.word else 1
    place = f"{fault.line}:{column}"
    return Remark(fault.line, RuleFinding(rule, _severity(rule), Standing.NOT_MET, fault.reason, (place,)), fault.words)


def _other(rule: str, held: Held) -> RuleFinding:
    standing = Standing.NOT_APPLICABLE if held.absent else Standing.MET
    return RuleFinding(rule, _severity(rule), standing, held.absent or RULES[rule].rule)
