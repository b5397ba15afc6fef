"""Who works or signs with whom, where the text says so as done: «A dan B menandatangani nota kesepahaman»."""

from __future__ import annotations

import re

from kg.entities.resolve import Thing, Things
from kg.extractors.asides import trimmed
from kg.extractors.attendance import NOT_SENT
from kg.extractors.draft import Draft
from kg.extractors.moods import unsettled
from kg.extractors.offices import Tenure
from kg.extractors.roles import cooperate
from kg.extractors.seats import speaks_for
from kg.extractors.view import Found, Slot, View, kind_of, rule
from kg.model import Span, Status
from kg.ontology import FOAF, KG, ORG, is_a

NAME = "cooperation"
_FILL = r"(?: (?!akan|ingin|berharap|tidak|belum|bisa|dapat|perlu|harus|untuk|agar|yang|dan|,)[^ ]+){0,4}?"
_AMONG = r"(?:(?:berbagai|sejumlah|beberapa|banyak|para)(?: (?!‹)[^ ,.]+){1,3} ,? ?(?:seperti|yakni|yaitu|antara lain|di antaranya|termasuk) )?"
_SIDE = r"(?:(?:pemerintah|pihak|otoritas|manajemen|jajaran|perwakilan|pengelola|pengurus|unsur|berwenang|personel) ){0,2}"
_NOUN = r"(?!‹|me|di|ber|ter|yang|untuk|dalam|pada|dengan|ke|se)[a-z-]+(?: (?!‹|me|di|ber|ter|yang|untuk|dalam|pada|dengan|ke)[a-z-]+)?"  # «pemda», «pelaku usaha»
_SEP = r"(?: ,| dan| serta| , dan| , serta| , hingga| maupun)"
_MANY = rf"<POCF>(?:{_SEP}(?: {_NOUN}{_SEP})? {_SIDE}<POCF>)*"
_KIND = r"(?:(?!‹|di |dari |untuk |yang |dalam |pada |dan |cara |agar )[a-z-]+ ){0,5}?"  # «startup akomodasi», said of the party named next
_PARTY = rf"(?:dengan |bersama )(?:dengan )?(?:{_AMONG}|{_SIDE}|{_KIND}(?=<O>))"
_WITH = rf"(?:(?:<collaborate>|<agree>)(?: (?!‹)[^ ,.]+){{0,4}}? {_PARTY}|<take_along> (?:{_AMONG}|{_SIDE}|{_KIND}(?=<O>)))"
_JOINT = r"(?:melalui|lewat|berkat|atas|hasil) (?:\w+ )?(?:kerja ?sama|kolaborasi|sinergi|kemitraan)(?: (?!‹)[^ .,]+){0,3}? (?:dengan|bersama)"
_AND = rf"(?:(?: ,)? (?:dan|dengan|bersama(?: dengan)?|serta)| ,(?= ‹[POCF]\d+› (?:, )?(?:dan|serta|, ‹|{_NOUN} (?:, )?(?:dan|serta))))"
_DOES = r"(?: (?:telah|juga|kembali|resmi|secara resmi|sudah|pun|baru saja|ikut|turut))* "
SEATED = rule(r"(?P<body><O>)(?: , <L>)+ ,(?! ‹L)")  # «Pemkab Brebes, Jawa Tengah, …»
PAIR = rule(rf"(?P<a><POC>){_AND} {_SIDE}(?P<b><POC+>)(?! ‹P){_FILL} (?:<collaborate>|<agree>)")
WITH = rule(rf"(?P<a><POC>)(?: yang)?{_FILL} {_WITH}(?P<b><OCF+>)")
DOING_WITH = rule(  # «KPU memproduksi film pendek bagi pemilih pemula bekerja sama dengan …»
    rf"^(?:(?!‹)[^ ]+ ){{0,12}}?(?P<a><O>)(?: (?!‹[POC]|\.|;|yang|untuk|mengatakan|menyebut|bahwa)[^ ]+){{0,18}}? (?:dengan )?(?:menggandeng|<collaborate>(?: (?!‹)[^ .,]+)?? (?:dengan|bersama)|{_JOINT})"
    rf" (?:{_AMONG}|{_SIDE}|{_KIND}(?=<O>))(?P<b><OCF+>)"
)
WITH_FIRST = rule(rf"(?:^|, )(?:dengan )?{_JOINT} {_SIDE}(?P<b><OC+>) ,(?: (?!‹|\.)[^ ]+){{0,3}}? (?P<a><OC>)")
TEAM = rule(
    rf"(?:tim|aparat|petugas|personel|pasukan|satgas|satuan tugas|unsur)(?: \w+)? gabungan(?:(?: (?!‹|\.)[^ ]+){{0,6}}? (?:dari|atas|unsur|yakni|yaitu|antara|,))? {_SIDE}(?P<all>{_MANY})"
)
TASK_FORCE = rule(  # «Satgas Banjir yang terdiri dari BPBD, TNI, dan PMI»
    rf"(?P<force><O>|gugus tugas|satgas|satuan tugas|konsorsium|koalisi|tim)(?: (?!‹|\.)[^ ]+){{0,3}}? yang (?:terdiri (?:dari|atas)|beranggotakan) {_SIDE}(?P<a><OC>){_SEP} {_SIDE}(?P<b>{_MANY})"
)
TOGETHER = rule(rf"(?P<a><O>)(?: <C>|(?: ,)? <L> ,)? bersama(?: dengan)? (?P<b><O+>){_DOES}<do_together>")
HOLDS_WITH = rule(  # «Bea Cukai menggelar pelepasan ekspor bersama Bank Mandiri»
    rf"(?P<a><O>){_DOES}<hold>(?P<deed>(?: (?!‹[POCD]|\.|;|yang|untuk|rapat|pertemuan|diskusi|dialog|audiensi)[^ ]+){{0,10}}?) bersama(?: dengan)? {_SIDE}(?P<b><O+>)"
)
BY_TOGETHER = rule(r"\bdi\w+(?: oleh)? (?P<a><O>)(?: <C>| ,)? bersama(?: dengan)? (?P<b><O+>)")
JOINTLY_HELD = rule(
    r"<EG>(?: (?!‹|\.|,)[^ ]+){0,2}? <held>(?: secara bersama| bersama)?(?: oleh)? (?P<a><OC>) (?:dan|serta) (?P<b><OC>)(?! ,? (?:dan )?‹)"
)
BETWEEN = rule(
    rf"(?P<deed>kerja sama|kerjasama|kolaborasi|sinergi|sinergitas|kemitraan|kesepakatan|komitmen bersama|<R>|<G>(?= antara))(?! ‹[POC]\d+› ,(?! ‹[OCF]))(?:(?: (?!‹|untuk|antara|dengan|akan)[^ .,]+){{0,4}}?"
    rf"(?: antara|(?: yang)? (?:dilakukan|terjalin|dijalin|dibangun|digagas|disepakati|diteken|ditandatangani)(?: oleh| antara)?)| {_NOUN})? {_SIDE}(?P<a><POC>)(?: (?!‹)[^ .]+){{0,3}}?{_AND} {_SIDE}(?P<b>{_MANY})(?! ‹P)"
)
NAMED_PAIR = rule(  # «kerja sama Indonesia-Vietnam»
    r"\b(?:kerja ?sama|kemitraan|kolaborasi|kesepakatan)(?: (?!‹|untuk|akan)[^ .,]+){0,4}? (?P<one>[a-z]+)[-–](?P<two>[a-z]+)\b"
)
THE_TWO = rule(
    r"(?P<a>(?:kedua|dua)(?: belah)? (?:negara|pihak|pemerintah(?:an)?|lembaga|institusi|kementerian|universitas|perguruan tinggi|perusahaan|instansi|kampus|pemimpin|kepala (?:negara|pemerintahan)|menteri|menlu|organisasi)(?: pemerintahan)?)"
    r"(?: (?:itu|tersebut|ini|pun|juga|telah|sudah|,|mengatakan|menyatakan|mereka|bahwa))* (?:<collaborate>|<agree>|menghasilkan (?:(?!‹)[^ .]+ ){0,3}(?:kesepakatan|kerja sama|kesepahaman|<R>)|(?:menandatangani|meneken)(?: (?!‹)[^ .]+){0,3}? (?P<deed><R>)|menandatangani|meneken)"
)
THEIR_WORK = rule(  # «kerja sama kedua negara telah membuahkan hasil»
    r"(?:kerja ?sama|kemitraan|kolaborasi) (?:antara )?(?P<a>(?:kedua|dua) (?:negara|pihak|lembaga|institusi|kementerian|universitas|perusahaan|instansi|organisasi))"
    r"(?: (?!‹|akan|dapat|bisa|tidak|belum)[^ .,]+){0,5}? (?:telah|sudah|terus) (?:membuahkan|menghasilkan|terjalin|berjalan|berlangsung|berkembang)"
)
STATE_PAIR = rule(r"(?<!› , )(?<!› dan )(?P<a><C>) dan (?P<b><C>)(?! ‹| ,? dan ‹)")
OURS = rule(
    rf"(?P<a>pihaknya|pihak kami|pihak kita|kami|kita|lembaganya|perusahaannya|kementeriannya|kampusnya){_FILL} {_WITH}(?P<b><OCF+>)"
)
HELD_WITH = rule(
    r"(?P<what><EG>)(?: (?!‹|\.|akan)[^ ]+){0,3}? (?:yang )?(?:bekerja sama|bekerjasama|berkolaborasi) (?:dengan|bersama) (?P<b><O+>)"
)
YIELDS = rule(  # «pertemuan itu menghasilkan enam kesepakatan»
    r"(?P<what><E>)(?: (?:itu|ini|tersebut|juga|telah|kedua \w+))* (?:menghasilkan|membuahkan|melahirkan) (?:(?!‹|\.)[^ ,]+ ){0,3}?(?:kesepakatan|kesepahaman|kerja sama|<R>)"
)
PARTNER = rule(r"(?P<b><O+>) (?:yang )?(?:menjadi|merupakan|adalah)(?: (?!‹)[^ ,.]+){0,6} mitra(?: \w+)? (?P<a><OC>)")
SIGNED = rule(
    rf"(?P<who><POC+>){_FILL} (?:telah |resmi )*(?:menandatangani|meneken)(?: (?!‹)[^ .]+){{0,3}}? (?P<deed><R>)"
    rf"(?:(?: (?!‹|\.|untuk)[^ ,]+){{0,6}}? (?:dengan|bersama) {_SIDE}(?P<b><POC+>))?"
)
SIGNED_BY = rule(
    r"(?P<deed><RE>)(?: (?!‹|akan|belum)[^ .]+){0,5}? (?:(?:ditandatangani|diteken|dilakukan|dilaksanakan)(?: (?:langsung|bersama))*(?:(?:(?: ,)? di| pada| ,)+ <FLCD>)*(?: ,)?(?: oleh| antara)?|oleh|antara)"
    rf" {_SIDE}(?P<who><POC+>)(?:(?: (?!‹)[^ .,]+){{0,3}}? (?:,|dan|serta|dengan|bersama) {_SIDE}(?:(?!‹|\.|disaksikan|didampingi|dihadiri|bukan)[^ ,]+ ){{0,4}}?(?P<b><POC+>))?"
)

ISSUES = rule(  # «Menteri Ani menerbitkan Peraturan Menteri Nomor 5», «ditetapkan oleh Ani melalui Keputusan Presiden Nomor 3»
    rf"(?P<who><POC>){_FILL} (?:menerbitkan|mengeluarkan|mengesahkan|menetapkan|mengundangkan) (?P<deed><R>)"
    r"|(?:ditetapkan|dikukuhkan|disahkan|dibentuk) oleh (?P<who_by><POC>) (?:melalui|lewat|dengan) (?P<deed_by><R>)"
)

_FORCE = re.compile(r"(?:Satuan Tugas|Satgas|Gugus Tugas|Tim|Konsorsium|Koalisi|Aliansi)\b")


def cooperation(views: list[View], things: Things, tenures: list[Tenure], draft: Draft) -> None:
    """Draft cooperation of bodies and countries, and signatories; an official stands for the body."""
    views = [trimmed(v.collapsed(SEATED, "body")) for v in views]
    for n, view in enumerate(views):
        for pattern in (
            PAIR,
            WITH,
            WITH_FIRST,
            DOING_WITH,
            TOGETHER,
            HOLDS_WITH,
            BY_TOGETHER,
            JOINTLY_HELD,
            PARTNER,
            BETWEEN,
            OURS,
            TASK_FORCE,
        ):
            for found in view.find(pattern):
                if unsettled(found) or (pattern is HOLDS_WITH and _is_talk(found)):
                    continue
                force = found.slot("force")
                if force is not None and force.thing is not None and not _FORCE.match(force.thing.label):
                    continue
                a = found.slot("a")
                first = a.thing if a else _speaker(found, draft)
                if first is not None and not (a and _from_there(found, a)):
                    others = [b.thing for b in found.slots("b") if b.thing and not _from_there(found, b)]
                    _together(first, others, found, things, tenures, draft)
        for found in view.find(NAMED_PAIR):
            pair = [
                next((t for t in things.all if _called(t, name, things)), None)
                for name in (found.match["one"], found.match["two"])
            ]
            if pair[0] is not None and pair[1] is not None and not unsettled(found):
                cooperate(draft, pair[0], pair[1], found.span(), NAME)
        for found in view.find(TEAM):
            team = [t.thing for t in found.slots("all") if t.thing]
            for i, member in enumerate(team):
                _together(member, team[i + 1 :], found, things, tenures, draft)
        for found in (*view.find(THE_TWO), *view.find(THEIR_WORK)):
            both = _the_two(found, views[max(n - 2, 0) : n + 1], things, tenures)
            if len(both) == 2 and not unsettled(found):
                cooperate(draft, both[0], both[1], found.span(), NAME)
                _sign(found, both, things, draft)
        for pattern in (SIGNED, SIGNED_BY):
            for found in view.find(pattern):
                if not unsettled(found):
                    parties = [w.thing for w in (*found.slots("who"), *found.slots("b")) if w.thing]
                    if _sign(found, parties, things, draft) and len(parties) == 2:
                        _together(parties[0], parties[1:], found, things, tenures, draft)
                        _sign(found, _firms(parties, things, tenures), things, draft, Status.INFERRED)
        for found in view.find(ISSUES):
            if not unsettled(found):
                issuers = [w.thing for w in (*found.slots("who"), *found.slots("who_by")) if w.thing]
                _sign(found, issuers, things, draft, issued=True)
        for found in view.find(BETWEEN):
            parties = [w.thing for w in (*found.slots("a"), *found.slots("b")) if w.thing]
            if "R" in found.match["deed"] and _SIGNING.search(view.line) and not unsettled(found):
                _sign(found, parties, things, draft)


def _from_there(found: Found, slot: Slot) -> bool:
    """Whether a country only says where somebody comes from: «pemasok Jepang bekerja sama dengan …»."""
    return slot.kind == "C" and NOT_SENT.search(found.view.line[: found.view.start(slot)]) is not None


def _called(thing: Thing, name: str, things: Things) -> bool:
    """Whether a country has the name, given in lower case."""
    entry = things.gazetteer.named(name.title()) or things.gazetteer.named(name.upper())
    return kind_of(thing.cls) == "C" and entry is not None and thing.key == entry.key


def _is_talk(found: Found) -> bool:
    """Whether what is held together is a talk, in which the others only take part."""
    return any(s.thing is not None and is_a(s.thing.cls, KG.Meeting) for s in found.slots("deed"))


_SIGNING = re.compile(r"\b(?:penandatanganan|(?:di|men)andatangani|ditandatangani|diteken|meneken)\b")


_NEAR = 30  # letters after the parties within which they are said to have signed


def _firms(signers: list[Thing], things: Things, tenures: list[Tenure]) -> list[Thing]:
    """The two bodies, no state ones, for which two persons sign."""
    bodies = [b for s in signers if s.cls == FOAF.Person and (b := _body(s, things, tenures)) is not None]
    private = [b for b in bodies if not is_a(b.cls, KG.GovernmentBody)]
    return private if len({b.number for b in private}) == 2 else []


def _sign(
    found: Found, parties: list[Thing], things: Things, draft: Draft, status: Status = Status.STATED, *, issued: bool = False
) -> bool:
    """Draft the signatories of the agreement that a match tells of; False if it tells of none."""
    slot = found.slot("deed") or found.slot("deed_by")
    deed = _agreement(slot, things) if slot else None
    if deed is None:
        return False
    if slot is not None and slot.kind == "R" and not issued and not _SIGNING.search(found.view.line[: found.match.end() + _NEAR]):
        return False
    for party in parties:
        draft.claim(deed, KG.signatory, party, found.span(), NAME, status)
    return True


def _agreement(slot: Slot, things: Things) -> Thing | None:
    """The agreement that a slot names: itself, or what is signed at a signing."""
    if slot.kind == "R":
        return slot.thing
    if slot.thing is None or not is_a(slot.thing.cls, KG.SigningEvent):
        return None
    spans = [s for names in slot.thing.names.values() for s in names]
    agreements = [(s, t) for s, t in things.at.items() if is_a(t.cls, KG.Agreement) and s.begin < slot.span.end]
    inside = [t for s, t in agreements if any(x.covers(s) for x in spans)]
    return inside[0] if inside else max(agreements, key=lambda found: found[0].begin)[1] if agreements else None


def _together(first: Thing, others: list[Thing], found: Found, things: Things, tenures: list[Tenure], draft: Draft) -> None:
    """Draft that one party works with each of the others; an official of a state beside that of another stands for it."""
    home = _home(things)
    abroad = any(kind_of(t.cls) == "C" or _country(t, tenures) not in (None, home) for t in (first, *others))
    a = _body(first, things, tenures, abroad)
    for other in others:
        b = _body(other, things, tenures, abroad)
        if a is not None and b is not None:
            cooperate(draft, a, b, found.span(), NAME)


def _body(thing: Thing, things: Things, tenures: list[Tenure], abroad: bool = False) -> Thing | None:
    """The body that speaks through a thing: itself, or what a person holds office in; `abroad`: a state if it may be."""
    if thing.cls != FOAF.Person:
        return thing
    mine = [t for t in tenures if t.person is thing]
    if abroad:
        national = all(is_a(t.body.cls, KG.Ministry) for t in mine if t.body is not None and is_a(t.body.cls, ORG.Organization))
        state = _country(thing, tenures)
        if state is None and national and any(_HIGH.match(t.title) for t in mine):
            state = _home(things)
        if state is not None:
            return state
    return speaks_for(thing, tenures, things)


_HIGH = re.compile(r"(?:presiden|wakil presiden|wapres|menteri|menko|menlu|menhan|mendag|perdana menteri)\b", re.IGNORECASE)


def _country(person: Thing, tenures: list[Tenure]) -> Thing | None:
    """The country whose office a person holds."""
    return next((t.body for t in tenures if t.person is person and t.body is not None and kind_of(t.body.cls) == "C"), None)


def _home(things: Things) -> Thing | None:
    """Indonesia, where the article names it."""
    return next((t for t in things.all if kind_of(t.cls) == "C" and "Indonesia" in (t.label, *t.names)), None)


def _the_two(found: Found, views: list[View], things: Things, tenures: list[Tenure]) -> list[Thing]:
    """What «kedua negara», «kedua lembaga» stands for: the two that were last spoken of, none where there are more."""
    states = re.search(r"negara|pihak|pemerintah|menteri|menlu|pemimpin", found.match["a"]) is not None
    seen: dict[int, Thing] = {}
    for view in reversed(views):
        line_end = found.match.start() if view is found.view else len(view.line)
        pair = next((p for p in view.find(STATE_PAIR) if p.match.end() <= line_end), None) if states else None
        if pair is not None:
            return [s.thing.actual for s in (*pair.slots("a"), *pair.slots("b")) if s.thing]
        for s in view.slots_in(0, line_end) if line_end else []:
            thing = s.thing
            if thing is not None and thing.cls == FOAF.Person:
                thing = _country(thing, tenures) if states else None
            if thing is not None and kind_of(thing.cls) == ("C" if states else "O") and not is_a(thing.cls, KG.NewsAgency):
                seen.setdefault(thing.actual.number, thing.actual)
        if len(seen) >= 2:
            break
    home = _home(things)
    if states and len(seen) == 1 and home is not None:
        seen.setdefault(home.number, home)
    return list(seen.values()) if len(seen) == 2 else []


def _speaker(found: Found, draft: Draft) -> Thing | None:
    """Who says «kami» or is reported with «pihaknya» at a match."""
    span = found.span()
    return next((who for said, who in draft.statements if who is not None and said.quote.overlaps(span)), None)


def held_with(views: list[View], things: Things, tenures: list[Tenure], draft: Draft) -> None:
    """Draft that those who hold an event together work together: «A dan B menggelar …», «… yang bekerja sama dengan B»."""
    _hosts(draft)
    for view in views:
        for found in view.find(YIELDS):
            slot = found.slot("what")
            if slot is not None and slot.thing is not None and not unsettled(found):
                _agreed(slot.thing, found, things, tenures, draft)
    for view in views:
        for found in view.find(HELD_WITH):
            what = found.slot("what")
            if what is None or what.thing is None or unsettled(found):
                continue
            for host in [o for o in draft.objects(what.thing, KG.organizer) if isinstance(o, Thing)]:
                for b in found.slots("b"):
                    if b.thing:
                        cooperate(draft, host, b.thing, found.span(), NAME, Status.INFERRED)


def _agreed(meeting: Thing, found: Found, things: Things, tenures: list[Tenure], draft: Draft) -> None:
    """Draft that the two sides of a meeting work together."""
    there = [t for t in draft.objects(meeting, KG.participant) if isinstance(t, Thing)]
    sides = {b.number: b for t in there if (b := _body(t, things, tenures, abroad=True)) is not None}
    if len(sides) == 2:
        a, b = sides.values()
        cooperate(draft, a, b, found.span(), NAME, Status.INFERRED)


def _hosts(draft: Draft) -> None:
    """Draft that the first of those who are said together to hold an event works with the others, but not two partners of a third."""
    told: dict[tuple[int, tuple[Span, ...]], list[Thing]] = {}
    partners: set[tuple[int, tuple[Span, ...]]] = set()
    for what, predicate, who, _, spans, *_ in draft.rows:
        if predicate not in (KG.organizer, KG.coOrganizer) or not isinstance(what, Thing):
            continue
        if isinstance(who, Thing) and kind_of(who.actual.cls) in "OC":
            if (what.number, spans) not in told and predicate == KG.coOrganizer:
                partners.add((what.number, spans))
            told.setdefault((what.number, spans), []).append(who.actual)
    for (event, spans), (first, *others) in told.items():
        apart = (event, spans) in partners or _APART.search(draft.text(spans[0]))
        for other in others if not apart else ():
            if not _within(first, other, draft):
                cooperate(draft, first, other, spans[0], NAME, Status.INFERRED)


_APART = re.compile(r"\b(?:melalui|lewat|akan|bakal|berencana|dijadwalkan)\b|/|“|\"")


def _within(a: Thing, b: Thing, draft: Draft) -> bool:
    """Whether one body is a unit of the other."""
    return draft.has(a, ORG.unitOf, b) or draft.has(b, ORG.unitOf, a)
