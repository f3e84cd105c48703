"""The page as plain text for a mail: headings, numbered sources, the label first and last, no markup.

The first line stands alone, so that nothing from outside can become a header of a message made from the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing import page
from briefing.exports.wording import (
    account,
    as_of,
    bottom_line,
    described,
    is_labelled,
    question,
    title,
    told,
    unanswered,
)
from briefing.exports.wrapping import OCTETS, wrapped
from briefing.language.plain import address, plain
from briefing.types import Brief, Origin, Section, Source


def mail(brief: Brief) -> str:
    """Return the page as text, wrapped at 72 columns; only an address may be longer than a line."""
    label = plain(brief.tlp)
    blocks = [[label], *_blocks(brief), [label]]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _blocks(brief: Brief) -> Iterator[list[str]]:
    yield [line for text in (brief.topic, as_of(brief), brief.edition) for line in wrapped(plain(text))]
    marks = sorted({number for line in brief.section(Section.TITLE) for number in line.marks})
    yield list(wrapped(title(brief) + "".join(f" [{number}]" for number in marks)))
    yield list(wrapped(question(brief)))
    yield [line for text in bottom_line(brief) for line in wrapped(text)]
    for section in Section:
        yield from [] if section in {Section.TITLE, Section.BOTTOM_LINE} else _part(section, _entries(brief, section))
    yield from _part("made", (_listed([said]) for said in account(brief)))
    yield from _part("sources", map(_source, brief.sources))
    if brief.sources:
        yield list(wrapped(page.GRADES))
        yield from _part("origins", (_listed([_origin(origin)]) for origin in brief.origins))
        yield from ([*wrapped(_stated(told))] for told in page.statements(brief))


def _part(name: str, entries: Iterable[list[str]]) -> Iterator[list[str]]:
    """A heading with its entries under it, or nothing when there are none."""
    lines = [line for entry in entries for line in entry]
    if lines:
        yield [page.HEADINGS[name].upper(), *lines]


def _entries(brief: Brief, section: Section) -> Iterator[list[str]]:
    for number, item in enumerate(page.items(brief.section(section)), start=1):
        said = told(item) if is_labelled(item) else [" ".join(told(item))]
        yield _listed(said, f"{number}." if section is Section.KEY_JUDGMENTS else "-")
    if section is Section.GAPS:
        yield from (_listed([asked]) for asked in unanswered(brief))


def _listed(paragraphs: Iterable[str], mark: str = "-") -> list[str]:
    """Paragraphs of one entry, the first after its mark and all else under the first."""
    rest = " " * (len(mark) + 1)
    leads = (f"{mark} ", *(rest for _ in paragraphs))
    return [line for lead, text in zip(leads, paragraphs, strict=False) for line in wrapped(text, lead, rest)]


def _source(source: Source) -> list[str]:
    mark = f"[{source.number}]"
    return _listed([described(source)], mark) + _address(source, " " * (len(mark) + 1))


def _address(source: Source, indent: str) -> list[str]:
    """An address stays whole where a mail may hold it, so that it can be followed."""
    url = address(source.url)
    line = f"{indent}<{url}>"
    return [] if not url else [line] if len(line) <= OCTETS else list(wrapped(f"<{url}>", indent, indent))


def _origin(origin: Origin) -> str:
    parts = (plain(part) for part in (origin.name, *page.particulars(origin)))
    return " · ".join(part for part in parts if part)


def _stated(told: page.Statement) -> str:
    return f"{plain(f'{told.words}: {told.names}').removesuffix(':')}."
