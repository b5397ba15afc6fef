"""What a training is about and what is planned in it: participants' countries, topics, visits, workshops, products, hopes."""

from __future__ import annotations

import re

from kg.entities.resolve import Thing, Things
from kg.extractors.counts import participation
from kg.extractors.draft import Draft
from kg.extractors.view import Slot, View, kind_of, rule
from kg.identifiers import slug
from kg.model import Iri, Literal, Span, Status
from kg.ontology import KG, RDF, RDFS, SKOS, XSD, is_a

NAME = "agenda"
GIVES = rule(r"(?P<who><O>)(?: \w+)? memberikan (?P<what><E>)")
FROM = rule(r"(?P<lead>peserta(?: \w+){0,2}?(?: dari| asal| perwakilan)?(?: negara-negara| negara)? anggota (?P<body><O>))")
COUNTRIES = rule(
    r"(?P<lead>(?:(?:ke-)?\S+ )?(?:peserta|delegasi|delegat|perwakilan|mahasiswa)(?: [^ .,]+){0,3}? (?:dari|asal|perwakilan)(?: (?:\w+ )?(?:negara-negara|negara)(?: (?:anggota|peserta))?(?: <O>)?(?: tersebut| itu)?)?) ?(?:, )?(?P<open>antara lain|seperti|di antaranya|termasuk|yaitu|yakni|meliputi|adalah)?,? (?P<list><C+>)"
)
ABOUT = rule(r"(?P<what><E>)(?: (?!‹E)[^ .]+){0,10}? (?:tentang|mengenai|terkait|soal) (?P<topic>[^.,;]+)")
TAUGHT = rule(
    r"(?:materi|pembekalan|pemaparan)(?: yang)? (?:mengenai|tentang|terkait) (?P<topic>[^.,;]+?)(?: (?:dari aspek |di antaranya |antara lain |meliputi )?(?:seperti|antara lain|meliputi|yaitu|yakni|mulai dari) (?P<list>[^.]+))? ?(?:\.|$)"
)
VISIT_SITES = rule(
    r"(?P<lead>(?:para )?peserta(?: (?!‹)[^ .]+){0,6}? (?P<plan>akan )?(?:diajak (?:melihat|mengunjungi|berkunjung ke|meninjau)|mengunjungi|berkunjung ke|meninjau) [^.‹]*?)(?:milik <OC> )?(?:di (?P<where><L>) ?)?(?:, )?(?:yaitu |yakni )?(?P<list><FO+>)"
)
VISIT_GROUP = rule(
    r"(?P<lead>(?:para )?peserta(?: (?!‹)[^ .]+){0,7}? (?P<plan>akan )?(?:diajak (?:melihat|mengunjungi)|mengunjungi|berkunjung ke)) (?P<group>(?P<who><X>|perajin|pengrajin|pelaku usaha|petani|nelayan|pengusaha)(?: di (?P<where><L>))?) yang (?:memproduksi|membuat|menghasilkan) (?P<list>[^.]+)"
)
WORKSHOP = rule(r"(?P<what><E>)(?: (?:dan|serta) (?P<make>(?:membuat|membatik|mencoba|praktik) [^.,;\"]+))?")
OUTCOME = re.compile(
    r"(?:[Ss]elain (?P<besides>me\w+ [^,.]+), .*?)?\b(?:diharapkan|diharap|harapkan|berharap|harap|semoga)\b(?: \w+){0,3}? ?(?:dapat|bisa|mampu|akan)? ?(?P<effect>(?:me|ber)\w+ [^.,;\"“”]+)"
    r"|\b(?P<benefit>memiliki manfaat [^.,;\"“”]+)|secara otomatis \w+ (?:sudah |akan )?(?P<auto>me\w+ [^.,;\"“”]+)"
)
_OUTPUT = re.compile(
    r"(?:membuat|menyusun|menghasilkan) [`'‘\"]?(?P<output>(?:action plan|rencana aksi|rekomendasi|peta jalan|roadmap|proposal|prototipe|purwarupa)(?: (?!yang\b|untuk\b|bagi\b|dan\b|serta\b|di\b|dalam\b|sebagai\b|agar\b|guna\b|dengan\b|oleh\b)\w+)?)[`'’\"]?"
)
_SPLIT = re.compile(r" ?, (?:dan |serta )?| (?:dan|serta) ")


def agenda(views: list[View], quoted: list[View], things: Things, draft: Draft) -> None:
    """Draft the agenda of the article's training or, where it has none, of nothing. `quoted` views show direct speech as well."""
    training = next((t for t in things.all if is_a(t.cls, KG.TrainingEvent) and t.own), None)
    if training is None:
        return
    for view in quoted:
        for found in view.find(GIVES):
            who, what = found.slot("who"), found.slot("what")
            if who and what and who.thing and what.thing is training:
                draft.claim(training, KG.provider, who.thing, Span(who.head.begin, what.head.end), NAME)
                if not draft.objects(training, KG.organizer):
                    draft.claim(training, KG.organizer, who.thing, Span(who.head.begin, what.head.end), NAME, Status.INFERRED)
        _participants(view, training, draft)
        _topics(view, training, things, draft)
    visit: Thing | None = None
    for view in quoted:
        visit = _visits(view, training, things, draft) or visit
        _workshops(view, training, visit, things, draft)
    _outcomes(training, things, draft)


def _participants(view: View, training: Thing, draft: Draft) -> None:
    node = participation(draft, training)
    for found in view.find(FROM):
        body = found.slot("body")
        if body and body.thing and is_a(body.thing.cls, KG.IntergovernmentalOrganization):
            draft.claim(node, RDF.type, KG.Participation, found.span("lead"), NAME)
            draft.claim(node, KG.fromMembersOf, body.thing, found.span("lead"), NAME)
    for found in view.find(COUNTRIES):
        lead = found.span("lead")
        cue = found.match["open"]
        end = found.span("open").end if cue else lead.end
        for country in found.slots("list"):
            if country.thing is None:
                continue
            evidence = (Span(lead.begin, end), country.head)
            draft.claim(node, KG.fromCountry, country.thing, evidence, NAME)
            draft.claim(training, KG.participantCountry, country.thing, evidence, NAME)
        draft.claim(node, RDF.type, KG.Participation, lead, NAME)
        if not draft.objects(node, KG.participationIn):
            draft.claim(node, KG.participationIn, training, lead, NAME)
            draft.claim(training, KG.hasParticipation, node, lead, NAME)
        closed = cue in ("yaitu", "yakni", "adalah")
        if not draft.objects(node, KG.listIsExhaustive):
            words = found.span("open") if cue else lead
            draft.claim(node, KG.listIsExhaustive, Literal("true" if closed else "false", None, XSD.boolean), words, NAME)


def _topics(view: View, training: Thing, things: Things, draft: Draft) -> None:
    for found in view.find(ABOUT):
        what = found.slot("what")
        if what and what.thing is training:
            _topic(view, found.span("topic"), found.slots("topic"), training, things, draft)
    for found in view.find(TAUGHT):
        lead = found.span("topic")
        _topic(view, lead, found.slots("topic"), training, things, draft)
        if found.match["list"]:
            begin = found.match.start("list")
            for a, b in _pieces(found.match["list"]):
                stretch = view.span(begin + a, begin + b)
                _topic(view, stretch, view.slots_in(begin + a, begin + b), training, things, draft, lead)


def _pieces(words: str) -> list[tuple[int, int]]:
    """Ranges of the items of a list «A, B dan C, serta D»."""
    out, at = [], 0
    for m in _SPLIT.finditer(words):
        out.append((at, m.start()))
        at = m.end()
    out.append((at, len(words.rstrip(" .,"))))
    return [(a, b) for a, b in out if b > a and words[a:b].strip(" .,")]


def _topic(
    view: View, span: Span, slots: list[Slot], training: Thing, things: Things, draft: Draft, lead: Span | None = None
) -> None:
    evidence = (lead, span) if lead else (span,)
    known = [s for s in slots if s.thing and is_a(s.thing.cls, KG.PolicyInstrument) and s.span.begin == span.begin]
    if known and known[0].thing:
        draft.claim(training, KG.topic, known[0].thing, evidence, NAME)
        return
    label = " ".join(things.document.text(span).split())
    label = re.sub(r"^(?:ilmu|hal|cara|materi) ", "", label)
    if len(label.split()) > 9:
        return
    topic = f"{draft.base}id/topic/{slug(label)}"
    draft.claim(training, KG.topic, topic, evidence, NAME)
    draft.claim(topic, RDF.type, KG.Topic, span, NAME)
    draft.claim(topic, SKOS.prefLabel, Literal(label, "id"), span, NAME)


def _visits(view: View, training: Thing, things: Things, draft: Draft) -> Thing | None:
    made: Thing | None = None
    for found in view.find(VISIT_SITES):
        sites = [s for s in found.slots("list") if s.thing and kind_of(s.thing.cls) == "F"]
        if not sites:
            continue
        lead = found.span("lead")
        text = things.document.text(lead)
        m = re.search(r"(?:melihat|mengunjungi|berkunjung ke|meninjau) (?P<what>[^,.]*)", text)
        made = _visit(
            "Kunjungan ke " + (m["what"].strip() if m and m["what"].strip() else sites[0].thing.label if sites[0].thing else ""),
            lead,
            things,
            draft,
        )
        for site in sites:
            assert site.thing is not None
            draft.claim(made, KG.visits, site.thing, (lead, site.head), NAME)
        _planned(made, found.match["plan"], lead, training, found.slot("where"), draft)
    for found in view.find(VISIT_GROUP):
        who = found.span("group")
        lead = found.span("lead")
        label = things.document.text(who)
        made = _visit("Kunjungan ke " + label, Span(lead.begin, who.end), things, draft)
        group = f"{draft.base}id/group/{draft.identifier}/{slug(label)}"
        draft.claim(made, KG.visits, group, Span(lead.begin, who.end), NAME)
        draft.claim(group, RDF.type, KG.ProducerGroup, who, NAME)
        draft.claim(group, RDFS.label, Literal(label, "id"), who, NAME)
        sector, where = found.slot("who"), found.slot("where")
        if sector and sector.thing and sector.thing.cls == KG.IndustrySector:
            draft.claim(group, KG.inSector, sector.thing, sector.head, NAME)
        if where and where.thing:
            draft.claim(group, KG.locatedIn, where.thing, who, NAME)
        begin = found.match.start("list")
        for a, b in _products(found.match["list"]):
            span = view.span(begin + a, begin + b)
            draft.claim(
                group,
                KG.produces,
                product(span, things, draft),
                (Span(who.begin, view.span(begin, begin + 1).begin - 1), span),
                NAME,
            )
        _planned(made, found.match["plan"], lead, training, where, draft)
    return made


def _products(words: str) -> list[tuple[int, int]]:
    """Items of a list of goods; a «dan» inside an item of a comma list stays in it («alat mesin dan pertanian»)."""
    if words.count(",") < 2:
        return _pieces(words)
    out, at = [], 0
    for m in re.finditer(r" ?, (?:dan |serta )?", words):
        out.append((at, m.start()))
        at = m.end()
    out.append((at, len(words.rstrip(" .,"))))
    return [(a, b) for a, b in out if b > a]


def product(span: Span, things: Things, draft: Draft) -> Iri:
    """The IRI of a kind of product, drafted with its label."""
    label = " ".join(things.document.text(span).split())
    iri = f"{draft.base}id/product/{slug(label)}"
    draft.claim(iri, RDF.type, KG.ProductCategory, span, NAME)
    draft.claim(iri, SKOS.prefLabel, Literal(label, "id"), span, NAME)
    return iri


def _visit(label: str, span: Span, things: Things, draft: Draft) -> Thing:
    thing = things.new(KG.Visit, None, own=True)
    thing.cue = "kunjungan"
    thing.add(label, span)
    return thing


def _planned(event: Thing, plan: str | None, lead: Span, training: Thing, where: Slot | None, draft: Draft) -> None:
    draft.status[event.number] = ("Planned" if plan else "Ongoing", lead)
    draft.claim(event, KG.subEventOf, training, lead, NAME, Status.INFERRED)
    if where and where.thing:
        draft.claim(event, KG.locatedIn, where.thing, Span(lead.begin, where.head.end), NAME)


def _workshops(view: View, training: Thing, visit: Thing | None, things: Things, draft: Draft) -> None:
    for found in view.find(WORKSHOP):
        what = found.slot("what")
        if not what or not what.thing or not is_a(what.thing.cls, KG.Workshop) or not what.thing.phrases:
            continue
        text = things.document.text(what.head)
        cue = what.thing.phrases[0].cue
        if len(text) > len(cue) + 1 and not draft.objects(what.thing, KG.productFocus):
            draft.claim(
                what.thing,
                KG.productFocus,
                product(Span(what.head.begin + len(cue) + 1, what.head.end), things, draft),
                what.head,
                NAME,
            )
        parent = visit or training
        planned = draft.status.get(parent.number, ("Ongoing", what.head))[0]
        draft.status.setdefault(what.thing.number, (planned, what.head))
        if not draft.objects(what.thing, KG.subEventOf):
            draft.claim(what.thing, KG.subEventOf, parent, what.head, NAME, Status.INFERRED)
        if found.match["make"]:
            span = found.span("make")
            words = things.document.text(span)
            other = things.new(KG.Workshop, None, own=True)
            other.cue = cue
            other.add(words[0].upper() + words[1:], span)
            verb = words.split()[0]
            draft.claim(other, KG.productFocus, product(Span(span.begin + len(verb) + 1, span.end), things, draft), span, NAME)
            draft.claim(other, KG.subEventOf, parent, span, NAME, Status.INFERRED)
            draft.status[other.number] = (planned, span)


def _outcomes(training: Thing, things: Things, draft: Draft) -> None:
    """Effects and outputs that a statement hopes for or claims; never shown as having come about."""
    for statement, _ in draft.statements:
        text = things.document.text(statement.quote)
        at = statement.quote.begin
        if m := _OUTPUT.search(text):
            span = Span(at + m.start("output"), at + m.end("output"))
            iri = f"{draft.base}id/expected/{draft.identifier}/{slug(m['output'])}"
            draft.claim(training, KG.expectedOutput, iri, Span(at + m.start(), span.end), NAME, via=statement.iri)
            draft.claim(iri, RDF.type, KG.ExpectedOutput, span, NAME, via=statement.iri)
            draft.claim(iri, SKOS.prefLabel, Literal(m["output"], "id"), span, NAME)
            continue
        for m in OUTCOME.finditer(text):
            for group in ("besides", "effect", "benefit", "auto"):
                if (
                    m[group]
                    and len(m[group].split()) >= 2
                    and not re.search(r"\b(?:bukan|tidak)\b", text[m.start() : m.start(group)])
                ):
                    span = Span(at + m.start(group), at + m.end(group))
                    iri = f"{draft.base}id/expected/{draft.identifier}/{slug(m[group])}"
                    draft.claim(
                        training,
                        KG.expectedOutcome,
                        iri,
                        span,
                        NAME,
                        via=statement.iri,
                        note="hoped for or claimed, not shown to have happened",
                    )
                    draft.claim(iri, RDF.type, KG.ExpectedOutcome, span, NAME, via=statement.iri)
                    draft.claim(iri, SKOS.prefLabel, Literal(m[group], "id"), span, NAME)
