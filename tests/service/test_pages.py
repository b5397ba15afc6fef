"""The pages for people, whose text comes from hostile articles."""

from __future__ import annotations

import json
import re

import pyoxigraph as ox

MINISTRY = "/id/org/kementerian-batik"


def test_an_entity_shows_what_is_known_with_the_sentences(served) -> None:
    page = served.call("GET", MINISTRY, Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    text = page.body.decode()
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>Kementerian Batik</h1>" in text
    assert "<mark>Ani Wati memimpin Kementerian Batik</mark>." in text
    assert 'href="/id/person/' in text


def test_an_entity_is_also_there_as_rdf(served) -> None:
    page = served.call("GET", MINISTRY, Accept="text/turtle")
    assert page.headers["content-type"] == "text/turtle; charset=utf-8"
    found = {q.object.value for q in ox.parse(page.body, format=ox.RdfFormat.TURTLE)}
    assert {"Kembatik", "Kementerian Batik"} <= found
    assert served.call("GET", "/id/org/nobody", Accept="text/turtle").status == 404
    assert served.call("GET", "/id/org/a%20b").status == 404


def test_text_of_an_article_is_never_markup(served) -> None:
    for path in ("/id/country/np", "/id/country/nepal", "/search?q=nepal", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E%20nepal"):
        body = served.call("GET", path, Accept="text/html").body.decode()
        assert "<script>alert" not in body
        assert "<b>senang</b>" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in served.call("GET", "/search?q=nepal").body.decode()


def test_pages_ask_no_other_host_and_run_no_script_but_their_own(served) -> None:
    for path in ("/", MINISTRY, "/search?q=batik"):
        page = served.call("GET", path, Accept="text/html")
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        text = page.body.decode()
        assert not re.search(r"<script(?! src=\"/assets/)", text)
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text)
        for asset in re.findall(r'(?:src|href)="(/assets/[^"]+)"', text):
            assert served.call("GET", asset).status == 200


def test_no_file_but_the_assets_is_given_away(served) -> None:
    for path in (
        "/assets/../pages.py",
        "/assets/..%2fpages.py",
        "/assets/%2e%2e/pages.py",
        "/assets/page.html",
        "/assets//etc/passwd",
    ):
        assert served.call("GET", path).status == 404


def test_the_questions_and_terms_are_there_for_the_page(served) -> None:
    questions = json.loads(served.call("GET", "/questions.json").body)
    assert {"name", "en", "id", "query"} <= set(questions[0])
    for question in questions:
        assert served.ask(question["query"]).status == 200, question["name"]
    terms = json.loads(served.call("GET", "/terms.json").body)
    assert "kg:Ministry" in [t["curie"] for t in terms["terms"]]
    assert json.loads(served.call("GET", "/names.json?q=kemb").body)[0]["text"] == "Kembatik"


def test_the_search_box_finds_names_and_sentences(served) -> None:
    page = served.call("GET", "/search?q=melatih+kembatik").body.decode()
    assert "menggelar pelatihan membatik" in page
    assert "Nothing found" in served.call("GET", "/search?q=zzzz").body.decode()
    assert served.call("GET", "/search?q=").status == 200
    assert served.call("GET", "/search?q=%22+*+AND").status == 200


def test_search_stands_in_sparql(served) -> None:
    query = 'SELECT ?n ?s { (?a ?score ?s) search:text "latihan kembatik" . ?x search:label "nepal" . ?x skos:prefLabel ?n }'
    rows = served.ask(query).json["results"]["bindings"]
    assert [r["n"]["value"] for r in rows] == ["Nepal"]
    wrong = served.ask("SELECT * { ?x search:label ?y }")
    assert wrong.status == 400
    assert "search: stands alone" in wrong.detail


def test_the_graph_page_and_the_ontology_are_one_click_away(served) -> None:
    assert served.call("GET", "/graph.html").body.startswith(b"<!")
    assert b"kg:Ministry" in served.call("GET", "/ontology", Accept="text/turtle").body
