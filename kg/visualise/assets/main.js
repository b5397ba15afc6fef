// Puts the page together: the state changes here, and everything is drawn from it.

const root = document.documentElement;
let view = { items: [], links: [] };
let places = new Map();
let fits = false; // whether places are pixels of the page as it is
let renderer = null;
let drawnKey = "";

// Where things stand: as worked out beforehand for the overview; from there on, near to that.
const homes = new Map(DATA.roots.map((item, i) => [item, { x: DATA.positions[i][0], y: DATA.positions[i][1] }]));
function homeOf(item) {
  for (let at = item; ; at = PARENT.get(at)) {
    if (homes.has(at)) return homes.get(at);
    if (!PARENT.has(at)) return { x: 0, y: 0 };
  }
}
const upright = () => $("canvas").clientHeight > $("canvas").clientWidth * 1.25;
const FEWEST = 6; // items that are drawn even where not all of their labels have room
// What is drawn, and where: where it can be so, each item with its whole label. What opens the page and what surrounds an
// entity gives up its last items for that; what was asked for one by one does not.
function arrange() {
  const [width, height] = [$("canvas").clientWidth, $("canvas").clientHeight];
  const all = derive();
  const mayDrop = !state.path && state.question === null && state.inside === null && !state.open.size && !state.grown.size && state.hops === 1;
  const room = roomOf(width, height, width < 500 && state.focus !== null ? 92 : 44);
  Object.assign(LABEL, { width: width < 500 ? 14 : 20, most: 3 });
  fits = false;
  for (let n = all.items.length; !fits && !state.path && n >= Math.min(FEWEST, all.items.length) && n > 0; n = Math.min(n - 1, Math.floor(n * 0.95))) {
    view = n < all.items.length ? first(all, n) : all;
    for (LABEL.most of n < all.items.length ? [2] : [3, 2]) {
      const now = hasRoom(view.items, room) ? fitted(view.items, placed(), room, state.focus) : null;
      if ((fits = now !== null)) {
        places = now;
        break;
      }
    }
    if (!mayDrop) break;
  }
  if (!fits) {
    LABEL.most = 3;
    view = all;
    places = state.path ? placed() : stretched(placed(), width, height);
  }
}
function first(all, n) {
  const items = all.items.slice(0, n);
  const kept = new Set(items);
  const links = all.links.filter((l) => kept.has(l.a) && kept.has(l.b));
  const dropped = all.items.slice(n);
  const left = (all.left ?? 0) + dropped.reduce((sum, item) => sum + members(item).length, 0);
  return { ...all, items, links, left, dropped, strong: state.focus === null ? backbone(items, links).strong : undefined };
}
function placed() {
  const tall = upright();
  const aspect = tall ? 0.62 : 1.35;
  if (state.path) return new Map(view.items.map((item, i) => [item, tall ? { x: 0, y: i * 130 } : { x: i * 210, y: i % 2 ? 90 : 0 }]));
  if (state.focus !== null || state.question !== null || state.inside !== null) return settle(view.items, view.links, (item) => spiral(view.items.indexOf(item)), { aspect, centre: state.focus });
  if (!tall && view.items.length === homes.size && view.items.every((item) => homes.has(item))) return new Map(view.items.map((item) => [item, homeOf(item)]));
  const seen = new Map();
  const start = (item) => {
    const home = homeOf(item);
    const n = homes.has(item) ? 0 : (seen.get(home) ?? 0) + 1;
    if (n) seen.set(home, n);
    const [dx, dy] = n ? spiral(n, 45) : [0, 0];
    return tall ? [(home.y + dx) * 1.1, (home.x + dy) * 0.9] : [home.x + dx, home.y + dy];
  };
  return settle(view.items, view.links, start, { rounds: 60, aspect });
}
function sceneOf() {
  const { selected } = state;
  const item = selected?.item !== undefined && view.items.includes(selected.item) ? selected.item : null;
  const around = item === null || state.path ? null : new Set([item, ...view.links.filter((l) => l.a === item || l.b === item).flatMap((l) => [l.a, l.b])]);
  const pair = selected?.a !== undefined ? selected : null;
  return {
    items: view.items, links: view.links, strong: view.strong, places, fits,
    chosen: (i) => i === item || (pair !== null && (i === pair.a || i === pair.b)),
    dimmed: (i) => (around !== null && !around.has(i)) || (pair !== null && i !== pair.a && i !== pair.b),
    chosenLink: (l) => (pair !== null ? l.a === pair.a && l.b === pair.b : item !== null ? l.a === item || l.b === item : Boolean(state.path)),
    dimmedLink: (l) => (pair !== null ? l.a !== pair.a || l.b !== pair.b : item !== null && l.a !== item && l.b !== item),
  };
}

// Change the state and draw what follows from it. keep: leave the panel and history alone (sliders, boxes).
function go(changes, { keep = false, filters = false, history: remember = !keep } = {}) {
  if (!("article" in changes) && ("selected" in changes || "focus" in changes || "path" in changes || "question" in changes)) changes.article = null;
  Object.assign(state, changes);
  if (filters) applyFilters();
  const address = `#${fragment()}`;
  if (address !== location.hash && !(address === "#" && !location.hash)) history[remember ? "pushState" : "replaceState"](null, "", address);
  draw();
}
function draw() {
  root.dataset.view = state.view;
  root.dataset.chosen = state.selected || state.article || state.inside !== null || state.path || state.question !== null ? "yes" : "no";
  if (state.theme) root.dataset.theme = state.theme;
  else delete root.dataset.theme;
  readColours();
  $("table").hidden = state.view !== "table";
  $("timeline").hidden = state.view !== "timeline";
  $("map").hidden = state.view !== "map";
  $("graph").hidden = state.view !== "graph";
  arrange();
  const key = JSON.stringify([state.focus, state.hops, [...state.grown], state.path, state.question, state.inside, [...state.open], upright(), fits]);
  const moved = key !== drawnKey;
  drawnKey = key;
  if (state.view === "table") renderTable();
  if (state.view === "timeline") renderTimeline();
  if (state.view === "map") renderMap();
  renderer.show(sceneOf());
  if (moved) renderer.fit();
  else if (state.selected?.item !== undefined) renderer.centre(state.selected.item);
  renderWhere();
  renderViews();
  renderPanel();
}

function choose(selected) {
  const changes = { selected };
  if (selected?.item >= 0 && state.view === "graph" && !view.items.includes(selected.item)) {
    const groups = [];
    for (let p = PARENT.get(selected.item); p !== undefined; p = PARENT.get(p)) groups.push(p);
    const folded_ = groups.length > 0 && view.items.includes(groups[0]) && DATA.groups[~groups[0]][0] === "alike";
    if (folded_) changes.open = new Set([...state.open, groups[0]]);
    else Object.assign(changes, { focus: selected.item, path: null, question: null, grown: new Set() });
  }
  go(changes);
  if (selected?.item !== undefined) {
    const n = view.links.filter((l) => l.a === selected.item || l.b === selected.item).length;
    say(`${itemLabel(selected.item)}, ${selected.item >= 0 ? classLabel(selected.item) : ""} ${counted("links", n)}`);
  }
}
// Alike entities open where they stand; a group of many things opens as a view of its own.
function toggleGroup(group) {
  if (groupKind(group) !== "alike") {
    go({ view: "graph", inside: group, open: new Set(), focus: null, path: null, question: null, selected: null });
    return say(word("opened", { name: groupLabel(group) }));
  }
  const open = toggled(state.open, group);
  go({ open, selected: open.has(group) ? null : { item: group } });
  say(word(open.has(group) ? "opened" : "closed", { name: groupLabel(group) }));
}
function open_(item) {
  if (item < 0) toggleGroup(item);
  else if (state.focus !== null && state.focus !== item) go({ grown: toggled(state.grown, item) });
  else go({ focus: item, path: null, question: null, grown: new Set(), selected: { item } });
}
function goHome() {
  go({ view: "graph", inside: null, open: new Set(), focus: null, hops: 1, grown: new Set(), path: null, question: null, selected: null, article: null });
}
function showFilters(open) {
  document.body.classList.toggle("filters-open", open);
  $("menu").setAttribute("aria-expanded", open);
  if (open) $("filters").querySelector("button, input, summary")?.focus();
  else if ($("filters").contains(document.activeElement)) $("menu").focus();
}

// Above the graph: where one is, and what is not drawn.
function renderWhere() {
  const parts = [];
  if (state.inside !== null && state.focus === null && !state.path && state.question === null) {
    const above = [];
    for (let p = PARENT.get(state.inside); p !== undefined; p = PARENT.get(p)) above.unshift(p);
    parts.push(button([icon("back"), word("overview")], goHome, { class: "pill" }));
    for (const p of above) parts.push(button(groupLabel(p), () => toggleGroup(p), { class: "pill" }));
    parts.push(h("span", { class: "here" }, groupLabel(state.inside)));
  }
  if (state.focus !== null || state.path || state.question !== null) {
    parts.push(button([icon("back"), word("overview")], goHome, { class: "pill" }));
    if (state.focus !== null) {
      parts.push(h("span", { class: "here" }, labelOf(state.focus)));
      parts.push(h("span", { class: "hops", role: "group", "aria-label": word("hops") }, [1, 2].map((n) => button(counted("steps", n), () => go({ hops: n }), { "aria-pressed": state.hops === n }))));
    } else parts.push(h("span", { class: "here" }, state.path ? state.path.map(labelOf).join(" → ") : DATA.questions[state.question][language]));
  } else if (state.open.size) parts.push(button(word("close_all"), () => go({ open: new Set(), selected: null }), { class: "pill" }));
  const notes = [view.left > 0 && word("left_n", { n: number(view.left) }), view.strong && word("strongest"), !view.items.length && word("nothing_left")].filter(Boolean);
  $("where").replaceChildren(...parts, ...(notes.length ? [h("span", { class: "remark" }, notes.join(" · "))] : []));
}
function renderViews() {
  $("views").replaceChildren(...["graph", "table", "timeline", ...(DATA.land ? ["map"] : [])].map((name) => button(word(name), () => go({ view: name }), { "aria-pressed": state.view === name })));
}
function renderBar() {
  document.querySelectorAll("[data-word]").forEach((e) => (e.textContent = word(e.dataset.word)));
  document.querySelectorAll("[data-name]").forEach((e) => e.setAttribute("aria-label", word(e.dataset.name)));
  $("size").textContent = [counted("articles", DATA.articles.length), counted("entities", ENTITIES), counted("facts", DATA.facts.length)].join(" · ");
  combobox($("search"), { key: "search", id: "find", pick: (e) => choose({ item: e }) });
  $("search").prepend(icon("search"));
  const list = h("div", { id: "exports", class: "sheet", hidden: true }, Object.entries(EXPORTS).map(([name, run]) => button([h("strong", {}, name), h("span", { class: "quiet" }, word(`export_${name}`))], () => { list.hidden = true; opener.setAttribute("aria-expanded", "false"); run(); })));
  const opener = iconButton("download", "export", () => { list.hidden = !list.hidden; opener.setAttribute("aria-expanded", !list.hidden); if (!list.hidden) list.querySelector("button").focus(); }, { "aria-expanded": "false", "aria-controls": "exports" });
  const drop = h("div", { class: "drop", onkeydown: (event) => { if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); list.hidden = true; opener.setAttribute("aria-expanded", "false"); opener.focus(); } },
    onfocusout: (event) => { if (!drop.contains(event.relatedTarget)) { list.hidden = true; opener.setAttribute("aria-expanded", "false"); } } }, opener, list);
  $("tools").replaceChildren(drop,
    iconButton("theme", "theme", () => go({ theme: colours.dark ? "light" : "dark" }, { keep: true })),
    h("button", { type: "button", class: "icon", title: word("language"), "aria-label": word("language"), onclick: () => { language = language === "id" ? "en" : "id"; renderPage(); go({}, { keep: true }); $("tools").lastChild.focus(); } }, word("language_short")));
  $("zoom").replaceChildren(iconButton("plus", "zoom_in", () => renderer.zoom(1.25)), iconButton("minus", "zoom_out", () => renderer.zoom(0.8)), iconButton("fit", "fit", () => renderer.fit()));
  $("menu").replaceChildren(icon("menu"));
  root.lang = language;
}
function renderPage() {
  renderBar();
  renderFilters();
}

function start() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(DATA.families.map((f, n) => `.family-${n}{--light:${f.light};--dark:${f.dark}}`).join("\n"));
  document.adoptedStyleSheets = [sheet];
  readColours();
  const on = {
    item: (item) => choose({ item }),
    link: (key) => { const [a, b] = key.split(" ").map(Number); choose({ a, b }); },
    open: open_,
    nothing: () => state.selected && go({ selected: null }),
  };
  renderer = DATA.renderer === "pyvis" ? visRenderer($("canvas"), on) : canvasRenderer($("canvas"), on);
  $("home").addEventListener("click", goHome);
  $("menu").addEventListener("click", () => showFilters(!document.body.classList.contains("filters-open")));
  $("veil").addEventListener("click", () => showFilters(false));
  $("canvas").addEventListener("keydown", onGraphKey);
  document.addEventListener("keydown", onPageKey);
  const reread = () => { readFragment(location.hash); applyFilters(); renderPage(); draw(); };
  addEventListener("popstate", reread);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new ResizeObserver(() => {
    if (state.view !== "graph") return;
    arrange();
    renderer.show(sceneOf());
    renderer.fit();
    renderWhere();
  }).observe($("canvas"));
  reread();
  root.dataset.ready = "yes";
}
start();
