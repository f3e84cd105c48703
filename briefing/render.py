"""One brief in three formats that carry the same sentences: HTML, Markdown and JSON.

Everything that came from outside is printed as plain text: both page formats escape every value a
template prints, whether the template asks for it or not. Nothing here reads a clock or decides what is
printed; sections without lines are left out by the templates.
"""

from __future__ import annotations

import dataclasses
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.digest import Json
from briefing.drawings import Drawing, matrix, timeline
from briefing.errors import TemplateError
from briefing.language.plain import address, markdown, plain, visible
from briefing.page import air, context
from briefing.templates import Templates
from briefing.types import BRIEF_FORMAT, Brief

if TYPE_CHECKING:
    from jinja2 import Environment

STYLE = "brief.css"
FONTS = "fonts/"
WHOLE, WIDE, NARROW = 524, 344, 168  # points: what a drawing has alone, and what two have side by side


def render(brief: Brief, templates: Templates, texts: Mapping[str, str], paper: str = "a4") -> dict[str, str]:
    """Return {"brief.html": …, "brief.md": …, "brief.json": …}.

    `texts` has the stored text of cited articles by id, for the words around a quotation; `paper` is "a4" or
    "us-letter". The same values give the same text. Raises TemplateError naming the file and line of a template
    that is missing, malformed or asks for what there is not.
    """
    drawn = _drawings(brief)
    high = max((one.height for one in drawn.values() if one), default=0.0)
    shared = context(brief, texts) | {"paper": paper, "air": air(brief, high, paper), "drawings": _shown(drawn)}
    return {
        "brief.html": _page(
            templates, _html_environment(templates), "brief.html.j2", shared | {"css": _style(templates)}
        ),
        "brief.md": _page(templates, _markdown_environment(templates), "brief.md.j2", shared),
        "brief.json": as_json(brief),
    }


def _drawings(brief: Brief) -> dict[str, Drawing | None]:
    origins = matrix(brief, NARROW)
    events = timeline(brief, WIDE if origins else WHOLE)
    return {"timeline": events, "matrix": origins if events or not origins else matrix(brief, WIDE)}


def _shown(drawn: Mapping[str, Drawing | None]) -> dict[str, object]:
    """The pictures by name; what is drawn escapes what it prints itself."""
    from markupsafe import Markup

    return {
        name: {"svg": Markup(one.svg), "alt": one.alt} if one else None  # noqa: S704 - escaped where it is written
        for name, one in drawn.items()
    }


def page(templates: Templates, name: str, values: Mapping[str, object]) -> str:
    """Return an HTML page made with one template, every value escaped; errors as in `render`."""
    return _page(templates, _html_environment(templates), name, values)


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


def _html_environment(templates: Templates) -> Environment:
    """Escape every value as it is printed, so that no block of a template can switch it off."""
    from markupsafe import Markup, escape

    return _environment(templates, lambda value: value if isinstance(value, Markup) else escape(visible(str(value))))


def _markdown_environment(templates: Templates) -> Environment:
    """Escape as Markdown what is not yet marked safe; being marked, it passes the HTML escaping by."""
    from markupsafe import Markup

    def escaped(value: object) -> Markup:
        return value if isinstance(value, Markup) else Markup(markdown(str(value)))  # noqa: S704 - escaped

    environment = _environment(templates, escaped)
    environment.filters["autolink"] = lambda url: Markup(f"<{url}>") if url else ""  # noqa: S704 - safe by `address`
    return environment


def _environment(templates: Templates, finalize: Any) -> Environment:
    """An environment without a way to print a value unescaped: that filter is taken out."""
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: _source(templates, name)),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.pop("safe")
    environment.filters["plain"] = plain
    return environment


def _source(templates: Templates, name: str) -> tuple[str, str, None] | None:
    """A template's text and file, or None where no folder has it: jinja2 then knows how to go on."""
    try:
        path = templates.find(name)
    except TemplateError:
        return None
    return templates.text(name), str(path), None


def _page(templates: Templates, environment: Environment, name: str, values: Mapping[str, object]) -> str:
    import jinja2

    try:
        return environment.get_template(name).render(values)
    except TemplateError:
        raise
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"no template {str(error)!r}", "restore the file or name the folder that has it") from None
    except jinja2.TemplateSyntaxError as error:
        raise _at(error.filename or name, error.lineno, error) from error
    except Exception as error:
        raise _at(*_place(error, templates, name), error) from error


def _place(error: Exception, templates: Templates, name: str) -> tuple[str, int]:
    """The innermost template line of a traceback; jinja2 writes template names and lines into it."""
    place, trace = (str(templates.find(name)), 0), error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if any(Path(file).is_relative_to(folder) for folder in templates.folders):
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _at(file: str, line: int, error: Exception) -> TemplateError:
    said = str(error) or type(error).__name__
    return TemplateError(f"template {file!r}, line {line}: {said}", "mend that line of the template")


def _style(templates: Templates) -> Json:
    """The style sheet with the typefaces it names put into it; it is ours or the desk's, never an article's."""
    from markupsafe import Markup

    def embedded(match: re.Match[str]) -> str:
        name = match["name"].strip("\"'")
        if not name.startswith(FONTS) or ".." in name:
            raise fault(match.start(), f"{name!r} would be fetched", f"name a file under {FONTS!r} of the templates")
        kind = Path(name).suffix[1:]
        return f"url(data:font/{kind};base64,{b64encode(templates.find(name).read_bytes()).decode()})"

    def fault(place: int, what: str, hint: str) -> TemplateError:
        line = css[:place].count("\n") + 1
        return TemplateError(f"template {str(templates.find(STYLE))!r}, line {line}: {what}", hint)

    css = templates.text(STYLE)
    for found in re.finditer(r"</|@import", css):
        raise fault(found.start(), f"holds {found.group()!r}", "it is put into the page as it stands and loads nothing")
    return Markup(re.sub(r"url\((?P<name>[^)]*)\)", embedded, css))  # noqa: S704 - ours
