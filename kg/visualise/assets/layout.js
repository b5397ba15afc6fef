// Where items stand once the view differs from the overview: the same way of placing as for the overview, run here.

const BOX = { w: 156, h: 84 };

// Positions by item: start(item) says where to begin; boxes are pushed apart so that each label has room.
function settle(items, links, start, { rounds = 120, aspect = 1.35, centre = null } = {}) {
  let points = items.map((item) => [...start(item)]);
  const index = new Map(items.map((item, i) => [item, i]));
  const edges = links.filter((l) => index.has(l.a) && index.has(l.b)).map((l) => [index.get(l.a), index.get(l.b), l.a === centre || l.b === centre ? 2 : l.look === "spoken" ? 4 : 2]);
  const linked = new Set(edges.flatMap(([a, b]) => [a, b]));
  if (rounds && items.length <= 200 && edges.length) {
    const order = [...linked];
    const at = new Map(order.map((i, n) => [i, n]));
    const way = distances(order.length, edges.map(([a, b, d]) => [at.get(a), at.get(b), d]));
    const relaxed = relax(order.map((i) => points[i]), way, Math.sqrt(BOX.w * BOX.h) / 2, rounds, centre === null ? -1 : ringed(order.map((i) => items[i]), way, centre));
    order.forEach((i, n) => (points[i] = [relaxed[n][0] * aspect, relaxed[n][1] / aspect]));
    const bottom = Math.max(...order.map((i) => points[i][1]));
    points.forEach((p, i) => { if (!linked.has(i)) points[i] = [p[0] * 0.5, bottom + BOX.h]; });
  }
  spread(points);
  const x = middle(points.map((p) => p[0]));
  const y = middle(points.map((p) => p[1]));
  return new Map(items.map((item, i) => [item, { x: Math.round(points[i][0] - x), y: Math.round(points[i][1] - y) }]));
}
const middle = (values) => (values.length ? (Math.min(...values) + Math.max(...values)) / 2 : 0);

const spiral = (n, step = 110) => {
  const r = step * Math.sqrt(n + 0.5);
  return [Math.cos(n * 2.39996) * r, Math.sin(n * 2.39996) * r];
};

function distances(count, edges) {
  const next = Array.from({ length: count }, () => []);
  for (const [a, b, d] of edges) {
    next[a].push([b, d]);
    next[b].push([a, d]);
  }
  let longest = 1;
  const way = next.map((_, from) => {
    const row = new Float64Array(count).fill(Infinity);
    row[from] = 0;
    const buckets = [[from]];
    for (let at = 0; at < buckets.length; at++)
      for (const e of buckets[at] ?? []) {
        if (row[e] < at) continue;
        for (const [other, d] of next[e])
          if (at + d < row[other]) {
            row[other] = at + d;
            (buckets[at + d] ??= []).push(other);
          }
      }
    for (const d of row) if (d < Infinity && d > longest) longest = d;
    return row;
  });
  return way.map((row) => row.map((d) => (d < Infinity ? d : 2 + 0.7 * longest)));
}

// Rings around the item in the middle: the neighbours that come first are nearest, those that have nothing to do with each
// other stand apart. Changes the distances, gives the index of the middle.
function ringed(order, way, centre) {
  const middle_ = order.indexOf(centre);
  if (middle_ < 0) return -1;
  let ring = 1;
  let room = 9;
  order.forEach((_, n) => {
    if (n === middle_ || way[middle_][n] > 2) return;
    if (room-- === 0) room = 9 * ++ring;
    way[middle_][n] = way[n][middle_] = 0.6 + 1.9 * ring;
  });
  way.forEach((row, a) => row.forEach((d, b) => { if (a !== b && d >= 4 && a !== middle_ && b !== middle_) row[b] = Math.max(d, 0.9 * (way[middle_][a] + way[middle_][b])); }));
  return middle_;
}

// Stress majorisation: each box moves to where its distances to all others ask for it.
function relax(points, way, side, rounds, middle_ = -1) {
  const at = points.map((p) => [...p]);
  for (let round = 0; round < rounds; round++)
    for (let a = 0; a < at.length; a++) {
      if (a === middle_) {
        at[a] = [0, 0];
        continue;
      }
      let x = 0;
      let y = 0;
      let total = 0;
      for (let b = 0; b < at.length; b++) {
        if (a === b) continue;
        const weight = (b === middle_ ? at.length / 3 : 1) / (way[a][b] * way[a][b]);
        const dx = at[a][0] - at[b][0];
        const dy = at[a][1] - at[b][1];
        const pull = (way[a][b] * side) / (Math.sqrt(dx * dx + dy * dy) + 0.01);
        x += weight * (at[b][0] + dx * pull);
        y += weight * (at[b][1] + dy * pull);
        total += weight;
      }
      if (total) at[a] = [x / total, y / total];
    }
  return at;
}

function spread(points) {
  for (let round = 0; round < 200; round++) {
    let moved = false;
    for (let a = 0; a < points.length; a++)
      for (let b = 0; b < a; b++) {
        const dx = points[a][0] - points[b][0];
        const dy = points[a][1] - points[b][1];
        const ox = BOX.w - Math.abs(dx);
        const oy = BOX.h - Math.abs(dy);
        if (ox <= 0.5 || oy <= 0.5) continue;
        moved = true;
        const axis = ox < oy * 1.6 ? 0 : 1;
        const push = (axis ? oy : ox) / 2;
        const sign = (axis ? dy : dx) >= 0 ? 1 : -1;
        points[a][axis] += sign * push;
        points[b][axis] -= sign * push;
      }
    if (!moved) return;
  }
}

// The same places, drawn out to the proportions of the page: room that would stay empty goes between the lines.
function stretched(places, width, height) {
  const all = [...places.values()];
  if (all.length < 3) return places;
  const [w, h] = ["x", "y"].map((axis) => Math.max(...all.map((p) => p[axis])) - Math.min(...all.map((p) => p[axis])) || 1);
  const wanted = Math.max(60, width - 170) / Math.max(60, height - 150);
  const by = Math.min(2, Math.max(0.5, w / h / wanted));
  const [sx, sy] = by > 1 ? [1, by] : [1 / by, 1];
  return new Map([...places].map(([item, p]) => [item, { x: p.x * sx, y: p.y * sy }]));
}

// What a page of this size has room for: (0, 0) in its middle, `top` pixels kept free above.
const roomOf = (width, height, top) => ({ l: -width / 2 + 6, r: width / 2 - 6, t: -height / 2 + top, b: height / 2 - 6 });
function hasRoom(items, { l, r, t, b }) {
  const boxes = items.map(footprint);
  const area = boxes.reduce((sum, o) => sum + 2 * o.half * (o.up + o.down), 0);
  return area < 0.62 * (r - l) * (b - t) && boxes.every((o) => 2 * o.half < r - l);
}
// The same places in pixels, so that no footprint covers another or the buttons for zooming; null if that cannot be.
function fitted(items, places, room, still = null) {
  const boxes = items.map(footprint);
  const buttons = { x: room.r - 27, y: room.b - 72, half: 27, up: 72, down: 72 };
  const side = Math.max(...boxes.map((o) => o.half));
  const [above, below] = [Math.max(...boxes.map((o) => o.up)), Math.max(...boxes.map((o) => o.down))];
  const bounds = (axis) => { const all = items.map((item) => places.get(item)[axis]); return [Math.min(...all), Math.max(...all)]; };
  const [[x0, x1], [y0, y1]] = [bounds("x"), bounds("y")];
  const most = items.length < 20 ? 2.2 : 1.5; // lines need not be longer than that for the page to be filled
  const by = (size, has) => Math.min(most, Math.max(1, size) / (has || 1));
  const [sx, sy] = [by(room.r - room.l - 2 * side, x1 - x0), by(room.b - room.t - above - below, y1 - y0)];
  const centre = (room.t + above + room.b - below) / 2;
  const points = items.map((item) => ({ x: (places.get(item).x - (x0 + x1) / 2) * sx, y: (places.get(item).y - (y0 + y1) / 2) * sy + centre }));
  const keep = (p, o) => {
    p.x = Math.max(room.l + o.half, Math.min(room.r - o.half, p.x));
    p.y = Math.max(room.t + o.up, Math.min(room.b - o.down, p.y));
  };
  const mass = items.map((item) => (item === still ? 1000 : 1 + radiusOf(item) ** 2 / 64)); // what is large moves least
  const apart = (p, o, q, k, grown, share, turn) => {
    const ox = (o.half + k.half) * grown - Math.abs(p.x - q.x);
    const oy = p.y > q.y ? q.y - p.y + (k.down + o.up) * grown : p.y - q.y + (o.down + k.up) * grown;
    if (ox <= 0.5 || oy <= 0.5) return false;
    const axis = ox < oy * 1.2 === !turn ? "x" : "y";
    const push = (p[axis] >= q[axis] ? 1 : -1) * ((axis === "x" ? ox : oy) + 0.3);
    p[axis] += push * share;
    q[axis] -= push * (1 - share);
    return true;
  };
  // Footprints grow bit by bit, so that neighbours stay neighbours.
  for (let round = 0; round < 500; round++) {
    let moved = false;
    const grown = Math.min(1, 0.3 + round / 100);
    const turn = round % 7 === 6;
    for (let a = 0; a < points.length; a++) {
      for (let b = 0; b < a; b++) if (apart(points[a], boxes[a], points[b], boxes[b], grown, mass[b] / (mass[a] + mass[b]), turn)) moved = true;
      if (apart(points[a], boxes[a], buttons, buttons, 1, 1, turn)) moved = true;
      keep(points[a], boxes[a]);
    }
    if (!moved && grown === 1) return new Map(items.map((item, i) => [item, points[i]]));
  }
  return null;
}

// The window on the plane that shows all places with their labels: {x, y, scale}.
function framing({ places, fits }, width, height) {
  if (fits) return { x: 0, y: 0, scale: 1 };
  const all = [...places.values()];
  if (!all.length) return { x: 0, y: 0, scale: 1 };
  const xs = all.map((p) => p.x);
  const ys = all.map((p) => p.y);
  const w = Math.max(...xs) - Math.min(...xs);
  const h = Math.max(...ys) - Math.min(...ys);
  const side = Math.min(88, width * 0.14);
  const ends = Math.min(86, height * 0.13);
  const scale = Math.max(0.05, Math.min(1.3, (width - 2 * side) / (w || 1), (height - 2 * ends) / (h || 1)));
  return { x: middle(xs), y: middle(ys) - 4 / scale, scale };
}
