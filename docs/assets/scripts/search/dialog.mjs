/** The theme's dialog with our results in it. The theme opens and closes it, and moves through the rows. */

import { written } from "./address.mjs";
import { asking } from "./asking.mjs";
import { few } from "./few.mjs";
import { chips, element, help, replace, row, SEARCHING, SITE, summary } from "./results.mjs";

/** @typedef {import("./engine.mjs").Result} Result */
/** @typedef {import("./facets.mjs").Filters} Filters */

const READY = 1;
const ROWS = 10;

/**
 * @param {HTMLElement} dialog
 * @param {EventTarget} theme what the theme takes for the worker
 * @param {Worker} worker
 * @param {boolean} entered whether Enter was pressed before this could hear it
 */
export function begin(dialog, theme, worker, entered) {
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (dialog.querySelector(selector));
  const input = /** @type {HTMLInputElement} */ (part("[data-md-component=search-query]"));
  const [meta, choices, failure] = [part(".md-search-result__meta"), part(".found__choices"), part(".found__failed")];
  const [helping, list] = [part(".found__help"), part(".md-search-result__list")];
  const propose = dialog.dataset.propose ?? "";
  const hint = meta.textContent ?? "";
  /** @type {Filters} */
  let filters = {};

  const questions = asking(worker, { answered, failed: () => show({ failed: true }) });

  function again() {
    questions.ask(input.value, filters, ROWS);
    if (questions.waiting && input.value.trim() && !list.childElementCount) meta.textContent = SEARCHING;
  }

  /** @param {Result} result */
  function answered(result) {
    show({ result });
    if (entered) follow();
  }

  /** @param {{ result?: Result, failed?: boolean }} state */
  function show({ result, failed = false }) {
    const query = input.value.trim();
    const nothing = result && query && !result.total;
    failure.hidden = !failed;
    meta.textContent = (result && summary(result, query)) || (failed ? "" : hint);
    replace(choices, chips(few(result?.choices ?? []), filters, choose));
    helping.replaceChildren(...(nothing ? help(result, query, propose) : []));
    list.replaceChildren(...(result?.items ?? []).map(([item]) => row(item)), ...more(result, query));
  }

  /**
   * @param {Result | undefined} result
   * @param {string} query
   */
  function more(result, query) {
    if (!result || result.total <= ROWS) return [];
    const address = new URL("search/", SITE);
    address.search = written(query, filters);
    const words = `Show all ${result.total.toLocaleString("en")}`;
    return [element("li", { class: "found__more" }, element("a", { href: address.href }, words))];
  }

  /** @param {Filters} chosen */
  function choose(chosen) {
    filters = chosen;
    again();
  }

  function follow() {
    entered = false;
    const first = list.querySelector("a");
    if (!first) return;
    first.click();
    input.blur(); // the page may be exchanged without a load, and then "/" must open the dialog again
  }

  theme.addEventListener("asked", again);
  input.addEventListener("input", () => {
    entered = false;
    again();
  });
  dialog.addEventListener("reset", () =>
    setTimeout(() => {
      filters = {};
      again();
    }),
  );
  dialog.addEventListener("keydown", keys);
  dialog.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !dialog.contains(relatedTarget)) close();
  });

  /** @param {KeyboardEvent} event */
  function keys(event) {
    const typing = event.target === input;
    if (typing && event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      again();
      entered = questions.waiting;
      if (!entered) follow();
    } else if (event.key === "Tab" || (!typing && [" ", "Enter"].includes(event.key))) {
      event.stopPropagation();
    }
  }

  theme.dispatchEvent(new MessageEvent("message", { data: { type: READY } }));
  again();
}

function close() {
  const toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
  if (toggle.checked) toggle.click();
}
