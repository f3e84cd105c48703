"""A reviewer's judgment on every sentence of an edition, and the edition that carries it.

The ledger in the archive is the only state: what a sentence's state is, what comes next and what is published are all
worked out from the edition and the decisions, so that a page in a browser and a terminal show the same. Nothing here
asks a model, reads a clock or talks to a person.
"""

from briefing.review.applying import applied
from briefing.review.edits import found, recut, reworded
from briefing.review.ledgers import as_csv, as_json
from briefing.review.opening import Opened, opened
from briefing.review.publishing import Wanted, preview, publish
from briefing.review.queue import Queued, changed, queue
from briefing.review.screen import cut_items, shown, withheld_items
from briefing.review.sitting import Sitting
from briefing.review.states import Decided, Item, State, decided, left_out, states
from briefing.review.withheld import hindrance

__all__ = [
    "Decided",
    "Item",
    "Opened",
    "Queued",
    "Sitting",
    "State",
    "Wanted",
    "applied",
    "as_csv",
    "as_json",
    "changed",
    "cut_items",
    "decided",
    "found",
    "hindrance",
    "left_out",
    "opened",
    "preview",
    "publish",
    "queue",
    "recut",
    "reworded",
    "shown",
    "states",
    "withheld_items",
]
