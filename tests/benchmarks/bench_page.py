"""The page: layouts and seconds for its six seed editions, with a browser printing the same page in the same run.

    python tests/benchmarks/bench_page.py [RUNS]

Three editions by the recorded model and three by the rules, from the recordings and articles of the checkout. Each is
fitted as `generate` fits it, before anything was cut, then its PDF and its HTML are made: RUNS times in one warm
process (default 7, the median counts), and first of all in a process of its own, where a step pays for what it loads.
`process` is that process from start to end. The typesetter remembers every stretch that it has set, so a warm run gives
each sentence and title another last character. The peer is `chromium --headless --print-to-pdf` of the same brief.html,
a new process each time; without chromium it is left out and the run says so. Trust the ratios.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from briefing import generate  # noqa: E402 - the checkout beside this file comes first
from briefing.cli import main as briefing  # noqa: E402 - the checkout beside this file comes first
from briefing.fit import fit  # noqa: E402 - the checkout beside this file comes first
from briefing.render import as_json, render  # noqa: E402 - the checkout beside this file comes first
from briefing.saved import load  # noqa: E402 - the checkout beside this file comes first
from briefing.templates import Templates  # noqa: E402 - the checkout beside this file comes first
from briefing.types import Brief  # noqa: E402 - the checkout beside this file comes first
from briefing.typeset import Extent, measure, typeset  # noqa: E402 - the checkout beside this file comes first

DAYS = ("2015-09-18", "2016-10-18", "2018-12-24")
SHIPPED = Templates((ROOT / "templates",))
ENDS = ".,;:!'|\u00b7-/()[]"
CHROMIUM = shutil.which("chromium")
HEADLESS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer")


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def editions(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each edition's name, and a folder with it as it was before it was fitted."""
    for analyst in ("model", "rules"):
        for day in DAYS:
            whole: list[Brief] = []
            tape = ["--replay", str(ROOT / "cassettes" / "editions" / f"{day}.yaml")] if analyst == "model" else []
            said = io.StringIO()
            with (
                patch.object(generate, "fit", lambda brief, laid, whole=whole: whole.append(brief) or fit(brief, laid)),
                contextlib.redirect_stdout(said),
                contextlib.redirect_stderr(said),
            ):
                code = briefing(["generate", "--as-of", day, "--out", str(folder / analyst), *tape])
            if code:
                print(f"{analyst} {day}: skipped\n{said.getvalue()}")
                continue
            made = folder / analyst / "egypt-syria" / day
            (made / "brief.json").write_text(as_json(whole[0]), encoding="utf-8")
            yield f"{analyst} {day}", made


def ending(brief: Brief, end: str) -> Brief:
    """The brief with another character at the end of each sentence and title, about as wide as a full stop."""
    lines = tuple(replace(line, text=f"{line.text[:-1]}{end}") for line in brief.lines)
    return replace(
        brief,
        lines=lines,
        sources=tuple(replace(source, title=f"{source.title[:-1]}{end}") for source in brief.sources),
        cut_sources=tuple(replace(source, title=f"{source.title[:-1]}{end}") for source in brief.cut_sources),
    )


def once(edition: Path, end: str = "") -> dict[str, Any]:
    """Fit and write the edition: seconds for each step, layouts, sentences cut, points to spare."""
    saved, extents, fitted = load(edition), list[Extent](), list[Brief]()
    whole = ending(saved.brief, end) if end else saved.brief

    def measured(brief: Brief) -> Extent:
        extents.append(measure(brief, SHIPPED))
        return extents[-1]

    fitting = seconds(lambda: fitted.append(fit(whole, measured)))
    (brief,) = fitted
    pdf = seconds(lambda: typeset(brief, SHIPPED))
    pages: dict[str, str] = {}
    html = seconds(lambda: pages.update(render(brief, SHIPPED, saved.texts)))
    (edition / "brief.html").write_text(pages["brief.html"], encoding="utf-8")
    spare = round(extents[-1].room - extents[-1].height, 1)
    return {"fit": fitting, "pdf": pdf, "html": html, "layouts": len(extents), "cut": len(brief.cut), "spare": spare}


def fresh(edition: Path) -> dict[str, Any]:
    """The same in a process of its own, and that process as a whole."""
    command, told = [sys.executable, __file__, "--once", str(edition)], list[str]()
    run = seconds(lambda: told.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    return json.loads(told[0]) | {"process": run}


def by_browser(edition: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        command = [CHROMIUM or "", *HEADLESS, f"--user-data-dir={folder}", f"--print-to-pdf={folder}/brief.pdf"]
        run = [*command, (edition / "brief.html").as_uri()]
        return seconds(lambda: subprocess.run(run, check=True, capture_output=True, timeout=300))


def report(name: str, edition: Path, runs: int) -> None:
    first = fresh(edition)
    once(edition, ENDS[-1])
    warm, peer = list[dict[str, Any]](), list[float]()
    for run in range(runs):
        warm.append(once(edition, ENDS[run]))
        peer += [by_browser(edition)] if CHROMIUM else []
    usual = {step: statistics.median(each[step] for each in warm) for step in ("fit", "pdf", "html")}
    print(f"{name}: {first['layouts']} layouts, {first['cut']} sentences cut, {first['spare']} points to spare")
    for step, took in usual.items():
        print(f"  {step:<10} {took:7.3f} s warm   {first[step]:7.3f} s fresh")
    print(f"  {'process':<10} {'':7}          {first['process']:7.3f} s")
    if peer:
        took = statistics.median(peer)
        print(f"  {'chromium':<10} {'':7}          {took:7.3f} s", end="")
        print(f"   {took / usual['pdf']:.1f} x our PDF warm, {took / first['process']:.1f} x our process, fit and all")


def main() -> None:
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(once(Path(sys.argv[2]))))
        return
    runs = min(int(sys.argv[1]) if sys.argv[1:] else 7, len(ENDS) - 1)
    if not CHROMIUM:
        print("no peer: chromium is not on the PATH")
    with tempfile.TemporaryDirectory() as folder:
        for name, edition in editions(Path(folder)):
            report(name, edition, runs)


if __name__ == "__main__":
    main()
