/** The search page, `/search/?q=…`: the dialog's worker with more room. Runs on every visit, also with instant navigation. */

import { rememberSearch } from "./recent.mjs";
import { chips, definition, element, help, listed, loadStyles, offers, replaceChildren, row, SEARCHING, summary } from "./results.mjs";
import { createSearchClient } from "./search-client.mjs";
import { fromSearchParams, toSearchParams } from "./url-state.mjs";

/** @typedef {import("./engine.mjs").Result} Result */
/** @typedef {import("./facets.mjs").Choice} Choice */
/** @typedef {import("./facets.mjs").Filters} Filters */

const PAGE_SIZE = 20;
const FACET_LABELS = /** @type {Record<string, string>} */ ({
  level: "Level",
  demo: "Code",
  kind: "Type",
  company: "Company",
  topic: "Topic",
});

/** @type {Worker | undefined} */
let worker;

/** @param {HTMLFormElement} form */
function initPage(form) {
  loadStyles();
  const article = /** @type {HTMLElement} */ (form.parentElement);
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (article.querySelector(selector));
  const input = /** @type {HTMLInputElement} */ (find("#search-page-query"));
  const [status, choices, failure] = [find(".search-page__status"), find(".search-page__filters"), find(".search-failed")];
  const [helpBox, list, more] = [find(".search-help"), find(".search-page__list"), find(".search-page__more")];
  const above = find(".search-above");
  const proposeUrl = form.dataset.propose ?? "";
  const hint = status.textContent ?? "";
  let { query, filters } = fromSearchParams(form.dataset.initialSearch ?? location.search);
  let limit = PAGE_SIZE;

  worker?.terminate();
  worker = new Worker(new URL("worker.js", import.meta.url));
  const client = createSearchClient(worker, { onResult: render, onError: () => render(undefined) });

  function update() {
    const params = toSearchParams(input.value.trim(), filters);
    history.replaceState(history.state, "", params ? `?${params}` : location.pathname);
    client.search(input.value, filters, limit);
    if (params && client.pending && !list.querySelector("li")) status.textContent = SEARCHING;
  }

  /** @param {Result | undefined} result */
  function render(result) {
    const text = input.value.trim();
    failure.hidden = Boolean(result);
    status.textContent = result ? summary(result, text) || hint : "";
    replaceChildren(choices, filterGroups(result?.choices ?? []));
    helpBox.replaceChildren(...(result && text && !result.total ? help(result, text, proposeUrl) : []));
    above.replaceChildren(...definition(result), ...offers((!text && result?.popular) || [], choose));
    list.replaceChildren(element("ol", {}, ...listed(result).map(row)));
    more.hidden = !result || result.total <= limit;
  }

  /** @param {Choice[]} all */
  function filterGroups(all) {
    return Object.entries(FACET_LABELS).flatMap(([facet, label]) => {
      const ofFacet = all.filter((choice) => choice.facet === facet);
      if (!ofFacet.length) return [];
      return [element("div", { class: "chips", role: "group", "aria-label": label }, ...chips(ofFacet, filters, setFilters))];
    });
  }

  /** @param {string} query */
  function choose(query) {
    input.value = query;
    input.focus();
    update();
  }

  /** @param {Filters} chosen */
  function setFilters(chosen) {
    filters = chosen;
    limit = PAGE_SIZE;
    update();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update();
  });
  input.addEventListener("input", () => {
    limit = PAGE_SIZE;
    update();
  });
  list.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a")) rememberSearch(input.value);
  });
  more.addEventListener("click", () => {
    limit += PAGE_SIZE;
    update();
  });
  input.value = query;
  update();
}

// document$ emits now, and after each page loaded by instant navigation.
/** @type {any} */ (window).document$.subscribe(() => {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".search-page"));
  if (form) initPage(form);
});
