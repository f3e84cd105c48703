"""Names: how well `same_name` tells spellings of one name from near-misses, with difflib in the same run.

Run: `python tests/benchmarks/bench_names.py [--failures]`. The data (name_pairs.csv, labelled by others) is looked for
in the folder BRIEFING_DATA names, else in ../shared/data beside the checkout. Its pairs are halved by their digest:
rules are made from the failures of the first half, the only ones shown, and the second tells whether they hold.
"""

from __future__ import annotations

import csv
import hashlib
import os
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

from briefing.language.names import same_name

DATA = Path(os.environ.get("BRIEFING_DATA") or Path(__file__).parents[3] / "shared" / "data") / "name_pairs.csv"
Pair = tuple[str, str, bool, str]


def pairs() -> list[Pair]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return [(row["name1"], row["name2"], row["is_match"] == "true", row["schema"]) for row in csv.DictReader(file)]


def held_out(row: Pair) -> bool:
    return bool(hashlib.sha256("\x1f".join(sorted(row[:2])).encode()).digest()[0] & 1)


def difflib_at(threshold: float) -> Callable[[str, str], bool]:
    return lambda a, b: SequenceMatcher(None, a.casefold(), b.casefold()).ratio() >= threshold


def score(judge: Callable[[str, str], bool], rows: list[Pair]) -> tuple[float, float, float]:
    """F1, precision and recall of "one name"."""
    said = [judge(a, b) for a, b, _, _ in rows]
    hits = sum(yes and row[2] for yes, row in zip(said, rows, strict=True))
    precision = hits / max(1, sum(said))
    recall = hits / max(1, sum(row[2] for row in rows))
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def main() -> None:
    if not DATA.is_file():
        print(f"skipped: no {DATA.name} in {DATA.parent} (set BRIEFING_DATA)")
        return
    rows = pairs()
    people = [row for row in rows if row[3] == "Person"]
    seen, unseen = ([row for row in rows if held_out(row) is side] for side in (False, True))
    for title, chosen in (("all", rows), ("people", people), ("half seen", seen), ("half held out", unseen)):
        print(f"{title}: {len(chosen)} pairs, {sum(row[2] for row in chosen)} of one name")
        began = time.perf_counter()
        print_score("same_name", same_name, chosen)
        if chosen is rows:  # later rows are known already
            print(f"    {(time.perf_counter() - began) / len(chosen) * 1e6:.0f} µs a new pair")
        best = max((t / 100 for t in range(50, 100)), key=lambda t: score(difflib_at(t), chosen)[0])
        print_score(f"difflib, best threshold {best:.2f}", difflib_at(best), chosen)
    if "--failures" in sys.argv:
        for a, b, same, schema in seen:
            if same_name(a, b) is not same:
                print("missed" if same else "JOINED", schema, "|", a, "|", b)


def print_score(title: str, judge: Callable[[str, str], bool], rows: list[Pair]) -> None:
    f1, precision, recall = score(judge, rows)
    print(f"  {title:30} F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}")


if __name__ == "__main__":
    main()
