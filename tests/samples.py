"""Briefs built by hand from the seed articles: a rich one, one by the rules analyst, an empty one and a hostile one."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from briefing.templates import Templates
from briefing.types import (
    Brief,
    Citation,
    DateBasis,
    DateSpan,
    Disclosure,
    DroppedClaim,
    Finding,
    HeldOut,
    Line,
    Origin,
    OriginKind,
    Outcome,
    Rejection,
    Role,
    Section,
    Source,
    Tally,
    Verdict,
)

TEMPLATES = Path(__file__).parent.parent / "templates"
SHIPPED = Templates((TEMPLATES,))
ARTICLES = Path(__file__).parent.parent / "seeds" / "articles"

MADA, NOW, OBSERVER, SABAH, MONITOR = "a0mada", "a1now", "a2observer", "a3sabah", "a4monitor"
FILES = {
    MADA: "000_6617ada1bfb32b29.txt",
    NOW: "001_4ff01e975607114d.txt",
    OBSERVER: "002_c7504e6cc5f7a81e.txt",
    SABAH: "003_39b436a10c57ea1a.txt",
    MONITOR: "004_a12b866831d7ba18.txt",
}
TEXTS = {key: (ARTICLES / name).read_bytes().decode() for key, name in FILES.items()}


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def cite(article: str, quote: str) -> Citation:
    """A citation with the real offsets of a quotation, cut from the article (whose spaces may be no-break ones)."""
    text = TEXTS[article]
    start = text.replace("\u00a0", " ").index(quote)
    end = start + len(quote)
    return Citation(article, start, end, text[start:end])


def day(year: int, month: int, number: int, evidence: str) -> DateSpan:
    return DateSpan(date(year, month, number), date(year, month, number), DateBasis.METADATA, evidence)


SUPPORTED = Verdict(
    Outcome.SUPPORTED, "The quotation says this in the same words.", "example/model-1", (Finding("numbers", True),)
)
VERBATIM = Verdict(Outcome.SUPPORTED, "The sentence is the quotation.", "verbatim", (Finding("verbatim", True),))
COMPUTED = Verdict(Outcome.SUPPORTED, "Counted from the record.", "computed")
NOT_CHECKED = Verdict(Outcome.NOT_CHECKED, "The judge gave no usable reply.", "example/model-1")

SOURCES = (
    Source(
        1,
        MONITOR,
        "Syria intelligence chief Ali Mamlouk makes rare visit to Cairo",
        "Middle East Monitor",
        "https://www.middleeastmonitor.com/20181224-syria-intelligence-chief-ali-mamlouk-makes-rare-visit-to-cairo/",
        DateSpan(date(2018, 12, 24), date(2018, 12, 24), DateBasis.STATED, "stated in the text (no time zone)"),
        sha(TEXTS[MONITOR]),
        "London-based news and advocacy site; relays SANA and adds its own background",
        "F",
    ),
    Source(
        2,
        OBSERVER,
        "A Top Syrian Security Official Visits Egypt",
        "Middle East Observer",
        "https://www.middleeastobserver.org/2016/10/18/a-syrian-security-delegation-visits-egypt/",
        day(2016, 10, 18, "url path"),
        sha(TEXTS[OBSERVER]),
        "news site that compiles other outlets' reports",
        "F",
    ),
    Source(
        3,
        SABAH,
        "Syrian regime intelligence chief in Egypt for 'coordination of political positions'",
        "Daily Sabah",
        ""
        "https://www.dailysabah.com/mideast/2016/10/17/syrian-regime-intelligence-chief-in-egypt-for-coordination-of-political-positions",
        day(2016, 10, 17, "url path"),
        sha(TEXTS[SABAH]),
        "Turkish daily close to the government; here mostly agency copy",
        "F",
    ),
    Source(
        4,
        MADA,
        "High-ranking Syrian security official’s Cairo visit: Possible message to Saudi Arabia",
        "Mada Masr",
        ""
        "https://www.madamasr.com/en/2016/10/17/feature/politics/high-ranking-syrian-security-officials-cairo-visit-possible-message-to-saudi-arabia/",
        day(2016, 10, 17, "url path"),
        sha(TEXTS[MADA]),
        "independent Egyptian news site; relays SANA and cites unnamed Syrian and Lebanese sources of its own",
        "F",
    ),
    Source(
        5,
        NOW,
        "Syria political security chief visits Egypt",
        "NOW Lebanon",
        "https://now.mmedia.me/lb/en/NewsReports/565894-syria-political-security-chief-visits-egypt",
        DateSpan(
            date(2015, 9, 11),
            date(2015, 9, 17),
            DateBasis.INFERRED,
            "inferred: reports what Al-Akhbar wrote 'on Friday'; other outlets date that report to Friday 11 "
            "September 2015",
        ),
        sha(TEXTS[NOW]),
        "Beirut news site critical of the Syrian government; here a summary of an Al-Akhbar report",
        "F",
    ),
)
NUMBERS = {source.article_id: source.number for source in SOURCES}

ORIGINS = (
    Origin("o1", "SANA", OriginKind.STATE_AGENCY, "Syrian government"),
    Origin("o2", "Al-Akhbar", OriginKind.PARTY_PAPER, "Syrian government"),
    Origin("o3", "Syrian diplomatic source", OriginKind.ANONYMOUS, ""),
)

# Quotations, each one contiguous slice of its article.
WEEKEND = (
    "Syrian security head Ali Mamlouk made a rare visit to Cairo over weekend to meet with his Egyptian counterpart, "
    "state news agency SANA has reported."
)
INVITATION = (
    "The surprise trip reportedly came at the invitation of Egyptian intelligence chief Abbas Kamel, with the two "
    "diplomats discussing “political, security and counterterrorism issues”."
)
AGREED = (
    "SANA said “The two sides agreed to coordinate political stances,” adding that they also decided to “strengthen "
    "coordination in the fight against terrorism.”"
)
SABAH_AGREED = (
    'The Syrian and Egyptian officials "agreed to coordinate on political positions... and strengthen coordination on '
    'fighting the terrorism faced by both countries," SANA said.'
)
NOTHING_NEW = "the visit has not introduced any new level of cooperation between the two countries"
AMBASSADORS = (
    "The daily said that during the visit reactivation of bilateral diplomatic relations was agreed upon and that this "
    "would soon result in the return of ambassadors representing the two countries to Cairo and Damascus."
)
QUARTER_MILLION = (
    "Since then, more than a quarter of a million people have been killed and more than 10 million "
    "displaced across the "
    "war-torn country, according to UN figures."
)
RESEARCH = (
    "The Syrian Center for Policy Research, however, a Beirut-based NGO, puts the death toll from the "
    "five-year conflict "
    "at more than 470,000."
)
BASHIR = (
    "Mamlouk’s trip to Egypt comes just one week after Sudanese President Omar Al-Bashir visited "
    "Al-Assad in Damascus – "
    "the first state visit of any Arab leader since the war broke out in 2011."
)
ALGERIA = (
    "Last week, diplomatic sources revealed that Algerian authorities are interested in inviting President Al-Assad to "
    "attend the Arab League summit scheduled to take place in March next year"
)
HALT = (
    "Saudi Aramco informed the Egyptian General Petroleum Corporation (EGPC), Egypt’s state oil company, "
    "in early October "
    "that it would halt the supply of refined oil products to Egypt."
)
LAST_VISIT = "last visited Egypt in 2016"


def line(
    section: Section,
    item: int,
    role: Role,
    text: str,
    *citations: Citation,
    verdict: Verdict = SUPPORTED,
    **labels: object,
) -> Line:
    marks = tuple(sorted({NUMBERS[c.article_id] for c in citations}))
    made = Line("", section, item, role, text, citations, verdict, marks=marks)
    return replace(made, **labels)  # type: ignore[arg-type]


def withheld(section: Section, text: str, check: str, reason: str, *claims: str) -> Rejection:
    return Rejection(section, 1, Role.REPORTED, text, claims, check=check, reason=reason)


def numbered(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(replace(line, id=f"s{number}") for number, line in enumerate(lines, 1))


def rich() -> Brief:
    """A full page, as a model would draft it: every section, a conflict, a sentence that was not checked."""
    reported, summary = Role.REPORTED, Role.SUMMARY
    lines = (
        line(
            Section.TITLE,
            1,
            Role.JUDGMENT,
            "Cairo and Damascus are likely to widen security coordination before restoring ambassadors",
            cite(MONITOR, WEEKEND),
            cite(OBSERVER, AGREED),
        ),
        line(
            Section.BOTTOM_LINE,
            1,
            reported,
            "SANA reported that Syria's security chief Ali Mamlouk visited Cairo over the weekend of 22–23 "
            "December 2018 "
            "to meet his Egyptian counterpart.",
            cite(MONITOR, WEEKEND),
            attribution="SANA via Middle East Monitor",
        ),
        line(
            Section.BOTTOM_LINE,
            1,
            Role.JUDGMENT,
            "We judge that the security channel is likely to stay the main one over the next three months.",
            cite(MONITOR, INVITATION),
            cite(OBSERVER, AGREED),
        ),
        line(
            Section.WHAT_CHANGED,
            1,
            summary,
            "Since the edition of 18 October 2016: a second visit announced by SANA, and a first state visit to "
            "Damascus by an Arab leader.",
            cite(MONITOR, WEEKEND),
            cite(MONITOR, BASHIR),
            verdict=COMPUTED,
        ),
        line(
            Section.KEY_JUDGMENTS,
            1,
            Role.JUDGMENT,
            "Egyptian and Syrian security services are likely to hold another announced meeting by the end of "
            "March 2019.",
            cite(MONITOR, INVITATION),
            cite(OBSERVER, AGREED),
            cite(SABAH, SABAH_AGREED),
        ),
        line(
            Section.KEY_JUDGMENTS,
            1,
            Role.CONFIDENCE,
            "We have low confidence in this judgment because every account of the visits traces to one origin, SANA.",
            cite(MONITOR, WEEKEND),
            cite(OBSERVER, AGREED),
        ),
        line(
            Section.KEY_JUDGMENTS,
            2,
            Role.JUDGMENT,
            "Egypt is unlikely to name an ambassador to Damascus by the end of March 2019.",
            cite(MADA, NOTHING_NEW),
        ),
        line(
            Section.KEY_JUDGMENTS,
            2,
            Role.CONFIDENCE,
            "We have moderate confidence in this judgment: two origins with different interests say no new level "
            "was reached.",
            cite(MADA, NOTHING_NEW),
            cite(NOW, AMBASSADORS),
            verdict=NOT_CHECKED,
        ),
        line(
            Section.REPORTING,
            1,
            reported,
            "The trip reportedly came at the invitation of Egyptian intelligence chief Abbas Kamel.",
            cite(MONITOR, INVITATION),
            when="22–23 December 2018",
            attribution="SANA via Middle East Monitor",
            origins=("SANA",),
            corroboration=1,
            articles=1,
        ),
        line(
            Section.REPORTING,
            2,
            reported,
            "Diplomatic sources said Algerian authorities are interested in inviting President Assad to the Arab "
            "League summit.",
            cite(MONITOR, ALGERIA),
            when="17–23 December 2018",
            attribution="diplomatic sources via Middle East Monitor",
            origins=("diplomatic sources",),
            corroboration=1,
            articles=1,
        ),
        line(
            Section.REPORTING,
            3,
            reported,
            "SANA said the two sides agreed to coordinate political positions and strengthen coordination "
            "against terrorism.",
            cite(OBSERVER, AGREED),
            cite(SABAH, SABAH_AGREED),
            when="17 October 2016",
            attribution="SANA via Mada Masr",
            origins=("SANA",),
            corroboration=1,
            articles=3,
        ),
        line(
            Section.CONFLICTS,
            1,
            summary,
            "What the 2015 and 2016 visits agreed is told differently.",
            cite(NOW, AMBASSADORS),
            cite(MADA, NOTHING_NEW),
            verdict=COMPUTED,
        ),
        line(
            Section.CONFLICTS,
            1,
            reported,
            "Al-Akhbar said the return of ambassadors was agreed and would come soon.",
            cite(NOW, AMBASSADORS),
            when="21–31 August 2015",
            attribution="Al-Akhbar via NOW Lebanon",
            corroboration=1,
            articles=1,
        ),
        line(
            Section.CONFLICTS,
            1,
            reported,
            "A Syrian diplomatic source said the visit has not introduced any new level of cooperation.",
            cite(MADA, NOTHING_NEW),
            when="17 October 2016",
            attribution="Syrian diplomatic source via Mada Masr",
            corroboration=1,
            articles=1,
        ),
        line(
            Section.CONFLICTS,
            2,
            summary,
            "Counts of the dead differ.",
            cite(SABAH, QUARTER_MILLION),
            cite(SABAH, RESEARCH),
            verdict=COMPUTED,
        ),
        line(
            Section.CONFLICTS,
            2,
            reported,
            "More than a quarter of a million people have been killed, according to UN figures.",
            cite(SABAH, QUARTER_MILLION),
            attribution="United Nations via Daily Sabah",
            corroboration=1,
            articles=1,
            label="deaths: more than a quarter of a million",
        ),
        line(
            Section.CONFLICTS,
            2,
            reported,
            "The Syrian Center for Policy Research puts the death toll at more than 470,000.",
            cite(SABAH, RESEARCH),
            attribution="Syrian Center for Policy Research via Daily Sabah",
            corroboration=1,
            articles=1,
            label="deaths: more than 470,000",
        ),
        line(
            Section.BACKGROUND,
            1,
            reported,
            "Saudi Aramco told Egypt's state oil company in early October 2016 that it would halt supplies of "
            "refined products.",
            cite(OBSERVER, HALT),
            when="1–10 October 2016",
            attribution="Middle East Observer",
            corroboration=1,
            articles=1,
        ),
        line(
            Section.ALTERNATIVE,
            1,
            Role.JUDGMENT,
            "The visits are unlikely to be a message to Riyadh only; an Egyptian silence after the next visit "
            "would point that way.",
            cite(MADA, NOTHING_NEW),
        ),
        line(
            Section.GAPS,
            1,
            Role.GAP,
            "No Egyptian account of the December visit is among the articles read.",
            verdict=COMPUTED,
        ),
        line(
            Section.GAPS,
            2,
            Role.GAP,
            "Whether the return of ambassadors reported in 2015 was ever agreed.",
            cite(NOW, AMBASSADORS),
        ),
        line(
            Section.ASSUMPTION,
            1,
            Role.ASSUMPTION,
            "We assume that Egypt's services speak for the presidency; if they do not, the first judgment falls.",
        ),
        line(
            Section.INDICATORS,
            1,
            Role.INDICATOR,
            "Cairo names a consul general or ambassador to Damascus.",
            cite(NOW, AMBASSADORS),
            label="within 97 days, by 31 March 2019; would strengthen the first judgment",
        ),
        line(
            Section.INDICATORS,
            2,
            Role.INDICATOR,
            "By the Arab League summit in March 2019: Egypt speaks for or against Syria's return.",
            cite(MONITOR, ALGERIA),
        ),
        line(
            Section.SOURCE_SUMMARY,
            1,
            summary,
            "Five articles trace to six origins; the judgments rest mainly on SANA, whose interest is the Syrian "
            "government's. "
            "No two independent origins describe the December visit.",
            verdict=COMPUTED,
        ),
    )
    return Brief(
        desk_id="egypt-syria",
        topic="Egypt–Syria rapprochement",
        key_question="Is Egypt restoring relations with the Syrian government, how far has it gone, and what would "
        "show that it is going further?",
        as_of=date(2018, 12, 24),
        edition="Follows the edition of 18 October 2016",
        tlp="TLP:CLEAR",
        language="en",
        lines=numbered(lines),
        unanswered=("Has Egypt named an ambassador to Damascus?",),
        sources=SOURCES,
        origins=ORIGINS,
        rejections=(
            withheld(Section.REPORTING, "Mamlouk visited four times.", "numbers", "'four' is in no quotation", "w3"),
            withheld(Section.KEY_JUDGMENTS, "Relations are back.", "verdict", "The quotations speak of a visit."),
        ),
        tally=Tally(18, 2, 1),
        held_out=HeldOut(undated=1, off_topic=2, near_copies=1),
        disclosure=Disclosure(
            "model",
            "example/model-1",
            ("extract_claims.v1@9f31c0ab", "draft_brief.v1@1c22d9e0", "verify_sentence.v1@77aa01bc"),
            {"temperature": "0", "max_tokens": "4000"},
        ),
        package_version="0.1.0",
        dropped_claims=(DroppedClaim(MONITOR, "Mamlouk was welcomed.", "hedge", "the article says 'reportedly'"),),
    )


def ruled() -> Brief:
    """A page by the rules analyst: verbatim sentences with their labels, no judgments."""
    reported = Role.REPORTED

    def said(section: Section, item: int, article: str, quote: str, **labels: object) -> Line:
        words = cite(article, quote)
        return line(section, item, reported, words.quote, words, verdict=VERBATIM, corroboration=1, **labels)

    lines = (
        said(Section.TITLE, 1, MONITOR, WEEKEND, attribution="SANA via Middle East Monitor", articles=1),
        said(Section.BOTTOM_LINE, 1, MONITOR, INVITATION, attribution="Middle East Monitor", articles=1),
        line(
            Section.WHAT_CHANGED,
            1,
            Role.SUMMARY,
            "Initial coverage: there is no earlier edition to compare with.",
            verdict=COMPUTED,
        ),
        said(
            Section.REPORTING,
            1,
            MONITOR,
            WEEKEND,
            when="22–23 December 2018",
            attribution="SANA via Middle East Monitor",
            articles=1,
        ),
        said(
            Section.REPORTING,
            2,
            MONITOR,
            BASHIR,
            when="17 December 2018",
            attribution="Middle East Monitor",
            articles=1,
        ),
        said(
            Section.REPORTING, 3, OBSERVER, AGREED, when="17 October 2016", attribution="SANA via Mada Masr", articles=3
        ),
        line(
            Section.CONFLICTS,
            1,
            Role.SUMMARY,
            "Figures for the people killed in the war differ.",
            cite(SABAH, QUARTER_MILLION),
            verdict=COMPUTED,
        ),
        said(Section.CONFLICTS, 1, SABAH, QUARTER_MILLION, attribution="United Nations via Daily Sabah", articles=1),
        said(
            Section.CONFLICTS,
            1,
            SABAH,
            RESEARCH,
            attribution="Syrian Center for Policy Research via Daily Sabah",
            articles=1,
        ),
        said(
            Section.BACKGROUND,
            1,
            OBSERVER,
            HALT,
            when="1–10 October 2016",
            attribution="Middle East Observer",
            articles=1,
        ),
        said(
            Section.BACKGROUND,
            2,
            NOW,
            AMBASSADORS,
            when="21–31 August 2015",
            attribution="Al-Akhbar via NOW Lebanon",
            articles=1,
        ),
        line(
            Section.SOURCE_SUMMARY,
            1,
            Role.SUMMARY,
            "Five articles trace to six origins; SANA stands behind three of them.",
            verdict=COMPUTED,
        ),
    )
    return replace(
        rich(),
        lines=numbered(lines),
        edition="Initial coverage",
        rejections=(),
        tally=Tally(12, 0, 0),
        disclosure=Disclosure("rules", "", ()),
    )


def empty() -> Brief:
    """An edition for which nothing usable was found."""
    return replace(
        ruled(),
        as_of=date(2015, 9, 6),
        lines=(),
        unanswered=(),
        sources=(),
        origins=(),
        rejections=(),
        tally=Tally(0, 0, 0),
        held_out=HeldOut(after_cut_off=5),
    )


def hostile(text: str) -> Brief:
    """The rich brief with one text from outside in every place that outside text can reach."""
    brief = rich()
    lines = tuple(
        replace(
            line,
            text=text,
            attribution=text,
            when=text,
            label=text,
            citations=tuple(replace(citation, quote=text) for citation in line.citations),
            verdict=replace(line.verdict, reason=text, by=text),
        )
        for line in brief.lines
    )
    sources = tuple(replace(s, title=text, publisher=text, url=text, descriptor=text) for s in brief.sources)
    return replace(
        brief,
        topic=text,
        key_question=text,
        edition=text,
        lines=lines,
        unanswered=(text,),
        sources=sources,
        disclosure=Disclosure("model", text, (text,), {"note": text}, text),
    )
