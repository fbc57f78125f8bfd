// The worker of the search. It speaks as the theme's own: 0 set up and 1 ready, 2 a query and 3 its result. Queries may
// carry `filters` and `limit`, and results more than the theme reads. What cannot be loaded is told, and tried again.
// The engine and the index are fetched at once: nobody makes this worker before a reader opens the search. A query that
// a newer one has overtaken is answered with nothing, which nobody reads.

const READY = 1;
const QUERY = 2;
const RESULT = 3;

const site = new URL("../../../", self.location.href);
/** @type {Promise<import("./engine.mjs").Engine> | undefined} */
let loading;

/** @param {string} name below the search's folder */
async function fetched(name) {
  const answer = await fetch(new URL(`search/${name}`, site));
  if (!answer.ok) throw new Error(`search/${name} was not served: ${answer.status}`);
  return answer.json();
}

function engine() {
  loading ??= Promise.all([import("./engine.mjs"), fetched("index.json")]).then(([module, data]) =>
    module.begin(data, fetched),
  );
  loading.catch(() => (loading = undefined));
  return loading;
}

/**
 * @param {{ type: number, data: unknown, filters?: import("./facets.mjs").Filters, limit?: number }} message
 * @param {number} number
 */
async function answer({ type, data, filters, limit }, number) {
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

let last = Promise.resolve();
let newest = 0;
addEventListener("message", ({ data }) => {
  const number = data.type === QUERY ? ++newest : Infinity;
  last = last.then(async () => postMessage(await answer(data, number)));
});
engine();
