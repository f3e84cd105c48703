// What is typed about the selected sentence: a reason, a question, an edit. One form at a time, in one place; leaving
// it keeps what was typed.

import { Asking } from "./asking.js";
import { fill, h, text } from "./dom.js";
import { begun, draftOf, Editing, numbered } from "./editing.js";
import { taken } from "./particulars.js";

export class Forms {
  constructor(slot, page) {
    Object.assign(this, { slot, page, typed: new Map(), form: null });
    this.notice = h("div", { class: "notice", role: "alert" });
    this.place = h("div", {});
    fill(slot, this.notice, this.place);
    document.addEventListener("keydown", (event) => this.editing?.pressed(event)); // from an article as well
  }

  get sitting() {
    return this.page.sitting;
  }

  get editing() {
    return this.form instanceof Editing ? this.form : null;
  }

  // Is there anything that closing the window would lose?
  get unsaved() {
    return this.sitting.drafts.size > 0 || [...this.typed.values()].some((each) => each.reason);
  }

  ask(action) {
    const { line } = this.sitting;
    const name = `${action} ${line.id}`;
    if (!this.typed.has(name)) this.typed.set(name, { action, reason: "" });
    const typed = Object.assign(this.typed.get(name), { id: line.id, key: line.key, seen: line.seen });
    this.open(new Asking(typed, { close: () => this.close(), save: (sent) => this.sendReason(name, sent) }));
    this.form.field.focus();
  }

  async sendReason(name, { id, key, seen, action, reason }) {
    const error = await this.page.deciding.decide({ id, key, seen, action, reason: reason.trim() }, () => {
      this.typed.delete(name);
      this.close();
    });
    if (error?.conflict) Object.assign(this.typed.get(name), { seen: this.sitting.lines.get(id)?.seen });
    return error;
  }

  edit(focus = true) {
    const { line } = this.sitting;
    const { evidence } = this.page.evidence;
    if (!evidence || evidence.line.id !== line.id) return;
    const draft = this.sitting.drafts.get(line.id) ?? draftOf(line, evidence);
    this.open(new Editing(draft, evidence, this.editActs(draft)));
    this.page.evidence.mark(numbered(draft.citations));
    this.page.citing.edit(this.form);
    if (focus) this.form.field.focus();
  }

  editActs(draft) {
    return {
      close: () => this.close(),
      discard: () => this.discard(draft),
      changed: () => this.keep(draft),
      save: () => this.sendEdit(draft),
      show: (number) => this.page.evidence.showQuotation(number),
      cites: (citations, told) => {
        this.page.evidence.mark(citations);
        this.page.say(told);
      },
    };
  }

  keep(draft) {
    if (begun(draft)) this.sitting.drafts.set(draft.id, draft);
    else this.sitting.drafts.delete(draft.id);
    this.page.brief.drawLine(this.sitting.lines.get(draft.id));
  }

  async sendEdit(draft) {
    const { id, key, seen } = draft;
    const [words, reason] = [draft.text.trim(), draft.reason.trim()];
    const citations = draft.citations.map(({ article, start, end }) => ({ article, start, end }));
    const decision = { id, key, seen, action: "edit", text: words, reason, citations };
    const error = await this.page.deciding.decide(decision, () => this.discard(draft));
    if (error?.conflict) draft.seen = this.sitting.lines.get(id)?.seen;
    return error;
  }

  discard(draft) {
    this.sitting.drafts.delete(draft.id);
    this.page.brief.drawLine(this.sitting.lines.get(draft.id));
    this.close();
  }

  // After the evidence was drawn anew: a form that is open stays, an edit begun earlier is opened again.
  drawn() {
    if (this.editing) {
      this.editing.evidence = this.page.evidence.evidence;
      this.page.citing.edit(this.editing);
    } else if (!this.form && this.sitting.drafts.has(this.sitting.selected)) this.edit(false);
  }

  open(form) {
    this.shut();
    this.opener = document.activeElement;
    this.form = form;
    fill(this.place, form.element);
    this.slot.scrollTop = 0;
  }

  // Closes the form by hand: what was typed is kept, and said to be.
  close() {
    const kept = this.editing && this.sitting.drafts.has(this.editing.draft.id);
    const { opener } = this;
    this.shut();
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    if (kept) this.page.say("The edit is kept, not saved: e goes on with it");
  }

  shut() {
    const edited = this.editing;
    this.form = null;
    fill(this.place);
    if (!edited) return;
    this.page.citing.edit(null);
    this.page.evidence.mark(null);
  }

  // Somebody decided in between: who decided what, beside what is typed here.
  conflict(error, line) {
    const who = line?.decision ? taken(line.decision) : h("p", {}, text(error.message));
    const told = h("p", {}, h("b", {}, "Not saved: somebody decided on it in the meantime."));
    const kept = this.form ? "What you typed is kept. Send it again if it still holds." : "Decide again if it holds.";
    fill(this.notice, told, who, h("p", {}, kept));
  }

  fault(words) {
    fill(this.notice, h("p", { class: "fault" }, text(words)));
  }

  clearNotice() {
    fill(this.notice);
  }
}

