"""The trained reader of names: what it finds, what it refuses, and that training gives the same bytes twice."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ModelError, SourceError
from kg.language.tokens import tokenize
from kg.mentions import training
from kg.mentions.classes import word_classes
from kg.mentions.features import Features, phrases, shape
from kg.mentions.tagger import (
    CLASSES_FILE,
    NAMES_FILE,
    SPEECH_FILE,
    WORDS_FILE,
    Tagger,
    attributes,
    known_phrases,
    open_model,
    read_table,
    tagger,
)
from kg.mentions.training import Example, read_annotated, read_corpus, read_examples, read_names, read_treebank, word_marks
from kg.resources import data_dir

SHARED = Path(__file__).parents[3] / "shared" / "train"
KINDS = {"PER", "ORG", "LOC"}


def named(text: str, kind: str) -> list[str]:
    return [text[n.span.begin : n.span.end] for n in tagger().names(tokenize(text)) if n.kind == kind]


def test_people_are_found_without_their_titles() -> None:
    text = "Kepala Dinas Perikanan Kabupaten Lebak, Rina Kusumawati, mengatakan hal itu kepada Menteri Perdagangan Budi Hartawan."
    assert named(text, "PER") == ["Rina Kusumawati", "Budi Hartawan"]


def test_forms_of_address_are_not_part_of_a_name() -> None:
    assert named("Acara itu dibuka oleh Bapak Suryanto dan Ibu Wulandari.", "PER") == ["Suryanto", "Wulandari"]


def test_places_of_a_list_are_found_one_by_one() -> None:
    text = "Peserta datang dari Thailand, Vietnam, dan Laos, kata panitia di Kota Bogor, Jawa Barat."
    assert named(text, "LOC") == ["Thailand", "Vietnam", "Laos", "Kota Bogor", "Jawa Barat"]


def test_a_body_keeps_the_place_in_its_name() -> None:
    assert named("Pelatihan itu digelar Dinas Koperasi Kabupaten Sleman bersama PT Maju Tani Sentosa.", "ORG") == [
        "Dinas Koperasi Kabupaten Sleman",
        "PT Maju Tani Sentosa",
    ]


def test_plain_words_with_capitals_at_the_start_are_no_names() -> None:
    for text in ("Namun demikian, harga beras naik.", "Menurut dia, panen tahun ini baik.", "Para peserta pulang."):
        assert tagger().names(tokenize(text)) == []


def test_every_token_has_a_part_of_speech_and_a_label() -> None:
    tokens = tokenize("Menteri Ani Lestari membuka pelatihan di Solo, Senin (13/9).")
    tagged = tagger().tag(tokens)
    assert len(tagged.speech) == len(tagged.labels) == len(tokens)
    assert tagged.speech[3:6] == ("VERB", "NOUN", "ADP")
    assert tuple(tagger().pos(tokens)) == tagged.speech


def test_nothing_comes_from_nothing() -> None:
    tagged = tagger().tag(())
    assert (tagged.speech, tagged.labels, tagged.names) == ((), (), ())
    assert tagger().pos(()) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_names_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    tokens = tokenize(text)
    begins, ends = {t.span.begin for t in tokens}, {t.span.end for t in tokens}
    at = 0
    for name in tagger().names(tokens):
        assert name.span.begin >= at
        assert name.span.begin in begins and name.span.end in ends
        assert name.kind in KINDS
        assert 0.0 <= name.probability <= 1.0
        at = name.span.end


def test_the_same_sentence_is_read_the_same_whatever_came_before() -> None:
    tokens = tokenize("Dewi Anggraini menemui Wali Kota Madiun di Balai Kota.")
    first = tagger().tag(tokens)
    tagger().tag(tokenize("Harga cabai di Pasar Induk turun."))
    assert tagger().tag(tokens) == first


def test_a_missing_model_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="kg train"):
        Tagger.load(tmp_path)


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.crfsuite"
    path.write_bytes(b"bukan model" * 100)
    with pytest.raises(ModelError, match="not a CRFsuite model"):
        open_model(path)


def test_a_table_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ModelError, match="cannot be read"):
        read_table(path)


def test_the_shipped_files_stay_small() -> None:
    folder = data_dir() / "model"
    assert sum((folder / name).stat().st_size for name in (SPEECH_FILE, NAMES_FILE, WORDS_FILE, CLASSES_FILE)) < 3 * 2**20


def test_a_known_name_marks_its_words_and_their_neighbours() -> None:
    see = Features({}, {}, phrases([(("Sri", "Lanka"), "C")]))
    rows = see.names(["di", "Sri", "Lanka", "."], ["ADP", "PROPN", "PROPN", "PUNCT"])
    marks = [[f for f in row if "G=" in f] for row in rows]
    assert marks == [["+G=BC"], ["G=BC", "+G=IC"], ["-G=BC", "G=IC"], ["-G=IC"]]


def test_the_outline_of_a_word_is_short() -> None:
    assert shape("Perindustrian") == "Aaa"
    assert len(shape("a1b2c3d4e5")) == 8


def test_gazetteer_names_become_phrases_of_words() -> None:
    from kg.mentions.gazetteer import gazetteer

    table = known_phrases(gazetteer())
    assert (("Jawa", "Barat"), "P") in table["Jawa"]


# Training


def test_annotated_sentences_are_cut_as_the_program_cuts(tmp_path: Path) -> None:
    path = tmp_path / "train.txt"
    lines = ["Komisi PROPN B-ORG", "Beras PROPN I-ORG", "(KB)/x PROPN I-ORG", "rapat VERB O", "(12/8). PUNCT O", ""]
    path.write_text("\r\n".join(line.replace("/x", "") for line in lines), encoding="utf-8")
    (example,) = read_names(path)
    assert example.words == ("Komisi", "Beras", "(", "KB", ")", "rapat", "(", "12/8", ")", ".")
    assert example.labels == ("B-ORG", "I-ORG", "O", "B-ORG", "O", "O", "O", "O", "O", "O")


def test_a_contraction_of_a_treebank_is_one_word(tmp_path: Path) -> None:
    path = tmp_path / "bank.conllu"
    rows = [
        "# text = Ia membacanya.",
        "1\tIa\tia\tPRON\t_\t_\t2\tnsubj\t_\t_",
        "2-3\tmembacanya\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
        "2\tmembaca\tbaca\tVERB\t_\t_\t0\troot\t_\t_",
        "3\tnya\tnya\tPRON\t_\t_\t2\tobj\t_\t_",
        "4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert read_treebank(path) == [Example(("Ia", "membacanya", "."), ("PRON", "VERB", "PUNCT"))]


def test_a_treebank_with_a_missing_column_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bank.conllu"
    path.write_text("\n\n1\tIa\tia\tPRON\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"bank\.conllu:3"):
        read_treebank(path)


def test_written_examples_have_their_names_in_braces(tmp_path: Path) -> None:
    path = tmp_path / "examples.txt"
    path.write_text("Pak {PER Harun Said} tiba di {LOC Medan}.\n", encoding="utf-8")
    (example,) = read_examples(path)
    assert example.words == ("Pak", "Harun", "Said", "tiba", "di", "Medan", ".")
    assert example.labels == ("O", "B-PER", "I-PER", "O", "O", "B-LOC", "O")


def test_an_unknown_kind_in_the_examples_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "examples.txt"
    path.write_text("Pulang.\nPak {ORANG Harun} tiba.\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"examples\.txt:2: no kind 'ORANG'"):
        read_examples(path)


SENTENCE = "Wali Kota Ani Wati tiba di Solo."


def _annotated(path: Path, check: str | None = None) -> Path:
    check = check or hashlib.sha256(SENTENCE.encode()).hexdigest()[:8]
    path.write_text(f"7\t4\t{4 + len(SENTENCE)}\t{check}\t14-22:PER 31-35:LOC\n", encoding="utf-8")
    return path


def test_names_are_kept_as_spans_of_the_corpus(tmp_path: Path) -> None:
    (example,) = read_annotated(_annotated(tmp_path / "a.tsv"), {"7": "Eh. " + SENTENCE})
    assert example.labels == ("O", "O", "B-PER", "I-PER", "O", "O", "B-LOC", "O")


def test_another_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="another text at 7"):
        read_annotated(_annotated(tmp_path / "a.tsv", "00000000"), {"7": "Eh. " + SENTENCE})


def test_a_corpus_of_another_form_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"url": "x/1/y", "text": "Satu."}\n{"judul": 1}\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"corpus\.jsonl:2"):
        read_corpus(path)


def test_words_that_stand_in_the_same_places_share_a_class() -> None:
    text = [
        f"{who} {does} di {where} .".split()
        for who in "ABC"
        for does in ("tiba", "tinggal")
        for where in ("Solo", "Bogor", "Medan")
    ]
    classes = word_classes(text * 2, 5)
    assert classes["Solo"] == classes["Bogor"] == classes["Medan"]
    assert classes["A"] == classes["B"] == classes["C"] != classes["Solo"]
    assert classes == word_classes(text * 2, 5)


def test_how_news_writes_a_word_is_counted_away_from_the_start_of_a_sentence() -> None:
    from kg.mentions.gazetteer import Gazetteer

    marks = word_marks(
        [("Harga", "naik", "kata", "Zubaidi"), ("Ia", "dan", "Zubaidi", "lihat", "harga", "dan", "harga")], Gazetteer([], [])
    )
    assert "cap-T" in marks["zubaidi"]
    assert "cap-l" in marks["harga"]


def test_training_twice_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "CLASSES", 8)
    data = tmp_path / "data"
    (data / "idner_news_2k").mkdir(parents=True)
    (data / "idner_news_2k" / "train.txt").write_text("Ani PROPN B-PER\ntiba VERB O\ndi ADP O\nSolo PROPN B-LOC\n. PUNCT O\n" * 3)
    (data / "ud_toy").mkdir()
    rows = [
        "1\tIa\tia\tPRON\t_\t_\t2\tnsubj\t_\t_",
        "2\ttiba\ttiba\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No",
        "3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_",
    ]
    (data / "ud_toy" / "toy.conllu").write_text("\n".join(rows) + "\n")
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"url": "https://contoh.id/berita/7/x", "text": "Eh. " + SENTENCE}) + "\n")
    for name in ("satu", "dua"):
        training.train(data, corpus, tmp_path / name, _annotated(tmp_path / "a.tsv"))
    files = sorted(p.name for p in (tmp_path / "satu").iterdir())
    assert files == ["classes.tsv", "names.crfsuite", "speech.crfsuite", "words.tsv"]
    for name in files:
        assert (tmp_path / "satu" / name).read_bytes() == (tmp_path / "dua" / name).read_bytes()


def test_names_of_the_held_out_sentences_are_found() -> None:
    path = SHARED / "idner_news_2k" / "dev.txt"
    if not path.is_file():
        pytest.skip("../shared/train is not here")
    found, right, wanted = training.score(tagger(), read_names(path), foreign=True)["all"]
    assert 2 * right / (found + wanted) >= 0.87


def test_the_attributes_of_a_model_are_those_that_it_tells_itself() -> None:
    path = data_dir() / "model" / SPEECH_FILE
    assert attributes(path) == set(open_model(path).info().attributes)


def test_what_a_model_does_not_know_is_left_out_of_a_words_features() -> None:
    see = Features({}, {}, {}, frozenset({"w=di"}), frozenset({"o=aa"}))
    assert "w=di" in see.names(["di"], ["ADP"])[0]
    assert "o=aa" not in see.names(["di"], ["ADP"])[0]
    assert see.speech(["di"]) == [["o=aa", "first", "last"]]
