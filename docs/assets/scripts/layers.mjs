/** The layers of a question: "Expand all" for this page, and those that were open when one comes back to it. */
class ExpandAll extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.setAll(!this.allOpen()));
    for (const layer of this.layers()) layer.addEventListener("toggle", () => this.updateLabel());
    this.updateLabel();
  }

  layers() {
    return [...this.closest("article").querySelectorAll("details.answer")];
  }

  allOpen() {
    return this.layers().every((layer) => layer.open);
  }

  setAll(open) {
    for (const layer of this.layers()) layer.open = open;
    this.updateLabel();
  }

  updateLabel() {
    this.button.textContent = this.allOpen() ? "Collapse all" : "Expand all";
  }
}

customElements.define("expand-all", ExpandAll);

const STORAGE_KEY = "left";
const MAX_PAGES = 20;

/** Pages left in this tab, with what was open and how far they were scrolled. */
const left = new Map();
let isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
let current = location.pathname;

function details() {
  return [...document.querySelectorAll("article details")];
}

function remember() {
  const open = details().flatMap((element, index) => (element.open ? [index] : []));
  left.delete(current); // so that it's the newest
  left.set(current, { open, top: scrollY });
  storeLeft([...left].slice(-MAX_PAGES));
}

function restore() {
  current = location.pathname;
  const page = isBack && left.get(current);
  isBack = false;
  if (!Array.isArray(page?.open)) return;
  const elements = details();
  for (const index of page.open) if (elements[index]) elements[index].open = true;
  requestAnimationFrame(async () => {
    await document.fonts.ready; // those of what has just been opened, too
    scrollTo(0, page.top);
  });
}

/** In this tab's storage, if there is one. */
function storeLeft(pages) {
  try {
    __md_set(STORAGE_KEY, pages, sessionStorage);
  } catch {
    // Then they're remembered until a page is loaded from the server.
  }
}

function loadLeft() {
  try {
    const pages = __md_get(STORAGE_KEY, sessionStorage);
    return Array.isArray(pages) ? pages.filter(Array.isArray) : [];
  } catch {
    return [];
  }
}

for (const [path, page] of loadLeft()) left.set(path, page);
addEventListener("popstate", () => {
  isBack = location.pathname !== current; // not to a fragment of this page, which is where one wants to be
}, { capture: true });
addEventListener("pagehide", remember);
document.addEventListener("click", (event) => {
  const chosen = event.target.closest?.("a[href], details.answer > summary");
  if (chosen?.matches("a")) remember(); // before instant navigation replaces the page
  else chosen?.parentElement.classList.add("moving"); // layers that a script opens have their height at once
}, { capture: true });
document$.subscribe(restore);
