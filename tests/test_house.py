"""What CONTRIBUTING.md promises about the code's shape, held against the syntax trees."""

from __future__ import annotations

import ast
import os
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefing
from briefing.desk import Desk, Name, Question, SourceProfile
from briefing.errors import BriefingError
from briefing.settings import READERS
from briefing.types import OriginKind

PACKAGE = Path(briefing.__file__).parent
ROOT = PACKAGE.parent
TREES = {path.relative_to(PACKAGE): ast.parse(path.read_bytes()) for path in sorted(PACKAGE.rglob("*.py"))}
FUNCTIONS = [
    (f"{path}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1)
    for path, tree in TREES.items()
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
]

# Lowest first. A module may import from its own row and from those before it.
ROWS = [
    {"__init__", "apart", "digest", "errors", "model", "strict_json", "threads"},
    {"types", "drafts", "desk", "settings", "templates"},
    {"language"},
    {"chat", "completion", "refusals", "wire", "meter", "llm", "scripted"}
    | {"tape", "mismatch", "cassettes", "prompt_file", "prompt_lock", "prompts"},
    {"structured"},
    {"analyst"},
    {"collect", "split", "archive", "retrieve", "weigh", "evidence", "checks", "verify", "page", "render", "receipts"}
    | {"typeset", "drawings", "exports"},
    {"tradecraft", "calibrate", "lint", "timeline", "saved", "edition", "output", "runs", "session", "pipeline"}
    | {"generate", "progress", "dry_run", "lookup", "doctor", "fit", "gallery", "review", "server"},
    {"cli", "__main__"},
]
RANK = {name: rank for rank, row in enumerate(ROWS) for name in row}
STAGES = ROWS[6]
ONE_STAGE = [
    {"evidence", "checks", "verify"},
    {"page", "render", "typeset", "drawings", "exports"},
]  # stages that are more than one file

ONLY_IN = {
    "litellm": {"llm"},
    "tenacity": {"llm"},
    "vcr": {"cassettes"},
    "jinja2": {"prompts", "render"},
    "sqlite3": {"archive"},
    "tantivy": {"archive"},
    "typst": {"typeset"},
    "starlette": {"server"},
    "uvicorn": {"server"},
}
CLOCKS = ["datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime"]
READS_A_CLOCK = {"cli": CLOCKS, "llm": ["time.time"]}  # Retry-After may be a date
LATE = {"wire"}  # needs a slow library to define itself, and is itself imported late
SLOW = {
    "litellm",
    "vcr",
    "jinja2",
    "yaml",
    "dateparser",
    "nupunkt",
    "tantivy",
    "rich",
    "tenacity",
    "httpx",
    "typst",
    "pypdf",
    "uvicorn",
}


def owner(path: Path) -> str:
    """The part of the package a file belongs to: "archive/rows.py" to "archive", "model/llm.py" to "llm"."""
    inside = path.parts[1:] if path.parts[0] == "model" and path.name != "__init__.py" else path.parts
    return inside[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the package in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_parts(tree: ast.AST) -> set[str]:
    names = [name.replace("briefing.model.", "briefing.") for name in imports(tree)]
    parts = [name.split(".")[1] for name in names if name.startswith("briefing.")]
    return {part if part in RANK else "__init__" for part in parts}


def at_import(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported, TYPE_CHECKING blocks left out."""
    waiting: list[ast.stmt] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]


def uses(tree: ast.AST, dotted: str) -> list[int]:
    return [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Attribute | ast.Name) and ast.unparse(n) == dotted]


@pytest.mark.parametrize("path", TREES, ids=str)
def test_imports_go_downward(path: Path) -> None:
    part = owner(path)
    assert part in RANK, f"say in this test where {part!r} stands"
    upward = {name for name in imported_parts(TREES[path]) if RANK[name] > RANK[part]}
    assert not upward
    if part in STAGES:
        own = next((group for group in ONE_STAGE if part in group), {part})
        assert not (imported_parts(TREES[path]) & STAGES) - own


@pytest.mark.parametrize("path", TREES, ids=str)
def test_one_importer_for_each_library(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(TREES[path])}
    strangers = {library for library, parts in ONLY_IN.items() if library in tops and owner(path) not in parts}
    assert not strangers


@pytest.mark.parametrize("path", TREES, ids=str)
def test_slow_libraries_wait_for_the_function_that_needs_them(path: Path) -> None:
    early = {name for node in at_import(TREES[path]) for name in imports_of(node)}
    assert not [name for name in early if name.startswith(tuple(f"briefing.{late}." for late in LATE))]
    if owner(path) not in LATE:
        assert not {name.split(".")[0] for name in early} & SLOW


def imports_of(node: ast.stmt) -> Iterator[str]:
    return imports(node) if isinstance(node, ast.Import | ast.ImportFrom) else iter(())


@pytest.mark.parametrize("path", TREES, ids=str)
def test_the_world_is_at_the_edge(path: Path) -> None:
    part, tree = owner(path), TREES[path]
    assert not [line for name in CLOCKS if name not in READS_A_CLOCK.get(part, ()) for line in uses(tree, name)]
    if part != "cli":
        assert not [line for name in ("print", "input", "sys.stdout") for line in uses(tree, name)]
    if part != "settings":
        assert not [line for name in ("os.environ", "os.getenv", "os.putenv") for line in uses(tree, name)]


def test_files_and_functions_stay_small() -> None:
    lengths = sorted(length for _, length in FUNCTIONS)
    assert not [name for name, length in FUNCTIONS if length > 60]
    assert statistics.median(lengths) <= 10
    assert lengths[len(lengths) * 9 // 10] <= 30
    lines = {str(path): len((PACKAGE / path).read_bytes().splitlines()) for path in TREES}
    assert not {path: count for path, count in lines.items() if count > 300}


def test_every_module_says_why_it_exists() -> None:
    assert not [str(path) for path, tree in TREES.items() if not ast.get_docstring(tree)]


def errors(kind: type[BriefingError] = BriefingError) -> Iterator[type[BriefingError]]:
    yield kind
    for leaf in kind.__subclasses__():
        yield from errors(leaf)


def test_the_readme_has_every_setting_and_exit_code() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in READERS:
        assert f"| `BRIEFING_{name.upper()}` |" in readme
        assert f"| `{name}` |" in readme or name == "api_key"
    cells = re.findall(r"^\| ([0-9][0-9, –]*) \|", readme, re.MULTILINE)
    spans = [part.split("–") for cell in cells for part in cell.split(", ")]
    codes = {code for span in spans for code in range(int(span[0]), int(span[-1]) + 1)}
    assert {kind.exit_code for kind in errors()} <= codes


def test_contributing_has_every_key_of_a_desk() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    keys = {key for table in (Desk, Question, Name, SourceProfile) for key in table.model_fields}
    keys -= {"digest", "folder"}  # worked out
    assert not [key for key in keys if f"`{key}`" not in text and f"`[[{key}]]`" not in text]
    assert not [kind.value for kind in OriginKind if f"`{kind.value}`" not in text]


def test_the_lock_pins_everything_with_hashes_and_names_no_index() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host|@ ", text)
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert not [entry.split()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]
    locked = {entry.split("==")[0] for entry in entries}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    assert {re.split(r"[<>=!~ ]", name)[0].lower() for name in asked} <= locked


@pytest.mark.parametrize("arguments", [["--help"], ["prompts", "list"], ["check", "--help"]], ids=" ".join)
def test_verbs_without_a_model_never_import_its_library(arguments: list[str], tmp_path: Path) -> None:
    code = (
        "import sys\nfrom briefing.cli import main\n"
        "try:\n    code = main(sys.argv[1:])\nexcept SystemExit as stop:\n    code = stop.code\n"
        "assert not code, code\n"
        "print(sorted({'litellm', 'vcr', 'tantivy', 'dateparser', 'openai'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "[]"
