/** Rows in pieces: files of terms by their beginning, rows in blocks; a query fetches those it needs. */

import MiniSearch from "../../vendor/minisearch.mjs";
import { Lexicon } from "./lexicon.mjs";
import { understand } from "./query.mjs";
import { FIELDS, NAME, OPTIONS } from "./rank.mjs";
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
  const averages = lengths.map((column) => column.reduce((sum, length) => sum + length, 0) / column.length);
  const piece = remembered((/** @type {string} */ name) => fetched(`${folder}/${name}`));
  /** @type {Set<number>} */
  const held = new Set();
  /** @type {Map<string, number[][][]>} by stem, the fields of each term that has it */
  const entries = new Map();
  /** @type {string[]} */
  const words = [];
  let lexicon = new Lexicon(words);
  let complete = false;

  /** @param {Iterable<string>} wanted */
  async function hold(wanted) {
    const files = [...new Set([...wanted].flatMap((word) => filesFor(word, starts)))].filter((file) => !held.has(file));
    for (const found of await Promise.all(files.map((file) => piece(`terms-${file}.json`)))) take(found);
    for (const file of files) held.add(file);
    if (files.length && !complete) lexicon = new Lexicon(words);
  }

  /** @param {Terms} found */
  function take(found) {
    for (const [term, fields] of Object.entries(found)) {
      const key = OPTIONS.processTerm(term);
      entries.set(key, [...(entries.get(key) ?? []), fields]);
      if (!term.startsWith(NAME)) words.push(term);
    }
  }

  return {
    facts: data.facts,
    async understand(typed) {
      const said = meaning(plainWords(typed));
      await hold([...said, ...said.slice(1).map((word, place) => said[place] + word)]);
      let query = understand(typed, lexicon);
      if (query.missing.length && !complete) {
        lexicon = new Lexicon(await piece("words.json"));
        complete = true;
        query = understand(typed, lexicon);
      }
      await hold(query.words.flatMap((word) => [...word.stems.keys()]));
      const terms = new Set([...query.words.flatMap((word) => [...word.stems.keys()]), ...query.names.keys()]);
      return { query, index: indexOf(terms, entries, lengths, averages) };
    },
    async shown(ids) {
      const blocks = await Promise.all(ids.map((id) => piece(`rows-${Math.floor(id / block)}.json`)));
      return blocks.map((rows, place) => {
        const [address, title, text, names] = rows[ids[place] % block];
        return { address, title, text, names };
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
 * An index of a few terms only, as the library writes one down; it counts all rows.
 * @param {Set<string>} stems
 * @param {Map<string, number[][][]>} entries
 * @param {number[][]} lengths by field, how many terms each row has
 * @param {number[]} averages of them
 * @returns {any}
 */
function indexOf(stems, entries, lengths, averages) {
  const index = [...stems].flatMap((key) => (entries.has(key) ? [[key, counted(entries.get(key) ?? [])]] : []));
  const ids = new Set(index.flatMap(([, fields]) => Object.values(fields).flatMap((rows) => Object.keys(rows))));
  return MiniSearch.loadJS(
    /** @type {any} */ ({
      documentCount: lengths[0].length,
      nextId: lengths[0].length,
      documentIds: Object.fromEntries([...ids].map((id) => [id, Number(id)])),
      fieldIds: Object.fromEntries(FIELDS.map((field, place) => [field, place])),
      fieldLength: Object.fromEntries([...ids].map((id) => [id, lengths.map((column) => column[Number(id)])])),
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
 * By field, how often each row has any of several terms.
 * @param {number[][][]} terms
 */
function counted(terms) {
  /** @type {Record<string, Record<string, number>>} */
  const found = {};
  for (const [field, ...steps] of terms.flat()) {
    const rows = (found[field] ??= {});
    let row = -1;
    for (const step of steps) {
      row += step;
      rows[row] = (rows[row] ?? 0) + 1;
    }
  }
  return found;
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
