"""The editions of a desk as an Atom feed (RFC 4287), the newest first.

No clock: an entry was updated at its cut-off, the feed with its newest entry. Identifiers are name-based (UUID
version 5) on desk and day, so they stay when the feed is made again or moves to another address.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from briefing.exports.stix import NAMESPACE
from briefing.exports.wording import as_of, bottom_line, moment, title
from briefing.language.plain import plain
from briefing.types import Brief

FILE = "atom.xml"
ATOM = "http://www.w3.org/2005/Atom"


def feed(editions: Mapping[str, Brief], base_url: str = "") -> str:
    """Return the feed of at least one edition, from the name of its folder to its brief, as XML text.

    Links are relative to the desk's folder, where the feed is meant to lie, or below `base_url`, the safe address
    at which that folder is served.
    """
    base = f"{base_url.rstrip('/')}/" if base_url else ""
    newest = editions[max(editions)]
    root = Element("feed", {"xmlns": ATOM, "xml:lang": plain(newest.language)})
    _say(root, "id", _id(newest.desk_id))
    _say(root, "title", newest.topic)
    _say(root, "subtitle", newest.key_question)
    _say(root, "updated", moment(newest.as_of))
    _say(SubElement(root, "author"), "name", "briefing")
    _say(root, "generator", "briefing", version=newest.package_version)
    if base:
        SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": base + FILE})
    for name in sorted(editions, reverse=True):
        root.append(_entry(name, editions[name], f"{base}{name}/brief.html"))
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _entry(name: str, brief: Brief, link: str) -> Element:
    entry = Element("entry", {"xml:lang": plain(brief.language)})
    _say(entry, "id", _id(brief.desk_id, name))
    _say(entry, "title", title(brief))
    _say(entry, "updated", moment(brief.as_of))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": link})
    SubElement(entry, "category", {"term": plain(brief.tlp)})
    _say(entry, "summary", " ".join(bottom_line(brief)) or as_of(brief))
    return entry


def _say(parent: Element, name: str, text: str, **attributes: str) -> None:
    values = {key: plain(value) for key, value in attributes.items()}
    SubElement(parent, name, values).text = plain(text)


def _id(*key: str) -> str:
    return uuid.uuid5(NAMESPACE, plain("/".join(key))).urn
