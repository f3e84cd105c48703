"""The words inside a stretch of Markdown, without its markup; where it cites, and where it names a title.

Emphasis, links and references give their words; code, images, addresses and struck-out words are left out. Line breaks
stay. Nothing is rendered.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from briefing.language.phrases import QUOTED


@dataclass(frozen=True, slots=True)
class Inline:
    """Plain words. `marks` are offsets of citations; `titles` spans of link or italic text that names a work."""

    text: str
    marks: tuple[int, ...] = ()
    titles: tuple[tuple[int, int], ...] = ()
    linked: tuple[int, ...] = ()  # offsets where a link with an address ends

    @property
    def own(self) -> str:
        """The text with the titles of works replaced, so that offsets stay."""
        own = self.text
        for start, end in self.titles:
            own = own[:start] + re.sub(r"[^\n]", QUOTED, own[start:end]) + own[end:]
        return own


# Private characters stand for what is decided before the words are cut out, so that each offset is one of the result.
_MARK, _TITLE, _TITLE_END, _LINK_END = "\ue000", "\ue001", "\ue002", "\ue003"
_ESCAPED = 0xE100
_PRIVATE = re.compile("[\ue000-\ue1ff]")
_RESTORED = re.compile("[\ue100-\ue1ff]")

_NUMBERS = (  # not the address of a link: "[words][1]"
    r"(?:\[(?:\^[^\]\s]{1,40}|@[^\]\n]{1,80})\]|(?<![^\W\d]\])\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,30}\])"
)
_ADDRESS = r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,900}(?:\s{1,9}[\"'(][^\n]{0,200}?[\"')])?\)"
_ITALIC = r"(?<![\w*])\*(?=\S)([^*]{1,2000}?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_]{1,2000}?)(?<=\S)_(?![\w_])"
_CUT = re.compile(
    r"(`{1,9})(?!`)[^`](?:.|\n){0,2000}?(?<!`)\1(?!`)|!\[[^\]]{0,900}\](?:\([^()\s]{0,900}(?:\s[^()]{0,200})?\)|\[[^\]]{0,200}\])"
)
_MARKS = re.compile(rf"{_NUMBERS}(?:{_ADDRESS}|(?![:(]))|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|<sup>\s*\[?\d{{1,3}}\]?\s*</sup>", re.IGNORECASE)
_LINKS = re.compile(rf"\[([^\[\]]{{1,900}})\](?:{_ADDRESS}|\[[^\[\]]{{0,200}}\])")
_BARE = re.compile(r"<https?://[^>\s]*>|\bhttps?://[^\s)\]>]+")
_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|~~(?=\S)(?:.|\n){0,2000}?~~")
_BOLD = re.compile(r"(?:\*\*|__)(?=\S)|(?<=\S)(?:\*\*|__)")
_EMPHASIS = re.compile(_ITALIC)
_ENTITY = re.compile(r"&(?:#\w{1,8}|\w{2,10});")
_WORK = re.compile(r"[A-Z“\"‘'\d][^\n]*")


def inline(text: str) -> Inline:
    """Return the words of a stretch of Markdown."""
    left = _PRIVATE.sub(" ", text)
    left = re.sub(r"\\([!-/:-@\[-`{-~])", lambda match: chr(_ESCAPED + ord(match.group(1))), left)
    left = _MARKS.sub(_MARK, _CUT.sub(_breaks, left))
    left = _LINKS.sub(lambda match: _named(match.group(1)) + _LINK_END, left)
    left = _BOLD.sub("", _TAGS.sub(_breaks, _BARE.sub(_LINK_END, left)))
    left = _EMPHASIS.sub(lambda match: _named(match.group(1) or match.group(2)), left)
    left = _ENTITY.sub(lambda match: html.unescape(match.group()).replace("\n", " "), left)
    return _settled(_RESTORED.sub(lambda match: chr(ord(match.group()) - _ESCAPED), left))


def _breaks(cut: re.Match[str]) -> str:
    """What is left of a stretch that is cut out: its line breaks, else a space."""
    return "\n" * cut.group().count("\n") or " "


def _named(words: str) -> str:
    """Words marked as a title when they read like one: three or more, a capital first, no full stop last."""
    bare = words.strip("*_ ")
    is_work = len(bare.split()) >= 3 and _WORK.match(bare) and not bare.endswith((".", "!", ":"))
    return f"{_TITLE}{words}{_TITLE_END}" if is_work else words


def _settled(text: str) -> Inline:
    """The words with the private characters taken out and their offsets noted."""
    kept: list[str] = []
    marks: list[int] = []
    linked: list[int] = []
    titles: list[tuple[int, int]] = []
    opened = 0
    for mark in text:
        if mark == _MARK:
            marks.append(len(kept))
            kept.append(" ")
        elif mark == _LINK_END:
            linked.append(max(0, len(kept) - 1))
        elif mark == _TITLE:
            opened = len(kept)
        elif mark == _TITLE_END:
            titles.append((opened, len(kept)))
        else:
            kept.append(mark)
    return Inline("".join(kept), tuple(marks), tuple(titles), tuple(linked))
