"""One sentence while its names are found: what taggers and gazetteer saw, and the names settled so far: «Kadin Jawa Timur»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.language.numbers import is_roman
from kg.mentions.cues import cue_words
from kg.mentions.gazetteer import Entry, gazetteer
from kg.mentions.heads import head_at, is_capital
from kg.mentions.nouns import Phrase
from kg.mentions.offices import office_at
from kg.mentions.people import begins_person, given_names
from kg.mentions.titles import TitleMention
from kg.model import Iri, Mention, Span, Token
from kg.ontology import FOAF, KG, ORG, is_a

_LOCAL_BRANCHES = frozenset(
    {ORG.FormalOrganization, KG.NonStructuralBody, KG.StateInstitution}
)  # «KPU Belu», without «Kabupaten»


_LEVELS = ("Provinsi", "Kabupaten", "Kota", "Daerah")


def _numeral(word: str) -> bool:
    """Whether a word numbers a branch: «4», «II»."""
    return word.isdecimal() or is_roman(word)


@dataclass(slots=True)
class Scan:
    """The state of one pass over a sentence, left to right; every index is one of `tokens`.

    known: begin → end and entry of gazetteer names; people, places, bodies: begin → end and probability of the tagger's
    names, inner, titles, phrases, aliases: what is settled, as in `Marks`
    named_by_tail: begin → end and class of names like «Keio University»; small_areas: begin → end of places after «Kapolsek»
    foreign: begin → end and class of another country's bodies («DPR Hungaria»)
    proper: token inside a programme's or event's name → its end; after_title: index after the latest title
    reached: index after the latest name, its bracket included
    """

    tokens: Sequence[Token]
    speech: Sequence[str]
    known: dict[int, tuple[int, Entry]]
    people: dict[int, tuple[int, float]]
    places: dict[int, tuple[int, float]]
    bodies: dict[int, tuple[int, float]]
    names: list[Mention] = field(default_factory=list)
    inner: list[Mention] = field(default_factory=list)
    titles: list[TitleMention] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    aliases: list[tuple[Span, Span]] = field(default_factory=list)
    named_by_tail: dict[int, tuple[int, Iri]] = field(default_factory=dict)
    foreign: dict[int, tuple[int, Iri]] = field(default_factory=dict)
    small_areas: dict[int, int] = field(default_factory=dict)
    proper: dict[int, int] = field(default_factory=dict)
    after_title: int = -1
    reached: int = 0

    def span(self, a: int, b: int) -> Span:
        return Span(self.tokens[a].span.begin, self.tokens[b - 1].span.end)

    def body_at(self, j: int) -> bool:
        """Whether a body or country that the gazetteer knows, or the short form of a unit, begins at `j`."""
        if j in self.known:
            return is_a(self.known[j][1].cls, ORG.Organization) or self.known[j][1].cls == KG.Country
        if j in self.foreign or (j in self.named_by_tail and is_a(self.named_by_tail[j][1], ORG.Organization)):
            return True
        return j < len(self.tokens) and self.tokens[j].text.isupper() and head_at(self.tokens, j) is not None

    def starts_name(self, j: int) -> bool:
        if j in self.known and (is_a(self.known[j][1].cls, ORG.Organization) or is_a(self.known[j][1].cls, KG.Place)):
            return True
        if j in self.people or j in self.bodies:
            return True
        if j in self.named_by_tail or j in self.small_areas or j in self.foreign:
            return True
        return is_capital(self.tokens[j]) and head_at(self.tokens, j) is not None and self.tokens[j].text != "Bank"

    def expects_person(self, i: int) -> bool:
        """After a title, with or without a body and a comma between, an unknown capitalised word begins a person's name."""
        j = i
        if j and self.tokens[j - 1].text == ",":
            j -= 1
            before = [t.text.lower() for t in self.tokens[max(0, j - 5) : j]]
            if before and (before[-1] in cue_words("somebody") or ("seorang" in before and before[-1].isalpha())):
                return True  # «Salah seorang peserta, Seru Vakalalabure»
        if j == self.after_title:
            return True
        last = self.names[-1] if self.names else None
        if last is None or self.after_title < 0 or self.reached != j:
            return False
        between = self.tokens[self.after_title].span.begin if self.after_title < len(self.tokens) else -1
        begin = last.span.begin
        for m in reversed(self.names[:-1]):  # «Peneliti Pusat Riset Politik BRIN Ani»
            if m.span.end + 1 != begin or m.span.end <= between:
                break
            begin = m.span.begin
        return begin == between and last.cls != FOAF.Person

    def area_end(self, j: int) -> int:
        """Index after an area that a name goes on with: «DPD Partai Golkar Provinsi NTT», «KAI Daop 4 Semarang»; else `j`."""
        if j in self.known and is_a(self.known[j][1].cls, KG.Place) and self.known[j][1].cls != KG.Country:
            return self.known[j][0]
        if j + 1 >= len(self.tokens) or self.tokens[j].text not in (*_LEVELS, *cue_words("branches")):
            return j
        branch = self.tokens[j].text in cue_words("branches")
        end = j + 2 if branch and _numeral(self.tokens[j + 1].text) else j + 1
        numbered = end > j + 1
        if end in self.known:
            end = self.known[end][0]
        elif branch and is_capital(self.tokens[end]) and not (end + 1 < len(self.tokens) and is_capital(self.tokens[end + 1])):
            end += 1  # «BRI Kanca Kaliwangi»
        elif not numbered:
            return j
        return end + 1 if branch and end < len(self.tokens) and _numeral(self.tokens[end].text) else end

    def branch_end(self, j: int, cls: Iri) -> int:
        """Index after the area of a known body's branch that goes on at `j`: «KPU Belu», «BPS Kota Madiun»; else `j`."""
        end = self.area_end(j)
        if end == j or self.tokens[j].text in (*_LEVELS, *cue_words("branches")):
            return end
        joined = end < len(self.tokens) and self.tokens[end].text in ("dan", "serta")
        person = begins_person(self.tokens, j) or (self.tokens[j].text in given_names() and self.tokens[j + 1 : j + 2] != [])
        if person and j == self.after_title + 1 and is_capital(self.tokens[j + 1]):
            return j  # «Ketua Umum Kadin Bima Wiratama»
        return end if cls in _LOCAL_BRANCHES and not joined else j

    def takes_place(self, i: int) -> bool:
        """Whether the title just read is one of an area: «Gubernur», «Bupati», «Kapolres»."""
        if not self.titles or self.titles[-1].end != i:
            return False
        takes = self.titles[-1].office.takes
        return takes == "area" or (takes in ("body", "country") and self.tokens[i].text not in given_names())

    def add(self, a: int, b: int, cls: Iri, key: str | None, source: str, probability: float = 1.0) -> int:
        mention = Mention(self.span(a, b), cls, key, source, probability)
        b2 = b
        alias = self._alias(a, b, cls, key) if cls != FOAF.Person else None
        if alias and cls == KG.Country and not all(x in self.known for x, _ in alias[0]):
            alias = None
        if alias and is_a(cls, KG.Facility) and any(x in self.known and self.body_at(x) for x, _ in alias[0]):
            alias = None  # «Kantor Kementerian Luar Negeri (Kemlu)»
        if alias and is_a(cls, KG.Place) and any(x in self.named_by_tail for x, _ in alias[0]):
            alias = None  # «Tarakan (Tarakan Industrial Estate)»
        self.names.append(mention)
        if alias:
            inside, b2 = alias
            after = self._name_end_after_bracket(b2, cls, self.tokens[a].text)
            whole = self._with_short(inside, b2)
            if whole is not None:  # «Badan Penyelenggara Jaminan Sosial (BPJS) Kesehatan»
                mention, after = replace(mention, cls=whole.cls, key=whole.key), b2 + 1
            inside = [(x, y) for x, y in inside if not self._of_head(a, x, y)]
            for x, y in inside:
                k = self._within(a, b, self.tokens[x].text) if is_a(cls, KG.Facility) and y == x + 1 else a
                self.aliases.append((self.span(x, y), self.span(k, b) if k > a else mention.span))
            if after > b2:
                branch = cls in _LOCAL_BRANCHES and after == self.branch_end(b2, cls)
                full = replace(mention, span=self.span(a, after), key=None if branch else mention.key)
                self.names[-1] = full
                first = len(self.aliases) - len(inside)
                self.aliases[first:] = [(s, full.span) for s, _ in self.aliases[first:]]
                self.aliases.append((mention.span, full.span))
                b2 = after
        self.reached = b2
        return b2

    def _with_short(self, inside: list[tuple[int, int]], j: int) -> Entry | None:
        """What the gazetteer knows by a short form in brackets and the word after it."""
        if len(inside) != 1 or j >= len(self.tokens) or not is_capital(self.tokens[j]) or j in self.known:
            return None
        words = [t.text for t in (*self.tokens[slice(*inside[0])], self.tokens[j])]
        entry = gazetteer().named(" ".join(words))
        return entry if entry is not None and is_a(entry.cls, ORG.Organization) else None

    def _within(self, a: int, b: int, short: str) -> int:
        """Where the body begins inside a facility's name that `short` abbreviates: «Aula Universitas Melati (UM)»; else `a`."""
        for k in range(a + 1, b - 1):
            head = head_at(self.tokens, k)
            if head and head.kind in ("body", "unit") and "".join(t.text[0] for t in self.tokens[k:b]) == short:
                return k
        return a

    def _of_head(self, a: int, x: int, y: int) -> bool:
        """Whether the bracket [x, y) after a body abbreviates its head's office: «Kepala Dinas Perhubungan (Kadishub)»."""
        text = self.tokens[x].text
        return y - x == 1 and text.startswith("Ka") and text[2:].islower() and a > 0 and self.tokens[a - 1].text == "Kepala"

    def _name_end_after_bracket(self, j: int, cls: Iri, first: str) -> int:
        """Where a name ends that goes on after its bracket: «(UIN) Sultan Amanah Dumai», «(KBRI) Tokyo»; else `j`."""
        if j >= len(self.tokens) or is_a(cls, KG.Ministry) or cls == KG.Country or not is_capital(self.tokens[j]):
            return j
        if (j in self.known and is_a(self.known[j][1].cls, KG.Place) and self.known[j][1].cls not in (KG.City, KG.Regency)) or (
            j in self.known and is_a(self.known[j][1].cls, KG.Place) and cls != KG.Facility
        ):
            return self.known[j][0]
        if cls == KG.DiplomaticMission or (cls in _LOCAL_BRANCHES and self.tokens[j].text == "Pusat"):
            return j + 1  # «(KBRI) Tokyo», «Komisi Informasi (KI) Pusat»
        if cls == KG.TechnicalUnit and j not in self.people and not (j + 1 < len(self.tokens) and is_capital(self.tokens[j + 1])):
            return j + 1  # «(BBPP) Sukamaju»
        if first not in cue_words("names after brackets"):
            return j
        for k in range(j + 1, min(j + 4, len(self.tokens))):
            if not is_capital(self.tokens[k]):
                return j
            if k in self.known and is_a(self.known[k][1].cls, KG.Place):
                return self.known[k][0]
        return j

    def _alias(self, begin: int, i: int, cls: Iri, key: str | None) -> tuple[list[tuple[int, int]], int] | None:
        """Names in brackets at `i` after the name from `begin`: token ranges and the index after the bracket.

        None where the bracket holds something else.
        """
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
        parts = [(x, y) for x, y in parts if tokens[x].text not in cue_words("legal forms")]
        if not parts:
            return [], close + 1
        if any(office_at(tokens, x) and y - x > 1 for x, y in parts):
            return [], close + 1  # «Kementerian Perdagangan (Dirjen PKTN Kemendag)» abbreviates the whole title
        for x, y in parts:
            if tokens[x].text.startswith(("Rp", "US$")):
                return None
            if x in self.known and self.known[x][0] == y:
                other = self.known[x][1]
                area = is_a(other.cls, KG.Place) and not is_a(cls, KG.Place) and not self._initials(begin, i, tokens[x].text)
                if is_a(cls, ORG.Organization) and area:
                    return None  # «DPD Partai Buruh Sumatera Utara (Sumut)»
                abroad = other.cls == KG.Country and is_a(cls, KG.Place)
                if other.key != key and (key is not None or abroad) and not self._initials(begin, i, tokens[x].text):
                    return None
                continue
            if is_a(cls, KG.Place) and not is_a(cls, KG.Facility) and head_at(tokens, x) is not None:
                return None  # «Gresik (Kawasan Industri Maspion)»
            short = y - x == 1 and sum(c.isupper() for c in self.tokens[x].text) >= 2
            named = is_capital(tokens[x]) and (y - x > 1 or len(tokens[x].text) > 3) and x not in self.people
            if not short and not named:
                return None
        return parts, close + 1

    def _initials(self, a: int, b: int, short: str) -> bool:
        """Whether `short` is made of the first letters of an area's name: «Kabupaten Hulu Sungai Utara (HSU)»."""
        words = [t.text for t in self.tokens[a:b]]
        if words[0] in cue_words("areas"):
            words = words[1:]
        return len(words) > 1 and "".join(w[0] for w in words) == short
