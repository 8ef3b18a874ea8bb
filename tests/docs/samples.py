"""The folders that the commands of the pages run in: small repositories of lists."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.repositories import Repo

from .pages import ROOT

README = """\
# Awesome Still Life

Papers on pictures that begin to move.

## Papers

- [A Survey of Still Life](http://dx.doi.org/10.1145/1234567.1234568). ICCV 2020. [[code]](https://github.com/life/survey)
- [Fruit That Turns Its Head](https://arxiv.org/abs/2104.00001). CVPR 2021. [[code]](https://github.com/life/fruit)
- [Vases in Conversation](https://arxiv.org/abs/2104.00002). CVPR 2021. [[code]](https://github.com/life/vases)
- [Singing Heads at Night](https://arxiv.org/abs/2204.00005). CVPR 20222. [[Code]](https://github.com/life/singing)
- [A Table Set for Nobody](https://arxiv.org/abs/2204.00006). CVPR 2022. [[code]](https://github.com/life/table)
- [Portraits of Portraits](https://arxiv.org/abs/2304.00007). ICCV 2023. [[code]](https://github.com/life/portraits)
- [Vases in Conversation](https://arxiv.org/pdf/2104.00002). CVPR 2021.
"""
ADDED = """\
- [Portraits of Portraits](https://arxiv.org/abs/2304.00007). ICCV 2023.
"""
LIST = """\
# Papers

## 2023

- [Clouds Seen from Below](https://arxiv.org/abs/2301.00011). CVPR 2023. [[code]](https://github.com/life/clouds)
- [Clouds Seen from Above](https://arxiv.org/abs/2301.00012). CVPR 2023. [[code]](https://github.com/life/above)

## 2022

- [Rain on a Window](https://arxiv.org/abs/2201.00013). ECCV 2022. [[code]](https://github.com/life/rain)
"""
THEIRS = """\
# More papers

## Papers

| Title | Venue | Year | Links |
| --- | --- | --- | --- |
| A Table Set for Nobody | CVPR | 2022 | [Paper](https://arxiv.org/abs/2204.00006) [Project](https://life.example.org/table) |
| Shadows on the Move | ICCV | 2023 | [Paper](https://arxiv.org/abs/2303.00021) [Code](https://github.com/life/shadows) |
"""
BIBTEX = """\
@inproceedings{shadows2023,
  title = {Shadows on the Move},
  author = {Vermeulen, Anna and Okafor, Ben},
  booktitle = {International Conference on Computer Vision},
  year = {2023},
  url = {https://arxiv.org/abs/2303.00021},
  groups = {Papers},
}
"""
CSV = """\
title,venue,year,paper,code
Shadows on the Move,ICCV,2023,https://arxiv.org/abs/2303.00021,https://github.com/life/shadows
Mirrors in the Hall,ECCV,2022,https://arxiv.org/abs/2203.00022,https://github.com/life/mirrors
"""
TOOLS = """\
# Tools

- [heads](https://heads.example.org) - Draws them.
- [turning](https://turning.example.org) - Follows them across a room, a street, and through every film that was made.
"""
ONLINE = """\
# Papers

- [Clouds Seen from Below](https://arxiv.org/abs/2301.00011). CVPR 2023. [[code]](https://github.com/life/clouds)
- [Clouds Seen from Above](https://arxiv.org/abs/2301.99999). CVPR 2023. [[code]](https://github.com/life/above)
- [Rain on a Window](https://arxiv.org/abs/2201.00013). ECCV 2022. [[code]](https://github.com/life/rain)

# Tools

- [tool](http://tools.example.org/old) - Draws clouds.
"""
CONTRIBUTING = "# Contributing\n\nOne line for each paper, please.\n"
NOTES = "# Notes\n\nWhat we may want to read one day, and why we have not read it yet.\n"


HOOKS = """\
repos:
  - repo: https://github.com/pre-commit/pre-commit-hooks
    rev: v6.0.0
    hooks:
      - id: end-of-file-fixer
"""


def papers(folder: Path) -> None:
    """A list with the faults of lists that are kept by hand, and what others sent for it; four commits."""
    repo = Repo(folder)
    repo.write("README.md", README)
    repo.write("CONTRIBUTING.md", CONTRIBUTING)
    sent = {"theirs.md": THEIRS, "theirs.bib": BIBTEX, "papers.bib": BIBTEX, "entries.csv": CSV}
    repo.write(".gitignore", "".join(f"/{name}\n" for name in sent))
    repo.commit()
    for name, text in (("docs/list.md", LIST), ("list.md", LIST), ("notes.md", NOTES)):
        repo.write(name, text)
        repo.commit()
    for name, text in sent.items():
        repo.write(name, text)


def change(folder: Path) -> None:
    """A branch on which an entry was added to the list of `papers`, not committed yet."""
    repo = Repo(folder)
    repo.commit(README=README)
    repo.git("switch", "--quiet", "--create", "change")
    repo.write("README.md", README + ADDED)


def checkout(folder: Path) -> None:
    """The lists of this repository, and its configuration for them."""
    shutil.copytree(ROOT / "lists", folder / "lists")


def tools(folder: Path) -> None:
    """A list of software."""
    (folder / "README.md").write_text(TOOLS, encoding="utf-8")


def online(folder: Path) -> None:
    """A list with a link to a paper that is not there, and one that has moved."""
    (folder / "README.md").write_text(ONLINE, encoding="utf-8")


def habits(folder: Path) -> None:
    """A list most of whose papers come without code, and have a fault or two."""
    repo = Repo(folder)
    subjects = (
        "Clouds Rain Fog Frost Hail Thunder Dew Storms Rivers Tides Waves Ice Sand Dust Smoke Fire Ash Stars".split()
    )
    entries = "".join(
        f"- [{subject} Seen from Below](https://arxiv.org/abs/2301.{number:05}). CVPR 2023."
        + (f" [[code]](https://github.com/sky/{subject.lower()})\n" if number < 4 else "\n")
        for number, subject in enumerate(subjects)
    )
    entries = entries.replace("00002). CVPR 2023", "00002). ICCV 2020").replace("https://arxiv.org/abs/2301.00009", "")
    repo.write(".pre-commit-config.yaml", HOOKS)
    repo.commit(README=f"# Awesome Skies\n\n{entries}")


def empty(folder: Path) -> None:
    """Nothing."""


SAMPLES: Mapping[str, Callable[[Path], None]] = {
    "papers": papers,
    "change": change,
    "checkout": checkout,
    "tools": tools,
    "online": online,
    "habits": habits,
    "empty": empty,
}
