/**
 * Entry point of the pages' scripts. Filters and the player are loaded only where there are any. The layers come last, since
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
  if (document.querySelector("replay-player")) import("./replay-player.mjs");
});
