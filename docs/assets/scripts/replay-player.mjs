/** Plays a replay: once by itself where motion is welcome, as soon as it's in view; then by its button. */
const PAUSE = 1500;

class ReplayPlayer extends HTMLElement {
  connectedCallback() {
    this.steps = this.querySelector("replay-steps");
    this.status = this.querySelector("[role=status]");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "replay__play";
    this.querySelector(".replay__tools").prepend(this.button);
    this.show("Play");
    this.button.addEventListener("click", () => (this.timer ? this.pause() : this.play()));
    for (const type of ["click", "keydown"]) {
      this.addEventListener(type, ({ target }) => {
        if (this.timer && target.closest("replay-steps") && target !== this.button) this.pause();
      }, { capture: true });
    }
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.observer = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      this.observer.disconnect();
      if (!this.steps.started) this.play();
    }, { threshold: 0.6 });
    this.observer.observe(this.steps);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    this.observer?.disconnect();
    this.button.remove();
  }

  /** From the first moment if all are shown, else from where it was. */
  play() {
    if (this.atEnd()) this.steps.started = false;
    this.status.setAttribute("aria-live", "off"); // a reader who can't see it isn't told each moment
    this.timer = setInterval(() => this.next(), PAUSE);
    this.show("Pause");
    this.next();
  }

  next() {
    this.steps.step(1);
    if (this.atEnd()) this.pause();
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.status.removeAttribute("aria-live");
    this.show(this.atEnd() ? "Again" : "Play");
  }

  atEnd() {
    return this.steps.started && this.steps.count === this.steps.rows.length;
  }

  show(label) {
    this.button.textContent = label;
  }
}

customElements.define("replay-player", ReplayPlayer);
