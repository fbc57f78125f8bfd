// Stands in for the search worker when the theme makes it, so that nothing of the search is fetched before somebody
// opens it. Runs before the theme's bundle; from the first focus on, dialog.mjs takes over. Addresses are made absolute
// now: with instant navigation the dialog outlives the page it came with.
(() => {
  const finder = /** @type {HTMLElement | null} */ (document.querySelector(".finder"));
  if (finder) {
    // The theme opens its dialog wherever an address asks for `q`; page.mjs puts it back.
    finder.dataset.asked = location.search;
    history.replaceState(history.state, "", location.pathname);
  }

  const settings = document.getElementById("__config")?.textContent;
  const dialog = /** @type {HTMLElement | null} */ (document.querySelector("[data-md-component=search]"));
  const toggle = document.getElementById("__search");
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  if (!settings || !dialog || !toggle) return;
  const { search } = JSON.parse(settings);
  for (const link of dialog.querySelectorAll("a")) link.href = String(link.href);

  class LateWorker extends EventTarget {
    /** @param {unknown} message */
    postMessage(message) {
      this.dispatchEvent(new MessageEvent("asked", { data: message }));
    }

    terminate() {}
  }

  const late = new LateWorker();
  const Native = window.Worker;
  window.Worker = /** @type {any} */ (
    function Worker(/** @type {string} */ address, /** @type {WorkerOptions} */ options) {
      if (address !== search) return new Native(address, options);
      window.Worker = Native;
      return late;
    }
  );

  let entered = false;
  const early = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    entered = true;
  };
  const begin = () => {
    dialog.removeEventListener("focusin", begin);
    toggle.removeEventListener("change", begin);
    import(String(new URL("dialog.mjs", here)))
      .then((module) => {
        dialog.removeEventListener("keydown", early);
        module.begin(dialog, late, new Native(new URL("worker.js", here)), entered);
      })
      .catch(() => dialog.querySelector(".found__failed")?.removeAttribute("hidden"));
  };
  dialog.addEventListener("keydown", early);
  dialog.addEventListener("focusin", begin);
  toggle.addEventListener("change", begin);
})();
