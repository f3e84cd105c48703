// Starts the page: the review is loaded, both sides are drawn, keys begin.

import { one, refusal } from "./dom.js";
import { Page } from "./page.js";
import * as server from "./server.js";
import { Sitting } from "./sitting.js";

// Single keys. They do nothing while something is typed or a dialog is open, nor with Ctrl, Alt or Meta; a checkbox in
// the help turns them off, and the browser remembers it where it may.

const NAME = "briefing-review-keys";
const TYPED_IN = "input, textarea, select, [contenteditable], .editing, .asking"; // beside a field as in it

export class Keys {
  constructor(bound, checkbox) {
    this.bound = bound;
    checkbox.checked = remembered();
    this.checkbox = checkbox;
    checkbox.addEventListener("change", () => remember(checkbox.checked));
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") return this.act(event);
    if (event.target.closest?.(TYPED_IN) || taken(event)) return;
    if (this.checkbox.checked || event.key.startsWith("Arrow")) this.act(event);
  }

  act(event) {
    const act = this.bound[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
  }
}

// An arrow key belongs to the box that it scrolls, and to whatever else is walked through with it.
const taken = (event) => event.key.startsWith("Arrow") && Boolean(event.target.closest?.(".body"));

function remembered() {
  try {
    return localStorage.getItem(NAME) !== "off";
  } catch {
    return true;
  }
}

function remember(on) {
  try {
    localStorage.setItem(NAME, on ? "on" : "off");
  } catch {
    // Without storage it holds for this visit.
  }
}

async function start(review) {
  const sitting = new Sitting(review);
  const first = sitting.firstShown(location.hash.slice(1));
  if (sitting.lines.get(first)?.kind !== "record") await server.askAhead(first);
  const page = new Page(sitting, { gone, back: () => back(page) });
  page.start(first);
  new Keys(bound(page), one("#keys-on"));
  one("#ask-help").addEventListener("click", help);
  one("#to-sentence").addEventListener("click", (event) => skip(event, page, "sentence"));
  one("#to-brief").addEventListener("click", (event) => skip(event, page, "brief"));
  addEventListener("beforeunload", (event) => page.forms.unsaved && event.preventDefault());
}

const bound = (page) => ({
  j: () => page.step(1),
  k: () => page.step(-1),
  ArrowDown: () => page.stepOnPage(1),
  ArrowUp: () => page.stepOnPage(-1),
  a: () => page.deciding.act("accept"),
  e: () => page.deciding.act("edit"),
  r: () => page.deciding.act("reject"),
  n: () => page.deciding.act("ask"),
  u: () => page.deciding.act("undo"),
  A: () => page.deciding.acceptSection(page.sitting.line?.section),
  "/": () => one("#words").focus(),
  "?": help,
  Escape: () => escaped(page),
});

function escaped(page) {
  if (page.forms.form) page.forms.close();
  else if (page.top.searching) page.top.clear();
  else if (page.view.narrow.matches) page.back();
}

function help() {
  one("#help").showModal();
}

// A skip link moves the focus and leaves the address with the selected sentence.
function skip(event, page, side) {
  event.preventDefault();
  if (page.view.narrow.matches) page.view.show(side);
  one(`#${side}`).focus();
}

function gone(error) {
  const kept = "Nothing of the last action was saved; what you typed is kept.";
  if (error.elsewhere) tellAway(`The review was started anew at another address: open the one it printed. ${kept}`);
  else tellAway(`The server does not answer. ${kept} Trying again every few seconds.`);
}

function back(page) {
  one("#away").hidden = true;
  page.say("The server answers again");
  if (!page.evidence.evidence) page.evidence.show();
}

function tellAway(words) {
  const away = one("#away");
  away.hidden = false;
  if (away.textContent !== words) away.textContent = words; // told once
}

try {
  await start(await server.review());
} catch (error) {
  one("#reviewed").textContent = "";
  tellAway(`${refusal(error)} Start the review again: briefing review`);
  if (error.status === undefined) throw error;
}
