"""`briefing check`: a saved edition verified again, offline, and held against the rules of tradecraft."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import CheckFailed

if TYPE_CHECKING:
    from briefing.tradecraft import Rule
    from briefing.types import RuleFinding


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--rules", action="store_true", help="print every rule with its standing, reason and source")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(verb=run)


def run(options: argparse.Namespace) -> int:
    """Verify a saved edition again, offline. A rule of severity "block" that is not met fails like a wrong digest."""
    differences = _differences(options.folder)
    findings, trouble = _findings(options.folder)
    if options.json:
        _print_json(options.folder, differences, findings)
    else:
        _print_lines(options.folder, differences, findings, every=options.rules)
    told = [
        fault for fault in (_counted(differences), _blocking(findings or ()), _unread(trouble, differences)) if fault
    ]
    if told:
        raise CheckFailed(f"{options.folder}: {'; '.join(told)}", _hint(differences, findings, trouble))
    return 0


def _differences(folder: Path) -> tuple[str, ...]:
    from briefing.receipts import check
    from briefing.settings import data_folder
    from briefing.templates import Templates

    differences = check(folder)
    for note in check(folder, templates=Templates((data_folder("templates"),)).digests()):
        if note not in differences:
            print(f"note: {note}; this does not make the edition wrong", file=sys.stderr)
    return differences


def _findings(folder: Path) -> tuple[tuple[RuleFinding, ...] | None, CheckFailed | None]:
    """Every rule held against the edition, or what keeps it from being read."""
    from briefing.saved import load
    from briefing.tradecraft import examine_edition

    try:
        brief = load(folder).brief
        files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    except CheckFailed as error:
        return None, error
    except OSError as error:
        path = error.filename or folder
        return None, CheckFailed(f"{str(path)!r} can't be read: {error.strerror}", "see that you may read the folder")
    return examine_edition(brief, files), None


def _print_json(folder: Path, differences: Sequence[str], findings: Sequence[RuleFinding] | None) -> None:
    from briefing.tradecraft import RULES

    rules = None if findings is None else [{**_row(RULES[each.rule]), **_standing(each)} for each in findings]
    result = {"folder": str(folder), "differences": list(differences), "rules": rules}
    print(json.dumps(result, ensure_ascii=False, indent=2))


def _row(rule: Rule) -> dict[str, str]:
    return {
        "id": rule.id,
        "severity": rule.severity,
        "rule": rule.rule,
        "source": rule.source,
        "provenance": rule.provenance,
    }


def _standing(each: RuleFinding) -> dict[str, object]:
    return {"standing": each.standing, "reason": each.reason, "places": list(each.places)}


def _print_lines(
    folder: Path, differences: Sequence[str], findings: Sequence[RuleFinding] | None, *, every: bool
) -> None:
    for difference in differences:
        print(difference)
    if not differences:
        print(f"{folder}: quotations and digests hold")
    if findings is None:
        return
    for each in findings:
        if every:
            print(_in_full(each))
        elif each.standing == "not met":
            print(_in_short(each))
    counts = Counter(each.standing.value for each in findings)
    parts = [f"{counts[standing]} {standing}" for standing in ("met", "not met", "not applicable", "not checked")]
    print(f"{len(findings)} rules: {', '.join(parts)}")


def _in_short(each: RuleFinding) -> str:
    from briefing.language.plain import plain

    places = f" ({', '.join(each.places)})" if each.places else ""
    return plain(f"{each.severity.value.upper()} {each.rule} {each.reason}{places}")  # a reason may quote the page


def _in_full(each: RuleFinding) -> str:
    from briefing.tradecraft import RULES

    rule = RULES[each.rule]
    return f"{each.standing.value}: {_in_short(each)}\n    {rule.rule} [{rule.source}; {rule.provenance}]"


def _counted(differences: Sequence[str]) -> str:
    if not differences:
        return ""
    return "1 difference" if len(differences) == 1 else f"{len(differences)} differences"


def _blocking(findings: Sequence[RuleFinding]) -> str:
    broken = [each.rule for each in findings if each.severity == "block" and each.standing == "not met"]
    return f"not met: {', '.join(broken)}" if broken else ""


def _unread(trouble: CheckFailed | None, differences: Sequence[str]) -> str:
    """What keeps the rules from being held against an edition; the file at fault may have been told of already."""
    if trouble is None:
        return ""
    known = any(not each.endswith("differs from the receipt") for each in differences)
    return "its rules can't be examined" if known else trouble.message


def _hint(differences: Sequence[str], findings: Sequence[RuleFinding] | None, trouble: CheckFailed | None) -> str:
    if any("version of briefing" in each for each in differences):
        return "check it with the version that made it, or make the edition again with briefing generate"
    if differences:
        return "the brief is not what its receipt says; put back the folder as it was made, or make the edition again"
    if findings is None:
        return trouble.hint if trouble else ""
    return "an edition may not be published while these rules fail; see --rules"
