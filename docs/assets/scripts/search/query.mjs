/** Parses a typed query: its words, and the index stems that each may stand for. */

import { setMax } from "./lexicon.mjs";
import { isWeak, nameTerm, stem, typedWords, withoutStopWords, withParticles } from "./tokenize.mjs";

/** @typedef {import("./lexicon.mjs").Lexicon} Lexicon */
/** @typedef {import("./lexicon.mjs").Weights} Weights */
/** @typedef {{ word: string, stems: Weights, weak: boolean }} Word */
/** @typedef {{ words: Word[], names: Weights, missing: string[] }} Query `missing` are words that no row has; `words` is empty if only weak words are left */

const MAX_WORDS = 12;
const MAX_NAME_WORDS = 5;
const MIN_PART = 3;
const MAX_PARTS = 4;

/**
 * @param {string} text
 * @param {Lexicon} lexicon
 * @returns {Query}
 */
export function parseQuery(text, lexicon) {
  const typed = typedWords(text);
  const given = withoutStopWords(typed).slice(0, MAX_WORDS);
  const typing = /[\p{L}\p{N}]$/u.test(text) ? typed.at(-1) : undefined;
  const words = given.flatMap((word, place) =>
    splitCompound(word, lexicon).map((part) => ({
      word,
      weak: isWeak(word) || (place > 0 && word === typing && word.length === 1),
      stems: lexicon.expand(part, place === given.length - 1 && word === typing),
    })),
  );
  joinNeighbors(given, words, lexicon);
  for (const [word, joined] of withParticles(typed)) {
    const entry = lexicon.has(joined) && words.find((other) => other.word === word);
    if (entry) entry.stems.set(stem(joined), 1);
  }
  const missing = [...new Set(words.filter((word) => !word.stems.size).map((word) => word.word))];
  const known = words.filter((word) => word.stems.size);
  const isMeaningful = !missing.length || known.some(({ word, weak }) => !weak && word.length > 1);
  return { words: isMeaningful ? known : [], names: names(given), missing };
}

/**
 * The words of an unknown compound, as in `apikey` and `writeAheadLog`, else the word itself.
 * @param {string} word
 * @param {Lexicon} lexicon
 */
function splitCompound(word, lexicon) {
  if (word.length < 2 * MIN_PART || lexicon.has(word)) return [word];
  const found = parts(word, lexicon, MAX_PARTS);
  const isSure = found?.every((part) => part.length > MIN_PART) || !lexicon.hasNear(word);
  return (isSure && found) || [word];
}

/**
 * The fewest known words that make `word`, or undefined.
 * @param {string} word
 * @param {Lexicon} lexicon
 * @param {number} most
 * @returns {string[] | undefined}
 */
function parts(word, lexicon, most) {
  if (lexicon.has(word)) return [word];
  /** @type {string[] | undefined} */
  let best;
  for (let cut = MIN_PART; most > 1 && cut <= word.length - MIN_PART; cut++) {
    const first = word.slice(0, cut);
    const rest = lexicon.has(first) ? parts(word.slice(cut), lexicon, (best?.length ?? most + 1) - 2) : undefined;
    if (rest) best = [first, ...rest];
  }
  return best;
}

/**
 * Adds the stems of neighbors written together: `dead lock`, or `web sock` while it's being typed.
 * @param {string[]} given
 * @param {Word[]} words
 * @param {Lexicon} lexicon
 */
function joinNeighbors(given, words, lexicon) {
  for (let place = 1; place < given.length; place++) {
    const joined = given[place - 1] + given[place];
    const [left, right] = [given[place - 1], given[place]].map((word) => words.find((entry) => entry.word === word));
    if (!left || !right) continue;
    const stems = lexicon.has(joined) ? new Map([[stem(joined), 1]]) : lexicon.expand(joined, place === given.length - 1);
    if (!lexicon.has(joined) && !lexicon.words.some((word) => word.startsWith(joined))) continue;
    for (const [key, weight] of stems) for (const word of [left, right]) setMax(word.stems, key, weight * 0.9);
  }
}

/**
 * Every run of words as a possible name; longer runs weigh more.
 * @param {string[]} words
 * @returns {Weights}
 */
function names(words) {
  /** @type {Weights} */
  const weights = new Map();
  for (let start = 0; start < words.length; start++) {
    for (let end = start + 1; end <= Math.min(words.length, start + MAX_NAME_WORDS); end++) {
      setMax(weights, nameTerm(words.slice(start, end)), ((end - start) / words.length) ** 1.5);
    }
  }
  return weights;
}
