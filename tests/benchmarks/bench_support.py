"""Supported or not: how well the citation check tells, on SummEdits (news) and WiCE, with word overlap in the same run.

    python tests/benchmarks/bench_support.py [--set summedits|wice|both] [--rows N] [--errors]
        [--model NAME --api-base URL --archive FILE --concurrency N]

Without --model the mechanical checks alone are scored. With it the product's own judge is asked, several sentences a
call; time limits are the product's (BRIEFING_TIMEOUT, BRIEFING_DEADLINE, BRIEFING_RETRIES). Verdicts are kept in FILE
by sentence, words, prompt and model: an interrupted run goes on, a later one asks nothing. FILE may not be in the
repository, because it holds other people's text. --rows takes a fixed part at even distances: whole articles of
SummEdits, claims of WiCE. The data is looked for in the folder BRIEFING_DATA names, else in ../shared/data beside the
checkout.

Intervals are the middle 95 % of resamples of whole documents. A row that was not checked counts as wrong everywhere.
Neither set gives publication dates, so the checks cannot resolve "on Monday". Sentences judged in one call are edits of
one original and are seen side by side; published figures are of models that saw one at a time.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import support_rows as data  # noqa: E402
import support_scores as scores  # noqa: E402
from support_rows import Row  # noqa: E402
from support_scores import NO, PARTLY, UNCHECKED, YES, Table  # noqa: E402

from briefing import checks, settings  # noqa: E402
from briefing.analyst.asking import Asker  # noqa: E402
from briefing.analyst.judging import PROMPT, Judge, Judged  # noqa: E402
from briefing.analyst.sentences import Asked, Words  # noqa: E402
from briefing.archive import Archive  # noqa: E402
from briefing.errors import BriefingError, SettingError  # noqa: E402
from briefing.language.names import Spellings  # noqa: E402
from briefing.model.chat import ChatModel  # noqa: E402
from briefing.model.llm import LiteLLM, Patience, estimate  # noqa: E402
from briefing.model.meter import Enlarging, Meter, Metered  # noqa: E402
from briefing.prompts import PromptStore  # noqa: E402
from briefing.types import UNKNOWN_DATE  # noqa: E402

PUBLISHED = (
    "published, news part of SummEdits, balanced accuracy: SummaC .619, QAFactEval .744, GPT-3.5 .744, "
    "Gemini-pro .776, GPT-4 .833, people .900"
)


@dataclass(frozen=True)
class Method:
    """A way of telling, what it said of each row, and what it said where there are three answers."""

    name: str
    said: list[str]
    three: list[str] | None = None


def word_overlap(rows: Sequence[Row]) -> Method:
    values = [scores.overlap(row.text, row.words) for row in rows]
    groups = [row.group for row in rows]
    three = None
    if any(row.label == PARTLY for row in rows):
        three = scores.by_cut_offs(values, [row.label for row in rows], groups, (NO, PARTLY, YES))
    return Method("(a) word overlap", scores.by_cut_offs(values, [row.gold for row in rows], groups, (NO, YES)), three)


def mechanical(rows: Sequence[Row]) -> tuple[Method, list[frozenset[str]]]:
    """What the checks that need no claims say of each row, and which of them failed it."""
    found = [checks.text_findings(row.text, row.words, Spellings(()), UNKNOWN_DATE) for row in rows]
    failed = [frozenset(one.check for one in row if not one.passed) for row in found]
    return Method("(b) mechanical checks alone", [NO if names else YES for names in failed]), failed


def outcome(judged: Judged) -> str:
    """What the product makes of a verdict on reported words: supported only when every part is held."""
    if judged.verdict is None:
        return UNCHECKED
    whole = all(part.finding == "held" for part in judged.verdict.parts)
    return NO if judged.verdict.outcome == YES and not whole else judged.verdict.outcome


def three_ways(judged: Judged) -> str:
    said = outcome(judged)
    held = judged.verdict is not None and any(part.finding == "held" for part in judged.verdict.parts)
    return PARTLY if said == NO and held else said


def with_model(judged: Sequence[Judged], checked: Method) -> list[Method]:
    said, three = [outcome(one) for one in judged], [three_ways(one) for one in judged]
    both = [NO if mechanically == NO else given for mechanically, given in zip(checked.said, said, strict=True)]
    # A check says that something is wrong, not how much is right.
    lowered = [PARTLY if a == NO and b == YES else b for a, b in zip(checked.said, three, strict=True)]
    return [
        Method("(c) mechanical checks and the model's verdict", both, lowered),
        Method("(d) the model's verdict alone", said, three),
    ]


def client(setup: settings.Settings) -> ChatModel:
    patience = Patience(setup.timeout, setup.deadline, setup.retries)
    key, substitute = setup.api_key.reveal(), setup.allow_substitute
    return LiteLLM(setup.model, api_base=setup.api_base, key=key, patience=patience, allow_substitute=substitute)


def judge_rows(rows: Sequence[Row], model: ChatModel, setup: settings.Settings) -> tuple[tuple[Judged, ...], str]:
    """Ask the product's judge. Returns what came of each row, and what was asked of whom in one line."""
    store, meter = PromptStore(settings.data_folder("prompts")), Meter(setup.budget)
    asked = [Asked("statement", row.text, tuple(Words(row.note, row.words[n]) for n in row.shown)) for row in rows]
    with Archive.open(setup.archive) as archive:
        asker = Asker(Enlarging(Metered(model, meter, estimate)), store, archive)
        judged = Judge(asker, setup.concurrency).verdicts(asked)
    used = meter.usage
    told = f"{used.calls} calls, {used.prompt_tokens} tokens in, {used.completion_tokens} out"
    return judged, f"model {model.name}, prompt {store.active(PROMPT).reference}; this run made {told}"


def print_method(method: Method, rows: Sequence[Row]) -> None:
    groups = scores.tables([row.group for row in rows], [row.gold for row in rows], method.said)
    total = _total(groups)
    figures = {
        "balanced accuracy": scores.mean_recall,
        "F1 unsupported": lambda table: scores.f1(table, NO),
        "F1 supported": lambda table: scores.f1(table, YES),
    }
    shown = []
    for name, score in figures.items():
        low, high = scores.interval(groups, score)
        shown.append(f"{name} {score(total):.3f} [{low:.3f}, {high:.3f}]")
    print(f"  {method.name}\n    {'   '.join(shown)}   coverage {scores.coverage(total):.3f}")
    caught, passed, missed, refused = total[NO, NO], total[YES, YES], total[NO, YES], total[YES, NO]
    print(f"    unsupported: caught {caught}, missed {missed}; supported: passed {passed}, refused {refused}")


def print_three(method: Method, rows: Sequence[Row]) -> None:
    if method.three is None or all(row.label != PARTLY for row in rows):
        return
    groups = scores.tables([row.group for row in rows], [row.label for row in rows], method.three)
    total = _total(groups)
    shown = []
    for name, score in {"accuracy": scores.accuracy, "macro F1": scores.macro_f1}.items():
        low, high = scores.interval(groups, score)
        shown.append(f"{name} {score(total):.3f} [{low:.3f}, {high:.3f}]")
    print(f"    three answers: {'   '.join(shown)}")


def _total(groups: dict[str, Table]) -> Table:
    return sum(groups.values(), Counter())


def print_checks(failed: Sequence[frozenset[str]], rows: Sequence[Row]) -> None:
    fired = Counter((check, row.gold) for names, row in zip(failed, rows, strict=True) for check in names)
    kinds = sorted({check for check, _ in fired}, key=lambda check: -fired[check, NO])
    shown = ", ".join(f"{check} {fired[check, NO]}/{fired[check, YES]}" for check in kinds)
    print(f"  mechanical checks that failed unsupported/supported rows: {shown or 'none'}")


def print_edits(methods: Sequence[Method], rows: Sequence[Row]) -> None:
    """The share of unsupported rows caught, by the edits the data names; a row with two edits is in both lines."""
    print("  caught of the unsupported, by edit (a row may have several)")
    kinds = [*sorted({edit for row in rows for edit in row.edits}), "none named"]
    for kind in kinds:
        at = [n for n, row in enumerate(rows) if row.gold == NO and kind in (row.edits or ("none named",))]
        shares = [f"{method.name[:3]} {sum(method.said[n] == NO for n in at)}" for method in methods]
        print(f"    {kind:28} {len(at):4} rows   {'   '.join(shares)}")


def print_picking(judged: Sequence[Judged], rows: Sequence[Row]) -> None:
    """How well the places a verdict points at fit the nearest gold set, BM25's first k beside it."""
    at = [n for n, row in enumerate(rows) if row.sets]
    picked = {"the verdict's parts": [_pointed(judged[n], rows[n]) for n in at]} if judged else {}
    ranked = [scores.bm25(rows[n].text, rows[n].words) for n in at]
    picked |= {f"BM25, first {k}": [found[:k] for found in ranked] for k in (1, 3, 5, 10)}
    print(f"  the sentences a claim rests on: {len(at)} rows with gold sets, means over rows")
    for name, chosen in picked.items():
        fits = [scores.nearest(places, rows[n].sets) for places, n in zip(chosen, at, strict=True)]
        means = [sum(fit[part] for fit in fits) / max(1, len(fits)) for part in range(3)]
        whole = sum(any(one <= set(c) for one in rows[n].sets) for c, n in zip(chosen, at, strict=True)) / max(
            1, len(at)
        )
        size = sum(map(len, chosen)) / max(1, len(chosen))
        print(
            f"    {name:20} precision {means[0]:.3f}  recall {means[1]:.3f}  F1 {means[2]:.3f}"
            f"  a whole gold set {whole:.3f}  ({size:.1f} sentences)"
        )


def _pointed(judged: Judged, row: Row) -> list[int]:
    parts = range(len(judged.verdict.parts)) if judged.verdict else ()
    return sorted({row.shown[place] for part in parts for place in judged.places(part) if place < len(row.shown)})


def print_shown(rows: Sequence[Row]) -> None:
    cut = [row for row in rows if len(row.shown) < len(set(filter(None, row.words)))]
    lost = [row for row in cut if row.sets and not any(one <= set(row.shown) for one in row.sets)]
    print(
        f"  pages shown in part (BM25's best with their neighbours): {len(cut)}; no whole gold set left in {len(lost)}"
    )


def print_errors(method: Method, judged: Sequence[Judged], rows: Sequence[Row]) -> None:
    for row, said, one in zip(rows, method.said, judged, strict=True):
        if said != row.gold:
            reason = one.verdict.reason if one.verdict else one.trouble
            print(f"  wrong: {row.id} is {row.label}, said {said}; edits {row.edits}\n    {row.text}\n    {reason}")


def report(name: str, rows: Sequence[Row], setup: settings.Settings, *, errors: bool) -> None:
    labels = ", ".join(f"{n} {label}" for label, n in Counter(row.label for row in rows).most_common())
    print(f"{name}: {len(rows)} rows, {len({row.group for row in rows})} documents; {labels}")
    judged, told = (
        judge_rows(rows, client(setup), setup) if setup.model else ((), "no model: the mechanical checks alone")
    )
    checked, failed = mechanical(rows)
    methods = [word_overlap(rows), checked, *(with_model(judged, checked) if judged else [])]
    print(f"  {told}; cut-offs of (a) are chosen on the other documents")
    for method in methods:
        print_method(method, rows)
        print_three(method, rows)
    print_checks(failed, rows)
    if name == "SummEdits":
        print_edits(methods, rows)
        print("  " + PUBLISHED)
    if any(row.sets for row in rows):
        print_shown(rows)
        print_picking(judged, rows)
    if errors and judged:
        print_errors(methods[2], judged, rows)


def settled(flags: argparse.Namespace) -> settings.Settings:
    """The product's settings. Raises SettingError for an archive in the repository or a model without one."""
    setup = settings.load(vars(flags), settings.environment(), Path.cwd())
    if setup.model and (flags.archive is None or setup.archive.resolve().is_relative_to(ROOT)):
        raise SettingError(
            f"the archive {str(setup.archive)!r} is not for this", "name a file outside the repository with --archive"
        )
    return setup


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=("summedits", "wice", "both"), default="both")
    parser.add_argument("--rows", type=int, default=0, help="about so many rows of each set; 0 is all")
    parser.add_argument("--errors", action="store_true", help="print every wrong row with the reason given")
    for flag in ("--model", "--api-base", "--archive", "--concurrency"):
        parser.add_argument(flag)
    flags = parser.parse_args(arguments)
    try:
        setup = settled(flags)
        for name, read in data.SETS.items():
            if flags.set in ("both", name.lower()):
                rows = read(flags.rows)
                if rows is None:
                    print(f"{name}: skipped, its file is not in {data.DATA} (set BRIEFING_DATA)")
                else:
                    report(name, rows, setup, errors=flags.errors)
    except BriefingError as error:
        print(f"{error.message}\n{error.hint}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
