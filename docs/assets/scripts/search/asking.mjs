/** Questions to the worker: only the answer to the last one counts. */

/** @typedef {import("./engine.mjs").Result} Result */
/** @typedef {import("./facets.mjs").Filters} Filters */

const QUERY = 2;
const RESULT = 3;

/**
 * @param {Worker} worker
 * @param {{ answered: (result: Result) => void, failed: () => void }} then
 */
export function asking(worker, { answered, failed }) {
  let [asked, heard, last] = [0, 0, ""];
  worker.addEventListener("error", failed);
  worker.addEventListener("message", ({ data: { type, data } }) => {
    if (type !== RESULT || ++heard < asked) return;
    if (data.failed) {
      last = "";
      console.info(data.failed);
      failed();
    } else answered(data);
  });
  return {
    /**
     * Ask, unless this was the last question.
     * @param {string} data
     * @param {Filters} filters
     * @param {number} limit
     */
    ask(data, filters, limit) {
      const question = JSON.stringify([data, filters, limit]);
      if (question === last) return;
      last = question;
      asked += 1;
      worker.postMessage({ type: QUERY, data, filters, limit });
    },
    /** Whether an answer is still to come. */
    get waiting() {
      return heard < asked;
    },
  };
}
