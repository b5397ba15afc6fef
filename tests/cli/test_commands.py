"""The command line as people and programs meet it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

import kg.cli
from kg import __version__
from kg.errors import SourceError
from kg.graph.texts import read_texts
from kg.model import Article, Reading
from kg.query.store import open_store

TOY = Path(__file__).parents[1] / "toy.py"


class Done(NamedTuple):
    """Exit code and what was written."""

    code: int
    out: str
    err: str


Kg = Callable[..., Done]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, toy_pipeline: None) -> Kg:
    """`kg` in this process, reading with the stand-in."""

    def call(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            kg.cli.main()
        out, err = capfdbinary.readouterr()
        return Done(int(caught.value.code or 0), out.decode(), err.decode())

    return call


def _program(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOY), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


def _refused(done: Done, *said: str) -> None:
    assert done.code != 0
    assert done.err.startswith("kg: ") and done.err.count("\n") == 1
    assert "Traceback" not in done.err
    for words in said:
        assert words in done.err


# ---- build


def test_build_writes_everything_and_says_so(run: Kg, articles: Path, tmp_path: Path) -> None:
    done = run("build", articles, "--output", tmp_path / "o")
    assert done.code == 0
    assert "Articles  2" in done.out
    assert "Entities  5: ministry 2, country 1, person 1, training event 1" in done.out
    assert "contradicted: 5-peserta · country count · 5 — «5 negara» in satu" in done.out
    assert f"kg view --output {tmp_path / 'o'}" in done.out
    for name in ("graph.ttl", "graph.html", "store", "articles.jsonl"):
        assert (tmp_path / "o" / name).exists()


def test_the_same_articles_give_the_same_bytes(articles: Path, tmp_path: Path) -> None:
    files = sorted(articles.iterdir())
    orders = [[articles], files, files[::-1]]
    for n, sources in enumerate(orders):
        done = _program("build", *sources, "--output", tmp_path / str(n), env={**os.environ, "PYTHONHASHSEED": str(n)})
        assert done.returncode == 0, done.stderr
    for name in ("graph.ttl", "graph.html"):
        assert len({(tmp_path / str(n) / name).read_bytes() for n in range(3)}) == 1
    exports = [_program("export", "--format", "trig", "--output", tmp_path / str(n)).stdout for n in range(3)]
    assert len(set(exports)) == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("kosong.txt", b"", "the file is empty"),
        ("spasi.txt", b" \n", "only white space"),
        ("biner.txt", b"\x00\x01", "a binary file"),
        ("latin.txt", b"caf\xe9", "not UTF-8 (byte 0xe9 at offset 3)"),
        ("besar.txt", b"x" * (1024 * 1024 + 1), "too large for one article (limit 1 MB)"),
        ("a.pdf", b"x", "not a .txt file"),
    ],
)
def test_a_bad_file_alone_leaves_the_old_output(run: Kg, output: Path, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    before = (output / "graph.ttl").read_bytes()
    (tmp_path / name).write_bytes(data)
    _refused(run("build", tmp_path / name, "--output", output), said)
    assert (output / "graph.ttl").read_bytes() == before
    _refused(run("build", tmp_path / "tiada.txt", "--output", tmp_path / "baru"), "no such file or folder")
    assert not (tmp_path / "baru").exists()


def test_a_bad_file_among_good_ones_is_reported_and_the_rest_built(run: Kg, articles: Path, tmp_path: Path) -> None:
    (articles / "rusak\x1b[31m.txt").write_bytes(b"\x00")
    done = run("build", articles, "--output", tmp_path / "o")
    assert done.code == 1
    assert "rusak\\x1b[31m.txt: a binary file" in done.err and "\x1b" not in done.err
    assert "Articles  2 (1 could not be used)" in done.out
    assert len(read_texts(tmp_path / "o" / "articles.jsonl")) == 2


def test_a_file_of_lines_is_built_with_addresses_and_days_but_for_its_bad_lines(run: Kg, tmp_path: Path) -> None:
    lines = tmp_path / "berita.jsonl"
    hostile = 'https://contoh.id/12/<script>alert("x")</script>?\n'
    row = {
        "url": hostile,
        "published": "2023-09-17",
        "text": "Bupati Garut Rendra Gunawan membuka Festival Perahu di Garut, Sabtu.",
    }
    lines.write_text(json.dumps(row) + '\n{"url": 1}\n', encoding="utf-8")
    done = run("build", lines, "-o", tmp_path / "out")
    assert done.code == 1
    assert f"kg: {lines}:2: not a JSON object with `url` and `text`" in done.err
    asked = "SELECT ?url ?day { ?a schema:url ?url ; schema:datePublished ?day }"
    answer = run("query", "--output", tmp_path / "out", "--format", "json", asked)
    (row,) = json.loads(answer.out)["results"]["bindings"]
    assert [row[k]["value"] for k in ("url", "day")] == [hostile, "2023-09-17"]
    assert "<script>alert" not in (tmp_path / "out" / "graph.html").read_text(encoding="utf-8")


def test_a_source_inside_the_output_is_refused(run: Kg, output: Path) -> None:
    (output / "x.txt").write_text("Berita.")
    _refused(run("build", output / "x.txt", "--output", output), "lies in the output folder")


def test_an_output_that_is_a_file_is_refused(run: Kg, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    _refused(run("build", articles, "--output", tmp_path / "f"), "f: a file, not a folder")


def test_instances_may_live_elsewhere(run: Kg, articles: Path, tmp_path: Path) -> None:
    assert run("build", articles, "--output", tmp_path / "o", "--base-iri", "https://contoh.id/graf").code == 0
    turtle = (tmp_path / "o" / "graph.ttl").read_text()
    assert "@prefix body: <https://contoh.id/graf/id/org/> ." in turtle
    assert "https://w3id.org/beritagraf/id/" not in turtle
    _refused(run("build", articles, "--base-iri", "bukan iri"), "--base-iri bukan iri", "https://example.org/news/")


def test_uncertain_claims_can_be_kept_out_of_the_facts(run: Kg, articles: Path, tmp_path: Path) -> None:
    run("build", articles, "--output", tmp_path / "o", "--min-confidence", "0.7")
    query = "ASK { ?e kg:eventStatus ?s }"
    assert run("query", query, "--output", tmp_path / "o").out == "no\n"
    assert (
        run("query", "ASK { ?c rdf:predicate kg:eventStatus ; kg:claimStatus kgc:Doubtful }", "--output", tmp_path / "o").out
        == "yes\n"
    )


def test_an_article_that_cannot_be_read_is_named_and_left_out(articles: Path, tmp_path: Path) -> None:
    from kg.build import build
    from kg.pipeline import read

    def broken(article: Article, base: str) -> Reading:
        if article.identifier == "dua":
            raise ZeroDivisionError("nol")
        return read(article, base)

    done = build([articles], tmp_path / "o", reader=broken)
    assert [str(p).split(";")[0] for p in done.problems] == [
        f"{articles / 'dua.txt'}: cannot be read into a graph (ZeroDivisionError: nol)"
    ]
    assert done.articles == 1
    assert (tmp_path / "o" / "graph.ttl").exists()


def test_nothing_is_written_where_no_article_can_be_read(articles: Path, tmp_path: Path) -> None:
    from kg.build import build

    def broken(article: Article, base: str) -> Reading:
        raise ZeroDivisionError

    with pytest.raises(SourceError, match="none of the 2 sources"):
        build([articles], tmp_path / "o", reader=broken)
    assert not (tmp_path / "o" / "graph.ttl").exists()


# ---- query


def test_a_query_comes_from_the_argument_a_file_or_standard_input(run: Kg, output: Path, tmp_path: Path) -> None:
    text = "SELECT ?name WHERE { ?m a kg:Ministry ; skos:prefLabel ?name } ORDER BY ?name"
    (tmp_path / "q.rq").write_text("\ufeff" + text)
    table = "name\n─────────────────\nKementerian Batik\nKementerian Kopi\n(2 rows)\n"
    assert run("query", text, "--output", output).out == table
    assert run("query", "--file", tmp_path / "q.rq", "--store", output).out == table
    assert _program("query", "--output", output, input=text).stdout == table
    assert _program("query", "-", "--output", output, input=text).stdout == table


def test_programs_get_csv_tsv_json_and_xml(run: Kg, output: Path) -> None:
    text = "SELECT ?m ?name WHERE { ?m a kg:Ministry ; skos:prefLabel ?name } ORDER BY ?name"
    rows = list(csv.DictReader(io.StringIO(run("query", text, "--format", "csv", "--output", output).out)))
    assert rows[0] == {"m": "https://w3id.org/beritagraf/id/org/kementerian-batik", "name": "Kementerian Batik"}
    found = json.loads(run("query", text, "--format", "json", "--output", output).out)
    assert [b["name"]["value"] for b in found["results"]["bindings"]] == ["Kementerian Batik", "Kementerian Kopi"]
    assert run("query", text, "--format", "tsv", "--output", output).out.startswith("?m\t?name\n")
    assert run("query", text, "--format", "xml", "--output", output).out.startswith("<?xml")


def test_construct_and_describe_give_turtle(run: Kg, output: Path) -> None:
    for text in ("DESCRIBE body:kementerian-batik", "CONSTRUCT WHERE { body:kementerian-batik ?p ?o }"):
        done = run("query", text, "--output", output)
        assert "body:kementerian-batik a kg:Ministry ;" in done.out
        assert list(ox.parse(done.out, ox.RdfFormat.TURTLE))
    assert run("query", "DESCRIBE body:kementerian-batik", "--format", "ntriples", "--output", output).out.startswith("<https://")


def test_questions_are_listed_in_two_languages_and_run_by_name(run: Kg, output: Path) -> None:
    listed = run("query", "--list").out
    assert "organisers" in listed and "Who organises the training" in listed and "Siapa penyelenggara pelatihan" in listed
    assert "--set organisation=…" in listed
    for name in ("03", "organisers", "organ"):
        assert "Kementerian Batik  organiser" in run("query", "--question", name, "--output", output).out
    done = run("query", "--question", "people", "--set", "organisation=tiada", "--output", output)
    assert done.out.endswith("(0 rows)\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("SELECT ?x WHERE { ?x ?y }",), "line 1, column 19"),
        (("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",), "SERVICE is refused"),
        (("DELETE WHERE { ?s ?p ?o }",), "DELETE is refused"),
        (("--question", "tiada"), "no such question"),
        (("--file", "tiada.rq"), "tiada.rq: cannot be read"),
        (("SELECT * { ?s ?p ?o }", "--format", "turtle"), "SELECT and ASK give rows"),
    ],
)
def test_a_wrong_query_is_one_line(run: Kg, output: Path, arguments: tuple[str, ...], said: str) -> None:
    _refused(run("query", *arguments, "--output", output), said)


def test_without_a_build_every_reader_says_what_to_run(run: Kg, tmp_path: Path) -> None:
    for command in (("query", "ASK {}"), ("export",), ("view",), ("explain", "x")):
        _refused(run(*command, "--output", tmp_path / "tiada"), f"kg build SOURCE --output {tmp_path / 'tiada'}")


def test_usage_errors_exit_with_2(run: Kg) -> None:
    for arguments in (("query", "ASK {}", "--question", "01"), ("query", "ASK {}", "--set", "a=b"), ("build",), ("tiada",)):
        done = run(*arguments)
        assert done.code == 2
        assert "Error: " in done.err


# ---- export, view, explain


@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml", "graphml"])
def test_every_format_goes_to_a_file_or_standard_output(run: Kg, output: Path, tmp_path: Path, name: str) -> None:
    out = run("export", "--format", name, "--output", output).out
    assert run("export", "--format", name, "-o", tmp_path / "g", "--output", output) == (0, "", "")
    assert (tmp_path / "g").read_text() == out != ""
    if name == "turtle":
        assert (output / "graph.ttl").read_text() == out


def test_graphml_opens_in_networkx(run: Kg, output: Path) -> None:
    import networkx

    graph = networkx.read_graphml(io.BytesIO(run("export", "--format", "graphml", "--output", output).out.encode()))
    assert "https://w3id.org/beritagraf/id/org/kementerian-batik" in graph
    assert "Kementerian Batik" in {d["label"] for _, d in graph.nodes(data=True)}


def test_an_export_that_cannot_be_written_is_one_line(run: Kg, output: Path, tmp_path: Path) -> None:
    _refused(run("export", "-o", tmp_path / "tiada" / "g.ttl", "--output", output), "choose another file with -o")


def test_view_prints_the_path_where_there_is_no_browser(run: Kg, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert run("view", "--print", "--output", output).out == f"{output / 'graph.html'}\n"
    address = (output / "graph.html").absolute().as_uri()
    for view in ("timeline", "map"):
        assert run("view", "--print", f"--{view}", "--output", output).out == f"{address}#view={view}\n"
    if sys.platform == "linux":
        assert run("view", "--output", output).out == f"{output / 'graph.html'}\n"
    assert not opened
    monkeypatch.setenv("DISPLAY", ":0")
    assert run("view", "--output", output).out == ""
    assert opened == [(output / "graph.html").as_uri()]


def test_explain_shows_claims_with_their_sentences(run: Kg, output: Path) -> None:
    done = run("explain", "Ani Wati", "--output", output)
    assert done.code == 0
    assert done.out.startswith("Ani Wati (person)\n")
    assert "Ani Wati · head of · Kementerian Batik\n    stated · confidence 0.95 · toy · satu\n" in done.out
    assert "    «Ani Wati memimpin Kementerian Batik»." in done.out
    for arguments in (("Ani Wati", "head of", "Kembatik"), ("Ani Wati head of Kembatik",)):
        assert run("explain", *arguments, "--output", output).out.count("stated") == 1
    assert "kepala dari" in run("explain", "Ani Wati", "--language", "id", "--output", output).out
    assert "more claims; show them with --limit" in run("explain", "Ani Wati", "--limit", "1", "--output", output).out


def test_explain_helps_with_unknown_and_ambiguous_names(run: Kg, articles: Path, tmp_path: Path) -> None:
    (articles / "tiga.txt").write_text("Kementerian Batik (Kembatik) menggelar pelatihan membatik.\n")
    run("build", articles, "--output", tmp_path / "o")
    _refused(run("explain", "Kembatic", "--output", tmp_path / "o"), "nothing is called 'Kembatic'; did you mean Kembatik")
    done = run("explain", "pelatihan membatik", "--output", tmp_path / "o")
    assert done.code == 1
    assert "may mean 2 things; choose one:" in done.err
    assert "kg explain ev:satu/pelatihan-membatik   pelatihan membatik (training event, " in done.err
    assert run("explain", "ev:tiga/pelatihan-membatik", "--output", tmp_path / "o").code == 0


def test_hostile_text_reaches_no_terminal(run: Kg, articles: Path, tmp_path: Path) -> None:
    (articles / "jahat.txt").write_text(
        '"Awas \x1b]0;x\x07\u202e <script>," kata Ani Wati.\nAni Wati memimpin Kementerian Batik.\n'
    )
    run("build", articles, "--output", tmp_path / "o")
    done = run("explain", "Ani Wati", "--output", tmp_path / "o")
    assert "jahat" in done.out
    table = run("query", "SELECT * { ?s kg:quoteText ?q }", "--output", tmp_path / "o")
    assert "Awas \\x1b]0;x\\x07\\u202e <script>" in table.out
    assert not {"\x1b", "\x07", "\u202e"} & set(done.out + table.out)


# ---- the program as a whole


def test_version_and_help(run: Kg) -> None:
    assert run("--version").out == f"kg {__version__}\n"
    for command in kg.cli.cli.commands:
        done = run(command, "--help")
        assert "Example" in done.out and f"kg {command}" in done.out
        assert done.code == 0


def test_help_needs_no_heavy_import() -> None:
    code = "import sys, kg.cli; print({'rdflib', 'pyoxigraph', 'networkx', 'pyvis', 'pycrfsuite'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_a_query_needs_no_rdflib_nor_networkx(output: Path) -> None:
    lines = [
        "import sys",
        "from pathlib import Path",
        "from kg.cli.query import _answer",
        "_answer('ASK {}', None, Path(sys.argv[1]))",
        "print({'rdflib', 'networkx', 'pyvis'} & set(sys.modules))",
    ]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines), output], capture_output=True, text=True, check=False)
    assert done.stdout == "set()\n", done.stderr


def test_a_closed_pipe_is_quiet(output: Path) -> None:
    with subprocess.Popen(
        [sys.executable, str(TOY), "query", "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 100000", "--output", str(output)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


def test_ctrl_c_ends_even_a_query_that_would_not_end(output: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }"
    with subprocess.Popen(
        [sys.executable, str(TOY), "query", endless, "--output", str(output)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_hears_ctrl_c,  # noqa: PLW1509
    ) as process:
        try:
            time.sleep(3)  # it has begun by then, on a busy machine too
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=5) == 130
            assert process.stderr and process.stderr.read() == b""
        finally:
            process.kill()


def _hears_ctrl_c() -> None:
    """Tests that run in the background may have been told to ignore it, and their children with them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_in_a_build_leaves_the_old_output(run: Kg, output: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> object:
        raise KeyboardInterrupt

    before = (output / "graph.ttl").read_bytes()
    monkeypatch.setattr("kg.build._pipeline", lambda: interrupted)
    done = run("build", articles, "--output", output)
    assert (done.code, done.out) == (130, "")
    assert "Traceback" not in done.err
    assert (output / "graph.ttl").read_bytes() == before


def test_the_store_is_left_readable(output: Path) -> None:
    assert len(open_store(output)) > 100
