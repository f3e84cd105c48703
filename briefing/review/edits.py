"""A sentence that a reviewer has reworded or given other words to cite: held against the checks that all passed.

The reviewer points at words; code cuts the quotation from the stored text. What fails a check is refused with its
reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.checks import failed, findings
from briefing.errors import ReviewError
from briefing.evidence import Evidence
from briefing.language.dates import printed, time_expressions
from briefing.types import (
    Article,
    Citation,
    Claim,
    DateBasis,
    DateSpan,
    DraftLine,
    Line,
    Outcome,
    Role,
    Verdict,
)
from briefing.verify import Bench

BY = "reviewer"
_REASON = "worded by a reviewer; it passed the mechanical checks"


def reworded(line: Line, text: str, citations: Sequence[Citation], bench: Bench) -> Line:
    """Return the sentence with this text and these citations, checked anew.

    Raises ReviewError with the check's reason when it fails one, cites an article that the sentence does not rest on,
    is as it was, or is one that code writes from the record.
    """
    cited = tuple(dict.fromkeys(citations))
    if line.verdict.by == "computed":
        raise ReviewError("code writes this sentence from the record", "edit or reject the sentence that it is about")
    if (text, cited) == (line.text, line.citations):
        raise ReviewError("the edit changes nothing", "accept the sentence, or change its words or what it cites")
    verbatim = line.verdict.by == "verbatim" and any(text == citation.quote for citation in cited)
    draft = replace(drafted(line), text=text, verbatim=verbatim)
    found = tuple(findings(draft, _evidence(draft, line, cited, bench)))
    if fault := failed(found):
        hint = "word it otherwise, or reject the sentence"
        raise ReviewError(f"the edit fails the check {fault.check!r}: {fault.reason}", hint)
    return replace(
        line,
        text=text,
        citations=cited,
        verdict=Verdict(Outcome.SUPPORTED, _REASON, BY, found),
        attribution=line.attribution if verbatim else "",
        when=line.when if verbatim else _when(line, text, bench),
    )


def drafted(line: Line) -> DraftLine:
    """Return a checked sentence as the draft it was made from."""
    verbatim = line.verdict.by == "verbatim"
    return DraftLine(
        line.section, line.item, line.role, line.text, line.claim_ids, verbatim, label=line.label, against=line.against
    )


def recut(article: Article, start: int, end: int) -> Citation:
    """Return the citation of `text[start:end]`, in code points of the stored text.

    Spaces at its ends are left out, and words that it breaks are taken whole. Raises ReviewError when that is no
    stretch of words of the article, or not of what it reports: headings, captions and links can't be cited.
    """
    if not 0 <= start < end <= len(article.text) or not article.text[start:end].strip():
        raise ReviewError(
            f"{start} to {end} is no stretch of article {article.id!r}, which has {len(article.text)} characters",
            "select the words that carry the sentence",
        )
    words = article.text[start:end]
    first = start + len(words) - len(words.lstrip())
    first, last = _whole(article.text, first, first + len(words.strip()))
    other = next((s.part for s in article.sentences if s.start < last and first < s.end and not s.citable), None)
    if other:
        raise ReviewError(
            f"these words are not of the report itself: {other.value.replace('_', ' ')}", "cite words of the report"
        )
    return Citation(article.id, first, last, article.text[first:last])


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the words at its ends whole."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def found(article: Article, words: str) -> Citation:
    """Return the citation of words that a reviewer has typed or pasted, however their spaces and line breaks fall.

    Raises ReviewError when the article does not have them, or has them more than once.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    places = [match.span() for match in re.finditer(pattern, article.text)] if pattern else []
    if len(places) != 1:
        told = "more than once" if places else "nowhere"
        hint = "take in more words around them" if places else "copy the words as they stand in the article"
        raise ReviewError(f"these words stand {told} in {article.title or article.id!r}", hint)
    return recut(article, *places[0])


def _evidence(draft: DraftLine, line: Line, cited: Sequence[Citation], bench: Bench) -> Evidence:
    """What the sentence may draw on: the claims it rests on, each with the words that are cited of its article now."""
    evidence = bench.evidence(draft)
    if cited == line.citations:
        return evidence
    behind = {claim.article_id for claim in evidence.claims}
    if strange := [citation.article_id for citation in cited if citation.article_id not in behind]:
        hint = "cite other words of the articles that the sentence rests on"
        raise ReviewError(f"the sentence does not rest on article {strange[0]!r}", hint)
    groups = (tuple(_moved(group, cited)) for group in evidence.groups)
    return replace(evidence, groups=tuple(group for group in groups if group))


def _moved(group: Sequence[Claim], cited: Sequence[Citation]) -> Iterator[Claim]:
    for claim in group:
        own = tuple(citation for citation in cited if citation.article_id == claim.article_id)
        if own:
            yield replace(claim, citations=own)


def _when(line: Line, text: str, bench: Bench) -> str:
    """The date beside a reported sentence: none where its words give one; where they no longer do, the event's."""
    if line.role is not Role.REPORTED or time_expressions(text, DateSpan(bench.as_of, bench.as_of, DateBasis.STATED)):
        return ""
    events = (claim.event for claim in bench.record.claims if claim.id in line.claim_ids[:1] and claim.event.known)
    return line.when or next(map(printed, events), "")
