// Events and tenures on an axis of days; what is doubtful is drawn so.

// Dated entities: {e, marks: [{day, kind, doubtful, fact}]}, earliest first.
function datedEntities() {
  const found = new Map();
  for (const fact of FACTS) {
    const kind = whenOf.get(fact.r);
    if (!kind || !factPasses(fact) || !isNode(fact.s) || !familyPasses(fact.s) || !isDay(fact)) continue;
    if (!found.has(fact.s)) found.set(fact.s, []);
    found.get(fact.s).push({ day: fact.text.slice(0, 10), kind, doubtful: kind === "perhaps" || standing(fact) !== "asserted", contradicted: standing(fact) === "contradicted", fact });
  }
  const first = (marks) => marks.map((m) => m.day).sort()[0];
  return [...found].map(([e, marks]) => ({ e, marks: marks.sort((x, y) => (x.day < y.day ? -1 : 1)) })).sort((x, y) => (first(x.marks) < first(y.marks) ? -1 : first(x.marks) > first(y.marks) ? 1 : x.e - y.e));
}

function renderTimeline() {
  const rows = datedEntities();
  const box = $("timeline");
  if (!rows.length) return box.replaceChildren(h("p", { class: "quiet" }, word("no_days")));
  const all = rows.flatMap((r) => r.marks.map((m) => Date.parse(m.day)));
  const pad = 86400000 * Math.max(2, (Math.max(...all) - Math.min(...all)) / 86400000 / 20);
  const [low, high] = [Math.min(...all) - pad, Math.max(...all) + pad];
  const at = (iso) => `${(((Date.parse(iso) - low) / (high - low)) * 100).toFixed(2)}%`;
  const ticks = tickDays(low, high, innerWidth < 700 ? 3 : 8); // on a narrow screen more labels would run into each other
  const grid = () => ticks.map((t) => svg("line", { x1: at(t.day), x2: at(t.day), y1: 0, y2: "100%", class: "tick" }));
  const bar = ({ marks }) => {
    const begin = marks.find((m) => m.kind === "begins" && !m.doubtful) ?? marks.find((m) => m.kind === "begins_late" && !m.doubtful);
    const end = marks.find((m) => m.kind === "ends" && !m.doubtful);
    const span = begin && end && begin.day < end.day ? [svg("line", { x1: at(begin.day), x2: at(end.day), y1: "50%", y2: "50%", class: `span ${begin.kind}` })] : [];
    const points = marks.map((m) => svg("circle", { cx: at(m.day), cy: "50%", r: 6, class: `when ${m.contradicted ? "contradicted" : m.doubtful ? "doubtful" : "sure"} ${m.kind}` }, svg("title", {}, `${relationLabel(m.fact.r)} ${day(m.day)}`)));
    return svg("svg", { width: "100%", role: "img", "aria-label": marks.map((m) => `${relationLabel(m.fact.r)} ${day(m.day)}${m.doubtful ? ` (${word("status_Doubtful")})` : ""}`).join("; ") }, grid(), span, points);
  };
  box.replaceChildren(...[
    h("p", { class: "key" }, svg("svg", { width: 14, height: 14, "aria-hidden": "true" }, svg("circle", { cx: 7, cy: 7, r: 5, class: "when sure" })), word("day_sure"), " ",
      svg("svg", { width: 14, height: 14, "aria-hidden": "true" }, svg("circle", { cx: 7, cy: 7, r: 5, class: "when doubtful" })), word("status_Doubtful")),
    h("div", { class: "axis" }, h("div", {}), h("div", { class: "ticks" }, svg("svg", { height: 22, width: "100%", "aria-hidden": "true" }, ticks.map((t) => svg("text", { x: at(t.day), y: 15, "text-anchor": parseFloat(at(t.day)) > 95 ? "end" : "middle" }, t.label))))),
    h("ul", { class: "rows" }, rows.slice(0, 400).map((row) => h("li", {}, h("div", { class: "who" }, thingLink(row.e)), h("div", { class: "when-bar" }, bar(row))))),
    rows.length > 400 && h("p", { class: "quiet" }, word("more_n", { n: number(rows.length - 400) })),
  ].filter(Boolean));
}
// Years, months or days, whichever gives at most one tick more than `most`.
function tickDays(low, high, most) {
  const span = (high - low) / 86400000;
  const steps = [[1, "d"], [2, "d"], [7, "d"], [14, "d"], [1, "m"], [3, "m"], [6, "m"], [12, "m"], [24, "m"], [60, "m"], [120, "m"]];
  const length = ([n, unit]) => n * (unit === "d" ? 1 : 30.4);
  const [n, unit] = steps.find((s) => span / length(s) <= most) ?? steps[steps.length - 1];
  const at = new Date(low);
  at.setUTCHours(0, 0, 0, 0);
  if (unit === "m") at.setUTCMonth(Math.ceil(at.getUTCMonth() / n) * n, 1);
  const found = [];
  for (; at.valueOf() < high; unit === "d" ? at.setUTCDate(at.getUTCDate() + n) : at.setUTCMonth(at.getUTCMonth() + n)) {
    const iso = at.toISOString().slice(0, 10);
    if (at.valueOf() > low) found.push({ day: iso, label: day(iso, unit === "d" ? { day: "numeric", month: "short", year: span > 300 ? "numeric" : undefined } : n < 12 ? { month: "short", year: "numeric" } : { year: "numeric" }) });
  }
  return found;
}
