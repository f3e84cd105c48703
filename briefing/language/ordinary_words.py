"""Words that open English sentences without naming anyone, titles, kinds of organisation, the calendar. Tables only.

A few hundred words cover what news sentences begin with; anything else that opens one is judged by its ending.
"""

from __future__ import annotations

_FUNCTION_WORDS = """
a about above according accordingly across after afterwards again against ahead all almost along already also
although always amid among an and another any anyone anything apart are around as aside at away back based because
been before behind being below beside besides between beyond both but by can clearly compared considering contrary
could currently depending despite did do does down due during each earlier either elsewhere enough even eventually
ever every everyone everything except far few fewer finally first five following for former four from further
furthermore given had half has have having he hence her here his how however hundred if in including indeed
initially inside instead into is it its just last late later least less lest let like likewise many may meanwhile
might more moreover most much must my near nearly neither never nevertheless next nine no nobody none nonetheless
nor not nothing now of off often on once one only or other others otherwise our out outside over overall own part
per perhaps possibly previously rather recent recently regarding same second seven several shall she should
similarly since six so some someone something sometimes soon still subsequently such ten than thanks that the their
them then there thereafter therefore these they third this those though thousand three through throughout thus to
together too toward towards two under unless unlike until up upon us very via was we well were what whatever when
whenever where whereas whether which while whilst who whoever whom whose why will with within without would yes yet
you your
"""
_NEWS_WORDS = """
aid air analyst armed army attack bilateral border brief ceasefire chief city civil civilian clear close common
conflict contact control cooperation country crime critic daily day death defence defense define deputy diplomatic
district domestic dozen diplomat early economic election evidence export face fact fear fighter fighting figure fire
food force foreign fresh fuel full future gas general global government group growing health high home hope human
import intelligence interior international joint key law leader legal level limited little local long look lower
major male media member military militant million modern money month national natural neighbouring new news no-one
non number official oil old open opposition parties past peace people photo pictures plan police policies policy
political politics poor population power press pressure pro production protest public read rebel regional relation
religious report resident rival security senior separately social source special state strategic strong students
support surprise supporter talk tension terror text top total trade troop tie unity updated video violence visit
vote war warplane weapon week western witness woman women world year young
"""
_TITLES = """
mr mrs ms miss dr doctor sir lord lady dame prof professor president vice-president premier prime minister ministers
chancellor king queen prince princess sultan emir sheikh shaykh shaikh sheik sayyid imam ayatollah mullah pope general
gen colonel col lieutenant lt major maj captain capt sergeant sgt brigadier admiral marshal commander chief ambassador
envoy senator sen representative rep congressman governor mayor judge justice secretary spokesman spokeswoman
spokesperson director head chairman chairwoman deputy former vice acting special retired haji hajj hon rev father
brother excellency engineer mp field
"""
# Before a title these belong to it (Foreign Minister); before a kind of organisation they belong to its name.
_OFFICES = "foreign defence defense interior finance oil trade health prime justice information vice"
_ORGANISATIONS = """
ministry service services council agency assembly organization organisation corporation bureau authority department
command staff office committee conference party front army force forces court union league bank company center centre
institute university brotherhood movement coalition association foundation group club house parliament
"""
_CALENDAR = """
january february march april may june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
"""
ORDINARY = frozenset((_FUNCTION_WORDS + _NEWS_WORDS).split())
TITLES = frozenset(_TITLES.split())
OFFICES = frozenset(_OFFICES.split())
ORGANISATIONS = frozenset(_ORGANISATIONS.split())
CALENDAR = frozenset(_CALENDAR.split())
_NATIONAL_ENDINGS = ("ian", "ean", "ese", "ish", "qi", "eli", "emeni", "udi", "aiti", "ani", "raini", "mani", "rati")
_NATIONALITIES = frozenset(
    {"french", "dutch", "greek", "american", "german", "moroccan", "arab", "kurdish", "turkish", "british", "us", "uk"}
)
_ENDINGS = """
ing ed ly tion tions sion sions ment ments ness ity ities ence ance ers ors ists ous ive able ible ful less ship ism
ials ants ents als ages ures mats tims tacts
"""
_ORDINARY_ENDINGS = tuple(_ENDINGS.split())


def looks_ordinary(word: str) -> bool:
    """Whether a folded word that opens a sentence is more likely a common noun, verb or adverb than a name."""
    return len(word) > 4 and word.endswith(_ORDINARY_ENDINGS)


def is_nationality(word: str) -> bool:
    """Whether a folded word reads as an adjective of nationality."""
    return word in _NATIONALITIES or (len(word) > 4 and word.endswith(_NATIONAL_ENDINGS))
