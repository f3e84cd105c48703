"""Near-copies are grouped however they were cut or touched up; different reports of one event are not."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.language.copies import clusters

WORDS = [f"word{n}" for n in range(400)]
REPORT = (
    "Syrian regime intelligence chief Ali Mamluk held talks in Egypt on Monday with a view to coordinating political "
    "stances between Damascus and Cairo, Syria's official SANA news agency reported. SANA said Mamluk met with "
    "Egyptian head of general intelligence Khaled Fawzy and other high-level security officials during his visit."
)
OTHER = (
    "A top Syrian intelligence official has discussed security coordination with his Egyptian counterpart amid warming "
    "ties between the two countries. Syria's state news agency SANA reported that National Security Bureau chief "
    "Ali Mamlouk made an official visit to Cairo, where he met with General Khaled Fawzy."
)


def _edited(text: str, share: float, seed: int) -> str:
    """`text` with that share of its words replaced."""
    chance = random.Random(seed)
    words = text.split()
    for place in chance.sample(range(len(words)), round(share * len(words))):
        words[place] = f"new{place}"
    return " ".join(words)


def _long(seed: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=250))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], ()),
        (["", "", "..."], ((0,), (1,), (2,))),
        ([REPORT, OTHER], ((0,), (1,))),
        ([REPORT, OTHER, REPORT], ((0, 2), (1,))),
        ([REPORT, REPORT.upper().replace("'", "’").replace(" ", "\u00a0")], ((0, 1),)),
        ([REPORT, REPORT.replace("Monday", "Tuesday")], ((0, 1),)),
        ([OTHER, REPORT, REPORT[: len(REPORT) * 2 // 3]], ((0,), (1, 2))),
        (["Cairo spoke.", "Cairo spoke!", "Damascus spoke."], ((0, 1), (2,))),
        (["زار المملوك القاهرة يوم الاثنين الماضي سرا", "زار المملوك القَاهِرَة يوم الإثنين الماضي سرا"], ((0, 1),)),
    ],
)
def test_clusters(texts: list[str], expected: tuple[tuple[int, ...], ...]) -> None:
    assert clusters(texts) == expected


def test_a_reprint_with_another_toll_is_still_a_near_copy() -> None:
    first = f"{_long(1)} at least 29 people were killed {_long(2)}"
    assert clusters([first, first.replace("29", "31")]) == ((0, 1),)


def test_lightly_edited_reprints_are_found_among_many() -> None:
    originals = [_long(n) for n in range(60)]
    copies = [_edited(text, 0.05, n) for n, text in enumerate(originals)]
    found = clusters(originals + copies)
    assert found == tuple((n, n + 60) for n in range(60))


def test_boilerplate_alone_joins_nothing() -> None:
    notice = "Sign up for our newsletter and never miss the latest news from the region today"
    texts = [f"{_long(n)} {notice}" for n in range(30)]
    assert clusters(texts) == tuple((n,) for n in range(30))


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=14).map(" ".join), max_size=10), st.floats(0.05, 1))
@settings(max_examples=300, deadline=None)
def test_the_shortcut_finds_what_comparing_every_pair_finds(texts: list[str], threshold: float) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = text.split()
        return {tuple(words[n : n + 5]) for n in range(max(1, len(words) - 4))} if words else set()

    groups = {n: {n} for n in range(len(texts))}
    for a in range(len(texts)):
        for b in range(a):
            one, other = runs(texts[a]), runs(texts[b])
            if one and other and len(one & other) / len(one | other) >= threshold:
                joined = groups[a] | groups[b]
                groups |= dict.fromkeys(joined, joined)
    expected = sorted({tuple(sorted(group)) for group in groups.values()})
    assert sorted(clusters(texts, threshold)) == expected


@given(st.lists(st.text(max_size=40), max_size=8))
def test_every_text_is_in_exactly_one_cluster_in_order(texts: list[str]) -> None:
    found = clusters(texts)
    assert sorted(n for group in found for n in group) == list(range(len(texts)))
    assert [group[0] for group in found] == sorted(group[0] for group in found)
    assert all(list(group) == sorted(group) for group in found)


def test_the_hash_seed_changes_nothing() -> None:
    code = "from briefing.language.copies import clusters; print(clusters(['a b c d e f g', 'x y', 'a b c d e f h']))"
    root = Path(__file__).parent.parent
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, cwd=root, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert said == {b"((0, 2), (1,))\n"}


@pytest.mark.parametrize("threshold", [0, -1, 1.01])
def test_a_threshold_that_means_nothing_is_refused(threshold: float) -> None:
    with pytest.raises(ValueError, match="threshold"):
        clusters(["a"], threshold)
