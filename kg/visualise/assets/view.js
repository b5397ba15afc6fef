// What is drawn for a state: items (entities and groups) and one link for each pair of items with facts between them.

const MOST = 64; // items that a view of an entity's surroundings may hold
let passing = new Uint8Array(FACTS.length).fill(1);

// Filters, worked out once for every change of them.
function supportPasses(support) {
  if (state.statuses.has(support.status)) return false;
  if (state.confidence && support.confidence !== null && support.confidence * 100 < state.confidence) return false;
  if (!state.only.size && !state.from && !state.to) return true;
  return articlesOf(support).some((a) => {
    if (state.only.size && !state.only.has(a)) return false;
    const { date } = DATA.articles[a];
    return (!state.from && !state.to) || (date !== undefined && (!state.from || date >= state.from) && (!state.to || date <= state.to));
  });
}
// What happens within the days that were chosen, and what is said of it: one end of a fact, or both, has such a day.
function applyFilters() {
  const within = state.since || state.until ? new Set([...told].filter(([, spans_]) => spans_.some(({ from, to }) => (!state.since || to >= state.since) && (!state.until || from <= state.until))).map(([thing]) => thing)) : null;
  for (const fact of FACTS) {
    const timely = !within || within.has(fact.s) || within.has(fact.o);
    passing[fact.n] = timely && !state.relations.has(fact.r) && fact.supports.some(supportPasses) ? 1 : 0;
  }
}
const factPasses = (fact) => passing[fact.n] === 1;
const familyPasses = (e) => !state.families.has(familyOf(e));
const narrowed = () => [state.from, state.to, state.since, state.until].some((d) => d !== null) || state.only.size > 0;

// How a link looks: solid if anything of it stands in the graph, thin if it is only spoken about.
function linkLook(facts) {
  const own = facts.filter((f) => f.saying === undefined);
  if (!own.length) return "spoken";
  const statuses = new Set(own.flatMap((f) => f.supports.filter(supportPasses).map((s) => s.status)));
  if ([...statuses].some((s) => ASSERTED.has(s))) return "solid";
  return statuses.has("Doubtful") ? "doubtful" : "contradicted";
}
const standing = (fact) => {
  const statuses = fact.supports.map((s) => s.status);
  if (statuses.some((s) => ASSERTED.has(s))) return "asserted";
  return statuses.includes("Doubtful") ? "doubtful" : "contradicted";
};

function linksBetween(standsFor, within = null) {
  const links = new Map();
  for (const pair of PAIRS.values()) {
    const a = standsFor.get(pair.a);
    const b = standsFor.get(pair.b);
    if (a === undefined || b === undefined || a === b) continue;
    const facts = pair.facts.filter((f) => factPasses(f) && (!within || within.has(f.n)));
    if (!facts.length) continue;
    const low = Math.min(a, b);
    const key = `${low} ${Math.max(a, b)}`;
    let link = links.get(key);
    if (!link) links.set(key, (link = { key, a: low, b: Math.max(a, b), facts: [], forth: false, back: false }));
    for (const fact of facts) {
      link.facts.push(fact);
      if (standsFor.get(fact.s) === low) link.forth = true;
      else link.back = true;
    }
  }
  for (const link of links.values()) {
    link.look = linkLook(link.facts);
    link.weight = link.facts.reduce((sum, f) => sum + (f.saying === undefined ? 1 : 0.25), 0);
  }
  return [...links.values()];
}

// Entities with their weight, heaviest first: how many links each has, of those that a choice of days or articles leaves.
function prominent() {
  let found = Array.from({ length: ENTITIES }, (_, e) => [e, DATA.things[e].weight]);
  if (narrowed()) {
    const weights = new Map();
    for (const fact of FACTS) if (factPasses(fact)) for (const end of new Set([fact.s, fact.o])) if (isNode(end)) weights.set(end, (weights.get(end) ?? 0) + (isLink(fact) ? 1 : 0));
    found = [...weights];
  }
  return found.filter(([e]) => familyPasses(e)).sort((x, y) => y[1] - x[1] || x[0] - y[0]);
}

// Items of the overview in the order of importance, and for each entity the item that stands for it. What days or articles
// leave is shown itself, not as the groups that it would be folded into.
function overviewItems() {
  if (narrowed() && state.inside === null) {
    const found = prominent();
    return { ...folded(new Set(found.slice(0, MOST).map(([e]) => e)), new Set()), left: Math.max(0, found.length - MOST) };
  }
  const items = [];
  const standsFor = new Map();
  const linked = narrowed() ? new Set(FACTS.filter(factPasses).flatMap((f) => [f.s, f.o])) : null;
  const show = (item) => {
    const inside = members(item).filter((e) => familyPasses(e) && (!linked || linked.has(e)));
    if (!inside.length) return;
    if (item < 0 && state.open.has(item)) return DATA.groups[~item][1].forEach(show);
    items.push(item);
    for (const e of inside) standsFor.set(e, item);
  };
  (state.inside === null ? DATA.roots : DATA.groups[~state.inside][1]).forEach(show);
  return { items, standsFor };
}

const neighbours = (e) => {
  const found = new Map();
  for (const fact of ABOUT[e]) {
    if (!isLink(fact) || !factPasses(fact)) continue;
    const other = otherEnd(fact, e);
    if (familyPasses(other)) found.set(other, (found.get(other) ?? 0) + (fact.saying === undefined ? 1 : 0.25));
  }
  return found;
};
const byWeight = (found) => [...found].sort((x, y) => y[1] - x[1] || DATA.things[y[0]].weight - DATA.things[x[0]].weight || x[0] - y[0]).map(([e]) => e);

// An entity with what is one or two steps away, and what else was asked for; alike entities stay folded until opened.
function surroundings() {
  const { focus } = state;
  const chosen = new Set([focus]);
  let left = 0;
  const grow = (e, room) => {
    for (const other of byWeight(neighbours(e))) {
      if (chosen.has(other)) continue;
      if (room-- > 0) chosen.add(other);
      else left++;
    }
  };
  grow(focus, MOST);
  for (const e of state.grown) if (chosen.has(e)) grow(e, 30);
  if (state.hops === 2) {
    const near = byWeight(neighbours(focus)).filter((e) => chosen.has(e));
    for (const e of near) grow(e, Math.max(0, Math.min(8, MOST * 1.5 - chosen.size)));
  }
  return { ...folded(chosen, new Set([focus, ...state.grown])), left };
}
function folded(chosen, kept) {
  const items = [];
  const standsFor = new Map();
  for (const e of chosen) {
    const parent = PARENT.get(e);
    const alike = parent !== undefined && DATA.groups[~parent][0] === "alike" && !state.open.has(parent) && !kept.has(e);
    const item = alike && members(parent).filter((m) => chosen.has(m)).length >= 3 ? parent : e;
    if (item === e || !items.includes(item)) items.push(item);
    standsFor.set(e, item);
  }
  return { items, standsFor };
}

// The view of the state: {items, links, hidden: links not drawn, left: entities not drawn, steps of a path}.
function derive() {
  if (state.path) {
    const steps = shortestPath(...state.path);
    const items = steps ? [state.path[0], ...steps.map((s) => s.to)] : state.path;
    const stepKeys = new Set((steps ?? []).map((s) => `${Math.min(s.from, s.to)} ${Math.max(s.from, s.to)}`));
    return { items, links: linksBetween(new Map(items.map((i) => [i, i]))).filter((l) => stepKeys.has(l.key)), steps };
  }
  if (state.question !== null) {
    const items = DATA.questions[state.question].things.slice(0, 2 * MOST).filter(familyPasses);
    return { items, links: linksBetween(new Map(items.map((i) => [i, i]))), left: DATA.questions[state.question].things.length - items.length };
  }
  if (state.focus !== null) {
    const { items, standsFor, left } = surroundings();
    return { items, links: linksBetween(standsFor), left };
  }
  const { items, standsFor, left } = overviewItems();
  const links = linksBetween(standsFor);
  return { items, links, left, ...backbone(items, links) };
}

// In a crowded overview only the strongest links of each item are drawn until it is chosen; a group of all else joins nothing.
function backbone(items, links) {
  if (links.length <= 3 * items.length || links.length < 90) return {};
  const rank = new Map(items.map((item) => [item, []]));
  for (const link of links) if (groupKind(link.a) !== "rest" && groupKind(link.b) !== "rest") for (const end of [link.a, link.b]) rank.get(end).push(link);
  const strong = new Set();
  for (const own of rank.values()) own.sort((x, y) => y.weight - x.weight || (x.key < y.key ? -1 : 1)).slice(0, 2).forEach((l) => strong.add(l.key));
  return { strong };
}

// The way between two entities with the fewest and firmest steps: [{from, to, facts}], or null. What is only spoken about
// joins two entities if nothing else does.
const shortestPath = (from, to) => cheapestPath(from, to, Infinity) ?? cheapestPath(from, to, 5);
function cheapestPath(from, to, spoken) {
  const cost = new Map([[from, 0]]);
  const step = new Map();
  const buckets = [[from]];
  const done = new Set();
  for (let at = 0; at < buckets.length; at++)
    for (const e of buckets[at] ?? []) {
      if (done.has(e)) continue;
      done.add(e);
      if (e === to) break;
      const ways = new Map();
      for (const fact of ABOUT[e]) {
        if (!isLink(fact) || !factPasses(fact)) continue;
        const other = otherEnd(fact, e);
        if (!familyPasses(other)) continue;
        const detour = other !== to && DATA.families[familyOf(other)].key === "place" ? 1 : 0; // places join everything
        const price = detour + (fact.saying !== undefined ? spoken : standing(fact) === "asserted" ? 2 : 6);
        if (price < Infinity && price < (ways.get(other) ?? Infinity)) ways.set(other, price);
      }
      for (const [other, price] of ways) {
        const total = at + price;
        if (total >= (cost.get(other) ?? Infinity)) continue;
        cost.set(other, total);
        step.set(other, e);
        (buckets[total] ??= []).push(other);
      }
    }
  if (!step.has(to)) return null;
  const steps = [];
  for (let e = to; e !== from; e = step.get(e)) {
    const before = step.get(e);
    steps.unshift({ from: before, to: e, facts: ABOUT[before].filter((f) => isLink(f) && factPasses(f) && otherEnd(f, before) === e) });
  }
  return steps;
}
