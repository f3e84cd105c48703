"""One page, counted: the least important goes first, as little as it takes, nothing is lost and the rest stays true."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hostile_sets import HOSTILE as SETS
from hostile_sets import needs_hostile_sets
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pypdf import PdfReader
from samples import SHIPPED, TEMPLATES
from tradecraft_pages import judged, ruled

from briefing.edition import examined, questions, without
from briefing.edition.changes import said_new
from briefing.edition.restating import restated
from briefing.errors import PageOverflow
from briefing.fit import cutting_order, fit
from briefing.render import as_json
from briefing.saved import load
from briefing.tradecraft import examine
from briefing.types import (
    UNKNOWN_DATE,
    Brief,
    Citation,
    Claim,
    ClaimKind,
    Confidence,
    Conflict,
    ConflictKind,
    DateBasis,
    DateSpan,
    Disclosure,
    Hedge,
    HeldOut,
    Line,
    Origin,
    OriginKind,
    Outcome,
    Role,
    Section,
    Severity,
    Source,
    Standing,
    Tally,
    Verdict,
    WeighedClaim,
)
from briefing.typeset import Extent, Typeset, measure, typeset

AS_OF = date(2018, 12, 24)
JUDGED = Verdict(Outcome.SUPPORTED, "the quotation says so", "example/model-1")
COMPUTED = Verdict(Outcome.SUPPORTED, "counted from the record by code", "computed")
PLAIN = "SANA said officials of both services met in Cairo and agreed to go on coordinating their positions."
ARABIC = "قالت وكالة سانا إن الجانبين اتفقا على تنسيق المواقف السياسية وتعزيز التنسيق في مكافحة الإرهاب."
LONG_NAME = "the Supreme Joint Egyptian–Syrian Committee for the Coordination of Security, Border and Consular Affairs"
LONG_WORD = "x" * 200
HOSTILE = (
    "#set page(width: 1pt); #panic() $ @label <script>alert(1)</script>",
    '"] } #read("/etc/passwd") // */ \\u{202e}',
    "\u202eSANA said\u202c \u2066 hidden \u2069 \u0000\u0007 \ufffe \U0001f4a9 一二三",
    "=cmd|' /C calc'!A0 {{ 7*7 }} {% raw %} `*_[x](javascript:alert(1))_*`",
)


@dataclass(frozen=True)
class Shape:
    """How much of each thing a page has, and the words it is made of."""

    judgments: int = 2
    reports: int = 5
    background: int = 3
    conflicts: int = 1  # that touch a judgment
    others: int = 1  # conflicts that touch none
    gaps: int = 3
    asked: int = 2
    indicators: int = 2
    sources: int = 5
    words: str = PLAIN
    name: str = "SANA"


def claim(number: int, shape: Shape) -> WeighedClaim:
    article = f"a{number % shape.sources}"
    day = AS_OF - timedelta(days=number)
    span = DateSpan(day, day, DateBasis.STATED)
    words = (Citation(article, number * 1000, number * 1000 + len(shape.words), shape.words),)
    told = Claim(
        f"k{number}", article, shape.words, words, shape.name, False, (), f"Outlet {article}",
        ClaimKind.STATEMENT, Hedge.NONE, span if number % 3 else UNKNOWN_DATE, span,
    )  # fmt: skip # rows
    origin = Origin(
        f"o{number % 7}", f"{shape.name} {number % 7}", OriginKind.STATE_AGENCY, "", published_by=(article,)
    )
    return WeighedClaim(f"w{number + 1}", (told,), (origin,), 1, Confidence.LOW, told.event, background=False)


def page(shape: Shape) -> Brief:
    """Return a whole page of that shape, as an edition has it before anything is cut."""
    claims: list[WeighedClaim] = []
    lines: list[Line] = []

    def say(section: Section, item: int, role: Role, *rests_on: WeighedClaim, **fields: Any) -> WeighedClaim:
        behind = rests_on or (claim(len(claims), shape),)
        claims.extend(each for each in behind if each not in claims)
        cited = tuple(citation for each in behind for citation in each.lead.citations)
        names = tuple(dict.fromkeys(origin.name for each in behind for origin in each.origins))
        text = f"{shape.words} ({section.value} {item})"
        line = Line("", section, item, role, text, cited, JUDGED, origins=names, claim_ids=tuple(e.id for e in behind))
        lines.append(replace(line, **fields))
        return behind[0]

    s = Section
    say(s.TITLE, 1, Role.REPORTED)
    say(s.BOTTOM_LINE, 1, Role.REPORTED)
    leads = [say(s.KEY_JUDGMENTS, n, Role.JUDGMENT) for n in range(1, shape.judgments + 1)]
    for n, lead in enumerate(leads, start=1):
        say(
            s.KEY_JUDGMENTS,
            n,
            Role.CONFIDENCE,
            lead,
            verdict=COMPUTED,
            text=f"Confidence in this judgment is low: {n}.",
        )
    reports = [say(s.REPORTING, n, Role.REPORTED) for n in range(1, shape.reports + 1)]
    open_ones = []
    for n in range(1, shape.conflicts + shape.others + 1):
        stake = leads if n <= shape.conflicts else reports
        if stake:
            other = claim(len(claims), shape)
            say(s.CONFLICTS, n, Role.REPORTED, stake[n % len(stake)], other)
            sides = (("so", stake[n % len(stake)].lead), ("otherwise", other.lead))
            open_ones.append(Conflict(f"x{n}", ConflictKind.STATUS, f"point {n}", sides))
    for n in range(1, shape.background + 1):
        say(s.BACKGROUND, n, Role.REPORTED)
    for n in range(1, shape.gaps + 1):
        say(s.GAPS, n, Role.GAP)
    if leads:
        say(s.IMPLICATION, 1, Role.JUDGMENT)
        say(s.ALTERNATIVE, 1, Role.JUDGMENT)
        say(s.ASSUMPTION, 1, Role.ASSUMPTION, label="judgment 1")
        for n in range(1, shape.indicators + 1):
            say(s.INDICATORS, n, Role.INDICATOR, label=f"within 90 days; weakens judgment {n}")
    return _framed(shape, claims, lines, open_ones)


def _framed(
    shape: Shape, claims: Sequence[WeighedClaim], lines: Sequence[Line], conflicts: Sequence[Conflict]
) -> Brief:
    cited = dict.fromkeys(citation.article_id for line in lines for citation in line.citations)
    days = {each.lead.article_id: each.lead.published for each in reversed(claims)}
    brief = Brief(
        desk_id="egypt-syria",
        topic=shape.name,
        key_question=f"Is {shape.name} restoring relations?",
        as_of=AS_OF,
        edition="Follows the edition of 18 October 2016",
        tlp="TLP:AMBER+STRICT",
        language="en",
        lines=tuple(lines),
        unanswered=tuple(f"Has {shape.name} answered question {n}?" for n in range(1, shape.asked + 1)),
        sources=(),
        origins=tuple({origin.id: origin for each in claims for origin in each.origins}.values()),
        rejections=(),
        tally=Tally(sum(line.verdict == JUDGED for line in lines), 1, 0),
        held_out=HeldOut(not_cited=len(cited) + 2),
        disclosure=Disclosure("model", "example/model-1", ("draft_brief.v2@1c22d9e0",), {"temperature": "0"}),
        package_version="0.0.0",
        claims=tuple(claims),
        conflicts=tuple(conflicts),
        cut_sources=tuple(
            Source(0, key, shape.words, shape.name, f"https://example.org/{key}", days[key], "0" * 64, shape.name, "F")
            for key in cited
        ),
    )
    return examined(restated(brief, frozenset(list(cited)[:2])))


few = settings(
    max_examples=20, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
shapes = st.builds(
    Shape,
    judgments=st.integers(0, 4),
    reports=st.integers(0, 9),
    background=st.integers(0, 6),
    conflicts=st.integers(0, 2),
    others=st.integers(0, 2),
    gaps=st.integers(0, 5),
    asked=st.integers(0, 6),
    indicators=st.integers(0, 3),
    sources=st.integers(1, 40),
    words=st.sampled_from([PLAIN, PLAIN * 2, ARABIC, LONG_WORD, *HOSTILE]),
    name=st.sampled_from(["SANA", LONG_NAME, ARABIC[:40], *HOSTILE]),
)


def by_length(room: int) -> Callable[[Brief], Extent]:
    """A page with room for so many characters of what was drafted: a cut never makes it longer."""

    def measured(brief: Brief) -> Extent:
        texts = [line.text for line in brief.lines if line.verdict.by != "computed"]
        length = sum(map(len, (*texts, *brief.unanswered))) + 40 * len(brief.sources)
        return Extent(1 + length // room, length, room)

    return measured


def one_by_one(brief: Brief, measured: Callable[[Brief], Extent]) -> Brief | None:
    order = cutting_order(brief)
    for many in range(len(order) + 1):
        made = without(brief, [line.id for item in order[:many] for line in item])
        if measured(made).pages == 1:
            return examined(made)
    return None


def drafted(brief: Brief) -> list[str]:
    """What was drafted and what the desk asks, printed or cut: all that may not be lost."""
    texts = [line.text for line in (*brief.lines, *brief.cut) if line.verdict.by != "computed"]
    asked = [*brief.unanswered, *(line.text for line in brief.cut if line.verdict.by == "computed")]
    return sorted(texts) + sorted(asked)


def holds_together(brief: Brief, whole: Brief) -> None:
    """What is true of every edition, however much of it was cut."""
    assert drafted(brief) == drafted(whole)
    numbers = [source.number for source in brief.sources]
    assert numbers == list(range(1, len(numbers) + 1))
    first_cited = list(dict.fromkeys(c.article_id for line in brief.lines for c in line.citations))
    assert [source.article_id for source in brief.sources] == first_cited
    of = {source.article_id: source.number for source in brief.sources}
    for line in brief.lines:
        assert line.marks == tuple(sorted({of[citation.article_id] for citation in line.citations}))
    assert all(source.number == 0 and source.article_id not in of for source in brief.cut_sources)
    known = {source.article_id for source in (*brief.sources, *brief.cut_sources)}
    assert known == {source.article_id for source in whole.sources}
    assert [line.id for line in brief.lines] == [f"s{n}" for n in range(1, len(brief.lines) + 1)]
    assert [line.id for line in brief.cut] == [f"c{n}" for n in range(1, len(brief.cut) + 1)]
    assert not [line for line in brief.cut if line.marks]
    sentences = [line for line in (*brief.lines, *brief.cut) if line.citations]
    assert len(sentences) == brief.tally.supported + brief.tally.not_checked
    assert brief.held_out.not_cited + len(brief.sources) == whole.held_out.not_cited + len(whole.sources)
    claims = {claim.id for claim in brief.claims}
    assert all(key in claims for line in sentences for key in line.claim_ids)
    names = {name for line in brief.lines for name in line.origins}
    assert {origin.name for origin in brief.origins} == names
    assert brief.tradecraft == examine(brief)
    assert not blocked(brief) - blocked(whole)


def blocked(brief: Brief) -> set[str]:
    """The blocking rules that a page breaks, but for the fewest words of a page (LEN-1): a cut always takes words."""
    held = [found for found in brief.tradecraft if found.severity is Severity.BLOCK]
    return {found.rule for found in held if found.standing is Standing.NOT_MET} - {"LEN-1"}


@few
@given(shape=shapes, room=st.integers(600, 6000))
def test_halving_cuts_what_cutting_one_by_one_would(shape: Shape, room: int) -> None:
    whole, measured = page(shape), by_length(room)
    holds_together(whole, whole)
    expected = one_by_one(whole, measured)
    if expected is None:
        with pytest.raises(PageOverflow, match="pages, not one"):
            fit(whole, measured)
        return
    fitted = fit(whole, measured)
    assert fitted == expected
    holds_together(fitted, whole)
    assert fit(fitted, measured) == fitted  # what fits is left alone


def test_few_layouts_are_needed() -> None:
    whole, made = page(Shape(reports=9, background=9, asked=9, gaps=9)), []

    def measured(brief: Brief) -> Extent:
        made.append(brief)
        return by_length(3500)(brief)

    assert len(fit(whole, measured).cut) > 15
    assert len(made) <= 12


def test_what_goes_first_and_what_never_goes() -> None:
    whole = page(Shape(judgments=2, reports=5, background=2, gaps=3, asked=2, indicators=2, conflicts=1, others=1))
    order = [(item[0].section.value, item[0].id[0], item[0].item) for item in cutting_order(whole)]
    assert order == [
        ("background", "s", 2),  # the older one
        ("background", "s", 1),
        ("gaps", "q", 5),  # questions, numbered on from the gaps
        ("gaps", "q", 4),
        ("reporting", "s", 5),
        ("reporting", "s", 4),
        ("indicators", "s", 2),
        ("gaps", "s", 3),
        ("reporting", "s", 3),
        ("reporting", "s", 2),
        ("reporting", "s", 1),
        ("implication", "s", 1),
        ("conflicts", "s", 2),  # the one that touches no judgment
    ]


def test_a_gap_for_each_judgment_stays_and_a_question_is_one() -> None:
    whole = page(Shape(judgments=3, gaps=1, asked=4))
    least = without(whole, [line.id for item in cutting_order(whole) for line in item])
    assert len(least.section(Section.GAPS)) == 1
    assert least.unanswered == whole.unanswered[:2]
    assert [line.text for line in least.cut if not line.citations] == list(whole.unanswered[2:])


def test_a_report_that_alone_shows_a_side_of_a_conflict_stays() -> None:
    whole = page(Shape(judgments=1, reports=4, conflicts=0, others=0))
    (judgment, *_), shown = whole.section(Section.KEY_JUDGMENTS), whole.section(Section.REPORTING)[3]
    held = {each.id: each for each in whole.claims}
    sides = (("so", held[judgment.claim_ids[0]].lead), ("not so", held[shown.claim_ids[0]].lead))
    whole = replace(whole, conflicts=(Conflict("x1", ConflictKind.CONTRADICTION, "the visit", sides),))
    assert shown.id not in {line.id for item in cutting_order(whole) for line in item}


@pytest.mark.parametrize("make", [judged, ruled])
def test_no_cut_breaks_a_rule_that_blocks(make: Callable[[], Brief]) -> None:
    whole = examined(make())
    order = cutting_order(whole)
    assert len(order) > 5
    for many in range(1, len(order) + 1):
        made = examined(without(whole, [line.id for item in order[:many] for line in item]))
        assert not blocked(made) - blocked(whole)


def test_what_code_says_is_said_again_of_what_is_printed() -> None:
    whole = ruled()
    assert restated(whole, said_new(whole)) == replace(whole, tradecraft=whole.tradecraft)
    order = cutting_order(whole)
    least = without(whole, [line.id for item in order for line in item])
    summary = " ".join(line.text for line in least.section(Section.SOURCE_SUMMARY))
    printed = [line for line in least.lines if line.verdict.by != "computed"]
    assert re.search(rf"behind \w+ of {'one' if len(printed) == 1 else 'two'} sentence", summary)
    assert len(least.sources) < len(whole.sources)
    assert len(least.sources) + len(least.cut_sources) == len(whole.sources)
    assert least.section(Section.WHAT_CHANGED)[0].text != whole.section(Section.WHAT_CHANGED)[0].text
    assert {pair.one for pair in least.independence} <= {origin.id for origin in least.origins}


def test_what_was_cut_last_stands_first() -> None:
    whole = page(Shape(background=3))
    one, _, three = (line.id for line in whole.section(Section.BACKGROUND))
    less = without(whole, [three, one])
    assert [line.item for line in less.cut] == [1, 3]
    (left,) = less.section(Section.BACKGROUND)
    assert [line.item for line in without(less, [left.id]).cut] == [2, 1, 3]


def test_what_code_wrote_of_the_record_is_not_cut() -> None:
    whole = page(Shape())
    written = [*whole.section(Section.SOURCE_SUMMARY), *whole.section(Section.WHAT_CHANGED)]
    assert len(written) == 5
    assert without(whole, [line.id for line in written]) == whole


SPREAD = Shape(sources=20)


def test_a_cut_edition_is_read_back_as_it_was_and_can_be_cut_again(tmp_path: Path) -> None:
    fitted = fit(page(SPREAD), by_length(2600))
    assert fitted.cut_sources
    assert any(not line.citations for line in fitted.cut)  # a question
    saved = as_json(fitted)
    Draft202012Validator(json.loads((TEMPLATES / "brief.schema.json").read_text(encoding="utf-8"))).validate(
        json.loads(saved)
    )
    (tmp_path / "brief.json").write_text(saved, encoding="utf-8")
    (tmp_path / "sources.json").write_text('{"articles": {}}', encoding="utf-8")
    again = load(tmp_path).brief
    assert again == fitted
    shorter = fit(again, by_length(2000))
    assert shorter.cut[-len(fitted.cut) :] == tuple(
        replace(line, id=f"c{n}") for n, line in enumerate(fitted.cut, len(shorter.cut) - len(fitted.cut) + 1)
    )
    assert shorter == fit(page(SPREAD), by_length(2000))


def test_the_sentence_on_what_is_new_goes_with_the_last_new_article() -> None:
    whole = page(Shape(sources=40, judgments=0, reports=6, background=0, conflicts=0, others=0, gaps=0, asked=0))
    assert "two new articles" in whole.section(Section.WHAT_CHANGED)[0].text
    new = said_new(whole)
    ids = [line.id for line in whole.lines if {c.article_id for c in line.citations} & new]
    kept = [key for key in ids if key in {line.id for line in whole.section(Section.TITLE)}]
    assert (
        "one new article"
        in without(whole, [key for key in ids if key not in kept]).section(Section.WHAT_CHANGED)[0].text
    )
    assert without(whole, ids).section(Section.WHAT_CHANGED) == ()


def test_too_much_that_matters_is_an_error_with_its_sizes() -> None:
    whole = page(Shape(judgments=4, words=PLAIN * 3))
    with pytest.raises(PageOverflow) as caught:
        fit(whole, by_length(500))
    assert re.search(
        r"fills [2-9]\d* pages, not one \(\d+ points in height, with room for 500\): "
        r"\d+ words, \d+ of them in 'key_judgments', and \d sources",
        caught.value.message,
    )
    assert "nothing is lost" in caught.value.hint
    assert caught.value.exit_code == 82


on_paper = partial(measure, templates=SHIPPED, paper="a4")
WORST = {
    "long names": Shape(name=LONG_NAME),
    "no conflicts": Shape(conflicts=0, others=0),
    "forty sources": Shape(sources=40, reports=20, background=12),
    "one source": Shape(sources=1),
    "arabic": Shape(words=ARABIC, name=ARABIC[:40]),
    "words of 200 letters": Shape(words=LONG_WORD),
    "no judgments": Shape(judgments=0, reports=9, background=9),
    "nothing but judgments": Shape(reports=0, background=0, conflicts=0, others=0, gaps=2, asked=0, indicators=0),
    "too much that matters": Shape(judgments=4, words=PLAIN * 8),
} | {f"hostile {n}": Shape(words=text, name=text) for n, text in enumerate(HOSTILE, start=1)}  # fmt: skip # rows


OVERFULL = {"too much that matters", "words of 200 letters"}  # where an error is as right as a page


def on_one_page(whole: Brief) -> Brief | None:
    """Fit it and look at the page; None where what it may not lack is said to be too much."""
    try:
        fitted = fit(whole, on_paper)
    except PageOverflow as error:
        assert re.search(r"fills \d+ pages, not one", error.message)  # noqa: PT017 - one of two right ends
        return None
    laid = typeset(fitted, SHIPPED)
    assert laid == Typeset(laid.pdf, 1)
    assert len(PdfReader(BytesIO(laid.pdf)).pages) == 1
    holds_together(fitted, whole)
    return fitted


@pytest.mark.parametrize("name", WORST)
def test_worst_cases_on_paper(name: str) -> None:
    fitted = on_one_page(page(WORST[name]))
    assert fitted is not None or name in OVERFULL
    assert fitted is None or name != "too much that matters"


@settings(few, max_examples=4)
@given(shape=shapes)
def test_any_page_is_one_page_on_paper_or_an_error(shape: Shape) -> None:
    on_one_page(page(shape))


@needs_hostile_sets
def test_hostile_text_leaves_the_page_one_page() -> None:
    naughty = json.loads((SETS / "naughty_strings.json").read_text(encoding="utf-8"))
    texts = [text for text in naughty if text.strip()]
    for start in range(0, len(texts), 150):
        words = " ".join(text[:40] for text in texts[start : start + 150])
        small = Shape(1, reports=1, background=0, conflicts=0, others=0, gaps=1, asked=0, sources=1, words=words[:900])
        on_one_page(page(replace(small, name=words[900:980])))


def test_questions_are_gaps_of_their_own() -> None:
    asked = questions(page(Shape(gaps=3, asked=2)))
    assert [(line.id, line.item, line.role) for line in asked] == [("q1", 4, Role.GAP), ("q2", 5, Role.GAP)]
