"""Finding, reading and writing files; every file here is a real one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.charset import guess_encoding
from awesome_lint.files import (
    Skipped,
    UnreadableError,
    UnwritableError,
    decode,
    find_markdown,
    parse_size,
    read_text,
    write_atomic,
)

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions and links")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*paths: str, text: str = "- [a](https://example.org)\n") -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")


def reason(path: str, **options: int) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_text(path, **options)
    assert str(caught.value) == f"{caught.value.path}: {caught.value.reason}"
    assert caught.value.path == path
    return caught.value.reason


# --- finding


def test_a_folder_gives_its_markdown_files_in_order_of_their_names(folder: Path) -> None:
    put("b.md", "a/z.markdown", "a/B.MD", "a.md", "notes.txt", "a/deep/er/x.mkd")
    found = find_markdown(["."])
    assert found.files == ("a/B.MD", "a/deep/er/x.mkd", "a/z.markdown", "a.md", "b.md")
    assert found.named == frozenset()
    assert (found.skipped, found.errors) == ((), ())


@pytest.mark.parametrize(
    ("given_path", "shown"),
    [
        ("lists", "lists/a.md"),
        ("lists/", "lists/a.md"),
        ("./lists", "lists/a.md"),
        ("lists/../lists", "lists/../lists/a.md"),
    ],
)
def test_files_of_a_folder_are_named_as_the_folder_was(folder: Path, given_path: str, shown: str) -> None:
    put("lists/a.md")
    assert find_markdown([given_path]).files == (shown,)


def test_a_named_file_keeps_its_name_and_place_and_comes_once(folder: Path) -> None:
    put("lists/a.md", "lists/b.md", "plain.txt")
    found = find_markdown(["plain.txt", "./lists/b.md", "lists", "lists/a.md"])
    assert found.files == ("plain.txt", "./lists/b.md", "lists/a.md")
    assert found.named == {"plain.txt", "./lists/b.md", "lists/a.md"}


def test_folders_of_tools_are_not_entered(folder: Path) -> None:
    put(".git/a.md", "node_modules/x/README.md", ".venv/lib/a.md", ".github/a.md", "ok/a.md")
    assert find_markdown(["."]).files == ("ok/a.md",)


@pytest.mark.parametrize(
    "name",
    [
        "CONTRIBUTING",
        "contributing-zh",
        "CHANGELOG",
        "code-of-conduct",
        "CODE_OF_CONDUCT_zh-cn",
        "SECURITY",
        "pull_request_template",
        "Contributors",
        "LICENSE",
        "AGENTS",
    ],
)
def test_files_about_the_repository_are_no_lists_unless_named(folder: Path, name: str) -> None:
    name += ".md"
    put(name)
    found = find_markdown(["."])
    assert (found.files, found.skipped) == ((), (Skipped(name, "about the repository"),))
    assert find_markdown([name]).files == (name,)


@pytest.mark.parametrize(
    "name", ["README.md", "security.md", "history.md", "changes-detection.md", "licensed.md", "support.md"]
)
def test_topics_are_not_taken_for_files_about_the_repository(folder: Path, name: str) -> None:
    put(name)
    assert find_markdown(["."]).files == (name,)


def test_gitignore_is_respected(folder: Path) -> None:
    put(".gitignore", text="*.tmp.md\n/built/\n!keep.tmp.md\n")
    put("docs/.gitignore", text="draft.md\n!a.tmp.md\n")
    put(
        "a.md", "a.tmp.md", "keep.tmp.md", "built/a.md", "docs/built/a.md", "docs/draft.md", "docs/a.tmp.md", "draft.md"
    )
    assert find_markdown(["."]).files == ("a.md", "docs/a.tmp.md", "docs/built/a.md", "draft.md", "keep.tmp.md")
    assert find_markdown(["a.tmp.md"]).files == ("a.tmp.md",)


def test_gitignore_above_the_folder_holds_up_to_the_repository(folder: Path) -> None:
    put(".gitignore", text="*\n")
    put("repository/.git/HEAD", text="")
    put("repository/.gitignore", text="secret.md\n")
    put("repository/lists/a.md", "repository/lists/secret.md")
    assert find_markdown(["repository/lists"]).files == ("repository/lists/a.md",)


def test_gitignore_with_a_broken_pattern_is_an_error_with_its_name(folder: Path) -> None:
    put(".gitignore", text="[\n!\n")
    put("a.md")
    found = find_markdown(["."])
    assert found.files == ("a.md",)
    assert all(error.path == ".gitignore" for error in found.errors)


@posix
def test_a_link_to_a_file_that_is_read_anyway_is_left_out(folder: Path) -> None:
    put("z.md", "elsewhere/real.txt")
    Path("a.md").symlink_to("z.md")
    Path("b.md").symlink_to("elsewhere/real.txt")
    Path("around").symlink_to(".", target_is_directory=True)
    assert find_markdown(["."]).files == ("b.md", "z.md")


@posix
def test_a_dangling_link_is_found_and_says_where_it_leads(folder: Path) -> None:
    Path("a.md").symlink_to("gone.md")
    assert find_markdown(["."]).files == ("a.md",)
    assert find_markdown(["a.md"]).files == ("a.md",)
    assert reason("a.md") == "a symbolic link to gone.md, which does not exist: name the file itself"


@posix
def test_links_in_a_circle(folder: Path) -> None:
    Path("a.md").symlink_to("b.md")
    Path("b.md").symlink_to("a.md")
    assert reason("a.md") == "symbolic links that lead in a circle: name the file itself"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("REDME.md", "no such file or folder; is it README.md?"),
        ("lists/bulets.md", "no such file or folder; is it lists/bullets.md?"),
        ("lists/unlike-all-others", "no such file or folder; look at the path"),
        ("nowhere/a.md", "no such file or folder; look at the path"),
    ],
)
def test_a_missing_file_is_an_error_with_the_nearest_name(folder: Path, path: str, says: str) -> None:
    put("README.md", "lists/bullets.md")
    found = find_markdown([path, "README.md"])
    assert [str(error) for error in found.errors] == [f"{path}: {says}"]
    assert found.files == ("README.md",)
    assert reason(path) == says


@posix
def test_a_file_is_no_folder(folder: Path) -> None:
    put("README.md")
    assert (
        str(find_markdown(["README.md/a.md"]).errors[0])
        == "README.md/a.md: no such file: README.md is no folder; look at the path"
    )
    assert reason(".") == "a folder, not a file; name a file in it"
    assert reason("n" * 5000) == "the name is too long: use a shorter one"
    assert "null" in reason("a\0b")


def test_without_permission(powerless: Path) -> None:
    put("locked/a.md", "a.md", "open/b.md")
    os.chmod("a.md", 0)
    os.chmod("locked", 0)
    found = find_markdown(["."])
    assert found.files == ("a.md", "open/b.md")
    assert [str(error) for error in found.errors] == [
        "locked: the folder cannot be read: permission denied; change its permissions"
    ]
    assert reason("a.md") == "permission denied; change its permissions"
    put(".gitignore", text="x")
    os.chmod(".gitignore", 0)
    assert ".gitignore: permission denied; change its permissions" in map(str, find_markdown(["."]).errors)
    os.chmod("locked", 0o700)


# --- reading


@pytest.mark.parametrize("text", ["a\r\nb\rc\n", "\ufeffa\n", "", "no newline", "\ufeff", "日本語 🎈\n", "a\0b"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_what_is_read_is_written_back_byte_for_byte(folder: Path, text: str, encoding: str) -> None:
    if encoding != "utf-8":
        text = "\ufeff" + text.removeprefix("\ufeff")
    data = text.encode(encoding)
    Path("a.md").write_bytes(data)
    file = read_text("a.md")
    assert (file.source.text, file.source.path) == (text, "a.md")
    assert file.encoding == encoding
    assert file.encode(file.source.text) == data


@pytest.mark.parametrize(
    ("text", "encoding", "guess"),
    [
        ("- [Détection de visages animés](a) à l’état de l’art, naïve\n", "cp1252", "windows-1252"),
        ("- [Größe der Köpfe](a) für Übung\n", "latin-1", "windows-1252"),
        ("- [说话人脸生成的综述](a) 音频驱动的视频，论文列表\n", "gb18030", "gb18030"),
        ("- [說話人臉生成的綜述](a) 音訊驅動的影片，論文列表\n", "big5", "big5"),
        ("- [トーキングヘッド生成](a) の論文リストです。\n", "shift_jis", "shift_jis"),
        ("- [トーキングヘッド生成](a) の論文リストです。\n", "euc_jp", "euc_jp"),
        ("- [얼굴 생성 논문 목록](a) 음성 기반 비디오\n", "euc_kr", "euc_kr"),
        ("- [Генерация говорящих голов](a) список статей\n", "cp1251", "windows-1251"),
    ],
)
def test_text_that_is_not_utf_8_gets_a_guess(folder: Path, text: str, encoding: str, guess: str) -> None:
    data = b"# Title\r\n\r\n" + text.encode(encoding)
    Path("a.md").write_bytes(data)
    with pytest.raises(UnicodeDecodeError) as caught:
        data.decode()
    at = caught.value.start
    assert reason("a.md") == (
        f"not UTF-8: byte 0x{data[at]:02x} at offset {at}, line 3;"
        f" it looks like {guess}: save it as UTF-8, for instance with `iconv -f {guess} -t utf-8`"
    )


def test_damaged_utf_8_is_called_that() -> None:
    data = ("- [说话人脸生成](a)\n" * 20).encode() + b"\xff\n"
    with pytest.raises(UnreadableError, match=r"byte 0xff at offset \d+, line 21; nearly all of the file is UTF-8"):
        decode(data, "a.md")


def test_bytes_without_any_sense_get_no_guess() -> None:
    with pytest.raises(UnreadableError, match=r"save the file as UTF-8$"):
        decode(b"a \x81\x81\x8d\xff\xfe\xff b", "a.md")
    assert guess_encoding(b"plain") is None


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not text: it looks like a PNG image"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not text: it looks like a PDF"),
        (b"PK\x03\x04\x14\0\0\0", "not text: it looks like a ZIP archive or an office document"),
        (bytes(range(256)), "not text, but binary data"),
        ("# Títle\n- a".encode("utf-16-le"), "it looks like UTF-16-LE without a byte order mark"),
        ("# Title\n- a".encode("utf-16-be"), "it looks like UTF-16-BE without a byte order mark"),
        (b"\xff\xfea\0b", "not UTF-16, which its byte order mark names: truncated data at byte offset 4"),
        (b"\xff\xfe\x00\xd8a\0", "not UTF-16, which its byte order mark names"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data, "a.md")
    assert caught.value.reason.startswith(says)


def test_a_few_nul_characters_make_no_binary_file() -> None:
    assert decode(b"- [a](b)\n" * 9 + b"\0\n", "a.md").source.text.endswith("\0\n")


def test_a_file_over_the_limit_is_refused_with_the_way_round(folder: Path) -> None:
    put("a.md", text="x" * 2001)
    says = "the file is too large, 2,001 bytes (the limit is 2,000): `--max-file-size 1MB` allows it"
    assert reason("a.md", max_size=2000) == says
    assert len(read_text("a.md", 2001).source.text) == 2001
    with pytest.raises(UnreadableError, match="over 2,000 bytes"):
        decode(b"x" * 2001, "-", 2000)


@posix
def test_a_pipe_is_read_up_to_the_limit(folder: Path) -> None:
    read_end, write_end = os.pipe()
    os.write(write_end, b"x" * 100)
    os.close(write_end)
    with pytest.raises(UnreadableError, match="over 50 bytes"):
        read_text(f"/dev/fd/{read_end}", 50)
    os.close(read_end)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_error_for_people(data: bytes) -> None:
    try:
        file = decode(data, "a.md")
    except UnreadableError as problem:
        words = problem.reason
        assert words.isprintable()
    else:
        assert file.encode(file.source.text) == data


@pytest.mark.parametrize(
    ("text", "size"),
    [("10", 10), ("10B", 10), ("1.5 kB", 1500), ("2KiB", 2048), ("10MB", 10_000_000), ("1g", 10**9), ("1MiB", 1 << 20)],
)
def test_sizes(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "MB", "-1", "10 apples", "1e3", "１０x"])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match="is no size"):
        parse_size(text)


# --- writing


def test_writing_replaces_the_file_and_leaves_nothing_else(folder: Path) -> None:
    write_atomic("a.md", b"one")
    write_atomic("a.md", b"two\r\n")
    assert Path("a.md").read_bytes() == b"two\r\n"
    assert os.listdir() == ["a.md"]


@posix
def test_writing_keeps_permissions_and_links(folder: Path) -> None:
    put("real.md")
    os.chmod("real.md", 0o640)
    Path("link.md").symlink_to("real.md")
    write_atomic("link.md", b"new")
    assert Path("real.md").read_bytes() == b"new"
    assert stat.S_IMODE(os.stat("real.md").st_mode) == 0o640
    assert Path("link.md").is_symlink()
    mask = os.umask(0o022)
    try:
        write_atomic("fresh.md", b"new")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(os.stat("fresh.md").st_mode) == 0o644


@posix
def test_the_draft_of_a_private_list_is_private(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("private.md")
    os.chmod("private.md", 0o600)
    seen: list[int] = []
    fsync = os.fsync

    def look(file: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(file).st_mode))
        fsync(file)

    monkeypatch.setattr(os, "fsync", look)
    mask = os.umask(0o022)
    try:
        write_atomic("private.md", b"new")
    finally:
        os.umask(mask)
    assert seen == [0o600]


@posix
@pytest.mark.skipif(os.name != "nt" and os.getuid() != 0, reason="needs a file of somebody else")
def test_the_group_is_kept_where_the_owner_cannot_be(powerless: Path) -> None:
    """In a folder that gives its own group to new files."""
    os.seteuid(0)
    put("shared.md")
    os.chmod("shared.md", 0o666)
    os.chown(powerless, 65534, 65534)
    os.chmod(powerless, 0o2777)
    os.seteuid(65534)
    write_atomic("shared.md", b"new")
    after = os.stat("shared.md")
    assert (after.st_uid, after.st_gid) == (65534, os.getegid())


@posix
def test_a_device_is_written_to_and_not_replaced(folder: Path) -> None:
    read_end, write_end = os.pipe()
    write_atomic(f"/dev/fd/{write_end}", b"through")
    write_atomic(os.devnull, b"gone")
    os.close(write_end)
    assert os.read(read_end, 100) == b"through"
    os.close(read_end)
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_writing_where_nothing_can_be_written(folder: Path) -> None:
    with pytest.raises(UnwritableError, match=r"^nowhere/a\.md: cannot be written: there is no such folder"):
        write_atomic("nowhere/a.md", b"")
    Path("a.md").mkdir()
    with pytest.raises(UnwritableError, match=r"^a\.md: cannot be written: "):
        write_atomic("a.md", b"x")
    assert os.listdir() == ["a.md"]
