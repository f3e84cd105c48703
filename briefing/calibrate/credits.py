"""Where a sentence credits someone, taken apart: who, by which verb, and what is left without it.

Word order alone, stricter than the reader of articles: a sentence whose parts are not plain is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.calibrate.sentence import Cited, capital, lower
from briefing.calibrate.verbs import AUXILIARIES, PAST, SPEECH

_NO_WHO = r"(?:Earlier|Later|Meanwhile|However|But|Also|In|On|At|And|When|While|After|Before|Of)\b"
_WHO = rf"(?P<who>(?!{_NO_WHO})(?:[A-Z]|an? |the |unnamed |diplomatic |rebels)[^,;:“”\"]{{1,80}}?)"
_TOLD = r"told (?:[A-Z][\w-]+(?: [A-Z][\w-]+)*|(?:the|an?|its|his|her|their) (?:[\w-]+ ){0,2}?[\w-]+)(?= that\b)"
_SAYING = (
    rf"(?P<verb>said|says|{_TOLD}|reported|reports|has reported|added|stated|announced|wrote"
    r"|revealed|claimed|claims|alleged|alleges|insisted|stressed|confirmed)"
)
_FORMS = (
    re.compile(r"^According to (?P<who>[^,;:“”\"]{2,80}), (?P<body>.+)$"),
    re.compile(r"^(?P<body>[^,]+),? according to (?P<who>[^,;:“”\"]{2,80}?)\.$"),
    re.compile(rf"^{_WHO} {_SAYING}(?: on [A-Z]\w+day)? (?P<that>that )?(?P<body>.+)$"),
    re.compile(rf"^(?P<body>.+), {_WHO} {_SAYING}\.$"),
)
_SECOND_CLAUSE = re.compile(r";|, (?:but|while|although|though|however|and|adding|as reported)\b")
_PRONOUN = re.compile(r"(?i)^(?:it|he|she|they|his|her|their|its|this|these|those|there|such)\b")
_NOUNS_TOO = frozenset(("states", "reports", "notes", "claims"))
CREDITING = re.compile(
    rf"(?i)\b(?:according to|as reported by|citing|quoting|cited by|reportedly|allegedly"
    rf"|(?:{'|'.join(sorted(_NOUNS_TOO))}) that"
    rf"|{'|'.join(sorted(SPEECH - _NOUNS_TOO))})\b"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A sentence as "who says body". `verb` is "" for "according to"; `inner` is the body inside another sentence."""

    who: str
    verb: str
    body: str
    inner: str
    leads: bool  # the credit stands before what is credited

    @property
    def mixed(self) -> bool:
        """Whether the body has a second clause, which a credit in another place may cover or leave out."""
        return _SECOND_CLAUSE.search(self.body) is not None


def credit(cited: Cited) -> Credit | None:
    """Return the one plain credit of a sentence, None where there is none or more than one."""
    text = cited.text.strip()
    if cited.marks and cited.marks[0][0] == 0:
        return None
    found = next(filter(None, (form.match(text) for form in _FORMS)), None)
    if found is None:
        return None
    groups = found.groupdict()
    body = groups["body"].strip()
    verb = (groups.get("verb") or "").removeprefix("has ")
    if _PRONOUN.match(body) or CREDITING.search(groups["who"]) or not has_verb(body):
        return None
    if body.startswith(("“", '"')) or (found.re is _FORMS[2] and not groups["that"] and not _is_said(verb, body)):
        return None
    leads = found.start("who") < found.start("body")
    whole = body if body.endswith((".”", '."')) else f"{body.rstrip('.')}."
    return Credit(groups["who"], verb, capital(whole), whole if leads else lower(whole), leads)


def has_verb(text: str) -> bool:
    """Whether a text holds a listed verb that can be finite."""
    return any(word in AUXILIARIES or word in PAST for word in re.findall(r"(?<![\w-])[a-z]+(?![\w-])", text))


def _is_said(verb: str, body: str) -> bool:
    """Whether "X said" is followed by a clause of its own, not by a thing that was announced or reported."""
    if verb not in {"said", "says"}:
        return False
    first = re.match(r"(?:the |an? |its |two |both )?[\w’'-]+", body, re.IGNORECASE)
    return first is not None and (
        body[0].isupper() or body.split(maxsplit=1)[0] in {"the", "a", "an", "its", "both", "two"}
    )
