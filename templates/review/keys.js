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
