"""What a mark opens, what a full page leaves out, and one sheet from a browser."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import combinations, cycle, islice
from pathlib import Path
from typing import Any

import pytest
from browser import browse, needs_browser, pages
from hostile_sets import HOSTILE, needs_hostile_sets
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from samples import MADA, MONITOR, NOTHING_NEW, SHIPPED, TEXTS, WEEKEND, cite, rich, ruled
from test_fit import WORST, on_one_page
from test_fit import page as page_of
from test_render import ATTRIBUTES, TAGS, Page, tokens

from briefing.edition.restating import without
from briefing.exports.atom import feed
from briefing.exports.stix import bundle
from briefing.exports.text import mail
from briefing.gallery import samples
from briefing.language.plain import address, plain
from briefing.language.yardsticks import DEFAULT
from briefing.page import HEADINGS, air, around, beside, gauge, left_out, notes, shown, statements
from briefing.render import render
from briefing.types import Brief, Origin, OriginKind, Section
from briefing.typeset import typeset
from briefing.weigh import independence


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("B is here.", "A came. ", " C left.\n\n"),
        ("is", "B ", " here. "),
        ("A came.", "", " B is here. "),
        ("C left.", "B is here. ", "\n\nD."),
    ],
)
def test_a_quotation_stands_between_its_neighbours(quote: str, before: str, after: str) -> None:
    text = "A came. B is here. C left.\n\nD."
    start = text.index(quote)
    assert around(text, start, start + len(quote)) == (before, after)


def test_what_stands_around_a_quotation_is_in_the_article_and_never_long() -> None:
    for line, found in notes(rich(), TEXTS).items():
        for note in found:
            text = TEXTS[note.source.article_id]
            for words in note.quoted:
                assert text[words.start : words.end] == words.quote, line
                assert text[: words.start].endswith(words.before.removeprefix("… "))
                assert text[words.end :].startswith(words.after.removesuffix(" …"))
                assert len(words.before) < 330
                assert len(words.after) < 330


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "He met Gen. Kamel of the U.S. embassy. Then he left."
    start = text.index("Then")
    assert around(text, start, len(text))[0] == "He met Gen. Kamel of the U.S. embassy. "


def test_a_mark_opens_the_quotation_among_its_neighbours_and_the_articles_particulars() -> None:
    html = render(rich(), SHIPPED, TEXTS)["brief.html"]
    line = next(line for line in rich().lines if line.section is Section.ALTERNATIVE)
    card = html[html.index(f'id="q-{line.id}-{line.marks[0]}"') :].split('</div>\n<div class="card"')[0]
    quoted = re.search(r"<blockquote dir=\"auto\">(.*?)<mark>(.*?)</mark>(.*?)</blockquote>", card, re.DOTALL)
    assert quoted
    assert plain(quoted[2]) == NOTHING_NEW
    assert quoted[1].strip()
    for part in (
        "Mada Masr",
        "High-ranking Syrian security",
        "date basis: url path",
        "characters",
        rich().sources[3].url,
    ):
        assert part in card


def test_an_article_that_is_not_at_hand_leaves_the_quotation_alone() -> None:
    bare, whole = (Page(render(rich(), SHIPPED, texts)["brief.html"]) for texts in ({}, TEXTS))
    assert plain(WEEKEND) in bare.text
    assert len(bare.text) < len(whole.text)


def test_what_was_left_out_for_space_can_be_read_on_screen_and_is_counted() -> None:
    brief = rich()
    elsewhere = replace(cite(MADA, NOTHING_NEW), article_id="a5other")
    line = replace(
        brief.lines[0], id="s99", section=Section.BACKGROUND, text="It was left out.", citations=(elsewhere,), marks=()
    )
    other = replace(brief.sources[0], article_id="a5other", number=0, title="Only the cut one")
    full = replace(brief, cut=(line,), cut_sources=(other,))
    out = render(full, SHIPPED, TEXTS)
    page = Page(out["brief.html"])
    assert "s99" not in page.sentences
    shown = page.text[page.text.index("Left out for space: 1 checked sentence") :]
    assert "It was left out." in shown
    assert "Only the cut one" in shown
    assert "Left out for space: 1 checked sentence" in out["brief.md"]
    assert "Left out for space" not in Page(render(brief, SHIPPED, TEXTS)["brief.html"]).text


def test_what_was_left_out_is_counted_in_every_format_questions_apart() -> None:
    brief = rich()
    asked = replace(brief, unanswered=("Who paid?", "Who came?"))
    small = without(asked, [line.id for line in brief.section(Section.INDICATORS)] + ["q1"])
    said = f"{len(brief.section(Section.INDICATORS))} checked sentences and 1 unanswered question"
    assert left_out(small) == said
    assert left_out(brief) == ""
    out = render(small, SHIPPED, TEXTS)
    assert f"Left out for space: {said}, kept in brief.json." in out["brief.md"]
    assert f"Left out for space: {said}, kept in brief.json." in " ".join(mail(small).split())
    shown = Page(out["brief.html"]).text
    assert "No report that was read answers: Who paid?" in shown[shown.index(f"Left out for space: {said}") :]


INTERESTS, PUBLISHERS = ["", "", "Syrian government", "Turkish government"], ["Mada Masr", "SANA", "Al-Akhbar"]
ORIGIN = st.tuples(
    st.sampled_from([OriginKind.ANONYMOUS, OriginKind.OFFICIAL, OriginKind.OUTLET]),
    st.sampled_from(INTERESTS),
    st.lists(st.sampled_from(PUBLISHERS), max_size=2, unique=True).map(tuple),
)


def weighed_up(origins: list[Origin]) -> Brief:
    pairs = tuple(independence(one, other) for one, other in combinations(origins, 2))
    return replace(rich(), origins=tuple(origins), independence=pairs)


def spoken_of(brief: Brief, *, holds: bool) -> set[frozenset[str]]:
    return {pair for told in statements(brief) if told.holds is holds for pair in told.pairs}


@settings(max_examples=60, deadline=None)
@given(st.lists(ORIGIN, max_size=7))
def test_every_pair_of_origins_is_said_to_be_what_it_was_found_to_be(drawn: list[Any]) -> None:
    origins = [Origin(f"o{n}", f"O{n}", kind, interest, "F", "", by) for n, (kind, interest, by) in enumerate(drawn)]
    brief = weighed_up(origins)
    for holds in (True, False):
        found = {frozenset((pair.one, pair.other)) for pair in brief.independence if pair.holds is holds}
        assert spoken_of(brief, holds=holds) == found
    for told in statements(brief):
        named = {name.lower() for name in re.findall(r"O\d", told.names)}
        assert all(pair & named == pair if told.holds else pair & named for pair in told.pairs)


def test_a_fault_that_no_statement_covers_is_said_of_its_pair() -> None:
    one, other = (Origin(key, key.upper(), OriginKind.PERSON, "", "F", "", (key,)) for key in "ab")
    pair = replace(independence(one, other), holds=False, faults=("they are brothers",))
    (told,) = statements(replace(weighed_up([one, other]), independence=(pair,)))[:1]
    assert (told.words, told.names) == ("Not independent of each other (they are brothers)", "A, B")


def test_each_reason_is_said_once_with_all_whom_it_concerns() -> None:
    def made(name: str, interest: str = "", by: str = "", kind: OriginKind = OriginKind.OFFICIAL) -> Origin:
        return Origin(name.lower(), name, kind, interest, "F", "", (by,) if by else ())

    brief = weighed_up(
        [
            made("Assad", "Syrian government", "SANA"),
            made("Company", "", "Observer"),
            made("Mada"),
            made("SANA", "Syrian government", "Al-Manar"),
            made("Unnamed", "", "Mada", OriginKind.ANONYMOUS),
            made("Minister", "Egyptian government", "Observer"),
        ]
    )
    assert [f"{told.words}: {told.names}" for told in statements(brief)] == [
        "Not known to be first-hand, and so independent of none: Mada",
        "One interest (Syrian government): Assad, SANA",
        "One publisher (Observer): Company, Minister",
        "Unnamed, and may be one of the others: Unnamed",
        "Independent of each other: Assad and each of Company, Minister; SANA and each of Company, Minister",
    ]
    out = render(brief, SHIPPED, TEXTS)
    for told in statements(brief):
        assert f"{told.words}: {told.names}." in Page(out["brief.html"]).text
        assert told.names in " ".join(mail(brief).split())
        assert out["brief.md"].count(f": {told.names}.") == 1


def test_no_two_independent_is_said() -> None:
    brief = weighed_up([Origin(key, key, OriginKind.OUTLET, "", "F", "", ()) for key in "ab"])
    assert statements(brief)[-1].words == "No two are shown to be independent of each other"
    assert not statements(replace(brief, origins=brief.origins[:1], independence=()))


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Cairo agreed, SANA says.", "Cairo agreed, SANA says"),
        ("Cairo agreed, SANA says. ", "Cairo agreed, SANA says"),
        ("Mamlouk visits the U.S.", "Mamlouk visits the U.S."),
        ("Mamlouk waits...", "Mamlouk waits..."),
        (".", "."),
        ("Has Cairo agreed?", "Has Cairo agreed?"),
        ("No. 5 agreed. No. 6 did not.", "No. 5 agreed. No. 6 did not"),
    ],
)
def test_a_headline_has_no_full_stop_and_every_other_sentence_keeps_its_own(said: str, printed: str) -> None:
    title = replace(rich().section(Section.TITLE)[0], text=said)
    assert shown(title) == printed
    assert shown(replace(title, section=Section.BOTTOM_LINE)) == said


def test_every_format_prints_the_same_headline_and_the_record_keeps_the_sentence() -> None:
    said = "Cairo and Damascus widen security contacts, SANA says"
    brief = rich()
    (title,) = brief.section(Section.TITLE)
    brief = replace(
        brief, lines=tuple(replace(each, text=f"{said}.") if each is title else each for each in brief.lines)
    )
    out = render(brief, SHIPPED, TEXTS)
    assert Page(out["brief.html"]).sentences[title.id] == said
    assert f"# {said} [" in out["brief.md"]
    assert json.loads(out["brief.json"])["sentences"][0]["text"] == f"{said}."
    assert f"{said} [" in " ".join(mail(brief).split())
    assert [each["name"] for each in json.loads(bundle(brief))["objects"] if each["type"] == "report"] == [said]
    assert f"<title>{said}</title>" in feed({"2018-12-24": brief})
    paper = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(typeset(brief, SHIPPED).pdf)).pages)
    assert re.search("".join(said.split()) + r"\d", "".join(paper.split()))


def test_no_format_has_headings_of_its_own() -> None:
    for name in ("brief.html.j2", "brief.md.j2", "brief.typ"):
        text = (SHIPPED.find(name)).read_text(encoding="utf-8")
        told = re.sub(r"\{#.*?#\}|//.*", "", text, flags=re.DOTALL if name.endswith("j2") else 0)
        words = [*HEADINGS.values(), "No report that was read", "Publisher unknown", "1 article"]
        assert not [word for word in words if re.search(rf"[>\"#\[] ?{re.escape(word)}\b", told)], name


def test_a_gauge_says_what_the_sentences_say() -> None:
    items = [rich().section(Section.KEY_JUDGMENTS)[at : at + 2] for at in (0, 2)]
    assert [(g.term, g.low, g.high, g.confidence) for g in (gauge(item, DEFAULT) for item in items)] == [
        ("likely", 55, 80, "low"),
        ("unlikely", 20, 45, "moderate"),
    ]
    assert gauge(ruled().lines[:1], DEFAULT).term == ""


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_of(inner)


def hostile_texts() -> list[str]:
    found = (HOSTILE / "xss_payloads.txt").read_text(encoding="utf-8", errors="replace").splitlines()
    for name in ("naughty_strings", "injection_texts", "feed_sanitise_cases"):
        found += texts_of(json.loads((HOSTILE / f"{name}.json").read_text(encoding="utf-8")))
    return [text for text in dict.fromkeys(found) if plain(text)]


def filled(texts: Iterator[str]) -> Brief:
    """The rich brief with another text in each place that outside text can reach."""
    brief = rich()
    lines = tuple(
        replace(
            line,
            text=next(texts),
            attribution=next(texts),
            label=next(texts),
            citations=tuple(replace(citation, quote=next(texts)) for citation in line.citations),
            verdict=replace(line.verdict, reason=next(texts)),
        )
        for line in brief.lines
    )
    sources = tuple(
        replace(s, title=next(texts), publisher=next(texts), url=next(texts), descriptor=next(texts))
        for s in brief.sources
    )
    left = tuple(replace(line, text=next(texts)) for line in brief.lines[:3])
    return replace(brief, topic=next(texts), lines=lines, sources=sources, cut=left, unanswered=(next(texts),))


@needs_hostile_sets
def test_texts_that_attack_other_programs_stay_text() -> None:
    every = int(os.environ.get("BRIEFING_HOSTILE_EVERY", "5"))
    texts = hostile_texts()[::every]
    endless, done = cycle(texts), 0
    while done < len(texts):
        brief = filled(endless)
        done += 4 * len(brief.lines)
        out = render(brief, SHIPPED, TEXTS)
        page = Page(out["brief.html"])
        assert {tag for tag, _ in page.elements} <= TAGS
        for _, values in page.elements:
            assert set(values) <= ATTRIBUTES
            assert re.match(r"#|https?://[!-~]+$", values.get("href", "#"))
        assert list(page.sentences.values()) == [plain(shown(line)) for line in brief.lines]
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", out["brief.html"] + out["brief.md"])
        kinds = list(tokens(out["brief.md"]))
        assert {token.attrs["href"] for token in kinds if token.type == "link_open"} <= {
            address(s.url) for s in brief.sources
        }
        assert not {"image", "html_inline", "html_block", "code_inline", "fence"} & {token.type for token in kinds}


@cache
def gallery() -> dict[str, tuple[Brief, dict[str, str]]]:
    return {name: (sample.brief, dict(sample.texts)) for name, sample in samples(SHIPPED)}


@needs_browser
@pytest.mark.parametrize("name", ["model", "rules", "full", "arabic", "empty"])
def test_a_browser_prints_one_sheet_of_what_fits_the_pdf(name: str, tmp_path: Path) -> None:
    brief, texts = gallery()[name]
    assert len(brief.cut) > 8 or name != "full"
    assert pages(render(brief, SHIPPED, texts)["brief.html"], tmp_path) == (1, pytest.approx(842, abs=1))


@needs_browser
@pytest.mark.parametrize("name", ["long names", "forty sources", "arabic", "hostile 1"])
def test_a_browser_prints_one_sheet_of_the_worst_that_fits_the_pdf(name: str, tmp_path: Path) -> None:
    brief = on_one_page(page_of(WORST[name]))
    assert brief
    assert pages(render(brief, SHIPPED, {})["brief.html"], tmp_path)[0] == 1


@needs_browser
def test_letter_paper_is_set_on_letter_paper(tmp_path: Path) -> None:
    brief, texts = next((s.brief, s.texts) for name, s in samples(SHIPPED, "us-letter") if name == "full")
    assert pages(render(brief, SHIPPED, texts, "us-letter")["brief.html"], tmp_path) == (1, pytest.approx(792, abs=1))


def test_notes_stand_where_the_sheet_is_shortest_and_a_full_one_gets_no_air() -> None:
    found = {name: (beside(brief), air(brief, 100, "a4")) for name, (brief, _) in gallery().items()}
    assert "made" in found["full"][0]  # its differing accounts make the main column long
    assert found["full"][1] == 0
    assert found["empty"] == (frozenset(), 1)
    assert {name for name, (under, _) in found.items() if under} <= {"model", "full"}
    for name, (brief, texts) in gallery().items():
        page = Page(render(brief, SHIPPED, texts)["brief.html"])
        assert list(page.sentences.values()) == [plain(shown(line)) for line in brief.lines]
        assert [values for _, values in page.elements if values.get("id") == "h-made"], name
    roomy, tight = (air(gallery()["model"][0], high, "a4") for high in (0, 300))
    assert roomy >= tight == 0
    assert air(rich(), 0, "us-letter") <= air(rich(), 0, "a4")


MEASURED = """
const mark = document.querySelector('.mark'), root = document.documentElement;
mark.click();
const opened = document.querySelector(':popover-open').id === mark.getAttribute('popovertarget');
document.title = [root.scrollWidth <= innerWidth, innerWidth, opened].join(' ');
"""
HANDED_UP = "document.querySelector('iframe').onload = event => { document.title = event.target.contentDocument.title }"


@needs_browser
@pytest.mark.parametrize("name", ["full", "arabic"])
def test_a_phone_never_scrolls_sideways_and_a_mark_opens_its_card(name: str) -> None:
    brief, texts = gallery()[name]
    page = re.sub(r"<meta http-equiv[^>]*>", "", render(brief, SHIPPED, texts)["brief.html"])  # it would stop MEASURED
    inner = page.replace("</body>", f"<script>{MEASURED}</script></body>").replace("&", "&amp;").replace('"', "&quot;")
    outer = f'<iframe width="390" height="800" srcdoc="{inner}"></iframe><script>{HANDED_UP}</script>'
    told = browse(outer, "--virtual-time-budget=4000", "--dump-dom")
    assert re.search(r"<title>(.*?)</title>", told)[1] == "true 390 true"


def test_samples_of_the_gallery_show_what_they_are_named_after() -> None:
    shown = gallery()
    assert {line.section for line in shown["model"][0].lines} >= {
        Section.KEY_JUDGMENTS,
        Section.ALTERNATIVE,
        Section.INDICATORS,
    }
    assert not shown["rules"][0].section(Section.KEY_JUDGMENTS)
    assert re.search("[\u0600-\u06ff]", shown["arabic"][0].lines[0].text)
    assert not shown["empty"][0].lines
    assert MONITOR not in shown["model"][1]
    assert all(list(islice(texts.values(), 1)) or name == "empty" for name, (_, texts) in shown.items())
