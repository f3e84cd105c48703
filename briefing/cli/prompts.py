"""`briefing prompts`: list, show, compare and lock the prompts."""

from __future__ import annotations

import argparse
import json
from typing import Any

from briefing.errors import MissingPrompt


def options(parser: argparse.ArgumentParser) -> None:
    """Add the actions of the verb."""
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
    name, dot, version = options.name.partition(".v")
    if dot and not version.isdecimal():
        raise MissingPrompt(
            f"prompt {name!r} has no version {version!r}", "a version is a number: NAME.v2, or NAME alone"
        )
    number = int(version) if version else store.active(name).version
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
