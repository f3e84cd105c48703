"""The scoring of the support benchmark, on made-up rows."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from pathlib import Path

import pytest
from benchmarks import bench_support

from briefing.analyst.judging import Judged
from briefing.drafts import SentenceVerdict
from briefing.model.chat import Request
from briefing.model.scripted import ScriptedModel
from briefing.settings import Settings

scores, data = bench_support.scores, bench_support.data
NO, YES, PARTLY, UNCHECKED = scores.NO, scores.YES, scores.PARTLY, scores.UNCHECKED
GOLD = [NO, NO, NO, YES, YES]


@pytest.mark.parametrize(
    ("said", "balanced", "f1_no", "f1_yes", "covered"),
    [
        (GOLD, 1.0, 1.0, 1.0, 1.0),
        ([YES] * 5, 0.5, 0.0, 4 / 7, 1.0),
        ([NO, NO, YES, NO, YES], (2 / 3 + 1 / 2) / 2, 4 / 6, 2 / 4, 1.0),
        ([UNCHECKED] * 5, 0.0, 0.0, 0.0, 0.0),
        ([NO, NO, UNCHECKED, YES, YES], (2 / 3 + 1) / 2, 4 / 5, 1.0, 0.8),
    ],
)
def test_figures_are_those_worked_out_by_hand(
    said: list[str], balanced: float, f1_no: float, f1_yes: float, covered: float
) -> None:
    table = scores.tables(["one"] * 5, GOLD, said)["one"]
    assert scores.mean_recall(table) == pytest.approx(balanced)
    assert (scores.f1(table, NO), scores.f1(table, YES)) == pytest.approx((f1_no, f1_yes))
    assert scores.coverage(table) == pytest.approx(covered)


def test_an_interval_is_as_wide_as_documents_differ() -> None:
    good, bad = Counter({(NO, NO): 5, (YES, YES): 5}), Counter({(NO, YES): 5, (YES, NO): 5})
    half = Counter({(NO, NO): 1, (NO, YES): 1, (YES, YES): 1, (YES, NO): 1})
    assert scores.interval({"a": half, "b": half, "c": half}, scores.mean_recall) == (0.5, 0.5)
    low, high = scores.interval({str(n): good if n % 2 else bad for n in range(8)}, scores.mean_recall)
    assert low < 0.3
    assert high > 0.7
    assert all(math.isnan(edge) for edge in scores.interval({}, scores.mean_recall))


def test_a_cut_off_never_saw_the_document_it_judges() -> None:
    """Each document's own rows would put the cut-off right; the other's puts it wrong."""
    values, groups = [0.2, 0.4, 0.6, 0.8], ["a", "a", "b", "b"]
    assert scores.by_cut_offs(values, [NO, YES, NO, YES], groups, (NO, YES)) == [NO, NO, YES, YES]
    apart = [0.1, 0.9, 0.2, 0.8, 0.15, 0.85]
    assert scores.by_cut_offs(apart, [NO, YES] * 3, ["a", "a", "b", "b", "c", "c"], (NO, YES)) == [NO, YES] * 3
    three = [0.1, 0.5, 0.9] * 2
    assert scores.by_cut_offs(three, [NO, PARTLY, YES] * 2, list("aaabbb"), (NO, PARTLY, YES)) == [NO, PARTLY, YES] * 2


def test_the_nearest_gold_set_counts() -> None:
    sets = [frozenset({1, 2, 3, 4}), frozenset({1, 9})]
    assert scores.nearest([1, 2], sets)[:3] == pytest.approx((1.0, 0.5, 2 / 3))
    assert scores.nearest([9, 1], sets) == (1.0, 1.0, 1.0, sets[1])
    assert scores.nearest([], sets)[2] == 0.0


def verdict(outcome: str, *findings: str) -> Judged:
    parts = [{"says": "a thing", "words": ["k1"], "finding": finding} for finding in findings]
    told = {"id": "q1", "parts": parts, "reason": "because", "outcome": outcome}
    return Judged(SentenceVerdict.model_validate_json(json.dumps(told), strict=True))


@pytest.mark.parametrize(
    ("judged", "two", "three"),
    [
        (verdict(YES, "held", "held"), YES, YES),
        (verdict(YES, "held", "missing"), NO, PARTLY),
        (verdict(NO, "held", "contradicted"), NO, PARTLY),
        (verdict(NO, "missing"), NO, NO),
        (verdict(UNCHECKED, "missing"), UNCHECKED, UNCHECKED),
        (Judged(None, "no reply"), UNCHECKED, UNCHECKED),
    ],
)
def test_a_verdict_is_read_as_the_product_reads_it(judged: Judged, two: str, three: str) -> None:
    assert (bench_support.outcome(judged), bench_support.three_ways(judged)) == (two, three)


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles with a true and a false sentence each, and a page of many sentences with one claim."""
    monkeypatch.setattr(data, "DATA", tmp_path)
    edits = [
        {"id": f"{n}_{label}", "doc": f"{doc} A second sentence follows.", "summary": text, "label": label}
        | {"edit_types": [] if label else ["entity_modification"]}
        for n, doc in enumerate(("The ferry sank near Kos.", "The mayor of Lodz resigned."))
        for label, text in ((1, doc), (0, "Nine aliens landed on a blue roof."))
    ]
    (tmp_path / "summedits_news_dev.jsonl").write_text("\n".join(map(json.dumps, edits)), encoding="utf-8")
    page = ["(meta data) TITLE: Ships", *(f"Filler number {n} " + "and so on " * 30 for n in range(80)), ""]
    page[40] = "The ferry sank near Kos."
    claim = {"label": "partially_supported", "supporting_sentences": [[40], [0, 40]], "claim": "A ferry sank at Kos."}
    row = claim | {"evidence": page, "meta": {"id": "dev1"}}
    (tmp_path / "wice_claims_dev.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return tmp_path


def test_a_long_page_keeps_the_best_sentences_with_their_neighbours_in_order(made_up: Path) -> None:
    rows = data.wice(0)
    assert rows is not None
    (row,) = rows
    assert {39, 40, 41} <= set(row.shown)
    assert list(row.shown) == sorted(row.shown)
    assert len(row.shown) <= data.MOST_SENTENCES + 2
    assert (row.label, row.gold, row.sets) == (PARTLY, NO, (frozenset({0, 40}), frozenset({40})))


def test_without_a_model_the_mechanical_checks_are_scored_alone(
    made_up: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench_support.main(["--set", "summedits"]) == 0
    told = capsys.readouterr().out
    assert "4 rows, 2 documents" in told
    assert "the mechanical checks alone" in told
    assert "balanced accuracy 1.000 [1.000, 1.000]" in told
    assert "(c)" not in told


def refuses_all(request: Request) -> str:
    ids = re.findall(r"^\[(q\d+)\] statement, cites (k\d+)", request.text, re.MULTILINE)
    parts = [{"says": "a thing", "words": [], "finding": "missing"}]
    told = [{"id": q, "parts": parts, "reason": "none says it", "outcome": NO} for q, _ in ids]
    return json.dumps({"verdicts": told})


def test_a_second_run_asks_nothing(made_up: Path, tmp_path: Path) -> None:
    rows = data.summedits(0)
    assert rows is not None
    setup = Settings(desk=tmp_path, archive=tmp_path / "kept.sqlite")
    first, told = bench_support.judge_rows(rows, ScriptedModel([refuses_all]), setup)
    again, nothing = bench_support.judge_rows(rows, ScriptedModel([]), setup)
    assert [bench_support.outcome(one) for one in first] == [NO] * 4
    assert again == first
    assert "made 1 calls" in told
    assert "made 0 calls" in nothing


def test_data_that_is_not_there_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(data, "DATA", tmp_path)
    assert bench_support.main([]) == 0
    assert capsys.readouterr().out.count("skipped") == 2


@pytest.mark.parametrize("archive", [[], ["--archive", str(Path(__file__).parent / "kept.sqlite")]])
def test_replies_are_kept_outside_the_repository_or_not_asked_for(
    archive: list[str], made_up: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench_support.main(["--model", "openai/none", *archive]) == 2
    assert "outside the repository" in capsys.readouterr().err
