"""Names in text: the desk's spellings found and joined, look-alikes kept apart, other names noticed.

Two jobs with opposite risks. `Spellings` says who is meant and joins only what the desk file lists; `same_name` guesses
whether two spellings could be one person's and prefers to miss one than to join two people. No model, and no list of the
world's names. Nothing here changes a text: quoted words keep their own spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.desk import Name
from briefing.language.name_likeness import same_name
from briefing.language.ordinary_words import CALENDAR, NATIONAL_ENDINGS, ORDINARY, TITLES, looks_ordinary

__all__ = ["Mention", "Spellings", "fold", "proper_names", "same_name"]

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʻ`´′"), "'")
_QUOTES = dict.fromkeys(map(ord, "“”„«»″"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_FOLDS = _APOSTROPHES | _QUOTES | _DASHES | {ord("ى"): "ي", ord("ة"): "ه", ord("ـ"): ""}
_ARTICLE = re.compile(r"(?<!\w)[ae]l-(?=\w)")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")


def fold(text: str) -> str:
    """Text for comparing: casefolded, without diacritics, quotes and dashes unified, single spaces, "el-" as "al-"."""
    spread = unicodedata.normalize("NFKD", text.translate(_FOLDS))
    bare = "".join(char for char in spread if not unicodedata.combining(char)).casefold()
    return _ARTICLE.sub("al-", " ".join(bare.split()))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: `text == source[start:end]`, and whom it names (the desk's main spelling)."""

    start: int
    end: int
    text: str
    entity: str


class Spellings:
    """A desk's names: finds mentions and joins spellings, never across a `never` list."""

    def __init__(self, names: Iterable[Name]) -> None:
        listed = tuple(names)
        self._owner: dict[str, str] = {}
        self._never: dict[str, frozenset[str]] = {}
        self._full: dict[str, frozenset[str]] = {}
        exact: dict[str, str] = {}
        for name in listed:
            self._never[name.name] = self._never.get(name.name, frozenset()) | {fold(other) for other in name.never}
            self._full[name.name] = self._full.get(name.name, frozenset()) | {fold(s) for s in name.all_spellings}
            for spelling in name.all_spellings:
                self._owner.setdefault(fold(spelling), name.name)
                exact.setdefault(spelling, spelling)
        for name in listed:
            for other in name.never:
                exact.setdefault(other, other)
        self._pattern = _pattern_of(exact)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Mentions in reading order: the longest spelling at each place, at word boundaries, in its own capitals."""
        found = []
        for match in self._pattern.finditer(text) if self._pattern else ():
            entity = self._owner.get(fold(match[0]), "")
            if entity and not self._someone_else(text, match, entity):
                found.append(Mention(match.start(), match.end(), match[0], entity))
        return tuple(found)

    def canonical(self, name: str) -> str:
        """The desk's main spelling of a name, "" when the desk does not know it. Titles and possessives don't matter."""
        folded = _POSSESSIVE.sub("", fold(name))
        while folded:
            if folded in self._owner:
                return self._owner[folded]
            first, _, rest = folded.partition(" ")
            if first.rstrip(".") not in TITLES:
                return self._guessed(folded)
            folded = rest
        return ""

    def same(self, a: str, b: str) -> bool:
        """Do two names mean one entity? By the desk's lists where it knows one of them, else by their likeness."""
        first, second = self.canonical(a), self.canonical(b)
        if first or second:
            return first == second
        return same_name(a, b)

    def _guessed(self, folded: str) -> str:
        """The only entity with a full name this looks like, unless a `never` list speaks against it."""
        if " " not in folded:
            return ""
        alike = {
            entity
            for entity, spellings in self._full.items()
            if not any(same_name(folded, other) for other in self._never[entity])
            and any(" " in spelling and same_name(folded, spelling) for spelling in spellings)
        }
        return alike.pop() if len(alike) == 1 else ""

    def _someone_else(self, text: str, match: re.Match[str], entity: str) -> bool:
        """True for the tail of a longer name that is not this entity's: "Hafez al-Assad", "Iraqi National Security Council"."""
        mine, tokens = fold(match[0]), {word for spelling in self._full[entity] for word in spelling.split()}
        if not any(
            other != mine
            and other.endswith(" " + mine.removeprefix("al-"))
            or other.endswith("-" + mine)
            or other.endswith(" " + mine)
            or other.startswith(mine + " ")
            for other in self._full[entity]
        ):
            return False
        before = re.search(r"([^\W\d_][\w'’.-]*)[^\S\n]$", text[max(0, match.start() - 40) : match.start()])
        return before is not None and _is_given_name(before[1], tokens) and not _in_title_case(text, match.start())


def _pattern_of(spellings: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(set(spellings), key=lambda one: (-len(one), one))
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_loose, longest_first))})(?!\w)")


def _loose(spelling: str) -> str:
    """A spelling as a pattern: any spacing, apostrophe, hyphen; al-, Al-, el- and El- alike; its own capitals."""
    parts = []
    for index, word in enumerate(spelling.split()):
        pattern = re.escape(word).replace("'", "['’ʼ]").replace("’", "['’ʼ]")
        pattern = re.sub(r"^[AaEe]l\\-", r"[AaEe]l[-‐‑–]", pattern).replace(r"\-", "[-‐‑–]")
        if index == 0 and word[0].islower() and not word.startswith(("al-", "el-")):
            pattern = f"[{word[0]}{word[0].upper()}]{pattern[1:]}"
        upper = re.escape(word.upper())
        parts.append(f"(?:{pattern}|{upper})" if len(word) > 3 and not word.isupper() else pattern)
    return r"[^\S\n]+".join(parts)


def _is_given_name(word: str, known: set[str]) -> bool:
    folded = fold(word).rstrip(".")
    if not word[0].isupper() or _POSSESSIVE.search(word) or folded in known:
        return False
    return folded not in ORDINARY and folded not in TITLES and not folded.endswith(NATIONAL_ENDINGS)


def _in_title_case(text: str, at: int) -> bool:
    """Whether most words of the line have a capital, so that capitals mean nothing."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    words = [word for word in re.findall(r"[^\W\d_]+", text[start : end if end >= 0 else len(text)]) if len(word) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_](?:[\w]|['’ʼ](?=\w)|[-‐‑](?=\w))*\.?")
_PARTICLES = frozenset("al el bin bint ibn ben abu de del della der den di da du la le van von ter ul ud".split())
_SENTENCE_END = re.compile(r"(?:^|[.!?:;…\n•*|–—]|[\[(])[\s\"“”'‘’»«)\]]*$|[\"“‘«][^\S\n]*$")


def proper_names(text: str) -> tuple[tuple[int, int, str], ...]:
    """Capitalised runs that are names, as (start, end, words), in reading order, without titles or possessive endings.

    Ordinary words that open a sentence, months, weekdays and pronouns are left out; so are lines all in capitals.
    """
    found = []
    for run in _runs(text):
        kept = _kept(text, run)
        if kept:
            start, end = kept[0].start(), _end_of(kept[-1])
            found.append((start, end, text[start:end]))
    return tuple(found)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Neighbouring capitalised words, with particles between them; a possessive or punctuation ends a run."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if run and not _joined(text, run[-1], token):
            yield run
            run = []
        if _capital(token[0]) or (token[0].lower() in _PARTICLES and (run or _begins_name(text, token))):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joined(text: str, last: re.Match[str], token: re.Match[str]) -> bool:
    if _POSSESSIVE.search(last[0]) or (last[0].endswith(".") and len(last[0]) > 3 and last[0].count(".") == 1):
        return False
    return re.fullmatch(r"[^\S\n]+|[^\S\n]*&[^\S\n]*", text[last.end() : token.start()]) is not None


def _begins_name(_text: str, token: re.Match[str]) -> bool:
    return token[0] in {"al", "el", "bin", "ibn", "abu", "de", "von", "van"}


def _capital(word: str) -> bool:
    return (
        word[0].isupper()
        or re.match(r"(?:al|el|an|as|ash|at|ad|ar|d|l|de)[-'’‐‑][^\W\d_]", word) is not None
        and any(char.isupper() for char in word)
    )


def _kept(text: str, run: list[re.Match[str]]) -> list[re.Match[str]]:
    """The run without ordinary opening words, titles, calendar words and loose particles at its ends."""
    opens = _SENTENCE_END.search(text[max(0, run[0].start() - 12) : run[0].start()]) is not None
    words = list(run)
    while words and _dropped(text, words[0], opens and words[0] is run[0], alone=len(words) == 1):
        words.pop(0)
    while words and (_plain(words[-1]) in CALENDAR or words[-1][0] in _PARTICLES):
        words.pop()
    if any(char.islower() for char in _line(text, run[0].start())):
        return words
    return []


def _dropped(text: str, token: re.Match[str], opens: bool, alone: bool) -> bool:
    word = _plain(token)
    if word in CALENDAR or word in TITLES or token[0] in _PARTICLES and alone or word == "i":
        return True
    if not opens:
        return False
    return (
        word in ORDINARY or (alone and looks_ordinary(word) and not token[0].isupper()) or _lower_elsewhere(text, token)
    )


def _lower_elsewhere(text: str, token: re.Match[str]) -> bool:
    return re.search(rf"(?<!\w){re.escape(token[0].lower())}(?!\w)", text) is not None and not token[0].isupper()


def _plain(token: re.Match[str]) -> str:
    return fold(_POSSESSIVE.sub("", token[0])).rstrip(".")


def _end_of(token: re.Match[str]) -> int:
    word = _POSSESSIVE.sub("", token[0])
    return token.start() + len(word if re.fullmatch(r"(?:\w\.)+", word) else word.rstrip("."))


def _line(text: str, at: int) -> str:
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]
