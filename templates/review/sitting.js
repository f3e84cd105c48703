// What the page knows: the review as the server last told it, the order of the queue fixed at load, what is typed and
// not saved, and what was decided in this sitting. Nothing here draws or asks.

export const WAITS = new Set(["not reviewed", "asked about"]);

export class Sitting {
  constructor(review) {
    this.order = review.queue; // never changes, so that nothing jumps about
    this.page = pageOrder(review);
    this.selected = "";
    this.drafts = new Map(); // id of a sentence -> what was typed for it and not saved
    this.done = []; // groups of ids decided on together, the last one last
    this.take(review);
  }

  // Takes over a newer review; returns the lines that are not as they were.
  take(review) {
    const before = this.lines ?? new Map();
    this.review = review;
    this.waiting = new Set(review.waiting);
    this.lines = new Map(allLines(review).map((line) => [line.id, line]));
    return [...this.lines.values()].filter((line) => JSON.stringify(before.get(line.id)) !== JSON.stringify(line));
  }

  get line() {
    return this.lines.get(this.selected);
  }

  get first() {
    return this.order.find((id) => this.waiting.has(id)) ?? this.order[0] ?? this.page[0] ?? "";
  }

  // What is shown first: the sentence that the address names, else the first that waits.
  firstShown(wanted) {
    return this.lines.has(wanted) ? wanted : this.first;
  }

  // The sentence `by` places on in the queue, "" at its end; from outside the queue, the first that waits.
  step(by, shown) {
    return this.order.includes(this.selected) ? along(this.order, this.selected, by, shown) : this.first;
  }

  stepOnPage(by, shown) {
    return along(this.page, this.selected, by, shown);
  }

  // The next one in the queue that waits and is shown, after this one and then from the start; "" when no other does.
  nextWaiting(after, shown = () => true) {
    const place = this.order.indexOf(after);
    const round = [...this.order.slice(place + 1), ...this.order.slice(0, Math.max(place, 0))];
    return round.find((id) => this.waiting.has(id) && shown(id)) ?? "";
  }

  openIn(section) {
    const found = this.review.sections.filter((each) => each.section === section).flatMap((each) => each.lines);
    return found.filter((line) => line.kind === "printed" && line.state === "not reviewed" && checked(line));
  }

  decided(ids) {
    if (ids.length) this.done.push(ids);
  }

  // What an undo takes back: a section accepted at once as a whole.
  get undoable() {
    const last = this.done.at(-1) ?? [];
    const held = last.filter((id) => this.lines.get(id)?.mine);
    const here = this.line?.mine && this.line.decision && !held.includes(this.selected);
    return here ? [this.selected] : held;
  }

  undone(ids) {
    this.done = this.done.map((group) => group.filter((id) => !ids.includes(id))).filter((group) => group.length);
  }
}

const checked = (line) => line.passed && line.outcome === "supported";

function along(order, from, by, shown = () => true) {
  const left = order.filter((id) => id === from || shown(id));
  return left[left.indexOf(from) + by] ?? "";
}

function allLines(review) {
  return [...review.sections.flatMap((section) => section.lines), ...review.cut, ...review.withheld];
}

const pageOrder = (review) => allLines(review).map((line) => line.id);
