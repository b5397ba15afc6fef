"""All mentions of a sentence, from every detector, settled so that none crosses another: «Kepala Balai Besar Batik Ani Wati»."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import partial

from kg.language.commons import is_common
from kg.language.dates import DateMention, dates
from kg.language.days import settled
from kg.language.numbers import is_roman
from kg.language.quotations import quotations
from kg.mentions.areas import mark_foreign_bodies, mark_listed_areas, mark_office_areas, mark_small_areas
from kg.mentions.bodies import find_country, find_foreign, find_forum, find_head
from kg.mentions.cues import cue_words, not_names
from kg.mentions.gazetteer import Entry, Gazetteer
from kg.mentions.heads import head_at, is_capital
from kg.mentions.holders import expects_name, follows_person, leads_to_person, may_be_title, stands_alone
from kg.mentions.known import find_known, find_known_or_person, find_tagged
from kg.mentions.nouns import Phrase
from kg.mentions.offices import honorific_end, office_at
from kg.mentions.people import begins_person, given_names
from kg.mentions.persons import find_aged, find_person, join_people, take_particles, trim_people
from kg.mentions.phrases import phrases
from kg.mentions.scan import Scan
from kg.mentions.tagger import Tagger
from kg.mentions.tails import find_tail, mark_tails
from kg.mentions.titles import TitleMention, title_at
from kg.model import Document, Mention, Sentence, Span
from kg.ontology import KG, ORG, is_a


@dataclass(frozen=True, slots=True)
class Marks:
    """What was found in one sentence. `names` do not overlap; `inner` are names inside a name (the body in «Gedung DPR»).

    aliases: bracketed name → span of the name before it; fulls: span of a name → its span with bracket and what follows
    """

    sentence: Sentence
    speech: tuple[str, ...]
    names: tuple[Mention, ...]
    inner: tuple[Mention, ...]
    titles: tuple[TitleMention, ...]
    phrases: tuple[Phrase, ...]
    dates: tuple[DateMention, ...]
    quotes: tuple[Span, ...]
    aliases: tuple[tuple[Span, Span], ...]


class Detector:
    """The detectors together; keeps the gazetteer and the tagger."""

    def __init__(self, gazetteer: Gazetteer, tagger: Tagger) -> None:
        self._gazetteer = gazetteer
        self._tagger = tagger

    def read(self, document: Document, year: int | None, day: dt.date | None, start: int = 0) -> list[Marks]:
        """Marks of every sentence to read; `start` is the offset after the dateline, `year` and `day` when the article speaks."""
        article = document.article
        marks = [self._sentence(article.text, s, year, day, start) for s in document.read]
        told = settled(article.text, [m.sentence.span for m in marks], [m.dates for m in marks], article.published)
        return [replace(m, dates=d) for m, d in zip(marks, told, strict=True)]

    def _sentence(self, text: str, sentence: Sentence, year: int | None, day: dt.date | None, start: int) -> Marks:
        tokens = [t for t in sentence.tokens if t.span.begin >= start]
        if not tokens:
            return Marks(sentence, (), (), (), (), (), (), (), ())
        begin, end = tokens[0].span.begin, tokens[-1].span.end
        tagged = self._tagger.tag(tokens)
        index = {t.span.begin: i for i, t in enumerate(tokens)}
        ends = {t.span.end: i + 1 for i, t in enumerate(tokens)}
        known: dict[int, tuple[int, Entry]] = {}
        for hit in self._gazetteer.find(text[begin:end], day):
            a, b = index.get(hit.span.begin + begin), ends.get(hit.span.end + begin)
            if (
                a is not None
                and b is not None
                and not (hit.entry.cls == KG.NewsAgency and a + 1 == b and text[begin + hit.span.begin].islower())
            ):
                known[a] = (b, hit.entry)
        mark_office_areas(self._gazetteer, tokens, known, day)
        guessed: dict[str, dict[int, tuple[int, float]]] = {"PER": {}, "LOC": {}, "ORG": {}}
        for name in tagged.names:
            begin_at = index[name.span.begin]
            if name.kind == "LOC" and self._no_place(text[name.span.begin : name.span.end], begin_at in known, day):
                continue
            if name.kind == "PER" and self._pair(tokens[begin_at].text, day):
                begin_at += 1  # «Indonesia-China Zhang Wei»
                if begin_at >= ends[name.span.end]:
                    continue
            guessed[name.kind][begin_at] = (ends[name.span.end], name.probability)
        scan = Scan(tokens, tagged.speech, known, guessed["PER"], guessed["LOC"], guessed["ORG"])
        mark_foreign_bodies(self._gazetteer, scan, day)
        _run(scan)
        self._split_pairs(scan, day)
        quotes = tuple(quotations(text, sentence.span.begin, sentence.span.end))
        return Marks(
            sentence,
            ("X",) * (len(sentence.tokens) - len(tokens)) + tagged.speech,
            tuple(sorted(scan.names, key=lambda m: m.span)),
            tuple(scan.inner),
            tuple(scan.titles),
            tuple(scan.phrases),
            tuple(dates(text, begin, end, year)),
            quotes,
            tuple(scan.aliases),
        )

    def _pair(self, name: str, day: dt.date | None) -> tuple[Entry, ...]:
        """The two known things that a hyphen joins, which are no place: «hubungan Indonesia-Australia», «TNI-Polri»."""
        parts = name.split("-")
        if len(parts) != 2 or self._gazetteer.named(name) is not None:
            return ()
        found = tuple(e for p in parts if (e := self._gazetteer.named(p, day)) is not None)
        return found if len(found) == 2 else ()

    def _no_place(self, name: str, known: bool, day: dt.date | None) -> bool:
        """Whether a hyphen or stroke joins a known thing to another («Ternate-Raja Ampat»), or a country is within what is none.

        «dolar Australia», «bahasa Inggris»
        """
        entry = self._gazetteer.named(name)
        if entry is not None:
            return entry.cls == KG.Country and not known
        parts = re.split("[-/]", name)
        if len(parts) < 2:
            return False
        return any((e := self._gazetteer.named(p.strip(), day)) is not None and is_a(e.cls, KG.Place) for p in parts)

    def _split_pairs(self, scan: Scan, day: dt.date | None) -> None:
        """Add both state bodies or places of such pairs outside other names: «TNI-Polri», «rute Palu-Gorontalo»."""
        for i, token in enumerate(scan.tokens):
            if "-" not in token.text or any(m.span.overlaps(token.span) for m in scan.names):
                continue
            pair = self._pair(token.text, day)
            places = all(is_a(e.cls, KG.Place) and e.cls != KG.Country for e in pair)
            places = places and not any(p.core.covers(token.span) for p in scan.phrases)
            whole = not any(
                is_capital(t) for t in scan.tokens[max(0, i - 1) : i + 2] if t is not token
            )  # no «Aceh-Sumatera Utara»
            if not pair or not (all(is_a(e.cls, KG.GovernmentBody) for e in pair) or (places and whole)):
                continue
            at = token.span.begin
            for part, entry in zip(token.text.split("-"), pair, strict=True):
                scan.inner.append(Mention(Span(at, at + len(part)), entry.cls, entry.key, "gazetteer"))
                at += len(part) + 1


def _run(scan: Scan) -> None:
    """Fill `names`, `inner`, `titles`, `phrases` and `aliases`."""
    mark_small_areas(scan)
    mark_listed_areas(scan)
    join_people(scan)
    trim_people(scan)
    take_particles(scan)
    mark_tails(scan)
    scan.phrases = [
        p
        for p in phrases(scan.tokens, scan.speech, partial(_blocked, scan), partial(_body_end, scan))
        if not _inside_title(scan, p.begin) and not _house(scan, p)
    ]
    for p in scan.phrases:  # the words of a theme are not a person's name
        if p.quoted:
            for k in [k for k in scan.people if p.quoted.begin == scan.tokens[k].span.begin]:
                if scan.tokens[k].text not in given_names():
                    del scan.people[k]
    for p in scan.phrases:  # what is written as a programme's or event's name is not a person's or body's
        for k in range(p.begin, p.end if p.proper else p.begin):
            for kind in (scan.people, scan.bodies, scan.places):
                kind.pop(k, None)
    scan.proper = {k: p.end for p in scan.phrases if p.proper for k in range(p.begin, p.end)}
    i = 0
    while i < len(scan.tokens):
        i = max(_at(scan, i), i + 1)
    scan.phrases = [p for p in scan.phrases if not any(t.begin < p.begin < t.end for t in scan.titles)]
    scan.titles = [t for t in scan.titles if stands_alone(scan, t) or leads_to_person(scan, t) or follows_person(scan, t)]


def _house(scan: Scan, p: Phrase) -> bool:
    """Whether a phrase is the name of a known house: «Jakarta International Expo»."""
    known = scan.known.get(p.begin)
    return known is not None and known[0] >= p.end and is_a(known[1].cls, KG.Facility)


def _inside_title(scan: Scan, i: int) -> bool:
    """Whether a title with a known body after it goes past `i`: «Direktur Hukum dan Perjanjian Ekonomi Kementerian …»."""
    for k in range(max(0, i - 6), i):
        if is_capital(scan.tokens[k]) and office_at(scan.tokens, k):
            title = title_at(scan.tokens, k, scan.starts_name, scan.body_at)
            if title and title.end > i and title.end < len(scan.tokens) and scan.body_at(title.end):
                return True
    return False


def _blocked(scan: Scan, i: int) -> int:
    """Index after what begins at `i` and cannot be inside a programme's or event's name: people, titles, another body."""
    if (
        i in scan.people
        and scan.people[i][1] > 0.6
        and (scan.people[i][0] > i + 1 or scan.tokens[i - 1].text.lower() in cue_words("before people"))
    ):
        return scan.people[i][0]
    office = office_at(scan.tokens, i)
    if office and is_capital(scan.tokens[i]) and i and not is_capital(scan.tokens[i - 1]):
        return i + len(office.words)
    if i in scan.known and is_a(scan.known[i][1].cls, ORG.Organization):
        return scan.known[i][0]
    head = head_at(scan.tokens, i)
    joined = i > 0 and is_capital(scan.tokens[i - 1])
    return i + len(head.words) if head and (head.kind in ("body", "unit") or (head.kind == "facility" and not joined)) else i


def _body_end(scan: Scan, i: int) -> int:
    """Index after a known body that begins at `i`, else `i`: it may belong to a meeting's name («Rapat Menteri ASEAN»)."""
    if i in scan.known and is_a(scan.known[i][1].cls, ORG.Organization):
        return scan.known[i][0]
    return i


def _at(scan: Scan, i: int) -> int:
    token = scan.tokens[i]
    if not token.text[0].isalpha() and token.text[0] not in "0123456789":
        return i
    title = title_at(scan.tokens, i, scan.starts_name, scan.body_at) if i not in scan.proper and may_be_title(scan, i) else None
    if title:
        scan.titles.append(title)
        if expects_name(scan, title):
            scan.after_title = title.end
        return title.end
    degree = token.text.rstrip(".") in cue_words("degrees") and (
        token.text.endswith(".") or (i + 1 < len(scan.tokens) and scan.tokens[i + 1].text == ".") or scan.expects_person(i)
    )
    if not is_capital(token) and i not in scan.known and not degree:
        return find_head(scan, i) if head_at(scan.tokens, i) else i  # «aula Universitas Jember»
    if i in scan.small_areas:
        return scan.add(i, scan.small_areas[i], KG.AdministrativeArea, None, "title")
    after_honorific = honorific_end(scan.tokens, i)
    if after_honorific > i and (i not in scan.known or scan.known[i][0] <= after_honorific):
        person = find_person(scan, after_honorific, sure=True)
        if person:
            return person
    if i in scan.proper:  # the name of an event may begin with a place's: «Indonesia Education Fair»
        short = i > 0 and scan.tokens[i - 1].text == "("
        law = any(p.begin <= i < p.end and (p.cls == "Regulation" or (short and p.cls == "Agreement")) for p in scan.phrases)
        if law and scan.body_at(i):
            return scan.known[i][0] if i in scan.known else i  # «UU Ombudsman», «Perjanjian Kerja Sama (PKS)»
        place = i in scan.known and not is_a(scan.known[i][1].cls, ORG.FormalOrganization)
        return i if place and any(p.begin == i for p in scan.phrases) else find_known(scan, i)
    if i == scan.after_title and (_unknown_body(scan, i) or _body_before_holder(scan, i)):
        end = i + 1
        while end < len(scan.tokens) and is_capital(scan.tokens[end]):
            end += 1
        tagged, sure = scan.bodies.get(i, (i + 1, 0.0))
        if not (end < len(scan.tokens) and scan.tokens[end].text == ","):
            end = tagged if sure > 0.6 else i + 1
        end = next((k for k in range(i + 1, end) if honorific_end(scan.tokens, k) > k), end)  # «Rektor UMI Prof Ani»
        if end > i + 1 and (begins_person(scan.tokens, i + 1) or (end > i + 2 and _unheard(scan, i + 1, end))):
            scan.people[i + 1] = (end, max(sure, 0.6))  # «Ketua FHCI Rina Askandar»
            end = i + 1
        return scan.add(i, end, ORG.FormalOrganization, None, "title")  # «Kepala BBPP Sukamaju, …»
    aged = find_aged(scan, i)
    if aged > i:
        return aged
    for find in (find_country, find_foreign, find_forum, find_tail, find_head, find_known_or_person, find_tagged):
        j = find(scan, i)
        if j > i:
            return j
    if scan.expects_person(i):
        if token.text.isupper() and len(token.text) > 2 and token.text not in not_names():
            return scan.add(i, i + 1, ORG.FormalOrganization, None, "title")  # «Ketua PPIA cabang Canberra»
        person = find_person(scan, i, sure=True)
        if person:
            return person
    return i


def _unheard(scan: Scan, a: int, b: int) -> bool:
    """Whether no word in [a, b) is common, listed or a head: «Ketua FHKI Aleksa Nandara»."""
    return not any(is_common(scan.tokens[k].text) or k in scan.known or head_at(scan.tokens, k) for k in range(a, b))


def _unknown_body(scan: Scan, i: int) -> bool:
    text = scan.tokens[i].text
    office = " ".join(scan.titles[-1].office.words)
    if office in cue_words("fieldless offices") and is_common(text) and is_capital(scan.tokens[i]) and text not in given_names():
        return i not in scan.known and office_at(scan.tokens, i) is None and head_at(scan.tokens, i) is None
    return (
        text.isupper()
        and len(text) > 2
        and not scan.body_at(i)
        and i not in scan.known
        and text not in not_names()
        and not is_roman(text)
        and head_at(scan.tokens, i) is None
    )


def _body_before_holder(scan: Scan, i: int) -> bool:
    """Whether unknown capitals after a title are the body, as its holder follows a comma: «CEO NusaFin, Ani Lestari hadir»."""
    t = scan.tokens
    if not scan.titles or scan.titles[-1].office.takes != "body" or i in scan.known or not is_capital(t[i]):
        return False
    end = i
    while end < len(t) and is_capital(t[end]) and t[end].text[0].isalpha():
        if t[end].text in given_names() or end in scan.known or office_at(t, end) or head_at(t, end) or end - i > 2:
            return False
        end += 1
    if end + 1 >= len(t) or t[end].text != "," or is_common(t[i].text) or honorific_end(t, i) > i:
        return False
    holder = honorific_end(t, end + 1)
    if holder < len(t) and not t[holder].text.replace("-", "").replace("'", "").isalpha():
        return False  # a degree
    stop, sure = scan.people.get(holder, (holder, 0.0))
    return stop > holder + 1 and sure > _HOLDER and (stop == len(t) or t[stop].text not in (",", "dan", "serta"))


_HOLDER = 0.6  # what the tagger must give the holder whose name tells that other capitals are the body
