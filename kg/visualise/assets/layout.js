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

// The window on the plane that shows all places with their labels: {x, y, scale}.
function framing(places, width, height) {
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
