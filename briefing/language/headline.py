"""Headlines: which of an article's opening lines is its title, and a sentence as one.

The words of its URL decide where there is one; else the line that shares most content words with the rest.
No I/O.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

_STOP = frozenset(
    """a an the of in on at to for from by with and or but as is are was were be been has have had it its this that
    these those he she they his her their we our your you i not no new over after before into amid about more than
    says said will would what who how why when where makes make gets get since here
    في من على إلى عن مع أن إن التي الذي هذا هذه ما لا كان قد بعد قبل بين أو ثم""".split()  # noqa: SIM905 - a list of words reads best as one
)
_FULL_STOP = re.compile(r"(?<=[^.\s])(?<!\.\w)(?<!\.\w\w)[.\u06d4]\s*$")
_LONGEST_TITLE = 20  # words; one that the URL spells out may have twice as many


def headline(sentence: str) -> str:
    """Return a sentence as a headline: without its full stop, unless that is an abbreviation's."""
    return _FULL_STOP.sub("", sentence)


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a line that carry its subject, as written."""
    return tuple(word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if word.casefold() not in _STOP)


def slug_words(url: str) -> str:
    """Return the words of the part of a URL's path that spells out a title, "" when none does."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ""
    pieces = (re.sub(r"\.\w{2,5}$", "", piece) for piece in path.split("/"))
    cleaned = [re.sub(r"^\d{4,}[-_]|[-_]\d{4,}$", "", piece) for piece in pieces]
    best = max(cleaned, key=_letters, default="")
    return " ".join(re.split(r"[-_+\s]+", best)).strip() if _letters(best) >= 3 else ""


def _letters(piece: str) -> int:
    return len(re.findall(r"[^\W\d_]+", piece))


def title_line(lines: Sequence[str], open_lines: Sequence[int], url: str) -> int | None:
    """Return the index of the title among `lines`, None when none of `open_lines` can be one.

    `open_lines` are the indices, in order, of opening lines that nothing else is known about.
    """
    slug = _stems(slug_words(url))
    if slug and open_lines:
        best = max(open_lines, key=lambda index: (_overlap(_stems(lines[index]), slug), -index))
        if _overlap(_stems(lines[best]), slug) >= 0.5 and len(lines[best].split()) <= 2 * _LONGEST_TITLE:
            return best
    return _likeliest(lines, open_lines)


def is_reporting(lines: Sequence[str], index: int) -> bool:
    """Say whether a full sentence above the title shares words with the article, as no slogan does."""
    own = _stems(lines[index])
    return bool(own) and len(own & _stems_elsewhere(lines, index)) >= max(2, 0.3 * len(own))


def _likeliest(lines: Sequence[str], open_lines: Sequence[int]) -> int | None:
    """The line that shares most with the rest; below a full sentence it has to share half its words."""
    best, highest, below_sentence = None, 0.0, False
    for place, index in enumerate(open_lines):
        if not _may_be_title(lines[index]):
            below_sentence = True
            if _is_running_text(lines, index):
                break
            continue
        own = _stems(lines[index])
        shared = len(own & _stems_elsewhere(lines, index))
        score = (0.1 + min(shared, 6) * shared / max(1, len(own))) * 0.7**place
        score *= 0.5 if len(lines[index].split()) > 14 else 1
        if score > highest and not (below_sentence and (shared < 2 or 2 * shared < len(own))):
            best, highest = index, score
    return best


def _is_running_text(lines: Sequence[str], index: int) -> bool:
    return len(lines[index].split()) >= 12 or is_reporting(lines, index)


def _may_be_title(line: str) -> bool:
    return len(line.split()) <= _LONGEST_TITLE and not line.endswith((".", "…", ",", ";", ":", '."', ".'", ".)"))


def _overlap(one: set[str], other: set[str]) -> float:
    """Shared words over all words of both (Dice), 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _stems_elsewhere(lines: Sequence[str], index: int) -> set[str]:
    """Content words of the other lines; the first 200 are sample enough."""
    return {stem for at, line in enumerate(lines[:200]) if at != index for stem in _stems(line[:5000])}


def _stems(text: str) -> set[str]:
    """Content words, each cut to what its inflections share."""
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", text.casefold()))
    bare = (re.sub(r"^(?:و?ال|لل)(?=\w{3})", "", word) for word in words if word not in _STOP)
    return {word[:5] for word in bare if len(word) > 1}
