/** A button on every block of code; the theme's script copies what it points at. Its own buttons are unnamed landmarks. */
function addButtons() {
  document.querySelectorAll(".md-typeset pre:not(.no-copy pre) > code").forEach((code, place) => {
    if (code.parentElement.querySelector(".md-code__nav")) return;
    code.id ||= `code-${place}`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "md-code__button";
    button.title = "Copy to clipboard";
    button.dataset.clipboardTarget = `#${CSS.escape(code.id)}`;
    button.dataset.mdType = "copy";
    const corner = document.createElement("div");
    corner.className = "md-code__nav";
    corner.append(button);
    code.before(corner);
  });
}

/** The sign beside a heading copies the link that it follows. */
function copyLinks() {
  for (const link of document.querySelectorAll("a.headerlink")) link.dataset.clipboardText = link.href;
}

document$.subscribe(addButtons);
document$.subscribe(copyLinks);
