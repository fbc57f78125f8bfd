// Stands in for the search worker until the search is opened. Runs before the theme's bundle. URLs are resolved now:
// with instant navigation the page's URL changes.
(() => {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".search-page"));
  if (form) {
    // The theme opens its dialog when the URL has a `q` parameter; page.mjs restores it.
    form.dataset.initialSearch = location.search;
    history.replaceState(history.state, "", location.pathname);
  }

  const config = document.getElementById("__config")?.textContent;
  const dialog = /** @type {HTMLElement | null} */ (document.querySelector("[data-md-component=search]"));
  const toggle = document.getElementById("__search");
  const base = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  if (!config || !dialog || !toggle) return;
  const { search: workerUrl } = JSON.parse(config);
  for (const link of dialog.querySelectorAll("a")) link.href = String(link.href);

  class WorkerProxy extends EventTarget {
    /** @param {unknown} message */
    postMessage(message) {
      this.dispatchEvent(new MessageEvent("query", { data: message }));
    }

    terminate() {}
  }

  const proxy = new WorkerProxy();
  const NativeWorker = window.Worker;
  window.Worker = /** @type {any} */ (
    function Worker(/** @type {string} */ url, /** @type {WorkerOptions} */ options) {
      if (url !== workerUrl) return new NativeWorker(url, options);
      window.Worker = NativeWorker;
      return proxy;
    }
  );

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (!(/** @type {HTMLInputElement} */ (toggle).checked)) toggle.click();
    dialog.querySelector("input")?.focus();
  });

  let enterPressed = false;
  const onKeydown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    event.stopPropagation();
    enterPressed = true;
  };
  const load = (/** @type {FocusEvent} */ { target, relatedTarget: opener }) => {
    if (!(target instanceof HTMLInputElement)) return; // but a button that Tab passes
    dialog.removeEventListener("focusin", load);
    import(String(new URL("dialog.mjs", base)))
      .then((module) => {
        dialog.removeEventListener("keydown", onKeydown);
        module.initDialog(dialog, proxy, new NativeWorker(new URL("worker.js", base)), enterPressed, opener);
      })
      .catch(() => dialog.querySelector(".search-failed")?.removeAttribute("hidden"));
  };
  dialog.addEventListener("keydown", onKeydown);
  dialog.addEventListener("focusin", load);
})();
