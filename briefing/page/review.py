"""What the page says of its review: one line, and what a correction corrects."""

from __future__ import annotations

from briefing.types import Review


def reviewed(review: Review | None) -> str:
    """Return the review in one line, "31 of 31 sentences reviewed, 3 edited, 2 rejected"; "" where there was none."""
    if review is None:
        return ""
    done = f"{review.reviewed} of {review.sentences} sentences reviewed"
    told = f"{done}, {review.edited} edited, {review.rejected} rejected"
    told += f", {review.restored} put back" if review.restored else ""
    return told if review.reviewed == review.sentences else f"{told}; {review.sentences - review.reviewed} not reviewed"


def account(review: Review | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is said of the review where the page tells how it was made: a term with what is said of it."""
    return (("Review", (f"{reviewed(review)}.",)),) if review else ()


def correction(review: Review | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a corrected edition says first of how it was made."""
    return (("Correction", (review.correction,)),) if review and review.correction else ()
