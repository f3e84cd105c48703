// The left side: the brief as it will be printed, each sentence with its state. Built once; later only what changed is
// drawn again, so that focus and scroll stay where they are.

import { badge, button, facts, fill, h, one, several, text, unseen } from "./dom.js";
import { harmless } from "./plain.js";

const FOLDED = 6; // so many left out or withheld are shown at once; more are folded away

export class BriefSide {
  constructor(root, sitting, acts) {
    Object.assign(this, { root, sitting, acts, rows: new Map(), accepting: new Map() });
    const { review } = sitting;
    const sections = review.sections.map((section) => this.section(section));
    fill(root, masthead(review.edition), untitled(review), sections, this.rest(review));
    this.draw([...sitting.lines.values()]);
  }

  section({ section, heading, lines }) {
    const items = h("ol", { class: "lines" }, lines.map((line) => this.row(line)));
    const offer = button("", () => this.acts.acceptSection(section), { class: "plain accept-section" });
    this.accepting.set(section, { offer, heading });
    const head = heading
      ? h("div", { class: "head" }, h("h2", { id: `h-${section}` }, text(heading)), offer)
      : h("h2", { class: "unseen", id: `h-${section}` }, "Title");
    return h("section", { class: `part ${section}`, "aria-labelledby": `h-${section}` }, head, items);
  }

  rest({ cut, withheld }) {
    return [
      this.aside("Left out for space", "the page was full", cut),
      this.aside("Withheld", "by a check or a reviewer", withheld),
    ];
  }

  aside(heading, why, lines) {
    if (!lines.length) return null;
    const list = h("ol", { class: "lines" }, lines.map((line) => this.row(line)));
    const head = h("summary", {}, h("h2", {}, heading), ` ${several(lines.length, "sentence")}; ${why}`);
    return h("details", { class: "part aside", open: lines.length <= FOLDED }, head, list);
  }

  row(line) {
    const link = h("a", { href: `#${line.id}`, class: `row ${line.kind} ${line.role}`, draggable: "false" });
    link.addEventListener("click", (event) => this.pressed(event, line.id));
    const item = h("li", { class: numbered(line) ? "numbered" : "" }, link);
    this.rows.set(line.id, { item, link });
    return item;
  }

  pressed(event, id) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.acts.select(id);
  }

  draw(lines) {
    for (const line of lines) this.drawLine(line);
    for (const [section, { offer, heading }] of this.accepting) {
      drawOffer(offer, heading, this.sitting.openIn(section).length);
    }
  }

  drawLine(line) {
    const { link } = this.rows.get(line.id) ?? {};
    if (!link) return;
    link.dataset.state = line.state;
    const kept = this.sitting.drafts.has(line.id);
    fill(link, numbered(line) && h("span", { class: "number" }, String(line.item)), words(line), standing(line, kept));
  }

  select(id, focus) {
    one("[aria-current]", this.root)?.removeAttribute("aria-current");
    const { link } = this.rows.get(id) ?? {};
    if (!link) return;
    const folded = link.closest("details");
    if (folded) folded.open = true;
    link.setAttribute("aria-current", "true");
    link.scrollIntoView({ block: "nearest" });
    if (focus) link.focus({ preventScroll: true });
  }

  get focused() {
    return this.root.contains(document.activeElement) && document.activeElement.matches(".row");
  }

  // Shows the sentences that have these words or this state; returns how many.
  filter(words) {
    const wanted = words.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const [id, { item }] of this.rows) {
      const hay = haystack(this.sitting.lines.get(id));
      item.hidden = !wanted.every((word) => hay.includes(word));
      found += !item.hidden;
    }
    this.hideEmpty();
    return found;
  }

  hideEmpty() {
    for (const part of this.root.querySelectorAll(".part")) part.hidden = !one("li:not([hidden])", part);
  }

  shows = (id) => !this.rows.get(id)?.item.hidden;
}

const numbered = (line) => line.section === "key_judgments" && line.role === "judgment" && line.kind === "printed";

function masthead(edition) {
  const label = `tlp ${edition.tlp.toLowerCase().replace(":", "-").replace("+", "-")}`;
  return h(
    "div",
    { class: "masthead" },
    h("p", { class: "topic" }, text(edition.topic)),
    facts(text(`Information cut-off: ${edition.cut_off}`), edition.edition && text(edition.edition)),
    h("p", { class: label }, text(edition.tlp)),
    h("p", { class: "question" }, h("b", {}, "Key question: "), text(edition.key_question)),
  );
}

// Where no sentence could be the title, the page says so in its place.
function untitled({ sections, edition }) {
  const has = sections.some(({ section }) => section === "title");
  return has || !edition.untitled ? null : h("p", { class: "untitled" }, text(edition.untitled));
}

function words(line) {
  const said = line.state === "rejected" ? "s" : "span";
  const parts = line.beside.map((part) => h("span", {}, text(part)));
  const beside = parts.length > 0 && [" ", h("span", { class: "beside" }, parts)];
  const marks = line.marks.length > 0 && h("sup", { class: "marks" }, unseen(" sources "), line.marks.join(","));
  return h("span", { class: "words", dir: "auto" }, h(said, {}, harmless(line.shown)), marks, beside);
}

function standing(line, kept) {
  return h(
    "span",
    { class: "standing" },
    line.state ? badge(line.state) : h("span", { class: "state" }, "by code"),
    kept && h("span", { class: "state kept" }, "edit begun"),
    line.outcome === "not checked" && h("span", { class: "state warn" }, "not checked"),
    line.kind === "printed" && !line.passed && h("span", { class: "state warn" }, "check failed"),
  );
}

function drawOffer(offer, heading, open) {
  offer.hidden = !open;
  fill(offer, `Accept section (${open})`, unseen(` ${heading}: what is open and passed all checks`));
}

function haystack({ shown, text, state, heading, role, id, beside, reasons, outcome }) {
  return [shown, text, state, heading, role, id, outcome, ...beside, ...reasons].join(" ").toLocaleLowerCase();
}
