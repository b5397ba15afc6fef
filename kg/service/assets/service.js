"use strict";
// The query page: YASGUI over this very service, with the ontology's names to complete and the stored questions beside it.
(async function () {
  const [terms, questions] = await Promise.all(["/terms.json", "/questions.json"].map((u) => fetch(u).then((r) => r.json())));
  const completion = document.getElementById("q"), names = document.getElementById("names");
  let timer = 0;
  completion.addEventListener("input", () => {
    clearTimeout(timer);
    const text = completion.value.trim();
    if (text.length < 2) return;
    timer = setTimeout(async () => {
      const answer = await fetch("/names.json?q=" + encodeURIComponent(text));
      if (!answer.ok) return;
      names.replaceChildren(...(await answer.json()).map((n) => Object.assign(document.createElement("option"), { value: n.text })));
    }, 150);
  });

  const place = document.getElementById("yasgui");
  if (!place) return;
  const Gui = window.Yasgui.default || window.Yasgui, { Yasqe, Yasr } = Gui;
  Yasqe.defaults.autocompleters = ["variables", "ontology"];
  Yasqe.defaults.prefixCcApi = null;
  Yasqe.registerAutocompleter({
    name: "ontology",
    bulk: false,
    autoShow: true,
    persistenceId: null,
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      return token.type !== "ws" && /^[a-z0-9]*:?[\w-]*$/i.test(token.string) && token.string.length > 1 && !/^[?$#"']/.test(token.string);
    },
    preProcessToken: (yasqe, token) => Object.assign(token, { autocompletionString: token.string }),
    get: (yasqe, token) => {
      const begun = (token && token.string || "").toLowerCase();
      return terms.terms.filter((t) => t.curie.toLowerCase().startsWith(begun) || t.label.toLowerCase().startsWith(begun))
        .slice(0, 40).map((t) => t.curie);
    },
    postProcessSuggestion: (yasqe, token, suggested) => suggested,
    postprocessHints: (yasqe, hints) => hints.map((h) => {
      const term = terms.terms.find((t) => t.curie === h.text);
      return term && term.label ? Object.assign(h, { displayText: h.text + "   " + term.label }) : h;
    }),
  }, true);
  Yasr.defaults.prefixes = terms.prefixes;
  const first = "SELECT ?name ?ministry WHERE {\n  ?ministry a kg:Ministry ; skos:prefLabel ?name .\n  FILTER(LANG(?name) = \"id\")\n}\nORDER BY ?name\nLIMIT 100";
  const gui = new Gui(place, {
    requestConfig: { endpoint: location.origin + "/sparql", method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint: location.origin + "/sparql" }] },
    copyEndpointOnNewTab: true,
    persistenceId: "beritagraf",
    yasqe: { value: first },
    autofocus: false,
  });
  window.beritagraf = gui;

  function shown(language) {
    const other = language === "id" ? "en" : "id";
    document.getElementById("list").replaceChildren(...questions.map((q) => {
      const button = document.createElement("button"), small = document.createElement("span"), item = document.createElement("li");
      button.type = "button";
      button.lang = language;
      button.textContent = q[language];
      small.className = "other";
      small.lang = other;
      small.textContent = q[other];
      button.append(small);
      button.addEventListener("click", () => {
        const tab = gui.addTab(true, { name: q.name });
        tab.setQuery(q.query);
        tab.query();
        place.scrollIntoView({ block: "start" });
      });
      item.append(button);
      return item;
    }));
    for (const b of document.querySelectorAll(".language button")) b.setAttribute("aria-pressed", String(b.value === language));
  }
  for (const b of document.querySelectorAll(".language button")) b.addEventListener("click", () => shown(b.value));
  shown(navigator.language.startsWith("id") ? "id" : "en");

  // an entity of this graph is looked up here, not at its public address
  new MutationObserver(() => {
    for (const a of place.querySelectorAll("a.iri")) {
      if (a.href.startsWith(terms.base + "id/")) {
        a.href = "/" + a.href.slice(terms.base.length);
        a.removeAttribute("target");
      }
    }
  }).observe(place, { childList: true, subtree: true });
})();
