"""Plants in how firmly a thing is said and by whom: a hedge or a credit dropped, an allegation made fact.

Each asks the quotations themselves whether they hedge, credit or allege; what only a claim's labels say is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from briefing.calibrate.credits import CREDITING, Credit, credit
from briefing.calibrate.sentence import Cited, Edited, appended, capital, lower, pick, put
from briefing.calibrate.verbs import past
from briefing.types import Claim, ClaimKind, Hedge

_OPEN = (
    r"reportedly|allegedly|apparently|purportedly|supposedly|possibly|perhaps|potentially|alleged|interest(?:ed)? in"
    r"|considering|would|plan\w*|prepar\w+|expected|scheduled|intend\w*|aims?|aimed|due|seek\w*|hop(?:es?|ed|ing) to"
    r"|set to|poised|slated|going to|reports? (?:of|that|suggest)|said to|believed|thought to"
)
_STILL_OPEN = re.compile(rf"\b(?:may|might|could)\b|(?i:\b(?:{_OPEN})\b)")
_HEDGED = re.compile(rf"\b(?:may|might|could|will)\b|(?i:\b(?:{_OPEN})\b)")
_BE = "is|are|was|were"
_ADVERB = re.compile(r"\b(?:[Rr]eportedly|[Aa]llegedly|[Aa]pparently|[Pp]urportedly|[Ss]upposedly)\b ?")
_MAYBE = re.compile(r"\b(?:possibly|perhaps|potentially) ")
_MAY = re.compile(r"\b(?:may|might|could) (?!not\b|have\b|\d)(?=[a-z])")
_COMING = re.compile(
    rf"\b(?:(?:{_BE}|has been|have been) (?:preparing|planning|expected|scheduled|set|due|poised|intending|slated"
    r"|hoping|considering|ready) to|plans to|intends to|aims to|seeks to|hopes to|wants to|planned to|intended to"
    r"|aimed to|sought to|hoped to|(?:would|will)(?: soon)?) (?P<verb>[a-z]+)\b"
)
_INTEREST = re.compile(rf"\b(?P<be>{_BE}) (?:interested in|considering|open to) (?=[a-z]+ing\b)")

_SOFTER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bmay (?!\d)(?=[a-z])"), "might "),
    (re.compile(r"\bmight (?=[a-z])"), "may "),
    (re.compile(r"\bcould (?!not\b)(?=[a-z])"), "might "),
    (re.compile(r"\bpossibly "), "perhaps "),
    (re.compile(r"\bperhaps "), "possibly "),
    (re.compile(rf"\b({_BE}) interested in (?=[a-z]+ing\b)"), r"\1 showing interest in "),
    (re.compile(rf"\b({_BE}) considering (?=[a-z]+ing\b)"), r"\1 weighing the idea of "),
    (re.compile(rf"\b({_BE}) preparing to\b"), r"\1 making preparations to"),
    (re.compile(rf"\b({_BE}) planning to\b"), r"\1 making plans to"),
    (re.compile(rf"\b({_BE}) (?:expected|scheduled|due|set|slated) to\b"), r"\1 meant to"),
    (re.compile(r"\bplans to\b"), "intends to"),
    (re.compile(r"\bintends to\b"), "plans to"),
    (re.compile(r"\baims to\b"), "is intended to"),
    (re.compile(r"\bseeks to\b"), "is trying to"),
    (re.compile(r"\bhopes to\b"), "has the hope to"),
    (re.compile(r"\bwould (?!have\b|not\b|be\b|soon\b)(?=[a-z]+ )"), "was going to "),
)
_AS_REPORTED = {"reportedly": ", according to reports", "allegedly": ", it is alleged", "apparently": ", it appears"}

_ALLEGED = re.compile(r"(?i)\b(?:claim\w*(?! (?:the li|\d|responsib|credit))|(?:alleg|accus|purport)\w*)\b")
_FACTIVE = re.compile(
    r"(?i)\b(?:confirm|prov|reveal|establish|verif|document|expos|demonstrat|acknowledg|admit|show)\w*"
)
_PARTY = r"(?P<party>[A-Z][\w’'-]*(?: [\w’'-]+){0,4}?|the [\w’'-]+(?: [\w’'-]+){0,3}?)"
_MADE_FACT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"\b(?P<be>{_BE}|been) accused of\b"), r"\g<be> found guilty of"),
    (re.compile(rf"\baccused {_PARTY} of (?=[a-z]+ing\b)"), r"proved \g<party> guilty of "),
    (re.compile(rf"\baccuses {_PARTY} of (?=[a-z]+ing\b)"), r"proves \g<party> guilty of "),
    (re.compile(r"\b(?:claimed|alleged)(?= that\b| [A-Z]| the (?!li))"), "FACT"),
    (re.compile(r"\b(?:claims|allegations|accusations) that\b"), "proof that"),
)
_STILL_ALLEGED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"\b(?P<be>{_BE}|been) accused of\b"), r"\g<be> alleged to be guilty of"),
    (re.compile(rf"\baccused {_PARTY} of (?=[a-z]+ing\b)"), r"levelled at \g<party> the accusation of "),
    (re.compile(r"\bclaimed(?= that\b| [A-Z]| the (?!li))"), "alleged"),
    (re.compile(r"\balleged(?= that\b| [A-Z]| the (?!li))"), "claimed"),
    (re.compile(r"\bclaims(?= that\b)"), "alleges"),
    (re.compile(r"\b(?:claims|allegations) that\b"), "accusations that"),
)


def hedge(cited: Cited) -> Edited | None:
    """Drop a hedge that every claim's own words carry."""
    if not _every(cited, _is_hedged):
        return None
    edited = next(filter(None, (drop(cited) for drop in (_adverb_dropped, _made_certain, _made_done))), None)
    return None if edited is None or _STILL_OPEN.search(_outside(edited.text)) else edited


def hedge_kept(cited: Cited) -> Edited | None:
    """Put another hedge of the same strength."""
    for found in cited.found(_ADVERB):
        tail = _AS_REPORTED.get(found[0].strip().lower(), "")
        cut = put(cited.text, *found.span(), "")
        if tail and "," not in cited.text[: found.start()] and not CREDITING.search(cut.text):
            return Edited(appended(cut.text, tail).text, f"{found[0].strip()!r} → {tail.strip(' ,')!r}")
    return _first(cited, _SOFTER)


def attribution(cited: Cited) -> Edited | None:
    """Say in our own voice what the quotations leave with a speaker."""
    held = credit(cited)
    if held is None or not _every(cited, _is_credited) or CREDITING.search(held.body):
        return None
    return Edited(held.body, f"{held.who!r} no longer credited")


def attribution_kept(cited: Cited) -> Edited | None:
    """Credit the same speaker by another spelling, or by "according to" in place of "said" and the reverse."""
    return _respelled(cited) or _other_form(credit(cited))


def allegation(cited: Cited) -> Edited | None:
    """Make a fact of what the quotations only allege."""
    if not _every(cited, _is_alleged) or _FACTIVE.search(" ".join(cited.quotations)):
        return None
    fact = pick(cited.text, ("proved", "confirmed", "established"))
    return _first(cited, [(old, new.replace("FACT", fact)) for old, new in _MADE_FACT]) or _credited_with(cited, fact)


def allegation_kept(cited: Cited) -> Edited | None:
    """Put an allegation in another verb of alleging."""
    if not _every(cited, _is_alleged):
        return None
    return _first(cited, _STILL_ALLEGED) or _credited_with(cited, "alleged")


def _credited_with(cited: Cited, verb: str) -> Edited | None:
    """Another verb for "said", where the whole of what is said counts as an allegation."""
    held = credit(cited)
    if held is None or held.verb not in {"", "said"} or not _every(cited, _is_allegation):
        return None
    return Edited(f"{capital(held.who)} {verb} that {lower(held.body)}", f"credit → '{verb} that'")


def _every(cited: Cited, test: Callable[[Claim], bool]) -> bool:
    return bool(cited.evidence.claims) and all(test(claim) for claim in cited.evidence.claims)


def _is_hedged(claim: Claim) -> bool:
    return any(_HEDGED.search(citation.quote) for citation in claim.citations)


def _is_credited(claim: Claim) -> bool:
    return bool(claim.speaker or claim.relays)


def _is_alleged(claim: Claim) -> bool:
    return _is_allegation(claim) or any(_ALLEGED.search(citation.quote) for citation in claim.citations)


def _is_allegation(claim: Claim) -> bool:
    return bool(claim.speaker) and (claim.hedge is Hedge.ALLEGED or claim.kind is ClaimKind.ALLEGATION)


def _outside(text: str) -> str:
    """A text without what it quotes."""
    return re.sub(r"“[^“”]*”|\"[^\"]*\"", "", text)


def _adverb_dropped(cited: Cited) -> Edited | None:
    """Without "reportedly", where nobody else is credited: else the credit still says that it is a report."""
    pattern = (
        _MAYBE if CREDITING.search(_ADVERB.sub("", cited.text)) else re.compile(f"{_ADVERB.pattern}|{_MAYBE.pattern}")
    )
    found = next(cited.found(pattern), None)
    return put(cited.text, *found.span(), "") if found else None


def _made_certain(cited: Cited) -> Edited | None:
    for found in cited.found(_MAY):
        return put(cited.text, *found.span(), "will ")
    return None


def _made_done(cited: Cited) -> Edited | None:
    if re.search(r"\b(?:whether|if|unless)\b", cited.text):
        return None
    for found in cited.found(_INTEREST):
        return put(cited.text, *found.span(), f"{found['be']} ")
    for found in cited.found(_COMING):
        done = past(found["verb"])
        if done and found["verb"] != "be":
            return put(cited.text, *found.span(), done)
    return None


def _first(cited: Cited, table: Sequence[tuple[re.Pattern[str], str]]) -> Edited | None:
    for pattern, new in table:
        for found in cited.found(pattern):
            return put(cited.text, *found.span(), found.expand(new))
    return None


def _respelled(cited: Cited) -> Edited | None:
    """The credited speaker by another of the desk's spellings."""
    held = credit(cited)
    if held is None:
        return None
    names = {name.name: name.all_spellings for name in cited.bench.desk.names}
    at = cited.text.find(held.who)
    for mention in cited.bench.spellings.mentions(held.who):
        others = [o for o in names.get(mention.entity, ()) if o.isascii() and o != mention.text and " " in o]
        if others and mention.text == held.who:
            return put(cited.text, at + mention.start, at + mention.end, others[0])
    return None


def _other_form(held: Credit | None) -> Edited | None:
    if held is None or held.verb.split(" ")[0] not in {"", "said", "says", "told", "added", "stated"}:
        return None
    if held.verb:
        return Edited(f"According to {lower(held.who)}, {lower(held.body)}", f"{held.verb!r} → 'according to'")
    return Edited(f"{capital(held.who)} said that {lower(held.body)}", "'according to' → 'said'")
