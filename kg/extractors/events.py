"""Who gives, holds and attends what, and where: «Kemenperin menggelar pelatihan di Bogor», «konferensi dihadiri Ani dan Budi»."""

from __future__ import annotations

import re
from typing import Any

from kg.entities.happenings import TALKS
from kg.entities.resolve import Thing, Things
from kg.extractors.draft import Draft
from kg.extractors.offices import Tenure
from kg.extractors.statements import holder_of
from kg.extractors.view import Found, Slot, View, rule
from kg.model import Iri, Span, Status
from kg.ontology import FOAF, KG, KGC, ORG, RDF, SCHEMA, is_a

NAME = "events"
_ADV = r"(?: (?:telah|sudah|akan|kembali|juga|resmi|secara \w+|sukses|berhasil|tengah|sedang|turut|pun|langsung|baru saja|ikut|rutin|dijadwalkan|bakal|segera|mulai|pertama kali|bersama-sama|pada <D>|<D>))*"
_HOLD = (
    r"(?:menggelar|mengelar|menyelenggarakan|mengadakan|melaksanakan|melangsungkan|memfasilitasi|meluncurkan|menginisiasi|menghelat|memulai|"
    r"menjadi tuan rumah|menggagas|memprakarsai|memberikan|membuka|menyerahkan|merilis|mencanangkan|menjalankan|mengelola|menghadirkan|memperkenalkan|menyiapkan)"
)
_HELD = r"(?:digelar|diselenggarakan|diadakan|dilaksanakan|diluncurkan|diinisiasi|digagas|dihelat|diprakarsai|dicanangkan|difasilitasi|dijalankan|dikembangkan|dibuat|diorganisasi)"
_GAP = r"(?: (?!‹[EGPQ]|\. |yang|dan\b|;|tidak|belum|bukan)[^ ]+){0,6}?"
_TOGETHER = r"(?:(?: ,)? (?:bersama(?: dengan)?|bekerja sama dengan|bekerjasama dengan|berkolaborasi dengan|menggandeng) <OC+>)?"
_E = r"<EG>(?: (?:sekaligus|dan|serta|,|, dan) <EG>)*"
_PEOPLE = r"<POC>(?: ?(?:,|dan|serta|, dan|, serta|maupun|bersama|dengan)(?: (?:para |sejumlah |seluruh |juga )?(?!‹)\w+)?(?: (?!‹)\w+)? <POC>)*"

HOLDS = rule(
    rf"(?P<who><OC+>{_TOGETHER}){_ADV}(?: (?!‹[POCEG]|tidak|belum|bukan|batal|yang\b)[^ .;]+){{0,5}}? (?P<verb>{_HOLD}){_GAP} (?P<what>{_E})"
)
PERSON_HOLDS = rule(
    rf"(?P<who><P>){_ADV} (?P<verb>menggelar|menyelenggarakan|mengadakan|menginisiasi|menggagas|meluncurkan){_GAP} (?P<what>{_E})"
)
HELD_BY = rule(
    rf"(?P<what><EG>)(?: (?!‹[EGP]|tidak|belum|batal)[^ ]+){{0,8}}? (?:yang )?(?P<verb>{_HELD})(?: (?:oleh|bersama|dengan|atas))*(?: kerja sama| pemerintah)? (?P<who><OC+>{_TOGETHER})"
)
ITS_OWN = rule(
    r"(?P<what><EG>)(?: (?:yang )?(?:merupakan|adalah) (?:\w+ ){0,3}?)?(?: milik| besutan| garapan| dari)? (?P<who><O>)(?! (?:adalah|menjadi)\b)"
)
OPENS = rule(
    rf"(?P<who><P>){_ADV}(?: (?:usai|seusai|saat|ketika|setelah|sesudah|di sela(?:-sela)?|dalam))? (?P<verb>membuka|menutup|meresmikan){_GAP} (?P<what><EG>)"
)
ATTENDS = rule(
    rf"(?P<who>{_PEOPLE}){_ADV}(?: (?!‹[EGQ]|tidak|belum|bukan|batal)[^ .;]+){{0,6}}? "
    r"(?P<verb>menghadiri|mengikuti|hadir(?: dalam| di| pada)?|ikut serta(?: dalam)?|berpartisipasi(?: dalam| pada| di)?|ambil bagian(?: dalam)?|"
    r"menjadi (?:pembicara|narasumber|pemateri|peserta|tamu)(?: \w+)?(?: di| dalam| pada)?|berbicara (?:di|dalam|pada)|memimpin|meninjau|melakukan|menjalani|"
    r"terpilih (?:untuk mengikuti|dalam)|mendampingi (?:<[PT]>|\w+) (?:dalam|pada)|tampil (?:di|dalam|pada)|menyaksikan|mendukung(?: penyelenggaraan| pelaksanaan)?|"
    r"(?:meraih|merebut|menyabet|memenangi|memenangkan|memborong|membawa pulang|menjuarai)(?: (?!‹)[^ .;]+){1,6} (?:di|dalam|pada)(?: ajang)?)"
    rf"{_GAP} (?P<what><EG>)"
)
ATTENDED = rule(
    r"(?P<what><EG>)(?: (?!‹[EG]|tidak|belum)[^ ]+){0,12}? (?P<verb>dihadiri|diikuti|dipimpin|dilakukan|disaksikan|dibuka|ditutup|diresmikan|disambut|didukung|disponsori|melibatkan|menghadirkan|dimeriahkan|diisi)"
    rf"(?: (?:langsung|pula|juga|oleh|sejumlah|antara lain|secara \w+|para|seluruh|perwakilan|jajaran|pejabat|tokoh))*(?: (?!‹|di |ke |asal )[^ .]+){{0,4}}? (?P<who>{_PEOPLE})"
)
AMONG = rule(rf"(?P<what><E>){_GAP} (?:antara|dengan) (?P<who><POC>(?: (?:dan|dengan|serta|,) <POC>)*)")
MEETS = rule(
    r"(?P<a><P>(?: ?(?:,|dan|serta|, dan|, serta) <P>)*)(?: (?!‹)[^ .,]+){0,5}? (?P<verb>bertemu|menemui|menjumpai|berjumpa|bersua|bertatap muka|beraudiensi|bersilaturahmi|menerima (?:kunjungan|audiensi)|berdiskusi|berdialog|berunding|(?:melakukan|menggelar|mengadakan) (?:pertemuan|pembicaraan|perundingan))(?: (?:dengan|langsung|kehormatan|kerja|bilateral|empat mata|dari))* (?P<b><P+>)"
)
DURING = rule(
    r"(?:^|, |› )(?:dalam|pada|saat|ketika|usai|seusai|di sela(?:-sela)?|setelah|sesudah)(?: (?:membuka|menghadiri|mengikuti|melakukan|menutup|memimpin|kesempatan|acara|kegiatan|sambutan\w*|arahan\w*|paparan\w*|pidato\w*|pembukaan))*(?: (?:di|pada|dalam|hari \w+))* (?P<what><E>)"
)
PLACE = rule(
    r"(?P<what><EG>)(?P<gap>(?: (?!‹[EGT]|berasal|asal|para |warga |masyarakat |diaspora |pelaku |dipantau|\. |daring|keterangannya|diterima|ditemui|saat ditemui|menuju|tiba|berada di|tinggal|meningkatkan|memperkuat)[^ ;]+){0,12}?) (?P<prep>di|ke|bertempat di|berlokasi di|menuju|melalui) "
    r"(?:(?:kawasan|wilayah|kota|berbagai lokasi di|sejumlah lokasi di|beberapa lokasi di) )?(?P<where><FLCO>(?: (?:dan|serta) (?:di )?<FLO>)*)"
)
PART = rule(
    r"(?P<part><EG>)(?: (?!‹[EG])[^ .]+){0,12}? (?:di sela(?:-sela)?|dalam rangka(?:ian)?|(?:merupakan|menjadi|adalah) (?:\w+ )?(?:bagian|rangkaian)(?: dari)?|bagian dari|sebagai (?:bagian|rangkaian)(?: dari)?|rangkaian) (?:\w+ ){0,2}?(?P<whole><EG>)"
)
SIDELINES = rule(
    r"(?P<what><E>)(?: (?!‹E)[^ ]+){0,10}? di sela(?:-sela)? (?:\w+ )?(?P<whole><EG>)(?: (?!‹[EG])[^ ]+){0,3}? di (?P<where><FLC>)"
)
COMPANY = rule(
    r"(?P<who><P>)(?: \w+){0,2} (?:mendampingi|menemani|bersama) (?P<other><P>)(?: \w+){0,2} (?:dalam|pada|saat|di) (?:\w+ ){0,1}?(?P<what><E>)"
)
PARTY = rule(
    r"(?:rombongan|delegasi|kunjungan|lawatan)(?: \w+){0,2} (?:juga |turut )?(?:diikuti|terdiri (?:dari|atas)|didampingi|beranggotakan)(?: oleh)?(?: (?!‹)[^ ]+){0,5} (?P<who><P>.*)$"
)
NAMED = rule(
    r"(?:mengikuti|menghadiri|peserta|mengikuti program|dihadiri|hadir dalam|diikuti|beranggotakan|terdiri (?:dari|atas))(?: (?!‹[EG]|\.)[^ ]+){0,5}?(?P<what> <EG>)?(?: (?!‹[EGP]|\.)[^ ]+){0,4}? (?:adalah|yaitu|yakni|antara lain|di antaranya) (?P<who><P>.*)$"
)
PRESENT = rule(r"(?:turut|juga|ikut) (?:hadir|mendampingi|serta)(?: \w+)? (?:dalam|pada|di) (?:\w+ )?(?P<what><E>)")
PRESENT_TOO = rule(rf"^(?:turut |ikut )?(?:hadir|menyaksikan|mendampingi)(?: (?:pula|juga|turut|dalam|pada|kesempatan|acara|kegiatan|itu|tersebut|antara|lain|mendampingi|di|antaranya|sejumlah))* (?P<who>{_PEOPLE})")
ALONG = rule(rf"(?:^|, )(?:ia|dia|beliau|<P>)(?: (?!‹|\.)[^ ]+){{0,2}}? (?:didampingi|ditemani|disertai|datang bersama|hadir bersama|tiba bersama)(?: (?:oleh|langsung))* (?P<who>{_PEOPLE})")
SENT = rule(r"(?P<who><O>)(?: (?!‹|tidak|belum|akan|batal|\.)[^ ]+){0,2}? (?:mengirim|mengutus|mengirimkan|menugaskan)(?: (?!‹|\.)[^ ]+){0,3}? (?P<head><P>)(?: ,)? sebagai (?:pembicara|narasumber|delegasi|wakil|perwakilan|peserta|pemateri)")
LOOKS = rule(r"(?P<who><P>)(?: (?!‹|berharap|akan|untuk|agar|tidak|belum|\.)[^ ]+){0,3}? (?P<verb>meninjau|memantau|mengecek|menyambangi|mengunjungi)(?P<gap>(?: (?!‹|yang|,|\.|pada)[^ ]+){1,5})(?: di (?P<where><FLC>))?(?: ,| pada)* (?P<date><D>)")
DELEGATION = rule(r"delegasi (?P<who><CO>)(?: (?!‹|\.)[^ ]+){0,3} (?:dipimpin|diketuai)(?: langsung)?(?: oleh)? (?P<head><P>)")
THERE = rule(rf"(?:^|, )(?P<who>{_PEOPLE})(?: (?!‹|\.)[^ ]+){{0,4}}? (?:hadir|datang|ikut serta|turut serta|memberi sambutan|memberikan sambutan|membuka acara|menutup acara|berpidato|menyaksikan)\b")
SUPPORT = rule(r"(?:sponsor|pendukung|mitra|peserta|pembicara|narasumber|pemateri|panelis|juri) (?P<what><E>)(?: \w+){0,2}? ?,? (?:di antaranya|antara lain|adalah|yakni|yaitu|meliputi|terdiri (?:dari|atas)) (?P<who>.*)$")
WITHIN = rule(
    r"(?P<whole><EG>)(?: (?!‹|tidak|belum|\.)[^ ]+){0,5}? (?:diramaikan|dimeriahkan|diisi|diwarnai|dirangkaikan|dibarengi|menghadirkan|menampilkan|mencakup|meliputi)(?: (?:juga|pula|dengan|oleh))* (?P<part><E+>)"
)
INNER = rule(r"(?P<part><E>) (?:dalam|pada) (?P<whole><E>)")
BY = rule(r"(?P<what><E>) oleh (?P<who><POC>)")
ALSO_INSTALLS = rule(r"(?:^|, )(?:lalu|kemudian|selanjutnya|selain itu|juga)(?: ,)?(?: juga)? (?P<verb>melantik|mengukuhkan) (?P<person><P>)(?: ,)? (?:sebagai|menjadi|selaku) <T>(?: <[OCL]>)?(?P<more>)")
ADDRESS = rule(r"\bdalam (?:sambutan|pidato|arahan|paparan|pemaparan|laporan)(?:nya)?\b(?! tertulis)")
SPOKE = rule(
    rf"\b(?:dalam|pada) (?P<what><E>)(?: (?!‹E|\.)[^ ]+){{0,16}}? (?:paparan|pemaparan|materi|sambutan|pembekalan|arahan|edukasi)(?: \w+)? (?:oleh|dari) (?P<who>{_PEOPLE})"
)
BESIDE = rule(r"di sela(?:-sela)? (?:\w+ )?(?P<whole><E>)(?: (?!‹E|\.)[^ ]+){0,12}? (?P<part><E>)")
DEED = rule(r"(?P<who><POC>(?: ?(?:,|dan|serta|, dan|bersama) <POC>)*)(?: (?!‹|berharap|akan|tidak|belum|\.)[^ ]+){0,4}? (?P<verb>menandatangani|meneken|meresmikan)(?P<gap> (?!‹D|\.)[^ ]+(?: (?!\.)[^ ]+){0,14}?) di (?P<where><FLOC>)")
VISITS = rule(
    r"(?P<who><POC>(?: ?(?:,|dan|serta|, dan|bersama) <POC>)*)(?: (?!‹|berharap|mengimbau|untuk|agar|tidak|belum|\.)[^ ]+){0,6}? (?P<verb>berkunjung ke|mengunjungi|menyambangi|bertandang ke|meninjau|bertolak ke|melakukan kunjungan ke) (?P<where><FOLC>)"
)
INSTALLS = rule(
    r"(?P<by><P>)(?: (?!‹[PT]|\.)[^ ]+){0,5}? (?P<verb>melantik|mengukuhkan) (?:\w+ )?(?P<person><P>)(?: ,)? (?:sebagai|menjadi|selaku) <T>(?: <OCL>)?"
    r"(?P<more>(?:(?: ,)?(?: dan| serta|) <P>(?: ,)? (?:sebagai|menjadi|selaku) <T>(?: <[OCL]>)?)*)"
)
NEXT = rule(
    r"^(?:setelah itu|usai itu|kemudian|selanjutnya|selama (?:di|berada)|dalam (?:kunjungan|lawatan)|di sela kunjungan|pada kesempatan)\b"
)
_SOURCE = re.compile(
    r"\b(?:keterangan\w*|siaran pers|pernyataan\w*|rilis|dikutip|diterima|dihubungi|ditemui|dilansir|melansir|dilaporkan|laman|situs|mengatakan|kata|ujar|tulis|jelas|unggah\w*|laporan)\b"
)
_NEGATIVE = re.compile(r"\b(?:ditargetkan|diharapkan|tidak|belum|bukan|batal|gagal|urung|membatalkan|menunda)\b")
_IRREALIS = re.compile(
    r"\b(?:berharap|mengharapkan|mengusulkan|diusulkan|meminta|mengajak|mendorong|ingin|berencana|jika|apabila|agar|supaya|mengimbau|sebaiknya|perlu|bisa|dapat)\b[^.,]*$"
)


def events(views: list[View], things: Things, tenures: list[Tenure], draft: Draft) -> None:
    """Draft organisers, participants, places and parts of events and programmes."""
    for view in views:
        for found in view.find(HOLDS):
            verb = found.match["verb"]
            if not _unreal(found, view):
                _organizers(found, draft, weak=verb in ("memberikan", "membuka", "menyerahkan"))
        for pattern in (HELD_BY, PERSON_HOLDS):
            for found in view.find(pattern):
                if not _unreal(found, view):
                    _organizers(found, draft)
        for found in view.find(OPENS):
            if not _unreal(found, view):
                _opening(found, view, things, draft)
        for pattern in (ATTENDS, ATTENDED, AMONG):
            for found in view.find(pattern):
                what = found.slot("what")
                if what and what.thing and not _unreal(found, view):
                    if pattern is AMONG and not is_a(what.thing.cls, KG.Meeting) and what.thing.cls != KG.Event:
                        continue
                    if (
                        pattern is ATTENDS
                        and found.match["verb"] in ("melakukan", "menjalani")
                        and not is_a(what.thing.cls, KG.Event)
                    ):
                        continue
                    for who in found.slots("who"):
                        _participant(draft, what.thing, who, found.span())
        for found in view.find(MEETS):
            _meeting(found, view, things, draft)
        for found in view.find(SIDELINES):
            what, where = found.slot("what"), found.slot("where")
            for thing in (what, found.slot("whole")):
                if thing and thing.thing and where and where.thing:
                    located(draft, thing.thing, where.thing, Span(thing.head.begin, where.head.end))
        for found in view.find(COMPANY):
            what = found.slot("what")
            for who in (*found.slots("other"), *found.slots("who")):
                if what and what.thing and not _unreal(found, view):
                    _participant(draft, what.thing, who, found.span())
        main = _visit(things)
        for found in view.find(PARTY):
            for who in found.slots("who"):
                if main is not None and who.kind == "P":
                    _participant(draft, main, who, found.span())
        for found in view.find(NAMED):
            what = found.slot("what")
            if what and what.thing:
                for who in found.slots("who"):
                    if who.kind == "P":
                        _participant(draft, what.thing, who, found.span())
        for found in view.find(PRESENT):
            what = found.slot("what")
            if what and what.thing:
                for who in view.slots_in(found.match.end("what"), len(view.line)):
                    if who.kind in "PO":
                        _participant(draft, what.thing, who, found.span())
        latest = latest_event(view, things)
        for pattern in (PRESENT_TOO, DELEGATION, ALONG, SENT):
            for found in view.find(pattern):
                for who in (*found.slots("who"), *found.slots("head")):
                    if latest is not None and not _unreal(found, view):
                        _participant(draft, latest, who, found.span())
        if latest is not None and not any(s is not None and s.kind == "E" for _, _, s in view.items):
            for found in view.find(THERE):
                for who in found.slots("who"):
                    if not _unreal(found, view) and not re.search(r"\b(?:tidak|belum|batal)\b", view.line):
                        _participant(draft, latest, who, found.span())
            if ADDRESS.search(view.line):
                first = next((s for _, _, s in view.items if s is not None and s.kind == "P"), None)
                if first is not None:
                    _participant(draft, latest, first, Span(view.items[0][1].begin, first.head.end))
        for found in view.find(INSTALLS):
            _installation(found, view, things, draft)
        for found in view.find(ALSO_INSTALLS):
            if latest is not None and latest.cue == "pelantikan":
                by = next((o for o in draft.objects(latest, KG.organizer) if isinstance(o, Thing)), None)
                _installation(found, view, things, draft, by)
        for found in view.find(SUPPORT):
            what = found.slot("what")
            for who in found.slots("who"):
                before = view.line[: view.starts[next(i for i, it in enumerate(view.items) if it[2] is who)]].rstrip()
                if what and what.thing and who.kind in "PO" and not before.endswith((" di", " in", " dari", " untuk")):
                    _participant(draft, what.thing, who, found.span())
        for found in view.find(BY):
            what, by_whom = found.slot("what"), found.slot("who")
            if what and what.thing and by_whom and by_whom.thing and not _unreal(found, view):
                organize(draft, what.thing, by_whom.thing, found.span(), KG.organizer)
        for found in view.find(DEED):
            _deed(found, view, things, draft)
        for found in view.find(VISITS):
            _visiting(found, view, things, draft)
        for found in view.find(LOOKS):
            _looking(found, view, things, draft)
        for found in view.find(SPOKE):
            what = found.slot("what")
            if what and what.thing:
                for who in found.slots("who"):
                    _participant(draft, what.thing, who, found.span())
        if main is not None and NEXT.search(view.line):
            for _, _, s in view.items:
                if (
                    s is not None
                    and s.kind == "E"
                    and s.thing is not None
                    and s.thing is not main
                    and not draft.objects(main, KG.subEventOf)
                ):
                    draft.claim(s.thing, KG.subEventOf, main, s.head, NAME, Status.INFERRED)
        for found in view.find(PLACE):
            _place(found, view, draft)
        for pattern in (PART, BESIDE, WITHIN, INNER):
            for found in view.find(pattern):
                whole = found.slot("whole")
                for part in found.slots("part"):
                    if whole and part.thing and whole.thing and part.thing is not whole.thing and not _unreal(found, view):
                        _part(draft, part.thing, whole.thing, found.span())
        _speaker_attends(view, tenures, draft)


def latest_event(view: View, things: Things) -> Thing | None:
    """The event spoken of last before a sentence."""
    here = view.marks.sentence.span.begin
    best: tuple[int, Thing] | None = None
    for t in things.all:
        if t.own and is_a(t.cls, KG.Event):
            spans = [s.begin for ss in t.names.values() for s in ss if s.begin < here] + [s.begin for s in t.references if s.begin < here]
            if spans and (best is None or max(spans) > best[0]):
                best = (max(spans), t)
    return best[1] if best else None


def _visit(things: Things) -> Thing | None:
    """The visit that the article is about, if it tells of just one."""
    visits = [t for t in things.all if t.own and t.cue in ("kunjungan", "lawatan", "kunjungan kerja") and t.phrases]
    return visits[0] if len(visits) == 1 else None


def _unreal(found: Found, view: View) -> bool:
    before = view.line[max(0, found.match.start() - 60) : found.match.start()]
    return _NEGATIVE.search(found.match[0]) is not None or _IRREALIS.search(before) is not None


def _organizers(found: Found, draft: Draft, weak: bool = False) -> None:
    whos = [s for s in found.slots("who") if s.thing]
    words = found.match["who"]
    for what in found.slots("what"):
        if what.thing is None:
            continue
        if weak and what.thing.cls == KG.Event and not what.thing.phrases:
            continue
        for i, who in enumerate(whos):
            assert who.thing is not None
            if is_a(who.thing.cls, KG.NewsAgency) or who.thing is what.thing:
                continue
            together = (
                i > 0 or "bersama" in found.match[0][: found.match[0].find(words)]
                if found.match.start("who") > found.match.start("what")
                else i > 0
            )
            predicate = KG.coOrganizer if together and "bersama" in found.match[0] else KG.organizer
            organize(draft, what.thing, who.thing, found.span(), predicate)
        _partners(what.thing, found, draft)


def organize(draft: Draft, what: Thing, who: Thing, span: Span, predicate: Iri, status: Status = Status.STATED) -> None:
    """Draft an organiser once, whatever its role."""
    if not any(who in draft.objects(what, p) for p in (KG.organizer, KG.coOrganizer)):
        draft.claim(what, predicate, who, span, NAME, status)


def _partners(what: Thing, found: Found, draft: Draft) -> None:
    """Bodies that hold an event together work together."""
    hosts = [o for o in draft.objects(what, KG.organizer) if isinstance(o, Thing)]
    for other in [o for o in draft.objects(what, KG.coOrganizer) if isinstance(o, Thing)]:
        for host in hosts[:1]:
            if host is not other and not draft.has(host, KG.cooperatesWith, other) and not draft.has(other, KG.cooperatesWith, host):
                draft.claim(host, KG.cooperatesWith, other, found.span(), NAME, Status.INFERRED)


def _participant(draft: Draft, what: Thing, who: Slot, span: Span) -> None:
    thing = who.thing
    if thing is None or is_a(thing.cls, KG.NewsAgency) or thing is what:
        return
    if any(thing in draft.objects(what, p) for p in (KG.organizer, KG.coOrganizer, KG.participant)):
        return
    draft.claim(what, KG.participant, thing, span, NAME)


def _opening(found: Found, view: View, things: Things, draft: Draft) -> None:
    who, what = found.slot("who"), found.slot("what")
    if not who or not what or who.thing is None or what.thing is None:
        return
    span = found.span()
    words = Span(view.span(*found.match.span("verb")).begin, what.head.end)
    if found.match["verb"] != "membuka" or is_a(what.thing.cls, KG.Event):
        _participant(draft, what.thing, who, span)
        return
    opening = next((t for t in things.all if t.cls == KG.OpeningCeremony and what.thing in draft.objects(t, KG.opens)), None)
    if opening is None:
        opening = things.new(KG.OpeningCeremony, None, own=True)
        opening.cue = "pembukaan"
        opening.add("Pembukaan " + what.thing.label, words)
        draft.claim(opening, KG.opens, what.thing, words, NAME)
    draft.openings[what.thing.number] = opening
    draft.claim(opening, KG.openedBy, who.thing, Span(who.head.begin, words.end), NAME)
    done = re.search(r"\b(?:usai|seusai|setelah|sesudah|telah|sudah)\b", found.match[0]) is not None
    draft.status[opening.number] = ("Completed" if done else "Ongoing", words)


def _meeting(found: Found, view: View, things: Things, draft: Draft) -> None:
    """«A bertemu dengan B»: an event of its own, unless the sentence names the meeting."""
    hosts = [s for s in found.slots("a") if s.thing]
    a = hosts[-1] if hosts else None
    others = [s for s in found.slots("b") if s.thing]
    if a is None or a.thing is None or not others or _unreal(found, view) or any(o.thing is a.thing for o in others):
        return
    named = next((s.thing for _, _, s in view.items if s and s.thing and s.kind == "E" and is_a(s.thing.cls, KG.Meeting)), None)
    start = view.span(*found.match.span("verb")).begin
    meeting = named
    if meeting is None:
        meeting = things.new(KG.Meeting, None, own=True)
        meeting.cue = "pertemuan"
        span = Span(start, others[-1].head.end)
        meeting.add(" ".join(things.document.text(span).split()), span)
        later = [t for t in things.all if t.cue in TALKS and t is not meeting and t.names]
        for t in later:
            if t.first.begin > start and all(len(n.split()) <= 2 for n in t.names):
                things.merge(meeting, t)
    for s in (*hosts, *others):
        _participant(draft, meeting, s, found.span())
    when = next((s for s in view.slots_in(found.match.end(), len(view.line)) if s.kind == "D" and s.date is not None), None)
    if when is not None and not _SOURCE.search(
        view.line[found.match.end() : view.starts[[i for i, it in enumerate(view.items) if it[2] is when][0]]]
    ):
        draft.dated.append((meeting, when))
    tail = view.line[found.match.end() :]
    m = rule(r"^(?: (?!‹[EGP])[^ .]+){0,6}? di (?P<where><FLC>)").match(tail)
    if m:
        begin = found.match.end()
        where = view.slots_in(begin + m.start("where"), begin + m.end("where"))
        if where and where[0].thing:
            located(draft, meeting, where[0].thing, Span(start, where[0].head.end))


def _verbal(label: Span, cls: Iri, cue: str, view: View, after: int, things: Things, draft: Draft) -> Thing:
    """An event that the text tells with a verb alone; its name is the phrase with the verb."""
    event = things.new(cls, None, own=True)
    event.cue = cue
    event.add(" ".join(things.document.text(label).split()), label)
    for item, start in zip(view.items, view.starts, strict=True):
        if start >= after and item[2] is not None and item[2].date is not None:
            if not _SOURCE.search(view.line[after:start]):
                draft.dated.append((event, item[2]))
            break
    return event


def _installation(found: Found, view: View, things: Things, draft: Draft, installer: Thing | None = None) -> None:
    """«A melantik B sebagai …»; with `installer` the sentence leaves A out."""
    slot, person = found.slot("by"), found.slot("person")
    by = installer or (slot.thing if slot else None)
    if by is None or person is None or person.thing is None or _unreal(found, view):
        return
    label = Span(view.span(*found.match.span("verb")).begin, found.span().end)
    event = next((t for t in things.all if t.cue == "pelantikan" and t.own and installer is None and by in draft.objects(t, KG.organizer)), None)
    if event is None:
        event = _verbal(label, KG.InaugurationEvent, "pelantikan", view, found.match.end(), things, draft)
        organize(draft, event, by, found.span(), KG.organizer)
        for t in [t for t in things.all if t.cue == "pelantikan" and t is not event and t.names and t.first.begin > label.begin and len(t.label.split()) == 1]:
            things.merge(event, t)
    for who in (person, *(s for s in found.slots("more") if s.kind == "P")):
        _participant(draft, event, who, found.span())
    if not any(t is event for t, _ in draft.dated):
        when = next((s for _, _, s in view.items if s is not None and s.date is not None), None)
        if when is not None:
            draft.dated.append((event, when))


def _deed(found: Found, view: View, things: Things, draft: Draft) -> None:
    """«A dan B menandatangani nota kesepahaman di …, Kamis (18/7)»: an event told with a verb, at a place."""
    where = found.slot("where")
    if where is None or where.thing is None or _unreal(found, view):
        return
    signing = found.match["verb"] != "meresmikan"
    cue = "penandatanganan" if signing else "peresmian"
    verb = view.span(*found.match.span("verb"))
    label = Span(verb.begin, view.span(*found.match.span("gap")).end)
    event = _verbal(label, KG.SigningEvent if signing else KG.InaugurationEvent, cue, view, found.match.end(), things, draft)
    located(draft, event, where.thing, Span(label.begin, where.head.end))
    for who in found.slots("who"):
        if who.thing is not None and not signing and is_a(who.thing.cls, ORG.Organization):
            organize(draft, event, who.thing, found.span(), KG.organizer)
        else:
            _participant(draft, event, who, found.span())
    for t in [t for t in things.all if t.cue == cue and t is not event and t.names and t.first.begin > label.begin]:
        things.merge(event, t)


def _visiting(found: Found, view: View, things: Things, draft: Draft) -> None:
    where = found.slot("where")
    if (
        where is None
        or where.thing is None
        or _unreal(found, view)
        or any(s is not None and s.kind == "E" for _, _, s in view.items)
    ):
        return
    if where.kind == "C" and found.match["verb"] not in ("berkunjung ke", "melakukan kunjungan ke", "bertolak ke"):
        return
    label = Span(view.span(*found.match.span("verb")).begin, where.head.end)
    event = _verbal(label, KG.Visit, "kunjungan", view, found.match.end(), things, draft)
    draft.claim(event, KG.visits, where.thing, label, NAME)
    located(draft, event, where.thing, label)
    for who in found.slots("who"):
        _participant(draft, event, who, found.span())


def _looking(found: Found, view: View, things: Things, draft: Draft) -> None:
    """«Bupati meninjau lokasi banjir, Minggu (9/2)»: a visit to what has no name of its own."""
    if _unreal(found, view) or any(s is not None and s.kind == "E" for _, _, s in view.items):
        return
    label = Span(view.span(*found.match.span("verb")).begin, view.span(*found.match.span("gap")).end)
    event = _verbal(label, KG.Visit, "kunjungan", view, found.match.end("gap"), things, draft)
    where = found.slot("where")
    if where is not None and where.thing is not None:
        located(draft, event, where.thing, Span(label.begin, where.head.end))
    for who in found.slots("who"):
        _participant(draft, event, who, found.span())


def located(draft: Draft, what: Thing, where: Thing, span: Span, status: Status = Status.STATED) -> None:
    """Draft the place of an event once."""
    if where is not what and not draft.has(what, KG.locatedIn, where):
        draft.claim(what, KG.locatedIn, where, span, NAME, status)


def _place(found: Found, view: View, draft: Draft) -> None:
    what = found.slot("what")
    if what is None or what.thing is None or _NEGATIVE.search(found.match[0]):
        return
    prep, gap = found.match["prep"], found.match["gap"]
    if prep in ("ke", "menuju", "melalui") and not (
        is_a(what.thing.cls, KG.Visit) or what.thing.cue in ("kunjungan", "lawatan", "pemulangan", "perjalanan", "kedatangan")
    ):
        return
    if "‹Q" in gap or ("‹P" in gap and not re.search(r"\b(?:antara|dengan|oleh)\b", gap)):
        return
    if re.search(r"\b(?:untuk|yang ada|bagi|seperti|dari|rangka|persiapan|hubungan|tentang|mengenai)\b", gap) and not re.search(
        r"\b(?:digelar|berlangsung|diadakan|dilaksanakan|diselenggarakan|dipusatkan)\b", gap
    ):
        if not re.search(r"\bbagi\b|\buntuk\b", gap) or len(gap.split()) > 9:
            return
    if is_a(what.thing.cls, KG.PolicyInstrument):
        return
    before = view.line[: found.match.start()]
    if re.search(r"\b(?:usul|usulan|mengusulkan|diusulkan|agar|supaya)\b[^.]*$", before[-80:]):
        return
    target = draft.openings.get(what.thing.number, what.thing)
    existing = draft.objects(target, KG.locatedIn)
    for where in found.slots("where"):
        if where.thing is None:
            continue
        if is_a(where.thing.cls, ORG.Organization) and not is_a(where.thing.cls, KG.Facility):
            if where.thing.cls not in (KG.DiplomaticMission, KG.TechnicalUnit) and not _campus(where.thing):
                continue
        if existing and where.thing not in existing and where.thing.cls == KG.Country:
            continue
        located(draft, target, where.thing, Span(what.head.begin, where.head.end))


def _campus(thing: Thing) -> bool:
    return any(
        n.split()[0] in ("Universitas", "Institut", "Sekolah", "Politeknik", "UIN", "SMA", "SMK", "Pondok", "Balai")
        for n in thing.names
    )


def _part(draft: Draft, part: Thing, whole: Thing, span: Span, status: Status = Status.STATED) -> None:
    event, whole_event = is_a(part.cls, KG.Event), is_a(whole.cls, KG.Event)
    if event and whole_event:
        draft.claim(part, KG.subEventOf, whole, span, NAME, status)
    elif event:
        draft.claim(part, KG.realizes, whole, span, NAME, status)
    elif not whole_event:
        draft.claim(part, KG.partOfProgramme, whole, span, NAME, status)


def _speaker_attends(view: View, tenures: list[Tenure], draft: Draft) -> None:
    """«Dalam diskusi itu, Menaker …», «… kata Ani usai membuka lokakarya»: who speaks at it takes part."""
    for found in view.find(DURING):
        what = found.slot("what")
        if what is None or what.thing is None or not is_a(what.thing.cls, KG.Event):
            continue
        person: Thing | None = None
        where = found.match.start()
        if where:
            near = view.slots_in(max(0, where - 70), where)[::-1] + view.slots_in(found.match.end(), min(len(view.line), found.match.end() + 60))
        else:
            near = view.slots_in(0, min(len(view.line), found.match.end() + 60))
        for s in near:
            if s.kind == "P" and s.thing is not what.thing:
                person = s.thing
                break
            if s.title is not None:
                person = holder_of(s.title, view, tenures, [])
                if person:
                    break
        if person is not None and person.cls == FOAF.Person and not _NEGATIVE.search(found.match[0]):
            if not any(person in draft.objects(what.thing, p) for p in (KG.organizer, KG.participant)):
                draft.claim(
                    what.thing,
                    KG.participant,
                    person,
                    view.marks.sentence.span if False else Span(min(what.head.begin, view.items[0][1].begin), what.head.end),
                    NAME,
                    Status.INFERRED,
                )


def settle(things: Things, draft: Draft) -> None:
    """What follows once all is read: an opening belongs to the event it opens, and the event carries out the programme opened."""
    for event, programme, span in things.nested:
        _part(draft, event.actual, programme.actual, span)
    for event, body, span in things.hosts:
        organize(draft, event.actual, body.actual, span, KG.organizer, Status.INFERRED)
    for opening in [t for t in things.all if t.cls == KG.OpeningCeremony]:
        for opened in [o for o in draft.objects(opening, KG.opens) if isinstance(o, Thing)]:
            edition = draft.editions.get(opened.number)
            if edition is not None:  # «membuka Program X dengan tema "Y" Batch II»: the edition is what is opened
                draft.rows[:] = [
                    (r[0], r[1], edition, *r[3:]) if r[0] is opening and r[1] == KG.opens and r[2] is opened else r
                    for r in draft.rows
                ]
            target = edition or opened
            span = opening.first
            if is_a(target.cls, KG.Event):
                draft.claim(opening, KG.subEventOf, target, span, NAME, Status.INFERRED)
                continue
            mains = [t for t in things.all if is_a(t.cls, KG.TrainingEvent) and t.own]
            if len(mains) == 1:
                draft.claim(opening, KG.subEventOf, mains[0], span, NAME, Status.INFERRED)
                draft.claim(mains[0], KG.realizes, target, span, NAME, Status.INFERRED)
                for place in [p for p in draft.objects(opening, KG.locatedIn) if isinstance(p, Thing)]:
                    located(draft, mains[0], place, span, Status.INFERRED)


_PLAN = frozenset({KG.locatedIn, SCHEMA.startDate, SCHEMA.endDate, KG.hasParticipation, KG.participant, KG.participantCount, KG.countryCount, KG.participationIn})


def _falls(row: tuple[Any, ...], event: Thing) -> bool:
    """Whether a drafted claim falls with a cancelled event: its plan, and the numbers of those who were to come."""
    subject = row[0].actual if isinstance(row[0], Thing) else row[0]
    return row[1] in _PLAN and (subject is event or (isinstance(row[2], Thing) and row[2].actual is event))


_PLANNED = re.compile(r"\b(?:akan|dijadwalkan|bakal|rencananya|direncanakan|berencana|mendatang|hendak)\b")
_CANCELLED = re.compile(r"\b(?:batal|dibatalkan|membatalkan|urung)\b")


def statuses(views: list[View], things: Things, draft: Draft) -> None:
    """Draft one status for every event: planned, cancelled, under way or over, as far as the text says."""
    happenings = [t for t in things.all if is_a(t.cls, KG.Event) and t.own and t.names]
    found = {t.number: draft.status.get(t.number) or _status(t, views, draft) for t in happenings}
    for thing in happenings:  # an event with parts still to come is not over
        for whole in [w for w in draft.objects(thing, KG.subEventOf) if isinstance(w, Thing) and w.number in found]:
            if found[thing.number][0] == "Planned" and found[whole.number][0] == "Completed":
                found[whole.number] = ("Ongoing", found[whole.number][1])
    for thing in happenings:
        status, span = found[thing.number]
        if status == "Cancelled":  # where and when it was to be is no fact
            draft.rows[:] = [
                (*r[:3], Status.DOUBTFUL, *r[4:7], "planned for an event that was cancelled", r[8]) if _falls(r, thing) else r for r in draft.rows
            ]
        draft.claim(thing, KG.eventStatus, KGC[status], span, NAME, Status.INFERRED)


def _status(thing: Thing, views: list[View], draft: Draft) -> tuple[str, Span]:
    if any(
        r[1] == KG.subEventOf and r[2] is thing and isinstance(r[0], Thing) and r[0].cls == KG.OpeningCeremony for r in draft.rows
    ):
        return "Ongoing", thing.first
    for view in views:
        for at, (_, span, slot) in zip(view.starts, view.items, strict=True):
            if slot is not None and slot.thing is thing:
                around = view.line[max(0, at - 30) : at + 90]
                for pattern, status in ((_CANCELLED, "Cancelled"), (_PLANNED, "Planned")):
                    if pattern.search(around):
                        return status, span
    return "Completed", thing.first


def sites(things: Things, draft: Draft) -> None:
    """A body in which something happens is also a place that people go to: «dialog di KBRI Berlin»."""
    for s, p, o, status, spans, *_ in list(draft.rows):
        if p == KG.locatedIn and status.asserted and isinstance(s, Thing) and isinstance(o, Thing) and not is_a(o.cls, KG.Place):
            draft.claim(o, RDF.type, KG.Facility, spans, NAME, Status.INFERRED)
