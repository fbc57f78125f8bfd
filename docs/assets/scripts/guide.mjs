/** Entry point of the pages' scripts. Filters are loaded only where there is a list to filter. */
import "./answer-timer.mjs";
import "./copy-buttons.mjs";
import "./menu.mjs";
import "./replay.mjs";
import "./open-answer.mjs";
import "./layers.mjs"; // last: it scrolls to where one was

document$.subscribe(() => {
  if (document.querySelector("question-filters")) import("./filters.mjs");
});
