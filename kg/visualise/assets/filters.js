// What is shown: by type, relation, status, confidence, article and day; and the named questions.

const published = [...new Set(DATA.articles.map((a) => a.date).filter(Boolean))].sort();
const toldDays = [...new Set([...told.values()].flatMap((found) => found.map((d) => d.from)))].sort();
const usedFamilies = DATA.families.map((_, f) => f).filter((f) => Array.from({ length: ENTITIES }, (_, e) => e).some((e) => familyOf(e) === f));
const toggled = (set, value) => {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
};
const NO_FILTERS = () => ({ families: new Set(), relations: new Set(), statuses: new Set(), confidence: 0, from: null, to: null, since: null, until: null, only: new Set() });
const filtered = () => [state.families, state.relations, state.statuses, state.only].some((set) => set.size) || state.confidence > 0 || state.from || state.to || state.since || state.until;
function refilter(changes) {
  go(changes, { keep: true, filters: true });
  $("reset").hidden = !filtered();
}

const choice = (checked, onchange, ...content) => h("li", {}, h("label", {}, h("input", { type: "checkbox", checked, onchange }), content));
const block = (key, content, open = false, count = 0) =>
  h("details", { class: "filter", open }, h("summary", {}, h("h2", {}, word(key)), count > 0 && h("span", { class: "count" }, number(count))), content);

function familyFilter() {
  const counts = DATA.families.map(() => 0);
  for (let e = 0; e < ENTITIES; e++) counts[familyOf(e)]++;
  return h("ul", { class: "choices" }, usedFamilies.map((f) =>
    choice(!state.families.has(f), () => refilter({ families: toggled(state.families, f) }), badge(f), h("span", {}, DATA.families[f][language]), h("span", { class: "count" }, number(counts[f])))));
}
function relationFilter() {
  const counts = DATA.relations.map(() => 0);
  for (const fact of FACTS) if (isLink(fact)) counts[fact.r]++;
  const used = counts.map((n, r) => [r, n]).filter(([, n]) => n > 0).sort((x, y) => y[1] - x[1] || x[0] - y[0]);
  return [
    h("p", { class: "actions" }, button(word("all"), () => { refilter({ relations: new Set() }); renderFilters(); }), button(word("none"), () => { refilter({ relations: new Set(used.map(([r]) => r)) }); renderFilters(); })),
    h("ul", { class: "choices" }, used.map(([r, n]) =>
      choice(!state.relations.has(r), () => refilter({ relations: toggled(state.relations, r) }), h("span", {}, relationLabel(r)), h("span", { class: "count" }, number(n))))),
  ];
}
function statusFilter() {
  const used = DATA.statuses.filter((s) => FACTS.some((f) => f.supports.some((x) => x.status === s)));
  const value = h("output", { for: "confidence" }, `${number(state.confidence)}%`);
  const slider = h("input", { id: "confidence", type: "range", min: 0, max: 100, step: 5, value: state.confidence, oninput: (event) => {
    value.textContent = `${number(Number(event.target.value))}%`;
    refilter({ confidence: Number(event.target.value) });
  } });
  return [
    h("ul", { class: "choices" }, used.map((s) => choice(!state.statuses.has(s), () => refilter({ statuses: toggled(state.statuses, s) }), statusChip(s)))),
    h("label", { class: "slider", for: "confidence" }, word("confidence_least"), value), slider,
  ];
}
// Two sliders over some days; `first` and `last` are the parts of the state that hold the chosen ones.
function dayFilter(days, first, last) {
  if (days.length < 2) return null;
  const index = (value, fallback) => { const i = days.findIndex((d) => d >= value); return i < 0 ? fallback : i; };
  const ends = [state[first] ? index(state[first], 0) : 0, state[last] ? Math.max(0, days.findLastIndex((d) => d <= state[last])) : days.length - 1];
  const span = () => `${day(days[ends[0]])} – ${day(days[ends[1]])}`;
  const shown = h("output", {}, span());
  const slider = (n) => h("input", { type: "range", min: 0, max: days.length - 1, value: ends[n], "aria-label": word(n ? "until" : "since"), "aria-valuetext": day(days[ends[n]]), oninput: (event) => {
    ends[n] = Number(event.target.value);
    if (ends[0] > ends[1]) ends[1 - n] = ends[n];
    [...event.target.parentElement.querySelectorAll("input")].forEach((input, i) => { input.value = ends[i]; input.setAttribute("aria-valuetext", day(days[ends[i]])); });
    shown.textContent = span();
    refilter({ [first]: ends[0] === 0 ? null : days[ends[0]], [last]: ends[1] === days.length - 1 ? null : days[ends[1]] });
  } });
  return h("div", {}, h("p", { class: "slider" }, shown), slider(0), slider(1));
}
function articleFilter() {
  const list = DATA.articles.map((_, a) => a);
  if (list.length < 2) return null;
  if (list.length <= 12)
    return h("ul", { class: "choices" }, list.map((a) => choice(state.only.has(a), () => refilter({ only: toggled(state.only, a) }), h("span", { class: "article-name" }, articleTitle(a)))));
  const box = h("div", { class: "path-to" });
  const fits = (text) => { const want = plain(text).split(/\s+/).filter(Boolean); return list.filter((a) => { const key = plain(`${DATA.articles[a].id} ${articleTitle(a)}`); return want.every((w) => key.includes(w)); }).slice(0, 12); };
  combobox(box, { key: "article_find", suggest: fits, show: (a) => ({ value: a, content: [h("span", { class: "option-name" }, articleTitle(a)), h("span", { class: "quiet" }, DATA.articles[a].date ? day(DATA.articles[a].date) : "")] }), pick: (a) => { refilter({ only: toggled(state.only, a) }); renderFilters(); } });
  const chosen = h("ul", { class: "choices" }, [...state.only].map((a) => choice(true, () => { refilter({ only: toggled(state.only, a) }); renderFilters(); }, h("span", { class: "article-name" }, articleTitle(a)))));
  return h("div", {}, box, chosen);
}
const questionList = () =>
  DATA.questions.length > 0 && block("questions", h("ul", { class: "questions" }, DATA.questions.map((q, n) =>
    h("li", {}, button(q[language], () => go({ view: "graph", question: n, focus: null, path: null, selected: null, article: null }), { class: "link", "aria-pressed": state.question === n })))), true, DATA.questions.length);

function renderFilters() {
  const opened = [...document.querySelectorAll("#filters details")].map((d) => d.open);
  const kinds = ["solid", "spoken", "doubtful", "contradicted"];
  const lines = kinds.map((kind) => h("li", {}, svg("svg", { width: 34, height: 12, "aria-hidden": "true", class: `line ${kind}` }, svg("path", { d: "M2 6H32" }), kind === "contradicted" ? svg("path", { d: "M13 2L21 10M21 2L13 10", class: "cross" }) : []), word(`line_${kind}`)));
  const publication = dayFilter(published, "from", "to");
  const telling = dayFilter(toldDays, "since", "until");
  const articles = articleFilter();
  $("filters").replaceChildren(...[
    iconButton("close", "close", () => showFilters(false), { class: "icon shut" }),
    h("p", { id: "reset", class: "actions", hidden: !filtered() }, button(word("reset"), () => { refilter(NO_FILTERS()); renderFilters(); $("filters").querySelector("summary").focus(); })),
    block("types", familyFilter(), true),
    block("lines", h("ul", { class: "choices" }, lines), true),
    questionList(),
    block("statuses", statusFilter()),
    block("relations", relationFilter()),
    publication && block("days", publication, true),
    telling && block("days_told", [h("p", { class: "quiet" }, word("days_told_hint")), telling], !publication),
    articles && block("sources", articles, false, DATA.articles.length),
  ].filter(Boolean));
  document.querySelectorAll("#filters details").forEach((d, i) => { if (i in opened && opened.length) d.open = opened[i]; });
}
