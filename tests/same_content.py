"""What each format says of its key judgments and sources, read back from its bytes alone and compared by digest.

A reader turns one file into `Content`; a format that is added brings its reader and no more. What a format says twice,
such as a term in words and on a scale, is read in both places: where the two differ, so does the digest.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from unicodedata import normalize

from markdown_it import MarkdownIt
from pypdf import PdfReader

from briefing.language.plain import address, plain
from briefing.language.yardsticks import YARDSTICKS, Yardstick, term_span
from briefing.page import HEADINGS

LEVEL = re.compile(r"\b(low|moderate|high)\b(?= confidence)|(?<=[Cc]onfidence in this judgment is )(low|moderate|high)")
CITED = re.compile(r"(\S.*?)((?: \[\d+\])+)(?: \*{0,2}\[?not checked\]?\*{0,2})?(?: \([^()]*\))?(?=\s|$)")
SCALE = re.compile(r"([a-z][a-z ]*?)? *(\d+)–(\d+) %")
LEVELS = {15: "low", 50: "moderate", 85: "high"}
JUDGMENTS, SOURCES = HEADINGS["key_judgments"], HEADINGS["sources"]
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "rect"}

Cited = tuple[str, tuple[int, ...]]  # a sentence, and the numbers of the sources that it cites


@dataclass(frozen=True, slots=True)
class Judgment:
    """One key judgment: its sentences without spaces, for lines break where they will, and what each cites."""

    sentences: tuple[str, ...]
    term: str
    confidence: str
    cites: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a file says: its key judgments, and the number and the address of each source."""

    judgments: tuple[Judgment, ...]
    sources: tuple[tuple[int, str], ...]


def digests(files: Mapping[str, bytes], yardstick: str) -> dict[str, str]:
    """Return the digest of what each file says that has a reader."""
    found = {name: READERS[name](files[name], YARDSTICKS[yardstick]) for name in files if name in READERS}
    return {name: hashlib.sha256(repr(content).encode()).hexdigest() for name, content in found.items()}


def content(judgments: Iterable[Judgment], sources: Mapping[int, str]) -> Content:
    return Content(tuple(judgments), tuple(sorted(sources.items())))


def judgment(cited: Sequence[Cited], yardstick: Yardstick, glance: tuple[str, str] | None = None) -> Judgment:
    """Put a judgment together; `glance` is the term and the level that it shows beside its words."""
    words = (
        term_of(cited[0][0], yardstick),
        next((hit.group() for text, _ in cited for hit in LEVEL.finditer(text)), ""),
    )
    term, level = (
        said if said == shown else f"{said}, shown {shown}" for said, shown in zip(words, glance or words, strict=True)
    )
    packed = tuple("".join(normalize("NFKC", plain(text)).split()) for text, _ in cited)
    return Judgment(packed, term, level, tuple(tuple(sorted(numbers)) for _, numbers in cited))


def term_of(text: str, yardstick: Yardstick) -> str:
    span = term_span(text, yardstick)
    band = yardstick.band(text[span[0] : span[1]]) if span else None
    return band.term if band else ""


def at_a_glance(text: str, yardstick: Yardstick) -> tuple[str, str]:
    """The term that a scale stands for, with its name where that is another one, and the level of a meter."""
    term, level = "", re.search(r"\b(low|moderate|high)\b", text)
    if scale := SCALE.search(text):
        ends = int(scale[2]), int(scale[3])
        term = next((band.term for band in yardstick.bands if (band.low, band.high) == ends), scale.group())
        term = term if scale[1] in {None, term} else f"{scale[1]} at {term}"
    return term, level.group() if level else ""


def sentences(text: str) -> list[Cited]:
    """The sentences of running text in which each is followed by its marks, as in "He came. [1] [2] (by May)"."""
    found = CITED.findall(" ".join(text.split()))
    return [(said, tuple(map(int, re.findall(r"\d+", marks)))) for said, marks in found]


# ---- JSON, STIX ----


def from_json(file: bytes, yardstick: Yardstick) -> Content:
    table = json.loads(file)
    items: dict[int, list[Cited]] = {}
    for line in table["sentences"]:
        if line["section"] == "key_judgments":
            items.setdefault(line["item"], []).append((line["text"], tuple(line["marks"])))
    sources = {source["number"]: address(source["url"]) for source in table["sources"]}
    return content((judgment(item, yardstick) for item in items.values()), sources)


def from_stix(file: bytes, yardstick: Yardstick) -> Content:
    """Marks count where the note refers to words of that source; what else it refers to comes after them."""
    objects = json.loads(file)["objects"]
    (report,) = (each for each in objects if each["type"] == "report")
    listed = {int(each["description"][1:].split("]")[0]): each for each in report.get("external_references", ())}
    numbers = {each["external_id"]: number for number, each in listed.items()}
    judgments = []
    for note in (each for each in objects if each.get("abstract", "").startswith("Key judgment ")):
        behind = {numbers[each["external_id"].split("#")[0]] for each in note.get("external_references", ())}
        cited = [(text, tuple(n for n in marks if n in behind)) for text, marks in sentences(note["content"])]
        unmarked = behind - {number for _, marks in cited for number in marks}
        found = judgment(
            [*cited, *(("", (n,)) for n in sorted(unmarked))],
            yardstick,
            (term_of(cited[0][0], yardstick), LEVELS.get(note.get("confidence"), "")),
        )
        judgments.append(found)
    return content(judgments, {number: each.get("url", "") for number, each in listed.items()})


# ---- Markdown, mail ----


def from_markdown(file: bytes, yardstick: Yardstick) -> Content:
    parts = {part.split("\n", 1)[0]: part for part in re.split(r"^## ", file.decode(), flags=re.MULTILINE)}
    items = re.findall(r"^\d+\. (.*)$", parts.get(JUDGMENTS, ""), re.MULTILINE)
    told = ([(_literal(said), marks) for said, marks in sentences(item)] for item in items)
    listed = re.findall(r"^(\d+)\. (.*)$", parts.get(SOURCES, ""), re.MULTILINE)
    return content((judgment(item, yardstick) for item in told), {int(n): _address(text) for n, text in listed})


def _literal(text: str) -> str:
    (line,) = (token for token in MarkdownIt("commonmark").parse(text) if token.type == "inline")
    return "".join(child.content for child in line.children or ())


def _address(text: str) -> str:
    found = re.search(r"<(\S+)>$", text)
    return found[1] if found else ""


def from_mail(file: bytes, yardstick: Yardstick) -> Content:
    parts = {part.split("\n", 1)[0]: part for part in file.decode().split("\n\n")}
    items = re.split(r"^\d+\. ", parts.get(JUDGMENTS.upper(), ""), flags=re.MULTILINE)[1:]
    listed = re.split(r"^\[(\d+)\] ", parts.get(SOURCES.upper(), ""), flags=re.MULTILINE)[1:]
    sources = {int(number): _address(text.strip()) for number, text in zip(listed[::2], listed[1::2], strict=True)}
    return content((judgment(sentences(item), yardstick) for item in items), sources)


# ---- HTML ----


class _Page(HTMLParser):
    """Sentences and marks of the key judgments, what the gauges say, and the address of each numbered source."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.items: list[list[list[Any]]] = []
        self.gauges: list[str] = []
        self.urls: dict[int, str] = {}
        self.stack: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.stack += [] if tag in VOID else [(tag, values.get("class", ""))]
        if self.inside("key_judgments"):
            if tag == "li":
                self.items.append([])
                self.gauges.append("")
            elif values.get("class") == "sentence":
                self.items[-1].append(["", []])
        if self.inside("sources"):
            if tag == "li":
                self.urls[int(values["value"])] = ""
            elif tag == "a":
                self.urls[max(self.urls)] = values["href"]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside("key_judgments"):
            return
        if self.inside("gauge"):
            self.gauges[-1] += data
        elif self.inside("sentence"):
            self.items[-1][-1][0] += data
        elif self.inside("mark"):
            self.items[-1][-1][1].append(int(data))

    def inside(self, name: str) -> bool:
        return any(kind == name for _, kind in self.stack)


def from_html(file: bytes, yardstick: Yardstick) -> Content:
    page = _Page(file.decode())
    told = zip(page.items, page.gauges, strict=True)
    judgments = (
        judgment([(said, tuple(marks)) for said, marks in item], yardstick, at_a_glance(gauge, yardstick))
        for item, gauge in told
    )
    return content(judgments, page.urls)


# ---- PDF ----


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text where it stands on its sheet; one that is only looked at is an `artifact`."""

    text: str
    sheet: int
    x: float
    y: float
    bold: bool
    artifact: bool


@dataclass(frozen=True, slots=True)
class _Link:
    """A place that can be followed: to an address, or to a place on a sheet, (sheet, left, top)."""

    sheet: int
    box: tuple[float, float, float, float]  # left, low, right, high
    url: str
    target: tuple[int, float, float]

    def holds(self, run: _Run) -> bool:
        left, low, right, high = self.box
        return self.sheet == run.sheet and left - 0.1 <= run.x < right and low <= run.y <= high


@dataclass(slots=True)
class _Item:
    told: str = ""
    shown: str = ""


@dataclass(slots=True)
class _Paper:
    """What stands on the sheets of a PDF, in the order in which it is read out."""

    file: bytes
    runs: list[_Run] = field(default_factory=list)
    links: list[_Link] = field(default_factory=list)

    def __post_init__(self) -> None:
        sheets = PdfReader(BytesIO(self.file)).pages
        indices = {sheet.indirect_reference: number for number, sheet in enumerate(sheets)}
        for number, sheet in enumerate(sheets):
            self._read(number, sheet)
            for note in (each.get_object() for each in sheet.get("/Annots", ())):
                url = str(note.get("/A", {}).get("/URI", ""))
                to = [] if url else note["/Dest"].get_object()
                target = (-1, 0.0, 0.0) if url else (indices[to[0]], float(to[2]), float(to[3]))
                left, low, right, high = map(float, note["/Rect"])
                self.links.append(_Link(number, (left, low, right, high), url, target))

    def _read(self, number: int, sheet: Any) -> None:
        tags: list[str] = []

        def marked(operator: bytes, operands: list[Any], *_: Any) -> None:
            if operator in {b"BDC", b"BMC"}:
                tags.append(str(operands[0]))
            elif operator == b"EMC":
                tags.pop()

        def stands(text: str, within: list[float], at: list[float], font: Any, _: float) -> None:
            x, y = at[4] * within[0] + within[4], at[5] * within[3] + within[5]
            bold = "Semibold" in str(font and font.get("/BaseFont"))
            self.runs.append(_Run(text, number, x, y, bold, "/Artifact" in tags))

        sheet.extract_text(visitor_operand_before=marked, visitor_text=stands)

    def number(self, run: _Run) -> int | None:
        """The number printed at the source to which a mark leads, -1 where the mark is another; None for no mark."""
        link = next((link for link in self.links if not link.url and link.holds(run)), None)
        if link is None or not run.text.strip():
            return None
        number = next(number for number, target in self.targets() if target == link.target)
        return number if run.text.strip() == str(number) else -1

    def targets(self) -> Iterator[tuple[int, tuple[int, float, float]]]:
        """The places to which marks lead, each with the number that stands next below it and to its left."""
        numbers = [run for run in self.runs if run.bold and run.text.strip().isdigit()]
        for target in dict.fromkeys(link.target for link in self.links if not link.url):
            sheet, left, top = target
            near = [run for run in numbers if run.sheet == sheet and left - 14 < run.x <= left and run.y <= top]
            yield int(max(near, key=lambda run: run.y).text), target

    def sources(self) -> dict[int, str]:
        """The address under each number: an address belongs to the nearest number above it in its column."""
        targets = list(self.targets())
        found = dict.fromkeys((number for number, _ in targets), "")
        for link in (link for link in self.links if link.url):
            left, high = link.box[0], link.box[3]
            on_sheet = [(x, -y, number) for number, (sheet, x, y) in targets if sheet == link.sheet]
            above = [place for place in on_sheet if place[0] <= left + 1 and -place[1] >= high]
            found[max(above, default=(0.0, 0.0, -1))[2]] = link.url
        return found

    def items(self) -> list[_Item]:
        """The key judgments in the notation of a mail, and what is shown beside each."""
        items: list[_Item] = []
        heading, headings = "", set(HEADINGS.values())
        for run in self.runs:
            words = run.text.strip()
            heading = words if run.bold and words in headings else heading
            if heading != JUDGMENTS or words == heading:
                continue
            if run.bold and words == str(len(items) + 1):
                items.append(_Item())
            elif items and run.artifact:
                items[-1].shown += run.text
            elif items:
                mark = self.number(run)
                items[-1].told += run.text if mark is None else f" [{mark}]"
        return items


def from_pdf(file: bytes, yardstick: Yardstick) -> Content:
    paper = _Paper(file)
    judgments = (
        judgment(sentences(item.told.replace("],", "]")), yardstick, at_a_glance(item.shown, yardstick))
        for item in paper.items()
    )
    return content(judgments, paper.sources())


READERS: Mapping[str, Callable[[bytes, Yardstick], Content]] = {
    "brief.json": from_json,
    "brief.html": from_html,
    "brief.md": from_markdown,
    "brief.pdf": from_pdf,
    "brief.stix.json": from_stix,
    "brief.txt": from_mail,
}
