"""The rules about parts, sources, grades and dates: what breaks each, and what only looks as if it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from samples import MADA, MONITOR, NOTHING_NEW, WEEKEND, cite
from tradecraft_pages import (
    AS_OF,
    FAILS,
    MET,
    ORIGINS,
    PUBLISHED,
    Case,
    Edit,
    absent,
    add,
    both,
    change,
    computed,
    conflicts,
    days,
    drop,
    fails,
    finding,
    graph,
    hold,
    holds,
    judged,
    regraph,
    resource,
    ruled,
    same,
    unseen,
    with_,
)

from briefing.tradecraft.verbs import has_verb
from briefing.types import (
    UNKNOWN_DATE,
    Brief,
    ClaimKind,
    Confidence,
    Credibility,
    DateBasis,
    DateSpan,
    Disclosure,
    Line,
    Lineage,
    OriginKind,
    Role,
    Section,
    TracedBy,
)

S, R = Section, Role
FIRST = {each.id: each for each in graph()}


def lead(name: str, **fields: object) -> Edit:
    """Change the first claim of a weighed one."""

    def edit(brief: Brief) -> Brief:
        one = next(each for each in brief.claims if each.id == name)
        return regraph(name, claims=(replace(one.claims[0], **fields), *one.claims[1:]))(brief)  # type: ignore[arg-type]

    return edit


def origin(key: str, **fields: object) -> Edit:
    """Change an origin wherever it stands."""

    def edit(brief: Brief) -> Brief:
        new = replace(ORIGINS[key], **fields)  # type: ignore[arg-type]
        swap = {new.id: new}
        claims = tuple(replace(w, origins=tuple(swap.get(o.id, o) for o in w.origins)) for w in brief.claims)
        return replace(brief, claims=claims, origins=tuple(swap.get(o.id, o) for o in brief.origins))

    return edit


def every(section: Section, change_: Callable[[Line], Line]) -> Edit:
    return lambda brief: replace(brief, lines=tuple(change_(x) if x.section is section else x for x in brief.lines))


def moved(section: Section, nth: int = 0) -> Edit:
    """Put a sentence first on the page."""

    def edit(brief: Brief) -> Brief:
        chosen = brief.section(section)[nth]
        return replace(brief, lines=(chosen, *(x for x in brief.lines if x is not chosen)))

    return edit


MADE = judged().disclosure


def judge(text: str) -> Edit:
    return change(S.KEY_JUDGMENTS, text=text)


def report(text: str) -> Edit:
    return change(S.REPORTING, 2, text=text)


def summary(text: str) -> Edit:
    return change(S.SOURCE_SUMMARY, text=text)


def expertise(text: str) -> Edit:
    return change(S.SOURCE_SUMMARY, 3, text=text)


def changed(text: str) -> Edit:
    return change(S.WHAT_CHANGED, text=text)


def indicator(label: str) -> Edit:
    return change(S.INDICATORS, label=label)


def unciting(article: str) -> Edit:
    """Cite an article nowhere."""

    def edit(brief: Brief) -> Brief:
        kept = [tuple(each for each in x.citations if each.article_id != article) for x in brief.lines]
        lines = [replace(x, citations=each) for x, each in zip(brief.lines, kept, strict=True)]
        return replace(brief, lines=tuple(lines))

    return edit


def ungraded(brief: Brief) -> Brief:
    return replace(brief, lines=tuple(replace(x, grade="") for x in brief.lines))


def recent(brief: Brief) -> Brief:
    """Tell of nothing that has a date."""
    return replace(
        brief,
        claims=tuple(replace(w, claims=tuple(replace(c, event=UNKNOWN_DATE) for c in w.claims)) for w in brief.claims),
    )


def all_independent(brief: Brief) -> Brief:
    return replace(brief, independence=tuple(replace(pair, holds=True) for pair in brief.independence))


JUDGED_ONLY = ["LIK-4", "DIS-2", "ALT-1", "IND-1", "IND-2", "ARG-1", "ARG-2", "ACC-1", "ACC-2", "REL-1", "GAP-1"]
VERBATIM = [
    "DIS-1",
    "CHG-1",
    "SRC-1",
    "SRC-2",
    "SRC-3",
    "SRC-4",
    "SRC-5",
    "SRC-7",
    "SRC-8",
    "CIR-1",
    "ADM-1",
    "ADM-3",
    "ADM-4",
    "TIM-1",
    "TIM-2",
]
AS_PUBLISHED = [*VERBATIM, *(rule for rule in JUDGED_ONLY if rule not in {"LIK-4", "IND-2"}), "ADM-2"]
GRAPH = ["CON-4", "ARG-2", "SRC-2", "CIR-1", "ADM-2"]
NOTHING = ["ADM-2", *(rule for rule in VERBATIM if rule not in {"SRC-7", "TIM-1"})]
empty = with_(lines=(), sources=(), origins=(), claims=(), conflicts=(), independence=())

GENERAL = [
    *[holds(rule, "as published", same) for rule in AS_PUBLISHED],
    *[holds(rule, "verbatim", same, ruled) for rule in VERBATIM],
    *[absent(rule, "no judgments", same, ruled) for rule in JUDGED_ONLY],
    *[unseen(rule, "claims not kept", with_(claims=())) for rule in GRAPH],
    *[absent(rule, "nothing printed", empty, ruled) for rule in NOTHING],
]
PARTS = [
    fails("DIS-1", "a judgment that does not judge", judge("They meet by March 2019."), "we assess"),
    fails(
        "DIS-1", "a report of nobody", change(S.REPORTING, 1, text="Algeria invites Assad.", attribution=""), "who says"
    ),
    fails("DIS-1", "our likelihood in a report", report("SANA said Algeria is likely to invite.")),
    fails("DIS-1", "a kind in the wrong part", change(S.REPORTING, role=R.JUDGMENT), "stands in"),
    fails(
        "DIS-1", "a confidence sentence without one", change(S.KEY_JUDGMENTS, 1, text="It rests on SANA."), "no level"
    ),
    holds("DIS-1", "an outlet's own account", change(S.REPORTING, text="Abbas Kamel invited him.", attribution="")),
    holds("DIS-1", "credited in the sentence alone", change(S.REPORTING, 2, attribution="")),
    holds("DIS-1", "only a likelihood term", judge("A meeting is likely by March 2019.")),
    fails("DIS-2", "none", drop(S.ASSUMPTION), "no key assumption"),
    fails(
        "DIS-2",
        "without a consequence",
        change(S.ASSUMPTION, text="We assume the services speak for Sisi."),
        "if wrong",
    ),
    holds("DIS-2", "in two sentences", add(S.ASSUMPTION, R.ASSUMPTION, "If not, the judgment falls.", "w2", item=1)),
    fails("ALT-1", "none", drop(S.ALTERNATIVE), "no alternative"),
    fails(
        "ALT-1", "no likelihood", change(S.ALTERNATIVE, text="Alternatively, it prepares a full return."), "likelihood"
    ),
    fails(
        "ALT-1",
        "no indicator",
        every(S.INDICATORS, lambda x: replace(x, label="within 90 days; strengthens judgment 1")),
    ),
    holds(
        "ALT-1",
        "the indicator in the sentence",
        both(
            drop(S.INDICATORS), change(S.ALTERNATIVE, text="A return is unlikely; a new ambassador would point to it.")
        ),
    ),
    fails("IND-1", "none", drop(S.INDICATORS), "no indicator"),
    fails("IND-1", "no window", indicator("weakens judgment 1"), "window"),
    fails("IND-1", "no direction", change(S.INDICATORS, 1, label="within 90 days"), "strengthen or weaken"),
    fails("IND-1", "nothing to be seen", change(S.INDICATORS, text="Cairo wants closer ties with Damascus."), "seen"),
    fails("IND-1", "none against the first", indicator("within 90 days; strengthens judgment 1"), "first"),
    holds(
        "IND-1",
        "a window in the sentence",
        change(S.INDICATORS, text="By June 2019 Cairo names an envoy.", label="weakens judgment 1"),
    ),
    unseen("IND-2", "no ratings", same),
    fails("IND-2", "both ways", indicator("within 90 days; strengthens and weakens judgment 1"), "both"),
    fails("ARG-1", "no title", drop(S.TITLE), "no title"),
    fails("ARG-1", "a title without a verb", change(S.TITLE, text="Possible message to Saudi Arabia"), "no verb"),
    fails("ARG-1", "no bottom line", drop(S.BOTTOM_LINE), "no bottom line"),
    fails("ARG-1", "something before it", moved(S.REPORTING), "does not come first"),
    fails(
        "ARG-1", "off the question", every(S.BOTTOM_LINE, lambda x: replace(x, text="Oil fell in Vienna.")), "shares no"
    ),
    fails("ARG-2", "a side left out", unciting(MADA), "lacks the side 'no new level'"),
    absent("ARG-2", "no conflict", with_(conflicts=())),
    absent("ARG-2", "a conflict that touches no judgment", with_(conflicts=conflicts()[1:])),
    holds("CHG-1", "a first edition", with_(edition="Initial coverage")),
    holds("CHG-1", "a first edition without the part", both(with_(edition="Initial coverage"), drop(S.WHAT_CHANGED))),
    unseen("CHG-1", "silent", drop(S.WHAT_CHANGED)),
    fails("CHG-1", "boilerplate", changed("There is no change since the last edition."), "unsaid"),
    fails("CHG-1", "nothing new", changed("Nothing new is cited since the last edition."), "unsaid"),
    fails("CHG-1", "no citation", change(S.WHAT_CHANGED, citations=()), "cites nothing"),
    fails("CHG-1", "neither", both(with_(edition=" "), drop(S.WHAT_CHANGED)), "first edition"),
    holds(
        "CHG-1",
        "nothing to compare with",
        both(with_(edition="Initial coverage"), changed("Nothing new is known.")),
    ),
    fails("ACC-1", "no window", judge("We assess that they are likely to meet again."), "by when"),
    fails("ACC-1", "no likelihood", judge("We assess that they meet by March 2019."), "how likely"),
    fails("ACC-1", "what is past is no window", judge("They are likely to meet again after the visit."), "by when"),
    holds("ACC-1", "about what was", judge("They are likely to have met in secret.")),
    holds("ACC-1", "about what is", judge("The channel is likely a private one.")),
    holds("ACC-1", "a window", judge("They are likely to meet over the next three months.")),
    holds("ACC-1", "until an event", judge("They are unlikely to meet before the summit.")),
    fails("ACC-2", "dodged", drop(S.KEY_JUDGMENTS), "no key judgment"),
    absent("ACC-2", "no source", both(drop(S.KEY_JUDGMENTS), with_(sources=()))),
    fails("REL-1", "none", drop(S.IMPLICATION), "follows"),
    fails("GAP-1", "one for two", both(drop(S.GAPS), with_(unanswered=("Who?",))), "1 gaps for 2"),
    holds("GAP-1", "questions that nothing answers", both(drop(S.GAPS), with_(unanswered=("Who?", "When?")))),
    absent("GAP-1", "no key judgment", drop(S.KEY_JUDGMENTS)),
]
SOURCES = [
    fails("SRC-1", "an uncited report", change(S.REPORTING, citations=(), marks=()), "no source"),
    fails("SRC-1", "an uncited judgment", change(S.KEY_JUDGMENTS, citations=(), marks=()), "no source"),
    fails("SRC-1", "an unlisted article", lambda b: replace(b, sources=b.sources[1:]), "not listed"),
    fails("SRC-1", "an unprinted number", change(S.REPORTING, marks=()), "does not print"),
    holds("SRC-1", "an uncited gap", change(S.GAPS, citations=(), marks=())),
    fails(
        "SRC-2", "credit to another", change(S.REPORTING, 2, text="It said so.", attribution="Cairo Daily"), "credits"
    ),
    fails(
        "SRC-2",
        "the relay for the origin",
        both(
            change(S.REPORTING, 3, attribution="Middle East Monitor"),
            regraph(
                "w8",
                origins=(ORIGINS["SANA"],),
                claims=FIRST["w8"].claims[:1],
                lineages=(Lineage(FIRST["w8"].lead.id, MONITOR, "sana", ("SANA", "MEM"), TracedBy.SAME_WORDS),),
            ),
        ),
        "not SANA",
    ),
    holds(
        "SRC-2",
        "the origin by its initials",
        both(
            change(S.CONFLICTS, 3, text="The dead are many, UN figures say.", attribution="Daily Sabah"),
            regraph("w6", claims=(replace(FIRST["w6"].lead, speaker=""),)),
        ),
    ),
    fails("SRC-2", "without the relay", change(S.REPORTING, 1, attribution="unnamed diplomatic sources"), "relays"),
    holds("SRC-2", "the origin in the sentence", change(S.REPORTING, 2, attribution="")),
    fails("SRC-3", "no title", resource(2, title=""), "no title"),
    fails("SRC-3", "no publisher", resource(2, publisher=" "), "no originator"),
    fails("SRC-3", "no digest", resource(2, sha256=""), "no id"),
    fails("SRC-3", "no date", resource(2, published=UNKNOWN_DATE), "no publication date"),
    fails(
        "SRC-3", "no locator", change(S.REPORTING, citations=(replace(cite(MONITOR, WEEKEND), end=0),)), "characters"
    ),
    holds("SRC-3", "no address", resource(2, url="")),
    fails("SRC-4", "critical and undescribed", resource(1, descriptor=""), "carries a key judgment"),
    fails(
        "SRC-4",
        "critical, with no profile",
        resource(4, descriptor="no profile of this outlet on the desk"),
        "source 4",
    ),
    fails("SRC-4", "old and undescribed", both(drop(S.KEY_JUDGMENTS), resource(5, descriptor="")), "more than a week"),
    absent("SRC-4", "neither", both(drop(S.KEY_JUDGMENTS), recent, resource(3, descriptor=""))),
    *[fails("SRC-5", f"part {n}", change(S.SOURCE_SUMMARY, n, text="More below.")) for n in (1, 3)],
    fails("SRC-5", "none", drop(S.SOURCE_SUMMARY), "expertise"),
    holds("SRC-7", "by rules", with_(disclosure=Disclosure("rules", "", ()))),
    fails("SRC-7", "no model", with_(disclosure=replace(MADE, model=""))),
    fails("SRC-7", "no version of a prompt", with_(disclosure=replace(MADE, prompts=("draft",)))),
    fails("SRC-7", "no prompt", with_(disclosure=replace(MADE, prompts=())), "prompts"),
    fails("SRC-7", "no parameters", with_(disclosure=replace(MADE, parameters={})), "parameters"),
    fails("SRC-7", "no version of ours", with_(package_version=""), "its own version"),
    fails("SRC-8", "other words", report("SANA said they “agreed to restore ties”."), "restore"),
    fails("SRC-8", "two slices in one", report("SANA said “agreed to coordinate … terrorism”.")),
    fails("SRC-8", "a word put in", report("It said “coordinate [all] political stances”.")),
    fails("SRC-8", "left open", report("SANA said “agreed to coordinate."), "open"),
    holds("SRC-8", "straight marks", report('SANA said they "agreed to coordinate political stances."')),
    holds("SRC-8", "a comma inside", report("“agreed to coordinate political stances,” it said.")),
    holds("SRC-8", "no-break spaces", report("SANA said “agreed to\u00a0coordinate political stances”.")),
    holds("SRC-8", "an ellipsis of the source", report("It said “coordinate on political positions… and strengthen”.")),
    holds("SRC-8", "an apostrophe", report("SANA’s report has Egypt’s side ‘agreed’.")),
    fails("CIR-1", "articles for origins", change(S.REPORTING, 2, corroboration=2), "prints 2 origins"),
    fails("CIR-1", "a wrong number of articles", change(S.REPORTING, 2, articles=3), "prints 3 articles"),
    fails("CIR-1", "a claim that counts wrong", regraph("w2", corroboration=2), "counts 2"),
    fails("CIR-1", "a sum that is wrong", summary("Five articles trace to nine origins."), "nine"),
    fails("CIR-1", "independent ones that are not", summary("They trace to eight origins, eight of them independent.")),
    fails("CIR-1", "a pair that shares its interest", all_independent, "said to be independent"),
    fails("CIR-1", "one publication", origin("Monitor", published_by=("SANA",)), "1"),
    holds("CIR-1", "nothing printed beside it", change(S.REPORTING, 2, articles=0, corroboration=0)),
]
GRADES = [
    *[
        fails("ADM-1", grade, change(S.REPORTING, 2, grade=grade))
        for grade in ("G2", "F7", "f6", "F", "B-C", "E.5", "66")
    ],
    fails("ADM-1", "another's letter", change(S.REPORTING, 2, grade="B6"), "letter B"),
    fails("ADM-1", "another's digit", change(S.REPORTING, 2, grade="F2"), "digit 2"),
    fails("ADM-1", "a letter without a record", origin("SANA", letter="B"), "without a reason"),
    holds("ADM-1", "a letter with its record", both(origin("SANA", letter="D", reason="retracted twice"), ungraded)),
    fails("ADM-1", "no letter of a source", resource(1, grade="g"), "'g'"),
    fails("ADM-1", "one for many claims", change(S.REPORTING, 2, claim_ids=("w1", "w2")), "more than one"),
    fails("ADM-1", "averaged", expertise("The average grade is C."), "one measure"),
    fails("ADM-1", "an impossible digit", regraph("w2", credibility=Credibility(0, "")), "credibility 0"),
    fails("ADM-2", "one origin", regraph("w2", credibility=Credibility(1, "told by two articles")), "without two"),
    fails("ADM-2", "printed", change(S.REPORTING, 2, grade="F1"), "without two"),
    absent("ADM-2", "none", both(regraph("w8", credibility=Credibility(2, "")), ungraded)),
    fails("ADM-3", "F for bad", expertise("SANA is graded F, so it is unreliable."), "bad"),
    fails("ADM-3", "a descriptor that says so", resource(1, descriptor="unreliable (F)"), "bad"),
    fails("ADM-3", "F for fifty", expertise("F counts as 50 here."), "bad"),
    fails("ADM-3", "6 for false", regraph("w2", credibility=Credibility(6, "improbable")), "bad"),
    holds("ADM-3", "F as it is", expertise("SANA is graded F: there is no basis to judge.")),
    holds("ADM-3", "a bad week", change(S.GAPS, text="No report says whether a bad week for oil led to it.")),
    fails("ADM-4", "an anonymous B", origin("diplomat", letter="B", reason="was right before"), "letter B"),
    fails("ADM-4", "an unknown C", origin("sources", letter="C", kind=OriginKind.UNKNOWN, reason="x"), "letter C"),
    fails("ADM-4", "the relay's letter", change(S.REPORTING, 1, grade="B6"), "unnamed"),
    absent("ADM-4", "all are named", both(with_(origins=(), claims=graph()[:2]), same)),
]
LATER = AS_OF + timedelta(days=1)
DATES = [
    fails("TIM-1", "a source of the day after", resource(1, published=days(LATER)), "later than the cut-off"),
    fails("TIM-1", "a source that may be", resource(1, published=days(AS_OF, LATER)), "may be later"),
    fails("TIM-1", "an event told as done", lead("w2", event=days(LATER), kind=ClaimKind.EVENT), "rests on"),
    holds("TIM-1", "a plan", lead("w5", event=days(date(2019, 3, 31)))),
    holds(
        "TIM-1",
        "a report of what will be",
        lead("w1", event=days(LATER), kind=ClaimKind.EVENT, statement="They will meet."),
    ),
    fails("TIM-1", "a claim of a later article", lead("w2", published=days(LATER)), "rests on"),
    fails(
        "TIM-1",
        "a date in a report",
        report("SANA said they agreed on 3 January 2019."),
        "3 January",
    ),
    holds("TIM-1", "a coming date that is cited", same),
    holds("TIM-1", "the window of a forecast", judge("They are likely to meet in June 2021.")),
    holds("TIM-1", "a window beside an indicator", indicator("by 1 June 2019; weakens judgment 1")),
    holds("TIM-1", "the cut-off itself", report("SANA said they agreed on 24 December 2018.")),
    fails("TIM-2", "an undated source", resource(2, published=UNKNOWN_DATE), "no date"),
    fails(
        "TIM-2", "no basis", resource(2, published=replace(PUBLISHED[MADA], basis=DateBasis.UNKNOWN)), "without a basis"
    ),
    fails(
        "TIM-2", "inferred from nothing", resource(2, published=DateSpan(AS_OF, AS_OF, DateBasis.INFERRED)), "from what"
    ),
    fails(
        "TIM-2", "an event", regraph("w2", event=DateSpan(AS_OF, AS_OF, DateBasis.UNKNOWN)), "an event that has a date"
    ),
    holds("TIM-2", "an event of no known date", regraph("w2", event=UNKNOWN_DATE)),
    holds("TIM-2", "an interval", resource(5, published=PUBLISHED[MADA])),
]


CASES = [*GENERAL, *PARTS, *SOURCES, *GRADES, *DATES]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_page(case: Case) -> None:
    hold(case)


@pytest.mark.parametrize(
    "title",
    [
        "SANA reports a rare visit by Syria's security chief to Cairo",
        "Cairo and Damascus are likely to widen security coordination",
        "Syrian security chief visits Cairo",
        "Egypt and Syria agree to coordinate against terrorism",
        "Saudi Arabia halts oil supplies to Egypt",
        "Mamlouk met Egypt's intelligence chief in Cairo",
        "Damascus signals a return to the Arab League",
        "Egypt backs a Russian draft, and Riyadh answers",
    ],
)
def test_a_sentence_has_a_verb(title: str) -> None:
    assert has_verb(title)


@pytest.mark.parametrize(
    "title",
    [
        "Possible message to Saudi Arabia",
        "High-ranking Syrian security official’s Cairo visit: Possible message to Saudi Arabia",
        "Egypt–Syria rapprochement",
        "The visit of Ali Mamlouk to Cairo",
        "Renewed talks between Cairo and Damascus",
        "Weekly update",
        "",
    ],
)
def test_a_heading_has_none(title: str) -> None:
    assert not has_verb(title)


def test_the_weighing_s_own_words_for_a_basis_are_true() -> None:
    """Every basis that is worded from claims is found true of them: one claim, and any two."""
    from briefing.weigh import basis, cap

    page = judged()
    for one in page.claims:
        for other in page.claims:
            chosen = list({each.id: each for each in (one, other)}.values())
            level = cap(chosen, page.conflicts)
            text = f"Confidence in this judgment is {Confidence(level).value}: {basis(chosen, page.conflicts)}."
            worded = both(
                change(S.KEY_JUDGMENTS, 0, claim_ids=tuple(each.id for each in chosen)),
                change(S.KEY_JUDGMENTS, 1, text=text),
            )(page)
            assert finding("CON-3", worded).standing is MET, (text, finding("CON-3", worded))
            assert finding("CON-4", worded).standing is MET, text


def test_both_sides_count_as_cited_wherever_they_stand() -> None:
    page = judged()
    without = replace(page, lines=tuple(x for x in page.lines if x.section is not S.CONFLICTS))
    assert finding("ARG-2", without).standing is MET  # the judgment itself cites both
    silent = replace(without, lines=tuple(replace(x, citations=()) for x in without.lines))
    assert finding("ARG-2", silent).standing is FAILS
    one = computed(S.CONFLICTS, 1, "Only one side is here.", "w4")
    assert one.citations == (cite(MADA, NOTHING_NEW),)
    assert "'agreed soon'" in finding("ARG-2", replace(silent, lines=(*silent.lines, one))).reason
