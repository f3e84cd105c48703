"""A JSON file of an edition read, or what is wrong with it in words a reader can act on. Nothing is compared here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from briefing.types import BRIEF_FORMAT


def read_table(path: Path) -> dict[str, Any] | str:
    """Return the JSON object in a file, or what is wrong with the file, in words that begin with its name."""
    try:
        data = path.read_bytes()
        value = json.loads(data.decode()) if data.strip() else None
    except OSError as error:
        return f"{path.name} {unread(error)}"
    except UnicodeDecodeError as error:
        return f"{path.name} is not UTF-8 text (byte {error.start})"
    except json.JSONDecodeError as error:
        return f"{path.name} is no JSON (line {error.lineno}, column {error.colno}: {error.msg})"
    except (ValueError, RecursionError):
        return f"{path.name} is no JSON that can be read: a number is too long or it is nested too deep"
    if not data.strip():
        return f"{path.name} is empty"
    return value if isinstance(value, dict) else f"{path.name} holds no JSON object"


def unread(error: OSError) -> str:
    """Return why a file can't be read, in words that follow its name."""
    return "is missing" if isinstance(error, FileNotFoundError) else f"can't be read: {error.strerror}"


def made_by(found: object) -> str:
    """Return which version made a brief of another format than ours, in words, "" for our own format."""
    if found == BRIEF_FORMAT:
        return ""
    name, _, number = BRIEF_FORMAT.rpartition("/")
    its = str(found).removeprefix(f"{name}/")
    if not its.isdecimal() or str(found) == its:
        return f"has the format {found!r}, which no version of briefing writes"
    older = int(its) < int(number)
    return (
        f"was made by {'an older' if older else 'a newer'} version of briefing (format {its}; this one reads {number})"
    )
