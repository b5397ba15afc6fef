"""Short texts and what must, and must not, be claimed of them: `tests/cases/*.toml`.

A triple is written with CURIEs and with names: any name of a thing, the title of a post, the words of a statement, the value of
a literal. A node that carries a relation goes by the name of what it is about: a tenure by its holder, a participation by its
event, a membership by its member. `has` and `not` speak of asserted claims. A case under `wanted` is one that is not met yet,
with the reason; when it is met, its test fails, so that it is moved to the others.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article, Iri, Literal, Reading
from kg.ontology import BASE, KG, ORG, RDF, SKOS, curie
from kg.pipeline import read

CASES = Path(__file__).parents[1] / "cases"
Said = tuple[str, str, str]


def cases(section: str) -> list[Any]:
    """The cases of all files in a section, each with a readable name."""
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get(section, ()):
            marks = [pytest.mark.xfail(reason=case["reason"], strict=True)] if section == "wanted" else []
            found.append(pytest.param(case, id=f"{path.stem}: {case['name']}", marks=marks))
    return found


def reading_of(text: str, name: str = "kasus") -> Reading:
    """What the pipeline reads in a text."""
    return read(Article(name, text, f"{name}.txt", hashlib.sha256(text.encode()).hexdigest()), BASE)


def names_of(reading: Reading) -> dict[Iri, set[str]]:
    """The names of every node."""
    names: dict[Iri, set[str]] = defaultdict(set)
    for e in reading.entities:
        names[e.iri] |= {e.label, *e.names}
    for s in reading.statements:
        names[s.iri].add(reading.document.text(s.quote))
    asserted = [c for c in reading.claims if c.status.asserted]
    for c in asserted:
        if isinstance(c.object, Literal) and c.predicate in (SKOS.prefLabel, SKOS.altLabel, KG.abbreviation):
            names[c.subject].add(c.object.value)
    for c in asserted:
        if c.predicate in (ORG.member, KG.participationIn) and isinstance(c.object, str):
            names[c.subject] |= names[c.object]
    return names


def said(reading: Reading) -> set[Said]:
    """Every asserted triple in words, once for each pair of names."""
    names = names_of(reading)
    triples: set[Said] = set()

    def add(subject: Iri, predicate: Iri, ends: Iterable[str]) -> None:
        triples.update((s, curie(predicate), o) for s in names.get(subject, {subject}) for o in ends)

    for c in reading.claims:
        if c.status.asserted:
            value = {c.object.value} if isinstance(c.object, Literal) else names.get(c.object, {curie(c.object)})
            add(c.subject, c.predicate, value)
    for s in reading.statements:
        add(s.iri, RDF.type, [curie(KG.DirectQuotation if s.direct else KG.IndirectStatement)])
        if s.speaker:
            add(s.iri, KG.speaker, names[s.speaker])
    return triples


def key(triple: Iterable[str]) -> Said:
    s, p, o = triple
    return s.casefold(), p, o.casefold()


@pytest.mark.parametrize("case", [*cases("case"), *cases("wanted")])
def test_a_text_gives_what_its_case_says(case: dict[str, Any]) -> None:
    found = {key(t) for t in said(reading_of(case["text"]))}
    missing = [t for t in case.get("has", ()) if key(t) not in found]
    wrong = [t for t in case.get("not", ()) if key(t) in found]
    assert not missing, f"not claimed: {missing}\n" + "\n".join(map(str, sorted(found)))
    assert not wrong, f"wrongly claimed: {wrong}"


def test_no_two_cases_bear_one_name_or_one_text() -> None:
    every = [p.values[0] for p in (*cases("case"), *cases("wanted"))]
    assert len({c["name"] for c in every}) == len({c["text"] for c in every}) == len(every)


def test_every_triple_of_a_case_is_written_with_terms_of_the_ontology() -> None:
    from kg.ontology import PREFIXES, defined

    for param in (*cases("case"), *cases("wanted")):
        for triple in (*param.values[0].get("has", ()), *param.values[0].get("not", ())):
            assert len(triple) == 3, triple
            prefix, _, local = triple[1].partition(":")
            assert prefix == "rdf" or PREFIXES[prefix] + local in defined(), triple
