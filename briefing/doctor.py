"""`briefing doctor`: what is configured, where each value came from, and whether it can be used. No model call."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

from briefing import desk as desks
from briefing import settings as setup
from briefing.errors import BriefingError, NoArticles
from briefing.prompts import PromptStore


@dataclass(frozen=True)
class Point:
    """One thing looked at."""

    what: str
    ok: bool
    state: str
    hint: str = ""


def examine(settings: setup.Settings) -> tuple[Point, ...]:
    """Look at settings, desk, articles, prompts, archive and, where a server of one's own is set, its port."""
    return tuple(_points(settings))


def _points(settings: setup.Settings) -> Iterator[Point]:
    yield Point("python", True, sys.version.split()[0])
    yield Point("litellm", *_installed("litellm"))
    for name, value in settings.shown().items():
        yield Point(name, True, f"{value} ({settings.came_from.get(name, 'default')})")
    keys = setup.provider_keys(setup.environment())
    yield _keys(settings, keys)
    yield _try("desk file", lambda: f"{desks.load(settings.desk).id}: readable")
    yield _try("articles", lambda: _articles(settings))
    yield _try("prompts", _prompts)
    yield _try("archive", lambda: _archive(settings))
    if settings.api_base:
        yield _reachable(settings.api_base)


def _keys(settings: setup.Settings, keys: Sequence[str]) -> Point:
    needed = settings.model and not settings.api_base and not settings.api_key
    if needed and not keys:
        return Point(
            "provider keys", False, "none set", "set the provider's own (OPENAI_API_KEY …) or BRIEFING_API_KEY"
        )
    return Point("provider keys", True, ", ".join(keys) or "none set")


def _installed(package: str) -> tuple[bool, str]:
    try:
        return True, version(package)
    except PackageNotFoundError:
        return False, "not installed"


def _try(what: str, look: Callable[[], str]) -> Point:
    try:
        return Point(what, True, look())
    except BriefingError as error:
        return Point(what, False, error.message, error.hint)


def _articles(settings: setup.Settings) -> str:
    folder = desks.load(settings.desk).folder
    if not folder.is_dir():
        raise NoArticles(f"no folder {str(folder)!r}", "check the desk's 'articles', or make the folder")
    files = [path for path in folder.iterdir() if path.suffix.lower() in {".txt", ".md"}]
    return f"{len(files)} files in {folder}"


def _prompts() -> str:
    store = PromptStore(setup.data_folder("prompts"))
    if not store.in_use:
        store.verify()
    return ", ".join(store.in_use)


def _archive(settings: setup.Settings) -> str:
    from briefing.archive import Archive

    if not settings.archive.exists():
        return "none yet; the first run makes it"
    with Archive.open(settings.archive) as archive:
        return f"{len(archive.listing())} articles"


def _reachable(address: str) -> Point:
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        with socket.create_connection((parts.hostname or "", port), timeout=2):
            return Point("server", True, f"{parts.hostname}:{port} answers")
    except OSError:
        return Point("server", False, f"{parts.hostname}:{port} does not answer", "start it, or mend --api-base")
