"""What users install: the source distribution, the wheel, and the three uses of it without anything else.

The wheel is built from a copy of this checkout, installed into fresh environments that have no development dependency,
one for each supported Python that is present, and used there as people use it.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from email.parser import HeaderParser
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from awesome_lint import __version__

from .checkout import ROOT, published, redirected, surroundings
from .cli.web import Answer, Web, moved, web
from .repositories import Repo

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SUPPORTED = [
    found[1]
    for classifier in PROJECT["classifiers"]
    if (found := re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", classifier))
]
OLDEST = (3, int(SUPPORTED[0].removeprefix("3.")))
OWN = f"{sys.version_info[0]}.{sys.version_info[1]}"
LIST = """\
# Papers

- Turning Heads with Implicit Motion [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00001)
- Speech Faces in the Wild [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00002)
- Statues that Sing and Dance [CVPR 20211] [[paper]](https://arxiv.org/abs/2101.00003)
"""
THEIRS = """\
# More

| Title | Venue | Links |
| --- | --- | --- |
| Portraits from a Single Sound | CVPR 2021 | [Paper](https://arxiv.org/abs/2101.00004) |
| Speech Faces in the Wild | CVPR 2021 | [Paper](https://arxiv.org/abs/2101.00002) |
"""


# --- what is built


class Built(NamedTuple):
    """The distributions of this checkout."""

    checkout: Repo
    sdist: Path
    wheel: Path


def hatchling(folder: Path, target: str, to: Path) -> Path:
    """Build a distribution of the project in `folder`, with the backend that pyproject.toml names; its path."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(to)]
    done = subprocess.run(command, cwd=folder, env=surroundings(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = to.iterdir()
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("built")
    checkout = published(folder / "checkout")
    return Built(
        checkout,
        hatchling(checkout.root, "sdist", folder / "sdist"),
        hatchling(checkout.root, "wheel", folder / "wheel"),
    )


@pytest.fixture(scope="module")
def unpacked(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the source distribution."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(built.sdist) as archive:
        archive.extractall(folder, filter="data")
    (top,) = folder.iterdir()
    return top


def committed(checkout: Repo, under: str) -> set[str]:
    return {path for path in checkout.git("ls-files", "-z", under).split("\0") if path}


def test_the_names_tell_the_version(built: Built) -> None:
    assert built.sdist.name == f"awesome_lint-{__version__}.tar.gz"
    assert built.wheel.name == f"awesome_lint-{__version__}-py3-none-any.whl"


def test_the_wheel_holds_the_package_and_nothing_else(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        names = set(archive.namelist())
    about = f"awesome_lint-{__version__}.dist-info"
    package = {path.removeprefix("src/") for path in committed(built.checkout, "src")}
    assert "awesome_lint/py.typed" in package
    compiled = {"awesome_lint/knowledge/_compiled.marshal"}
    described = {f"{about}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")}
    assert names == package | compiled | described


def test_the_wheel_says_what_it_needs_and_who_may_use_it(built: Built) -> None:
    about = f"awesome_lint-{__version__}.dist-info"
    with zipfile.ZipFile(built.wheel) as archive:
        text = archive.read(f"{about}/METADATA").decode("utf-8")
        assert archive.read(f"{about}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
        assert "awesome-lint = awesome_lint.cli.app:main" in archive.read(f"{about}/entry_points.txt").decode("utf-8")
    metadata = HeaderParser().parsestr(text)
    assert metadata["Requires-Python"] == ">=" + SUPPORTED[0]
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Description-Content-Type"] == "text/markdown"
    needed = [line for line in metadata.get_all("Requires-Dist", ()) if "extra ==" not in line]
    assert sorted(map(name_of, needed)) == sorted(map(name_of, PROJECT["dependencies"]))


def name_of(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found is not None
    return found[0].lower()


def test_the_source_distribution_can_be_built_and_tested(built: Built, unpacked: Path) -> None:
    files = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    wanted = {path for path in committed(built.checkout, ".") if not path.startswith(".ci/")} | {"PKG-INFO"}
    assert wanted - files == set()
    strange = (".venv", "__pycache__", ".pytest_cache", "dist/", "build/", ".coverage")
    assert [path for path in files if any(part in path for part in strange)] == []


def test_the_source_distribution_builds_the_same_wheel(built: Built, unpacked: Path, tmp_path: Path) -> None:
    again = hatchling(unpacked, "wheel", tmp_path / "again")
    assert again.name == built.wheel.name
    assert again.read_bytes() == built.wheel.read_bytes()


# --- Pythons


@cache
def python(version: str) -> str | None:
    """The interpreter of a version, where PATH, pyenv or uv has one that can make environments."""
    if version == OWN:
        return sys.executable
    home = Path.home()
    places = [Path(found) for found in [shutil.which(f"python{version}")] if found]
    for root, pattern in (
        (Path(os.environ.get("PYENV_ROOT", home / ".pyenv")) / "versions", f"{version}.*/bin/python{version}"),
        (home / ".local" / "share" / "uv" / "python", f"cpython-{version}.*/bin/python{version}"),
    ):
        places += sorted(root.glob(pattern))
    for place in places:
        command = [str(place), "-c", "import pip, ssl, venv, sys; print(*sys.version_info[:2], sep='.')"]
        done = subprocess.run(command, env=surroundings(), capture_output=True, text=True, check=False)
        if (done.returncode, done.stdout.strip()) == (0, version):
            return str(place)
    return None


def needed_python(version: str) -> str:
    found = python(version)
    if found is None:
        pytest.skip(f"needs Python {version}: `uv python install {version}`, or `pyenv install {version}`")
    return found


def test_no_syntax_is_newer_than_the_oldest_python() -> None:
    """What later libraries add, mypy refuses, which is told the oldest version."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        ast.parse(path.read_text(encoding="utf-8"), path, feature_version=OLDEST)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert PROJECT["requires-python"] == ">=" + SUPPORTED[0]
    assert settings["mypy"]["python_version"] == SUPPORTED[0]
    assert settings["ruff"]["target-version"] == "py" + SUPPORTED[0].replace(".", "")


# --- the wheel in use


class Installed(NamedTuple):
    """An environment with the wheel and what it needs, and an empty folder."""

    bin: Path
    folder: Path

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        program, *arguments = command
        return subprocess.run(
            [self.bin / program, *arguments],
            cwd=self.folder,
            env=surroundings(AWESOME_LINT_CACHE_DIR=os.environ["AWESOME_LINT_CACHE_DIR"]) | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


Environments = Callable[[str], Path]


@pytest.fixture(scope="module")
def environments(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Environments:
    """The folder of programs of an environment that a version of Python made, with the wheel in it."""
    made: dict[str, Path] = {}

    def environment(version: str) -> Path:
        if version not in made:
            folder = tmp_path_factory.mktemp(f"python{version}")
            base = needed_python(version)
            pip = [base, "-m", "pip", "--python", str(programs(folder) / "python")]
            for command in (
                [base, "-m", "venv", "--without-pip", str(folder)],
                # What is imported is compiled then, and warns then.
                [*pip, "install", "--quiet", "--no-compile", str(built.wheel)],
                [*pip, "check"],
            ):
                done = subprocess.run(command, env=surroundings(), capture_output=True, text=True, check=False)
                assert done.returncode == 0, done.stdout + done.stderr
            made[version] = programs(folder)
        return made[version]

    return environment


def programs(environment: Path) -> Path:
    return environment / ("Scripts" if os.name == "nt" else "bin")


@pytest.fixture(params=SUPPORTED)
def installed(request: pytest.FixtureRequest, environments: Environments, tmp_path: Path) -> Installed:
    return Installed(environments(request.param), tmp_path)


def test_nothing_is_missing_and_nothing_of_the_development_is_there(installed: Installed) -> None:
    """Every module can be imported, without a warning from the compiler."""
    code = (
        "import awesome_lint, importlib, importlib.util, pkgutil, pathlib\n"
        "for name in ('pytest', 'hypothesis', 'jsonschema', 'hatchling', 'mypy'):\n"
        "    assert importlib.util.find_spec(name) is None, name\n"
        "assert 'site-packages' in awesome_lint.__file__, awesome_lint.__file__\n"
        "assert pathlib.Path(awesome_lint.__file__).with_name('py.typed').exists()\n"
        "names = [module.name for module in pkgutil.walk_packages(awesome_lint.__path__, 'awesome_lint.')]\n"
        "for name in names:\n"
        "    if not name.endswith('__main__'):\n"
        "        importlib.import_module(name)\n"
        "print(len(names), awesome_lint.__version__)\n"
    )
    done = installed.run("python", "-W", "error::SyntaxWarning", "-c", code)
    assert done.returncode == 0, done.stderr
    count, version = done.stdout.split()
    assert int(count) > 200
    assert version == __version__


def test_every_command_has_its_help(installed: Installed) -> None:
    code = (
        "import click, io, contextlib\n"
        "from awesome_lint.cli.app import main\n"
        "from awesome_lint.cli.group import COMMANDS, group\n"
        "def walk(command, *names):\n"
        "    with contextlib.redirect_stdout(io.StringIO()) as out:\n"
        "        assert main([*names, '--help']) == 0, names\n"
        "    assert 'Usage: ' in out.getvalue(), names\n"
        "    print(' '.join(names))\n"
        "    if isinstance(command, click.Group):\n"
        "        context = click.Context(command)\n"
        "        for name in command.list_commands(context):\n"
        "            walk(command.get_command(context, name), *names, name)\n"
        "walk(group)\n"
        "assert COMMANDS\n"
    )
    done = installed.run("python", "-W", "error::SyntaxWarning", "-c", code)
    assert done.returncode == 0, done.stderr
    assert {"check", "links", "normalize"} <= set(done.stdout.splitlines())
    done = installed.run("awesome-lint", "--version")
    assert (done.returncode, done.stdout) == (0, f"awesome-lint, version {__version__}\n")


def test_the_first_use_a_hook(installed: Installed) -> None:
    """What the hook runs, and the knowledge base in its compiled form."""
    repo = Repo(installed.folder)
    repo.commit(README=LIST)
    repo.write(
        "README.md", LIST + "- A Gesture for Every Word [CVPR 20222] [[paper]](https://arxiv.org/abs/2101.00009)\n"
    )
    code = "import awesome_lint.knowledge as one; print(one.__path__[0])"
    compiled = Path(installed.run("python", "-c", code).stdout.strip()) / "_compiled.marshal"
    before = compiled.stat()
    hook = ("awesome-lint", "check", "--force-exclude", "--diff-base", "auto", "README.md")
    done = installed.run(*hook, **redirected(installed.folder))
    assert done.returncode == 1, done.stderr
    found = [line.split()[:2] for line in done.stdout.splitlines()]
    assert found == [["README.md:6:34:", "V004"]], done.stdout
    assert (compiled.stat().st_mtime_ns, compiled.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    done = installed.run("awesome-lint", "check", "README.md")
    assert {"`20211`", "`20222`"} <= set(done.stdout.split())


@pytest.fixture(scope="module")
def net() -> Iterator[Web]:
    pages: Mapping[str, Answer] = {
        "good.example/one": Answer(),
        "good.example/old": moved("http://good.example/one"),
        "gone.example/": Answer(),
    }
    with web(pages) as served:
        yield served


def test_the_second_use_links(installed: Installed, net: Web) -> None:
    addresses = ("good.example/one", "good.example/old", "gone.example/three")
    lines = [f"- [Tool {number}](http://{address}) - what it does" for number, address in enumerate(addresses)]
    (installed.folder / "tools.md").write_text("# Tools\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    done = installed.run("awesome-lint", "links", "tools.md", *net.options)
    assert done.returncode == 1, done.stderr
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["tools.md:4:12:", "L102"],
        ["tools.md:5:12:", "L101"],
    ]


def test_the_third_use_a_contributed_list(installed: Installed) -> None:
    (installed.folder / "README.md").write_text(LIST, encoding="utf-8")
    (installed.folder / "theirs.md").write_text(THEIRS, encoding="utf-8")
    done = installed.run("awesome-lint", "normalize", "theirs.md", "--like", "README.md")
    assert done.returncode == 0, done.stderr
    new = "- Portraits from a Single Sound [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00004)"
    assert new in done.stdout.splitlines()
    done = installed.run("awesome-lint", "normalize", "theirs.md", "--into", "README.md", "--in-place")
    assert done.returncode == 0, done.stderr
    merged = (installed.folder / "README.md").read_text(encoding="utf-8")
    assert sorted(merged.splitlines()) == sorted([*LIST.splitlines(), new])
