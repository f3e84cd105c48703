// Pointing at words of an article while a sentence is edited: by selecting them, by pressing a sentence, or with the
// arrow keys from sentence to sentence.

import { button, fill, h } from "./dom.js";

const MOST = 6; // citations offered to be replaced

export class Citing {
  constructor(evidence) {
    this.evidence = evidence;
    evidence.onText = (box) => this.dress(box);
    this.offer = h("div", { class: "offer", role: "group", "aria-label": "The words selected", hidden: true });
    this.offer.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    document.body.append(this.offer);
    document.addEventListener("selectionchange", () => this.selected());
    evidence.root.addEventListener("click", (event) => this.pressed(event));
    evidence.root.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("pointerdown", (event) => this.offer.contains(event.target) || this.withdraw());
    document.addEventListener("scroll", () => this.offer.hidden || this.place(), { capture: true, passive: true });
  }

  // Begins and, with null, ends pointing for an edit.
  edit(editing) {
    this.editing = editing;
    this.withdraw();
    for (const box of this.evidence.boxes) this.dress(box);
  }

  // Makes each sentence that may be cited reachable: one stop for Tab in each article, the arrows within.
  dress(box) {
    box.box.querySelectorAll(".said").forEach((said, place) => this.dressOne(said, box, place));
  }

  dressOne(said, box, place) {
    if (!this.editing) return ["tabindex", "role", "aria-pressed"].forEach((name) => said.removeAttribute(name));
    said.setAttribute("role", "button");
    said.setAttribute("aria-pressed", String(this.editing.placeOf(box.stretch(said)) >= 0));
    said.setAttribute("tabindex", said.dataset.number === box.stop || (!box.stop && !place) ? "0" : "-1");
  }

  selected() {
    const selection = document.getSelection();
    if (!this.editing || !selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const places = this.evidence.boxes.map((box) => box.place(range)).filter(Boolean);
    if (places.length === 1) this.propose(places[0], range, "Cite these words");
    else this.withdraw();
  }

  // A press on a sentence without selecting proposes the whole sentence; a screen reader's press cites it.
  pressed(event) {
    const said = event.target.closest(".said");
    if (!this.editing || !said || !document.getSelection().isCollapsed) return;
    const stretch = this.boxOf(said).stretch(said);
    if (event.detail === 0) this.toggle(said);
    else this.propose(stretch, said, "Cite this sentence");
  }

  key(event) {
    const said = event.target.closest?.(".said");
    if (!this.editing || !said || event.ctrlKey || event.altKey || event.metaKey) return;
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by) this.walk(said, by);
    else if (event.key === "Enter" || event.key === " ") this.toggle(said);
    else return;
    event.preventDefault();
  }

  walk(said, by) {
    const box = this.boxOf(said);
    const all = [...box.box.querySelectorAll(".said")];
    const next = all[all.indexOf(said) + by];
    if (!next) return;
    box.stop = next.dataset.number;
    said.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }

  async toggle(said) {
    const box = this.boxOf(said);
    const focused = box.box.contains(document.activeElement);
    box.stop = said.dataset.number;
    await this.editing.toggle(box.stretch(said));
    if (focused) box.focus(box.stop);
  }

  propose(stretch, where, label) {
    const add = button(label, () => this.cite(stretch, -1), { class: "main" });
    const others = this.editing.placesIn(stretch.article).slice(0, MOST);
    fill(this.offer, add, others.map((place) => this.instead(stretch, place)));
    this.where = where; // a range or an element
    this.offer.hidden = false;
    this.place();
  }

  instead(stretch, place) {
    return button(`instead of ${place + 1}`, () => this.cite(stretch, place), { class: "plain" });
  }

  // Right under the selection, within the window; the style sheet puts it at the bottom of a narrow one.
  place() {
    const words = this.where.getBoundingClientRect();
    const left = Math.min(Math.max(words.left, 8), innerWidth - this.offer.offsetWidth - 8);
    const under = words.bottom + 6;
    const over = Math.max(words.top - this.offer.offsetHeight - 6, 8);
    const top = under + this.offer.offsetHeight < innerHeight - 8 ? under : over;
    this.offer.style.setProperty("--left", `${left}px`);
    this.offer.style.setProperty("--top", `${top}px`);
  }

  async cite(stretch, place) {
    this.withdraw();
    await this.editing.cite(stretch, place);
    document.getSelection().removeAllRanges();
  }

  withdraw() {
    this.offer.hidden = true;
  }

  boxOf(said) {
    return this.evidence.boxes.find((box) => box.box.contains(said));
  }
}
