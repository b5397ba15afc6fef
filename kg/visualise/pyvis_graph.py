"""The network through pyvis: its nodes, edges and options, and vis-network from its own files; «Retno → Ditjen IKM»."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True, "tooltipDelay": 1000000, "dragNodes": True, "multiselect": False, "selectConnectedEdges": False,
        "hoverConnectedEdges": False, "keyboard": {"enabled": False}, "zoomSpeed": 0.6,
    },
    "nodes": {"shape": "custom"},
    "edges": {"smooth": {"enabled": True, "type": "continuous", "roundness": 0.2}},
}  # fmt: skip


def through_pyvis(data: dict[str, Any]) -> dict[str, Any]:
    """Nodes and edges of a payload as pyvis writes them: node ids are numbers of things, an edge lists the facts it stands for.

    Positions are those of the overview, physics is off, and no label or title is ever HTML.
    """
    import networkx as nx
    from pyvis.network import Network

    graph = nx.DiGraph()
    for number in range(data["entities"]):
        thing = data["things"][number]
        graph.add_node(number, label=thing["label"], size=thing["weight"])
    for number, (subject, _, target, *_) in enumerate(data["facts"]):
        if isinstance(target, int) and subject != target and max(subject, target) < data["entities"]:
            if not graph.has_edge(subject, target):
                graph.add_edge(subject, target, facts=[], width=1)
            graph[subject][target]["facts"].append(number)
    for number, root in enumerate(data["roots"]):
        for entity in _members(data, root):
            graph.nodes[entity]["x"], graph.nodes[entity]["y"] = data["positions"][number]
    net = Network(directed=True, cdn_resources="in_line")
    net.from_nx(graph, node_size_transf=lambda size: size, edge_weight_transf=lambda weight: weight)
    net.set_options(json.dumps(_OPTIONS))
    nodes, edges, *_, options = net.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options) if isinstance(options, str) else options}


def _members(data: dict[str, Any], item: int) -> list[int]:
    if item >= 0:
        return [item]
    return [e for child in data["groups"][~item][1] for e in _members(data, child)]


def library() -> str:
    """vis-network as pyvis ships it, with its licence note, without the pointer to a source map."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "templates" / "lib"
    newest = max(folder.glob("vis-*"), key=lambda p: [int(n) for n in p.name.removeprefix("vis-").split(".")])
    text = (newest / "vis-network.min.js").read_text(encoding="utf-8")
    return text.rpartition("//# sourceMappingURL")[0] or text
