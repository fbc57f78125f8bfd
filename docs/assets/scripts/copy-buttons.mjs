/** Copy buttons on code blocks (the theme's are unlabeled) and headings; the theme's script does the copying. */
function addButtons() {
  document.querySelectorAll(".md-typeset pre:not(.no-copy pre) > code").forEach((code, place) => {
    if (code.parentElement.querySelector(".md-code__nav")) return;
    code.id ||= `_code-${place}`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "md-code__button";
    button.title = "Copy to clipboard";
    button.dataset.clipboardTarget = `#${CSS.escape(code.id)}`;
    button.dataset.mdType = "copy";
    const toolbar = document.createElement("div");
    toolbar.className = "md-code__nav";
    toolbar.append(button);
    code.before(toolbar);
  });
}

/** A click on a heading's permalink also copies its URL. */
function copyPermalinks() {
  for (const link of document.querySelectorAll("a.headerlink")) link.dataset.clipboardText = link.href;
}

document$.subscribe(addButtons);
document$.subscribe(copyPermalinks);
