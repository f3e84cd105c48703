"""Briefs from a real archive: 642 noisily dated articles on the Syrian war, as of two days.

    python tests/benchmarks/archive_briefs.py [--as-of DATE …] [--out DIR] [--model NAME --api-base URL --record FILE]

Makes a desk and a folder of texts with sources.toml in a temporary folder (or DIR, to read the pages afterwards), runs
`briefing generate` for each date with whatever other options are given (a recording needs one date), and prints what an
analyst would look at: what was considered and held out, the page's sentences with their sources, origins with counts,
conflicts, what was cut for room, seconds and memory. Without a model it then makes each brief again from an archive
that holds nothing later than the cut-off, and fails if anything but the counts of what was held out differs.

The data (syria_news_2011_2016.jsonl) is looked for in the folder BRIEFING_DATA names, else in ../shared/data beside
the checkout; without it the run is skipped and says so. None of its text is kept in this repository.

Its date column disagrees with the date that opens the text in over a quarter of the articles (by weeks, and mostly by
being the earlier: a report of September filed under August). The opening date is the outlet's own, so it wins; the
column serves where the text has none. A text that goes on to name a day later than that was not published on it: such
an article is handed over undated, for the product to hold out.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from briefing.cli import main as briefing  # noqa: E402

DATA = Path(os.environ.get("BRIEFING_DATA") or ROOT.parent / "shared" / "data") / "syria_news_2011_2016.jsonl"
CUT_OFFS = ("2013-08-22", "2016-10-18")
DESK = Path(__file__).with_name("syrian-war.toml")
OPENS = "stated in the text's opening"
OPENING = 300  # characters of a text in which its own date stands
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: n for n, name in enumerate(_NAMES, start=1)}
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WRITTEN = re.compile(
    rf"\b(?:(?P<d1>\d\d?) (?P<m1>{_MONTH}) ?(?P<y1>20\d\d)|(?P<m2>{_MONTH}) (?P<d2>\d\d?),? ?(?P<y2>20\d\d)"
    r"|(?P<d3>\d\d)[-./](?P<m3>\d\d)[-./](?P<y3>20\d\d))",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    rf"(?:(?:AFP|AP|Reuters|Xinhua|Ahram Online|Agencies)[ ,]+)*(?:\w+day )?{_WRITTEN.pattern}\s*$", re.I
)
_HOUR = re.compile(r"^(?:\d\d:?\d\d(?: UTC[+-]\d+)?|Get short URL(?: 0)*)\s+")
OUTLETS = {
    "ahram": "Ahram Online",
    "alalam": "Al-Alam",
    "alaraby": "Al-Araby Al-Jadeed",
    "arabiya": "Al Arabiya",
    "asharqalawsat": "Asharq Al-Awsat",
    "dailysabah": "Daily Sabah",
    "etilaf": "Syrian National Coalition",
    "jordantimes": "Jordan Times",
    "manar": "Al-Manar",
    "nna": "National News Agency",
    "reuters": "Reuters",
    "sana": "SANA",
    "sputnik": "Sputnik",
    "tass": "TASS",
    "trt": "TRT World",
}


@dataclass(frozen=True)
class Text:
    """An article of the data set as it goes into the folder."""

    id: str
    outlet: str
    title: str
    published: date | None
    basis: str
    words: str
    column: date

    @property
    def entry(self) -> str:
        """Its table in sources.toml."""
        dated = f"published = {self.published}\nbasis = {json.dumps(self.basis)}\n" if self.published else ""
        title = json.dumps(self.title, ensure_ascii=False)
        return f"[{self.id}]\npublisher = {json.dumps(self.outlet)}\ntitle = {title}\n{dated}"


def texts() -> list[Text]:
    """The data set's articles; of two with one id, the second is named for its place."""
    with DATA.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    seen: set[str] = set()
    for n, row in enumerate(rows, start=1):
        row["id"] = f"{row['id']}-{n}" if row["id"] in seen else row["id"]
        seen.add(row["id"])
    return [text(row) for row in rows]


def text(row: dict[str, str]) -> Text:
    month, day, year = map(int, row["date"].split("/"))
    column = date(year, month, day)
    title, words = row["title"].strip(), row["text"].strip()
    stated = opening_date(words)
    published = stated[0] if stated else column
    believed = all(named <= published + timedelta(1) for named in named_days(words))
    return Text(
        id=row["id"],
        outlet=OUTLETS[row["publisher"]],
        title=title,
        published=published if believed else None,
        basis=OPENS if stated else "date column of the data set",
        words="\n\n".join((title, *unglued(words, title, stated[1] if stated and believed else 0))),
        column=column,
    )


def unglued(words: str, title: str, end: int) -> list[str]:
    """Return standfirst, date line and story, which the data set has run together, each as a paragraph of its own."""
    head, body = words[:end], words[end:].lstrip(" .")
    if title in head:
        head = head.replace(title, " ", 1)
    else:
        body = body.removeprefix(title).lstrip(" .")
    return [part for part in (*credited(head), _HOUR.sub("", body).strip()) if part]


def credited(head: str) -> tuple[str, str]:
    """Return what stands before a date line, and the line: the agency credited, the weekday, the date."""
    found = _CREDIT.search(head)
    at = found.start() if found else 0
    return " ".join(head[:at].split()), " ".join(head[at:].split())


def opening_date(words: str) -> tuple[date, int] | None:
    """Return the first whole date in a text's opening, and where it ends."""
    found = _WRITTEN.search(words[:OPENING])
    day = written_day(found) if found else None
    return (day, found.end()) if found and day else None


def named_days(words: str) -> Iterator[date]:
    """Every day that a text names with its year."""
    return (day for found in _WRITTEN.finditer(words) if (day := written_day(found)))


def written_day(found: re.Match[str]) -> date | None:
    day, month, year = next(
        (found[f"d{n}"], found[f"m{n}"], found[f"y{n}"]) for n in (1, 2, 3) if found[f"d{n}"] is not None
    )
    with contextlib.suppress(ValueError):
        return date(int(year), MONTHS.get(month[:3].lower()) or int(month), int(day))
    return None


def write(folder: Path, kept: Sequence[Text]) -> Path:
    """Write a desk and its articles; return the desk file."""
    articles = folder / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    for each in kept:
        (articles / f"{each.id}.txt").write_text(each.words + "\n", encoding="utf-8")
    (articles / "sources.toml").write_text("\n".join(each.entry for each in kept), encoding="utf-8")
    desk = folder / "desk.toml"
    desk.write_bytes(DESK.read_bytes())
    return desk


def generate(folder: Path, kept: Sequence[Text], as_of: str, options: Sequence[str]) -> dict[str, Any]:
    """Run `briefing generate` on these articles and return the saved brief."""
    desk, out = write(folder, kept), folder / "briefs"
    told = ["generate", "--desk", str(desk), "--out", str(out), "--as-of", as_of, *options]
    with contextlib.redirect_stdout(io.StringIO()):
        code = briefing(told)
    if code:
        raise SystemExit(code)
    saved: dict[str, Any] = json.loads((out / "syrian-war" / as_of / "brief.json").read_text(encoding="utf-8"))
    return saved


def show(brief: dict[str, Any], kept: Sequence[Text], names: dict[str, str]) -> None:
    held = {why: count for why, count in brief["held_out"].items() if count}
    left = len(kept) - sum(held.values())
    print(f"\n=== {brief['as_of']}: {len(kept)} articles; held out {held}; {left} to choose from")
    cited = {source["number"]: source for source in brief["sources"]}
    for line in brief["sentences"]:
        marks = ", ".join(f"[{mark}] {names[cited[mark]['article_id']]}" for mark in line["marks"])
        told = f"{line['articles']} articles, origins {line['origins']}, {line['corroboration']} independent"
        print(
            f"\n{line['section']} {line['item']} ({line['when'] or 'no date'}; {line['attribution']}; {told}) {marks}"
        )
        print(f"    {line['text']}" + (f"\n    ({line['label']})" if line["label"] else ""))
    print("\nSources:")
    for number, source in cited.items():
        told = f"{source['published']['latest']} {source['publisher']}: {source['title']}"
        print(f"  [{number}] {names[source['article_id']]} {told}")
    origins = Counter(name for line in brief["sentences"] for name in line["origins"])
    print("Origins (sentences):", ", ".join(f"{name} {count}" for name, count in origins.most_common()))
    shown = {line["item"] for line in brief["sentences"] if line["section"] == "conflicts"}
    print(f"Conflicts shown: {len(shown)} of {len(brief['conflicts'])}; withheld sentences: {len(brief['rejections'])}")
    print(f"Cut for room: {len(brief['cut'])}")
    for line in brief["cut"]:
        print(f"  {line['section']}: {line['text']}")


def check_cut_off(brief: dict[str, Any], alone: dict[str, Any]) -> None:
    """Nothing later stands on the page, and nothing later has changed anything but the counts of what was held out."""
    cited = (*brief["sources"], *brief["cut_sources"])
    late = [source for source in cited if source["published"]["latest"] > brief["as_of"]]
    assert not late, late
    changed = [key for key in brief if key != "held_out" and brief[key] != alone[key]]
    assert not changed, f"later articles changed {changed}"
    print("Cut-off: no cited article is later; without the later articles the same brief, but for counts held out.")


def dates(kept: Sequence[Text]) -> str:
    apart = [(each.published - each.column).days for each in kept if each.published and each.basis == OPENS]
    return (
        f"{len(kept)} articles, {len(apart)} with a date in their opening, which wins; the column disagrees in "
        f"{sum(gap != 0 for gap in apart)} (earlier than the text in {sum(gap > 0 for gap in apart)}; by more than a "
        f"day in {sum(abs(gap) > 1 for gap in apart)}, by more than a week in {sum(abs(gap) > 7 for gap in apart)}); "
        f"{sum(each.published is None for each in kept)} undated, naming a later day themselves"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--as-of", nargs="+", default=CUT_OFFS)
    parser.add_argument("--out", type=Path, help="keep the desks and editions here")
    chosen, options = parser.parse_known_args()
    if len(chosen.as_of) > 1 and any(option.startswith("--re") for option in options):
        parser.error("a recording is of one brief: name one --as-of")
    if not DATA.is_file():
        print(f"skipped: no {DATA.name} in {DATA.parent} (set BRIEFING_DATA)")
        return
    kept = texts()
    print(dates(kept))
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.out or Path(temporary)
        for as_of in chosen.as_of:
            one_day(folder, kept, as_of, options)


def one_day(folder: Path, kept: Sequence[Text], as_of: str, options: Sequence[str]) -> None:
    started = perf_counter()
    brief = generate(folder / as_of, kept, as_of, options)
    seconds, peak = perf_counter() - started, getrusage(RUSAGE_SELF).ru_maxrss // 1024
    show(brief, kept, names(folder / as_of))
    print(f"Took {seconds:.1f} s; at most {peak} MB in use since the start")
    if not any(option.startswith("--model") for option in options):
        earlier = [each for each in kept if each.published and each.published <= date.fromisoformat(as_of)]
        check_cut_off(brief, generate(folder / f"{as_of} alone", earlier, as_of, options))


def names(folder: Path) -> dict[str, str]:
    """Return the data set's ids of the archive's articles."""
    from briefing.archive import Archive

    with Archive.open(folder / "briefs" / "archive.sqlite") as archive:
        return {listed.id: Path(listed.source_key).stem for listed in archive.articles()}


if __name__ == "__main__":
    main()
