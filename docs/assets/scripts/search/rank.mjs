/** Which rows answer a query, best first. */

import { nameTerm, plainWords, stem, tokens } from "./words.mjs";

/** @typedef {import("minisearch").default} MiniSearch */
/** @typedef {import("./query.mjs").Query} Query */
/** @typedef {import("./lexicon.mjs").Weights} Weights */
/** @typedef {{ id: number, score: number, stems: string[] }} Hit `stems` are those found in the row */
/** @typedef {{ id: number, title: string, main: string[], names: string[], also: string, topic: string, text: string }} Words */

/** In this order the split index counts them. */
export const FIELDS = ["main", "near", "far", "title", "names", "also", "topic", "text"];
const BOOST = { main: 6, near: 4, far: 2.5, title: 2, names: 3, also: 1.5, topic: 1, text: 1 };
const BM25 = { k: 1.2, b: 0.5, d: 0.5 };
const NEAR = 3;
export const NAME = "=";
const BREAK = "\n";
const WORST = 0.12;
const WEAK = 0.3;

/** Options of the index. A field's terms are its words, or its names, each after `NAME` and with its words apart. */
export const OPTIONS = {
  fields: FIELDS,
  extractField: terms,
  tokenize: (/** @type {string} */ text) => (text ? text.split(BREAK) : []),
  processTerm: (/** @type {string} */ term) => (term.startsWith(NAME) ? nameTerm(term.slice(1).split(" ")) : stem(term)),
};

/**
 * The terms of one field of a row, before they are stemmed.
 * @param {any} row
 * @param {string} field
 */
function terms(row, field) {
  if (field === "id") return row.id;
  if (field === "main") return names(row.main);
  if (field === "near") return names(row.names.slice(0, NEAR));
  if (field === "far") return names(row.names.slice(NEAR));
  const text = field === "names" ? [...row.main, ...row.names].join(BREAK) : row[field];
  return tokens(text).map((token) => token.word).join(BREAK);
}

/** @param {string} term */
function asItIs(term) {
  return term;
}

/** @param {string[]} given */
function names(given) {
  return given.map((name) => NAME + plainWords(name).join(" ")).join(BREAK);
}

/**
 * @param {MiniSearch} index
 * @param {Query} query
 * @param {(id: number) => number} worth what a row counts before anything is asked
 * @returns {Hit[]}
 */
export function rank(index, query, worth) {
  /** @type {Map<number, { score: number, said: number, stems: string[] }>} */
  const found = new Map();
  let all = 0;
  for (const { stems, weak } of query.words) {
    const rows = best(index, stems);
    const says = Math.log(1 + index.documentCount / rows.size) * (weak ? WEAK : 1);
    all += says;
    for (const [id, [score, found_]] of rows) {
      const there = found.get(id) ?? { score: 0, said: 0, stems: [] };
      found.set(id, there);
      there.score += score * (weak ? WEAK : 1);
      there.said += says;
      there.stems.push(...found_);
    }
  }
  for (const [id, [score]] of best(index, query.names)) {
    const there = found.get(id);
    if (there) there.score += score;
  }
  const hits = [...found].map(([id, { score, said, stems }]) => ({ id, score: score * (said / all) * worth(id), stems }));
  hits.sort((a, b) => b.score - a.score || a.id - b.id);
  return hits.filter((hit) => hit.score >= hits[0].score * WORST);
}

/**
 * For each row its best of several terms that stand for the same word.
 * @param {MiniSearch} index
 * @param {Weights} terms
 * @returns {Map<number, [number, string[]]>}
 */
function best(index, terms) {
  /** @type {Map<number, [number, string[]]>} */
  const found = new Map();
  for (const [term, weight] of terms) {
    for (const { id, score } of index.search(term, { boost: BOOST, bm25: BM25, processTerm: asItIs })) {
      const there = found.get(id);
      if (!there) found.set(id, [score * weight, [term]]);
      else {
        there[0] = Math.max(there[0], score * weight);
        there[1].push(term);
      }
    }
  }
  return found;
}
