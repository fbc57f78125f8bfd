/** The search engine, independent of the page and the worker it runs in. */

import { closeness } from "./closeness.mjs";
import { applyFilters, facets, label } from "./facets.mjs";
import { fullIndex } from "./full-index.mjs";
import { highlight, matchedAlias } from "./highlight.mjs";
import { rank } from "./rank.mjs";
import { splitIndex } from "./split-index.mjs";
import { suggestTopics } from "./suggest-topics.mjs";
import { nameTerm, plainWords } from "./tokenize.mjs";

/** @typedef {import("minisearch").default} MiniSearch */
/** @typedef {import("./facets.mjs").Filters} Filters */
/** @typedef {import("./facets.mjs").Choice} Choice */
/** @typedef {import("./suggest-topics.mjs").Topic} Topic */
/** @typedef {import("./query.mjs").Query} Query */

/**
 * What the numbers in `Facts` refer to.
 * @typedef {{ version: number, sorts: string[], levels: string[], kinds: string[], topics: Topic[],
 *   companies: { id: string, title: string }[], popular: string[] }} Legend
 */
/**
 * What is known about every row without fetching it, as columns.
 * @typedef {{ sort: number[], topic: number[], level: number[], kind: number[], companies: number[][],
 *   demo: number[], open: number[], part: number[] }} Facts
 */
/** @typedef {{ address: string, title: string, text: string, names: string[], searched: string[] }} Row */
/**
 * @typedef {Legend & { facts: Facts, rows: { address: string[], title: string[], prompt: string[], text: string[],
 *   main: string[][], names: string[][], searched: string[][], also: string[] } }} FullIndex
 */
/**
 * @typedef {Legend & { facts: Facts, split: { folder: string, starts: string[], block: number,
 *   lengths: number[][] } }} SplitIndex
 */
/**
 * Where rows come from. `prepare` parses a query and fetches the index entries it needs; `rows` fetches rows.
 * @typedef {{ facts: Facts, prepare: (text: string) => Promise<{ query: Query, index: MiniSearch }>,
 *   rows: (ids: number[]) => Promise<Row[]> }} Source
 */
/**
 * A row in the format of the theme's dialog, plus our own fields. `title`, `text`, `tags` and `alias` (the name that
 * matched, if it isn't visible otherwise) are HTML.
 * @typedef {{ location: string, title: string, text: string, tags: string[], score: number,
 *   terms: Record<string, boolean>, sort: string, open: boolean, demo: boolean, alias: string }} Item
 */
/**
 * `missing` are query words that no row has; `suggestions` are topics, if nothing was found; `popular` are searches to
 * offer without a query; `definition` is the glossary's term, if the query is one.
 * @typedef {{ items: Item[][], total: number, choices: Choice[], missing: string[], popular?: string[],
 *   suggestions: { location: string, title: string }[], definition?: { location: string, title: string, text: string } }} Result
 */

const VERSION = 3;
const MAX_QUERY_LENGTH = 200;
/** So many rows are compared with the query phrase by phrase: those that the dialog shows, which are fetched anyway. */
const RERANKED = 10;
/** A term further down isn't looked at: its rows would have to be fetched. */
const MAX_TERM_PLACE = 20;
const SORT_WEIGHTS = { question: 1, company: 1, plan: 0.8, page: 0.6, topic: 0.5, stage: 0.6, demo: 0.5, term: 0.3 };
const OPEN_WEIGHT = 0.92;
const PART_WEIGHT = 0.65;
/** @type {Result} */
const NO_RESULT = { items: [], total: 0, choices: [], missing: [], suggestions: [] };

/**
 * @param {any} data the parsed `search/index.json`
 * @param {(name: string) => Promise<any>} fetchJson fetches another file of the search folder
 */
export function createEngine(data, fetchJson) {
  if (data.version !== VERSION) throw new Error("the search index has a different version than the engine");
  return new Engine(data, data.split ? splitIndex(data, fetchJson) : fullIndex(data));
}

export class Engine {
  /**
   * @param {Legend} legend
   * @param {Source} source
   */
  constructor(legend, source) {
    this.legend = legend;
    this.source = source;
    this.facets = facets(legend, source.facts);
    const weights = source.facts.sort.map((_, id) => this.#weight(id));
    this.weight = (/** @type {number} */ id) => weights[id];
  }

  /** @param {number} id */
  #weight(id) {
    const { sort, open, part } = this.source.facts;
    const name = /** @type {keyof typeof SORT_WEIGHTS} */ (this.legend.sorts[sort[id]]);
    return SORT_WEIGHTS[name] * (open[id] ? OPEN_WEIGHT : 1) * (part[id] ? PART_WEIGHT : 1);
  }

  /**
   * @param {string} text
   * @param {Filters} filters
   * @param {number} limit
   * @returns {Promise<Result>}
   */
  async search(text, filters = {}, limit = 20) {
    const trimmed = text.trim() && text.slice(0, MAX_QUERY_LENGTH);
    if (!trimmed && !Object.values(filters).some((values) => values.length)) return { ...NO_RESULT, popular: this.legend.popular };
    const { query, index } = await this.source.prepare(trimmed);
    const { hits, rarities } = trimmed ? rank(index, query, this.weight) : { hits: this.#allRows(), rarities: [] };
    const byId = new Map(hits.map((hit) => [hit.id, hit]));
    const { ids, choices } = applyFilters(this.facets, [...byId.keys()], filters);
    const rows = await this.source.rows(ids.slice(0, Math.max(limit, RERANKED)));
    const items = rows.map((row, place) => this.#item(ids[place], row, byId.get(ids[place])));
    if (rarities.length) rerank(items, rows, query.words, rarities);
    const suggestions = ids.length ? [] : suggestTopics(trimmed, this.legend.topics);
    const definition = await this.#definition(trimmed, hits);
    return { definition, items: items.slice(0, limit).map((item) => [item]), total: ids.length, choices, missing: query.missing, suggestions };
  }

  /**
   * The glossary's term whose name is the whole query.
   * @param {string} text
   * @param {import("./rank.mjs").Hit[]} hits
   */
  async #definition(text, hits) {
    const { sort } = this.source.facts;
    const ids = hits.slice(0, MAX_TERM_PLACE).flatMap(({ id }) => (this.legend.sorts[sort[id]] === "term" ? [id] : []));
    if (!ids.length) return undefined;
    const name = nameTerm(plainWords(text));
    const term = (await this.source.rows(ids)).find((row) => row.names.some((own) => nameTerm(plainWords(own)) === name));
    return term && { location: term.address, title: term.title, text: term.text };
  }

  /** Every row by weight, for filters without a query. */
  #allRows() {
    const ids = this.source.facts.sort.map((_, id) => id);
    return ids.map((id) => ({ id, score: this.weight(id), stems: [] })).sort((a, b) => b.score - a.score || a.id - b.id);
  }

  /**
   * @param {number} id
   * @param {Row} row
   * @param {import("./rank.mjs").Hit | undefined} hit
   * @returns {Item}
   */
  #item(id, row, hit) {
    const { sort, topic, level, open, demo } = this.source.facts;
    const stems = new Set(hit?.stems);
    const topicTitle = this.legend.sorts[sort[id]] === "topic" ? undefined : this.legend.topics[topic[id]]?.title;
    const levelName = this.legend.levels[level[id]];
    const slug = row.address.split("/")[1]?.replaceAll("-", " ");
    const names = row.names.filter((name) => name !== slug);
    const tags = [topicTitle, levelName && label(levelName)].filter((tag) => tag !== undefined);
    return {
      location: row.address,
      title: highlight(row.title, stems),
      text: highlight(row.text, stems),
      tags: tags.map((tag) => highlight(tag, stems)),
      score: hit?.score ?? 0,
      terms: {},
      sort: this.legend.sorts[sort[id]],
      open: open[id] === 1,
      demo: demo[id] === 1,
      alias: highlight(matchedAlias([...names, ...row.searched], stems, `${row.title} ${row.text}`), stems),
    };
  }
}

/**
 * Sorts the first items again, with the closeness of their rows to the query.
 * @param {Item[]} items
 * @param {Row[]} rows
 * @param {import("./query.mjs").Word[]} words
 * @param {number[]} rarities
 */
function rerank(items, rows, words, rarities) {
  const first = items.slice(0, RERANKED);
  first.forEach((item, place) => (item.score *= closeness(rows[place], words, rarities)));
  items.splice(0, first.length, ...first.sort((a, b) => b.score - a.score));
}
