"""Files in, exact snapshots out: bytes, dates with their basis, and what is refused."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.collect.files import LARGEST_FILE, UNNAMED, collect
from briefing.collect.published import published
from briefing.digest import sha256
from briefing.errors import ArticleError, BadSources, FileTooLarge, NoArticles, NotUtf8, UnreadableFile
from briefing.split import split
from briefing.types import Article, DateBasis

SEEDS = Path(__file__).parent.parent / "seeds" / "articles"
TITLE = "Cairo and Damascus mend ties"
PROSE = "Syrian officials told the paper that Cairo and Damascus had agreed to mend ties after the talks on Monday."
MORE = "The minister added that both sides would meet again next week, and that no place had been agreed for it."


def days(span: object) -> tuple[str, str, str]:
    earliest, latest, basis = (getattr(span, name) for name in ("earliest", "latest", "basis"))
    return (str(earliest), str(latest), basis.value)


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def only(folder: Path) -> Article:
    (article,) = collect(folder)
    return article


@pytest.mark.parametrize(
    ("place", "publisher", "expected", "bare"),
    [
        (0, "Mada Masr", ("2016-10-17", "2016-10-17", "metadata"), ("None", "None", "unknown")),
        (1, "NOW Lebanon", ("2015-09-11", "2015-09-17", "inferred"), ("None", "None", "unknown")),
        (2, "Middle East Observer", ("2016-10-18", "2016-10-18", "metadata"), ("None", "None", "unknown")),
        (3, "Daily Sabah", ("2016-10-17", "2016-10-17", "metadata"), ("None", "None", "unknown")),
        (4, "Middle East Monitor", ("2018-12-24", "2018-12-24", "stated"), ("2018-12-24", "2018-12-24", "stated")),
    ],
)
def test_seed_dates_with_and_without_what_sources_toml_says(
    place: int, publisher: str, expected: tuple[str, ...], bare: tuple[str, ...]
) -> None:
    article = collect(SEEDS)[place]
    assert article.publisher == publisher
    assert days(article.published) == expected
    assert article.published.evidence
    assert days(published(article.text, "", {})) == bare


def test_seed_urls_alone_date_four_of_five() -> None:
    found = [published("", article.url, {}) for article in collect(SEEDS)]
    assert [str(span.earliest) for span in found] == ["2016-10-17", "None", "2016-10-18", "2016-10-17", "2018-12-24"]


def test_snapshots_hold_the_files_bytes() -> None:
    for article, path in zip(collect(SEEDS), sorted(SEEDS.glob("*.txt")), strict=True):
        assert article.text.encode() == path.read_bytes()
        assert article.sha256 == sha256(path.read_bytes())
        assert article.id == "a" + sha256(f"{article.url}\0{article.sha256}".encode())[:12]
        assert article.sentences == ()


def test_the_basis_is_kept_as_evidence() -> None:
    assert collect(SEEDS)[1].published.evidence.startswith("inferred: reports what Al-Akhbar wrote 'on Friday'")


def test_files_alone_are_named_by_their_text_and_dated_by_nothing(tmp_path: Path) -> None:
    article = only(put(tmp_path, {"x.txt": f"{TITLE}\n\n{PROSE}\n\n{MORE}"}))
    assert (article.title, article.publisher, article.url) == (TITLE, UNNAMED, "")
    assert article.source_key == "x.txt"
    assert not article.published.known


@pytest.mark.parametrize(
    "content", ["\ufeffTitle\r\n\r\nOne.\r\n", "a\u202eb\u200f\n", "e\u0301 \xa0\x0c\x85\u2028", "\t\n"]
)
def test_bytes_are_never_mended(tmp_path: Path, content: str) -> None:
    assert only(put(tmp_path, {"x.txt": content})).text.encode() == content.encode()


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200))
def test_any_text_round_trips(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    article = only(put(tmp_path_factory.mktemp("any"), {"x.txt": text}))
    assert article.text == text
    assert split(article).text == text


def test_an_empty_file_is_an_article_without_body(tmp_path: Path) -> None:
    article = split(only(put(tmp_path, {"x.txt": ""})))
    assert (article.text, article.sentences, article.title) == ("", (), "x")


def test_only_plain_article_files_are_read_in_order_of_name(tmp_path: Path) -> None:
    put(tmp_path, {"b.txt": "B", "a.md": "A", ".hidden.txt": "H", "c.html": "C", "README.md": "R", "d.TXT": "D"})
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [article.text for article in collect(tmp_path)] == ["A", "B", "D"]


def test_the_same_article_twice_is_one(tmp_path: Path) -> None:
    entry = 'url = "https://example.org/a"\n'
    folder = put(
        tmp_path,
        {"a.txt": TITLE, "b.txt": TITLE, "c.txt": MORE, "sources.toml": f"[a]\n{entry}[b]\n{entry}[c]\n{entry}"},
    )
    assert [article.text for article in collect(folder)] == [TITLE, MORE]
    assert {article.source_key for article in collect(folder)} == {"https://example.org/a"}


@pytest.mark.parametrize(
    ("content", "error", "code", "named"),
    [
        (b"caf\xe9", NotUtf8, 12, "0xe9 at 3"),
        (b"\xff\xfea\0", UnreadableFile, 11, "NUL byte at 3"),
        (b"a\0b", UnreadableFile, 11, "NUL byte at 1"),
        (b"\xed\xa0\x80", NotUtf8, 12, "0xed"),
        (b"a" * (LARGEST_FILE + 1), FileTooLarge, 13, "2,000,000"),
    ],
)
def test_files_that_are_refused(
    tmp_path: Path, content: bytes, error: type[ArticleError], code: int, named: str
) -> None:
    put(tmp_path, {"good.txt": "Good", "bad.txt": content})
    with pytest.raises(error, match=named) as caught:
        collect(tmp_path)
    assert "bad.txt" in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == code


def test_the_largest_file_is_taken(tmp_path: Path) -> None:
    assert len(only(put(tmp_path, {"x.txt": b"a" * LARGEST_FILE})).text) == LARGEST_FILE


@pytest.mark.parametrize("name", ["missing", "empty", "file.txt"])
def test_folders_without_articles(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(NoArticles, match=name) as caught:
        collect(tmp_path / name)
    assert caught.value.exit_code == 10
    assert caught.value.hint


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_read_permission(tmp_path: Path) -> None:
    (put(tmp_path, {"x.txt": "x"}) / "x.txt").chmod(0)
    with pytest.raises(UnreadableFile, match="Permission denied"):
        collect(tmp_path)


@pytest.mark.parametrize(
    ("toml", "named", "hint"),
    [
        ('[x]\npublischer = "P"', "publischer", "'publisher'"),
        ('[x]\nfoo = "P"', "foo", "known keys"),
        ('[xx]\npublisher = "P"', "xx", "'x'"),
        ('[quite-other]\npublisher = "P"', "quite-other", "without .txt"),
        ("[x]\npublished_earliest = 2016-10-18\npublished_latest = 2016-10-17", "published_earliest", "swap"),
        ("[x]\npublished_earliest = 2016-10-18", "published_latest", "both"),
        ("[x]\npublished_latest = 2016-10-18", "published_earliest", "both"),
        ("[x]\npublished = 2016-10-17\npublished_latest = 2016-10-18", "published", "not both"),
        ('[x]\npublished = "2016-10-17"', "published", "without quotation marks"),
        ("[x]\npublished = 2016", "published", "2016-10-17"),
        ("[x]\npublished = 1016-10-17", "1016-10-17", "1800"),
        ("[x]\npublished = 3016-10-17", "3016-10-17", "2100"),
        ("[x]\npublished = 2016-02-31", "sources.toml", "TOML"),
        ("[x]\npublisher = 3", "publisher", "quotation marks"),
        ('[x]\nurl = "javascript:alert(1)"', "url", "http"),
        ('[x]\nurl = "ftp://example.org/a"', "url", "http"),
        ('[x]\nurl = "https://"', "url", "http"),
        ('[x]\nurl = "https://[bad"', "url", "http"),
        ('[x]\nurl = "https://example.org/a b"', "url", "http"),
        ('publisher = "P"', "publisher", "own"),
        ("[x", "sources.toml", "TOML"),
        (b'[x]\npublisher = "\xe9"', "sources.toml", "UTF-8"),
    ],
)
def test_sources_that_are_refused_name_the_key(tmp_path: Path, toml: str | bytes, named: str, hint: str) -> None:
    put(tmp_path, {"x.txt": "x", "sources.toml": toml})
    with pytest.raises(BadSources) as caught:
        collect(tmp_path)
    assert named in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.exit_code == 14


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("url path", DateBasis.METADATA),
        ("feed entry", DateBasis.METADATA),
        ("stated in the text (no time zone)", DateBasis.STATED),
        ("inferred: from a weekday", DateBasis.INFERRED),
        ("", DateBasis.METADATA),
    ],
)
def test_the_basis_of_a_given_date(tmp_path: Path, basis: str, expected: DateBasis) -> None:
    toml = f'[x]\npublished = 2016-10-17T23:30:00-05:00\nbasis = "{basis}"\ntitle = "Given"'
    article = only(put(tmp_path, {"x.txt": "x", "sources.toml": toml}))
    assert (article.published.earliest, article.published.latest) == (date(2016, 10, 17), date(2016, 10, 17))
    assert (article.published.basis, article.title) == (expected, "Given")
    assert article.published.evidence == (basis or "given in sources.toml")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("December 24, 2018 at 1:11 pm", ("2018-12-24", "2018-12-24", "stated")),
        ("Published: 17 Oct 2016", ("2016-10-17", "2016-10-17", "stated")),
        ("2016-10-17", ("2016-10-17", "2016-10-17", "stated")),
        ("17/10/2016", ("2016-10-17", "2016-10-17", "stated")),
        ("03/04/2016", ("2016-03-04", "2016-04-03", "inferred")),
        ("John Smith | October 17, 2016", ("2016-10-17", "2016-10-17", "stated")),
        ("نشر في: 17 أكتوبر 2016", ("2016-10-17", "2016-10-17", "stated")),
        ("Updated: 18 Oct 2016 | Published: 17 Oct 2016", ("2016-10-17", "2016-10-17", "stated")),
        ("Posted on October 17, 2016 by admin", ("2016-10-17", "2016-10-17", "stated")),
        ("2016-10-17T10:20:00Z", ("2016-10-17", "2016-10-17", "stated")),
        ("Oct 17, 2016, 9:49 AM ET", ("2016-10-17", "2016-10-17", "stated")),
        ("Last updated 18 Oct 2016", ("2016-10-18", "2016-10-18", "stated")),
        ("Published the report of 17 October 2016 in full.", ("None", "None", "unknown")),
        ("17 Oct 1616", ("None", "None", "unknown")),
        ("Damascus, 14 January 2012", ("None", "None", "unknown")),
        ("A checkpoint outside Damascus, Jan. 14 2012. (E. Arrott/VOA)", ("None", "None", "unknown")),
        ("On July 22, 2015, a ship was sent from our country to the Syrian regime.", ("None", "None", "unknown")),
        ("17 October 2016 was the day he came to Cairo, officials said.", ("None", "None", "unknown")),
    ],
)
def test_a_line_under_the_title_that_dates_the_article_or_does_not(line: str, expected: tuple[str, ...]) -> None:
    assert days(published(f"{TITLE}\n\n{line}\n\n{PROSE}\n\n{MORE}", "", {})) == expected


def test_a_date_under_a_later_headline_is_another_articles() -> None:
    text = f"{TITLE}\n\n{PROSE}\n\n{MORE}\n\nHe left.\n\nRelated articles\n\nTalks fail\n\nDecember 20, 2018"
    assert not published(text, "", {}).known


def test_the_agencys_dateline_before_the_lead_counts() -> None:
    for lead in ("DAMASCUS, Oct. 17, 2016 (SANA) -", "Mon 17 Oct 2016", "Mon 17 Oct 2016 at 2354"):
        text = f"{TITLE}\n\n{lead} {PROSE}\n\n{MORE}"
        assert days(published(text, "", {})) == ("2016-10-17", "2016-10-17", "stated")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2016/10/17/a/", ("2016-10-17", "2016-10-17")),
        ("world/2016/oct/17/a", ("2016-10-17", "2016-10-17")),
        ("20181224-syria-intelligence-chief/", ("2018-12-24", "2018-12-24")),
        ("news/2018-12-24/a", ("2018-12-24", "2018-12-24")),
        ("a?date=2018-12-24", ("2018-12-24", "2018-12-24")),
        ("2016/10/some-title", ("2016-10-01", "2016-10-31")),
        ("2016/02/31/a", ("None", "None")),
        ("2016/13/40/a", ("None", "None")),
        ("99999999-a", ("None", "None")),
        ("news-37686345", ("None", "None")),
        ("565894-syria-political-security-chief", ("None", "None")),
    ],
)
def test_dates_in_addresses(path: str, expected: tuple[str, str]) -> None:
    span = published(PROSE, f"https://example.org/{path}", {})
    assert days(span)[:2] == expected
    assert span.basis is (DateBasis.UNKNOWN if expected[0] == "None" else DateBasis.METADATA)


@given(st.text(max_size=200), st.text(max_size=60).map("https://example.org/".__add__))
def test_any_text_and_address_give_a_date_or_none(text: str, url: str) -> None:
    span = published(text, url, {})
    assert span.known or span.basis is DateBasis.UNKNOWN
