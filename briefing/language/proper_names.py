"""Names noticed by their capitals alone, for rejecting a sentence that names someone its quotations don't.

A run of capitalised words, with the particles between them, is a name, unless it is only an ordinary word that opens a
sentence, a title, a month, a weekday or a pronoun. Titles, nationalities and possessives end a run: "Syrian President
Bashar al-Assad" is "Syrian" and "Bashar al-Assad". No model, no list of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.language.folding import POSSESSIVE, fold
from briefing.language.ordinary_words import (
    CALENDAR,
    OFFICES,
    ORDINARY,
    ORGANISATIONS,
    TITLES,
    is_nationality,
    looks_ordinary,
)

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_](?:\w|['’ʼ](?=\w)|[-‐‑](?=\w))*\.?")
_ARTICLES = re.compile(r"(?i)(?:al|el|an|as|ash|at|ad|ar|az)[-‐‑]")
_PARTICLES = frozenset(
    ("al", "el", "bin", "bint", "ibn", "ben", "abu", "de", "del", "della", "der", "den", "da", "van", "von")
)
# Names whose ending is that of a common word; every other word that opens a sentence is judged by its ending.
_ENDING_LIKE_WORDS = frozenset(
    ("france", "italy", "beijing", "florence", "brussels", "ahmed", "mohammed", "mohamed", "khaled", "hamed", "majed")
)
_OPENING = re.compile(r"(?:^|[.!?:;…\n•*|–—(\[])[\s\"“”'‘’»«)\]]*$|[\"“‘«][^\S\n]*$")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str  # without a possessive ending or a full stop
    ends_run: bool  # a possessive, or a full stop that is no abbreviation's
    opens: bool  # the first word of a sentence or quotation

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or bool(_ARTICLES.match(self.text) and any(map(str.isupper, self.text)))

    @property
    def folded(self) -> str:
        return fold(self.text)


def proper_names(text: str) -> tuple[tuple[int, int, str], ...]:
    """Names as (start, end, words), in reading order; lines all in capitals are passed over. Never raises."""
    found = []
    for run in _runs(text):
        for part in _parts(run):
            kept = _trimmed(text, part)
            if kept and any(map(str.islower, _line(text, kept[0].start))):
                found.append((kept[0].start, kept[-1].end, text[kept[0].start : kept[-1].end]))
    return tuple(found)


def in_title_case(text: str, at: int) -> bool:
    """Whether most longer words of the line have a capital, so that capitals mean nothing."""
    words = [word for word in re.findall(r"[^\W\d_]+", _line(text, at)) if len(word) > 3]
    return len(words) > 4 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _line(text: str, at: int) -> str:
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]


def _words(text: str) -> Iterator[_Word]:
    for token in _TOKEN.finditer(text):
        if token[0].islower() and token[0].isalpha() and token[0] not in _PARTICLES:
            yield _Word(*token.span(), token[0], ends_run=False, opens=False)  # most words; in no name
            continue
        opens = _OPENING.search(text[max(0, token.start() - 12) : token.start()]) is not None
        for start, end in _hyphen_parts(token):
            raw = text[start:end]
            bare = POSSESSIVE.sub("", raw)
            if not re.fullmatch(r"(?:\w\.)+", bare):
                bare = bare.rstrip(".")
            stopped = bare != raw and not (raw.endswith(".") and len(bare) < 4)
            whole = (start, end) == token.span()
            if bare:
                yield _Word(start, start + len(bare), bare, stopped or not whole, opens and start == token.start())


def _hyphen_parts(token: re.Match[str]) -> list[tuple[int, int]]:
    """ "London-based" and "pro-Assad" as two words; "al-Quds", "Kim Jong-un" and "Egyptian-Syrian" as one."""
    parts = re.split(r"[-‐‑]", token[0])
    longer = [part for part in parts if len(part) > 2]
    mixed = len({part[0].isupper() for part in longer}) > 1
    if len(parts) == 1 or not mixed or _ARTICLES.match(token[0]):
        return [token.span()]
    ends, start = [], token.start()
    for part in parts:
        ends.append((start, start + len(part)))
        start += len(part) + 1
    return [span for span in ends if span[1] > span[0]]


def _runs(text: str) -> Iterator[list[_Word]]:
    """Neighbouring capitalised words with particles between them."""
    run: list[_Word] = []
    for word in _words(text):
        if run and (
            run[-1].ends_run or not re.fullmatch(r"[^\S\n]+|[^\S\n]*&[^\S\n]*", text[run[-1].end : word.start])
        ):
            yield run
            run = []
        if word.capital or (run and word.text.lower() in _PARTICLES):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _parts(run: list[_Word]) -> Iterator[list[_Word]]:
    """The run cut at titles and after nationalities that stand before a title."""
    part: list[_Word] = []
    names_organisation = any(word.folded in ORGANISATIONS for word in run)
    for number, word in enumerate(run):
        following = run[number + 1].folded if number + 1 < len(run) else ""
        office = word.folded in OFFICES and following in TITLES
        title = word.folded in TITLES and not names_organisation
        if title or office:
            if part:
                yield part
            part = []
        else:
            part.append(word)
    if part:
        yield part


def _trimmed(text: str, part: list[_Word]) -> list[_Word]:
    """Without ordinary opening words, calendar words and loose particles at its ends."""
    words = list(part)
    while words and _is_ordinary(text, words[0], alone=len(words) == 1):
        words.pop(0)
    while words and (words[-1].folded in CALENDAR or words[-1].text in _PARTICLES):
        words.pop()
    return words


def _is_ordinary(text: str, word: _Word, alone: bool) -> bool:
    folded = word.folded
    if folded in CALENDAR or folded == "i" or (alone and folded in TITLES):
        return True
    acronym = word.text.isupper() and len(word.text) > 1
    if acronym or not (word.opens or (alone and folded in ORDINARY)):
        return False
    if folded in ORDINARY or folded.removesuffix("s") in ORDINARY or _lower_elsewhere(text, word):
        return True
    known = folded in _ENDING_LIKE_WORDS or is_nationality(folded)
    return alone and looks_ordinary(folded) and not known


def _lower_elsewhere(text: str, word: _Word) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word.text.lower())}(?![\w-])", text) is not None
