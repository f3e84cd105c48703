"""All rules of tradecraft, in one table. Each row: id, severity, rule, source with how it was read, scope, check.

Only the order and the wording of the rules are here; each check stands in the file of its subject.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from briefing.tradecraft import (
    confidence,
    files,
    grades,
    likelihood,
    marking,
    sources,
    stix,
    structure,
    timing,
    wording,
)
from briefing.tradecraft.rule import Rule, Scope
from briefing.types import Severity

BLOCK, WARN, INFO = Severity
WORDS, PAGE, FILES = Scope

E2 = ("ICD 203 D.6.e(2)", "Q")
E2A = ("ICD 203 D.6.e(2)(a)", "Q")
E2B = ("ICD 203 D.6.e(2)(b)", "Q")
E3 = ("ICD 203 D.6.e(3)", "Q")
E4 = ("ICD 203 D.6.e(4)", "Q")
E5 = ("ICD 203 D.6.e(5)", "Q")
E6 = ("ICD 203 D.6.e(6)", "Q")
E7 = ("ICD 203 D.6.e(7)", "Q")
E8 = ("ICD 203 D.6.e(8)", "Q")
E9 = ("ICD 203 D.6.e(9)", "Q")
OBJECTIVE = ("ICD 203, objective and independent of political consideration", "Q")
BAND = ("ICD 203, table of likelihood terms", "Q")
KENT = ("Sherman Kent 1964; NIC 2007", "S")
NIC = ("NIC 2007", "S")
PHIA = ("house rule, after ICD 203 and the PHIA Probability Yardstick", "H")
HOUSE = ("house rule", "H")
LEVELS = ("ICD 203, NIC, PHIA, JP 2-0", "R")
CAP = ("JP 2-0 wording in MISP estimative-language; the counts are a house rule", "R+H")
ODNI = ("ODNI annex on confidence", "Q")
HEUER = ("Heuer and Pherson, Indicators Validator; the threshold is a house rule", "S")
CITE = ("ICD 206, source reference citations", "S")
D3A = ("ICD 206 D.3.a(4)", "Q")
ELEMENTS = ("ICD 206 citation elements; ICS 206-01", "S")
D3C = ("ICD 206 D.3.c", "Q")
D3D = ("ICD 206 D.3.d(2), there encouraged; required by house rule", "Q+H")
D5 = ("ICD 206 D.5", "Q")
AI = ("ICS 206-01 of 2 December 2024", "S")
QUOTES = ("house rule, in the sense of ICD 203 D.6.e(3)", "H")
ROBB = ("Robb-Silberman report; tests of independence from a public tool", "S")
AJP = ("AJP-2.1 and STANAG 2511; FM 2-22.3 appendix B", "R")
CONFIRMED = ("FM 2-22.3 appendix B; MISP admiralty-scale", "R")
B1 = ("FM 2-22.3 B-1 and B-2; STIX 2.1 scales", "R")
FM = ("FM 2-22.3 appendix B", "S")
TLP = ("FIRST TLP 2.0", "Q")
LOOK = ("FIRST TLP 2.0 for the size; MISP for the colours; black from memory", "Q/R/M")
COPY = ("FIRST TLP 2.0 by way of MISP tlp", "R")
TIMELY = ("ICD 203, timely; house rule", "H")
BASIS = ("house rule, in the sense of ICD 206 D.3.c", "H")
ICD208 = ("ICD 208 of 9 January 2017", "S")
LENGTH = ("DIA style and PDB exercise as summarised; the numbers are a house rule", "S+H")
MARKING = ("house rule; portion marking from memory", "H/M")
STIX = ("OASIS STIX 2.1 JSON schemas", "R")
SCALES = ("STIX 2.1 confidence scales", "R")

# One rule on each line, however long, so that the table reads as one.
# fmt: off
_TABLE = (
    Rule("LIK-1", BLOCK, "Likelihood words come from one row of one table", *E2A, WORDS, likelihood.one_row),
    Rule("LIK-2", BLOCK, "Terms of two rows only where they are said to be equal", *E2A, WORDS, likelihood.rows_apart),
    Rule("LIK-3", WARN, "A number beside a term lies inside the term's band", *BAND, WORDS, likelihood.in_band),
    Rule("LIK-4", BLOCK, "Judgments hold no vague likelihood word", *KENT, WORDS, likelihood.not_vague),
    Rule("LIK-5", WARN, "'Cannot rule out' is said only of the unlikely but grave", *NIC, WORDS, likelihood.ruled_out),
    Rule("LIK-6", BLOCK, "No likelihood term is hedged or of another yardstick", *PHIA, WORDS, likelihood.unborrowed),
    Rule("LIK-7", BLOCK, "The page names the one yardstick it uses", *HOUSE, PAGE, likelihood.declared_once),
    Rule("CON-1", BLOCK, "Confidence and likelihood never share a sentence", *E2B, WORDS, confidence.apart),
    Rule("CON-2", BLOCK, "Confidence is low, moderate or high, never a number", *LEVELS, WORDS, confidence.levels),
    Rule("CON-3", BLOCK, "Each key judgment states its confidence and a true basis", *E2, PAGE, confidence.founded),
    Rule("CON-4", BLOCK, "Confidence stays within what the claim graph can carry", *CAP, PAGE, confidence.capped),
    Rule("CON-5", WARN, "No high confidence in a forecast of more than a year", *ODNI, PAGE, confidence.not_far),
    Rule("DIS-1", BLOCK, "Each sentence is of one kind and worded as that kind", *E3, PAGE, structure.typed),
    Rule("DIS-2", BLOCK, "The key assumption is stated, with what follows if wrong", *E3, PAGE, structure.assumption),
    Rule("ALT-1", BLOCK, "An alternative has a likelihood and an indicator", *E4, PAGE, structure.alternative),
    Rule("IND-1", WARN, "Indicators have an event, a window and a direction", *E2, PAGE, structure.indicators),
    Rule("IND-2", WARN, "Indicators tell the hypotheses apart", *HEUER, PAGE, structure.diagnostic),
    Rule("ARG-1", BLOCK, "The conclusion comes first, as a sentence", *E6, PAGE, structure.conclusion_first),
    Rule("ARG-2", BLOCK, "Open conflicts that touch a judgment show both sides", *E6, PAGE, structure.both_sides),
    Rule("CHG-1", WARN, "Says what changed, or that coverage is initial; no more", *E7, PAGE, structure.changes),
    Rule("ACC-1", WARN, "Judgments say how likely, by when and what", *E8, PAGE, structure.with_timing),
    Rule("ACC-2", WARN, "A judgment is given where the evidence allows one", *E8, PAGE, structure.not_dodged),
    Rule("REL-1", WARN, "Says what the findings mean for the reader's question", *E5, PAGE, structure.implication),
    Rule("VIS-1", INFO, "A visual keeps the same rules", *E9, FILES, files.visuals),
    Rule("SRC-1", BLOCK, "Every factual sentence and judgment cites a source", *CITE, PAGE, sources.cited),
    Rule("SRC-2", BLOCK, "The most original source is named, with its relays", *D3A, PAGE, sources.most_original),
    Rule("SRC-3", BLOCK, "Citations have originator, id, title, dates and locator", *ELEMENTS, PAGE, sources.complete),
    Rule("SRC-4", BLOCK, "Sources that matter, or tell of old things, are described", *D3C, PAGE, sources.described),
    Rule("SRC-5", BLOCK, "The source summary covers its four parts", *D3D, PAGE, sources.summed_up),
    Rule("SRC-6", WARN, "A snapshot of each source is kept, with its digest", *D5, FILES, files.snapshots),
    Rule("SRC-7", BLOCK, "AI use is disclosed: system, model, version, parameters", *AI, PAGE, sources.disclosed),
    Rule("SRC-8", BLOCK, "Quotation marks enclose one unbroken slice of a source", *QUOTES, PAGE, sources.quotations),
    Rule("CIR-1", BLOCK, "Corroboration counts independent origins, not articles", *ROBB, PAGE, sources.roots),
    Rule("ADM-1", BLOCK, "Grades: a letter of the origin, a digit of the item, apart", *AJP, PAGE, grades.two_axes),
    Rule("ADM-2", BLOCK, "Credibility 1 needs two independent origins", *CONFIRMED, PAGE, grades.confirmed),
    Rule("ADM-3", BLOCK, "F and 6 are no basis to judge: not bad, not a midpoint", *B1, PAGE, grades.not_bad),
    Rule("ADM-4", WARN, "An anonymous or unknown origin is F; relays lend no letter", *FM, PAGE, grades.nameless),
    Rule("TLP-1", BLOCK, "The sharing label is one of the five of TLP 2.0", *TLP, PAGE, marking.label),
    Rule("TLP-2", BLOCK, "The label heads and foots every page", *TLP, FILES, marking.ends),
    Rule("TLP-3", WARN, "The label is 12 pt or larger, in its colour on black", *LOOK, FILES, marking.look),
    Rule("TLP-4", WARN, "No TLP:WHITE; under TLP:CLEAR quotations stay short", *COPY, PAGE, marking.quotes),
    Rule("TIM-1", BLOCK, "The cut-off is printed and nothing is later than it", *TIMELY, PAGE, timing.cut_off),
    Rule("TIM-2", BLOCK, "Every date carries its basis; undated articles stay out", *BASIS, PAGE, timing.basis),
    Rule("GAP-1", BLOCK, "At least one gap is named for each key judgment", *E2, PAGE, structure.gaps),
    Rule("CNG-1", BLOCK, "All formats carry the same judgments and levels", *ICD208, FILES, files.alike),
    Rule("LEN-1", BLOCK, "One page, 350-450 words, 2-4 judgments, short sentences", *LENGTH, FILES, files.length),
    Rule("OBJ-1", WARN, "No loaded words and no advocacy in our voice", *OBJECTIVE, WORDS, wording.in_our_voice),
    Rule("MRK-1", BLOCK, "No imitation of classification markings", *MARKING, WORDS, marking.classified),
    Rule("STX-1", BLOCK, "STIX objects have what their schema requires", *STIX, FILES, stix.complete),
    Rule("STX-2", BLOCK, "In STIX, judgments are notes and never opinions", *STIX, FILES, stix.notes),
    Rule("STX-3", BLOCK, "STIX confidence is 15, 50 or 85, never a likelihood", *SCALES, FILES, stix.scale),
)
# fmt: on
RULES: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in _TABLE})
