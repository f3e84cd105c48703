"""The routes of the review page: files, what there is to see, and what a reviewer decides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from pathlib import Path
from threading import Lock
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from briefing.archive.ledger import overtaken
from briefing.edition.ground import OF_THE_RECORD
from briefing.errors import BriefingError, CheckFailed, DecisionConflict, ReviewError
from briefing.language.plain import plain
from briefing.output import frozen
from briefing.page.wording import counted
from briefing.review import Item, Sitting, found, recut
from briefing.review.opening import digest
from briefing.server import views
from briefing.server.forms import BadForm, CitationForm, DecisionForm, SectionForm
from briefing.server.guard import Guard, refusal
from briefing.templates import Templates
from briefing.types import Action, Article

PREVIEW_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
_MEDIA = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_DONE = {
    Action.ACCEPT: "accepted",
    Action.EDIT: "edited",
    Action.REJECT: "rejected",
    Action.ASK: "asked about",
    Action.RESTORE: "put back",
    Action.UNDO: "took back the decision on",
}
_FITTING = {
    "s": {Action.ACCEPT, Action.EDIT, Action.REJECT, Action.ASK, Action.UNDO},
    "c": {Action.RESTORE, Action.ASK, Action.UNDO},
    "w": {Action.RESTORE, Action.EDIT, Action.ASK, Action.UNDO},
}


@dataclass(slots=True)
class ReviewPage:
    """One sitting on the server. `now` gives the time of a decision, `preview` the page as it would be published."""

    sitting: Sitting
    files: Mapping[str, Path]  # what the page is made of, by name
    now: Callable[[], datetime]
    preview: Callable[[], Awaitable[str]]
    _made: tuple[tuple[int, bool], dict[str, Any]] | None = field(default=None)
    _turn: Lock = field(default_factory=Lock)

    async def get_file(self, request: Request) -> Response:
        path = self.files[request.url.path.removeprefix("/") or "review.html"]
        return Response(path.read_bytes(), media_type=_MEDIA[path.suffix])

    async def get_review(self, _: Request) -> Response:
        return JSONResponse(await self._in_turn(self.review))

    async def get_sentence(self, request: Request) -> Response:
        return JSONResponse(await self._in_turn(lambda: self.sentence(request.path_params["id"])))

    async def get_article(self, request: Request) -> Response:
        return JSONResponse(views.article(self.article(request.path_params["id"])))

    async def get_preview(self, _: Request) -> Response:
        try:
            page = await self.preview()
        except (BriefingError, OSError) as error:
            page = f"<!doctype html><title>No preview</title><p>There is no preview: {escape(str(error))}"
        return HTMLResponse(page, headers={"Content-Security-Policy": PREVIEW_POLICY})

    async def post_decision(self, request: Request) -> Response:
        form = DecisionForm.of(await request.body())
        return JSONResponse(await self._in_turn(lambda: self.decide(form)))

    async def post_section(self, request: Request) -> Response:
        form = SectionForm.of(await request.body())
        return JSONResponse(await self._in_turn(lambda: self.accept(form)))

    async def post_citation(self, request: Request) -> Response:
        form = CitationForm.of(await request.body())
        one = self.article(form.article)
        cited = found(one, form.words) if form.start is None or form.end is None else recut(one, form.start, form.end)
        return JSONResponse(views.quotation(cited))

    async def conflict(self, _: Request, error: Exception) -> Response:
        """Answer a decision that came too late, with the page as it is now."""
        assert isinstance(error, DecisionConflict)  # noqa: S101 - what this is registered for
        return refusal(409, error.message, error.hint, review=await self._in_turn(self.review))

    def decide(self, form: DecisionForm) -> dict[str, Any]:
        """Take down a decision and return what was done, with the page as it is then."""
        item = self._as_seen(form)
        if form.action is Action.EDIT:
            cited = [recut(self.article(each.article), each.start, each.end) for each in form.citations]
            self.sitting.edit(item, plain(form.text), cited, self.now(), plain(form.reason))
        else:
            self.sitting.decide(item, form.action, self.now(), plain(form.reason))
        return {"done": f"{_DONE[form.action]} {form.id}", "review": self.review()}

    def accept(self, form: SectionForm) -> dict[str, Any]:
        """Accept what is open in a section and passed all checks, when the reviewer knows of every decision on it."""
        self._still_there()
        items = (item for item in self.sitting.items() if item.line.section is form.section)
        if unseen := [one for item in items for one in item.history if one.id > form.last]:
            raise overtaken(unseen[-1])
        accepted = [item.line.id for item in self.sitting.accept_section(form.section, self.now())]
        done = f"accepted {counted(len(accepted), 'sentence')}"
        return {"done": done, "accepted": accepted, "review": self.review()}

    def sentence(self, key: str) -> dict[str, Any]:
        """Return one sentence with all that stands behind it."""
        opened, decided = self.sitting.opened, self.sitting.decided()
        record = next((line for line in opened.brief.lines if line.id == key), None)
        if record and record.section in OF_THE_RECORD:
            return views.of_the_record(record, opened, decided)
        return views.sentence(self.item(key), opened, decided, self.sitting.reviewer)

    def review(self) -> dict[str, Any]:
        """Return the edition as the page shows it, made anew when the ledger has changed."""
        known = self.sitting.decisions()
        state = (known[-1].id if known else 0, self._final())
        if self._made is None or self._made[0] != state:
            self._made = state, views.review(self.sitting, final=state[1])
        return self._made[1]

    def item(self, key: str) -> Item:
        """Return the sentence with this id, s…, c… or w…; ReviewError when there is none."""
        decided = self.sitting.decided()
        items = {item.line.id: item for item in (*decided.items, *decided.cut, *decided.withheld)}
        if key not in items:
            raise ReviewError(f"there is no sentence {key!r} to review", "load the page again")
        return items[key]

    def article(self, key: str) -> Article:
        """Return an article that the edition keeps; ReviewError when there is none with this id."""
        if key not in self.sitting.opened.bench.articles:
            raise ReviewError(f"there is no article {key!r}", "load the page again")
        return self.sitting.opened.bench.articles[key]

    def _as_seen(self, form: DecisionForm) -> Item:
        """The sentence that was decided on, when nobody has decided on it since the reviewer saw it."""
        self._still_there()
        item = self.item(form.id)
        if form.action not in _FITTING[item.line.id[0]]:
            raise ReviewError(f"{form.action.value}: not for sentence {form.id}", "load the page again")
        if form.key != item.subject.key:
            raise ReviewError("another edition is on the table", "load the page again")
        if form.seen != item.seen:
            raise overtaken(item.history[-1]) if item.history else ReviewError("nobody decided on it", "load it again")
        return item

    def _final(self) -> bool:
        opened = self.sitting.opened
        return frozen(opened.folder) or self.sitting.archive.published(opened.edition.brief) is not None

    def _still_there(self) -> None:
        """Refuse decisions on an edition that was made anew while it was on the table; one published stays there."""
        opened = self.sitting.opened
        if digest(opened.folder) != opened.edition.brief and not frozen(opened.folder):
            raise CheckFailed(f"{str(opened.folder)!r} has another edition by now", "end the review and start it again")

    async def _in_turn(self, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Do what touches the archive beside the loop, one thing after the other: nothing else waits for it."""
        return await run_in_threadpool(self._alone, work)

    def _alone(self, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        with self._turn:
            return work()


def application(page: ReviewPage, token: str, port: int) -> ASGIApp:
    """Return what is served: everything under /TOKEN/, and nothing to whoever has no token."""
    routes = [
        Route("/review.json", page.get_review),
        Route("/sentences/{id}.json", page.get_sentence),
        Route("/articles/{id}.json", page.get_article),
        Route("/preview", page.get_preview),
        Route("/decisions", page.post_decision, methods=["POST"]),
        Route("/sections", page.post_section, methods=["POST"]),
        Route("/citations", page.post_citation, methods=["POST"]),
        *(Route(f"/{name}", page.get_file) for name in ("", *page.files)),
    ]
    handlers = {
        DecisionConflict: page.conflict,
        BriefingError: _error,
        BadForm: _bad,
        ClientDisconnect: _bad,
        HTTPException: _nothing,
        Exception: _failed,
    }
    inside = Starlette(routes=routes, exception_handlers=handlers)
    inside.router.redirect_slashes = False
    return Guard(inside, token, port)


def page_files(templates: Templates) -> dict[str, Path]:
    """Return the files that the page is made of, by the names it asks for them with."""
    every = [path for folder in templates.folders for path in (*folder.glob("review/*"), *folder.glob("fonts/*.woff2"))]
    names = {path.name if path.parent.name == "review" else f"fonts/{path.name}" for path in every if path.is_file()}
    found = {name: templates.find(name if name.startswith("fonts/") else f"review/{name}") for name in sorted(names)}
    return {name: path for name, path in found.items() if path.suffix in _MEDIA}


async def _error(_: Request, error: Exception) -> Response:
    assert isinstance(error, BriefingError)  # noqa: S101 - what this is registered for
    return refusal(422 if isinstance(error, ReviewError) else 503, error.message, error.hint)


async def _bad(_: Request, error: Exception) -> Response:
    return refusal(400, f"what was sent can't be read: {error}", "load the page again")


async def _failed(_: Request, error: Exception) -> Response:
    hint = "what went wrong is at the terminal; load the page again to see what is kept"
    return refusal(500, f"the server failed: {type(error).__name__}", hint)


async def _nothing(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what this is registered for
    return refusal(error.status_code, error.detail, "open the address that the command printed")
