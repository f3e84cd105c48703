"""A PDF is read as its reader meets it: sheets, running lines and sentences, and what the rules make of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from tradecraft_pages import FAILS, MET, files, finding, judged, ruled
from tradecraft_pdf import pdf, typeset

from briefing.tradecraft.sheets import packed, sheets
from briefing.types import Brief, Standing


def standing(rule: str, page: Brief, content: bytes) -> tuple[Standing, str]:
    found = finding(rule, page, files(page) | {"brief.pdf": content})
    return found.standing, found.reason


WORDS = [
    "Egypt’s intelligence chief invited him.",
    "An efficient, affluent official: “quotes” (and brackets) — 60–70 %, a\\b.",
    "Ğ, ḥ, ʿ and é stand as they are.",
    "A very long sentence " + "that goes on and on, from one line to the next, " * 8 + "until it ends.",
]


def test_sheets_hold_the_words_that_were_set() -> None:
    found = sheets(pdf(*WORDS, head="TLP:RED", foot="page"))
    assert len(found) == 1
    assert packed("".join(WORDS)) in packed(found[0].text)
    assert (found[0].head, found[0].foot) == ("TLP:RED", "page")


def test_every_sheet_is_read_in_order() -> None:
    found = sheets(typst.compile(b"One\n#pagebreak()\nTwo\n#pagebreak()\nThree"))
    assert [sheet.text for sheet in found] == ["One", "Two", "Three"]


@pytest.mark.parametrize("make", [judged, ruled])
def test_a_page_as_it_was_set_keeps_the_rules(make: Callable[[], Brief]) -> None:
    page, content = make(), typeset(make())
    for rule in ("CNG-1", "TLP-2", "LEN-1"):
        before = finding(rule, page, files(page)).reason
        now, reason = standing(rule, page, content)
        assert now is MET, reason
        assert "brief.pdf" in reason
        assert reason != before


@pytest.mark.parametrize(
    ("rule", "alter", "running", "says"),
    [
        ("CNG-1", lambda text: text.replace("are likely to", "are unlikely to"), {}, "brief.pdf does not carry it"),
        ("CNG-1", lambda text: text.replace("judgment is low", "judgment is high"), {}, "brief.pdf does not carry it"),
        ("TLP-2", str, {"head": "For all"}, "the head of page 1 of brief.pdf"),
        ("TLP-2", str, {"foot": "page 1"}, "the foot of page 1 of brief.pdf"),
        ("LEN-1", str, {"again": 2}, "brief.pdf has 2 pages"),
    ],
)
def test_what_differs_on_the_sheet_is_named(
    rule: str, alter: Callable[[str], str], running: dict[str, str | int], says: str
) -> None:
    now, reason = standing(rule, judged(), typeset(judged(), alter, **running))
    assert (now, says in reason) == (FAILS, True), reason


def test_a_stricter_label_is_not_the_milder_one() -> None:
    page = replace(judged(), tlp="TLP:AMBER")
    strict = typeset(page, head="TLP:AMBER+STRICT")
    assert standing("TLP-2", page, strict) == (FAILS, "the head of page 1 of brief.pdf lacks TLP:AMBER")


GOOD = pdf("Egypt invited him.")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD)), st.binary(max_size=12), st.integers(0, 40))
def test_no_bytes_stop_the_reader(at: int, junk: bytes, less: int) -> None:
    assert isinstance(sheets(GOOD[:at] + junk + GOOD[at + less :]), tuple)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"1 0 obj <</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>> endobj"])
def test_what_is_no_pdf_of_ours_has_no_sheet(content: bytes) -> None:
    assert sheets(content) == ()
