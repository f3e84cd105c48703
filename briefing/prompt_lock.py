"""`prompts.lock`: which version of each prompt is in use, and the digest of every version and partial.

May add lines and move the active version. May not change a digest that is already there: an edition made
with a prompt must be able to name it for ever.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.digest import of_json, of_text
from briefing.errors import EditedPrompt, MissingPrompt, PromptError

FILE = "prompts.lock"
HEADER = """\
# Written by `briefing prompts lock`. A line here is never changed once its prompt has been released:
# copy the prompt to the next version instead. One that was never released is unlocked by deleting its line.
"""
_INCLUDE = re.compile(r"""{%[-+]?\s*include\s+["'](_[^"']+)["']""")
PARTIAL_HINT = (
    f"restore it and give the new wording another file name, included from a new prompt version, or, if it was never "
    f"released, delete its line and those of the prompts that include it from {FILE} and run `briefing prompts lock`"
)


@dataclass(frozen=True, slots=True)
class Lock:
    """`active`: name to version; `prompts`: "name.vN" to digest; `partials`: file name to digest."""

    active: Mapping[str, int] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    partials: Mapping[str, str] = field(default_factory=dict)


def read(folder: Path) -> Lock:
    """Read a folder's lock, empty when there is none; PromptError when it is not what `write` writes."""
    path = folder / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Lock()
    except (OSError, ValueError) as error:
        raise PromptError(f"{str(path)!r} can't be read: {error}", "restore it from the history") from error
    unknown = set(table) - {"active", "prompts", "partials"}
    if unknown:
        raise PromptError(f"{str(path)!r}: unknown table {min(unknown)!r}", "restore it from the history")
    tables = (_table(path, table, "active", int), _table(path, table, "prompts", str))
    return Lock(*tables, _table(path, table, "partials", str))


def holds(lock: Lock, files: Mapping[str, str], partials: Mapping[str, str]) -> bool:
    """True when every version ("name.vN" to text) and partial is locked as it stands.

    Quick, because nothing is parsed as a template: whatever was locked had been, and its includes are literal.
    """
    if {name: of_text(text) for name, text in partials.items()} != dict(lock.partials):
        return False
    return {key: _covered(key, text, partials) for key, text in files.items()} == dict(lock.prompts)


def _covered(key: str, text: str, partials: Mapping[str, str]) -> str:
    file, covered, waiting = f"{key}.prompt", dict[str, str](), _INCLUDE.findall(text)
    while waiting:
        part = waiting.pop()
        if part not in covered and part in partials:
            covered[part] = of_text(partials[part])
            waiting += _INCLUDE.findall(partials[part])
    return of_json({file: of_text(text), **covered})


def write(folder: Path, lock: Lock) -> None:
    """Write the lock whole or not at all; PromptError when the folder can't be written."""
    path, fresh = folder / FILE, folder / f".{FILE}.new"
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(_printed(lock))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise PromptError(f"{str(path)!r} can't be written: {error}", "prompts are locked in a checkout") from error


def refuse_changes(lock: Lock, wanted: Lock) -> None:
    """Raise EditedPrompt or MissingPrompt for a locked file that is no longer what was locked.

    Partials come first: one changed partial changes every prompt that includes it.
    """
    for name, digest in sorted(lock.partials.items()):
        _hold(f"partial {name!r}", digest, wanted.partials.get(name), PARTIAL_HINT)
    for name, digest in sorted(lock.prompts.items()):
        _hold(f"prompt {name!r}", digest, wanted.prompts.get(name), copy_hint(name))


def compare(lock: Lock, wanted: Lock) -> None:
    """Raise as `refuse_changes` does, and PromptError for a file or active version that the lock does not hold."""
    refuse_changes(lock, wanted)
    new = sorted({*wanted.prompts, *wanted.partials} - {*lock.prompts, *lock.partials})
    if new:
        raise PromptError(f"{new[0]!r} is not in {FILE!r}", "run `briefing prompts lock`")
    for name in wanted.active:
        if f"{name}.v{lock.active.get(name)}" not in lock.prompts:
            raise PromptError(f"{FILE!r} has no active version of {name!r}", "run `briefing prompts lock`")


def copy_hint(prompt_id: str) -> str:
    """What to do about an edited prompt."""
    name, _, version = prompt_id.rpartition(".v")
    following = f"{name}.v{int(version) + 1}.prompt"
    return (
        f"copy it to {following} and restore this one, or, if it was never released, "
        f"delete its line from {FILE} and run `briefing prompts lock`"
    )


def _hold(what: str, locked: str, now: str | None, hint: str) -> None:
    if now is None:
        raise MissingPrompt(f"{what} is locked but its file is gone", f"restore it from the history; {FILE} names it")
    if now != locked:
        raise EditedPrompt(f"{what} was changed after it was locked", hint)


def _table(path: Path, table: Mapping[str, Any], name: str, kind: type) -> dict[str, Any]:
    found = table.get(name, {})
    if not isinstance(found, dict) or not all(type(value) is kind for value in found.values()):
        raise PromptError(f"{str(path)!r}: table {name!r} is malformed", "restore it from the history")
    return found


def _printed(lock: Lock) -> str:
    active = [f"{name} = {version}" for name, version in sorted(lock.active.items())]
    prompts = [f'"{name}" = "{digest}"' for name, digest in sorted(lock.prompts.items())]
    partials = [f'"{name}" = "{digest}"' for name, digest in sorted(lock.partials.items())]
    return "\n".join([HEADER, "[active]", *active, "", "[prompts]", *prompts, "", "[partials]", *partials, ""])
