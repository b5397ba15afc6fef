// The same facts as a table: for reading in order, for screen readers, and for taking away.

const PAGE = 100;
const table = { page: 0, by: "subject", down: false, text: "" };

// The facts that the table holds: those of the view if it is about something, else all.
function scopedFacts() {
  let facts = FACTS.filter(factPasses);
  if (state.selected?.item !== undefined) {
    const own = new Set(members(state.selected.item));
    facts = facts.filter((f) => own.has(f.s) || own.has(f.o));
  } else if (state.focus !== null || state.path || state.question !== null || state.inside !== null) {
    const own = new Set(view.items.flatMap(members));
    facts = facts.filter((f) => own.has(f.s) && (f.o === null || !isNode(f.o) || own.has(f.o)));
  }
  return facts.filter((f) => familyShown(f.s) && (f.o === null || familyShown(f.o)));
}
const familyShown = (thing) => !isNode(thing) || familyPasses(thing);

const COLUMNS = {
  subject: (f) => labelOf(f.s),
  relation: (f) => relationLabel(f.r),
  object: (f) => objectLabel(f),
  status: (f) => [...new Set(f.supports.filter(supportPasses).map((s) => word(`status_${s.status}`)))].join(", "),
  confidence: (f) => { const known = f.supports.filter(supportPasses).map((s) => s.confidence).filter((c) => c !== null); return known.length ? `${Math.round(Math.max(...known) * 100)}%` : ""; },
  article: (f) => [...new Set(f.supports.flatMap(articlesOf))].map((a) => DATA.articles[a].id).join(", "),
  words: (f) => f.supports.flatMap((s) => s.at).slice(0, 3).map((m) => slice(m.article, m.begin, m.end)).join(" … "),
};
let sorted = { key: null, facts: [] };
function tableFacts() {
  const collator = new Intl.Collator(locale(), { numeric: true });
  const key = JSON.stringify([fragment(), table.by, table.down, table.text]);
  if (key === sorted.key) return sorted.facts;
  const want = plain(table.text).split(/\s+/).filter(Boolean);
  const rows = scopedFacts().filter((f) => { if (!want.length) return true; const key = plain(`${labelOf(f.s)} ${relationLabel(f.r)} ${objectLabel(f)}`); return want.every((w) => key.includes(w)); });
  const value = COLUMNS[table.by];
  const facts = rows.map((f) => [value(f), f]).sort((x, y) => (table.down ? -1 : 1) * collator.compare(x[0], y[0]) || x[1].n - y[1].n).map(([, f]) => f);
  sorted = { key, facts };
  return facts;
}

function renderTable() {
  const facts = tableFacts();
  const pages = Math.max(1, Math.ceil(facts.length / PAGE));
  table.page = Math.min(table.page, pages - 1);
  const shown = facts.slice(table.page * PAGE, (table.page + 1) * PAGE);
  const heads = Object.keys(COLUMNS).map((key) => h("th", { scope: "col", "aria-sort": table.by === key ? (table.down ? "descending" : "ascending") : null },
    button([word(`column_${key}`), h("span", { "aria-hidden": "true", class: "sort" }, table.by === key ? (table.down ? " ▾" : " ▴") : "")], () => {
      table.down = table.by === key && !table.down;
      table.by = key;
      renderTable();
      document.querySelector(`#table th:nth-child(${Object.keys(COLUMNS).indexOf(key) + 1}) button`).focus();
    })));
  const rows = shown.map((f) => h("tr", { class: standing(f) },
    h("th", { scope: "row" }, thingLink(f.s)), h("td", {}, relationLabel(f.r)), h("td", {}, f.o === null ? h("span", { class: "value" }, objectLabel(f)) : thingLink(f.o)),
    h("td", {}, [...new Set(f.supports.filter(supportPasses).map((s) => s.status))].map((s) => statusChip(s))), h("td", { class: "figure" }, COLUMNS.confidence(f)),
    h("td", { class: "id" }, COLUMNS.article(f)), h("td", { class: "words", lang: "id" }, COLUMNS.words(f))));
  const typed = $("table").querySelector("input") === document.activeElement;
  const turn = (by) => () => { table.page += by; renderTable(); $("table").scrollTop = 0; };
  const input = h("input", { type: "text", value: table.text, "aria-label": word("table_filter"), placeholder: word("table_filter"), oninput: (event) => { table.text = event.target.value; table.page = 0; renderTable(); } });
  const scope = state.selected?.item !== undefined ? itemLabel(state.selected.item) : state.focus !== null ? labelOf(state.focus) : state.path ? state.path.map(labelOf).join(" → ") : state.question !== null ? DATA.questions[state.question][language] : state.inside !== null ? groupLabel(state.inside) : null;
  const whole = () => go({ selected: null, focus: null, path: null, question: null, inside: null });
  $("table").replaceChildren(
    h("div", { class: "table-bar" }, input, scope !== null && button([h("span", { class: "scope" }, scope), icon("close")], whole, { class: "pill", "aria-label": `${word("close")}: ${scope}` }), h("p", { class: "quiet", role: "status" }, counted("facts", facts.length)),
      pages > 1 && h("p", { class: "actions" }, button(icon("back"), turn(-1), { "aria-label": word("previous"), disabled: table.page === 0 }),
        h("span", {}, word("page_of", { n: number(table.page + 1), m: number(pages) })), button(icon("back"), turn(1), { class: "forward", "aria-label": word("next"), disabled: table.page === pages - 1 }))),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": word("table") }, h("table", {}, h("caption", { class: "unseen" }, word("table")), h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows))));
  if (typed) {
    const box = $("table").querySelector("input");
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }
}
