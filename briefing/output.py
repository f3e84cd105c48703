"""An edition's folder, written whole or not at all.

The new files are written beside the folder, forced to disk, and then the two folders change places in one
step. A crash, a full disk or an unwritable file leaves the edition that was there as it was. The folder
belongs to the program: what else lies in it does not survive the next edition. A published edition is read-only, and
no other takes its place.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing.errors import OutputError, Published

_HERE = -100  # AT_FDCWD: paths are relative to the working folder
_SWAP = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
_EDITION = re.compile(r"\d{4}-\d\d-\d\d(?:\.\d+)?")
_NO_SWAP = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV}


def write_edition(folder: Path, files: Mapping[str, bytes], *, final: bool = False) -> None:
    """Replace what `folder` holds by `files` (plain file names to bytes); a `final` edition is made read-only.

    Raises OutputError when anything can't be written; the folder then holds what it held before (or, when
    only the last forcing to disk failed, the new edition whole). Raises Published when it holds a final edition.
    """
    try:
        _write(Path(os.path.realpath(folder)), files, final=final)
    except OSError as error:
        place = error.filename or str(folder)
        raise OutputError(
            f"can't write the edition {str(folder)!r}: {error.strerror or error} ({str(place)!r})",
            "free some space or name a folder you may write to with --out; what is there now is whole",
        ) from error


def frozen(folder: Path) -> bool:
    """Return whether a folder holds a final edition: nobody may write to its brief.json, whoever runs this."""
    try:
        return not (folder / "brief.json").stat().st_mode & 0o222
    except OSError:
        return False


def published(folder: Path) -> Published:
    """Return the error for an edition that was published and is to be changed."""
    return Published(
        f"the edition {str(folder)!r} is published",
        "it stays as it is; decide on its sentences again, then `briefing publish FOLDER --correct WHAT-WAS-WRONG`",
    )


def editions(folder: Path) -> tuple[Path, ...]:
    """Return the folders of a desk's editions, oldest first; a correction (DATE.1) stands in for what it corrects."""
    found = (path for path in folder.glob("????-??-??*") if _EDITION.fullmatch(path.name) and path.is_dir())
    ordered = sorted(found, key=lambda path: (path.name[:10], int(path.suffix[1:] or 0)))
    return tuple({path.name[:10]: path for path in ordered}.values())


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises OutputError when that, or writing into it, is not allowed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"can't make the folder {str(folder)!r}: {error.strerror or error}", "name a folder you may write to"
        ) from error
    if not os.access(folder, os.W_OK):
        raise OutputError(f"can't write into the folder {str(folder)!r}", "name a folder you may write to")


def _write(folder: Path, files: Mapping[str, bytes], *, final: bool) -> None:
    for name in files:
        if name != Path(name).name or name in {"", ".", ".."}:
            raise OutputError(f"{name!r} is not a plain file name", "an edition's files lie directly in its folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _locked(folder.parent):
        if frozen(folder):
            raise published(folder)
        staged, former = _tidied(folder)
        try:
            _stage(staged, files, 0o444 if final else 0o666)
            _put(staged, folder, former)
            if final:  # only now: a folder that can't be written to could not be cleared away after a failure
                folder.chmod(0o555)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
            shutil.rmtree(former, ignore_errors=True)


@contextmanager
def _locked(parent: Path) -> Iterator[None]:
    """Hold the parent folder against other runs; the system lets go of it when a run is killed."""
    handle = os.open(parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
        os.fsync(handle)
    finally:
        os.close(handle)


def _tidied(folder: Path) -> tuple[Path, Path]:
    """Remove what a killed run left beside the folder, and bring back an edition it had moved aside."""
    staged, former = (folder.with_name(f".{folder.name}.{word}") for word in ("staged", "former"))
    if former.exists() and not folder.exists():
        former.rename(folder)
    for left in (staged, former):
        if left.exists():
            shutil.rmtree(left)
    return staged, former


def _stage(staged: Path, files: Mapping[str, bytes], mode: int) -> None:
    staged.mkdir()
    for name in sorted(files):
        _write_file(staged / name, files[name], mode)
    _sync(staged)


def _write_file(path: Path, data: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put(staged: Path, folder: Path, former: Path) -> None:
    if not folder.exists():
        staged.rename(folder)
        return
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    try:
        _exchange(staged, folder)
    except OSError as error:
        if error.errno not in _NO_SWAP:
            raise
        _move_aside(staged, folder, former)


def _exchange(one: Path, other: Path) -> None:
    """Let two folders change places in one step (renameat2 on Linux, renamex_np on macOS)."""
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        result = library.renameat2(_HERE, names[0], _HERE, names[1], _SWAP)
    elif sys.platform == "darwin":
        result = library.renamex_np(*names, _SWAP)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(other))
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))


def _move_aside(staged: Path, folder: Path, former: Path) -> None:
    """Where folders can't change places: two renames. A kill between them is mended by the next run."""
    folder.rename(former)
    try:
        staged.rename(folder)
    except OSError:
        with suppress(OSError):
            former.rename(folder)
        raise
