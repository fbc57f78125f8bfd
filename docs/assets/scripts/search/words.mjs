/** Text into words, and words into what is compared: one way for rows and for queries. */

import { stemmer } from "../../vendor/stemmer.mjs";

/** @typedef {{ word: string, start: number, end: number }} Token a folded word and its place in the text */

const COMPOUND = /[\p{L}\p{N}]+(?:[-/+.'’&_][\p{L}\p{N}]+)*/gu;
const PART = /[\p{L}\p{N}]+/gu;

/** Words that say nothing of what is looked for. */
const EMPTY = new Set(
  `a about again all am an and any are as at be been between but by can could did do does doing don dont each for from had
  has have having he her his how i if im in into is isn it its just ll me more most my no nor not of off on only or
  our out over own re s same she should so some such t than that the their them then there these they this those to too
  us ve versus very vs was we were what when where which while who whom whose why will with would you
  your`.split(/\s+/),
);

/** Words of asking and of interviews: they say a little. */
const WEAK = new Set(
  `answer answers answered ask asked asking best difference differences differ different example examples explained
  get good happen happens happened help interview interviews interviewer interviewers know make makes mean means need
  one please practice question questions really say said tell thing things time use used uses using want way ways work
  works`.split(/\s+/),
);

/**
 * Small letters without accents.
 * @param {string} text
 */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The words of a text. What a mark holds together is one more word: `pub/sub` is pub, sub and pubsub.
 * @param {string} text
 * @returns {Token[]}
 */
export function tokens(text) {
  /** @type {Token[]} */
  const found = [];
  for (const whole of text.matchAll(COMPOUND)) {
    const parts = [...whole[0].matchAll(PART)];
    for (const part of parts) {
      const start = whole.index + part.index;
      found.push({ word: fold(part[0]), start, end: start + part[0].length });
    }
    if (parts.length > 1) {
      const word = fold(parts.map((part) => part[0]).join(""));
      found.push({ word, start: whole.index, end: whole.index + whole[0].length });
    }
  }
  return found;
}

/**
 * The words of a text, none of them compound.
 * @param {string} text
 */
export function plainWords(text) {
  return (text.match(PART) ?? []).map(fold);
}

/**
 * Words that carry meaning, in order; all of them if none does.
 * @param {string[]} words
 */
export function meaning(words) {
  const some = words.filter((word) => !EMPTY.has(word));
  return some.length ? some : words;
}

/** @param {string} word */
export function isWeak(word) {
  return WEAK.has(word);
}

/** @type {Map<string, string>} */
const stems = new Map();

/**
 * What a word has in common with its other forms.
 * @param {string} word
 */
export function stem(word) {
  let found = stems.get(word);
  if (found === undefined) {
    found = /^[a-z]{3,}$/.test(word) ? stemmer(word) : word;
    stems.set(word, found);
  }
  return found;
}

/**
 * A whole name as one term, so that a query which is that name, in any order of its words, finds it first.
 * @param {string[]} words
 */
export function nameTerm(words) {
  const some = meaning(words);
  const telling = some.filter((word) => !WEAK.has(word));
  return `=${(telling.length ? telling : some).map(stem).sort().join("")}`;
}
