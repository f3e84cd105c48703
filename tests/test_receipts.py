"""A saved edition can be checked by anyone: what was changed is named, and nothing else is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import SHIPPED, SOURCES, TEMPLATES, TEXTS, empty, hostile, rich, ruled

from briefing.digest import of_json, of_text, sha256
from briefing.errors import CheckFailed
from briefing.receipts import as_text, check, make, snapshots
from briefing.render import render
from briefing.templates import Templates
from briefing.types import Brief

PROMPTS = {"draft_brief.v1@1c22d9e0": of_text("draft"), "extract_claims.v1@9f31c0ab": of_text("extract")}
FILES = ("brief.html", "brief.md", "brief.json", "sources.json")


def receipt(outputs: dict[str, str], **changes: Any) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "desk": of_text("desk"),
        "lock": of_text("lock"),
        "package_version": "0.1.0",
        "as_of": date(2018, 12, 24),
        "articles": [(source.article_id, source.sha256, source.published) for source in SOURCES],
        "prompts": PROMPTS,
        "replies": {"k1": of_text("reply")},
        "settings": {"concurrency": "8", "model": "example/model-1"},
        "templates": Templates((TEMPLATES,)).digests(),
        "outputs": outputs,
    }
    return dict(make(**(parts | changes)))


def save(brief: Brief, folder: Path, alter: Callable[[dict[str, str]], object] = len) -> Path:
    """Write an edition as a run does; `alter` changes files before their digests are taken."""
    folder.mkdir(parents=True, exist_ok=True)
    files = render(brief, SHIPPED, TEXTS)
    files["sources.json"] = snapshots({source.article_id: TEXTS[source.article_id] for source in brief.sources})
    alter(files)
    outputs = {name: sha256(text.encode()) for name, text in files.items()}
    files["receipt.json"] = as_text(receipt(outputs))
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return folder


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(rich(), tmp_path_factory.mktemp("edition"))


@pytest.fixture
def copy(edition: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(edition, tmp_path / "copy"))


@pytest.mark.parametrize("make_brief", [rich, ruled, empty])
def test_an_untouched_edition_has_no_differences(make_brief: Callable[[], Brief], tmp_path: Path) -> None:
    folder = save(make_brief(), tmp_path / "e")
    assert check(folder) == ()
    assert check(folder, templates=Templates((TEMPLATES,)).digests(), prompts=PROMPTS) == ()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_changed_byte_anywhere_is_named(edition: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from((*FILES, "receipt.json")))
    path = edition / name
    good = path.read_bytes()
    place = data.draw(st.integers(0, len(good) - 1))
    change = data.draw(st.integers(1, 255))
    try:
        path.write_bytes(good[:place] + bytes([good[place] ^ change]) + good[place + 1 :])
        differences = check(edition)
    finally:
        path.write_bytes(good)
    assert any(name in difference for difference in differences), (name, place, differences)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    assert any(name in difference and "missing" in difference for difference in check(copy))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("junk", [b"", b"\xff\xfe", b"[]", b"[" * 100_000, b"null"])
def test_a_file_of_junk_is_named(copy: Path, name: str, junk: bytes) -> None:
    (copy / name).write_bytes(junk)
    assert any(name in difference for difference in check(copy))


def test_without_a_receipt_there_is_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(CheckFailed, match="receipt") as caught:
        check(tmp_path / "nowhere")
    assert caught.value.hint


def altered_json(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, str]], None]:
    """A change made to brief.json before the receipt was written: the digests hold, the content does not."""

    def alter(files: dict[str, str]) -> None:
        table = json.loads(files["brief.json"])
        change(table)
        files["brief.json"] = as_text(table)

    return alter


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t: t["sentences"][0]["citations"][0].update(quote="Syria"), "are not the quotation"),
        (lambda t: t["sentences"][0]["citations"][0].update(start=185), "are not the quotation"),
        (lambda t: t["sentences"][0]["citations"][0].update(start=-5, end=-1), "are not the quotation"),
        (lambda t: t["sentences"][0].update(text="Something else."), "does not carry sentence 's1'"),
        (lambda t: t["sentences"].pop(3), "carries sentence 's4', which brief.json does not have"),
        (lambda t: t["sources"][0].update(sha256="0" * 64), "snapshot of article 'a4monitor' differs"),
        (lambda t: t["sources"].pop(0), "article 'a4monitor', which is no source"),
        (lambda t: t.update(format="briefing/brief/9"), "made by a newer version of briefing (format 9;"),
        (lambda t: t.update(format="briefing/brief/2"), "made by an older version of briefing (format 2;"),
        (lambda t: t.update(format="other/2"), "has the format 'other/2'"),
        (lambda t: t.pop("sources"), "'sources' is missing"),
        (lambda t: t["sentences"][0].update(item="1"), "'item' of sentence 's1'"),
        (lambda t: t["sentences"][0].pop("verdict"), "does not have the form"),
        (lambda t: t.update(sentences=None), "does not have the form"),
        (lambda t: t["sentences"].append(7), "does not have the form"),
        (lambda t: t["sentences"][0]["citations"][0].update(start="x"), "does not have the form"),
    ],
)
def test_content_is_checked_besides_digests(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], says: str
) -> None:
    folder = save(rich(), tmp_path / "e", altered_json(change))
    differences = check(folder)
    assert any(says in difference for difference in differences), differences
    assert not any("differs from the receipt" in d and d.startswith("brief.") for d in differences)


@pytest.mark.parametrize("name", ["brief.html", "brief.md"])
def test_a_sentence_changed_in_one_format_is_named(tmp_path: Path, name: str) -> None:
    def alter(files: dict[str, str]) -> None:
        files[name] = files[name].replace("by the end of March 2019", "by the end of May 2019", 1)

    differences = check(save(rich(), tmp_path / "e", alter))
    assert differences == (f"{name} does not carry sentence 's5' as brief.json has it",)


def test_a_changed_snapshot_is_named_even_where_no_quotation_changes(tmp_path: Path) -> None:
    def alter(files: dict[str, str]) -> None:
        texts = {source.article_id: TEXTS[source.article_id] for source in SOURCES}
        files["sources.json"] = snapshots(texts | {"a1now": TEXTS["a1now"] + "."})

    assert check(save(rich(), tmp_path / "e", alter)) == ("the snapshot of article 'a1now' differs from the receipt",)


def test_without_snapshots_the_archive_is_asked(tmp_path: Path) -> None:
    def alter(files: dict[str, str]) -> None:
        del files["sources.json"]

    folder = save(rich(), tmp_path / "e", alter)
    assert check(folder, TEXTS.get) == ()
    differences = check(folder)
    assert len(differences) == 1
    assert all(repr(source.article_id) in differences[0] for source in SOURCES)
    assert "missing" in differences[0]
    assert any("differs" in difference for difference in check(folder, lambda _: "another text"))


@pytest.mark.parametrize("text", ['{"articles": 1}', '{"articles": {"a1now": 2}}', "{}"])
def test_snapshots_of_another_form_are_named(copy: Path, text: str) -> None:
    (copy / "sources.json").write_text(text, encoding="utf-8")
    assert any("sources.json does not have the form" in difference for difference in check(copy))


def test_templates_and_prompts_at_hand_are_compared_by_name(edition: Path) -> None:
    templates = Templates((TEMPLATES,)).digests() | {"brief.css": of_text("other")}
    assert check(edition, templates=templates) == ("template 'brief.css' differs from the receipt",)
    del templates["brief.css"]
    assert check(edition, templates=templates) == ("template 'brief.css' of the receipt is not at hand",)
    prompts = PROMPTS | {"draft_brief.v1@1c22d9e0": of_text("edited")}
    assert check(edition, prompts=prompts) == ("prompt 'draft_brief.v1@1c22d9e0' differs from the receipt",)


def test_hostile_sentences_are_found_again(tmp_path: Path) -> None:
    for text in ("<b>a</b> & [x](y) *z* `c`", "a\u202eb\nc", "</span><span class=sentence id=s1>forged", "\\# 1. | ~"):
        brief = hostile(text)
        quoted = [replace(line, citations=rich().lines[n].citations) for n, line in enumerate(brief.lines)]
        assert check(save(replace(brief, lines=tuple(quoted)), tmp_path / str(hash(text)))) == ()


def test_a_receipt_is_the_same_in_whatever_order_it_is_told() -> None:
    one = receipt({"a": "1", "b": "2"})
    other = receipt(
        {"b": "2", "a": "1"},
        articles=[(source.article_id, source.sha256, source.published) for source in reversed(SOURCES)],
        settings={"model": "example/model-1", "concurrency": "8"},
    )
    assert as_text(one) == as_text(other)
    assert one["digest"] == of_json({key: value for key, value in one.items() if key != "digest"})


@pytest.mark.parametrize("name", ["api_key", "API_KEY", "key", "client_secret", "password"])
def test_a_secret_setting_is_left_out(name: str) -> None:
    made = receipt({}, settings={name: "sk-canary", "max_tokens": "4000"})
    assert "sk-canary" not in as_text(made)
    assert made["settings"] == {"max_tokens": "4000"}


def test_a_receipt_names_every_input() -> None:
    made = receipt({"brief.md": "0" * 64}, previous="sha256:" + "1" * 64)
    assert made["format"] == "briefing/receipt/1"
    assert made["as_of"] == "2018-12-24"
    assert made["previous"] == "sha256:" + "1" * 64
    typefaces = {f"fonts/{path.name}" for path in (TEMPLATES / "fonts").iterdir() if path.suffix in {".ttf", ".woff2"}}
    assert set(made["templates"]) == {path.name for path in TEMPLATES.iterdir() if path.is_file()} | typefaces
    interval = next(article for article in made["articles"] if article["id"] == "a1now")
    assert interval["published"] == ["2015-09-11", "2015-09-17", "inferred"]
