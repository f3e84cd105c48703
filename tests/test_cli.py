"""The command line as its user meets it: verbs, files, streams, exit codes. Nothing here has a key or a network."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.settings import data_folder

SEEDS = data_folder("seeds")
DAY = "2018-12-24"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("BRIEFING_") or name.endswith("_API_KEY"):
            monkeypatch.delenv(name)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a desk file of one's own, with the seed articles beside it."""
    shutil.copytree(SEEDS, tmp_path / "own")
    return tmp_path / "own" / "egypt-syria.toml"


@pytest.fixture
def closed_port() -> Iterator[str]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        yield f"http://127.0.0.1:{held.getsockname()[1]}/v1"


def edition(day: str = DAY, out: str = "briefs") -> Path:
    return Path(out) / "egypt-syria" / day


def saved(folder: Path) -> dict[str, object]:
    table: dict[str, object] = json.loads((folder / "brief.json").read_text())
    return table


def test_generate_writes_the_edition_and_prints_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "--as-of", DAY]) == 0
    out, err = capsys.readouterr()
    assert out.strip() == str(edition() / "brief.html")
    for name in ("brief.html", "brief.md", "brief.json", "receipt.json"):
        assert (edition() / name).stat().st_size > 0
    assert "cost: $0" in err
    assert main(["check", str(edition())]) == 0


def test_as_of_is_today_unless_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["as_of"] == Path(shown["folder"]).name
    assert shown["as_of"] > "2026"


@pytest.mark.parametrize("day", ["2015-09-06", "2014-01-01"])
def test_nothing_usable_is_a_page_that_says_so(day: str) -> None:
    assert main(["generate", "--as-of", day]) == 0
    table = saved(edition(day))
    assert table["sentences"] == []
    assert sum(dict(table["held_out"]).values()) == 5  # type: ignore[call-overload]
    page = (edition(day) / "brief.html").read_text()
    assert "Mada Masr" not in page, "an exclusion note gives counts only"
    assert main(["check", str(edition(day))]) == 0


@pytest.mark.parametrize(
    ("day", "publishers"),
    [
        ("2015-09-18", {"NOW Lebanon"}),
        ("2016-10-17", {"NOW Lebanon", "Mada Masr", "Daily Sabah"}),
        ("2016-10-18", {"NOW Lebanon", "Mada Masr", "Daily Sabah", "Middle East Observer"}),
    ],
)
def test_nothing_later_than_the_cut_off_reaches_the_page(day: str, publishers: set[str]) -> None:
    assert main(["generate", "--as-of", day]) == 0
    table = saved(edition(day))
    assert {source["publisher"] for source in table["sources"]} <= publishers  # type: ignore[attr-defined]
    receipt = json.loads((edition(day) / "receipt.json").read_text())
    assert len(receipt["articles"]) == len(publishers)


def test_the_next_edition_says_what_it_follows() -> None:
    assert main(["generate", "--as-of", "2016-10-18"]) == 0
    assert main(["generate", "--as-of", DAY]) == 0
    assert saved(edition())["edition"] == "Follows the edition of 18 October 2016"
    assert main(["generate", "--as-of", "2016-10-18"]) == 0
    assert saved(edition("2016-10-18"))["edition"] == "Initial coverage"


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    """Time zone, locale, hash seed, concurrency, folder and file order change nothing in any output."""
    differing = [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "BRIEFING_CONCURRENCY": "1"},
        {"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "BRIEFING_CONCURRENCY": "8"},
    ]
    made = []
    for number, variables in enumerate(differing):
        out = tmp_path / f"run{number}"
        run(["generate", "--as-of", DAY, "--out", str(out)], tmp_path, variables)
        made.append({path.name: path.read_bytes() for path in (out / "egypt-syria" / DAY).iterdir()})
    assert made[0] == made[1]


def run(arguments: Sequence[str], folder: Path, variables: dict[str, str] | None = None) -> str:
    root = Path(__file__).parent.parent
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder / "home"), "PYTHONPATH": str(root)} | (
        variables or {}
    )
    command = [sys.executable, "-W", "error", "-m", "briefing.cli", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_day_generated_twice_reads_its_articles_once_and_loses_nothing() -> None:
    assert main(["generate", "--as-of", DAY]) == 0
    first = (edition() / "brief.json").read_bytes()
    assert main(["generate", "--as-of", DAY]) == 0
    assert (edition() / "brief.json").read_bytes() == first


def test_check_names_what_differs(capsys: pytest.CaptureFixture[str]) -> None:
    main(["generate", "--as-of", DAY])
    page = edition() / "brief.md"
    page.write_text(page.read_text().replace("Mamlouk", "Mamluk", 1))
    capsys.readouterr()
    assert main(["check", str(edition())]) == 70
    assert "brief.md" in capsys.readouterr().out


def test_search_finds_passages_up_to_the_cut_off(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--as-of", "2015-09-18", "--json", "consul general"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "Ahmed Helmy" in found["passages"][0]["text"]
    assert main(["search", "--as-of", "2015-09-06", "--json", "consul general"]) == 0
    assert json.loads(capsys.readouterr().out)["passages"] == []


def test_a_dry_run_reads_the_prices_and_writes_no_edition(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "--as-of", DAY, "--dry-run", "--json", "--model", "gpt-4o-mini"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert len(plan["articles"]) == 5
    assert plan["calls"] >= 8
    assert plan["prompt_tokens"] > 5_000
    assert 0 < float(plan["cost"]) < 1
    assert not edition().exists()


def only(own: Path, content: bytes | None) -> None:
    """Leave the desk's folder with this one file, x.txt, or with none."""
    articles = own.parent / "articles"
    for path in articles.iterdir():
        path.unlink()
    if content is not None:
        (articles / "x.txt").write_bytes(content)


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (None, 10, "articles"),
        ("Caf\xe9".encode("latin-1"), 12, "x.txt"),
        (b"Egypt " * 2_000_000, 13, "x.txt"),
        (b"Egypt\n" * 30_000, 13, "x.txt"),
    ],
)
def test_articles_that_cannot_be_used(
    own: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, code: int, says: str
) -> None:
    only(own, content)
    assert main(["generate", "--desk", str(own), "--as-of", DAY]) == code
    err = capsys.readouterr().err
    assert says in err
    assert "hint:" in err
    assert not edition().exists(), "nothing half-written"


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (("topic =", "topics ="), 21, "topics"),
        (('id = "egypt-syria"', "id = egypt"), 20, "not TOML"),
        (('tlp = "TLP:CLEAR"', 'tlp = "TLP:WHITE"'), 20, "tlp"),
        (('kind = "state agency"', 'kind = "state agency"\nletter = "B"'), 20, "reason"),
    ],
)
def test_desk_files_that_cannot_be_used(
    own: Path, capsys: pytest.CaptureFixture[str], change: tuple[str, str], code: int, says: str
) -> None:
    own.write_text(own.read_text().replace(*change, 1))
    assert main(["generate", "--desk", str(own), "--as-of", DAY]) == code
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["generate", "--as-of", "2018-02-30"], 2, "2018-02-30"),
        (["generate", "--as-of", "yesterday"], 2, "yesterday"),
        (["generate", "--desk", "nowhere.toml"], 20, "nowhere.toml"),
        (["generate", "--replay", "nowhere.yaml"], 50, "nowhere.yaml"),
        (["generate", "--concurrency", "0"], 2, "concurrency"),
        (["check", "nowhere"], 70, "nowhere"),
        (["generate", "--record", "day.yaml"], 2, "--model"),
        (["generate", "--model", "openai/x", "--record", "/proc/nowhere/day.yaml"], 80, "/proc/nowhere"),
        (["generate", "--out", "/proc/nowhere"], 80, "/proc/nowhere"),
        (["prompts", "show", "extract_claim"], 31, "extract_claims"),
    ],
)
def test_commands_that_cannot_be_carried_out(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, says: str
) -> None:
    assert main(arguments) == code
    assert says in capsys.readouterr().err


def test_an_unreachable_model_leaves_a_labelled_rules_brief(
    closed_port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("briefing.toml").write_text("deadline = 2\nretries = 1\n")
    code = main(["generate", "--as-of", DAY, "--model", "openai/none", "--api-base", closed_port])
    assert code == 41
    table = saved(edition())
    assert dict(table["disclosure"])["analyst"] == "rules"  # type: ignore[call-overload]
    assert "openai/none" in (edition() / "brief.html").read_text()
    assert "hint:" in capsys.readouterr().err
    assert main(["check", str(edition())]) == 0


@pytest.fixture
def silent_server() -> Iterator[str]:
    """An address that takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(16)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Undo, for programs started meanwhile, what a shell does to those in its background: they ignore an interrupt."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_run_stopped_at_the_keyboard_ends_at_once_and_leaves_nothing_half_written(
    silent_server: str, tmp_path: Path
) -> None:
    root = Path(__file__).parent.parent
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"}
    arguments = ["generate", "--as-of", DAY, "--model", "openai/none", "--api-base", silent_server]
    command = [sys.executable, "-m", "briefing.cli", *arguments]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as run:
        try:
            assert run.stderr is not None
            for line in run.stderr:
                if line.startswith("reading 0/"):
                    break
            run.send_signal(signal.SIGINT)
            _, rest = run.communicate(timeout=90)
        finally:
            run.kill()
    assert run.returncode == 130
    assert "stopped" in rest
    assert not (tmp_path / "briefs" / "egypt-syria").exists()


def test_an_article_without_a_date_is_counted_on_the_page_and_named_to_whoever_runs_it(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only(own, b"Mamlouk in Cairo\n\nAli Mamlouk of Syria visited Cairo in Egypt for talks on Monday, SANA said.\n")
    assert main(["generate", "--desk", str(own), "--as-of", DAY]) == 0
    assert "x.txt" in capsys.readouterr().err
    assert dict(saved(edition())["held_out"])["undated"] == 1  # type: ignore[call-overload]
    assert "x.txt" not in (edition() / "brief.html").read_text()


def test_doctor_says_when_no_key_is_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--model", "openai/gpt-5-mini"]) == 1
    assert "BRIEFING_API_KEY" in capsys.readouterr().out
    assert main(["doctor"]) == 0


def test_a_budget_without_a_price_is_refused(closed_port: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["generate", "--as-of", DAY, "--model", "openai/none", "--api-base", closed_port, "--budget", "1"]
    assert main(arguments) == 2
    assert "price" in capsys.readouterr().err


def test_a_budget_stops_before_the_call_that_would_pass_it(
    closed_port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["generate", "--as-of", DAY, "--model", "gpt-4o", "--api-base", closed_port, "--budget", "0.001"]
    assert main(arguments) == 43
    assert "budget" in capsys.readouterr().err
    assert not edition().exists()


@pytest.mark.parametrize(
    "arguments", [["--help"], ["generate", "--help"], ["search", "--as-of", DAY], ["prompts", "list"], ["doctor"]]
)
def test_verbs_without_a_model_do_not_load_a_model_client(tmp_path: Path, arguments: list[str]) -> None:
    code = (
        "import sys; from briefing.cli import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: pass\n"
        "slow = {'litellm', 'openai', 'vcr'} & set(sys.modules)\n"
        "assert not slow, slow"
    )
    root = Path(__file__).parent.parent
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_key_is_never_printed_or_written(
    closed_port: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    canary = "sk-canary-7f3a9c51d2e8"
    monkeypatch.setenv("BRIEFING_API_KEY", canary)
    Path("briefing.toml").write_text("deadline = 2\nretries = 0\n")
    main(["doctor"])
    main(["generate", "--as-of", DAY, "--model", "openai/none", "--api-base", closed_port, "--json"])
    main(["generate", "--as-of", DAY, "--dry-run", "--model", "openai/none"])
    out, err = capsys.readouterr()
    assert canary not in out + err
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert canary.encode() not in path.read_bytes(), path


def test_a_second_desk_needs_no_code(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "one.txt").write_text(
        "Ministers agree tariff\n\n3 May 2024\n\n"
        "Ministers from Norland and Sudland agreed a tariff of 12 percent on steel, Norland's ministry said.\n\n"
        "The Sudland Steel Union said on Thursday that the tariff would cost 4,000 jobs in Sudland.\n"
    )
    (folder / "steel.toml").write_text(
        'id = "steel"\ntopic = "Steel tariff"\nkey_question = "Will Norland and Sudland keep the tariff?"\n'
        'terms = ["tariff", "steel", "Norland", "Sudland"]\n'
        '[[questions]]\ntext = "What was agreed?"\nterms = ["agreed", "tariff"]\n'
        '[[places]]\nname = "Norland"\n[[places]]\nname = "Sudland"\n'
    )
    assert main(["generate", "--desk", str(folder / "steel.toml"), "--as-of", "2024-05-04"]) == 0
    page = (Path("briefs") / "steel" / "2024-05-04" / "brief.md").read_text()
    assert "12 percent" in page
