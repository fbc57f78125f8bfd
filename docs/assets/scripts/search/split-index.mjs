/** The index split into files: terms by prefix, rows in blocks. A query fetches only the files it needs. */

import MiniSearch from "../../vendor/minisearch.mjs";
import { Lexicon } from "./lexicon.mjs";
import { parseQuery } from "./query.mjs";
import { FIELDS, NAME, OPTIONS } from "./rank.mjs";
import { stem, typedWords, withoutStopWords, withParticles } from "./tokenize.mjs";

/** @typedef {import("./engine.mjs").SplitIndex} SplitIndex */
/** @typedef {import("./engine.mjs").Source} Source */
/** @typedef {import("./engine.mjs").Row} Row */
/** @typedef {import("./query.mjs").Query} Query */
/** @typedef {Record<string, Record<string, number>>} Counts occurrences by field and row */
/** @typedef {Record<string, number[][]>} Terms by term: its fields, each with delta-encoded row ids */

const MAX_FILES = 3;

/**
 * @param {SplitIndex} data
 * @param {(name: string) => Promise<any>} fetchJson fetches a file of the search folder
 * @returns {Source}
 */
export function splitIndex(data, fetchJson) {
  const { folder, starts, block, lengths } = data.split;
  const averages = lengths.map((column) => column.reduce((sum, length) => sum + length, 0) / column.length);
  const fetchFile = memoize((/** @type {string} */ name) => fetchJson(`${folder}/${name}`));
  /** @type {Set<number>} */
  const loaded = new Set();
  const rowLengths = lengths[0].map((_, id) => lengths.map((column) => column[id]));
  /** @type {Map<string, number[][][]>} by stem: the fields of each term with that stem */
  const entries = new Map();
  /** @type {Map<string, Counts>} by stem, once it was needed */
  const counts = new Map();
  /** @type {string[]} */
  const words = [];
  let lexicon = new Lexicon(words);
  let complete = false;

  /** @param {Iterable<string>} wanted */
  async function loadTerms(wanted) {
    const files = [...new Set([...wanted].flatMap((word) => filesFor(word, starts)))].filter((file) => !loaded.has(file));
    for (const terms of await Promise.all(files.map((file) => fetchFile(`terms-${file}.json`)))) addTerms(terms);
    for (const file of files) loaded.add(file);
    if (files.length && !complete) lexicon = new Lexicon(words);
  }

  /** @param {Terms} terms */
  function addTerms(terms) {
    for (const [term, fields] of Object.entries(terms)) {
      const key = OPTIONS.processTerm(term);
      entries.set(key, [...(entries.get(key) ?? []), fields]);
      counts.delete(key);
      if (!term.startsWith(NAME)) words.push(term);
    }
  }

  /**
   * @param {string} key a stem
   * @returns {[string, Counts][]}
   */
  function countsOf(key) {
    const fields = entries.get(key);
    if (!fields) return [];
    const known = counts.get(key) ?? countPerRow(fields);
    counts.set(key, known);
    return [[key, known]];
  }

  return {
    facts: data.facts,
    async prepare(text) {
      const all = typedWords(text);
      const typed = withoutStopWords(all);
      const joined = [...typed.slice(1).map((word, place) => typed[place] + word), ...withParticles(all).map((pair) => pair[1])];
      await loadTerms([...typed, ...joined]);
      let query = parseQuery(text, lexicon);
      if (query.missing.length && !complete) {
        lexicon = new Lexicon(await fetchFile("words.json"));
        complete = true;
        query = parseQuery(text, lexicon);
      }
      await loadTerms(query.words.flatMap((word) => [...word.stems.keys()]));
      const terms = new Set([...query.words.flatMap((word) => [...word.stems.keys()]), ...query.names.keys()]);
      return { query, index: indexOf([...terms].flatMap(countsOf), rowLengths, averages) };
    },
    async rows(ids) {
      const blocks = await Promise.all(ids.map((id) => fetchFile(`rows-${Math.floor(id / block)}.json`)));
      return blocks.map((rows, place) => {
        const [address, title, text, names, searched] = rows[ids[place] % block];
        return { address, title, text, names, searched };
      });
    },
  };
}

/**
 * Numbers of the files that may have a word in any of its forms.
 * @param {string} word
 * @param {string[]} starts
 */
function filesFor(word, starts) {
  const root = stem(word);
  const from = root.slice(0, Math.max(2, root.length - 1));
  const first = Math.max(0, starts.findLastIndex((start) => start <= from));
  let last = first;
  while (starts[last + 1]?.startsWith(from) || starts[last + 1] <= word) last += 1;
  return Array.from({ length: Math.min(MAX_FILES, last - first + 1) }, (_, place) => first + place);
}

/**
 * A MiniSearch index of a few terms, with the statistics of all rows.
 * @param {[string, Counts][]} index
 * @param {number[][]} rowLengths by row and field: the number of terms
 * @param {number[]} averages by field: the average of the lengths
 * @returns {any}
 */
function indexOf(index, rowLengths, averages) {
  const ids = new Set(index.flatMap(([, fields]) => Object.values(fields).flatMap((rows) => Object.keys(rows))));
  return MiniSearch.loadJS(
    /** @type {any} */ ({
      documentCount: rowLengths.length,
      nextId: rowLengths.length,
      documentIds: Object.fromEntries([...ids].map((id) => [id, Number(id)])),
      fieldIds: Object.fromEntries(FIELDS.map((field, place) => [field, place])),
      fieldLength: Object.fromEntries([...ids].map((id) => [id, rowLengths[Number(id)]])),
      averageFieldLength: averages,
      storedFields: {},
      dirtCount: 0,
      serializationVersion: 2,
      index,
    }),
    OPTIONS,
  );
}

/**
 * By field and row: the number of occurrences of any of the terms.
 * @param {number[][][]} terms
 * @returns {Counts}
 */
function countPerRow(terms) {
  /** @type {Counts} */
  const counts = {};
  for (const [field, ...deltas] of terms.flat()) {
    const rows = (counts[field] ??= {});
    let row = -1;
    for (const delta of deltas) {
      row += delta;
      rows[row] = (rows[row] ?? 0) + 1;
    }
  }
  return counts;
}

/**
 * Memoize an async function by name; a failed call is retried.
 * @template Value
 * @param {(name: string) => Promise<Value>} make
 */
function memoize(make) {
  /** @type {Map<string, Promise<Value>>} */
  const cache = new Map();
  return (/** @type {string} */ name) => {
    let promise = cache.get(name);
    if (!promise) {
      promise = make(name);
      promise.catch(() => cache.delete(name));
      cache.set(name, promise);
    }
    return promise;
  };
}
