/** Leads from a former URL of a question to its page, with the fragment, which a meta refresh would drop. */
location.replace(document.querySelector("link[rel=canonical]").href + location.search + location.hash);
