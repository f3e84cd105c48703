"""One brief in three formats that carry the same sentences: HTML, Markdown and JSON.

Everything that came from outside is printed as plain text: both page formats escape every value a
template prints, whether the template asks for it or not. Nothing here reads a clock or decides what is
printed; sections without lines are left out by the templates.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.digest import Json
from briefing.errors import TemplateError
from briefing.language.plain import address, markdown, plain, visible
from briefing.page import context
from briefing.types import BRIEF_FORMAT, Brief

if TYPE_CHECKING:
    from jinja2 import Environment

STYLE = "brief.css"


def render(brief: Brief, templates: Path) -> dict[str, str]:
    """Return {"brief.html": …, "brief.md": …, "brief.json": …}, made with the templates in a folder.

    The same brief and templates give the same text. Raises TemplateError naming the file and line of a
    template that is missing, malformed or asks for what there is not.
    """
    shared = context(brief)
    return {
        "brief.html": _page(_html_environment(templates), "brief.html.j2", {**shared, "css": _style(templates)}),
        "brief.md": _page(_markdown_environment(templates), "brief.md.j2", shared),
        "brief.json": as_json(brief),
    }


def as_json(brief: Brief) -> str:
    """Return the whole brief as JSON text, in the form that `templates/brief.schema.json` describes.

    Text is as it was given; a source's address is there only when it is safe to follow.
    """
    form = _form(brief)
    form["sentences"] = form.pop("lines")
    for source in (*form["sources"], *form["cut_sources"]):
        source["url"] = address(source["url"])
    form["tally"] |= {"drafted": brief.tally.drafted, "coverage": round(brief.tally.coverage, 4)}
    order = [field.name for field in dataclasses.fields(brief)]
    order[order.index("lines")] = "sentences"
    text = json.dumps({"format": BRIEF_FORMAT} | {key: form[key] for key in order}, ensure_ascii=False, indent=2)
    return re.sub("[\ud800-\udfff]", lambda lone: f"\\u{ord(lone.group()):04x}", text) + "\n"


def _form(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _form(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _form(value[key]) for key in sorted(value)}
    if isinstance(value, tuple | list):
        return [_form(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _html_environment(templates: Path) -> Environment:
    from markupsafe import Markup

    return _environment(templates, lambda value: value if isinstance(value, Markup) else visible(str(value)))


def _markdown_environment(templates: Path) -> Environment:
    """Escape as Markdown what is not yet marked safe; being marked, it passes the HTML escaping by."""
    from markupsafe import Markup

    def escaped(value: object) -> Markup:
        return value if isinstance(value, Markup) else Markup(markdown(str(value)))  # noqa: S704 - escaped

    environment = _environment(templates, escaped)
    environment.filters["autolink"] = lambda url: Markup(f"<{url}>") if url else ""  # noqa: S704 - safe by `address`
    return environment


def _environment(templates: Path, finalize: Any) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = plain
    return environment


def _page(environment: Environment, name: str, values: Mapping[str, object]) -> str:
    import jinja2

    try:
        return environment.get_template(name).render(values)
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"no template {str(error)!r}", "restore the file or name the folder that has it") from None
    except jinja2.TemplateSyntaxError as error:
        raise _at(error.filename or name, error.lineno, error) from error
    except Exception as error:
        raise _at(*_place(error, name), error) from error


def _place(error: Exception, name: str) -> tuple[str, int]:
    """The innermost template line of a traceback; jinja2 writes template names and lines into it."""
    place, trace = (name, 0), error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith((".j2", STYLE)):
            place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _at(file: str, line: int, error: Exception) -> TemplateError:
    return TemplateError(f"template {file!r}, line {line}: {error}", "mend that line of the template")


def _style(templates: Path) -> Json:
    """The style sheet, inlined as it stands; it is ours or the desk's, never an article's."""
    from markupsafe import Markup

    path = templates / STYLE
    try:
        css = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"no style sheet {str(path)!r}: {error}", "restore the file") from error
    if "</" in css:
        raise TemplateError(f"style sheet {str(path)!r} holds '</'", "it is inlined and may not close its element")
    return Markup(css)  # noqa: S704 - ours
