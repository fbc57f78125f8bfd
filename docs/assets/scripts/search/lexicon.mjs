/** Every word that some row has, and what else a word that is typed may stand for. */

import { stem } from "./words.mjs";

/** @typedef {Map<string, number>} Weights how well each stem stands for what was typed, up to 1 */

const MOST = 24;

export class Lexicon {
  /** @param {Iterable<string>} words folded words */
  constructor(words) {
    this.words = [...new Set(words)].sort();
    this.stems = new Set(this.words.map(stem));
  }

  /** @param {string} word */
  knows(word) {
    return this.stems.has(stem(word));
  }

  /**
   * What `word` may stand for: itself, what it begins if it is still being typed, else what it is a misspelling of.
   * @param {string} word
   * @param {boolean} typing
   * @returns {Weights}
   */
  expand(word, typing) {
    /** @type {Weights} */
    const found = new Map();
    const known = this.knows(word);
    if (known) found.set(stem(word), 1);
    if (typing || !known) this.#complete(word, known ? 0.5 : 0.9, found);
    if (!found.size) this.#correct(word, found);
    return found;
  }

  /**
   * @param {string} start
   * @param {number} weight
   * @param {Weights} found
   */
  #complete(start, weight, found) {
    if (start.length < 2) return;
    const matches = [];
    for (let place = this.#firstFrom(start); this.words[place]?.startsWith(start); place++) matches.push(this.words[place]);
    matches.sort((a, b) => a.length - b.length);
    for (const word of matches.slice(0, MOST)) {
      const straight = stem(word).startsWith(start) ? 1 : 0.4;
      raise(found, stem(word), weight * straight * Math.sqrt(start.length / word.length));
    }
  }

  /** @param {string} start */
  #firstFrom(start) {
    let [low, high] = [0, this.words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle] < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * @param {string} word
   * @param {Weights} found
   */
  #correct(word, found) {
    if (word.length < 4) return;
    const most = word.length < 8 ? 1 : 2;
    /** @type {[string, number][]} */
    const near = [];
    for (const other of this.words) {
      const away = distance(word, other, most);
      if (away <= most) near.push([other, away]);
    }
    near.sort((a, b) => a[1] - b[1]);
    for (const [other, away] of near.slice(0, MOST)) {
      if (away <= near[0][1] + 0.5) raise(found, stem(other), 0.8 / (1 + away * 0.5));
    }
  }
}

/**
 * @param {Weights} weights
 * @param {string} key
 * @param {number} weight
 */
export function raise(weights, key, weight) {
  weights.set(key, Math.max(weights.get(key) ?? 0, weight));
}

/**
 * Letters to insert, delete, replace or swap with their neighbor; counting ends above `most`.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
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
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}
