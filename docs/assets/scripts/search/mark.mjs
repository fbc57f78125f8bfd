/** Text for a place inside HTML, with the words that were found marked. */

import { stem, tokens } from "./words.mjs";

/** @type {Record<string, string>} */
const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** @param {string} text */
export function escaped(text) {
  return text.replace(/[&<>"']/g, (mark) => ESCAPED[mark]);
}

/**
 * @param {string} text
 * @param {Set<string>} stems
 */
export function marked(text, stems) {
  let [html, done] = ["", 0];
  for (const { word, start, end } of tokens(text)) {
    if (start < done || !stems.has(stem(word))) continue;
    html += `${escaped(text.slice(done, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    done = end;
  }
  return html + escaped(text.slice(done));
}
