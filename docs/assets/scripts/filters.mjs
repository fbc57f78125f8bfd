/** Narrows the questions of a page by level, kind, round, company, program and how often they are asked. */

/** Whether a question of the index fits one chosen value. */
const FITS = {
  level: (question, value) => question.level === value,
  kind: (question, value) => question.kind === value,
  round: (question, value) => question.rounds.includes(value),
  company: (question, value) => question.companies.includes(value),
  demo: (question) => question.programs > 0,
  asked: (question, value) => question.asked === value,
};

class QuestionFilters extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.said = this.querySelector("output");
    this.clear = this.querySelector("button");
    this.items = itemsOf(this.closest("article"));
    this.hidden = !this.items.length;
    for (const [name, value] of new URLSearchParams(location.search)) this.set(name, value);
    this.form.addEventListener("change", () => this.narrow());
    this.form.addEventListener("reset", () => setTimeout(() => this.whole())); // the fields are reset after the event
    this.form.addEventListener("submit", (event) => event.preventDefault());
    if (this.chosen().length) this.narrow();
  }

  /** Choose a value from the address; one that the form does not offer is passed over. */
  set(name, value) {
    const field = FITS[name] && this.form.elements.namedItem(name);
    if (!field) return;
    if (field.type === "checkbox") field.checked = field.value === value;
    else if ([...field.options].some((option) => option.value === value)) field.value = value;
  }

  chosen() {
    return [...new FormData(this.form)].filter(([, value]) => value);
  }

  /** The button that was pressed goes; who used the keyboard is still in the form. */
  whole() {
    this.form.elements[0].focus();
    this.narrow();
  }

  async narrow() {
    const chosen = this.chosen();
    this.clear.hidden = !chosen.length;
    const address = new URL(location.href);
    for (const name of Object.keys(FITS)) address.searchParams.delete(name);
    for (const [name, value] of chosen) address.searchParams.set(name, value);
    history.replaceState(history.state, "", address);
    try {
      this.index ??= await indexAt(new URL(this.getAttribute("src"), document.baseURI));
    } catch {
      this.said.textContent = "The list of questions could not be loaded, so it stands whole.";
      return;
    }
    const fits = ({ slug }) => {
      const question = this.index.get(slug);
      return question && chosen.every(([name, value]) => FITS[name](question, value));
    };
    let left = 0;
    for (const item of this.items) {
      const shown = !chosen.length || fits(item);
      for (const part of item.parts) part.hidden = !shown;
      left += shown;
    }
    for (const list of this.closest("article").querySelectorAll(".rows")) hideEmpty(list);
    this.said.textContent = chosen.length ? `${left} of ${this.items.length} questions` : "";
  }
}

/** What stands for each question of a page: a row of a list, or a heading with the entry below it. */
function itemsOf(article) {
  const rows = [...article.querySelectorAll(".row")].map((row) => ({ slug: slugOf(row.querySelector("a")), parts: [row] }));
  const entries = [...article.querySelectorAll("h2 + .entry")].map((entry) => ({
    slug: entry.previousElementSibling.id,
    parts: [entry.previousElementSibling, entry],
  }));
  return [...entries, ...rows];
}

function slugOf(link) {
  return link.pathname.split("/").at(-2);
}

/** A list without a row left goes, and the heading above it with it. */
function hideEmpty(list) {
  const empty = !list.querySelector(".row:not([hidden])");
  list.hidden = empty;
  const above = list.closest(".layer")?.previousElementSibling ?? list.previousElementSibling;
  if (above?.matches("h2")) above.hidden = empty;
}

async function indexAt(address) {
  const answer = await fetch(address);
  const { questions } = await answer.json();
  return new Map(questions.map((question) => [question.id, question]));
}

customElements.define("question-filters", QuestionFilters);
