"""The yardsticks of likelihood: which terms each has, what they stand for, and which words of a text are of which.

Sources: ICD 203 D.6.e(2), which has two rows of terms; the UK PHIA Probability Yardstick, whose bands leave gaps on
purpose. Nothing here knows which sentence is a judgment; words of others, in quotation marks or titles, never count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefing.language.confidence import LEVELS, confidence_levels, confidence_numbers, speaks_of_confidence
from briefing.language.likelihood_words import compares, dismissals, expressions, likelihood_numbers, vague_terms
from briefing.language.own_words import PER_CENT, own, pattern, plain

__all__ = [
    "DEFAULT",
    "LEVELS",
    "YARDSTICKS",
    "Band",
    "Numbered",
    "Yardstick",
    "compares",
    "confidence_levels",
    "confidence_numbers",
    "declared",
    "dismissals",
    "foreign_terms",
    "likelihood_numbers",
    "likelihood_terms",
    "numbered_terms",
    "says_rows_agree",
    "speaks_of_confidence",
    "term_span",
    "vague_terms",
]


@dataclass(frozen=True, slots=True)
class Band:
    """One term and the whole per cents it stands for, both ends included; `forms` are other ways to write it."""

    term: str
    low: int
    high: int
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Yardstick:
    """One declared set of likelihood terms, rising; `legend` is the sentence that declares it on a page."""

    id: str
    name: str
    bands: tuple[Band, ...]
    legend: str
    source: str

    def band(self, words: str) -> Band | None:
        """Return the band that `words` name, in any case and spacing; None for words of no band."""
        word = plain(words)
        return next((band for band in self.bands if word == band.term or word in band.forms), None)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A term with the per cents tied to it: "likely (60–70 %)"; `under` and `over` are of "<60 %" and ">60 %"."""

    words: str
    band: Band
    numbers: tuple[float, ...]
    under: bool = False
    over: bool = False

    @property
    def fits(self) -> bool:
        """True when every number is in the term's band; a number at a shared edge is in both bands.

        What is under the band's lower end, or over its upper one, is outside.
        """
        low, high = self.band.low, self.band.high
        edge = (low,) if self.under else (high,) if self.over else ()
        return all(low <= number <= high and number not in edge for number in self.numbers)


_ICD = "ICD 203 D.6.e(2)(a)"
_CERTAIN = ("almost certainly",)
_ALL = (
    Yardstick(
        "icd203-1",
        "ICD 203, first row",
        (
            Band("almost no chance", 1, 5),
            Band("very unlikely", 5, 20),
            Band("unlikely", 20, 45),
            Band("roughly even chance", 45, 55),
            Band("likely", 55, 80),
            Band("very likely", 80, 95),
            Band("almost certain", 95, 99, _CERTAIN),
        ),
        "Likelihood terms are those of ICD 203, first row.",
        _ICD,
    ),
    Yardstick(
        "icd203-2",
        "ICD 203, second row",
        (
            Band("remote", 1, 5, ("remote chance",)),
            Band("highly improbable", 5, 20, ("highly improbably",)),
            Band("improbable", 20, 45, ("improbably",)),
            Band("roughly even odds", 45, 55),
            Band("probable", 55, 80, ("probably",)),
            Band("highly probable", 80, 95, ("highly probably",)),
            Band("nearly certain", 95, 99, ("nearly certainly",)),
        ),
        "Likelihood terms are those of ICD 203, second row.",
        _ICD,
    ),
    Yardstick(
        "phia",
        "the UK PHIA Probability Yardstick",
        (
            Band("remote chance", 1, 5),
            Band("highly unlikely", 10, 20),
            Band("unlikely", 25, 35),
            Band("realistic possibility", 40, 49),
            Band("likely", 55, 75, ("probable", "probably")),
            Band("highly likely", 80, 90),
            Band("almost certain", 95, 99, _CERTAIN),
        ),
        "Likelihood terms are those of the UK PHIA Probability Yardstick.",
        "PHIA Probability Yardstick, GOV.UK, 24 March 2025",
    ),
)
YARDSTICKS: Mapping[str, Yardstick] = MappingProxyType({yardstick.id: yardstick for yardstick in _ALL})
DEFAULT = YARDSTICKS["icd203-1"]

_BOUND = (
    r"(?:(?P<under><|≤|(?:less|lower|fewer) than|under|below|at most|up to|no more than)"
    r"|(?P<over>>|≥|(?:more|greater|higher) than|over|above|at least|no less than|upwards? of))?\s?"
)
_AFTER_TERM = pattern(
    r"[\s,:(\[–—-]{1,3}(?:(?:i\.e\.,?|meaning|about|around|approximately|roughly|some|at|or|an?|with|of|p ?="
    r"|probability|likelihood|chance)\s?){0,5}[~≈]?\s?" + _BOUND + PER_CENT + r"(?!\s?of\b)"
)
_BEFORE_TERM = pattern(_BOUND + PER_CENT + r"(?:\s?(?:chance|likelihood|probability))?[\s,(:–—-]{0,3}$")
_ONE_NUMBER = pattern(_BOUND + r"[~≈]?\s?" + PER_CENT)
_ROWS = {
    "icd203-1": pattern(r"\b(?:first|upper|top) row\b", r"\brow (?:1|one)\b"),
    "icd203-2": pattern(r"\b(?:second|lower|bottom) row\b", r"\brow (?:2|two)\b"),
}
_ICD_203 = pattern(r"\bICD[\s-]?203\b", r"\bIntelligence Community Directive (?:\(ICD\) )?203\b")
_PHIA = pattern(r"\bPHIA\b", r"\bprobability yardstick\b")
_ABOUT_TERMS = pattern(
    r"\b(?:terms?|words?|likelihoods?|probabilit(?:y|ies)|probabilistic|yardstick|scale|legend|row|language|standards?)\b"
)
_SAME_TERM = pattern(
    r"\bsame (?:assessment of |degree of |level of |estimate of )?(?:probabilit|likelihood)",
    r"\binterchangeabl",
    r"\bsynonym",
)
_LISTED = 4  # so many different terms in one sentence are a list of terms, not judgments


def likelihood_terms(text: str, yardstick: Yardstick = DEFAULT) -> tuple[str, ...]:
    """Return the likelihood terms of `yardstick` in a sentence, as written but lower case, in order."""
    return tuple(words for _, _, words in expressions(text) if yardstick.band(words))


def term_span(text: str, yardstick: Yardstick = DEFAULT) -> tuple[int, int] | None:
    """Return where the first term of `yardstick` starts and ends, None when there is none."""
    return next(((start, end) for start, end, words in expressions(text) if yardstick.band(words)), None)


def foreign_terms(text: str, yardstick: Yardstick = DEFAULT) -> tuple[str, ...]:
    """Return likelihood words that are not of `yardstick`: other rows, other yardsticks, hedged terms."""
    return tuple(words for _, _, words in expressions(text) if not yardstick.band(words))


def numbered_terms(text: str, yardstick: Yardstick = DEFAULT) -> tuple[Numbered, ...]:
    """Return the terms of `yardstick` that have a per cent tied to them: "likely (60 %)", "60 % likely"."""
    return tuple(_numbered(own(text), yardstick))


def declared(text: str) -> tuple[str, ...]:
    """Return the ids of the yardsticks that a legend declares, () when `text` is none.

    A legend names a standard and what it is used for, or lists at least four terms. ICD 203 with no row named
    declares the row whose terms it lists, both when it lists none.
    """
    listed = {words for _, _, words in expressions(text, quoted=True)}
    if _PHIA.search(text) and _ABOUT_TERMS.search(text):
        return ("phia",)
    if _ICD_203.search(text) and _ABOUT_TERMS.search(text):
        named = tuple(row for row, words in _ROWS.items() if words.search(text))
        return named or tuple(row for row in _ROWS if listed and _shared(row, listed) == len(listed)) or tuple(_ROWS)
    most = max(_shared(name, listed) for name in YARDSTICKS)
    return tuple(name for name in YARDSTICKS if _shared(name, listed) == most) if most >= _LISTED else ()


def says_rows_agree(text: str) -> bool:
    """True for the disclaimer ICD 203 asks of a page that mixes rows: the terms mean the same probability."""
    return _SAME_TERM.search(text) is not None


def _shared(name: str, listed: set[str]) -> int:
    return len({band for words in listed if (band := YARDSTICKS[name].band(words))})


def _numbered(text: str, yardstick: Yardstick) -> Iterator[Numbered]:
    spoken = [(start, end, words) for start, end, words in expressions(text) if yardstick.band(words)]
    alone = likelihood_numbers(text)
    for start, end, words in spoken:
        tied = _AFTER_TERM.match(text, end) or _BEFORE_TERM.search(text[max(0, start - 40) : start])
        if tied is None and len(spoken) == len(alone) == 1:  # "likely: we put the probability at 20 %"
            tied = _ONE_NUMBER.search(alone[0])
        band = yardstick.band(words)
        if band and tied:
            under, over, *numbers = tied.group("under", "over", *range(3, 1 + len(tied.groups())))
            yield Numbered(words, band, tuple(float(each) for each in numbers if each), bool(under), bool(over))
