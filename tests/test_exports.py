"""An edition in the formats of other tools: valid, the same every time, saying what the page says, and inert."""

from __future__ import annotations

import argparse
import email
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import jsonschema
import pytest
import samples
import stix2
import tradecraft_pages
from hostile_sets import HOSTILE as SETS
from hostile_sets import needs_hostile_sets
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.cli import export as verb
from briefing.errors import BriefingError, CheckFailed, OutputError, SettingError
from briefing.exports import FORMATS, export
from briefing.exports.atom import ATOM, feed
from briefing.exports.wrapping import OCTETS, WIDTH, width, wrapped
from briefing.language.plain import plain
from briefing.render import as_json
from briefing.saved import load
from briefing.tradecraft import RULES
from briefing.tradecraft.rule import Page
from briefing.types import Brief, DateBasis, DateSpan, Section

BRIEFS: dict[str, Callable[[], Brief]] = {
    "judged": tradecraft_pages.judged,
    "rules": tradecraft_pages.ruled,
    "rich": samples.rich,
    "empty": samples.empty,
}
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "]]></summary><!-- & &lt; &amp;lt; &#0; \"' --><![CDATA[",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://user:secret@evil.example/",
    "Subject: hello\r\nBcc: everyone@evil.example\r\n\r\n--boundary",
    "From the desk\nFrom nobody Mon Jan 1 00:00:00 2018\n>quoted\n.\n-- \nsignature",
    "![x](http://evil.example/seen.png) [click](http://evil.example) ![y][1]\n[1]: http://evil.example/seen.png",
    "\x00\x01\x08\x0b\x1b[31mred\x7f\x85\u2028\u2029\ufffe\uffff\ud800\udfff",
    "\u202eevil\u202c \u2066isolate\u2069 \u200fmark\u200e \u200b\ufeff\U000e0041",
    "سوريا ومصر \u202b(القاهرة)\u202c",
    "漢字" * 200,
    "Z" + "\u0300" * 3000,
    "a" * 5000,
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7} \\u0000 \\",
    "",
    "   ",
    "cve",
)
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.fixture(params=BRIEFS)
def brief(request: pytest.FixtureRequest) -> Brief:
    return BRIEFS[request.param]()


def bundle(brief: Brief) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(export(brief, "stix")[1])
    return table


def objects(brief: Brief, kind: str) -> list[dict[str, Any]]:
    return [each for each in bundle(brief)["objects"] if each["type"] == kind]


def mail(brief: Brief) -> str:
    return export(brief, "text")[1].decode()


def citations(brief: Brief) -> list[Any]:
    table = json.loads(export(brief, "csl")[1])
    assert isinstance(table, list)
    return table


# --- every format


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_brief_gives_the_same_bytes_also_when_it_was_saved(name: str, brief: Brief, tmp_path: Path) -> None:
    for file, content in tradecraft_pages.files(brief).items():
        (tmp_path / file).write_bytes(content)
    assert export(brief, name) == export(load(tmp_path).brief, name) == export(replace(brief), name)
    assert export(brief, name)[0] == FORMATS[name].file


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_text_from_outside_stays_text(hostile: str) -> None:
    brief = samples.hostile(hostile)
    inert(brief)
    stix2.parse(bundle(brief), allow_custom=False)
    assert citations(brief)[0].get("title", "") == plain(hostile)
    assert objects(brief, "report")[0]["external_references"]


@needs_hostile_sets
def test_the_recorded_hostile_texts_stay_text() -> None:
    payloads = (SETS / "xss_payloads.txt").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    naughty = json.loads((SETS / "naughty_strings.json").read_text(encoding="utf-8"))
    texts = [*payloads[::10], *(text for text in naughty if isinstance(text, str))]
    for start in range(0, len(texts), 50):
        inert(hostile_sources(texts[start : start + 50]))


def hostile_sources(texts: Sequence[str]) -> Brief:
    brief = samples.rich()
    first = brief.sources[0]
    sources = [
        replace(first, number=n, article_id=f"a{n}", title=t, publisher=t, url=t) for n, t in enumerate(texts, 1)
    ]
    lines = [
        replace(brief.lines[0], id=f"s{n}", section=Section.BACKGROUND, item=n, text=t) for n, t in enumerate(texts)
    ]
    return replace(brief, sources=tuple(sources), lines=tuple(lines))


def inert(brief: Brief) -> None:
    """Nothing of a brief is markup, a control character, a header or an unsafe address in any format."""
    table, root = bundle(brief), parsed(feed({"2018-12-24": brief}))
    assert {each.tag.removeprefix(f"{{{ATOM}}}") for each in root.iter()} <= ATOM_TAGS
    message = email.message_from_string(mail(brief))
    assert message.items() == [("TLP", "CLEAR")]  # the label alone: no header from outside
    made = [export(brief, name)[1].decode() for name in FORMATS] + [feed({"2018-12-24": brief})]
    assert not [c for text in made for c in text if c in BIDI or (c < " " and c != "\n") or "\x7f" <= c <= "\x9f"]
    followed = [each["url"] for found in references(table) for each in found if "url" in each]
    followed += [each["URL"] for each in citations(brief) if "URL" in each]
    assert {urlsplit(url).scheme for url in followed} <= {"http", "https"}
    assert not [url for url in followed if "@" in urlsplit(url).netloc]
    shown = [text for each in table["objects"] for text in each.values() if isinstance(text, str)]
    assert not [text for text in shown if re.search(r"!\[|\]\(", text)]  # no image that a Markdown reader would fetch
    assert all(width(line) <= WIDTH or line.strip().startswith("<http") for line in mail(brief).splitlines())


ATOM_TAGS = {
    *(
        "feed",
        "id",
        "title",
        "subtitle",
        "updated",
        "author",
        "name",
        "generator",
        "link",
        "entry",
        "category",
        "summary",
    )
}


def references(table: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    return (each["external_references"] for each in table["objects"] if "external_references" in each)


# --- the same content everywhere


def quoted(lines: Sequence[dict[str, Any]]) -> list[Any]:
    made = [(c["article_id"], c["start"], c["end"], plain(c["quote"])) for line in lines for c in line["citations"]]
    return list(dict.fromkeys(made))


def cited(note: dict[str, Any]) -> list[Any]:
    found = []
    for reference in note.get("external_references", ()):
        article, place = reference["external_id"].split("#char=")
        start, end = map(int, place.split(","))
        found.append((article, start, end, reference["description"]))
    return found


def test_every_citation_of_the_page_is_in_the_bundle(brief: Brief) -> None:
    lines = json.loads(as_json(brief))["sentences"]
    expected = {citation for line in lines for citation in quoted([line])}
    assert {citation for note in objects(brief, "note") for citation in cited(note)} == expected


def test_every_sentence_and_source_is_in_the_mail_and_the_bundle(brief: Brief) -> None:
    flat, report = " ".join(mail(brief).split()), next(iter(objects(brief, "report")))
    said = " ".join([report["name"], report["description"], *(note["content"] for note in objects(brief, "note"))])
    for line in brief.lines:
        assert " ".join(line.text.split()) in flat
        assert plain(line.text) in said
    assert [reference["external_id"] for reference in report.get("external_references", ())] == [
        source.article_id for source in brief.sources
    ]
    assert [f"\n[{source.number}] " in mail(brief) for source in brief.sources] == [True] * len(brief.sources)


def test_headings_of_the_mail_are_those_of_the_page() -> None:
    written = tradecraft_pages.files(samples.rich())["brief.md"].decode()
    headings = [line.removeprefix("## ").upper() for line in written.splitlines() if line.startswith("## ")]
    assert [line for line in mail(samples.rich()).splitlines() if line in headings] == headings


def test_a_sentence_that_is_not_supported_is_marked_everywhere() -> None:
    brief = samples.rich()
    assert "[not checked]" in mail(brief)
    assert [note for note in objects(brief, "note") if "[not checked]" in note["content"]]


# --- STIX


def test_a_bundle_is_valid_and_meets_the_rules_of_tradecraft(brief: Brief) -> None:
    file, content = export(brief, "stix")
    stix2.parse(content.decode(), allow_custom=False)
    page = Page(brief, tradecraft_pages.files(brief) | {file: content})
    standing = {rule: RULES[rule].check(page).standing.value for rule in ("STX-1", "STX-2", "STX-3", "CNG-1")}
    expected = "met" if brief.section(Section.KEY_JUDGMENTS) else "not applicable"
    assert standing["STX-1"] == "met"
    assert standing["STX-2"] == standing["STX-3"] == expected
    assert standing["CNG-1"] in {"met", "not applicable"}


def test_identifiers_are_unique_name_based_and_resolve(brief: Brief) -> None:
    table = bundle(brief)
    names = [each["id"] for each in table["objects"]]
    assert len(set(names)) == len(names)
    ours = [name for name in (table["id"], *names) if not name.startswith("marking-definition")]
    assert all(
        re.fullmatch(r"[a-z]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", n) for n in ours
    )
    for each in table["objects"]:
        referred = [*each.get("object_refs", ()), *each.get("object_marking_refs", ())]
        referred += [each["created_by_ref"]] if "created_by_ref" in each else []
        assert set(referred) <= set(names)
        assert each["type"] == "marking-definition" or each["object_marking_refs"] == [names[0]]


def test_another_content_never_shares_an_identifier() -> None:
    one = tradecraft_pages.judged()
    other = replace(one, key_question="Is it?")
    named = [{each["id"]: each for each in bundle(brief)["objects"]} for brief in (one, other)]
    shared = named[0].keys() & named[1].keys()
    assert {name.split("--")[0] for name in shared} == {"marking-definition", "identity"}
    assert all(named[0][name] == named[1][name] for name in shared)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("TLP:CLEAR", "94868c89-83c2-464b-929b-a1a8aa3c8487"),
        ("TLP:GREEN", "bab4a63c-aed9-4cf5-a766-dfca5abac2bb"),
        ("TLP:AMBER", "55d920b0-5e8b-4f79-9ee9-91f868d9b421"),
        ("TLP:AMBER+STRICT", "939a9414-2ddd-4d32-a0cd-375ea402b003"),
        ("TLP:RED", "e828b379-4e03-4974-9ac4-e53a884c97c1"),
    ],
)
def test_the_marking_is_the_object_that_oasis_publishes(label: str, name: str) -> None:
    """As in oasis-open/cti-stix-common-objects, extension-definition-specifications/tlp-2.0."""
    (marking,) = objects(replace(samples.rich(), tlp=label), "marking-definition")
    assert marking == {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": f"marking-definition--{name}",
        "created": "2022-10-01T00:00:00.000Z",
        "name": label,
        "extensions": {
            "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d": {
                "extension_type": "property-extension",
                "tlp_2_0": label.removeprefix("TLP:").lower(),
            }
        },
    }


@pytest.mark.parametrize("label", ["TLP:WHITE", "tlp:clear", ""])
def test_a_bundle_is_never_made_without_a_marking(label: str) -> None:
    with pytest.raises(CheckFailed, match="no label of TLP"):
        export(replace(samples.rich(), tlp=label), "stix")


def test_confidence_is_the_analytic_one_and_the_term_stays_in_the_sentence() -> None:
    notes = {note["abstract"]: note for note in objects(samples.rich(), "note")}
    assert [notes[f"Key judgment {n}"]["confidence"] for n in (1, 2)] == [15, 50]
    assert "likely to hold" in notes["Key judgment 1"]["content"]
    assert "confidence" not in notes["Report 1"]
    assert [note for note in objects(tradecraft_pages.ruled(), "note") if "confidence" in note] == []


def test_identities_are_the_origins_and_publishers_once_each() -> None:
    found = {each["name"]: each for each in objects(tradecraft_pages.judged(), "identity")}
    assert found["SANA"]["identity_class"] == "organization"
    assert found["unnamed Syrian diplomatic source to Mada Masr"]["identity_class"] == "unknown"
    assert found["SANA"]["description"] == "state agency; interest: Syrian government; record F"
    assert found["Daily Sabah"]["description"] == "publisher"
    assert len(found) == len(objects(tradecraft_pages.judged(), "identity")) == 13
    assert "class" not in {each["identity_class"] for each in found.values()}


def test_a_bundle_says_when_a_model_wrote_and_which_grade_a_report_has() -> None:
    notes = {note["abstract"]: note for note in objects(tradecraft_pages.judged(), "note")}
    grade = ['admiralty-scale:source-reliability="f"', 'admiralty-scale:information-credibility="6"']
    assert notes["Report 1"]["labels"] == grade
    written = {name: objects(BRIEFS[name](), "report")[0].get("labels") for name in ("judged", "rules")}
    assert written == {"judged": ["information-origin:AI-generated"], "rules": None}


def test_a_report_is_published_at_the_end_of_the_cut_off_day() -> None:
    (report,) = objects(tradecraft_pages.judged(), "report")
    assert report["published"] == "2018-12-24T23:59:59Z"
    assert report["created"] == report["modified"] == "2018-12-24T23:59:59.000Z"
    source = tradecraft_pages.judged().sources[0]
    assert report["external_references"][0]["hashes"] == {"SHA-256": source.sha256}


def test_a_report_of_nothing_is_still_a_report() -> None:
    (report,) = objects(samples.empty(), "report")
    assert report["name"] == "No usable reporting at this cut-off"
    assert report["object_refs"] == [report["created_by_ref"]]


# --- CSL-JSON

DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
        },
        "circa": {"type": "boolean"},
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "type": {"const": "article-newspaper"},
            "issued": DATE,
            **{name: {"type": "string", "minLength": 1} for name in ("title", "container-title", "URL", "note")},
        },
        "required": ["id", "type", "note"],
        "additionalProperties": False,
    },
}


def test_the_sources_are_csl_json_in_their_order(brief: Brief) -> None:
    jsonschema.validate(citations(brief), CSL)
    assert [each["id"] for each in citations(brief)] == [source.article_id for source in brief.sources]


DAY = date(2016, 10, 17)


@pytest.mark.parametrize(
    ("span", "issued"),
    [
        (DateSpan(DAY, DAY, DateBasis.STATED), {"date-parts": [[2016, 10, 17]]}),
        (DateSpan(DAY, DAY, DateBasis.INFERRED, "x"), {"date-parts": [[2016, 10, 17]], "circa": True}),
        (
            DateSpan(DAY, date(2016, 11, 2), DateBasis.METADATA),
            {"date-parts": [[2016, 10, 17], [2016, 11, 2]], "circa": True},
        ),
        (DateSpan(None, None, DateBasis.UNKNOWN), None),
    ],
)
def test_a_date_is_as_sure_as_it_is(span: DateSpan, issued: Any) -> None:
    brief = samples.rich()
    source = replace(brief.sources[0], published=span, title="", url="javascript:alert(1)")
    (found,) = citations(replace(brief, sources=(source,)))
    assert found.get("issued") == issued
    assert "title" not in found
    assert "URL" not in found
    assert "Admiralty reliability F" in found["note"]


# --- mail


def test_a_mail_begins_and_ends_with_the_label(brief: Brief) -> None:
    lines = mail(brief).splitlines()
    assert lines[0] == lines[-1] == "TLP:CLEAR"
    assert lines[1] == ""


def test_a_mail_is_wrapped_and_its_addresses_are_whole(brief: Brief) -> None:
    lines = mail(brief).splitlines()
    for source in brief.sources:
        assert [line for line in lines if line.strip() == f"<{source.url}>"]
    assert all(width(line) <= WIDTH for line in lines if not line.strip().startswith("<http"))
    assert not [line for line in lines if line.endswith(" ") or line.startswith((">", "From "))]


def test_an_address_no_mail_can_hold_is_cut() -> None:
    brief = samples.rich()
    source = replace(brief.sources[0], url="https://example.org/" + "a" * 5000)
    lines = mail(replace(brief, sources=(source,))).splitlines()
    assert max(len(line.encode()) for line in lines) <= OCTETS


@pytest.mark.parametrize(
    ("text", "columns"),
    [("Cairo", 5), ("é", 1), ("e\u0301", 1), ("漢字", 4), ("ｗｉｄｅ", 8), ("دِمَشق", 4), ("a\u200db", 2), ("\u00a0", 1)],
)
def test_columns_are_counted_as_they_are_seen(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=400))
@settings(max_examples=60, deadline=None)
def test_wrapping_keeps_every_character_and_every_limit(text: str) -> None:
    lines = list(wrapped(text, "- ", "  "))
    assert "".join("".join(lines).split()) == "".join(f"- {text}".split())
    assert all(width(line) <= WIDTH and len(line.encode()) <= OCTETS for line in lines)
    assert not [line for line in lines if line.endswith(" ")]


@pytest.mark.parametrize("start", ["From ", ">", ">>"])
def test_no_line_looks_like_a_quotation_or_a_new_message(start: str) -> None:
    words = " ".join(["ninechars"] * 7)  # the next word begins a line
    lines = [*wrapped(f"{start}x {words} {start}y {words}"), *wrapped(f"{start}x")]
    assert not [line for line in lines if line.startswith((">", "From "))]
    assert max(map(len, lines)) <= WIDTH


def test_a_combining_mark_is_never_parted_from_its_letter() -> None:
    lines = list(wrapped("e\u0301" * 200))
    assert len(lines) > 1
    assert not [line for line in lines if unicodedata.combining(line[0])]


# --- the feed


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode())  # noqa: S314 - our own


def entries(text: str) -> list[ElementTree.Element]:
    return parsed(text).findall(f"{{{ATOM}}}entry")


def said(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"{{{ATOM}}}{name}") or ""


def link(element: ElementTree.Element, kind: str) -> str:
    found = element.find(f"{{{ATOM}}}link[@rel='{kind}']")
    return "" if found is None else found.get("href", "")


EDITIONS = {"2016-10-18": tradecraft_pages.ruled, "2018-12-24": tradecraft_pages.judged}


def test_a_feed_has_the_newest_edition_first_and_no_clock() -> None:
    text = feed({name: make() for name, make in EDITIONS.items()})
    root = parsed(text)
    assert [link(entry, "alternate") for entry in entries(text)] == ["2018-12-24/brief.html", "2016-10-18/brief.html"]
    assert said(root, "updated") == said(entries(text)[0], "updated") == "2018-12-24T23:59:59Z"
    assert said(entries(text)[0], "title") == plain(tradecraft_pages.judged().lines[0].text)
    assert "Ali Mamlouk met his Egyptian counterpart" in said(entries(text)[0], "summary")
    assert root.findall(f".//{{{ATOM}}}category[@term='TLP:CLEAR']")
    assert link(root, "self") == ""


def test_identifiers_of_a_feed_outlive_its_address_and_its_next_edition() -> None:
    both = {name: make() for name, make in EDITIONS.items()}
    here, there = feed(both), feed(both, "https://example.org/desk/")
    earlier = feed({"2016-10-18": both["2016-10-18"]})
    names = [[said(entry, "id") for entry in entries(text)] for text in (here, there, earlier)]
    assert names[0] == names[1]
    assert names[0][1:] == names[2]
    assert len(set(names[0])) == 2
    assert said(parsed(here), "id") == said(parsed(earlier), "id")
    assert link(entries(there)[0], "alternate") == "https://example.org/desk/2018-12-24/brief.html"
    assert link(parsed(there), "self") == "https://example.org/desk/atom.xml"


# --- the verb


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    verb.options(parser)
    return verb.run(parser.parse_args(arguments))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for name, make in EDITIONS.items():
        folder = tmp_path / "egypt-syria" / name
        folder.mkdir(parents=True)
        for file, content in tradecraft_pages.files(make()).items():
            (folder / file).write_bytes(content)
    return tmp_path / "egypt-syria"


@pytest.mark.parametrize("name", FORMATS)
def test_an_edition_is_exported_to_standard_output_or_a_file(
    name: str, desk: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    content = export(tradecraft_pages.judged(), name)[1]
    before = {path: path.read_bytes() for path in (desk / "2018-12-24").iterdir()}
    assert run(str(desk / "2018-12-24"), "--format", name) == 0
    assert capsysbinary.readouterr().out == content
    assert run(str(desk / "2018-12-24"), "--format", name, "--out", str(tmp_path / "made")) == 0
    assert (tmp_path / "made").read_bytes() == content
    assert {path: path.read_bytes() for path in (desk / "2018-12-24").iterdir()} == before


def test_a_feed_leaves_out_and_names_what_it_can_not_read(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "2017-01-01").mkdir()
    (desk / "2017-01-02").mkdir()
    (desk / "2017-01-02" / "brief.json").write_text("{", encoding="utf-8")
    (desk / "archive").mkdir()
    assert run(str(desk), "--format", "atom", "--base-url", "https://example.org/d") == 0
    out, err = capsys.readouterr()
    assert len(entries(out)) == 2
    assert "2017-01-01" in err
    assert "2017-01-02" in err
    assert "archive" not in err


def test_every_format_can_be_asked_for() -> None:
    parser = argparse.ArgumentParser()
    verb.options(parser)
    for name in (*FORMATS, "atom"):
        assert parser.parse_args([".", "--format", name]).format == name


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (["2018-12-24", "--format", "atom"], CheckFailed, "no edition"),
        (["nowhere", "--format", "stix"], CheckFailed, "nowhere"),
        ([".", "--format", "atom", "--base-url", "javascript:alert(1)"], SettingError, "no web address"),
        (["2018-12-24", "--format", "csl", "--base-url", "https://example.org"], SettingError, "atom"),
        (["2018-12-24", "--format", "csl", "--out", "no/such/folder/file"], OutputError, "no/such/folder"),
    ],
)
def test_what_can_not_be_done_is_said(
    arguments: list[str], error: type[BriefingError], words: str, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    with pytest.raises(error, match=words) as raised:
        run(*arguments)
    assert raised.value.hint
