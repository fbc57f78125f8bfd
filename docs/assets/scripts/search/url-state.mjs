/** The query and filters in the URL: `?q=cache&level=senior`. */

/** @typedef {import("./facets.mjs").Filters} Filters */

const QUERY = "q";

/**
 * @param {string} query
 * @param {Filters} filters
 */
export function toSearchParams(query, filters) {
  const chosen = Object.entries(filters).flatMap(([facet, values]) => values.map((value) => [facet, value]));
  return String(new URLSearchParams([...(query ? [[QUERY, query]] : []), ...chosen]));
}

/**
 * @param {string} search
 * @returns {{ query: string, filters: Filters }}
 */
export function fromSearchParams(search) {
  const params = new URLSearchParams(search);
  const facets = new Set([...params.keys()].filter((name) => name !== QUERY));
  return {
    query: params.get(QUERY) ?? "",
    filters: Object.fromEntries([...facets].map((facet) => [facet, params.getAll(facet)])),
  };
}
