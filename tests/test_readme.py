"""The README tells the truth: its commands run and print what it shows, its Python runs, its links lead somewhere.

To write the present outputs into the README: UPDATE_README=1 ./run test tests/test_readme.py
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import cli

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
UPDATE = bool(os.environ.get("UPDATE_README"))
_CONSOLE = re.compile(r"```console\n\$ (?P<command>.+)\n(?P<output>(?:(?!```).*\n)*)```")
_PYTHON = re.compile(r"```python\n(?P<code>(?:(?!```).*\n)*)```\n\nIt prints:\n\n```text\n(?P<output>(?:(?!```).*\n)*)```")
_SHOWN = 12  # lines of a long output that are kept when the README is written anew


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the shipped data, where the README's commands run."""
    where = tmp_path_factory.mktemp("readme")
    (where / "data").symlink_to(ROOT / "data", target_is_directory=True)
    before = Path.cwd()
    os.chdir(where)
    yield where
    os.chdir(before)


def _run(command: str) -> str:
    name, *arguments = shlex.split(command)
    assert name == "kg", command
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert done.exit_code == 0, f"{command}\n{done.output}"
    return done.output


def _same(shown: str, real: str) -> bool:
    """Whether the output is as shown; a last line `…` stands for the rest."""
    if shown.endswith("…\n"):
        return real.startswith(shown.removesuffix("…\n"))
    return shown == real


def _write(found: re.Match[str], real: str) -> None:
    lines = real.splitlines(keepends=True)
    short = "".join(lines[:_SHOWN]) + "…\n" if len(lines) > 2 * _SHOWN else real
    text = README.read_text(encoding="utf-8")
    block = found[0].removesuffix(found["output"] + "```") + short + "```"
    README.write_text(text.replace(found[0], block), encoding="utf-8")


def test_the_commands_print_what_is_shown(folder: Path) -> None:
    examples = list(_CONSOLE.finditer(README.read_text(encoding="utf-8")))
    assert len(examples) >= 5
    for example in examples:
        real = re.sub(r"[^\S\n]+$", "", _run(example["command"]), flags=re.MULTILINE)
        if UPDATE:
            _write(example, real)
        else:
            assert _same(example["output"], real), f"$ {example['command']}\n{real}\nUPDATE_README=1 writes this into README.md"


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib of itself
def test_the_python_runs_and_prints_what_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = _PYTHON.search(README.read_text(encoding="utf-8"))
    assert example
    exec(compile(example["code"], str(README), "exec"), {})
    real = capsys.readouterr().out
    assert real
    if UPDATE:
        _write(example, real)
    else:
        assert example["output"] == real


def test_every_command_stands_in_it_with_an_example_that_runs(folder: Path) -> None:
    rows = {
        cells[1].strip(" `").removeprefix("kg "): cells[-2].strip(" `")
        for line in README.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `kg ") and (cells := line.split("|"))
    }
    assert rows.keys() == cli.commands.keys()
    for name in sorted(rows):  # build comes first
        assert shlex.split(rows[name])[:2] == ["kg", name]
        if name not in ("serve", "publish", "train", "weigh"):  # these wait for others, or for data that is not here
            _run(rows[name])


def test_every_command_has_help_with_an_example() -> None:
    for name, command in cli.commands.items():
        shown = command.get_help(click.Context(command, info_name=f"kg {name}"))
        assert "Example" in shown, name
        assert f"kg {name}" in shown.split("Example", 1)[1], name


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md"])
def test_links_and_paths_lead_somewhere(name: str) -> None:
    page = ROOT / name
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (page.parent / target).exists(), target
    for target in re.findall(r"`((?:kg|data|ontology|tests|\.ci)/[\w./-]+)`", text):
        assert (ROOT / target).exists(), target


def test_the_scripts_of_the_two_commands_can_be_run() -> None:
    for script in ("run", ".ci/run"):
        assert os.access(ROOT / script, os.X_OK), script
    for command in ("./run build", "./run test"):
        assert f"```sh\n{command}\n```" in README.read_text(encoding="utf-8")


def test_the_files_of_the_data_folder_are_all_accounted_for() -> None:
    told = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    for part in ("articles", "cues", "gazetteers", "model"):
        for path in sorted((ROOT / "data" / part).iterdir()):
            assert f"`{path.name}`" in told, f"data/{part}/{path.name} stands without source and licence in data/README.md"
