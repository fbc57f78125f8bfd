/** Finds rows. Knows neither the page nor the worker it runs in. */

import { facets, narrow } from "./facets.mjs";
import { marked, otherName } from "./mark.mjs";
import { nearest } from "./nearest.mjs";
import { rank } from "./rank.mjs";
import { split } from "./split.mjs";
import { whole } from "./whole.mjs";

/** @typedef {import("minisearch").default} MiniSearch */
/** @typedef {import("./facets.mjs").Filters} Filters */
/** @typedef {import("./facets.mjs").Choice} Choice */
/** @typedef {import("./nearest.mjs").Topic} Topic */
/** @typedef {import("./query.mjs").Query} Query */

/**
 * What the numbers of the facts stand for.
 * @typedef {{ version: number, sorts: string[], levels: string[], kinds: string[], topics: Topic[],
 *   companies: { id: string, title: string }[] }} Legend
 */
/**
 * What is known of every row without fetching it.
 * @typedef {{ sort: number[], topic: number[], level: number[], kind: number[], companies: number[][],
 *   demo: number[], open: number[], part: number[] }} Facts
 */
/** @typedef {{ address: string, title: string, text: string, names: string[] }} Shown */
/**
 * @typedef {Legend & { facts: Facts, rows: { address: string[], title: string[], text: string[], main: string[][],
 *   names: string[][], also: string[] } }} Whole
 */
/**
 * @typedef {Legend & { facts: Facts, split: { folder: string, starts: string[], block: number,
 *   lengths: number[][] } }} Pieces
 */
/**
 * Where rows come from. `understand` fetches what it takes to understand a query, and an index that ranks the rows for it.
 * @typedef {{ facts: Facts, understand: (typed: string) => Promise<{ query: Query, index: MiniSearch }>,
 *   shown: (ids: number[]) => Promise<Shown[]> }} Source
 */
/**
 * A row as the theme's dialog takes it, and what ours shows besides. `title`, `text`, `tags` and `other`, the name by
 * which it was found, are HTML.
 * @typedef {{ location: string, title: string, text: string, tags: string[], score: number,
 *   terms: Record<string, boolean>, sort: string, open: boolean, demo: boolean, other: string }} Item
 */
/**
 * @typedef {{ items: Item[][], total: number, choices: Choice[], missing: string[],
 *   nearest: { location: string, title: string }[] }} Result
 */

const VERSION = 1;
const LONGEST = 200;
const SORTS = { question: 1, company: 1, plan: 0.8, page: 0.6, topic: 0.5, stage: 0.6, demo: 0.5, term: 0.3 };
const OPEN = 0.92;
const PART = 0.65;
/** @type {Result} */
const NOTHING = { items: [], total: 0, choices: [], missing: [], nearest: [] };

/**
 * @param {any} data the index
 * @param {(name: string) => Promise<any>} fetched what else lies in the search's folder
 */
export function begin(data, fetched) {
  if (data.version !== VERSION) throw new Error("the search index is of another version than its engine");
  return new Engine(data, data.split ? split(data, fetched) : whole(data));
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
    const worths = source.facts.sort.map((_, id) => this.#worth(id));
    this.worth = (/** @type {number} */ id) => worths[id];
  }

  /** @param {number} id */
  #worth(id) {
    const { sort, open, part } = this.source.facts;
    const name = /** @type {keyof typeof SORTS} */ (this.legend.sorts[sort[id]]);
    return SORTS[name] * (open[id] ? OPEN : 1) * (part[id] ? PART : 1);
  }

  /**
   * @param {string} text
   * @param {Filters} filters
   * @param {number} limit
   * @returns {Promise<Result>}
   */
  async search(text, filters = {}, limit = 20) {
    const typed = text.trim() && text.slice(0, LONGEST);
    if (!typed && !Object.values(filters).some((values) => values.length)) return NOTHING;
    const { query, index } = await this.source.understand(typed);
    const hits = typed ? rank(index, query, this.worth) : this.#everything();
    const stems = new Map(hits.map((hit) => [hit.id, hit]));
    const { ids, choices } = narrow(this.facets, [...stems.keys()], filters);
    const shown = await this.source.shown(ids.slice(0, limit));
    const items = shown.map((row, place) => [this.#item(ids[place], row, stems.get(ids[place]))]);
    const near = ids.length ? [] : nearest(typed, this.legend.topics);
    return { items, total: ids.length, choices, missing: query.missing, nearest: near };
  }

  /** Every row, for somebody who only chooses. */
  #everything() {
    const ids = this.source.facts.sort.map((_, id) => id);
    return ids.map((id) => ({ id, score: this.worth(id), stems: [] })).sort((a, b) => b.score - a.score || a.id - b.id);
  }

  /**
   * @param {number} id
   * @param {Shown} row
   * @param {import("./rank.mjs").Hit | undefined} hit
   * @returns {Item}
   */
  #item(id, row, hit) {
    const { sort, topic, level, open, demo } = this.source.facts;
    const stems = new Set(hit?.stems);
    const topical = this.legend.sorts[sort[id]] === "topic" ? undefined : this.legend.topics[topic[id]]?.title;
    const tags = [topical, this.legend.levels[level[id]]].filter((tag) => tag !== undefined);
    return {
      location: row.address,
      title: marked(row.title, stems),
      text: marked(row.text, stems),
      tags: tags.map((tag) => marked(tag, stems)),
      score: hit?.score ?? 0,
      terms: {},
      sort: this.legend.sorts[sort[id]],
      open: open[id] === 1,
      demo: demo[id] === 1,
      other: marked(otherName(row.names, stems, `${row.title} ${row.text}`), stems),
    };
  }
}
