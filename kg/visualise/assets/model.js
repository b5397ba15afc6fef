// The graph as the page was given it, with the look-ups that everything else needs. Nothing here touches the page.

const DATA = JSON.parse(document.getElementById("data").textContent);
const ENTITIES = DATA.entities;
const SPOKEN = DATA.relations.findIndex((r) => r.iri === "schema:about");
const ASSERTED = new Set(["Stated", "Inferred", "External", "Derived"]);

function spans(flat) {
  const found = [];
  for (let i = 0; i + 2 < (flat?.length ?? 0); i += 3) found.push({ article: flat[i], begin: flat[i + 1], end: flat[i + 2] });
  return found;
}

// Facts: {n, s, r, o (number of a thing, or null), text and kind (of a literal), supports, detail, saying}.
const FACTS = DATA.facts.map(([s, r, o, supports, detail], n) => ({
  n, s, r, detail: detail ?? null,
  o: typeof o === "number" ? o : null,
  text: typeof o === "number" ? null : o[0],
  kind: typeof o === "number" ? null : o[1] ?? "",
  supports: supports.map(([status, confidence, at, note, articles, via]) => ({
    status: DATA.statuses[status], confidence: confidence ?? null, at: spans(at), note: note ?? null, articles: articles ?? [], via: via ?? null,
  })),
}));

// Statements link whom they are by with what they are about, as facts of a relation of their own.
DATA.sayings.forEach((saying, n) => {
  saying.spans = spans(saying.at);
  saying.state = DATA.statuses[saying.status ?? 0];
  for (const about of saying.about) {
    if (saying.by === undefined || saying.by === about) continue;
    const supports = [{ status: saying.state, confidence: null, at: saying.spans, note: null, articles: [], via: null }];
    FACTS.push({ n: FACTS.length, s: saying.by, r: SPOKEN, o: about, text: null, kind: null, supports, detail: null, saying: n });
  }
});

// Facts and statements by thing.
const ABOUT = DATA.things.map(() => []);
for (const fact of FACTS) {
  ABOUT[fact.s].push(fact);
  if (fact.o !== null && fact.o !== fact.s) ABOUT[fact.o].push(fact);
}
const SAID = DATA.things.map(() => []);
for (const saying of DATA.sayings)
  for (const thing of new Set([saying.by, ...saying.about])) if (thing !== undefined) SAID[thing].push(saying);

const isNode = (thing) => thing !== null && thing < ENTITIES;
const isLink = (fact) => fact.o !== null && isNode(fact.s) && isNode(fact.o) && fact.s !== fact.o;
const otherEnd = (fact, thing) => (fact.s === thing ? fact.o : fact.s);
const familyOf = (thing) => {
  const { cls } = DATA.things[thing];
  return cls === undefined ? DATA.families.length - 1 : DATA.classes[cls].family;
};

// Pairs of entities with the facts between them: as pyvis wrote them, or gathered here.
const PAIRS = new Map();
function addPair(a, b, facts) {
  const key = a < b ? `${a} ${b}` : `${b} ${a}`;
  const pair = PAIRS.get(key);
  if (pair) pair.facts.push(...facts);
  else PAIRS.set(key, { a: Math.min(a, b), b: Math.max(a, b), facts: [...facts] });
}
if (DATA.network) for (const edge of DATA.network.edges) addPair(edge.from, edge.to, edge.facts.map((n) => FACTS[n]));
else for (const fact of FACTS) if (fact.saying === undefined && isLink(fact)) addPair(fact.s, fact.o, [fact]);
for (const fact of FACTS) if (fact.saying !== undefined && isLink(fact)) addPair(fact.s, fact.o, [fact]);

// Relations to days, by what they say.
const WHEN = {
  begins: ["schema:startDate", "schema:validFrom", "sem:hasEarliestBeginTimeStamp", "kg:effectiveDate"],
  begins_late: ["sem:hasLatestBeginTimeStamp"],
  ends: ["schema:endDate", "schema:validThrough", "sem:hasEarliestEndTimeStamp", "sem:hasLatestEndTimeStamp"],
  on: ["kg:attestedOn"],
  perhaps: ["kg:candidateDate"],
};
const whenOf = new Map(Object.entries(WHEN).flatMap(([key, iris]) => iris.map((iri) => [DATA.relations.findIndex((r) => r.iri === iri), key])).filter(([r]) => r >= 0));
const isDay = (fact) => /^\d{4}-\d\d-\d\d/.test(fact.text ?? "");

// Days that the text tells of, by entity: [{from, to}]; from its beginning to its end where it has one of each, else single days.
const told = new Map();
for (const fact of FACTS) {
  if (!whenOf.has(fact.r) || !isNode(fact.s) || !isDay(fact) || fact.supports.every((s) => s.status === "Contradicted")) continue;
  if (!told.has(fact.s)) told.set(fact.s, []);
  const on = fact.text.slice(0, 10);
  told.get(fact.s).push({ from: on, to: on, kind: whenOf.get(fact.r) });
}
for (const [thing, found] of told) {
  const [begins, ends] = ["begins", "ends"].map((kind) => found.filter((d) => d.kind === kind));
  if (begins.length === 1 && ends.length === 1 && begins[0].from < ends[0].to) told.set(thing, [...found, { from: begins[0].from, to: ends[0].to }]);
}

// Groups: `~g` is how group g stands in lists of items; entities stand as their numbers.
const PARENT = new Map();
DATA.groups.forEach(([, children], g) => children.forEach((child) => PARENT.set(child, ~g)));
const groupKind = (item) => (item < 0 ? DATA.groups[~item][0] : null);
const memberLists = new Map();
function members(item) {
  if (item >= 0) return [item];
  if (!memberLists.has(item)) memberLists.set(item, DATA.groups[~item][1].flatMap(members));
  return memberLists.get(item);
}

// Texts are addressed in code points; scripts count UTF-16 units.
const pointLists = new Map();
function slice(article, begin, end) {
  const { text } = DATA.articles[article];
  if (text === undefined) return "";
  if (!pointLists.has(article)) pointLists.set(article, /[\ud800-\udfff]/.test(text) ? Array.from(text) : null);
  const points = pointLists.get(article);
  return points ? points.slice(begin, end).join("") : text.slice(begin, end);
}
// Sentences of an article: {begin, end, number, furniture, repeats}.
const sentenceLists = new Map();
function sentences(article) {
  if (!sentenceLists.has(article)) {
    const flat = DATA.articles[article].sentences ?? [];
    const found = [];
    for (let i = 0; i < flat.length; i += 3)
      found.push({ begin: flat[i], end: flat[i + 1], number: i / 3 + 1, furniture: flat[i + 2] < 0, repeats: Math.max(0, flat[i + 2]) });
    sentenceLists.set(article, found);
  }
  return sentenceLists.get(article);
}
const articlesOf = (support) => (support.at.length ? [...new Set(support.at.map((m) => m.article))] : support.articles);
