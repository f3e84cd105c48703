"""Plants in what is affirmed and denied: a negation put in or taken out, and a negation worded another way.

Only the first plain verb of what the sentence asserts is touched, never the verb of saying, and nothing after "if".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.calibrate.sentence import Cited, Edited, pick, put
from briefing.calibrate.verbs import BE, HAVE, PARTICIPLE, PAST, SPEECH, is_finite_past, past

_AUX = r"(?:is|are|was|were|has|have|had|will|would|can|could|should)"
_NEGATED = re.compile(
    r"(?i)\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t|refus\w+|den(?:y|ied|ies|ying|ials?)"
    r"|fail(?:s|ed|ing)? to|declin\w+ to|unable|rule[sd]? out|reject\w*|stopped|ceased|barely|hardly|only|unlikely)\b"
)
_OPEN = re.compile(r"(?i)\b(?:if|whether|unless|until|should it|in case|may|might)\b")
_TOKEN = re.compile(r"[A-Za-z][\w’'-]*|[^\w\s]")
_SUBJECTS_WORDS = """
officials sides forces authorities government ministry delegation president minister army police group regime state
states countries parties rebels troops sources council court parliament company companies leader leaders who which
he she they it chief head countries talks visit two people ambassador ambassadors spokesman militants fighters
"""
_SUBJECTS = frozenset(_SUBJECTS_WORDS.split())
_COMPLEMENTS = {"agree": ("to", "on", "that"), "vote": ("for", "in", "against"), "meet": ("with",), "call": ("for",)}
_NOT_OBJECTS = frozenset(
    ("in", "by", "at", "from", "during", "since", "of", "over", "under", "near", "on", "and", "or")
)
_AFTER_HAVE = frozenset(("been", "already", "since", "become", "begun", "long", "recently", "previously"))
_NOT_AFTER = frozenset(("not", "also", "no", "any", "to", "all", "both", "only", "never", "nothing", "neither"))

_TAKEN_OUT = (
    (re.compile(rf"\b(?P<keep>{_AUX}) (?:not|never)(?! only| yet| least| to\b| necessarily)\b"), r"\g<keep>"),
    (re.compile(r"\b(?P<keep>is|are|was|were|has|have|had|would|could|should)n['’]t\b"), r"\g<keep>"),
    (re.compile(r"\bcannot\b"), "can"),
    (re.compile(r"\b(?P<keep>is|are|was|were|has|have) no longer\b"), r"\g<keep> still"),
    (
        re.compile(r"\b(?P<keep>has|have|had|is|was|were|are|with) no (?!longer|more|less|fewer|one\b|later)"),
        r"\g<keep> some ",
    ),
    (re.compile(r"\b(?P<keep>has|have|had) not yet\b"), r"\g<keep> already"),
    (re.compile(r"\brefused to\b"), "agreed to"),
    (re.compile(r"\brefuses to\b"), "agrees to"),
    (re.compile(r"\bdeclined to\b"), "agreed to"),
    (re.compile(r"\bfailed to\b"), "managed to"),
    (re.compile(r"\b(?:rejected|rejects)(?= (?:the|a|an|any|all|its|his|their)\b)"), "accepted"),
)
_OPPOSITES = {
    "suspended": "resumed", "accepted": "rejected", "supported": "opposed", "backed": "opposed", "opposed": "backed",
    "increased": "reduced", "reduced": "increased", "strengthened": "weakened", "weakened": "strengthened",
    "opened": "closed", "closed": "opened", "won": "lost", "lost": "won", "joined": "left", "began": "ended",
    "started": "stopped", "welcomed": "condemned", "condemned": "welcomed", "endorsed": "rejected", "rose": "fell",
    "fell": "rose", "approved": "rejected", "widened": "narrowed", "restored": "severed", "reopened": "closed",
}  # fmt: skip # read best in rows
_DID_NOT = re.compile(r"\b(?:did not|didn['’]t) (?P<verb>[a-z]+)\b")
_REWORDED = (
    (re.compile(r"\b(?P<aux>has|have|had|did|does|do) not (?P<verb>[a-z]+) any\b"), None),
    (re.compile(rf"\b(?P<keep>{_AUX}|did|does|do) not(?! only| yet| least)\b"), "n’t"),
    (re.compile(r"\b(?P<keep>is|are|was|were|has|have|had|would|could|should|did|does|do)n['’]t\b"), " not"),
    (re.compile(r"\b(?P<keep>has|have|had) never\b"), " at no time"),
    (re.compile(r"\b(?P<keep>)refused to\b"), "did not agree to"),
    (re.compile(r"\b(?P<keep>)declined to\b"), "did not agree to"),
    (re.compile(r"\b(?P<keep>)failed to\b"), "did not manage to"),
    (re.compile(r"\b(?P<keep>)continued to\b"), "did not cease to"),
    (re.compile(r"\b(?P<keep>)continued (?=[a-z]+ing\b)"), "did not stop "),
    (re.compile(r"\b(?P<keep>)continues to\b"), "has not ceased to"),
    (re.compile(r"\b(?P<keep>is|are|was|were) unable to\b"), " not able to"),
    (re.compile(r"\b(?P<keep>)cannot\b"), "is not able to"),
)


def negation(cited: Cited) -> Edited | None:
    """Take the negation out of a sentence that has one, else negate what it asserts."""
    negated = next(cited.found(_NEGATED), None)
    return _affirmed(cited) if negated else _denied(cited)


def negation_kept(cited: Cited) -> Edited | None:
    """Word a negation another way: "has not" as "hasn’t", "not any" as "no", "refused to" as "did not agree to"."""
    for pattern, new in _REWORDED:
        for found in cited.found(pattern):
            if new is None:
                words = f"{found['aux']} {found['verb']} no" if found["aux"] in HAVE else ""
            elif found["keep"] in {"will", "can"}:
                words = {"will": "won’t", "can": "can’t"}[found["keep"]]
            else:
                words = found["keep"] + new
            if words:
                return put(cited.text, *found.span(), words)
    return None


def _affirmed(cited: Cited) -> Edited | None:
    if len(list(cited.found(_NEGATED))) > 1:
        return None
    for found in cited.found(_DID_NOT):
        if verb := past(found["verb"]):
            return _with_some(cited, found, verb)
    for pattern, new in _TAKEN_OUT:
        for found in cited.found(pattern):
            if found.start() and _OPEN.search(cited.text[: found.start()]):
                continue
            return _with_some(cited, found, found.expand(new))
    return None


def _with_some(cited: Cited, found: re.Match[str], new: str) -> Edited:
    """The edit, "any" after it made "some"."""
    edited = put(cited.text, *found.span(), new)
    rest = re.sub(r"^((?: [\w-]+){0,2}) any\b", r"\1 some", cited.text[found.end() :])
    changed = put(cited.text[: found.end()] + rest, *found.span(), new)
    return Edited(changed.text, edited.what)


def _denied(cited: Cited) -> Edited | None:
    for start, end, word in asserted(cited):
        if _OPEN.search(cited.text[:start]):
            return None
        return put(cited.text, start, end, pick(cited.text, _denials(word, cited.text[end:])))
    return None


def _denials(word: str, rest: str) -> list[str]:
    """The ways to deny what a verb affirms: "not", "never", "failed to", the opposite verb."""
    if word not in PAST:
        helps = next(iter(rest.split()), "") in PARTICIPLE  # "was never sent", not "was never in Cairo on Monday"
        strong = [f"{word} never"] if helps and word in {"has", "have", "had", "was", "were"} else []
        return [f"{word} not", *strong] if word != "can" else ["cannot"]
    opposite = [_OPPOSITES[word]] if word in _OPPOSITES else []
    return [f"did not {PAST[word]}", f"never {word}", f"failed to {PAST[word]}", *opposite]


def asserted(cited: Cited) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, word) of verbs that assert: auxiliaries with what they help, past tenses with a subject."""
    tokens = list(_TOKEN.finditer(cited.text))
    for i, token in enumerate(tokens[:-1]):
        before, after = (tokens[i - 1][0] if i else ""), tokens[i + 1][0]
        word = token[0]
        if not cited.free(*token.span()) or word in SPEECH or (before in SPEECH and word != "was" and word not in PAST):
            continue
        if _is_auxiliary(word, before, after) or _is_past(word, before, after):
            yield token.start(), token.end(), word


def _is_auxiliary(word: str, before: str, after: str) -> bool:
    if not re.fullmatch(_AUX, word) or before == "to" or after in _NOT_AFTER or not after[0].isalpha():
        return False
    if word in HAVE:
        return after in PARTICIPLE or after in _AFTER_HAVE or after.endswith("ed")
    if word in BE:
        return after not in SPEECH  # "was reported"
    return after.islower()


def _is_past(word: str, before: str, after: str) -> bool:
    if word not in PAST or word in SPEECH or before in BE | HAVE or before in {"to", "by", "not", ""}:
        return False
    if before.endswith(("'s", "’s")):  # "Russia’s proposed resolution"
        return False
    if not is_finite_past(word) and not (before[0].isupper() or before in _SUBJECTS):
        return False
    if after in _COMPLEMENTS.get(PAST[word], ()):
        return True
    return after not in _NOT_OBJECTS and after[0].isalpha()
