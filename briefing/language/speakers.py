"""What to call whoever speaks: a clean label from a noun phrase, and what sort of speaker it is.

Knows nouns and outlets in general, no subject in particular; spellings come from the desk. It never
guesses a name: an unnamed speaker stays "unnamed Syrian diplomatic source".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from briefing.language.names import Spellings, fold
from briefing.language.outlets import is_outlet
from briefing.language.phrases import DETERMINERS, word_set
from briefing.language.speaker_nouns import (
    CAN_SPEAK,
    DEMONYMS,
    DOCUMENT_NOUNS,
    ORG_WORDS,
    OUTLET_NOUNS,
    TITLES,
    UNNAMED_NOUNS,
)


class Sort(StrEnum):
    """What sort of speaker a phrase names."""

    PERSON = "person"
    OUTLET = "outlet"
    UNNAMED = "unnamed"
    BODY = "body"  # an organisation, government or state
    DOCUMENT = "document"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as printed, with what the article calls it: `definite` phrases refer back to someone."""

    label: str
    sort: Sort
    head: str = ""  # folded head noun, "" for a name
    words: frozenset[str] = frozenset()  # folded words of the phrase, for "the Syrian diplomat"
    definite: bool = False


_REFERRING = {
    "outlet": OUTLET_NOUNS | {"report", "article"},
    "document": word_set("statement communique communiqué letter"),
}
_AFTER_HEAD = re.compile(
    r",| \b(?:familiar|known|close|who|which|speaking|quoted|opposed|loyal|affiliated|with knowledge|conducted|also|"
    r"however|on condition)\b.*|\s(?:in|on|since|during)\s(?:[A-Z][a-z]+\s)?\d{1,4}\b.*",
    re.DOTALL,
)
_GOES_ON = re.compile(
    r"(?<=[a-z]) (?:visiting|investigating|working|living|operating|based|stationed|seeking|responding)\b.*", re.DOTALL
)
_DULL = re.compile(r"\b(?:leading|little-known|prominent|well-known|respected|influential|own)\s+", re.IGNORECASE)
WORD = re.compile(r"(?:[A-Z]\.){2,}|\w[\w'’\-.]*\w|\w")
_PLAIN = word_set(
    "informed diplomatic medical military rescue security local senior official political media civil state"
) | {"well-informed"}
_PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "you", "who", "one"})
_INDEFINITE = frozenset({"a", "an", "another", "several", "some", "many"})
_DEFINITE = frozenset({"the", "this", "these", "that", "his", "her", "its", "their"})
_OF = word_set("of for in at from to with on near")
_PARTICLES = word_set("al el abu abd abdel abdul ibn bin de van von der du ben")
_DESCRIBED_BY = word_set("news reporter correspondent monitor monitoring group watchdog organisation organization ngo")
_PEOPLE = re.compile(r"(?:er|or|ist|ian|ee|man|men|woman|women|allies|party|wing|branch|affiliate)s?$")
_ISSUED = re.compile(
    r"(?:(?P<by>[A-Z].*?|.*[A-Z].*?)(?:['’]s?)? )?(?:statement|communique|communiqué|report|toll|letter)"
    r"(?: (?:(?:issued|released|published) )?(?:by|from|of) (?P<from>(?:the |an? )?.+))?"
)
_BODIES = word_set("un us eu u.s u.s. u.n. uk state health affairs ministry opposition the")
_OUTLET_TAIL = OUTLET_NOUNS | {"news", "reporter", "correspondent", "state-owned", "state-run"}
_NAME_FIRST = re.compile(
    r"((?:[A-Z][\w'’-]+ )(?:(?:(?:al-|el-)?[A-Z][\w'’-]+|al|el|abu|bin) ?){1,3})"
    r"(?:the )?(?:[Cc]hief of|head|[Dd]irector|chief|leader|commander|member|spokes\w+|of the|from)\b"
    r"(?! (?:[A-Z]|al-)).*"
)


def speaker(phrase: str, spellings: Spellings) -> Speaker:
    """The speaker a noun phrase names, e.g. "Syria’s state news agency SANA" → SANA, an outlet."""
    cut = " ".join(_AFTER_HEAD.split(phrase, maxsplit=1)[0].split()).strip(" -–—")
    named = _NAME_FIRST.fullmatch(cut)
    cut = named[1].strip() if named and not is_organisation(tuple(named[1].split())) else cut
    cut = _lowered(_GOES_ON.sub("", cut))
    words = WORD.findall(cut)
    lead = words[0].casefold() if words else ""
    if not words or (lead in _PRONOUNS and len(words) == 1):
        return Speaker(lead, Sort.PRONOUN, lead)
    definite = lead in _DEFINITE
    bare = cut if lead not in DETERMINERS else cut[cut.casefold().find(lead) + len(lead) :].strip()
    if bare.startswith("of "):  # "one of the guards"
        return Speaker(f"unnamed {cut[0].lower() + cut[1:]}", Sort.UNNAMED, words=bag(bare))
    issuer = _issuer(bare)
    if issuer:
        return speaker(issuer, spellings)
    found = _pair(bare, spellings) or _named(bare, spellings, definite) or _described(bare, definite)
    if lead in _INDEFINITE and found.sort is Sort.BODY and found.head and not found.label.startswith("unnamed "):
        return replace(found, label=_unnamed(_DULL.sub("", found.label)), sort=Sort.UNNAMED)
    return found


def _pair(bare: str, spellings: Spellings) -> Speaker | None:
    """Two who say one thing, both named ("France and Britain"); one body's long name is no pair."""
    parts = re.fullmatch(r"((?:\S+ ){1,5})and (?:the )?([^,]+)", bare)
    if parts is None or spellings.canonical(bare) or _OF & set(parts[1].split()):
        return None
    left, last = parts[1].split(), fold(parts[2].split()[-1])
    if (last in ORG_WORDS and fold(left[-1]) not in ORG_WORDS) or (len(left) == 1 and fold(left[0]) in DEMONYMS):
        return None  # "Economy and Trade Ministry", "Kurdish and Arab leaders"
    found = [speaker(part, spellings) for part in parts.groups()]
    if any(one.sort not in (Sort.PERSON, Sort.BODY) or one.label.islower() for one in found):
        return None
    return Speaker(" and ".join(one.label for one in found), Sort.BODY, words=bag(bare))


def _issuer(bare: str) -> str:
    """Whose statement, report or toll a phrase names, "" where it names nobody's."""
    issued = _ISSUED.fullmatch(bare)
    return ((issued["from"] or issued["by"] or "") if issued else "").strip()


def _named(bare: str, spellings: Spellings, definite: bool) -> Speaker | None:
    folded = bag(bare)
    known = _known(bare, spellings)
    if known:
        return Speaker(known, _sort_of_name(known, bare), words=folded)
    words = WORD.findall(bare)
    outlet = bare if is_outlet(bare) and not any(map(str.islower, words)) else _outlet_named(words)
    if outlet:
        return Speaker(outlet, Sort.OUTLET, words=folded)
    whole = _trailing_names(words)
    run = _after_body(whole)
    theirs = _last_of(words[: len(words) - len(whole)]) in _OF and head_noun(words) in ORG_WORDS
    if not run or theirs or is_organisation(run) or _last_of(words[: -len(run)]) in _OF:
        return _body(bare, words, folded, definite)
    name = _untitled(run)
    label = " ".join(_short(name))
    if is_outlet(" ".join(run)) or is_outlet(label):
        return Speaker(" ".join(run) if is_outlet(" ".join(run)) else label, Sort.OUTLET, words=folded)
    if len(words) > len(run) and {fold(w) for w in words} & OUTLET_NOUNS:
        return Speaker(" ".join(run), Sort.OUTLET, words=folded)
    return Speaker(label, Sort.PERSON, words=folded)


def _after_body(run: tuple[str, ...]) -> tuple[str, ...]:
    """The person after a body's name: "Kurdish National Council Mustafa Sino"; the run itself where none follows."""
    last = next((i for i in range(len(run) - 1, -1, -1) if fold(run[i]) in ORG_WORDS | TITLES - _BODIES), -1)
    return run[last + 1 :] if last >= 0 and len(run) - last > 2 else run


def _untitled(run: tuple[str, ...]) -> list[str]:
    """A name without the titles before it and the words that belong to them ("Information Minister")."""
    last = next((i for i in range(len(run) - 1, -1, -1) if TITLES.issuperset(fold(run[i]).split("-"))), -1)
    return [w for w in run[last + 1 :] or run if fold(root(w)) not in DEMONYMS] or list(run)


def _known(bare: str, spellings: Spellings) -> str:
    """The desk's name for a phrase that is one of its spellings, or ends in one after titles."""
    whole = spellings.canonical(bare)
    if whole:
        return whole
    for mention in reversed(spellings.mentions(bare)):
        if mention.start == 0 and not _who(bare[mention.end :]) and mention.text[0].isupper():
            return mention.entity  # "the Observatory heavy bombardment"
        before, after = WORD.findall(bare[: mention.start]), WORD.findall(bare[mention.end :])
        nation = fold(before[-1]) if before else ""
        if len(nation) > 2 and nation in DEMONYMS and nation not in fold(mention.entity):
            continue  # "Jordanian state television"
        outlet = after and all(fold(w).removesuffix("'s") in OUTLET_NOUNS | _DESCRIBED_BY for w in after)
        if outlet and mention.text[0].isupper() and fold(mention.text) not in DEMONYMS:
            return mention.entity
        while before and fold(before[-1]) in TITLES - _BODIES:
            before.pop()
        if not after and _last_of(before) not in _OF and not bare[: mention.start].endswith("-"):
            return mention.entity
    return ""


def _who(rest: str) -> bool:
    """Whether the words after a name still say who speaks ("'s allies", "SANA reporter") or are its own."""
    words = WORD.findall(rest)
    if not words or rest[0] in "-'’" or not words[0].islower():
        return True
    nouns = words[: max(1, next((i for i, w in enumerate(words) if w in _OF), len(words)))]
    return any(fold(w) in CAN_SPEAK or _PEOPLE.search(w) for w in nouns)


def _outlet_named(words: list[str]) -> str:
    """The name in "SANA news agency", "al-Manar TV channel" and "SANA reporter", "" where there is none."""
    kept = list(words)
    while kept and fold(root(kept[-1])) in _OUTLET_TAIL and kept[-1].islower():
        kept.pop()
    run = _trailing_names(kept) if kept and len(kept) < len(words) else ()
    name = [w for w in run if fold(root(w)) not in DEMONYMS and not w.endswith("based")]
    return " ".join(root(w) for w in name[-3:]) if name and not is_organisation(tuple(name)) else ""


def _body(bare: str, words: list[str], folded: frozenset[str], definite: bool) -> Speaker | None:
    """An organisation named in the phrase ("Egypt’s Foreign Ministry"), else None."""
    named_org = any(w[0].isupper() and fold(w) in ORG_WORDS for w in words)
    head = head_noun(words)
    if named_org and head not in UNNAMED_NOUNS:
        short = definite and len(words) <= 2  # "the Observatory"
        return Speaker(bare, Sort.BODY, head if short else "", folded, short)
    if head in ORG_WORDS and not (head in OUTLET_NOUNS and "news" in folded):
        return Speaker(bare, Sort.BODY, head, folded, definite)
    return None


def _described(bare: str, definite: bool) -> Speaker:
    """A phrase without a name: an unnamed source, an outlet by description, a document."""
    words = WORD.findall(bare)
    head, folded = head_noun(words), bag(bare)
    label = _DULL.sub("", bare)
    if head in OUTLET_NOUNS or (definite and head in _REFERRING["outlet"]):
        inner = re.sub(r"^report in (?:an?|the) ", "", label)
        known = "state" in folded or "state-run" in folded  # one reader can tell which: there is one
        return Speaker(inner if known else f"unnamed {inner}", Sort.OUTLET, head, folded, definite)
    if head in DOCUMENT_NOUNS and not (head == "reports" or "media" in folded):
        return Speaker(bare, Sort.DOCUMENT, head, folded, definite)
    if head in UNNAMED_NOUNS or "source" in folded or "sources" in folded:
        return Speaker(_unnamed(label), Sort.UNNAMED, head, folded, definite)
    return Speaker(bare, Sort.BODY, head, folded, definite)


def _lowered(phrase: str) -> str:
    """A phrase without the capital of a sentence's first word: "Activists in the area"."""
    first = phrase.partition(" ")[0]
    ordinary = UNNAMED_NOUNS | _PLAIN | OUTLET_NOUNS | DOCUMENT_NOUNS
    return first.lower() + phrase[len(first) :] if first.istitle() and fold(first) in ordinary else phrase


def _unnamed(label: str) -> str:
    """The label of someone unnamed, without the capital of a sentence's first word."""
    first = label.split(maxsplit=1)[0]
    plain = first.istitle() and fold(root(first)) not in DEMONYMS and "’" not in first and "'" not in first
    kept = label[0].lower() + label[1:] if plain and fold(first) in UNNAMED_NOUNS | _PLAIN else label
    return f"unnamed {kept.removeprefix('unnamed ')}"


def head_noun(words: list[str]) -> str:
    """The noun the phrase is about: its last word before "of", "in" and the like."""
    until = next((i for i, w in enumerate(words) if i and w.casefold() in _OF), len(words))
    head = fold(words[until - 1]) if until else ""
    if head == "report" and len(words) > until + 1:
        return head_noun(words[until + 1 :])
    return head.removesuffix("'s")


def _trailing_names(words: list[str]) -> tuple[str, ...]:
    run: list[str] = []
    for word in reversed(words):
        if word == "TV" or not (word[0].isupper() or fold(word).split("-")[0] in _PARTICLES):
            break
        run.insert(0, word)
    while run and (fold(root(run[0])) in DEMONYMS and len(run) == 1):
        run.pop(0)
    return tuple(run)


def _short(name: list[str]) -> list[str]:
    """At most the last two names of a long run, with the particles that belong to them."""
    if len(name) <= 3:
        return name
    keep = 2
    while keep < len(name) and fold(name[-keep]) in _PARTICLES:
        keep += 1
    return name[-keep:]


def _sort_of_name(name: str, phrase: str) -> Sort:
    if is_outlet(name) or {fold(w) for w in WORD.findall(phrase)} & OUTLET_NOUNS:
        return Sort.OUTLET
    words = name.split()
    return Sort.PERSON if len(words) > 1 and not is_organisation(tuple(words)) else Sort.BODY


def is_organisation(run: tuple[str, ...]) -> bool:
    return any(fold(w) in ORG_WORDS for w in run)


def _last_of(words: list[str]) -> str:
    return words[-1].casefold() if words else ""


def root(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def bag(phrase: str) -> frozenset[str]:
    return frozenset(fold(root(w)) for w in WORD.findall(phrase)) - _OF - DETERMINERS
