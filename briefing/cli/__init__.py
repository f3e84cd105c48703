"""The verbs: parse, call one function, print, exit code. Results go to standard output, all else to standard error.

One file for each verb. Nothing slow is imported before a verb needs it; only verbs that ask a model import a model
client.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from briefing import __version__
from briefing.cli import calibrate, check, doctor, export, gallery, generate, lint, prompts, publish, review, search
from briefing.cli.common import complain
from briefing.errors import BriefingError

VERBS = (
    ("generate", generate, "write the brief of a day"),
    ("search", search, "what a desk would retrieve; no model"),
    ("review", review, "go through an edition sentence by sentence, with its sources beside it"),
    ("publish", publish, "carry out what the reviewers decided, and freeze the edition"),
    ("check", check, "re-verify a saved brief, offline"),
    ("export", export, "a saved edition for other tools: STIX, CSL-JSON, mail, a feed"),
    ("calibrate", calibrate, "measure the checks with planted errors"),
    ("lint", lint, "hold the rules of language against a Markdown brief"),
    ("prompts", prompts, "list, show, compare and lock the prompts"),
    ("gallery", gallery, "every page template with samples, for whoever designs one"),
    ("doctor", doctor, "what is configured, and whether it can be used"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        return int(options.verb(options))
    except BriefingError as error:
        return complain(error)
    except KeyboardInterrupt:
        print("stopped; what was read is kept", file=sys.stderr, flush=True)
        os._exit(130)  # calls in flight are not waited for; nothing acknowledged is lost
    except BrokenPipeError:
        sys.stderr.close()
        return 141


def parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    top = argparse.ArgumentParser(
        prog="briefing", description="A daily, one-page, cited brief. Without --model it is made by plain rules."
    )
    top.add_argument("--version", action="version", version=f"briefing {__version__}")
    verbs = top.add_subparsers(metavar="VERB", required=True)
    for name, module, purpose in VERBS:
        module.options(verbs.add_parser(name, help=purpose))
    return top
