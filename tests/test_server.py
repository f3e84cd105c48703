"""The review page's server: who is let in, what it tells, what it takes down, and what it refuses."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from httpx import Client
from reviewing import DESK, NOON, copied, recorded, table

from briefing.archive import Archive
from briefing.cli import main
from briefing.errors import ReviewError
from briefing.review import Sitting
from briefing.server import Preview, ReviewPage, application, listening, page_files
from briefing.server.serve import server
from briefing.settings import data_folder
from briefing.templates import Templates
from briefing.types import Action, Part, Section

TOKEN = "the-token"  # noqa: S105 - of no server but this one
OURS = Templates((data_folder("templates"),))
ROUTES = ["", "review.json", "review.css", "sentences/s1.json", "articles/a1.json", "preview"]
POSTS = ["decisions", "sections", "citations"]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recorded(tmp_path_factory.mktemp("recorded"), "2016-10-18", "2018-12-24")


@pytest.fixture
def sitting(editions: Path, tmp_path: Path) -> Iterator[Sitting]:
    opened = table(copied(editions, tmp_path))
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        yield Sitting(opened, archive, "Ann")


@pytest.fixture
def client(sitting: Sitting) -> Iterator[Client]:
    with served(sitting) as client:
        yield client


@contextmanager
def served(sitting: Sitting) -> Iterator[Client]:
    """A client that asks as the page does, of a server on a socket."""

    async def preview() -> str:
        return "<!doctype html><title>The page</title>"

    with listening(0) as listener:
        port = listener.getsockname()[1]
        running = server(application(ReviewPage(sitting, page_files(OURS), lambda: NOON, preview), TOKEN, port))
        thread = Thread(target=running.run, args=([listener],))
        thread.start()
        here = f"http://127.0.0.1:{port}"
        try:
            with Client(base_url=here, headers={"origin": here}, trust_env=False) as client:
                yield client
        finally:
            running.should_exit = True
            thread.join()


def get(client: Client, path: str) -> Any:
    answer = client.get(f"/{TOKEN}/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def post(client: Client, path: str, body: Any, status: int = 200) -> Any:
    answer = client.post(f"/{TOKEN}/{path}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def sentences(review: Any) -> dict[str, Any]:
    lines = [line for part in review["sections"] for line in part["lines"]]
    return {line["id"]: line for line in (*lines, *review["cut"], *review["withheld"])}


def decision(line: Any, action: str, **more: Any) -> dict[str, Any]:
    return {"id": line["id"], "key": line["key"], "seen": line["seen"], "action": action} | more


# Who is let in


ENTRANCE = [
    ({}, 200),
    ({"origin": ""}, 403),
    ({"origin": "null"}, 403),
    ({"origin": "https://elsewhere.example"}, 403),
    ({"origin": "http://127.0.0.1:1"}, 403),
    ({"origin": "http://localhost:PORT"}, 403),  # of the other name, whose pages are not this one's
    ({"sec-fetch-site": "cross-site"}, 403),
    ({"sec-fetch-site": "same-site"}, 403),
    ({"host": "elsewhere.example"}, 421),
    ({"host": "elsewhere.example:PORT"}, 421),
    ({"host": "127.0.0.1"}, 421),
    ({"host": "127.0.0.1.elsewhere.example:PORT"}, 421),
]


def at_port(client: Client, headers: dict[str, str]) -> dict[str, str]:
    return {name: value.replace("PORT", str(client.base_url.port)) for name, value in headers.items()}


@pytest.mark.parametrize(("headers", "status"), ENTRANCE)
@pytest.mark.parametrize("path", ["", "review.json", "review.css"])
def test_only_a_page_of_ours_is_answered(client: Client, path: str, headers: dict[str, str], status: int) -> None:
    assert client.get(f"/{TOKEN}/{path}", headers=at_port(client, headers)).status_code == status


@pytest.mark.parametrize(("headers", "status"), [(headers, status) for headers, status in ENTRANCE if headers])
@pytest.mark.parametrize("path", POSTS)
def test_nothing_is_taken_down_for_another_page(
    client: Client, sitting: Sitting, path: str, headers: dict[str, str], status: int
) -> None:
    line = sentences(get(client, "review.json"))["s1"]
    answer = client.post(f"/{TOKEN}/{path}", json=decision(line, "accept"), headers=at_port(client, headers))
    assert (answer.status_code, list(sitting.decisions())) == (status, [])


@pytest.mark.parametrize("path", [*ROUTES, *POSTS])
@pytest.mark.parametrize("token", ["", "/", "/wrong", "/the-toke", "/the-token2", "/THE-TOKEN", "/%74he-token2"])
def test_without_the_token_there_is_nothing(client: Client, token: str, path: str) -> None:
    for method in ("GET", "POST"):
        assert client.request(method, f"{token}/{path}", json={}).status_code == 403


def test_a_post_without_an_origin_is_refused(client: Client, sitting: Sitting) -> None:
    del client.headers["origin"]
    assert client.get(f"/{TOKEN}/review.json").status_code == 200
    assert client.post(f"/{TOKEN}/sections", json={"section": "reporting", "last": 0}).status_code == 403
    assert not sitting.decisions()


def test_a_form_of_another_page_is_no_json(client: Client, sitting: Sitting) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        answer = client.post(f"/{TOKEN}/sections", content='{"section":"reporting"}', headers={"content-type": kind})
        assert answer.status_code == 415
    assert not sitting.decisions()


@pytest.mark.parametrize(
    "path", ["", "review.json", "review.css", "review.js", "preview", "nothing", "sentences/s99.json"]
)
def test_every_answer_tells_the_browser_what_it_may_do(client: Client, path: str) -> None:
    headers = client.get(f"/{TOKEN}/{path}").headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy.get("script-src", "'none'") in {"'self'", "'none'"}
    assert "unsafe" not in policy.get("script-src", "")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_the_page_holds_no_script_and_no_style_of_its_own(client: Client) -> None:
    page = client.get(f"/{TOKEN}/").text
    assert "<style" not in page
    assert " style=" not in page
    assert all("src=" in tag.partition(">")[0] for tag in page.split("<script")[1:])
    assert client.get(f"/{TOKEN}", follow_redirects=False).headers["location"] == f"/{TOKEN}/"


@pytest.mark.parametrize(
    "path", ["../pyproject.toml", "review/../../pyproject.toml", "brief.typ", "fonts/../brief.css"]
)
def test_only_the_files_of_the_page_are_served(client: Client, path: str) -> None:
    assert client.get(f"/{TOKEN}/{path.replace('..', '%2e%2e')}").status_code in {403, 404}


BAD = [
    b"",
    b"[]",
    b"{",
    b"\xff",
    b'{"id":"s1","id":"s2"}',
    b"[" * 100_000,
    json.dumps({"id": "s1"}).encode(),
    json.dumps({"id": "s1", "key": "k", "seen": "0", "action": "accept"}).encode(),
    json.dumps({"id": "s1", "key": "k", "seen": 0, "action": "delete"}).encode(),
    json.dumps({"id": "s1", "key": "k", "seen": 0, "action": "accept", "more": 1}).encode(),
    json.dumps({"id": "s1", "key": "k", "seen": 0, "action": "edit", "citations": [{"article": "a"}]}).encode(),
]


@pytest.mark.parametrize("body", BAD)
def test_what_is_no_form_is_refused_in_words(client: Client, sitting: Sitting, body: bytes) -> None:
    answer = client.post(f"/{TOKEN}/decisions", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)
    assert not sitting.decisions()


def test_too_much_is_refused_before_it_is_read(client: Client) -> None:
    answer = client.post(f"/{TOKEN}/decisions", content=b" " * 1_000_001, headers={"content-type": "application/json"})
    assert answer.status_code == 413


def test_nobody_gets_round_the_limit(client: Client, sitting: Sitting) -> None:
    def endless() -> Iterator[bytes]:
        yield b"{}"

    kind = {"content-type": "application/json"}
    assert client.post(f"/{TOKEN}/decisions", content=endless(), headers=kind).status_code == 413
    line = sentences(get(client, "review.json"))["s1"]
    post(client, "decisions", decision(line, "edit", text="1 " * 1_001), 400)
    assert not sitting.decisions()


# What it tells


def test_the_page_is_told_every_sentence_with_its_state(client: Client, sitting: Sitting) -> None:
    told = get(client, "review.json")
    brief = sitting.opened.brief
    printed = [line for part in told["sections"] for line in part["lines"]]
    ours = {line["id"]: line for line in printed}
    assert [ours[line.id]["text"] for line in brief.lines] == [line.text for line in brief.lines]
    assert [ours[line.id]["marks"] for line in brief.lines] == [list(line.marks) for line in brief.lines]
    others = [line["text"] for line in printed if line["id"] not in {one.id for one in brief.lines}]
    assert len(others) == len(brief.unanswered)
    assert all(text.endswith(question) for text, question in zip(others, brief.unanswered, strict=True))
    assert told["queue"] == told["waiting"] == [one.item.line.id for one in sitting.waiting()]
    assert told["counts"] == {"sentences": len(sitting.items())} | dict.fromkeys(
        ("reviewed", "accepted", "edited", "rejected", "asked", "restored"), 0
    )
    assert {line["kind"] for line in printed} == {"printed", "record"}
    assert all(line["state"] == "" for line in printed if line["kind"] == "record")


def test_a_sentence_comes_with_all_that_stands_behind_it(client: Client, sitting: Sitting) -> None:
    for item in sitting.items():
        told = get(client, f"sentences/{item.line.id}.json")
        assert [(q["article"], q["start"], q["end"], q["quote"]) for q in told["quotations"]] == [
            (c.article_id, c.start, c.end, c.quote) for c in item.line.citations
        ]
        assert {a["id"] for a in told["articles"] if a["cited"]} == {c.article_id for c in item.line.citations}
        assert [f["check"] for f in told["checks"]] == [f.check for f in item.line.verdict.findings]
        weighed = [claim for claim in sitting.opened.brief.claims if claim.id in item.line.claim_ids]
        assert [way["chain"] for way in told["told"]] == [list(way.chain) for w in weighed for way in w.lineages]
        assert all(way["basis"] and way["grade"] and way["why"] for way in told["told"])


def test_an_article_is_told_in_code_points(client: Client, sitting: Sitting) -> None:
    for key, one in sitting.opened.bench.articles.items():
        told = get(client, f"articles/{key}.json")
        assert told["text"] == one.text
        assert [told["text"][s["start"] : s["end"]] for s in told["sentences"]] == [one.words(s) for s in one.sentences]


def test_the_record_of_the_page_can_be_looked_at_and_not_decided_on(client: Client) -> None:
    told = get(client, "review.json")
    record = next(line for part in told["sections"] for line in part["lines"] if line["kind"] == "record")
    assert get(client, f"sentences/{record['id']}.json")["editable"] is False
    assert "no sentence" in post(client, "decisions", decision(record, "accept"), 422)["error"]


# What it takes down


def test_each_decision_is_in_the_ledger_before_it_is_acknowledged(client: Client, sitting: Sitting) -> None:
    line = sentences(get(client, "review.json"))["s1"]
    for action, state, reason in [
        ("accept", "accepted", ""),
        ("undo", "not reviewed", ""),
        ("ask", "asked about", "who says so?"),
        ("reject", "rejected", "nobody says so"),
    ]:
        answer = post(client, "decisions", decision(line, action, reason=reason))
        line = sentences(answer["review"])["s1"]
        with Archive.open(sitting.opened.folder.parent.parent / "archive.sqlite") as other:
            last = other.decisions("egypt-syria")[-1]
        assert (last.action.value, last.reason, last.reviewer, last.id) == (action, reason, "Ann", line["seen"])
        assert line["state"] == state
        assert answer["review"] == get(client, "review.json")


@pytest.mark.parametrize("action", ["reject", "ask"])
def test_a_reason_that_is_wanted_and_not_given_is_asked_for(client: Client, sitting: Sitting, action: str) -> None:
    line = sentences(get(client, "review.json"))["s1"]
    assert "nothing was said" in post(client, "decisions", decision(line, action, reason=" \u202e "), 422)["error"]
    assert not sitting.decisions()


def test_a_decision_that_comes_too_late_is_refused_with_the_page_as_it_is(client: Client, sitting: Sitting) -> None:
    line = sentences(get(client, "review.json"))["s1"]
    with Archive.open(sitting.opened.folder.parent.parent / "archive.sqlite") as other:
        theirs = Sitting(sitting.opened, other, "Ben")
        theirs.decide(theirs.items()[0], Action.REJECT, NOON, "no")
    refused = post(client, "decisions", decision(line, "accept"), 409)
    assert "'Ben'" in refused["error"]
    assert "no" in refused["error"]
    now = sentences(refused["review"])["s1"]
    assert (now["state"], now["mine"]) == ("rejected", False)
    post(client, "decisions", decision(now, "undo"))
    assert [one.action for one in sitting.decisions()] == [Action.REJECT, Action.UNDO]


def test_a_section_is_accepted_at_once(client: Client, sitting: Sitting) -> None:
    answer = post(client, "sections", {"section": "key_judgments", "last": 0})
    wanted = [item.line.id for item in sitting.items() if item.line.section is Section.KEY_JUDGMENTS]
    assert answer["accepted"] == wanted
    assert {sentences(answer["review"])[key]["state"] for key in wanted} == {"accepted"}
    assert post(client, "sections", {"section": "key_judgments", "last": 99})["accepted"] == []


def test_a_section_is_accepted_by_who_knows_what_others_made_of_it(client: Client, sitting: Sitting) -> None:
    before = get(client, "review.json")["last"]
    item = next(item for item in sitting.items() if item.line.section is Section.KEY_JUDGMENTS)
    with Archive.open(sitting.opened.folder.parent.parent / "archive.sqlite") as other:
        theirs = Sitting(sitting.opened, other, "Ben")
        theirs.decide(item, Action.REJECT, NOON, "see the cable")
        theirs.decide(theirs.items()[[one.line.id for one in theirs.items()].index(item.line.id)], Action.UNDO, NOON)
    refused = post(client, "sections", {"section": "key_judgments", "last": before}, 409)
    assert "'Ben'" in refused["error"]
    assert len(sitting.decisions()) == 2
    assert post(client, "sections", {"section": "key_judgments", "last": refused["review"]["last"]})["accepted"]


def test_a_decision_that_nobody_would_find_is_not_acknowledged(client: Client, sitting: Sitting) -> None:
    line = sentences(get(client, "review.json"))["s1"]
    archive = sitting.opened.folder.parent.parent / "archive.sqlite"
    kept = archive.rename(archive.with_name("aside"))
    assert "removed or replaced" in post(client, "decisions", decision(line, "accept"), 503)["error"]
    kept.rename(archive)
    post(client, "decisions", decision(line, "accept"))
    with Archive.open(archive) as other:
        assert len(other.decisions("egypt-syria")) == 1


def test_an_edition_that_is_made_anew_is_not_decided_on(client: Client, sitting: Sitting) -> None:
    line = sentences(get(client, "review.json"))["s1"]
    saved = sitting.opened.folder / "brief.json"
    saved.write_text(saved.read_text() + " ")
    for path, body in (("decisions", decision(line, "accept")), ("sections", {"section": "reporting", "last": 0})):
        assert "another edition" in post(client, path, body, 503)["error"]
    assert not sitting.decisions()


def test_who_waits_for_the_archive_holds_up_nobody(client: Client, sitting: Sitting) -> None:
    line = sentences(get(client, "review.json"))["s1"]
    other = sqlite3.connect(sitting.opened.folder.parent.parent / "archive.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Client(base_url=client.base_url, headers=client.headers, timeout=30) as second, ThreadPoolExecutor() as pool:
        waiting = pool.submit(second.post, f"/{TOKEN}/decisions", json=decision(line, "accept"))
        assert client.get(f"/{TOKEN}/review.css").status_code == 200
        assert not waiting.done()
        other.execute("ROLLBACK")
        other.close()
        assert waiting.result().status_code == 200
    assert len(sitting.decisions()) == 1


def test_the_preview_is_the_page_as_it_would_be_published(sitting: Sitting) -> None:
    opened = sitting.opened
    item = next(item for item in sitting.items() if item.line.section is Section.REPORTING)
    sitting.decide(item, Action.REJECT, NOON, "no")
    archive = opened.folder.parent.parent / "archive.sqlite"

    def previewed(edition: str, archive: Path) -> str:
        desk = data_folder("seeds") / "egypt-syria.toml"
        command = (sys.executable, "-m", "briefing.cli.preview", str(opened.folder), edition, str(desk), str(archive))
        return asyncio.run(Preview(command)())

    page = previewed(opened.edition.brief, archive)
    assert "1 rejected" in page
    assert item.line.text not in unescape(page).partition("How this was made")[0]
    with pytest.raises(ReviewError, match="has another edition by now"):
        previewed("sha256:0", archive)
    broken = archive.with_name("broken")
    broken.write_bytes(b"no archive" * 100)
    with pytest.raises(ReviewError, match="broken"):
        previewed(opened.edition.brief, broken)


def test_an_edit_goes_through_the_checks(client: Client, sitting: Sitting) -> None:
    lines = sentences(get(client, "review.json"))
    line = next(one for one in lines.values() if one["section"] == "reporting" and one["kind"] == "printed")
    told = get(client, f"sentences/{line['id']}.json")
    cited = [{key: q[key] for key in ("article", "start", "end")} for q in told["quotations"]]
    wrong = decision(line, "edit", text=line["text"].rstrip(".") + " in 47 places.", citations=cited)
    assert "'figures'" in post(client, "decisions", wrong, 422)["error"]
    assert not sitting.decisions()
    text = line["text"].rstrip(".") + "!"
    answer = post(client, "decisions", decision(line, "edit", text=text, citations=cited, reason="livelier"))
    now = sentences(answer["review"])[line["id"]]
    assert (now["shown"], now["text"], now["state"]) == (text, line["text"], "edited")
    assert get(client, f"sentences/{line['id']}.json")["verdict"]["by"] == "reviewer"


def test_code_cuts_the_words_that_are_cited(client: Client, sitting: Sitting) -> None:
    one = next(iter(sitting.opened.bench.articles.values()))
    body = next(s for s in one.sentences if s.citable)
    cut = post(client, "citations", {"article": one.id, "start": body.start - 1, "end": body.end})
    assert (cut["start"], cut["end"], cut["quote"]) == (body.start, body.end, one.words(body))
    typed = post(client, "citations", {"article": one.id, "words": "  " + "\n".join(one.words(body).split())})
    assert typed == cut
    heading = next(s for s in one.sentences if s.part is Part.TITLE)
    for words in (
        {"start": heading.start, "end": heading.end},
        {"start": 0, "end": len(one.text) + 1},
        {"start": 5, "end": 5},
        {"words": "words that stand nowhere"},
        {"words": "the"},
    ):
        assert post(client, "citations", {"article": one.id, **words}, 422)["hint"]
    post(client, "citations", {"article": one.id}, 400)
    assert "no article" in post(client, "citations", {"article": "a0", "words": "x"}, 422)["error"]


def test_a_cut_sentence_is_put_back_and_not_accepted(editions: Path, tmp_path: Path) -> None:
    opened = table(copied(editions.with_name("2016-10-18"), tmp_path))
    with Archive.open(tmp_path / "archive.sqlite") as archive, served(Sitting(opened, archive, "Ann")) as client:
        cut = get(client, "review.json")["cut"][0]
        post(client, "decisions", decision(cut, "accept"), 422)
        answer = post(client, "decisions", decision(cut, "restore"))
        assert answer["review"]["cut"][0]["state"] == "restored"
        assert answer["review"]["counts"]["restored"] == 1


def test_an_edition_that_is_published_meanwhile_says_so(client: Client, sitting: Sitting) -> None:
    assert get(client, "review.json")["edition"]["published"] is False
    assert main(["publish", str(sitting.opened.folder), "--unreviewed", "--reviewer", "Ben"]) == 0
    assert get(client, "review.json")["edition"]["published"] is True


def test_nothing_a_template_folder_lacks_is_served(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "review").mkdir(parents=True)
    (own / "review" / "review.css").write_text("/* ours */")
    (own / "review" / "notes.txt").write_text("no")
    files = page_files(replace(OURS, folders=(own, *OURS.folders)))
    assert files["review.css"] == own / "review" / "review.css"
    assert "notes.txt" not in files
    assert {"review.html", "review.js"} <= files.keys()
    assert DESK.id == "egypt-syria"
