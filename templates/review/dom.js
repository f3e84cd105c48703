// Builds every element of the page. Text goes in as text and nowhere else: there is no way to hand markup to it.

import { harmless } from "./plain.js";

const SVG = "http://www.w3.org/2000/svg";

// One stroke each, on a field of 16 by 16.
const STROKES = {
  "not reviewed": "M8 2.5a5.5 5.5 0 1 0 .01 0",
  "asked about": "M5.2 5.6a2.8 2.8 0 1 1 4.2 2.4C8.4 8.6 8 9.1 8 10.2M8 13v.4",
  accepted: "M2.5 8.5l3.8 4L13.5 4",
  edited: "M3 13l.6-2.9L11 2.700l2.300 2.300L5.900 12.400zM9.300 4.400l2.300 2.300",
  rejected: "M3.500 3.500l9 9M12.500 3.500l-9 9",
  restored: "M3 6.500h6.500a3.500 3.500 0 0 1 0 7H7M5.800 3.500L2.800 6.500l3 3",
};

// Text from outside is isolated, so that its direction ends where it ends.
export function text(words) {
  const isolated = document.createElement("bdi");
  isolated.textContent = harmless(words);
  return isolated;
}

// h("p", {class: "state", onclick: act}, "words", element, …): null and false are left out.
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) put(element, key, value);
  element.append(...present(children));
  return element;
}

const ABSENT = new Set([null, false, undefined]);
const present = (children) => children.flat(Infinity).filter((child) => !ABSENT.has(child));

function put(element, key, value) {
  if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
  else if (value === true) element.setAttribute(key, "");
  else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
}

// A sign for a state, always beside its word.
export function sign(state) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "sign");
  path.setAttribute("d", STROKES[state] ?? STROKES["not reviewed"]);
  svg.append(path);
  return svg;
}

export function badge(state) {
  return h("span", { class: `state ${state.replaceAll(" ", "-")}` }, sign(state), state);
}

// For those who hear the page, not for those who see it.
export const unseen = (words) => h("span", { class: "unseen" }, words);

// What is told of a thing in one line, the parts that are there.
export const facts = (...parts) => h("p", { class: "facts" }, present(parts).map((part) => h("span", {}, part)));

// The number of a quotation, which leads to its words.
export function quotationButton(number, show) {
  return button(String(number), () => show(number), { class: "q", "aria-label": `Show quotation ${number}` });
}

export function button(label, onclick, attributes = {}) {
  return h("button", { type: "button", ...attributes, onclick }, label);
}

// A button that waits for an answer keeps the focus, which a disabled one would lose.
export const wait = (pressed, on) => pressed.setAttribute("aria-disabled", String(on));
export const waiting = (pressed) => pressed.getAttribute("aria-disabled") === "true";

export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

export const one = (selector, within = document) => within.querySelector(selector);

export const several = (count, word, words = `${word}s`) => `${count} ${count === 1 ? word : words}`;
