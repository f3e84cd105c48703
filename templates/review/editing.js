// The form in which a sentence is reworded and given other words to cite. What is typed is kept until it is saved or
// discarded, whatever else is looked at meanwhile.

import { button, fill, h, one, quotationButton, several, text, wait, waiting } from "./dom.js";
import { harmless, refusal } from "./plain.js";
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
