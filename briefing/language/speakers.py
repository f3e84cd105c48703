"""What to call whoever speaks: a clean label from a noun phrase, and what sort of speaker it is.

Knows nouns and outlets in general, no subject in particular; spellings come from the desk. It never
guesses a name: an unnamed speaker stays "unnamed Syrian diplomatic source".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from briefing.language.names import Spellings, fold, same_name
from briefing.language.phrases import DETERMINERS, word_set


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


_OUTLET_NOUNS = word_set(
    "daily newspaper paper agency channel television tv radio station website site magazine weekly outlet broadcaster "
    "network newswire wire"
)
_UNNAMED_NOUNS = word_set(
    "source sources official officials diplomat diplomats politician politicians officer officers general commander "
    "commanders fighter fighters activist activists resident residents witness witnesses eyewitness eyewitnesses rebel "
    "rebels militant militants analyst analysts expert experts observers journalist journalists reporter reporters "
    "correspondent correspondents spokesman spokeswoman spokesperson spokespeople doctor doctors medic medics rescuers "
    "workers accounts reports aide aides adviser advisers advisor insider insiders lawmaker lawmakers soldier soldiers "
    "minister ministers envoy ambassador leader leaders opponents critics relatives residents refugees outlets media "
    "monitor monitors groups people man woman host hosts"
)
_DOCUMENT_NOUNS = word_set("figures data statistics report statement communique letter document documents survey study")
_REFERRING = {
    "outlet": _OUTLET_NOUNS | {"report", "article"},
    "document": word_set("statement communique communiqué letter"),
}
_ORG_WORDS = word_set(
    "ministry observatory coalition center centre council agency army committee house party front organization "
    "organisation corporation government command foundation movement university bank society union nations network "
    "force forces department office commission court parliament state states alliance institute group league authority "
    "brotherhood company bureau service services regime military presidency opposition police kingdom"
)
_TITLES = word_set(
    "president king prime minister foreign defense defence interior deputy vice general colonel major lieutenant brigadier "
    "captain commander ambassador envoy representative special secretary secretary-general state dr mr mrs ms sir sheikh "
    "emir crown prince ayatollah former retired then chief head director spokesman spokesperson spokeswoman leader analyst "
    "adviser senator official diplomat journalist activist exiled opposition senior un us eu u.s u.s. u.n. uk affairs "
    "ministry health the"
)
_KNOWN_OUTLETS = frozenset(
    fold(name)
    for name in [
        "AFP",
        "Agence France-Presse",
        "AP",
        "Associated Press",
        "Reuters",
        "Xinhua",
        "TASS",
        "Itar-Tass",
        "RIA Novosti",
        "Interfax",
        "Anadolu",
        "Anadolu Agency",
        "DPA",
        "IRNA",
        "Fars",
        "Tasnim",
        "Press TV",
        "NNA",
        "MENA",
        "SANA",
        "Petra",
        "WAM",
        "SPA",
        "KUNA",
        "BBC",
        "CNN",
        "CBS",
        "NBC",
        "Sky News",
        "Al Jazeera",
        "Al-Jazeera",
        "Al-Arabiya",
        "Al Arabiya",
        "Al-Manar",
        "Al-Mayadeen",
        "Al-Akhbar",
        "As-Safir",
        "Al-Hayat",
        "Asharq Al-Awsat",
        "Al-Quds al-Arabi",
        "Al-Ahram",
        "Al-Watan",
        "Al-Monitor",
        "Middle East Eye",
        "Middle East Monitor",
        "Middle East Observer",
        "Daily Sabah",
        "Hurriyet",
        "Mada Masr",
        "NOW Lebanon",
        "Haaretz",
        "Le Monde",
        "Le Figaro",
        "The Guardian",
        "The Times",
        "New York Times",
        "Washington Post",
        "Wall Street Journal",
        "Financial Times",
        "Bloomberg",
        "Foreign Policy",
        "Der Spiegel",
        "Al-Alam",
        "RT",
        "Sputnik",
    ]
)
_OUTLET_NAME = re.compile(
    r"(?:\bTV|\bNews|\bTimes|\bPost|\bTelegraph|\bHerald|\bTribune|\bTelevision|\bRadio|\bNews Agency|\bGazette)$"
)
_AFTER_HEAD = re.compile(
    r",| \b(?:familiar|known|close|who|which|speaking|quoted|opposed|loyal|affiliated|with knowledge|conducted|also|"
    r"however|on condition)\b.*",
    re.DOTALL,
)
_DULL = re.compile(r"\b(?:leading|little-known|prominent|well-known|respected|influential|own)\s+", re.IGNORECASE)
_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w[\w'’\-.]*\w|\w")
_PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "you", "who", "one"})
_INDEFINITE = frozenset({"a", "an", "another", "several", "some", "many"})
_DEFINITE = frozenset({"the", "this", "these", "that", "his", "her", "its", "their"})
_OF = word_set("of for in at from to with on near")
_PARTICLES = frozenset(
    {"al", "el", "abu", "abd", "abdel", "abdul", "ibn", "bin", "de", "van", "von", "der", "du", "ben"}
)
_DEMONYMS = word_set(
    "syrian egyptian lebanese iraqi iranian saudi turkish russian american british french german israeli palestinian "
    "jordanian kuwaiti qatari emirati bahraini omani yemeni libyan tunisian algerian moroccan sudanese chinese kurdish "
    "arab arabic sunni shia shiite druze alawite us uk un eu u.s. u.n. e.u. u.k. western european african asian ukrainian "
    "japanese indian pakistani afghan italian spanish dutch canadian australian gulf islamic islamist muslim christian"
)


def is_outlet(name: str) -> bool:
    """Whether a name is a known outlet or ends like one ("Sky News", "Kuwait Times")."""
    return (
        fold(name) in _KNOWN_OUTLETS
        or fold(re.sub(r"(?i)^the ", "", name)) in _KNOWN_OUTLETS
        or bool(_OUTLET_NAME.search(name))
    )


def speaker(phrase: str, spellings: Spellings) -> Speaker:
    """The speaker a noun phrase names, e.g. "Syria’s state news agency SANA" → SANA, an outlet."""
    cut = " ".join(_AFTER_HEAD.split(phrase, maxsplit=1)[0].split()).strip(" -–—")
    words = _WORD.findall(cut)
    lead = words[0].casefold() if words else ""
    if not words or (lead in _PRONOUNS and len(words) == 1):
        return Speaker(lead, Sort.PRONOUN, lead)
    definite = lead in _DEFINITE
    bare = cut if lead not in DETERMINERS else cut[cut.casefold().find(lead) + len(lead) :].strip()
    found = _named(bare, spellings, definite) or _described(bare, definite)
    if lead in _INDEFINITE and found.sort is Sort.BODY and found.head and not found.label.startswith("unnamed "):
        return replace(found, label=f"unnamed {_DULL.sub('', found.label)}", sort=Sort.UNNAMED)
    return found


def _named(bare: str, spellings: Spellings, definite: bool) -> Speaker | None:
    folded = _bag(bare)
    known = _known(bare, spellings)
    if known:
        return Speaker(known, _sort_of_name(known, bare), words=folded)
    words = _WORD.findall(bare)
    run = _trailing_names(words)
    if not run or _is_org(run) or _last_of(words[: -len(run)]) in _OF:
        return _body(bare, words, folded, definite)
    name = [w for w in run if fold(w) not in _TITLES and fold(_root(w)) not in _DEMONYMS] or list(run)
    label = " ".join(_short(name))
    if is_outlet(" ".join(run)) or is_outlet(label):
        return Speaker(" ".join(run) if is_outlet(" ".join(run)) else label, Sort.OUTLET, words=folded)
    if len(words) > len(run) and {fold(w) for w in words} & _OUTLET_NOUNS:
        return Speaker(" ".join(run), Sort.OUTLET, words=folded)
    return Speaker(label, Sort.PERSON, words=folded)


def _known(bare: str, spellings: Spellings) -> str:
    """The desk's name for a phrase that is one of its spellings, or ends in one after titles."""
    whole = spellings.canonical(bare)
    if whole:
        return whole
    for mention in reversed(spellings.mentions(bare)):
        before, after = _WORD.findall(bare[: mention.start]), _WORD.findall(bare[mention.end :])
        outlet = after and all(
            fold(w).removesuffix("'s") in _OUTLET_NOUNS | {"news", "reporter", "correspondent"} for w in after
        )
        if outlet and fold(mention.text) not in _DEMONYMS:
            return mention.entity
        if not after and _last_of(before) not in _OF and not bare[: mention.start].endswith("-"):
            return mention.entity
    return ""


def _body(bare: str, words: list[str], folded: frozenset[str], definite: bool) -> Speaker | None:
    """An organisation named in the phrase ("Egypt’s Foreign Ministry"), else None."""
    named_org = any(w[0].isupper() and fold(w) in _ORG_WORDS for w in words)
    head = _head(words)
    if named_org and head not in _UNNAMED_NOUNS:
        return Speaker(bare, Sort.BODY, words=folded)
    if head in _ORG_WORDS:
        return Speaker(bare, Sort.BODY, head, folded, definite)
    return None


def _described(bare: str, definite: bool) -> Speaker:
    """A phrase without a name: an unnamed source, an outlet by description, a document."""
    words = _WORD.findall(bare)
    head, folded = _head(words), _bag(bare)
    label = _DULL.sub("", bare)
    if head in _OUTLET_NOUNS or (definite and head in _REFERRING["outlet"]):
        inner = re.sub(r"^report in (?:an?|the) ", "", label)
        return Speaker(f"unnamed {inner}", Sort.OUTLET, head, folded, definite)
    if head in _DOCUMENT_NOUNS and not (head == "reports" or "media" in folded):
        return Speaker(bare, Sort.DOCUMENT, head, folded, definite)
    if head in _UNNAMED_NOUNS or "source" in folded or "sources" in folded:
        return Speaker(f"unnamed {label}", Sort.UNNAMED, head, folded, definite)
    return Speaker(bare, Sort.BODY, head, folded, definite)


def _head(words: list[str]) -> str:
    """The noun the phrase is about: its last word before "of", "in" and the like."""
    until = next((i for i, w in enumerate(words) if i and w.casefold() in _OF), len(words))
    head = fold(words[until - 1]) if until else ""
    if head == "report" and len(words) > until + 1:
        return _head(words[until + 1 :])
    return head.removesuffix("'s")


def _trailing_names(words: list[str]) -> tuple[str, ...]:
    run: list[str] = []
    for word in reversed(words):
        if not (word[0].isupper() or fold(word).split("-")[0] in _PARTICLES):
            break
        run.insert(0, word)
    while run and (fold(_root(run[0])) in _DEMONYMS and len(run) == 1):
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
    if is_outlet(name) or {fold(w) for w in _WORD.findall(phrase)} & _OUTLET_NOUNS:
        return Sort.OUTLET
    words = name.split()
    return Sort.PERSON if len(words) > 1 and not _is_org(tuple(words)) else Sort.BODY


def _is_org(run: tuple[str, ...]) -> bool:
    return any(fold(w) in _ORG_WORDS for w in run)


def _last_of(words: list[str]) -> str:
    return words[-1].casefold() if words else ""


def _root(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _bag(phrase: str) -> frozenset[str]:
    return frozenset(fold(_root(w)) for w in _WORD.findall(phrase)) - _OF - DETERMINERS


def names_speaker(label: str, text: str, spellings: Spellings) -> bool:
    """Whether `text` names that speaker, or says an unnamed one is unnamed.

    A label that begins "unnamed" needs its head noun ("source") in the text; a person needs a spelling,
    the family name or a transliteration; an organisation most of its words or its initials.
    """
    if not label:
        return True
    if label.casefold().startswith("unnamed "):
        return _says_unnamed(label, text)
    if any(spellings.same(mention.text, label) or mention.entity == label for mention in spellings.mentions(text)):
        return True
    if fold(label) in fold(text):
        return True
    words, said = [w for w in _WORD.findall(label) if w[0].isupper() and fold(w) not in _TITLES], _bag(text)
    hits = sum(fold(_root(w)) in said or any(_kin(fold(_root(w)), s) for s in said) for w in words)
    if words and (hits * 2 > len(words) or ("".join(w[0] for w in words if len(words) > 2) or "\x00") in text.split()):
        return True
    return not _is_org(tuple(words)) and any(same_name(label, w) for w in _runs(text))


def _kin(a: str, b: str) -> bool:
    """Egypt/Egyptian, Syria/Syrian."""
    return len(a) >= 4 and len(b) >= 4 and (a.startswith(b) or b.startswith(a))


def _runs(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[A-Z][\w'’-]+(?:\s+(?:[A-Z]|al-|el-)[\w'’-]+)+", text))


_SAYS_UNNAMED = re.compile(r"\b(?:unnamed|anonymous|unidentified|undisclosed|unattributed|anonymity)\b", re.IGNORECASE)


def _says_unnamed(label: str, text: str) -> bool:
    head = _head(_WORD.findall(label.removeprefix("unnamed ")))
    stems = {fold(word).rstrip("s") for word in _WORD.findall(text)}
    return bool(_SAYS_UNNAMED.search(text)) or head.rstrip("s") in stems
