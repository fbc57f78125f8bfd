/** Search results as DOM elements, shared by the dialog and the search page. */

import { recentSearches } from "./recent.mjs";

/** @typedef {import("./engine.mjs").Item} Item */
/** @typedef {import("./engine.mjs").Result} Result */
/** @typedef {import("./facets.mjs").Choice} Choice */
/** @typedef {import("./facets.mjs").Filters} Filters */

/** The status until the first results arrive. */
export const SEARCHING = "Searching…";

/** The root URL of the site. */
export const SITE = new URL("../../../", import.meta.url);

const SORT_LABELS = /** @type {Record<string, string>} */ ({
  company: "Company",
  demo: "Program",
  page: "Guide",
  plan: "Plan",
  stage: "The loop",
  term: "Glossary",
  topic: "Topic",
});

const STYLES = new URL("../../search.css", import.meta.url).href;

/** Styles come with the search; the search page has them from the start. */
export function loadStyles() {
  const present = [...document.querySelectorAll("link")].some((link) => link.href === STYLES);
  if (!present) document.head.append(element("link", { rel: "stylesheet", href: STYLES }));
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
export function element(tag, attributes, ...children) {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  created.append(...children);
  return created;
}

/**
 * The URL of a page of this site. An address that leads anywhere else, or isn't one, leads to the home page.
 * @param {string} address
 */
function siteUrl(address) {
  const url = URL.canParse(address, SITE) ? new URL(address, SITE).href : "";
  return url.startsWith(SITE.href) ? url : SITE.href;
}

const CHARACTERS = /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" });

/**
 * Nodes for escaped text whose only elements are `mark`; nothing is parsed as HTML.
 * @param {string} html
 * @returns {(Node | string)[]}
 */
function nodes(html) {
  return html.split(/<\/?mark>/).map((text, place) => {
    const plain = text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => CHARACTERS[name]);
    return place % 2 ? element("mark", {}, plain) : plain;
  });
}

/**
 * A row is a link by its title, which the styles stretch over all of it.
 * @param {Item} item
 */
export function row(item) {
  const facts = [
    ...(SORT_LABELS[item.sort] ? [element("span", { class: "badge" }, SORT_LABELS[item.sort])] : []),
    ...(item.open ? [element("span", { class: "badge badge--open" }, "No answer yet")] : []),
    ...(item.sort === "question" && item.demo ? [element("span", { class: "badge badge--tested" }, "Tested")] : []),
    ...item.tags.map((tag) => element("span", { class: "search-hit__tag" }, ...nodes(tag))),
    ...(item.alias ? [element("span", { class: "search-hit__alias" }, "matches “", ...nodes(item.alias), "”")] : []),
  ];
  const link = element("a", { class: "search-hit__title", href: siteUrl(item.location) }, ...nodes(item.title));
  const article = element(
    "div",
    { class: "md-search-result__article search-hit" },
    link,
    ...(item.text ? [element("p", { class: "search-hit__text" }, ...nodes(item.text))] : []),
    element("p", { class: "search-hit__facts" }, ...facts),
  );
  return element("li", { class: "md-search-result__item" }, article);
}

/**
 * Replace the children of `parent`; a focused chip keeps the focus.
 * @param {HTMLElement} parent
 * @param {Node[]} children
 */
export function replaceChildren(parent, children) {
  const { activeElement } = document;
  const choice = parent.contains(activeElement) && activeElement?.getAttribute("data-choice");
  parent.replaceChildren(...children);
  const focused = choice && parent.querySelector(`[data-choice="${CSS.escape(choice)}"]`);
  if (focused instanceof HTMLElement) focused.focus();
}

/**
 * A toggle button for each choice.
 * @param {Choice[]} choices
 * @param {Filters} filters
 * @param {(filters: Filters) => void} onChange
 */
export function chips(choices, filters, onChange) {
  return choices.map(({ facet, value, label, count, on }) => {
    const attributes = { type: "button", class: "chip", "aria-pressed": String(on), "data-choice": `${facet}:${value}` };
    const chip = element("button", attributes, label, " ", element("span", { class: "chip__count" }, String(count)));
    chip.addEventListener("click", () => {
      const others = (filters[facet] ?? []).filter((other) => other !== value);
      onChange({ ...filters, [facet]: on ? others : [...others, value] });
    });
    return chip;
  });
}

/**
 * The status above the results.
 * @param {Result} result
 * @param {string} query
 */
export function summary({ total, missing }, query) {
  if (!total) return query ? `No results for “${truncate(query)}”.` : "";
  const without = missing.length ? ` (nothing for “${missing.map(truncate).join("”, “")}”)` : "";
  return `${total.toLocaleString("en")} ${total === 1 ? "result" : "results"}${without}`;
}

/**
 * What to do if nothing was found: topics to try, and a link to propose the question.
 * @param {Result} result
 * @param {string} query
 * @param {string} proposeUrl URL of the form, up to its title; empty if unknown
 * @returns {Node[]}
 */
export function help({ suggestions }, query, proposeUrl) {
  const topics = suggestions.map(({ location, title }) =>
    element("li", {}, element("a", { href: siteUrl(location) }, title)),
  );
  const url = proposeUrl
    ? `${proposeUrl}${encodeURIComponent(truncate(query))}`
    : new URL("contribute/#question", SITE).href;
  return [
    element("p", {}, "Try a topic:"),
    element("ul", {}, ...topics),
    element("p", {}, "Missing something? ", element("a", { href: url }, "Propose this question"), "."),
  ];
}

/**
 * The items of the list: all but the term that is shown above it, unless it's the only one.
 * @param {Result | undefined} result
 */
export function listed(result) {
  const items = (result?.items ?? []).map(([item]) => item);
  const others = items.filter((item) => item.location !== result?.definition?.location);
  return others.length ? others : items;
}

/**
 * The glossary's answer to the query, above the list.
 * @param {Result | undefined} result
 * @returns {Node[]}
 */
export function definition(result) {
  const found = result?.definition;
  if (!found) return [];
  const term = element("a", { href: siteUrl(found.location) }, found.title);
  return [element("p", { class: "search-definition" }, element("strong", {}, term), ": ", found.text)];
}

/**
 * Searches to choose from before anything is typed: the device's recent ones, and questions that are often asked.
 * @param {string[]} popular
 * @param {(query: string) => void} onChoose
 * @returns {Node[]}
 */
export function offers(popular, onChoose) {
  return [
    ["Recent searches", recentSearches()],
    ["Often asked", popular],
  ].flatMap(([label, queries]) => {
    if (!queries.length) return [];
    const buttons = /** @type {string[]} */ (queries).map((query) => {
      const button = element("button", { type: "button", class: "chip" }, query);
      button.addEventListener("click", () => onChoose(query));
      return button;
    });
    const attributes = { class: "chips", role: "group", "aria-label": String(label) };
    return [element("p", { class: "search-offers" }, String(label)), element("div", attributes, ...buttons)];
  });
}

/** @param {string} text */
function truncate(text) {
  const letters = [...text.trim()];
  return letters.length > 80 ? `${letters.slice(0, 79).join("")}…` : letters.join("");
}
