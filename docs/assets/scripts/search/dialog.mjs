/** Our results in the theme's search dialog, as a combobox. The theme opens and closes it. */

import { rememberSearch } from "./recent.mjs";
import { chips, definition, element, help, listed, loadStyles, offers, replaceChildren, row, SEARCHING, SITE, summary } from "./results.mjs";
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
 * @param {unknown} opener what had the focus when the dialog was opened
 */
export function initDialog(dialog, proxy, worker, enterPressed, opener) {
  loadStyles();
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (dialog.querySelector(selector));
  const input = /** @type {HTMLInputElement} */ (find("[data-md-component=search-query]"));
  const [status, choices, failure] = [find(".md-search-result__meta"), find(".search-filters"), find(".search-failed")];
  const [helpBox, list] = [find(".search-help"), find(".md-search-result__list")];
  const above = find(".search-above");
  list.after(keyHints());
  let selected = -1;
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
    if (enterPressed) openSelected();
  }

  /** @param {{ result?: Result, failed?: boolean }} state */
  function render({ result, failed = false }) {
    const query = input.value.trim();
    const isEmpty = result && query && !result.total;
    failure.hidden = !failed;
    status.textContent = (result && summary(result, query)) || (failed ? "" : hint);
    replaceChildren(choices, chips(topChoices(result?.choices ?? []), filters, setFilters));
    helpBox.replaceChildren(...(isEmpty ? help(result, query, proposeUrl) : []));
    above.replaceChildren(...definition(result), ...offers((!failed && !query && result?.popular) || [], choose));
    list.replaceChildren(...listed(result).map(row), ...showAllLink(result, query));
    options().forEach(makeOption);
    input.setAttribute("aria-expanded", String(options().length > 0));
    select(-1);
  }

  function options() {
    return [...list.querySelectorAll("a")];
  }

  /**
   * Mark the option that Enter opens; -1 for none.
   * @param {number} place
   */
  function select(place) {
    options().forEach((option, other) => option.setAttribute("aria-selected", String(other === place)));
    const option = options()[place];
    selected = place;
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  /** @param {string} query */
  function choose(query) {
    input.value = query;
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
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

  function openSelected() {
    enterPressed = false;
    const option = options()[Math.max(selected, 0)];
    if (!option) return;
    option.click();
    input.blur(); // with instant navigation the dialog stays, and "/" has to open it again
  }

  list.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a")) rememberSearch(input.value);
  });
  const toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
  dialog.addEventListener("focusin", ({ relatedTarget }) => {
    if (relatedTarget && !dialog.contains(/** @type {Node} */ (relatedTarget))) opener = relatedTarget;
  });
  toggle.addEventListener("change", followToggle);
  followToggle();

  /** Closed, the field is no tab stop, since the theme opens the dialog on focus; and the focus goes back. */
  function followToggle() {
    input.tabIndex = toggle.checked ? 0 : -1;
    if (!toggle.checked) setTimeout(() => document.activeElement === document.body && opener instanceof HTMLElement && opener.focus());
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
      if (!enterPressed) openSelected();
    } else if (typing && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      const count = options().length + 1; // with none selected
      select(((selected + 1 + (event.key === "ArrowDown" ? 1 : -1) + count) % count) - 1);
    } else if (event.key === "Tab" || (!typing && [" ", "Enter"].includes(event.key))) {
      event.stopPropagation();
    }
  }

  proxy.dispatchEvent(new MessageEvent("message", { data: { type: READY } }));
  update();
}

/**
 * A link as an option of the combobox: its name is the row's title, the text below describes it.
 * @param {HTMLAnchorElement} link
 * @param {number} place
 */
function makeOption(link, place) {
  link.id = `search-option-${place}`;
  link.tabIndex = -1;
  link.setAttribute("role", "option");
  const item = link.closest("li");
  item?.setAttribute("role", "none");
  const text = item?.querySelector(".search-hit__text");
  if (!text) return;
  text.id = `${link.id}-text`;
  link.setAttribute("aria-describedby", text.id);
}

function keyHints() {
  const keys = [["↑ ↓", " choose · "], ["Enter", " open · "], ["Esc", " close · "], ["Ctrl K", " or "], ["⌘ K", " search"]];
  const parts = keys.flatMap(([key, does]) => [element("kbd", {}, key), does]);
  return element("p", { class: "search-keys", "aria-hidden": "true" }, ...parts);
}

function close() {
  const toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
  if (toggle.checked) toggle.click();
}
