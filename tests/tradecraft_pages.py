"""Pages to hold the rules against: the rules analyst's from the seeds, a judged one built by hand, their files.

The judged page rests on a small graph of claims whose quotations are real; every rule that can be met on it is met.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from samples import (
    AGREED,
    ALGERIA,
    AMBASSADORS,
    COMPUTED,
    HALT,
    INVITATION,
    LAST_VISIT,
    MADA,
    MONITOR,
    NOTHING_NEW,
    NOW,
    OBSERVER,
    QUARTER_MILLION,
    RESEARCH,
    SABAH,
    SABAH_AGREED,
    SHIPPED,
    SOURCES,
    SUPPORTED,
    TEXTS,
    VERBATIM,
    WEEKEND,
    cite,
)

from briefing.digest import of_text, sha256
from briefing.receipts import as_text, make, snapshots
from briefing.render import render
from briefing.runs import Run
from briefing.tradecraft import RULES
from briefing.tradecraft.rule import Found, Page
from briefing.types import (
    UNKNOWN_DATE,
    Brief,
    Citation,
    Claim,
    ClaimKind,
    Confidence,
    Conflict,
    ConflictKind,
    Credibility,
    DateBasis,
    DateSpan,
    Disclosure,
    Hedge,
    HeldOut,
    Line,
    Lineage,
    Origin,
    OriginKind,
    Role,
    Section,
    Standing,
    Tally,
    TracedBy,
    WeighedClaim,
)
from briefing.weigh import independence

Edit = Callable[[Brief], Brief]
SEEDS = Path(__file__).parent.parent / "seeds"
AS_OF = date(2018, 12, 24)


@cache
def ruled() -> Brief:
    """Return the page that the rules analyst makes of the seeds for October 2016."""
    from briefing import pipeline
    from briefing.analyst.rules import RulesAnalyst
    from briefing.archive import Archive
    from briefing.desk import load
    from briefing.edition import Frame

    desk = load(SEEDS / "egypt-syria.toml")
    run = SimpleNamespace(desk=desk, as_of=date(2016, 10, 18), settings=SimpleNamespace(concurrency=1))
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "archive.sqlite") as archive:
        retrieved = pipeline.gather(cast(Run, run), archive, _silent)
        frame = Frame(Disclosure("rules", "", ()))
        return pipeline.brief(cast(Run, run), retrieved, RulesAnalyst(desk), frame, _silent)


def _silent(stage: str, done: int = 0, total: int = 0) -> None:
    pass


SYRIA, SAUDI = "Syrian government", "Saudi government"
ORIGINS = {
    "SANA": Origin("sana", "SANA", OriginKind.STATE_AGENCY, SYRIA, published_by=("SANA",)),
    "Al-Akhbar": Origin("akhbar", "Al-Akhbar", OriginKind.PARTY_PAPER, SYRIA, published_by=("Al-Akhbar",)),
    "diplomat": Origin(
        "diplomat", "unnamed Syrian diplomatic source to Mada Masr", OriginKind.ANONYMOUS, SYRIA, published_by=(MADA,)
    ),
    "sources": Origin(
        "sources", "unnamed diplomatic sources to Middle East Monitor", OriginKind.ANONYMOUS, "", published_by=("MEM",)
    ),
    "Monitor": Origin("monitor", "Middle East Monitor", OriginKind.OUTLET, "", published_by=("Middle East Monitor",)),
    "UN": Origin("un", "United Nations", OriginKind.ORGANISATION, "", published_by=("Daily Sabah",)),
    "Center": Origin(
        "center", "Syrian Center for Policy Research", OriginKind.ORGANISATION, "", published_by=("Daily Sabah",)
    ),
    "Aramco": Origin("aramco", "Saudi Aramco", OriginKind.ORGANISATION, SAUDI, published_by=("Middle East Observer",)),
}
PUBLISHED = {source.article_id: source.published for source in SOURCES}
OUTLETS = {source.article_id: source.publisher for source in SOURCES}


def days(first: date, last: date | None = None) -> DateSpan:
    return DateSpan(first, last or first, DateBasis.STATED, "in the text")


def claim(words: Citation, speaker: str = "", **fields: Any) -> Claim:
    made = Claim(
        f"c-{words.article_id}-{words.start}",
        words.article_id,
        words.quote,
        (words,),
        speaker,
        speaker.startswith("unnamed"),
        (),
        OUTLETS[words.article_id],
        ClaimKind.STATEMENT if speaker else ClaimKind.EVENT,
        Hedge.NONE,
        UNKNOWN_DATE,
        PUBLISHED[words.article_id],
    )
    return replace(made, **fields)


def weighed(name: str, claims: Sequence[Claim], *origins: str, **fields: Any) -> WeighedClaim:
    lineages = tuple(
        Lineage(
            each.id,
            each.article_id,
            ORIGINS[origins[0]].id,
            each.chain,
            TracedBy.STATED if each.speaker else TracedBy.OWN_VOICE,
        )
        for each in claims
    )
    digit = Credibility(6, "no independent origin that was read tells or contradicts it")
    made = WeighedClaim(
        name,
        tuple(claims),
        tuple(ORIGINS[key] for key in origins),
        1,
        Confidence.LOW,
        claims[0].event,
        background=False,
        lineages=lineages,
        credibility=digit,
    )
    return replace(made, **fields)


def graph() -> tuple[WeighedClaim, ...]:
    """Return the claims under the judged page; w2 is repeated by two articles, w8 told by two independent origins."""
    autumn = days(date(2016, 10, 17))
    return (
        weighed(
            "w1", [claim(cite(MONITOR, WEEKEND), "SANA", event=days(date(2018, 12, 22), date(2018, 12, 23)))], "SANA"
        ),
        weighed(
            "w2",
            [
                claim(cite(OBSERVER, AGREED), "SANA", event=autumn),
                claim(cite(SABAH, SABAH_AGREED), "SANA", event=autumn),
            ],
            "SANA",
        ),
        weighed(
            "w3",
            [claim(cite(NOW, AMBASSADORS), "Al-Akhbar", event=days(date(2015, 8, 21), date(2015, 8, 31)))],
            "Al-Akhbar",
        ),
        weighed("w4", [claim(cite(MADA, NOTHING_NEW), "unnamed Syrian diplomatic source")], "diplomat"),
        weighed("w5", [claim(cite(MONITOR, ALGERIA), "unnamed diplomatic sources", kind=ClaimKind.PLAN)], "sources"),
        weighed("w6", [claim(cite(SABAH, QUARTER_MILLION), "United Nations")], "UN"),
        weighed("w7", [claim(cite(SABAH, RESEARCH), "Syrian Center for Policy Research")], "Center"),
        weighed(
            "w8",
            [claim(cite(MONITOR, LAST_VISIT)), claim(cite(OBSERVER, AGREED), "SANA")],
            "SANA",
            "Monitor",
            corroboration=2,
            cap=Confidence.MODERATE,
            credibility=Credibility(1, "told by two independent origins"),
        ),
        weighed("w9", [claim(cite(MONITOR, INVITATION), hedge=Hedge.REPORTED)], "Monitor"),
        weighed("w10", [claim(cite(OBSERVER, HALT), "Saudi Aramco")], "Aramco"),
    )


def conflicts() -> tuple[Conflict, ...]:
    held = {each.id: each for each in graph()}
    sides = (("agreed soon", held["w3"].lead), ("no new level", held["w4"].lead))
    tolls = (("more than a quarter of a million", held["w6"].lead), ("more than 470,000", held["w7"].lead))
    return (
        Conflict("x1", ConflictKind.CONTRADICTION, "the return of ambassadors", sides),
        Conflict("x2", ConflictKind.FIGURE, "the death toll", tolls),
    )


def said(section: Section, item: int, role: Role, text: str, *ids: str, **fields: Any) -> Line:
    """A sentence that rests on claims of the graph and cites their first words."""
    claims = [each for each in graph() if each.id in ids]
    words = tuple(dict.fromkeys(c for each in claims for one in each.quoted for c in one.citations))
    line = Line("", section, item, role, text, words, SUPPORTED, claim_ids=tuple(each.id for each in claims))
    if role is Role.REPORTED and len(claims) == 1:
        (one,) = claims
        line = replace(
            line,
            attribution=one.lead.attribution,
            grade=f"F{one.credibility.digit}",
            origins=tuple(origin.name for origin in one.origins),
            corroboration=one.corroboration,
            articles=len({each.article_id for each in one.claims}),
        )
    return replace(line, **fields)


def quoted(section: Section, item: int, name: str, **fields: Any) -> Line:
    """A sentence that is the quotation itself."""
    text = next(each for each in graph() if each.id == name).lead.citations[0].quote
    return said(section, item, Role.REPORTED, text, name, verdict=VERBATIM, **fields)


def computed(section: Section, item: int, text: str, *ids: str, role: Role = Role.SUMMARY) -> Line:
    return said(section, item, role, text, *ids, verdict=COMPUTED)


def _lines() -> tuple[Line, ...]:
    s, r = Section, Role
    return (
        said(s.TITLE, 1, r.REPORTED, "SANA reports a rare visit by Syria's security chief to Cairo", "w1"),
        said(
            s.BOTTOM_LINE,
            1,
            r.REPORTED,
            "SANA reported that Syrian security head Ali Mamlouk met his Egyptian counterpart in "
            "Cairo over the weekend.",
            "w1",
        ),
        said(
            s.BOTTOM_LINE,
            2,
            r.JUDGMENT,
            "We judge that Egypt is likely to keep relations with Syria in the security channel over "
            "the next three months.",
            "w1",
            "w2",
        ),
        computed(
            s.WHAT_CHANGED,
            1,
            "Since the edition of 18 October 2016, one article came in: Middle East Monitor, 24 December 2018.",
            "w1",
        ),
        said(
            s.KEY_JUDGMENTS,
            1,
            r.JUDGMENT,
            "We assess that the two security services are likely to announce another meeting by the end of March 2019.",
            "w1",
            "w2",
        ),
        computed(
            s.KEY_JUDGMENTS,
            1,
            "Confidence in this judgment is low: it draws on one origin (SANA), repeated by three articles.",
            "w1",
            "w2",
            role=r.CONFIDENCE,
        ),
        said(
            s.KEY_JUDGMENTS,
            2,
            r.JUDGMENT,
            "We assess that Egypt is unlikely to send an ambassador to Damascus before the Arab "
            "League summit in March 2019.",
            "w3",
            "w4",
        ),
        computed(
            s.KEY_JUDGMENTS,
            2,
            "Confidence in this judgment is low: it draws on two origins that are not shown to be "
            "independent (Al-Akhbar and "
            "unnamed Syrian diplomatic source to Mada Masr), and reporting conflicts on the return of ambassadors.",
            "w3",
            "w4",
            role=r.CONFIDENCE,
        ),
        said(
            s.IMPLICATION,
            1,
            r.JUDGMENT,
            "We judge that what is agreed is very likely to stay unseen by other Arab states in that time.",
            "w2",
        ),
        said(
            s.REPORTING,
            1,
            r.REPORTED,
            "The trip reportedly came at the invitation of Egyptian intelligence chief Abbas Kamel, "
            "according to Middle East Monitor.",
            "w9",
        ),
        said(
            s.REPORTING,
            2,
            r.REPORTED,
            "Unnamed diplomatic sources said Algerian authorities are interested in inviting "
            "President Assad to the Arab "
            "League summit in March 2019.",
            "w5",
        ),
        said(
            s.REPORTING,
            3,
            r.REPORTED,
            "SANA said the two sides “agreed to coordinate political stances” in October 2016.",
            "w2",
        ),
        quoted(s.REPORTING, 4, "w8", attribution="Middle East Monitor"),
        computed(s.CONFLICTS, 1, "What the two visits agreed is told differently.", "w3", "w4"),
        said(
            s.CONFLICTS,
            1,
            r.REPORTED,
            "Al-Akhbar said, via NOW Lebanon, that the return of ambassadors was agreed and would come soon.",
            "w3",
            label="ambassadors: agreed soon",
        ),
        said(
            s.CONFLICTS,
            1,
            r.REPORTED,
            "An unnamed Syrian diplomatic source told Mada Masr that the visit brought no new level of cooperation.",
            "w4",
            label="ambassadors: no new level",
        ),
        quoted(s.CONFLICTS, 2, "w6", label="death toll: more than a quarter of a million"),
        quoted(s.CONFLICTS, 2, "w7", label="death toll: more than 470,000"),
        quoted(s.BACKGROUND, 1, "w10", when="1–10 October 2016"),
        said(
            s.ALTERNATIVE,
            1,
            r.JUDGMENT,
            "Alternatively, we assess that it is unlikely that the visit prepares a full return of "
            "ambassadors by mid-2019.",
            "w3",
        ),
        said(s.GAPS, 1, r.GAP, "No Egyptian account of the December visit is among the articles read.", "w1"),
        said(s.GAPS, 2, r.GAP, "No report says whether the return of ambassadors was ever agreed.", "w3"),
        said(
            s.ASSUMPTION,
            1,
            r.ASSUMPTION,
            "We assume that the services speak for the presidency; if they do not, the first judgment falls.",
            "w2",
            label="judgment 1",
        ),
        said(
            s.INDICATORS,
            1,
            r.INDICATOR,
            "Cairo names an ambassador to Damascus.",
            "w3",
            label="within 90 days, by 24 March 2019; weakens judgment 1",
        ),
        said(
            s.INDICATORS,
            2,
            r.INDICATOR,
            "Egypt speaks for Syria's return to the Arab League in public.",
            "w5",
            label="within 90 days, by 24 March 2019; weakens judgment 2",
        ),
        computed(
            s.SOURCE_SUMMARY,
            1,
            "Five articles trace to eight origins, four of them independent; two rest on unnamed ones.",
            "w1",
        ),
        computed(s.SOURCE_SUMMARY, 2, "Most important: SANA (state agency; interest: Syrian government).", "w1"),
        computed(s.SOURCE_SUMMARY, 3, "One claim is told by independent origins; reports conflict on two.", "w8"),
        computed(s.SOURCE_SUMMARY, 4, "Expertise beyond the cited reporting: none.", "w1"),
    )


def numbered(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Number sentences and sources' marks as an edition does."""
    numbers = {source.article_id: source.number for source in SOURCES}
    return tuple(
        replace(line, id=f"s{n}", marks=tuple(sorted({numbers[c.article_id] for c in line.citations})))
        for n, line in enumerate(lines, start=1)
    )


@cache
def judged() -> Brief:
    """Return the judged page."""
    origins = tuple(sorted(ORIGINS.values(), key=lambda origin: origin.id))
    return Brief(
        desk_id="egypt-syria",
        topic="Egypt–Syria rapprochement",
        key_question="Is Egypt restoring relations with the Syrian government?",
        as_of=AS_OF,
        edition="Follows the edition of 18 October 2016",
        tlp="TLP:CLEAR",
        language="en",
        lines=numbered(_lines()),
        unanswered=("Has Egypt named an ambassador to Damascus?",),
        sources=SOURCES,
        origins=origins,
        rejections=(),
        tally=Tally(24, 0, 0, 7),
        held_out=HeldOut(after_cut_off=1),
        disclosure=Disclosure("model", "example/model-1", ("draft_brief.v2@1c22d9e0",), {"temperature": "0"}),
        package_version="0.1.0",
        claims=graph(),
        conflicts=conflicts(),
        independence=tuple(independence(one, other) for n, one in enumerate(origins) for other in origins[n + 1 :]),
    )


def files(brief: Brief) -> dict[str, bytes]:
    """Return the files of an edition as a run writes them."""
    pages = render(brief, SHIPPED, TEXTS) | {
        "sources.json": snapshots({s.article_id: TEXTS[s.article_id] for s in brief.sources if s.article_id in TEXTS})
    }
    receipt = make(
        desk=of_text("desk"),
        lock=of_text("lock"),
        package_version="0.1.0",
        as_of=brief.as_of,
        articles=[(source.article_id, source.sha256, source.published) for source in brief.sources],
        prompts={},
        replies={},
        settings={},
        templates={},
        outputs={name: sha256(text.encode()) for name, text in pages.items()},
    )
    return {name: text.encode() for name, text in (pages | {"receipt.json": as_text(receipt)}).items()}


# Changes to a page, each of one thing.


def with_(**fields: Any) -> Edit:
    return lambda brief: replace(brief, **fields)


def change(section: Section, nth: int = 0, **fields: Any) -> Edit:
    """Change the nth sentence of a part."""

    def edit(brief: Brief) -> Brief:
        chosen = brief.section(section)[nth]
        return replace(brief, lines=tuple(replace(x, **fields) if x is chosen else x for x in brief.lines))

    return edit


def add(section: Section, role: Role, text: str, *ids: str, item: int = 9, **fields: Any) -> Edit:
    """Add a sentence at the end of a part."""

    def edit(brief: Brief) -> Brief:
        line = said(section, item, role, text, *ids, **fields)
        last = max((n for n, x in enumerate(brief.lines) if x.section is section), default=len(brief.lines) - 1)
        lines = numbered([*brief.lines[: last + 1], line, *brief.lines[last + 1 :]])
        return replace(brief, lines=lines)

    return edit


def drop(section: Section, role: Role | None = None) -> Edit:
    """Leave out a part, or its sentences of one kind."""
    return lambda brief: replace(
        brief, lines=tuple(x for x in brief.lines if x.section is not section or (role and x.role is not role))
    )


def regraph(name: str, **fields: Any) -> Edit:
    """Change one weighed claim."""
    return lambda brief: replace(brief, claims=tuple(replace(x, **fields) if x.id == name else x for x in brief.claims))


def resource(number: int, **fields: Any) -> Edit:
    """Change one source."""
    return lambda brief: replace(
        brief, sources=tuple(replace(x, **fields) if x.number == number else x for x in brief.sources)
    )


def both(*edits: Edit) -> Edit:
    def edit(brief: Brief) -> Brief:
        for one in edits:
            brief = one(brief)
        return brief

    return edit


MET, FAILS, ABSENT, UNSEEN = Standing.MET, Standing.NOT_MET, Standing.NOT_APPLICABLE, Standing.NOT_CHECKED


@dataclass(frozen=True, slots=True)
class Case:
    """One change to a page and what a rule then says. `reason` is a part of the words it gives."""

    rule: str
    why: str
    edit: Edit
    standing: Standing
    reason: str = ""
    page: Callable[[], Brief] = judged

    def __str__(self) -> str:
        return f"{self.rule} {self.why}".replace(" ", "-")


def fails(rule: str, why: str, edit: Edit, reason: str = "", page: Callable[[], Brief] = judged) -> Case:
    return Case(rule, why, edit, FAILS, reason, page)


def holds(rule: str, why: str, edit: Edit, page: Callable[[], Brief] = judged) -> Case:
    """A page that keeps the rule, or looks as if it broke it and does not."""
    return Case(rule, why, edit, MET, "", page)


def absent(rule: str, why: str, edit: Edit, page: Callable[[], Brief] = judged) -> Case:
    return Case(rule, why, edit, ABSENT, "", page)


def unseen(rule: str, why: str, edit: Edit, page: Callable[[], Brief] = judged) -> Case:
    return Case(rule, why, edit, UNSEEN, "", page)


def finding(rule: str, brief: Brief, written: dict[str, bytes] | None = None) -> Found:
    """What one rule says, without the fifty others."""
    return RULES[rule].check(Page(brief, written))


def hold(case: Case) -> None:
    """Assert what a case says, and that only printed sentences are named as places."""
    before = case.page()
    after = case.edit(before)
    got = finding(case.rule, after)
    assert (got.standing, case.reason in got.reason) == (case.standing, True), got
    assert set(got.places) <= {line.id for line in after.lines}
    changed = {line.id for line in after.lines if line not in before.lines}
    if got.standing is FAILS and len(changed) == 1 and len(after.lines) == len(before.lines) and got.places:
        assert changed & set(got.places), got


same: Edit = with_()
