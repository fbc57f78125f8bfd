/** Topics that sound most like a query for which nothing was found. */

import { fold } from "./words.mjs";

/** @typedef {{ id: string, title: string, about: string[] }} Topic */

const MOST = 3;

/**
 * @param {string} query
 * @param {Topic[]} topics
 */
export function nearest(query, topics) {
  const asked = pairs(query.slice(0, 200));
  const scored = topics.map((topic) => ({ topic, score: shared(asked, pairs([topic.title, ...topic.about].join(" "))) }));
  scored.sort((a, b) => b.score - a.score);
  return scored.slice(0, MOST).map(({ topic }) => ({ location: `topics/${topic.id}/`, title: topic.title }));
}

/**
 * Every two letters that stand side by side in a word.
 * @param {string} text
 */
function pairs(text) {
  const found = new Set();
  for (const word of fold(text).split(/[^\p{L}\p{N}]+/u)) {
    for (let place = 1; place < word.length; place++) found.add(word.slice(place - 1, place + 1));
  }
  return found;
}

/**
 * @param {Set<string>} asked
 * @param {Set<string>} others
 */
function shared(asked, others) {
  let count = 0;
  for (const pair of asked) if (others.has(pair)) count += 1;
  return count / Math.sqrt(others.size || 1);
}
