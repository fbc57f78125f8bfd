/**
 * Filters the question lists of a page by level, type, round, company, code and how common a question is. The URL keeps
 * the choices, and whether the open questions are shown.
 */

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
    const article = this.closest("article");
    this.rows = [...article.querySelectorAll(".row")];
    this.lists = [...article.querySelectorAll(":scope > .rows")];
    this.open = article.querySelector(".open-questions");
    const chosen = new URLSearchParams(location.search);
    for (const [name, value] of chosen) this.setField(name, value);
    if (this.open) {
      if (chosen.get("open") === "yes") this.open.open = true;
      this.open.addEventListener("toggle", () => this.keep(this.selected()));
    }
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

  /** Put the choices into the URL. */
  keep(selected) {
    const url = new URL(location.href);
    for (const name of [...Object.keys(MATCHERS), "open"]) url.searchParams.delete(name);
    for (const [name, value] of selected) url.searchParams.set(name, value);
    if (this.open?.open) url.searchParams.set("open", "yes");
    history.replaceState(history.state, "", url);
  }

  async apply() {
    const selected = this.selected();
    this.clearButton.hidden = !selected.length;
    this.keep(selected);
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
    for (const row of this.rows) row.hidden = selected.length > 0 && !matches({ slug: slugOf(row) });
    for (const list of this.lists) hideIfEmpty(list);
    const answered = this.lists.reduce((count, list) => count + countShown(list), 0);
    this.status.textContent = selected.length ? countText(answered) : "";
    if (this.open) {
      const open = countShown(this.open);
      this.open.hidden = !open;
      this.open.querySelector("summary > span").textContent = countText(open);
    }
  }
}

function countShown(list) {
  return list.querySelectorAll(".row:not([hidden])").length;
}

function countText(count) {
  if (!count) return "No matching answers.";
  return count === 1 ? "1 question" : `${count} questions`;
}

function slugOf(row) {
  return row.querySelector("a").pathname.split("/").at(-2);
}

/** Hide a list without visible rows, and the heading above it. */
function hideIfEmpty(list) {
  list.hidden = !countShown(list);
  let above = list.previousElementSibling;
  if (above?.matches(".legend")) above = above.previousElementSibling;
  if (above?.matches("h2")) above.hidden = list.hidden;
}

async function fetchIndex(url) {
  const response = await fetch(url);
  const { questions } = await response.json();
  return new Map(questions.map((question) => [question.id, question]));
}

customElements.define("question-filters", QuestionFilters);
