/** Filters the question lists of a page by level, type, round, company, code and how common a question is. */

/** Whether a question of the index matches one filter value. */
const MATCHERS = {
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
    this.status = this.querySelector("output");
    this.clearButton = this.querySelector("button");
    this.items = findItems(this.closest("article"));
    this.hidden = !this.items.length;
    for (const [name, value] of new URLSearchParams(location.search)) this.setField(name, value);
    this.form.addEventListener("change", () => this.apply());
    this.form.addEventListener("reset", () => setTimeout(() => this.onReset())); // fields are reset after the event
    this.form.addEventListener("submit", (event) => event.preventDefault());
    if (this.selected().length) this.apply();
  }

  /** Select a value from the URL; unknown names and values are ignored. */
  setField(name, value) {
    const field = MATCHERS[name] && this.form.elements.namedItem(name);
    if (!field) return;
    if (field.type === "checkbox") field.checked = field.value === value;
    else if ([...field.options].some((option) => option.value === value)) field.value = value;
  }

  /** Name and value of every filter that is set. */
  selected() {
    return [...new FormData(this.form)].filter(([, value]) => value);
  }

  /** The Clear button disappears, so move the focus to the form. */
  onReset() {
    this.form.elements[0].focus();
    this.apply();
  }

  async apply() {
    const selected = this.selected();
    this.clearButton.hidden = !selected.length;
    const url = new URL(location.href);
    for (const name of Object.keys(MATCHERS)) url.searchParams.delete(name);
    for (const [name, value] of selected) url.searchParams.set(name, value);
    history.replaceState(history.state, "", url);
    let index;
    try {
      // All calls wait for the same index, so they finish in order.
      this.index ??= fetchIndex(new URL(this.getAttribute("src"), document.baseURI));
      index = await this.index;
    } catch {
      this.index = undefined;
      this.status.textContent = "Couldn't load the filters, so here's the full list.";
      return;
    }
    const matches = ({ slug }) => {
      const question = index.get(slug);
      return question && selected.every(([name, value]) => MATCHERS[name](question, value));
    };
    let count = 0;
    for (const item of this.items) {
      const visible = !selected.length || matches(item);
      for (const part of item.parts) part.hidden = !visible;
      count += visible;
    }
    for (const list of this.closest("article").querySelectorAll(".rows")) hideIfEmpty(list);
    this.status.textContent = selected.length ? countText(count) : "";
  }
}

function countText(count) {
  if (!count) return "No matching questions.";
  return count === 1 ? "1 question" : `${count} questions`;
}

/** The elements of each question on a page: a row of a list, or a heading with the entry below it. */
function findItems(article) {
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

/** Hide a list without visible rows, and the heading above it. */
function hideIfEmpty(list) {
  const empty = !list.querySelector(".row:not([hidden])");
  list.hidden = empty;
  const above = list.closest(".layer")?.previousElementSibling ?? list.previousElementSibling;
  if (above?.matches("h2")) above.hidden = empty;
}

async function fetchIndex(url) {
  const response = await fetch(url);
  const { questions } = await response.json();
  return new Map(questions.map((question) => [question.id, question]));
}

customElements.define("question-filters", QuestionFilters);
