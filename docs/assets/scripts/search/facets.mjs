/** Facets to filter results by, and how many results each choice would leave. */

/** @typedef {import("./engine.mjs").Legend} Legend */
/** @typedef {import("./engine.mjs").Facts} Facts */
/** @typedef {Record<string, string[]>} Filters chosen values by facet; a row has to match one value of each facet */
/** @typedef {{ facet: string, value: string, label: string, count: number, on: boolean }} Choice */

/** @typedef {{ name: string, values: { value: string, label: string }[], has: (id: number, place: number) => boolean }} Facet */

const LABELS = /** @type {Record<string, string>} */ ({ sql: "SQL", "trade-off": "Trade-off" });

/**
 * A value in sentence case: `Code review` for `code-review`.
 * @param {string} value
 */
export function label(value) {
  const words = value.replace("-", " ");
  return LABELS[value] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * @param {Legend} legend
 * @param {Facts} facts
 * @returns {Facet[]}
 */
export function facets(legend, facts) {
  const labeled = (/** @type {string[]} */ values) => values.map((value) => ({ value, label: label(value) }));
  const titled = (/** @type {{ id: string, title: string }[]} */ entries) =>
    entries.map(({ id, title }) => ({ value: id, label: title }));
  return [
    { name: "level", values: labeled(legend.levels), has: (id, place) => facts.level[id] === place },
    { name: "demo", values: [{ value: "yes", label: "Has runnable code" }], has: (id) => facts.demo[id] === 1 },
    { name: "kind", values: labeled(legend.kinds), has: (id, place) => facts.kind[id] === place },
    { name: "company", values: titled(legend.companies), has: (id, place) => facts.companies[id].includes(place) },
    { name: "topic", values: titled(legend.topics), has: (id, place) => facts.topic[id] === place },
  ];
}

/**
 * The rows that match the filters, and every choice that would narrow them without leaving none.
 * @param {Facet[]} all
 * @param {number[]} ids
 * @param {Filters} filters
 */
export function applyFilters(all, ids, filters) {
  const selected = all.map((facet) => ({
    facet,
    places: facet.values.flatMap(({ value }, place) => (filters[facet.name]?.includes(value) ? [place] : [])),
  }));
  const matches = (/** @type {number} */ id, /** @type {Facet | undefined} */ except) =>
    selected.every(
      ({ facet, places }) => facet === except || !places.length || places.some((place) => facet.has(id, place)),
    );
  /** @type {Choice[]} */
  const choices = [];
  for (const { facet, places } of selected) {
    const candidates = ids.filter((id) => matches(id, facet));
    facet.values.forEach(({ value, label }, place) => {
      const count = candidates.filter((id) => facet.has(id, place)).length;
      const on = places.includes(place);
      if (on || (count && count < candidates.length)) choices.push({ facet: facet.name, value, label, count, on });
    });
  }
  return { ids: ids.filter((id) => matches(id, undefined)), choices };
}
