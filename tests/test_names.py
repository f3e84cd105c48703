"""Names: the desk's spellings found and joined, look-alikes kept apart, other names noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.desk import Name, load
from briefing.language.names import Spellings, fold, proper_names, same_name

SEEDS = Path(__file__).parents[1] / "seeds"
DESK = Spellings(load(SEEDS / "egypt-syria.toml").names)

FOLDED = [
    ("Al-Sisi", "al-sisi"),
    ("el-Sisi", "al-sisi"),
    ("Syria’s", "syria's"),
    ("“Kamel”", '"kamel"'),
    ("Ali\u00a0Mamlouk", "ali mamlouk"),
    ("détente", "detente"),
    ("Al–Akhbar", "al-akhbar"),
    ("أحمد", "احمد"),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_folding_forgets_case_accents_and_typography(text: str, expected: str) -> None:
    assert fold(text) == expected


MENTIONS = [
    ("Ali al-Mamlouk met Mamlouk's men", [("Ali al-Mamlouk", "Ali Mamlouk"), ("Mamlouk", "Ali Mamlouk")]),
    ("Omar Al-Bashir visited Al-Assad", [("Omar Al-Bashir", "Omar al-Bashir"), ("Al-Assad", "Bashar al-Assad")]),
    ("Al-Bashir’s trip", [("Al-Bashir", "Omar al-Bashir")]),
    ("Syria’s and Cairo's", [("Syria", "Syria"), ("Cairo", "Egypt")]),
    ("tell us that the US voted", [("US", "United States")]),
    ("the un-named UN envoy", [("UN", "United Nations")]),
    ("MAMLOUK IN CAIRO", [("MAMLOUK", "Ali Mamlouk"), ("CAIRO", "Egypt")]),
    ("Khaled\u00a0Fawzy and Abbas Kamel", [("Khaled\u00a0Fawzy", "Khaled Fawzy"), ("Abbas Kamel", "Abbas Kamel")]),
    ("the Kingdom and The Kingdom", [("the Kingdom", "Saudi Arabia"), ("The Kingdom", "Saudi Arabia")]),
    ("as President Assad said", [("President Assad", "Bashar al-Assad")]),
    ("While Assad waited", [("Assad", "Bashar al-Assad")]),
    ("E.U. sanctions", [("E.U.", "European Union")]),
    ("قال علي مملوك", [("علي مملوك", "Ali Mamlouk")]),
    # someone else
    ("Hafez al-Assad and Maher Assad", []),
    ("the writer Mustafa Kamel", []),
    ("Bashir Gemayel and Bashar the cook", []),
    ("Egyptology, UNESCO and the Mamlouks", []),
    ("it is now known", []),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_mentions_are_the_longest_spellings_of_the_right_entity(text: str, expected: list[tuple[str, str]]) -> None:
    found = DESK.mentions(text)
    assert [(one.text, one.entity) for one in found] == expected
    assert all(text[one.start : one.end] == one.text for one in found)


def test_every_person_of_the_seed_articles_is_found() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((SEEDS / "articles").glob("*.txt")))
    found = {one.entity for one in DESK.mentions(text)}
    people = {person.name for person in load(SEEDS / "egypt-syria.toml").people}
    assert people <= found


CANONICAL = [
    ("General Khaled Fawzi", "Khaled Fawzy"),
    ("Khalid Fawzi", "Khaled Fawzy"),
    ("Mamlouk’s", "Ali Mamlouk"),
    ("el-Sisi", "Abdel Fattah el-Sisi"),
    ("Abdelfattah al-Sissi", ""),
    ("Hafez al-Assad", ""),
    ("Maher Assad", ""),
    ("Bashir", ""),
    ("Nobody Known", ""),
]


@pytest.mark.parametrize(("name", "expected"), CANONICAL)
def test_the_canonical_spelling(name: str, expected: str) -> None:
    assert DESK.canonical(name) == expected


def test_look_alikes_on_the_desk_are_never_joined() -> None:
    for a, b in (
        ("Al-Bashir", "Bashar"),
        ("Omar al-Bashir", "Bashar al-Assad"),
        ("Kamel", "Fawzy"),
        ("Bashir", "Assad"),
    ):
        assert not DESK.same(a, b)
        assert not DESK.same(b, a)
    assert DESK.same("Ali Mamluk", "Al-Mamlouk")
    assert DESK.same("Gamal Abdel Nasser", "Jamal Abd al-Nasir")


def test_a_never_list_goes_before_likeness() -> None:
    desk = Spellings([Name(name="Samir Nassar", never=("Samer Nassar",))])
    assert same_name("Samir Nassar", "Samer Nassar")
    assert desk.canonical("Samer Nassar") == ""
    assert not desk.same("Samer Nassar", "Samir Nassar")
    assert desk.mentions("Samer Nassar left") == ()


PROPER = [
    ("France voted against the plan.", ["France"]),
    ("Violence spread to the coast.", []),
    (
        "Iraqi Prime Minister Haider al-Abady announced on Monday that the EGPC agreed.",
        ["Iraqi", "Haider al-Abady", "EGPC"],
    ),
    (
        "However, Staffan de Mistura met Osama bin Laden in New York.",
        ["Staffan de Mistura", "Osama bin Laden", "New York"],
    ),
    ("Officials said relations improved.", []),
    ("Coordination continues. Meanwhile, talks resumed in October.", []),
    ("Mamlouk visited Cairo.", ["Mamlouk", "Cairo"]),
    ("“Cairo believes so,” he said. “We agree.”", ["Cairo"]),
    ("Syria’s National Security Bureau", ["Syria", "National Security Bureau"]),
    ("Egypt’s Foreign Ministry and Foreign Minister Sameh Shoukry", ["Egypt", "Foreign Ministry", "Sameh Shoukry"]),
    ("the London-based, pro-Assad daily Al-Quds al-Arabi", ["London", "Assad", "Al-Quds al-Arabi"]),
    ("The E.U. and the U.N. General Assembly", ["E.U.", "U.N. General Assembly"]),
    ("President Abdel Fattah el-Sisi, Dr. Rami Makhlouf", ["Abdel Fattah el-Sisi", "Rami Makhlouf"]),
    ("I think May was cold, and Friday too.", []),
]


@pytest.mark.parametrize("text", ["ʼ met ʼs", "’ ’s"])
def test_an_apostrophe_alone_is_no_name(text: str) -> None:
    assert proper_names(text) == ()


@pytest.mark.parametrize(("text", "expected"), PROPER)
def test_proper_names_without_titles_and_opening_words(text: str, expected: list[str]) -> None:
    found = proper_names(text)
    assert [words for _, _, words in found] == expected
    assert all(text[start:end] == words for start, end, words in found)


SAME = [
    ("Mamlouk", "Mamluk"),
    ("Abdel Fattah el-Sisi", "Abdul Fatah al-Sisi"),
    ("Abdelfattah Sisi", "Abdel Fattah al-Sisi"),
    ("Abduallah al-Mouallimi", "Abdallah al-Mouallimi"),
    ("Abbas Kamel", "Abbas Kamil"),
    ("A. Kamel", "Abbas Kamel"),
    ("Mamlouk, Ali", "Ali Mamluk"),
    ("Muhammad Morsi", "Mohamed Mursi"),
    ("Haider al-Abadi", "Haidar al-Abady"),
    ("Sedki Sobhi", "Sidqi Subhi"),
    ("Osama bin Laden", "Usama ibn Laden"),
    ("Vladimir Putin", "Vladimir Vladimirovich Putin"),
    ("Владимир Путин", "Vladimir Putin"),
    ("President Assad", "Bashar al-Assad"),
    ("Bill Burns", "William Burns"),
    ("Khaled Fawzy", "Khlaed Fawzy"),
    ("Abdelkarim Amer", "Abdul Karim Amer"),
    ("Κωνσταντίνος Σημίτης", "Κωνσταντίνος Σιμίτης"),
    ("E.U.", "EU"),
    ("Rosoboron Export", "Rosoboronexport"),
    ("Arab Contractors Joint Stock Company", "OJSC Arab Contractors"),
    ("Orascom Limited Liability Company", "Orascom LLC"),
    ("Banca Popolare S.p.A.", "Banca Popolare"),
    ("Akciová Zbrojovka sp. z o.o.", "Akciova Zbrojovka LLC"),
    ("Int'l Red Cross", "International Red Cross"),
    ("S.A. Khan", "Salman Ahmed Khan"),
]
DIFFERENT = [
    ("Bashar", "Bashir"),
    ("Hassan", "Hussein"),
    ("Salem", "Saleh"),
    ("Jamal", "Kamal"),
    ("Omar", "Amr"),
    ("Rashid", "Rashad"),
    ("Mahmoud Abbas", "Mohamed Abbas"),
    ("Kamel", "Fawzy"),
    ("Omar al-Bashir", "Bashar al-Assad"),
    ("Hafez al-Assad", "Bashar al-Assad"),
    ("Ahmed Kamel", "Abbas Kamel"),
    ("B. Kamel", "Abbas Kamel"),
    ("Salman bin Muhammad al-Rawi", "Muhammad bin Salman al-Rawi"),
    ("Bashar", "Bashar al-Assad"),
    ("Hamid Nasser", "Hamdi Nasser"),
    ("Abdul Karim Qasim", "Abdul Rahim Qasim"),
    ("Karim Shaheen", "Karima Shaheen"),
    ("Anna Petrov", "Anna Petrova"),
    ("Zaid Rifai", "Ziad Rifai"),
    ("Li Keqiang", "Liu Keqiang"),
    ("Kim Yong-chol", "Kim Yong-chun"),
    ("김정은", "김정운"),
    ("Ferdinand Marcos", "Ferdinand Marquez"),
    ("Delta Shipping GmbH", "Delta Shipping AG"),
    ("Delta Shipping Inc.", "Delta Airways Inc."),
    ("", "Assad"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_look_alikes_are_two_names(a: str, b: str) -> None:
    assert not same_name(a, b)
    assert not same_name(b, a)


PIECES = (
    "Syria’s al- Al-Assad the President Monday U.S. . , - “ ” bin de MAMLOUK \n Bashar US us Egypt-based Ministry of"
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES.split(" "))).map(" ".join)))
def test_any_text_gives_true_offsets(text: str) -> None:
    for found in ([(m.start, m.end, m.text) for m in DESK.mentions(text)], proper_names(text)):
        end = 0
        for start, stop, words in found:
            assert text[start:stop] == words != ""
            assert start >= end
            end = stop
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_likeness_is_symmetric_and_never_raises(a: str, b: str) -> None:
    assert same_name(a, b) == same_name(b, a)
    assert DESK.same(a, b) == DESK.same(b, a)


@pytest.mark.parametrize("piece", ["A ", "Abd ", "Soc ", "a.", "abd"])
def test_what_is_too_long_for_a_name_is_told_at_once(piece: str) -> None:
    assert not same_name(piece * 3000 + "x", piece * 3000 + "y")
    assert same_name(piece * 3000, piece * 3000)


LETTERS = st.text(st.characters(whitelist_categories=("Lu", "Ll")), min_size=2)


@given(LETTERS)
def test_a_name_is_like_itself(name: str) -> None:
    assert same_name(name, name)


def test_a_person_is_not_taken_for_an_outlet_of_one_name() -> None:
    """The article is no word of its own: "Al Arabiya" has one, "Nabil al-Arabi" two."""
    assert Spellings([Name(name="Al Arabiya")]).canonical("Nabil al-Arabi") == ""
