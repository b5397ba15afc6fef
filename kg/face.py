"""The graph for Python: `Graph("output")` asks, searches and explains, and hands over to rdflib, pandas, Polars and networkx.

>>> from kg import Graph
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from kg.ontology import PREFIXES

if TYPE_CHECKING:
    import networkx
    import pyoxigraph
    import rdflib

    from kg.model import Iri
    from kg.query.explain import Portrait
    from kg.search.index import Found, Index

Value = str | int | float | bool | Decimal | dt.date | dt.datetime | None


class Rows(Sequence[Mapping[str, Value]]):
    """The answer to a SELECT: rows by number, each a mapping from a variable's name to a value of Python.

    An IRI and a text are `str`; numbers, booleans, dates and times are what they are; an unbound variable is None.
    """

    def __init__(self, names: Sequence[str], rows: Sequence[Mapping[str, Value]]) -> None:
        self.names = tuple(names)
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Mapping[str, Value]: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Mapping[str, Value] | Rows:
        """A row, or some of them."""
        return Rows(self.names, self._rows[at]) if isinstance(at, slice) else self._rows[at]

    def __iter__(self) -> Iterator[Mapping[str, Value]]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<Rows: {len(self)} of {', '.join(self.names)}>"

    def _repr_html_(self) -> str:
        """A table in a notebook; text from articles stays text."""
        import html

        def line(cells: Sequence[object], tag: str) -> str:
            return "<tr>" + "".join(f"<{tag}>{html.escape('' if c is None else str(c))}</{tag}>" for c in cells) + "</tr>"

        body = "".join(line([r[n] for n in self.names], "td") for r in self._rows[:100])
        more = f"<p>{len(self) - 100} more rows</p>" if len(self) > 100 else ""
        return f"<table>{line(self.names, 'th')}{body}</table>{more}"

    def column(self, name: str) -> list[Value]:
        """The values of one variable."""
        return [r[name] for r in self._rows]

    def pandas(self) -> Any:
        """A pandas DataFrame; pandas must be installed."""
        return import_module("pandas").DataFrame({n: self.column(n) for n in self.names}, columns=list(self.names))

    def polars(self) -> Any:
        """A Polars DataFrame; polars must be installed."""
        return import_module("polars").DataFrame({n: self.column(n) for n in self.names}, strict=False)


class Graph:
    """What `kg build` wrote, open for reading. StoreError if there is nothing."""

    def __init__(self, output: str | Path = "output") -> None:
        from kg.graph.naming import prefixes
        from kg.query.store import base_of, open_store

        self._output = Path(output)
        self.store: pyoxigraph.Store = open_store(self._output)
        self.base: Iri = base_of(self.store)
        self.prefixes: dict[str, Iri] = prefixes(self.base)

    def __len__(self) -> int:
        """How many triples there are, everything merged."""
        return int(str(self.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]))

    def __repr__(self) -> str:
        return f"<Graph {self._output}: {len(self)} triples>"

    def query(self, sparql: str) -> Rows:
        """The rows of a SELECT (an ASK is one row of `answer`); prefixes of the ontology are known. QueryError."""
        import pyoxigraph

        from kg.errors import QueryError
        from kg.query.run import run
        from kg.search.magic import expanded

        answer = run(self.store, sparql, self.prefixes, lambda text: expanded(text, self._output))
        if isinstance(answer, pyoxigraph.QueryBoolean):
            return Rows(["answer"], [{"answer": bool(answer)}])
        if isinstance(answer, pyoxigraph.QueryTriples):
            raise QueryError("CONSTRUCT and DESCRIBE give a graph, not rows; ask Graph.rdflib for one")
        names = [v.value for v in answer.variables]
        return Rows(names, [{n: python(v) for n, v in zip(names, row, strict=True)} for row in answer])

    def question(self, name: str, **settings: str) -> Rows:
        """The answer to a stored question, with what it leaves open filled in, such as `organisation="ASEAN"`. QueryError."""
        from kg.query.questions import filled, question

        return self.query(filled(question(name), settings))

    def search(self, words: str, limit: int = 20) -> list[Found]:
        """Sentences that hold all the words, best first."""
        return self._index.sentences(words, limit)

    def names(self, words: str, limit: int = 20) -> list[Found]:
        """Entities by name, best first."""
        return self._index.names(words, limit)

    def explain(self, label: str) -> list[Portrait]:
        """What is known of each entity that a label, abbreviation, CURIE or IRI may mean, with its sentences."""
        from kg.query.explain import Explainer

        explainer = Explainer(self._output, store=self.store)
        return [explainer.portrait(iri) for iri in explainer.entities(label)]

    @cached_property
    def rdflib(self) -> rdflib.Dataset:
        """The same store as an rdflib Dataset; queries and look-ups run in Oxigraph."""
        from kg.query import open_graph

        return open_graph(self._output)

    @cached_property
    def networkx(self) -> networkx.MultiDiGraph:
        """Entities as nodes and facts between them as edges, with labels, types, statuses and confidences."""
        from kg.visualise.network import build_network

        return build_network(self.store)

    @cached_property
    def _index(self) -> Index:
        from kg.search.index import open_index

        return open_index(self._output)


def python(term: object) -> Value:
    """A term of RDF as a value of Python; a literal that is not what its type says stays text."""
    import pyoxigraph

    if term is None:
        return None
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    if not isinstance(term, pyoxigraph.Literal):
        return str(term)
    text, kind = term.value, term.datatype.value.removeprefix(PREFIXES["xsd"])
    try:
        if kind in ("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "gYear"):
            return int(text)
        if kind == "boolean":
            return text in ("true", "1")
        if kind == "decimal":
            return Decimal(text)
        if kind in ("double", "float"):
            return float(text)
        if kind == "date":
            return dt.date.fromisoformat(text)
        if kind == "dateTime":
            return dt.datetime.fromisoformat(text)
    except (ValueError, InvalidOperation):
        pass
    return text
