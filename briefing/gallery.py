"""Sample editions set in every page template, so that whoever changes a template sees what becomes of it.

The samples come from the articles that travel with the package, read by the rules analyst; what only a model would
write is written here, cites what the rules cited, and says that it is a sample. Nothing here is an assessment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from briefing.digest import sha256
from briefing.errors import OutputError
from briefing.fit import fit
from briefing.generate import generate
from briefing.output import make_folder
from briefing.render import page, render
from briefing.saved import Saved, load
from briefing.session import Cassette, prepare
from briefing.settings import load as settings_of
from briefing.templates import Templates
from briefing.types import (
    UNKNOWN_DATE,
    Brief,
    Citation,
    Disclosure,
    HeldOut,
    Line,
    Outcome,
    Role,
    Section,
    Source,
    Tally,
    Verdict,
)
from briefing.typeset import measure, typeset

DAY = "2016-10-18"
SAMPLE = Verdict(Outcome.SUPPORTED, "A sample, judged by nobody.", "sample")
WRITTEN = (
    (
        Section.TITLE,
        1,
        Role.JUDGMENT,
        "Cairo and Damascus are likely to widen security contacts before diplomatic ones",
        "",
    ),
    (
        Section.BOTTOM_LINE,
        1,
        Role.JUDGMENT,
        "We judge that security services are likely to stay the channel between the "
        "two governments for the next three months.",
        "",
    ),
    (
        Section.KEY_JUDGMENTS,
        1,
        Role.JUDGMENT,
        "Another announced meeting of the two security services is likely by the end of January 2017.",
        "",
    ),
    (
        Section.KEY_JUDGMENTS,
        1,
        Role.CONFIDENCE,
        "Confidence in this judgment is low: every account of the visit traces to one origin.",
        "",
    ),
    (
        Section.KEY_JUDGMENTS,
        2,
        Role.JUDGMENT,
        "Egypt is very unlikely to name an ambassador to Damascus in that time.",
        "",
    ),
    (
        Section.KEY_JUDGMENTS,
        2,
        Role.CONFIDENCE,
        "Confidence in this judgment is moderate: two origins with different "
        "interests report no new level of cooperation.",
        "",
    ),
    (
        Section.IMPLICATION,
        1,
        Role.JUDGMENT,
        "We assess that closer contacts are likely to strain relations with Riyadh.",
        "",
    ),
    (Section.ALTERNATIVE, 1, Role.JUDGMENT, "The visit is unlikely to have been a message to a third party only.", ""),
    (Section.GAPS, 1, Role.GAP, "No Egyptian account of what was agreed is among the articles read.", ""),
    (Section.ASSUMPTION, 1, Role.ASSUMPTION, "We assume that the services speak for their presidents.", "judgment 1"),
    (
        Section.INDICATORS,
        1,
        Role.INDICATOR,
        "Egypt denies that anything was agreed.",
        "within 90 days, by 16 January 2017; weakens judgment 1",
    ),
    (
        Section.INDICATORS,
        2,
        Role.INDICATOR,
        "Egypt names a consul general in Damascus.",
        "within 90 days, by 16 January 2017; weakens judgment 2",
    ),
)
ARABIC = (
    "قال متحدث باسم وزارة الخارجية إن الوفد بحث التعاون الأمني خلال زيارته إلى القاهرة يوم الاثنين.",
    "وأضاف المصدر أن موعد الجولة المقبلة من المحادثات لم يحدد بعد.",
    "ولم يصدر عن الجانب الآخر أي تعليق حتى مساء الثلاثاء.",
)


def make(templates: Templates, out: Path, paper: str = "a4") -> Path:
    """Write every sample in every format under `out`, with an index; return the index.

    `paper` is "a4" or "us-letter". Raises TemplateError naming the file and line of a template that can't be used.
    """
    shown = []
    for name, sample in samples(templates, paper):
        pages = render(sample.brief, templates, sample.texts, paper)
        files = {file: text.encode() for file, text in pages.items()}
        files["brief.pdf"] = typeset(sample.brief, templates, paper).pdf
        _write(out / name, files)
        shown.append({"name": name, "files": sorted(files)})
    index = page(templates, "gallery/index.html.j2", {"samples": shown, "files": templates.digests()})
    _write(out, {"index.html": index.encode()})
    return out / "index.html"


def samples(templates: Templates, paper: str = "a4") -> Iterator[tuple[str, Saved]]:
    """Yield each sample edition with the texts it cites, by a name that can be a folder's."""
    ruled = _by_rules()
    judged = _judged(ruled.brief)
    editions = {"model": judged, "rules": ruled.brief, "full": _overlong(judged)}
    for name, brief in editions.items():
        yield name, replace(ruled, brief=fit(brief, lambda brief: measure(brief, templates, paper)))
    yield "arabic", _arabic(ruled.brief)
    yield "empty", Saved(_empty(ruled.brief), {})


def _by_rules() -> Saved:
    """The edition of the articles that travel with the package, made in a folder that is thrown away."""
    with TemporaryDirectory() as folder:
        settings = settings_of({"out": folder}, {}, Path(folder))
        run = prepare(settings, DAY, date.fromisoformat(DAY), Cassette())
        generate(run, Cassette(), lambda *_: None)
        return load(run.folder)


def _judged(brief: Brief) -> Brief:
    """The edition as a model's would look: the sentences above among those that the rules found."""
    reports = [line for line in brief.lines if line.role is Role.REPORTED and line.citations]
    ours = tuple(_as_sample(row, reports[at % len(reports)]) for at, row in enumerate(WRITTEN))
    there = {line.section for line in ours}
    lines = sorted(
        (*ours, *(line for line in brief.lines if line.section not in there)),
        key=lambda line: list(Section).index(line.section),
    )
    disclosure = Disclosure("model", "a sample, written by no model", (), {"temperature": "0"})
    return replace(brief, lines=_numbered(lines), disclosure=disclosure, cut=(), cut_sources=())


def _as_sample(row: tuple[Section, int, Role, str, str], report: Line) -> Line:
    section, item, role, text, label = row
    return replace(
        report,
        section=section,
        item=item,
        role=role,
        text=text,
        label=label,
        verdict=SAMPLE,
        attribution="",
        when="",
        grade="",
        articles=0,
    )


def _overlong(brief: Brief) -> Brief:
    """The edition with every report and background item said four times over."""
    more = [
        replace(line, item=line.item + 100 * times)
        for times in range(4)
        for line in brief.lines
        if times == 0 or line.section in (Section.REPORTING, Section.BACKGROUND)
    ]
    return replace(brief, lines=_numbered(sorted(more, key=lambda line: list(Section).index(line.section))))


def _arabic(brief: Brief) -> Saved:
    text = " ".join(ARABIC)
    key = "a" + sha256(text.encode())[:12]
    source = Source(1, key, "الوفد في القاهرة", "صحيفة المثال", "", UNKNOWN_DATE, sha256(text.encode()), "", "F")
    parts = (
        (Section.TITLE, 0),
        (Section.BOTTOM_LINE, 1),
        (Section.REPORTING, 0),
        (Section.REPORTING, 1),
        (Section.REPORTING, 2),
    )
    lines = tuple(_quoting(key, text, section, at, ARABIC[words]) for at, (section, words) in enumerate(parts, 1))
    made = _bare(brief, lines, (source,))
    return Saved(replace(made, topic="التعاون الأمني", key_question="هل تستأنف المحادثات؟"), {key: text})


def _quoting(key: str, text: str, section: Section, item: int, words: str) -> Line:
    start = text.index(words)
    citation = Citation(key, start, start + len(words), words)
    return Line("", section, item, Role.REPORTED, words, (citation,), SAMPLE, "متحدث عبر صحيفة المثال", marks=(1,))


def _empty(brief: Brief) -> Brief:
    return replace(_bare(brief, (), ()), held_out=HeldOut(after_cut_off=5))


def _bare(brief: Brief, lines: tuple[Line, ...], sources: tuple[Source, ...]) -> Brief:
    """The edition with other sentences, and nothing of what was weighed for its own."""
    return replace(
        brief,
        lines=_numbered(lines),
        sources=sources,
        origins=(),
        claims=(),
        conflicts=(),
        independence=(),
        unanswered=(),
        rejections=(),
        dropped_claims=(),
        cut=(),
        cut_sources=(),
        tradecraft=(),
        tally=Tally(len(lines), 0, 0),
    )


def _numbered(lines: Iterator[Line] | tuple[Line, ...] | list[Line]) -> tuple[Line, ...]:
    return tuple(replace(line, id=f"s{number}") for number, line in enumerate(lines, 1))


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    make_folder(folder)
    for name, content in files.items():
        try:
            (folder / name).write_bytes(content)
        except OSError as error:
            raise OutputError(
                f"can't write {str(folder / name)!r}: {error}", "name another folder with --out"
            ) from None
