/** A query and its filters in an address: `?q=cache&level=senior`. */

/** @typedef {import("./facets.mjs").Filters} Filters */

const QUERY = "q";

/**
 * @param {string} query
 * @param {Filters} filters
 */
export function written(query, filters) {
  const chosen = Object.entries(filters).flatMap(([facet, values]) => values.map((value) => [facet, value]));
  return String(new URLSearchParams([...(query ? [[QUERY, query]] : []), ...chosen]));
}

/**
 * @param {string} search
 * @returns {{ query: string, filters: Filters }}
 */
export function read(search) {
  const given = new URLSearchParams(search);
  const facets = new Set([...given.keys()].filter((name) => name !== QUERY));
  return {
    query: given.get(QUERY) ?? "",
    filters: Object.fromEntries([...facets].map((facet) => [facet, given.getAll(facet)])),
  };
}
