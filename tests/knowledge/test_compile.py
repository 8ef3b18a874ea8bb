"""The compiled form says what the TOML files say, and is never trusted where they changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import awesome_lint.knowledge
from awesome_lint.knowledge import Knowledge, KnowledgeError, knowledge
from awesome_lint.knowledge.compile import compile_folder, compile_tables, literal_prefixes
from awesome_lint.knowledge.folding import fold, plain
from awesome_lint.knowledge.tables import COMPILED, SOURCES, load_tables

FOLDER = Path(awesome_lint.knowledge.__file__).parent
ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the TOML files, without their compiled form."""
    for name in SOURCES:
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def whole(table: Any) -> Any:
    """A table with the rows that are read when they are asked for."""
    if isinstance(table, Mapping):
        return {key: whole(table[key]) for key in table}
    return table if isinstance(table, str | int | float | None) else [whole(row) for row in table]


def test_the_compiled_form_says_what_the_toml_files_say(folder: Path) -> None:
    tables = compile_tables({name: (folder / name).read_bytes() for name in SOURCES})
    compile_folder(str(folder))
    loaded = load_tables(str(folder))
    assert whole(loaded) == whole(tables)
    assert len(loaded["venues"]["urls"]) == len(tables["venues"]["urls"])


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ('venues = ["ACL"]', "two names or more"),
        ('venues = "ACL, IJCNLP"', "two names or more"),
        ('venues = ["ACL", "IJCNLP"]\nyears = 2009', "list of years"),
        ('venues = ["ACL", "IJCNLP"]\nyear = [2009]', "unknown key year"),
    ],
)
def test_joint_events_that_cannot_be_are_named(folder: Path, table: str, problem: str) -> None:
    with (folder / "venues.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[[joint]]\n{table}\n")
    with pytest.raises(KnowledgeError, match=problem):
        load_tables(str(folder))


def test_it_is_written_where_it_is_missing_and_used_where_it_agrees(folder: Path) -> None:
    first = load_tables(str(folder))
    written = (folder / COMPILED).stat().st_mtime_ns
    assert whole(load_tables(str(folder))) == whole(first)
    assert (folder / COMPILED).stat().st_mtime_ns == written
    assert [path.name for path in folder.iterdir() if path.name.startswith(COMPILED)] == [COMPILED]


def test_a_changed_file_is_read_anew(folder: Path) -> None:
    load_tables(str(folder))
    venues = folder / "venues.toml"
    venues.write_text(
        venues.read_text(encoding="utf-8") + '\n[[venue]]\nshort = "CakeConf"\nname = "Cakes"\nkind = "conference"\n'
    )
    assert Knowledge.from_tables(load_tables(str(folder))).venues.lookup("cakeconf") is not None
    assert Knowledge.from_tables(load_tables(str(folder))).venues.lookup("cakeconf") is not None


@pytest.mark.parametrize("content", [b"", b"{", b"null", b'{"sums":[]}', b"\xff\xfe", b"[1]\n[2]"])
def test_a_damaged_compiled_form_is_made_anew(folder: Path, content: bytes) -> None:
    (folder / COMPILED).write_bytes(content)
    assert Knowledge.from_tables(load_tables(str(folder))).venues.lookup("CVPR") is not None
    assert (folder / COMPILED).read_bytes() != content


def test_a_truncated_compiled_form_is_made_anew(folder: Path) -> None:
    compile_folder(str(folder))
    compiled = folder / COMPILED
    compiled.write_bytes(compiled.read_bytes()[:5000])
    assert Knowledge.from_tables(load_tables(str(folder))).venues.lookup("CVPR") is not None


def test_what_cannot_be_written_does_no_harm(folder: Path) -> None:
    (folder / COMPILED).mkdir()
    assert Knowledge.from_tables(load_tables(str(folder))).venues.lookup("CVPR") is not None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("venues.toml", "[[venue", "venues.toml"),
        ("venues.toml", '[[venue]]\nshort = "X"\nname = "X"\n', "kind is missing"),
        ("hosts.toml", '[[host]]\nhost = "x.org"\ncolour = "red"\n', "unknown key colour"),
        ("labels.toml", "\xff", "labels.toml"),
    ],
)
def test_faults_name_the_file_or_the_entry(folder: Path, name: str, content: str, words: str) -> None:
    (folder / name).write_bytes(content.encode("latin-1"))
    with pytest.raises(KnowledgeError, match=words):
        load_tables(str(folder))


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"venues\.toml"):
        load_tables(str(tmp_path))


def test_the_knowledge_is_loaded_once() -> None:
    assert knowledge() is knowledge()


def test_the_build_hook_compiles_without_the_package(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="what builds the package is not installed here")
    target = tmp_path / "checkout" / "src" / "awesome_lint" / "knowledge"
    target.mkdir(parents=True)
    for name in (*SOURCES, "folding.py", "tables.py", "compile.py"):
        shutil.copy(FOLDER / name, target / name)
    script = "import pathlib, sys, hatch_build; print(hatch_build.compile_knowledge(pathlib.Path(sys.argv[1])))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "checkout")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
        check=True,
        timeout=60,
    )
    compiled = Path(done.stdout.strip())
    assert compiled == target / COMPILED
    assert compiled.read_bytes() == Path(compile_folder(str(folder))).read_bytes()


@pytest.mark.parametrize(
    ("pattern", "prefixes"),
    [
        (r"arxiv\.org/abs/", ["arxiv.org/abs/"]),
        (r"a\.org/(?:x|y)/\d", ["a.org/x/", "a.org/y/"]),
        (r"a\.org/p(?:_f)?/", ["a.org/p/", "a.org/p_f/"]),
        (r"a\.org/ab?c", ["a.org/abc", "a.org/ac"]),
        (r"a\.org/+x", ["a.org/x"]),
        (r"a\.org/ab+c", ["a.org/a"]),
        (r"a\.org/ab{2}c", ["a.org/a"]),
        (r"(?:a\.org/\d+|b\.org/x)/y", ["a.org/", "b.org/x"]),
        (r"(?:a|b)\.org/[xy]z(?P<year>\d{4})", ["a.org/", "b.org/"]),
        (r"a\.org/(?P<year>\d{4})(?:x|y)", ["a.org/"]),
        (r"\w+\.org/", [""]),
        (r"(?i:x)\.org/", [""]),
        (r"a\.org/(?P<x>\(a\)|b)c", ["a.org/(a)c", "a.org/bc"]),
        (r"a\.org/(?P<x", ["a.org/"]),
        (r"a\.org/[", ["a.org/"]),
        ("(?:a|b|c|d|e)" * 3, ["a", "b", "c", "d", "e"]),
        (r"10\.1145/33\.", ["10.1145/33."]),
    ],
)
def test_what_a_pattern_certainly_starts_with(pattern: str, prefixes: list[str]) -> None:
    assert literal_prefixes(pattern) == prefixes


def test_names_are_folded() -> None:
    assert fold("Café & Co., T-PAMI") == "cafeandcotpami"
    assert fold("ＡＣＭ") == "acm"
    assert fold("论文") == "论文"
    assert fold("データ") == fold("データ")
    assert plain("Ä b") == "a b"
    assert fold("!?") == ""
