"""Every stretch of an article marked for what it is: the five seeds pinned, look-alikes kept as body."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.datelines import dates_article, written_dates
from briefing.language.layout import blocks, title
from briefing.types import Part

SEEDS = Path(__file__).parent.parent / "seeds" / "articles"
TITLE = "Cairo and Damascus mend ties"
PROSE = "Syrian officials told the paper that Cairo and Damascus had agreed to mend ties after the talks on Monday."
MORE = "The minister added that both sides would meet again next week, and that no place had been agreed for it."
ARABIC_TITLE = "مملوك في القاهرة: تنسيق أمني مصري سوري"
ARABIC = "قال مسؤول سوري إن اللواء علي مملوك زار القاهرة والتقى مدير المخابرات العامة لبحث التنسيق الأمني بين البلدين"
ARABIC_MORE = (
    "وأضاف المصدر أن الجانبين اتفقا على تعزيز التنسيق في مكافحة الإرهاب وعلى استمرار الاتصالات خلال المرحلة المقبلة"
)

SEED_PARTS = {
    "000_6617ada1bfb32b29": [
        (Part.FURNITURE, "Define your generation here. Generation What"),
        (Part.TITLE, "High-ranking Syrian security official’s Cairo visit: Possible message to Saudi Arabia"),
        (
            Part.CAPTION,
            "Hunkering down: a poster of Syria's president at a checkpoint on the outskirts of Damascus, "
            "Jan. 14 2012. (E. Arrott/VOA)",
        ),
    ],
    "001_4ff01e975607114d": [
        (Part.TITLE, "Syria political security chief visits Egypt"),
        (
            Part.STANDFIRST,
            "Pro-Assad daily Al-Akhbar reported that Cairo and Damascus would re-establish diplomatic ties.",
        ),
        (Part.CAPTION, "Syrian National Security Bureau chief Ali Mamlouk (image via imlebanon.org)"),
        (Part.DATELINE, "BEIRUT -"),
        (Part.HEADING, "Counterterror ties"),
        (Part.HEADING, "Egypt-Syria ties"),
        (Part.CAPTION, "Syrian National Security Bureau chief Ali Mamlouk (image via imlebanon.org)"),
        (
            Part.PULL_QUOTE,
            "The visit was crowned by Egyptian President Abdul Fattah el-Sisi receiving the Syrian official.",
        ),
    ],
    "002_c7504e6cc5f7a81e": [
        (Part.TITLE, "A Top Syrian Security Official Visits Egypt"),
        (Part.FURNITURE, "security"),
    ],
    "003_39b436a10c57ea1a": [
        (Part.TITLE, "Syrian regime intelligence chief in Egypt for 'coordination of political positions'"),
    ],
    "004_a12b866831d7ba18": [
        (Part.FURNITURE, "Creating new perspectives since 2009"),
        (Part.TITLE, "Syria intelligence chief Ali Mamlouk makes rare visit to Cairo"),
        (Part.DATELINE, "December 24, 2018 at 1:11 pm"),
        (Part.CAPTION, "Ali Mamlouk, Syrian National Security Bureau chief"),
        (Part.READ_MORE, "Read: Nearly 300,000 Syrians return home"),
        (Part.READ_MORE, "Read: Kurds calls on France to take bigger role in Syria after US exit"),
    ],
}
SEED_URLS = {
    "000_6617ada1bfb32b29": "https://www.madamasr.com/en/2016/10/17/feature/politics/"
    "high-ranking-syrian-security-officials-cairo-visit-possible-message-to-saudi-arabia/",
    "001_4ff01e975607114d": "https://now.mmedia.me/lb/en/NewsReports/565894-syria-political-security-chief-visits-egypt",
    "002_c7504e6cc5f7a81e": "https://www.middleeastobserver.org/2016/10/18/a-syrian-security-delegation-visits-egypt/",
    "003_39b436a10c57ea1a": "https://www.dailysabah.com/mideast/2016/10/17/"
    "syrian-regime-intelligence-chief-in-egypt-for-coordination-of-political-positions",
    "004_a12b866831d7ba18": "https://www.middleeastmonitor.com/"
    "20181224-syria-intelligence-chief-ali-mamlouk-makes-rare-visit-to-cairo/",
}


def parts(text: str, url: str = "") -> list[tuple[Part, str]]:
    return [(block.part, text[block.start : block.end]) for block in blocks(text, url)]


def part_of(line: str, text: str) -> Part:
    return next(part for part, words in parts(text) if words == line)


@pytest.mark.parametrize("name", sorted(SEED_PARTS))
@pytest.mark.parametrize("with_url", [True, False])
def test_seed_articles_have_exactly_these_parts_beside_body(name: str, with_url: bool) -> None:
    text = (SEEDS / f"{name}.txt").read_bytes().decode()
    found = parts(text, SEED_URLS[name] if with_url else "")
    assert [one for one in found if one[0] is not Part.BODY] == SEED_PARTS[name]


@pytest.mark.parametrize("name", sorted(SEED_PARTS))
def test_seed_titles(name: str) -> None:
    text = (SEEDS / f"{name}.txt").read_bytes().decode()
    expected = next(words for part, words in SEED_PARTS[name] if part is Part.TITLE)
    assert title(text, SEED_URLS[name]) == title(text) == expected


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Read: Jordan reopens its border", Part.READ_MORE),
        ("READ ALSO: Jordan reopens its border", Part.READ_MORE),
        ("Also read | Jordan reopens its border", Part.READ_MORE),
        ("Related: Jordan reopens its border", Part.READ_MORE),
        ("READ MORE", Part.READ_MORE),
        ("See also – Jordan’s border", Part.READ_MORE),
        ("WATCH: Jordan reopens its border", Part.READ_MORE),
        ("اقرأ أيضا: عودة السفير", Part.READ_MORE),
        ("إقرأ المزيد: عودة السفير", Part.READ_MORE),
        ("Follow us on Twitter and Facebook", Part.FURNITURE),
        ("Subscribe to our daily newsletter.", Part.FURNITURE),
        ("Share this article", Part.FURNITURE),
        ("© 2016 Agence France-Presse", Part.FURNITURE),
        ("Copyright 2018. All rights reserved.", Part.FURNITURE),
        ("Advertisement", Part.FURNITURE),
        ("Tags: Egypt, Syria, Mamlouk", Part.FURNITURE),
        ("Home > News > Syria", Part.FURNITURE),
        ("https://example.org/a", Part.FURNITURE),
        ("* * *", Part.FURNITURE),
        ("تابعونا على تويتر", Part.FURNITURE),
        ("جميع الحقوق محفوظة © 2018", Part.FURNITURE),
        ("(Reporting by Ahmed Tolba; Editing by Alison Williams)", Part.DATELINE),
        ("By Ahmed Hassan and Hend Kortam", Part.DATELINE),
        ("Published: 17 Oct 2016", Part.DATELINE),
        ("Monday, 17 October 2016, 10:20 GMT", Part.DATELINE),
        ("٢٤ ديسمبر ٢٠١٨", Part.DATELINE),
        ("Foreign Minister Sameh Shoukry in Cairo on 27 May 2018 [Mohamed Hamid/Anadolu Agency]", Part.CAPTION),
        ("President Bashar al-Assad speaks in Damascus (AFP)", Part.CAPTION),
        ("FILE PHOTO: A checkpoint outside Damascus", Part.CAPTION),
        ("In this photo released by SANA, Assad, right, meets Putin.", Part.CAPTION),
        ("اللواء علي مملوك (أرشيف)", Part.CAPTION),
        ("Counterterror ties", Part.HEADING),
        ("What happens next?", Part.HEADING),
        ("Ali Mamlouk, Syrian National Security Bureau chief", Part.CAPTION),
    ],
)
def test_lines_that_are_not_reporting(line: str, part: Part) -> None:
    assert part_of(line, f"{TITLE}\n\n{PROSE}\n\n{line}\n\n{MORE}") is part


@pytest.mark.parametrize(
    "line",
    [
        "He left.",
        "Share prices fell in Cairo.",
        "Follow the money, he said.",
        "Read the statement, the spokesman told reporters.",
        "Related talks stalled.",
        "More than 12 people died.",
        "By Monday, it was over.",
        "17 October 2016 was a Monday.",
        "On July 22, 2015, the ship left port.",
        "This report was published by SANA.",
        "Subscribers to the paper were told of the visit.",
        "The toll rose to 12. (AFP)",
        "The strike was claimed by the group (PKK/YPG).",
        "A photograph taken by activists showed the bodies of 16 children.",
        "“We heard a brotherly discourse.”",
        "He named three conditions:",
        "- release of all prisoners",
        "“We both face the same challenges,”",
        "Why did he come? Nobody said.",
        "He wrote it on Twitter.",
        "Copyright law was not discussed.",
        "The photo was widely shared.",
        "Egypt supplied rockets (via Turkey).",
    ],
)
def test_reporting_that_looks_like_something_else_stays_body(line: str) -> None:
    assert part_of(line, f"{TITLE}\n\n{PROSE}\n\n{line}\n\n{MORE}") is Part.BODY


def test_a_sentence_under_the_title_is_a_standfirst_only_where_a_dateline_follows() -> None:
    line = "The security chief's visit is the first in public."
    assert part_of(line, f"{TITLE}\n\n{line}\n\nBEIRUT - {PROSE}\n\n{MORE}") is Part.STANDFIRST
    assert part_of(line, f"{TITLE}\n\n{line}\n\nBy Ahmed Hassan\n\n{PROSE}\n\n{MORE}") is Part.STANDFIRST
    assert part_of(line, f"{TITLE}\n\n{line}\n\n{PROSE}\n\n{MORE}") is Part.BODY


@pytest.mark.parametrize(
    "lead", ["BEIRUT -", "CAIRO (Reuters) -", "Damascus, Oct. 17 (SANA) –", "BEIRUT/CAIRO —", "Sat 24 Aug 2013 at 2354"]
)
def test_a_dateline_before_the_lead_stands_apart(lead: str) -> None:
    found = parts(f"{TITLE}\n\n{lead} {PROSE}\n\n{MORE}")
    assert found[1:3] == [(Part.DATELINE, lead), (Part.BODY, PROSE)]


@pytest.mark.parametrize(
    ("aside", "part"),
    [
        ("A street in Homs on July 1 2016. (AFP Photo)", Part.CAPTION),
        ("A man walks past ruins in the old town (Reuters)", Part.CAPTION),
        ("Smoke over the old town June 11 2016. (Gazette and Agencies)", Part.CAPTION),
        ("A boy takes shelter in a mosque August 21 2013. REUTERS/Omar Porter", Part.CAPTION),
        ("Dozens hurt by a car bomb near the crossing Town Monitor (townmonitor) October 13 2016", Part.FURNITURE),
        ("Convoy is on its way pic.twitter.com/abc UN AID (UNAID) October 13 2016", Part.FURNITURE),
        ("Tags Homs Syria army rebels Shells fell on two streets of the town.", Part.FURNITURE),
        ("BEIRUT August 21 (The Associated Press)", Part.DATELINE),
        ("CAIRO (Reuters) -", Part.DATELINE),
    ],
)
def test_what_stands_between_two_sentences_and_is_no_reporting(aside: str, part: Part) -> None:
    found = parts(f"{TITLE}\n\n{PROSE} {aside} {MORE}")
    assert found[1:] == [(Part.BODY, PROSE), (part, aside), (Part.BODY, MORE)]


@pytest.mark.parametrize(
    "words",
    [
        "The Syrian Arab News Agency (SANA) said that the road was open.",
        "The Free Syrian Army (FSA) August 3 2013 statement named nobody.",
        "He told the Associated Press (AP) Monday that the road was open.",
        "The strike on Oct. 11 hit the market of the town.",
    ],
)
def test_a_bracket_in_a_sentence_is_no_credit(words: str) -> None:
    assert parts(f"{TITLE}\n\n{PROSE} {words} {MORE}")[1:] == [(Part.BODY, f"{PROSE} {words} {MORE}")]


def test_a_dash_after_an_acronym_is_no_dateline() -> None:
    line = "SANA - the state agency - reported on Monday that the two sides had agreed to talk."
    assert part_of(line, f"{TITLE}\n\n{line}\n\n{MORE}") is Part.BODY


def test_pull_quotes_are_found_across_an_attribution_but_embedded_words_are_not() -> None:
    body = "“We have understood the Egyptian position,” the source said. “This visit is not a surprise.”"
    quote = "We have understood the Egyptian position. This visit is not a surprise."
    text = f"{TITLE}\n\n{PROSE}\n\n{body}\n\n{quote}\n\n{MORE}"
    assert part_of(quote, text) is Part.PULL_QUOTE
    assert part_of(body, text) is Part.BODY
    denial = "Israel struck the airport of Damascus on Sunday."
    text = f"{TITLE}\n\n{denial}\n\nSyria denied that Israel struck the airport of Damascus on Sunday.\n\n{MORE}"
    assert part_of(denial, text) is Part.BODY


def test_links_announced_at_the_end_are_links() -> None:
    text = f"{TITLE}\n\n{PROSE}\n\n{MORE}\n\nRelated articles\n\nIsrael strikes Damascus airport\n\nTalks fail"
    assert [part for part, _ in parts(text)][-3:] == [Part.READ_MORE] * 3


def test_arabic_without_full_stops_stays_body() -> None:
    text = (
        f"{ARABIC_TITLE}\n\n{ARABIC}\n\n{ARABIC_MORE}\n\nوغادر الوفد في المساء\n\n{ARABIC.replace('القاهرة', 'دمشق')}"
    )
    assert [part for part, _ in parts(text)] == [Part.TITLE, *[Part.BODY] * 4]


def test_arabic_headings_and_datelines() -> None:
    text = f"{ARABIC_TITLE}\n\nالقاهرة (رويترز) - {ARABIC}.\n\nتنسيق أمني\n\n{ARABIC_MORE}."
    assert [part for part, _ in parts(text)] == [Part.TITLE, Part.DATELINE, Part.BODY, Part.HEADING, Part.BODY]


def test_the_url_decides_between_two_possible_titles() -> None:
    text = f"Syria and Egypt: our Cairo coverage\n\nMamlouk in surprise trip\n\n{PROSE}\n\n{MORE}"
    assert title(text, "https://example.org/2018/12/24/mamlouk-in-surprise-trip.html") == "Mamlouk in surprise trip"


def test_a_text_without_a_title_line_is_named_by_its_url_or_first_words() -> None:
    assert title(PROSE, "https://example.org/cairo-mends-its-ties/") == "Cairo mends its ties"
    assert title(PROSE) == "Syrian officials told the paper that Cairo and Damascus had agreed to…"
    assert title("") == ""


def test_hard_wrapped_paragraphs_are_one_block() -> None:
    wrapped = "Syrian officials told the paper that the two sides had agreed to\nmend ties and to meet again."
    assert parts(f"{TITLE}\n\n{wrapped}\n\n{MORE}")[1] == (Part.BODY, wrapped)


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("2016-10-17", ["2016-10-17"]),
        ("17 Oct 2016", ["2016-10-17"]),
        ("Oct. 17th, 2016", ["2016-10-17"]),
        ("17/10/2016", ["2016-10-17"]),
        ("03/04/2016", ["2016-03-04", "2016-04-03"]),
        ("04.04.2016", ["2016-04-04"]),
        ("17 أكتوبر 2016", ["2016-10-17"]),
        ("17 تشرين الأول / أكتوبر 2016", ["2016-10-17"]),
        ("31 February 2016", []),
        ("October 2016", []),
        ("12016-10-17", []),
    ],
)
def test_written_dates(line: str, days: list[str]) -> None:
    assert [day.isoformat() for found in written_dates(line) for day in found.days] == days


def test_a_place_with_a_date_may_be_a_pictures_and_does_not_date_the_article() -> None:
    assert dates_article("Published: 14 January 2012")
    assert dates_article("John Smith | January 14, 2012")
    assert dates_article("DAMASCUS, Jan. 14, 2012 (SANA) -")
    assert not dates_article("Damascus, 14 January 2012")


pieces = st.sampled_from(
    [
        TITLE,
        PROSE,
        MORE,
        ARABIC,
        "Read: more",
        "Share",
        "By A. B",
        "2016-10-17",
        "“",
        ".",
        "\u200f",
        "\ufeff",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "\u2028",
        "\xa0",
    ]
)


@given(st.one_of(st.text(max_size=400), st.lists(pieces, max_size=30).map("".join)), st.text(max_size=60))
def test_any_text_is_covered_once_in_order(text: str, url: str) -> None:
    found = blocks(text, url)
    covered = "".join("x" * (block.end - block.start) for block in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[block.start : block.end] == text[block.start : block.end].strip() != "" for block in found)
    assert all(one.paragraph <= other.paragraph for one, other in pairwise(found))
    outside = list(text)
    for block in found:
        outside[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(outside).strip()
    assert len(covered) <= len(text)
    assert isinstance(title(text, url), str)
