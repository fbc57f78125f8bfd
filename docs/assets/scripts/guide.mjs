/** What the pages do beyond reading. Narrowing a list is fetched by the pages that have one. */
import "./copy.mjs";
import "./layers.mjs";
import "./open-answer.mjs";

document$.subscribe(() => {
  if (document.querySelector("question-filters")) import("./filters.mjs");
});
