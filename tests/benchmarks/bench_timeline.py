"""Which dates are selected, on Timeline17's Egypt and Libya, scored against timelines that journalists wrote.

    python tests/benchmarks/bench_timeline.py [--days]

Per gold timeline, with as many days as it has: Date-F1 of `briefing.timeline.days` on what the rules analyst reads; of
the dates that one brief by the rules analyst prints, as of the last day of the articles; and of two baselines in the
same run, the days on which most articles came out and the days that most articles name. Published over all nine
topics: most articles .481, datewise .544, oracle .926 (Gholipour Ghalandari & Ifrim 2020). `--days` prints the days.

The desk of a topic is its name and the names most frequent in its articles; nothing of the gold reaches it. The data
(timeline_*.gz, timeline_*_gold.json) is looked for in the folder BRIEFING_DATA names, else in ../shared/data beside the
checkout; without it the run is skipped and says so.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from briefing import desk as desks  # noqa: E402
from briefing.analyst.rules import RulesAnalyst  # noqa: E402
from briefing.archive import Archive  # noqa: E402
from briefing.language.dates import time_expressions  # noqa: E402
from briefing.language.names import Spellings  # noqa: E402
from briefing.pipeline import keep  # noqa: E402
from briefing.retrieve import retrieve  # noqa: E402
from briefing.timeline import days  # noqa: E402
from briefing.types import UNKNOWN_DATE, DateBasis, DateSpan, Line, Record  # noqa: E402
from briefing.verify import Bench, sift, verify  # noqa: E402
from briefing.weigh import weigh  # noqa: E402

DATA = Path(os.environ.get("BRIEFING_DATA") or ROOT.parent / "shared" / "data")
TOPICS = ("egypt", "libya")
NAMES = 5  # most frequent names that make up a desk, beside the topic's own
NEAR = 3  # days a printed or named date may span
_TOKENS = (("-LRB-", "("), ("-RRB-", ")"), ("-LSB-", "["), ("-RSB-", "]"), ("``", "“"), ("''", "”"))
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_NO_NAME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September"
)


@dataclass(frozen=True)
class Topic:
    name: str
    articles: tuple[tuple[str, date, str], ...]  # id, day of publication, text
    gold: tuple[frozenset[date], ...]


def load(name: str) -> Topic:
    with gzip.open(DATA / f"timeline_{name}_articles.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    gold = json.loads((DATA / f"timeline_{name}_gold.json").read_text(encoding="utf-8"))
    return Topic(
        name,
        tuple((row["id"], date.fromisoformat(row["date"]), untokenised(row["text"])) for row in rows),
        tuple(frozenset(date.fromisoformat(entry["date"]) for entry in timeline) for timeline in gold),
    )


def untokenised(text: str) -> str:
    """Undo what the data set's tokeniser did to brackets, quotation marks and spaces."""
    for token, mark in _TOKENS:
        text = text.replace(token, mark)
    text = re.sub(r" ([,.;:!?)\]”%]|n't\b|'(?:s|re|ve|ll|d|m)\b|')", r"\1", text)
    return re.sub(r" *\n", "\n\n", re.sub(r"([(\[“$]) ", r"\1", text))


def frequent_names(topic: Topic) -> list[str]:
    """Return the names that most articles have."""
    counts: Counter[str] = Counter()
    for _, _, text in topic.articles:
        counts.update({name for name in _NAME.findall(text) if not _NO_NAME.match(name)})
    return [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:NAMES]]


def write(topic: Topic, folder: Path) -> Path:
    (folder / "articles").mkdir()
    for key, _, text in topic.articles:
        (folder / "articles" / f"{key}.txt").write_text(text, encoding="utf-8")
    tables = "\n".join(f'[{key}]\npublisher = "wire"\npublished = {day}\n' for key, day, _ in topic.articles)
    (folder / "articles" / "sources.toml").write_text(tables, encoding="utf-8")
    title, desk = topic.name.title(), folder / "desk.toml"
    terms = json.dumps(list(dict.fromkeys((title, *frequent_names(topic)))))
    question = f'key_question = "What is happening in {title}?"'
    desk.write_text(
        f'id = "{topic.name}"\ntopic = "{title}"\n{question}\nterms = {terms}\nmax_articles = 500\n', "utf-8"
    )
    return desk


def by_rules(topic: Topic, folder: Path) -> tuple[Record, list[Line], int]:
    """Return the record, the lines of one brief as of the topic's last day, and how many articles were read for it."""
    desk = desks.load(write(topic, folder))
    last = max(day for _, day, _ in topic.articles)
    with Archive.open(folder / "archive.sqlite") as archive:
        keep(desk.folder, archive)
        chosen = retrieve(archive, desk, last).selections
    analyst, spellings = RulesAnalyst(desk), Spellings(desk.names)
    articles = {selection.article.id: selection.article for selection in chosen}
    read = [claim for each in chosen for claim in analyst.extract(each.article, each.passages).claims]
    record = weigh(sift(read, articles, spellings)[0], articles, desk)
    checked = verify(analyst.draft(record, last), Bench(record, articles, desk, spellings, last), analyst)
    return record, [line for _, line in checked.lines], len(chosen)


def most_published(topic: Topic, limit: int) -> set[date]:
    return top(Counter(day for _, day, _ in topic.articles), limit)


def most_named(topic: Topic, limit: int, named: Sequence[frozenset[date]]) -> set[date]:
    return top(Counter(day for mentioned in named for day in mentioned), limit)


def top(counts: Counter[date], limit: int) -> set[date]:
    return {day for day, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]}


def named_days(topic: Topic) -> list[frozenset[date]]:
    """Return the days each article's time expressions name."""
    return [frozenset(named(text, published(day))) for _, day, text in topic.articles]


def named(text: str, when: DateSpan) -> Iterable[date]:
    for found in time_expressions(text, when):
        first, last = found.when.earliest, found.when.latest
        if first and last and (last - first).days < NEAR:
            yield from (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))


def published(day: date) -> DateSpan:
    return DateSpan(day, day, DateBasis.STATED)


def printed(lines: Iterable[Line]) -> set[date]:
    """Return the days a page prints beside its sentences."""
    return {day for line in lines for day in named(line.when, UNKNOWN_DATE)}


def show(title: str, chosen: Iterable[date], gold: frozenset[date]) -> None:
    got = set(chosen)
    hits = len(got & gold)
    precision, recall = hits / max(1, len(got)), hits / len(gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"    {title:34} F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  ({len(got)} days)")


def one(topic: Topic) -> None:
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        record, lines, read = by_rules(topic, Path(folder))
    took, began = time.process_time() - began, time.process_time()
    days(record, 30)
    picked = time.process_time() - began
    print(f"{topic.name}: {len(topic.articles)} articles, {read} read, {len(record.claims)} weighed claims")
    print(f"  desk: {', '.join(frequent_names(topic))}")
    print(f"  processor time: {took:.0f} s to the brief, {picked:.2f} s for the days")
    mentions = named_days(topic)
    for number, gold in enumerate(topic.gold, start=1):
        limit = len(gold)
        print(f"  gold timeline {number}: {limit} days, {min(gold)} to {max(gold)}")
        show("days that most came out on", most_published(topic, limit), gold)
        show("days that most name", most_named(topic, limit, mentions), gold)
        show("timeline.days", (day.day for day in days(record, limit)), gold)
        show("printed by one brief", printed(lines), gold)
    if "--days" in sys.argv:
        for day in days(record, max(map(len, topic.gold))):
            known = "gold" if any(day.day in gold for gold in topic.gold) else "    "
            print(
                f"    {day.day} {known} {day.articles:3} articles {day.origins:3} origins {day.weight:6.1f}", end="  "
            )
            print(" ".join(day.claims[0].lead.statement.split())[:110])


def main() -> None:
    missing = [name for name in TOPICS if not (DATA / f"timeline_{name}_gold.json").is_file()]
    if missing:
        print(f"skipped: no timeline_{missing[0]}_gold.json in {DATA} (set BRIEFING_DATA)")
        return
    for name in TOPICS:
        one(load(name))


if __name__ == "__main__":
    main()
