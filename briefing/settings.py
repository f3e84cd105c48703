"""What a run is told from outside: flags over environment over `briefing.toml` over defaults.

The only reader of environment variables. Holds no clock, and never shows a key.
"""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from briefing.errors import SettingError

FILE = "briefing.toml"
PREFIX = "BRIEFING_"
PACKAGE = Path(__file__).resolve().parent
SECRETS = re.compile(r"key|token|secret|password", re.IGNORECASE)


class Secret:
    """A value that is shown nowhere: `reveal` is the one way to it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Secret(hidden)" if self._value else "Secret(not set)"

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run is told. `came_from` names the source of each value, for `briefing doctor`."""

    desk: Path
    archive: Path
    model: str = ""  # "" is the rules analyst
    api_base: str = ""
    api_key: Secret = field(default_factory=lambda: Secret(""), compare=False)
    out: Path = Path("briefs")
    concurrency: int = 8  # calls side by side
    budget: Decimal | None = None  # USD for one run; None is no limit
    timeout: float = 120.0  # seconds for one call
    retries: int = 4  # per call, after the first attempt
    deadline: float = 300.0  # seconds for one call with its retries
    allow_substitute: bool = False  # take a reply from another model than the one asked
    came_from: Mapping[str, str] = field(default_factory=dict, compare=False)

    def shown(self) -> dict[str, str]:
        """Every value as a person may read it, the key as whether it is set."""
        values = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "came_from"}
        words = {"": "not set", "None": "not set", "True": "true", "False": "false"}
        shown = {name: words.get(str(value), str(value)) for name, value in values.items()}
        return shown | {"api_key": "set" if self.api_key else "not set", "model": self.model or "none: rules analyst"}


def load(flags: Mapping[str, object], environment: Mapping[str, str], folder: Path) -> Settings:
    """Settle every setting, each from the first source that names it.

    `flags` are parsed arguments by setting name, None where not given (others are ignored); `folder` holds
    `briefing.toml`, and relative paths are relative to it. Raises SettingError naming source and value.
    """
    _refuse_typos(environment)
    table = _table(folder / FILE)
    values: dict[str, Any] = {}
    came_from: dict[str, str] = {}
    for name, read in READERS.items():
        given = _first(name, flags, environment, table)
        came_from[name] = given[0] if given else "default"
        if given:
            values[name] = _read(f"{FILE}: {name}" if given[0] == FILE else given[0], given[1], read)
    for name in ("desk", "out", "archive"):
        if name in values:
            values[name] = folder / values[name]
    values.setdefault("desk", data_folder("seeds") / "egypt-syria.toml")
    values.setdefault("out", folder / "briefs")
    values.setdefault("archive", values["out"] / "archive.sqlite")
    return Settings(**values, came_from=came_from)


def as_of(text: str | None, today: date) -> date:
    """Return the cut-off day: `today` unless given as YYYY-MM-DD; SettingError for anything else."""
    if text is None:
        return today
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise SettingError(f"--as-of={text!r} is no date", "write it as YYYY-MM-DD, for example 2018-12-24")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingError(f"--as-of={text!r} is impossible: {error}", "name a day that is in the calendar") from None


def data_folder(name: Literal["prompts", "templates", "seeds"]) -> Path:
    """Return a folder that travels with the package: inside a wheel, or at the top of a checkout."""
    return _travels(name)


def lock_file() -> Path:
    """Return the `requirements.lock` that travels with the package."""
    return _travels("requirements.lock")


def environment() -> dict[str, str]:
    """Return the process's environment: the one place it is read."""
    return dict(os.environ)


def hand_down(variables: Mapping[str, str]) -> None:
    """Set variables that a library reads as it is imported, whatever they were before."""
    os.environ.update(variables)


def provider_keys(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the provider keys that are set (OPENAI_API_KEY and its like), never a value."""
    names = re.compile(r"(?!BRIEFING_)[A-Z0-9_]+_(API_KEY|ACCESS_KEY_ID|AUTH_TOKEN)")
    return tuple(sorted(name for name, value in environment.items() if value and names.fullmatch(name)))


def _travels(name: str) -> Path:
    inside, beside = PACKAGE / "_data" / name, PACKAGE.parent / name
    found = next((path for path in (inside, beside) if path.exists()), None)
    if found is None:
        raise SettingError(f"{name!r} did not come with the package", "install briefing again")
    return found


def _first(
    name: str, flags: Mapping[str, object], environment: Mapping[str, str], table: Mapping[str, object]
) -> tuple[str, object] | None:
    """The source and value that win; a key has no flag, because arguments are seen by everyone on the machine."""
    if flags.get(name) is not None and name != "api_key":
        return f"--{name.replace('_', '-')}", flags[name]
    variable = PREFIX + name.upper()
    if environment.get(variable):
        return variable, environment[variable]
    return (FILE, table[name]) if name in table else None


def _read(source: str, value: object, read: Callable[[object], object]) -> object:
    try:
        return read(value)
    except ValueError as error:
        value = "…" if re.search("[@?]", str(value)) else value  # an address may carry a password
        raise SettingError(
            f"{source}={value!s}: {error}", "`briefing doctor` shows where each value comes from"
        ) from None


def _table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingError(f"{str(path)!r} can't be read: {error}", "it must be TOML in UTF-8, or not there") from None
    for key in table:
        _refuse_key(key)
    return table


def _refuse_key(key: str) -> None:
    if SECRETS.search(key):
        raise SettingError(
            f"{FILE}: {key!r} may not stand in a file", "remove it there and set BRIEFING_API_KEY in the environment"
        )
    if key not in READERS:
        guess = get_close_matches(key, READERS, n=1)
        hint = f"did you mean {guess[0]!r}?" if guess else f"keys: {', '.join(n for n in READERS if n != 'api_key')}"
        raise SettingError(f"{FILE}: unknown key {key!r}", hint)


def _refuse_typos(environment: Mapping[str, str]) -> None:
    """A misspelt variable would silently change what is run."""
    known = [name.upper() for name in READERS]
    for variable in sorted(environment):
        name = variable.removeprefix(PREFIX)
        guess = get_close_matches(name, known, n=1, cutoff=0.8) if variable.startswith(PREFIX) else []
        if guess and name not in known:
            raise SettingError(f"unknown variable {variable!r}", f"did you mean {PREFIX}{guess[0]}?")


def _model(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[!-~]{1,200}", value):
        raise ValueError("expected a model's name, or 'rules' for none")
    return "" if value == "rules" else value


def _base(value: object) -> str:
    parts = urlsplit(value if isinstance(value, str) else "")
    public = parts.port != 0 and "@" not in parts.netloc and not parts.query  # neither may carry a key
    if parts.scheme not in ("http", "https") or not parts.hostname or not public:
        raise ValueError("expected an address such as http://localhost:8000/v1")
    return str(value)


def _key(value: object) -> Secret:
    return Secret(str(value).strip())


def _path(value: object) -> Path:
    if not isinstance(value, str | Path) or not str(value) or "\0" in str(value):
        raise ValueError("expected a path")
    return Path(value)


def _whole(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        text = str(value).strip()
        if not re.fullmatch(r"-?[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"expected a whole number from {least} to {most}")
        return int(text)

    return read


def _seconds(value: object) -> float:
    try:
        seconds = float(str(value))
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= 86_400:
        raise ValueError("expected seconds, more than 0 and at most a day")
    return seconds


def _dollars(value: object) -> Decimal:
    try:
        dollars = Decimal(str(value))
    except InvalidOperation:
        dollars = Decimal("NaN")
    if not dollars.is_finite() or not 0 <= dollars <= 1_000_000:
        raise ValueError("expected an amount in US dollars, for example 0.50")
    return dollars


def _yes(value: object) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if str(value).lower() not in words:
        raise ValueError("expected true or false")
    return words[str(value).lower()]


READERS: Mapping[str, Callable[[object], object]] = {
    "model": _model,
    "api_base": _base,
    "api_key": _key,
    "desk": _path,
    "out": _path,
    "archive": _path,
    "concurrency": _whole(1, 64),
    "budget": _dollars,
    "timeout": _seconds,
    "retries": _whole(0, 10),
    "deadline": _seconds,
    "allow_substitute": _yes,
}
