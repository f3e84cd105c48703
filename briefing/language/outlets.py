"""Which names are news outlets' names: the agencies and papers that everyone quotes, and names that end like one."""

from __future__ import annotations

import re

from briefing.language.names import fold

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
_OUTLET_EXTRAS = re.compile(
    r"(?: (?:tv|television|channel|network|website|newspaper|daily|news agency|agency|online))+$|\.(?:com|net|org)$"
)
_INITIALS = {"associated press": "ap", "agence france presse": "afp", "syrian arab news": "sana", "anadolu": "aa"}
STATE_AGENCIES = frozenset({"SANA", "IRNA", "TASS", "Xinhua", "KUNA", "WAM", "SPA", "Petra", "Anadolu", "MENA"})


def is_outlet(name: str) -> bool:
    """Whether a name is a known outlet or ends like one ("Sky News", "Kuwait Times")."""
    return (
        fold(name) in _KNOWN_OUTLETS
        or fold(re.sub(r"(?i)^the ", "", name)) in _KNOWN_OUTLETS
        or bool(_OUTLET_NAME.search(name))
    )


def leading_outlet(phrase: str) -> str:
    """The outlet a phrase begins with where other names follow it ("SANA al-Nusra militants"), else the phrase."""
    words = phrase.split()
    named = next((n for n in (3, 2, 1) if n < len(words) and is_outlet(" ".join(words[:n]))), None)
    return " ".join(words[:named]) if named and not _says_what(words[named]) else phrase


def _says_what(word: str) -> bool:
    """Whether a word after an outlet's name still says who: "SANA reporter"."""
    return word.islower() and not word.startswith(("al-", "el-"))


def outlet_key(name: str) -> str:
    """One folded form for an outlet's names as publisher and as speaker: "Al-Manar TV", "manar", "the al Manar"."""
    folded = _OUTLET_EXTRAS.sub("", fold(name).removeprefix("the ").replace("-", " "))
    bare = folded.removeprefix("al ").strip() or fold(name)
    return _INITIALS.get(bare, bare)
