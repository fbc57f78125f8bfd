/**
 * Entry point of the pages' scripts. Filters are loaded only where there is a list to filter. The layers come last, since
 * they scroll to where one was.
 */
import "./answer-timer.mjs";
import "./copy-buttons.mjs";
import "./menu.mjs";
import "./replay.mjs";
import "./open-answer.mjs";
import "./layers.mjs";

document$.subscribe(() => {
  if (document.querySelector("question-filters")) import("./filters.mjs");
});
