"""The archive keeps exactly what it was given, finds it in any spelling, and survives what happens to files."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import article, passages, seed_articles, store, words

from briefing.archive import Archive, schema
from briefing.archive.index import VERSION, Index
from briefing.archive.lock import writing
from briefing.errors import ArchiveBusy, ArchiveError
from briefing.types import UNKNOWN_DATE, Part

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300)
LONG = "Ali al-Mamlouk met officials in Cairo.\n\nEgypt may name a consul general.\n\nThe general spoke to the consul."
ROOT = Path(__file__).parent.parent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "archive.sqlite"


# What goes in comes out


def test_seed_articles_come_back_whole_after_reopening(file: Path) -> None:
    seeds = seed_articles()
    with Archive.open(file) as archive:
        assert store(archive, seeds) == 5
    with Archive.open(file) as archive:
        assert archive.articles() == tuple(sorted(seeds, key=lambda one: one.source_key))
        assert archive.articles([seeds[3].id, "unknown", seeds[0].id]) == (seeds[3], seeds[0])
        wanted = [seeds[2].id, seeds[1].id]
        assert archive.passages(wanted) == (*passages(seeds[2]), *passages(seeds[1]))
        assert store(archive, seeds) == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, title=TEXTS, key=TEXTS)
def test_any_text_is_kept_byte_for_byte(tmp_path: Path, text: str, title: str, key: str) -> None:
    one = article(text, key, title=title)
    with Archive.open(tmp_path / "any.sqlite") as archive:
        store(archive, [one])
        (back,) = archive.articles([one.id])
        assert back == one
        assert back.text.encode() == text.encode()
        assert archive.passages([one.id]) == passages(one)


def test_every_part_of_a_sentence_and_every_date_basis_survives(file: Path) -> None:
    one = article("A.\nB.", published=None)
    parts = tuple(replace(s, part=part) for s, part in zip(one.sentences, (Part.CAPTION, Part.BODY), strict=True))
    one = replace(one, sentences=parts)
    with Archive.open(file) as archive:
        store(archive, [one])
        assert archive.articles() == (one,)
        assert archive.listing()[0].published == UNKNOWN_DATE


def test_a_newer_snapshot_takes_the_older_ones_place_and_both_are_kept(file: Path) -> None:
    old, new = article("Cairo said twelve officials came.", "k"), article("Cairo said thirteen officials came.", "k")
    with Archive.open(file) as archive:
        store(archive, [old])
        assert words([old, new], archive.search(["officials"], 5)) == [old.text]
        assert store(archive, [new]) == 1
        assert archive.articles() == (new,)
        assert words([old, new], archive.search(["officials"], 5)) == [new.text]
        assert archive.search(["twelve"], 5) == ()
        assert archive.articles([old.id]) == (old,)
        assert store(archive, [old]) == 0
        assert archive.articles() == (old,)


def test_changed_metadata_replaces_the_old(file: Path) -> None:
    one = article("Text.", published=None)
    better = replace(one, publisher="Mada Masr", title="T", published=article("", published=date(2018, 1, 2)).published)
    with Archive.open(file) as archive:
        store(archive, [one])
        assert store(archive, [better]) == 0
        assert archive.articles() == (better,)
        assert archive.listing()[0].published.latest == date(2018, 1, 2)


def test_an_article_cut_differently_is_searched_by_its_new_passages(file: Path) -> None:
    one = article("Cairo spoke.\nDamascus answered.")
    parted = tuple(replace(s, paragraph=s.number) for s in one.sentences)
    with Archive.open(file) as archive:
        store(archive, [one])
        assert len(words([one], archive.search(["Cairo", "Damascus"], 5))) == 1
        store(archive, [replace(one, sentences=parted)])
        assert words([one], archive.search(["Cairo", "Damascus"], 5)) == ["Cairo spoke.", "Damascus answered."]


def test_nothing_of_a_failed_addition_stays(file: Path) -> None:
    good, bad = article("Good."), replace(article("Bad.", "two"), sha256="0" * 64)
    with Archive.open(file) as archive:
        with pytest.raises(ArchiveError, match=bad.id):
            store(archive, [good, bad])
        assert archive.articles() == ()
        assert store(archive, [good]) == 1


# Search


def test_phrases_stand_before_loose_words_and_only_phrases_match_a_phrase(file: Path) -> None:
    one = article(LONG)
    with Archive.open(file) as archive:
        store(archive, [one])
        assert words([one], archive.search(["consul general"], 5)) == ["Egypt may name a consul general."]
        assert len(archive.search(["consul", "general"], 5)) == 2


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Ali al-Mamlouk arrived.", "Al-Mamlouk"),
        ("Ali al-Mamlouk arrived.", "el Mamlouk"),
        ("Ali al‑Mamlouk arrived.", "mamlouk"),
        ("Ali Mamlouk arrived.", "al-Mamlouk"),
        ("President Alassad spoke.", "al-Assad"),
        ("President al-Assad spoke.", "Alassad"),
        ("Mamlouk’s visits", "mamlouk's visit"),
        ("the parties agreed", "party"),
        ("Chargé\u00a0d’affaires", "charge d'affaires"),
        ("more than 470,000 dead", "470000"),
        ("زار المملوك القَاهِرَةَ", "القاهره"),
        ("والقاهرة تقول", "القاهرة"),
        ("أعلنت سوريـــا", "سوريا"),
        ("السوريين", "سوري"),
        ("عام ٢٠١٦", "2016"),
        ("إلى دمشق", "الى"),
        ("مستشفى", "مستشفي"),
    ],
)
def test_spellings_meet(file: Path, text: str, query: str) -> None:
    one = article(text)
    with Archive.open(file) as archive:
        store(archive, [one, article("Something else entirely.", "other")])
        assert words([one], archive.search([query], 1)) == [text]


def test_different_names_stay_apart(file: Path) -> None:
    with Archive.open(file) as archive:
        store(archive, [article("Omar al-Bashir visited Damascus.")])
        assert archive.search(["Bashar"], 5) == ()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    queries=st.lists(st.text(max_size=60) | st.sampled_from(['"', "AND (", "a:b*", "NOT", "/x/", "\ud800"]), max_size=6)
)
def test_any_string_is_a_query(tmp_path: Path, queries: list[str]) -> None:
    with Archive.open(tmp_path / "query.sqlite") as archive:
        store(archive, [article(LONG)])
        found = archive.search(queries, 3)
        scores = [score for _, score in found]
        assert scores == sorted(scores, reverse=True)
        assert len(found) <= 3


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="abcdeé’'- \u00a0العربي٣3,", min_size=1, max_size=60))
def test_a_text_is_found_by_its_own_words(tmp_path: Path, text: str) -> None:
    one = article(text)
    with Archive.open(tmp_path / "own.sqlite") as archive:
        store(archive, [one])
        if archive.search(text.split(), 1000) == ():
            assert not any(mark.isalnum() for mark in text) or set(text.split()) <= {"al", "el"}


def test_ties_stand_by_article_then_passage_however_they_came_in(tmp_path: Path) -> None:
    many = [article("Cairo spoke.\n\nCairo spoke.", f"k{n}") for n in range(40)]
    orders = []
    for name, batches in (("a", [many]), ("b", [many[20:], many[:20]]), ("c", [[one] for one in reversed(many)])):
        with Archive.open(tmp_path / name) as archive:
            for batch in batches:
                store(archive, batch)
                archive.search(["Cairo"], 1)
            orders.append(archive.search(["Cairo"], 30))
    assert orders[0] == orders[1] == orders[2]
    assert [p.article_id for p, _ in orders[0]] == sorted([one.id for one in many] * 2)[:30]


def test_only_passages_of_the_articles_asked_for(file: Path) -> None:
    many = [article(f"Cairo spoke {n} times.", f"k{n}") for n in range(200)]
    wanted = {many[7].id, many[150].id}
    with Archive.open(file) as archive:
        store(archive, many)
        assert {p.article_id for p, _ in archive.search(["Cairo"], 5, wanted)} == wanted
        assert archive.search(["Cairo"], 0) == ()


# The index is derived


def _spoil(index: Path, how: str) -> None:
    inside = sorted(path for path in index.rglob("*") if path.is_file() and not path.name.startswith("."))
    stamp = index / "stamp.json"
    match how:
        case "missing":
            shutil.rmtree(index)
        case "no stamp":
            stamp.unlink()
        case "broken stamp":
            stamp.write_text("[1")
        case "strange stamp":
            stamp.write_text(json.dumps({"folder": "../..", "files": {}, "seq": 1, "chain": "", "passages": 1}))
        case "emptied":
            for path in inside:
                path.write_bytes(b"")
        case "flipped":
            for path in set(inside) - {stamp}:
                path.write_bytes(bytes(byte ^ 0x55 for byte in path.read_bytes()))
        case "one bit":
            path = next(path for path in inside if path.suffix == ".term")
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 1
            path.write_bytes(content)
        case "half gone":
            next(path for path in inside if path.suffix == ".idx").unlink()
        case "other version":
            stamp.write_text(stamp.read_text().replace('"version": "1.', '"version": "0.'))
        case "ahead":
            stamp.write_text(stamp.read_text().replace('"seq": 1', '"seq": 9'))


@pytest.mark.parametrize(
    "how",
    [
        *("missing", "no stamp", "broken stamp", "strange stamp", "emptied", "flipped", "one bit", "half gone"),
        *("other version", "ahead"),
    ],
)
def test_a_spoilt_index_is_made_again(file: Path, how: str) -> None:
    one = article(LONG)
    with Archive.open(file) as archive:
        store(archive, [one])
        before = archive.search(["consul", "Cairo"], 5)
    _spoil(file.with_name(file.name + ".index"), how)
    with Archive.open(file) as archive:
        assert archive.search(["consul", "Cairo"], 5) == before
    index = file.with_name(file.name + ".index")
    stamp = json.loads((index / "stamp.json").read_text())
    assert (stamp["version"], stamp["seq"], stamp["passages"]) == (VERSION, 1, 3)
    assert [path.name for path in index.iterdir() if path.is_dir()] == [stamp["folder"]]


def test_an_index_that_fails_in_use_is_a_clear_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    with Archive.open(file) as archive:
        store(archive, [article(LONG)])
        monkeypatch.setattr(Index, "find", fail)
        with pytest.raises(ArchiveError, match="Input/output error") as caught:
            archive.search(["Cairo"], 1)
    assert "archive.sqlite.index" in caught.value.message
    assert "delete" in caught.value.hint


def test_an_index_cut_short_while_growing_is_made_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(file) as archive:
        store(archive, [article(LONG)])
        archive.search(["Cairo"], 1)
        store(archive, [article("Cairo spoke again.", "two")])
        monkeypatch.setattr("briefing.archive.index._write_stamp", interrupt)
        with pytest.raises(KeyboardInterrupt):
            archive.search(["Cairo"], 1)
        monkeypatch.undo()
    with Archive.open(file) as archive:
        assert len(archive.search(["Cairo"], 9)) == 2


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_index_of_another_archive_is_not_believed(tmp_path: Path) -> None:
    for name in ("a", "b"):
        with Archive.open(tmp_path / name) as archive:
            store(archive, [article(f"Archive {name} speaks.", name)])
            archive.search(["speaks"], 1)
    shutil.rmtree(tmp_path / "a.index")
    shutil.copytree(tmp_path / "b.index", tmp_path / "a.index")
    with Archive.open(tmp_path / "a") as archive:
        assert len(archive.search(["a"], 5)) == 1


def test_catching_up_finds_the_same_as_rebuilding(file: Path) -> None:
    with Archive.open(file) as archive:
        for one in seed_articles():
            store(archive, [one])
            archive.search(["Cairo"], 1)
        caught_up = archive.search(["Cairo", "consul general", "Mamluk"], 50)
        archive.rebuild_index()
        assert archive.search(["Cairo", "consul general", "Mamluk"], 50) == caught_up


def test_opening_and_searching_a_small_archive_is_quick(file: Path) -> None:
    with Archive.open(file) as archive:
        store(archive, seed_articles())
        archive.search(["Cairo"], 5)

    def once() -> float:
        begun = time.perf_counter()
        with Archive.open(file) as archive:
            archive.search(["Cairo", "consul general"], 20)
        return time.perf_counter() - begun

    assert min(once() for _ in range(3)) < 0.1


# Files that are not what they should be


def _plain(path: Path) -> None:
    path.write_text("Just some notes, longer than the hundred bytes of a database header. " * 4)


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (t)")
    connection.commit()
    connection.close()


def _newer(path: Path) -> None:
    Archive.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    connection.close()


def _full(path: Path) -> bytes:
    with Archive.open(path) as archive:
        store(archive, [article("Word " * 3000, f"k{n}") for n in range(5)])
    return path.read_bytes()


def _cut(path: Path) -> None:
    path.write_bytes(_full(path)[:-8000])


def _garbled(path: Path) -> None:
    content = _full(path)
    path.write_bytes(content[:4096] + bytes(byte ^ 0xFF for byte in content[4096:16384]) + content[16384:])


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_plain, "damaged"),
        (_foreign, "another program"),
        (_newer, "format"),
        (_cut, "damaged"),
        (_garbled, "damaged"),
        (lambda path: path.mkdir(), "can't be used"),
    ],
    ids=["plain text", "foreign", "newer", "cut off", "garbled", "folder"],
)
def test_a_file_that_is_no_archive_is_refused_and_left_alone(file: Path, spoil: object, says: str) -> None:
    assert callable(spoil)
    spoil(file)
    shutil.rmtree(file.with_name(file.name + ".index"), ignore_errors=True)
    before = {path.name: path.read_bytes() for path in file.parent.iterdir() if path.is_file()}
    with pytest.raises(ArchiveError, match=says) as caught:
        Archive.open(file)
    assert repr(str(file)) in caught.value.message
    assert caught.value.hint
    assert {path.name: path.read_bytes() for path in file.parent.iterdir() if path.is_file()} == before


def test_a_snapshot_that_changed_on_disk_is_not_passed_on(file: Path) -> None:
    one = article("Twelve officials came.")
    with Archive.open(file) as archive:
        store(archive, [one])
    connection = sqlite3.connect(file)
    connection.execute("UPDATE articles SET raw = ?", (b"Twenty officials came.",))
    connection.commit()
    connection.close()
    with Archive.open(file) as archive, pytest.raises(ArchiveError, match=one.id):
        archive.articles()


def test_an_empty_file_becomes_an_archive_and_folders_are_made(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "down" / "archive.sqlite"
    Archive.open(file).close()
    file.unlink()
    file.touch()
    with Archive.open(file) as archive:
        assert archive.articles() == ()


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError, match="can't be used"):
        Archive.open(tmp_path / "file" / "archive.sqlite")


def test_the_file_is_a_log_that_waits_for_the_disk(file: Path) -> None:
    with Archive.open(file) as archive:
        connection = archive._connection
        pragmas = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
        assert pragmas == {"journal_mode": "wal", "synchronous": 2}
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO sentences VALUES (99, 1, 0, 1, 'body', 1)")


def test_an_older_format_is_moved_on_with_its_content(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(file) as archive:
        archive.put_reply("k", "kept", {})
    added = (*schema.MIGRATIONS, ("CREATE TABLE later (t TEXT) STRICT",))
    monkeypatch.setattr(schema, "MIGRATIONS", added)
    with Archive.open(file) as archive:
        assert archive.get_reply("k") == "kept"
        assert archive._connection.execute("PRAGMA user_version").fetchone()[0] == len(added)
        archive._connection.execute("INSERT INTO later VALUES ('x')")


# Several at once, and sudden ends


def test_replies_are_kept_by_eight_threads_at_once(file: Path) -> None:
    with Archive.open(file) as archive:

        def work(n: int) -> bool:
            about = {"prompt": "p.v1@0", "model": "m", "made": "2016-10-18"}
            archive.put_reply(f"k{n}", f"reply {n}", about)
            return archive.get_reply(f"k{n}") == f"reply {n}"

        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(work, range(200)))
        assert archive.get_reply("none") is None
        archive.put_reply("k7", "another", {})
    with Archive.open(file) as archive:
        assert [archive.get_reply(f"k{n}") for n in (6, 7)] == ["reply 6", "another"]


def test_threads_search_while_others_store(file: Path) -> None:
    with Archive.open(file) as archive, ThreadPoolExecutor(8) as pool:
        adding = [pool.submit(store, archive, [article(f"Cairo spoke {n} times.", f"k{n}")]) for n in range(24)]
        searching = [pool.submit(archive.search, ["Cairo"], 50) for _ in range(24)]
        assert sum(future.result() for future in adding) == 24
        assert all(len(future.result()) <= 24 for future in searching)
        assert len(archive.search(["Cairo"], 50)) == 24


def test_a_second_writer_waits_a_little_then_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(file) as archive, writing(file):
        monkeypatch.setattr("briefing.archive.lock.PATIENCE", 0.1)
        with pytest.raises(ArchiveBusy, match="held by another run"):
            store(archive, [article("Late.")])
        archive.put_reply("k", "replies need no lock", {})
        assert archive.articles() == ()


WRITER = """
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}, {root!r}]
from shelf import article, store
from briefing.archive import Archive
with Archive.open(Path(sys.argv[1])) as archive:
    for n in range(int(sys.argv[3])):
        key = f"{{sys.argv[2]}}-{{n}}"
        store(archive, [article(f"Cairo spoke of {{key}} here.", key)])
        archive.put_reply(key, key, {{}})
        archive.search(["Cairo"], 5)
        print(key, flush=True)
""".format(tests=str(ROOT / "tests"), root=str(ROOT))


def _writer(file: Path, name: str, rounds: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(file), name, str(rounds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_write_and_search_one_archive(file: Path) -> None:
    writers = [_writer(file, name, 12) for name in "ab"]
    said = [line for writer in writers for line in writer.communicate(timeout=60)[0].split()]
    assert [writer.returncode for writer in writers] == [0, 0]
    with Archive.open(file) as archive:
        assert {one.source_key for one in archive.articles()} == set(said)
        assert len(said) == len(archive.search(["Cairo"], 100)) == 24


def test_a_kill_loses_nothing_that_was_acknowledged(file: Path) -> None:
    acknowledged: set[str] = set()
    for turn in range(5):
        writer = _writer(file, f"t{turn}", 10_000)
        assert writer.stdout is not None
        acknowledged |= {writer.stdout.readline().strip() for _ in range(2 + turn)}
        writer.send_signal(signal.SIGKILL)
        acknowledged |= {line for line in writer.communicate()[0].split("\n")[:-1] if line}
        with Archive.open(file) as archive:
            assert {one.source_key for one in archive.articles()} >= acknowledged
            assert all(archive.get_reply(key) == key for key in acknowledged)
            assert len(archive.search(["Cairo"], 100_000)) == len(archive.articles())
