// Shapes, colours, labels and lines, for whichever renderer draws them, and for pictures.

const colours = {};
function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "muted", "line", "accent", "doubt", "wrong", "edge", "strong"]) colours[name] = style.getPropertyValue(`--${name}`).trim();
  colours.dark = style.getPropertyValue("--scheme").trim() === "dark";
}
const familyColour = (f) => DATA.families[f][colours.dark ? "dark" : "light"];
const radiusOf = (item) => 8 + Math.min(9, 2 * Math.sqrt(item >= 0 ? DATA.things[item].weight : members(item).length + 2));
const reach = (item) => radiusOf(item) + (item < 0 ? 6 : 2);

const OUTLINES = {
  square: { corners: 4, turn: 0.5, scale: 1.15 },
  diamond: { corners: 4, turn: 0, scale: 1.2 },
  pentagon: { corners: 5, turn: 0, scale: 1.1 },
  hexagon: { corners: 6, turn: 0.5, scale: 1.1 },
  triangle: { corners: 3, turn: 0, scale: 1.25 },
  triangleDown: { corners: 3, turn: 1.5, scale: 1.25 },
  star: { corners: 10, turn: 0, scale: 1.3, inner: 0.5 },
};
// Corners of a shape of radius r around (0, 0), null for round ones.
function outline(shape, r) {
  if (shape === "dot" || shape === "ring") return null;
  if (shape === "plus") {
    const t = r * 0.38;
    return [[-t, -r], [t, -r], [t, -t], [r, -t], [r, t], [t, t], [t, r], [-t, r], [-t, t], [-r, t], [-r, -t], [-t, -t]];
  }
  const { corners, turn, scale, inner } = OUTLINES[shape];
  return Array.from({ length: corners }, (_, i) => {
    const angle = ((i + turn) / corners) * 2 * Math.PI - Math.PI / 2;
    const size = r * scale * (inner && i % 2 ? inner : 1);
    return [Math.cos(angle) * size, Math.sin(angle) * size];
  });
}
function trace(ctx, shape, x, y, r) {
  const corners = outline(shape, r);
  ctx.beginPath();
  if (!corners) return ctx.arc(x, y, r, 0, 2 * Math.PI);
  corners.forEach(([dx, dy], i) => (i ? ctx.lineTo(x + dx, y + dy) : ctx.moveTo(x + dx, y + dy)));
  ctx.closePath();
}

// One item: its shape, a second outline for groups, a halo when chosen.
function drawShape(ctx, item, x, y, { chosen, dimmed }) {
  const family = itemFamily(item);
  const { shape } = DATA.families[family];
  const r = radiusOf(item);
  ctx.globalAlpha = dimmed ? 0.28 : 1;
  ctx.lineJoin = "round";
  if (chosen) {
    ctx.beginPath();
    ctx.arc(x, y, r + 9, 0, 2 * Math.PI);
    ctx.fillStyle = colours.paper;
    ctx.fill();
    ctx.lineWidth = 3;
    ctx.strokeStyle = colours.accent;
    ctx.stroke();
  }
  if (item < 0) {
    trace(ctx, shape, x, y, r + 4.5);
    ctx.fillStyle = colours.paper;
    ctx.fill();
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = familyColour(family);
    ctx.stroke();
  }
  trace(ctx, shape, x, y, r);
  ctx.fillStyle = shape === "ring" ? colours.paper : familyColour(family);
  ctx.fill();
  ctx.lineWidth = shape === "ring" ? 3 : 1.5;
  ctx.strokeStyle = shape === "ring" ? familyColour(family) : colours.paper;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

// Labels: at most `most` lines of about `width` signs, always of the same size on the screen.
const LABEL = { line: 15, width: 20, most: 3, font: (item) => `${item < 0 ? "italic " : ""}500 13px system-ui, sans-serif` };
const labelLines = new Map();
function linesOf(item) {
  const { width, most } = LABEL;
  const key = `${language} ${width} ${most} ${item}`;
  if (!labelLines.has(key)) labelLines.set(key, groupKind(item) === "community" ? [...wrap(labelOf(DATA.groups[~item][2][0]), width, most - 1), word("others_n", { n: number(members(item).length - 1) })] : wrap(itemLabel(item), width, most));
  return labelLines.get(key);
}
function wrap(text, width, most) {
  const lines = [""];
  for (const piece of straight(text).trim().split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (!last || last.length + piece.length + 1 <= width) lines[lines.length - 1] = last ? `${last} ${piece}` : piece;
    else lines.push(piece);
  }
  const cut = lines.map((line) => (line.length > width + 4 ? `${line.slice(0, width + 2)}…` : line));
  if (cut.length > most) cut[most - 1] = cut[most - 1].replace(/[,.;:…]?$/, "…");
  return cut.slice(0, most);
}
const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();
function widthOf(item) {
  const key = `${language} ${LABEL.width} ${LABEL.most} ${item}`;
  if (!widths.has(key)) {
    ruler.font = LABEL.font(item);
    widths.set(key, Math.max(...linesOf(item).map((line) => ruler.measureText(line).width)) + 4);
  }
  return widths.get(key);
}

// What an item and the label under it take up around its place, pixels.
const footprint = (item) => ({ half: Math.max(reach(item), widthOf(item) / 2) + 5, up: reach(item) + 5, down: reach(item) + linesOf(item).length * LABEL.line + 8 });
// Where items are on the screen, and the boxes of their shapes.
function shapesOnScreen(scene, project, scale, width, height) {
  const shown = scene.items.map((item) => ({ item, at: project(scene.places.get(item)) })).filter(({ at }) => at.x > -90 && at.x < width + 90 && at.y > -60 && at.y < height + 30);
  return shown.map(({ item, at }) => {
    const r = reach(item) * scale * 0.85;
    return { item, at, l: at.x - r, r: at.x + r, t: at.y - r, b: at.y + r };
  });
}
// Which labels have room, most important first, below, above or beside their items: {item, x, top, align} on the screen.
function labelsWithRoom(scene, shapes, scale, hovered, width) {
  const taken = [];
  const found = [];
  const urgent = (item) => (item === hovered || scene.chosen(item) ? 2 : scene.dimmed(item) ? 0 : 1);
  const weight = (item) => (item >= 0 ? DATA.things[item].weight : members(item).length * 3);
  const order = shapes.map((s, i) => [s, i]).sort(([x, i], [y, j]) => urgent(y.item) - urgent(x.item) || weight(y.item) - weight(x.item) || i - j);
  const hit = (box, o, slack) => box.l < o.r - slack && o.l < box.r - slack && box.t < o.b - slack && o.t < box.b - slack;
  const inside = (box) => box.l > 2 && box.r < width - 2 && box.t > 34;
  for (const [{ item, at }] of order) {
    if (scene.dimmed(item) && item !== hovered) continue;
    const lines = linesOf(item);
    const w = widthOf(item);
    const h = lines.length * LABEL.line;
    const r = reach(item) * scale;
    const spots = [
      { x: at.x, top: at.y + r + 3, align: "center", l: at.x - w / 2 },
      { x: at.x, top: at.y - r - h - 2, align: "center", l: at.x - w / 2 },
      { x: at.x + r + 4, top: at.y - h / 2, align: "left", l: at.x + r + 4 },
      { x: at.x - r - 4, top: at.y - h / 2, align: "right", l: at.x - r - 4 - w },
    ];
    const boxed = spots.map((spot) => ({ ...spot, t: spot.top, b: spot.top + h, r: spot.l + w }));
    const free = boxed.find((box) => inside(box) && !taken.some((o) => hit(box, o, 1)) && !shapes.some((o) => o.item !== item && hit(box, o, 2)));
    // The main labels may lie over other shapes, but never over another label.
    const over = found.length < 7 && boxed.find((box) => inside(box) && !taken.some((o) => hit(box, o, 1)));
    const box = free ?? (urgent(item) === 2 ? boxed[0] : over);
    if (!box) continue;
    taken.push(box);
    found.push({ ...box, item });
  }
  return found;
}
// What chosen links say, heaviest first, at the first place along the line where it covers no label, shape or other caption:
// links is [{link, curve: its bend on the screen}].
function drawCaptions(ctx, links, labels, shapes, width) {
  const taken = [...labels, ...shapes];
  ctx.font = "13px system-ui, sans-serif";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = colours.paper;
  ctx.fillStyle = colours.muted;
  for (const { link, curve } of [...links].sort((x, y) => y.link.weight - x.link.weight)) {
    const text = straight(linkLabel(link));
    const half = ctx.measureText(text).width / 2 + 2;
    const boxes = [0.5, 0.42, 0.58, 0.34, 0.66].map((t) => along(curve, t)).map((at) => ({ at, l: at.x - half, r: at.x + half, t: at.y - 9, b: at.y + 9 }));
    const box = boxes.find((o) => o.l > 2 && o.r < width - 2 && o.t > 34 && !taken.some((x) => o.l < x.r && x.l < o.r && o.t < x.b && x.t < o.b));
    if (!box) continue;
    taken.push(box);
    ctx.strokeText(text, box.at.x, box.at.y);
    ctx.fillText(text, box.at.x, box.at.y);
  }
}
function drawLabels(ctx, labels) {
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = colours.paper;
  ctx.fillStyle = colours.ink;
  for (const { item, x, top, align } of labels) {
    ctx.textAlign = align;
    ctx.font = LABEL.font(item);
    linesOf(item).forEach((line, i) => {
      ctx.strokeText(line, x, top + i * LABEL.line);
      ctx.fillText(line, x, top + i * LABEL.line);
    });
  }
}

// Lines: width, dashes and colour say how firm a link is.
const DASHES = { solid: [], spoken: [1, 4], doubtful: [7, 5], contradicted: [2, 4] };
function linkStyle(link, chosen) {
  const colour = { solid: colours.edge, spoken: colours.edge, doubtful: colours.doubt, contradicted: colours.wrong }[link.look];
  const width = link.look === "spoken" ? 1.2 : link.look === "contradicted" ? 2.4 : 1.2 + Math.min(1.4, 0.35 * Math.log2(link.facts.length));
  return { colour: chosen && link.look !== "doubtful" && link.look !== "contradicted" ? colours.accent : colour, width: width + (chosen ? 1 : 0), dashes: DASHES[link.look] };
}
// The bend of a link between two points: where it starts and ends at the shapes' edges, and its control point.
function bend(link, a, b, scale = 1) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy) || 1;
  const off = Math.min(26, length * 0.08);
  const control = { x: (a.x + b.x) / 2 - (dy / length) * off, y: (a.y + b.y) / 2 + (dx / length) * off };
  const cut = (from, r) => {
    const d = Math.hypot(control.x - from.x, control.y - from.y) || 1;
    return { x: from.x + ((control.x - from.x) / d) * r, y: from.y + ((control.y - from.y) / d) * r };
  };
  return { start: cut(a, reach(link.a) * scale + 2), end: cut(b, reach(link.b) * scale + 2), control };
}
function arrow(from, tip, size = 7) {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  return [tip, ...[0.42, -0.42].map((turn) => ({ x: tip.x - size * Math.cos(angle + turn), y: tip.y - size * Math.sin(angle + turn) }))];
}
const along = ({ start, control, end }, t) => { const u = 1 - t; return { x: u * u * start.x + 2 * u * t * control.x + t * t * end.x, y: u * u * start.y + 2 * u * t * control.y + t * t * end.y }; };
const halfway = (curve) => along(curve, 0.5);
function drawLink(ctx, link, a, b, { chosen, dimmed, scale }) {
  const curve = bend(link, a, b, scale);
  const { colour, width, dashes } = linkStyle(link, chosen);
  ctx.globalAlpha = dimmed ? 0.18 : 1;
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = Math.max(1, width * scale);
  ctx.lineCap = "round";
  ctx.setLineDash(dashes);
  ctx.beginPath();
  ctx.moveTo(curve.start.x, curve.start.y);
  ctx.quadraticCurveTo(curve.control.x, curve.control.y, curve.end.x, curve.end.y);
  ctx.stroke();
  ctx.setLineDash([]);
  for (const [there, tip] of [[link.forth, curve.end], [link.back, curve.start]]) {
    if (!there) continue;
    ctx.beginPath();
    arrow(curve.control, tip, 5 * scale + width).forEach((p, i) => (i ? ctx.lineTo(p.x, p.y) : ctx.moveTo(p.x, p.y)));
    ctx.closePath();
    ctx.fill();
  }
  if (link.look === "contradicted") {
    const m = halfway(curve);
    ctx.lineWidth = 2.4;
    ctx.beginPath();
    for (const [x1, y1] of [[5, 5], [5, -5]]) {
      ctx.moveTo(m.x - x1, m.y - y1);
      ctx.lineTo(m.x + x1, m.y + y1);
    }
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  return curve;
}
