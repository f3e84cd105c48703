// Starts the page: the review is loaded, both sides are drawn, keys begin.

import { one } from "./dom.js";
import { Keys } from "./keys.js";
import { Page } from "./page.js";
import { refusal } from "./plain.js";
import * as server from "./server.js";
import { Sitting } from "./sitting.js";

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
