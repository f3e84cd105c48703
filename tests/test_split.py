"""Sentences and passages: exact offsets, nothing lost, nothing twice."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.split import LONGEST_SENTENCE, PASSAGE_CHARACTERS, PASSAGE_SENTENCES, passages, split
from briefing.types import UNKNOWN_DATE, Article, Part

SEEDS = Path(__file__).parent.parent / "seeds" / "articles"
END = "And so it went on for a long while in the city of Cairo until all was done and said."


def article(text: str) -> Article:
    return split(Article("a1", "key", "", "", "", UNKNOWN_DATE, text, "", ()))


def body(words: str) -> list[str]:
    made = article(f"A title of some kind\n\n{words}\n\n{END}")
    return [made.words(sentence) for sentence in made.sentences if sentence.paragraph == 2 and sentence.citable]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Gen. Khaled Fawzy met Lt. Col. Hassan in the U.S. on Oct. 8.", "He left."],
        ["The E.U. imposed sanctions.", "Nobody else did."],
        ["On Jan. 14 2012, Mr. Assad spoke to Dr. Salih.", "It was no secret."],
        ["It cost $3.5 million vs. 4.2 million in Aug. 2015, i.e. more.", "Sen. John McCain said so."],
        ["He asked: “Will it hold?”", "Nobody knew.", "“It will,” he said."],
        ["“It is over.” he said.", "“What now?” asked Hassan.", "She left."],
        ["Mamlouk visited Cairo… and met officials.", "It began with the “Arab Spring.”", "It went on."],
        ["He met them (in Cairo.)", "Then he left.", "[Defense Minister] Sobhi agreed."],
        ["هل زار مملوك القاهرة؟", "نعم، زارها يوم الاثنين.", "وقال: «هل نعود؟»", "ثم غادر."],
        ["“We both face the same challenges,” the source said.", "“The visit is not a surprise.”"],
        ["He posted it on madamasr.com.", "Al-Assad denied it."],
    ],
)
def test_sentence_ends(sentences: list[str]) -> None:
    assert body(" ".join(sentences)) == sentences


def test_a_missing_space_after_a_full_stop_still_ends_the_sentence() -> None:
    assert body("The talks ended.Then they left for Damascus.") == ["The talks ended.", "Then they left for Damascus."]


def test_a_word_glued_to_the_end_is_numbered_but_not_citable() -> None:
    made = article(f"A title\n\nA top official has discussed coordination between the two countries.security\n\n{END}")
    assert [(made.words(one), one.part) for one in made.sentences[1:3]] == [
        ("A top official has discussed coordination between the two countries.", Part.BODY),
        ("security", Part.FURNITURE),
    ]


@pytest.mark.parametrize(
    ("name", "sentences", "citable", "runs"),
    [
        ("000_6617ada1bfb32b29", 35, 32, 9),
        ("001_4ff01e975607114d", 32, 24, 9),
        ("002_c7504e6cc5f7a81e", 26, 24, 8),
        ("003_39b436a10c57ea1a", 14, 13, 4),
        ("004_a12b866831d7ba18", 19, 13, 5),
    ],
)
def test_seed_counts(name: str, sentences: int, citable: int, runs: int) -> None:
    made = article((SEEDS / f"{name}.txt").read_bytes().decode())
    found = (len(made.sentences), sum(one.citable for one in made.sentences), len(passages(made)))
    assert found == (sentences, citable, runs)


def test_sentences_keep_their_no_break_spaces() -> None:
    made = article((SEEDS / "000_6617ada1bfb32b29.txt").read_bytes().decode())
    assert made.words(made.sentences[3]).endswith("Khaled Fawzy,\xa0on Monday.")


def test_a_passage_does_not_reach_over_a_heading_or_a_link() -> None:
    made = article((SEEDS / "001_4ff01e975607114d.txt").read_bytes().decode())
    barred = [one for one in made.sentences if not one.citable]
    for passage in passages(made):
        assert not any(passage.start <= one.start < passage.end for one in barred)


def test_nothing_but_a_title_has_no_passage() -> None:
    assert passages(article("Cairo and Damascus mend ties")) == ()
    assert article("").sentences == ()


words = st.sampled_from(
    [
        "He left. ",
        "“Yes.” ",
        "هل عاد؟ ",
        "Gen. ",
        "word ",
        "\n\n",
        "\n",
        "Read: x\n\n",
        ". ",
        "” ",
        "\xa0",
        "x" * 700,
        "\u200f",
        "12 ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=500), st.lists(words, max_size=60).map("".join)))
def test_any_text_is_cut_without_loss_or_overlap(text: str) -> None:
    made = article(text)
    outside = list(text)
    for number, sentence in enumerate(made.sentences, 1):
        piece = text[sentence.start : sentence.end]
        assert piece
        assert piece == piece.strip()
        assert sentence.number == number
        assert sentence.end - sentence.start <= LONGEST_SENTENCE
        outside[sentence.start : sentence.end] = " " * len(piece)
    assert not "".join(outside).strip()
    assert all(one.end <= other.start for one, other in pairwise(made.sentences))
    assert not any(
        sentence.citable and not any(mark.isalnum() for mark in made.words(sentence)) for sentence in made.sentences
    )


@settings(max_examples=100, deadline=None)
@given(st.lists(words, max_size=60).map("".join))
def test_every_citable_sentence_is_in_exactly_one_passage(text: str) -> None:
    made = article(text)
    found = passages(made)
    numbers = [number for passage in found for number in passage.sentences]
    assert numbers == [sentence.number for sentence in made.sentences if sentence.citable]
    for place, passage in enumerate(found, 1):
        run = [made.sentences[number - 1] for number in passage.sentences]
        assert (passage.number, passage.start, passage.end) == (place, run[0].start, run[-1].end)
        assert all(other == one + 1 for one, other in pairwise(passage.sentences))
        assert len(run) <= PASSAGE_SENTENCES
        assert len(run) == 1 or passage.end - passage.start <= PASSAGE_CHARACTERS
