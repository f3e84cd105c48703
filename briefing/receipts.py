"""The receipt of an edition: every input, prompt, reply and output by digest, and the check of a saved edition.

An edition's folder is enough to check it: `sources.json` beside the brief holds the snapshots of the cited
articles, so that quotations can be compared without the archive, a network or a model. Nothing here
writes; no setting that could be a secret is named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from briefing.digest import Json, of_json, of_text, sha256
from briefing.errors import CheckFailed
from briefing.language.plain import markdown, plain
from briefing.types import BRIEF_FORMAT, DateSpan

RECEIPT = "receipt.json"
SNAPSHOTS = "sources.json"
FORMAT = "briefing/receipt/1"
SNAPSHOTS_FORMAT = "briefing/sources/1"
SECRETS = ("key", "secret", "password", "credential")
SENTENCE = {"id": str, "section": str, "item": int, "role": str, "text": str, "citations": list, "verdict": dict}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


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


def file_digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file directly in a folder, by file name: what `templates` of a receipt holds."""
    return {path.name: "sha256:" + sha256(path.read_bytes()) for path in sorted(folder.iterdir()) if path.is_file()}


def check(
    folder: Path,
    find_article: Callable[[str], str | None] = lambda _: None,
    *,
    templates: Mapping[str, str] | None = None,
    prompts: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Verify a saved edition offline and return what differs, in words that name the file or article.

    Compared: every output with its digest, every quotation with the article's snapshot (from the folder, else
    from `find_article`), snapshots with their digests, every sentence between the formats, and, where given,
    the templates and prompts at hand (name to digest). Raises CheckFailed when there is no receipt.
    """
    if not folder.is_dir():
        raise CheckFailed(f"no folder {str(folder)!r}", "name the folder of an edition, such as briefs/DESK/DATE")
    if not (folder / RECEIPT).is_file():
        raise CheckFailed(f"no {RECEIPT} in {str(folder)!r}", "name the folder of an edition, such as briefs/DESK/DATE")
    return tuple(_differences(folder, find_article, templates, prompts))


def _differences(
    folder: Path,
    find_article: Callable[[str], str | None],
    templates: Mapping[str, str] | None,
    prompts: Mapping[str, str] | None,
) -> Iterator[str]:
    receipt = _read_json(folder / RECEIPT)
    if isinstance(receipt, str) or not _sealed(receipt, folder / RECEIPT):
        yield receipt if isinstance(receipt, str) else f"{RECEIPT} is not as it was written"
        return
    yield from _outputs(folder, receipt["outputs"])
    yield from _at_hand("template", receipt["templates"], templates)
    yield from _at_hand("prompt", receipt["prompts"], prompts)
    brief, stored = _read_json(folder / "brief.json"), _snapshots(folder)
    yield from (problem for problem in (brief, stored) if isinstance(problem, str))
    if isinstance(brief, str):
        return
    try:
        yield from _form(brief)
        yield from _formats(folder, brief)
        yield from _quotations(brief, receipt, {} if isinstance(stored, str) else stored, find_article)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield f"brief.json does not have the form {BRIEF_FORMAT!r}: {type(error).__name__} {error}"


def _article(key: str, digest: str, published: DateSpan) -> dict[str, Json]:
    ends = [day.isoformat() if day else None for day in (published.earliest, published.latest)]
    return {"id": key, "sha256": digest, "published": [*ends, published.basis.value]}


def _read_json(path: Path) -> dict[str, Any] | str:
    """The object in a file, or what is wrong with the file."""
    try:
        value = json.loads(path.read_bytes().decode())
    except FileNotFoundError:
        return f"{path.name} is missing"
    except (OSError, ValueError, RecursionError) as error:
        return f"{path.name} can't be read: {error}"
    return value if isinstance(value, dict) else f"{path.name} holds no JSON object"


def _snapshots(folder: Path) -> dict[str, Any] | str:
    """The stored texts by article id, none where the folder was passed on without them, or what is wrong."""
    stored = _read_json(folder / SNAPSHOTS) if (folder / SNAPSHOTS).exists() else {"articles": {}}
    if isinstance(stored, str):
        return stored
    try:
        return {key: article["text"] for key, article in stored["articles"].items()}
    except (KeyError, TypeError, AttributeError):
        return f"{SNAPSHOTS} does not have the form {SNAPSHOTS_FORMAT!r}"


def _sealed(receipt: Mapping[str, Any], path: Path) -> bool:
    body = {key: value for key, value in receipt.items() if key != "digest"}
    return receipt.get("digest") == of_json(body) and as_text(receipt).encode() == path.read_bytes()


def _outputs(folder: Path, outputs: Mapping[str, str]) -> Iterator[str]:
    for name, digest in outputs.items():
        try:
            found = sha256((folder / name).read_bytes())
        except OSError:
            yield f"{name} is missing or can't be read"
            continue
        if found != digest.removeprefix("sha256:"):
            yield f"{name} differs from the receipt"


def _at_hand(kind: str, named: Mapping[str, str], shipped: Mapping[str, str] | None) -> Iterator[str]:
    for name, digest in named.items() if shipped is not None else ():
        if shipped is not None and name not in shipped:
            yield f"{kind} {name!r} of the receipt is not at hand"
        elif shipped is not None and shipped[name].removeprefix("sha256:") != digest.removeprefix("sha256:"):
            yield f"{kind} {name!r} differs from the receipt"


def _form(brief: Mapping[str, Any]) -> Iterator[str]:
    if brief["format"] != BRIEF_FORMAT:
        yield f"brief.json has the format {brief['format']!r}, not {BRIEF_FORMAT!r}"
    for sentence in brief["sentences"]:
        for key, kind in SENTENCE.items():
            if not isinstance(sentence[key], kind):
                yield f"brief.json: {key!r} of sentence {sentence['id']!r} is no {kind.__name__}"


def _formats(folder: Path, brief: Mapping[str, Any]) -> Iterator[str]:
    """Every sentence of brief.json stands in the page and in the Markdown, and the page has no other."""
    pages = {}
    for name in ("brief.html", "brief.md"):
        path = folder / name
        pages[name] = path.read_bytes().decode(errors="replace") if path.is_file() else ""
    found = _Sentences.of(pages["brief.html"])
    for sentence in brief["sentences"]:
        key, text = sentence["id"], sentence["text"]
        if plain(found.pop(key, "")) != plain(text):
            yield f"brief.html does not carry sentence {key!r} as brief.json has it"
        if markdown(text) not in pages["brief.md"]:
            yield f"brief.md does not carry sentence {key!r} as brief.json has it"
    yield from (f"brief.html carries sentence {key!r}, which brief.json does not have" for key in found)


class _Sentences(HTMLParser):
    """The text of every element of class "sentence", by its id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self._key, self._depth = "", 0

    @classmethod
    def of(cls, page: str) -> dict[str, str]:
        parser = cls()
        parser.feed(page)
        parser.close()
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self._depth:
            self._depth += tag not in VOID
        elif "sentence" in (values.get("class") or "").split():
            self._key, self._depth = values.get("id") or "", 1
            self.found[self._key] = ""

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth) and tag not in VOID

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.found[self._key] += data


def _quotations(
    brief: Mapping[str, Any],
    receipt: Mapping[str, Any],
    stored: Mapping[str, Any],
    find_article: Callable[[str], str | None],
) -> Iterator[str]:
    named = {article["id"]: article["sha256"].removeprefix("sha256:") for article in receipt["articles"]}
    texts: dict[str, str] = {}
    for source in brief["sources"]:
        key, listed = source["article_id"], source["sha256"].removeprefix("sha256:")
        kept = stored.get(key)
        text = kept if isinstance(kept, str) else find_article(key)
        if text is None:
            yield f"the snapshot of article {key!r} is missing: its quotations can't be checked"
            continue
        texts[key] = text
        if not of_text(text).removeprefix("sha256:") == listed == named.get(key):
            yield f"the snapshot of article {key!r} differs from the receipt"
    sources = {source["article_id"] for source in brief["sources"]}
    for sentence in brief["sentences"]:
        yield from _quoted(sentence, texts)
        cited = {citation["article_id"] for citation in sentence["citations"]}
        yield from (f"sentence {sentence['id']!r} cites article {key!r}, which is no source" for key in cited - sources)


def _quoted(sentence: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[str]:
    for citation in sentence["citations"]:
        key, start, end = citation["article_id"], citation["start"], citation["end"]
        if key in texts and not (0 <= start < end and texts[key][start:end] == citation["quote"]):
            yield f"sentence {sentence['id']!r}: characters {start} to {end} of article {key!r} are not the quotation"
