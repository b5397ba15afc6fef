"""Whether a title leads to its holder, and what may be one: «penata rambut selebritas Ani», not «Perwakilan dari enam negara»."""

from __future__ import annotations

from kg.mentions.cues import cue_words
from kg.mentions.heads import head_at, is_capital
from kg.mentions.offices import Office, acting_end, office_at, rank_at
from kg.mentions.people import begins_person
from kg.mentions.scan import Scan
from kg.mentions.titles import TitleMention
from kg.model import Span
from kg.ontology import FOAF, ORG, is_a


def names_calling(office: Office) -> bool:
    """Whether an office is rather what somebody is by calling: «pakar hukum tata negara», «penata gaya selebritas»."""
    return office.words[0] in cue_words("callings") or office.words[0] in cue_words("trades")


def names_player(office: Office) -> bool:
    """Whether an office is that of one who plays or races for a team: «penyerang sayap», «pebalap»."""
    return office.words[0] in cue_words("players")


def stands_alone(scan: Scan, title: TitleMention) -> bool:
    """Whether a title may stand without its holder: in capitals, and no word like «Perwakilan dari enam negara»."""
    return is_capital(scan.tokens[title.begin]) and title.office.words[0] not in cue_words("beside people")


def follows_person(scan: Scan, title: TitleMention) -> bool:
    """Whether a title in lower case stands after a person and a comma: «Nurul, dosen Universitas Hasanuddin»."""
    i = title.begin
    if i and scan.tokens[i - 1].text == "sekaligus":
        return any(t.end == i - 1 for t in scan.titles)
    return _after_person(scan, i) and not names_player(title.office)  # «Ani adalah pemain yang tekun»


def _after_person(scan: Scan, i: int) -> bool:
    """Whether the words before `i` say that a person is what follows: «Ani, », «Ani yang merupakan», «Ani selaku»."""
    j = i
    while j and i - j < _LINKS and (scan.tokens[j - 1].text in cue_words("person is") or scan.tokens[j - 1].text == ","):
        j -= 1
    if j in (0, i) or [t.text for t in scan.tokens[j:i]] in (["yang"], ["seorang"]):
        return False
    end = scan.tokens[j - 1].span.end
    return any(m.cls == FOAF.Person and m.span.end == end for m in scan.names)


_LINKS = 4  # words between a person and a title that says who that is


def leads_to_person(scan: Scan, title: TitleMention) -> bool:
    """Whether a title in lower case stands before a person, with at most one other name and a comma between."""
    end = scan.tokens[title.end - 1].span.end
    after = [m for m in scan.names if m.span.begin >= end][:2]
    people = [k for k, m in enumerate(after) if m.cls == FOAF.Person]
    if not people:
        return False
    person = after[people[0]]
    brackets = [Span(a.begin - 1, a.end + 1) for a, _ in scan.aliases]
    words = sum(t.span.end <= person.span.begin and not any(b.covers(t.span) for b in brackets) for t in scan.tokens[title.end :])
    between = [m.span for m in after[: people[0]]] + [t.span for t in scan.titles if end < t.span.begin < person.span.begin]
    inside = sum(1 for t in scan.tokens if any(span.covers(t.span) for span in between))
    calling = names_calling(title.office) or (names_player(title.office) and is_a(after[0].cls, ORG.Organization))
    return words - inside <= (_FIELD if calling else 1)


_FIELD = 6  # words, commas too, that say what an expert is versed in: «pakar hukum tata negara dari Universitas X, Ani»


def may_be_title(scan: Scan, i: int) -> bool:
    """Whether an office title may begin here: not inside a known name that is longer than it."""
    acted = acting_end(scan.tokens, i) if is_capital(scan.tokens[i]) else i
    office = office_at(scan.tokens, i) or (office_at(scan.tokens, acted) if i < acted < len(scan.tokens) else None)
    if office is None or (i and rank_at(scan.tokens, i) and (scan.expects_person(i) or _of_force(scan, i + 1))):
        return False
    if i in scan.known and scan.known[i][0] > i + len(office.words):
        return False
    head = head_at(scan.tokens, i)
    if head is not None and len(head.words) > len(office.words):
        return False  # «Pengurus Wilayah …»
    if is_capital(scan.tokens[i]):
        return True
    j = i + len(office.words)  # in lower case only before a name or a body
    return j < len(scan.tokens) and (
        _before_name(scan, j)
        or head_at(scan.tokens, j) is not None
        or _after_person(scan, i)
        or names_calling(office)
        or names_player(office)
        or (is_capital(scan.tokens[j]) and office_at(scan.tokens, j) is not None)  # «juru bicara Wapres»
        or (i > 0 and scan.tokens[i - 1].text == "sekaligus")
    )


def _of_force(scan: Scan, i: int) -> bool:
    """Whether a word at `i` says that the rank before it is one of the police or the army: «Irjen Pol», «Mayor Jenderal TNI»."""
    return i < len(scan.tokens) and scan.tokens[i].text.rstrip(".") in cue_words("forces")


def expects_name(scan: Scan, title: TitleMention) -> bool:
    """Whether an unknown word after a title may be its holder's name: not «komponis Tanah Air», «Head of Retail»."""
    office, lower = title.office, not is_capital(scan.tokens[title.begin])
    known = lower and _after_person(scan, title.begin)  # «Ani, chief executive Nusakarya»
    loose = known or (lower and (names_player(office) or office.words[0] in cue_words("trades")))
    english = (
        office.words[-1] in cue_words("ends before english fields") or office.words == ("vice", "president")
    ) and is_capital(scan.tokens[title.begin])
    return not (loose or english) or _before_name(scan, title.end)


def _before_name(scan: Scan, i: int) -> bool:
    """Whether a known or likely name begins at `i`."""
    if i in scan.known or i in scan.people or i in scan.bodies:
        return True
    return i < len(scan.tokens) and begins_person(scan.tokens, i)
