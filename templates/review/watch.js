// Looks now and then whether another reviewer has decided something, and whether the server is still there.

import * as server from "./server.js";

const EVERY = 5000; // milliseconds
const WHEN_GONE = 2500;

export class Watch {
  constructor(acts) {
    this.acts = acts; // { busy(), take(review), gone(error), back() }
    this.isGone = false;
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
    this.wait();
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), this.isGone ? WHEN_GONE : EVERY);
  }

  async look() {
    if (!document.hidden && !this.acts.busy()) await this.ask();
    this.wait();
  }

  async ask() {
    try {
      const review = await server.review();
      this.reached();
      if (!this.acts.busy()) this.acts.take(review);
    } catch (error) {
      if (error.gone || error.elsewhere) this.lost(error);
    }
  }

  lost(error) {
    this.isGone = true;
    this.acts.gone(error);
    this.wait();
  }

  reached() {
    if (!this.isGone) return;
    this.isGone = false;
    this.acts.back();
  }
}
