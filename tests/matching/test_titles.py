"""Comparing titles and names."""

from __future__ import annotations

import pytest

from awesome_lint.matching.titles import (
    fold_authors,
    fold_title,
    misspelt_title,
    near_title,
    numerals,
    same_title,
)

SAME = [
    ("Attention Is All You Need", "attention is all you need."),
    ("Pre-training of Vision Transformers", "Pretraining of Vision-Transformers"),
    ("SyncNet: Out of Time", "Out of Time"),
    ("Café Scenes & Their Sounds", "Cafe Scenes and their Sounds"),
    ("一种新的图像分割方法", "一种新的图像分割方法。"),
    ("ＦＯＯ: Full-Width Letters Everywhere", "Foo: full-width letters everywhere"),
    ("$\\beta$-VAE for Faces", "-VAE for Faces"),
]
DIFFERENT = [
    ("OneNet: Segmenting Faces", "TwoNet: Segmenting Faces"),
    ("Learning C++ from Examples", "Learning C from Examples"),
    ("Learning C# from Examples", "Learning C from Examples"),
    ("Masked Autoencoders", "Masked Autoencoders 2"),
    ("", ""),
    ("!!!", "???"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_titles(one: str, other: str) -> None:
    assert same_title(fold_title(one), fold_title(other))
    assert same_title(fold_title(other), fold_title(one))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_titles(one: str, other: str) -> None:
    assert not same_title(fold_title(one), fold_title(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deep Learning of Talking Faces V1", "Deep Learning of Talking Faces V2"),
        ("Deep Learning of Talking Faces, Part II", "Deep Learning of Talking Faces, Part III"),
        ("One-shot Learning of Talking Faces", "Few-shot Learning of Talking Faces"),
        ("Deep 2D Learning of Talking Faces", "Deep 3D Learning of Talking Faces"),
    ],
)
def test_numbers_tell_titles_apart(one: str, other: str) -> None:
    assert numerals(fold_title(one)) != numerals(fold_title(other))
    assert not near_title(fold_title(one), fold_title(other))


def test_nearly_equal_titles() -> None:
    one, other = fold_title("How to Train Your Vison Transformer"), fold_title("How to Train your Vision Transformers")
    assert near_title(one, other)
    assert misspelt_title(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Unsupervised Learning of Faces from Many Hours", "Supervised Learning of Faces from Many Hours"),
        ("Segmenting Objects in Video by Motion and Sound", "Segmenting Objects in Image by Motion and Sound"),
    ],
)
def test_another_word_is_no_slip(one: str, other: str) -> None:
    assert not misspelt_title(fold_title(one), fold_title(other))


@pytest.mark.parametrize(
    ("title", "size"), [("Graph Attention Networks", 3), ("图注意力网络", 3), ("图 Attention", 2), ("", 0)]
)
def test_size_counts_words_of_all_scripts(title: str, size: int) -> None:
    assert fold_title(title).size == size


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jie Zhou, Ganqu Cui", "J. Zhou and G. Cui"),
        ("Ganqu Cui; Zhou J", "Jie Zhou"),
        ("Müller, K.-R. & Ann Other", "A. Other"),
        ("王小明、李雷", "李雷"),
    ],
)
def test_shared_authors(one: str, other: str) -> None:
    assert fold_authors(one) & fold_authors(other)


def test_authors_that_prove_nothing() -> None:
    assert fold_authors(None) == fold_authors("Wang et al.") == frozenset()
    assert not fold_authors("Jie Zhou") & fold_authors("Ming Zhou")
