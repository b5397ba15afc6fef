"""A small made-up graph with every kind of thing that a page shows, and the same with hostile words in every place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

BASE = "https://w3id.org/beritagraf/id/"
PREFIXES = """
@prefix kg: <https://w3id.org/beritagraf/ontology#> .
@prefix kgc: <https://w3id.org/beritagraf/concept/> .
@prefix i: <https://w3id.org/beritagraf/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix opengov: <http://www.w3.org/ns/opengov#> .
@prefix time: <http://www.w3.org/2006/time#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
TEXT = (
    "Kepala Badan Pengkajian Kelapa, Rina Astuti, membuka pelatihan gula kelapa di Kotabaru, Senin.\n"
    "Pelatihan itu diikuti 12 peserta dari Palau, Tonga, Samoa, dan Fiji hingga 9 Mei 2022.\n"
    '"Kami berharap petani kelapa saling belajar," kata dia.\n'
    "Peserta dari 12 negara itu akan mengunjungi Balai Gula Kotabaru milik Badan Pengkajian Kelapa.\n"
    "Baca juga: Harga kelapa naik\n"
)
OTHER = "Rina Astuti menutup pelatihan gula kelapa di Kotabaru.\n"
COUNTRIES = ("palau", "tonga", "samoa", "fiji")


@dataclass(frozen=True)
class Sentence:
    """As in `articles.jsonl`."""

    number: int
    begin: int
    end: int
    kind: str
    duplicate_of: int | None = None


@dataclass(frozen=True)
class Text:
    """As in `articles.jsonl`."""

    identifier: str
    source: str
    text: str
    sentences: Sequence[Sentence]


class Draft:
    """Collects Turtle for one or more articles."""

    def __init__(self) -> None:
        self.lines = [PREFIXES]
        self.claims = 0
        self.texts: list[Text] = []

    def article(self, identifier: str, text: str, day: str | None = None, url: str | None = None) -> None:
        """An article with a sentence a line."""
        self.lines.append(
            f"i:article\\/{identifier} a kg:NewsArticle ; dcterms:identifier {quoted(identifier)} ;"
            f" kg:sourceText i:text\\/{identifier} ."
            f"i:text\\/{identifier} a kg:SourceText ."
        )
        if day:
            self.lines.append(f'i:article\\/{identifier} schema:datePublished "{day}"^^xsd:date .')
        if url:
            self.lines.append(f"i:article\\/{identifier} schema:url {quoted(url)} .")
        sentences, begin = [], 0
        for number, line in enumerate(text.splitlines(keepends=True), 1):
            kind = "furniture" if line.startswith("Baca juga") else "news"
            sentences.append(Sentence(number, begin, begin + len(line.rstrip("\n")), kind))
            begin += len(line)
        self.texts.append(Text(identifier, f"{identifier}.txt", text, tuple(sentences)))

    def fact(
        self,
        triple: str,
        words: str,
        *,
        article: str = "a-1",
        status: str = "Stated",
        confidence: float | None = None,
        note: str = "",
    ) -> None:
        """A claim on the words, which must stand in the text; its triple too, unless it is doubtful or contradicted."""
        subject, predicate, obj = triple.split(" ", 2)
        self.claims += 1
        text = next(t.text for t in self.texts if t.identifier == article)
        begin = text.index(words)
        end = begin + len(words)
        span = f"<{BASE}text/{article}#char={begin},{end}>"
        extra = f" ; kg:confidence {confidence}" if confidence is not None else ""
        extra += f" ; rdfs:comment {quoted(note)}@id" if note else ""
        if status in ("Stated", "Inferred", "External"):
            self.lines.append(f"{subject} {predicate} {obj} .")
        self.lines.append(
            f"i:claim\\/{self.claims} a kg:Claim , rdf:Statement ; rdf:subject {subject} ;"
            f" rdf:predicate {'rdf:type' if predicate == 'a' else predicate} ;"
            f" rdf:object {obj} ; kg:claimStatus kgc:{status} ; kg:evidence {span}{extra} ."
            f"{span} a kg:TextSpan ; nif:referenceContext i:text\\/{article} ;"
            f' nif:beginIndex "{begin}"^^xsd:nonNegativeInteger ; nif:endIndex "{end}"^^xsd:nonNegativeInteger .'
        )

    def store(self) -> ox.Store:
        """All of it in one named graph."""
        store = ox.Store()
        store.load("\n".join(self.lines).encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:graph:sample"))
        return store


def quoted(text: str) -> str:
    """A Turtle string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'


def draft() -> Draft:
    """Two articles: a person and her office, a training, a visit, countries, figures that disagree, a statement."""
    d = Draft()
    d.article("a-1", TEXT, "2022-05-02", "https://contoh.id/berita/1")
    d.article("b-2", OTHER, "2022-05-10")
    d.fact("i:org\\/bpk a kg:NonMinisterialAgency", "Badan Pengkajian Kelapa")
    d.fact('i:org\\/bpk skos:prefLabel "Badan Pengkajian Kelapa"@id', "Badan Pengkajian Kelapa")
    d.lines.append('i:org\\/bpk kg:abbreviation "BPK"@id ; skos:prefLabel "Coconut Research Agency"@en .')
    d.fact("i:person\\/rina a foaf:Person", "Rina Astuti")
    d.fact('i:person\\/rina foaf:name "Rina Astuti"', "Rina Astuti")
    d.lines.append('i:person\\/rina skos:altLabel "Rina"@id .')
    d.lines.append('i:post\\/kepala a kg:Office ; skos:prefLabel "Kepala Badan Pengkajian Kelapa"@id ; org:postIn i:org\\/bpk .')
    d.lines.append("i:tenure\\/rina a kg:GovernmentTenure ; opengov:post i:post\\/kepala ; kg:attestedIn i:article\\/a-1 .")
    d.fact("i:tenure\\/rina org:member i:person\\/rina", "Kepala Badan Pengkajian Kelapa, Rina Astuti")
    d.fact("i:tenure\\/rina org:organization i:org\\/bpk", "Kepala Badan Pengkajian Kelapa, Rina Astuti")
    d.fact(
        "i:person\\/rina org:headOf i:org\\/bpk",
        "Kepala Badan Pengkajian Kelapa, Rina Astuti",
        status="Inferred",
        confidence=0.98,
    )
    d.lines.append(
        'i:event\\/pelatihan a kg:TrainingEvent ; rdfs:label "Pelatihan gula kelapa"@id , "Coconut sugar training"@en .'
    )
    d.lines.append(
        'i:event\\/pembukaan a kg:OpeningCeremony ; rdfs:label "Pembukaan pelatihan"@id ; kg:subEventOf i:event\\/pelatihan .'
    )
    d.fact("i:event\\/pembukaan kg:openedBy i:person\\/rina", "Rina Astuti, membuka pelatihan")
    d.fact(
        'i:event\\/pembukaan schema:startDate "2022-05-02"^^xsd:date',
        "Senin",
        status="Doubtful",
        confidence=0.8,
        note="Senin terakhir sebelum terbit",
    )
    d.fact('i:event\\/pelatihan schema:endDate "2022-05-09"^^xsd:date', "hingga 9 Mei 2022")
    d.lines.append('i:place\\/kotabaru a kg:Place ; skos:prefLabel "Kotabaru"@id .')
    d.fact("i:event\\/pelatihan kg:locatedIn i:place\\/kotabaru", "di Kotabaru")
    d.fact("i:event\\/pelatihan kg:organizer i:org\\/bpk", "Badan Pengkajian Kelapa", status="Doubtful", confidence=0.6)
    d.lines.append(
        "i:part\\/peserta a kg:Participation ; kg:participationIn i:event\\/pelatihan ."
        "i:event\\/pelatihan kg:hasParticipation i:part\\/peserta ."
    )
    d.fact("i:part\\/peserta kg:participantCount 12", "12 peserta")
    d.fact(
        "i:part\\/peserta kg:countryCount 12",
        "12 negara",
        status="Contradicted",
        confidence=0.05,
        note="12 peserta, empat negara disebut",
    )
    for country in COUNTRIES:
        name = country.title()
        d.lines.append(f'i:country\\/{country} a kg:Country ; skos:prefLabel "{name}"@id .')
        d.fact(f"i:part\\/peserta kg:fromCountry i:country\\/{country}", name)
    d.lines.append('i:facility\\/balai a kg:ResearchFacility ; skos:prefLabel "Balai Gula Kotabaru"@id .')
    d.fact("i:facility\\/balai kg:owner i:org\\/bpk", "Balai Gula Kotabaru milik Badan Pengkajian Kelapa")
    d.fact("i:facility\\/balai kg:locatedIn i:place\\/kotabaru", "Balai Gula Kotabaru", status="Inferred", confidence=0.9)
    d.lines.append('i:event\\/penutupan a kg:Event ; rdfs:label "Penutupan pelatihan"@id .')
    d.fact("i:event\\/penutupan kg:subEventOf i:event\\/pelatihan", "menutup pelatihan gula kelapa", article="b-2")
    d.fact("i:event\\/penutupan kg:openedBy i:person\\/rina", "Rina Astuti menutup", article="b-2", status="Contradicted")
    quote = "Kami berharap petani kelapa saling belajar"
    begin = TEXT.index(quote)
    span = f"<{BASE}text/a-1#char={begin},{begin + len(quote)}>"
    d.lines.append(
        f"i:statement\\/1 a kg:DirectQuotation ; kg:reportedIn i:article\\/a-1 ; kg:speaker i:person\\/rina ;"
        " kg:modality kgc:Hope ;"
        f" kg:quoteText {quoted(quote)}@id ; kg:evidence {span} ; schema:about i:event\\/pelatihan . {span} a kg:TextSpan ;"
        f' nif:referenceContext i:text\\/a-1 ; nif:beginIndex "{begin}"^^xsd:nonNegativeInteger ;'
        f' nif:endIndex "{begin + len(quote)}"^^xsd:nonNegativeInteger .'
    )
    return d


HOSTILE: list[str] = json.loads(Path(__file__).with_name("hostile.json").read_text(encoding="utf-8"))


def hostile() -> Draft:
    """The sample, with each hostile string as a sentence, a label, another name and a note."""
    d = draft()
    d.article("c-3", "".join(f"{' '.join(h.split())}\n" for h in HOSTILE), "2022-06-01", "javascript:window.ran.push(1)")
    for n, words in enumerate(HOSTILE):
        d.lines.append(
            f"i:topic\\/h{n} a kg:Topic ; skos:prefLabel {quoted(words)}@id ; skos:altLabel {quoted(words + ' lain')}@id ."
        )
        line = d.texts[-1].text.splitlines()[n]
        d.fact(f"i:event\\/pelatihan kg:topic i:topic\\/h{n}", line, article="c-3", note=words)
        d.fact(f"i:topic\\/h{n} rdfs:seeAlso {quoted(words)}", line, article="c-3")
        d.lines.append(f"<urn:x:{n}> a kg:Topic ; rdfs:label {quoted(words)} ; kg:inSector i:topic\\/h{n} .")
    return d
