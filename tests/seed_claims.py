"""Claims on the five seed articles as a model reports them: its own statement, the cited words cut from the text."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from briefing.digest import sha256
from briefing.types import Article, Citation, Claim, ClaimKind, DateBasis, DateSpan, Hedge

SEEDS = Path(__file__).parent.parent / "seeds"
NEVER = DateSpan(None, None, DateBasis.UNKNOWN)


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


EVENT, STATEMENT, PLAN = ClaimKind.EVENT, ClaimKind.STATEMENT, ClaimKind.PLAN
BACKGROUND, ALLEGATION, ASSESSMENT = ClaimKind.BACKGROUND, ClaimKind.ALLEGATION, ClaimKind.ASSESSMENT
OCT17, AUG15 = day("2016-10-17"), day("2015-08-01", "2015-08-31")
LATE_AUG, DEC18 = day("2015-08-21", "2015-08-31"), day("2018-12-22", "2018-12-23")

# key, article, statement, cited words, speaker, relays, kind, hedge, event; an anonymous speaker starts with "~"
_ROWS: tuple[tuple[str, str, str, str, str, tuple[str, ...], ClaimKind, Hedge, DateSpan], ...] = (
    ("visit000", "000", "Ali Mamlouk, head of Syria's National Security Bureau, met Egyptian intelligence chief Khaled Fawzy and other Egyptian security officials in Cairo.",
     "Syria’s National Security Bureau head Ali al-Mamlouk met with a contingent", "", (), EVENT, Hedge.NONE, OCT17),
    ("agreed000", "000", "The visit aims to coordinate official positions between Egypt and Syria, especially to strengthen counter-terrorism efforts.",
     "“coordinate official positions between Egypt and Syria, especially to strengthen counter terrorism efforts.”", "SANA", (), STATEMENT, Hedge.PLANNED, OCT17),
    ("august000", "000", "Mamlouk made an earlier visit to Egypt in August 2015, when he met President Sisi.",
     "several media reports referring to an earlier visit where he met with President Abdel Fattah al-Sisi in August 2015", "", (), BACKGROUND, Hedge.REPORTED, AUG15),
    ("announced000", "000", "Monday's visit was the first by a Syrian security official to coordinate agendas that state-run media has publicly announced.",
     "Monday’s visit was the first by a Syrian security official", "", (), EVENT, Hedge.NONE, OCT17),
    ("nonew000", "000", "The visit has not introduced any new level of cooperation between Egypt and Syria.",
     "the visit has not introduced any new level of cooperation between the two countries", "~a high-ranking Syrian diplomatic source", (), STATEMENT, Hedge.NONE, OCT17),
    ("halt000", "000", "Institutions in Egypt refused to halt relations and continued communicating with Syria during Morsi's rule.",
     "a number of institutions in Egypt refused to halt relations and continued communicating with Syria", "Bashar al-Assad", ("Al-Manar",), STATEMENT, Hedge.NONE, NEVER),
    ("message000", "000", "The official announcement of the visit sends a clear message to Saudi Arabia.",
     "the official announcement sends a clear and direct message to Saudi Arabia", "~a Lebanese politician", (), ASSESSMENT, Hedge.NONE, OCT17),
    ("visit001", "001", "Mamlouk visited Cairo in the last third of August and met high-level army, intelligence and security officials.",
     "“In the last third of August, Mamlouk visited Cairo… and met with a number of high level officials in the army, and the intelligence and security services,”", "Al-Akhbar", (), EVENT, Hedge.NONE, LATE_AUG),
    ("received001", "001", "Egyptian President Sisi received Mamlouk during the visit.",
     "“The visit was crowned by Egyptian President Abdul Fattah el-Sisi receiving the Syrian official,”", "Al-Akhbar", (), EVENT, Hedge.NONE, LATE_AUG),
    ("reactivate001", "001", "Egypt and Syria agreed to reactivate bilateral diplomatic relations, which would soon return ambassadors to Cairo and Damascus.",
     "reactivation of bilateral diplomatic relations was agreed upon", "Al-Akhbar", (), STATEMENT, Hedge.PLANNED, LATE_AUG),
    ("helmy001", "001", "Cairo is preparing to name the diplomat Ahmed Helmy as Egyptian consul general in Syria.",
     "“Cairo is preparing to name the diplomat Ahmed Helmy", "~a well-informed source", ("Al-Akhbar",), PLAN, Hedge.PLANNED, NEVER),
    ("security001", "001", "Mamlouk discussed bilateral security cooperation to confront terrorism.",
     "“discussed bilateral security cooperation to confront terrorism.”", "~a source", ("Al-Akhbar",), STATEMENT, Hedge.REPORTED, LATE_AUG),
    ("rockets001", "001", "The Syrian army was shelling Zabadani with Egyptian rockets made by the Arab Organization for Industrialization.",
     "the Syrian army was shelling Zabadani with Egyptian rockets", "~rebels", ("Al-Quds al-Arabi",), ALLEGATION, Hedge.ALLEGED, NEVER),
    ("ship001", "001", "A Ukrainian ship loaded with weapons was sent from Egypt to the Syrian regime on 22 July 2015.",
     "“On July 22, 2015, a Ukrainian merchant ship loaded with weapons", "Samy Hassan", (), ALLEGATION, Hedge.ALLEGED, day("2015-07-22")),
    ("visit002", "002", "Ali Mamlouk made an official visit to Cairo and met General Khaled Fawzy, head of Egypt's General Intelligence Service, and other senior security officials.",
     "Syria’s state news agency SANA reported that Syrian National Security Bureau chief Ali Mamlouk", "SANA", (), EVENT, Hedge.NONE, NEVER),
    ("agreed002", "002", "The two sides agreed to coordinate political stances and strengthen coordination in the fight against terrorism.",
     "“The two sides agreed to coordinate political stances,”", "SANA", (), STATEMENT, Hedge.NONE, NEVER),
    ("vote002", "002", "Egypt voted for Russia's draft resolution on Syria at the UN Security Council on 8 October 2016.",
     "Egypt voted in favor of Russia’s proposed resolution at the UN Security Council", "", (), EVENT, Hedge.NONE, day("2016-10-08")),
    ("suspended002", "002", "Riyadh suspended its oil aid to Egypt days after the vote.",
     "Riyadh suspended its oil aid to Egypt", "", (), EVENT, Hedge.NONE, day("2016-10-09", "2016-10-18")),
    ("public002", "002", "Mamlouk had met Egyptian officials in Cairo previously, but this was his first public visit.",
     "“met with Egyptian officials in Cairo previously, but this is his first public visit,”", "~a Syrian political source in Damascus", ("AFP", "Middle East Eye"), STATEMENT, Hedge.NONE, NEVER),
    ("august002", "002", "Mamlouk travelled to Egypt in August 2015.",
     "previously travelled to Egypt in August 2015", "", (), BACKGROUND, Hedge.NONE, AUG15),
    ("received002", "002", "Abdel Fattah el-Sisi received Mamlouk.",
     "Abdel Fattah el-Sisi received the Syrian official", "Al-Akhbar", (), STATEMENT, Hedge.NONE, NEVER),
    ("halt002", "002", "Saudi Aramco informed EGPC in early October that it would halt the supply of refined oil products to Egypt.",
     "it would halt the supply of refined oil products to Egypt", "Saudi Aramco", (), PLAN, Hedge.PLANNED, day("2016-10-01", "2016-10-10")),
    ("resumed002", "002", "Saudi oil supplies to Egypt were reportedly resumed one day later, according to EGPC.",
     "One day later, the Saudi oil supplies to Egypt were reportedly resumed according to the EGPC.", "EGPC", (), STATEMENT, Hedge.REPORTED, NEVER),
    ("talks003", "003", "Syrian intelligence chief Ali Mamluk held talks in Egypt on Monday with a view to coordinating political stances between Damascus and Cairo.",
     "Syrian regime intelligence chief Ali Mamluk held talks in Egypt on Monday", "SANA", (), EVENT, Hedge.NONE, OCT17),
    ("visit003", "003", "Mamluk met Egyptian intelligence head Khaled Fawzy and other high-level security officials during his one-day visit to Egypt.",
     "SANA said Mamluk met with Egyptian head of general intelligence Khaled Fawzy", "SANA", (), EVENT, Hedge.NONE, OCT17),
    ("agreed003", "003", "Syrian and Egyptian officials agreed to coordinate on political positions and strengthen coordination on fighting terrorism.",
     "\"agreed to coordinate on political positions... and strengthen coordination", "SANA", (), STATEMENT, Hedge.NONE, OCT17),
    ("public003", "003", "Mamluk had met Egyptian officials in Cairo previously, but this was his first public visit.",
     "\"met with Egyptian officials in Cairo previously, but this is his first public visit.\"", "~a Syrian political source in Damascus", (), STATEMENT, Hedge.NONE, OCT17),
    ("sixyear003", "003", "Cairo advocates a political solution for the six-year Syrian conflict, while Riyadh calls for Assad's departure.",
     "While Cairo advocates a political solution for the six-year Syrian conflict", "", (), BACKGROUND, Hedge.NONE, NEVER),
    ("appointed003", "003", "Mamluk was appointed head of national security in 2012 after an explosion in Damascus killed four top security officials.",
     "Mamluk was appointed as the head of national security in 2012", "", (), BACKGROUND, Hedge.NONE, day("2012-01-01", "2012-12-31")),
    ("appointed002", "002", "Mamlouk was appointed chief of the Syrian National Security Bureau in 2012.",
     "Al-Mamlouk was appointed chief of the Syrian National Security Bureau in 2012.", "", (), BACKGROUND, Hedge.NONE, day("2012-01-01", "2012-12-31")),
    ("toll003", "003", "More than a quarter of a million people have been killed and more than 10 million displaced in Syria since early 2011.",
     "more than a quarter of a million people have been killed and more than 10 million displaced", "UN", (), BACKGROUND, Hedge.NONE, day("2011-01-01", "2016-10-17")),
    ("tollscpr003", "003", "The death toll from the five-year conflict is more than 470,000.",
     "puts the death toll from the five-year conflict at more than 470,000", "Syrian Center for Policy Research", (), BACKGROUND, Hedge.NONE, NEVER),
    ("visit004", "004", "Syrian security head Ali Mamlouk made a rare visit to Cairo to meet his Egyptian counterpart.",
     "Syrian security head Ali Mamlouk made a rare visit to Cairo over weekend", "SANA", (), EVENT, Hedge.NONE, DEC18),
    ("invited004", "004", "The trip reportedly came at the invitation of Egyptian intelligence chief Abbas Kamel, with the two discussing political, security and counterterrorism issues.",
     "The surprise trip reportedly came at the invitation of Egyptian intelligence chief Abbas Kamel", "", (), EVENT, Hedge.REPORTED, DEC18),
    ("last004", "004", "Mamlouk last visited Egypt in 2016.",
     "last visited Egypt in 2016", "", (), BACKGROUND, Hedge.NONE, day("2016-01-01", "2016-12-31")),
    ("bashir004", "004", "Sudanese President Omar al-Bashir visited Assad in Damascus, the first state visit of any Arab leader since 2011.",
     "Sudanese President Omar Al-Bashir visited Al-Assad in Damascus", "", (), EVENT, Hedge.NONE, day("2018-12-13", "2018-12-17")),
    ("algeria004", "004", "Algeria is interested in inviting President Assad to the Arab League summit scheduled for March 2019.",
     "Algerian authorities are interested in inviting President Al-Assad", "~diplomatic sources", (), STATEMENT, Hedge.POSSIBLE, day("2019-03-01", "2019-03-31")),
    ("kuwait004", "004", "Syria had reached a major understanding with Arab states, and delegations were preparing the reopening of diplomatic missions.",
     "Syria had reached a “major understanding” with Arab states", "Bashar al-Assad", ("a Kuwaiti newspaper",), STATEMENT, Hedge.NONE, day("2018-10-01", "2018-10-31")),
)  # fmt: skip


def claims() -> tuple[Claim, ...]:
    held = articles()
    made = []
    for key, number, statement, words, speaker, relays, kind, hedge, event in _ROWS:
        article = held[number]
        cited = (cite(article, words),)
        made.append(
            Claim(key, number, statement, cited, speaker.lstrip("~"), speaker.startswith("~"), relays,
                  article.publisher, kind, hedge, event, article.published)
        )  # fmt: skip
    return tuple(made)
