// Words of the page and of the graph in the language that is chosen.

let language = "id";
const word = (key, values = {}) => (DATA.words[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const locale = () => (language === "id" ? "id-ID" : "en-GB");
const number = (n) => n.toLocaleString(locale());
const counted = (key, n) => word(language === "en" && n === 1 && `${key}_1` in DATA.words.en ? `${key}_1` : `${key}_n`, { n: number(n) });
const labelOf = (thing) => (language === "en" && DATA.things[thing].en) || DATA.things[thing].label;
const relationLabel = (r) => DATA.relations[r][language];
const classLabel = (thing) => (DATA.things[thing].cls === undefined ? "" : DATA.classes[DATA.things[thing].cls][language]);

function plural(name) {
  if (language === "id") return name;
  const [, head, tail] = /^(.*?)( (?:of|within|in|from) .*)?$/.exec(name);
  if (head === "person") return "people";
  const ending = /(?:s|x|ch|sh)$/.test(head) ? "es" : "s";
  return (/[^aeiou]y$/.test(head) ? `${head.slice(0, -1)}ies` : head + ending) + (tail ?? "");
}
function groupLabel(item) {
  const [kind, , leads] = DATA.groups[~item];
  const all = members(item).length;
  if (kind === "alike") return `${number(all)} ${plural(classLabel(leads[0]) || word("unnamed"))}`;
  if (kind === "family") return `${number(all)} ${DATA.families[familyOf(leads[0])][language]}`;
  if (kind === "slice") return `${labelOf(leads[0])} – ${labelOf(leads[1] ?? leads[0])}`;
  if (kind === "community") return `${leads.map(labelOf).join(", ")} +${number(all - leads.length)}`;
  return `${word(kind)} (${number(all)})`;
}
const itemLabel = (item) => (item >= 0 ? labelOf(item) : groupLabel(item));
const straight = (text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, ""); // for drawings, which cannot shut such signs in
// The family that an item looks like: that of a group's first member, unless the group has nothing in common.
const itemFamily = (item) => (["rest", "unlinked"].includes(groupKind(item)) ? DATA.families.length - 1 : familyOf(item >= 0 ? item : DATA.groups[~item][2][0]));

function objectLabel(fact) {
  if (fact.o !== null) return labelOf(fact.o);
  if (fact.kind === "xsd:date") return day(fact.text);
  if (fact.kind === "xsd:boolean") return word(fact.text === "true" ? "yes" : "no");
  return fact.text;
}
function day(iso, style = { day: "numeric", month: "long", year: "numeric" }) {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.valueOf()) ? iso : new Intl.DateTimeFormat(locale(), { ...style, timeZone: "UTC" }).format(date);
}
const linkLabel = (link) => {
  const relations = new Set(link.facts.map((f) => f.r));
  if (relations.size > 1) return counted("facts", link.facts.length);
  return relationLabel(link.facts[0].r) + (link.facts.length > 1 ? ` ×${number(link.facts.length)}` : "");
};
// The first words of an article, as its title.
function articleTitle(article) {
  const first = sentences(article).find((s) => !s.furniture);
  const text = first ? slice(article, first.begin, Math.min(first.end, first.begin + 90)) : "";
  return text ? text.trim() + (first.end - first.begin > 90 ? "…" : "") : DATA.articles[article].id;
}
