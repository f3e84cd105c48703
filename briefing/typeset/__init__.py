"""One brief set on paper: a tagged PDF whose pages are counted.

Everything that came from outside reaches the template as JSON values, never as markup, so no text can act
in the template's language. Nothing here shortens or drops a sentence: what does not fit makes another page,
and the count says so. The bytes depend on the brief, the template and the typefaces alone.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import TemplateError
from briefing.templates import Templates
from briefing.types import Brief
from briefing.typeset.glyphs import Glyphs, coverage
from briefing.typeset.values import values

if TYPE_CHECKING:
    from typst import Compiler, Fonts

TEMPLATE = "brief.typ"
PLACE = re.compile(r"┌─ (.+):(\d+):\d+$", re.MULTILINE)
GROWTH = 0.14  # of its height that a page takes on with all of the extra space
LEAST_AIR = 0.05  # less of it is not seen


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished document: its bytes and how many pages it has."""

    pdf: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Extent:
    """What a brief takes: pages, the height of its text over all of them, and the room one page has, in points."""

    pages: int
    height: float
    room: float


def typeset(brief: Brief, templates: Templates, paper: str = "a4") -> Typeset:
    """Return the brief as a PDF (PDF/A-2a, PDF/UA-1) on "a4" or "letter" paper, and its number of pages.

    A page with room left is set with more space between its lines, never in another size. The same brief,
    templates and paper give the same bytes. Raises TemplateError naming the file and line of a template that is
    missing, malformed or asks for what there is not.
    """
    sheet = _sheet(brief, templates, paper)
    try:
        tight = sheet.extent()
        air = _air(tight)
        airy = air > 0 and sheet.extent(air).pages == tight.pages
        return Typeset(sheet.written(air if airy else 0, datetime.combine(brief.as_of, time(), UTC)), tight.pages)
    except RuntimeError as error:
        raise sheet.fault(error) from error


def measure(brief: Brief, templates: Templates, paper: str = "a4") -> Extent:
    """Return what the brief takes at least on "a4" or "letter" paper, without writing it; errors as in `typeset`."""
    sheet = _sheet(brief, templates, paper)
    try:
        return sheet.extent()
    except RuntimeError as error:
        raise sheet.fault(error) from error


def _air(extent: Extent) -> float:
    """How much of the template's extra space a page with room left can have, from 0 to 1."""
    spare = extent.room / extent.height - 1 if extent.pages == 1 and extent.height > 0 else 0.0
    air = min(1.0, round(spare / GROWTH - 0.05, 2))
    return air if air >= LEAST_AIR else 0.0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One brief's values with the template that arranges them."""

    template: Path
    fonts: Fonts
    brief: dict[str, Any]

    def compiler(self, air: float) -> Compiler:
        """With one input alone: several are given in no settled order, and then no page is known again as the same."""
        from typst import Compiler

        inputs = {"brief": json.dumps({**self.brief, "air": air})}
        return Compiler(self.template, root=self.template.parent, font_paths=self.fonts, sys_inputs=inputs)

    def extent(self, air: float = 0) -> Extent:
        """Read off where the text ends: the template marks the place, and says where a page's text may stand."""
        found: list[dict[str, Any]] = json.loads(self.compiler(air).query("<end>", field="value"))
        if not found:
            hint = "close it with the metadata labelled <end>, as ours does"
            raise TemplateError(f"template {str(self.template)!r} marks no end", hint)
        end = found[-1]
        return Extent(end["page"], (end["page"] - 1) * end["room"] + end["y"] - end["top"], end["room"])

    def written(self, air: float, made: datetime) -> bytes:
        pdf = self.compiler(air).compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=made)
        return pdf if isinstance(pdf, bytes) else b""  # a PDF is one file, whatever the annotation says

    def fault(self, error: RuntimeError) -> TemplateError:
        """The error with the file and line it stems from; only writing tells the place, measuring does not."""
        try:
            self.written(0, datetime.fromtimestamp(0, UTC))
        except RuntimeError as placed:
            error = placed
        found = PLACE.search(getattr(error, "diagnostic", ""))
        file, line = (Path(found[1]), int(found[2])) if found else (self.template, 0)
        file = self.template if file.name == self.template.name else file
        message = f"template {str(file)!r}, line {line}: {getattr(error, 'message', error)}"
        return TemplateError(message, "mend that line of the template")


def _sheet(brief: Brief, templates: Templates, paper: str) -> _Sheet:
    fonts, glyphs = _faces(tuple(folder / "fonts" for folder in templates.folders))
    told = {**values(brief, glyphs), "paper": {"letter": "us-letter"}.get(paper, paper)}
    return _Sheet(templates.find(TEMPLATE), fonts, told)


@cache
def _faces(folders: tuple[Path, ...]) -> tuple[Fonts, Glyphs]:
    """The typefaces of the template folders and nothing else, so that every machine sets the same page."""
    from typst import Fonts

    held = [folder for folder in folders if folder.is_dir()]
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(held))
    return fonts, coverage((face.family, Path(face.path)) for face in fonts.fonts() if face.path)
