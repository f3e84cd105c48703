"""Models for tests: functions from a request to a reply, to be queued in a `ScriptedModel`.

They read what the prompt shows them and answer in the form asked for, so that a run goes through every stage
with nothing stubbed out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from briefing.model.chat import Reply, Request
from briefing.model.scripted import ScriptedModel

Answer = Callable[[str], dict[str, Any]]


def sentences(prompt: str) -> list[tuple[str, str]]:
    return re.findall(r"^\[(s\d+)\] (.+)$", prompt, re.MULTILINE)


def weighed(prompt: str) -> list[dict[str, str]]:
    found = re.findall(
        r"^\[(w\d+)\] (.+)\n\s+said by: (.+?)(?: \(unnamed\))?; kind: (\w+); hedge: (\w+); event: (.+?); published",
        prompt,
        re.MULTILINE,
    )
    return [dict(zip(("id", "statement", "by", "kind", "hedge", "event"), row, strict=True)) for row in found]


def reads(prompt: str) -> dict[str, Any]:
    """Report each sentence as a claim in its own words."""
    return {
        "claims": [
            {
                "statement": text[:390],
                "sentences": [key],
                "speaker": None,
                "anonymous": False,
                "relays": [],
                "kind": "event",
                "hedge": "none",
                "time": None,
            }
            for key, text in sentences(prompt)[:20]
        ]
    }


def drafts(prompt: str) -> dict[str, Any]:
    """Use the claims' own statements, shortest first, so that they stay under the length a page allows."""
    claims = sorted(weighed(prompt), key=lambda claim: len(claim["statement"]))[:8]
    says = [{"text": claim["statement"], "claims": [claim["id"]]} for claim in claims]
    first = claims[0]["id"]
    judgment = {
        "text": "We assess that this is likely to go on.",
        "claims": [first],
        "against": [],
        "confidence": "high",
    }
    lasting = {**judgment, "window_days": 90}
    return {
        "title": says[0],
        "bottom_line": says[:1],
        "key_judgments": [lasting],
        "implication": judgment,
        "reporting": says[1:6],
        "conflicts": [],
        "alternative": {**judgment, "text": "Alternatively, we assess that this is unlikely to go on."},
        "gaps": [{"text": "No report says why.", "claims": [first]}],
        "assumption": {
            "text": "We assume that the report is true; if not, nothing follows.",
            "claims": [first],
            "judgment": 1,
        },
        "indicators": [
            {
                "text": "Another visit is announced.",
                "direction": "weakens",
                "judgment": 1,
                "claims": [first],
            }
        ],
    }


def listed(ids: str) -> list[str]:
    """Every id of a list such as "k1–k3, k5"."""
    ends = [run.replace("k", "").split("–") for run in ids.split(", ")]
    return [f"k{n}" for run in ends for n in range(int(run[0]), int(run[-1]) + 1)]


def judges(prompt: str) -> dict[str, Any]:
    """Call every sentence supported."""
    return {
        "verdicts": [
            {
                "id": key,
                "parts": [{"says": "all of it", "words": listed(ids)[:12], "finding": "held"}],
                "reason": "It is there.",
                "outcome": "supported",
            }
            for key, ids in re.findall(r"^\[(q\d+)\] [\w ]+, cites (k[k\d, –]+): ", prompt, re.MULTILINE)
        ]
    }


def gives_up(prompt: str) -> dict[str, Any]:
    """Give every failed sentence up."""
    keys = re.findall(r"^\[(q\d+)\]", prompt, re.MULTILINE)
    return {"replacements": [{"id": key, "text": None, "claims": []} for key in keys]}


HONEST: dict[str, Answer] = {
    "ArticleClaims": reads,
    "DraftBrief": drafts,
    "Verdicts": judges,
    "Replacements": gives_up,
}


def model(calls: int = 60, **instead: Answer) -> ScriptedModel:
    """Return a model that answers honestly, but for the forms named in `instead`."""
    answers = HONEST | instead

    def answer(request: Request) -> Reply:
        prompt = "\n".join(message.content for message in request.messages if message.role == "user")
        text = json.dumps(answers[request.schema_name](prompt), ensure_ascii=False)
        return Reply(text, request.model, "stop", len(request.text) // 4, len(text) // 4)

    return ScriptedModel([answer] * calls, name="scripted")
