"""The desk file: everything about one subject that is not code."""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from briefing.digest import of_text
from briefing.errors import DeskError, UnknownDeskKey
from briefing.types import OriginKind

Words = Annotated[str, Field(min_length=1)]
EXAMPLE = "seeds/egypt-syria.toml"
TLP = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]
YardstickId = Literal["icd203-1", "icd203-2", "phia"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Question(_Table):
    """Something the desk wants answered, and the words that show a sentence bears on it."""

    text: Words
    terms: tuple[Words, ...]


class Name(_Table):
    """A person, organisation or place: one entity, its spellings, and look-alikes that are someone else."""

    name: Words
    spellings: tuple[Words, ...] = ()
    never: tuple[Words, ...] = ()
    role: str = ""

    @property
    def all_spellings(self) -> tuple[str, ...]:
        return (self.name, *self.spellings)


class SourceProfile(_Table):
    """What is known of an originator or outlet. A letter other than F needs its reason."""

    name: Words
    spellings: tuple[Words, ...] = ()
    kind: OriginKind
    interest: str = ""
    descriptor: str = ""
    letter: Literal["A", "B", "C", "D", "E", "F"] = "F"
    reason: str = ""

    @model_validator(mode="after")
    def _letter_has_reason(self) -> SourceProfile:
        if self.letter != "F" and not self.reason:
            raise ValueError(f"letter {self.letter!r} needs a reason; without a record of the source, leave it out")
        return self


class Desk(_Table):
    """One subject. `digest` is that of the file's text; `folder` is where the articles lie."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
    topic: Words
    key_question: Words
    questions: tuple[Question, ...] = ()
    terms: Annotated[tuple[Words, ...], Field(min_length=1)]
    tlp: TLP = "TLP:CLEAR"
    yardstick: YardstickId = "icd203-1"
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    articles: str = "articles"
    paper: Literal["a4", "us-letter"] = "a4"
    templates: str = ""  # a folder beside the desk file whose templates stand in for ours, file by file
    max_articles: Annotated[int, Field(ge=1, le=500)] = 40
    people: tuple[Name, ...] = ()
    organisations: tuple[Name, ...] = ()
    places: tuple[Name, ...] = ()
    sources: tuple[SourceProfile, ...] = ()
    digest: str = ""
    folder: Path = Path()

    @property
    def names(self) -> tuple[Name, ...]:
        """Every entity with spellings, profiled sources included."""
        profiled = tuple(Name(name=s.name, spellings=s.spellings) for s in self.sources)
        return (*self.people, *self.organisations, *self.places, *profiled)


def load(path: Path) -> Desk:
    """Read a desk file.

    Raises DeskError for a file that is missing, not TOML or incomplete, UnknownDeskKey for a key that
    means nothing here.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DeskError(
            f"no desk file {str(path)!r}", "name one with --desk; seeds/egypt-syria.toml shows the form"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise DeskError(
            f"desk file {str(path)!r} can't be read: {error}", "it must be a readable UTF-8 text file"
        ) from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DeskError(
            f"desk file {str(path)!r} is not TOML: {error}", "mend that line; strings stand in double quotes"
        ) from error
    return _validate(path, table, text)


def _validate(path: Path, table: dict[str, Any], text: str) -> Desk:
    for reserved in ("digest", "folder"):
        if reserved in table:
            raise UnknownDeskKey(f"{str(path)!r}: unknown key {reserved!r}", "remove it; it is worked out")
    try:
        desk = Desk.model_validate(table)
    except ValidationError as error:
        raise _explain(path, error) from None
    return desk.model_copy(update={"digest": of_text(text), "folder": path.parent / desk.articles})


def _explain(path: Path, error: ValidationError) -> DeskError:
    faults = error.errors()
    # A misspelt key is also a missing one; the spelling is what there is to mend.
    first = next((fault for fault in faults if fault["type"] == "extra_forbidden"), faults[0])
    where = " -> ".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        guess = get_close_matches(str(first["loc"][-1]), _known_keys(first["loc"]), n=1)
        hint = f"did you mean {guess[0]!r}?" if guess else "CONTRIBUTING.md lists the keys of a desk file"
        return UnknownDeskKey(f"{str(path)!r}: unknown key {where!r}", hint)
    message = re.sub(r"^Value error, ", "", first["msg"])
    return DeskError(f"{str(path)!r}: {where}: {message}", f"mend that key; {EXAMPLE} shows the form")


def _known_keys(where: tuple[int | str, ...]) -> list[str]:
    tables: dict[str, type[_Table]] = {"questions": Question, "sources": SourceProfile}
    tables |= dict.fromkeys(("people", "organisations", "places"), Name)
    table = tables.get(str(where[0]), Desk) if len(where) > 1 else Desk
    return list(table.model_fields)
