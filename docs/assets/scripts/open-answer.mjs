/**
 * Opens the answer that the address points at. An address inside an answer is opened by the browser itself; this is
 * for the heading above it, for the details element, and for `#answer`, which means both parts. Whoever comes from the
 * search, whose links say `?h=`, wants the answer too.
 */
function openTarget() {
  const searched = new URLSearchParams(location.search).has("h");
  const id = named(location.hash) || (searched ? "answer" : "");
  const target = id && document.getElementById(id);
  if (!target) return;
  const inside = target.closest("details");
  const below = target.matches("h2, h3") ? target.parentElement.querySelector(`#${CSS.escape(id)} ~ * details, #${CSS.escape(id)} ~ details`) : null;
  for (let details = inside ?? below; details; details = details.parentElement.closest("details")) details.open = true;
  if (id === "answer") {
    for (const details of document.querySelectorAll("details:is(.answer--short, .answer--full)")) details.open = true;
  }
  target.scrollIntoView();
}

/** The id in a fragment; one that is not well encoded names nothing. */
function named(fragment) {
  try {
    return decodeURIComponent(fragment.slice(1));
  } catch {
    return "";
  }
}

addEventListener("hashchange", openTarget);
document$.subscribe(openTarget); // the theme's: now, and after each page it exchanges without a load
