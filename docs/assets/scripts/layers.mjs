/** "Expand all" / "Collapse all" for the layers of a question. The choice applies to all questions. */
const STORAGE_KEY = "layers-open";

class ExpandAll extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.setAll(!this.allOpen()));
    for (const layer of this.layers()) layer.addEventListener("toggle", () => this.updateLabel());
    if (isStored()) this.setAll(true);
    this.updateLabel();
  }

  layers() {
    return [...this.closest("article").querySelectorAll("details.answer")];
  }

  allOpen() {
    return this.layers().every((layer) => layer.open);
  }

  setAll(open) {
    for (const layer of this.layers()) layer.open = open;
    store(open);
    this.updateLabel();
  }

  updateLabel() {
    this.button.textContent = this.allOpen() ? "Collapse all" : "Expand all";
  }
}

/** Storage may be blocked; then the choice applies to this page only. */
function isStored() {
  try {
    return localStorage.getItem(STORAGE_KEY) === "yes";
  } catch {
    return false;
  }
}

function store(open) {
  try {
    if (open) localStorage.setItem(STORAGE_KEY, "yes");
    else localStorage.removeItem(STORAGE_KEY);
  } catch {
    // The page works without it.
  }
}

customElements.define("expand-all", ExpandAll);
