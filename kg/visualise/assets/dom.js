// Elements are made here. Text only ever goes in as text: nothing in this page reads markup from the graph.

const $ = (id) => document.getElementById(id);

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || (value === false && !name.startsWith("aria-"))) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : value);
  }
  element.append(...children.flat(4).filter((c) => c !== null && c !== undefined && c !== false && c !== "").flatMap((c) => (c instanceof Node ? [c] : unturned(String(c)))));
  return element;
}
// Text whose signs for turning the writing round can be seen and copied, but turn nothing: each is shut in on its own.
const unturned = (text) => text.split(/([\u202a-\u202e\u2066-\u2069])/).map((part, i) => (i % 2 ? turner(part) : part)).filter((part) => part !== "");
function turner(sign) {
  const shut = document.createElement("span");
  shut.className = "turner";
  shut.dataset.code = `U+${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  shut.textContent = sign;
  return shut;
}
function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== null) element.setAttribute(name, value);
  element.append(...children.flat());
  return element;
}
const button = (text, onclick, attributes = {}) => h("button", { type: "button", onclick, ...attributes }, text);

// The sign of a family: its shape in its colour (the colour comes from the style sheet, so that it follows the theme).
function badge(family, size = 16) {
  const { shape } = DATA.families[family];
  const drawing = svg("svg", { width: size, height: size, viewBox: "-10 -10 20 20", "aria-hidden": "true", class: `badge family-${family}` });
  const corners = outline(shape, shape === "plus" ? 8 : 7.6);
  if (corners) drawing.append(svg("polygon", { points: corners.map((p) => p.map((c) => c.toFixed(2)).join()).join(" ") }));
  else drawing.append(svg("circle", shape === "ring" ? { r: 6.5, class: "hollow" } : { r: 8 }));
  return drawing;
}

// Small line icons, drawn here so that no font or picture is needed.
const ICONS = {
  menu: "M3 6h14M3 10h14M3 14h14", theme: "M10 3a7 7 0 1 0 0 14V3", plus: "M10 4v12M4 10h12", minus: "M4 10h12", fit: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  download: "M10 3v9M6 9l4 4 4-4M4 16h12", close: "M5 5l10 10M15 5L5 15", back: "M12 4l-6 6 6 6", search: "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M13 13l4 4",
};
function icon(name) {
  const closed = name === "theme";
  return svg("svg", { width: 20, height: 20, viewBox: "0 0 20 20", "aria-hidden": "true", class: "glyph" },
    name === "theme" ? svg("circle", { cx: 10, cy: 10, r: 7, fill: "none", stroke: "currentColor", "stroke-width": 1.7 }) : [],
    svg("path", { d: ICONS[name], fill: closed ? "currentColor" : "none", stroke: closed ? "none" : "currentColor", "stroke-width": 1.7, "stroke-linecap": "round", "stroke-linejoin": "round" }));
}
const iconButton = (name, key, onclick, attributes = {}) =>
  h("button", { type: "button", class: "icon", "aria-label": word(key), title: word(key), onclick, ...attributes }, icon(name));

const say = (text) => { $("said").textContent = text; };
