// The decision buttons: always at the same place, so that a mouse need not move from one sentence to the next.

import { button, fill, h } from "./dom.js";

const CHOICES = [
  ["accept", "Accept", "a"],
  ["edit", "Edit", "e"],
  ["reject", "Reject", "r"],
  ["ask", "Note", "n"],
  ["undo", "Undo", "u"],
];

const FITS = {
  printed: ["accept", "edit", "reject", "ask", "undo"],
  record: ["undo"],
  cut: ["accept", "ask", "undo"],
  withheld: ["accept", "edit", "ask", "undo"],
};

const BY_CODE = ["accept", "ask"]; // how well a judgment is founded is computed

export class Tools {
  constructor(root, sitting, act) {
    this.sitting = sitting;
    this.buttons = new Map(CHOICES.map(([action, label, key]) => [action, choice(action, label, key, act)]));
    fill(root, [...this.buttons.values()]);
  }

  draw() {
    const { line } = this.sitting;
    for (const [action, element] of this.buttons) {
      element.setAttribute("aria-disabled", String(!this.fits(action)));
      element.dataset.now = String(isDecided(line, action));
    }
    this.buttons.get("accept").firstChild.data = backOnPage(line) ? "Put back " : "Accept ";
  }

  fits(action) {
    const { line } = this.sitting;
    if (!line) return false;
    if (action === "undo") return this.sitting.undoable.length > 0;
    return line.role === "confidence" ? BY_CODE.includes(action) : FITS[line.kind].includes(action);
  }
}

export const backOnPage = (line) => line?.kind === "cut" || line?.kind === "withheld";

function isDecided(line, action) {
  const accepted = backOnPage(line) ? "restored" : "accepted";
  return line?.state === { accept: accepted, reject: "rejected", ask: "asked about" }[action];
}

function choice(action, label, key, act) {
  const pressed = button(`${label} `, () => act(action), { class: `choice ${action}`, "aria-keyshortcuts": key });
  pressed.append(h("kbd", { "aria-hidden": "true" }, key));
  return pressed;
}
