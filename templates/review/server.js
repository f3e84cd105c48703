// Every request to the server. An answer that is not what was asked for comes out as a Refusal.

export class Refusal extends Error {
  constructor(status, told) {
    super(told.error || `the server answered ${status}`);
    this.status = status; // 0: it did not answer
    this.hint = told.hint || "";
    this.review = told.review || null;
  }

  get conflict() {
    return this.status === 409;
  }

  get gone() {
    return this.status === 0;
  }

  // The server was started anew: it has another address now.
  get elsewhere() {
    return this.status === 403;
  }
}

const articles = new Map();
const ahead = new Map(); // id of a sentence -> what was asked of it before anything was drawn

export const review = () => request("review.json");
export const decide = (decision) => request("decisions", decision);
export const acceptSection = (section, last) => request("sections", { section, last });
export const cite = (words) => request("citations", words);

export function sentence(id) {
  const asked = ahead.get(id) ?? request(`sentences/${encodeURIComponent(id)}.json`);
  ahead.delete(id);
  return asked;
}

// Asks for a sentence that is shown first and for the article that it cites first, so that one drawing shows it all.
export async function askAhead(id) {
  const asked = sentence(id);
  ahead.set(id, asked);
  try {
    const { articles: [first] } = await asked;
    if (first) await article(first.id);
  } catch {
    // It is told where the sentence is shown.
  }
}

// The stored text of an article never changes, so it is asked for once.
export function article(id) {
  if (!articles.has(id)) {
    const asked = request(`articles/${encodeURIComponent(id)}.json`);
    asked.catch(() => articles.delete(id));
    articles.set(id, asked);
  }
  return articles.get(id);
}

async function request(address, body) {
  const answer = await reached(address, body && posted(body));
  const told = await answer.json().catch(() => null);
  if (answer.ok && !told) throw new Refusal(0, { error: "The server's answer broke off" });
  if (!answer.ok) throw new Refusal(answer.status, told ?? {});
  return told;
}

const posted = (body) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

async function reached(address, options) {
  try {
    return await fetch(address, options);
  } catch {
    throw new Refusal(0, { error: "The server does not answer" });
  }
}
