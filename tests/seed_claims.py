"""Claims on the five seed articles as a model reports them: its own statement, the cited words cut from the text."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from briefing.analyst.rules import RulesAnalyst
from briefing.collect.files import collect
from briefing.desk import Desk, load
from briefing.digest import sha256
from briefing.split import passages, split
from briefing.types import (
    UNKNOWN_DATE,
    Article,
    Citation,
    Claim,
    ClaimKind,
    DateBasis,
    DateSpan,
    Hedge,
    Origin,
    OriginKind,
    Record,
    WeighedClaim,
)
from briefing.weigh import weigh

SEEDS = Path(__file__).parent.parent / "seeds"


def day(first: str, last: str = "") -> DateSpan:
    return DateSpan(date.fromisoformat(first), date.fromisoformat(last or first), DateBasis.STATED)


PUBLISHED = {
    "000": day("2016-10-17"),
    "001": day("2015-09-11", "2015-09-17"),
    "002": day("2016-10-18"),
    "003": day("2016-10-17"),
    "004": day("2018-12-24"),
}


def articles() -> dict[str, Article]:
    known = tomllib.loads((SEEDS / "articles" / "sources.toml").read_text(encoding="utf-8"))
    return {name[:3]: _article(name, entry["publisher"]) for name, entry in known.items()}


def _article(name: str, publisher: str) -> Article:
    text = (SEEDS / "articles" / f"{name}.txt").read_bytes().decode()
    number = name[:3]
    return Article(number, name, "", publisher, "", PUBLISHED[number], text, sha256(text.encode()), ())


def cite(article: Article, words: str) -> Citation:
    start = article.text.replace("\u00a0", " ").index(words)
    return Citation(article.id, start, start + len(words), article.text[start : start + len(words)])


def claims() -> tuple[Claim, ...]:
    """Return the claims of seed_claims.toml, each citing words cut from its article."""
    held = articles()
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(_claim(key, row, held[row["article"]]) for key, row in table.items())


def _claim(key: str, row: dict[str, Any], article: Article) -> Claim:
    speaker = row.get("speaker", "")
    first, last = row.get("event", (None, None))
    return Claim(
        id=key,
        article_id=article.id,
        statement=row["statement"],
        citations=(cite(article, row["words"]),),
        speaker=speaker.lstrip("~"),
        anonymous=speaker.startswith("~"),
        relays=tuple(row.get("relays", ())),
        outlet=article.publisher,
        kind=ClaimKind(row["kind"]),
        hedge=Hedge(row.get("hedge", "none")),
        event=DateSpan(first, last, DateBasis.STATED) if first else UNKNOWN_DATE,
        published=article.published,
    )


OCTOBER = day("2016-10-17")


@cache
def desk() -> Desk:
    return load(SEEDS / "egypt-syria.toml")


@cache
def seeds() -> Record:
    return weigh(claims(), articles(), desk())


@cache
def seeds_by_rules() -> Record:
    collected = [split(article) for article in collect(SEEDS / "articles")]
    reader = RulesAnalyst(desk())
    read = [claim for article in collected for claim in reader.extract(article, passages(article)).claims]
    return weigh(read, {article.id: article for article in collected}, desk())


def group_of(record: Record, key: str) -> WeighedClaim:
    return next(weighed for weighed in record.claims if any(claim.id == key for claim in weighed.claims))


def ids(held: Sequence[Claim]) -> set[str]:
    return {claim.id for claim in held}


def said(text: str, article: str = "a1", outlet: str = "One", speaker: str = "", **more: object) -> Claim:
    claim = Claim(
        f"{article}:{text[:24]}", article, text, (Citation(article, 0, len(text), text),), speaker, False, (), outlet,
        ClaimKind.EVENT, Hedge.NONE, UNKNOWN_DATE, OCTOBER,
    )  # fmt: skip # read best in rows
    return replace(claim, **more)  # type: ignore[arg-type]


def weighed(*made: Claim) -> Record:
    return weigh(made, {}, desk())


def origin(name: str, publisher: str = "", interest: str = "") -> Origin:
    return Origin(name, name, OriginKind.UNKNOWN, interest, published_by=(publisher,) if publisher else ())
