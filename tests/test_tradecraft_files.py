"""The rules that need an edition's files: what is missing, altered or unlike in them is named, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from tradecraft_pages import (
    ABSENT,
    FAILS,
    MET,
    UNSEEN,
    Edit,
    both,
    change,
    files,
    finding,
    judged,
    regraph,
    ruled,
    same,
    with_,
)
from tradecraft_pdf import typeset

from briefing.tradecraft import RULES, Scope, examine
from briefing.types import Brief, Section, Standing

Files = dict[str, bytes]
Alter = Callable[[Files], Files]
NO_PDF = b"%PDF-1.7 of another make"


@dataclass(frozen=True, slots=True)
class Case:
    """One change to the files (or to the page before they are written), and what a rule then says."""

    rule: str
    why: str
    alter: Alter
    standing: Standing
    reason: str = ""
    edit: Edit = same
    page: Callable[[], Brief] = judged

    def __str__(self) -> str:
        return f"{self.rule} {self.why}".replace(" ", "-")


def swap(name: str, old: str, new: str, count: int = -1) -> Alter:
    def alter(held: Files) -> Files:
        assert old.encode() in held[name]
        return held | {name: held[name].replace(old.encode(), new.encode(), count)}

    return alter


def add(name: str, content: bytes) -> Alter:
    return lambda held: held | {name: content}


def without(name: str) -> Alter:
    return lambda held: {key: content for key, content in held.items() if key != name}


def cut(name: str, *, head: bool) -> Alter:
    """Take away the first or the last line."""

    def alter(held: Files) -> Files:
        rows = held[name].decode().strip().split("\n")
        return held | {name: "\n".join(rows[1:] if head else rows[:-1]).encode()}

    return alter


def table(name: str, edit: Callable[[dict[str, Any]], object]) -> Alter:
    """Change a JSON file."""

    def alter(held: Files) -> Files:
        value = json.loads(held[name])
        edit(value)
        return held | {name: json.dumps(value).encode()}

    return alter


def none(held: Files) -> Files:
    return held


def bundle(**changes: Any) -> Alter:
    """Add a STIX bundle of the judged page; `changes` are of its first note."""
    judgments = [line for line in judged().section(Section.KEY_JUDGMENTS) if line.role.value == "judgment"]
    notes = [
        {"type": "note", "id": f"note--{n}", "content": line.text, "object_refs": ["report--1"], "confidence": 15}
        for n, line in enumerate(judgments, start=1)
    ]
    notes[0].update(changes)
    report = {
        "type": "report",
        "id": "report--1",
        "name": "x",
        "published": "2018-12-24T00:00:00Z",
        "object_refs": ["note--1"],
    }
    return lambda held: held | {"brief.stix.json": json.dumps({"type": "bundle", "objects": [report, *notes]}).encode()}


def more(*objects: dict[str, Any]) -> Alter:
    """Add a bundle with further objects."""

    def alter(held: Files) -> Files:
        held = bundle()(held)
        value = json.loads(held["brief.stix.json"])
        value["objects"] += objects
        return held | {"brief.stix.json": json.dumps(value).encode()}

    return alter


OPINION = {"type": "opinion", "id": "opinion--1", "opinion": "disagree", "object_refs": ["report--1"]}
FIRST = judged().section(Section.KEY_JUDGMENTS)[0].text
LABEL = '<p class="tlp tlp-clear">TLP:CLEAR</p>'
BARS = '<span class="meter"><i class="on"></i><i></i><i></i></span>'

CASES = [
    Case("TLP-2", "as written", none, MET, "there is no brief.pdf"),
    Case("TLP-2", "as written, by rules", none, MET, page=ruled),
    Case("TLP-2", "no head", swap("brief.html", LABEL, "", 1), FAILS, "the head of brief.html"),
    Case("TLP-2", "another label", swap("brief.html", "TLP:CLEAR</p>", "TLP:CLEARED</p>"), FAILS, "brief.html"),
    Case("TLP-2", "no head in Markdown", cut("brief.md", head=True), FAILS, "the head of brief.md"),
    Case("TLP-2", "no foot in Markdown", cut("brief.md", head=False), FAILS, "the foot of brief.md"),
    Case("TLP-2", "no Markdown", without("brief.md"), FAILS, "brief.md is not there"),
    Case("TLP-2", "a PDF that can't be read", add("brief.pdf", NO_PDF), UNSEEN, "brief.pdf can't be read"),
    Case("TLP-3", "as written", none, MET),
    *[
        Case("TLP-3", tlp, none, MET, edit=with_(tlp=tlp))
        for tlp in ("TLP:RED", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:GREEN")
    ],
    Case("TLP-3", "small", swap("brief.html", "max(12pt, 1rem)", "9pt"), FAILS, "9 pt"),
    Case("TLP-3", "small in pixels", swap("brief.html", "max(12pt, 1rem)", "15px"), FAILS, "11.25 pt"),
    Case("TLP-3", "another red", swap("brief.html", "#ff2b2b", "#cc0000"), FAILS, "#cc0000", with_(tlp="TLP:RED")),
    Case("TLP-3", "on white", swap("brief.html", "background: #000000", "background: #ffffff"), FAILS, "not on black"),
    Case("TLP-3", "three digits", swap("brief.html", "background: #000000", "background: #000"), MET),
    Case("TLP-3", "no style", swap("brief.html", ".tlp {", ".other {"), FAILS, "size is not given"),
    Case("TLP-3", "a label that has no colour", none, ABSENT, edit=with_(tlp="TLP:WHITE")),
    Case("TLP-3", "no page", without("brief.html"), UNSEEN),
    Case("SRC-6", "as written", none, MET),
    Case("SRC-6", "no snapshots", without("sources.json"), FAILS, "not in sources.json"),
    Case("SRC-6", "no receipt", without("receipt.json"), FAILS, "receipt"),
    Case(
        "SRC-6", "altered", table("sources.json", lambda t: t["articles"]["a1now"].update(text="x")), FAILS, "source 5"
    ),
    Case("SRC-6", "not in the receipt", table("receipt.json", lambda t: t["articles"].clear()), FAILS, "the receipt"),
    Case("SRC-6", "nothing cited", none, ABSENT, edit=with_(sources=())),
    Case("CNG-1", "as written", none, MET, "brief.html, brief.md, brief.json"),
    Case("CNG-1", "as written, by rules", none, MET, page=ruled),
    Case(
        "CNG-1",
        "another term in Markdown",
        swap("brief.md", "are likely to announce", "are unlikely to announce"),
        FAILS,
        "brief.md",
    ),
    Case(
        "CNG-1",
        "another term on the page",
        swap("brief.html", '<em class="likelihood">unlikely</em>', "<em>likely</em>"),
        FAILS,
        "brief.html",
    ),
    Case(
        "CNG-1",
        "another level in JSON",
        table("brief.json", lambda t: t["sentences"][5].update(text="Confidence is high.")),
        FAILS,
        "brief.json",
    ),
    Case(
        "CNG-1",
        "a sentence more",
        table("brief.json", lambda t: t["sentences"].append({"id": "s99", "text": "x", "role": "judgment"})),
        FAILS,
        "stands in a file",
    ),
    Case("CNG-1", "no JSON", without("brief.json"), FAILS, "brief.json"),
    Case("CNG-1", "with STIX", bundle(), MET, "brief.stix.json"),
    Case("CNG-1", "other words in STIX", bundle(content="They meet."), FAILS, "brief.stix.json"),
    Case("CNG-1", "another confidence in STIX", bundle(confidence=85), FAILS, "another confidence"),
    Case("CNG-1", "a PDF that can't be read", add("brief.pdf", NO_PDF), UNSEEN, "brief.pdf can't be read"),
    Case("CNG-1", "nothing printed", none, ABSENT, edit=with_(lines=())),
    Case("LEN-1", "no PDF", none, UNSEEN, "on how many sheets"),
    Case("LEN-1", "one sheet", add("brief.pdf", typeset(judged())), MET, "one page"),
    Case("LEN-1", "two sheets", add("brief.pdf", typeset(judged(), again=2)), FAILS, "2 pages"),
    Case("LEN-1", "one sheet, by rules", add("brief.pdf", typeset(ruled())), MET, page=ruled),
    Case("LEN-1", "two sheets, by rules", add("brief.pdf", typeset(ruled(), again=2)), FAILS, "2 pages", page=ruled),
    Case("LEN-1", "a PDF that can't be read", add("brief.pdf", NO_PDF), UNSEEN, "on how many sheets"),
    Case("LEN-1", "too long", none, FAILS, "the body has", change(Section.GAPS, text="It is so. " * 30)),
    Case("LEN-1", "too short", none, FAILS, "the body has", lambda b: replace(b, lines=b.lines[:9])),
    Case(
        "LEN-1",
        "one judgment",
        none,
        FAILS,
        "1 key judgments",
        lambda b: replace(b, lines=tuple(x for x in b.lines if x.section is not Section.KEY_JUDGMENTS or x.item == 1)),
    ),
    Case(
        "LEN-1",
        "long sentences",
        none,
        FAILS,
        "average",
        lambda b: replace(
            b, lines=tuple(replace(x, text=x.text.rstrip(".") + " and so on and on and on and on.") for x in b.lines)
        ),
    ),
    Case("VIS-1", "bars", none, MET),
    Case("VIS-1", "no visual", add("brief.html", b"<p>In words.</p>"), ABSENT, page=ruled),
    Case("VIS-1", "drawings", none, MET, page=ruled),
    Case(
        "VIS-1",
        "a bar too many",
        swap("brief.html", BARS, BARS.replace("<i></i>", '<i class="on"></i>', 1), 1),
        FAILS,
        "bars",
    ),
    Case(
        "VIS-1",
        "a vague label",
        swap("brief.html", "</main>", "<svg><text>Possible visit</text></svg></main>"),
        FAILS,
        "'possible'",
    ),
    Case(
        "VIS-1",
        "a label of dates",
        swap("brief.html", "</main>", "<svg><text>17 October 2016, likely</text></svg></main>"),
        MET,
    ),
    Case("VIS-1", "no page", without("brief.html"), UNSEEN),
    Case("LIK-7", "printed", none, MET),
    Case(
        "LIK-7",
        "not printed",
        swap("brief.html", "ICD 203, first row", "our own"),
        FAILS,
        "brief.html declares no yardstick",
    ),
    Case("TIM-1", "printed", none, MET),
    Case(
        "TIM-1", "not printed", swap("brief.md", "Information cut-off", "Information"), FAILS, "brief.md does not print"
    ),
    Case("TIM-1", "another day", none, FAILS, "does not print", with_(as_of=date(2018, 12, 25))),
    *[Case(rule, "no bundle", none, UNSEEN, "no STIX bundle") for rule in ("STX-1", "STX-2", "STX-3")],
    *[Case(rule, "a bundle", bundle(), MET) for rule in ("STX-1", "STX-2", "STX-3")],
    *[Case(rule, "junk", add("brief.stix.json", b"[1"), FAILS, "no bundle") for rule in ("STX-1", "STX-2", "STX-3")],
    Case("STX-1", "an opinion too", more(OPINION), MET),
    Case("STX-1", "a note about nothing", bundle(object_refs=[]), FAILS, "object_refs"),
    Case(
        "STX-1",
        "a report without a date",
        more({"type": "report", "name": "x", "object_refs": ["a"]}),
        FAILS,
        "published",
    ),
    Case("STX-1", "an unknown opinion", more(OPINION | {"opinion": "likely"}), FAILS, "'likely'"),
    Case("STX-2", "an opinion of ours", more(OPINION | {"explanation": FIRST}), FAILS, "opinion"),
    Case("STX-2", "an opinion on another's report", more(OPINION | {"explanation": "SANA is contradicted."}), MET),
    Case("STX-2", "no note", bundle(content="Something else."), FAILS, "no note"),
    Case("STX-2", "no judgments", bundle(), ABSENT, page=ruled),
    Case("STX-3", "a likelihood for a confidence", bundle(confidence=65), FAILS, "65"),
    Case("STX-3", "another level", bundle(confidence=50), FAILS, "another confidence"),
    Case("STX-3", "a word", bundle(confidence="low"), FAILS, "'low'"),
    Case("STX-3", "no confidence", more({"type": "report"}), MET),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_files_of_an_edition(case: Case) -> None:
    before = case.page()
    page = case.edit(before)
    written = files(before if case.why == "another day" else page)
    got = finding(case.rule, page, case.alter(written))
    assert (got.standing, case.reason in got.reason) == (case.standing, True), got


def test_without_files_what_needs_them_is_not_checked() -> None:
    for each in examine(judged()):
        if RULES[each.rule].scope is Scope.FILES:
            assert each.standing is UNSEEN, each
    assert finding("TLP-2", ruled()).standing is UNSEEN


@pytest.mark.parametrize(
    "junk", [b"", b"\xff\xfe\x00", b"<![x[", b"[" * 100_000, b"null", b"<p class='sentence' id=s1>"]
)
def test_files_of_junk_are_faults_or_unseen_and_never_met(junk: bytes) -> None:
    written = dict.fromkeys(files(judged()), junk)
    for rule in ("SRC-6", "TLP-2", "TLP-3", "CNG-1", "TIM-1", "LIK-7"):
        assert finding(rule, judged(), written).standing is FAILS
    for rule in ("STX-1", "STX-2", "STX-3"):
        assert finding(rule, judged(), written | {"brief.stix.json": junk}).standing is FAILS


def test_the_page_s_own_digest_of_a_source_is_not_taken() -> None:
    page = both(regraph("w1"), with_(sources=tuple(replace(s, sha256="0" * 64) for s in judged().sources)))(judged())
    assert finding("SRC-6", page, files(page)).standing is FAILS
