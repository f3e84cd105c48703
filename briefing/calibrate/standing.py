"""Plants in how firmly a thing is said and by whom: a hedge or a credit dropped, an allegation made fact.

Each asks the quotations themselves whether they hedge, credit or allege; what only a claim's labels say is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from briefing.calibrate.credits import CREDITING, Credit, credit
from briefing.calibrate.sentence import Cited, Edited, capital, lower, pick, put
from briefing.calibrate.verbs import past
from briefing.language.names import same_name
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
    (re.compile(r"\bpossibly "), "perhaps "),
    (re.compile(r"\bperhaps "), "possibly "),
    (re.compile(rf"\b({_BE}) interested in (?=[a-z]+ing\b)"), r"\1 interested in the idea of "),
    (re.compile(rf"\b({_BE}) considering (?=[a-z]+ing\b)"), r"\1 thinking about "),
    (re.compile(rf"\b({_BE}) preparing to\b"), r"\1 making preparations to"),
    (re.compile(rf"\b({_BE}) planning to\b"), r"\1 making plans to"),
    (re.compile(rf"\b({_BE}) (?:scheduled|slated) to\b"), r"\1 due to"),
    (re.compile(rf"\b({_BE}) (?:due|set) to\b"), r"\1 scheduled to"),
    (re.compile(rf"\b({_BE}) expected to\b"), r"\1 anticipated to"),
    (re.compile(r"\bplans to\b"), "intends to"),
    (re.compile(r"\bintends to\b"), "plans to"),
    (re.compile(r"\baims to\b"), "seeks to"),
    (re.compile(r"\bseeks to\b"), "aims to"),
    (re.compile(r"\bhopes to\b"), "is hoping to"),
)
_AS_REPORTED = {"reportedly": "according to reports", "allegedly": "it is alleged", "apparently": "it appears"}

_ALLEGED = re.compile(
    r"(?i)\b(?:claim\w*(?! (?:the li|\d|responsib|credit))|(?:alleg|accus|purport)\w*|reports have (?:also )?emerged"
    r"|rebel accounts|unconfirmed)\b"
)
_FACTIVE = re.compile(
    r"(?i)\b(?:confirm|prov|reveal|establish|verif|document|expos|demonstrat|acknowledg|admit|show)\w*"
)
_THAT = r"(?= that\b| [A-Z]| the (?!li)| an? [a-z])"
_WHERE = r"(?P<where> on (?:his|her|its|their|the) [^,;:“”]{3,30}?)?"
_PURPORTED = re.compile(r"\b(?P<whose>[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Aa]) (?:purported|alleged) (?=[a-z])")
_PARTY = r"(?P<party>[A-Z][\w’'-]*(?: [\w’'-]+){0,4}?|the [\w’'-]+(?: [\w’'-]+){0,3}?)"
_MADE_FACT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"\b(?P<be>{_BE}|been) accused of\b"), r"\g<be> found guilty of"),
    (re.compile(rf"\baccused {_PARTY} of (?=[a-z]+ing\b)"), r"proved \g<party> guilty of "),
    (re.compile(rf"\baccuses {_PARTY} of (?=[a-z]+ing\b)"), r"proves \g<party> guilty of "),
    (re.compile(rf"\b(?:claimed|alleged){_THAT}"), "FACT"),
    (re.compile(r"\b(?:claims|allegations|accusations|accounts) that\b"), "proof that"),
    (re.compile(r"\bReports have(?P<also> also)? emerged that\b"), r"It has\g<also> been proved that"),
    (re.compile(rf"\bwrote{_WHERE} that\b"), r"FACT\g<where> that"),
    (_PURPORTED, r"\g<whose> proven "),
)
_STILL_ALLEGED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"\b(?P<be>{_BE}|been) accused of\b"), r"\g<be> alleged to be guilty of"),
    (re.compile(rf"\baccused {_PARTY} of (?=[a-z]+ing\b)"), r"levelled at \g<party> the accusation of "),
    (re.compile(rf"\bclaimed{_THAT}"), "alleged"),
    (re.compile(rf"\balleged{_THAT}"), "claimed"),
    (re.compile(r"\bclaims(?= that\b)"), "alleges"),
    (re.compile(r"\b(?:claims|allegations) that\b"), "accusations that"),
    (re.compile(r"\baccounts that\b"), "accounts according to which"),
    (re.compile(rf"\bwrote{_WHERE} that\b"), r"claimed\g<where> that"),
    (re.compile(r"\bReports have(?P<also> also)? emerged that\b"), r"There have\g<also> been reports that"),
    (_PURPORTED, r"\g<whose> supposed "),
)
_FACT = ("proved", "confirmed", "established")
_SAID = frozenset(("", "said", "told", "wrote"))


def hedge(cited: Cited) -> Edited | None:
    """Drop a hedge that every claim's own words carry."""
    if not _every(cited, _is_hedged):
        return None
    edited = next(filter(None, (drop(cited) for drop in (_adverb_dropped, _made_certain, _made_done))), None)
    return None if edited is None or _STILL_OPEN.search(_outside(edited.text)) else edited


def hedge_kept(cited: Cited) -> Edited | None:
    """Put another hedge of the same strength."""
    for found in cited.found(_ADVERB):
        aside = _AS_REPORTED.get(found[0].strip().lower(), "")
        if aside and not CREDITING.search(put(cited.text, *found.span(), "").text):
            return put(cited.text, *found.span(), f", {aside}, " if found.start() else f"{aside}, ")
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
    """Make a fact of what the quotations only allege, or leave with a source that is not named."""
    if _FACTIVE.search(" ".join(cited.quotations)):
        return None
    if _every(cited, _is_unnamed):
        return _credited_with(cited, pick(cited.text, _FACT[::2]))  # "confirmed" can be a loose "said" of a source
    if not _every(cited, _is_alleged):
        return None
    fact = pick(cited.text, _FACT)
    return _first(cited, [(old, new.replace("FACT", fact)) for old, new in _MADE_FACT]) or _credited_with(cited, fact)


def allegation_kept(cited: Cited) -> Edited | None:
    """Put an allegation in another verb of alleging, the word of an unnamed source in another verb of saying."""
    if _every(cited, _is_unnamed):
        return _credited_with(cited, "stated")
    if not _every(cited, _is_alleged):
        return None
    return _first(cited, _STILL_ALLEGED) or _credited_with(cited, "alleged")


def _credited_with(cited: Cited, verb: str) -> Edited | None:
    """Another verb for "said", where the whole of what is said is alleged or an unnamed source's."""
    held = credit(cited)
    whole = _every(cited, _is_allegation) or _every(cited, _is_unnamed)
    if held is None or held.verb.split(" ")[0] not in _SAID or not whole:
        return None
    return Edited(f"{capital(held.who)} {verb}{_hearer(held)} that {held.inner}", f"credit → '{verb} that'")


def _hearer(held: Credit) -> str:
    """ " to Al-Akhbar" where a source told it something."""
    return held.verb.replace("told", " to", 1) if held.verb.startswith("told ") else ""


def _every(cited: Cited, test: Callable[[Claim], bool]) -> bool:
    return bool(cited.evidence.claims) and all(test(claim) for claim in cited.evidence.claims)


def _is_hedged(claim: Claim) -> bool:
    return any(_HEDGED.search(citation.quote) for citation in claim.citations)


def _is_credited(claim: Claim) -> bool:
    return bool(claim.speaker or claim.relays)


def _is_alleged(claim: Claim) -> bool:
    return _is_allegation(claim) or _is_alleged_in_words(claim)


def _is_alleged_in_words(claim: Claim) -> bool:
    return any(_ALLEGED.search(citation.quote) for citation in claim.citations)


def _is_allegation(claim: Claim) -> bool:
    return bool(claim.speaker) and (claim.hedge is Hedge.ALLEGED or claim.kind is ClaimKind.ALLEGATION)


def _is_unnamed(claim: Claim) -> bool:
    return claim.anonymous and claim.kind is not ClaimKind.ALLEGATION and not _is_alleged_in_words(claim)


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
    """The credited speaker by another spelling or as initials: nothing that a longer name would add is claimed."""
    held = credit(cited)
    if held is None:
        return None
    names = {name.name: name.all_spellings for name in cited.bench.desk.names}
    at = cited.text.find(held.who)
    for mention in cited.bench.spellings.mentions(held.who):
        others = [o for o in names.get(mention.entity, ()) if o.isascii() and _same_words(o, mention.text)]
        if others and mention.text == held.who:
            return put(cited.text, at + mention.start, at + mention.end, others[0])
    return None


def _same_words(one: str, other: str) -> bool:
    """Whether two names are spellings of the same words, or one the other's initials."""
    if one == other or one in other or other in one:
        return False
    initials = ["".join(word[0] for word in re.split(r"[ -]", name) if word[:1].isupper()) for name in (one, other)]
    return same_name(one, other) or one == initials[1] or other == initials[0]


def _other_form(held: Credit | None) -> Edited | None:
    if held is None or held.mixed or held.verb.split(" ")[0] not in {"", "said", "says", "told", "added", "stated"}:
        return None
    if held.verb and not _hearer(held):
        return Edited(f"According to {lower(held.who)}, {held.inner}", f"{held.verb!r} → 'according to'")
    said = f"said{_hearer(held)} that"
    return Edited(f"{capital(held.who)} {said} {held.inner}", f"{held.verb or 'according to'!r} → {said!r}")
