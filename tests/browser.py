"""A browser without a window: what it makes of a page, and the sheets it prints. Debian's `chromium`."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

CHROMIUM = shutil.which("chromium")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer")
needs_browser = pytest.mark.skipif(not CHROMIUM, reason="needs chromium on the PATH")


def browse(html: str, *options: str) -> str:
    """Open a page in a browser of its own and return what that prints on standard output."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "brief.html"
        page.write_text(html, encoding="utf-8")
        command = [CHROMIUM or "", *OPTIONS, f"--user-data-dir={folder}/user", *options, page.as_uri()]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


def pages(html: str, folder: Path) -> tuple[int, float]:
    """How many sheets a browser prints, and how high they are, in points."""
    browse(html, f"--print-to-pdf={folder / 'printed.pdf'}")
    sheets = PdfReader(BytesIO((folder / "printed.pdf").read_bytes())).pages
    return len(sheets), float(sheets[0].mediabox.height)
