// Where it happens: places that have coordinates, on an outline of the land; larger the more facts speak of them.

const FRAMES = { indonesia: [118, -2.5, 48], world: [11, 14, 362] }; // longitude and latitude in the middle, degrees across
const AREAS = new Set(["kg:Country", "kg:Province"]); // drawn hollow, in their middle: nobody knows where in them
const east = (lon) => (lon < -169 ? lon + 360 : lon);
const mapped = Array.from({ length: ENTITIES }, (_, e) => e).filter((e) => DATA.things[e].at);
const isArea = (e) => DATA.things[e].cls !== undefined && AREAS.has(DATA.classes[DATA.things[e].cls].iri);

// The land in degrees, y downwards: rings of whole steps of a fiftieth of a degree, each from the one before.
const shore = () => (DATA.land ?? []).map((ring) => {
  let [x, y] = [0, 0];
  return `M${Array.from({ length: ring.length / 2 }, (_, i) => { x += ring[2 * i]; y += ring[2 * i + 1]; return `${x / 50} ${-y / 50}`; }).join("L")}Z`;
}).join("");

// Places with how many facts speak of them and pass the filters, heaviest first; what they are called does not count.
function placesOnMap() {
  const weights = new Map(mapped.filter(familyPasses).map((e) => [e, 0]));
  for (const fact of FACTS) if (fact.o !== null && factPasses(fact)) for (const end of new Set([fact.s, fact.o])) if (weights.has(end) && (end === fact.o || isLink(fact))) weights.set(end, weights.get(end) + 1);
  return [...weights].filter(([, n]) => n > 0).sort((x, y) => y[1] - x[1] || x[0] - y[0]).map(([e, n]) => ({ e, n, lat: DATA.things[e].at[0], lon: east(DATA.things[e].at[1]) }));
}
// Indonesia if most of it is there, else the world.
function firstFrame(list) {
  const total = list.filter(({ e }) => !isArea(e)).reduce((sum, p) => sum + p.n, 0);
  const home = list.filter(({ e, lon, lat }) => !isArea(e) && lon > 94 && lon < 142 && lat > -12 && lat < 7).reduce((sum, p) => sum + p.n, 0);
  return home * 2 >= total ? FRAMES.indonesia : FRAMES.world;
}

let chart = null; // {drawing, list}: what stays while the frame moves
const frameNow = () => state.frame ?? firstFrame(chart.list);
const mapScale = (width, height, span) => Math.min(width / span, height / (span * 0.4));

function renderMap() {
  const box = $("map");
  const list = placesOnMap();
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.place ?? document.activeElement.id : null;
  if (!box.querySelector("#chart")) {
    const drawing = svg("svg", { id: "chart", tabindex: 0, role: "group" });
    const frames = h("div", { class: "frames", role: "group" });
    box.replaceChildren(h("div", { class: "map-stage" }, drawing, frames, h("div", { class: "zooms", role: "group" })), h("p", { class: "map-key" }));
    moveWithPointers(drawing);
    drawing.addEventListener("keydown", onMapKey);
    new ResizeObserver(() => state.view === "map" && drawPlaces()).observe(drawing);
    drawing.append(svg("path", { class: "land", d: shore() }), svg("g", { class: "dots" }), svg("g", { class: "names", "aria-hidden": "true" }));
  }
  chart = { drawing: $("chart"), list };
  chart.drawing.setAttribute("aria-label", word("map_keys"));
  const now = frameNow().join();
  box.querySelector(".frames").setAttribute("aria-label", word("map"));
  box.querySelector(".frames").replaceChildren(...Object.entries(FRAMES).map(([name, frame]) => button(word(`frame_${name}`), () => go({ frame }, { keep: true }), { "aria-pressed": frame.join() === now, "data-place": name })));
  box.querySelector(".zooms").setAttribute("aria-label", word("zoom"));
  box.querySelector(".zooms").replaceChildren(iconButton("plus", "zoom_in", () => zoomMap(1.6), { "data-place": "in" }), iconButton("minus", "zoom_out", () => zoomMap(1 / 1.6), { "data-place": "out" }));
  const key = (hollow) => svg("svg", { width: 14, height: 14, "aria-hidden": "true", class: `family-${familyOf(mapped[0])}` }, svg("circle", { cx: 7, cy: 7, r: 5, class: `dot${hollow ? " area" : ""}` }));
  box.querySelector(".map-key").replaceChildren(...(list.length ? [h("span", { class: "tied" }, key(false), " ", word("map_points")), h("span", { class: "tied" }, key(true), " ", word("map_areas")), h("span", { class: "credit" }, word("map_sources"))] : [word("no_places")]));
  drawPlaces();
  if (focused) (box.querySelector(`[data-place="${CSS.escape(focused)}"]`) ?? box.querySelector("#chart")).focus({ preventScroll: true });
}
function drawPlaces() {
  const { drawing, list } = chart;
  const [width, height] = [drawing.clientWidth || 1, drawing.clientHeight || 1];
  const [lon, lat, span] = frameNow();
  const scale = mapScale(width, height, span);
  const at = (p) => ({ x: width / 2 + (p.lon - lon) * scale, y: height / 2 - (p.lat - lat) * scale });
  drawing.querySelector(".land").setAttribute("transform", `translate(${width / 2 - lon * scale} ${height / 2 + lat * scale}) scale(${scale})`);
  const most = Math.max(20, ...list.map((p) => p.n));
  const chosen = state.selected?.item;
  const dots = list.map((p) => ({ ...p, ...at(p), r: 4 + 16 * Math.sqrt(p.n / most) })).filter((p) => p.x > -30 && p.y > -30 && p.x < width + 30 && p.y < height + 30);
  const order = [...dots].sort((a, b) => (a.e === chosen) - (b.e === chosen)); // the chosen one lies over all others
  drawing.querySelector(".dots").replaceChildren(...order.map((p) => {
    const dot = svg("a", { href: `#view=map&see=${joined([itemName(p.e)])}`, class: `family-${familyOf(p.e)}${p.e === chosen ? " chosen" : ""}`, "aria-label": straight(`${labelOf(p.e)}: ${counted("facts", p.n)}`), "data-place": p.e, tabindex: -1 },
      svg("title", {}, straight(`${labelOf(p.e)}: ${counted("facts", p.n)}`)), svg("circle", { cx: p.x.toFixed(1), cy: p.y.toFixed(1), r: p.r.toFixed(1), class: `dot${isArea(p.e) ? " area" : ""}` }));
    dot.addEventListener("click", (event) => { event.preventDefault(); choose({ item: p.e }); });
    return dot;
  }));
  drawing.querySelector(".names").replaceChildren(...namesWithRoom(dots, chosen, width, height).map(({ e, x, y, anchor }) => svg("text", { x, y, "text-anchor": anchor, class: e === chosen ? "chosen" : "" }, straight(labelOf(e)))));
}
// The same places as a list, which is also the way to them without a mouse; and how many have no coordinates.
function placesPanel() {
  const elsewhere = Array.from({ length: ENTITIES }, (_, e) => e).filter((e) => DATA.families[familyOf(e)].key === "place" && familyPasses(e) && !DATA.things[e].at && ABOUT[e].some((f) => factPasses(f) && isLink(f)));
  return [
    panelHead(h("h2", {}, word("map")), word("map_hint")),
    section(word("on_map"), chart.list, ({ e, n }) => h("li", { class: "ranked" }, thingLink(e), h("span", { class: "count" }, counted("facts", n)))),
    section(word("not_on_map"), elsewhere, (e) => h("li", {}, thingLink(e)), { open: false }),
  ];
}
// The names that have room beside their dots, heaviest first.
function namesWithRoom(dots, chosen, width, height) {
  const taken = [{ l: width - 60, r: width, t: height - 110, b: height }, { l: 0, r: 190, t: 0, b: 54 }]; // the buttons
  const found = [];
  ruler.font = "500 13px system-ui, sans-serif";
  const over = (a, b) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;
  const discs = dots.filter((p) => !isArea(p.e)).map((p) => ({ e: p.e, l: p.x - p.r * 0.8, r: p.x + p.r * 0.8, t: p.y - p.r * 0.8, b: p.y + p.r * 0.8 }));
  for (const p of [...dots].sort((a, b) => (b.e === chosen) - (a.e === chosen))) {
    const w = ruler.measureText(straight(labelOf(p.e))).width;
    const spots = [
      { x: p.x + p.r + 3, y: p.y + 4.5, anchor: "start", l: p.x + p.r + 2 }, { x: p.x - p.r - 3, y: p.y + 4.5, anchor: "end", l: p.x - p.r - 4 - w },
      { x: p.x, y: p.y + p.r + 13, anchor: "middle", l: p.x - w / 2 }, { x: p.x, y: p.y - p.r - 4, anchor: "middle", l: p.x - w / 2 },
    ].map((s) => ({ ...s, e: p.e, r: s.l + w + 2, t: s.y - 11, b: s.y + 4 }));
    const free = spots.find((s) => s.l > 2 && s.r < width - 2 && s.t > 2 && s.b < height - 2 && !taken.some((o) => over(s, o)) && !discs.some((o) => o.e !== p.e && over(s, o)));
    const spot = free ?? (p.e === chosen ? spots[0] : null);
    if (!spot) continue;
    taken.push(spot);
    found.push(spot);
  }
  return found;
}

// Moving: the frame changes at once, the address when the hand rests.
let resting = 0;
function setFrame([lon, lat, span]) {
  const size = Math.max(2, Math.min(FRAMES.world[2], span));
  const round = (value, least, most) => Math.round(Math.max(least, Math.min(most, value)) * 100) / 100;
  state.frame = [round(lon, -169, 191), round(lat, -58, 80), round(size, 2, 400)];
  drawPlaces();
  clearTimeout(resting);
  resting = setTimeout(() => go({}, { keep: true }), 250);
}
function zoomMap(by, toward = null) {
  const [lon, lat, span] = frameNow();
  const { clientWidth: width, clientHeight: height } = chart.drawing;
  const next = Math.max(2, Math.min(FRAMES.world[2], span / by));
  const [before, after] = [mapScale(width, height, span), mapScale(width, height, next)];
  const [dx, dy] = toward ? [toward.x - width / 2, toward.y - height / 2] : [0, 0];
  setFrame([lon + dx / before - dx / after, lat - dy / before + dy / after, next]);
}
function onMapKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const [lon, lat, span] = frameNow();
  const step = span / 8;
  const act = { "+": () => zoomMap(1.6), "=": () => zoomMap(1.6), "-": () => zoomMap(1 / 1.6), 0: () => go({ frame: null }, { keep: true }) }[event.key];
  if (ARROWS[event.key]) setFrame([lon + ARROWS[event.key][0] * step, lat - ARROWS[event.key][1] * step, span]);
  else if (act) act();
  else return;
  event.preventDefault();
}
function moveWithPointers(drawing) {
  const pointers = new Map();
  let moved = 0;
  const point = (event) => { const box = drawing.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; };
  drawing.addEventListener("pointerdown", (event) => { pointers.set(event.pointerId, point(event)); if (pointers.size === 1) moved = 0; });
  drawing.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const p = point(event);
    moved += Math.abs(p.x - before.x) + Math.abs(p.y - before.y);
    if (moved < 6) return;
    drawing.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, p);
    const [lon, lat, span] = frameNow();
    const scale = mapScale(drawing.clientWidth, drawing.clientHeight, span);
    if (pointers.size === 1) return setFrame([lon - (p.x - before.x) / scale, lat + (p.y - before.y) / scale, span]);
    const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    zoomMap(Math.hypot(p.x - other.x, p.y - other.y) / (Math.hypot(before.x - other.x, before.y - other.y) || 1), { x: (p.x + other.x) / 2, y: (p.y + other.y) / 2 });
  });
  for (const name of ["pointerup", "pointercancel"]) drawing.addEventListener(name, (event) => pointers.delete(event.pointerId));
  drawing.addEventListener("click", (event) => { if (moved >= 6) { event.preventDefault(); event.stopPropagation(); } }, true);
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  drawing.addEventListener("wheel", (event) => { event.preventDefault(); zoomMap(Math.exp(-event.deltaY * 0.0015), point(event)); }, { passive: false });
}
