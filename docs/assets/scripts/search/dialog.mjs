/** Our results in the theme's search dialog. The theme opens and closes it and handles the arrow keys. */

import { chips, element, help, replaceChildren, row, SEARCHING, SITE, summary } from "./results.mjs";
import { createSearchClient } from "./search-client.mjs";
import { topChoices } from "./top-choices.mjs";
import { toSearchParams } from "./url-state.mjs";

/** @typedef {import("./engine.mjs").Result} Result */
/** @typedef {import("./facets.mjs").Filters} Filters */

const READY = 1;
const LIMIT = 10;

/**
 * @param {HTMLElement} dialog
 * @param {EventTarget} proxy the object that the theme uses as its worker
 * @param {Worker} worker
 * @param {boolean} enterPressed whether Enter was pressed before this module had loaded
 */
export function initDialog(dialog, proxy, worker, enterPressed) {
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (dialog.querySelector(selector));
  const input = /** @type {HTMLInputElement} */ (find("[data-md-component=search-query]"));
  const [status, choices, failure] = [find(".md-search-result__meta"), find(".search-filters"), find(".search-failed")];
  const [helpBox, list] = [find(".search-help"), find(".md-search-result__list")];
  const proposeUrl = dialog.dataset.propose ?? "";
  const hint = status.textContent ?? "";
  /** @type {Filters} */
  let filters = {};

  const client = createSearchClient(worker, { onResult, onError: () => render({ failed: true }) });

  function update() {
    client.search(input.value, filters, LIMIT);
    if (client.pending && input.value.trim() && !list.childElementCount) status.textContent = SEARCHING;
  }

  /** @param {Result} result */
  function onResult(result) {
    render({ result });
    if (enterPressed) openFirst();
  }

  /** @param {{ result?: Result, failed?: boolean }} state */
  function render({ result, failed = false }) {
    const query = input.value.trim();
    const isEmpty = result && query && !result.total;
    failure.hidden = !failed;
    status.textContent = (result && summary(result, query)) || (failed ? "" : hint);
    replaceChildren(choices, chips(topChoices(result?.choices ?? []), filters, setFilters));
    helpBox.replaceChildren(...(isEmpty ? help(result, query, proposeUrl) : []));
    list.replaceChildren(...(result?.items ?? []).map(([item]) => row(item)), ...showAllLink(result, query));
  }

  /**
   * @param {Result | undefined} result
   * @param {string} query
   */
  function showAllLink(result, query) {
    if (!result || result.total <= LIMIT) return [];
    const url = new URL("search/", SITE);
    url.search = toSearchParams(query, filters);
    const text = `Show all ${result.total.toLocaleString("en")} results`;
    return [element("li", { class: "search-more" }, element("a", { href: url.href }, text))];
  }

  /** @param {Filters} chosen */
  function setFilters(chosen) {
    filters = chosen;
    update();
  }

  function openFirst() {
    enterPressed = false;
    const first = list.querySelector("a");
    if (!first) return;
    first.click();
    input.blur(); // with instant navigation the dialog stays, and "/" has to open it again
  }

  proxy.addEventListener("query", update);
  input.addEventListener("input", () => {
    enterPressed = false;
    update();
  });
  dialog.addEventListener("reset", () =>
    setTimeout(() => {
      filters = {};
      update();
    }),
  );
  dialog.addEventListener("keydown", onKeydown);
  dialog.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !dialog.contains(relatedTarget)) close();
  });

  /** @param {KeyboardEvent} event */
  function onKeydown(event) {
    const typing = event.target === input;
    if (typing && event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      update();
      enterPressed = client.pending;
      if (!enterPressed) openFirst();
    } else if (event.key === "Tab" || (!typing && [" ", "Enter"].includes(event.key))) {
      event.stopPropagation();
    }
  }

  proxy.dispatchEvent(new MessageEvent("message", { data: { type: READY } }));
  update();
}

function close() {
  const toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
  if (toggle.checked) toggle.click();
}
