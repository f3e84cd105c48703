"""The shape of the SQLite file, how it is made, recognised and moved on, and how its faults are worded.

Migrations are numbered and append-only: a released one is never edited. A file that is not ours, is damaged or
comes from a newer version is refused before anything is written to it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from briefing.errors import ArchiveBusy, ArchiveError

APPLICATION_ID = 0x62726965  # "brie"
PATIENCE = 5.0  # seconds to wait for another writer
_MAGIC = b"SQLite format 3\x00"
_CHECKED_WHOLE = 64 * 2**20  # bytes; a larger file is checked as far as it is read

_V1 = (
    # One row for each `add` that stored something: the chain names everything stored so far, which is how an index
    # knows what it was made from.
    "CREATE TABLE batches (seq INTEGER PRIMARY KEY, chain TEXT NOT NULL, resplit INTEGER NOT NULL) STRICT",
    """CREATE TABLE articles (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source_key TEXT NOT NULL, title TEXT NOT NULL,
        publisher TEXT NOT NULL, url TEXT NOT NULL, earliest TEXT, latest TEXT, basis TEXT NOT NULL,
        evidence TEXT NOT NULL, raw BLOB NOT NULL, sha256 TEXT NOT NULL, split TEXT NOT NULL,
        batch INTEGER NOT NULL REFERENCES batches (seq)) STRICT""",
    """CREATE TABLE current (source_key TEXT PRIMARY KEY,
        article INTEGER NOT NULL UNIQUE REFERENCES articles (seq)) STRICT""",
    """CREATE TABLE sentences (
        article INTEGER NOT NULL REFERENCES articles (seq), number INTEGER NOT NULL, start INTEGER NOT NULL,
        "end" INTEGER NOT NULL, part TEXT NOT NULL, paragraph INTEGER NOT NULL,
        PRIMARY KEY (article, number)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE passages (
        key INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles (seq), number INTEGER NOT NULL,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, sentences TEXT NOT NULL, UNIQUE (article, number)) STRICT""",
    "CREATE INDEX articles_batch ON articles (batch)",
    """CREATE TABLE replies (
        key TEXT PRIMARY KEY, text TEXT NOT NULL, prompt TEXT NOT NULL, model TEXT NOT NULL,
        made TEXT NOT NULL) STRICT""",
)
_V2 = (
    """CREATE TABLE calibrations (
        seq INTEGER PRIMARY KEY, made TEXT NOT NULL, model TEXT NOT NULL, content TEXT NOT NULL) STRICT""",
)
_V3 = (
    # The ledger. Rows are added and never changed: the triggers hold even against other programs.
    """CREATE TABLE decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, desk TEXT NOT NULL, subject TEXT NOT NULL, action TEXT NOT NULL,
        reviewer TEXT NOT NULL, made TEXT NOT NULL, content TEXT NOT NULL) STRICT""",
    "CREATE INDEX decisions_subject ON decisions (desk, subject)",
    """CREATE TABLE publications (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, desk TEXT NOT NULL, as_of TEXT NOT NULL, brief TEXT NOT NULL UNIQUE,
        made TEXT NOT NULL, content TEXT NOT NULL) STRICT""",
    *(
        f"""CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table}
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"""
        for table in ("decisions", "publications")
        for event in ("UPDATE", "DELETE")
    ),
)
MIGRATIONS: tuple[tuple[str, ...], ...] = (_V1, _V2, _V3)


@contextlib.contextmanager
def worded(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ArchiveError and ArchiveBusy that name `path`."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise busy(path) from error
        raise ArchiveError(
            f"archive {str(path)!r} can't be used: {error}", "see that its folder exists, is writable and has space"
        ) from error
    except sqlite3.DatabaseError as error:
        raise damaged(path, str(error)) from error
    except OSError as error:
        raise ArchiveError(
            f"archive {str(path)!r} can't be used: {error.strerror}", "see that its folder can be written to"
        ) from error


def busy(path: Path) -> ArchiveBusy:
    """Return the error for an archive that another run is writing to."""
    return ArchiveBusy(f"archive {str(path)!r} is held by another run", "wait for it to end, then try again")


def damaged(path: Path, what: str) -> ArchiveError:
    """Return the error for an archive whose content is broken."""
    return ArchiveError(
        f"archive {str(path)!r} is damaged: {what}",
        "it was left as it is; put back a copy, or move it away and collect the articles again",
    )


def create(path: Path) -> None:
    """Make an empty archive at `path`, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    # The header must carry our marks in the main file, so the log is switched on only afterwards.
    with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _migrate(connection)
        connection.execute("PRAGMA journal_mode = WAL")
    draft.replace(path)


def connect(path: Path) -> sqlite3.Connection:
    """Open the archive at `path`; one of an older version is left as it is (see `outdated`).

    Raises ArchiveError when it is foreign, newer or damaged.
    """
    _recognise(path)
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        _refuse_newer(path, _version(connection))
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if path.stat().st_size <= _CHECKED_WHOLE:
            _check(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def outdated(connection: sqlite3.Connection) -> bool:
    """Return whether migrations are still to be run."""
    return _version(connection) < len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Run the migrations that the file has not had, each whole or not at all."""
    _migrate(connection)


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is stored together or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrate(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        done = _version(connection)
        for number, steps in enumerate(MIGRATIONS[done:], start=done + 1):
            for step in steps:
                connection.execute(step)
            connection.execute(f"PRAGMA user_version = {number}")


def _recognise(path: Path) -> None:
    """Judge by the header's bytes alone: SQLite may write beside a file that it opens."""
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise damaged(path, "it does not begin as an archive does")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise ArchiveError(
            f"{str(path)!r} is another program's database", "it was left as it is; name another file for the archive"
        )
    _refuse_newer(path, int.from_bytes(head[60:64], "big"))


def _refuse_newer(path: Path, version: int) -> None:
    if version > len(MIGRATIONS):
        raise ArchiveError(
            f"archive {str(path)!r} has format {version}; this version reads up to {len(MIGRATIONS)}",
            "it was left as it is; install the newer version of briefing that made it",
        )


def _check(path: Path, connection: sqlite3.Connection) -> None:
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise damaged(path, str(found).splitlines()[-1])
