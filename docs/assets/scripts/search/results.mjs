/** A result as elements. Used by the dialog and by the page of the search. */

/** @typedef {import("./engine.mjs").Item} Item */
/** @typedef {import("./engine.mjs").Result} Result */
/** @typedef {import("./facets.mjs").Choice} Choice */
/** @typedef {import("./facets.mjs").Filters} Filters */

/** What is said until the first rows come. */
export const SEARCHING = "Searching…";

/** The site's root. */
export const SITE = new URL("../../../", import.meta.url);

const SORTS = /** @type {Record<string, string>} */ ({
  company: "company",
  demo: "program",
  page: "guide",
  plan: "plan",
  stage: "the loop",
  term: "glossary",
  topic: "topic",
});

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const UNESCAPED = /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" });

/**
 * Nodes for escaped text in which only `mark` elements stand; no HTML is parsed.
 * @param {string} html
 * @returns {(Node | string)[]}
 */
function nodes(html) {
  return html.split(/<\/?mark>/).map((text, place) => {
    const plain = text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => UNESCAPED[name]);
    return place % 2 ? element("mark", {}, plain) : plain;
  });
}

/** @param {Item} item */
export function row(item) {
  const facts = [
    ...(SORTS[item.sort] ? [element("span", { class: "badge" }, SORTS[item.sort])] : []),
    ...(item.open ? [element("span", { class: "badge badge--open" }, "wanted")] : []),
    ...(item.sort === "question" && item.demo ? [element("span", { class: "badge badge--proven" }, "proven")] : []),
    ...item.tags.map((tag) => element("span", { class: "found__tag" }, ...nodes(tag))),
    ...(item.other ? [element("span", { class: "found__other" }, "also ", ...nodes(item.other))] : []),
  ];
  const article = element(
    "div",
    { class: "md-search-result__article found", "data-md-score": item.score.toFixed(2) },
    element("p", { class: "found__title" }, ...nodes(item.title)),
    ...(item.text ? [element("p", { class: "found__text" }, ...nodes(item.text))] : []),
    element("p", { class: "found__facts" }, ...facts),
  );
  const link = element("a", { class: "md-search-result__link", href: new URL(item.location, SITE).href }, article);
  return element("li", { class: "md-search-result__item" }, link);
}

/**
 * Put other elements into a place; the chip that had the focus keeps it.
 * @param {HTMLElement} place
 * @param {Node[]} made
 */
export function replace(place, made) {
  const { activeElement } = document;
  const choice = place.contains(activeElement) && activeElement?.getAttribute("data-choice");
  place.replaceChildren(...made);
  const again = choice && place.querySelector(`[data-choice="${CSS.escape(choice)}"]`);
  if (again instanceof HTMLElement) again.focus();
}

/**
 * A button for each choice; pressing one gives the filters that follow.
 * @param {Choice[]} choices
 * @param {Filters} filters
 * @param {(filters: Filters) => void} choose
 */
export function chips(choices, filters, choose) {
  return choices.map(({ facet, value, label, count, on }) => {
    const attributes = { type: "button", class: "chip", "aria-pressed": String(on), "data-choice": `${facet}:${value}` };
    const chip = element("button", attributes, label, " ", element("span", { class: "chip__count" }, String(count)));
    chip.addEventListener("click", () => {
      const others = (filters[facet] ?? []).filter((other) => other !== value);
      choose({ ...filters, [facet]: on ? others : [...others, value] });
    });
    return chip;
  });
}

/**
 * What to say above the rows.
 * @param {Result} result
 * @param {string} query
 */
export function summary({ total, missing }, query) {
  if (!total) return query ? `Nothing found for “${shortened(query)}”.` : "";
  const without = missing.length ? `, none with “${missing.map(shortened).join("”, “")}”` : "";
  return `${total.toLocaleString("en")} found${without}.`;
}

/**
 * What to do where nothing was found.
 * @param {Result} result
 * @param {string} query
 * @param {string} propose the beginning of an address
 * @returns {Node[]}
 */
export function help({ nearest }, query, propose) {
  const topics = nearest.map(({ location, title }) =>
    element("li", {}, element("a", { href: new URL(location, SITE).href }, title)),
  );
  const address = propose ? `${propose}${encodeURIComponent(shortened(query))}` : new URL("contribute/", SITE).href;
  return [
    element("p", {}, "The nearest topics are:"),
    element("ul", {}, ...topics),
    element("p", {}, "Should the guide have it? ", element("a", { href: address }, "Propose this question"), "."),
  ];
}

/** @param {string} text */
function shortened(text) {
  const letters = [...text.trim()];
  return letters.length > 80 ? `${letters.slice(0, 79).join("")}…` : letters.join("");
}
