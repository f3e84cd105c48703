"""English verbs and their forms, as far as planting an error needs them. Tables and spelling rules only.

A verb that is not listed is not edited: a sentence is rather left alone than made into one that nobody would write.
"""

from __future__ import annotations

_REGULAR = """
abandon accept accuse address adopt advise agree aid allow announce appoint approve arrest arrive assist attack attend
authorise back ban block bomb boycott cancel capture carry close condemn conclude conduct confirm confiscate consider
coordinate criticise declare decline defend delay deliver demand deploy describe destroy detain discuss dismiss dispatch
displace drop empty end endorse enter evacuate exceed execute expand expel express finance fire free grant halt hand
help host impose improve include increase inform injure inspect introduce invade invite join jail kill land last launch
liberate lift limit mediate move name normalise notify nominate obtain occupy offer open oppose order oust pass permit
pledge postpone present press prevent promise propose protest provide publish pull push question raise ratify reach
reactivate receive recognise recommend reduce refer reject release remain reopen repeat replace report request require
resign resist resolve respond restore restrict resume return reveal sack sanction seize shell ship sign stage start stop
strengthen supply support suspend target thank threaten transfer transport travel urge veto visit voice vote vow warn
weaken welcome widen withhold wound
"""
_DOUBLING = frozenset(("ban", "drop", "expel", "permit", "refer", "ship", "stop", "transfer", "travel"))
_IRREGULAR = """
be was been|become became become|begin began begun|break broke broken|bring brought brought|build built built
|buy bought bought|choose chose chosen|come came come|draw drew drawn|drive drove driven|fall fell fallen
|fight fought fought|find found found|fly flew flown|forbid forbade forbidden|give gave given|go went gone
|grow grew grown|hold held held|keep kept kept|know knew known|lead led led|leave left left|lose lost lost
|make made made|meet met met|overthrow overthrew overthrown|pay paid paid|rise rose risen|run ran run|see saw seen
|seek sought sought|sell sold sold|send sent sent|shoot shot shot|speak spoke spoken|spend spent spent
|stand stood stood|strike struck struck|take took taken|throw threw thrown|win won won|withdraw withdrew withdrawn
|withhold withheld withheld|write wrote written
"""
# Hand and eye go both ways with these: who met whom makes no difference.
_MUTUAL = "agree coordinate discuss join meet exchange"
_SPEECH = """
said says say told tells reported reports added adds stated states announced announces revealed reveals noted notes
claimed claims alleged alleges reiterated disclosed suggested maintained pointed testified announcing adding insisted
insists stressed argued confirmed explained wrote warned accused denied declared
"""


def _past(base: str) -> str:
    if base in _DOUBLING:
        return f"{base}{base[-1]}ed"
    if base.endswith("e"):
        return f"{base}d"
    return f"{base[:-1]}ied" if base.endswith("y") and base[-2] not in "aeiou" else f"{base}ed"


def _forms() -> dict[str, tuple[str, str]]:
    """Base form -> past tense, past participle."""
    forms = {base: (_past(base), _past(base)) for base in _REGULAR.split()}
    for row in _IRREGULAR.replace("\n", " ").split("|"):
        base, past, participle = row.split()
        forms[base] = (past, participle)
    return forms


def _thirds(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{base}es"
    return f"{base[:-1]}ies" if base.endswith("y") and base[-2] not in "aeiou" else f"{base}s"


FORMS = _forms()
PAST = {past: base for base, (past, _) in FORMS.items() if base != "be"}
PARTICIPLE = {participle: base for base, (_, participle) in FORMS.items()}
THIRD = {_thirds(base): base for base in FORMS if base not in {"be", "report"}}
SPEECH = frozenset(_SPEECH.split())
MUTUAL = frozenset(_MUTUAL.split())
BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
HAVE = frozenset(("has", "have", "had"))
AUXILIARIES = BE - {"be", "been", "being"} | HAVE | {"will", "would", "can", "could", "should", "must"}


def past(base: str) -> str:
    """Return the past tense of a listed verb, "" for any other."""
    return FORMS[base][0] if base in FORMS else ""


def participle(base: str) -> str:
    """Return the past participle of a listed verb, "" for any other."""
    return FORMS[base][1] if base in FORMS else ""


def is_finite_past(word: str) -> bool:
    """Whether a word can only be a past tense ("took"), never a participle ("visited")."""
    return word in PAST and word not in PARTICIPLE
