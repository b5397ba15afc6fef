// What is chosen, and how it is written in the fragment of the address, so that a link opens the same view.

const state = {
  view: "graph", // graph, table, timeline or map
  frame: null, // of the map: longitude and latitude in its middle, degrees across
  inside: null, // group whose members are shown instead of the overview
  open: new Set(), // groups of alike entities that are open where they stand
  focus: null, // entity in focus
  hops: 1,
  grown: new Set(), // entities whose neighbours were added to the focus
  path: null, // [from, to]
  question: null, // number of a named question
  selected: null, // {item} or {a, b}
  article: null, // {number, marks} while one is read
  families: new Set(), // switched off
  relations: new Set(), // switched off
  statuses: new Set(), // switched off
  confidence: 0, // percent
  from: null, // days of publication, ISO
  to: null,
  since: null, // days told in the text, ISO
  until: null,
  only: new Set(), // articles; empty means all
  theme: null, // light, dark or as the system says
};

const byIri = new Map(DATA.things.map((t, n) => [t.iri, n]));
const byArticle = new Map(DATA.articles.map((a, n) => [a.id, n]));
const itemName = (item) => (item >= 0 ? DATA.things[item].iri : `~${~item}`);
function namedItem(name) {
  if (name.startsWith("~")) return Number(name.slice(1)) < DATA.groups.length ? ~Number(name.slice(1)) : undefined;
  const thing = byIri.get(name);
  return thing !== undefined && isNode(thing) ? thing : undefined;
}

const escaped = (text) => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%3A", ":");
const joined = (list) => [...list].map(escaped).join("+");
const parted = (text) => (text ? text.split("+").map(decodeURIComponent) : []);

function fragment() {
  const parts = {
    view: state.view === "graph" ? "" : state.view,
    frame: state.view === "map" && state.frame ? state.frame.join() : "",
    focus: state.focus === null ? "" : joined([itemName(state.focus)]),
    hops: state.focus !== null && state.hops > 1 ? state.hops : "",
    grow: joined([...state.grown].map(itemName)),
    path: state.path ? joined(state.path.map(itemName)) : "",
    question: state.question === null ? "" : escaped(DATA.questions[state.question].name),
    inside: state.inside === null ? "" : joined([itemName(state.inside)]),
    open: joined([...state.open].map(itemName)),
    see: state.selected ? joined((state.selected.item !== undefined ? [state.selected.item] : [state.selected.a, state.selected.b]).map(itemName)) : "",
    read: state.article ? joined([DATA.articles[state.article.number].id, ...state.article.marks.map((m) => `${m.begin}-${m.end}`)]) : "",
    without: joined([...state.families].map((f) => DATA.families[f].key)),
    "without-relations": joined([...state.relations].map((r) => DATA.relations[r].iri)),
    "without-status": joined(state.statuses),
    confidence: state.confidence || "",
    from: state.from ?? "",
    to: state.to ?? "",
    since: state.since ?? "",
    until: state.until ?? "",
    only: joined([...state.only].map((a) => DATA.articles[a].id)),
    language: language === "id" ? "" : language,
    theme: state.theme ?? "",
  };
  return Object.entries(parts).filter(([, value]) => value !== "").map(([key, value]) => `${key}=${value}`).join("&");
}

// Take the state from the address; what it does not know is left out.
function readFragment(text) {
  const parts = Object.fromEntries(text.replace(/^#/, "").split("&").filter(Boolean).map((p) => [p.slice(0, p.indexOf("=")), p.slice(p.indexOf("=") + 1)]));
  const known = (list) => list.filter((x) => x !== undefined && x >= -DATA.groups.length);
  const items = (key) => { try { return known(parted(parts[key]).map(namedItem)); } catch { return []; } };
  const indices = (key, list, name) => { try { return parted(parts[key]).map((x) => list.findIndex((y) => y[name] === x)).filter((i) => i >= 0); } catch { return []; } };
  const isoDay = (value) => (/^\d{4}-\d\d-\d\d$/.test(value ?? "") ? value : null);
  const see = items("see");
  const ends = items("path").filter((i) => i >= 0);
  const [read] = indices("read", DATA.articles, "id");
  const marks = read === undefined ? [] : parted(parts.read).slice(1).map((m) => /^(\d+)-(\d+)$/.exec(m)).filter(Boolean);
  const question = indices("question", DATA.questions, "name")[0] ?? null;
  language = parts.language === "en" ? "en" : "id";
  Object.assign(state, {
    view: ["table", "timeline", ...(DATA.land ? ["map"] : [])].includes(parts.view) ? parts.view : "graph",
    frame: /^-?[\d.]+,-?[\d.]+,[\d.]+$/.test(parts.frame ?? "") && parts.frame.split(",").every((n) => Number.isFinite(Number(n)) && Math.abs(n) <= 400) && Number(parts.frame.split(",")[2]) >= 2 ? parts.frame.split(",").map(Number) : null,
    focus: items("focus").find((i) => i >= 0) ?? null,
    hops: parts.hops === "2" ? 2 : 1,
    grown: new Set(items("grow").filter((i) => i >= 0)),
    path: ends.length === 2 ? ends : null,
    question,
    inside: items("inside").find((i) => i < 0) ?? null,
    open: new Set(items("open").filter((i) => i < 0)),
    selected: see.length === 1 ? { item: see[0] } : see.length === 2 ? { a: Math.min(...see), b: Math.max(...see) } : null,
    article: read === undefined ? null : { number: read, marks: marks.map((m) => ({ article: read, begin: Number(m[1]), end: Number(m[2]) })) },
    families: new Set(indices("without", DATA.families, "key")),
    relations: new Set(indices("without-relations", DATA.relations, "iri")),
    statuses: new Set(parted(parts["without-status"]).filter((s) => DATA.statuses.includes(s))),
    confidence: Math.max(0, Math.min(100, Number(parts.confidence) || 0)),
    from: isoDay(parts.from),
    to: isoDay(parts.to),
    since: isoDay(parts.since),
    until: isoDay(parts.until),
    only: new Set(indices("only", DATA.articles, "id")),
    theme: ["light", "dark"].includes(parts.theme) ? parts.theme : null,
  });
}
