/** The choices for which the dialog has room: some of every facet, so that none is hidden by another. */

/** @typedef {import("./facets.mjs").Choice} Choice */

const MOST = /** @type {Record<string, number>} */ ({ level: 4, demo: 1, kind: 2, company: 2, topic: 2 });

/**
 * Those that are chosen, and of each facet those that leave most; in their order.
 * @param {Choice[]} choices
 */
export function few(choices) {
  const kept = new Set(choices.filter((choice) => choice.on));
  for (const [facet, most] of Object.entries(MOST)) {
    const mine = choices.filter((choice) => choice.facet === facet);
    mine.sort((a, b) => b.count - a.count);
    for (const choice of mine.slice(0, most)) kept.add(choice);
  }
  return choices.filter((choice) => kept.has(choice));
}
