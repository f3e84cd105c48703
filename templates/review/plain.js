// Text from outside made harmless to look at, and places in it counted in code points, as the server counts them.

// Controls, bidirectional controls, characters without width, tags: each is shown by one visible character, so that
// the places of all others stay the same. Marks that Arabic and Persian need (200C–200F, 061C) stay.
const HIDDEN = /[\0-\x08\x0E-\x1F\x7F-\x9F\u200B\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}]/gu;
const SPACES = /[\r\v\f\u2028\u2029]/g;

export function harmless(words) {
  return String(words).replace(SPACES, " ").replace(HIDDEN, picture);
}

function picture(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : "\ufffd";
}

// An article's text, cut by code points.
export class Counted {
  constructor(words) {
    this.points = Array.from(words);
  }

  cut(start, end) {
    return this.points.slice(start, end).join("");
  }

  // A stretch that a hand selected, without half words and spaces at its ends.
  wholeWords(start, end) {
    const spaced = (place) => /\s/u.test(this.points[place]);
    while (start < end && spaced(start)) start += 1;
    while (end > start && spaced(end - 1)) end -= 1;
    while (start < end && this.within(start)) start -= 1;
    while (start < end && this.within(end)) end += 1;
    return { start, end };
  }

  // Does a word go on from the character before this place to the one at it?
  within(place) {
    const letter = (at) => /[\p{L}\p{M}\p{N}]/u.test(this.points[at] ?? "");
    return letter(place - 1) && letter(place);
  }
}

export const length = (words) => Array.from(words).length;

// A day as people write it: a Date in the reader's own zone, or "2018-12-24".
export function day(told) {
  const when = told instanceof Date ? told : new Date(`${told}T12:00`);
  if (Number.isNaN(when.getTime())) return String(told);
  return when.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

// A date and time as people write it, in the reader's own zone.
export function moment(iso) {
  const when = new Date(iso);
  if (Number.isNaN(when.getTime())) return String(iso);
  return `${day(when)}, ${when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
}

// What the server refused, and what to do about it, as sentences.
export function refusal({ message, hint }) {
  return [message, hint].filter(Boolean).map(asSentence).join(" ");
}

const asSentence = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1).replace(/[.]$/, "")}.`;

// A folder as a shell takes it.
export const quoted = (words) => (/^[\w@%+=:,./-]+$/.test(words) ? words : `'${words.replaceAll("'", "'\\''")}'`);
