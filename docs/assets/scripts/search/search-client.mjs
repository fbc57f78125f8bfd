/** Sends queries to the worker and drops stale results: only the latest query's result is reported. */

/** @typedef {import("./engine.mjs").Result} Result */
/** @typedef {import("./facets.mjs").Filters} Filters */

const QUERY = 2;
const RESULT = 3;

/**
 * @param {Worker} worker
 * @param {{ onResult: (result: Result) => void, onError: () => void }} handlers
 */
export function createSearchClient(worker, { onResult, onError }) {
  let [sent, received, last] = [0, 0, ""];
  worker.addEventListener("error", onError);
  worker.addEventListener("message", ({ data: { type, data } }) => {
    if (type !== RESULT || ++received < sent) return;
    if (data.failed) {
      last = "";
      console.info(data.failed);
      onError();
    } else onResult(data);
  });
  return {
    /**
     * Send a query unless it equals the last one.
     * @param {string} data
     * @param {Filters} filters
     * @param {number} limit
     */
    search(data, filters, limit) {
      const key = JSON.stringify([data, filters, limit]);
      if (key === last) return;
      last = key;
      sent += 1;
      worker.postMessage({ type: QUERY, data, filters, limit });
    },
    /** Whether a result is still pending. */
    get pending() {
      return received < sent;
    },
  };
}
