// The right side: the sentence under review and everything that stands behind it.

import { ArticleBox } from "./article.js";
import { badge, button, facts, fill, h, text } from "./dom.js";
import { harmless, refusal } from "./plain.js";
import { checks, conflicts, hint, history, titled, told, verdict } from "./particulars.js";
import * as server from "./server.js";

export class EvidenceSide {
  constructor(root, sitting) {
    Object.assign(this, { root, sitting, held: new Map(), boxes: [] });
    this.near = new IntersectionObserver((seen) => this.loadSeen(seen), { rootMargin: "400px" });
  }

  // Shows the selected sentence: at once what the page knows of it, then what the server tells.
  show() {
    this.ready = this.showing();
  }

  async showing() {
    const { line } = this.sitting;
    this.evidence = null;
    this.boxes = [];
    this.root.scrollTop = 0;
    if (line.kind === "record") return this.drawing(line);
    this.drawing(line, h("p", { class: "soft" }, "Loading its sources"));
    await this.reload(line);
  }

  // Draws the sentence anew where something about it changed; what the reader has scrolled to stays.
  async refresh() {
    if (this.sitting.line.kind === "record") return;
    const { scrollTop } = this.root;
    const focused = this.boxes.find((box) => box.box.contains(document.activeElement))?.focused;
    await this.reload(this.sitting.line, new Map(this.boxes.map((box) => [box.particulars.id, box.box.scrollTop])));
    this.root.scrollTop = scrollTop;
    if (focused) this.boxes.find((box) => box.particulars.id === focused.article)?.focus(focused.number);
  }

  async reload(line, scrolled = new Map()) {
    try {
      const evidence = await this.asked(line);
      if (this.sitting.selected !== line.id) return;
      this.draw(line, evidence);
      await this.settled(scrolled);
    } catch (error) {
      if (this.sitting.selected === line.id) this.drawing(line, this.failed(error));
    }
  }

  async settled(scrolled) {
    for (const box of this.boxes) {
      const top = scrolled.get(box.particulars.id);
      if (top !== undefined) await box.load().then(() => (box.box.scrollTop = top));
    }
  }

  // What the server told of a sentence holds until a decision changes it.
  asked(line) {
    const stamp = JSON.stringify([line.seen, line.decision, line.state]);
    const held = this.held.get(line.id);
    if (held?.stamp === stamp) return held.asked;
    const asked = server.sentence(line.id);
    asked.catch(() => this.held.delete(line.id));
    this.held.set(line.id, { stamp, asked });
    return asked;
  }

  // Asks ahead for a sentence that will come next, its first article with it.
  async prepare(line) {
    const evidence = line && (await this.asked(line).catch(() => null));
    const first = evidence?.articles.find((each) => each.cited);
    if (first) await server.article(first.id).catch(() => null);
  }

  failed(error) {
    const again = button("Try again", () => this.show(), { class: "plain" });
    return h("p", { class: "fault", role: "alert" }, refusal(error), " ", again);
  }

  draw(line, evidence) {
    this.evidence = evidence;
    const quotations = this.quotations ?? evidence.quotations;
    const cited = evidence.articles.filter((each) => each.cited);
    const others = evidence.articles.filter((each) => !each.cited);
    this.near.disconnect();
    this.boxes = [...cited, ...others].map((each) => this.box(each, quotations));
    this.drawing(
      line,
      hint(evidence.hint, line),
      this.boxes.slice(0, cited.length).map((box) => this.article(box)),
      this.otherArticles(this.boxes.slice(cited.length)),
      this.toldElsewhere(),
      conflicts(evidence.conflicts),
      checks(evidence.checks),
      verdict(evidence.verdict, (number) => this.showQuotation(number)),
      history(evidence.history),
    );
    this.boxes[0]?.load();
    for (const box of this.boxes) this.near.observe(box.box);
    this.onDrawn?.();
  }

  box(particulars, quotations) {
    const box = new ArticleBox(particulars, quotations);
    box.onText = () => this.onText?.(box);
    return box;
  }

  article(box) {
    const claims = this.evidence.told.filter((each) => each.article === box.particulars.id);
    box.element.append(...[told(claims)].filter(Boolean));
    return box.element;
  }

  // What is told by articles whose text is not kept with the edition.
  toldElsewhere() {
    const kept = this.boxes.map((box) => box.particulars.id);
    const claims = this.evidence.told.filter((each) => !kept.includes(each.article));
    return claims.length > 0 && titled("Told elsewhere; the text is not kept", told(claims));
  }

  otherArticles(boxes) {
    if (!boxes.length) return null;
    const summary = h("summary", {}, h("h3", {}, "Also rests on, not quoted"), ` ${boxes.length}`);
    const articles = boxes.map((box) => this.article(box));
    return h("details", { class: "others", open: Boolean(this.quotations) }, summary, articles);
  }

  drawing(line, ...rest) {
    fill(this.root, head(line, this.evidence), rest);
  }

  loadSeen(seen) {
    for (const { isIntersecting, target } of seen) {
      if (isIntersecting) this.boxes.find((box) => box.box === target)?.load();
    }
  }

  showQuotation(number) {
    const box = this.boxes.find((each) => each.quotations.some((quoted) => quoted.number === number));
    box?.load().then(() => box.show(number, true));
  }

  // While a sentence is edited, the words of the draft are marked; null goes back to those of the sentence.
  mark(quotations) {
    this.quotations = quotations;
    for (const box of this.boxes) box.mark(quotations ?? this.evidence?.quotations ?? []);
  }
}

function head(line, evidence) {
  const repetition = evidence?.repetition;
  return h(
    "div",
    { class: "under-review" },
    h("h2", {}, text(line.heading || "Title"), role(line) && h("span", { class: "soft" }, ` · ${role(line)}`)),
    h("p", { class: "full-text", dir: "auto" }, h(line.state === "rejected" ? "s" : "span", {}, harmless(line.shown))),
    line.shown !== line.text && h("p", { class: "was" }, h("b", {}, "In place of: "), h("s", {}, text(line.text))),
    facts(state(line), decided(line.decision), line.beside.map(text), repetition && text(repetition)),
    why(line),
  );
}

const state = (line) => (line.state ? badge(line.state) : "code writes it from the record: there is nothing to decide");

function decided(decision) {
  const why = decision?.reason && [": “", text(decision.reason), "”"];
  return decision && h("span", {}, "by ", text(decision.reviewer), why);
}

function why(line) {
  if (!line.reasons.length) return null;
  return h("p", { class: "why" }, h("b", {}, "Look first: "), text(line.reasons.join(" · ")));
}

function role({ role, section, item }) {
  if (role === "reported") return "";
  return section === "key_judgments" && item ? `${role} ${item}` : role;
}
