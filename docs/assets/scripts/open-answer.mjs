/**
 * Opens the layer that the URL's fragment points to: by its heading, its `details` element, the list item it's in, or
 * `#answer`, which opens both parts, as do links from the search (`?h=`).
 */
function openTarget() {
  const fromSearch = new URLSearchParams(location.search).has("h");
  const id = decodeFragment(location.hash) || (fromSearch ? "answer" : "");
  const target = id && document.getElementById(id);
  if (!target) return;
  const inside = target.closest("details");
  const after = target.nextElementSibling?.matches("details") ? target.nextElementSibling : null;
  for (let details = inside ?? target.querySelector(":scope > details") ?? after; details; details = details.parentElement.closest("details")) details.open = true;
  if (id === "answer") {
    for (const details of document.querySelectorAll("details:is(.answer--short, .answer--full)")) details.open = true;
  }
  target.scrollIntoView();
}

/** The id in a fragment; empty if the encoding is invalid. */
function decodeFragment(fragment) {
  try {
    return decodeURIComponent(fragment.slice(1));
  } catch {
    return "";
  }
}

addEventListener("hashchange", openTarget);
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href*='#']");
  if (link && link.href === location.href) openTarget(); // chosen again, which changes no hash
});
document$.subscribe(openTarget); // emits now, and after each page loaded by instant navigation
