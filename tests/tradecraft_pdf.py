"""PDFs with the sentences of a page and running lines, set by the real typesetter; for the rules that read one."""

from __future__ import annotations

from collections.abc import Callable

import typst

from briefing.types import Brief


def pdf(*texts: str, head: str = "TLP:CLEAR", foot: str = "TLP:CLEAR", again: int = 1) -> bytes:
    """Set paragraphs on one small-typed sheet with running lines, the whole `again` times over."""
    body = "\n\n".join(f"#text({_quoted(text)})" for text in texts)
    running = f"#set page(header: text({_quoted(head)}), footer: text({_quoted(foot)}))\n"
    small = "#set text(size: 6pt, hyphenate: false)\n"
    return typst.compile((running + small + "\n#pagebreak()\n".join([body] * again)).encode())


def typeset(page: Brief, alter: Callable[[str], str] = str, *, head: str = "", foot: str = "", again: int = 1) -> bytes:
    """Set the sentences of a page, each altered, under and over its label where no other words are given."""
    return pdf(*(alter(line.text) for line in page.lines), head=head or page.tlp, foot=foot or page.tlp, again=again)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
