"""The receipt as it is made: what an edition was made from and of, each by its digest. No file is written here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from briefing.digest import Json, of_json, sha256
from briefing.types import DateSpan

RECEIPT = "receipt.json"
SNAPSHOTS = "sources.json"
FORMAT = "briefing/receipt/1"
SNAPSHOTS_FORMAT = "briefing/sources/1"
SECRETS = ("key", "secret", "password", "credential")


def make(
    *,
    desk: str,
    lock: str,
    package_version: str,
    as_of: date,
    articles: Sequence[tuple[str, str, DateSpan]],
    prompts: Mapping[str, str],
    replies: Mapping[str, str],
    settings: Mapping[str, str],
    templates: Mapping[str, str],
    outputs: Mapping[str, str],
    previous: str = "",
    calibration: str = "",
) -> dict[str, Json]:
    """Return the receipt of an edition.

    `articles` are (id, sha256, published); the mappings go from a name to a digest, except `settings`, from
    a name to its value. `previous` is the digest of the edition before, `calibration` that of the counts that the page
    gives of its checks' errors. Settings whose name ends like that
    of a secret are left out. `digest` seals the rest.
    """
    body: dict[str, Json] = {
        "format": FORMAT,
        "package_version": package_version,
        "as_of": as_of.isoformat(),
        "desk": desk,
        "lock": lock,
        "previous": previous,
        "calibration": calibration,
        "articles": [_article(*article) for article in sorted(articles, key=lambda article: article[0])],
        "prompts": dict(sorted(prompts.items())),
        "replies": dict(sorted(replies.items())),
        "settings": {name: settings[name] for name in sorted(settings) if not name.lower().endswith(SECRETS)},
        "templates": dict(sorted(templates.items())),
        "outputs": dict(sorted(outputs.items())),
    }
    return body | {"digest": of_json(body)}


def as_text(value: Json) -> str:
    """Return JSON text as an edition's files hold it: indented, ending with a line break."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def snapshots(texts: Mapping[str, str]) -> str:
    """Return what `sources.json` holds for the cited articles, from article id to stored text."""
    articles = {key: {"sha256": sha256(texts[key].encode()), "text": texts[key]} for key in sorted(texts)}
    return as_text({"format": SNAPSHOTS_FORMAT, "articles": articles})


def _article(key: str, digest: str, published: DateSpan) -> dict[str, Json]:
    ends = [day.isoformat() if day else None for day in (published.earliest, published.latest)]
    return {"id": key, "sha256": digest, "published": [*ends, published.basis.value]}
