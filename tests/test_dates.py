"""Time expressions: found, resolved against publication, printed and read back."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.dates import printed, time_expressions
from briefing.types import UNKNOWN_DATE, DateBasis, DateSpan

ARTICLES = Path(__file__).parents[1] / "seeds" / "articles"


def span(first: str, last: str = "") -> DateSpan:
    return DateSpan(date.fromisoformat(first), date.fromisoformat(last or first), DateBasis.STATED)


def read(text: str, published: DateSpan) -> list[str]:
    return [printed(item.when) for item in time_expressions(text, published)]


MON_17_OCT_2016 = span("2016-10-17")
MON_24_DEC_2018 = span("2018-12-24")
WEEK_OF_SEPT_2015 = span("2015-09-11", "2015-09-17")

ABSOLUTE = [
    ("On July 22, 2015, a ship left", "22 July 2015"),
    ("on 22 July 2015", "22 July 2015"),
    ("the 22nd of July 2015", "22 July 2015"),
    ("Jan. 14 2012.", "14 January 2012"),
    ("October 2nd, 2016", "2 October 2016"),
    ("Monday, October 17, 2016", "17 October 2016"),
    ("2016-10-17", "17 October 2016"),
    ("2016/10/17", "17 October 2016"),
    ("21/04/2016", "21 April 2016"),
    ("04/21/2016", "21 April 2016"),
    ("in August 2015", "August 2015"),
    ("early August 2015", "1–10 August 2015"),
    ("in mid-August 2015", "11–20 August 2015"),
    ("at the end of August 2015", "21–31 August 2015"),
    ("the first week of August 2015", "1–7 August 2015"),
    ("in 2011", "2011"),
    ("since early 2011", "January–April 2011"),
    ("in late 2015", "September–December 2015"),
    ("the second half of 2015", "July–December 2015"),
    ("In the fall of 2013", "September–November 2013"),
    ("spring 2014", "March–May 2014"),
    ("since the 1950s", "1950–1959"),
    ("between 2011 and 2013", "2011–2013"),
    ("2011-16", "2011–2016"),
    ("22–23 December 2018", "22–23 December 2018"),
    ("from 30 September to 2 October 2018", "30 September – 2 October 2018"),
    ("March to May 2011", "March–May 2011"),
    ("في 22 يوليو 2015", "22 July 2015"),
    ("٢٢ تموز ٢٠١٥", "22 July 2015"),
    ("الخامس عشر من أيلول 2014", "15 September 2014"),
    ("في آب/أغسطس 2015", "August 2015"),
    ("كانون الثاني 2012", "January 2012"),
    ("تشرين الأول 2016", "October 2016"),
    ("منذ عام 2011", "2011"),
    ("مطلع عام 2011", "January–April 2011"),
]

RELATIVE = [
    ("fire on October 8", MON_17_OCT_2016, "8 October 2016"),
    ("fire on November 8", MON_17_OCT_2016, "8 November 2015"),
    ("The vote will be held on November 8", MON_17_OCT_2016, "8 November 2016"),
    ("on 29 February", MON_17_OCT_2016, "29 February 2016"),
    ("met on Monday", MON_17_OCT_2016, "17 October 2016"),
    ("met on Tuesday", MON_17_OCT_2016, "11 October 2016"),
    ("Monday’s visit", MON_17_OCT_2016, "17 October 2016"),
    ("reported on Friday", WEEK_OF_SEPT_2015, "11 September 2015"),
    ("reported on Thursday", WEEK_OF_SEPT_2015, "10–17 September 2015"),
    ("they will meet on Thursday", MON_17_OCT_2016, "20 October 2016"),
    ("On Thursday, the two will meet", MON_17_OCT_2016, "20 October 2016"),
    ("last Friday", MON_17_OCT_2016, "14 October 2016"),
    ("last Monday", MON_17_OCT_2016, "10 October 2016"),
    ("next Tuesday", MON_17_OCT_2016, "18 October 2016"),
    ("Friday of last week", MON_17_OCT_2016, "14 October 2016"),
    ("to Cairo over weekend to meet", MON_24_DEC_2018, "22–23 December 2018"),
    ("over the weekend", span("2018-12-23"), "22–23 December 2018"),
    ("over the weekend", span("2018-12-22"), "22 December 2018"),
    ("over the weekend", span("2016-10-18"), "15–16 October 2016"),
    ("last weekend", span("2018-12-23"), "15–16 December 2018"),
    ("yesterday", MON_17_OCT_2016, "16 October 2016"),
    ("today", MON_17_OCT_2016, "17 October 2016"),
    ("tomorrow", MON_17_OCT_2016, "18 October 2016"),
    ("last night", MON_17_OCT_2016, "16 October 2016"),
    ("the day before yesterday", MON_17_OCT_2016, "15 October 2016"),
    ("two days ago", MON_17_OCT_2016, "15 October 2016"),
    ("three weeks ago", MON_17_OCT_2016, "26 September – 2 October 2016"),
    ("two years ago", MON_17_OCT_2016, "2014"),
    ("1 month and 21 days ago", span("2017-11-23"), "2 October 2017"),
    ("last week", MON_24_DEC_2018, "17–23 December 2018"),
    ("last month", MON_24_DEC_2018, "November 2018"),
    ("this month", MON_24_DEC_2018, "1–24 December 2018"),
    ("early this month", span("2016-10-18"), "1–10 October 2016"),
    ("late last month", span("2016-10-18"), "21–30 September 2016"),
    ("it will resume this month", MON_24_DEC_2018, "December 2018"),
    ("later this month", MON_24_DEC_2018, "24–31 December 2018"),
    ("next month", MON_24_DEC_2018, "January 2019"),
    ("last year", MON_17_OCT_2016, "2015"),
    ("late last year", MON_17_OCT_2016, "September–December 2015"),
    ("in the past year", span("2016-10-18"), "18 October 2015 – 18 October 2016"),
    ("in recent months", WEEK_OF_SEPT_2015, "11 March – 17 September 2015"),
    ("for the past three months", MON_17_OCT_2016, "17 July – 17 October 2016"),
    ("in March next year", MON_24_DEC_2018, "March 2019"),
    ("in October last year", MON_24_DEC_2018, "October 2017"),
    ("In October, he", MON_24_DEC_2018, "October 2018"),
    ("turned heads in September after", MON_24_DEC_2018, "September 2018"),
    ("the summit will take place in March", MON_24_DEC_2018, "March 2019"),
    ("in May", MON_24_DEC_2018, "May 2018"),
    ("last August", MON_24_DEC_2018, "August 2018"),
    ("next March", MON_24_DEC_2018, "March 2019"),
    ("In the last third of August", WEEK_OF_SEPT_2015, "21–31 August 2015"),
    ("In late August", WEEK_OF_SEPT_2015, "21–31 August 2015"),
    ("in early October", span("2016-10-18"), "1–10 October 2016"),
    ("in mid-September", MON_17_OCT_2016, "11–20 September 2016"),
    ("last summer", MON_17_OCT_2016, "June–August 2016"),
    ("the last Friday of this month", span("2016-10-30"), "28 October 2016"),
    ("it will resume in two weeks", MON_17_OCT_2016, "31 October – 6 November 2016"),
    ("أعلن أمس", MON_17_OCT_2016, "16 October 2016"),
    ("قال اليوم", MON_17_OCT_2016, "17 October 2016"),
    ("يوم الاثنين", MON_17_OCT_2016, "17 October 2016"),
    ("الجمعة الماضي", MON_17_OCT_2016, "14 October 2016"),
    ("الشهر الماضي", MON_17_OCT_2016, "September 2016"),
    ("العام الماضي", MON_17_OCT_2016, "2015"),
    ("في مارس المقبل", MON_17_OCT_2016, "March 2017"),
    ("أواخر أغسطس الماضي", MON_17_OCT_2016, "21–31 August 2016"),
    ("قبل يومين", MON_17_OCT_2016, "15 October 2016"),
]

NOT_DATES = [
    "They may meet and march to the second gate",
    "Officials may say so, as May did",
    "killed 2000 people and 1950 fighters",
    "more than 470,000 and 5.2016 and $2016 and 2016%",
    "one week after Al-Bashir visited",
    "Days after the vote, weeks after the talks",
    "One day later, supplies resumed",
    "every Friday and on Sundays, says the Sunday Times",
    "according to Egypt Today",
    "the following day and the previous day",
    "on 31 April 2016 or 30 February 2015",
    "04/05/2016 could be either",
    "صحيفة اليوم السابع",
    "UN resolution 2254, F-16, 13:30, version 1.2.3",
]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE)
def test_a_date_with_its_year_is_stated_whatever_the_publication(text: str, expected: str) -> None:
    for published in (UNKNOWN_DATE, MON_17_OCT_2016, WEEK_OF_SEPT_2015):
        found = time_expressions(text, published)
        assert [(printed(item.when), item.when.basis) for item in found] == [(expected, DateBasis.STATED)]


@pytest.mark.parametrize(("text", "published", "expected"), RELATIVE)
def test_a_relative_expression_is_resolved_against_publication(text: str, published: DateSpan, expected: str) -> None:
    found = time_expressions(text, published)
    assert [(printed(item.when), item.when.basis) for item in found] == [(expected, DateBasis.INFERRED)]
    assert time_expressions(text, UNKNOWN_DATE) == ()


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_only_looks_like_a_date_is_left_out(text: str) -> None:
    assert read(text, MON_17_OCT_2016) == []


def test_the_evidence_says_what_it_was_resolved_against() -> None:
    (item,) = time_expressions("Mamlouk met Fawzy on Monday.", MON_17_OCT_2016)
    assert item.when.evidence == "'on Monday', published 17 October 2016"
    assert (item.start, item.end, item.text) == (18, 27, "on Monday")


def test_the_longest_of_overlapping_expressions_wins() -> None:
    assert read("On Monday, October 10, 2016, and in March next year", MON_17_OCT_2016) == [
        "10 October 2016",
        "March 2017",
    ]


SEEDS = {
    "000_6617ada1bfb32b29": (
        MON_17_OCT_2016,
        "14 January 2012; 17 October 2016; August 2015; 17 October 2016; 2015; 1950–1959;"
        " 17 October 2010 – 17 October 2016; 17 October 2016; 17 October 2016",
    ),
    "001_4ff01e975607114d": (
        WEEK_OF_SEPT_2015,
        "21–31 August 2015; 11 September 2015; 11 March – 17 September 2015; 26 August 2015; 21–31 August 2015;"
        " 22 July 2015; September–November 2013",
    ),
    "002_c7504e6cc5f7a81e": (
        span("2016-10-18"),
        "15–16 October 2016; 8 October 2016; August 2015; August 2015; 18 October 2015 – 18 October 2016; 2012;"
        " 18 October 2015 – 18 October 2016; 1–10 October 2016; 1–10 October 2016",
    ),
    "003_39b436a10c57ea1a": (MON_17_OCT_2016, "17 October 2016; 2012; May 2015; January–April 2011"),
    "004_a12b866831d7ba18": (
        MON_24_DEC_2018,
        "2009; 24 December 2018; 22–23 December 2018; 2016; 2011; November 2018; 2011; 17–23 December 2018; March 2019;"
        " October 2018; September 2018; 17–23 December 2018",
    ),
}


@pytest.mark.parametrize("name", SEEDS)
def test_every_date_in_the_seed_articles(name: str) -> None:
    published, expected = SEEDS[name]
    assert read((ARTICLES / f"{name}.txt").read_text(encoding="utf-8"), published) == expected.split("; ")


DAYS = st.dates(date(1990, 1, 1), date(2050, 12, 31))
PAST = st.sampled_from(
    [
        text
        for text, _, _ in RELATIVE
        if not any(word in text for word in ("will", "next", "later", "of this", "tomorrow", "المقبل"))
    ]
)


@given(PAST, DAYS, st.integers(0, 40))
def test_a_past_expression_never_lies_after_publication(text: str, day: date, more: int) -> None:
    published = DateSpan(day, day + timedelta(days=more), DateBasis.INFERRED)
    for item in time_expressions(text, published):
        assert item.when.earliest is not None
        assert item.when.latest is not None
        assert item.when.earliest <= item.when.latest <= day + timedelta(days=more)


@given(st.sampled_from([text for text, _, _ in RELATIVE]), DAYS, st.integers(0, 40))
def test_an_interval_of_publication_is_the_union_of_its_days(text: str, day: date, more: int) -> None:
    last = day + timedelta(days=more)
    (whole,) = time_expressions(text, DateSpan(day, last, DateBasis.INFERRED)) or (None,)
    days = (day + timedelta(days=number) for number in range(more + 1))
    each = [item.when for one in days for item in time_expressions(text, DateSpan(one, one, DateBasis.STATED))]
    if whole is not None and each:
        assert whole.when.earliest == min(when.earliest or date.max for when in each)
        assert whole.when.latest == max(when.latest or date.min for when in each)
    else:
        assert whole is None
        assert not each


PIECES = (
    "on in the last next this early late mid- Monday Friday's May may October 2016 1950s 31 8 , . week month year"
    " weekend ago two several days will today since until – الاثنين الماضي أكتوبر ٢٠١٥ قبل شهر 29 February 0 9999"
    " 12/31/99 spring century th 21st \n"
)
WORDS = st.sampled_from(PIECES.split(" "))


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)), st.one_of(DAYS, st.dates()))
def test_any_text_gives_true_offsets_and_sensible_spans(text: str, day: date) -> None:
    end = 0
    for item in time_expressions(text, DateSpan(day, day, DateBasis.STATED)):
        assert text[item.start : item.end] == item.text != ""
        assert item.start >= end
        end = item.end
        assert item.when.known
        assert item.when.earliest <= item.when.latest
        assert item.when.evidence
        if item.when.basis is DateBasis.INFERRED:
            assert item.when.latest <= day or item.when.latest.year <= day.year + 31
        else:
            assert item.when.basis is DateBasis.STATED


YEARS = st.integers(1900, 2099)


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)), st.integers(0, 800))
def test_printed_days_are_read_back(first: date, more: int) -> None:
    when = DateSpan(first, min(first + timedelta(days=more), date(2199, 12, 31)), DateBasis.STATED)
    (item,) = time_expressions("It was " + printed(when) + ".", UNKNOWN_DATE) or (None,)
    assert item is not None
    assert (item.when.earliest, item.when.latest) == (when.earliest, when.latest)


@given(YEARS, st.integers(1, 12), st.integers(0, 14))
def test_printed_months_and_years_are_read_back(year: int, month: int, more: int) -> None:
    last_year, last_month = divmod(year * 12 + month - 1 + more, 12)
    last = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    for first, end in ((date(year, month, 1), last), (date(year, 1, 1), date(year + more, 12, 31))):
        when = DateSpan(first, end, DateBasis.STATED)
        (item,) = time_expressions("It was in " + printed(when), UNKNOWN_DATE) or (None,)
        assert item is not None
        assert (item.when.earliest, item.when.latest) == (first, end)


def test_an_unknown_date_is_printed_as_unknown() -> None:
    assert printed(UNKNOWN_DATE) == "date unknown"
    assert time_expressions(printed(UNKNOWN_DATE), UNKNOWN_DATE) == ()
