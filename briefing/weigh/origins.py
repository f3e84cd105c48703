"""Who a claim traces to: the originator behind the outlets that repeat it.

Attribution alone misses repetition whose credit was dropped, so matching words count as well. Nothing here says
how far an originator is to be believed: letters and interests come from the desk file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from briefing.desk import Desk, Name, SourceProfile
from briefing.digest import of_text, short
from briefing.language.names import Spellings, fold
from briefing.types import Article, Claim, ClaimKind, Hedge, Origin, OriginKind
from briefing.weigh.reading import Reading, copied, echoes, profiled
from briefing.weigh.words import listed, tokens

OLD = 30  # days after which an outlet's own voice retells an event rather than reports it
_NAMELESS = (OriginKind.OUTLET, OriginKind.UNKNOWN, OriginKind.ANONYMOUS)
_MEDIA = re.compile(
    r"^(?:(?:unnamed|several|some|other|many|local|earlier|media|press|news)\s+)*(?:media|reports|outlets)\b"
)
_ROLES = listed(
    "diplomat diplomatic politician official political security military government intelligence minister ministry "
    "witness activist resident doctor rebel opposition commander army state regime lawmaker analyst"
)
_PEOPLE = listed("diplomat politician official minister witness activist resident doctor rebel commander lawmaker")
_SERVES = frozenset(
    listed("diplomat diplomatic official security military government intelligence minister army state regime")
)
_OFFICE = re.compile(
    r"^(?:(?:deputy|vice|prime|foreign|defen[cs]e|interior|information|special|acting|first)\s+)*"
    r"(?:president|minister|spokes\w+|ambassador|envoy|representative|head|chief|king|emir|sultan|secretary)\b"
    r"|\b(?:minister|spokes\w+|ambassador|representative)\b"
)
_NOT_IN_OFFICE = re.compile(r"\b(?:former|retired|ex-|opponent|exiled|defected)")
_ORGANISATION = re.compile(
    r"\b(?:ministry|agency|observatory|cent(?:er|re)|network|organi[sz]ations?|group|council|united nations|"
    r"union|league|television|channel|newspaper|daily|committee|commission|coalition|army|movement|party|institute)\b"
)
_DOCUMENT = re.compile(r"\b(?:document|resolution|communique|memo(?:randum)?|decree|report|treaty|text)$")


class Tracer:
    """Traces claims to origins with one desk's names and one run's articles."""

    def __init__(self, desk: Desk, articles: Mapping[str, Article]) -> None:
        self._desk = desk
        self._articles = articles
        self._named: dict[str, tuple[frozenset[str], str]] = {}
        self._profiles = {profile.name: profile for profile in desk.sources}
        self._people = {name.name: name for name in desk.people}
        self._organisations = {name.name for name in desk.organisations}

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings((*self._desk.people, *self._desk.organisations, *profiled(self._desk)))

    @cached_property
    def _places(self) -> Spellings:
        return Spellings(self._desk.places)

    def stated(self, claim: Claim) -> Origin:
        """Return the origin that the claim's own attribution names."""
        speaker = claim.speaker or (claim.relays[0] if claim.relays else "")
        carrier = next(iter(claim.relays if claim.speaker else claim.relays[1:]), claim.outlet)
        if not speaker:
            return self._own_voice(claim)
        if _MEDIA.match(fold(speaker)):
            return self._unnamed_reports(claim.outlet)
        known = self._known(speaker)
        if claim.anonymous and known not in self._profiles:
            return self._anonymous(speaker, self._canonical(carrier))
        return self._named_origin(known or speaker.strip(), known, self._canonical(carrier))

    def of_group(self, group: Sequence[Reading]) -> tuple[Origin, ...]:
        """Return the origins of claims that say the same thing, repetition folded into what it repeats."""
        traced = [(reading, self.stated(reading.claim)) for reading in group]
        traced = [(reading, self._credited(reading, origin, traced)) for reading, origin in traced]
        merged: dict[str, Origin] = {}
        for _, origin in traced:
            before = merged.get(origin.id)
            merged[origin.id] = _merge(before, origin) if before else origin
        return tuple(sorted(merged.values(), key=lambda origin: (not origin.published_by, origin.name)))

    def repeats(self, reading: Reading, origins: Sequence[Origin]) -> bool:
        """Does the claim stand at one remove: its own attribution names none of the group's origins?"""
        return self.stated(reading.claim).id not in {origin.id for origin in origins}

    def _credited(self, reading: Reading, origin: Origin, group: Sequence[tuple[Reading, Origin]]) -> Origin:
        """Return whom a claim without a named originator was taken from, when words or the article give it away."""
        if origin.kind not in _NAMELESS:
            return origin
        alike = copied if origin.kind is OriginKind.ANONYMOUS else echoes
        same_words = [pair for pair in group if alike(reading, pair[0])]
        better = min(same_words, key=_credit, default=None)
        if better and _credit(better) < _credit((reading, origin)):
            return better[1]
        if origin.kind is OriginKind.ANONYMOUS:
            return origin
        named = [other for _, other in group if other.kind not in _NAMELESS and self._mentions(reading, other)]
        return min(named, key=lambda other: other.id, default=origin)

    def _mentions(self, reading: Reading, origin: Origin) -> bool:
        """Does the claim's article name the origin anywhere?"""
        article = self._articles.get(reading.claim.article_id)
        if article is None:
            return False
        if article.id not in self._named:
            names = frozenset(mention.entity for mention in self._spellings.mentions(article.text))
            self._named[article.id] = (names, fold(article.text))
        names, text = self._named[article.id]
        return origin.name in names or fold(origin.name) in text

    def _own_voice(self, claim: Claim) -> Origin:
        if claim.hedge is Hedge.REPORTED:
            return self._unnamed_reports(claim.outlet)
        name = self._canonical(claim.outlet)
        profile = self._profiles.get(name)
        first_hand = (name,) if not _retold(claim) else ()
        return _origin(name, OriginKind.OUTLET, profile, published_by=first_hand)

    def _unnamed_reports(self, outlet: str) -> Origin:
        return _origin(f"unnamed reports in {self._canonical(outlet)}", OriginKind.UNKNOWN, None, published_by=())

    def _anonymous(self, speaker: str, carrier: str) -> Origin:
        head = re.split(r"\b(?:in|from|of|at|who|familiar|close|with|inside|based)\b", speaker)[0]
        words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", head)
        role = [w if w[0].isupper() else w.lower() for w in words if w.lower() in _ROLES or _names_a_people(w)]
        phrase = " ".join(role)
        noun = phrase if role and role[-1] in _PEOPLE else f"{phrase} source".strip()
        serves = _SERVES.intersection(word.lower() for word in role)
        interest = self._government(phrase) if serves else ""
        name = f"unnamed {noun} to {carrier}"
        return Origin(_slug(name), name, OriginKind.ANONYMOUS, interest, published_by=(carrier,))

    def _named_origin(self, name: str, known: str, carrier: str) -> Origin:
        profile = self._profiles.get(known)
        if profile:
            return _origin(known, profile.kind, profile, published_by=(known,))
        person = self._people.get(known)
        kind = self._kind(name, known)
        return Origin(_slug(name), name, kind, self._office(person), published_by=(carrier,))

    def _kind(self, name: str, known: str) -> OriginKind:
        folded = fold(name)
        if known in self._people:
            return OriginKind.OFFICIAL
        if _DOCUMENT.search(folded):
            return OriginKind.DOCUMENT
        if known in self._organisations or _ORGANISATION.search(folded):
            return OriginKind.ORGANISATION
        return OriginKind.OFFICIAL if re.search(r"[A-Z]\w+[ -]\S*[A-Z]", name) else OriginKind.UNKNOWN

    def _office(self, person: Name | None) -> str:
        """Return the government a person's role in the desk file says they serve, "" when it does not say."""
        role = fold(person.role) if person else ""
        if person is None or not _OFFICE.search(role) or _NOT_IN_OFFICE.search(role):
            return ""
        return self._government(person.role)

    def _government(self, text: str) -> str:
        mention = next(iter(self._places.mentions(text)), None)
        place = next((place for place in self._desk.places if mention and place.name == mention.entity), None)
        return f"{place.spellings[0] if place.spellings else place.name} government" if place else ""

    def _canonical(self, name: str) -> str:
        return self._spellings.canonical(name) or name.strip()

    def _known(self, speaker: str) -> str:
        """Return the desk's name for a speaker: the whole of the words, or the name at their start or end."""
        whole = self._spellings.canonical(speaker)
        if whole:
            return whole
        bare = speaker.strip()
        for mention in self._spellings.mentions(bare):
            lead = bare[: mention.start]
            at_end = mention.end == len(bare) and not re.search(r"\b(?:for|of|to|by|from|with)\s*(?:the\s+)?$", lead)
            if mention.start == 0 and bare[mention.end : mention.end + 1] in (",", " ", "("):
                at_end = at_end or not re.match(r"\s*(?:source|official|spokes|'s|’s)", bare[mention.end :])
            if at_end:
                return mention.entity
        return ""


def _names_a_people(word: str) -> bool:
    return word[0].isupper() and word.lower() not in ("a", "an", "the", "one", "two", "some", "source", "sources")


def _origin(name: str, kind: OriginKind, profile: SourceProfile | None, published_by: tuple[str, ...]) -> Origin:
    if profile is None:
        return Origin(_slug(name), name, kind, "", published_by=published_by)
    return Origin(_slug(name), name, kind, profile.interest, profile.letter, profile.reason, published_by)


def _merge(one: Origin, other: Origin) -> Origin:
    kind = other.kind if one.kind is OriginKind.OUTLET else one.kind
    return replace(one, kind=kind, published_by=tuple(sorted({*one.published_by, *other.published_by})))


def _slug(name: str) -> str:
    """Return a stable id: readable where the name is Latin, a digest beside it so that no two meet."""
    return "-".join((*[word for word in tokens(name) if word.isascii()][:6], short(of_text(fold(name)))[:6]))


def _credit(pair: tuple[Reading, Origin]) -> tuple[bool, int, tuple[str, ...]]:
    """Order tracings of the same words: a named speaker or longer chain first, then the earliest."""
    reading, origin = pair
    unattributed = origin.kind in (OriginKind.OUTLET, OriginKind.UNKNOWN)
    return (unattributed, -len(reading.claim.chain), reading.order)


def _retold(claim: Claim) -> bool:
    """Is an outlet's own voice telling what it can't have seen: background, or an event of weeks before?"""
    if claim.kind is ClaimKind.BACKGROUND:
        return True
    event, published = claim.event.latest, claim.published.earliest
    return event is not None and published is not None and (published - event).days > OLD


def names(origins: Iterable[Origin]) -> str:
    """Return origins as printed in a sentence: "SANA and Al-Akhbar"."""
    listed = [origin.name for origin in origins]
    return " and ".join((", ".join(listed[:-1]), listed[-1])) if len(listed) > 1 else "".join(listed)
