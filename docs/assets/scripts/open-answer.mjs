/**
 * Opens the answer that the address points at. An address inside an answer is opened by the browser itself; this is
 * for the heading above it, for the details element, and for `#answer`, which means both parts.
 */
function openTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  const inside = target.closest("details");
  const below = target.matches("h2, h3") ? target.parentElement.querySelector(`#${CSS.escape(id)} ~ * details, #${CSS.escape(id)} ~ details`) : null;
  for (let details = inside ?? below; details; details = details.parentElement.closest("details")) details.open = true;
  if (id === "answer" || id === "answers") {
    for (const details of document.querySelectorAll("details.answer")) details.open = true;
  }
  target.scrollIntoView();
}

addEventListener("hashchange", openTarget);
openTarget();
