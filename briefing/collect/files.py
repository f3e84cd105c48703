"""Article files into exact snapshots.

A snapshot is the file's bytes: decoded as they are, never mended, so that its digest and every offset into
it hold. Title, publisher and date are worked out beside it. Nothing here writes.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path

from briefing.collect.published import published
from briefing.collect.sources import Entry, read_sources
from briefing.digest import sha256
from briefing.errors import FileTooLarge, NoArticles, NotUtf8, UnreadableFile
from briefing.language.layout import title
from briefing.types import Article

LARGEST_FILE = 2_000_000  # bytes; a long read has 100,000
MOST_LINES = 20_000  # a long read has 500; laying out takes longer than in proportion
KINDS = (".txt", ".md")
UNNAMED = "unnamed outlet"


def collect(folder: Path) -> tuple[Article, ...]:
    """Return the articles of a folder (its .txt and .md files), by file name, without sentences yet.

    Hidden files, links, folders and README.md are passed over. Two files with the same bytes and URL are one
    article. Raises NoArticles, UnreadableFile, NotUtf8, FileTooLarge, BadSources.
    """
    paths = _article_files(folder)
    entries = read_sources(folder, {path.stem for path in paths})
    if not paths:
        raise NoArticles(
            f"no articles in {str(folder)!r}", "put one .txt file per article there, or name another folder"
        )
    return _once(_article(path, entries.get(path.stem, {})) for path in paths)


def _article_files(folder: Path) -> list[Path]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        raise NoArticles(f"no folder {str(folder)!r}", "check the desk's 'articles', or make the folder") from None
    except NotADirectoryError:
        raise NoArticles(f"{str(folder)!r} is no folder", "name the folder that holds the article files") from None
    except OSError as error:
        raise UnreadableFile(
            f"folder {str(folder)!r} can't be read: {error.strerror}", "check its permissions"
        ) from error
    return [folder / name for name in names if _is_article(folder / name)]


def _is_article(path: Path) -> bool:
    if path.name.startswith(".") or path.suffix.lower() not in KINDS or path.name.lower() == "readme.md":
        return False
    return stat.S_ISREG(path.lstat().st_mode)


def _article(path: Path, entry: Entry) -> Article:
    data = _read(path)
    text = _decode(path, data)
    digest = sha256(data)
    url = str(entry.get("url", ""))
    key = url or path.name
    return Article(
        id="a" + sha256(f"{key}\0{digest}".encode())[:12],
        source_key=key,
        title=str(entry.get("title", "")) or title(text, url) or path.stem,
        publisher=str(entry.get("publisher", "")).strip() or UNNAMED,
        url=url,
        published=published(text, url, entry),
        text=text,
        sha256=digest,
        sentences=(),
    )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadableFile(
            f"{str(path)!r} can't be read: {error.strerror}", "check its permissions, or move it away"
        ) from error
    if len(data) > LARGEST_FILE:
        raise FileTooLarge(
            f"{str(path)!r} has more than {LARGEST_FILE:,} bytes",
            "one file holds one article; split it or move it away",
        )
    if data.count(b"\n") > MOST_LINES:
        raise FileTooLarge(
            f"{str(path)!r} has more than {MOST_LINES:,} lines",
            "one file holds one article; split it or move it away",
        )
    return data


def _decode(path: Path, data: bytes) -> str:
    if b"\0" in data:
        raise UnreadableFile(
            f"{str(path)!r} is no text: it has a NUL byte at {data.index(0)}", "save the article as plain UTF-8 text"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8(
            f"{str(path)!r} is not UTF-8: byte {data[error.start]:#04x} at {error.start}", "save it as UTF-8 text"
        ) from error


def _once(articles: Iterable[Article]) -> tuple[Article, ...]:
    return tuple({article.id: article for article in reversed(tuple(articles))}.values())[::-1]
