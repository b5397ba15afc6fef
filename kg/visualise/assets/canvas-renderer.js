// Draws on a canvas of its own: for graphs that are too large for vis-network, and for pictures.

// Paint a scene; project turns places into points on the canvas.
function paint(ctx, scene, project, { scale, hovered, width, height }) {
  const size = Math.max(0.72, Math.min(1.2, scale));
  const captions = [];
  const drawn = scene.links.filter((l) => !scene.strong || scene.strong.has(l.key) || scene.chosenLink(l));
  for (const chosen of [false, true])
    for (const link of drawn) {
      if (scene.chosenLink(link) !== chosen) continue;
      const curve = drawLink(ctx, link, project(scene.places.get(link.a)), project(scene.places.get(link.b)), { chosen, dimmed: scene.dimmedLink(link), scale: size });
      if (chosen) captions.push({ link, curve });
    }
  for (const item of scene.items) {
    const at = project(scene.places.get(item));
    if (at.x < -40 || at.y < -40 || at.x > width + 40 || at.y > height + 40) continue;
    ctx.save();
    ctx.translate(at.x, at.y);
    ctx.scale(size, size);
    drawShape(ctx, item, 0, 0, { chosen: scene.chosen(item), dimmed: scene.dimmed(item) });
    ctx.restore();
  }
  const shapes = shapesOnScreen(scene, project, size, width, height);
  const labels = labelsWithRoom(scene, shapes, size, hovered, width);
  drawLabels(ctx, labels);
  drawCaptions(ctx, captions, labels, shapes, width);
}

function canvasRenderer(container, on) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  container.replaceChildren(canvas);
  const ctx = canvas.getContext("2d");
  let scene = { items: [], links: [], places: new Map(), chosen: () => false, dimmed: () => false, chosenLink: () => false, dimmedLink: () => false };
  let window_ = { x: 0, y: 0, scale: 1 };
  let hovered = null;
  let waiting = false;
  let width = 1;
  let height = 1;

  const project = (p) => ({ x: (p.x - window_.x) * window_.scale + width / 2, y: (p.y - window_.y) * window_.scale + height / 2 });
  function draw() {
    waiting = false;
    const dots = devicePixelRatio || 1;
    ctx.setTransform(dots, 0, 0, dots, 0, 0);
    ctx.clearRect(0, 0, width, height);
    paint(ctx, scene, project, { scale: window_.scale, hovered, width, height });
  }
  const soon = () => { if (!waiting) { waiting = true; requestAnimationFrame(draw); } };
  new ResizeObserver(() => {
    width = container.clientWidth || 1;
    height = container.clientHeight || 1;
    canvas.width = width * (devicePixelRatio || 1);
    canvas.height = height * (devicePixelRatio || 1);
    soon();
  }).observe(container);

  const point = (event) => { const box = canvas.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top }; };
  const size = () => Math.max(0.72, Math.min(1.2, window_.scale));
  function itemAt(p) {
    let best = null;
    let nearest = Infinity;
    for (const item of scene.items) {
      const at = project(scene.places.get(item));
      const d = Math.hypot(p.x - at.x, p.y - at.y);
      if (d < reach(item) * size() + 7 && d < nearest) [best, nearest] = [item, d];
    }
    return best;
  }
  function linkAt(p) {
    let best = null;
    let nearest = 7;
    for (const link of scene.links) {
      if (scene.strong && !scene.strong.has(link.key) && !scene.chosenLink(link)) continue;
      const curve = bend(link, project(scene.places.get(link.a)), project(scene.places.get(link.b)), size());
      for (let t = 0; t <= 1; t += 0.04) {
        const at = along(curve, t);
        const d = Math.hypot(p.x - at.x, p.y - at.y);
        if (d < nearest) [best, nearest] = [link, d];
      }
    }
    return best;
  }
  function zoomAt(p, by) {
    const scale = Math.max(0.05, Math.min(4, window_.scale * by));
    const x = window_.x + (p.x - width / 2) / window_.scale;
    const y = window_.y + (p.y - height / 2) / window_.scale;
    window_ = { x: x - (p.x - width / 2) / scale, y: y - (p.y - height / 2) / scale, scale };
    soon();
  }

  // One pointer drags, two pinch, one that stays put clicks.
  const pointers = new Map();
  let moved = 0;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, point(event));
    if (pointers.size === 1) moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const p = point(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      const over = itemAt(p);
      canvas.style.cursor = over !== null || linkAt(p) ? "pointer" : "grab";
      if (over !== hovered) { hovered = over; soon(); }
      return;
    }
    moved += Math.abs(p.x - before.x) + Math.abs(p.y - before.y);
    if (pointers.size === 1) {
      window_.x -= (p.x - before.x) / window_.scale;
      window_.y -= (p.y - before.y) / window_.scale;
    } else {
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      const by = Math.hypot(p.x - other.x, p.y - other.y) / (Math.hypot(before.x - other.x, before.y - other.y) || 1);
      zoomAt({ x: (p.x + other.x) / 2, y: (p.y + other.y) / 2 }, by);
    }
    pointers.set(event.pointerId, p);
    soon();
  });
  const release = (event) => {
    if (!pointers.delete(event.pointerId) || event.type === "pointercancel" || moved > 6) return;
    const p = point(event);
    const item = itemAt(p);
    const link = item === null ? linkAt(p) : null;
    if (item !== null) on.item(item);
    else if (link) on.link(link.key);
    else on.nothing();
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("dblclick", (event) => { const item = itemAt(point(event)); if (item !== null) on.open(item); });
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); zoomAt(point(event), Math.exp(-event.deltaY * 0.0015)); }, { passive: false });

  return {
    show(next) { scene = next; soon(); },
    fit() {
      width = container.clientWidth || 1;
      height = container.clientHeight || 1;
      window_ = framing(scene, width, height);
      soon();
    },
    zoom: (by) => zoomAt({ x: width / 2, y: height / 2 }, by),
    centre(item) {
      const at = scene.places.get(item);
      const p = at && project(at);
      if (p && (p.x < 60 || p.y < 60 || p.x > width - 60 || p.y > height - 90)) window_ = { ...window_, x: at.x, y: at.y };
      soon();
    },
    place: (item) => scene.places.has(item) && project(scene.places.get(item)),
  };
}
