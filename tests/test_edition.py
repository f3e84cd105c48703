"""What code says of an edition: of its sources, of what is new, and how it puts a count."""

from __future__ import annotations

from datetime import date

import pytest
from samples import MONITOR, TEXTS, sha
from tradecraft_pages import graph, ruled

from briefing.desk import Desk, SourceProfile
from briefing.edition.sources import source
from briefing.edition.wording import count, day, number
from briefing.types import UNKNOWN_DATE, Article, OriginKind, Section


def described(publisher: str, *profiles: SourceProfile) -> str:
    desk = Desk(id="desk", topic="t", key_question="q?", terms=("t",), sources=profiles)
    text = TEXTS[MONITOR]
    article = Article(MONITOR, "file", "Title", publisher, "", UNKNOWN_DATE, text, sha(text), ())
    return source(article, desk, graph()).descriptor


def test_a_descriptor_of_the_desk_stands_as_it_is() -> None:
    profile = SourceProfile(name="Monitor", kind=OriginKind.NEWSPAPER, descriptor="London-based news site")
    assert described("Monitor", profile) == "London-based news site"


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (SourceProfile(name="Monitor", kind=OriginKind.NEWSPAPER), "newspaper; here relaying "),
        (
            SourceProfile(name="The Monitor", spellings=("monitor",), kind=OriginKind.STATE_AGENCY, interest="Cairo"),
            "state agency; interest: Cairo; here relaying ",
        ),
        (SourceProfile(name="Monitor", kind=OriginKind.OUTLET), "outlet; here relaying "),
        (SourceProfile(name="Monitor", kind=OriginKind.UNKNOWN), "outlet of unknown kind; here relaying "),
        (SourceProfile(name="Another", kind=OriginKind.NEWSPAPER), "outlet of which the desk has no record; here "),
    ],
)
def test_a_profile_without_a_descriptor_is_a_record_all_the_same(profile: SourceProfile, said: str) -> None:
    assert described("Monitor", profile).startswith(said)


def test_an_article_that_relays_nobody_speaks_for_itself() -> None:
    desk = Desk(id="desk", topic="t", key_question="q?", terms=("t",))
    article = Article("a9", "file", "Title", "Monitor", "", UNKNOWN_DATE, "", "", ())
    assert source(article, desk, graph()).descriptor.endswith("; here reporting in its own voice")


def test_counts_and_days_in_words() -> None:
    assert [number(n) for n in (0, 1, 9, 10, 11, 40)] == ["no", "one", "nine", "ten", "11", "40"]
    assert [count(n, "article") for n in (0, 1, 2)] == ["no articles", "one article", "two articles"]
    assert day(date(2016, 10, 7)) == "7 October 2016"


def test_sources_are_numbered_as_the_page_first_cites_them() -> None:
    brief = ruled()
    cited = list(dict.fromkeys(citation.article_id for line in brief.lines for citation in line.citations))
    assert [(s.number, s.article_id) for s in brief.sources] == list(enumerate(cited, start=1))
    assert len(cited) > 2
    assert brief.section(Section.SOURCE_SUMMARY)[0].text.startswith(count(len(cited), "article").capitalize())
