"""Who a claim traces to: the originator behind the outlets that repeat it.

Attribution alone misses repetition whose credit was dropped, so matching words count as well. Nothing here says
how far an originator is to be believed: letters and interests come from the desk file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from briefing.desk import Desk, SourceProfile
from briefing.digest import of_text, short
from briefing.language.names import Spellings, fold
from briefing.types import Article, Claim, ClaimKind, DateSpan, Hedge, Origin, OriginKind, TracedBy
from briefing.weigh.aliases import bare, credited
from briefing.weigh.offices import FORMER, holds_office
from briefing.weigh.reading import profiled
from briefing.weigh.words import SPEECH, listed, tokens

FRESH = 3  # days within which an outlet's own voice reports an event rather than retells it
_DATED = 7  # days; a wider span does not show that
_MEDIA = re.compile(
    r"^(?:(?:unnamed|several|some|other|many|local|earlier|media|press|news)\s+)*(?:media|reports|outlets)\b"
)
_ROLES = listed(
    "diplomat diplomatic politician official political security military government intelligence minister ministry "
    "witness activist resident doctor rebel opposition commander army state regime lawmaker analyst host"
)
_PEOPLE = listed("diplomat politician official minister witness activist resident doctor rebel commander lawmaker host")
_SERVES = frozenset(
    listed("diplomat diplomatic official security military government intelligence minister army state regime")
)
_REBELS = frozenset(("rebel", "opposition"))
# "Mamlouk's hosts" are not Mamlouk, nor "Bashar al-Assad's officials" Bashar.
_WHOSE = re.compile(r"(?:\b[A-Z][\w.-]*\s+){0,3}\b(?:al|el)-\w+['’]s?\s|\b[^\W\d_][\w.-]*['’]s?\s")
_OFFICE = re.compile(
    r"^(?:(?:deputy|vice|prime|foreign|defen[cs]e|interior|information|special|acting|first)\s+)*"
    r"(?:president|minister|spokes\w+|ambassador|envoy|representative|head|chief|king|emir|sultan|secretary)\b"
    r"|\b(?:minister|spokes\w+|ambassador|representative)\b"
)
_STATE_BODY = re.compile(
    r"\b(?:government|ministry|army|military|armed forces|air force|police|embassy|presidency|parliament|cabinet|"
    r"security bureau|intelligence|state department|state(?:-owned|-run)? (?:[a-z]+ )?(?:company|corporation|bank))\b"
)
_PERSON = re.compile(r"\b(?:sources?|officials?|diplomats?|hosts?|witness(?:es)?|activists?|rebels?)$")
_ORGANISATION = re.compile(
    r"\b(?:ministry|agency|observatory|cent(?:er|re)|network|organi[sz]ations?|group|council|united nations|"
    r"union|league|television|channel|newspaper|daily|committee|commission|coalition|army|movement|party|institute)\b"
)
_SPEAKS = re.compile(rf"[^.!?\n]{{0,25}}?\b(?:{'|'.join(SPEECH)}|wrote|which first)\b", re.IGNORECASE)
_SPOKEN = re.compile(
    r"\b(?:according to|told|cited by|citing|quoted by|quoting|reported by)\s[^.!?\n]*$", re.IGNORECASE
)
_DOCUMENT = re.compile(r"\b(?:document|resolution|communique|memo(?:randum)?|decree|report|treaty|text)$")


@dataclass(frozen=True, slots=True)
class Trace:
    """Whom one claim traces to, by which way (originator first, outlet last), and how that is known."""

    origin: Origin
    chain: tuple[str, ...]
    by: TracedBy

    @property
    def uncredited(self) -> bool:
        """Is nobody credited: the outlet's own voice, or "reportedly"?"""
        kind = self.origin.kind
        return kind is OriginKind.OUTLET or (kind is OriginKind.UNKNOWN and not self.origin.published_by)

    @property
    def nameless(self) -> bool:
        """Is nobody credited by name?"""
        return self.uncredited or self.origin.kind is OriginKind.ANONYMOUS


class Tracer:
    """Traces claims to origins with one desk's names, and one run's articles and claims."""

    def __init__(self, desk: Desk, articles: Mapping[str, Article], claims: Iterable[Claim] = ()) -> None:
        self._desk = desk
        self._articles = articles
        self._aliases = credited(claims)
        self._credits: dict[tuple[str, str], bool] = {}
        self._canonical_names: dict[str, str] = {}
        self._profiles = {profile.name: profile for profile in desk.sources}
        self._people = {name.name: name for name in desk.people}
        self._organisations = {name.name: name for name in desk.organisations}

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings((*self._desk.people, *self._desk.organisations, *profiled(self._desk)))

    @cached_property
    def _places(self) -> Spellings:
        return Spellings(self._desk.places)

    def stated(self, claim: Claim, event: DateSpan | None = None) -> Origin:
        """Return the origin that the claim's own attribution names; `event` dates it better than the claim does."""
        speaker = claim.speaker or (claim.relays[0] if claim.relays else "")
        carrier = self._publisher(claim.relays if claim.speaker else claim.relays[1:], claim.outlet)
        if not speaker:
            return self._own_voice(claim, event or claim.event)
        if _MEDIA.match(fold(speaker)):
            return self._unnamed_reports(claim.outlet)
        known = self._known(speaker) or self._known(bare(speaker))
        name = known or self._aliases.of(speaker)
        if (claim.anonymous and known not in self._profiles) or _unnamed(name):
            return self._anonymous(speaker, carrier)
        return self._named_origin(name, known, carrier)

    def _publisher(self, relays: Sequence[str], outlet: str) -> str:
        """Return who put it out first: the nearest relay that is no unnamed person, else the outlet."""
        relay = next((relay for relay in relays if not _PERSON.search(fold(relay))), "")
        return self._credited(relay) if relay else self._canonical(outlet)

    def trace(self, claim: Claim, event: DateSpan) -> Trace:
        """Return the way that the claim's own attribution tells: originator, relays in order, outlet."""
        origin, outlet = self.stated(claim, event), self._canonical(claim.outlet)
        credited = bool(claim.speaker or claim.relays)
        first = _label(claim, origin)
        way = (first, *(self._credited(relay) for relay in claim.relays), outlet)
        by = TracedBy.STATED if credited or origin.kind is OriginKind.UNKNOWN else TracedBy.OWN_VOICE
        return Trace(origin, tuple(dict.fromkeys(way)), by)

    def credits(self, article_id: str, origin: Origin) -> bool:
        """Does an article quote the origin anywhere, rather than merely name it?"""
        if (article_id, origin.name) not in self._credits:
            article = self._articles.get(article_id)
            self._credits[article_id, origin.name] = article is not None and self._quoted(article.text, origin.name)
        return self._credits[article_id, origin.name]

    def _quoted(self, text: str, name: str) -> bool:
        places = [(mention.start, mention.end) for mention in self._spellings.mentions(text) if mention.entity == name]
        places += [found.span() for found in re.finditer(rf"\b{re.escape(name)}\b", text)]
        return any(
            _SPEAKS.match(text[end:]) or _SPOKEN.search(text[max(0, start - 30) : start]) for start, end in places
        )

    def _own_voice(self, claim: Claim, event: DateSpan) -> Origin:
        if claim.hedge is Hedge.REPORTED:
            return self._unnamed_reports(claim.outlet)
        name = self._canonical(claim.outlet)
        profile = self._profiles.get(name)
        return _origin(name, OriginKind.OUTLET, profile, published_by=(name,) if _first_hand(claim, event) else ())

    def _unnamed_reports(self, outlet: str) -> Origin:
        return _origin(f"unnamed reports in {self._canonical(outlet)}", OriginKind.UNKNOWN, None, published_by=())

    def _anonymous(self, speaker: str, carrier: str) -> Origin:
        head = re.split(r"\b(?:in|from|of|at|who|familiar|close|with|inside|based)\b", speaker)[0]
        words = (_singular(word) for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", _WHOSE.sub("", head)))
        role = [w if w[0].isupper() else w.lower() for w in words if w.lower() in _ROLES or _names_a_people(w)]
        phrase = " ".join(role)
        noun = phrase if role and role[-1] in _PEOPLE else f"{phrase} source".strip()
        noun += "s" if _several(speaker, head) else ""
        name = f"unnamed {noun} to {carrier}"
        return Origin(_slug(name), name, OriginKind.ANONYMOUS, self._served(role), published_by=(carrier,))

    def _served(self, role: Sequence[str]) -> str:
        """Return whose interest an unnamed source's description says they serve, "" when it does not."""
        words = {word.lower() for word in role}
        if words & _REBELS:
            return self._of_a_place(" ".join(role), "opposition")
        return self._of_a_place(" ".join(role), "government") if words & _SERVES else ""

    def _named_origin(self, name: str, known: str, carrier: str) -> Origin:
        profile = self._profiles.get(known)
        if profile:
            return _origin(known, profile.kind, profile, published_by=(known,))
        if self._places.canonical(name):  # a capital or a country speaks for its government
            name = self._of_a_place(name, "government")
            return Origin(_slug(name), name, OriginKind.ORGANISATION, name, published_by=(carrier,))
        return Origin(_slug(name), name, self._kind(name, known), self._interest(name, known), published_by=(carrier,))

    def _kind(self, name: str, known: str) -> OriginKind:
        folded = fold(name)
        if person := self._people.get(known):
            return OriginKind.OFFICIAL if holds_office(person.role) else OriginKind.PERSON
        if _DOCUMENT.search(folded):
            return OriginKind.DOCUMENT
        if known in self._organisations or _ORGANISATION.search(folded):
            return OriginKind.ORGANISATION
        if holds_office(name):
            return OriginKind.OFFICIAL
        return OriginKind.PERSON if re.search(r"[A-Z]\w+[ -]\S*[A-Z]", name) else OriginKind.UNKNOWN

    def _interest(self, name: str, known: str) -> str:
        """Return the government that an office or a state body serves, "" when its name and role do not say."""
        person = self._people.get(known)
        role = (person.role if person else name).split(" for ")[0]  # an envoy for Syria is not Syria's
        if _OFFICE.search(fold(role)) and not FORMER.search(fold(role)):
            return self._of_a_place(role, "government")
        body = self._organisations.get(known)
        spelled = " ".join((*body.all_spellings, body.role)) if body else name
        return self._of_a_place(spelled, "government") if _STATE_BODY.search(fold(spelled)) and not person else ""

    def _of_a_place(self, text: str, what: str) -> str:
        """Return "Syrian government" for a text that names Syria first, "" when it names no place."""
        mention = next(iter(self._places.mentions(text)), None)
        place = next((place for place in self._desk.places if mention and place.name == mention.entity), None)
        return f"{place.spellings[0] if place.spellings else place.name} {what}" if place else ""

    def _canonical(self, name: str) -> str:
        return self._listed(name) or name.strip()

    def _credited(self, name: str) -> str:
        return self._listed(name) or self._aliases.of(name)

    def _listed(self, name: str) -> str:
        """Return the desk's name for it, "" when the desk has none; an archive asks the same few names often."""
        if name not in self._canonical_names:
            self._canonical_names[name] = self._spellings.canonical(name)
        return self._canonical_names[name]

    def _known(self, speaker: str) -> str:
        """Return the desk's name for a speaker: the whole of the words, or the name at their start or end."""
        whole = self._listed(speaker)
        if whole or " and " in speaker:  # two who say it together are neither of them alone
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


def _unnamed(speaker: str) -> bool:
    """Is nobody named? "The group", "rescue volunteers" and a speaker misread ("also killed") are nobody known."""
    folded = fold(speaker)
    if re.fullmatch(r"\S+-(?:based|backed|linked|led)", folded):
        return True
    return speaker.islower() and not (_DOCUMENT.search(folded) or _STATE_BODY.search(folded))


def _several(speaker: str, head: str) -> bool:
    """Do the words for an unnamed speaker mean more than one?"""
    words = re.findall(r"[^\W\d_]+", head)
    one = re.match(r"(?:an?|one|the same|another)\b", speaker.strip(), re.IGNORECASE)
    return bool(words) and not one and words[-1].endswith("s") and not words[-1].endswith("ss")


def _singular(word: str) -> str:
    return word[:-1] if word.lower().endswith("s") and word.lower()[:-1] in _ROLES else word


def _names_a_people(word: str) -> bool:
    return word[0].isupper() and word.lower() not in ("a", "an", "the", "one", "two", "some", "source", "sources")


def _origin(name: str, kind: OriginKind, profile: SourceProfile | None, published_by: tuple[str, ...]) -> Origin:
    if profile is None:
        return Origin(_slug(name), name, kind, "", published_by=published_by)
    return Origin(_slug(name), name, kind, profile.interest, profile.letter, profile.reason, published_by)


def merged(one: Origin, other: Origin) -> Origin:
    """Return one origin found twice, with the publishers of both."""
    kind = other.kind if one.kind is OriginKind.OUTLET else one.kind
    return replace(one, kind=kind, published_by=tuple(sorted({*one.published_by, *other.published_by})))


def _slug(name: str) -> str:
    """Return a stable id: readable where the name is Latin, a digest beside it so that no two meet."""
    return "-".join((*[word for word in tokens(name) if word.isascii()][:6], short(of_text(fold(name)))[:6]))


def _label(claim: Claim, origin: Origin) -> str:
    """Return the originator as a chain prints it: by name, else as the article describes it."""
    if origin.kind is OriginKind.ANONYMOUS:
        return claim.speaker.strip() or origin.name
    if origin.kind is OriginKind.UNKNOWN and not origin.published_by:
        return claim.speaker.strip() or "unnamed reports"
    return origin.name


def _first_hand(claim: Claim, event: DateSpan) -> bool:
    """Can an outlet's own voice be telling what it saw? Not background, nor an event of days before or of no date."""
    published = claim.published.earliest
    if claim.kind is ClaimKind.BACKGROUND or not (published and event.earliest and event.latest):
        return False
    return (published - event.latest).days <= FRESH and (event.latest - event.earliest).days <= _DATED


def names(origins: Iterable[Origin]) -> str:
    """Return origins as printed in a sentence: "SANA and Al-Akhbar"."""
    listed = [origin.name for origin in origins]
    return " and ".join((", ".join(listed[:-1]), listed[-1])) if len(listed) > 1 else "".join(listed)
