"""Every format says the same: one digest of judgments, terms, confidence and citations, read back from each file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject
from same_content import READERS, digests, from_json
from samples import AMBASSADORS, NOW, SHIPPED, TEXTS, cite, rich
from test_editions import DAYS, edition  # noqa: F401 - a fixture

from briefing.cli import main
from briefing.exports import FORMATS, export
from briefing.gallery import samples
from briefing.language.yardsticks import YARDSTICKS
from briefing.render import render
from briefing.saved import load
from briefing.types import Brief, Line, Role, Section
from briefing.typeset import typeset

Files = Mapping[str, bytes]


def written(brief: Brief, texts: Mapping[str, str]) -> Files:
    """Every format of a brief, by the name of its file."""
    pages = {name: text.encode() for name, text in render(brief, SHIPPED, texts).items()}
    return pages | {"brief.pdf": typeset(brief, SHIPPED).pdf} | dict(export(brief, name) for name in FORMATS)


def saved(folder: Path) -> tuple[Brief, Files]:
    """An edition and its files as they were written, with the exports of it."""
    brief = load(folder).brief
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return brief, files | dict(export(brief, name) for name in FORMATS)


def shared(brief: Brief, files: Files) -> str:
    """The one digest that all formats give."""
    found = digests(files, brief.yardstick)
    assert found.keys() == READERS.keys()
    assert found == dict.fromkeys(READERS, found["brief.json"])
    content = from_json(files["brief.json"], YARDSTICKS[brief.yardstick])
    assert len(content.judgments) == len({line.item for line in brief.section(Section.KEY_JUDGMENTS)})
    assert len(content.sources) == len(brief.sources)
    return found["brief.json"]


def test_a_recorded_edition(edition: tuple[Path, dict[str, Any]]) -> None:  # noqa: F811 - the fixture
    brief, files = saved(edition[0])
    assert shared(brief, files)
    for judged in from_json(files["brief.json"], YARDSTICKS[brief.yardstick]).judgments:
        assert judged.term
        assert judged.confidence
        assert all(judged.cites)


@pytest.mark.parametrize("day", DAYS)
def test_an_edition_without_a_model(day: str, tmp_path: Path) -> None:
    assert main(["generate", "--as-of", day, "--out", str(tmp_path)]) == 0
    brief, files = saved(tmp_path / "egypt-syria" / day)
    assert shared(brief, files)
    assert brief.sources


def test_the_samples_of_the_gallery() -> None:
    found = {name: shared(sample.brief, written(sample.brief, sample.texts)) for name, sample in samples(SHIPPED)}
    assert len({found[name] for name in ("model", "rules", "arabic", "empty")}) == 4


# ---- what it would not miss ----


def with_line(alter: Callable[[Line], Line], role: Role) -> Callable[[Brief], Brief]:
    """Alter the first sentence of that role among the key judgments."""

    def altered(brief: Brief) -> Brief:
        first = next(line for line in brief.section(Section.KEY_JUDGMENTS) if line.role is role)
        return replace(brief, lines=tuple(alter(line) if line is first else line for line in brief.lines))

    return altered


def another_address(brief: Brief) -> Brief:
    return replace(brief, sources=(replace(brief.sources[0], url="https://example.org/other"), *brief.sources[1:]))


JUDGED, SURE = Role.JUDGMENT, Role.CONFIDENCE
ALTERED: dict[str, Callable[[Brief], Brief]] = {
    "another term": with_line(lambda line: replace(line, text=line.text.replace("likely", "very likely")), JUDGED),
    "no term": with_line(lambda line: replace(line, text=line.text.replace("are likely", "intend")), JUDGED),
    "another word": with_line(lambda line: replace(line, text=line.text.replace("March", "May")), JUDGED),
    "another level": with_line(lambda line: replace(line, text=line.text.replace("low", "high")), SURE),
    "no level": with_line(lambda line: replace(line, text=line.text.replace("low ", "")), SURE),
    "one citation fewer": with_line(
        lambda line: replace(line, citations=line.citations[1:], marks=line.marks[1:]), JUDGED
    ),
    "another citation": with_line(
        lambda line: replace(line, citations=(cite(NOW, AMBASSADORS), *line.citations[1:]), marks=(2, 3, 5)), JUDGED
    ),
    "another address": another_address,
    "one judgment fewer": lambda brief: replace(
        brief, lines=tuple(line for line in brief.lines if (line.section, line.item) != (Section.KEY_JUDGMENTS, 1))
    ),
    "the judgments the other way round": lambda brief: replace(
        brief,
        lines=tuple(sorted(brief.lines, key=lambda line: -line.item if line.section is Section.KEY_JUDGMENTS else 0)),
    ),
}


@pytest.fixture(scope="module")
def whole() -> Files:
    return written(rich(), TEXTS)


@pytest.mark.parametrize("alteration", ALTERED)
def test_an_altered_brief_is_another_in_every_format(alteration: str, whole: Files) -> None:
    brief = ALTERED[alteration](rich())
    altered = digests(written(brief, TEXTS), brief.yardstick)
    assert altered == dict.fromkeys(READERS, altered["brief.json"])
    assert altered["brief.json"] != shared(rich(), whole)


TWICE = [
    ("brief.html", "<b>likely</b>", "<b>unlikely</b>"),
    ("brief.html", "55–80 %", "20–45 %"),
    ("brief.html", "<b>low</b> <span>confidence", "<b>high</b> <span>confidence"),
    ("brief.stix.json", '"confidence": 15', '"confidence": 85'),
    ("brief.stix.json", '"confidence": 15,', ""),
    ("brief.stix.json", '"external_id": "a3sabah#', '"external_id": "a1now#'),
    ("brief.stix.json", "[1] Middle East Monitor", "[6] Middle East Monitor"),
    ("brief.txt", "[1] [2] [3]", "[1] [2]"),
    ("brief.txt", "[1] Middle East Monitor", "[6] Middle East Monitor"),
    ("brief.md", "1. **Middle East Monitor**", "6. **Middle East Monitor**"),
    ("brief.json", '"number": 1,', '"number": 6,'),
]


@pytest.mark.parametrize(("file", "old", "new"), TWICE)
def test_a_format_that_contradicts_itself_or_the_others_is_told_from_them(
    file: str, old: str, new: str, whole: Files
) -> None:
    changed = whole[file].decode().replace(old, new).encode()
    assert changed != whole[file]
    assert digests({file: changed}, rich().yardstick)[file] != shared(rich(), whole)


def test_a_mark_of_the_pdf_that_leads_to_another_source_is_told(whole: Files) -> None:
    paper = PdfWriter(BytesIO(whole["brief.pdf"]))
    notes = [note.get_object() for sheet in paper.pages for note in sheet["/Annots"]]
    _, *judging = (note for note in notes if note.get("/Contents") == "Source 1")  # the first is the title's
    for note in judging:
        note[NameObject("/Dest")] = next(note["/Dest"] for note in notes if note.get("/Contents") == "Source 2")
    changed = BytesIO()
    paper.write(changed)
    found = digests({"brief.pdf": changed.getvalue()}, rich().yardstick)["brief.pdf"]
    assert found != shared(rich(), whole)
