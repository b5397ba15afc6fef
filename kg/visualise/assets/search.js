// Boxes that complete: over labels, other names and abbreviations, words in any order, from their beginnings.

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const searchable = Array.from({ length: ENTITIES }, (_, e) => {
  const { label, en, names = [] } = DATA.things[e];
  const all = [label, ...(en ? [en] : []), ...names];
  return { e, all, keys: all.map((name) => ` ${plain(name).replace(/[^\p{L}\p{N}]+/gu, " ")}`), weight: DATA.things[e].weight };
});

// Entities that fit some words, best first: [{e, name: the name that fits if it is not the label}].
function matches(text, most = 12) {
  const words_ = plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (!words_.length) return [];
  const found = [];
  for (const { e, all, keys, weight } of searchable) {
    const at = keys.findIndex((key) => words_.every((w) => key.includes(` ${w}`)));
    if (at < 0 || !familyPasses(e)) continue;
    const exact = keys[at].trim() === words_.join(" ");
    const starts = keys[at].startsWith(` ${words_.join(" ")}`);
    found.push({ e, name: all[at], score: (exact ? 4000 : 0) + (starts ? 1000 : 0) + Math.min(900, weight) - keys[at].length / 100 });
  }
  return found.sort((x, y) => y.score - x.score || x.e - y.e).slice(0, most);
}

let boxes = 0;
function combobox(container, { key, pick, suggest = matches, show = entityOption, id = `box-${++boxes}` }) {
  let options = [];
  let at = -1;
  const list = h("ul", { id: `${id}-list`, role: "listbox", "aria-label": word(key), hidden: true });
  const input = h("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-label": word(key), placeholder: word(key),
    "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list",
  });
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const take = (option) => {
    input.value = "";
    close();
    pick(option.value);
  };
  const mark = (next) => {
    at = next;
    [...list.children].forEach((child, i) => child.setAttribute("aria-selected", i === at));
    const active = list.children[at];
    if (active) {
      input.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const refresh = () => {
    options = suggest(input.value).map(show);
    if (!input.value.trim()) return close();
    const rows = options.map((option, i) =>
      h("li", { id: `${id}-${i}`, role: "option", "aria-selected": "false", onpointerdown: (event) => event.preventDefault(), onclick: () => take(option) }, option.content));
    list.replaceChildren(...(rows.length ? rows : [h("li", { role: "option", "aria-disabled": "true", class: "quiet" }, word("nothing_found"))]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(options.length ? 0 : -1);
  };
  input.addEventListener("input", refresh);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      if (list.hidden) input.blur();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) refresh();
      else if (options.length) mark((at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
    } else if (event.key === "Enter" && options[at] && !list.hidden) take(options[at]);
  });
  container.replaceChildren(input, list);
  return input;
}
const entityOption = ({ e, name }) => ({
  value: e,
  content: [badge(familyOf(e), 15), h("span", { class: "option-name" }, labelOf(e), name !== labelOf(e) && h("span", { class: "quiet" }, ` (${name})`)), h("span", { class: "quiet" }, classLabel(e))],
});
