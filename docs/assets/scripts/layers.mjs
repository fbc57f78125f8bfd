/** "Expand all" / "Collapse all" for the layers of a question. The choice applies to all questions. */
const STORAGE_KEY = "layers-open";

class ExpandAll extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.setAll(!this.allOpen()));
    for (const layer of this.layers()) layer.addEventListener("toggle", () => this.updateLabel());
    if (__md_get(STORAGE_KEY) === true) this.setAll(true);
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
    __md_set(STORAGE_KEY, open);
    this.updateLabel();
  }

  updateLabel() {
    this.button.textContent = this.allOpen() ? "Collapse all" : "Expand all";
  }
}

customElements.define("expand-all", ExpandAll);
