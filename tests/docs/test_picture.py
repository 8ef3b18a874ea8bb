"""The picture in the README is what its command prints now."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType
from xml.etree import ElementTree

import pytest

from .pages import ROOT


@pytest.fixture(scope="module")
def picture() -> ModuleType:
    spec = importlib.util.spec_from_file_location("picture", ROOT / "tools" / "picture.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_the_picture_is_current(picture: ModuleType) -> None:
    made: str = picture.drawn(picture.shown())
    assert picture.PICTURE.read_text(encoding="utf-8") == made, "run `make picture`"


@pytest.mark.parametrize("name", ["terminal.svg", "house.svg"])
def test_pictures_load_nothing(name: str) -> None:
    text = (ROOT / "docs" / "assets" / name).read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not {"image", "script", "style", "use", "a"} & {one.tag.rpartition("}")[2] for one in root.iter()}


def test_what_is_drawn_is_escaped_and_in_its_column(picture: ModuleType) -> None:
    svg = picture.drawn("\x1b[1;31merror\x1b[0m <b> & `Größe`\n")
    texts = list(ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"))
    assert [one.text for one in texts[-2:]] == ["error", " <b> & `Größe`"]
    assert float(texts[-1].attrib["x"]) == picture.MARGIN + 5 * picture.CELL
    assert texts[-2].attrib["font-weight"] == "bold"
