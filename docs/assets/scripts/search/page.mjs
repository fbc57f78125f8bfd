/** The page of the search, `/search/?q=…`: the same worker, more room. */

import { read, written } from "./address.mjs";
import { asking } from "./asking.mjs";
import { chips, element, help, replace, row, summary } from "./results.mjs";

/** @typedef {import("./engine.mjs").Result} Result */
/** @typedef {import("./facets.mjs").Choice} Choice */

const ROWS = 20;
const TITLES = /** @type {Record<string, string>} */ ({
  level: "Level",
  demo: "Proof",
  kind: "Kind",
  company: "Company",
  topic: "Topic",
});

const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
const finder = part(".finder");
const input = /** @type {HTMLInputElement} */ (part(".finder input"));
const [meta, choices, failure] = [part(".finder__meta"), part(".finder__choices"), part(".found__failed")];
const [helping, list, next] = [part(".found__help"), part(".finder__list"), part(".finder__next")];
const { search } = JSON.parse(part("#__config").textContent ?? "");
const where = { site: new URL(finder.dataset.site ?? "", location.href), propose: finder.dataset.propose ?? "" };

const hint = meta.textContent ?? "";

let { filters } = read(location.search);
let limit = ROWS;
const questions = asking(new Worker(search), { answered: show, failed: () => show(undefined) });

function again() {
  const address = written(input.value.trim(), filters);
  history.replaceState(null, "", address ? `?${address}` : location.pathname);
  questions.ask(input.value, filters, limit);
}

/** @param {Result | undefined} result */
function show(result) {
  const query = input.value.trim();
  failure.hidden = Boolean(result);
  meta.textContent = result ? summary(result, query) || hint : "";
  replace(choices, groups(result?.choices ?? []));
  helping.replaceChildren(...(result && query && !result.total ? help(result, query, where) : []));
  list.replaceChildren(element("ol", {}, ...(result?.items ?? []).map(([item]) => row(item, where.site))));
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

/** @param {typeof filters} chosen */
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

input.value = read(location.search).query;
again();
// The theme's keys for the search, whose dialog this page is without.
/** @type {any} */ (window).keyboard$?.subscribe((/** @type {{ mode: string, type: string, claim: () => void }} */ key) => {
  if (key.mode !== "global" || !["/", "f", "s"].includes(key.type)) return;
  input.select();
  key.claim();
});
