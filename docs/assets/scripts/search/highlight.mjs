/** HTML with the matched words marked, and the alias through which a row matched. */

import { stem, tokens } from "./tokenize.mjs";

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** @param {string} text */
function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/**
 * `text` as HTML with a `mark` around each word with one of `stems`.
 * @param {string} text
 * @param {Set<string>} stems
 */
export function highlight(text, stems) {
  let [html, done] = ["", 0];
  for (const { word, start, end } of tokens(text)) {
    if (start < done || !stems.has(stem(word))) continue;
    html += `${escapeHtml(text.slice(done, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    done = end;
  }
  return html + escapeHtml(text.slice(done));
}

/**
 * The name with the most matched words that `visible` doesn't have; of equal ones the shortest.
 * @param {string[]} names
 * @param {Set<string>} stems
 * @param {string} visible
 */
export function matchedAlias(names, stems, visible) {
  const seen = [...stemsOf(visible)].filter((key) => stems.has(key));
  let [alias, best] = ["", 0];
  for (const name of names) {
    const own = stemsOf(name);
    const count = [...own].filter((key) => stems.has(key) && !seen.some((start) => key.startsWith(start))).length;
    const score = count && count + 1 / own.size;
    if (score > best) [alias, best] = [name, score];
  }
  return alias;
}

/** @param {string} text */
function stemsOf(text) {
  return new Set(tokens(text).map(({ word }) => stem(word)));
}
