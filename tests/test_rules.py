"""The rules analyst's page: verbatim, in order, honest about what is old, missing or disputed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from briefing.analyst.bearing import stands_alone
from briefing.analyst.events import event_dates
from briefing.analyst.rules import RulesAnalyst, conflict_lines, unanswered
from briefing.collect.files import collect
from briefing.desk import Desk, Question, load
from briefing.language.attribution import attributions
from briefing.language.names import Spellings
from briefing.split import passages, split
from briefing.types import (
    UNKNOWN_DATE,
    Article,
    Citation,
    Claim,
    ClaimKind,
    Confidence,
    DateBasis,
    DateSpan,
    DraftLine,
    Finding,
    Hedge,
    Outcome,
    Record,
    Role,
    Section,
    WeighedClaim,
)
from briefing.weigh import weigh

SEEDS = Path(__file__).parent.parent / "seeds"
DESK = load(SEEDS / "egypt-syria.toml")
DAYS = [date(2015, 9, 18), date(2016, 10, 18), date(2018, 12, 24)]


def _articles(as_of: date) -> dict[str, Article]:
    every = (split(article) for article in collect(SEEDS / "articles"))
    return {a.id: a for a in every if a.published.latest is not None and a.published.latest <= as_of}


def _claims(articles: dict[str, Article], desk: Desk = DESK) -> list[Claim]:
    analyst = RulesAnalyst(desk)
    return [claim for a in articles.values() for claim in analyst.extract(a, passages(a)).claims]


def _page(as_of: date, desk: Desk = DESK, backwards: bool = False) -> tuple[Record, tuple[DraftLine, ...]]:
    articles = _articles(as_of)
    claims = _claims(articles, desk)
    record = weigh(claims[::-1] if backwards else claims, articles, desk)
    return record, RulesAnalyst(desk).draft(record, as_of)


def _of(lines: Sequence[DraftLine], section: Section) -> list[str]:
    return [line.text for line in lines if line.section is section]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def drafted(request: pytest.FixtureRequest) -> tuple[date, Record, tuple[DraftLine, ...]]:
    return (request.param, *_page(request.param))


def test_every_claim_is_one_sentence_word_for_word() -> None:
    articles = _articles(DAYS[-1])
    for claim in _claims(articles):
        (citation,) = claim.citations
        assert claim.statement == citation.quote
        assert articles[claim.article_id].text[citation.start : citation.end] == citation.quote


def test_only_the_retrieved_passages_are_read() -> None:
    article = next(iter(_articles(DAYS[-1]).values()))
    first = passages(article)[:1]
    read = RulesAnalyst(DESK).extract(article, first).claims
    assert read
    assert all(first[0].start <= c.citations[0].start < first[0].end for c in read)


def test_claims_keep_speaker_relays_and_hedge() -> None:
    found = {c.statement[:30]: c for c in _claims(_articles(DAYS[-1]))}
    claim = found["The source told the paper that"]
    assert claim.attribution == "unnamed well-informed source via Al-Akhbar via NOW Lebanon"
    assert (claim.kind.value, claim.hedge.value, claim.anonymous) == ("plan", "planned", True)


def test_every_line_is_a_quotation_of_the_claim_it_rests_on(
    drafted: tuple[date, Record, tuple[DraftLine, ...]],
) -> None:
    _, record, lines = drafted
    by_id = {weighed.id: weighed for weighed in record.claims}
    assert lines
    for line in lines:
        quotes = {c.quote for key in line.claim_ids for claim in by_id[key].quoted for c in claim.citations}
        assert (line.verbatim, line.role) == (True, Role.REPORTED)
        assert line.text in quotes


def test_page_has_a_bottom_line_news_and_a_readable_length(
    drafted: tuple[date, Record, tuple[DraftLine, ...]],
) -> None:
    _, _, lines = drafted
    assert 1 <= len(_of(lines, Section.BOTTOM_LINE)) <= 2
    assert 4 <= len(_of(lines, Section.REPORTING)) <= 10
    assert 200 <= sum(len(line.text.split()) for line in lines) <= 440
    assert {line.section for line in lines} <= {
        Section.BOTTOM_LINE,
        Section.REPORTING,
        Section.CONFLICTS,
        Section.BACKGROUND,
    }


def test_no_sentence_is_printed_twice(drafted: tuple[date, Record, tuple[DraftLine, ...]]) -> None:
    texts = [line.text for line in drafted[2]]
    assert len(texts) == len(set(texts))


def test_nothing_published_long_before_the_newest_article_is_news(
    drafted: tuple[date, Record, tuple[DraftLine, ...]],
) -> None:
    _, record, lines = drafted
    by_id = {weighed.id: weighed for weighed in record.claims}
    newest = max(c.published.latest for w in record.claims for c in w.claims if c.published.latest)
    for line in lines:
        published = by_id[line.claim_ids[0]].lead.published.latest
        assert published is not None
        if line.section in (Section.BOTTOM_LINE, Section.REPORTING):
            assert (newest - published).days <= 30


def test_sequels_stand_under_what_they_go_on_from(drafted: tuple[date, Record, tuple[DraftLine, ...]]) -> None:
    _, _, lines = drafted
    for before, line in zip((None, *lines), lines, strict=False):
        if line.text.startswith(("One day later", "Since then")):
            same_item = [x for x in lines if (x.section, x.item) == (line.section, line.item)]
            assert before is not None
            assert len(same_item) > 1


def test_the_order_of_claims_does_not_matter() -> None:
    for as_of in DAYS:
        assert _page(as_of)[1] == _page(as_of, backwards=True)[1]


def test_bottom_line_is_the_newest_visit() -> None:
    expected = [
        "has visited Cairo to meet with top Egyptian leaders",
        "held talks in Egypt on Monday",
        "made a rare visit",
    ]
    for as_of, words in zip(DAYS, expected, strict=True):
        assert words in _of(_page(as_of)[1], Section.BOTTOM_LINE)[0]


def test_both_sides_of_the_oil_dispute_share_an_item() -> None:
    _, lines = _page(DAYS[1])
    sides = [line for line in lines if line.section is Section.CONFLICTS]
    item = next(line.item for line in sides if "would halt the supply" in line.text)
    together = " ".join(line.text for line in sides if line.item == item)
    assert "suspended its oil aid" in together
    assert "reportedly resumed" in together
    assert all(line.label for line in sides)


def test_an_old_dispute_is_left_to_earlier_pages() -> None:
    record, lines = _page(DAYS[2])
    assert record.conflicts
    assert not _of(lines, Section.CONFLICTS)
    assert conflict_lines(record, DESK) == ()


def test_an_empty_record_gives_an_empty_page() -> None:
    assert RulesAnalyst(DESK).draft(Record((), ()), DAYS[0]) == ()


def test_a_desk_with_terms_only_works_too() -> None:
    desk = Desk(id="oil", topic="Oil", key_question="Who sells oil to Egypt?", terms=("oil",))
    bare = desk.model_copy(update={"questions": (Question(text="Who supplies oil?", terms=("oil", "petroleum")),)})
    for each in (bare, desk):
        assert any("oil" in text for text in _of(_page(DAYS[1], each)[1], Section.BOTTOM_LINE))


def _short_page(*told: tuple[str, DateSpan, DateSpan]) -> dict[str, Section]:
    """The page of one-sentence articles (text, published, event) on a desk about strikes."""
    desk = Desk(id="strikes", topic="Strikes", key_question="Who was killed?", terms=("killed",))
    claims = [
        Claim(
            f"c{n}", f"a{n}", text, (Citation(f"a{n}", 0, len(text), text),), "", False, (), f"Outlet {n}",
            ClaimKind.EVENT, Hedge.NONE, event, published,
        )
        for n, (text, published, event) in enumerate(told)
    ]  # fmt: skip # read best in rows
    kept = [
        WeighedClaim(f"w{n}", (c,), (), 1, Confidence.LOW, c.event, background=False) for n, c in enumerate(claims, 1)
    ]
    return {line.text: line.section for line in RulesAnalyst(desk).draft(Record(tuple(kept), ()), date(2016, 10, 18))}


def _on(day: int, month: int = 10) -> DateSpan:
    return DateSpan(date(2016, month, day), date(2016, month, day), DateBasis.STATED)


def test_one_toll_of_one_day_is_printed_once() -> None:
    officials = "Strikes killed 13 people on Thursday in the eastern districts, a rescue official said from the city."
    rescuers = "Rescue workers reported that 13 residents had been killed and that teams were under the rubble."
    another = "Rescue workers reported that 27 residents had been killed and that teams were under the rubble."
    assert len(_short_page((officials, _on(14), _on(13)), (rescuers, _on(13), _on(13)))) == 1
    assert len(_short_page((officials, _on(14), _on(13)), (another, _on(13), _on(13)))) == 2


def test_what_was_published_over_two_weeks_before_the_newest_is_background() -> None:
    fresh = "A raid on the northern market killed several traders at dawn, witnesses told reporters."
    stale = "Shells that fell near the old citadel killed four guards, according to the governor of the province."
    page = _short_page((fresh, _on(17), _on(17)), (stale, _on(1), _on(1)))
    assert page == {fresh: Section.BOTTOM_LINE, stale: Section.BACKGROUND}


def test_of_background_as_good_the_newer_stands_first() -> None:
    fresh = "A raid on the northern market killed several traders at dawn, witnesses told reporters."
    told = "Shells that fell near the {} citadel killed four guards, according to the governor of the province."
    old, older = ((told.format(which), DateSpan(day, day, DateBasis.STATED)) for which, day in (
        ("old", date(2016, 5, 1)), ("elder", date(2011, 5, 1))))  # fmt: skip
    page = _short_page((fresh, _on(17), _on(17)), (*older, older[1]), (*old, old[1]))
    assert page == {fresh: Section.BOTTOM_LINE, old[0]: Section.BACKGROUND}


def test_a_sentence_that_two_speakers_share_is_left_out() -> None:
    text = (
        "Headline of the day\n\nThe Observatory said 40 people were killed while the Committees put the toll at 45."
        "\n\nThe Committees said that two hospitals in the town had been hit as well."
    )
    article = split(Article("a1", "k", "Headline of the day", "The Gazette", "", _on(17), text, "", ()))
    (claim,) = RulesAnalyst(DESK).extract(article, passages(article)).claims
    assert claim.speaker == "Committees"


def test_rules_judge_only_verbatim_lines_and_repair_nothing() -> None:
    analyst, empty = RulesAnalyst(DESK), Record((), ())
    citation = Citation("a1", 0, 11, "It rained. ")
    line = DraftLine(Section.REPORTING, 1, Role.REPORTED, "It rained. ", ("w1",), verbatim=True)
    other = DraftLine(Section.REPORTING, 2, Role.REPORTED, "It poured. ", ("w1",), verbatim=True)
    unquoted = DraftLine(Section.REPORTING, 3, Role.REPORTED, "It rained. ", ("w1",))
    verdicts = analyst.judge([(line, (citation,)), (other, (citation,)), (unquoted, (citation,))], empty)
    assert [v.outcome for v in verdicts] == [Outcome.SUPPORTED, Outcome.NOT_SUPPORTED, Outcome.NOT_SUPPORTED]
    assert analyst.repair([(other, Finding("verbatim", passed=False))], empty, DAYS[0]) == (None,)


def _read(text: str) -> Record:
    """A record of one claim that says this."""
    day = DateSpan(DAYS[0], DAYS[0], DateBasis.STATED)
    cited = (Citation("a1", 0, len(text), text),)
    kind, hedge = ClaimKind.EVENT, Hedge.NONE
    claim = Claim("c1", "a1", text, cited, "", False, (), "Daily", kind, hedge, UNKNOWN_DATE, day)
    return Record((WeighedClaim("w1", (claim,), (), 1, Confidence.LOW, UNKNOWN_DATE, False),), ())


AMBASSADOR = "Has Egypt named an ambassador to Damascus?"


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("The Saudi ambassador to the UN condemned Egypt’s vote in favor of the Russian resolution.", False),
        ("Cairo is preparing to name the diplomat Ahmed Helmy Egyptian consul general in Syria.", False),
        ("The embassy in Beirut was closed.", False),
        ("Egypt named Ahmed Helmy its ambassador to Damascus on Sunday, SANA reported.", True),
    ],
)
def test_what_answers_the_ambassador_question(text: str, answers: bool) -> None:
    assert (AMBASSADOR not in unanswered(DESK, _read(text))) is answers


def test_an_empty_record_answers_no_question() -> None:
    assert unanswered(DESK, Record((), ())) == tuple(question.text for question in DESK.questions)


def test_what_an_older_article_answers_is_not_called_open() -> None:
    record, _ = _page(DAYS[2])
    assert unanswered(DESK, record) == (AMBASSADOR,)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("SANA reported that the two met on Monday.", 1.0),
        ("The source told the paper that Cairo would name a consul.", 0.5),
        ("“The visit was crowned by a meeting with the president,” the report added.", 0.5),
        ("He also said that he feels pity.", 0.0),
        ("One day later, the supplies were resumed.", 0.0),
        ("“We have understood the position since the beginning.", 0.0),
        ("It became clear.”", 0.0),
        ("Another group, the Committees, said that hundreds were hurt.", 0.0),
        ("Russia meanwhile faces what it calls a campaign.", 0.0),
        ("the army fired rockets at the suburbs on Wednesday.", 0.0),  # cut from a longer sentence
        ("I call on the Council to convene, the leader added.", 0.0),  # speech that lost its quotation marks
        ("The doctors say these are typical symptoms.", 0.0),
        ("The council did not ask for an inquiry.", 0.5),
        ("The Council of Ministers met on Monday.", 1.0),
        ("SANA said all those killed were civilians.", 0.0),
        ("The Observatory said 14 of the dead were fighters.", 0.0),
        ("Islamic State claimed responsibility through its news agency.", 0.0),
        ("Other reports put the toll higher.", 0.0),
        ("More shells later hit the old town.", 0.0),
        ("More than 300 people were killed in the market of Homs.", 1.0),
    ],
)
def test_what_stands_alone(text: str, alone: float) -> None:
    assert stands_alone(text) == alone


def _events(*sentences: str) -> list[DateSpan]:
    day = DateSpan(date(2018, 12, 24), date(2018, 12, 24), DateBasis.STATED)
    text = "Headline of the day\n\n" + "\n\n".join(sentences)
    article = split(Article("a1", "k", "Headline of the day", "The Gazette", "", day, text, "", ()))
    found = event_dates(article, attributions(article, Spellings([])))
    return [found[s.number] for s in article.sentences if s.citable]


def test_the_visit_has_the_day_of_the_visit_told_before() -> None:
    told, again, plan = _events(
        "Ali Mamlouk visited the capital on 17 October 2016 with a large delegation.",
        "During the visit the two sides agreed to work together more closely.",
        "Cairo is preparing to name a consul general in the city soon.",
    )
    assert (again.earliest, again.latest) == (told.earliest, told.latest) == (date(2016, 10, 17), date(2016, 10, 17))
    assert again.basis is DateBasis.INFERRED
    assert not plan.known


def test_someone_elses_visit_has_another_day() -> None:
    _, other, last = _events(
        "Ali Mamlouk visited the capital on 17 October 2016 with a large delegation.",
        "The reason for Omar Bashir’s visit was not disclosed by either of the two sides.",
        "The previous visit had been kept secret by both of the governments involved.",
    )
    assert not other.known
    assert not last.known


def test_a_visit_that_comes_after_a_vote_has_not_its_day() -> None:
    _, later = _events(
        "Mamlouk’s visit comes after Egypt voted in favor of the draft on 8 October 2016.",
        "A source said that this is his first public visit to the city in many years.",
    )
    assert not later.known


def test_a_quotation_has_the_day_of_its_interview() -> None:
    told, quoted, other = _events(
        "President Nabil Farah spoke of the talks in an interview with the BBC in May 2017.",
        "“We never stopped talking to them, not even during the war,” Nabil Farah said.",
        "The road to the border was empty when reporters came to see it.",
    )
    assert told.known
    assert (quoted.earliest, quoted.latest) == (told.earliest, told.latest)
    assert not other.known


@pytest.mark.parametrize(
    "text",
    [
        "The country has been locked in a civil war since 2011 without an end in sight.",
        "More than 300 people have been killed since the war began with anti-government protests in March 2011.",
        "Raids on the city have grown heavier since a US-Russian brokered ceasefire collapsed in September.",
    ],
)
def test_since_when_is_not_when_it_happened(text: str) -> None:
    (found,) = _events(text)
    assert not found.known
