/** The button that opens every layer of a question and closes them again. The choice holds for the questions that follow. */
const KEPT = "layers-open";

class OpenLayers extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.choose(!this.all()));
    for (const layer of this.layers()) layer.addEventListener("toggle", () => this.say());
    if (recall()) this.choose(true);
    this.say();
  }

  layers() {
    return [...this.closest("article").querySelectorAll("details.answer")];
  }

  all() {
    return this.layers().every((layer) => layer.open);
  }

  choose(open) {
    for (const layer of this.layers()) layer.open = open;
    remember(open);
    this.say();
  }

  say() {
    this.button.textContent = this.all() ? "Close all layers" : "Open all layers";
  }
}

/** Storage may be forbidden; then the choice holds for this page only. */
function recall() {
  try {
    return localStorage.getItem(KEPT) === "yes";
  } catch {
    return false;
  }
}

function remember(open) {
  try {
    if (open) localStorage.setItem(KEPT, "yes");
    else localStorage.removeItem(KEPT);
  } catch {
    // The page works without it.
  }
}

customElements.define("open-layers", OpenLayers);
