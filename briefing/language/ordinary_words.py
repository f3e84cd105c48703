"""Words that open English sentences without naming anyone, titles, and the calendar's names. Tables only.

A few hundred words cover what news sentences begin with; anything else that opens a sentence is judged by its ending.
"""

from __future__ import annotations

ORDINARY = frozenset(
    """
    a about above according accordingly across after afterwards again against ahead all almost along already also although
    always amid among an and another any anyone anything apart are around as aside at away back based because been before
    behind being below beside besides between beyond both but by can clearly compared considering contrary could currently
    depending despite did do does down due during each earlier either elsewhere enough even eventually ever every everyone
    everything except far few fewer finally first five following for former four from further furthermore given had half has
    have having he hence her here his how however hundreds if in including indeed initially inside instead into is it its
    just last late later least less lest let like likewise many may meanwhile might more moreover most much must my near
    nearly neither never nevertheless next nine no nobody none nonetheless nor not nothing now of off often on once one only
    or other others otherwise our out outside over overall own part per perhaps possibly previously rather recent recently
    regarding same second seven several shall she should similarly since six so some someone something sometimes soon still
    subsequently such ten than thanks that the their them then there thereafter therefore these they third this those though
    thousands three through throughout thus to together too toward towards two under unless unlike until up upon us very via
    was we well were what whatever when whenever where whereas whether which while whilst who whoever whom whose why will
    with within without would yes yet you your
    aid air analysts armed army attack bilateral border brief ceasefire chief city civil civilian clear close common
    conflict contact contacts control cooperation country crime critics daily days deal death defence defense despite diplomatic
    diplomats district domestic early economic election evidence exports face fact fears fighters fighting figures fire food
    force forces foreign fresh fuel full further future gas general global government groups growing health high hope
    human imports intelligence international interior joint key law leaders legal level limited little local long look
    lower major male media members military militants millions modern money months national natural neighbouring new news
    no-one non number official officials oil old open opponents opposition parties past peace people photo pictures plans
    police policy political politics poor population power press pressure pro pro-government production protests public read rebel rebels
    regional relations religious reports residents rival security sanctions senior separately social sources source special
    state states strategic strong students support supporters surprise talks tension tensions terror terrorism text top total
    trade troops ties unity updated victims video violence visit visits vote war warplanes weapons western witnesses women world
    years young
    """.split()
)
TITLES = frozenset(
    """
    mr mrs ms miss dr doctor sir lord lady dame prof professor president vice-president premier prime minister ministers
    chancellor king queen prince princess sultan emir sheikh shaykh shaikh sheik sayyid imam ayatollah mullah pope general gen
    colonel col lieutenant lt major maj captain capt sergeant sgt brigadier admiral marshal commander chief ambassador envoy
    senator sen representative rep congressman governor mayor judge justice secretary spokesman spokeswoman spokesperson
    director head chairman chairwoman foreign defence defense interior deputy former vice acting late special retired haji hajj
    hon rev father brother excellency engineer mp field
    """.split()
)
CALENDAR = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
    """.split()
)
NATIONAL_ENDINGS = (
    "ian",
    "ean",
    "ese",
    "ish",
    "qi",
    "eli",
    "emeni",
    "udi",
    "wan",
    "can",
    "man",
    "french",
    "dutch",
    "arab",
)
_ORDINARY_ENDINGS = (
    "ing", "ed", "ly", "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ity", "ities", "ence", "ance", "ers", "ors",
    "ists", "ous", "ive", "able", "ible", "ful", "less", "ship", "ism", "ials", "ants", "ents", "als", "ages", "ures",
)  # fmt: skip


def looks_ordinary(word: str) -> bool:
    """Whether a folded word that opens a sentence is more likely a common noun, verb or adverb than a name."""
    return len(word) > 4 and word.endswith(_ORDINARY_ENDINGS)
