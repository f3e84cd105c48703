"""Read `sources.toml`: what is known of articles beyond their text.

Everything in it is checked before anything is used; nothing is guessed from it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from briefing.collect.published import FIRST_YEAR, LAST_YEAR, sensible
from briefing.errors import BadSources

SOURCES = "sources.toml"
_TEXTS = ("publisher", "url", "title", "basis")
_DATES = ("published", "published_earliest", "published_latest")

Entry = Mapping[str, object]


def read_sources(folder: Path, stems: Collection[str]) -> Mapping[str, Entry]:
    """Return the tables of a folder's sources.toml by file stem; none when there is no such file.

    `stems` are those of the article files there. Raises BadSources, naming the table and key.
    """
    path = folder / SOURCES
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadSources(f"{str(path)!r} can't be read: {error}", "it must be a readable UTF-8 TOML file") from error
    for stem, entry in table.items():
        _check(path, stem, entry, stems)
    return table


def _check(path: Path, stem: str, entry: Any, stems: Collection[str]) -> None:
    where = f"{str(path)!r}: [{stem}]"
    if not isinstance(entry, dict):
        raise BadSources(f"{where}: is no table", f"write [{stem}] on a line of its own and its keys below")
    if stem not in stems:
        raise BadSources(
            f"{where}: no article file of that name", _near(stem, stems, "a table is named like its file, without .txt")
        )
    for key, value in entry.items():
        _check_key(where, key, value)
    _check_url(where, str(entry.get("url", "")))
    _check_dates(where, entry)


def _near(word: str, known: Collection[str], otherwise: str) -> str:
    guess = get_close_matches(word, sorted(known), n=1)
    return f"did you mean {guess[0]!r}?" if guess else otherwise


def _check_key(where: str, key: str, value: object) -> None:
    if key not in (*_TEXTS, *_DATES):
        known = ", ".join((*_TEXTS, *_DATES))
        raise BadSources(f"{where}: unknown key {key!r}", _near(key, (*_TEXTS, *_DATES), f"known keys: {known}"))
    if key in _TEXTS and not isinstance(value, str):
        raise BadSources(f"{where}: {key!r} is no text: {value!r}", "put it in quotation marks")
    if key not in _DATES:
        return
    if not isinstance(value, date):
        raise BadSources(f"{where}: {key!r} is no date: {value!r}", "write it as 2016-10-17, without quotation marks")
    if not sensible(value):
        raise BadSources(
            f"{where}: {key!r} can't be right: {value.isoformat()!r}",
            f"a year from {FIRST_YEAR} to {LAST_YEAR}, or leave it out",
        )


def _check_url(where: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        good = not url or (parts.scheme in ("http", "https") and bool(parts.hostname))
    except ValueError:
        good = False
    if not good or any(mark.isspace() or not mark.isprintable() for mark in url):
        raise BadSources(
            f"{where}: 'url' is no web address: {url!r}", "a full http:// or https:// address, or leave it out"
        )


def _check_dates(where: str, entry: Entry) -> None:
    earliest, latest = entry.get("published_earliest"), entry.get("published_latest")
    if "published" in entry and (earliest or latest):
        raise BadSources(f"{where}: 'published' and an interval", "keep the day, or the interval, not both")
    if (earliest is None) != (latest is None):
        missing = "published_earliest" if earliest is None else "published_latest"
        raise BadSources(f"{where}: {missing!r} is missing", "an interval needs both its ends")
    if isinstance(earliest, date) and isinstance(latest, date) and earliest.isoformat()[:10] > latest.isoformat()[:10]:
        raise BadSources(
            f"{where}: 'published_earliest' {earliest.isoformat()!r} comes after {latest.isoformat()!r}",
            "swap the two",
        )
