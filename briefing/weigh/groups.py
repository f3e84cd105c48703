"""Which claims say the same thing. Look-alike events are kept apart: a wrong join invents corroboration.

Pairs are found through the rare words they share, so an archive costs about as much per claim as a day does.
Every pair inside a group has to be compatible, so no chain leads from one event to another.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product

from briefing.types import Claim, ClaimKind, DateSpan
from briefing.weigh.likeness import Likeness, Pair
from briefing.weigh.quantities import TOLLS, comparable, disagree, far_apart
from briefing.weigh.reading import Reading, alike_in_phrase, copied
from briefing.weigh.statuses import contrary

SAME = 0.46  # share of telling words from which two claims say the same thing
TWO_SPEAKERS = 0.62  # two people on one subject mostly say different things about it
SAME_SPEAKER = 0.34  # translations of one dispatch share fewer words; so do retellings of a dated event
SAME_ARTICLE = 0.66  # an article seldom says a thing twice
ONE_CONTACT = 0.24  # a visit and the talks held on it share little but who and where
IN_PHRASE = 0.34  # the same where two outlets tell it in a like turn of phrase
WORDS_IN_COMMON = 0.3  # enough where much of the quoted wording is the same
OF_LONGER = 0.36  # share of the longer claim's words: what one tells in passing is not what it tells
KEEP = 0.75  # of the threshold: what the pairs of a group must reach on average
UNDATED = 4  # days between publications beyond which an undated claim is not about the same event
NEARBY = 45  # days; a narrower span says which event is meant, and one told later than that is being retold
WEEK = 7  # days; a wider span of late is shared by many events
FEW = 4  # shared features below which only a shared date or speaker lets two claims be joined
WIDE = 120  # days; a longer event span ("in 2016") says too little to join by


def group(likeness: Likeness) -> tuple[tuple[int, ...], ...]:
    """Return the readings' indices grouped, each in exactly one group, singles included, in order."""
    groups: dict[int, tuple[int, ...]] = {index: (index,) for index in range(len(likeness.readings))}
    home = list(range(len(likeness.readings)))
    for one, other in _likely(likeness):
        left, right = home[one], home[other]
        if left != right and _fit(groups[left], groups[right], likeness):
            keep, gone = min(left, right), max(left, right)
            groups[keep] = tuple(sorted((*groups[keep], *groups.pop(gone))))
            for index in groups[keep]:
                home[index] = keep
    return tuple(groups[key] for key in sorted(groups))


def same_event_time(one: Claim, other: Claim) -> bool:
    """Can both be about one event, by their dates? Undated ones are near in time when published near in time."""
    if one.event.known and other.event.known:
        return one.event.overlaps(other.event)
    gap = days_between(one.published, other.published)
    return gap is not None and gap <= UNDATED and not (_too_early(one, other) or _too_early(other, one))


def _too_early(undated: Claim, dated: Claim) -> bool:
    """Was one published before the other's event, which was then still to come?"""
    told, happened = undated.published.latest, dated.event.earliest
    if told is None or happened is None or dated.published.latest is None:
        return False
    return told < happened <= dated.published.latest


def _likely(likeness: Likeness) -> list[Pair]:
    scored = [
        (likeness.of(one, other), one, other)
        for one, other in likeness.pairs()
        if joinable(likeness.readings[one], likeness.readings[other])
        and likeness.of(one, other) >= _threshold(likeness.readings[one], likeness.readings[other])
        and _enough(likeness, one, other)
    ]
    return [(one, other) for score, one, other in sorted(scored, key=lambda row: (-row[0], row[1], row[2]))]


def _enough(likeness: Likeness, one: int, other: int) -> bool:
    """Do two claims share enough to go by? "Dozens were also wounded" is said of every attack."""
    mine, theirs = likeness.readings[one], likeness.readings[other]
    if _vague(mine.claim, theirs.claim) and likeness.of_longer(one, other) < OF_LONGER:
        return False
    one_date = mine.claim.event.known and days(mine.claim.event) == days(theirs.claim.event)
    if copied(mine, theirs) or _same_speaker(mine, theirs) or one_date or _retold(mine.claim, theirs.claim):
        return True
    anchored = _dated_alike(mine.claim, theirs.claim) or len(likeness.shared(one, other)) >= FEW
    return anchored and not _rival_names(mine, theirs)


def _vague(one: Claim, other: Claim) -> bool:
    """Is each dated by no better than a month just past, so that many things are of that date?"""
    wide = max(width(one.event), width(other.event))
    return one.event.known and other.event.known and WEEK < wide <= NEARBY and not _retold(one, other)


def _rival_names(one: Reading, other: Reading) -> bool:
    """Does each name someone or something that the other does not? A vote for Russia's draft is none for France's."""
    return bool(one.names - other.names) and bool(other.names - one.names)


def _fit(left: Sequence[int], right: Sequence[int], likeness: Likeness) -> bool:
    readings = likeness.readings
    crossing = [(one, other) for one in left for other in right]
    if not all(
        joinable(readings[one], readings[other]) or _pinned(one, right, readings) or _pinned(other, left, readings)
        for one, other in crossing
    ):
        return False
    within = [pair for pair in crossing if _one_article(readings[pair[0]], readings[pair[1]])]
    members = [readings[index] for index in (*left, *right)]
    if any(likeness.of(*pair) < KEEP * SAME_ARTICLE and not _carried(pair, members, readings) for pair in within):
        return False
    surplus = [likeness.of(*pair) - KEEP * _threshold(readings[pair[0]], readings[pair[1]]) for pair in crossing]
    return sum(surplus) >= 0


def _carried(pair: Pair, members: Sequence[Reading], readings: Sequence[Reading]) -> bool:
    """Do two claims of an article tell of one contact, which another relay of the same words tells with all its people?

    Whichever of the two is not quoted, what it tells is.
    """
    one, other = (readings[index] for index in pair)
    if not (_same_speaker(one, other) and _one_contact(one, other)):
        return False
    relays = (each for each in members if not _one_article(each, one) and _same_speaker(each, one))
    return any(each.contact and one.people | other.people <= each.people for each in relays)


def _pinned(index: int, members: Sequence[int], readings: Sequence[Reading]) -> bool:
    """Does an undated claim recall a dated one of the group, whose date then says which event is meant?"""
    mine = readings[index]
    return any(_recalled(mine, readings[at]) and joinable(mine, readings[at]) for at in members)


def joinable(one: Reading, other: Reading) -> bool:
    """Is there nothing that keeps two claims apart: dates, figures, statuses, denial, place in a series?"""
    if (
        not (same_event_time(one.claim, other.claim) or _reprinted(one, other) or _recalled(one, other))
        or _figures_differ(one, other)
        or rival_tolls(one, other)
        or _statuses_differ(one, other)
    ):
        return False
    if one.negated is not other.negated:
        return False
    if copied(one, other):
        return True
    if _assesses(one.claim) is not _assesses(other.claim) and not _taken_for_known(one, other):
        return False
    if one.places_in_series != other.places_in_series and not _dated_alike(one.claim, other.claim):
        return False
    return one.intended is other.intended


def _assesses(claim: Claim) -> bool:
    """Does it say what an event means rather than tell of it?"""
    return claim.kind is ClaimKind.ASSESSMENT


def _taken_for_known(one: Reading, other: Reading) -> bool:
    """Does the one that assesses take the other for known ("Egypt's vote for the draft made this clear")?"""
    judging, telling = (one, other) if _assesses(one.claim) else (other, one)
    return not judging.known.isdisjoint(telling.features) and not judging.names.isdisjoint(telling.names)


def _dated_alike(one: Claim, other: Claim) -> bool:
    """Do narrow dates say which event is meant, so that "an earlier visit" need not?"""
    return one.event.overlaps(other.event) and max(width(one.event), width(other.event)) <= NEARBY


def _retold(one: Claim, other: Claim) -> bool:
    """Is a narrow, shared date told long afterwards, so that the date itself says which event is meant?"""
    gaps = (days_between(claim.event, claim.published) or 0 for claim in (one, other))
    return _dated_alike(one, other) and max(gaps) > NEARBY


def _reprinted(one: Reading, other: Reading) -> bool:
    """Is one the other's words within weeks, with a date too few to go by?"""
    gap = days_between(one.claim.published, other.claim.published)
    dated = one.claim.event.known and other.claim.event.known
    return not dated and gap is not None and gap <= NEARBY and copied(one, other)


def _recalled(one: Reading, other: Reading) -> bool:
    """Does one give no date to what a speaker is quoted on in like words, and the other a narrow date before it?"""
    undated, dated = (one, other) if not one.claim.event.known else (other, one)
    told, happened = undated.claim.published.earliest, dated.claim.event.latest
    if undated.claim.event.known or told is None or happened is None or told < happened:
        return False
    return width(dated.claim.event) <= NEARBY and _same_speaker(one, other) and alike_in_phrase(one, other)


def _threshold(one: Reading, other: Reading) -> float:
    if _one_article(one, other):
        return SAME_ARTICLE
    if copied(one, other) and not _two_speakers(one, other):
        return WORDS_IN_COMMON
    if (width(one.claim.event) > WIDE) is not (width(other.claim.event) > WIDE):
        return SAME_ARTICLE
    return _by_speakers(one, other)


def _by_speakers(one: Reading, other: Reading) -> float:
    if _one_contact(one, other):
        return ONE_CONTACT
    if _same_speaker(one, other) or _retold(one.claim, other.claim):
        return SAME_SPEAKER
    if _two_speakers(one, other):
        return TWO_SPEAKERS
    return IN_PHRASE if _one_voice(one, other) and alike_in_phrase(one, other) else SAME


def _one_contact(one: Reading, other: Reading) -> bool:
    """Do both tell of one person's travel or meeting at one narrow time, neither with someone whom the other lacks?"""
    if not (one.contact and other.contact) or one.people.isdisjoint(other.people):
        return False
    rivals = one.people - other.people and other.people - one.people
    return not rivals and (_dated_alike(one.claim, other.claim) or _same_speaker(one, other))


def _one_voice(one: Reading, other: Reading) -> bool:
    """Do both outlets tell it in their own voice?"""
    return not (one.claim.speaker or other.claim.speaker)


def _one_article(one: Reading, other: Reading) -> bool:
    return one.claim.article_id == other.claim.article_id


def _same_speaker(one: Reading, other: Reading) -> bool:
    return bool(one.voice) and one.voice == other.voice


def _two_speakers(one: Reading, other: Reading) -> bool:
    """Do two people speak, so far as can be told? Two unnamed sources in the same words are taken for one."""
    if not (one.claim.speaker and other.claim.speaker) or _same_speaker(one, other):
        return False
    return bool(one.voice or other.voice) or not copied(one, other)


def _figures_differ(one: Reading, other: Reading) -> bool:
    return any(
        comparable(mine, theirs) and disagree(mine, theirs)
        for mine, theirs in product(one.quantities, other.quantities)
    )


def rival_tolls(one: Reading, other: Reading) -> bool:
    """Do two claims give bounds ("at least 640", "at least 1,300") too far apart to be of one count?"""
    return any(
        mine.measure in TOLLS and comparable(mine, theirs) and far_apart(mine, theirs)
        for mine, theirs in product(one.quantities, other.quantities)
        if not (mine.partial or theirs.partial)
    )


def _statuses_differ(one: Reading, other: Reading) -> bool:
    return any(contrary(mine, theirs) for mine in one.statuses for theirs in other.statuses)


def days(span: DateSpan) -> tuple[date | None, date | None]:
    """Return the first and last day of a span, however they are known."""
    return span.earliest, span.latest


def width(span: DateSpan) -> int:
    """Return the days from the first to the last of a span, 0 when it is a day or unknown."""
    return (span.latest - span.earliest).days if span.earliest and span.latest else 0


def days_between(one: DateSpan, other: DateSpan) -> int | None:
    """Return the days that separate two spans, 0 when they share one, None when either is unknown."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return None
    return max(0, (one.earliest - other.latest).days, (other.earliest - one.latest).days)
