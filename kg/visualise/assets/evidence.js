// Facts in words, each with the sentences that prove it, and whole articles with every proof marked.

const STATUS_MARKS = { Stated: "●", Inferred: "◐", External: "↗", Derived: "–", Doubtful: "?", Contradicted: "✕" };
const statusChip = (status, confidence = null) =>
  h("span", { class: `chip ${status.toLowerCase()}` }, h("span", { "aria-hidden": "true" }, STATUS_MARKS[status]), " ", word(`status_${status}`),
    confidence !== null && ` · ${word("confidence")} ${number(Math.round(confidence * 100))}%`);

// The words of an article between two points, with those of the given spans marked.
function marked(article, begin, end, marks, faint = false) {
  const inside = marks.map((m) => [Math.max(begin, m.begin), Math.min(end, m.end)]).filter(([b, e]) => b < e).sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  const parts = [];
  let at = begin;
  for (const [b, e] of inside) {
    if (e <= at) continue;
    if (b > at) parts.push(slice(article, at, b));
    parts.push(h("mark", faint ? { class: "faint" } : {}, slice(article, Math.max(b, at), e)));
    at = e;
  }
  if (at < end) parts.push(slice(article, at, end));
  return parts;
}

// The sentences that hold some spans, each once, under them where they stand.
function quotations(marks) {
  return [...new Set(marks.map((m) => m.article))].flatMap((article) => {
    const own = marks.filter((m) => m.article === article);
    if (DATA.articles[article].text === undefined) return [h("p", { class: "quiet" }, word("no_text")), sourceLine(article, null, own)];
    const holding = sentences(article).filter((s) => own.some((m) => m.begin < s.end && s.begin < m.end));
    const ranges = holding.length ? holding : own.map((m) => ({ ...m, number: null }));
    return ranges.flatMap((s) => [h("blockquote", { lang: "id" }, marked(article, s.begin, s.end, own)), sourceLine(article, s.number, own)]);
  });
}
function sourceLine(article, sentence, marks) {
  const { id, date, text } = DATA.articles[article];
  const open = text !== undefined && button(word("whole_text"), () => go({ article: { number: article, marks } }), { class: "link" });
  const parts = [open, sentence && word("sentence_n", { n: sentence }), date && day(date), id].filter(Boolean);
  return h("p", { class: "source" }, parts.flatMap((p, i) => (i ? [" · ", p] : [p])));
}

function thingLink(thing) {
  if (!isNode(thing)) return h("span", { class: "value" }, labelOf(thing));
  const [, first, rest] = /^(\S{0,24})(.*)$/s.exec(labelOf(thing)); // the sign stays with the first word
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose({ item: thing });
  };
  return h("a", { class: "thing", href: `#see=${joined([itemName(thing)])}`, onclick: follow }, h("span", { class: "tied" }, badge(familyOf(thing), 14), first), rest);
}

// One fact; `here` is the thing whose panel it stands in and which is not repeated.
function factRow(fact, here) {
  const self = (thing) => (thing === here ? h("span", { class: "self" }, labelOf(thing)) : thingLink(thing));
  const object = fact.o === null ? h("span", { class: "value" }, objectLabel(fact)) : self(fact.o);
  const detail = fact.detail !== null && [" (", labelOf(fact.detail), ")"];
  const supports = fact.supports.filter(supportPasses);
  return h("li", { class: `fact ${standing(fact)}` },
    h("p", { class: "says" }, fact.s !== here && [self(fact.s), " "], h("span", { class: "relation" }, relationLabel(fact.r), detail), " ", h("span", { class: "object" }, object)),
    supports.map((support) => h("div", { class: "support" },
      h("p", { class: "status" }, statusChip(support.status, support.confidence), support.via !== null && h("span", { class: "note" }, word("according_to"), " ", thingLink(support.via)), support.note && h("span", { class: "note" }, support.note)),
      support.at.length ? quotations(support.at) : h("p", { class: "quiet" }, word(support.articles.length ? "from_article" : "no_evidence"),
        support.articles.length > 0 && ` ${support.articles.map((a) => DATA.articles[a].id).join(", ")}`))));
}
function sayingRow(saying) {
  const how = [word(saying.direct ? "direct" : "indirect"), saying.modality?.[language]].filter(Boolean).join(" · ");
  return h("li", { class: `fact ${ASSERTED.has(saying.state) ? "asserted" : saying.state.toLowerCase()}` },
    h("p", { class: "says" }, saying.by !== undefined && [thingLink(saying.by), " "], h("span", { class: "relation" }, how)),
    saying.state !== "Stated" && h("p", { class: "status" }, statusChip(saying.state)),
    saying.quote ? h("blockquote", { lang: "id" }, saying.quote) : quotations(saying.spans),
    saying.about.length > 0 && h("p", { class: "about" }, word("says_about"), " ", saying.about.map((a, i) => [i ? ", " : "", thingLink(a)])));
}

// A list that opens; long ones show their beginning and grow on demand, so that a hub does not stall the page.
function section(title, things, row, { open = true, first = 25 } = {}) {
  if (!things.length) return null;
  const list = h("ul");
  const more = (from) => {
    list.append(...things.slice(from, from + first).map(row));
    const left = things.length - from - first;
    if (left > 0) {
      const next = h("li", {}, button(word("more_n", { n: number(left) }), () => { next.remove(); more(from + first); }, { class: "link" }));
      list.append(next);
    }
  };
  const details = h("details", { class: "section", open }, h("summary", {}, h("h3", {}, title), h("span", { class: "count" }, number(things.length))), list);
  if (open) more(0);
  else details.addEventListener("toggle", () => !list.childElementCount && more(0));
  return details;
}

// Every proof in an article: spans with the facts that rest on them.
const proofLists = new Map();
function proofs(article) {
  if (!proofLists.size) {
    for (const fact of FACTS)
      for (const support of fact.supports)
        for (const m of support.at) {
          if (!proofLists.has(m.article)) proofLists.set(m.article, []);
          proofLists.get(m.article).push({ ...m, fact });
        }
  }
  return proofLists.get(article) ?? [];
}
function articlePanel({ number: article, marks }) {
  const { id, date, source, address } = DATA.articles[article];
  const all = proofs(article);
  const paragraphs = sentences(article).map((s) => {
    const strong = marks.filter((m) => m.begin < s.end && s.begin < m.end);
    const here = [...new Set(all.filter((m) => m.begin < s.end && s.begin < m.end && m.fact.saying === undefined).map((m) => m.fact))].filter(factPasses);
    const kind = [s.furniture && "furniture", s.repeats && "repeat", strong.length && "chosen"].filter(Boolean).join(" ");
    return h("div", { class: `sentence ${kind}` },
      h("p", {}, marked(article, s.begin, s.end, strong.length ? strong : all, !strong.length), s.repeats > 0 && h("span", { class: "tag" }, word("repeats_n", { n: s.repeats }))),
      here.length > 0 && h("details", { class: "proves" }, h("summary", {}, counted("facts", here.length)),
        h("ul", {}, here.map((f) => h("li", { class: standing(f) }, thingLink(f.s), " ", h("span", { class: "relation" }, relationLabel(f.r)), " ", f.o === null ? objectLabel(f) : thingLink(f.o))))));
  });
  return [
    panelHead(h("h2", {}, articleTitle(article)), [id, source !== id && source, date && day(date)].filter(Boolean).join(" · ")),
    h("p", { class: "actions" }, button([icon("back"), word("back_to_facts")], () => go({ article: null })),
      address && h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, word("as_published"))),
    h("article", { lang: "id" }, paragraphs),
  ];
}
const panelHead = (title, below, family = null) =>
  h("header", {}, family !== null && badge(family, 28), h("div", {}, title, below && h("p", { class: "quiet" }, below)));
