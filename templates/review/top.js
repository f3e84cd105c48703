// What stands above both sides: how far the review is, what to do when it is done, and the search.

import { button, fill, h, one, several, text } from "./dom.js";
import { quoted } from "./plain.js";

export class Top {
  constructor(sitting, acts) {
    Object.assign(this, { sitting, acts, words: one("#words") });
    fill(one("#reviewer"), text(sitting.review.reviewer));
    document.title = `Review: ${sitting.review.edition.topic}, ${sitting.review.edition.as_of}`;
    one("#search").addEventListener("submit", (event) => this.chosen(event));
    this.words.addEventListener("input", () => this.find());
    this.words.addEventListener("keydown", (event) => this.pressed(event));
    this.draw();
  }

  draw() {
    const { counts, waiting, edition } = this.sitting.review;
    const progress = one("#progress");
    progress.max = Math.max(counts.sentences, 1);
    progress.value = counts.reviewed;
    fill(one("#reviewed"), `${counts.reviewed} of ${counts.sentences} reviewed`);
    fill(one("#tally"), tally(counts));
    this.drawNotices(edition, !waiting.length, counts.sentences);
  }

  drawNotices(edition, finished, sentences) {
    const published = one("#published");
    published.hidden = !edition.published;
    fill(published, "This edition is published. What is decided here goes into a correction.");
    const box = one("#finished");
    if (box.hidden === !finished) return;
    box.hidden = !finished;
    fill(box, finished && publishing(edition, sentences));
  }

  find() {
    const searching = Boolean(this.words.value.trim());
    const found = this.acts.filter(this.words.value);
    fill(one("#found"), searching && several(found, "sentence"));
  }

  get searching() {
    return Boolean(this.words.value);
  }

  clear() {
    this.words.value = "";
    this.find();
  }

  chosen(event) {
    event.preventDefault();
    this.words.blur();
    this.acts.selectFirstFound();
  }

  pressed(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.clear();
    this.words.blur();
    this.acts.leaveSearch();
  }
}

function tally({ sentences, reviewed, accepted, edited, rejected, asked, restored }) {
  const said = [
    sentences > reviewed && `${sentences - reviewed} waiting`,
    accepted && `${accepted} accepted`,
    edited && `${edited} edited`,
    rejected && `${rejected} rejected`,
    asked && `${asked} asked about`,
    restored && `${restored} put back`,
  ];
  return said.filter(Boolean).join(" · ");
}

function publishing(edition, sentences) {
  const correct = edition.published ? " --correct 'WHAT WAS WRONG'" : "";
  const command = `briefing publish ${quoted(edition.folder)}${correct}`;
  const code = h("code", { tabindex: "0" }, command);
  const copied = h("span", { role: "status" });
  const told = h("p", {}, h("b", {}, `All ${sentences} sentences are reviewed.`), " Publish with:");
  return [told, code, button("Copy", () => copy(command, code, copied), { class: "plain" }), copied];
}

async function copy(words, shown, told) {
  try {
    await navigator.clipboard.writeText(words);
    told.textContent = "Copied";
  } catch {
    document.getSelection().selectAllChildren(shown);
    told.textContent = "Selected: copy it with the keyboard";
  }
}
