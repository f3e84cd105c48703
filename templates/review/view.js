// The address keeps the selected sentence; on a narrow screen one side is shown at a time, and Back leads to the brief.

export class View {
  constructor(acts) {
    this.acts = acts; // { select(id), current() }
    this.narrow = matchMedia("(max-width: 60rem)");
    addEventListener("popstate", () => this.arrived());
  }

  get wanted() {
    return decodeURIComponent(location.hash.slice(1));
  }

  start() {
    this.show(history.state?.view ?? (this.wanted ? "sentence" : "brief"));
  }

  // Back to the brief leaves the sentence selected that was looked at last; an address typed by hand selects its own.
  arrived() {
    const { view } = history.state ?? {};
    if (view) this.show(view);
    if (view === "brief") this.selected(this.acts.current());
    else this.acts.select(this.wanted);
  }

  selected(id) {
    const state = { view: document.body.dataset.view, pushed: history.state?.pushed };
    history.replaceState(state, "", `#${encodeURIComponent(id)}`);
  }

  open(id) {
    if (!this.narrow.matches || document.body.dataset.view === "sentence") return;
    history.pushState({ view: "sentence", pushed: true }, "", `#${encodeURIComponent(id)}`);
    this.show("sentence");
    document.querySelector("#sentence").focus({ preventScroll: true });
  }

  back() {
    const { pushed } = history.state ?? {};
    this.show("brief");
    if (pushed) history.back();
  }

  show(view) {
    document.body.dataset.view = view;
  }
}
