// The graph without a mouse: arrows go to the nearest item that way, the other keys do what a click would.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function nearestThatWay(item, [dx, dy]) {
  const from = places.get(item);
  let best = null;
  let least = Infinity;
  for (const other of view.items) {
    if (other === item) continue;
    const at = places.get(other);
    const along = (at.x - from.x) * dx + (at.y - from.y) * dy;
    const aside = Math.abs((at.x - from.x) * dy) + Math.abs((at.y - from.y) * dx);
    if (along <= 0) continue;
    const cost = along + 2 * aside;
    if (cost < least) [best, least] = [other, cost];
  }
  return best;
}
function onGraphKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const current = state.selected?.item !== undefined && view.items.includes(state.selected.item) ? state.selected.item : null;
  const act = {
    Enter: () => current !== null && open_(current),
    " ": () => current !== null && (current < 0 ? toggleGroup(current) : PARENT.has(current) && state.open.has(PARENT.get(current)) && toggleGroup(PARENT.get(current))),
    "+": () => renderer.zoom(1.25),
    "=": () => renderer.zoom(1.25),
    "-": () => renderer.zoom(0.8),
    0: () => renderer.fit(),
    Escape: stepBack,
  }[event.key];
  if (ARROWS[event.key]) {
    const next = current === null ? view.items[0] : nearestThatWay(current, ARROWS[event.key]);
    if (next !== null && next !== undefined) choose({ item: next });
  } else if (act) act();
  else return;
  event.preventDefault();
}
function stepBack() {
  if (state.article) go({ article: null });
  else if (state.selected) go({ selected: null });
  else if (state.inside !== null && state.focus === null && !state.path && state.question === null) {
    const above = PARENT.get(state.inside);
    if (above === undefined) goHome();
    else toggleGroup(above);
  } else if (state.focus !== null || state.path || state.question !== null) goHome();
}
function onPageKey(event) {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.querySelector("#search input").focus();
  } else if (event.key === "Escape" && !typing && !$("canvas").contains(event.target)) {
    if (document.body.classList.contains("filters-open")) showFilters(false);
    else stepBack();
  }
}
