"""Text from outside made fit to be shown: plain characters, Markdown that stays literal, safe addresses.

Pure functions, shared by whatever writes a page and whatever checks one. Nothing here may change what
a text says: it takes away only what is invisible, and what would make a reader's program act.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import quote, urlsplit

# Embeddings, overrides, isolates, direction marks, zero-width and tag characters: invisible, and able to
# reorder or hide what stands beside them. U+200C and U+200D are decided by their neighbour.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINER = re.compile("(?<![\u0600-\u0e00\ufb50-\ufeff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]")
_SPACES = re.compile("[ \t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_BROKEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~$^&@]")
_MARKDOWN_START = re.compile(r"^(?:[-+=:]|\d{1,9}(?=[.)]))")
_MARKDOWN_LINK = re.compile(r"(?<=[a-z])(?=://)|(?<=mailto)(?=:)|(?<=xmpp)(?=:)|(?<=www)(?=\.)", re.IGNORECASE)


def plain(text: str) -> str:
    """Return `text` on one line without invisible and direction-changing characters.

    Runs of line breaks, tabs and spaces become one space; what is not a character at all becomes U+FFFD.
    Ordinary text, no-break spaces inside it included, comes back as it was.
    """
    return visible(text).strip()


def visible(text: str) -> str:
    """Return what `plain` does with the spaces at both ends kept: for a piece of a longer text."""
    shown = _SPACES.sub(" ", _JOINER.sub("", _INVISIBLE.sub("", text)))
    return _BROKEN.sub("\ufffd", shown)


def exposed(text: str) -> str:
    """Return `text` on one line with what `plain` takes away shown by its number, such as [U+202E]: for a terminal."""
    marked = _JOINER.sub(_numbered, _INVISIBLE.sub(_numbered, text))
    return _BROKEN.sub(_numbered, _SPACES.sub(" ", marked)).strip()


def _numbered(match: re.Match[str]) -> str:
    return f"[U+{ord(match.group()):04X}]"


def markdown(text: str) -> str:
    """Return `plain(text)` escaped so that CommonMark, at any place in a line, reads the literal text."""
    escaped = _MARKDOWN.sub(r"\\\g<0>", plain(text))
    escaped = _MARKDOWN_LINK.sub(r"\\", escaped)
    escaped = _MARKDOWN_START.sub(_escape_start, escaped)
    return escaped[:-1] + r"\!" if escaped.endswith("!") else escaped


def _escape_start(match: re.Match[str]) -> str:
    found = match.group()
    return found + "\\" if found.isdigit() else "\\" + found


def address(url: str) -> str:
    """Return a web address that is safe to print and to follow, or "" when it is not one.

    Only http and https, no user name in front of the host, the host in ASCII (IDNA, so that look-alike
    letters show), everything else percent-encoded.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    name = _host(host)
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not name:
        return ""
    rest = _encoded(parts.path, "/") or "/"
    rest += f"?{_encoded(parts.query, '/?')}" if parts.query else ""
    rest += f"#{_encoded(parts.fragment, '/?')}" if parts.fragment else ""
    return f"{parts.scheme}://{name}{f':{port}' if port else ''}{rest}"


def _host(host: str) -> str:
    if ":" in host:
        try:
            return f"[{IPv6Address(host)}]"
        except AddressValueError:
            return ""
    try:
        name = host.encode("idna").decode()
    except UnicodeError:
        return ""
    return name if re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?", name) else ""


def _encoded(part: str, also: str) -> str:
    """Percent-encode, keeping encodings that are already there."""
    clean = part.encode("utf-8", "replace").decode()
    return re.sub(r"%25(?=[0-9A-Fa-f]{2})", "%", quote(clean, safe=also + ":@!$&+,;=-._~"))
