"""The page: the same sentences in three formats, and outside text that stays text whatever it says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import needs_browser, pages
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token
from samples import ARTICLES, SHIPPED, TEMPLATES, TEXTS, empty, hostile, rich, ruled

from briefing.errors import OutputError, TemplateError
from briefing.language.plain import address, markdown, plain
from briefing.language.yardsticks import DEFAULT
from briefing.page import byline, check_line, held_out, label, level, pieces, published
from briefing.page import shown as as_printed
from briefing.render import render
from briefing.templates import Templates
from briefing.types import (
    Brief,
    DateBasis,
    DateSpan,
    Disclosure,
    HeldOut,
    Outcome,
    Role,
    Section,
    Tally,
)

SAMPLES = {"rich": rich, "ruled": ruled, "empty": empty}
SCHEMA = json.loads((TEMPLATES / "brief.schema.json").read_text(encoding="utf-8"))
CSS = (TEMPLATES / "brief.css").read_text(encoding="utf-8")

NAMES = (
    "html head meta title style body a div header p span main h1 h2 section sup em details summary ul ol li i b cite "
    "aside dl dt dd footer button mark blockquote figure figcaption svg path rect",
    "lang charset http-equiv content name class id href dir aria-labelledby aria-label aria-hidden value rel type role "
    "tabindex popover popovertarget popovertargetaction viewbox preserveaspectratio d x y width height",
)
TAGS, ATTRIBUTES = (set(names.split()) for names in NAMES)

PAYLOADS = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus=alert(1) '",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "&lt;script&gt; &amp; &#x3c;",
    "{{ 7 * 7 }} {% include 'brief.css' %} {# gone #}",
    "![pixel](https://example.org/p.png)",
    "[read this](javascript:alert(1)) and [that][1]\n\n[1]: https://example.org",
    "<https://example.org> https://example.org www.example.org a@example.org",
    "# heading\n\n- list\n1. item\n\n> quote\n\n    code\n\n```\nfence\n```\n\n| a | b |\n|---|---|\n| c | d |",
    "Setext\n===\n\nAgain\n---\n***",
    "*emphasis* __strong__ ~~gone~~ `code` <b>bold</b> <!-- comment -->",
    "\u202egnp.exe\u202c \u2066isolated \u200bzero\u200b \ufeffmark \U000e0041tag",
    "A\u0000B\u0007C\x85D",
    "قال المصدر <b>إن</b> الزيارة كانت ناجحة",
    "ends with a mark!",
    "2016. A year",
    "+ plus",
    "\\",
)


class Page(HTMLParser):
    """Reads a page as a browser would: elements, attributes, sentences by id, and the text of the whole."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.sentences: dict[str, str] = {}
        self.text, self.style, self._open = "", "", []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        if tag != "meta":
            self._open.append(values["id"] if values.get("class") == "sentence" else "")
            self.sentences.update({key: "" for key in self._open if key and key not in self.sentences})

    def handle_endtag(self, _tag):
        self._open.pop()

    def handle_data(self, data):
        if self.lasttag == "style":
            self.style += data
            return
        self.text += data
        for key in filter(None, self._open):
            self.sentences[key] += data

    def handle_comment(self, data):
        raise AssertionError(f"comment {data!r}")

    def named(self, tag: str) -> list[dict[str, str]]:
        return [values for name, values in self.elements if name == tag]


def tokens(text: str) -> Iterator[Token]:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for block in parser.parse(text):
        yield block
        yield from block.children or ()


def words(text: str) -> str:
    """What a Markdown text says once read: its text alone, line by line."""
    return "\n".join(
        "".join(child.content for child in block.children or () if child.type in {"text", "text_special"})
        for block in MarkdownIt("commonmark").parse(text)
        if block.type == "inline"
    )


def shown(line) -> str:
    return plain(as_printed(line))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_format_carries_the_same_sentences(name: str) -> None:
    brief = SAMPLES[name]()
    out = render(brief, SHIPPED, TEXTS)
    stored = [(sentence["id"], plain(sentence["text"])) for sentence in json.loads(out["brief.json"])["sentences"]]
    assert stored == [(line.id, plain(line.text)) for line in brief.lines]
    expected = [(line.id, shown(line)) for line in brief.lines]
    assert list(Page(out["brief.html"]).sentences.items()) == expected
    said, place = words(out["brief.md"]), 0
    for _, text in expected:
        place = said.index(text, place) + len(text)


@pytest.mark.parametrize("name", SAMPLES)
def test_json_is_valid_and_holds_everything(name: str) -> None:
    brief = SAMPLES[name]()
    text = render(brief, SHIPPED, TEXTS)["brief.json"]
    table = json.loads(text)
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(table)
    assert text.endswith("}\n")
    assert table["format"] == "briefing/brief/3"
    assert len(table["rejections"]) == len(brief.rejections)
    assert table["tally"]["coverage"] == round(brief.tally.coverage, 4)
    for sentence, line in zip(table["sentences"], brief.lines, strict=True):
        assert [tuple(c.values()) for c in sentence["citations"]] == [
            (c.article_id, c.start, c.end, c.quote) for c in line.citations
        ]
        assert sentence["verdict"]["outcome"] == line.verdict.outcome.value


def test_the_schema_refuses_what_it_does_not_know() -> None:
    table = json.loads(render(rich(), SHIPPED, TEXTS)["brief.json"])
    for spoil in (
        lambda t: t.update(extra=1),
        lambda t: t["sentences"][0].update(extra=1),
        lambda t: t["sentences"][0].pop("verdict"),
        lambda t: t["sentences"][0]["citations"][0].update(start=-1),
        lambda t: t.update(tlp="TLP:WHITE"),
        lambda t: t["sources"][0].update(url="javascript:alert(1)"),
        lambda t: t["held_out"].update(titles=["a"]),
    ):
        spoiled = json.loads(json.dumps(table))
        spoil(spoiled)
        assert not Draft202012Validator(SCHEMA).is_valid(spoiled)


def test_same_brief_same_bytes_whatever_the_machine() -> None:
    here = Path(__file__).parent
    program = "import sys; from samples import *; from briefing.render import render; "
    program += "out = render(rich(), SHIPPED, TEXTS); sys.stdout.buffer.write(''.join(out.values()).encode())"
    results = set()
    for seed, zone, tongue in (("1", "UTC", "C"), ("2", "Asia/Damascus", "ar_EG.UTF-8")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": tongue,
            "PYTHONPATH": os.pathsep.join((str(here), str(here.parent))),
        }
        results.add(
            subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True).stdout
        )
    assert results == {"".join(render(rich(), SHIPPED, TEXTS).values()).encode()}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_states_what_it_must(name: str) -> None:
    brief = SAMPLES[name]()
    out = render(brief, SHIPPED, TEXTS)
    page = Page(out["brief.html"])
    for said in (page.text, words(out["brief.md"])):
        assert said.count(brief.tlp) == 2
        assert brief.topic in said
        assert brief.edition in said
        assert f"Information cut-off: end of {brief.as_of.day} {brief.as_of:%B %Y}" in said
        assert held_out(brief.held_out) in said
        assert "briefing 0.1.0." in said
    assert page.named("html")[0]["lang"] == brief.language
    assert {"header", "main", "aside", "footer"} <= {tag for tag, _ in page.elements}


def test_a_rules_page_says_it_was_written_without_a_model() -> None:
    out = render(ruled(), SHIPPED, TEXTS)
    plainly = "Written without a language model: sentences are verbatim from the sources; no judgments are made."
    assert plainly in Page(out["brief.html"]).text
    assert plainly in words(out["brief.md"])


def test_a_model_page_discloses_model_prompts_and_parameters() -> None:
    text = Page(render(rich(), SHIPPED, TEXTS)["brief.html"]).text
    for part in ("example/model-1", "draft_brief.v1@1c22d9e0", "temperature 0", "briefing 0.1.0"):
        assert part in text


def test_a_note_on_why_the_rules_wrote_it_is_printed() -> None:
    note = "The model example/model-1 was asked and gave no usable brief."
    brief = replace(ruled(), disclosure=Disclosure("rules", "", (), note=note))
    assert all(note in text for text in list(render(brief, SHIPPED, TEXTS).values())[:1])


def test_nothing_usable_is_said_plainly_with_counts() -> None:
    out = render(empty(), SHIPPED, TEXTS)
    for said in (Page(out["brief.html"]).text, words(out["brief.md"])):
        assert "No usable reporting at this cut-off" in said
        assert "5 published after the cut-off" in said
        assert "end of 6 September 2015" in said


def test_parts_without_lines_are_left_out() -> None:
    full, bare = (render(brief, SHIPPED, TEXTS)["brief.html"] for brief in (rich(), ruled()))
    for heading in ("Key judgments", "Alternative", "Key assumption", "Indicators to watch"):
        assert f">{heading}</h2>" in full
        assert f">{heading}</h2>" not in bare
    assert ">Background</h2>" in bare


def test_a_sentence_that_was_not_checked_is_marked() -> None:
    brief = rich()
    out = render(brief, SHIPPED, TEXTS)
    count = sum(line.verdict.outcome is Outcome.NOT_CHECKED for line in brief.lines)
    assert count == 1
    assert out["brief.html"].count('<span class="warning">not checked</span>') == count
    assert out["brief.md"].count("**[not checked]**") == count


def test_a_withheld_sentence_is_counted_and_not_printed() -> None:
    out = render(rich(), SHIPPED, TEXTS)
    for name in ("brief.html", "brief.md"):
        assert "Mamlouk visited four times." not in out[name]
        assert "2 not supported (withheld)" in out[name]
    assert "Mamlouk visited four times." in out["brief.json"]


def test_marks_lead_to_sources_and_sources_to_their_addresses() -> None:
    page = Page(render(rich(), SHIPPED, TEXTS)["brief.html"])
    ids = [values["id"] for _, values in page.elements if "id" in values]
    assert len(ids) == len(set(ids))
    inner = {values["href"][1:] for values in page.named("a") if values["href"].startswith("#")}
    assert inner <= set(ids)
    opened = [values["popovertarget"] for values in page.named("button")]
    cards = {values["id"] for values in page.named("div") if "popover" in values}
    assert set(opened) == cards
    assert [values["aria-labelledby"] for values in page.named("div") if "popover" in values] == [
        f"{c}-h" for c in ids if c in cards
    ]
    assert len(cards) == sum(len(line.marks) for line in rich().lines)
    outer = [values["href"] for values in page.named("a") if not values["href"].startswith("#")]
    assert outer[: len(rich().sources)] == [source.url for source in rich().sources]
    assert set(outer) == {source.url for source in rich().sources}


def test_questions_no_reporting_answers_are_gaps() -> None:
    out = render(rich(), SHIPPED, TEXTS)
    gap = "No report that was read answers: Has Egypt named an ambassador to Damascus?"
    assert gap in Page(out["brief.html"]).text
    assert gap in words(out["brief.md"])


def test_every_quotation_can_be_reached() -> None:
    brief = rich()
    page = Page(render(brief, SHIPPED, TEXTS)["brief.html"])
    for line in brief.lines:
        for citation in line.citations:
            assert plain(citation.quote) in page.text
            assert f"characters {citation.start}–{citation.end}" in page.text


def test_sentences_of_one_item_are_not_put_under_each_others_label() -> None:
    first, second = (line for line in rich().lines if line.id in {"s9", "s10"})
    together = (first, replace(second, item=first.item))
    page = Page(render(replace(rich(), lines=together), SHIPPED, TEXTS)["brief.html"])
    assert page.text.index("17–23 December 2018") > page.text.index(shown(first))


def test_nothing_is_fetched_and_no_script_runs() -> None:
    page = Page(render(rich(), SHIPPED, TEXTS)["brief.html"])
    policy = next(v["content"] for v in page.named("meta") if v.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert {tag for tag, _ in page.elements} <= TAGS
    assert "font-src data:" in policy
    assert not re.search(r"url\((?!data:font/woff2;base64,[A-Za-z0-9+/=]+\))|@import|expression\(", page.style)


@cache
def calm_page() -> Page:
    return Page(render(hostile("calm"), SHIPPED, TEXTS)["brief.html"])


def assert_literal(text: str) -> None:
    """Whatever the text, both pages hold it as text and nothing else."""
    brief = hostile(text)
    out = render(brief, SHIPPED, TEXTS)
    page = Page(out["brief.html"])
    assert {tag for tag, _ in page.elements} <= TAGS
    for tag, values in page.elements:
        assert set(values) <= ATTRIBUTES, (tag, values)
        assert re.match(r"#|https?://[!-~]+$", values.get("href", "#")), values
        assert values.get("id", "h").startswith(("s", "h-", "h", "brief", "source-", "q-"))
    calm = calm_page()
    extra = {
        "a",
        "p",
        "b",
        "cite",
        "span",
        "div",
        "dt",
        "dd",
    }  # what an address, an empty text or the account's place adds or takes
    ours, theirs = (sorted(tag for tag, _ in each.elements if tag not in extra) for each in (page, calm))
    assert ours == theirs  # sorted: where the account stands follows the length of the text
    assert [plain(said) for said in page.sentences.values()] == [shown(line) for line in brief.lines]
    links = [token for token in tokens(out["brief.md"]) if token.type == "link_open"]
    assert {token.attrs["href"] for token in links} <= {address(text)}
    kinds = {token.type for token in tokens(out["brief.md"])}
    assert not kinds & {
        "image",
        "html_inline",
        "html_block",
        "code_inline",
        "code_block",
        "fence",
        "table_open",
        "s_open",
        "hr",
    }
    if plain(text):
        assert words(out["brief.md"]).count(plain(text)) >= len(brief.lines)


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_text_stays_text(text: str) -> None:
    assert_literal(text)


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_any_text_stays_text(text: str) -> None:
    assert_literal(text)


FRAMES = (
    "{}",
    "# {}",
    "- {}",
    "> {}",
    "x {} y",
    "**{}**",
    "*{}*:",
    "{} [1]",
    "{}[a](https://a.example/)",
    "- **a** · {} [1]",
    "1. *{}* · <https://a.example/>",
)
MARKUP = st.text(st.sampled_from("\\`*_{}[]<>()#+-.!|~$^&@:/=\"' \n\t12ahw\u00a0é"), max_size=30)


@settings(max_examples=600, deadline=None)
@given(MARKUP | st.text(max_size=30), st.sampled_from(FRAMES))
def test_escaped_markdown_reads_as_the_literal_text(text: str, frame: str) -> None:
    literal = plain(text)
    if not literal and "{" in frame:
        return
    found = words(frame.format(markdown(text)))
    bare = words(frame.format("Q"))
    assert found == bare.replace("Q", literal)


@given(st.text(max_size=60))
def test_plain_is_settled_and_one_line(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\ud800-\udfff]", once)


def test_plain_leaves_news_text_alone() -> None:
    for path in sorted(ARTICLES.glob("*.txt")):
        for paragraph in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
            assert plain(paragraph) == re.sub(" +", " ", paragraph).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u202eb\u202cc", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("pay\u200cpal", "paypal"),
        ("two\r\nlines\u2028here", "two lines here"),
        ("300\u00a0000 people", "300\u00a0000 people"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f"),
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:8443/x", "https://example.org:8443/x"),
        ("https://bücher.example/ü b", "https://xn--bcher-kva.example/%C3%BC%20b"),
        ("https://xn--pple-43d.com/", "https://xn--pple-43d.com/"),
        ("https://аpple.com/", "https://xn--pple-43d.com/"),
        ("https://example.org/already%20done%", "https://example.org/already%20done%25"),
        ("https://example.org/\"><script>'", "https://example.org/%22%3E%3Cscript%3E%27"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("javascript:alert(1)", ""),
        (" java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//example.org/x", ""),
        ("https://user:pass@example.org/", ""),
        ("https://example.org:99999/", ""),
        ("https://exa mple.org/", ""),
        ("https://", ""),
        ("https://[::1/", ""),
        ("", ""),
    ],
)
def test_address(url: str, expected: str) -> None:
    assert address(url) == expected


@given(st.text(max_size=40), st.sampled_from(["https://example.org/", "https://", "http://a.example?", ""]))
def test_an_address_is_ascii_and_settled(tail: str, head: str) -> None:
    found = address(head + tail)
    assert re.fullmatch(r"(https?://[!-;=?-~]+)?", found)
    assert address(found) == found


def test_a_desk_in_another_language_sets_the_page_language() -> None:
    brief = replace(rich(), language="ar")
    page = Page(render(brief, SHIPPED, TEXTS)["brief.html"])
    assert page.named("html")[0]["lang"] == "ar"
    assert all(values.get("dir") == "auto" for values in page.named("blockquote"))


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("{{ brief.topic }}\n{{ brief.headline }}\n", 2, "headline"),
        ("{{ brief.topic }}\n\n{% if %}\n", 3, ""),
        ("{% for x in brief.lines %}\n{{ x.text + 1 }}\n{% endfor %}\n", 2, ""),
    ],
)
def test_a_template_error_names_file_and_line(tmp_path: Path, source: str, line: int, says: str) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "templates" / "brief.md.j2").write_text(source, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        render(rich(), Templates((tmp_path / "templates",)), TEXTS)
    assert f"brief.md.j2', line {line}" in caught.value.message
    assert says in caught.value.message
    assert caught.value.exit_code == 81
    assert isinstance(caught.value, OutputError)


@pytest.mark.parametrize("name", ["brief.html.j2", "brief.md.j2", "brief.css"])
def test_a_missing_template_is_named(tmp_path: Path, name: str) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "templates" / name).unlink()
    with pytest.raises(TemplateError, match=re.escape(name)):
        render(rich(), Templates((tmp_path / "templates",)), TEXTS)


def test_a_style_sheet_may_not_leave_its_element(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "templates" / "brief.css").write_text("p{}</style><script>1</script>", encoding="utf-8")
    with pytest.raises(TemplateError, match=re.escape("brief.css")):
        render(rich(), Templates((tmp_path / "templates",)), TEXTS)


@pytest.mark.parametrize(
    ("tally", "expected"),
    [
        (Tally(18, 2, 1), "18 supported, 2 not supported (withheld), 1 not checked; coverage 95 %"),
        (Tally(199, 0, 1), "199 supported, 0 not supported (withheld), 1 not checked; coverage 99 %"),
        (
            Tally(3, 0, 0, 1),
            "3 supported (1 of them counted from the record), 0 not supported (withheld), 0 not checked; "
            "coverage 100 %",
        ),
        (Tally(0, 0, 4), "0 supported, 0 not supported (withheld), 4 not checked; coverage 0 %"),
        (Tally(0, 0, 0), "No sentence was drafted, so none was checked"),
    ],
)
def test_check_line(tally: Tally, expected: str) -> None:
    assert check_line(tally) == expected


def test_held_out_counts() -> None:
    assert held_out(HeldOut()) == "none"
    assert held_out(HeldOut(undated=2, not_read=1)) == "2 undated, 1 not read"


def test_publication_dates_show_their_basis_and_intervals() -> None:
    exact, interval = rich().sources[1], rich().sources[4]
    assert published(exact) == "published 18 October 2016; date basis: url path"
    assert published(interval).startswith(
        "published on a day of 11–17 September 2015; date basis: inferred: reports what"
    )
    unknown = replace(exact, published=DateSpan(None, None, DateBasis.UNKNOWN))
    assert published(unknown) == "publication date unknown"


def test_labels() -> None:
    line = next(line for line in rich().lines if line.articles == 3)
    assert label(line).parts == ("17 October 2016", "SANA via Mada Masr", "3 articles, 1 origin")
    assert label(line).founded == label(replace(line, when="")).parts == ("SANA via Mada Masr", "3 articles, 1 origin")
    assert byline(line) == ""  # the sentence says "SANA said"
    assert byline(replace(line, text="The two sides agreed.")) == "SANA via Mada Masr"
    assert byline(replace(line, text="They agreed.", role=Role.JUDGMENT)) == ""
    assert label(replace(line, corroboration=0, articles=1)).counts == "1 article, no first-hand origin"
    singles = [(a, c) for a in range(3) for c in range(3) if label(replace(line, articles=a, corroboration=c)).single]
    assert singles == [(1, 1)]


def test_likelihood_and_confidence_are_set_apart_without_changing_a_word() -> None:
    judgments = rich().section(Section.KEY_JUDGMENTS)
    assert [pieces(line, DEFAULT)[1] for line in judgments] == ["likely", "", "unlikely", ""]
    assert all("".join(pieces(line, DEFAULT)) == shown(line) for line in judgments)
    assert [level(line) for line in judgments] == [0, 1, 0, 2]
    basis = replace(judgments[1], text="Confidence in this judgment is high: three origins agree.")
    assert level(basis) == 3


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours, 1 to 21."""

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_reach_wcag_aa() -> None:
    light, dark = (
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block)) for block in CSS.split("prefers-color-scheme")[:2]
    )
    assert set(light) == set(dark) == {"paper", "wash", "ink", "soft", "line", "accent", "warn", "mark"}
    for scheme in (light, dark):
        for ink in ("ink", "soft", "accent", "warn"):
            for ground in ("paper", "wash"):
                assert contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground)
        assert contrast(scheme["ink"], scheme["mark"]) >= 4.5
    labels = re.findall(r"\.tlp[\w-]* .*?color: (#[0-9a-f]{6})", CSS)
    assert {"#ff2b2b", "#ffc000", "#33ff00"} <= set(labels)
    assert all(contrast(colour, "#000000") >= 4.5 for colour in labels)


@pytest.mark.parametrize("tlp", ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"])
def test_each_label_has_its_colour(tlp: str) -> None:
    page = Page(render(replace(rich(), tlp=tlp), SHIPPED, TEXTS)["brief.html"])
    classes = {values["class"] for tag, values in page.elements if values.get("class", "").startswith("tlp ")}
    name = classes.pop().split()[1]
    assert not classes
    assert tlp == "TLP:CLEAR" or re.search(rf"\.{name}\b", CSS)


def printed_pages(brief: Brief, folder: Path) -> int:
    return pages(render(brief, SHIPPED, TEXTS)["brief.html"], folder)[0]


@needs_browser
@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_prints_on_one_sheet(name: str, tmp_path: Path) -> None:
    assert printed_pages(SAMPLES[name](), tmp_path) == 1
