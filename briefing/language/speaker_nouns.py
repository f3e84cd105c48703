"""Which nouns can speak, and where the speaker begins in a phrase that has run into the words before it.

A text that lost its commas ends "… in an ambush near Adra state news agency reported": the words back to the last
verb or article are no noun phrase. What is left of them is what can speak: a name, or a noun for people or a body with
its adjectives. Tables and word order only; things ("the death toll") never speak.
"""

from __future__ import annotations

import re

from briefing.language.folding import fold
from briefing.language.phrases import DETERMINERS, PRONOUNS, word_set

OUTLET_NOUNS = word_set(
    "daily newspaper paper agency channel television tv radio station website site magazine weekly outlet broadcaster "
    "network newswire wire"
)
UNNAMED_NOUNS = word_set(
    "source sources official officials diplomat diplomats politician politicians officer officers general "
    "commander commanders fighter fighters activist activists resident residents witness witnesses eyewitness "
    "eyewitnesses rebel rebels militant militants analyst analysts expert experts observers journalist "
    "journalists reporter reporters correspondent correspondents spokesman spokeswoman spokesperson spokespeople "
    "doctor doctors medic medics rescuers workers accounts reports aide aides adviser advisers advisor insider "
    "insiders lawmaker lawmakers soldier soldiers minister ministers envoy ambassador leader leaders opponents "
    "critics relatives residents refugees outlets media monitor monitors groups people man woman host hosts chief "
    "director governor mayor member representative photographer volunteer volunteers nurse surgeon"
)
DOCUMENT_NOUNS = word_set("figures data statistics report statement communique letter document documents survey study")
ORG_WORDS = word_set(
    "ministry observatory coalition center centre council agency army committee house party front organization "
    "organisation corporation government command foundation movement university bank society union nations network "
    "force forces department office commission court parliament state states alliance institute group league authority "
    "directorate brotherhood company bureau service services regime military presidency opposition police kingdom"
)
TITLES = word_set(
    "president king prime minister foreign defense defence interior deputy vice general colonel major lieutenant "
    "brigadier captain commander ambassador envoy representative special secretary secretary-general state dr mr "
    "mrs ms sir sheikh emir crown prince ayatollah former retired then chief head director spokesman spokesperson "
    "spokeswoman leader analyst adviser senator official diplomat journalist activist exiled opposition senior un "
    "us eu u.s u.s. u.n. uk affairs ministry health the"
)
DEMONYMS = word_set(
    "syrian egyptian lebanese iraqi iranian saudi turkish russian american british french german israeli "
    "palestinian jordanian kuwaiti qatari emirati bahraini omani yemeni libyan tunisian algerian moroccan "
    "sudanese chinese kurdish arab arabic sunni shia shiite druze alawite us uk un eu u.s. u.n. e.u. u.k. western "
    "european african asian ukrainian japanese indian pakistani afghan italian spanish dutch canadian australian "
    "gulf islamic islamist muslim christian"
)
_OTHERS = word_set(
    "head director member members president deputy chairman governor mayor secretary representative delegation mission "
    "team inspectors investigators authorities organisations organizations committees watchdog charity ngo ngos "
    "monitoring activist-group collective administration directorate faction factions brigade militia caliphate "
    "coordinator pathologist nurse nurses surgeon teacher driver boy girl child children family families father mother "
    "brother sister son daughter wife husband men women others civilians locals villagers survivors rescuer worker "
    "volunteer volunteers photographer writer writers candidate premier king kremlin pentagon paramedic paramedics "
    "photographers administrator lawyer lawyers cleric speaker senator both powers countries country world community "
    "staff personnel watchdogs republic emirate headquarters ministries defence defense captain colonel cameraman "
    "websites agencies newspapers channels dailies counterpart victim victims patient boss opponent student "
    "farmer shopkeeper guard guards trader user account"
)
ROLES = frozenset(
    noun
    for noun in UNNAMED_NOUNS | _OTHERS
    if not noun.endswith("s") and noun not in ("people", "men", "women", "children")
)
CAN_SPEAK = OUTLET_NOUNS | UNNAMED_NOUNS | DOCUMENT_NOUNS | ORG_WORDS | _OTHERS
_PREPOSITIONS = word_set("of for in at from to with near on by inside under over including after during into about")
_LOOSE = word_set("familiar known close speaking opposed loyal affiliated based aligned backed linked named called")
_DESCRIBES = word_set(
    "local senior security military medical media informed diplomatic political opposition rebel state news "
    "human rights aid civil defence defense health foreign official government army pro-government activist chief head "
    "top former independent international regional provincial police well-informed unnamed another other field "
    "emergency rescue relief intelligence jihadist terrorist extremist islamist press prominent leading private "
    "monitoring war young main armed special video new unofficial ministry administration hospital council community"
)
_LETTERS = re.compile(r"[^\s,;:()\[\]]+")


def closing_speaker(phrase: str) -> str:
    """The last words of `phrase` that can be the subject of "said", "" when its last noun is a thing."""
    words = [(m.start(), m.group()) for m in _LETTERS.finditer(phrase)]
    if not words:
        return ""
    last = words[-1][1]
    if last.casefold() in PRONOUNS:
        return last
    plain = [word for _, word in words]
    head = _head(plain)
    if _speaks(plain[head]) and not _cluttered(plain, head):
        return phrase
    begins = _begins(plain) if _speaks(last) else None
    return "" if begins is None else phrase[words[begins][0] :]


def can_open(phrase: str) -> bool:
    """Whether the noun a phrase is about can speak: "the source at the command", not "the type of shell"."""
    words = _LETTERS.findall(phrase)
    return bool(words) and (words[0].casefold() in PRONOUNS or _speaks(words[_head(words)]))


def head_word(phrase: str) -> str:
    """Return the noun a phrase is about, as written: "head" of "the head of the rescue service in Aleppo"."""
    words = _LETTERS.findall(phrase)
    return words[_head(words)] if words else ""


def _head(words: list[str]) -> int:
    """Place of the noun the phrase is about: its last word before a preposition."""
    until = next((i for i, word in enumerate(words) if i and _ends_head(word, words[i - 1])), len(words))
    return until - 1


def _ends_head(word: str, before: str) -> bool:
    low = word.casefold()
    return low in _PREPOSITIONS or low in _LOOSE or (word.endswith("ing") and before in CAN_SPEAK)


def _speaks(word: str) -> bool:
    return word[0].isupper() or fold(word) in CAN_SPEAK or "-" in word[:3] or bool(re.search(r"(?:ists?|ians?)$", word))


def _cluttered(words: list[str], head: int) -> bool:
    """Whether what stands before the head is no adjective of it: "strikes activists", "36 people … activists"."""
    before = words[:head]
    infinitive = re.search(r"\bto (?!the\b|an?\b|its\b|his\b|their\b)[a-z]", " ".join(words[head:]))
    if head < len(words) - 1 and (infinitive or any(word.isdigit() for word in before)):
        return True
    plain = (word for word in before if word.islower() and "-" not in word and word not in DETERMINERS)
    return any(word.endswith("s") and word not in _DESCRIBES for word in plain)


def _begins(words: list[str]) -> int | None:
    """Place of the first word of the speaker that ends the phrase."""
    if words[-1][0].isupper():
        return _name_begins(words)
    at = _modified_from(words, len(words) - 1)
    while at < len(words) - 1 and words[at][0].isupper() and at and words[at - 1].casefold() in _PREPOSITIONS:
        at += 1
    return at


def _modified_from(words: list[str], at: int) -> int:
    """Place of the first adjective or name that belongs to the noun at a place."""
    while at and (words[at - 1] in _DESCRIBES or "-" in words[at - 1] or words[at - 1][0].isupper()):
        at -= 1
    return at


def _name_begins(words: list[str]) -> int | None:
    """Where the closing name begins, with its title and what it is the title of; None for a mere place."""
    roles = [i for i, word in enumerate(words[:-1]) if i and word in ROLES and _leads_to_name(words[i + 1])]
    if roles:
        return _modified_from(words, roles[-1])
    at = len(words) - 1
    while at and (_in_name(words[at - 1]) or _inside_body(words, at - 1)):
        at -= 1
    if not at or words[at - 1].casefold() not in _PREPOSITIONS:
        return at
    return next((i for i in range(at + 1, len(words)) if fold(words[i]) in DEMONYMS | TITLES), None)


def _leads_to_name(following: str) -> bool:
    return _in_name(following) or following in _PREPOSITIONS


def _in_name(word: str) -> bool:
    return word[0].isupper() or word.startswith(("al-", "el-"))


def _inside_body(words: list[str], at: int) -> bool:
    """ "for" in "Observatory for Human Rights"."""
    return at > 0 and words[at] in ("for", "of") and words[at - 1][0].isupper() and fold(words[at - 1]) in ORG_WORDS
