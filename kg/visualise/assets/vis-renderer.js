// Draws through vis-network: nodes, edges and options are those that pyvis wrote, drawn with our shapes and labels.

function visRenderer(container, on) {
  const written = new Map(DATA.network.nodes.map((n) => [n.id, n]));
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(container, { nodes, edges }, DATA.network.options);
  let scene = { items: [], links: [], places: new Map(), chosen: () => false, dimmed: () => false, chosenLink: () => false, dimmedLink: () => false };
  let hovered = null;

  // Shapes keep a size that can be seen and hit when the view is far away.
  const growth = () => Math.max(0.72, Math.min(1.2, network.getScale())) / network.getScale();
  const node = (item) => ({
    ...written.get(item), ...scene.places.get(item), id: item, shape: "custom", label: undefined,
    ctxRenderer: ({ ctx, x, y }) => ({
      drawNode: () => {
        ctx.save();
        ctx.translate(x, y);
        ctx.scale(growth(), growth());
        drawShape(ctx, item, 0, 0, { chosen: scene.chosen(item), dimmed: scene.dimmed(item) });
        ctx.restore();
      },
      nodeDimensions: { width: 2 * reach(item) * growth(), height: 2 * reach(item) * growth() },
    }),
  });
  const edge = (link) => {
    const chosen = scene.chosenLink(link);
    const { colour, width, dashes } = linkStyle(link, chosen);
    return {
      id: link.key, from: link.a, to: link.b, width, dashes: dashes.length ? dashes : false,
      color: { color: colour, highlight: colours.accent, hover: colour, opacity: scene.dimmedLink(link) ? 0.18 : 1 },
      arrows: { to: { enabled: link.forth, scaleFactor: 0.45 }, from: { enabled: link.back, scaleFactor: 0.45 } },
      hidden: Boolean(scene.strong && !scene.strong.has(link.key) && !chosen),
    };
  };

  // Labels and captions are drawn last, at their own size, whatever the zoom.
  network.on("afterDrawing", (ctx) => {
    const scale = network.getScale();
    const project = (p) => network.canvasToDOM(p);
    ctx.save();
    const dots = ctx.getTransform().a / scale;
    ctx.setTransform(dots, 0, 0, dots, 0, 0);
    const curve = (link) => bend(link, project(scene.places.get(link.a)), project(scene.places.get(link.b)));
    for (const link of scene.links) if (link.look === "contradicted") cross(ctx, halfway(curve(link)));
    const size = Math.max(0.72, Math.min(1.2, scale));
    const shapes = shapesOnScreen(scene, project, size, container.clientWidth, container.clientHeight);
    const labels = labelsWithRoom(scene, shapes, size, hovered, container.clientWidth);
    drawLabels(ctx, labels);
    drawCaptions(ctx, scene.links.filter(scene.chosenLink).map((link) => ({ link, curve: curve(link) })), labels, shapes, container.clientWidth);
    ctx.restore();
  });
  function cross(ctx, at) {
    ctx.strokeStyle = colours.wrong;
    ctx.lineWidth = 2.4;
    ctx.beginPath();
    for (const dy of [5, -5]) {
      ctx.moveTo(at.x - 5, at.y - dy);
      ctx.lineTo(at.x + 5, at.y + dy);
    }
    ctx.stroke();
  }
  network.on("click", ({ nodes: [item], edges: [key] }) => {
    if (item !== undefined) on.item(item);
    else if (key !== undefined) on.link(key);
    else on.nothing();
  });
  network.on("doubleClick", ({ nodes: [item] }) => item !== undefined && on.open(item));
  const hover = (item) => { hovered = item; container.style.cursor = item === null ? "" : "pointer"; network.redraw(); };
  network.on("hoverNode", ({ node: item }) => hover(item));
  network.on("blurNode", () => hover(null));
  network.on("hoverEdge", () => (container.style.cursor = "pointer"));
  network.on("blurEdge", () => (container.style.cursor = ""));

  return {
    show(next) {
      scene = next;
      const keep = new Set(next.items);
      const keepLinks = new Set(next.links.map((l) => l.key));
      edges.remove(edges.getIds().filter((id) => !keepLinks.has(id)));
      nodes.remove(nodes.getIds().filter((id) => !keep.has(id)));
      nodes.update(next.items.map(node));
      edges.update(next.links.map(edge));
      network.unselectAll();
    },
    fit() {
      const { x, y, scale } = framing(scene, container.clientWidth, container.clientHeight);
      network.moveTo({ position: { x, y }, scale, animation: false });
    },
    zoom: (by) => network.moveTo({ scale: Math.max(0.05, Math.min(4, network.getScale() * by)), animation: false }),
    centre(item) {
      const at = scene.places.get(item);
      const p = at && network.canvasToDOM(at);
      if (p && (p.x < 60 || p.y < 60 || p.x > container.clientWidth - 60 || p.y > container.clientHeight - 90)) network.moveTo({ position: at, animation: false });
      network.redraw();
    },
    place: (item) => scene.places.has(item) && network.canvasToDOM(scene.places.get(item)),
  };
}
