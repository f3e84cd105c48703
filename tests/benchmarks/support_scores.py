"""What `bench_support` counts with: tables of (gold, said), intervals by document, cut-offs that saw no row they judge.

Pure arithmetic on labels and word lists. A row that was not checked is in the tables and is never right.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import combinations

from briefing.language.ordinary_words import ORDINARY
from briefing.language.terms import terms

Table = Counter[tuple[str, str]]  # (gold, said) -> rows
NO, YES, UNCHECKED, PARTLY = "not supported", "supported", "not checked", "partially supported"
STEPS = 50  # cut-offs tried between 0 and 1
DRAWS = 2000
_K1, _B = 1.2, 0.75


def tables(groups: Sequence[str], gold: Sequence[str], said: Sequence[str]) -> dict[str, Table]:
    """Return one table for each group (document), in order of appearance."""
    made: dict[str, Table] = {}
    for group, true, given in zip(groups, gold, said, strict=True):
        made.setdefault(group, Counter())[true, given] += 1
    return made


def recall(table: Table, label: str) -> float:
    """Return the share of a class's rows that were said to be of it; NaN without rows."""
    rows = sum(n for (gold, _), n in table.items() if gold == label)
    return table[label, label] / rows if rows else math.nan


def f1(table: Table, label: str) -> float:
    """Return F1 of one class; a row of it that was not checked counts as missed."""
    in_gold = sum(n for (gold, _), n in table.items() if gold == label)
    in_said = sum(n for (_, said), n in table.items() if said == label)
    return 2 * table[label, label] / (in_gold + in_said) if in_gold + in_said else math.nan


def mean_recall(table: Table) -> float:
    """Return the mean recall of the classes there are: of two classes the balanced accuracy."""
    return _mean([recall(table, label) for label in {gold for gold, _ in table}])


def accuracy(table: Table) -> float:
    """Return the share of rows that are right."""
    return sum(n for (gold, said), n in table.items() if gold == said) / max(1, table.total())


def macro_f1(table: Table) -> float:
    """Return the mean F1 of the classes there are."""
    return _mean([f1(table, label) for label in {gold for gold, _ in table}])


def coverage(table: Table) -> float:
    """Return the share of rows that were checked at all."""
    return 1 - sum(n for (_, said), n in table.items() if said == UNCHECKED) / max(1, table.total())


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan


def interval(groups: Mapping[str, Table], score: Callable[[Table], float]) -> tuple[float, float]:
    """Return the middle 95 % of `score` over draws of as many documents as there are, with replacement."""
    chance, drawn = random.Random(11), []
    pool = [list(table.items()) for table in groups.values()]
    for _ in range(DRAWS):
        total: Table = Counter()
        for table in chance.choices(pool, k=len(pool)):
            for cell, n in table:
                total[cell] += n
        drawn.append(score(total))
    known = sorted(value for value in drawn if not math.isnan(value))
    if not known:
        return math.nan, math.nan
    return known[int(0.025 * len(known))], known[min(len(known) - 1, int(0.975 * len(known)))]


def by_cut_offs(
    values: Sequence[float], gold: Sequence[str], groups: Sequence[str], classes: Sequence[str]
) -> list[str]:
    """Class each value (0 to 1) by cut-offs that have the best mean recall on all other groups' rows.

    `classes` go from the lowest values to the highest; one cut-off stands between each two.
    """
    bins = [min(STEPS, int(value * STEPS + 1e-9)) for value in values]
    hist = Counter(zip(groups, gold, bins, strict=True))
    everything = Counter(zip(gold, bins, strict=True))
    cuts: dict[str, tuple[int, ...]] = {}
    for left_out in dict.fromkeys(groups):
        own = Counter({(true, at): n for (group, true, at), n in hist.items() if group == left_out})
        cuts[left_out] = _best_cuts(everything - own, classes)
    return [classes[sum(at >= cut for cut in cuts[group])] for group, at in zip(groups, bins, strict=True)]


def _best_cuts(hist: Counter[tuple[str, int]], classes: Sequence[str]) -> tuple[int, ...]:
    below = {label: [0] for label in classes}  # rows of the class in the bins below each
    for label in classes:
        for at in range(STEPS + 1):
            below[label].append(below[label][-1] + hist[label, at])

    def right(cuts: tuple[int, ...]) -> float:
        edges = (0, *cuts, STEPS + 1)
        shares = [
            (below[label][edges[n + 1]] - below[label][edges[n]]) / max(1, below[label][-1])
            for n, label in enumerate(classes)
        ]
        return sum(shares)

    tried = {cuts: right(cuts) for cuts in combinations(range(1, STEPS + 1), len(classes) - 1)}
    most = max(tried.values())
    best = [cuts for cuts, score in tried.items() if score == most]
    return best[len(best) // 2]


def content_words(text: str) -> set[str]:
    """Return a text's terms without function words and the commonest words of news."""
    return {term for term in terms(text) if term not in ORDINARY}


def overlap(sentence: str, words: Sequence[str]) -> float:
    """Return the share of a sentence's content words that are among the words; 1 for a sentence without any."""
    asked = content_words(sentence)
    return len(asked & set(terms(" ".join(words)))) / len(asked) if asked else 1.0


def bm25(query: str, sentences: Sequence[str]) -> list[int]:
    """Return the places of the sentences that share a term with the query, best first, ties in order."""
    split = [terms(sentence) for sentence in sentences]
    usual = sum(map(len, split)) / max(1, len(split))
    spread = Counter(term for words in split for term in set(words))
    scores = [_bm25(set(terms(query)), words, spread, len(split), usual) for words in split]
    return [n for n in sorted(range(len(split)), key=lambda n: (-scores[n], n)) if scores[n] > 0]


def _bm25(query: set[str], words: Sequence[str], spread: Mapping[str, int], size: int, usual: float) -> float:
    counts = Counter(words)
    return sum(
        math.log(1 + (size - spread[term] + 0.5) / (spread[term] + 0.5))
        * counts[term]
        * (_K1 + 1)
        / (counts[term] + _K1 * (1 - _B + _B * len(words) / usual))
        for term in sorted(query & set(counts))
    )


def nearest(
    chosen: Sequence[Hashable], gold: Sequence[frozenset[Hashable]]
) -> tuple[float, float, float, frozenset[Hashable]]:
    """Return precision, recall and F1 of the chosen against the gold set they fit best, and that set."""
    scored = [(*_fit(set(chosen), one), one) for one in gold]
    return max(scored, key=lambda row: row[2])


def _fit(chosen: set[Hashable], gold: frozenset[Hashable]) -> tuple[float, float, float]:
    hits = len(chosen & gold)
    precision, found = hits / max(1, len(chosen)), hits / max(1, len(gold))
    return precision, found, 2 * hits / max(1, len(chosen) + len(gold))
