/** The page of the search, `/search/?q=…`: the same worker, more room. Begins anew each time the page is opened. */

import { read, written } from "./address.mjs";
import { asking } from "./asking.mjs";
import { chips, element, help, replace, row, SEARCHING, summary } from "./results.mjs";

/** @typedef {import("./engine.mjs").Result} Result */
/** @typedef {import("./facets.mjs").Choice} Choice */
/** @typedef {import("./facets.mjs").Filters} Filters */

const ROWS = 20;
const TITLES = /** @type {Record<string, string>} */ ({
  level: "Level",
  demo: "Proof",
  kind: "Kind",
  company: "Company",
  topic: "Topic",
});

/** @type {Worker | undefined} */
let worker;

/** @param {HTMLFormElement} finder */
function begin(finder) {
  const place = /** @type {HTMLElement} */ (finder.parentElement);
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (place.querySelector(selector));
  const input = /** @type {HTMLInputElement} */ (part("#finder-query"));
  const [meta, choices, failure] = [part(".finder__meta"), part(".finder__choices"), part(".found__failed")];
  const [helping, list, next] = [part(".found__help"), part(".finder__list"), part(".finder__next")];
  const propose = finder.dataset.propose ?? "";
  const hint = meta.textContent ?? "";
  let { query, filters } = read(finder.dataset.asked ?? location.search);
  let limit = ROWS;

  worker?.terminate();
  worker = new Worker(new URL("worker.js", import.meta.url));
  const questions = asking(worker, { answered: show, failed: () => show(undefined) });

  function again() {
    const address = written(input.value.trim(), filters);
    history.replaceState(history.state, "", address ? `?${address}` : location.pathname);
    questions.ask(input.value, filters, limit);
    if (address && questions.waiting && !list.querySelector("li")) meta.textContent = SEARCHING;
  }

  /** @param {Result | undefined} result */
  function show(result) {
    const said = input.value.trim();
    failure.hidden = Boolean(result);
    meta.textContent = result ? summary(result, said) || hint : "";
    replace(choices, groups(result?.choices ?? []));
    helping.replaceChildren(...(result && said && !result.total ? help(result, said, propose) : []));
    list.replaceChildren(element("ol", {}, ...(result?.items ?? []).map(([item]) => row(item))));
    next.hidden = !result || result.total <= limit;
  }

  /** @param {Choice[]} given */
  function groups(given) {
    return Object.entries(TITLES).flatMap(([facet, title]) => {
      const mine = given.filter((choice) => choice.facet === facet);
      if (!mine.length) return [];
      return [element("div", { class: "chips", role: "group", "aria-label": title }, ...chips(mine, filters, choose))];
    });
  }

  /** @param {Filters} chosen */
  function choose(chosen) {
    filters = chosen;
    limit = ROWS;
    again();
  }

  finder.addEventListener("submit", (event) => {
    event.preventDefault();
    again();
  });
  input.addEventListener("input", () => {
    limit = ROWS;
    again();
  });
  next.addEventListener("click", () => {
    limit += ROWS;
    again();
  });
  input.value = query;
  again();
}

// The theme's: now, and after each page it exchanges without a load.
/** @type {any} */ (window).document$.subscribe(() => {
  const finder = /** @type {HTMLFormElement | null} */ (document.querySelector(".finder"));
  if (finder) begin(finder);
});
