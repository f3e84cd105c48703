"""The full-text index: a tantivy folder derived from the archive, thrown away and made again whenever in doubt.

It knows passages by their key in the archive and holds no text. `stamp.json` says what it was made from and the
checksum of every file, and is written last: files that a change cut short, or anything else, altered don't fit it.
Nothing is ever deleted from an index: what a passage scores depends on what the archive holds, not on how it came in.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from briefing.errors import ArchiveError
from briefing.language import terms as language

VERSION = f"1.{language.FOLD}"  # of the index's schema and of the folding
_HEAP = 64_000_000  # bytes the writer may use


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index holds: the archive's last batch in it, that batch's chain, and the number of passages."""

    seq: int
    chain: str
    passages: int
    folder: str = ""
    version: str = VERSION


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that must follow one another, and how much finding them counts."""

    words: tuple[str, ...]
    boost: float = 1.0


class Index:
    """An index folder. Only the holder of the archive's lock may call `extend` and `rebuild`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened: Any = None
        self.stamp: Stamp | None = None

    def load(self) -> None:
        """Open what is on disk; `stamp` stays None when it is missing, damaged or of another version."""
        self.stamp, self._opened = None, None
        stamp = _read_stamp(self.folder)
        if stamp is None:
            return
        opened = _open(self.folder / stamp.folder)
        if opened is not None and opened.searcher().num_docs == stamp.passages:
            self.stamp, self._opened = stamp, opened

    def extend(self, rows: Iterable[tuple[int, str]], seq: int, chain: str) -> None:
        """Add passages (key, text) to the loaded index and stamp it."""
        stamp = self.stamp
        if stamp is None:
            raise ArchiveError("the search index is not loaded", "build it again")
        self.stamp = None
        self._write(stamp.folder, rows, seq, chain)

    def rebuild(self, rows: Iterable[tuple[int, str]], seq: int, chain: str) -> None:
        """Make the index anew from all passages (key, text), then drop the old one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        taken = {entry.name for entry in self.folder.iterdir()}
        name = next(str(n) for n in range(1, len(taken) + 2) if str(n) not in taken)
        (self.folder / name).mkdir()
        self._write(name, rows, seq, chain)
        for old in sorted(taken - {"stamp.json"}):
            shutil.rmtree(self.folder / old, ignore_errors=True)

    def find(self, wanted: Sequence[Wanted], depth: int, *, counted: bool = False) -> list[tuple[float, int]]:
        """Return up to `depth` best (score, passage key), any of `wanted` matching; best first.

        The score is BM25's, which every passage of the index has a part in; `counted`, it is how many of `wanted` a
        passage holds, which is its own alone.
        """
        import tantivy

        if not wanted or self.stamp is None or self.stamp.passages == 0:
            return []
        schema = self._opened.schema
        query = _counted if counted else _query
        clauses = [(tantivy.Occur.Should, query(schema, w)) for w in wanted]
        searcher = self._opened.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(clauses), min(depth, self.stamp.passages), count=False).hits
        keys = searcher.fast_field_values("key", [address for _, address in hits])
        return [(round(score, 4), int(key)) for (score, _), key in zip(hits, keys, strict=True)]

    def _write(self, name: str, rows: Iterable[tuple[int, str]], seq: int, chain: str) -> None:
        try:
            self._opened = _fill(self.folder / name, rows)
        except ValueError as error:
            raise ArchiveError(
                f"the search index {str(self.folder)!r} can't be written: {error}", "see that the disk has space"
            ) from error
        self.stamp = Stamp(seq, chain, self._opened.searcher().num_docs, name)
        _write_stamp(self.folder, self.stamp)


def _fill(folder: Path, rows: Iterable[tuple[int, str]]) -> Any:
    """Add passages to the tantivy index in `folder`, wait until its files have settled, and return it."""
    import tantivy

    index = tantivy.Index(_schema(), path=str(folder), reuse=True)
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for key, text in rows:
        document = tantivy.Document(text=" ".join(language.terms(text)))
        document.add_unsigned("key", key)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", fast=True)
    builder.add_text_field("text", tokenizer_name="whitespace")
    return builder.build()


def _query(schema: Any, wanted: Wanted) -> Any:
    from tantivy import Query

    query = _match(schema, wanted)
    return query if wanted.boost == 1.0 else Query.boost_query(query, wanted.boost)


def _counted(schema: Any, wanted: Wanted) -> Any:
    from tantivy import Query

    return Query.const_score_query(_match(schema, wanted), wanted.boost)


def _match(schema: Any, wanted: Wanted) -> Any:
    from tantivy import Query

    words = list(wanted.words)
    one = len(words) == 1
    return Query.term_query(schema, "text", words[0]) if one else Query.phrase_query(schema, "text", words)


def _open(folder: Path) -> Any:
    """Return the tantivy index, or None when it can't be opened."""
    import tantivy

    try:
        return tantivy.Index.open(str(folder))
    except (ValueError, OSError):
        return None


def _checksums(folder: Path) -> dict[str, int]:
    files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return {path.name: zlib.crc32(path.read_bytes()) for path in files}


def _write_stamp(folder: Path, stamp: Stamp) -> None:
    draft = folder / "stamp.json.new"
    draft.write_text(json.dumps({**asdict(stamp), "files": _checksums(folder / stamp.folder)}), encoding="utf-8")
    draft.replace(folder / "stamp.json")


def _read_stamp(folder: Path) -> Stamp | None:
    """Return the stamp when it is of this version and every file is as it was written."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        table = json.loads((folder / "stamp.json").read_text(encoding="utf-8"))
        files = table.pop("files")
        stamp = Stamp(**table)
        inside = stamp.folder.isascii() and stamp.folder.isdigit()
        if inside and stamp.version == VERSION and files == _checksums(folder / stamp.folder):
            return stamp
    return None
