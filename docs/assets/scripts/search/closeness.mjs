/** How well one phrase of a row answers a query, which the count of matched words over the whole row doesn't tell. */

import { tokens, stem, withoutStopWords } from "./tokenize.mjs";

/** @typedef {import("./engine.mjs").Row} Row */
/** @typedef {import("./query.mjs").Word} Word */

const GAIN = 0.7;

/**
 * A factor from 1 up: how much of the query the row's best phrase has, and how little else.
 * @param {Row} row
 * @param {Word[]} words the query's
 * @param {number[]} rarities of the words
 */
export function closeness(row, words, rarities) {
  const total = rarities.reduce((sum, rarity) => sum + rarity, 0);
  const phrases = [row.title, ...row.names, ...row.searched];
  return 1 + GAIN * Math.max(...phrases.map((phrase) => overlap(phrase, words, rarities) / total)) ** 2;
}

/**
 * @param {string} phrase
 * @param {Word[]} words
 * @param {number[]} rarities
 */
function overlap(phrase, words, rarities) {
  const own = withoutStopWords(tokens(phrase).map((token) => token.word)).map(stem);
  const places = words.map(({ stems }) => own.findIndex((key) => stems.has(key)));
  const matched = rarities.reduce((sum, rarity, word) => sum + (places[word] < 0 ? 0 : rarity), 0);
  const count = new Set(places.filter((place) => place >= 0)).size;
  return count && matched * Math.sqrt(count / own.length);
}
