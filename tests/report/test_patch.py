"""Edits as a unified diff that other programs apply."""

from __future__ import annotations

import subprocess
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from awesome_lint.report.patch import unified_diff
from awesome_lint.source import Edit, Source, Span, apply_edits

LINES = st.lists(st.sampled_from(["a\n", "b\n", "\n", "a b\n", "\r\n", "é\u2028\n", "-\n"]), max_size=24).map("".join)


def test_a_change_stands_between_three_lines_of_context() -> None:
    text = "".join(f"{number}\n" for number in range(1, 21))
    edits = [Edit(Span(4, 5), "three"), Edit(Span(text.index("15\n"), text.index("16\n")), "")]
    assert unified_diff(Source(text), edits, "list.md") == (
        "--- list.md\n+++ list.md\n"
        "@@ -1,6 +1,6 @@\n 1\n 2\n-3\n+three\n 4\n 5\n 6\n"
        "@@ -12,7 +12,6 @@\n 12\n 13\n 14\n-15\n 16\n 17\n 18\n"
    )


def test_what_is_put_behind_a_line_changes_no_other() -> None:
    assert unified_diff(Source("a\nb\nc\n"), [Edit(Span(1, 1), "\nx"), Edit(Span(5, 5), "\ny")], "x.md") == (
        "--- x.md\n+++ x.md\n@@ -1,3 +1,5 @@\n a\n+x\n b\n c\n+y\n"
    )


def test_a_missing_last_line_ending_is_said() -> None:
    assert unified_diff(Source("a\nb"), [Edit(Span(2, 3), "c")], "x.md") == (
        "--- x.md\n+++ x.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
    )


def test_no_change_is_no_diff() -> None:
    assert unified_diff(Source("a\n"), [], "x.md") == ""
    assert unified_diff(Source("a\n"), [Edit(Span(0, 1), "a")], "x.md") == ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, st.text("ab", max_size=2), st.data())
def test_patch_makes_of_the_old_text_the_new_one(tmp_path: Path, lines: str, end: str, data: st.DataObject) -> None:
    text = lines + end
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits: list[Edit] = []
    for start, stop in zip(cuts[::2], cuts[1::2], strict=False):
        if not edits or start > edits[-1].span.end:
            edits.append(Edit(Span(start, stop), data.draw(st.sampled_from(["", "x", "x\n", "\n", "x\ny"]))))
    new = apply_edits(text, edits)
    diff = unified_diff(Source(text), edits, "list.md")
    assert (diff == "") == (new == text)
    if new != text and text and new:
        (tmp_path / "list.md").write_bytes(text.encode())
        subprocess.run(["git", "apply", "-p0", "-"], input=diff.encode(), check=True, cwd=tmp_path)
        assert (tmp_path / "list.md").read_bytes().decode() == new
