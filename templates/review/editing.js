// The form in which a sentence is reworded and given other words to cite. What is typed is kept until it is saved or
// discarded, whatever else is looked at meanwhile.

import { button, fill, h, harmless, one, quotationButton, refusal, several, text, wait, waiting } from "./dom.js";
import * as server from "./server.js";

// What a sentence's edit starts from. `seen` is the last decision that its reviewer has seen.
export function draftOf(line, evidence) {
  const citations = evidence.quotations.map(({ article, start, end, quote }) => ({ article, start, end, quote }));
  const { id, key, seen, shown } = line;
  return { id, key, seen, text: shown, citations, reason: "", from: written(shown, citations) };
}

function written(words, citations) {
  return JSON.stringify([words, citations.map(({ article, start, end }) => [article, start, end])]);
}

export const begun = (draft) => Boolean(draft.reason) || written(draft.text, draft.citations) !== draft.from;

export const numbered = (citations) => citations.map((citation, place) => ({ ...citation, number: place + 1 }));

export class Editing {
  constructor(draft, evidence, acts) {
    Object.assign(this, { draft, evidence, acts });
    this.list = h("ol", { class: "cited" });
    this.fault = h("p", { class: "fault", role: "alert" });
    this.save = button("Save", () => this.send(), { class: "main", "aria-keyshortcuts": "Control+Enter" });
    const heading = h("h2", { class: "unseen", id: "edit-heading" }, "Edit the sentence");
    const parts = [heading, this.sentence(), this.cited(), this.fault, this.ends()];
    this.element = h("form", { class: "editing", "aria-labelledby": "edit-heading" }, parts);
    this.element.addEventListener("submit", (event) => event.preventDefault());
    this.drawList();
  }

  sentence() {
    this.field = h("textarea", { id: "edited-text", rows: "2", dir: "auto", spellcheck: "true" });
    this.field.value = this.draft.text;
    this.field.addEventListener("input", () => this.typed({ text: this.field.value }));
    return h("p", {}, h("label", { for: "edited-text" }, "Sentence"), this.field);
  }

  cited() {
    this.words = field("words-to-cite", "select them below, or type them here");
    this.words.addEventListener("keydown", (event) => this.entered(event));
    const label = h("label", { for: "words-to-cite" }, "Words to cite");
    const send = button("Cite", () => this.find(), { class: "plain" });
    this.found = h("p", { class: "fault", role: "alert" });
    return h(
      "fieldset",
      {},
      h("legend", {}, "Words it cites"),
      this.list,
      h("p", { class: "find" }, this.among(), label, this.words, send),
      this.found,
    );
  }

  // Which article the typed words are looked up in; with one article there is nothing to choose.
  among() {
    const options = this.evidence.articles.map(({ id, number, publisher, title }) =>
      h("option", { value: id }, harmless([number, publisher, title].filter(Boolean).join(" "))),
    );
    this.article = h("select", { "aria-label": "Article", hidden: options.length < 2 }, options);
    return this.article;
  }

  why() {
    this.reason = field("edit-reason", "may be left empty");
    this.reason.value = this.draft.reason;
    this.reason.addEventListener("input", () => this.typed({ reason: this.reason.value }));
    return [h("label", { for: "edit-reason" }, "Why"), this.reason];
  }

  ends() {
    const keys = h("kbd", { "aria-hidden": "true" }, "Ctrl Enter");
    const close = button("Close", () => this.acts.close(), { class: "plain" });
    const discard = button("Discard", () => this.acts.discard(), { class: "plain" });
    return h("p", { class: "ends" }, this.why(), this.save, keys, close, discard);
  }

  pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.send();
  }

  entered(event) {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.find();
  }

  typed(change) {
    Object.assign(this.draft, change);
    this.acts.changed();
  }

  async send() {
    if (waiting(this.save)) return;
    wait(this.save, true);
    this.say(this.fault, "");
    const error = await this.acts.save(this.draft);
    wait(this.save, false);
    if (error && !error.conflict) this.say(this.fault, refusal(error));
  }

  async find() {
    const words = this.words.value.trim();
    if (words && (await this.cite({ article: this.article.value, words }))) this.words.value = "";
  }

  // Has the server cut these words and takes them in, in place of the citation at `place` where one is given.
  async cite(wanted, place = -1) {
    this.say(this.found, "");
    try {
      this.take(await server.cite(wanted), place);
      return true;
    } catch (error) {
      this.say(this.found, refusal(error));
      return false;
    }
  }

  take(cut, place) {
    const held = this.placeOf(cut);
    const citations = [...this.draft.citations];
    if (held < 0) citations.splice(place < 0 ? citations.length : place, place < 0 ? 0 : 1, cut);
    this.cites(citations, held < 0 ? `Cited: ${cut.quote}` : "These words are cited already");
  }

  placeOf({ article, start, end }) {
    const same = (each) => each.article === article && each.start === start && each.end === end;
    return this.draft.citations.findIndex(same);
  }

  placesIn(article) {
    return [...this.draft.citations.keys()].filter((place) => this.draft.citations[place].article === article);
  }

  remove(place) {
    const citations = this.draft.citations.filter((_, other) => other !== place);
    this.cites(citations, `Taken out. ${several(citations.length, "citation")} left`);
    (one("button", this.list.children[Math.min(place, citations.length - 1)] ?? this.list) ?? this.words).focus();
  }

  // Cites a whole sentence of an article, or takes it out where it is cited.
  toggle(stretch) {
    const held = this.placeOf(stretch);
    if (held < 0) return this.cite(stretch);
    return this.cites(this.draft.citations.filter((_, place) => place !== held), "Taken out");
  }

  cites(citations, told) {
    this.typed({ citations });
    this.drawList();
    this.acts.cites(numbered(citations), told);
  }

  drawList() {
    const rows = numbered(this.draft.citations).map(({ number, quote, article }) =>
      h(
        "li",
        {},
        quotationButton(number, () => this.acts.show(number)),
        h("q", {}, text(quote)),
        h("span", { class: "soft" }, text(this.publisher(article))),
        button("Remove", () => this.remove(number - 1), { class: "plain", "aria-label": `Remove quotation ${number}` }),
      ),
    );
    fill(this.list, rows.length ? rows : h("li", { class: "soft" }, "No words are cited."));
  }

  publisher(article) {
    return this.evidence.articles.find((each) => each.id === article)?.publisher ?? "";
  }

  say(where, words) {
    where.textContent = harmless(words);
  }
}

function field(id, placeholder) {
  return h("input", { id, type: "text", placeholder, autocomplete: "off", dir: "auto" });
}

// Pointing at words of an article while a sentence is edited: by selecting them, by pressing a sentence, or with the
// arrow keys from sentence to sentence.

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
