"""The verbs: parse, call one function, print, exit code. Results go to standard output, all else to standard error.

Nothing slow is imported before a verb needs it; only `generate` with a model imports a model client.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import __version__
from briefing.errors import BriefingError, CheckFailed

if TYPE_CHECKING:
    from briefing.runs import Ended
    from briefing.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.verb(options))
    except BriefingError as error:
        return _complain(error)
    except KeyboardInterrupt:
        print("stopped; what was read is kept", file=sys.stderr, flush=True)
        os._exit(130)  # calls in flight are not waited for; nothing acknowledged is lost
    except BrokenPipeError:
        sys.stderr.close()
        return 141


def _complain(error: BriefingError) -> int:
    print(f"briefing: {error.message}", file=sys.stderr)
    if error.hint:
        print(f"  hint: {error.hint}", file=sys.stderr)
    return error.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefing", description="A daily, one-page, cited brief. Without --model it is made by plain rules."
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    _generate_options(verbs.add_parser("generate", help="write the brief of a day"))
    _search_options(verbs.add_parser("search", help="what a desk would retrieve; no model"))
    check = verbs.add_parser("check", help="re-verify a saved brief, offline")
    check.add_argument("folder", type=Path, metavar="FOLDER")
    check.add_argument("--json", action="store_true")
    check.set_defaults(verb=_check)
    _prompt_options(verbs.add_parser("prompts", help="list, show, compare and lock the prompts"))
    doctor = verbs.add_parser("doctor", help="what is configured, and whether it can be used")
    _common(doctor)
    _model_options(doctor)
    doctor.set_defaults(verb=_doctor)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--desk", metavar="FILE", help="the desk file (default: the Egypt–Syria desk)")
    parser.add_argument(
        "--archive", metavar="FILE", help="where articles and replies are kept (default: OUT/archive.sqlite)"
    )
    parser.add_argument("--out", metavar="DIR", help="where editions go (default: briefs)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def _model_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="NAME", help="any litellm model; without one, the rules analyst")
    parser.add_argument("--api-base", metavar="URL", help="an OpenAI-compatible server of your own")


def _generate_options(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    _model_options(parser)
    parser.add_argument("--as-of", metavar="DATE", help="information cut-off, end of that day (default: today)")
    tape = parser.add_mutually_exclusive_group()
    tape.add_argument("--record", metavar="FILE", type=Path, help="record every model call into FILE")
    tape.add_argument("--replay", metavar="FILE", type=Path, help="take every model call from FILE; no key, no network")
    parser.add_argument("--budget", metavar="USD", help="stop before the call that would pass this")
    parser.add_argument("--concurrency", metavar="N", help="model calls side by side (default: 8)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be read and what it would cost")
    parser.set_defaults(verb=_generate)


def _search_options(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.add_argument("words", nargs="*", metavar="WORD", help="what to look for (default: the desk's own terms)")
    parser.add_argument("--as-of", metavar="DATE", help="information cut-off (default: today)")
    parser.add_argument("--limit", type=int, default=10, metavar="N")
    parser.set_defaults(verb=_search)


def _prompt_options(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listed = actions.add_parser("list", help="every prompt version and its digest")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(verb=_prompts_list)
    show = actions.add_parser("show", help="a prompt as it stands")
    show.add_argument("name", metavar="NAME[.vN]")
    show.set_defaults(verb=_prompts_show)
    diff = actions.add_parser("diff", help="what changed between two versions")
    diff.add_argument("name")
    diff.add_argument("old", type=int)
    diff.add_argument("new", type=int)
    diff.set_defaults(verb=_prompts_diff)
    actions.add_parser("lock", help="release new versions").set_defaults(verb=_prompts_lock)


def _settings(options: argparse.Namespace) -> Settings:
    from briefing import settings

    return settings.load(vars(options), settings.environment(), Path())


def _as_of(options: argparse.Namespace) -> date:
    from briefing import settings

    return settings.as_of(options.as_of, date.today())  # noqa: DTZ011 - the reader's own calendar day


def _generate(options: argparse.Namespace) -> int:
    from briefing.dry_run import plan
    from briefing.generate import Cassette, generate, prepare
    from briefing.progress import progress

    settings = _settings(options)
    cassette = Cassette(options.record, options.replay)
    today = date.today()  # noqa: DTZ011 - the reader's own calendar day
    run = prepare(settings, options.as_of, today, cassette)
    if options.dry_run:
        return _print_plan(plan(run, progress(sys.stderr)), as_json=options.json)
    bar = progress(sys.stderr)
    try:
        ended = generate(run, cassette, bar)
    finally:
        bar.close()
    return _print_ended(ended, as_json=options.json)


def _print_ended(ended: Ended, *, as_json: bool) -> int:
    from briefing.generate import result

    shown = result(ended)
    _print_usage(shown)
    if as_json:
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        print(shown["files"]["brief.html"])
    return _complain(ended.trouble) if ended.trouble else 0


def _print_usage(shown: dict[str, Any]) -> None:
    usage, tally = shown["usage"], shown["tally"]
    print(
        f"checked: {tally['supported']} supported, {tally['not_supported']} not supported (withheld), "
        f"{tally['not_checked']} not checked",
        file=sys.stderr,
    )
    cost = "unknown" if usage["cost"] is None else f"${float(usage['cost']):.4f}"
    tokens = "unknown" if usage["unknown_tokens"] else f"{usage['prompt_tokens']} in, {usage['completion_tokens']} out"
    if usage["calls"]:
        print(f"model: {usage['calls']} calls; tokens: {tokens}; cost: {cost}", file=sys.stderr)
    else:
        print("model: no calls; cost: $0", file=sys.stderr)


def _print_plan(plan: dict[str, Any], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(plan, ensure_ascii=False, indent=2))
        return 0
    print(f"desk {plan['desk']}, cut-off {plan['as_of']}, analyst {plan['analyst']}")
    for article in plan["articles"]:
        read = " (already read)" if article["read"] else ""
        print(f"  {article['published']}  {article['publisher']}: {article['title']}{read}")
    held = ", ".join(f"{count} {why.replace('_', ' ')}" for why, count in plan["held_out"].items() if count)
    print(f"held out: {held or 'none'}")
    tokens = f"about {plan['prompt_tokens']} in, at most {plan['completion_tokens']} out"
    print(f"calls: {plan['calls']}, and more where a reply has to be asked for again; tokens: {tokens}")
    cost = (
        "unknown for this model"
        if plan["cost"] is None
        else f"about ${float(plan['cost']):.4f} at most for these calls"
    )
    print(f"price: {cost}")
    return 0


def _search(options: argparse.Namespace) -> int:
    from briefing.lookup import lookup

    found = lookup(_settings(options), _as_of(options), " ".join(options.words), options.limit)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for item in found["passages"]:
        place = f"{item['article_id']}:{item['start']}-{item['end']}"
        print(f"{item['published']}  {item['publisher']}: {item['title']}  [{place}]")
        print(f"    {item['text']}")
    held = ", ".join(f"{count} {why.replace('_', ' ')}" for why, count in found["held_out"].items() if count)
    nothing = "" if found["passages"] else "nothing found; "
    print(f"{nothing}held out: {held or 'none'}", file=sys.stderr)
    return 0


def _check(options: argparse.Namespace) -> int:
    from briefing.receipts import check, file_digests
    from briefing.settings import data_folder

    differences = check(options.folder)
    for note in check(options.folder, templates=file_digests(data_folder("templates"))):
        if note not in differences:
            print(f"note: {note}; this does not make the edition wrong", file=sys.stderr)
    if options.json:
        print(
            json.dumps({"folder": str(options.folder), "differences": list(differences)}, ensure_ascii=False, indent=2)
        )
    else:
        for difference in differences:
            print(difference)
    if differences:
        count = "1 difference" if len(differences) == 1 else f"{len(differences)} differences"
        raise CheckFailed(f"{options.folder}: {count}", "the brief is not what its receipt says")
    if not options.json:
        print(f"{options.folder}: quotations and digests hold")
    return 0


def _store() -> Any:
    from briefing.prompts import PromptStore
    from briefing.settings import data_folder

    return PromptStore(data_folder("prompts"))


def _prompts_list(options: argparse.Namespace) -> int:
    store = _store()
    rows = [
        {"prompt": p.id, "digest": p.digest, "state": store.state(p), "description": p.description} for p in store.all()
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        print(f"{row['prompt']:<24} {row['digest'][7:15]}  {row['state']:<7} {row['description']}")
    return 0


def _prompts_show(options: argparse.Namespace) -> int:
    store = _store()
    name, _, version = options.name.partition(".v")
    number = int(version) if version.isdecimal() else store.active(name).version
    print(store.text(name, number), end="")
    return 0


def _prompts_diff(options: argparse.Namespace) -> int:
    from briefing.prompts import diff
    from briefing.settings import data_folder

    print(diff(data_folder("prompts"), options.name, options.old, options.new), end="")
    return 0


def _prompts_lock(options: argparse.Namespace) -> int:
    from briefing.prompts import lock
    from briefing.settings import data_folder

    del options
    added = lock(data_folder("prompts"))
    print(f"released: {', '.join(added)}" if added else "prompts.lock is up to date")
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from briefing.doctor import examine

    findings = examine(_settings(options))
    if options.json:
        print(json.dumps([finding.__dict__ for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{'ok ' if finding.ok else 'BAD'}  {finding.what}: {finding.state}")
            if finding.hint:
                print(f"       {finding.hint}")
    return 0 if all(finding.ok for finding in findings) else 1


if __name__ == "__main__":
    sys.exit(main())
