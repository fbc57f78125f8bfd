/** Picks the filter choices that fit in the dialog: a few of each facet, so that no facet crowds out another. */

/** @typedef {import("./facets.mjs").Choice} Choice */

const LIMITS = /** @type {Record<string, number>} */ ({ level: 4, demo: 1, kind: 2, company: 2, topic: 2 });

/**
 * The selected choices, and the largest of each facet, in their original order.
 * @param {Choice[]} choices
 */
export function topChoices(choices) {
  const kept = new Set(choices.filter((choice) => choice.on));
  for (const [facet, limit] of Object.entries(LIMITS)) {
    const ofFacet = choices.filter((choice) => choice.facet === facet);
    ofFacet.sort((a, b) => b.count - a.count);
    for (const choice of ofFacet.slice(0, limit)) kept.add(choice);
  }
  return choices.filter((choice) => kept.has(choice));
}
