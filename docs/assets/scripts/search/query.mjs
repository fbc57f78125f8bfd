/** A query as typed into what each of its words may stand for. */

import { raise } from "./lexicon.mjs";
import { isWeak, meaning, nameTerm, plainWords, stem } from "./words.mjs";

/** @typedef {import("./lexicon.mjs").Lexicon} Lexicon */
/** @typedef {import("./lexicon.mjs").Weights} Weights */
/** @typedef {{ word: string, stems: Weights, weak: boolean }} Word */
/** @typedef {{ words: Word[], names: Weights, missing: string[] }} Query `missing` are words that nothing has; where no word of weight is left, `words` is empty */

const MOST_WORDS = 12;
const LONGEST_NAME = 5;

/**
 * @param {string} typed
 * @param {Lexicon} lexicon
 * @returns {Query}
 */
export function understand(typed, lexicon) {
  const said = plainWords(typed);
  const given = meaning(said).slice(0, MOST_WORDS);
  const typing = /[\p{L}\p{N}]$/u.test(typed) ? said.at(-1) : undefined;
  const words = given.flatMap((word, place) =>
    parts(word, lexicon).map((part) => ({
      word,
      weak: isWeak(word) || (place > 0 && word === typing && word.length === 1),
      stems: lexicon.expand(part, place === given.length - 1 && word === typing),
    })),
  );
  joinNeighbors(given, words, lexicon);
  const missing = [...new Set(words.filter((word) => !word.stems.size).map((word) => word.word))];
  const known = words.filter((word) => word.stems.size);
  const says = !missing.length || known.some(({ word, weak }) => !weak && word.length > 1);
  return { words: says ? known : [], names: names(given), missing };
}

/**
 * A word nobody wrote may be two: `ratelimiter`.
 * @param {string} word
 * @param {Lexicon} lexicon
 */
function parts(word, lexicon) {
  if (word.length > 7 && !lexicon.knows(word)) {
    for (let cut = 4; cut <= word.length - 4; cut++) {
      const halves = [word.slice(0, cut), word.slice(cut)];
      if (halves.every((half) => lexicon.knows(half))) return halves;
    }
  }
  return [word];
}

/**
 * Two words may be one: `dead lock`, or `web sock` while it is being typed.
 * @param {string[]} given
 * @param {Word[]} words
 * @param {Lexicon} lexicon
 */
function joinNeighbors(given, words, lexicon) {
  for (let place = 1; place < given.length; place++) {
    const joined = given[place - 1] + given[place];
    const [left, right] = [given[place - 1], given[place]].map((word) => words.find((entry) => entry.word === word));
    if (!left || !right) continue;
    const stems = lexicon.knows(joined) ? new Map([[stem(joined), 1]]) : lexicon.expand(joined, place === given.length - 1);
    if (!lexicon.knows(joined) && !lexicon.words.some((word) => word.startsWith(joined))) continue;
    for (const [key, weight] of stems) for (const word of [left, right]) raise(word.stems, key, weight * 0.9);
  }
}

/**
 * Every run of words that may be a name; the whole query counts most.
 * @param {string[]} words
 * @returns {Weights}
 */
function names(words) {
  /** @type {Weights} */
  const found = new Map();
  for (let start = 0; start < words.length; start++) {
    for (let end = start + 1; end <= Math.min(words.length, start + LONGEST_NAME); end++) {
      raise(found, nameTerm(words.slice(start, end)), ((end - start) / words.length) ** 1.5);
    }
  }
  return found;
}
