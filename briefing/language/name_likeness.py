"""Could two spellings be one person's or company's name? A guess from the letters, made to say no when in doubt.

Words are compared through a key that forgets what transliteration varies (doubled letters, vowels' quality, kh/x, ou/u,
q/k, j/g), then paired off; a word left over on both sides speaks against. A company's legal form may be left out, but
not be of another kind. It knows no person: a desk's own spellings and look-alikes go before it (see `names`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefing.language.ordinary_words import TITLES
from briefing.language.scripts import romanised

_MOST_WORDS, _MOST_LETTERS = 60, 120  # of two names, of one word; comparing takes the square of them and more
_LESSER = "al el ul as ash an ad at ar az the le la de del di da du der den van von of and"
_ARTICLES = frozenset(_LESSER.split())
_SON = frozenset(("bin", "ben", "ibn", "bint"))
# Forms of the Arabic "servant of" and "of the faith", which spellings join or split: Abdel Fattah, Abdulfattah.
_JOINED = (
    (re.compile(r"\babd(?:[aeiou]l|[aeiou])?[ -]+(?:[aeu]l?[ -]+)?(?=\w)|\babd[aeu]l(?=\w{3})"), "abdal"),
    (re.compile(r"[ -]+(?:[aeiou]?[dl]|ud|ed|ad)?[ -]?d[ie]+n\b"), "aldin"),
    (re.compile(r"\b(abu|abou)[ -]+"), "abu"),
)
_SERVANT = re.compile(r"^(?:abdal)+(?=.)")
_SYLLABIC = "\u1100"  # from here on, most scripts write syllables: one sign makes another name
_ABBREVIATED = {
    "incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd", "aktiengesellschaft": "ag",
    "organisation": "organization", "labour": "labor", "centre": "center", "intl": "international",
    "natl": "national", "bros": "brothers", "assn": "association", "univ": "university", "dept": "department",
}  # fmt: skip # pairs read best side by side
# Legal forms by kind: a stock company and a limited one of one name are two; those without a kind go with any.
_KINDS = {
    "stock": "ab ag jsc nv oao cjsc ojsc pao pjsc plc sa spa zao",
    "limited": "bv gmbh llc ltd ltda ooo sarl spzoo srl",
    "": "co corp inc llp",
}
_LEGAL_FORMS = {form: kind for kind, forms in _KINDS.items() for form in forms.split()}
_SPELT_OUT = (
    (re.compile(r"\b(?:(?:open|public|closed) )?joint[ -]stock co(?:mpany)?\b|\bpublic limited company\b"), "jsc"),
    (re.compile(r"\blimited liability company\b|\bgesellschaft mit beschrankter haftung\b"), "llc"),
    (re.compile(r"\bsoc\w+ (?:\w\w? )?r\w+ limit\w+"), "srl"),  # of limited responsibility, in the Romance languages
    (re.compile(r"\bsp\.? ?z ?o\.? ?o\b"), "spzoo"),
)
_PET_NAMES = {
    "abe": "abraham", "alex": "alexander alexandra", "andy": "andrew", "barry": "barack", "ben": "benjamin",
    "bernie": "bernard", "beth": "elizabeth", "bibi": "benjamin", "bill": "william", "billy": "william",
    "bob": "robert", "bobby": "robert", "charlie": "charles", "chris": "christopher", "chuck": "charles",
    "dan": "daniel", "dave": "david", "dick": "richard", "don": "donald", "ed": "edward", "fred": "frederick",
    "greg": "gregory", "hank": "henry", "harry": "henry", "jack": "john", "jake": "jacob", "jeff": "jeffrey",
    "jerry": "gerald", "jim": "james", "jimmy": "james", "joe": "joseph", "jon": "jonathan", "josh": "joshua",
    "kate": "catherine katherine", "ken": "kenneth", "larry": "lawrence", "liz": "elizabeth", "maggie": "margaret",
    "matt": "matthew", "mick": "michael", "mike": "michael", "nick": "nicholas", "pat": "patricia patrick",
    "pete": "peter", "peggy": "margaret", "phil": "philip", "ray": "raymond", "rick": "richard", "rob": "robert",
    "ron": "ronald", "sam": "samuel", "sasha": "alexander aleksandr", "steve": "stephen steven", "sue": "susan",
    "ted": "edward theodore", "tim": "timothy", "tom": "thomas", "tony": "anthony", "will": "william",
}  # fmt: skip # pairs read best side by side
_SOUNDS = (
    ("que", "ke"), ("qui", "ki"), ("ph", "f"), ("kh", "x"), ("ck", "k"), ("q", "k"), ("sch", "s"), ("sh", "s"),
    ("tch", "s"), ("ch", "s"), ("cz", "s"), ("tz", "s"), ("dh", "d"), ("th", "t"), ("gh", "g"), ("dj", "g"),
    ("j", "g"), ("zh", "g"), ("w", "v"), ("z", "s"), ("c", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"),
    ("ai", "i"), ("ay", "i"), ("ey", "i"), ("y", "i"), ("ie", "i"),
)  # fmt: skip # pairs read best side by side


def same_name(a: str, b: str) -> bool:
    """True when two spellings could be one person's or company's name.

    Transliterations, initials, pet names, another word order, left-out middle names and legal forms are forgiven;
    a different given name, family name, initial or kind of company is not, and neither are vowels that make another
    name (Bashar, Bashir; Karim, Karima). Never raises.
    """
    first, second = _words(a), _words(b)
    if not first or not second or len(first) + len(second) > _MOST_WORDS:
        return first == second != ()
    company = not _LEGAL_FORMS.keys().isdisjoint((*first, *second))
    if company:
        if _two_kinds(first, second):
            return False
        first, second = _without_form(first), _without_form(second)
    whole = "".join(first), "".join(second)
    if whole[0] == whole[1] or (len(first) != len(second) and min(map(len, whole)) > 9 and _same_word(*whole)):
        return True
    order = _paired(*sorted((first, second), key=lambda words: (len(words), words)))
    if company:
        return order is not None and len(first) == len(second)
    if order is None or (_is_son(a) and _is_son(b) and order != sorted(order)):
        return False
    return _enough(order, min(len(first), len(second)), max(len(first), len(second)))


def _two_kinds(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """A stock company and a limited one."""
    a, b = ({_LEGAL_FORMS[word] for word in words if _LEGAL_FORMS.get(word)} for words in (first, second))
    return bool(a) and bool(b) and a.isdisjoint(b)


def _without_form(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _LEGAL_FORMS) or words


def _is_son(name: str) -> bool:
    return not _SON.isdisjoint(name.casefold().replace("-", " ").split())


def _paired(fewer: tuple[str, ...], more: tuple[str, ...]) -> list[int] | None:
    """For each word of the shorter name the place of its match in the longer; None when one has none."""
    places: dict[int, int] = {}
    for number, word in sorted(enumerate(fewer), key=lambda one: -len(one[1])):
        free = (place for place, other in enumerate(more) if place not in places.values() and _same_word(word, other))
        place = next(free, None)
        if place is None:
            return None
        places[number] = place
    if not any(min(len(fewer[number]), len(more[place])) > 1 for number, place in places.items()):
        return None
    return [places[number] for number in range(len(fewer))]


def _enough(order: list[int], fewer: int, more: int) -> bool:
    """A shortened name keeps half its words, the first or the last among them; a lone word is the last one."""
    if fewer == 1:
        return order == [more - 1]
    return fewer * 2 >= more and (fewer == more or 0 in order or more - 1 in order)


@lru_cache(maxsize=16384)
def _same_word(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return long[0] == short
    if a == b or b in _PET_NAMES.get(a, "").split() or a in _PET_NAMES.get(b, "").split():
        return True
    if short.startswith("abdal") and long.startswith("abdal"):
        return _same_word(_SERVANT.sub("", short), _SERVANT.sub("", long))
    if len(long) > len(short) and long[-1] == "a" and short[-1] not in "aeiouyh":
        return False  # a woman's name: Karima, Petrova
    if a.isascii() and b.isascii():
        return _sound_alike(short, long)
    return short[0] == long[0] and max(short + long) < _SYLLABIC and _slip(short, long)


def _sound_alike(short: str, long: str) -> bool:
    first, second = _sounds(short), _sounds(long)
    if [consonant for consonant, _ in first] != [consonant for consonant, _ in second]:
        return short[0] == long[0] and _slip(short, long)
    vowels = [vowel for _, vowel in first], [vowel for _, vowel in second]
    return _vowels_agree(*vowels, len(short)) or _swapped(short, long)


def _swapped(a: str, b: str) -> bool:
    """Two neighbours exchanged inside a longer word (Donlad); at its end they make another name (Hamid, Hamdi)."""
    return len(a) == len(b) > 5 and (a[0], a[-1]) == (b[0], b[-1]) and sorted(a) == sorted(b) and _distance(a, b, 1) < 2


def _slip(short: str, long: str) -> bool:
    """A slip of spelling in a word long enough that it makes no other name; in shorter ones no letter is exchanged."""
    edits = _distance(short, long, 2)
    if len(short) > 6:
        return edits <= (2 if len(short) > 8 else 1)
    return len(short) > 4 and edits == 1 and (len(short) < len(long) or sorted(short) == sorted(long))


def _vowels_agree(a: list[str], b: list[str], length: int) -> bool:
    """No vowel of another quality (Hassan, Hussein; Bashar, Bashir), save one in a long word; at most one left out."""
    pairs = list(zip(a, b, strict=True))
    closing = len(pairs) - 2
    differ = sum(bool(x and y) and not _alike(x, y, place == closing, length) for place, (x, y) in enumerate(pairs))
    left_out = sum(bool(x) != bool(y) for x, y in pairs)
    return differ <= (1 if length > 7 else 0) and left_out <= (1 if length > 4 else 0) and differ + left_out < 2


def _alike(first: str, second: str, closing: bool, length: int) -> bool:
    """o as u, e as i; before the last consonant e as a too (Ahmed, Ahmad); in a longer word one of two is enough."""
    heard = {first[0], second[0]}
    if heard in ({"o", "u"}, {"e", "i"}) or (closing and heard == {"a", "e"}):
        return True
    return set(first) == set(second) if length < 5 else not set(first).isdisjoint(second)


@lru_cache(maxsize=4096)
def _sounds(word: str) -> tuple[tuple[str, str], ...]:
    """The word as heard: each consonant ("" at the start) with the vowel after it, doubled letters once."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = re.sub(r"(.)\1+", r"\1", re.sub(r"(?<=[^aeiou])h|h$", "", word))
    found = re.findall(r"([^aeiou]?)([aeiou]*)", word)
    return tuple((consonant, vowel) for consonant, vowel in found if consonant or vowel)


def _distance(a: str, b: str, most: int) -> int:
    """Edits between two words, swaps of neighbours counted once; gives up above `most`, and on overlong words."""
    if abs(len(a) - len(b)) > most or len(a) > _MOST_LETTERS:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        new = [i]
        for j, other in enumerate(b, start=1):
            cost = min(row[j] + 1, new[-1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        before, row = row, new
    return row[-1]


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """A name as folded words, without titles and articles; a family name before a comma goes last."""
    text = _plain(name)
    if text.count(",") == 1:
        last, first = text.split(",")
        text = f"{first} {last}"
    for pattern, joined in (*_SPELT_OUT, *_JOINED):
        text = pattern.sub(joined, text)
    words = [_ABBREVIATED.get(word, word) for word in re.findall(r"[^\W_]+", text.replace("'", "").replace("-", " "))]
    kept = [word for word in words if word not in _ARTICLES and word not in TITLES and word not in _SON]
    return tuple(kept or words)


def _plain(name: str) -> str:
    spread = unicodedata.normalize("NFKD", romanised(name))
    letters = "".join(char for char in spread if not unicodedata.combining(char)).casefold()
    spaced = re.sub(r"\b\w(?:\.\w)+\b", _undotted, letters)
    return re.sub(r"[’‘ʼ`]", "'", spaced)


def _undotted(match: re.Match[str]) -> str:
    """A closing S.A. as one word, J.R. as two."""
    joined = match[0].replace(".", "")
    closing = not match.string[match.end() :].strip(" .")
    return joined if closing and joined in _LEGAL_FORMS else " ".join(joined)
