"""Articles, their sentences and passages, and the replies models gave, kept exactly; search over the passages.

Nothing is acknowledged before it is on disk. Nothing is thrown away: a newer snapshot of a source takes the older
one's place in listings and searches, and the older one can still be had by its id.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from briefing.archive import ledger, reads, schema, writes
from briefing.archive.index import Index, Wanted
from briefing.archive.lock import writing
from briefing.errors import ArchiveError
from briefing.language import terms as language
from briefing.types import Article, Calibration, Decision, Passage, Publication

MOST_TERMS = 1024  # of one search; further ones are not looked for
_GLUED = 0.3  # weight of a term that is only another way of writing the Arabic article


class Archive:
    """One archive file. Any number of threads may use one object, any number of processes one file."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._guard = threading.RLock()
        self._index = Index(path.with_name(path.name + ".index"))
        self._opened = _identity(path)

    @classmethod
    def open(cls, path: Path) -> Archive:
        """Open the archive at `path`, making it (and its folder) when there is none.

        Raises ArchiveError for a file that is foreign, damaged or newer, which is left as it is; ArchiveBusy when
        another run is making it or moving it to a newer format.
        """
        with schema.worded(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if _blank(path):
                with writing(path):
                    if _blank(path):
                        schema.create(path)
            return cls(path, _connect(path))

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was stored stays stored."""
        with self._guard:
            self._connection.close()

    def add(self, articles: Sequence[Article], passages: Mapping[str, Sequence[Passage]]) -> int:
        """Store articles with their passages (by article id), all or none; return how many are new.

        The last snapshot of a source_key becomes the one that is searched. For an article that is already here,
        changed metadata and a changed split replace the old. Raises ArchiveError, ArchiveBusy.
        """
        with self._writing(), schema.transaction(self._connection):
            return writes.add(self._connection, articles, passages)

    def listing(self) -> tuple[reads.Listed, ...]:
        """Return every article that is not superseded, by source key: id, publication date, whether it has text."""
        with self._using() as connection:
            return reads.listing(connection)

    def articles(self, ids: Sequence[str] | None = None) -> tuple[Article, ...]:
        """Return the articles named, in that order (unknown ids left out), or all that are not superseded.

        Raises ArchiveError when a snapshot no longer has its digest.
        """
        with self._using() as connection:
            return reads.articles(connection, self._path, ids)

    def passages(self, article_ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages of the named articles, in that order, each article's by offset."""
        with self._using() as connection:
            return reads.passages(connection, article_ids)

    def search(
        self, terms: Sequence[str], limit: int, among: Collection[str] | None = None
    ) -> tuple[tuple[Passage, float], ...]:
        """Return the `limit` passages that match any of `terms` best, with their BM25 scores; best first.

        A term of several words is a phrase; nothing in a term is syntax. Ties stand by article id, then passage
        number. With `among`, only passages of those articles. Raises ArchiveError, ArchiveBusy.
        """
        return self._search(terms, limit, among, counted=False)

    def holding(self, terms: Sequence[str], limit: int, among: Collection[str]) -> tuple[tuple[Passage, float], ...]:
        """Return the `limit` passages of some articles that hold most of `terms`, with how many; most first.

        No other passage has a part in it, so what else the archive holds changes nothing. Otherwise as `search`.
        """
        return self._search(terms, limit, among, counted=True)

    def _search(
        self, terms: Sequence[str], limit: int, among: Collection[str] | None, *, counted: bool
    ) -> tuple[tuple[Passage, float], ...]:
        wanted = _wanted(terms)
        if limit < 1 or not wanted:
            return ()
        with self._using():
            self._catch_up()
            depth = max(64, 2 * limit)
            while True:
                hits = self._find(wanted, depth, counted=counted)
                ranked = self._ranked(hits, among)
                if len(hits) < depth or (len(ranked) >= limit and ranked[limit - 1][1] > hits[-1][0]):
                    return tuple(ranked[:limit])
                depth *= 4

    def rebuild_index(self) -> None:
        """Make the search index again from the stored passages. Raises ArchiveError, ArchiveBusy."""
        with self._writing():
            self._index.rebuild(reads.texts(self._connection, 0), *reads.head(self._connection))

    def get_reply(self, key: str) -> str | None:
        """Return the reply kept under `key`, or None."""
        with self._using() as connection:
            return reads.reply(connection, key)

    def put_reply(self, key: str, text: str, meta: Mapping[str, str]) -> None:
        """Keep a reply under `key`, in place of an earlier one; `meta` may name its prompt, model and made (when)."""
        with self._using() as connection, schema.transaction(connection):
            writes.put_reply(connection, key, text, meta)

    def add_calibration(self, calibration: Calibration) -> None:
        """Keep the measured error of the checks, beside what was measured before. Raises ArchiveError, ArchiveBusy."""
        with self._using() as connection, schema.transaction(connection):
            writes.add_calibration(connection, calibration)

    def last_calibration(self, model: str) -> Calibration | None:
        """Return what was measured last with `model` ("": by code alone), None when nothing was."""
        with self._using() as connection:
            return reads.last_calibration(connection, model)

    def decide(self, decisions: Sequence[tuple[Decision, int]]) -> tuple[int, ...]:
        """Add decisions to the ledger, all or none, and return their ids; when it returns they are on disk.

        With each stands the id of the last decision on its subject that the reviewer had seen, 0 for none. Raises
        DecisionConflict when there is a later one; ArchiveError, ArchiveBusy.
        """
        with self._in_place() as connection, schema.transaction(connection):
            return tuple(ledger.decide(connection, decision, seen) for decision, seen in decisions)

    def decisions(self, desk_id: str, after: int = 0) -> tuple[Decision, ...]:
        """Return the decisions on sentences of a desk whose ids are greater than `after`, the first one taken first."""
        with self._using() as connection:
            return ledger.decisions(connection, desk_id, after)

    def publish(self, publication: Publication) -> None:
        """Add a published edition to the ledger; one that is in it already is left as it is."""
        with self._in_place() as connection, schema.transaction(connection):
            ledger.publish(connection, publication)

    def published(self, brief: str) -> Publication | None:
        """Return the publication of the edition whose brief.json has this digest, None when it was not published."""
        with self._using() as connection:
            return ledger.published(connection, brief)

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._guard, schema.worded(self._path):
            yield self._connection

    @contextmanager
    def _in_place(self) -> Iterator[sqlite3.Connection]:
        """Refuse to write where nobody would find it: SQLite goes on with a file that was removed or replaced."""
        with self._using() as connection:
            if _identity(self._path) != self._opened:
                raise ArchiveError(
                    f"archive {str(self._path)!r} was removed or replaced since it was opened",
                    "nothing was written; put it back and start again",
                )
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._using(), writing(self._path):
            yield

    def _catch_up(self) -> None:
        """Bring the index to the archive's last batch: by what is missing when that is sure to be enough, else anew."""
        if self._is_current():
            return
        with writing(self._path):
            self._index.load()
            if self._is_current():
                return
            head, stamp = reads.head(self._connection), self._index.stamp
            if stamp is not None and reads.continues(self._connection, stamp.seq, stamp.chain):
                self._index.extend(reads.texts(self._connection, stamp.seq), *head)
            else:
                self._index.rebuild(reads.texts(self._connection, 0), *head)

    def _is_current(self) -> bool:
        if self._index.stamp is None:
            self._index.load()
        stamp = self._index.stamp
        return stamp is not None and (stamp.seq, stamp.chain) == reads.head(self._connection)

    def _find(self, wanted: Sequence[Wanted], depth: int, *, counted: bool) -> list[tuple[float, int]]:
        try:
            return self._index.find(wanted, depth, counted=counted)
        except (ValueError, OSError) as error:
            raise ArchiveError(
                f"the search index {str(self._index.folder)!r} fails: {error}",
                "delete that folder; it is made again from the archive",
            ) from error

    def _ranked(self, hits: Sequence[tuple[float, int]], among: Collection[str] | None) -> list[tuple[Passage, float]]:
        found = reads.searchable(self._connection, [key for _, key in hits])
        scored = [(found[key], score) for score, key in hits if key in found]
        kept = [(p, score) for p, score in scored if among is None or p.article_id in among]
        return sorted(kept, key=lambda hit: (-hit[1], hit[0].article_id, hit[0].number))


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at a path, None for none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _blank(path: Path) -> bool:
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def _connect(path: Path) -> sqlite3.Connection:
    connection = schema.connect(path)
    try:
        if schema.outdated(connection):
            with writing(path):
                schema.migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _wanted(terms: Sequence[str]) -> tuple[Wanted, ...]:
    """Each distinct term once, then what its words may mean by their Arabic article."""
    phrases = dict.fromkeys(words for words in map(language.terms, terms) if words)
    others = dict.fromkeys((word,) for term in terms for word in language.glued(term))
    wanted = [Wanted(words) for words in phrases]
    wanted += [Wanted(words, _GLUED) for words in others if words not in phrases]
    return tuple(wanted[:MOST_TERMS])
