"""The rules that need what was written to disk: snapshots kept, formats alike, one page, visuals like the rest.

The files are given; nothing here opens one.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing import page as printing
from briefing.digest import sha256
from briefing.language.plain import markdown, plain
from briefing.language.yardsticks import LEVELS, confidence_levels, foreign_terms, speaks_of_confidence, vague_terms
from briefing.tradecraft.printed import read_json, read_page, rows
from briefing.tradecraft.reading import key_judgments, makes_judgments, own_lines, sentences, yardstick
from briefing.tradecraft.rule import Found, Page, absent, found, unseen
from briefing.tradecraft.sheets import LEFTWARD, Sheet, packed, sheets
from briefing.tradecraft.stix import differing_notes
from briefing.types import Brief, Line, Role, Section

PDF = "brief.pdf"
FORMATS = ("brief.html", "brief.md", "brief.json", PDF, "brief.stix.json")
UNREAD = f"{PDF} can't be read here"
NOT_AT_HAND = "the written files are not at hand"
WORDS = range(350, 451)  # of the body: all sentences but the title and the source summary
JUDGMENTS = range(2, 5)
MEAN = 20  # words; sentences are shorter on the whole
_NOT_BODY = frozenset({Section.TITLE, Section.SOURCE_SUMMARY})


def snapshots(page: Page) -> Found:
    """SRC-6. For how long they are kept is not something a folder shows."""
    if page.files is None:
        return unseen(NOT_AT_HAND)
    if not page.brief.sources:
        return absent("the page has no source")
    faults = [("", reason) for reason in _unkept(page.brief, page.files)]
    return found(faults, "the bytes of every source are in sources.json, with the digests of the receipt")


def alike(page: Page) -> Found:
    """CNG-1."""
    if page.files is None:
        return unseen(NOT_AT_HAND)
    if not page.brief.lines:
        return absent("the page has no sentence")
    printed = sheets(page.files.get(PDF, b""))
    faults = [
        *_differing(page.brief, page.files),
        *_differing_notes(page.brief, page.files),
        *(_differing_sheets(page.brief, printed) if printed else ()),
    ]
    formats = [name for name in FORMATS if name in page.files and (name != PDF or printed)]
    kept = f"{', '.join(formats)} carry the same sentences"
    return unseen(f"{kept}; {UNREAD}") if not faults and PDF in page.files and not printed else found(faults, kept)


def length(page: Page) -> Found:
    """LEN-1. Words and judgments are counted on pages that judge; how many sheets it prints on, only on a PDF."""
    brief = page.brief
    if not brief.lines:
        return absent("the page has no sentence")
    measured = makes_judgments(brief)
    faults = [("", reason) for reason in _lengths(brief)] if measured else []
    printed = len(sheets((page.files or {}).get(PDF, b"")))
    if printed > 1:
        faults.append(("", f"{PDF} has {printed} pages"))
    kept = (
        "words, judgments and sentences are within their counts" if measured else "quotations are as long as they are"
    )
    if faults or printed:
        return found(faults, f"{kept}; {PDF} has one page")
    return unseen(f"{kept}; without a readable brief.pdf, on how many sheets it prints is not known")


def visuals(page: Page) -> Found:
    """VIS-1. The bars beside a confidence sentence are a visual; so is any picture."""
    if page.files is None or "brief.html" not in page.files:
        return unseen("brief.html is not at hand")
    printed = read_page(page.files["brief.html"])
    if not (printed.bars or printed.visuals):
        return absent("the page has no visual")
    faults = [
        (key, "the bars do not show the level of the sentence")
        for key, n in printed.bars.items()
        if n != _steps(_confidence_beside(key, page.brief))
    ]
    faults += [("", reason) for words in printed.visuals.values() for reason in _mislabelled(words, page.brief)]
    return found(faults, "bars and labels say what the sentences say")


def _unkept(brief: Brief, files: Mapping[str, bytes]) -> Iterator[str]:
    kept = _articles(read_json(files.get("sources.json", b"")))
    named = rows(read_json(files.get("receipt.json", b"")), "articles")
    digests = {str(each.get("id")): str(each.get("sha256")) for each in named}
    for source in brief.sources:
        text = kept.get(source.article_id)
        if text is None:
            yield f"the snapshot of source {source.number} is not in sources.json"
        elif sha256(text.encode(errors="surrogatepass")) != source.sha256.removeprefix("sha256:"):
            yield f"the snapshot of source {source.number} does not have its digest"
        if digests.get(source.article_id, "").removeprefix("sha256:") != source.sha256.removeprefix("sha256:"):
            yield f"the receipt does not have the digest of source {source.number}"


def _articles(table: Any) -> dict[str, str]:
    articles = table.get("articles") if isinstance(table, dict) else None
    held = articles.items() if isinstance(articles, dict) else ()
    return {key: each["text"] for key, each in held if isinstance(each, dict) and isinstance(each.get("text"), str)}


def _differing(brief: Brief, files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    shown = read_page(files.get("brief.html", b"")).sentences
    written = files.get("brief.md", b"").decode(errors="replace")
    saved = _saved(read_json(files.get("brief.json", b"")))
    for line in brief.lines:
        words = printing.shown(line)
        if shown.get(line.id) != plain(words):
            yield line.id, "brief.html does not carry it in the same words"
        if markdown(words) not in written:
            yield line.id, "brief.md does not carry it in the same words"
        if saved.get(line.id) != (line.text, line.role.value):
            yield line.id, "brief.json does not carry it in the same words"
    for key in sorted(shown.keys() | saved.keys()):
        if all(line.id != key for line in brief.lines):
            yield key, "stands in a file and not on the page"


def _saved(table: Any) -> dict[str, tuple[Any, Any]]:
    return {str(each.get("id")): (each.get("text"), each.get("role")) for each in rows(table, "sentences")}


def _differing_notes(brief: Brief, files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    if "brief.stix.json" in files:
        yield from differing_notes(brief, files["brief.stix.json"])


def _lengths(brief: Brief) -> Iterator[str]:
    body = [line for line in brief.lines if line.section not in _NOT_BODY]
    words = sum(len(line.text.split()) for line in body)
    if words not in WORDS:
        yield f"the body has {words} words; {WORDS.start} to {WORDS.stop - 1} are wanted"
    held = len(key_judgments(brief))
    if held not in JUDGMENTS:
        yield f"has {held} key judgments; {JUDGMENTS.start} to {JUDGMENTS.stop - 1} are wanted"
    lengths = [len(each.split()) for line in own_lines(brief) for each in sentences(line.text)]
    if lengths and (mean := statistics.mean(lengths)) >= MEAN:
        yield f"our own sentences average {mean:.1f} words; fewer than {MEAN} are wanted"


def _differing_sheets(brief: Brief, printed: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """Words in a script that is written leftward stand in a PDF in the order they are set in, and are passed over."""
    words = packed("".join(sheet.text for sheet in printed))
    for line in brief.lines:
        if not all(packed(part) in words for part in LEFTWARD.split(printing.shown(line))):
            yield line.id, f"{PDF} does not carry it in the same words"


def _confidence_beside(key: str, brief: Brief) -> Line | None:
    """The confidence sentence that bars before a sentence are about: that of the same judgment."""
    first = next((line for line in brief.lines if line.id == key), None)
    same = (line for line in brief.lines if first and (line.section, line.item) == (first.section, first.item))
    return next((line for line in same if line.role is Role.CONFIDENCE), None)


def _steps(line: Line | None) -> int:
    named = [level for level in confidence_levels(line.text) if level in LEVELS] if line else []
    return LEVELS.index(named[0]) + 1 if named else 0


def _mislabelled(words: str, brief: Brief) -> Iterator[str]:
    stick = yardstick(brief)
    for word in (*foreign_terms(words, stick), *vague_terms(words)):
        yield f"a visual says {word!r}"
    if speaks_of_confidence(words) and any(level in words.lower() for level in LEVELS) and "%" in words:
        yield "a visual gives a confidence beside a number"
