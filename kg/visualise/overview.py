"""What the page opens on: few enough items to read, the rest folded into named groups that open; «11 negara»."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Iri

READABLE = 60  # so many items can be taken in at once
_HEADS = 24  # main entities that stand for themselves in a large graph
_PER_FAMILY = 6
_COMMUNITIES = 24
_INNER_HEADS = 14
_CROWDED = 90  # so many lines are too many at first
_STRONGEST = 2
_ALIKE = 3  # so many entities with the same type and the same links make a group

Link = tuple[int, int, Iri, bool]  # from, to, relation, whether it tells entities apart (asserted, no statement)


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as the overview sees it: its class, the number of its family, the label to sort by."""

    cls: Iri | None
    family: int
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """Entities folded into one item. kind: `alike` (same type and links), `community`, `family`, `rest`, `unlinked`.

    children: numbers of entities, or of groups as `~number`; leads: the members that give it its name.
    """

    kind: str
    children: tuple[int, ...]
    leads: tuple[int, ...]


@dataclass(slots=True)
class Overview:
    """importance by entity; groups; roots: what is shown first (entities, or groups as `~number`)."""

    importance: list[int]
    groups: list[Group] = field(default_factory=list)
    roots: tuple[int, ...] = ()


def overview(nodes: Sequence[Node], links: Sequence[Link]) -> Overview:
    """Fold a graph for reading; entities are the positions in `nodes`."""
    return _Folder(nodes, links).fold()


def backbone(weights: Mapping[tuple[int, int], float], count: int) -> set[tuple[int, int]]:
    """The pairs that are drawn at first: all, or in a crowded view of `count` items the two strongest of each item."""
    if len(weights) < _CROWDED or len(weights) <= 3 * count:
        return set(weights)
    own: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in weights:
        for end in pair:
            own[end].append(pair)
    return {pair for pairs in own.values() for pair in sorted(pairs, key=lambda p: (-weights[p], p))[:_STRONGEST]}


class _Folder:
    """Keeps neighbourhoods and the groups made so far."""

    def __init__(self, nodes: Sequence[Node], links: Sequence[Link]) -> None:
        self.nodes = nodes
        self.weights: dict[tuple[int, int], int] = defaultdict(int)
        neighbours: list[set[int]] = [set() for _ in nodes]
        marks: list[set[tuple[Iri, int, bool]]] = [set() for _ in nodes]
        for a, b, relation, telling in links:
            self.weights[min(a, b), max(a, b)] += 2 if telling else 1
            neighbours[a].add(b)
            neighbours[b].add(a)
            if telling:
                marks[a].add((relation, b, True))
                marks[b].add((relation, a, False))
        self.marks = marks
        self.linked = [bool(n) for n in neighbours]
        self.view = Overview([len(n) for n in neighbours])

    def rank(self, entity: int) -> tuple[int, str, int]:
        """Sort key: most important first."""
        return (-self.view.importance[entity], self.nodes[entity].label, entity)

    def fold(self) -> Overview:
        members = sorted(range(len(self.nodes)), key=self.rank)
        linked = [e for e in members if self.linked[e]]
        roots = self.alike(linked)
        if len(roots) > READABLE:
            roots = self.communities(linked)
        unlinked = [e for e in members if not self.linked[e]]
        if len(unlinked) >= _ALIKE:
            roots.append(self.group("unlinked", self.by_family(unlinked), unlinked))
        else:
            roots += unlinked
        self.view.roots = tuple(roots)
        return self.view

    def group(self, kind: str, children: Sequence[int], members: Sequence[int]) -> int:
        self.view.groups.append(Group(kind, tuple(children), tuple(sorted(members, key=self.rank)[:2])))
        return ~(len(self.view.groups) - 1)

    def alike(self, members: Sequence[int]) -> list[int]:
        """Members, with those of the same class and the same links folded."""
        kinds: dict[tuple[Iri | None, frozenset[tuple[Iri, int, bool]]], list[int]] = defaultdict(list)
        for e in members:
            kinds[self.nodes[e].cls, frozenset(self.marks[e])].append(e)
        folded = {e: same for (_, marks), same in kinds.items() if len(same) >= _ALIKE and marks for e in same}
        items: list[int] = []
        for e in members:
            if e not in folded:
                items.append(e)
            elif folded[e][0] == e:
                items.append(self.group("alike", folded[e], folded[e]))
        return items

    def communities(self, members: Sequence[int]) -> list[int]:
        """The main entities, the largest communities, and one group of all else."""
        heads = self.heads(members)
        left = [e for e in members if e not in heads]
        parts = self.parts(left)
        large = [part for part in parts if len(part) >= _ALIKE][:_COMMUNITIES]
        small = [part for part in parts if part not in large]
        items = [*heads, *(self.nested("community", part, 1) for part in large)]
        if sum(map(len, small)) <= 2 * READABLE:  # then most of them find room
            room = READABLE - 2 - len(items)  # for the rest and the unlinked
            while small and len(small[0]) <= room:
                room -= len(small[0])
                items += small.pop(0)
        rest = sorted((e for part in small for e in part), key=self.rank)
        return [*items, self.nested("rest", rest, 1)] if rest else items

    def heads(self, members: Sequence[int]) -> list[int]:
        taken: dict[int, int] = defaultdict(int)
        heads: list[int] = []
        for e in members:
            family = self.nodes[e].family
            if taken[family] < _PER_FAMILY and len(heads) < _HEADS:
                taken[family] += 1
                heads.append(e)
        return heads

    def parts(self, members: Sequence[int]) -> list[list[int]]:
        """Communities (Louvain), largest first; each sorted by importance."""
        import networkx as nx

        inside = set(members)
        graph = nx.Graph()
        graph.add_nodes_from(sorted(members))
        graph.add_weighted_edges_from(
            (a, b, w) for (a, b), w in sorted(self.weights.items()) if a != b and a in inside and b in inside
        )
        found = nx.community.louvain_communities(graph, seed=1)
        return sorted((sorted(part, key=self.rank) for part in found), key=lambda part: (-len(part), self.rank(part[0])))

    def nested(self, kind: str, members: list[int], depth: int) -> int:
        """A group that opens on few enough items."""
        if len(members) == 1:
            return members[0]
        children = self.alike(members)
        if len(children) > READABLE:
            heads, left = members[:_INNER_HEADS], members[_INNER_HEADS:]
            parts = self.parts(left) if depth < 3 and kind == "community" else []
            many = [part for part in parts if len(part) > 2]
            if len(many) > 1 and len(many[0]) < 0.8 * len(left):
                few = [*many[_COMMUNITIES:], *(p for p in parts if len(p) <= 2)]
                rest = sorted((e for part in few for e in part), key=self.rank)
                children = [*heads, *(self.nested("community", part, depth + 1) for part in many[:_COMMUNITIES])]
                children += self.by_family(rest)
            else:
                children = [*heads, *self.by_family(left)]
        return self.group(kind, children, members)

    def by_family(self, members: Sequence[int]) -> list[int]:
        """One group a family, in alphabetical slices where a family has too many."""
        items: list[int] = []
        for number in sorted({self.nodes[e].family for e in members}):
            same = [e for e in members if self.nodes[e].family == number]
            if len(same) < _ALIKE:
                items += same
                continue
            items.append(self.sliced(sorted(same, key=lambda e: (self.nodes[e].label.casefold(), e)), self.family_group))
        return items

    def family_group(self, children: Sequence[int], members: Sequence[int]) -> int:
        return self.group("family", children, members)

    def sliced(self, members: list[int], make: Callable[[Sequence[int], Sequence[int]], int]) -> int:
        if len(members) <= READABLE:
            return make(members, members)
        step = max(READABLE, -(-len(members) // READABLE))
        slices = [members[i : i + step] for i in range(0, len(members), step)]
        children = [self.slice_group(part) for part in slices]
        return make(children, members)

    def slice_group(self, part: list[int]) -> int:
        children = part if len(part) <= READABLE else [self.sliced(part, self.family_group)]
        self.view.groups.append(Group("slice", tuple(children), (part[0], part[-1])))
        return ~(len(self.view.groups) - 1)
