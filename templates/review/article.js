// An article's whole text in a box of its own: its sentences, the quotations marked and numbered, and the place in the
// stored text of whatever a reader points at.

import { button, facts, fill, h, one, quotationButton, text, unseen } from "./dom.js";
import { Counted, harmless, length, refusal } from "./plain.js";
import * as server from "./server.js";

const counted = new Map(); // id of an article -> its text by code points

export class ArticleBox {
  constructor(particulars, quotations) {
    this.particulars = particulars;
    this.places = new WeakMap(); // text node -> the code point it starts at
    this.quotations = this.own(quotations);
    this.steps = h("p", { class: "steps" });
    const name = `Text of ${particulars.title || particulars.publisher || "the article"}`;
    const box = { class: "article-text", tabindex: "0", role: "group", "aria-label": harmless(name) };
    this.box = h("div", box, h("p", { class: "soft" }, "Loading the article"));
    this.element = h("section", { class: "article" }, heading(particulars), this.steps, this.box);
    this.drawSteps();
  }

  own(quotations) {
    return quotations.filter((each) => each.article === this.particulars.id);
  }

  async load() {
    this.loading ??= this.asked();
    return this.loading;
  }

  async asked() {
    try {
      this.stored(await server.article(this.particulars.id));
    } catch (error) {
      this.failed(error);
    }
  }

  stored(article) {
    this.article = article;
    if (!counted.has(article.id)) counted.set(article.id, new Counted(article.text));
    this.counted = counted.get(article.id);
    this.drawText();
    this.show(this.quotations[0]?.number);
  }

  failed(error) {
    this.loading = null;
    const again = button("Load the article again", () => this.load(), { class: "plain" });
    fill(this.box, h("p", { class: "fault", role: "alert" }, refusal(error), " ", again));
  }

  // Marks other quotations, the box scrolled as it was.
  mark(quotations) {
    this.quotations = this.own(quotations);
    this.drawSteps();
    if (!this.article) return;
    const held = this.box.scrollTop;
    this.drawText();
    this.box.scrollTop = held;
  }

  drawSteps() {
    const marks = this.quotations.map(({ number }) => quotationButton(number, () => this.show(number, true)));
    const told = marks.length ? "Quoted here" : "Nothing of it is quoted";
    fill(this.steps, told, marks.flatMap((mark) => [" ", mark]));
  }

  // Scrolls a quotation into the upper middle of the box, so that its neighbours are in view.
  show(number, look = false) {
    const mark = one(`mark[data-numbers~="${number}"]`, this.box);
    if (!mark) return;
    const top = mark.getBoundingClientRect().top - this.box.getBoundingClientRect().top + this.box.scrollTop;
    this.box.scrollTop = top - this.box.clientHeight / 4;
    if (look) this.box.scrollIntoView({ block: "nearest" });
  }

  drawText() {
    const paragraphs = new Map();
    for (const sentence of this.article.sentences) {
      const held = paragraphs.get(sentence.paragraph) ?? [];
      paragraphs.set(sentence.paragraph, [...held, sentence]);
    }
    fill(this.box, [...paragraphs.values()].map((sentences) => this.paragraph(sentences)));
    this.onText?.();
  }

  paragraph(sentences) {
    const children = [];
    let at = sentences[0].start;
    for (const sentence of sentences) {
      children.push(...this.pieces(at, sentence.start), this.sentence(sentence));
      at = sentence.end;
    }
    return h("p", { dir: "auto" }, children);
  }

  sentence({ number, start, end, part }) {
    const citable = { class: "said", "data-number": String(number) };
    const other = { class: "aside-text", title: part.replaceAll("_", " ") };
    return h("span", part === "body" ? citable : other, this.pieces(start, end));
  }

  // The text from start to end, cut where a quotation begins or ends.
  pieces(start, end) {
    const edges = this.quotations.flatMap((each) => [each.start, each.end]);
    const within = edges.filter((edge) => edge > start && edge < end);
    const cuts = [...new Set([start, ...within, end])].sort((a, b) => a - b);
    return cuts.slice(0, -1).map((from, place) => this.piece(from, cuts[place + 1]));
  }

  piece(start, end) {
    const node = document.createTextNode(harmless(this.counted.cut(start, end)));
    this.places.set(node, start);
    const over = this.quotations.filter((each) => each.start <= start && each.end >= end);
    if (!over.length) return node;
    const begins = over.filter((each) => each.start === start).map((each) => number(each.number));
    const ends = over.some((each) => each.end === end) && unseen(" (end of quotation)");
    return h("mark", { "data-numbers": over.map((each) => each.number).join(" ") }, begins, node, ends);
  }

  // Where a selection stands in the stored text, in code points; null when it holds no words of this article.
  place(range) {
    if (!this.article || !range.intersectsNode(this.box)) return null;
    const walker = document.createTreeWalker(this.box, NodeFilter.SHOW_TEXT);
    const spans = [];
    while (walker.nextNode()) spans.push(this.covered(walker.currentNode, range));
    const held = spans.filter((span) => span && span.end > span.start);
    if (!held.length) return null;
    return { article: this.particulars.id, ...this.counted.wholeWords(held[0].start, held.at(-1).end) };
  }

  covered(node, range) {
    if (!this.places.has(node) || !range.intersectsNode(node)) return null;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    const at = this.places.get(node);
    return { start: at + length(node.data.slice(0, from)), end: at + length(node.data.slice(0, to)) };
  }

  get focused() {
    return { article: this.particulars.id, number: document.activeElement.dataset.number };
  }

  focus(number) {
    (one(`.said[tabindex][data-number="${number}"]`, this.box) ?? this.box).focus({ preventScroll: true });
  }

  stretch(element) {
    const found = this.article?.sentences.find((each) => String(each.number) === element?.dataset.number);
    return found ? { article: this.particulars.id, start: found.start, end: found.end } : null;
  }
}

const number = (said) => h("span", { class: "q" }, unseen("Quotation "), String(said));

function heading(particulars) {
  const { number, publisher, title, published, descriptor, grade, url } = particulars;
  const source = number > 0 && h("span", { class: "source-number" }, unseen("Source "), `${number} `);
  const cited = title && h("cite", {}, text(title));
  const told = [published, descriptor, grade && `record ${grade}`].filter(Boolean).map(text);
  return [h("h3", {}, source, text(publisher || "No publisher named"), " ", cited), facts(told, address(url))];
}

function address(url) {
  if (!/^https?:\/\//i.test(url)) return null;
  const elsewhere = { href: url, target: "_blank", rel: "noopener noreferrer external" };
  return h("a", elsewhere, "address", unseen(" (opens a new tab)"));
}
