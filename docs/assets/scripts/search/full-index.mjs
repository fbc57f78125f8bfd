/** The index in one file: every row is known from the start. */

import MiniSearch from "../../vendor/minisearch.mjs";
import { Lexicon } from "./lexicon.mjs";
import { parseQuery } from "./query.mjs";
import { OPTIONS } from "./rank.mjs";
import { tokens } from "./tokenize.mjs";

/** @typedef {import("./engine.mjs").Source} Source */
/** @typedef {import("./engine.mjs").FullIndex} FullIndex */

/**
 * @param {FullIndex} data
 * @returns {Source}
 */
export function fullIndex(data) {
  const { facts, rows, topics } = data;
  const documents = rows.title.map((title, id) => ({
    id,
    title,
    prompt: rows.prompt[id],
    main: rows.main[id],
    names: rows.names[id],
    searched: rows.searched[id],
    also: rows.also[id],
    topic: facts.topic[id] < 0 ? "" : topics[facts.topic[id]].title,
    text: rows.text[id],
  }));
  const index = new MiniSearch(OPTIONS);
  index.addAll(documents);
  const texts = documents.flatMap((row) => [row.title, row.prompt, ...row.main, ...row.names, ...row.searched, row.also, row.topic, row.text]);
  const lexicon = new Lexicon(texts.flatMap((text) => tokens(text).map((token) => token.word)));
  return {
    facts,
    prepare: async (text) => ({ query: parseQuery(text, lexicon), index: /** @type {any} */ (index) }),
    rows: async (ids) =>
      ids.map((id) => ({
        address: rows.address[id],
        title: rows.title[id],
        text: rows.text[id] || rows.prompt[id],
        names: [...rows.main[id], ...rows.names[id]],
        searched: rows.searched[id],
      })),
  };
}
