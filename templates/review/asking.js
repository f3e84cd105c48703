// One line that a rejection or a question needs. What is typed is kept with the sentence until it is sent.

import { button, h, wait, waiting } from "./dom.js";
import { harmless, refusal } from "./plain.js";

const ASKED = {
  reject: { label: "Why is it rejected?", send: "Reject" },
  ask: { label: "What is the question?", send: "Note the question" },
};

export class Asking {
  constructor(typed, acts) {
    Object.assign(this, { typed, acts });
    const { label, send } = ASKED[typed.action];
    this.field = h("input", { id: "reason", type: "text", autocomplete: "off", required: true, dir: "auto" });
    this.field.value = typed.reason;
    this.field.addEventListener("input", () => (typed.reason = this.field.value));
    this.fault = h("p", { class: "fault", role: "alert" });
    this.save = h("button", { class: "main" }, send);
    const cancel = button("Cancel", () => acts.close(), { class: "plain" });
    const asked = h("label", { for: "reason" }, label);
    this.element = h("form", { class: "asking", novalidate: true, "aria-label": send }, asked, this.field, this.save, cancel, this.fault);
    this.element.addEventListener("submit", (event) => this.submitted(event));
  }

  async submitted(event) {
    event.preventDefault();
    if (waiting(this.save)) return;
    if (!this.field.value.trim()) return this.say("Say why, for whoever reads the ledger");
    wait(this.save, true);
    this.say("");
    const error = await this.acts.save(this.typed);
    wait(this.save, false);
    if (error && !error.conflict) this.say(refusal(error));
  }

  say(words) {
    this.fault.textContent = harmless(words);
  }
}
