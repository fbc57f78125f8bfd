/** The header's menu and search as real buttons: the theme has labels, which a keyboard can't reach. */
for (const [id, name] of [["__drawer", "Menu"], ["__search", "Search"]]) {
  const label = document.querySelector(`label.md-header__button[for="${id}"]`);
  const toggle = document.getElementById(id);
  if (!label || !toggle) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.append(...label.childNodes);
  button.setAttribute("aria-label", name);
  button.addEventListener("click", () => toggle.click());
  label.replaceWith(button);
  toggle.hidden = true;
  if (id === "__drawer") followDrawer(button, toggle);
  else replaceFieldIcon(button, toggle);
}

/** The search field's icon as a button, too: on a wide screen it is how Tab and Enter open the search. */
function replaceFieldIcon(button, toggle) {
  const icon = document.querySelector("label.md-search__icon");
  if (!icon) return;
  const other = button.cloneNode();
  other.className = icon.className;
  other.setAttribute("for", toggle.id); // the theme's styles ask for it
  other.append(...icon.childNodes);
  other.addEventListener("click", () => {
    toggle.click();
    if (toggle.checked) document.querySelector(".md-search__input")?.focus();
  });
  icon.replaceWith(other);
}

/** The button says whether the drawer is open; the keyboard goes into the open one, and Escape comes back. */
function followDrawer(button, toggle) {
  const drawer = () => document.querySelector(".md-sidebar--primary");
  const update = () => button.setAttribute("aria-expanded", String(toggle.checked));
  toggle.addEventListener("change", () => {
    update();
    if (toggle.checked) drawer()?.querySelector("a[href]")?.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    toggle.click();
    button.focus();
  });
  update();
}
