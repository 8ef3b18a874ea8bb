"""What is written: keys, types and fields of BibTeX, bookmarks, YAML for people."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import yaml
from bibtexparser.entrypoint import parse_string

from awesome_lint import Document, parse
from awesome_lint.exchange.bibtex import HELD, NOT_HELD
from awesome_lint.exchange.citation_keys import citation_keys
from awesome_lint.exchange.formats import read, write
from awesome_lint.exchange.people import people_of
from awesome_lint.exchange.table import FORMATS
from awesome_lint.knowledge import knowledge
from awesome_lint.model import Entry

from . import entries as made

LIST = """\
# Nets

## Drawing

- [DrawNet] **Nets that Draw: A GAN in 3D**. *José Núñez, Ann Lee* [CVPR 2019] [Paper](https://arxiv.org/abs/1901.00001)
  [Code](https://github.com/a_b/draw)
- **Letters of 50% Nets & More**. *Ann Lee et al.* [TPAMI 2020] [Paper](https://doi.org/10.1000/x_y)
- **A Preprint about Nets**. *Ann Lee* [arXiv 2021] [Paper](https://arxiv.org/abs/2101.00001)

## Data sets

- **Drawings** [Download](https://data.example/drawings) [Paper](https://arxiv.org/abs/1901.00009)

## Tools

- [Pencil](https://pencil.example/?a=1&b=2) - draws <everything>
"""


def document() -> Document:
    return parse(LIST, "list.md")


def keys(*entries: tuple[str, str | None, int | None]) -> list[str]:
    return citation_keys(
        [Entry(1, 1, (), "paper", title, authors=authors, year=year) for title, authors, year in entries],
        knowledge().labels,
    )


def test_keys_say_who_when_and_what() -> None:
    assert keys(
        ("Wav2Lip: Lips", "K R Prajwal, Ann Lee", 2020),
        ("The Best of All", "Ø. Müller-Lüdenscheidt", 2021),
        ("Nobody's Paper on Nets", None, 2022),
        ("标题", None, None),
        ("3D Things", None, None),
    ) == ["prajwal2020wav2lip", "mullerludenscheidt2021best", "nobodys2022paper", "x79effb88", "x3dthings"]


def test_keys_stay_when_entries_move_or_come() -> None:
    one, two, three = ("Nets that Draw", "Ann Lee", 2020), ("Nets that Sing", "Bo Lee", 2020), ("More", "C D", 1999)
    assert keys(one, two) == ["lee2020netsdraw", "lee2020netssing"]
    assert keys(three, two, one) == ["d1999more", "lee2020netssing", "lee2020netsdraw"]
    assert keys(one, one, one) == ["lee2020netsdraw", "lee2020netsdrawb", "lee2020netsdrawc"]


def test_bibtex_by_the_kind_of_venue() -> None:
    written = write([document()], "bibtex")
    library = parse_string(written.text)
    assert library.failed_blocks == []
    found = {
        entry.key: (entry.entry_type, {field.key: field.value for field in entry.fields}) for entry in library.entries
    }
    assert {key: kind for key, (kind, _) in found.items()} == {
        "nunez2019drawnet": "inproceedings",
        "lee2020letters": "article",
        "lee2021preprint": "misc",
        "drawings": "dataset",
        "pencil": "misc",
    }
    drawn = found["nunez2019drawnet"][1]
    assert drawn["title"] == "Nets that Draw: A {GAN} in {3D}"
    assert drawn["author"] == r"Jos{\'e} N{\'u}{\~n}ez and Ann Lee"
    assert (drawn["booktitle"], drawn["year"], drawn["eprint"], drawn["archiveprefix"]) == (
        *("CVPR", "2019", "1901.00001", "arXiv"),
    )
    assert drawn["code"] == "https://github.com/a_b/draw"
    assert drawn["groups"] == "Nets > Drawing"
    letters = found["lee2020letters"][1]
    assert (letters["title"], letters["doi"]) == (r"Letters of 50\% Nets \& More", "10.1000/x_y")
    assert letters["author"] == "Ann Lee and others"
    assert found["lee2021preprint"][1]["howpublished"] == "arXiv"
    assert "kind" not in found["pencil"][1]


def test_people() -> None:
    assert people_of("Ada Lovelace, Alan Turing and Kurt Gödel").names == ("Ada Lovelace", "Alan Turing", "Kurt Gödel")
    assert people_of("Turing, A., Lovelace, A. B.").names == ("A. Turing", "A. B. Lovelace")
    assert people_of("Martin King, Jr., X Y et al.") == (("Martin King Jr.", "X Y"), True)
    assert people_of("et al.") == ((), True)


class Bookmarks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.folders: list[str] = []
        self.links: list[tuple[tuple[str, ...], str, str]] = []
        self._url = ""
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._name = ""
        self._url = dict(attrs).get("href") or ""

    def handle_data(self, data: str) -> None:
        self._name += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "h3":
            self.folders.append(self._name)
        elif tag == "a":
            self.links.append((tuple(self.folders), self._name, self._url))
        elif tag == "dl" and self.folders:
            self.folders.pop()


def test_bookmarks_stand_in_folders() -> None:
    written = write([document()], "html")
    assert written.text.startswith("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n")
    found = Bookmarks()
    found.feed(written.text)
    assert found.folders == []
    assert found.links[0] == (
        *(("Nets", "Drawing", "Nets that Draw: A GAN in 3D"), "Paper", "https://arxiv.org/abs/1901.00001"),
    )
    assert found.links[-1] == (("Nets", "Tools"), "Pencil", "https://pencil.example/?a=1&b=2")
    assert len(found.links) == 7
    assert written.lost == ()


def test_a_bookmark_runs_nothing() -> None:
    bad = parse("- [one](javascript:alert(1))\n- [two](https://two.example)\n- [three](data:text/html,x)\n")
    written = write([bad], "html")
    assert "javascript" not in written.text
    assert "data:" not in written.text
    assert [(lost.title, lost.fields) for lost in written.lost] == [("one", ("entry",)), ("three", ("entry",))]


def test_yaml_is_for_people() -> None:
    entry = read('[{"title": "1e3", "year": 2020, "alias": "yes", "notes": "論文 é 2020-01-01"}]', "json").rows[0].entry
    text = write([made.document(entry)], "yaml").text
    assert "title: '1e3'" in text
    assert "notes: 論文 é 2020-01-01" in text
    assert "authors" not in text
    loaded = yaml.safe_load(text)[0]
    assert (loaded["title"], loaded["alias"], loaded["year"]) == ("1e3", "yes", 2020)


def test_what_bibtex_holds_is_documented() -> None:
    page = (made.ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")
    rows = [f"| `{name}` | {place} |" for name, place in HELD.items()]
    assert "\n".join(rows) in page
    assert {*HELD, *NOT_HELD, "path", "venue"} == set(read('[{"title": "A"}]', "json").rows[0].entry.export(""))


def test_every_format_is_documented() -> None:
    page = (made.ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")
    for name, found in FORMATS.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}`"))
        assert f"`{found.endings[0]}`" in row


def test_hostile_marks_take_no_time() -> None:
    row = {"title": "a", "authors": "," * 50_000, "links": ";" * 50_000, "keywords": " ," * 50_000}
    assert len(read(json.dumps([row]), "json").rows) == 1
    library = "x\n" + " " * 50_000 + "\n@misc{a, title = {" + "$" * 50_000 + "x}, note = {" + "\\href{" * 20_000 + "}"
    assert len(read(library + "}" * 20_000 + "}", "bibtex").rows) == 1
    table = "title,keywords\na," + "\\," * 50_000 + "\n"
    assert len(read(table, "csv").rows) == 1
