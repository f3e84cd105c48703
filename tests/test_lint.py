"""The rules of language on anyone's Markdown: what is flagged, what only looks like it, and where."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.cli import main
from briefing.language.yardsticks import YARDSTICKS
from briefing.lint import CHECKS, Lint, lint
from briefing.lint.page import JUDGMENTS, WORDS
from briefing.types import Severity, Standing

CLEAN = """\
# Egypt keeps its contact with Syria in security channels

**TLP:GREEN**

> **Bottom line.** SANA said the two sides agreed to coordinate. [1]

## Key judgments

1. We assess that Egypt is likely (60–70 %) to keep its contact in security channels until May 2019. [1] Confidence in
   this judgment is low: it draws on one origin. [1]
2. Cairo is unlikely to name an ambassador by then. [2] Confidence in this judgment is moderate because two origins
   agree. [2]

## Reporting

- SANA said Gen. Ali Mamlouk met U.S. officials on Oct. 16, 2016. [1] He could not stay.
- The daily wrote in [Why Egypt Is Highly Likely to Return](https://example.org/a) that talks "may" resume. [2]

## Outlook

We expect no new step. Likelihood terms are those of ICD 203, first row.

## Sources

1. *Possible message to Saudi Arabia*, Mada Masr, probably 17 October 2016.
2. Al-Akhbar, 11 September 2015.
"""


def faults(found: Lint) -> list[tuple[int, str]]:
    return [(one.line, one.finding.rule) for one in found.remarks if one.finding.rule != "LEN-1"]


def page(*lines: str, legend: str = "Likelihood terms are those of ICD 203, first row.") -> str:
    return "\n".join(["# Egypt keeps its contact with Syria", "", *lines, "", legend, ""])


def rules(*lines: str, yardstick: str | None = None, legend: str = "") -> set[str]:
    text = page(*lines, legend=legend) if legend else page(*lines)
    return {rule for _, rule in faults(lint(text, yardstick))}


def test_a_clean_page_has_no_fault() -> None:
    found = lint(CLEAN)
    assert faults(found) == []
    assert found.yardstick == "icd203-1"
    assert not found.blocked


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("is likely (60–70 %)", "is in all likelihood going", "LIK-1", 9),
        ("We expect no new step.", "There is only a slim chance of a new step.", "LIK-1", 21),
        ("We expect no new step.", "The odds of a new step are low.", "LIK-1", 21),
        ("Cairo is unlikely", "Cairo is improbable", "LIK-2", 11),
        ("(60–70 %)", "(60–90 %)", "LIK-3", 9),
        ("(60–70 %)", "(<20 %)", "LIK-3", 9),
        ("(60–70 %)", "(more than 80 %)", "LIK-3", 9),
        ("(60–70 %)", "(with a probability of 30 %)", "LIK-3", 9),
        ("We expect no new step.", "Egypt may take a step.", "LIK-4", 21),
        ("He could not stay.", "We cannot rule out a coup.", "LIK-5", 16),
        ("Cairo is unlikely", "Cairo is quite unlikely", "LIK-6", 11),
        ("Cairo is unlikely", "Cairo is highly unlikely", "LIK-6", 11),
        ("Likelihood terms are those of ICD 203, first row.", "That is all.", "LIK-7", 9),
        ("We assess that", "We assess with low confidence that", "CON-1", 9),
        ("We assess that", "With high confidence, we assess that", "CON-1", 9),
        ("until May 2019.", "until May 2019; confidence is low.", "CON-1", 9),
        ("We assess that", "We are highly confident that", "CON-1", 9),
        ("(60–70 %)", "(low confidence)", "CON-1", 9),
        ("is moderate because", "is medium because", "CON-2", 11),
        ("is moderate because", "is 70 % because", "CON-2", 11),
        ("is low: it draws on one origin.", "is low.", "CON-3", 9),
        (" Confidence in this judgment is moderate because two origins\n   agree. [2]", "", "CON-3", 11),
        ("until May 2019", "with high confidence over the next five years", "CON-5", 9),
        ("Cairo is unlikely to name", "Cairo names", "DIS-1", 11),
        ("# Egypt keeps its contact with Syria", "# Egypt and Syria", "ARG-1", 1),
        ("resume. [2]", "resume.", "SRC-1", 17),
        ("TLP:GREEN", "TLP: GREEN", "TLP-1", 3),
        ("TLP:GREEN", "tlp:green", "TLP-1", 3),
        ("TLP:GREEN", "TLP:AMBER STRICT", "TLP-1", 3),
        ("TLP:GREEN", "TLP:GRÜN", "TLP-1", 3),
        ("TLP:GREEN", "TLP:WHITE", "TLP-4", 3),
        ("He could not stay.", "The regime could not stay.", "OBJ-1", 16),
        ("We expect no new step.", "We expect no step. Policymakers should act.", "OBJ-1", 21),
        ("We expect no new step.", "(U) We expect no new step.", "MRK-1", 21),
        ("**TLP:GREEN**", "**UNCLASSIFIED**", "MRK-1", 3),
        ("**TLP:GREEN**", "OFFICIAL-SENSITIVE", "MRK-1", 3),
        ("**TLP:GREEN**", "**OFFICIAL: Sensitive**", "MRK-1", 3),
        ("**TLP:GREEN**", "UK SECRET", "MRK-1", 3),
        ("**TLP:GREEN**", "Classification: Restricted", "MRK-1", 3),
        ("**TLP:GREEN**", "**Classification:** PROTECTED", "MRK-1", 3),
        ("**TLP:GREEN**", "NATO RESTRICTED", "MRK-1", 3),
        ("**TLP:GREEN**", "CUI//SP-PRVCY", "MRK-1", 3),
        ("We expect no new step.", "We expect no new step. This page is OFFICIAL-SENSITIVE.", "MRK-1", 21),
    ],
)
def test_one_change_breaks_one_rule_where_it_stands(old: str, new: str, rule: str, line: int) -> None:
    assert CLEAN.count(old) == 1
    # A link with an address is a citation too, so the sentence it stands in loses that as well.
    text = CLEAN.replace(old, new)
    text = (
        text.replace("[Why Egypt Is Highly Likely to Return](https://example.org/a)", "a column")
        if rule == "SRC-1"
        else text
    )
    assert (line, rule) in faults(lint(text))


def test_every_rule_is_broken_by_some_page_and_kept_by_another() -> None:
    kept = {one.rule for one in lint(CLEAN).others} | {"LEN-1"}
    assert kept == set(CHECKS)


@pytest.mark.parametrize(
    "line",
    [
        "They met in May 2015 and on 3 May.",
        "SANA said “a return is highly likely”.",
        "SANA said a return is highly likely, and may come soon.",
        "We judge the village, in a remote area, likely to fall.",
        "Egypt could not send an ambassador.",
        "In the paper *A Highly Likely Return to Damascus* it is told.",
        "`may be highly likely`",
        "<!-- may be highly likely -->",
        "They agreed on confidence-building measures, which is likely to help.",
        "The inspection regime holds.",
        "He had read a document that was once top secret.",
        "The TLP standard has labels.",
        "Classified (s) and other parts.",
        "The cable, marked SECRET//NOFORN, was leaked, and the other was UNCLASSIFIED.",
        "SECRET TALKS",
        "| Crossing | Access |\n|---|---|\n| Rafah | RESTRICTED |",
        "The court found probable cause for his arrest.",
        "| Item | Finding |\n|---|---|\n| Probable cause | Electrical fault |\n| Possible motive | None |",
        "| Sector | Probable effect |\n|---|---|\n| Health | Delays |",
        "The most likely path is a truce, which is more likely than a return.",
        "Most likely scenario: a truce.",
        "> A return is highly likely, and may come soon.\n>\n> — a diplomat",
        "Confidence levels are low, moderate and high; likelihood terms are those of ICD 203.",
    ],
)
def test_what_only_looks_like_a_fault(line: str) -> None:
    assert rules("## Reporting", "", line) <= {"LEN-1"}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("We judge that they may meet in May 2015.", "LIK-4"),
        ("A return is highly likely.", "LIK-6"),
        ("The chance of a return is remote.", "LIK-1"),
        ("> **Bottom line.** A return is highly likely.", "LIK-6"),
        ("[A return is highly likely.](https://example.org)", "LIK-6"),
        ("A return is\nhighly\nlikely.", "LIK-6"),
        ("- Bullet\n  - A return is highly likely.", "LIK-6"),
        ("| Scenario | Likelihood |\n|---|---|\n| Return | Highly likely |", "LIK-6"),
        ("A return is **highly** likely.", "LIK-6"),
        ("We are confident that a return is likely.", "CON-1"),
        ("Confidence: Moderate", "CON-3"),
        ("The regime holds.", "OBJ-1"),
        ("A truce is most likely to hold.", "LIK-6"),
        ("A truce is more likely than not.", "LIK-6"),
        ("| Item | Outlook |\n|---|---|\n| Truce | Probable |", "LIK-1"),
        ("| Item | Access |\n|---|---|\n| Page | TOP SECRET |", "MRK-1"),
        ("| Item | Classification |\n|---|---|\n| Page | SECRET |", "MRK-1"),
    ],
)
def test_the_neighbour_that_is_a_fault(line: str, rule: str) -> None:
    assert rule in rules("## Reporting", "", line)


def test_a_cell_is_a_sentence_of_its_own() -> None:
    table = ["| Judgment | Likelihood | Confidence |", "|---|---|---|", "| It returns | likely | low |"]
    assert "CON-1" not in rules(*table)
    assert "CON-1" in rules("It is likely (low confidence).")


def test_front_matter_is_no_prose_and_may_give_the_title() -> None:
    matter = "---\ntitle: Egypt keeps its contact\ntlp: amber\nnote: highly likely\n---\n\nIt is so.\n"
    assert faults(lint(matter)) == []
    assert faults(lint(matter.replace("title:", "name:"))) == [(1, "ARG-1")]


def test_sentences_survive_abbreviations() -> None:
    said = (
        "SANA said Gen. A. B. Mamlouk met the U.S. envoy on Oct. 16 for 3.5 hours and that a return is highly likely."
    )
    assert rules("## Reporting", "", said) == set()
    assert rules("## Reporting", "", f"{said} A return is highly likely.") == {"LIK-6"}


def test_an_aside_after_a_full_stop_is_no_part_of_the_sentence() -> None:
    said = "1. We assess that a return is likely. [1] (*over the 90 days to 24 March 2019*) "
    assert "CON-1" not in rules("## Key judgments", "", said + "Confidence in this judgment is low: one origin.")


@pytest.mark.parametrize(
    ("legend", "terms", "used"),
    [
        ("Terms are those of the PHIA Probability Yardstick.", "It is highly likely.", "phia"),
        ("Likelihood terms are those of ICD 203, second row.", "It is highly probable.", "icd203-2"),
        ("Likelihood language follows ICD 203.", "It is highly probable.", "icd203-2"),
        ("Likelihood language follows ICD 203.", "It is very likely.", "icd203-1"),
        ("Terms: remote chance, highly unlikely, realistic possibility, highly likely.", "It is unlikely.", "phia"),
    ],
)
def test_the_declared_yardstick_is_used(legend: str, terms: str, used: str) -> None:
    found = lint(page(terms, legend=legend))
    assert found.yardstick == used
    assert not faults(found)
    other = next(name for name in YARDSTICKS if name != used)
    assert "LIK-7" in {rule for _, rule in faults(lint(page(terms, legend=legend), other))}


def test_without_a_legend_the_terms_decide() -> None:
    assert lint(page("It is highly likely. It is a realistic possibility.", legend=".")).yardstick == "phia"
    assert lint(page("It is probable. It is highly improbable.", legend=".")).yardstick == "icd203-2"
    assert lint("Nothing.").yardstick == "icd203-1"


def test_a_table_of_terms_is_a_legend() -> None:
    rows = [f"| {band.term} | {band.low}–{band.high} % |" for band in YARDSTICKS["phia"].bands]
    found = lint(page("It is highly likely.", "", "| Term | Band |", "|---|---|", *rows, legend="."))
    assert found.yardstick == "phia"
    assert not faults(found)


def test_two_declared_yardsticks_are_one_too_many() -> None:
    lines = ("It is likely.", "", "Terms are those of the PHIA yardstick.")
    assert rules(*lines) == {"LIK-7"}


def test_rows_may_mix_with_a_disclaimer() -> None:
    mixed = ("It is likely.", "That is probable.")
    assert rules(*mixed) == {"LIK-2"}
    note = "“Likely” and “probable” indicate the same assessment of probability."
    assert rules(*mixed, "", note) == set()


def test_uncited_reports_count_only_where_marks_are_used() -> None:
    assert rules("SANA said it resumed.") == set()
    assert rules("SANA said it resumed.", "", "Reuters said it stopped. [1]") == {"SRC-1"}


@pytest.mark.parametrize(
    "line",
    [
        "Talks announced in March resumed.",
        "Sanctions announced in 2018 remain.",
        "Aid promised in May arrived.",
        "Militants accused of the attack fled.",
        "Attacks claimed by the group rose in 2016.",
        "Fighting reported near the border has eased.",
        "The visit, announced by the ministry, lasted a day.",
    ],
)
def test_a_participle_reports_nobody(line: str) -> None:
    assert "SRC-1" not in rules("The town holds. [1]", "", line)


@pytest.mark.parametrize(
    "line",
    [
        "Cairo announced on Monday that the embassy would open.",
        "Reuters reported on Monday the talks had failed.",
        "The army announced on Friday it had retaken the town.",
        "The ministry announced in March a plan to return.",
        "The envoy told AFP the talks failed.",
        "Mamlouk met Kamel, the daily wrote.",
    ],
)
def test_whoever_says_something_is_cited(line: str) -> None:
    assert "SRC-1" in rules("The town holds. [1]", "", line)


def test_a_labelled_paragraph_below_key_judgments_is_a_section_of_its_own() -> None:
    judged = ("**Key judgments**", "", "1. We assess that a return is unlikely. Confidence is low: one origin.", "")
    assert (
        rules(*judged, "**Evidence.** Limits agreed in 2015 have lapsed.", "", "**Gaps.** No count is known.") == set()
    )
    assert rules(*judged, "**Return.** Limits have lapsed for good.") == {"CON-3", "DIS-1"}


def test_the_length_is_that_of_the_body() -> None:
    def body(*lines: str) -> str:
        found = lint(page("We assess that a return is unlikely.", *lines)).remarks
        return next(one.finding.reason for one in found if "the body has" in one.finding.reason)

    listed = [
        "## Origins",
        "",
        "- **SANA** · state agency · record F · not independent of the ministry, which owns it.",
    ]
    assert body() == body("", *listed) == body("", "1 article, 1 origin · grade F6")
    assert body() != body("", "SANA said so.")


def test_what_does_not_apply_is_said() -> None:
    others = {one.rule: one for one in lint("# Egypt is silent\n\nIt waits.\n").others}
    for rule in ("LIK-2", "LIK-7", "CON-1", "CON-3", "SRC-1", "TLP-1"):
        assert others[rule].standing is Standing.NOT_APPLICABLE
        assert others[rule].reason
    assert others["ARG-1"].standing is Standing.MET


def test_length_is_only_a_warning() -> None:
    short = [one for one in lint(CLEAN).remarks if one.finding.rule == "LEN-1"]
    assert [one.finding.severity for one in short] == [Severity.WARN]
    filler = "Egypt waits for an answer from Damascus, and Syria says nothing at all. " * (WORDS[0] // 13)
    assert "LEN-1" not in {one.finding.rule for one in lint(CLEAN.replace("He could not stay.", filler)).remarks}
    many = "\n".join(f"{n}. It is likely. Confidence is low: one origin." for n in range(JUDGMENTS[1] + 1))
    assert [
        one.line
        for one in lint(f"# A is B\n\n## Key judgments\n\n{many}").remarks
        if "key judgments" in one.finding.reason
    ] == [5]


PIECES = [
    "# ", "## Key judgments\n", "- ", "1. ", "> ", "| a | b |\n", "|---|---|\n", "```\n", "~~~", "<!--", "-->", "[1]",
    "[^1]: ", "[x](y)", "![", "](", "**", "_", "`", "---\n", "+++", "===\n", "\n", "\n\n", "\r\n", "\r", "    ", "\t",
    "\\", "&#10;", "&amp;", "We assess ", "likely ", "may ", "May ", "“", "”", '"', "'", "(60 %) ", "confidence: low. ",
    "SANA said ", "Gen. ", "U.S. ", "TLP:", "\ue000", "\ue105", "\x00", "\u2028", "\ufeff", "é", "سوريا ", "(U) ",
    "red ", "·", " · ",
]  # fmt: skip # read best in rows
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(MARKDOWN, st.text(max_size=200)), st.sampled_from([None, *YARDSTICKS]))
def test_any_text_is_read_and_every_line_is_there(text: str, yardstick: str | None) -> None:
    found = lint(text, yardstick)
    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(1 <= one.line <= last for one in found.remarks)
    assert {one.finding.rule for one in found.remarks} | {one.rule for one in found.others} == set(CHECKS)
    assert [one.line for one in found.remarks] == sorted(one.line for one in found.remarks)


def test_the_verb_prints_lines_and_fails_on_a_block(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "brief.md"
    file.write_text(CLEAN.replace("Cairo is unlikely", "Cairo is quite unlikely"), encoding="utf-8")
    assert main(["lint", str(file)]) == 71
    shown = capsys.readouterr()
    assert f"{file}:11: block LIK-6 'quite unlikely' is a hedged term" in shown.out
    assert "1 block" in shown.err
    file.write_text(CLEAN, encoding="utf-8")
    assert main(["lint", str(file)]) == 0
    assert "LEN-1" in capsys.readouterr().out


def test_the_verb_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "brief.md"
    file.write_text(CLEAN, encoding="utf-8")
    assert main(["lint", str(file), "--json", "--yardstick", "phia"]) == 71
    shown = json.loads(capsys.readouterr().out)
    assert shown["yardstick"] == "phia"
    first = next(one for one in shown["findings"] if one["rule"] == "LIK-7")
    assert set(first) == {"line", "rule", "severity", "reason", "words"}
    assert {one["standing"] for one in shown["others"]} <= {"met", "not applicable"}


@pytest.mark.parametrize(
    ("data", "arguments", "code", "words"),
    [
        (None, [], 11, "can't be read"),
        (b"\xff\xfe\x00", [], 12, "not UTF-8"),
        (b"a\x00b", [], 12, "not text"),
        (b" \n", [], 2, "is empty"),
        (b"# A is B", ["--yardstick", "kent"], 2, "icd203-1, icd203-2, phia"),
    ],
)
def test_a_file_that_is_no_brief_is_an_error(
    data: bytes | None,
    arguments: list[str],
    code: int,
    words: str,
    *,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "brief.md"
    if data is not None:
        file.write_bytes(data)
    assert main(["lint", str(file), *arguments]) == code
    assert words in capsys.readouterr().err


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert main(["lint", str(tmp_path)]) == 11


def test_a_page_of_this_project_blocks_nothing(tmp_path: Path) -> None:
    seeds = Path(__file__).parent.parent / "seeds"
    shutil.copytree(seeds, tmp_path / "seeds")
    out = tmp_path / "out"
    assert (
        main(
            ["generate", "--as-of", "2018-12-24", "--desk", str(tmp_path / "seeds/egypt-syria.toml"), "--out", str(out)]
        )
        == 0
    )
    found = lint((out / "egypt-syria/2018-12-24/brief.md").read_text(encoding="utf-8"))
    assert [one for one in found.remarks if one.finding.severity is Severity.BLOCK] == []
