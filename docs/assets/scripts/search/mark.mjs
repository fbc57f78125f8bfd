/** Text for a place inside HTML, with the words that were found marked, and which other name to show for them. */

import { stem, tokens } from "./words.mjs";

/** @type {Record<string, string>} */
const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** @param {string} text */
function escaped(text) {
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

/**
 * The name with most words that were found and are not in the text that is shown anyway, and with fewest others.
 * @param {string[]} names
 * @param {Set<string>} stems
 * @param {string} shown
 */
export function otherName(names, stems, shown) {
  const seen = [...stemsOf(shown)].filter((key) => stems.has(key));
  let [other, most] = ["", 0];
  for (const name of names) {
    const own = stemsOf(name);
    const count = [...own].filter((key) => stems.has(key) && !seen.some((start) => key.startsWith(start))).length;
    const fits = count && count + 1 / own.size;
    if (fits > most) [other, most] = [name, fits];
  }
  return other;
}

/** @param {string} text */
function stemsOf(text) {
  return new Set(tokens(text).map(({ word }) => stem(word)));
}
