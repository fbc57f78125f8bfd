/** Ranks the rows of the index for a query, best first. */

import { nameTerm, plainWords, stem, tokens } from "./tokenize.mjs";

/** @typedef {import("minisearch").default} MiniSearch */
/** @typedef {import("./query.mjs").Query} Query */
/** @typedef {import("./lexicon.mjs").Weights} Weights */
/** @typedef {{ id: number, score: number, stems: string[] }} Hit `stems` are the matched stems */
/** @typedef {{ hits: Hit[], rarities: number[] }} Ranking `rarities` of the query's words, in their order */
/** @typedef {{ id: number, title: string, prompt: string, main: string[], names: string[], searched: string[], also: string, topic: string, text: string }} Document */

/** The split index uses this order too. `near` and `far` are the first aliases and the rest. */
export const FIELDS = ["main", "near", "far", "title", "prompt", "names", "searched", "also", "topic", "text"];
const BOOST = { main: 6, near: 4, far: 2.5, title: 1.5, prompt: 1.5, names: 3, searched: 2, also: 1.5, topic: 1, text: 1 };
const BM25 = { k: 1.2, b: 0.5, d: 0.5 };
const NEAR_NAMES = 3;
export const NAME = "=";
const SEPARATOR = "\n";
const MIN_RELATIVE_SCORE = 0.12;
const WEAK_WEIGHT = 0.3;

/** MiniSearch options. The terms of a field are its words, or its names, each prefixed with `NAME`. */
export const OPTIONS = {
  fields: FIELDS,
  extractField: terms,
  tokenize: (/** @type {string} */ text) => (text ? text.split(SEPARATOR) : []),
  processTerm: (/** @type {string} */ term) => (term.startsWith(NAME) ? nameTerm(term.slice(1).split(" ")) : stem(term)),
};

/**
 * The unstemmed terms of one field.
 * @param {any} row
 * @param {string} field
 */
function terms(row, field) {
  if (field === "id") return row.id;
  if (field === "main") return names(row.main);
  if (field === "near") return names(row.names.slice(0, NEAR_NAMES));
  if (field === "far") return names([...row.names.slice(NEAR_NAMES), ...row.searched]);
  const text = field === "names" ? [...row.main, ...row.names].join(SEPARATOR) : [row[field]].flat().join(SEPARATOR);
  return tokens(text).map((token) => token.word).join(SEPARATOR);
}

/** @param {string} term */
function identity(term) {
  return term;
}

/** @param {string[]} given */
function names(given) {
  return given.map((name) => NAME + plainWords(name).join(" ")).join(SEPARATOR);
}

/**
 * @param {MiniSearch} index
 * @param {Query} query
 * @param {(id: number) => number} rowWeight the weight of a row for any query
 * @returns {Ranking}
 */
export function rank(index, query, rowWeight) {
  /** @type {Map<number, { score: number, matched: number, stems: string[] }>} */
  const hitsById = new Map();
  /** @type {number[]} */
  const rarities = [];
  for (const { stems, weak } of query.words) {
    const rows = bestPerRow(index, stems);
    const rarity = Math.log(1 + index.documentCount / rows.size) * (weak ? WEAK_WEIGHT : 1);
    rarities.push(rarity);
    for (const [id, [score, matchedStems]] of rows) {
      const hit = hitsById.get(id) ?? { score: 0, matched: 0, stems: [] };
      hitsById.set(id, hit);
      hit.score += score * (weak ? WEAK_WEIGHT : 1);
      hit.matched += rarity;
      hit.stems.push(...matchedStems);
    }
  }
  for (const [id, [score]] of bestPerRow(index, query.names)) {
    const hit = hitsById.get(id);
    if (hit) hit.score += score;
  }
  const total = rarities.reduce((sum, rarity) => sum + rarity, 0);
  const hits = [...hitsById].map(([id, { score, matched, stems }]) => ({
    id,
    score: score * (matched / total) * rowWeight(id),
    stems,
  }));
  hits.sort((a, b) => b.score - a.score || a.id - b.id);
  return { hits: hits.filter((hit) => hit.score >= hits[0].score * MIN_RELATIVE_SCORE), rarities };
}

/**
 * By row, the best score among terms that stand for the same word, with the matched terms.
 * @param {MiniSearch} index
 * @param {Weights} terms
 * @returns {Map<number, [number, string[]]>}
 */
function bestPerRow(index, terms) {
  /** @type {Map<number, [number, string[]]>} */
  const rows = new Map();
  for (const [term, weight] of terms) {
    for (const { id, score } of index.search(term, { boost: BOOST, bm25: BM25, processTerm: identity })) {
      const row = rows.get(id);
      if (!row) rows.set(id, [score * weight, [term]]);
      else {
        row[0] = Math.max(row[0], score * weight);
        row[1].push(term);
      }
    }
  }
  return rows;
}
