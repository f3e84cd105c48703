"""Articles into numbered sentences, and sentences into passages.

Offsets are code points of the stored text. Sentences cover all of it but white space, in order and without
overlap; only those in body blocks are citable. Nothing is changed or left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.language.layout import Block, blocks
from briefing.types import Article, Part, Passage, Sentence

LONGEST_SENTENCE = 1000  # characters
PASSAGE_SENTENCES = 4
PASSAGE_CHARACTERS = 700

_MISSED = re.compile(r"(?<=[؟۔])[\"'”’»)\]]*\s+|(?<=[^\W\d_][^\W\d_][^\W\d_])[.!?][”\"’]?(?=[A-Z“][a-z]+\s)")
_MID_SENTENCE = re.compile(r"[.!?؟…][\"'”’»)]+$|(?:\.\.\.|…|\b[^\W\d_]\.)$")
_TITLES = re.compile(
    r"(?:^|[\s(\"'“‘])(?:Gen|Col|Lt|Maj|Brig|Capt|Sgt|Adm|Cmdr|Dr|Mr|Mrs|Ms|Prof|Rev|St|Sen|Rep|Gov|Pres|Amb|Hon|vs|approx|e\.g|i\.e)\.$"
)
_BEFORE_NUMBER = re.compile(
    r"(?:^|[\s(\"'“‘])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Nos|Art|para|pp?|Vol|ca|c)\.$", re.IGNORECASE
)


def split(article: Article) -> Article:
    """Return the article with its sentences, numbered from 1 in reading order."""
    found = [
        (start, end, block) for block in blocks(article.text, article.url) for start, end in _spans(article.text, block)
    ]
    sentences = tuple(
        Sentence(number, start, end, _part(article.text[start:end], block), block.paragraph)
        for number, (start, end, block) in enumerate(found, 1)
    )
    return replace(article, sentences=sentences)


def passages(article: Article) -> tuple[Passage, ...]:
    """Return runs of up to four citable sentences (about 700 characters), numbered from 1.

    Every citable sentence is in exactly one; none reaches over a heading, caption or other sentence that is
    not citable.
    """
    runs: list[list[Sentence]] = []
    for sentence in filter(lambda one: one.citable, article.sentences):
        if runs and _fits(runs[-1], sentence):
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return tuple(
        Passage(article.id, number, run[0].start, run[-1].end, tuple(sentence.number for sentence in run))
        for number, run in enumerate(runs, 1)
    )


def _fits(run: Sequence[Sentence], sentence: Sentence) -> bool:
    follows = sentence.number == run[-1].number + 1
    return follows and len(run) < PASSAGE_SENTENCES and sentence.end - run[0].start <= PASSAGE_CHARACTERS


def _part(words: str, block: Block) -> Part:
    """A stretch of bare punctuation says nothing, so it can't be cited."""
    return block.part if any(mark.isalnum() for mark in words) else Part.FURNITURE


def _spans(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Sentence spans of one block, trimmed, none longer than LONGEST_SENTENCE; only body is parted at all."""
    parted = _joined(text, _ends(text, block)) if block.part is Part.BODY else [(block.start, block.end)]
    for start, end in parted:
        yield from _pieces(text, start, end)


def _ends(text: str, block: Block) -> list[tuple[int, int]]:
    """What nupunkt finds, cut again where it misses an end (Arabic question marks, no space after a stop)."""
    from nupunkt import sent_spans  # 80 ms that no other verb should pay

    words = text[block.start : block.end]
    cuts = {0, len(words)} | {end for _, end in sent_spans(words)} | {match.end() for match in _MISSED.finditer(words)}
    spans = ((block.start + start, block.start + end) for start, end in pairwise(sorted(cuts)))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = text[start:end]
    if not words.strip():
        return None
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with those put back together that an abbreviation or a closing quotation mark parted."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _continues(text[max(joined[-1][0], joined[-1][1] - 12) : joined[-1][1]], text[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _continues(before: str, after: str) -> bool:
    if not any(mark.isalnum() for mark in after):
        return True
    if after[0].islower():
        return bool(_MID_SENTENCE.search(before))
    if after[0].isdigit() and _BEFORE_NUMBER.search(before):
        return True
    return bool(_TITLES.search(before))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span cut at clause or word boundaries until every piece is short enough."""
    while end - start > LONGEST_SENTENCE:
        window = text[start : start + LONGEST_SENTENCE]
        cut = start + (_last(window, r"[;:؛—–]\s") or _last(window, r"[,،]\s") or _last(window, r"\s") or len(window))
        if piece := _trim(text, start, cut):
            yield piece
        start = cut
    if piece := _trim(text, start, end):
        yield piece


def _last(window: str, boundary: str) -> int:
    """Where the last boundary in the window's second half ends, 0 without one."""
    ends = [match.end() for match in re.finditer(boundary, window)]
    return ends[-1] if ends and ends[-1] > len(window) // 2 else 0
