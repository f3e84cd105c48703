"""Records the call-level cassettes: `python tests/record_calls.py [--model M --api-base URL] [case …]`.

Cases of FROM_A_MODEL ask a real endpoint, cases of FROM_THE_FAULT_SERVER a local one that fails on purpose. The key, if
the endpoint wants one, is read from BRIEFING_API_KEY. `tests/test_recorded_calls.py` plays the files back.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from fault_server import MODEL, FaultServer, Turn, choice, ok
from pydantic import BaseModel

from briefing.digest import Json, of_json, of_text
from briefing.errors import ModelError
from briefing.model.cassettes import Recording, Replay, recording
from briefing.model.llm import LiteLLM, Message, Request
from briefing.model.meter import Enlarging
from briefing.model.structured import ask

FOLDER = Path(__file__).parent.parent / "cassettes" / "calls"
ARTICLE = "SANA said on Monday that General Mamlouk had visited Cairo."


class Visit(BaseModel):
    """What the model is asked for."""

    visitor: str
    city: str


SCHEMA: dict[str, Json] = {
    "type": "object",
    "properties": {"visitor": {"type": "string"}, "city": {"type": "string"}},
    "required": ["visitor", "city"],
    "additionalProperties": False,
}
SYSTEM = "Report who visited which city, as one JSON object with the fields visitor and city."
FROM_A_MODEL = ("ok", "rate_limited")
FROM_THE_FAULT_SERVER: dict[str, list[Turn]] = {
    "mended": [
        ok('{"visitor": "General Mamlouk", "city": "Cairo"'),
        ok('{"visitor": "General Mamlouk", "city": "Cairo"}'),
    ],
    "refusal": [ok(choices=[choice(None, refusal="I can't help with that.")])],
    "cut_off": [
        ok(choices=[choice('{"visitor": "General Mam', "length")]),
        ok('{"visitor": "General Mamlouk", "city": "Cairo"}'),
    ],
}


def request(model: str, case: str) -> Request:
    """The one question all cases ask; it names the case, so that a model played by hand can tell them apart."""
    put_in: dict[str, Json] = {"article": ARTICLE, "case": case}
    return Request(
        model=model,
        messages=(Message("system", SYSTEM), Message("user", f"[{case}] {ARTICLE}")),
        schema=SCHEMA,
        schema_name="Visit",
        max_tokens=200,
        label=f"visit.v1 {case}",
        prompt="visit.v1",
        subject=case,
        prompt_digest=of_text(SYSTEM),
        input_digest=of_json(put_in),
    )


def outcome(session: Recording | Replay, client: LiteLLM, case: str) -> str:
    """Ask, and return what it came to: the value and the calls it took, or the error."""
    try:
        answer = ask(Enlarging(session.noted(client)), request(client.name, case), Visit)
    except ModelError as error:
        return f"{type(error).__name__}: {error.message}"
    return f"{answer.value!r} after {answer.asks} asked"


def record(path: Path, model: str, api_base: str, key: str) -> str:
    """Record the case a file is named after and return what it came to."""
    header: dict[str, Json] = {"model": model, "api_base": api_base, "as_of": "2018-12-24", "desk": "none"}
    with recording(path, header, [key]) as session:
        return outcome(session, LiteLLM(model, api_base=api_base, key=key), path.stem)


def main() -> None:
    """Record the cases named on the command line, all of them when none is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="case", help=", ".join([*FROM_A_MODEL, *FROM_THE_FAULT_SERVER]))
    parser.add_argument("--model", default="openai/relay")
    parser.add_argument("--api-base", default="")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args()
    for case in options.cases or [*FROM_A_MODEL, *FROM_THE_FAULT_SERVER]:
        path = options.folder / f"{case}.yaml"
        if case in FROM_THE_FAULT_SERVER:
            with FaultServer(FROM_THE_FAULT_SERVER[case]) as server:
                came = record(path, f"openai/{MODEL}", server.address, "none")
        elif case in FROM_A_MODEL:
            came = record(path, options.model, options.api_base, os.environ.get("BRIEFING_API_KEY", "none"))
        else:
            sys.exit(f"no case {case!r}")
        sys.stdout.write(f"{case}: {came}\n")


if __name__ == "__main__":
    main()
