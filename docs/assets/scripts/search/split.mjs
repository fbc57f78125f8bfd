/** Rows in pieces: files of terms by their beginning, rows in blocks; a query fetches those it needs. */

import MiniSearch from "../../vendor/minisearch.mjs";
import { Lexicon } from "./lexicon.mjs";
import { understand } from "./query.mjs";
import { FIELDS, OPTIONS } from "./rank.mjs";
import { meaning, plainWords, stem } from "./words.mjs";

/** @typedef {import("./engine.mjs").Pieces} Pieces */
/** @typedef {import("./engine.mjs").Source} Source */
/** @typedef {import("./engine.mjs").Shown} Shown */
/** @typedef {import("./query.mjs").Query} Query */
/** @typedef {Record<string, number[][]>} Terms for each term its fields, each followed by steps from row to row */

const MOST_FILES = 3;

/**
 * @param {Pieces} data
 * @param {(name: string) => Promise<any>} fetched takes a name below the search's folder
 * @returns {Source}
 */
export function split(data, fetched) {
  const { folder, starts, block, lengths } = data.split;
  const piece = remembered((/** @type {string} */ name) => fetched(`${folder}/${name}`));
  /** @type {Set<number>} */
  const held = new Set();
  /** @type {Terms} */
  const terms = {};
  let lexicon = new Lexicon([]);
  /** @type {string[] | undefined} */
  let everyWord;
  const empty = emptyIndex(lengths);
  let index = MiniSearch.loadJS({ ...empty, index: [] }, OPTIONS);

  /** @param {Iterable<string>} words */
  async function hold(words) {
    const wanted = [...words].flatMap((word) => filesFor(word, starts)).filter((file) => !held.has(file));
    if (!wanted.length) return;
    const files = [...new Set(wanted)];
    for (const found of await Promise.all(files.map((file) => piece(`terms-${file}.json`)))) Object.assign(terms, found);
    for (const file of files) held.add(file);
    index = MiniSearch.loadJS({ ...empty, index: stemmed(terms) }, OPTIONS);
    if (!everyWord) lexicon = new Lexicon(Object.keys(terms).filter((term) => !term.startsWith("=")));
  }

  return {
    facts: data.facts,
    index: () => /** @type {any} */ (index),
    async understand(typed) {
      const words = meaning(plainWords(typed));
      await hold([...words, ...words.slice(1).map((word, place) => words[place] + word)]);
      let query = understand(typed, lexicon);
      if (query.missing.length && !everyWord) {
        everyWord = /** @type {string[]} */ (await piece("words.json"));
        lexicon = new Lexicon(everyWord);
      }
      query = understand(typed, lexicon);
      await hold(query.words.flatMap((word) => [...word.stems.keys()]));
      return query;
    },
    async shown(ids) {
      const blocks = await Promise.all(ids.map((id) => piece(`rows-${Math.floor(id / block)}.json`)));
      return blocks.map((rows, place) => {
        const [address, title, text] = rows[ids[place] % block];
        return { address, title, text };
      });
    },
  };
}

/**
 * Files that may hold a word in any of its forms.
 * @param {string} word
 * @param {string[]} starts
 */
function filesFor(word, starts) {
  const root = stem(word);
  const from = root.slice(0, Math.max(2, root.length - 1));
  const first = Math.max(0, starts.findLastIndex((start) => start <= from));
  let last = first;
  while (starts[last + 1]?.startsWith(from) || starts[last + 1] <= word) last += 1;
  return Array.from({ length: Math.min(MOST_FILES, last - first + 1) }, (_, place) => first + place);
}

/**
 * Forms of one word counted together, as the library writes an index down.
 * @param {Terms} terms
 */
function stemmed(terms) {
  /** @type {Map<string, Record<string, Record<string, number>>>} */
  const found = new Map();
  for (const [term, fields] of Object.entries(terms)) {
    const key = OPTIONS.processTerm(term);
    const entry = found.get(key) ?? {};
    found.set(key, entry);
    for (const [field, ...steps] of fields) {
      const rows = (entry[field] ??= {});
      let row = -1;
      for (const step of steps) {
        row += step;
        rows[row] = (rows[row] ?? 0) + 1;
      }
    }
  }
  return [...found];
}

/**
 * What the library has to know of rows besides their terms.
 * @param {number[][]} lengths
 */
function emptyIndex(lengths) {
  const ids = lengths[0].map((_, id) => id);
  const average = (/** @type {number[]} */ column) => column.reduce((sum, length) => sum + length, 0) / column.length;
  return {
    documentCount: ids.length,
    nextId: ids.length,
    documentIds: Object.fromEntries(ids.map((id) => [id, id])),
    fieldIds: Object.fromEntries(FIELDS.map((field, place) => [field, place])),
    fieldLength: Object.fromEntries(ids.map((id) => [id, lengths.map((column) => column[id])])),
    averageFieldLength: lengths.map(average),
    storedFields: {},
    dirtCount: 0,
    serializationVersion: 2,
  };
}

/**
 * @template Value
 * @param {(name: string) => Promise<Value>} make
 */
function remembered(make) {
  /** @type {Map<string, Promise<Value>>} */
  const made = new Map();
  return (/** @type {string} */ name) => {
    let found = made.get(name);
    if (!found) {
      found = make(name);
      found.catch(() => made.delete(name));
      made.set(name, found);
    }
    return found;
  };
}
