/** A countdown for rehearsing an answer. Shows the time left, and says when it's up. */
class AnswerTimer extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.label = this.button.textContent;
    this.button.hidden = false;
    this.button.addEventListener("click", () => (this.interval ? this.stop(this.label) : this.start()));
  }

  disconnectedCallback() {
    clearInterval(this.interval);
  }

  start() {
    this.end = Date.now() + Number(this.button.dataset.minutes) * 60_000;
    this.interval = setInterval(() => this.tick(), 1000);
    this.button.setAttribute("aria-label", "Stop the timer");
    this.tick();
  }

  tick() {
    const seconds = Math.max(0, Math.ceil((this.end - Date.now()) / 1000));
    if (seconds) this.button.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} left`;
    else this.stop("Time’s up · start again");
  }

  stop(label) {
    clearInterval(this.interval);
    this.interval = null;
    this.button.removeAttribute("aria-label");
    this.button.textContent = label;
  }
}

customElements.define("answer-timer", AnswerTimer);
