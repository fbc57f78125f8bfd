/** The last searches that led somewhere, kept on this device only. Storage that is full, forbidden or corrupt is none. */

const KEY = `${new URL("../../../", import.meta.url).pathname}.searches`;
const MOST = 5;
const MAX_LENGTH = 200;

/**
 * The latest first.
 * @returns {string[]}
 */
export function recentSearches() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return stored.filter((/** @type {unknown} */ query) => typeof query === "string" && query.trim()).slice(0, MOST);
  } catch {
    return [];
  }
}

/** @param {string} query */
export function rememberSearch(query) {
  const text = query.trim().slice(0, MAX_LENGTH);
  if (!text) return;
  const others = recentSearches().filter((other) => other !== text);
  try {
    localStorage.setItem(KEY, JSON.stringify([text, ...others].slice(0, MOST)));
  } catch {
    // It's forgotten.
  }
}
