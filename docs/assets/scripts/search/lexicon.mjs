/** The vocabulary of the index, with prefix completion and spelling correction. */

import { stem } from "./tokenize.mjs";

/** @typedef {Map<string, number>} Weights by stem: how well it matches what was typed, up to 1 */

const MAX_CANDIDATES = 12;

export class Lexicon {
  /** @param {Iterable<string>} words folded words */
  constructor(words) {
    this.words = [...new Set(words)].sort();
    this.stems = new Set(this.words.map(stem));
  }

  /** @param {string} word */
  has(word) {
    return this.stems.has(stem(word));
  }

  /**
   * Whether a word is one edit away.
   * @param {string} word
   */
  hasNear(word) {
    return this.words.some((other) => distance(word, other, 1) <= 1);
  }

  /**
   * Stems that `word` may stand for: its own, completions if it's being typed or unknown, else spelling corrections.
   * @param {string} word
   * @param {boolean} typing
   * @returns {Weights}
   */
  expand(word, typing) {
    /** @type {Weights} */
    const weights = new Map();
    const known = this.has(word);
    if (known) weights.set(stem(word), 1);
    if (typing || !known) this.#complete(word, known ? 0.5 : 0.9, weights);
    if (!weights.size) this.#correct(word, weights);
    return weights;
  }

  /**
   * @param {string} prefix
   * @param {number} weight
   * @param {Weights} weights
   */
  #complete(prefix, weight, weights) {
    if (prefix.length < 2) return;
    const matches = [];
    for (let place = this.#lowerBound(prefix); this.words[place]?.startsWith(prefix); place++) matches.push(this.words[place]);
    matches.sort((a, b) => a.length - b.length);
    for (const word of matches.slice(0, MAX_CANDIDATES)) {
      const direct = stem(word).startsWith(prefix) ? 1 : 0.4;
      setMax(weights, stem(word), weight * direct * Math.sqrt(prefix.length / word.length));
    }
  }

  /**
   * The index of the first word that isn't before `prefix`.
   * @param {string} prefix
   */
  #lowerBound(prefix) {
    let [low, high] = [0, this.words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * @param {string} word
   * @param {Weights} weights
   */
  #correct(word, weights) {
    if (word.length < 4) return;
    const maxDistance = word.length < 8 ? 1 : 2;
    /** @type {[string, number][]} */
    const close = [];
    for (const other of this.words) {
      const edits = distance(word, other, maxDistance);
      if (edits <= maxDistance) close.push([other, edits]);
    }
    close.sort((a, b) => a[1] - b[1]);
    for (const [other, edits] of close.slice(0, MAX_CANDIDATES)) {
      if (edits <= close[0][1] + 0.5) setMax(weights, stem(other), 0.8 / (1 + edits * 0.5));
    }
  }
}

/**
 * Set a weight unless there is a larger one.
 * @param {Weights} weights
 * @param {string} key
 * @param {number} weight
 */
export function setMax(weights, key, weight) {
  weights.set(key, Math.max(weights.get(key) ?? 0, weight));
}

/**
 * Damerau-Levenshtein distance, or `limit + 1` if it's more than `limit`.
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 */
export function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}
