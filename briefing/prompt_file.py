"""Prompt files as they lie in their folder: names, front matter and body, held to the format.

May not parse or render a template, or know what a version is locked to.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import MissingPrompt, PromptError

VERSIONED = re.compile(r"([a-z][a-z0-9_]*)\.v([1-9][0-9]*)\.prompt")
PARTIAL = re.compile(r"_[a-z][a-z0-9_]*\.prompt")
MODELS = ("default",)
CONFIG: Mapping[str, tuple[type, ...]] = {"temperature": (int, float), "max_tokens": (int,)}
TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list, tuple),
    "object": (object,),
}
KEYS = ("description", "model", "config", "input", "output")
FORM = re.compile(r"\A---\n(.*?\n)---\n(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PromptFile:
    """What a file says: `model` is a role, `inputs` maps each input to its type, `output` names a class."""

    description: str
    model: str
    config: Mapping[str, int | float]
    inputs: Mapping[str, str]
    output: str
    body: str


def read_folder(folder: Path) -> tuple[dict[tuple[str, int], str], dict[str, str]]:
    """Return the versions' texts by name and number, in that order, and the partials' texts by file name.

    Raises MissingPrompt without a folder, PromptError for a file that is misnamed, unreadable or not UTF-8.
    """
    if not folder.is_dir():
        raise MissingPrompt(f"no prompts folder {str(folder)!r}", "it comes with the package; reinstall briefing")
    versions, partials = {}, {}
    for path in sorted(folder.glob("*.prompt")):
        match = VERSIONED.fullmatch(path.name)
        if match:
            versions[match[1], int(match[2])] = _text(path)
        elif PARTIAL.fullmatch(path.name):
            partials[path.name] = _text(path)
        else:
            raise PromptError(f"prompt file name {path.name!r}", "name it <name>.v<N>.prompt, or _<name>.prompt")
    return dict(sorted(versions.items())), partials


def parse(file: str, text: str) -> PromptFile:
    """Take a file apart; PromptError for anything that is not the format, naming the file and the key."""
    match = FORM.match(text)
    if match is None:
        raise PromptError(f"{file!r} has no front matter", "begin with '---', YAML, and '---' on lines of their own")
    table = _yaml(file, match[1])
    _known(file, "", table, KEYS)
    description, output = table.get("description"), _schema(file, table, "output")
    if not isinstance(description, str) or not description.strip():
        raise PromptError(f"{file!r} has no description", "one sentence that says what the prompt is for")
    if not isinstance(output, str) or not output.isidentifier():
        raise PromptError(f"{file!r}: output.schema is {output!r}", "name a class of briefing/drafts.py")
    model = table.get("model", "default")
    if model not in MODELS:
        raise PromptError(f"{file!r}: model is {model!r}", f"name a role, not a model: {', '.join(MODELS)}")
    return PromptFile(description, model, _config(file, table), _inputs(file, table), output, match[2])


def check_values(prompt_id: str, types: Mapping[str, str], values: Mapping[str, object]) -> None:
    """Raise PromptError unless `values` are exactly the declared inputs, each of its declared type."""
    same_names(prompt_id, "given", values, types)
    for name, kind in types.items():
        value = values[name]
        if not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind in ("integer", "number")):
            raise PromptError(f"prompt {prompt_id!r}: input {name!r} is no {kind}", "pass what the front matter says")


def same_names(where: str, what: str, found: Collection[str], declared: Collection[str]) -> None:
    """Raise PromptError naming the inputs that only one of two sides has."""
    extra, lacking = sorted(set(found) - set(declared)), sorted(set(declared) - set(found))
    if extra:
        raise PromptError(f"{where!r}: {what} but not declared: {', '.join(extra)}", "declare it under input.schema")
    if lacking:
        raise PromptError(
            f"{where!r}: declared but not {what}: {', '.join(lacking)}", "input.schema lists what is used"
        )


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{str(path)!r} can't be read: {error}", "a prompt is a UTF-8 text file") from error


def _yaml(file: str, text: str) -> dict[str, Any]:
    import yaml

    hint = "the front matter is a YAML mapping; each key stands once"
    try:
        _refuse_twice(yaml.compose(text, Loader=yaml.SafeLoader))
        table = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        raise PromptError(f"{file!r}: {' '.join(str(error).split())}", hint) from error
    if not isinstance(table, dict):
        raise PromptError(f"{file!r}: the front matter is no mapping", hint)
    return table


def _refuse_twice(node: Any) -> None:
    """YAML lets the last of two equal keys win without a word."""
    if node is None or isinstance(node.value, str):
        return
    keys = [pair[0].value for pair in node.value if isinstance(pair, tuple)]
    twice = next((key for key in keys if isinstance(key, str) and keys.count(key) > 1), None)
    if twice is not None:
        raise ValueError(f"key {twice!r} stands twice")
    for child in node.value:
        _refuse_twice(child[1] if isinstance(child, tuple) else child)


def _known(file: str, where: str, table: Mapping[Any, object], keys: Collection[str]) -> None:
    for key in table:
        if key not in keys:
            guess = difflib.get_close_matches(str(key), keys, n=1)
            hint = f"did you mean {guess[0]!r}?" if guess else f"keys: {', '.join(keys)}"
            raise PromptError(f"{file!r}: unknown key {where + str(key)!r}", hint)


def _schema(file: str, table: Mapping[str, Any], key: str) -> object:
    inner = table.get(key)
    if not isinstance(inner, dict) or "schema" not in inner:
        raise PromptError(f"{file!r} has no {key}.schema", f"write `{key}: {{schema: …}}` in the front matter")
    _known(file, f"{key}.", inner, ("schema",))
    return inner["schema"]


def _inputs(file: str, table: Mapping[str, Any]) -> dict[str, str]:
    schema = _schema(file, table, "input")
    if not isinstance(schema, dict):
        raise PromptError(f"{file!r}: input.schema is no mapping", "write `input: {schema: {name: type}}`")
    for name, kind in schema.items():
        if not isinstance(name, str) or kind not in TYPES:
            raise PromptError(f"{file!r}: input {name!r} has type {kind!r}", f"types: {', '.join(TYPES)}")
    return schema


def _config(file: str, table: Mapping[str, Any]) -> dict[str, int | float]:
    config = table.get("config", {})
    if not isinstance(config, dict):
        raise PromptError(f"{file!r}: config is no mapping", "write `config: {temperature: 0}`")
    _known(file, "config.", config, tuple(CONFIG))
    for key, value in config.items():
        if type(value) not in CONFIG[key] or value < 0:
            raise PromptError(f"{file!r}: config.{key} is {value!r}", "a number, not below zero")
    return config
