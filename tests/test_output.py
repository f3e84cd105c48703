"""An edition is there whole or not at all: after a kill, a full disk, a failing call."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing import output
from briefing.errors import OutputError
from briefing.output import write_edition

OLD = {"brief.html": b"old page", "brief.json": b"{}\n", "old-only.txt": b"x"}
NEW = {"brief.html": b"new page" * 9000, "brief.json": b'{"new": 1}\n', "receipt.json": b"[]\n"}

WRITER = """
import sys
from pathlib import Path
from briefing.output import write_edition
folder, number = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    number += 1
    sizes = {"a.txt": 1, "b.txt": 50000, "c.txt": 7}
    write_edition(folder, {name: str(number).encode() * size for name, size in sizes.items()})
"""


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir() if path != folder)


def test_a_first_edition_is_written_with_its_parents(tmp_path: Path) -> None:
    folder = tmp_path / "briefs" / "desk" / "2018-12-24"
    write_edition(folder, NEW)
    assert held(folder) == NEW
    assert beside(folder) == []


def test_a_new_edition_replaces_the_old_one_whole(tmp_path: Path) -> None:
    folder = tmp_path / "2018-12-24"
    write_edition(folder, OLD)
    write_edition(folder, NEW)
    assert held(folder) == NEW
    assert beside(folder) == []


def test_the_files_can_be_read_as_any_others(tmp_path: Path) -> None:
    write_edition(tmp_path / "e", NEW)
    (tmp_path / "plain.txt").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    assert (tmp_path / "e" / "brief.html").stat().st_mode == (tmp_path / "plain.txt").stat().st_mode
    assert (tmp_path / "e").stat().st_mode == (tmp_path / "folder").stat().st_mode


def test_what_a_killed_run_left_is_cleaned_up(tmp_path: Path) -> None:
    folder = tmp_path / "2018-12-24"
    write_edition(folder, OLD)
    (tmp_path / ".2018-12-24.staged").mkdir()
    (tmp_path / ".2018-12-24.staged" / "half.txt").write_bytes(b"ha")
    (tmp_path / ".2018-12-25.staged").mkdir()  # another edition's
    write_edition(folder, NEW)
    assert held(folder) == NEW
    assert beside(folder) == [".2018-12-25.staged"]


def test_an_edition_that_was_moved_aside_is_brought_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "2018-12-24"
    write_edition(tmp_path / ".2018-12-24.former", OLD)
    monkeypatch.setattr(output, "_stage", failing(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(OutputError):
        write_edition(folder, NEW)
    assert held(folder) == OLD
    assert beside(folder) == []


@pytest.mark.parametrize("name", ["../out.txt", "a/b.txt", "", ".", "..", "/etc/x"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="plain file name"):
        write_edition(tmp_path / "e", {name: b""})
    assert not (tmp_path / "e").exists()


# Calls of each kind until the folders change places: one per file, one or two for the folders.
BEFORE_SWAP = {"write": 3, "fsync": 4, "open": 5}


def failing(error: OSError):
    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.mark.parametrize("call", ["write", "fsync", "open"])
@pytest.mark.parametrize("turn", range(6))
def test_each_failing_call_leaves_the_old_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, turn: int
) -> None:
    folder = tmp_path / "2018-12-24"
    write_edition(folder, OLD)
    real, calls = getattr(os, call), []

    def flaky(*args, **kwargs):
        calls.append(args)
        if len(calls) == turn + 1:
            raise OSError(errno.EIO, "Input/output error")
        return real(*args, **kwargs)

    monkeypatch.setattr(os, call, flaky)
    failed = False
    try:
        write_edition(folder, NEW)
    except OutputError as error:
        failed = "Input/output error" in error.message
    monkeypatch.undo()
    before = turn < BEFORE_SWAP[call]
    assert held(folder) == (OLD if before else NEW)
    assert failed == (before or (call, turn) == ("fsync", 4))
    write_edition(folder, NEW)
    assert beside(folder) == []


def test_fsync_is_never_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def broken(handle):
        calls.append(handle)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OutputError):
        write_edition(tmp_path / "e", NEW)
    assert len(calls) == 1


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.ENOSPC])
def test_a_failing_swap_leaves_the_old_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    folder = tmp_path / "2018-12-24"
    write_edition(folder, OLD)
    monkeypatch.setattr(output, "_exchange", failing(OSError(number, os.strerror(number))))
    with pytest.raises(OutputError):
        write_edition(folder, NEW)
    assert held(folder) == OLD
    assert beside(folder) == []


def test_without_a_swap_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "2018-12-24"
    write_edition(folder, OLD)
    monkeypatch.setattr(output, "_exchange", failing(OSError(errno.ENOSYS, "Function not implemented")))
    write_edition(folder, NEW)
    assert held(folder) == NEW
    assert beside(folder) == []


def test_without_a_swap_a_failing_rename_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "2018-12-24"
    write_edition(folder, OLD)
    real = Path.rename

    def flaky(self, target):
        if self.name.endswith(".staged"):
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(output, "_exchange", failing(OSError(errno.ENOSYS, "Function not implemented")))
    monkeypatch.setattr(Path, "rename", flaky)
    with pytest.raises(OutputError):
        write_edition(folder, NEW)
    assert held(folder) == OLD
    assert beside(folder) == []


def test_a_disk_without_room_leaves_the_old_edition(tmp_path: Path) -> None:
    folder = tmp_path / "2018-12-24"
    write_edition(folder, OLD)
    program = "import sys; from pathlib import Path; from briefing.output import write_edition; "
    program += "write_edition(Path(sys.argv[1]), {'a.txt': b'a', 'b.txt': b'b' * 100000})"

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))

    done = subprocess.run(
        [sys.executable, "-B", "-c", program, str(folder)],
        preexec_fn=no_room,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "OutputError: can't write the edition" in done.stderr
    assert held(folder) == OLD
    assert beside(folder) == []


def test_a_file_in_the_way_is_an_error_and_stays(tmp_path: Path) -> None:
    (tmp_path / "e").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        write_edition(tmp_path / "e", NEW)
    assert (tmp_path / "e").read_text(encoding="utf-8") == "mine"
    with pytest.raises(OutputError):
        write_edition(tmp_path / "e" / "below", NEW)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    with pytest.raises(OutputError):
        write_edition(tmp_path / "shut" / "e", NEW)


def test_a_linked_folder_stays_linked(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_edition(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert held(tmp_path / "real") == NEW


def test_a_kill_at_any_moment_leaves_one_whole_edition(tmp_path: Path) -> None:
    folder = tmp_path / "2018-12-24"
    seen = set()
    for turn in range(20):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        with writer.stdout as ready:
            ready.readline()
            time.sleep(0.002 + turn * 0.0031)
            writer.send_signal(signal.SIGKILL)
            writer.wait()
        if folder.exists():
            files = held(folder)
            number = files["a.txt"]
            assert files == {"a.txt": number, "b.txt": number * 50000, "c.txt": number * 7}
            seen.add((turn, number))
    assert len(seen) > 10
    write_edition(folder, NEW)
    assert beside(folder) == []


def test_two_writers_at_once_leave_one_whole_edition(tmp_path: Path) -> None:
    folder = tmp_path / "2018-12-24"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE) for _ in range(2)]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    time.sleep(0.3)
    assert [writer.poll() for writer in writers] == [None, None], "neither fell over the other"
    for writer in writers:
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
    number = (folder / "a.txt").read_bytes()
    assert held(folder) == {"a.txt": number, "b.txt": number * 50000, "c.txt": number * 7}
