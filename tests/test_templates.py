"""A desk's own templates: in front of ours file by file, faults by file and line, and the gallery that shows them."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from samples import SHIPPED, TEMPLATES, TEXTS, rich

from briefing.cli.gallery import options
from briefing.digest import sha256
from briefing.errors import DeskError, OutputError, SettingError, TemplateError
from briefing.render import render
from briefing.session import Cassette, prepare
from briefing.settings import data_folder
from briefing.settings import load as settings_of
from briefing.templates import Templates

FILES = {"brief.html.j2", "brief.md.j2", "brief.css"}


def own(folder: Path, **files: str) -> Templates:
    """Templates with a desk's own files ("brief_md_j2" for "brief.md.j2") in front of ours."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return Templates((folder, TEMPLATES))


def test_a_file_of_the_desk_stands_in_for_ours_and_the_rest_stays(tmp_path: Path) -> None:
    ours, theirs = (
        render(rich(), SHIPPED, TEXTS),
        render(rich(), own(tmp_path, brief_md_j2="{{ brief.topic }}\n"), TEXTS),
    )
    assert theirs["brief.md"] == "Egypt–Syria rapprochement\n"
    assert theirs["brief.html"] == ours["brief.html"]


def test_a_template_of_the_desk_may_use_a_part_of_its_own(tmp_path: Path) -> None:
    templates = own(tmp_path, brief_md_j2="{% include 'head.txt' %}", head_txt="*{{ brief.topic }}*")
    assert render(rich(), templates, TEXTS)["brief.md"] == "*Egypt–Syria rapprochement*"


def test_the_digests_are_of_the_files_in_force(tmp_path: Path) -> None:
    digests = own(tmp_path, brief_css="p { color: red }").digests()
    assert digests["brief.css"] == "sha256:" + sha256(b"p { color: red }")
    assert digests["brief.html.j2"] == SHIPPED.digests()["brief.html.j2"]
    assert set(digests) >= FILES
    assert any(name.startswith("fonts/") for name in digests)


def desk(folder: Path, line: str) -> Path:
    text = (data_folder("seeds") / "egypt-syria.toml").read_text(encoding="utf-8")
    (folder / "desk.toml").write_text(f"{line}\n{text}", encoding="utf-8")
    return folder / "desk.toml"


def test_a_desk_names_its_folder_beside_its_file(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    settings = settings_of({"desk": str(desk(tmp_path, 'templates = "mine"'))}, {}, tmp_path)
    run = prepare(settings, "2016-10-18", date(2016, 10, 18), Cassette())
    assert run.templates.folders == (tmp_path / "mine", data_folder("templates"))


def test_a_folder_that_is_not_there_is_named_with_its_key(tmp_path: Path) -> None:
    settings = settings_of({"desk": str(desk(tmp_path, 'templates = "gone"'))}, {}, tmp_path)
    with pytest.raises(DeskError, match=r"templates: no folder .*gone"):
        prepare(settings, "2016-10-18", date(2016, 10, 18), Cassette())


@pytest.mark.parametrize(
    ("file", "text", "where", "says"),
    [
        ("brief.md.j2", "{{ brief.topic }}\n{{ brief.headline }}\n", "line 2", "headline"),
        ("brief.md.j2", "{{ brief.topic }}\n\n{% if %}\n", "line 3", ""),
        ("brief.md.j2", "\n{{ brief.topic | safe }}\n", "line 2", "safe"),
        ("brief.md.j2", "\n\n{{ ''.__class__ }}\n", "line 3", "unsafe"),
        ("brief.md.j2", "{% include 'part.txt' %}", "part.txt', line 2", "nothing"),
        ("brief.html.j2", "<p>\n{% for x in brief.lines %}{{ x.text + 1 }}{% endfor %}", "line 2", ""),
        ("brief.css", "p {}\n</style><script>1</script>", "line 2", "</"),
        ("brief.css", "p {}\n\n@import 'other.css';", "line 3", "@import"),
        ("brief.css", "p { background: url(https://example.org/p.png) }", "line 1", "example.org"),
        ("brief.css", "p {}\np { background: url('../secret.png') }", "line 2", "secret"),
        ("brief.css", "@font-face { src: url(fonts/gone.woff2) }", "fonts/gone.woff2", ""),
    ],
)
def test_a_fault_names_the_file_and_the_line(tmp_path: Path, file: str, text: str, where: str, says: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    (tmp_path / "part.txt").write_text("first\n{{ brief.nothing }}\n", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        render(rich(), Templates((tmp_path, TEMPLATES)), TEXTS)
    assert where in caught.value.message
    assert says in caught.value.message
    assert where.startswith("fonts/") or str(tmp_path) in caught.value.message


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "brief.md.j2").write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateError, match=re.escape("brief.md.j2")):
        render(rich(), Templates((tmp_path, TEMPLATES)), TEXTS)


def test_no_template_can_print_outside_text_unescaped(tmp_path: Path) -> None:
    template = (
        "{% autoescape false %}{{ brief.topic }}{% set x %}{{ brief.topic }}{% endset %}{{ x }}{% endautoescape %}"
    )
    brief = replace(rich(), topic="<script>alert(1)</script>")
    out = render(brief, own(tmp_path, brief_html_j2=template), TEXTS)["brief.html"]
    assert "<script" not in out


def test_the_gallery_shows_every_template_in_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    own(tmp_path / "mine", brief_md_j2="mine: {{ brief.topic }}\n")
    parser = argparse.ArgumentParser()
    options(parser)
    given = parser.parse_args(["--templates", str(tmp_path / "mine"), "--out", str(tmp_path / "shown")])
    assert given.verb(given) == 0
    index = Path(capsys.readouterr().out.strip()).read_text(encoding="utf-8")
    for name in ("model", "rules", "full", "arabic", "empty"):
        for file in ("brief.html", "brief.md", "brief.json", "brief.pdf"):
            assert f'href="{name}/{file}"' in index
            assert (tmp_path / "shown" / name / file).stat().st_size > 0
        assert (tmp_path / "shown" / name / "brief.md").read_text(encoding="utf-8").startswith("mine: ")
    assert b"%PDF" in (tmp_path / "shown" / "full" / "brief.pdf").read_bytes()[:8]


def test_the_gallery_says_which_folder_is_missing(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    options(parser)
    given = parser.parse_args(["--templates", str(tmp_path / "gone")])
    with pytest.raises(SettingError, match="gone"):
        given.verb(given)
    assert issubclass(TemplateError, OutputError)
