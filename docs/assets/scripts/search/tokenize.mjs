/** Tokenizes, folds and stems text, for rows and queries alike. hooks/search/tokenizer.py must agree with it. */

import { stemmer } from "../../vendor/stemmer.mjs";

/** @typedef {{ word: string, start: number, end: number }} Token a folded word and its position in the text */

const COMPOUND = /[\p{L}\p{N}]+(?:[-/+.'’&_][\p{L}\p{N}]+)*/gu;
const PART = /[\p{L}\p{N}]+/gu;

/** Stop words. */
const STOP_WORDS = new Set(
  `a about again all am an and any are as at be been between but by can could did do does doing don dont each for from had
  has have having he her his how i if im in into is isn it its just ll me more most my no nor not of off on only or
  our out over own re s same she should so some such t than that the their them then there these they this those to too
  us ve versus very vs was we were what when where which while who whom whose why will with would you
  your`.split(/\s+/),
);

/** Stop words that make another word with their neighbor: `on-call`, `back-off`. */
const PARTICLES = new Set("off on out in up over down".split(" "));

/** Common words of questions and interviews: they count, but little. */
const WEAK_WORDS = new Set(
  `answer answers answered ask asked asking best difference differences differ different example examples explained
  get good happen happens happened help interview interviews interviewer interviewers know make makes mean means need
  one please practice question questions really say said tell thing things time use used uses using want way ways work
  works`.split(/\s+/),
);

/**
 * Lower case, without accents.
 * @param {string} text
 */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The words of a text. A compound yields its parts and the joined word: `pub/sub` is pub, sub and pubsub.
 * @param {string} text
 * @returns {Token[]}
 */
export function tokens(text) {
  /** @type {Token[]} */
  const all = [];
  for (const compound of text.matchAll(COMPOUND)) {
    const parts = [...compound[0].matchAll(PART)];
    for (const part of parts) {
      const start = compound.index + part.index;
      all.push({ word: fold(part[0]), start, end: start + part[0].length });
    }
    if (parts.length > 1) {
      const word = fold(parts.map((part) => part[0]).join(""));
      all.push({ word, start: compound.index, end: compound.index + compound[0].length });
    }
  }
  return all;
}

/**
 * The words of a text, with compounds split.
 * @param {string} text
 */
export function plainWords(text) {
  return (text.normalize("NFC").match(PART) ?? []).map(fold);
}

/**
 * The words of a query. A compound stays one word if its parts mean little alone: `on-call`, `A.C.I.D`, `1.3`.
 * @param {string} text
 */
export function typedWords(text) {
  return (text.normalize("NFC").match(COMPOUND) ?? []).flatMap((compound) => {
    const parts = plainWords(compound);
    const isWhole =
      parts.every((part) => part.length === 1) || (compound.includes("-") && parts.some((part) => PARTICLES.has(part)));
    return isWhole ? [parts.join("")] : parts;
  });
}

/**
 * The words that aren't stop words, or all of them if they all are.
 * @param {string[]} words
 */
export function withoutStopWords(words) {
  const kept = words.filter((word) => !STOP_WORDS.has(word));
  return kept.length ? kept : words;
}

/**
 * Neighbors that may be one word, as `on call` is `oncall`: the one that means something, and both together.
 * @param {string[]} typed
 * @returns {[string, string][]}
 */
export function withParticles(typed) {
  return typed.slice(1).flatMap((word, place) => {
    const [left, right] = [PARTICLES.has(typed[place]), PARTICLES.has(word)];
    return left === right ? [] : [[left ? word : typed[place], typed[place] + word]];
  });
}

/** @param {string} word */
export function isWeak(word) {
  return WEAK_WORDS.has(word);
}

/**
 * British endings as American ones, in text and query alike (-our, -ise, -yse, -lled).
 * @param {string} word
 */
function american(word) {
  return word
    .replace(/(?<=[a-z]{3})our(?=(ed|ing|ite|able|al|s)*$)/, "or")
    .replace(/(?<=[a-z]{3})is(?=(e[drs]?|ing|ations?)$)/, "iz")
    .replace(/yse(?=[drs]?$)/, "yze")
    .replace(/(?<=[a-z]{3}[aeiou]l)l(?=(ed|ing|er|ers|ation)$)/, "");
}

/** @type {Map<string, string>} */
const stems = new Map();

/**
 * The Porter stem of a word.
 * @param {string} word
 */
export function stem(word) {
  let result = stems.get(word);
  if (result === undefined) {
    result = /^[a-z]{3,}$/.test(word) ? stemmer(american(word)) : word;
    stems.set(word, result);
  }
  return result;
}

/**
 * A name as one term, so that a query with exactly its words, in any order, finds it first.
 * @param {string[]} words
 */
export function nameTerm(words) {
  const kept = withoutStopWords(words);
  const strong = kept.filter((word) => !WEAK_WORDS.has(word));
  return `=${(strong.length ? strong : kept).map(stem).sort().join("")}`;
}
