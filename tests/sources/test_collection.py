"""Files and folders: what is used, what is ignored, what is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.sources.collection import read_sources

Write = Callable[[str, bytes | str], Path]


def test_a_missing_path_and_a_folder_without_articles_are_reported(write: Write, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    found = read_sources([tmp_path / "tiada", tmp_path / "kosong", write("a.html", "<p>")])
    assert [str(p).rpartition("/")[2].partition(";")[0] for p in found.problems] == [
        "tiada: no such file or folder",
        "kosong: no .txt file in this folder",
        "a.html: not a .txt file",
    ]


def test_a_bad_file_does_not_stop_the_good_ones(write: Write, tmp_path: Path) -> None:
    write("baik.txt", "Berita.")
    write("rusak.txt", b"\xff\x01")
    found = read_sources([tmp_path])
    assert [a.identifier for a in found.articles] == ["baik"]
    assert len(found.problems) == 1


def test_a_loop_of_links_is_one_problem_among_good_files(write: Write, tmp_path: Path) -> None:
    write("baik.txt", "Berita.")
    (tmp_path / "putar.txt").symlink_to("putar.txt")
    found = read_sources([tmp_path])
    assert [a.identifier for a in found.articles] == ["baik"]
    assert [str(p).partition(": ")[0] for p in found.problems] == [str(tmp_path / "putar.txt")]


def test_folders_are_read_with_their_subfolders_and_what_is_ignored_is_named(write: Write, tmp_path: Path) -> None:
    write("b.txt", "B.")
    write("sub/a.TXT", "A.")
    write("sub/gambar.png", "x")
    write(".rahasia/c.txt", "C.")
    found = read_sources([tmp_path])
    assert [a.identifier for a in found.articles] == ["a", "b"]
    assert found.notes == (f"{tmp_path}: ignored {Path('sub/gambar.png')} (not .txt)",)


def test_the_output_folder_is_not_entered(write: Write, tmp_path: Path) -> None:
    write("a.txt", "A.")
    write("output/b.txt", "B.")
    assert [a.identifier for a in read_sources([tmp_path], skip=tmp_path / "output").articles] == ["a"]


def test_one_name_for_two_texts_is_refused_and_for_the_same_text_used_once(write: Write) -> None:
    one, two = write("x/a.txt", "Satu."), write("y/a.txt", "Dua.")
    found = read_sources([one, two])
    assert not found.articles
    assert "different texts under one name 'a'" in str(found.problems[0])
    two.write_text("Satu.")
    found = read_sources([two, one])
    assert [a.source for a in found.articles] == [str(one)]
    assert found.notes == (f"{two}: the same text as {one}; used once",)


def test_the_order_in_which_files_are_given_does_not_matter(write: Write, tmp_path: Path) -> None:
    paths = [write(f"{n}.txt", n) for n in "cab"]
    assert read_sources(paths) == read_sources(paths[::-1]) == read_sources([tmp_path, paths[0]])
