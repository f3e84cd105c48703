"""One run of `briefing calibrate`: which editions, which model, and where the result is kept."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from briefing.analyst.model import ModelAnalyst
from briefing.archive import Archive
from briefing.archive.rows import calibration_text
from briefing.calibrate.gathering import Gathered, sentences_of
from briefing.calibrate.kinds import planted
from briefing.calibrate.measuring import Trial, calibration, tried
from briefing.calibrate.sentence import Cited, Drawn
from briefing.digest import sha256
from briefing.errors import CheckFailed, OutputError
from briefing.model.meter import Meter, Usage
from briefing.output import make_folder
from briefing.runs import Run, Say
from briefing.saved import HINT, load
from briefing.session import Cassette, session
from briefing.types import Calibration

PROMPT = "verify_sentence"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured, edit by edit and counted, and what the verdicts cost."""

    calibration: Calibration
    trials: tuple[Trial, ...]
    looked_at: Mapping[Drawn, int]  # different sentences; those that the checks refuse as they stand were not used
    used: Mapping[Drawn, int]
    usage: Usage


def calibrate(run: Run, cassette: Cassette, folders: Sequence[Path], say: Say) -> Measured:
    """Plant errors in the sentences of saved editions, see what is caught, and keep the result in the archive.

    Without folders, the newest edition of the run's desk. Raises CheckFailed where there is none, it can't be read, or
    no sentence of it can be used.
    """
    chosen = tuple(folders) or (newest(run.settings.out / run.desk.id),)
    gathered = {folder: _gathered(run, folder) for folder in chosen}
    editions = _once({folder: found.sentences for folder, found in gathered.items()})
    if not any(editions.values()):
        raise CheckFailed("no sentence that passes the checks was found", "name the folder of an edition with claims")
    make_folder(run.settings.archive.parent)
    with Archive.open(run.settings.archive) as archive:
        meter = Meter(run.settings.budget)
        kept = None if cassette.record or cassette.replay else archive
        with session(run, meter, cassette) if run.settings.model else nullcontext() as model:
            analyst = ModelAnalyst(run.desk, model, run.store, kept, run.settings.concurrency) if model else None
            trials: list[Trial] = []
            for done, sentences in enumerate(editions.values()):
                say("checking", done, len(editions))
                trials += tried(planted(sentences), analyst)
        made = calibration(
            trials,
            made=run.as_of,
            sentences=sum(map(len, editions.values())),
            editions=[f"{folder.parent.name}/{folder.name}" for folder in (f.resolve() for f in editions)],
            model=run.settings.model,
            prompt=run.store.active(PROMPT).reference if run.settings.model else "",
        )
        archive.add_calibration(made)
    used = Counter(cited.drawn for sentences in editions.values() for cited in sentences)
    return Measured(made, tuple(trials), _looked_at(gathered.values()), used, meter.usage)


def _looked_at(gathered: Collection[Gathered]) -> Mapping[Drawn, int]:
    first = {text: drawn for found in reversed(list(gathered)) for text, drawn in found.looked_at.items()}
    return Counter(first.values())


def _once(editions: Mapping[Path, Sequence[Cited]]) -> dict[Path, tuple[Cited, ...]]:
    """Each sentence in the first edition that has it: told again it measures nothing new."""
    first = {cited.text: folder for folder in reversed(list(editions)) for cited in editions[folder]}
    return {folder: tuple(c for c in found if first[c.text] == folder) for folder, found in editions.items()}


def newest(folder: Path) -> Path:
    """Return the last of the editions in a desk's folder; CheckFailed where there is none."""
    found = sorted(path for path in folder.glob("????-??-??") if (path / "brief.json").is_file())
    if not found:
        raise CheckFailed(f"no edition under {str(folder)!r}", "make one with briefing generate, or name its folder")
    return found[-1]


def _gathered(run: Run, folder: Path) -> Gathered:
    lacking = [name for name in ("brief.json", "sources.json") if not os.path.isfile(folder / name)]  # noqa: PTH113 - False for a path that the system refuses, too
    if lacking:
        raise CheckFailed(f"{str(folder)!r} is no edition: there is no {lacking[0]!r} in it", HINT)
    saved = load(folder)
    kept = {key: sha256(text.encode(errors="surrogatepass")) for key, text in saved.texts.items()}
    if any(kept.get(source.article_id) != source.sha256 for source in saved.brief.sources):
        what = f"{str(folder)!r} is not as it was written: 'sources.json' lacks or alters the text of a cited article"
        raise CheckFailed(what, HINT)
    if saved.brief.desk_id != run.desk.id:
        what = f"{str(folder)!r} is of the desk {saved.brief.desk_id!r}, not {run.desk.id!r}"
        raise CheckFailed(what, "name its desk file with --desk")
    return sentences_of(saved, run.desk)


def can_write(path: Path) -> None:
    """Raise OutputError for a file that could not be written when all is measured."""
    folder = path.resolve().parent
    if path.is_dir() or not os.access(path if path.exists() else folder, os.W_OK):
        raise OutputError(f"can't write {str(path)!r}", "name a file that can be written")


def write(made: Calibration, path: Path) -> None:
    """Write a calibration as it travels with the package; OutputError when the file can't be written."""
    try:
        path.write_text(calibration_text(made), encoding="utf-8")
    except OSError as error:
        what = f"can't write {str(path)!r}: {error.strerror or error}"
        raise OutputError(what, "name a file that can be written") from error
