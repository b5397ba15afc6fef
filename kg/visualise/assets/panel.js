// The panel beside the graph: what is known of what is chosen.

function entityPanel(e) {
  const facts = ABOUT[e].filter((f) => factPasses(f) && f.saying === undefined);
  const naming = facts.filter((f) => DATA.relations[f.r].naming);
  const linking = facts.filter(isLink).sort((x, y) => x.r - y.r || x.n - y.n);
  const others = facts.filter((f) => !isLink(f) && !DATA.relations[f.r].naming);
  const row = (f) => factRow(f, e);
  const others_ = DATA.things[e].names ?? [];
  const names = [classLabel(e), ...others_.slice(0, 6), others_.length > 6 && word("more_n", { n: number(others_.length - 6) })].filter(Boolean).join(" · ");
  return [
    panelHead(h("h2", {}, labelOf(e)), names, familyOf(e)),
    h("p", { class: "actions" },
      state.focus !== e && button(word("focus"), () => go({ view: "graph", focus: e, path: null, question: null, grown: new Set(), selected: { item: e } }), { class: "main" }),
      state.focus !== null && state.focus !== e && button(word(state.grown.has(e) ? "shrink" : "grow"), () => go({ grown: toggled(state.grown, e) })),
      PARENT.has(e) && state.open.has(PARENT.get(e)) && view.items.includes(e) && button(word("collapse"), () => toggleGroup(PARENT.get(e)))),
    pathFinder(e),
    section(word("attributes"), others, row),
    section(word("links"), linking, row),
    section(word("sayings"), SAID[e], sayingRow, { open: !linking.length && !others.length }),
    section(word("names"), naming, row, { open: false }),
    !facts.length && !SAID[e].length && h("p", { class: "quiet" }, word("no_facts")),
    h("p", { class: "iri" }, /^[a-z]+:/.test(DATA.things[e].iri) ? DATA.things[e].iri : DATA.base + DATA.things[e].iri),
  ];
}
function pathFinder(from) {
  const box = h("div", { class: "path-to" });
  combobox(box, { key: "path_to", pick: (to) => to !== from && go({ view: "graph", path: [from, to], focus: null, question: null, selected: null }) });
  return box;
}

function groupPanel(item) {
  const all = members(item).filter(familyPasses);
  return [
    panelHead(h("h2", {}, groupLabel(item)), DATA.groups[~item][0] === "alike" && word("alike_links"), itemFamily(item)),
    h("p", { class: "actions" }, item !== state.inside && button(word(state.open.has(item) ? "collapse" : "expand"), () => toggleGroup(item), { class: "main" })),
    section(word("members"), all, (e) => h("li", {}, thingLink(e)), { first: 60 }),
  ];
}
function linkPanel(link) {
  const said = [...new Set(link.facts.filter((f) => f.saying !== undefined).map((f) => f.saying))];
  return [
    panelHead(h("h2", {}, itemLabel(link.a), h("span", { class: "between" }, " ↔ "), itemLabel(link.b)), counted("facts", link.facts.length)),
    section(word("links"), link.facts.filter((f) => f.saying === undefined), (f) => factRow(f, null)),
    section(word("sayings"), said, (n) => sayingRow(DATA.sayings[n])),
  ];
}
function pathPanel() {
  const [from, to] = state.path;
  const head = panelHead(h("h2", {}, labelOf(from), h("span", { class: "between" }, " → "), labelOf(to)), view.steps ? counted("steps", view.steps.length) : word("no_path"));
  return [head, closeButton(), (view.steps ?? []).map((step, i) =>
    h("section", { class: "step" }, h("h3", {}, h("span", { class: "step-number" }, number(i + 1)), labelOf(step.from), h("span", { class: "between" }, " → "), labelOf(step.to)),
      h("ul", {}, step.facts.filter((f) => f.saying === undefined || step.facts.every((g) => g.saying !== undefined)).slice(0, 6).map((f) => (f.saying === undefined ? factRow(f, null) : sayingRow(DATA.sayings[f.saying]))))))];
}
function questionPanel() {
  const { name, columns, rows, total } = DATA.questions[state.question];
  const cell = (value) => (typeof value === "number" ? thingLink(value) : value);
  return [
    panelHead(h("h2", {}, DATA.questions[state.question][language]), `${name} · ${counted("rows", total)}`),
    closeButton(),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": word("answers") },
      h("table", {}, h("thead", {}, h("tr", {}, columns.map((c) => h("th", { scope: "col" }, c)))), h("tbody", {}, rows.map((row) => h("tr", {}, row.map((v) => h("td", {}, cell(v)))))))),
    total > rows.length && h("p", { class: "quiet" }, word("more_n", { n: number(total - rows.length) })),
  ];
}
const closeButton = () => h("p", { class: "actions" }, button([icon("back"), word("overview")], goHome));

// With nothing chosen: how to begin, the main entities, and what wants checking.
function startPanel() {
  if (state.view === "map") return placesPanel();
  const unsure = FACTS.filter((f) => f.saying === undefined && factPasses(f) && standing(f) !== "asserted");
  return [
    panelHead(h("h2", {}, word("hint_title")), word("hint")),
    section(word("main_entities"), prominent().slice(0, 12), ([e, weight]) => h("li", { class: "ranked" }, thingLink(e), h("span", { class: "count" }, counted("links", weight)))),
    section(word("not_drawn"), view.dropped ?? [], (item) => h("li", {}, item >= 0 ? thingLink(item) : button([badge(itemFamily(item), 14), " ", groupLabel(item)], () => toggleGroup(item), { class: "link" })), { open: false }),
    section(word("to_check"), unsure, (f) => factRow(f, null), { open: unsure.length > 0 && unsure.length <= 40, first: 12 }),
  ];
}

function renderPanel() {
  const panel = $("panel");
  const focused = panel.contains(document.activeElement);
  const { selected } = state;
  const link = selected?.a !== undefined && view.links.find((l) => l.a === selected.a && l.b === selected.b);
  let content;
  if (state.article) content = articlePanel(state.article);
  else if (link) content = linkPanel(link);
  else if (selected?.item >= 0) content = entityPanel(selected.item);
  else if (selected?.item < 0) content = groupPanel(selected.item);
  else if (state.path) content = pathPanel();
  else if (state.question !== null) content = questionPanel();
  else if (state.inside !== null && state.focus === null) content = groupPanel(state.inside);
  else content = startPanel();
  if (selected && !state.article) content.unshift(iconButton("close", "close", () => go({ selected: null }), { class: "icon close" }));
  panel.replaceChildren(...content.flat(3).filter(Boolean));
  panel.scrollTop = 0;
  panel.querySelector(".chosen")?.scrollIntoView({ block: "center" });
  if (focused) panel.focus({ preventScroll: true });
}
