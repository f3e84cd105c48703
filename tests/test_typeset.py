"""The page on paper: one sheet, read by eye and by ear, the same bytes each time; nothing from outside acts in it."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hostile_sets import HOSTILE as SETS
from hostile_sets import needs_hostile_sets
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from samples import SHIPPED, TEMPLATES, empty, rich, ruled

from briefing.cli import main
from briefing.drawings import timeline
from briefing.errors import TemplateError
from briefing.language.plain import address, plain
from briefing.page import shown
from briefing.saved import load
from briefing.templates import Templates
from briefing.types import Brief, Line, Section
from briefing.typeset import _faces, measure, typeset
from briefing.typeset.glyphs import BOX, Glyphs

EDITIONS = Path(__file__).parent.parent / "cassettes" / "editions"
SAMPLES = {"rich": rich, "ruled": ruled, "empty": empty}
POINTS = {"a4": (595.28, 841.89), "letter": (612, 792)}
ARABIC = "قالت وكالة سانا إن الجانبين اتفقا على تعزيز التنسيق في مكافحة الإرهاب"
HOSTILE = (
    '#read("/etc/passwd")',
    '#panic("out")',
    "$x^2$ *bold* _slanted_ `raw` @source-1 <end> // gone /* gone",
    "] #import \"@preview/x:1.0.0\": * [",
    '\\u{41} \\ \\#',
    '"}, "tlp": "TLP:RED", {"',
    "<script>alert(1)</script>",
    "%PDF-1.7 (\\) >> endobj",
    "\u202eright to left override\u202c \u2067isolate",
    "\x00\x07\x1b[31m\x7f",
    "\ud800 lone \udfff",
    "漢字 😀 👩‍👩‍👧 \U000e0041 \ue000 \uffff",
    "Z\u0351\u036b\u0343\u032a a\u20dd \u0640\u064b\u0301",
    "x" * 300,
    "",
    "   ",
)  # fmt: skip # read best in rows


@pytest.fixture(scope="module")
def verbatim(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """An edition of the seeds without a model: claims, and so a timeline, as they are found."""
    out = tmp_path_factory.mktemp("verbatim")
    assert main(["generate", "--as-of", "2018-12-24", "--out", str(out), "--archive", str(out / "a.sqlite")]) == 0
    return load(out / "egypt-syria" / "2018-12-24").brief


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def told(pdf: bytes) -> str:
    """Everything that a document says, without spaces: lines and columns break where they will."""
    return bare("".join(page.extract_text() for page in read(pdf).pages))


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b\u2068\u2069]+", "", text)


def with_line(brief: Brief, number: int, **changed: Any) -> Brief:
    lines = list(brief.lines)
    lines[number] = replace(lines[number], **changed)
    return replace(brief, lines=tuple(lines))


def places(brief: Brief, section: Section) -> list[int]:
    return [at for at, line in enumerate(brief.lines) if line.section is section]


def elements(node: Any) -> Iterator[Any]:
    """The structure tree's elements in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for kid in node:
            yield from elements(kid)
    elif hasattr(node, "get"):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def links(pdf: bytes) -> tuple[list[Any], list[str]]:
    """Where the links inside the document lead, and the addresses outside it."""
    actions = [note.get_object() for page in read(pdf).pages for note in page.get("/Annots", [])]
    inside = [note.get("/Dest") or note["/A"].get("/D") for note in actions if "/URI" not in note.get("/A", {})]
    return inside, [str(note["/A"]["/URI"]) for note in actions if "/URI" in note.get("/A", {})]


@pytest.mark.parametrize("day", ["2015-09-18", "2016-10-18", "2018-12-24"])
def test_a_recorded_edition_is_one_page_that_says_every_sentence(day: str, tmp_path: Path) -> None:
    assert main(["generate", "--replay", str(EDITIONS / f"{day}.yaml"), "--out", str(tmp_path)]) == 0
    brief = load(tmp_path / "egypt-syria" / day).brief
    made = typeset(brief, SHIPPED)
    assert made.pages == len(read(made.pdf).pages) == 1
    said = told(made.pdf)
    assert not [line.text for line in brief.lines if bare(plain(shown(line))) not in said]


def test_a_page_that_was_measured_is_known_again() -> None:
    brief = with_line(rich(), 0, text="A page that no other test has set, so that all of it is new")

    def took() -> float:
        begun = process_time()
        measure(brief, SHIPPED)
        return process_time() - begun

    first = took()
    assert max(took() for _ in range(4)) < 0.7 * first


@pytest.mark.parametrize("paper", POINTS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_sentence_source_and_label_is_printed(name: str, paper: str) -> None:
    brief = SAMPLES[name]()
    made = typeset(brief, SHIPPED, paper)
    said = told(made.pdf)
    for line in brief.lines:
        assert bare(plain(shown(line))) in said
    for source in brief.sources:
        assert bare(plain(source.title)) in said
        assert bare(address(source.url)) in said
    assert bare(brief.topic) in said
    assert said.count(brief.tlp) == 2 * made.pages  # over and under each
    assert {tuple(round(float(side), 1) for side in page.mediabox[2:]) for page in read(made.pdf).pages} == {
        tuple(round(side, 1) for side in POINTS[paper])
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_can_be_read_by_ear(name: str) -> None:
    brief = SAMPLES[name]()
    reader = read(typeset(brief, SHIPPED).pdf)
    root: Any = reader.root_object
    assert root["/Lang"] == brief.language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert brief.topic in str(reader.metadata.title)
    assert reader.metadata.author is None
    tags = list(elements(root["/StructTreeRoot"]["/K"]))
    kinds = [str(tag["/S"]) for tag in tags]
    assert kinds.count("/H1") == 1
    assert kinds.index("/H1") < kinds.index("/H2")
    assert not [kind for kind in kinds if re.fullmatch("/H[3-6]", kind)]
    assert all(tag.get("/Alt") for tag in tags if tag["/S"] == "/Figure")
    claimed = root["/Metadata"].get_object().get_data().decode()
    assert re.findall("<(pdf[au]+id):part>(.)<", claimed) == [("pdfaid", "2"), ("pdfuaid", "1")]


def test_an_edition_without_usable_reporting_says_so() -> None:
    said = told(typeset(empty(), SHIPPED).pdf)
    assert bare("bears on this subject up to the end of 6 September 2015; this edition makes no statement") in said
    assert bare("Articles held out: 5 published after the cut-off.") in said


def test_a_mark_is_read_out_as_its_source_and_is_no_part_of_the_bookmark_of_the_title() -> None:
    brief = rich()
    document = read(typeset(brief, SHIPPED).pdf)
    named = [str(note.get_object()["/Contents"]) for page in document.pages for note in page.get("/Annots", [])]
    within = [name for name in named if not name.startswith("http")]
    cited = [f"Source {number}" for line in brief.lines for number in line.marks]
    assert set(within) == set(cited)
    assert len(within) >= len(cited)
    assert document.outline[0].title == plain(brief.section(Section.TITLE)[0].text)


def test_marks_lead_to_the_source_and_the_source_to_its_address() -> None:
    brief = rich()
    inside, outside = links(typeset(brief, SHIPPED).pdf)
    assert len(inside) >= sum(len(line.marks) for line in brief.lines)
    assert all(inside)
    assert set(outside) == {address(source.url) for source in brief.sources if address(source.url)}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://user@evil.example/", "x" * 90, ""]
)
def test_an_unsafe_address_is_neither_printed_nor_linked(url: str) -> None:
    brief = rich()
    made = typeset(replace(brief, sources=tuple(replace(source, url=url) for source in brief.sources)), SHIPPED)
    assert links(made.pdf)[1] == []
    assert not url or url not in told(made.pdf)


def test_a_long_address_is_shortened_in_print_and_whole_in_the_link() -> None:
    brief = rich()
    long = "https://example.org/" + "a" * 600
    made = typeset(replace(brief, sources=(replace(brief.sources[0], url=long), *brief.sources[1:])), SHIPPED)
    assert long in links(made.pdf)[1]
    assert "a" * 200 not in told(made.pdf)
    longer = "https://example.org/" + "a" * 9000
    made = typeset(replace(brief, sources=(replace(brief.sources[0], url=longer), *brief.sources[1:])), SHIPPED)
    assert longer not in links(made.pdf)[1]


def test_the_same_brief_gives_the_same_bytes(tmp_path: Path) -> None:
    first = typeset(rich(), SHIPPED).pdf
    copied = Templates((Path(shutil.copytree(TEMPLATES, tmp_path / "elsewhere")),))
    _faces.cache_clear()
    assert typeset(rich(), copied).pdf == first
    assert typeset(ruled(), SHIPPED).pdf != first
    assert typeset(rich(), SHIPPED).pdf == first


def test_only_the_typefaces_at_hand_are_used_and_they_are_in_the_file() -> None:
    fonts = {}
    for page in read(typeset(with_line(rich(), 0, text=ARABIC), SHIPPED).pdf).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            for drawn in font.get_object()["/DescendantFonts"]:
                fonts[drawn.get_object()["/BaseFont"]] = drawn.get_object()["/FontDescriptor"]
    assert {re.sub("^/.*[+]|-.*$", "", name) for name in fonts} == {"BriefingSans", "BriefingSerif", "NotoNaskhArabic"}
    assert all({"/FontFile2", "/FontFile3"} & set(face.get_object()) for face in fonts.values())


@pytest.mark.parametrize(
    "text", ["ʿAlī Mamlūk, Ḥasan, ǧihād, Šām, ṭ ẓ ḍ ḏ ḫ ġ č ʾ", "Президент Сирии", "Ο πρόεδρος", ARABIC]
)
def test_names_are_set_as_they_are_written(text: str) -> None:
    said = told(typeset(with_line(rich(), 0, text=f"{text}."), SHIPPED).pdf)
    assert BOX not in said
    assert set(bare(text)) <= set(said)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_outside_text_stays_text(text: str) -> None:
    brief = rich()
    lines = tuple(
        replace(line, text=f"Here {text} there.", attribution=text, when=text, label=text if line.label else "")
        for line in brief.lines
    )
    sources = tuple(
        replace(source, title=text, publisher=text, descriptor=text, grade=text, url=text) for source in brief.sources
    )
    around = replace(brief, topic=text, key_question=text, edition=text, language=text, unanswered=(text,))
    made = typeset(replace(around, lines=lines, sources=sources), SHIPPED)
    said = told(made.pdf)
    assert said.count("Here") >= len(lines)
    assert all(word in said for word in re.findall("[!-~]+", plain(text)))
    assert {"/AA", "/OpenAction", "/JavaScript", "/AcroForm", "/EmbeddedFiles"}.isdisjoint(read(made.pdf).root_object)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=60), min_size=1, max_size=8))
def test_no_text_stops_the_press(texts: list[str]) -> None:
    brief = rich()
    more = tuple(replace(brief.lines[-1], item=100 + at, text=text) for at, text in enumerate(texts))
    assert typeset(replace(brief, lines=(*brief.lines, *more), topic=texts[0]), SHIPPED).pages >= 1


@needs_hostile_sets
def test_the_hostile_sets_are_set_as_text() -> None:
    texts = json.loads((SETS / "naughty_strings.json").read_text(encoding="utf-8"))
    texts += (SETS / "xss_payloads.txt").read_text(encoding="utf-8").splitlines()[::40]
    brief = rich()
    more = tuple(replace(brief.lines[-1], item=100 + at, text=text) for at, text in enumerate(texts))
    sources = tuple(replace(brief.sources[0], number=50 + at, title=text, url=text) for at, text in enumerate(texts))
    made = typeset(replace(brief, lines=(*brief.lines, *more), sources=(*brief.sources, *sources)), SHIPPED)
    assert {url.split(":")[0] for url in links(made.pdf)[1]} <= {"http", "https"}


def test_pictures_stand_on_the_page_with_their_words(verbatim: Brief) -> None:
    made = typeset(verbatim, SHIPPED)
    root: Any = read(made.pdf).root_object
    figures = [tag for tag in elements(root["/StructTreeRoot"]["/K"]) if tag["/S"] == "/Figure"]
    drawn = timeline(verbatim)
    assert drawn is not None
    assert [str(tag["/Alt"]) for tag in figures] == [drawn.alt]
    assert made.pages == 1


@pytest.mark.parametrize(
    "text", [*HOSTILE, f"Jeffrey: {ARABIC} لا", "Staff: \ufefb \ufdfd \u06dd1 \u2002 \u20bf"], ids=ascii
)
def test_outside_text_in_a_picture_stays_text(text: str, verbatim: Brief) -> None:
    claims = tuple(
        replace(weighed, claims=tuple(replace(claim, statement=f"Jeffrey {text}") for claim in weighed.claims))
        for weighed in verbatim.claims
    )
    made = typeset(replace(verbatim, claims=claims), SHIPPED)
    assert "Jeffrey" in told(made.pdf)


def test_what_no_typeface_has_becomes_a_box() -> None:
    glyphs = Glyphs((frozenset("ab \u0301"), frozenset("\u0628\u064e\u200d" + BOX)))
    shown = {"ab": "ab", "a漢b": f"a{BOX}b", "a\u0301": "a\u0301", "a\u0302b": f"a{BOX}b", "a\u064e": f"a{BOX}"}
    shown |= {"\u0628\u064e": "\u0628\u064e", "😀\ufe0f\u200d😀": BOX * 2, "a\ufe0f": "a", "\x00": BOX, "": ""}
    assert {text: glyphs.shown(text) for text in shown} == shown
    assert glyphs.drawn("a\u0331b\u2002\u0628\u064e\u200d漢") == f"ab \u0628{BOX}"


def test_arabic_inside_a_line_does_not_move_what_stands_beside_it() -> None:
    brief = with_line(rich(), places(rich(), Section.REPORTING)[0], text=f"SANA wrote: {ARABIC} 2016, on 17 October.")
    stretches: list[str] = []
    for page in read(typeset(brief, SHIPPED).pdf).pages:
        page.extract_text(visitor_text=lambda text, *_: stretches.append(text))
    assert "2016, on 17 October." in stretches


def test_more_than_a_page_is_counted_not_shrunk() -> None:
    brief = rich()
    lines = [line for line in brief.lines if line.section is Section.REPORTING] * 30
    long = replace(brief, lines=(*brief.lines, *(replace(line, item=50 + at) for at, line in enumerate(lines))))
    made, short = typeset(long, SHIPPED), measure(brief, SHIPPED)
    extent = measure(long, SHIPPED)
    assert made.pages == extent.pages == len(read(made.pdf).pages) > 1
    assert extent.height > extent.room > short.height > 0
    assert measure(brief, SHIPPED, "letter").room < short.room
    assert sizes(made.pdf) == sizes(typeset(brief, SHIPPED).pdf)


def sizes(pdf: bytes) -> set[float]:
    found: set[float] = set()

    def visit(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        if re.search("[A-Za-z]", text):
            found.add(round(size * abs(matrix[3]), 1))

    for page in read(pdf).pages:
        page.extract_text(visitor_text=visit)
    return found


def test_sentences_are_no_smaller_than_they_may_be() -> None:
    assert min(sizes(typeset(rich(), SHIPPED).pdf)) >= 7


def desk(folder: Path, text: str) -> Templates:
    folder.mkdir()
    (folder / "brief.typ").write_text(text, encoding="utf-8")
    return Templates((folder, TEMPLATES))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("= One\n#let x = 1\n#x.y\n", 3),
        ("#let f(x) = {\n  x.y\n}\n= One\n#f(1)\n", 2),
        ("= One\n#(\n", 2),
        ("#panic()", 1),
    ],
)
def test_a_fault_in_a_desks_template_is_named_with_its_line(text: str, line: int, tmp_path: Path) -> None:
    templates = desk(tmp_path / "own", text)
    for press in (typeset, measure):
        with pytest.raises(TemplateError, match=rf"own.brief\.typ'?, line {line}: ") as raised:
            press(rich(), templates)
        assert "mend" in raised.value.hint


def test_a_desks_template_may_do_without_our_parts_but_marks_its_end(tmp_path: Path) -> None:
    head = "#let brief = json(bytes(sys.inputs.brief))\n#set document(title: brief.name)\n"
    head += '#set text(font: "Briefing Sans")\n'
    end = "#context [#metadata((page: here().page(), y: here().position().y / 1pt, top: 0, room: 700)) <end>]\n"
    made = typeset(rich(), desk(tmp_path / "own", f"{head}= Ours\nOnly this.\n{end}"))
    assert (made.pages, told(made.pdf)) == (1, "OursOnlythis.")
    with pytest.raises(TemplateError, match="marks no end"):
        typeset(rich(), desk(tmp_path / "endless", f"{head}= Ours\n"))


def test_a_template_can_read_nothing_but_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(TemplateError, match="line 1"):
        typeset(rich(), desk(tmp_path / "own", '#read("../secret.txt")'))


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"brief\.typ"):
        typeset(rich(), Templates((tmp_path,)))


@pytest.mark.parametrize("left_out", list(Section), ids=lambda section: section.value)
def test_any_part_may_be_absent(left_out: Section) -> None:
    def kept(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.section is not left_out)

    brief = rich()
    made = typeset(replace(brief, lines=kept(brief.lines)), SHIPPED)
    said = told(made.pdf)
    assert all(bare(plain(line.text)) in said for line in kept(brief.lines))
