"""The check of a saved edition: files by digest, quotations against the stored articles, formats against each other.

It reads the folder it is given, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from briefing.digest import of_json, of_text, sha256
from briefing.errors import CheckFailed
from briefing.language.headline import headline
from briefing.language.plain import markdown, plain
from briefing.receipts.making import FORMAT, RECEIPT, SNAPSHOTS, SNAPSHOTS_FORMAT, as_text
from briefing.receipts.tables import made_by, read_table, unread
from briefing.types import BRIEF_FORMAT

SENTENCE = {"id": str, "section": str, "item": int, "role": str, "text": str, "citations": list, "verdict": dict}
NAME_ONE = "name the folder of an edition, such as briefs/DESK/DATE"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


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
        what = f"{str(folder)!r} is a file and no folder" if folder.exists() else f"no folder {str(folder)!r}"
        raise CheckFailed(what, NAME_ONE)
    if not (folder / RECEIPT).exists():
        raise CheckFailed(f"no {RECEIPT} in {str(folder)!r}", NAME_ONE)
    return tuple(_differences(folder, find_article, templates, prompts))


def _differences(
    folder: Path,
    find_article: Callable[[str], str | None],
    templates: Mapping[str, str] | None,
    prompts: Mapping[str, str] | None,
) -> Iterator[str]:
    receipt = read_table(folder / RECEIPT)
    if isinstance(receipt, str) or not _sealed(receipt, folder / RECEIPT):
        yield receipt if isinstance(receipt, str) else f"{RECEIPT} is not as it was written"
        return
    try:
        yield from dict.fromkeys(_compared(folder, receipt, find_article, templates, prompts))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield f"{RECEIPT} does not have the form {FORMAT!r}: {_misfit(error)}"


def _compared(
    folder: Path,
    receipt: Mapping[str, Any],
    find_article: Callable[[str], str | None],
    templates: Mapping[str, str] | None,
    prompts: Mapping[str, str] | None,
) -> Iterator[str]:
    yield from _outputs(folder, receipt["outputs"])
    yield from _at_hand("template", receipt["templates"], templates)
    yield from _at_hand("prompt", receipt["prompts"], prompts)
    brief, stored = read_table(folder / "brief.json"), _snapshots(folder)
    yield from (problem for problem in (brief, stored) if isinstance(problem, str))
    if isinstance(brief, str):
        return
    try:
        yield from _form(brief)
        yield from _formats(folder, brief)
        yield from _quotations(brief, receipt, {} if isinstance(stored, str) else stored, find_article)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield f"brief.json does not have the form {BRIEF_FORMAT!r}: {_misfit(error)}"


def _misfit(error: Exception) -> str:
    return f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else "a value is not of its kind"


def _snapshots(folder: Path) -> dict[str, Any] | str:
    """The stored texts by article id, none where the folder was passed on without them, or what is wrong."""
    stored = read_table(folder / SNAPSHOTS) if (folder / SNAPSHOTS).exists() else {"articles": {}}
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
        except OSError as error:
            yield f"{name} {unread(error)}"
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
    if told := made_by(brief["format"]):
        yield f"brief.json {told}"
    for sentence in brief["sentences"]:
        for key, kind in SENTENCE.items():
            if not isinstance(sentence[key], kind):
                yield f"brief.json: {key!r} of sentence {sentence['id']!r} is no {kind.__name__}"


def _formats(folder: Path, brief: Mapping[str, Any]) -> Iterator[str]:
    """Every sentence of brief.json stands in the page and in the Markdown, and the page has no other."""
    pages: dict[str, str | None] = dict.fromkeys(("brief.html", "brief.md"))
    for name in pages:
        try:
            pages[name] = (folder / name).read_bytes().decode(errors="replace")
        except OSError as error:
            yield f"{name} {unread(error)}"
    found = _Sentences.of(pages["brief.html"] or "")
    for sentence in brief["sentences"]:
        key, text = sentence["id"], sentence["text"]
        text = headline(text) if sentence["section"] == "title" else text
        if pages["brief.html"] is not None and plain(found.pop(key, "")) != plain(text):
            yield f"brief.html does not carry sentence {key!r} as brief.json has it"
        if pages["brief.md"] is not None and markdown(text) not in pages["brief.md"]:
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
    missing: list[str] = []
    for source in brief["sources"]:
        key, listed = source["article_id"], source["sha256"].removeprefix("sha256:")
        kept = stored.get(key)
        text = kept if isinstance(kept, str) else find_article(key)
        if text is None:
            missing.append(key)
            continue
        texts[key] = text
        if not of_text(text).removeprefix("sha256:") == listed == named.get(key):
            yield f"the snapshot of article {key!r} differs from the receipt"
    if missing:
        yield f"{_snapshots_of(missing)} quotations can't be checked"
    sources = {source["article_id"] for source in brief["sources"]}
    for sentence in brief["sentences"]:
        yield from _quoted(sentence, texts)
        cited = {citation["article_id"] for citation in sentence["citations"]}
        yield from (f"sentence {sentence['id']!r} cites article {key!r}, which is no source" for key in cited - sources)


def _snapshots_of(missing: Sequence[str]) -> str:
    if len(missing) == 1:
        return f"the snapshot of article {missing[0]!r} is missing: its"
    return f"the snapshots of {len(missing)} articles ({', '.join(map(repr, missing))}) are missing: their"


def _quoted(sentence: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[str]:
    for citation in sentence["citations"]:
        key, start, end = citation["article_id"], citation["start"], citation["end"]
        if key in texts and not (0 <= start < end and texts[key][start:end] == citation["quote"]):
            yield f"sentence {sentence['id']!r}: characters {start} to {end} of article {key!r} are not the quotation"
