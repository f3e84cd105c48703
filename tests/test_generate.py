"""One run by the rules, from the seeds to the folder: the files, their digests, and what a failure leaves."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing.digest import sha256
from briefing.errors import PageOverflow
from briefing.generate import generate, result
from briefing.runs import Ended, Run
from briefing.session import Cassette, prepare
from briefing.settings import data_folder
from briefing.settings import load as settings_of

FILES = ("brief.html", "brief.pdf", "brief.md", "brief.json", "receipt.json", "sources.json")
DESK = data_folder("seeds") / "egypt-syria.toml"
TWO_PAGES = "#context [#metadata((page: 2, y: 110, top: 10, room: 700)) <end>]"


def prepared(folder: Path, desk: Path = DESK) -> Run:
    given = settings_of({"out": str(folder / "briefs"), "desk": str(desk)}, {}, folder)
    return prepare(given, "2016-10-18", date(2026, 1, 1), Cassette())


def made(run: Run) -> Ended:
    return generate(run, Cassette(), lambda *_: None)


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    return made(prepared(tmp_path_factory.mktemp("run")))


def test_a_page_to_print_lies_beside_the_others_and_the_receipt_names_it(ended: Ended) -> None:
    held = contents(ended.folder)
    assert set(held) == set(FILES)
    assert result(ended)["files"] == {name: str(ended.folder / name) for name in FILES}
    outputs = json.loads(held["receipt.json"])["outputs"]
    assert outputs == {name: "sha256:" + sha256(held[name]) for name in FILES if name != "receipt.json"}


def test_the_snapshots_hold_what_is_cited_printed_or_cut(ended: Ended) -> None:
    table = json.loads((ended.folder / "brief.json").read_text())
    stored = json.loads((ended.folder / "sources.json").read_text())["articles"]
    assert {source["article_id"] for source in (*table["sources"], *table["cut_sources"])} == set(stored)
    assert result(ended)["cut"] == len(table["cut"])


def test_the_same_articles_give_the_same_bytes(ended: Ended, tmp_path: Path) -> None:
    again = made(prepared(tmp_path))
    assert contents(again.folder) == contents(ended.folder)


def test_a_page_that_cannot_be_cut_to_one_leaves_the_edition_that_was_there(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(data_folder("seeds"), seeds)
    first = made(prepared(tmp_path, seeds / "egypt-syria.toml"))
    before = contents(first.folder)
    desk = seeds / "egypt-syria.toml"
    (seeds / "own").mkdir()
    (seeds / "own" / "brief.typ").write_text(TWO_PAGES)
    desk.write_text('templates = "own"\n' + desk.read_text())
    with pytest.raises(PageOverflow, match=r"fills 2 pages, not one \(800 points in height, with room for 700\)"):
        made(prepared(tmp_path, desk))
    assert contents(first.folder) == before


def test_paper_is_that_of_the_desk(tmp_path: Path) -> None:
    run = prepared(tmp_path)
    sizes = {}
    for paper in ("a4", "us-letter"):
        made(replace(run, desk=run.desk.model_copy(update={"paper": paper})))
        sizes[paper] = round(_height(run.folder / "brief.pdf"))
    assert sizes == {"a4": 842, "us-letter": 792}  # points


def _height(file: Path) -> float:
    from pypdf import PdfReader

    return float(PdfReader(file).pages[0].mediabox.height)
