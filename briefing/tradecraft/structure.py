"""The rules about the parts of a page and what each must hold: kinds of sentence, assumption, alternative, gaps.

Whether a part says anything worth reading is for the reviewer; that it is there, and worded as its kind, is for code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefing.language.crediting import names_speaker
from briefing.language.names import Spellings
from briefing.language.wording import content
from briefing.language.yardsticks import confidence_levels, foreign_terms, likelihood_terms
from briefing.tradecraft.forecasts import has_window, is_forecast
from briefing.tradecraft.reading import (
    cites,
    claims_of,
    key_judgments,
    of_claims,
    of_judgments,
    ours,
    verbatim,
    yardstick,
)
from briefing.tradecraft.rule import Found, Page, absent, found, unseen
from briefing.tradecraft.verbs import has_verb
from briefing.types import Brief, Line, Role, Section
from briefing.weigh import touching

KINDS: Mapping[Section, frozenset[Role]] = {
    Section.TITLE: frozenset({Role.REPORTED, Role.JUDGMENT}),
    Section.BOTTOM_LINE: frozenset({Role.REPORTED, Role.JUDGMENT}),
    Section.WHAT_CHANGED: frozenset({Role.SUMMARY, Role.REPORTED}),
    Section.KEY_JUDGMENTS: frozenset({Role.JUDGMENT, Role.CONFIDENCE}),
    Section.IMPLICATION: frozenset({Role.JUDGMENT}),
    Section.REPORTING: frozenset({Role.REPORTED}),
    Section.CONFLICTS: frozenset({Role.REPORTED, Role.SUMMARY}),
    Section.BACKGROUND: frozenset({Role.REPORTED}),
    Section.ALTERNATIVE: frozenset({Role.JUDGMENT, Role.INDICATOR}),
    Section.GAPS: frozenset({Role.GAP}),
    Section.ASSUMPTION: frozenset({Role.ASSUMPTION}),
    Section.INDICATORS: frozenset({Role.INDICATOR}),
    Section.SOURCE_SUMMARY: frozenset({Role.SUMMARY}),
}
_WE_JUDGE = re.compile(r"\bwe (?:\w+ )?(?:assess|judge|estimate)\b", re.IGNORECASE)
_CREDIT = re.compile(
    r"\b(?:according to|sa(?:id|ys|ying)|told|reported(?:ly)?|reports|cit(?:ed|es|ing)|quot(?:ed|es|ing)|wrote"
    r"|claim(?:ed|s)|alleg(?:ed|es)|announced|denied|denies|added|stated|states|confirmed|accused"
    r"|described|argued|warned|puts?)\b",
    re.IGNORECASE,
)
_SHOWS = re.compile(r"\bwould (?:\w+ )?(?:point|show|signal|indicate|mean|suggest|confirm|support)\b", re.IGNORECASE)
_WEAKENS = re.compile(r"\bweaken(?:s|ing)?\b", re.IGNORECASE)
_STRENGTHENS = re.compile(r"\bstrengthen(?:s|ing)?\b", re.IGNORECASE)
_LEAD = re.compile(r"\bjudg(?:e)?ment 1\b|\b(?:first|lead) judg(?:e)?ment\b", re.IGNORECASE)
_UNSEEN_EVENT = re.compile(
    r"\b(?:feels?|believes?|wants?|wishes|hopes?|intends?|fears?|trusts?|thinks?|considers?|moods?|atmosphere"
    r"|willingness|tensions? (?:rises?|eases?|grows?)|relations (?:improve|worsen|warm|cool)\w*)\b",
    re.IGNORECASE,
)
_NOTHING_NEW = re.compile(
    r"\b(?:nothing (?:new|has changed|changed)|no (?:\w+ )?changes?|unchanged|remains? (?:the same|consistent)"
    r"|consistent with (?:the|our) (?:last|previous|earlier))\b",
    re.IGNORECASE,
)


def typed(page: Page) -> Found:
    """DIS-1. An outlet's own account may be credited by its source number alone; what others say may not."""
    if not page.brief.lines:
        return absent("the page has no sentence")
    faults = ((line.id, reason) for line in page.brief.lines for reason in _misworded(line, page.brief))
    return found(faults, "each sentence is of a kind its part may hold, and worded as that kind")


@of_judgments
def assumption(page: Page) -> Found:
    """DIS-2."""
    lines = page.brief.section(Section.ASSUMPTION)
    if not lines:
        return found([("", "no key assumption is stated")], "")
    item = " ".join(line.text for line in lines)
    faults = [] if re.search(r"\bif\b", item, re.IGNORECASE) else [(lines[0].id, "does not say what follows if wrong")]
    return found(faults, "the key assumption is stated, with what follows if it is wrong")


@of_judgments
def alternative(page: Page) -> Found:
    """ALT-1. Its indicator may stand with it, or among the indicators as one that weakens a judgment."""
    lines = page.brief.section(Section.ALTERNATIVE)
    if not any(line.role is Role.JUDGMENT for line in lines):
        return found([("", "no alternative is given")], "")
    stick, faults = yardstick(page.brief), []
    if not any(likelihood_terms(line.text, stick) for line in lines):
        faults.append((lines[0].id, "the alternative has no likelihood"))
    shown = any(line.role is Role.INDICATOR or _SHOWS.search(line.text) for line in lines)
    if not shown and not any(_WEAKENS.search(line.label) for line in page.brief.section(Section.INDICATORS)):
        faults.append((lines[0].id, "nothing is named that would show that the alternative holds"))
    return found(faults, "an alternative has its likelihood and an indicator")


@of_judgments
def indicators(page: Page) -> Found:
    """IND-1."""
    lines = page.brief.section(Section.INDICATORS)
    if not lines:
        return found([("", "no indicator is given")], "")
    faults = [(line.id, reason) for line in lines for reason in _incomplete(line, page.brief)]
    if not any(_WEAKENS.search(line.label) and _about_lead(line, page.brief) for line in lines):
        faults.append((lines[0].id, "no indicator would weaken the first judgment"))
    return found(faults, "each indicator has an event, a window and a direction, and one weakens the first judgment")


@of_judgments
def diagnostic(page: Page) -> Found:
    """IND-2. Directions alone can show that an indicator tells nothing apart, not that it does."""
    lines = page.brief.section(Section.INDICATORS)
    if not lines:
        return absent("the page has no indicator")
    both = [line for line in lines if _WEAKENS.search(line.label) and _STRENGTHENS.search(line.label)]
    if both:
        return found([(line.id, "both strengthens and weakens a judgment") for line in both], "")
    return unseen("no indicator is rated under each hypothesis; only directions are given")


@of_judgments
def conclusion_first(page: Page) -> Found:
    """ARG-1. That the first paragraph answers the question is read from the words they share."""
    brief, faults = page.brief, []
    title, first = brief.section(Section.TITLE), brief.section(Section.BOTTOM_LINE)
    if not title:
        faults.append(("", "the page has no title of its own"))
    faults += [(line.id, "the title has no verb") for line in title[:1] if not has_verb(line.text)]
    if not first:
        faults.append(("", "there is no bottom line"))
    elif any(
        line.section not in (Section.TITLE, Section.BOTTOM_LINE) for line in brief.lines[: _place(brief, first[0])]
    ):
        faults.append((first[0].id, "the bottom line does not come first"))
    elif not _shares(f"{brief.key_question} {brief.topic}", " ".join(line.text for line in first)):
        faults.append((first[0].id, "the bottom line shares no word with the key question"))
    return found(faults, "the title is a sentence and the bottom line comes first, on the key question")


@of_judgments
@of_claims
def both_sides(page: Page) -> Found:
    """ARG-2. A side is on the page when a sentence cites the words of its claim."""
    brief = page.brief
    lines = [line for each in key_judgments(brief) for line in each.lines]
    open_ones = touching(claims_of(brief, lines), brief.conflicts)
    if not open_ones:
        return absent("no open conflict touches a key judgment")
    faults = (
        ("", f"the conflict on {conflict.about!r} lacks the side {value!r}")
        for conflict in open_ones
        for value, claim in conflict.sides
        if not any(cites(line, claim) for line in brief.lines)
    )
    return found(faults, "every open conflict that touches a key judgment has its sides cited")


def changes(page: Page) -> Found:
    """CHG-1. Without the edition before, a page that says nothing can't be told from one that hides a change."""
    brief, lines = page.brief, page.brief.section(Section.WHAT_CHANGED)
    if not brief.lines:
        return absent("the page has no sentence")
    initial = re.match(r"(?:initial|first)\b", brief.edition.strip(), re.IGNORECASE)
    idle = [(line.id, "says that nothing changed, which a page leaves unsaid") for line in lines if _idle(line)]
    if idle and not initial:
        return found(idle, "")
    if not brief.edition.strip():
        return found([("", "does not say whether it is the first edition")], "")
    if initial or lines:
        faults = [(line.id, "cites nothing for what changed") for line in lines if not initial and not line.citations]
        return found(
            faults, "says that it is the first edition" if initial else "says what changed, with what shows it"
        )
    return unseen("says nothing of a change, and the edition before is not at hand")


@of_judgments
def with_timing(page: Page) -> Found:
    """ACC-1. What is or was needs no window; what is to come does."""
    held = key_judgments(page.brief)
    if not held:
        return absent("the page has no key judgment")
    stick, faults = yardstick(page.brief), []
    for each in held:
        text = " ".join(f"{line.text} {line.label}" for line in each.lines)
        if not likelihood_terms(text, stick):
            faults.append((each.place, "does not say how likely"))
        if is_forecast(text) and not has_window(text, page.brief.as_of):
            faults.append((each.place, "is about what is to come and does not say by when"))
    return found(faults, "each key judgment says how likely and, where it looks ahead, by when")


@of_judgments
def not_dodged(page: Page) -> Found:
    """ACC-2."""
    if not page.brief.sources:
        return absent("no source could be used")
    none = [] if key_judgments(page.brief) else [("", "there are sources and no key judgment")]
    return found(none, "the evidence is judged")


@of_judgments
def implication(page: Page) -> Found:
    """REL-1."""
    none = [] if page.brief.section(Section.IMPLICATION) else [("", "does not say what follows for the reader")]
    return found(none, "says what follows for the reader")


@of_judgments
def gaps(page: Page) -> Found:
    """GAP-1. A question of the desk that nothing read answers is a gap too."""
    needed = len(key_judgments(page.brief))
    if not needed:
        return absent("the page has no key judgment")
    named = len(page.brief.section(Section.GAPS)) + len(page.brief.unanswered)
    short = [] if named >= needed else [("", f"names {named} gaps for {needed} key judgments")]
    return found(short, f"names {named} gaps for {needed} key judgments")


def _misworded(line: Line, brief: Brief) -> Iterator[str]:
    if line.role not in KINDS[line.section]:
        yield f"a sentence of kind {line.role.value!r} stands in {line.section.value!r}"
    if line.role is Role.JUDGMENT and not _judges(line, brief):
        yield "a judgment that neither says 'we assess' nor has a likelihood term"
    if line.role is Role.CONFIDENCE and not confidence_levels(line.text):
        yield "a confidence sentence that names no level"
    if line.role is not Role.REPORTED:
        return
    if not _credited(line, brief):
        yield "a reported sentence that does not say who says it"
    stick = yardstick(brief)
    words = (*likelihood_terms(line.text, stick), *foreign_terms(line.text, stick))
    if not verbatim(line) and (own := ours(line, words)):
        yield f"{own[0]!r} is a likelihood of our own in a sentence that reports"


def _judges(line: Line, brief: Brief) -> bool:
    return bool(_WE_JUDGE.search(line.text) or likelihood_terms(line.text, yardstick(brief)))


def _credited(line: Line, brief: Brief) -> bool:
    if line.attribution.strip():
        return True
    claims = [claim for weighed in claims_of(brief, [line]) for claim in weighed.claims]
    if any(not (claim.speaker or claim.relays) for claim in claims):
        return bool(line.citations)
    names = {name for claim in claims for name in claim.chain} | set(line.origins)
    nobody = Spellings(())
    return bool(_CREDIT.search(line.text)) or any(names_speaker(name, line.text, nobody) for name in names if name)


def _incomplete(line: Line, brief: Brief) -> Iterator[str]:
    said = f"{line.text} {line.label}"
    if len(line.text.split()) < 3 or _UNSEEN_EVENT.search(line.text):
        yield "is nothing that could be seen to happen"
    if not has_window(said, brief.as_of) and not re.search(r"\bwithin \d+ days\b", said):
        yield "has no window"
    if not (_WEAKENS.search(line.label) or _STRENGTHENS.search(line.label)):
        yield "does not say what it would strengthen or weaken"


def _about_lead(line: Line, brief: Brief) -> bool:
    return bool(_LEAD.search(line.label)) or (len(key_judgments(brief)) < 2 and not re.search(r"\d$", line.label))


def _idle(line: Line) -> bool:
    return _NOTHING_NEW.search(line.text) is not None


def _place(brief: Brief, line: Line) -> int:
    return next(n for n, each in enumerate(brief.lines) if each is line)


def _shares(one: str, other: str) -> bool:
    return not content(one) or not set(content(one)).isdisjoint(content(other))
