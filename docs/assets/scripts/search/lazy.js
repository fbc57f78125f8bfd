// Stands in for the search worker when the theme makes it, so that nothing of the search is fetched before somebody
// opens it. Runs before the theme's bundle; from the first focus on, dialog.mjs takes over.
(() => {
  const settings = document.getElementById("__config")?.textContent;
  const dialog = /** @type {HTMLElement | null} */ (document.querySelector("[data-md-component=search]"));
  const toggle = document.getElementById("__search");
  if (!settings || !dialog || !toggle) return;
  const { search } = JSON.parse(settings);

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

  const begin = () => {
    dialog.removeEventListener("focusin", begin);
    toggle.removeEventListener("change", begin);
    import("./dialog.mjs")
      .then((module) => module.begin(dialog, late, new Native(search)))
      .catch(() => dialog.querySelector(".found__failed")?.removeAttribute("hidden"));
  };
  dialog.addEventListener("focusin", begin);
  toggle.addEventListener("change", begin);
})();
