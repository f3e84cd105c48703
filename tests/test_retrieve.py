"""What a desk gets as of a date: its subject, nothing later, near-copies folded, everything else counted."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import SEEDS, article, passages, seed_articles, store

from briefing.archive import Archive
from briefing.desk import Desk, Name, Question, load
from briefing.retrieve import LONGEST, retrieve, search
from briefing.types import Article, DateBasis, DateSpan, HeldOut

DESK = load(SEEDS / "egypt-syria.toml")
LATE = date(2019, 1, 1)
DAY = date(2016, 10, 17)
FILLER = [f"filler{n}" for n in range(300)]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite") as opened:
        yield opened


def about(number: int, published: date | None = DAY, extra: str = "") -> Article:
    """An article on the desk's subject that is no copy of another."""
    chance = random.Random(number)
    rest = "\n\n".join(" ".join(chance.choices(FILLER, k=40)) for _ in range(2))
    text = f"Egypt and Syria held security talks, envoy {number} said. {extra}\n\nDamascus thanked Cairo.\n\n{rest}"
    return article(f"{text}\n\nThe Arab League was told.", f"k{number}", published)


def keys(archive: Archive, as_of: date = LATE, desk: Desk = DESK) -> list[str]:
    return [selection.article.source_key for selection in retrieve(archive, desk, as_of).selections]


# Cut-off


def test_later_articles_change_nothing_where_an_archive_is_not_looked_through(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More passages hold a desk's terms than are looked at, and later ones make some of the terms common."""
    monkeypatch.setattr("briefing.retrieve.CANDIDATES", 6)
    chance = random.Random(1)

    def news(number: int, term: str, published: date) -> Article:
        rest = " ".join(chance.choices(FILLER, k=12))
        return article(f"Egypt and Syria spoke of the {term} {number}. {rest}.", f"k{number}", published)

    before = [news(n, "intelligence chief" if n % 2 else "Arab League", DAY) for n in range(12)]
    store(archive, before)
    with Archive.open(tmp_path / "other.sqlite") as other:
        store(other, [*before, *(news(n, ("Arab League", "intelligence chief")[n > 49], LATE) for n in range(20, 52))])
        one, two = ([s.article.source_key for s in retrieve(each, DESK, DAY).selections] for each in (archive, other))
    assert len(one) == 6
    assert one == two


def test_a_topic_of_one_country_takes_in_what_is_written_there(archive: Archive) -> None:
    """Outlets at home seldom name the country."""
    desk = DESK.model_copy(update={"topic": "The war in Syria", "terms": ("Syria", "army", "Aleppo", "militants")})
    home = article("The army killed militants in Aleppo, a source said.", "home", DAY)
    elsewhere = article("The army of Chad held a parade.", "chad", DAY)
    store(archive, [home, elsewhere])
    assert keys(archive, DAY, desk) == ["home"]


@pytest.mark.parametrize(
    ("as_of", "taken"),
    [
        (date(2015, 9, 16), []),
        (date(2015, 9, 17), ["001"]),
        (date(2016, 10, 17), ["000", "001", "003"]),
        (date(2016, 10, 18), ["000", "001", "002", "003"]),
        (date(2018, 12, 24), ["000", "001", "002", "003", "004"]),
    ],
)
def test_the_seed_articles_come_in_by_the_end_of_their_day(archive: Archive, as_of: date, taken: list[str]) -> None:
    store(archive, seed_articles())
    found = retrieve(archive, DESK, as_of)
    assert sorted(s.article.source_key[:3] for s in found.selections) == taken
    assert found.held_out == HeldOut(after_cut_off=5 - len(taken))


def test_an_interval_counts_from_its_latest_day(archive: Archive) -> None:
    span = DateSpan(date(2015, 9, 11), date(2015, 9, 17), DateBasis.INFERRED, "on Friday")
    store(archive, [replace(about(1), published=span)])
    assert keys(archive, date(2015, 9, 16)) == []
    assert keys(archive, date(2015, 9, 17)) == ["k1"]


def test_each_article_left_out_is_counted_once(archive: Archive) -> None:
    off_topic = article("Libya held elections.\n\nTripoli voted.", "libya", DAY)
    empty = replace(article("Log in to read about Egypt and Syria.", "wall", DAY), sentences=())
    half_dated = replace(about(6), published=DateSpan(DAY, None, DateBasis.INFERRED, ""))
    copy = replace(article(about(1).text + " End.", "copy", DAY))
    store(archive, [about(1), about(2, None), half_dated, about(3, LATE), off_topic, empty, copy])
    found = retrieve(archive, DESK.model_copy(update={"max_articles": 1}), DAY)
    assert len(found.selections) == 1
    assert found.held_out == HeldOut(undated=2, after_cut_off=1, off_topic=1, near_copies=1, empty=1)


def test_an_empty_archive_and_one_of_other_subjects_give_nothing(archive: Archive) -> None:
    assert retrieve(archive, DESK, LATE).selections == ()
    store(archive, [article("Libya held elections.", "libya", DAY)])
    assert retrieve(archive, DESK, LATE).selections == ()
    assert search(archive, DESK, LATE, "", 5) == ()


@given(later=st.lists(st.integers(10, 60), unique=True, max_size=4), noise=st.integers(0, 4))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_comes_after_the_cut_off_changes_nothing_but_a_count(
    tmp_path_factory: pytest.TempPathFactory, later: list[int], noise: int
) -> None:
    before = [about(n, DAY - timedelta(days=n)) for n in range(4)]
    other = [article(f"Tripoli voted {n} times for Egypt.", f"libya{n}", DAY) for n in range(noise)]
    after = [about(n, LATE, "Mamlouk visited the consul general. " * (n % 5)) for n in later]
    folder = tmp_path_factory.mktemp("later")
    with Archive.open(folder / "alone") as alone, Archive.open(folder / "more") as more:
        store(alone, before)
        store(more, [*after, *other, *before])
        expected = retrieve(alone, DESK, DAY)
        found = retrieve(more, DESK, DAY)
        assert found.selections == expected.selections
        assert found.held_out == HeldOut(after_cut_off=len(after), off_topic=noise)


# Subject


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Egypt received Syria's intelligence chief.", True),
        ("The Syrian envoy Mamlouk flew to Cairo.", True),
        ("استقبلت القاهرة علي مملوك، مسؤول دمشق.", False),  # the desk spells its places in English only
        ("Egypt held elections.\n\nThe Arab League watched.", False),
        ("Syria said the Observatory was wrong.\n\nDamascus asked the Arab League.", False),
        ("Syria's war went on.\n\nA draft by Egypt, Spain and New Zealand on Syria failed.\n\nA.\n\nB.\n\nC.", False),
        ("US and UN envoys talked about oil supplies.", False),
    ],
)
def test_only_what_brings_the_topics_names_together_is_on_the_subject(archive: Archive, text: str, taken: bool) -> None:
    store(archive, [article(text, "k", DAY)])
    assert bool(keys(archive)) is taken


def test_two_mentions_in_a_very_long_text_are_not_its_subject(archive: Archive) -> None:
    said = ["Egypt and Syria were mentioned.", "Damascus, Cairo and the Arab League too."]
    fill = [f"Libya's vote, part {n}." for n in range(60)]
    store(
        archive,
        [article("\n\n".join([*said, *fill]), "long", DAY), article("\n\n".join([*said, *fill[:8]]), "short", DAY)],
    )
    assert keys(archive) == ["short"]


def test_a_second_desk_needs_no_code_and_shares_the_archive(archive: Archive) -> None:
    lithium = Desk(
        id="lithium",
        topic="Lithium supply",
        key_question="Is supply short?",
        terms=("lithium", "brine", "battery grade", "Chile"),
        questions=(Question(text="Who mines?", terms=("mine", "output")),),
    )
    sudan = Desk(
        id="sudan",
        topic="The war in Sudan",
        key_question="Will it end?",
        terms=("Sudan", "ceasefire", "Khartoum"),
        places=(Name(name="Sudan", spellings=("Sudanese", "Khartoum")),),
    )
    mine = article("Chile's lithium output rose.\n\nBrine ponds were full.", "lithium", DAY)
    phone = article("A phone with a lithium battery.", "phone", DAY)
    truce = article("Sudanese generals signed a ceasefire.\n\nKhartoum was quiet.", "truce", DAY)
    sport = article("Sudan won the match.\n\nKhartoum cheered.", "sport", DAY)
    store(archive, [mine, phone, truce, sport, *seed_articles()])
    assert keys(archive, desk=lithium) == ["lithium"]
    assert keys(archive, desk=sudan) == ["truce"]
    assert len(keys(archive)) == 5
    assert retrieve(archive, lithium, LATE).held_out.off_topic == 8


# Near-copies


def test_near_copies_fold_into_the_earliest_and_do_not_crowd_out_the_rest(archive: Archive) -> None:
    first = about(1)
    copies = [
        article(f"{first.text} Reprint {n}.".replace("Reprint", "Reprinted by paper"), f"c{n}", DAY + timedelta(days=n))
        for n in range(1, 9)
    ]
    plain = [article(re_numbered(c.text), c.source_key, c.published.latest) for c in copies]
    store(archive, [*plain, first, about(2), about(3)])
    desk = DESK.model_copy(update={"max_articles": 3})
    assert sorted(keys(archive, desk=desk)) == ["k1", "k2", "k3"]
    assert retrieve(archive, desk, LATE).held_out.near_copies == 8


def re_numbered(text: str) -> str:
    """The text without the number that tells its copies apart."""
    return text[: text.rindex(" ")] + " again."


def test_of_copies_from_one_day_the_most_complete_stands_for_them(archive: Archive) -> None:
    short = about(1)
    whole = article(short.text + "\n\nAnd more was said in Cairo that evening by officials.", "whole", DAY)
    store(archive, [short, whole])
    assert keys(archive) == ["whole"]


def test_copies_with_other_figures_stay_up_to_two_of_them(archive: Archive) -> None:
    tolls = {
        f"t{toll}": article(about(1, extra=f"At least {toll} people were killed.").text, f"t{toll}", DAY + timedelta(n))
        for n, toll in enumerate((29, 31, 29, 35, 40))
    }
    same = article(tolls["t29"].text, "same", LATE)
    store(archive, [*tolls.values(), same])
    found = retrieve(archive, DESK, LATE)
    assert len(found.selections) == 3
    assert found.held_out.near_copies == len(tolls) + 1 - 3


# Ranking and passages


def test_among_equals_the_newest_comes_first(archive: Archive) -> None:
    days = [DAY - timedelta(days=40 * n) for n in range(4)]
    store(archive, [about(n, day) for n, day in enumerate(days)])
    assert keys(archive, DAY) == ["k0", "k1", "k2", "k3"]


def test_much_news_does_not_starve_background_that_says_more(archive: Archive) -> None:
    background = about(99, date(2015, 9, 17), "Mamlouk met Sisi; ambassadors and a consul general were agreed.")
    store(archive, [*(about(n, DAY) for n in range(30)), background])
    assert "k99" in keys(archive, DAY, DESK.model_copy(update={"max_articles": 5}))


def test_much_background_that_says_more_does_not_crowd_out_the_news(archive: Archive) -> None:
    more = "Mamlouk met Sisi; ambassadors and a consul general were agreed."
    store(archive, [about(99, DAY), *(about(n, date(2015, 9, 17) - timedelta(days=n), more) for n in range(30))])
    assert "k99" in keys(archive, DAY, DESK.model_copy(update={"max_articles": 5}))


def test_the_cap_holds_and_the_rest_counts_as_not_read(archive: Archive) -> None:
    store(archive, [about(n) for n in range(12)])
    found = retrieve(archive, DESK.model_copy(update={"max_articles": 5}), LATE)
    assert (len(found.selections), found.held_out.not_read) == (5, 7)


def test_every_passage_comes_in_order_and_of_a_very_long_article_those_on_the_subject(archive: Archive) -> None:
    rest = [f"Paragraph {n} is about something else." for n in range(3 * LONGEST)]
    on_subject = range(80, 120, 4)
    for n in on_subject:
        rest[n] = f"Mamlouk, in Cairo for Syria, asked Egypt for ambassadors {n} times."
    long = article("\n\n".join(rest), "long", DAY)
    short = about(1)
    store(archive, [long, short])
    chosen = {s.article.source_key: s.passages for s in retrieve(archive, DESK, LATE).selections}
    assert chosen["k1"] == passages(short)
    assert len(chosen["long"]) == LONGEST
    assert {n + 1 for n in on_subject} <= {p.number for p in chosen["long"]}
    assert list(chosen["long"]) == sorted(chosen["long"], key=lambda p: p.start)


def test_the_order_of_arrival_changes_nothing(tmp_path: Path) -> None:
    many: Sequence[Article] = [*seed_articles(), *(about(n) for n in range(5))]
    found = []
    for name, order in (("a", many), ("b", many[::-1])):
        with Archive.open(tmp_path / name) as archive:
            for one in order:
                store(archive, [one])
            found.append(retrieve(archive, DESK, LATE))
    assert found[0] == found[1]


# The verb


def test_a_name_is_looked_for_in_all_the_desks_spellings(archive: Archive) -> None:
    seeds = seed_articles()
    store(archive, seeds)
    for query in ("Mamluk", "Ali al-Mamlouk", "mamlouk", "مملوك"):
        assert len(search(archive, DESK, LATE, query, 9)) == 5, query
    assert [s.article.source_key[:3] for s in search(archive, DESK, LATE, '"consul general"', 9)] == ["001"]


def test_words_side_by_side_in_the_query_count_for_more_where_they_are_so(archive: Archive) -> None:
    apart = article("The general met a consul; the consul, the general.", "apart", DAY)
    store(archive, [apart, article("A new consul general was named in a very long sentence.", "together", DAY)])
    assert [s.article.source_key for s in search(archive, DESK, LATE, "consul general", 9)] == ["together", "apart"]


def test_search_respects_the_cut_off_and_the_limit(archive: Archive) -> None:
    store(archive, [*seed_articles(), about(1, None, "Mamlouk")])
    assert {s.article.source_key[:3] for s in search(archive, DESK, date(2015, 9, 30), "Mamlouk", 9)} == {"001"}
    found = search(archive, DESK, LATE, "Mamlouk", 2)
    assert len(found) == 2
    assert found[0].score >= found[1].score
    assert search(archive, DESK, LATE, "Mamlouk", 0) == ()
    for selection in found:
        assert list(selection.passages) == sorted(selection.passages, key=lambda p: p.start)
        assert all("Mamlouk" in t or "Mamluk" in t for t in texts(selection.article, selection.passages))


def texts(one: Article, found: Sequence[object]) -> list[str]:
    return [one.text[p.start : p.end] for p in passages(one) if p in found]


def test_without_words_the_search_shows_what_the_desk_would_take(archive: Archive) -> None:
    store(archive, seed_articles())
    assert search(archive, DESK, LATE, " ", 3) == retrieve(archive, DESK, LATE).selections[:3]


@given(query=st.text(max_size=80))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_can_be_searched_for(archive: Archive, query: str) -> None:
    store(archive, seed_articles())
    assert len(search(archive, DESK, LATE, query, 3)) <= 3
