"""The review without a browser: one reviewer at a terminal or at the end of a pipe, claim by claim."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from briefing.errors import DecisionConflict, ReviewError
from briefing.types import Action, Citation

if TYPE_CHECKING:
    from briefing.review import Item, Queued, Sitting

HELP = """\
a accept      e edit (words and what it cites)      r reject (asks why)      n note: a question, still to be decided
u undo my last decision      s skip      g go to a sentence by its id, decided or not      A accept the whole section
where all checks passed      w what was withheld      c what was cut, and put back      ? help      q quit"""


@dataclass(slots=True)
class Terminal:
    """One reviewer at a terminal or at the end of a pipe: shows a sentence, reads a key, until nothing waits."""

    sitting: Sitting
    passed: set[str] = field(default_factory=set)  # keys of sentences that are not to be shown again
    mine: list[str] = field(default_factory=list)  # keys of the sentences decided on, the last one last
    wanted: str = ""  # key of the sentence that was asked for
    given: str = ""  # what was typed after a key: "s9" of "g s9"
    again: bool = False  # nothing waited from the start: a decision is to be looked at once more

    def run(self) -> int:
        """Go through what waits; end with it, with q or with the input."""
        if self.sitting.archive.published(self.sitting.opened.edition.brief):
            print("this edition is published; what is decided here goes into a correction")
        print(HELP)
        self.again = not self.sitting.waiting()
        while queued := self._next():
            self._show(queued)
            told = _asked("> ")
            if told is None or told == "q":
                break
            key, _, self.given = told.partition(" ")
            self._guarded(key, queued.item)
        self._summary()
        return 0

    def _next(self) -> Queued | None:
        """The sentence that was asked for, else the first that waits and was not passed over.

        Where nothing waited from the start, every sentence may be looked at again, until q.
        """
        from briefing.review import Queued

        asked = (Queued(item, ()) for item in self.sitting.items() if item.subject.key == self.wanted)
        waiting = (one for one in self.sitting.waiting() if one.item.subject.key not in self.passed)
        decided = (Queued(item, ()) for item in self.sitting.items() if item.subject.key not in self.passed)
        return next(asked, None) or next(waiting, None) or (next(decided, None) if self.again else None)

    def _show(self, queued: Queued) -> None:
        from briefing.review import shown

        print(f"\n-- {len(self.sitting.waiting())} to go")
        print("\n".join(shown(queued, self.sitting.opened)))

    def _guarded(self, key: str, item: Item) -> None:
        """Do what a key stands for; what can't be done is told, and what waits is shown again as it is now."""
        keys: dict[str, Callable[[Item], None]] = {
            "a": self._accept,
            "e": self._edit,
            "r": self._reject,
            "n": self._note,
            "u": self._undo,
            "s": self._skip,
            "g": self._go,
            "A": self._accept_section,
            "w": self._withheld,
            "c": self._restore,
        }
        try:
            if key not in keys and key != "?":
                print(f"unknown: {key!r}")
            keys.get(key, _help)(item)
        except DecisionConflict as error:
            print(f"CONFLICT: {error.message}\n  {error.hint}")
        except ReviewError as error:
            print(f"not done: {error.message}\n  {error.hint}")

    def _decide(self, item: Item, action: Action, reason: str = "") -> None:
        self.sitting.decide(item, action, _now(), reason)
        self.wanted = ""
        print(f"{action.value}: {item.line.id}")

    def _accept(self, item: Item) -> None:
        self._decide(item, Action.ACCEPT)
        self.mine.append(item.subject.key)

    def _reject(self, item: Item) -> None:
        self._decide(item, Action.REJECT, _asked("why? ") or "")
        self.mine.append(item.subject.key)

    def _note(self, item: Item) -> None:
        self._decide(item, Action.ASK, _asked("note: ") or "")
        self.mine.append(item.subject.key)
        self.passed.add(item.subject.key)

    def _skip(self, item: Item) -> None:
        self.passed.add(item.subject.key)
        self.wanted = ""

    def _go(self, _: Item) -> None:
        key = self.given or _asked("which sentence? (s1, s2 …) ") or ""
        found = next((item for item in self.sitting.items() if item.line.id == key), None)
        if found is None:
            raise ReviewError(f"there is no sentence {key!r} to review", "the page has s1, s2 and so on")
        self.wanted = found.subject.key

    def _edit(self, item: Item) -> None:
        """Ask for the words and for each citation; an empty answer leaves a thing as it is."""
        text = _asked("new words (empty: as they are): ") or item.line.text
        cited = [self._cited(n, citation) for n, citation in enumerate(item.line.citations, start=1)]
        self.sitting.edit(item, text, cited, _now(), _asked("why? (may be empty) ") or "")
        self.mine.append(item.subject.key)
        self.wanted = ""
        print(f"edit: {item.line.id} passed the checks")

    def _cited(self, number: int, citation: Citation) -> Citation:
        from briefing.review import found

        words = _asked(f"[{number}] other words of that article to cite (empty: as they are): ")
        article = self.sitting.opened.bench.articles.get(citation.article_id)
        return found(article, words) if words and article else citation

    def _undo(self, _: Item) -> None:
        """Take back the decision on the sentence that was asked for, else the last one of this sitting."""
        key = self.wanted or (self.mine[-1] if self.mine else "")
        items = (*self.sitting.items(), *self.sitting.cut(), *self.sitting.withheld())
        item = next((item for item in items if item.subject.key == key), None)
        if item is None:
            raise ReviewError("nothing was decided in this sitting", "g shows a sentence that was decided on before")
        self._decide(item, Action.UNDO)
        self.mine = [one for one in self.mine if one != key]  # an earlier decision on it is reached by asking for it
        self.passed.discard(key)

    def _accept_section(self, item: Item) -> None:
        from briefing.language.plain import exposed

        accepted = self.sitting.accept_section(item.line.section, _now())
        self.mine += [one.subject.key for one in accepted]
        print("\n".join(f"accept: {one.line.id} {exposed(one.line.text)}" for one in accepted))
        if not accepted:
            print("no open sentence of this section passed all checks")

    def _withheld(self, _: Item) -> None:
        """Show what was withheld; one of them may come back, as it is or in other words."""
        from briefing.review import withheld_items

        items = self.sitting.withheld()
        print("\n".join(withheld_items(items)) or "  nothing was withheld")
        if item := _picked(items):
            if text := _asked("new words (empty: as they are): "):
                self.sitting.edit(item, text, item.line.citations, _now(), _asked("why? (may be empty) ") or "")
                print(f"edit: {item.line.id} passed the checks")
            else:
                self._decide(item, Action.RESTORE)
            self.mine.append(item.subject.key)

    def _restore(self, _: Item) -> None:
        """Show what was cut; one of them may come back."""
        from briefing.review import cut_items

        items = self.sitting.cut()
        print("\n".join(cut_items(items)) or "  nothing was cut")
        if item := _picked(items):
            self._decide(item, Action.RESTORE)
            self.mine.append(item.subject.key)

    def _summary(self) -> None:
        from briefing.review import State

        items = self.sitting.items()
        done = sum(item.reviewed for item in items)
        counts = {state: sum(item.state is state for item in items) for state in State}
        told = ", ".join(f"{count} {state.value}" for state, count in counts.items() if count)
        print(f"\n{done} of {len(items)} sentences reviewed ({told})")
        if done == len(items):
            print(f"next: briefing publish {self.sitting.opened.folder}")


def _help(_: Item) -> None:
    print(HELP)


def _picked(items: Sequence[Item]) -> Item | None:
    number = _asked("number to put back (empty: none): ") if items else None
    if not number:
        return None
    if not number.isdecimal() or not 1 <= int(number) <= len(items):
        raise ReviewError(f"there is no {number!r} in the list", f"a number from 1 to {len(items)}")
    return items[int(number) - 1]


def _asked(question: str) -> str | None:
    """Read a line as plain text, None at the end of the input."""
    from briefing.language.plain import plain

    print(question, end="", flush=True)
    line = sys.stdin.buffer.readline()
    return plain(line.decode(errors="replace")) if line else None


def _now() -> datetime:
    return datetime.now(UTC)
