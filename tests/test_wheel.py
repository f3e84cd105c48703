"""The wheel alone, in an empty folder, without the checkout: what it carries and that it runs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader

import briefing

ROOT = Path(briefing.__file__).parents[1]
TRAVELS = ("prompts", "templates", "seeds")
PAGE = {"brief.html.j2", "brief.md.j2", "brief.typ", "brief.css", "brief.schema.json", "gallery/index.html.j2"}

if not (ROOT / "pyproject.toml").is_file():
    pytest.skip("these tests are about a checkout", allow_module_level=True)


def run(command: list[str], folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", "--target", str(target)]
    run([sys.executable, "-m", "pip", "install", *options, str(wheel)], target)
    return target


def alone(installed: Path) -> dict[str, str]:
    """An environment in which `briefing` is the installed one: no checkout, no settings, no keys."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")}
    return {**kept, "PYTHONPATH": str(installed), "HOME": str(installed)}


def test_the_wheel_carries_everything_that_a_run_reads(wheel: Path) -> None:
    files = [path for name in TRAVELS for path in sorted((ROOT / name).rglob("*")) if path.is_file()]
    assert len(files) > 10
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        for path in [*files, ROOT / "requirements.lock"]:
            assert archive.read(f"briefing/_data/{path.relative_to(ROOT).as_posix()}") == path.read_bytes()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"briefing", f"briefing-{briefing.__version__}.dist-info"}
    page = {name.removeprefix("briefing/_data/templates/") for name in names if "/_data/templates/" in name}
    assert page >= PAGE
    assert {Path(name).suffix for name in page if name.startswith("fonts/")} >= {".ttf", ".woff2", ".txt"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".sqlite", ".pyc"))]


def test_the_installed_package_writes_a_brief_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    command = str(installed / "bin" / "briefing")
    run([command, "generate", "--as-of", "2018-12-24"], tmp_path, alone(installed))
    edition = tmp_path / "briefs" / "egypt-syria" / "2018-12-24"
    written = {path.name for path in edition.iterdir()}
    assert {"brief.html", "brief.pdf", "brief.md", "brief.json", "receipt.json"} <= written
    (sheet,) = PdfReader(edition / "brief.pdf").pages
    assert "TLP:CLEAR" in sheet.extract_text()
    faces = {str(font.get_object()["/BaseFont"]).split("+")[1] for font in sheet["/Resources"]["/Font"].values()}
    assert {"BriefingSans-Regular", "BriefingSerif-Regular"} <= faces
    assert [path.name for path in tmp_path.iterdir()] == ["briefs"]
    run([command, "check", str(edition)], tmp_path, alone(installed))


def test_the_installed_package_is_the_one_that_ran(installed: Path, tmp_path: Path) -> None:
    code = "import briefing, briefing.settings as s; print(briefing.__file__, s.data_folder('prompts'), s.lock_file())"
    places = run([sys.executable, "-P", "-c", code], tmp_path, alone(installed)).split()
    assert [Path(place).is_relative_to(installed) for place in places] == [True, True, True]
