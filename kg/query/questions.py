"""The named questions of `ontology/questions/*.rq`, in English and Indonesian, with the names that can be set in them.

A question's file begins with comment lines: `# 06 attested_member_states`, `# en: …`, `# id: …`, `# asked by: …`,
`# set organisation: …`; each `set` names a line `VALUES ?organisation { … }` of the query, whose values `--set` replaces.
«Negara mana yang tercatat sebagai anggota?»
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import QueryError
from kg.resources import ontology_dir


@dataclass(frozen=True, slots=True)
class Question:
    """One stored question; `settings` maps what can be set to what it means."""

    number: str
    name: str
    english: str
    indonesian: str
    asked_by: str
    settings: Mapping[str, str]
    query: str


@cache
def questions() -> tuple[Question, ...]:
    """Every stored question, in order of number."""
    return tuple(_read(path) for path in sorted((ontology_dir() / "questions").glob("*.rq")))


def question(name: str) -> Question:
    """The question of that name, number (`6`, `06`) or beginning of a name; QueryError if there is none or several."""
    wanted = name.strip().lower().removesuffix(".rq")
    every = questions()
    exact = [q for q in every if wanted in (q.name, q.number, f"{q.number}_{q.name}", q.number.lstrip("0"))]
    begun = exact or [q for q in every if wanted and q.name.startswith(wanted.replace("-", "_").replace(" ", "_"))]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise QueryError(f"--question {name}: several begin so: {', '.join(q.name for q in begun)}; write more of the name")
    raise QueryError(
        f"--question {name}: no such question.{_near(wanted, [q.name for q in every])} See them all: kg query --list"
    )


def filled(asked: Question, values: Mapping[str, str]) -> str:
    """The query with values put in; QueryError for a name that the question does not have."""
    query = asked.query
    for name, value in values.items():
        if name not in asked.settings:
            known = ", ".join(asked.settings) or "nothing"
            raise QueryError(f"--set {name}: question {asked.name} lets you set {known}")
        literals = _literals(value)
        query, count = re.subn(rf"VALUES \?{name} \{{[^}}]*\}}", lambda _: f"VALUES ?{name} {{ {literals} }}", query)  # noqa: B023
        if not count:
            raise QueryError(
                f"{asked.number}_{asked.name}.rq: no line VALUES ?{name} {{ … }} for its 'set {name}'; mend the file"
            )
    return query


def _literals(value: str) -> str:
    """A value as every literal that a label or date may be."""
    escaped = "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in value)
    forms = [f'"{escaped}"', f'"{escaped}"@id', f'"{escaped}"@en']
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        forms.append(f'"{escaped}"^^<http://www.w3.org/2001/XMLSchema#date>')
    return " ".join(forms)


def _near(name: str, known: list[str]) -> str:
    found = difflib.get_close_matches(name, known, n=1)
    return f" Did you mean '{found[0]}'?" if found else ""


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    head = re.match(r"# (\d+) (\w+)\n", text)
    if not head:
        raise QueryError(f"{path}:1: a question begins with '# NUMBER name'; mend the file")
    said = dict(re.findall(r"^# ([\w ]+?): (.*)$", text, re.MULTILINE))
    missing = [key for key in ("en", "id", "asked by") if key not in said]
    if missing:
        raise QueryError(f"{path}: no line '# {missing[0]}: …'; mend the file")
    settings = {key.removeprefix("set "): value for key, value in said.items() if key.startswith("set ")}
    return Question(head[1], head[2], said["en"], said["id"], said["asked by"], settings, text)
