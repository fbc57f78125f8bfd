/** What results can be narrowed to, and how many of them each choice would leave. */

/** @typedef {import("./engine.mjs").Legend} Legend */
/** @typedef {import("./engine.mjs").Facts} Facts */
/** @typedef {Record<string, string[]>} Filters chosen values by facet: one of each facet must fit */
/** @typedef {{ facet: string, value: string, label: string, count: number, on: boolean }} Choice */

/** @typedef {{ name: string, values: { value: string, label: string }[], has: (id: number, place: number) => boolean }} Facet */

/**
 * @param {Legend} legend
 * @param {Facts} facts
 * @returns {Facet[]}
 */
export function facets(legend, facts) {
  const plain = (/** @type {string[]} */ values) =>
    values.map((value) => ({ value, label: value === "trade-off" ? value : value.replace("-", " ") }));
  const named = (/** @type {{ id: string, title: string }[]} */ things) =>
    things.map(({ id, title }) => ({ value: id, label: title }));
  return [
    { name: "level", values: plain(legend.levels), has: (id, place) => facts.level[id] === place },
    { name: "demo", values: [{ value: "yes", label: "with a program" }], has: (id) => facts.demo[id] === 1 },
    { name: "kind", values: plain(legend.kinds), has: (id, place) => facts.kind[id] === place },
    { name: "company", values: named(legend.companies), has: (id, place) => facts.companies[id].includes(place) },
    { name: "topic", values: named(legend.topics), has: (id, place) => facts.topic[id] === place },
  ];
}

/**
 * The rows that fit, and every choice that would leave some.
 * @param {Facet[]} all
 * @param {number[]} ids
 * @param {Filters} filters
 */
export function narrow(all, ids, filters) {
  const chosen = all.map((facet) => ({
    facet,
    places: facet.values.flatMap(({ value }, place) => (filters[facet.name]?.includes(value) ? [place] : [])),
  }));
  const fits = (/** @type {number} */ id, /** @type {Facet | undefined} */ but) =>
    chosen.every(({ facet, places }) => facet === but || !places.length || places.some((place) => facet.has(id, place)));
  /** @type {Choice[]} */
  const choices = [];
  for (const { facet, places } of chosen) {
    const open = ids.filter((id) => fits(id, facet));
    facet.values.forEach(({ value, label }, place) => {
      const count = open.filter((id) => facet.has(id, place)).length;
      const on = places.includes(place);
      if (on || (count && count < open.length)) choices.push({ facet: facet.name, value, label, count, on });
    });
  }
  return { ids: ids.filter((id) => fits(id, undefined)), choices };
}
