// What stands behind a sentence besides the articles' words: who said it and through whom, the checks, the verdict
// taken apart, differing accounts, and what was decided before.

import { did, stateAfter } from "./actions.js";
import { facts, h, quotationButton, several, sign, text } from "./dom.js";
import { day, moment } from "./plain.js";

export function titled(heading, ...content) {
  return h("section", { class: "behind" }, h("h3", {}, heading), content);
}

// The claims of one article that the sentence rests on: what it says, its way to the page, how credible it is, when.
export function told(claims) {
  return claims.length > 0 && h("ul", { class: "told" }, claims.map(claim));
}

function claim({ chain, how, grade, why, day, basis, evidence, statement, against }) {
  const known = evidence && [": “", text(evidence), "”"];
  return h(
    "li",
    {},
    h("p", {}, against && h("b", { class: "against" }, "Speaks against it: "), text(statement)),
    facts(
      h("span", {}, h("b", {}, text(chain.join(" → "))), how && [" (", text(how), ")"]),
      h("span", {}, "grade ", text(grade), why && [": ", text(why)]),
      h("span", {}, text(day), basis !== "unknown" && [" (", text(basis), known, ")"]),
    ),
  );
}

export function checks(found) {
  const failed = found.filter((check) => !check.passed);
  const passed = found.filter((check) => check.passed);
  const reasoned = passed.filter((check) => check.reason);
  return titled(
    failed.length ? `${several(failed.length, "check")} failed` : "Checks",
    failed.length > 0 && h("ul", { class: "failed" }, failed.map(finding)),
    reasoned.length > 0 && h("ul", {}, reasoned.map(finding)),
    passed.length > 0 && h("p", { class: "soft" }, h("b", {}, `${passed.length} passed: `), text(names(passed))),
    !found.length && h("p", { class: "soft" }, "No check ran on it."),
  );
}

const names = (found) => found.map((each) => each.check).join(", ");

function finding({ check, passed, reason }) {
  const name = h("b", {}, passed ? "Passed: " : "Failed: ", text(check));
  return h("li", { class: passed ? "" : "fault" }, name, reason && [" — ", text(reason)]);
}

export function verdict({ outcome, by, reason, parts }, show) {
  const list = parts.length > 0 && h("ul", { class: "parts" }, parts.map((part) => apart(part, show)));
  const said = h("p", {}, h("b", {}, capital(outcome)), by && [" (", text(by), ")"], reason && [": ", text(reason)]);
  return titled("Verdict", said, list);
}

function apart({ says, finding, citations }, show) {
  const marks = citations.map((number) => [" ", quotationButton(number, show)]);
  const found = h("b", { class: finding === "held" ? "" : "against" }, finding);
  return h("li", {}, found, h("span", {}, text(says), marks));
}

export function conflicts(found) {
  return found.length > 0 && titled("Differing accounts", found.map(conflict));
}

const conflict = ({ kind, about, sides }) => [
  h("p", {}, h("b", {}, text(about)), " ", h("span", { class: "soft" }, text(kind))),
  h("ul", { class: "sides" }, sides.map(side)),
];

function side({ value, attribution, statement }) {
  const said = statement && statement !== value && h("p", {}, text(statement));
  return h("li", {}, h("p", {}, h("b", {}, text(value))), said, h("p", { class: "soft" }, text(attribution)));
}

export function history(decisions) {
  const rows = decisions.map((each) => h("li", {}, taken(each)));
  return rows.length > 0 && titled("Decided so far", h("ol", { class: "history" }, rows));
}

// One decision: what, who, when, why, and the wording it gave.
export function taken(decision) {
  const when = h("span", { class: "soft" }, ` · ${moment(decision.made)} · edition of ${day(decision.as_of)}`);
  return [
    h("p", {}, sign(stateAfter(decision)), " ", h("b", {}, text(decision.reviewer)), ` ${did(decision)} it`, when),
    decision.reason && h("p", {}, "“", text(decision.reason), "”"),
    decision.new_text && h("p", { class: "quoted-text" }, text(decision.new_text)),
  ];
}

// A decision on a sentence like this one, of an earlier wording or edition: both texts stand side by side.
export function hint(old, line) {
  if (!old) return null;
  return h(
    "section",
    { class: "hint" },
    h("h3", {}, "Decided before on a sentence like it"),
    taken({ ...old, new_text: "" }),
    h(
      "div",
      { class: "old-new" },
      h("div", {}, under("Then", old.text), old.new_text && under("Reworded then", old.new_text)),
      h("div", {}, under("Now", line.text)),
    ),
  );
}

const under = (heading, words) => [h("h4", {}, heading), h("p", {}, text(words))];

const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
