/** Entry point of the pages' scripts. Filters are loaded only where there is a list to filter. */
import "./copy-buttons.mjs";
import "./layers.mjs";
import "./open-answer.mjs";
import "./replay.mjs";

document$.subscribe(() => {
  if (document.querySelector("question-filters")) import("./filters.mjs");
});
