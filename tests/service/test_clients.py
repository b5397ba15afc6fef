"""Clients that others wrote."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from urllib.parse import urlencode

import pytest

NAMES = (
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "SELECT ?n { ?m skos:prefLabel ?n FILTER(STRSTARTS(?n, 'Kementerian')) } ORDER BY ?n"
)


def test_rdflib_reads_through_its_own_store(served) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST", "POST_FORM"):
        graph = rdflib.Graph(SPARQLStore(f"{served.url}/sparql", method=method))
        found = [str(row.n) for row in graph.query(NAMES)]
        assert found == ["Kementerian Batik", "Kementerian Kopi"], method
    country = rdflib.URIRef("https://w3id.org/beritagraf/ontology#Ministry")
    assert len(list(graph.subjects(rdflib.RDF.type, country))) == 2


def test_rdflib_writes_through_its_own_store(writable) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

    store = SPARQLUpdateStore(f"{writable.url}/sparql", f"{writable.url}/sparql", headers={"Authorization": "Bearer rahasia"})
    graph = rdflib.Graph(store, identifier="x:written")
    graph.add((rdflib.URIRef("x:s"), rdflib.URIRef("x:p"), rdflib.Literal('Ani "W"\n')))
    assert [str(o) for o in graph.objects()] == ['Ani "W"\n']


def test_sparqlwrapper_reads(served) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asked = wrapper.SPARQLWrapper(f"{served.url}/sparql")
        for method in (wrapper.GET, wrapper.POST):
            asked.setMethod(method)
            asked.setQuery(NAMES)
            asked.setReturnFormat(wrapper.JSON)
            rows = asked.query().convert()["results"]["bindings"]
            assert [r["n"]["value"] for r in rows] == ["Kementerian Batik", "Kementerian Kopi"]
            asked.setReturnFormat(wrapper.XML)
            assert "Kementerian Kopi" in asked.query().convert().toxml()
        asked.setQuery("CONSTRUCT { ?s a ?o } { ?s a ?o } LIMIT 5")
        for kind in (wrapper.TURTLE, wrapper.RDFXML, wrapper.JSONLD):
            asked.setReturnFormat(kind)
            assert asked.query().response.status == 200


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl")
def test_curl_reads_and_writes(served, writable) -> None:
    def curl(*words: str) -> str:
        return subprocess.run(["curl", "-sS", *words], capture_output=True, text=True, check=True, timeout=30).stdout

    assert (
        curl("-G", f"{served.url}/sparql", "--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv").split("\n")[1]
        == "Kementerian Batik"
    )
    assert "Kementerian Kopi" in curl(f"{served.url}/sparql", "-d", urlencode({"query": NAMES}))
    token = "Authorization: Bearer rahasia"
    where = f"{writable.url}/data?graph=x:curl"
    assert (
        curl("-X", "PUT", where, "-H", token, "-H", "Content-Type: text/turtle", "-d", "<x:s> <x:p> 1 .", "-w", "%{http_code}")
        == "201"
    )
    large = "# " + "x" * 5000 + "\nASK {}"  # above 1 kB curl waits for a word to go on
    assert "true" in curl(
        f"{served.url}/sparql", "-H", "Content-Type: application/sparql-query", "-H", "Expect: 100-continue", "-d", large
    )
