"""The edition as a STIX 2.1 bundle: a report, a note for each of its items, an identity for each origin and publisher.

A STIX `confidence` is our analytic confidence, never a likelihood: the term stays in the sentence (tradecraft rules
STX-2 and STX-3). Identifiers are name-based (UUID version 5), so that the same brief gives the same bundle and no two
different objects ever share one.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence

from briefing import page
from briefing.digest import Json, canonical, of_text
from briefing.errors import CheckFailed
from briefing.exports.wording import (
    account,
    as_json,
    as_of,
    bottom_line,
    described,
    moment,
    publisher,
    question,
    title,
    told,
    unanswered,
)
from briefing.language.plain import address, plain
from briefing.language.yardsticks import confidence_levels
from briefing.render import as_json as brief_json
from briefing.types import Brief, Citation, Line, Origin, OriginKind, Role, Section, Source

Object = dict[str, Json]

CONFIDENCE = {"low": 15, "moderate": 50, "high": 85}  # STIX 2.1 appendix A, "Low/Med/High"
NAMESPACE = uuid.UUID("83d93d9a-5786-4a7a-be04-90359b9f3ee5")
DEFINED = "2026-11-22T00:00:00.000Z"  # identities stay the same object from one edition to the next

# The objects that OASIS publishes for TLP 2.0; other tools know them by these identifiers.
TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
TLP = {
    "TLP:CLEAR": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "TLP:GREEN": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "TLP:AMBER": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "TLP:AMBER+STRICT": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "TLP:RED": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
# Never "class": other tools read that as a sector of industry.
CLASSES = dict.fromkeys(OriginKind, "organization") | {
    OriginKind.ANONYMOUS: "unknown",
    OriginKind.OFFICIAL: "individual",
    OriginKind.PERSON: "individual",
    OriginKind.DOCUMENT: "unknown",
    OriginKind.UNKNOWN: "unknown",
}
# What one item of a part is called, where that is not what stands over the part.
ONE: Mapping[str, str] = {
    Section.TITLE: "Title",
    Section.KEY_JUDGMENTS: "Key judgment",
    Section.REPORTING: "Report",
    Section.CONFLICTS: "Conflicting reports",
    Section.INDICATORS: "Indicator to watch",
}
# Programs that show a bundle read its texts as Markdown: an image in one would be fetched when it is looked at.
_LINK = re.compile(r"(?<=!)(?=\[)|(?<=\])(?=\()")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def bundle(brief: Brief) -> str:
    """Return the bundle as JSON text; times are the end of the cut-off day, UTC.

    Raises CheckFailed for a brief without a label of TLP 2.0: no other program would know how it may be shared.
    """
    if brief.tlp not in TLP:
        raise CheckFailed(f"{brief.tlp!r} is no label of TLP 2.0", f"the desk's marking is one of {', '.join(TLP)}")
    made = _Bundle(brief)
    report, notes, identities = made.report(), list(made.notes()), list(made.identities())
    report["object_refs"] = [each["id"] for each in (*notes, *identities)] or [report["created_by_ref"]]
    objects = [_marking(brief.tlp), made.author, *identities, report, *notes]
    return as_json({"type": "bundle", "id": made.id("bundle"), "objects": objects})


class _Bundle:
    """What every object of one bundle shares: marking, author, time and the edition that identifiers are made of."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._edition = of_text(brief_json(brief))
        self._sources = {source.article_id: source for source in brief.sources}
        self._marked: Object = {"object_marking_refs": [TLP[brief.tlp]]}
        self.author = self._identity("briefing", "system", "The program that wrote the report")

    def id(self, kind: str, *key: str) -> str:
        return _id(kind, self._edition, *key)

    def report(self) -> Object:
        brief = self._brief
        fields: Object = {
            "name": title(brief),
            "description": "\n\n".join(_about(brief)),
            "published": moment(brief.as_of),
            "labels": ["information-origin:AI-generated"] if brief.disclosure.analyst == "model" else [],
            "external_references": [_reference(source) for source in brief.sources],
        }
        return self._of_edition("report", "report", fields)

    def notes(self) -> Iterator[Object]:
        for section in Section:
            name = {**page.HEADINGS, **ONE}[section]
            for number, item in enumerate(page.items(self._brief.section(section)), start=1):
                yield from [self._note(f"{name} {number}", item)] if any(told(item)) else []
        for number, asked in enumerate(unanswered(self._brief), start=1):
            yield self._of_edition("note", f"unanswered {number}", self._saying("Unanswered question", asked))

    def identities(self) -> Iterator[Object]:
        """Yield the origins, then those publishers that are no origin themselves."""
        named = {plain(origin.name) for origin in self._brief.origins}
        publishers = dict.fromkeys(publisher(source) for source in self._brief.sources if plain(source.publisher))
        made = [self._originator(origin) for origin in self._brief.origins if plain(origin.name)]
        made += [self._identity(name, "organization", "publisher") for name in publishers if name not in named]
        yield from {str(each["id"]): each for each in made}.values()

    def _note(self, name: str, item: Sequence[Line]) -> Object:
        citations = dict.fromkeys(citation for line in item for citation in line.citations)
        fields = self._saying(name, "\n".join(told(item))) | {
            "labels": _grades({line.grade for line in item}),
            "external_references": [self._quotation(citation) for citation in citations],
        }
        level = next((CONFIDENCE[word] for word in _levels(item)), None)
        return self._of_edition("note", item[0].id, fields | ({"confidence": level} if level else {}))

    def _saying(self, name: str, content: str) -> Object:
        return {"abstract": name, "content": content, "object_refs": [self.id("report", "report")]}

    def _quotation(self, citation: Citation) -> Object:
        """The words cited, with their place in the snapshot as RFC 5147 writes it."""
        source = self._sources.get(citation.article_id)
        words: Object = {
            "source_name": _name(source) if source else citation.article_id,
            "description": plain(citation.quote),
            "external_id": f"{citation.article_id}#char={citation.start},{citation.end}",
        }
        return _kept(words | (_content(source) if source else {}))

    def _originator(self, origin: Origin) -> Object:
        made = "; ".join(plain(part) for part in page.particulars(origin))
        return self._identity(plain(origin.name), CLASSES[origin.kind], made, _grades({origin.letter}))

    def _identity(self, name: str, kind: str, description: str, labels: Json = None) -> Object:
        fields: Object = {"name": name, "description": description, "identity_class": kind, "labels": labels}
        content = _kept(fields | self._marked)
        times: Object = {"created": DEFINED, "modified": DEFINED}
        return _head("identity", _id("identity", canonical(content).decode())) | times | content

    def _of_edition(self, kind: str, key: str, fields: Object) -> Object:
        now = moment(self._brief.as_of).replace("Z", ".000Z")
        times: Object = {"created_by_ref": self.author["id"], "created": now, "modified": now}
        language: Object = {"lang": self._brief.language} if _LANGUAGE.fullmatch(self._brief.language) else {}
        return _head(kind, self.id(kind, key)) | times | _kept(fields | language | self._marked)


def _marking(label: str) -> Object:
    level = label.removeprefix("TLP:").lower()
    extension: Object = {TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": level}}
    times: Object = {"created": "2022-10-01T00:00:00.000Z", "name": label}
    return _head("marking-definition", TLP[label]) | times | {"extensions": extension}


def _about(brief: Brief) -> Iterator[str]:
    """What stands on the page around the items: subject, bottom line, how it was made, and the numbered sources."""
    parts = (
        f"{brief.topic} · {as_of(brief)} · {brief.edition}",
        question(brief),
        *bottom_line(brief),
        *account(brief),
        "Hashes of sources are those of the text that was read, not of what an address serves."
        if brief.sources
        else "",
        *(f"[{source.number}] {described(source)} · {address(source.url)}" for source in brief.sources),
    )
    return (plain(part).removesuffix(" ·") for part in parts if part)


def _reference(source: Source) -> Object:
    words: Object = {"source_name": _name(source), "description": f"[{source.number}] {described(source)}"}
    return _kept(words | _content(source) | {"external_id": source.article_id})


def _name(source: Source) -> str:
    """A publisher called "cve" or "capec" would be read as a catalogue of vulnerabilities."""
    name = publisher(source)
    return f"{name} (publisher)" if name in {"cve", "capec"} else name


def _content(source: Source) -> Object:
    """Where a source is, and the digest of the text that was read of it."""
    digest = source.sha256.removeprefix("sha256:")
    hashes: Object = {"SHA-256": digest} if re.fullmatch("[0-9a-f]{64}", digest) else {}
    return {"url": address(source.url), "hashes": hashes}


def _levels(item: Sequence[Line]) -> Iterator[str]:
    said = (level for line in item if line.role is Role.CONFIDENCE for level in confidence_levels(line.text))
    return (level for level in said if level in CONFIDENCE)


def _grades(grades: set[str]) -> list[Json]:
    """The Admiralty grade that all share, as the tags of MISP's taxonomy."""
    grade = next(iter(grades)) if len(grades) == 1 else ""
    scales = ("source-reliability", "information-credibility")
    return [f'admiralty-scale:{scale}="{sign.lower()}"' for scale, sign in zip(scales, grade, strict=False)]


def _head(kind: str, name: str) -> Object:
    return {"type": kind, "spec_version": "2.1", "id": name}


def _id(kind: str, *key: str) -> str:
    return f"{kind}--{uuid.uuid5(NAMESPACE, canonical([kind, *key]).decode())}"


def _kept(fields: Object) -> Object:
    """The fields that hold something, for STIX has no empty ones, with no link in their text."""
    return {name: _LINK.sub(" ", value) if isinstance(value, str) else value for name, value in fields.items() if value}
