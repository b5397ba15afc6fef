"""All mentions of a sentence, from every detector, settled so that none crosses another: «Kepala Balai Besar Batik Ani Wati»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.language.dates import DateMention, dates
from kg.language.furniture import is_common
from kg.language.quotations import quotations
from kg.mentions.gazetteer import Entry, Gazetteer
from kg.mentions.heads import head_at, is_capital, name_end, tails
from kg.mentions.people import given_names
from kg.mentions.phrases import Phrase, phrases
from kg.mentions.tagger import Tagger
from kg.mentions.titles import TitleMention, ends_title, honorific_end, office_at, rank_at, title_at
from kg.model import Document, Iri, Mention, Sentence, Span, Token
from kg.ontology import FOAF, KG, ORG, is_a
from kg.resources import data_dir

_COUNTRY_WORDS = frozenset({"Pemerintah", "Otoritas", "Kerajaan", "Pemerintahan"})
_AREAS = frozenset({"Provinsi", "Kabupaten", "Kota", "Kecamatan", "Kelurahan", "Desa"})
_SURNAMES = frozenset({"Tanjung", "Bukit", "Gunung", "Pantai", "Laut", "Kali", "Pasar", "Graha"})  # heads that people bear too
_SOMEBODY = frozenset(
    "peserta warga korban saksi pengunjung pedagang petani nelayan guru pengacara tersangka terdakwa pelapor wisatawan penonton orangtua tokoh pemilik "
    "penyelenggara relawan atlet pelatih penulis sutradara peneliti pengamat dokter perawat pekerja karyawan pelajar mahasiswa siswa santri".split()
)
_BEFORE_PEOPLE = frozenset({"dengan", "oleh", "antara", "bersama", "kepada"})
_DEGREE_END = frozenset({",", "(", ")", ".", "-", "–", "—", ":", ";"})


@cache
def not_names() -> frozenset[str]:
    """Abbreviations of common nouns, which a tagger may take for bodies."""
    return frozenset((data_dir() / "cues" / "not_names.txt").read_text(encoding="utf-8").splitlines())


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
        return [self._sentence(document.article.text, s, year, day, start) for s in document.read]

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
        people = {}
        places = {}
        bodies = {}
        for name in tagged.names:
            a, b = index[name.span.begin], ends[name.span.end]
            {"PER": people, "LOC": places, "ORG": bodies}[name.kind][a] = (b, name.probability)
        finder = _Finder(tokens, tagged.speech, known, people, places, bodies)
        finder.run()
        quotes = tuple(quotations(text, sentence.span.begin, sentence.span.end))
        return Marks(
            sentence,
            ("X",) * (len(sentence.tokens) - len(tokens)) + tagged.speech,
            tuple(sorted(finder.names, key=lambda m: m.span)),
            tuple(finder.inner),
            tuple(finder.titles),
            tuple(finder.phrases),
            tuple(dates(text, begin, end, year)),
            quotes,
            tuple(finder.aliases),
        )


class _Finder:
    """One pass over the tokens of a sentence, left to right."""

    def __init__(
        self,
        tokens: Sequence[Token],
        speech: Sequence[str],
        known: dict[int, tuple[int, Entry]],
        people: dict[int, tuple[int, float]],
        places: dict[int, tuple[int, float]],
        bodies: dict[int, tuple[int, float]],
    ) -> None:
        self.tokens, self.speech = tokens, speech
        self.known, self.people, self.places, self.bodies = known, people, places, bodies
        self.names: list[Mention] = []
        self.inner: list[Mention] = []
        self.titles: list[TitleMention] = []
        self.phrases: list[Phrase] = []
        self.aliases: list[tuple[Span, Span]] = []
        self.named_by_tail: dict[int, tuple[int, Iri]] = {}
        self._proper: dict[int, int] = {}  # token inside a programme's or event's name → its end
        self._after_title = -1
        self._reached = 0  # index after the latest name, its bracket included

    def span(self, a: int, b: int) -> Span:
        return Span(self.tokens[a].span.begin, self.tokens[b - 1].span.end)

    def run(self) -> None:
        """Fill `names`, `inner`, `titles`, `phrases` and `aliases`."""
        self._trim_people()
        self._tails()
        self.phrases = phrases(self.tokens, self.speech, self._blocked, self._body_end)
        for p in self.phrases:  # what is written as a programme's or event's name is not a person's or body's
            for k in range(p.begin, p.end if p.proper else p.begin):
                for kind in (self.people, self.bodies, self.places):
                    kind.pop(k, None)
        self._proper = {k: p.end for p in self.phrases if p.proper for k in range(p.begin, p.end)}
        i = 0
        while i < len(self.tokens):
            i = max(self._at(i), i + 1)
        self.phrases = [p for p in self.phrases if not any(t.begin < p.begin < t.end for t in self.titles)]
        self.titles = [t for t in self.titles if is_capital(self.tokens[t.begin]) or self._leads_to_person(t) or self._follows_person(t)]

    def _trim_people(self) -> None:
        """Take titles, and the bodies and places that go with them, off the tagger's people: «Presiden Singapura Tharman …»."""
        for a, (b, sure) in list(self.people.items()):
            del self.people[a]
            i = next((end for k, (end, _) in self.known.items() if k < a < end < b), a)  # «Kabupaten Cilacap Bambang Sukmana»
            placed = False
            while i < b and not placed:
                office = office_at(self.tokens, i)
                step = max(honorific_end(self.tokens, i), i + len(office.words) if office else i)
                if (
                    step == i
                    and i in self.known
                    and self.known[i][0] <= b
                    and (i > a or ends_title(self.tokens, i) or self.tokens[i - 1].text in ("untuk", "dan"))
                ):
                    cls = self.known[i][1].cls
                    if (
                        is_a(cls, ORG.Organization)
                        or cls == KG.Country
                        or (is_a(cls, KG.Place) and (i > a or self._area_title(i)))
                    ):
                        step = self.known[i][0]
                        placed = is_a(cls, KG.Place) and cls != KG.Country  # one place at most: «Sleman Danang Wicaksono»
                if step == i:
                    break
                i = step
            if i < b:
                while i == a and i and self._given(i - 1):
                    i -= 1
                    a = i  # noqa: PLW2901
                if i and len(self.tokens[i - 1].text) == 1 and self.tokens[i - 1].text in "ABCDEFGHJKLMNOPQRSTUWYZ" and i - 1 not in self.known:
                    i -= 1  # «M Zahrul Muttaqin»
                self.people[i] = (b, sure)

    def _given(self, k: int) -> bool:
        """Whether a given name that the tagger left out stands at `k`: «Ratna» before «Wijayanti Salim»."""
        word = self.tokens[k].text
        return word in given_names() and k not in self.known and office_at(self.tokens, k) is None and honorific_end(self.tokens, k) == k

    def _area_title(self, i: int) -> bool:
        for k in range(max(0, i - 4), i):
            office = office_at(self.tokens, k)
            if office and k + len(office.words) == i:
                return office.takes in ("area", "body", "country")
        return False

    def _blocked(self, i: int) -> int:
        """Index after what begins at `i` and cannot be inside a programme's or event's name: people, titles, another body."""
        if (
            i in self.people
            and self.people[i][1] > 0.6
            and (self.people[i][0] > i + 1 or self.tokens[i - 1].text.lower() in _BEFORE_PEOPLE)
        ):
            return self.people[i][0]
        office = office_at(self.tokens, i)
        if office and is_capital(self.tokens[i]) and i and not is_capital(self.tokens[i - 1]):
            return i + len(office.words)
        if i in self.known and is_a(self.known[i][1].cls, ORG.Organization):
            return self.known[i][0]
        head = head_at(self.tokens, i)
        joined = i > 0 and is_capital(self.tokens[i - 1])
        return i + len(head.words) if head and (head.kind in ("body", "unit") or (head.kind == "facility" and not joined)) else i

    def _body_end(self, i: int) -> int:
        """Index after a known body that begins at `i`, else `i`: it may belong to a meeting's name («Rapat Menteri ASEAN»)."""
        if i in self.known and is_a(self.known[i][1].cls, ORG.Organization):
            return self.known[i][0]
        return i

    def _tails(self) -> None:
        """Names that end in a word that says what they are: «Keio University», «Wahid Foundation»."""
        last = 0
        for i, token in enumerate(self.tokens):
            cls = tails().get(token.text)
            if cls is None or i == 0 or not is_capital(self.tokens[i - 1]):
                continue
            if (
                i + 1 < len(self.tokens)
                and is_capital(self.tokens[i + 1])
                and i + 1 not in self.people
                and i + 1 not in self.known
            ):
                continue
            a = i
            while a > last and i - a < 5 and is_capital(self.tokens[a - 1]) and not is_common(self.tokens[a - 1].text):
                if (
                    head_at(self.tokens, a - 1)
                    or office_at(self.tokens, a - 1)
                    or (a - 1 in self.known and self.known[a - 1][1].cls == KG.Country and a < i)
                ):
                    break
                a -= 1
            if a == i:
                continue
            last = i + 1
            for kind in (self.people, self.bodies, self.places):
                for k in [k for k, (end, _) in kind.items() if k <= i and end > a]:
                    if k < a:
                        kind[k] = (a, kind[k][1])
                    else:
                        del kind[k]
            self.named_by_tail[a] = (i + 1, cls)

    def _follows_person(self, title: TitleMention) -> bool:
        """Whether a title in lower case stands after a person and a comma: «Nurul, dosen Universitas Hasanuddin»."""
        i = title.begin
        if i < 2 or self.tokens[i - 1].text != ",":
            return False
        end = self.tokens[i - 2].span.end
        return any(m.cls == FOAF.Person and m.span.end == end for m in self.names)

    def _leads_to_person(self, title: TitleMention) -> bool:
        """Whether a title in lower case stands before a person, with at most one other name and a comma between."""
        end = self.tokens[title.end - 1].span.end
        after = [m for m in self.names if m.span.begin >= end][:2]
        people = [k for k, m in enumerate(after) if m.cls == FOAF.Person]
        if not people:
            return False
        person = after[people[0]]
        words = sum(1 for t in self.tokens[title.end :] if t.span.end <= person.span.begin)
        inside = sum(1 for t in self.tokens if any(m.span.covers(t.span) for m in after[: people[0]]))
        return words - inside <= 1

    # --- what begins at a token ---------------------------------------------------------------------------------

    def _at(self, i: int) -> int:
        token = self.tokens[i]
        if not token.text[0].isalpha() and token.text[0] not in "0123456789":
            return i
        title = (
            title_at(self.tokens, i, self._starts_name, self._body_at)
            if i not in self._proper and self._may_be_title(i)
            else None
        )
        if title:
            self.titles.append(title)
            self._after_title = title.end
            return title.end
        if not is_capital(token) and i not in self.known:
            return i
        after_honorific = honorific_end(self.tokens, i)
        if after_honorific > i and (i not in self.known or self.known[i][0] <= after_honorific):
            person = self._person(after_honorific, sure=True)
            if person:
                return person
        if i in self._proper:
            return self._known(i)
        if i == self._after_title and self._unknown_body(i):
            end = i + 1
            while end < len(self.tokens) and is_capital(self.tokens[end]):
                end += 1
            if not (end < len(self.tokens) and self.tokens[end].text == ","):
                end = i + 1
            return self._add(i, end, ORG.FormalOrganization, None, "title")  # «Kepala BBPP Batangkaluku, …»
        aged = self._aged(i)
        if aged > i:
            return aged
        for find in (self._country, self._tail, self._head, self._known_or_person, self._tagged):
            j = find(i)
            if j > i:
                return j
        if self._expects_person(i):
            if token.text.isupper() and len(token.text) > 2 and token.text not in not_names():
                return self._add(i, i + 1, ORG.FormalOrganization, None, "title")  # «Ketua PPIA cabang Canberra»
            person = self._person(i, sure=True)
            if person:
                return person
        return i

    def _unknown_body(self, i: int) -> bool:
        text = self.tokens[i].text
        return text.isupper() and len(text) > 2 and i not in self.known and text not in not_names() and head_at(self.tokens, i) is None

    def _may_be_title(self, i: int) -> bool:
        """Whether an office title may begin here: not inside a known name that is longer than it."""
        office = office_at(self.tokens, i) or (office_at(self.tokens, i + 1) if i + 1 < len(self.tokens) and is_capital(self.tokens[i]) else None)
        if office is None:
            return False
        if i in self.known and self.known[i][0] > i + len(office.words):
            return False
        if is_capital(self.tokens[i]):
            return True
        j = i + len(office.words)  # in lower case only before a name or a body
        return j < len(self.tokens) and (
            j in self.known or j in self.people or j in self.bodies or head_at(self.tokens, j) is not None
        )

    def _body_at(self, j: int) -> bool:
        """Whether a body or country that the gazetteer knows, or the short form of a unit, begins at `j`."""
        if j in self.known:
            return is_a(self.known[j][1].cls, ORG.Organization) or self.known[j][1].cls == KG.Country
        return j < len(self.tokens) and self.tokens[j].text.isupper() and head_at(self.tokens, j) is not None

    def _starts_name(self, j: int) -> bool:
        if j in self.known and (is_a(self.known[j][1].cls, ORG.Organization) or is_a(self.known[j][1].cls, KG.Place)):
            return True
        if j in self.people or j in self.bodies:
            return True
        if j in self.named_by_tail:
            return True
        return is_capital(self.tokens[j]) and head_at(self.tokens, j) is not None and self.tokens[j].text != "Bank"

    def _expects_person(self, i: int) -> bool:
        """After a title, with or without a body and a comma between, an unknown capitalised word begins a person's name."""
        j = i
        if j and self.tokens[j - 1].text == ",":
            j -= 1
            before = [t.text.lower() for t in self.tokens[max(0, j - 5) : j]]
            if before and (before[-1] in _SOMEBODY or ("seorang" in before and before[-1].isalpha())):
                return True  # «Salah seorang peserta, Seru Vakalalabure»
        if j == self._after_title:
            return True
        last = self.names[-1] if self.names else None
        if last is None or self._after_title < 0 or self._reached != j:
            return False
        between = self.tokens[self._after_title].span.begin if self._after_title < len(self.tokens) else -1
        return last.span.begin == between and last.cls != FOAF.Person

    # --- detectors ----------------------------------------------------------------------------------------------

    def _aged(self, i: int) -> int:
        """«Budi Santoso (45)», «SAL (14 tahun)»: a person with an age."""
        if i in self.known or office_at(self.tokens, i) or head_at(self.tokens, i):
            return i
        j = i
        while j < len(self.tokens) and j - i < 5 and is_capital(self.tokens[j]) and self.tokens[j].text[0].isalpha():
            j += 1
        t = self.tokens
        if j == i or j + 2 >= len(t) or t[j].text != "(" or not t[j + 1].text.isdigit() or not 1 <= int(t[j + 1].text) <= 110:
            return i
        close = j + 3 if t[j + 2].text == "tahun" else j + 2
        if close < len(t) and t[close].text in (")", ","):
            return self._add(i, j, FOAF.Person, None, "age")
        return i

    def _country(self, i: int) -> int:
        """«Pemerintah Indonesia», «Otoritas Malaysia»: the country."""
        if self.tokens[i].text in _COUNTRY_WORDS and i + 1 in self.known and self.known[i + 1][1].cls == KG.Country:
            end, entry = self.known[i + 1]
            return self._add(i, end, KG.Country, entry.key, "head")
        return i

    def _tail(self, i: int) -> int:
        if i in self.named_by_tail and not (i in self.known and self.known[i][0] >= self.named_by_tail[i][0]):
            end, cls = self.named_by_tail[i]
            return self._add(i, end, cls, None, "tail")
        return i

    def _head(self, i: int) -> int:
        head = head_at(self.tokens, i)
        if head is not None and head.words == ("Kota",) and i and is_capital(self.tokens[i - 1]) and self.names and (
            self.names[-1].span.end == self.tokens[i - 1].span.end and is_a(self.names[-1].cls, KG.Place)
        ):
            return i  # «Malang Kota»
        if head is None or (head.words[0] in _SURNAMES and i in self.people and self.people[i][1] > 0.5):
            return i
        nested: list[tuple[int, int, Entry]] = []
        start = i + len(head.words)
        t = self.tokens
        if start + 3 < len(t) and t[start].text == "(" and t[start + 2].text == ")" and is_capital(t[start + 3]):
            start += 3  # «Pemerintah Kabupaten (Pemkab) Samosir»
        known_end = self.known[i][0] if i in self.known else 0

        def stops(j: int) -> bool:
            if rank_at(self.tokens, j):
                return True
            if j in self.named_by_tail and head.kind in ("unit", "body"):
                return True
            if (
                j in self.people
                and self.people[j][1] > 0.5
                and head.kind in ("body", "unit")
                and not (head.cls == KG.DiplomaticMission and j == start)
            ):
                return True
            inner = head_at(self.tokens, j)
            if inner and inner.kind in ("body", "unit") and j > i and head.kind in ("body", "unit"):
                return True
            if (
                inner
                and inner.kind == "place"
                and head.kind in ("facility", "place")
                and self.tokens[j].text in _AREAS
                and self.tokens[j - 1].text not in ("Wali", "Balai")
            ):
                return True
            office = office_at(self.tokens, j)
            if (
                office is not None
                and (office.heads or office.role)
                and is_capital(self.tokens[j])
                and head.kind not in ("facility",)
                and self.tokens[j].text not in ("Wilayah", "Bidang")
            ):
                return True
            if j in self.bodies and head.kind == "unit" and j > i and self.bodies[j][1] > 0.5:
                return True
            if j in self.known:
                entry = self.known[j][1]
                if head.kind == "unit" and is_a(entry.cls, ORG.Organization):
                    return True
                if head.kind == "place" and is_a(entry.cls, ORG.Organization):
                    return True
            return False

        known_end = self.known[i][0] if i in self.known else 0
        end = name_end(self.tokens, i, start, head, stops) if known_end <= start else known_end
        if head.cls == KG.DiplomaticMission and not known_end:
            end = self._mission_end(i, start, end)
        parent = self.known.get(start) if head.kind == "unit" else None
        if (
            parent and end == start and is_a(parent[1].cls, ORG.Organization)
        ):  # «Sekretariat ASEAN», «Inspektorat Jenderal Kemenag»
            cls = KG.IntergovernmentalSecretariat if parent[1].cls == KG.IntergovernmentalOrganization else head.cls
            self.inner.append(Mention(self.span(start, parent[0]), parent[1].cls, parent[1].key, "gazetteer"))
            return self._add(i, self._area_end(parent[0]), cls, None, "head")
        if end <= start and not known_end:
            return i
        if head.kind == "place" and not known_end:
            end = min(end, self._place_end(start, end))
        entry = self.known[i][1] if known_end >= end else None
        end = max(end, known_end)
        if head.kind == "office":
            return i
        for j in range(start, end):
            if j in self.known and self.known[j][0] <= end:
                nested.append((j, *self.known[j]))
            elif j > start and head_at(self.tokens, j) and head.kind == "facility":
                break
        cls = entry.cls if entry else head.cls
        if self.tokens[i].text in ("Komisi", "Fraksi") and nested and nested[-1][1] == end and is_a(nested[-1][2].cls, ORG.Organization):
            a, b, inside = nested[-1]
            cls = KG.GovernmentUnit if self.tokens[i].text == "Komisi" else ORG.OrganizationalUnit
            self.inner.append(Mention(self.span(a, b), inside.cls, inside.key, "gazetteer"))
        if self.tokens[i].text == "Kementerian" and known_end and known_end < end:
            entry, cls = (self.known[i][1], self.known[i][1].cls)
            end = known_end
        for a, b, inside in nested:
            if is_a(inside.cls, ORG.Organization) and head.kind == "facility" and a == start:
                self.inner.append(Mention(self.span(a, b), inside.cls, inside.key, "gazetteer"))
        if head.kind == "facility" and not self.inner:
            self._inner_head(start, end)
        return self._add(i, end, cls, entry.key if entry else None, "gazetteer" if entry else "head")

    def _area_end(self, j: int) -> int:
        """Index after an area that a name goes on with: «DPD Partai Golkar Provinsi NTT»."""
        if j in self.known and is_a(self.known[j][1].cls, KG.Place) and self.known[j][1].cls != KG.Country:
            return self.known[j][0]
        if (
            j + 1 < len(self.tokens)
            and self.tokens[j].text in ("Provinsi", "Kabupaten", "Kota", "Cabang")
            and j + 1 in self.known
        ):
            return self.known[j + 1][0]
        return j

    def _mission_end(self, i: int, start: int, end: int) -> int:
        """«KBRI Tokyo» ends with its place: a known one, else one word («Kedutaan Besar Republik Indonesia» has none)."""
        for k in range(start, min(end, start + 6)):
            if k in self.known and is_a(self.known[k][1].cls, KG.Place) and self.known[k][1].cls != KG.Country:
                return self.known[k][0]
        if len(self.tokens[i].text) <= 5 and self.tokens[i].text.isupper() and end > start + 1 and start in self.people:
            return start + 1
        return end

    def _inner_head(self, start: int, end: int) -> None:
        """The body that a facility is named after: «Kantor Dinas Sosial»."""
        inside = head_at(self.tokens, start) if start < end else None
        if inside and inside.kind in ("body", "unit"):
            self.inner.append(Mention(self.span(start, end), inside.cls, None, "head"))

    def _place_end(self, start: int, end: int) -> int:
        """A place's name is short: it ends where another known place begins, after three words at the latest."""
        for j in range(start + 1, end):
            if (j in self.known and is_a(self.known[j][1].cls, KG.Place)) or self.tokens[j].text in (
                "Provinsi",
                "Kabupaten",
                "Kota",
                "Kecamatan",
            ):
                return j
        return min(end, start + 3)

    def _known_or_person(self, i: int) -> int:
        if i in self.people:
            end, sure = self.people[i]
            if i in self.known:
                known_end, entry = self.known[i]
                longer = end > known_end
                if longer and is_a(entry.cls, KG.Place) and (self._takes_place(i) or known_end > i + 1):
                    self.people[known_end] = (end, sure)  # «Wali Kota Madiun Maidi», «Konsul Jenderal RI Johor Bahru Sigit»
                    return self._known(i)
                if not (longer and sure > 0.6) and not (
                    end == known_end and is_a(entry.cls, KG.Place) and self._expects_person(i)
                ):
                    return self._known(i)
            return self._person(i, sure=self._expects_person(i)) or i
        return self._known(i)

    def _takes_place(self, i: int) -> bool:
        """Whether the title just read is one of an area: «Gubernur», «Bupati», «Kapolres»."""
        return bool(self.titles) and self.titles[-1].end == i and self.titles[-1].office.takes in ("area", "body", "country")

    def _known(self, i: int) -> int:
        if i not in self.known:
            return i
        end, entry = self.known[i]
        for a, (b, sure) in self.people.items():
            if a < i < b and sure > 0.6:
                return i
        # a known name that goes on with capitals is the start of a longer tagged one
        for kind in (self.bodies, self.places):
            if i in kind and kind[i][0] > end and kind[i][1] > 0.7 and not self._joined(end, kind[i][0]):
                longer = kind[i][0]
                if is_a(entry.cls, ORG.Organization) or kind is self.bodies:
                    cls = entry.cls if is_a(entry.cls, ORG.Organization) and entry.cls != KG.Country else ORG.FormalOrganization
                    if all(j not in self.known for j in range(i + 1, longer)) and cls == ORG.FormalOrganization:
                        return self._add(i, longer, cls, None, "tagger")
        if entry.cls in (ORG.FormalOrganization, KG.NonStructuralBody):
            branch = self._area_end(end)
            if branch > end and not (branch < len(self.tokens) and self.tokens[branch].text in ("dan", "serta")):
                return self._add(i, branch, entry.cls, None, "head")  # «Kadin Surabaya», «KPU Belu»: a body of its own
        return self._add(i, end, entry.cls, entry.key, "gazetteer")

    def _joined(self, a: int, b: int) -> bool:
        return any(self.tokens[k].text in (",", "dan", "(", "/") for k in range(a, b))

    def _tagged(self, i: int) -> int:
        for kind, cls in ((self.bodies, ORG.FormalOrganization), (self.places, KG.Place)):
            if i in kind:
                end, sure = kind[i]
                for j in range(i + 1, end):
                    if self.tokens[j].text in ("(", ",") or (j in self.known and self.known[j][0] >= end and kind is self.places):
                        end = j
                        break
                words = [self.tokens[k].text.lower() for k in range(i, end)]
                if kind is self.bodies and end > i + 1 and all(is_common(w) for w in words):
                    return i
                if end == i + 1 and (self.tokens[i].text in not_names() or head_at(self.tokens, i) is not None):
                    return i
                if sure < (0.62 if kind is self.bodies else 0.5) or (
                    end == i + 1 and (is_common(self.tokens[i].text) or len(self.tokens[i].text) < 2)
                ):
                    return i
                if self._expects_person(i) and kind is self.places:
                    return self._person(i, sure=True) or i
                return self._add(i, end, cls, None, "tagger", sure)
        return i

    def _person(self, i: int, sure: bool = False) -> int:
        """Index after the person's name at `i`, or 0."""
        tokens = self.tokens
        if i >= len(tokens) or not is_capital(tokens[i]):
            return 0
        tagged_end, probability = self.people.get(i, (i, 0.0))
        if not sure and probability < 0.42:
            return 0
        if " ".join(t.text for t in tokens[i:tagged_end]) in not_names():
            return 0
        if tagged_end <= i + 1 and (
            office_at(tokens, i) or tokens[i].text in not_names() or head_at(tokens, i) or len(tokens[i].text) < 2
        ):
            return 0
        start = i
        j = i
        while j < tagged_end and (office_at(tokens, j) or honorific_end(tokens, j) > j):
            office = office_at(tokens, j)
            j = max(honorific_end(tokens, j), j + len(office.words) if office else j)
        if tokens[j].text.isupper() and len(tokens[j].text) > 2 and tagged_end > j + 1 and not tokens[j + 1].text.isupper():
            end = self.known[j + 1][0] if j + 1 in self.known and self.known[j + 1][0] < tagged_end else j + 1
            self.people[end] = (tagged_end, probability)  # «BP3MI Riau Fanny Wahyu»: a body, then a person
            return self._add(j, end, ORG.FormalOrganization, None, "tagger")
        start = min(j, tagged_end - 1) if tagged_end > i else i
        end = max(tagged_end, start + 1)
        for j in range(start + 1, end):
            if tokens[j].text in _DEGREE_END:
                end = j
                break
        lone = i + 1 >= len(tokens) or not is_capital(tokens[i + 1]) or is_common(tokens[i + 1].text)
        if tagged_end == i and ((is_common(tokens[i].text) and lone) or not tokens[i].text[0].isalpha() or i in self.known):
            return 0
        while end < len(tokens) and (self._continues(end) or (sure and is_capital(tokens[end]) and tokens[end].text in given_names())):
            end += 1
        while end < len(tokens) - 1 and tokens[end].text.lower() in ("bin", "binti") and is_capital(tokens[end + 1]):
            end += 2
        by_title = sure or tagged_end == i
        return self._add(start, end, FOAF.Person, None, "title" if by_title else "tagger", 1.0 if by_title else probability)

    def _continues(self, j: int) -> bool:
        token = self.tokens[j]
        if not is_capital(token) or not token.text[0].isalpha():
            return False
        if j in self.known and self.known[j][0] > j + 1:
            return False
        return (
            not is_common(token.text)
            and office_at(self.tokens, j) is None
            and head_at(self.tokens, j) is None
            and j not in self.places
            and j not in self.bodies
            and not (j in self.known and is_a(self.known[j][1].cls, KG.Country))
        )

    # --- bookkeeping --------------------------------------------------------------------------------------------

    def _add(self, a: int, b: int, cls: Iri, key: str | None, source: str, probability: float = 1.0) -> int:
        mention = Mention(self.span(a, b), cls, key, source, probability)
        b2 = b
        alias = self._alias(b, key) if cls != FOAF.Person else None
        if alias and cls == KG.Country and not all(x in self.known for x, _ in alias[0]):
            alias = None
        self.names.append(mention)
        if alias:
            inside, b2 = alias
            after = self._name_end_after_bracket(b2, cls, self.tokens[a].text)
            for x, y in inside:
                self.aliases.append((self.span(x, y), mention.span))
            if after > b2:
                full = replace(mention, span=self.span(a, after))
                self.names[-1] = full
                self.aliases[-len(inside) :] = [(s, full.span) for s, _ in self.aliases[-len(inside) :]]
                self.aliases.append((mention.span, full.span))
                b2 = after
        self._reached = b2
        return b2

    def _name_end_after_bracket(self, j: int, cls: Iri, first: str) -> int:
        """Where a name ends that goes on after its bracket: «(UIN) Syarif Hidayatullah Jakarta», «(KBRI) Tokyo»; else `j`."""
        if j >= len(self.tokens) or is_a(cls, KG.Ministry) or cls == KG.Country or not is_capital(self.tokens[j]):
            return j
        if (j in self.known and is_a(self.known[j][1].cls, KG.Place) and self.known[j][1].cls not in (KG.City, KG.Regency)) or (
            j in self.known and is_a(self.known[j][1].cls, KG.Place) and cls != KG.Facility
        ):
            return self.known[j][0]
        if cls == KG.DiplomaticMission:
            return j + 1
        if cls == KG.TechnicalUnit and j not in self.people and not (j + 1 < len(self.tokens) and is_capital(self.tokens[j + 1])):
            return j + 1  # «(BBPP) Batangkaluku»
        if first not in ("Universitas", "Institut", "Sekolah", "Rumah", "Politeknik"):
            return j
        for k in range(j + 1, min(j + 4, len(self.tokens))):
            if not is_capital(self.tokens[k]):
                return j
            if k in self.known and is_a(self.known[k][1].cls, KG.Place):
                return self.known[k][0]
        return j

    def _alias(self, i: int, key: str | None) -> tuple[list[tuple[int, int]], int] | None:
        """Names in brackets at `i`: token ranges and the index after the bracket; None where the bracket holds something else."""
        tokens = self.tokens
        if i >= len(tokens) or tokens[i].text != "(":
            return None
        close = next((k for k in range(i + 1, min(i + 10, len(tokens))) if tokens[k].text == ")"), 0)
        if not close:
            return None
        parts: list[tuple[int, int]] = []
        a = i + 1
        for k in range(i + 1, close + 1):
            if tokens[k].text in ("/", ")", "atau"):
                if k > a:
                    parts.append((a, k))
                a = k + 1
            elif tokens[k].text in (",", ";", ":") or tokens[k].text[0].isdigit():
                return None
        if not parts:
            return None
        for x, y in parts:
            if x in self.known and self.known[x][0] == y:
                if key is not None and self.known[x][1].key != key:
                    return None
                continue
            short = y - x == 1 and sum(c.isupper() for c in self.tokens[x].text) >= 2
            named = is_capital(tokens[x]) and (y - x > 1 or len(tokens[x].text) > 3) and x not in self.people
            if not short and not named:
                return None
        return parts, close + 1
