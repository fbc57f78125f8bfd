/** Replays: step through the moments by button, arrow key or tap, and predict the values before they're shown. */
const LATER = "replay__moment--later";
const SHOWN = "replay__moment--shown";
const PREDICTING = "demo--predicting";
const RESULT = ".replay__value, .replay__output, .replay__wait";

class ReplaySteps extends HTMLElement {
  connectedCallback() {
    if (this.rows) return;
    this.table = this.querySelector("table");
    this.rows = [...this.table.tBodies[0].rows];
    this.status = this.querySelector("[role=status]");
    this.querySelector(".replay__tools").hidden = false;
    this.count = this.rows.length;
    this.addEventListener("click", (event) => this.onClick(event));
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.update();
  }

  button(name) {
    return this.querySelector(`[data-step=${name}]`);
  }

  onClick({ target }) {
    const name = target.closest("[data-step]")?.dataset.step;
    if (name === "predict") this.predict(!this.closest("figure").classList.contains(PREDICTING));
    else if (name === "reveal") this.reveal(target.closest("tr"));
    else if (name === "all") this.showAll();
    else if (name) this.step(name === "next" ? 1 : -1);
    else if (this.started && target.closest("tbody") && !getSelection().toString()) this.tap();
  }

  tap() {
    this.step(1);
    this.button("next").focus({ preventScroll: true }); // so that arrow keys go on from here
  }

  onKey(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || event.target.matches("pre") || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.step(by);
  }

  /** The first step hides all but the first moment; one after the last shows the run in full. */
  step(by) {
    if (!this.started) {
      this.started = true;
      this.count = 1;
    } else {
      this.count = Math.min(Math.max(this.count + by, 1), this.rows.length);
    }
    this.update();
  }

  showAll() {
    this.started = false;
    this.count = this.rows.length;
    this.update();
    this.button("next").focus();
  }

  predict(on) {
    this.closest("figure").classList.toggle(PREDICTING, on);
    this.button("predict").setAttribute("aria-pressed", String(on));
    for (const [index, row] of this.rows.entries()) {
      row.classList.remove(SHOWN);
      row.querySelector(".replay__reveal")?.remove();
      if (on && row.querySelector(RESULT)) row.cells[2].append(revealButton(index + 1));
    }
  }

  reveal(row) {
    row.classList.add(SHOWN);
    row.querySelector(".replay__reveal").remove();
    const shown = row.querySelector(RESULT);
    shown.tabIndex = -1;
    shown.focus();
    if (!this.querySelector(".replay__reveal")) this.predict(false);
  }

  update() {
    for (const [index, row] of this.rows.entries()) row.classList.toggle(LATER, index >= this.count);
    this.button("next").textContent = this.started ? "Next" : "Step through";
    this.button("next").disabled = this.started && this.count === this.rows.length;
    this.button("back").hidden = !this.started;
    this.button("back").disabled = this.count === 1;
    this.button("all").hidden = !this.started;
    this.status.textContent = this.started ? `${this.count} of ${this.rows.length}` : "";
  }
}

function revealButton(number) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "replay__reveal";
  button.dataset.step = "reveal";
  button.textContent = "?";
  button.setAttribute("aria-label", `Show the result of step ${number}`);
  return button;
}

customElements.define("replay-steps", ReplaySteps);
