// What can be taken away: pictures of the view, the table, and the facts of the view as Turtle and GraphML.

function save(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const a = h("a", { href: url, download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  say(word("saved", { name }));
}

// The scene laid out for a picture: its size and where its places come.
function picture() {
  const scene = sceneOf();
  const xs = [...scene.places.values()].map((p) => p.x);
  const ys = [...scene.places.values()].map((p) => p.y);
  const left = Math.min(...xs, 0) - 100;
  const top = Math.min(...ys, 0) - 50;
  const width = Math.max(...xs, 0) + 100 - left;
  const height = Math.max(...ys, 0) + 90 - top;
  return { scene, width, height, project: (p) => ({ x: p.x - left, y: p.y - top }) };
}
function savePng() {
  if (state.view === "map") return rasterized(mapPicture());
  const { scene, width, height, project } = picture();
  const dots = Math.min(2, 8000 / Math.max(width, height));
  const canvas = h("canvas");
  canvas.width = width * dots;
  canvas.height = height * dots;
  const ctx = canvas.getContext("2d");
  ctx.scale(dots, dots);
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, width, height);
  paint(ctx, scene, project, { scale: 1, hovered: null, width, height });
  canvas.toBlob((blob) => save("graph.png", blob));
}
function svgPicture() {
  const { scene, width, height, project } = picture();
  const drawing = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": "system-ui, sans-serif", "font-size": 13 });
  drawing.append(svg("rect", { width, height, fill: colours.paper }));
  const text = (content, x, y, attributes) => svg("text", { x, y, "text-anchor": "middle", stroke: colours.paper, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke", ...attributes }, content);
  for (const link of scene.links.filter((l) => !scene.strong || scene.strong.has(l.key) || scene.chosenLink(l))) {
    const { start, control, end } = bend(link, project(scene.places.get(link.a)), project(scene.places.get(link.b)));
    const { colour, width: w, dashes } = linkStyle(link, scene.chosenLink(link));
    drawing.append(svg("path", { d: `M${start.x} ${start.y}Q${control.x} ${control.y} ${end.x} ${end.y}`, fill: "none", stroke: colour, "stroke-width": w, "stroke-dasharray": dashes.join(" ") || null, "stroke-linecap": "round" }, svg("title", {}, linkLabel(link))));
    for (const [there, tip] of [[link.forth, end], [link.back, start]])
      if (there) drawing.append(svg("polygon", { points: arrow(control, tip, 6 + w).map((p) => `${p.x},${p.y}`).join(" "), fill: colour }));
  }
  for (const item of scene.items) {
    const at = project(scene.places.get(item));
    const fill = familyColour(itemFamily(item));
    const { shape } = DATA.families[itemFamily(item)];
    const figure = (r, attributes) => { const corners = outline(shape, r); return corners ? svg("polygon", { points: corners.map(([x, y]) => `${at.x + x},${at.y + y}`).join(" "), ...attributes }) : svg("circle", { cx: at.x, cy: at.y, r, ...attributes }); };
    if (item < 0) drawing.append(figure(radiusOf(item) + 4.5, { fill: colours.paper, stroke: fill, "stroke-width": 1.5 }));
    drawing.append(figure(radiusOf(item), shape === "ring" ? { fill: colours.paper, stroke: fill, "stroke-width": 3 } : { fill }));
  }
  for (const { item, x, top, align } of labelsWithRoom({ ...scene, dimmed: () => false }, shapesOnScreen(scene, project, 1, width, height), 1, null, width))
    linesOf(item).forEach((line, i) => drawing.append(text(line, x, top + 12 + i * LABEL.line, { fill: colours.ink, "font-style": item < 0 ? "italic" : null, "text-anchor": { left: "start", right: "end", center: "middle" }[align] })));
  return drawing;
}
// XML has no place for most control characters and half pairs.
const xmlSafe = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
const svgText = (drawing) => xmlSafe(new XMLSerializer().serializeToString(drawing));
const saveSvg = () => save("graph.svg", svgText(state.view === "map" ? mapPicture() : svgPicture()), "image/svg+xml");

// The map as a drawing that stands alone: what the style sheet says is written on each part of it.
function mapPicture() {
  const { drawing } = chart;
  const [width, height] = [drawing.clientWidth, drawing.clientHeight];
  const copy = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": "system-ui, sans-serif" }, svg("rect", { width, height, fill: colours.paper }));
  for (const part of drawing.querySelectorAll("path, circle, text")) {
    const look = getComputedStyle(part);
    const drawn = part.cloneNode(true);
    for (const name of ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-linejoin", "paint-order", "vector-effect", "font-size", "font-weight"]) drawn.setAttribute(name, look.getPropertyValue(name));
    drawn.removeAttribute("class");
    copy.append(drawn);
  }
  copy.append(svg("text", { x: width - 6, y: height - 7, "text-anchor": "end", "font-size": 12, fill: colours.muted }, word("map_sources")));
  return copy;
}
async function rasterized(drawing) {
  const [width, height] = [Number(drawing.getAttribute("width")), Number(drawing.getAttribute("height"))];
  const image = new Image(2 * width, 2 * height);
  image.src = `data:image/svg+xml,${encodeURIComponent(svgText(drawing))}`;
  await image.decode();
  const canvas = h("canvas", { width: 2 * width, height: 2 * height });
  canvas.getContext("2d").drawImage(image, 0, 0, 2 * width, 2 * height);
  canvas.toBlob((blob) => save("graph.png", blob));
}

// A cell that a spreadsheet would take for a formula is made plain text.
const cell = (text) => { const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text; return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe; };
function csvText() {
  const lines = [Object.keys(COLUMNS).map((key) => word(`column_${key}`)), ...tableFacts().map((f) => Object.values(COLUMNS).map((value) => value(f)))];
  return "\ufeff" + lines.map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
}

const fullIri = (thing) => { const { iri } = DATA.things[thing]; return /^[a-z][a-z0-9+.-]*:/i.test(iri) ? iri : DATA.base + iri; };
const angled = (iri) => `<${iri.replace(/[\u0000-\u0020<>"{}|\\^`]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}>`;
const quoted = (text) => `"${text.replace(/[\u0000-\u001f"\\\u007f]/g, (c) => ({ '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
function turtleObject(fact) {
  if (fact.o !== null) return angled(fullIri(fact.o));
  if (/^[a-z]{2,3}(-|$)/i.test(fact.kind) && !fact.kind.includes(":")) return `${quoted(fact.text)}@${fact.kind}`;
  return fact.kind ? `${quoted(fact.text)}^^${fact.kind}` : quoted(fact.text);
}
// Facts as triples where they stand in the graph, and every claim with its status, confidence and evidence.
function turtleText() {
  const lines = Object.entries(DATA.prefixes).map(([prefix, iri]) => `@prefix ${prefix}: ${angled(iri)} .`);
  lines.push("");
  for (const fact of scopedFacts().filter((f) => f.saying === undefined)) {
    const subject = angled(fullIri(fact.s));
    const relation = DATA.relations[fact.r].iri;
    if (DATA.relations[fact.r].carrier) {
      const detail = fact.detail !== null ? ` ; opengov:post ${angled(fullIri(fact.detail))}` : "";
      if (standing(fact) === "asserted") lines.push(`[] a ${relation} ; org:member ${subject} ; org:organization ${turtleObject(fact)}${detail} .`);
      continue;
    }
    if (standing(fact) === "asserted") lines.push(`${subject} ${relation} ${turtleObject(fact)} .`);
    for (const support of fact.supports) {
      if (support.status === "Derived") continue;
      const evidence = support.at.filter((m) => DATA.articles[m.article].spans).map((m) => angled(`${DATA.articles[m.article].spans}#char=${m.begin},${m.end}`));
      lines.push(`[] a kg:Claim , rdf:Statement ; rdf:subject ${subject} ; rdf:predicate ${relation} ; rdf:object ${turtleObject(fact)} ; kg:claimStatus kgc:${support.status}` +
        (support.confidence !== null ? ` ; kg:confidence ${support.confidence}` : "") + (evidence.length ? ` ; kg:evidence ${evidence.join(" , ")}` : "") + " .");
    }
  }
  return lines.join("\n") + "\n";
}
function graphmlText() {
  const xml = (text) => xmlSafe(String(text)).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  const facts = scopedFacts().filter((f) => isLink(f) && f.saying === undefined);
  const nodes = [...new Set([...facts.flatMap((f) => [f.s, f.o]), ...(state.view === "graph" ? view.items.flatMap(members) : [])])].sort((x, y) => x - y);
  const keys = ["node:label", "node:type", "edge:label", "edge:status", "edge:claims"].map((key) => { const [of, name] = key.split(":"); return `<key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${name === "claims" ? "int" : "string"}"/>`; });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">', ...keys, '<graph edgedefault="directed">',
    ...nodes.map((n) => `<node id="${xml(fullIri(n))}"><data key="node-label">${xml(labelOf(n))}</data><data key="node-type">${xml(classLabel(n))}</data></node>`),
    ...facts.map((f) => `<edge source="${xml(fullIri(f.s))}" target="${xml(fullIri(f.o))}"><data key="edge-label">${xml(relationLabel(f.r))}</data><data key="edge-status">${xml(f.supports[0].status)}</data><data key="edge-claims">${f.supports.length}</data></edge>`),
    "</graph>", "</graphml>", "",
  ].join("\n");
}

const EXPORTS = {
  PNG: savePng,
  SVG: saveSvg,
  CSV: () => save("graph.csv", csvText(), "text/csv;charset=utf-8"),
  Turtle: () => save("graph.ttl", turtleText(), "text/turtle;charset=utf-8"),
  GraphML: () => save("graph.graphml", graphmlText(), "application/xml"),
};
