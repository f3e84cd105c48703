// The whole page: both sides and what stands above them, which sentence is selected, and how news of it is taken over.

import { did } from "./actions.js";
import { BriefSide } from "./brief.js";
import { Citing } from "./citing.js";
import { Deciding } from "./deciding.js";
import { one } from "./dom.js";
import { EvidenceSide } from "./evidence.js";
import { Forms } from "./forms.js";
import { harmless } from "./plain.js";
import { Tools } from "./tools.js";
import { Top } from "./top.js";
import { View } from "./view.js";
import { Watch } from "./watch.js";

export class Page {
  constructor(sitting, away) {
    this.sitting = sitting;
    this.deciding = new Deciding(this);
    this.view = new View({ select: (id) => this.select(id), current: () => sitting.selected });
    this.evidence = new EvidenceSide(one("#evidence"), sitting);
    this.evidence.onDrawn = () => this.forms.drawn();
    this.citing = new Citing(this.evidence);
    this.forms = new Forms(one("#slot"), this);
    this.brief = new BriefSide(one("#brief"), sitting, this.briefActs());
    this.tools = new Tools(one("#choices"), sitting, (action) => this.deciding.act(action));
    this.top = new Top(sitting, this.searchActs());
    this.watch = new Watch({ busy: () => this.deciding.busy, take: (review) => this.takeOver(review), ...away });
    this.moving();
  }

  briefActs() {
    return { select: (id) => this.open(id), acceptSection: (section) => this.deciding.acceptSection(section) };
  }

  searchActs() {
    return {
      filter: (words) => this.brief.filter(words),
      selectFirstFound: () => this.selectFirstFound(),
      leaveSearch: () => this.brief.select(this.sitting.selected, true),
    };
  }

  moving() {
    one("#back").addEventListener("click", () => this.back());
    one("#previous").addEventListener("click", () => this.step(-1));
    one("#next").addEventListener("click", () => this.step(1));
  }

  // Shows a line to all and has a screen reader say it, also when it is the same as before.
  say(words) {
    const said = one("#said");
    said.textContent = "";
    requestAnimationFrame(() => (said.textContent = harmless(words)));
  }

  start(first) {
    this.view.start();
    this.select(first);
  }

  select(id) {
    if (!this.sitting.lines.has(id)) return;
    const { focused } = this.brief;
    const kept = this.sitting.selected !== id && this.forms.editing && this.sitting.drafts.has(this.sitting.selected);
    this.forms.shut();
    this.forms.clearNotice();
    this.sitting.selected = id;
    if (!this.brief.shows(id)) this.top.clear();
    this.view.selected(id);
    this.brief.select(id, focused);
    this.drawTools();
    this.evidence.show();
    this.prepareNext(id);
    this.say(kept ? "The edit begun is kept with its sentence, not saved" : "");
  }

  open(id) {
    this.select(id);
    this.view.open(id);
  }

  back() {
    this.view.back();
    this.brief.select(this.sitting.selected, true);
  }

  ask(action) {
    this.view.open(this.sitting.selected);
    this.forms.ask(action);
  }

  edit() {
    this.view.open(this.sitting.selected);
    this.forms.edit();
  }

  prepareNext(id) {
    const next = this.sitting.nextWaiting(id);
    if (next) setTimeout(() => this.evidence.prepare(this.sitting.lines.get(next)), 150);
  }

  step(by) {
    const end = by > 0 ? "This is the last sentence of the queue" : "This is the first sentence of the queue";
    this.goTo(this.sitting.step(by, this.brief.shows), end);
  }

  stepOnPage(by) {
    const end = by > 0 ? "This is the last sentence" : "This is the first sentence";
    this.goTo(this.sitting.stepOnPage(by, this.brief.shows), end);
  }

  goTo(id, end) {
    if (!id) return this.say(end);
    this.select(id);
    if (!this.brief.focused) this.say(this.spoken(id));
  }

  selectFirstFound() {
    const found = this.sitting.page.find(this.brief.shows);
    if (found) this.open(found);
    this.brief.select(this.sitting.selected, true);
  }

  // After a button that is there no longer, the focus goes to the selected sentence.
  keepFocus() {
    if (document.activeElement === document.body) this.brief.select(this.sitting.selected, true);
  }

  drawTools() {
    const { order, selected } = this.sitting;
    const place = order.indexOf(selected) + 1;
    one("#place").textContent = place ? `${place} of ${order.length}` : "queue";
    this.tools.draw();
  }

  spoken(id) {
    const { heading, state, reasons, shown } = this.sitting.lines.get(id);
    return `${[heading, state, ...reasons].filter(Boolean).join(", ")}: ${shown}`;
  }

  take(review) {
    const changed = this.sitting.take(review);
    this.brief.draw(changed);
    this.top.draw();
    this.drawTools();
    return changed;
  }

  // Another reviewer's decisions: taken over without moving anything that this one looks at or types.
  takeOver(review) {
    const { last, edition } = this.sitting.review;
    if (review.last === last && review.edition.published === edition.published) return;
    const here = this.take(review).find((line) => line.id === this.sitting.selected);
    if (!here) return;
    this.evidence.refresh();
    this.say(news(here.decision));
  }
}

function news(decision) {
  if (!decision) return "The decision on this sentence was taken back just now";
  return `${decision.reviewer} ${did(decision)} this sentence just now`;
}
