"""`briefing lint`: the rules of language held against anyone's Markdown brief."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.lint import Lint

LONGEST = 100  # characters of a sentence shown beside its fault


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--yardstick",
        metavar="ID",
        help="icd203-1, icd203-2 or phia (default: the one FILE declares, else the one its terms are of)",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(verb=run)


def run(options: argparse.Namespace) -> int:
    """Print what breaks a rule where; fail when a rule that blocks is broken."""
    from briefing.errors import LintFailed
    from briefing.lint import load

    found = load(options.file, options.yardstick)
    if options.json:
        print(json.dumps(_as_json(options.file, found), ensure_ascii=False, indent=2))
    else:
        for remark in found.remarks:
            rule = remark.finding
            words = f" [{_short(remark.words)}]" if remark.words else ""
            print(f"{options.file}:{remark.line}: {rule.severity} {rule.rule} {rule.reason}{words}")
    counts = Counter(remark.finding.severity for remark in found.remarks)
    told = ", ".join(f"{count} {severity}" for severity, count in sorted(counts.items())) or "nothing"
    print(f"{options.file}: {told}; yardstick {found.yardstick}", file=sys.stderr)
    if found.blocked:
        raise LintFailed(f"{str(options.file)!r} breaks a rule that blocks", "mend the lines marked block")
    return 0


def _as_json(file: Path, found: Lint) -> dict[str, object]:
    return {
        "file": str(file),
        "yardstick": found.yardstick,
        "findings": [
            {
                "line": remark.line,
                "rule": remark.finding.rule,
                "severity": remark.finding.severity,
                "reason": remark.finding.reason,
                "words": remark.words,
            }
            for remark in found.remarks
        ],
        "others": [
            {"rule": one.rule, "severity": one.severity, "standing": one.standing, "reason": one.reason}
            for one in found.others
        ],
    }


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
