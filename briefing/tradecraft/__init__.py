"""The standards behind the page, held against it as a table of named checks.

Every rule always gives a finding: met, not met, not applicable (the page has nothing of the kind) or not checked
(what it would be checked on is not there). What concerns claims is worked out again from the claims; the page's own
word for it is not taken. Nothing here changes a page, reads a file or decides what is published.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.tradecraft.rule import Page, Rule, Scope
from briefing.tradecraft.table import RULES
from briefing.types import Brief, RuleFinding

__all__ = ["RULES", "Rule", "Scope", "examine", "examine_edition"]


def examine(brief: Brief) -> tuple[RuleFinding, ...]:
    """Hold every rule against a brief, in the order of the table; those that need its files are not checked."""
    return _held(Page(brief))


def examine_edition(brief: Brief, files: Mapping[str, bytes]) -> tuple[RuleFinding, ...]:
    """Hold every rule against a brief and the files of its edition (file names to bytes), in the order of the table."""
    return _held(Page(brief, files))


def _held(page: Page) -> tuple[RuleFinding, ...]:
    held = ((rule, rule.check(page)) for rule in RULES.values())
    return tuple(RuleFinding(rule.id, rule.severity, each.standing, each.reason, each.places) for rule, each in held)
