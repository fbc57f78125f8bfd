/** Suggests topics for a query without results, by shared letter pairs. */

import { fold } from "./tokenize.mjs";

/** @typedef {{ id: string, title: string, about: string[] }} Topic */

const LIMIT = 3;

/**
 * @param {string} query
 * @param {Topic[]} topics
 */
export function suggestTopics(query, topics) {
  const wanted = letterPairs(query.slice(0, 200));
  const scored = topics.map((topic) => ({
    topic,
    score: similarity(wanted, letterPairs([topic.title, ...topic.about].join(" "))),
  }));
  scored.sort((a, b) => b.score - a.score);
  return scored.slice(0, LIMIT).map(({ topic }) => ({ location: `topics/${topic.id}/`, title: topic.title }));
}

/**
 * All pairs of adjacent letters in the words of a text.
 * @param {string} text
 */
function letterPairs(text) {
  const pairs = new Set();
  for (const word of fold(text).split(/[^\p{L}\p{N}]+/u)) {
    for (let place = 1; place < word.length; place++) pairs.add(word.slice(place - 1, place + 1));
  }
  return pairs;
}

/**
 * @param {Set<string>} wanted
 * @param {Set<string>} others
 */
function similarity(wanted, others) {
  let count = 0;
  for (const pair of wanted) if (others.has(pair)) count += 1;
  return count / Math.sqrt(others.size || 1);
}
