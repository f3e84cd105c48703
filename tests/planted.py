"""An edition with other texts in every place that text from outside reaches, and a ledger that says them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from driven import rewrite
from reviewing import decision, table

from briefing.archive import Archive
from briefing.language.plain import plain
from briefing.types import Action


def planted(folder: Path, rows: Sequence[Sequence[str]]) -> None:
    """Make an edition of as many reported sentences as `rows`, each of the texts of its row in some place behind it."""

    def pages(table: dict[str, Any]) -> None:
        sentence = next(one for one in table["sentences"] if one["section"] == "reporting")
        claim = next(one for one in table["claims"] if one["id"] in sentence["claim_ids"])
        source = next(one for one in table["sources"] if one["article_id"] == sentence["citations"][0]["article_id"])
        parts = [behind(number, texts, sentence, claim, source) for number, texts in enumerate(rows, start=1)]
        table["sentences"], table["claims"], table["sources"] = (list(each) for each in zip(*parts, strict=True))
        table["cut"] = [one | {"id": f"c{n}"} for n, one in enumerate(table["sentences"][:3], start=1)]
        table["cut_sources"] = []
        first = rows[0]
        table |= {"topic": first[0], "key_question": first[1 % len(first)], "edition": first[2 % len(first)]}
        table["conflicts"] = [
            {
                "id": "x1",
                "kind": "figure",
                "about": first[0],
                "sides": [[text, first_claim(table)] for text in first[:2]],
            }
        ]

    def stored(table: dict[str, Any]) -> None:
        one = next(iter(table["articles"].values()))
        table["articles"] = {f"a{n}": one | {"text": article(texts)} for n, texts in enumerate(rows, start=1)}

    rewrite(folder, "brief.json", pages)
    rewrite(folder, "sources.json", stored)


def article(texts: Sequence[str]) -> str:
    return "\n\n".join(texts)


def first_claim(table: dict[str, Any]) -> Any:
    return table["claims"][0]["claims"][0]


def behind(
    number: int, texts: Sequence[str], sentence: dict[str, Any], weighed: dict[str, Any], source: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A sentence, its claim and its source with these texts in each of their places, in turn."""
    key, more = f"a{number}", cycle(texts)
    quote = article(texts)[: len(texts[0])]
    cited = {"article_id": key, "start": 0, "end": len(quote), "quote": quote}
    verdict = sentence["verdict"] | {
        "reason": next(more),
        "by": next(more),
        "findings": [
            {"check": check, "passed": place % 2 == 0, "reason": next(more)} for place, check in enumerate(texts)
        ],
        "parts": [{"says": text, "finding": "held", "citations": [0]} for text in texts],
    }
    own = {"text": next(more), "attribution": next(more), "when": next(more), "label": next(more), "grade": ""}
    place = {"id": f"s{number}", "item": number, "marks": [number], "claim_ids": [f"w{number}"], "citations": [cited]}
    event = weighed["event"] | {"evidence": next(more)}
    said = {"id": f"k{number}", "article_id": key, "statement": next(more), "speaker": next(more), "event": event}
    claim = weighed["claims"][0] | said | {"citations": [cited]}
    way = weighed["lineages"][0] | {"claim_id": claim["id"], "article_id": key, "chain": [next(more), next(more)]}
    credible = weighed["credibility"] | {"reason": next(more)}
    whole = weighed | {"id": f"w{number}", "claims": [claim], "lineages": [way], "credibility": credible}
    named = {"title": next(more), "publisher": next(more), "descriptor": next(more), "url": next(more)}
    return (
        sentence | own | place | {"verdict": verdict},
        whole,
        source | named | {"number": number, "article_id": key},
    )


def decided(folder: Path, rows: Sequence[Sequence[str]]) -> None:
    """Have a note on each sentence that says all of its texts, by a reviewer who is called like the first."""
    opened = table(folder)
    asked = partial(decision, action=Action.ASK, edition=opened.edition)
    notes = [
        (asked(line, reason=plain(" ".join(texts)), reviewer=plain(texts[0])), 0)
        for line, texts in zip(opened.brief.lines, rows, strict=True)
    ]
    with Archive.open(folder.parent.parent / "archive.sqlite") as archive:
        archive.decide(notes)
