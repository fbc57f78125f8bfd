// The search worker. It uses the theme's protocol: 0 setup and 1 ready, 2 query and 3 result. Queries may also carry
// `filters` and `limit`, and results have more fields than the theme reads. A failed load is reported and retried with
// the next query. The engine and the index are fetched right away: the worker is created only when the search is opened.
// A query that a newer one has superseded gets an empty result, which nobody reads.

const READY = 1;
const QUERY = 2;
const RESULT = 3;

const site = new URL("../../../", self.location.href);
/** @type {Promise<import("./engine.mjs").Engine> | undefined} */
let loading;

/** @param {string} name path in the search folder */
async function fetchJson(name) {
  const response = await fetch(new URL(`search/${name}`, site));
  if (!response.ok) throw new Error(`search/${name}: HTTP ${response.status}`);
  return response.json();
}

function engine() {
  loading ??= Promise.all([import("./engine.mjs"), fetchJson("index.json")]).then(([module, data]) =>
    module.createEngine(data, fetchJson),
  );
  loading.catch(() => (loading = undefined));
  return loading;
}

/**
 * @param {{ type: number, data: unknown, filters?: import("./facets.mjs").Filters, limit?: number }} message
 * @param {number} number
 */
async function respond({ type, data, filters, limit }, number) {
  if (number < newest) return { type: RESULT, data: { items: [] } };
  if (type !== QUERY) {
    await engine().catch(() => {});
    return { type: READY };
  }
  try {
    return { type: RESULT, data: await (await engine()).search(String(data), filters, limit) };
  } catch (error) {
    return { type: RESULT, data: { items: [], failed: String(error) } };
  }
}

let queue = Promise.resolve();
let newest = 0;
addEventListener("message", ({ data }) => {
  const number = data.type === QUERY ? ++newest : Infinity;
  queue = queue.then(async () => postMessage(await respond(data, number)));
});
engine();
