// What a press of a key or button decides, what the server says to it, and what follows.

import { done } from "./actions.js";
import { several } from "./dom.js";
import { refusal } from "./plain.js";
import * as server from "./server.js";
import { backOnPage } from "./tools.js";

const NOTHING = { reason: "", text: "", citations: [] };

export class Deciding {
  constructor(page) {
    this.page = page;
    this.busy = false;
  }

  get sitting() {
    return this.page.sitting;
  }

  act(action) {
    const { page } = this;
    if (this.busy) return;
    if (!page.tools.fits(action)) page.say(this.whyNot(action));
    else if (action === "undo") this.undo();
    else if (action === "edit") this.edit();
    else if (action === "accept") this.accept();
    else page.ask(action);
  }

  whyNot(action) {
    if (action === "undo") return "There is no decision of yours to take back";
    const { line } = this.sitting;
    if (line?.role === "confidence") {
      return "Not done: code writes this sentence from the record. Its judgment can be rejected";
    }
    if (line?.kind !== "record") return "That does not fit this sentence";
    return "Code writes this sentence from the record: there is nothing to decide";
  }

  accept() {
    const { line } = this.sitting;
    const { id, key, seen } = line;
    return this.decide({ id, key, seen, action: backOnPage(line) ? "restore" : "accept" });
  }

  // Opens the edit as soon as the sources of the sentence are there.
  async edit() {
    const { selected } = this.sitting;
    await this.page.evidence.ready;
    const { evidence } = this.page.evidence;
    if (!evidence || this.sitting.selected !== selected) return;
    if (!evidence.editable) this.page.say(evidence.why_not || "This sentence can't be edited");
    else this.page.edit();
  }

  // Sends one decision; `saved` runs before the next sentence is selected. Returns the refusal, null for none.
  decide(decision, saved) {
    return this.guarded(async () => {
      const told = await server.decide({ ...NOTHING, ...decision });
      this.page.take(told.review);
      this.sitting.decided([decision.id]);
      saved?.();
      this.proceed(done(decision.action), decision.id);
    }, decision.id);
  }

  acceptSection(section) {
    const { page } = this;
    if (!this.sitting.openIn(section).length) return page.say("Nothing in this section is open and passed all checks");
    return this.guarded(async () => {
      const { accepted, review } = await server.acceptSection(section, this.sitting.review.last);
      page.take(review);
      this.sitting.decided(accepted);
      this.proceed(`Accepted ${several(accepted.length, "sentence")} (u takes back)`, this.sitting.selected);
      page.keepFocus();
    });
  }

  undo() {
    const ids = this.sitting.undoable;
    return this.guarded(async () => {
      for (const id of ids) await this.undoOne(id);
      this.page.select(ids[0]);
      this.page.say(`Taken back: ${ids.length > 1 ? several(ids.length, "decision") : ids[0]}`);
    }, ids[0]);
  }

  async undoOne(id) {
    const { key, seen } = this.sitting.lines.get(id);
    const told = await server.decide({ ...NOTHING, id, key, seen, action: "undo" });
    this.page.take(told.review);
    this.sitting.undone([id]);
  }

  // Runs one request at a time; what the server refuses is told where the reader looks.
  async guarded(request, id = "") {
    if (this.busy) return null;
    this.busy = true;
    this.page.forms.clearNotice();
    try {
      await request();
      this.page.watch.reached();
      return null;
    } catch (error) {
      this.refused(error, id);
      return error;
    } finally {
      this.busy = false;
    }
  }

  refused(error, id) {
    const { forms, watch } = this.page;
    if (error.status === undefined) throw error;
    if (error.gone || error.elsewhere) return watch.lost(error);
    if (error.review) this.page.takeOver(error.review);
    if (error.conflict) forms.conflict(error, this.sitting.lines.get(id));
    else if (!forms.form) forms.fault(refusal(error));
  }

  // Says what was done and goes on to the next sentence that waits.
  proceed(said, id) {
    const { page, sitting } = this;
    const next = sitting.nextWaiting(id, page.brief.shows);
    const other = sitting.selected !== id && sitting.waiting.has(sitting.selected);
    const stays = !next || other || backOnPage(sitting.line);
    if (stays) page.evidence.refresh();
    else page.select(next);
    page.drawTools();
    page.say(`${said}. ${this.whatNext(next, stays)}`);
  }

  whatNext(next, stays) {
    const left = this.sitting.waiting.size;
    if (!left) return "Nothing waits any more";
    if (!next && !this.sitting.waiting.has(this.sitting.selected)) return "Nothing that was found waits any more";
    return stays ? `${left} waiting` : `Next: ${this.page.spoken(next)}`;
  }
}
