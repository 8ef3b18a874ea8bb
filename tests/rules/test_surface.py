"""What the examples of the surface rules cannot hold: many encodings and many languages."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from awesome_lint.characters.encodings import CHARSETS, find_garbled
from awesome_lint.findings import Finding
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.parse import parse_document
from awesome_lint.source import Edit, Source, apply_edits


def lint(text: str, code: str) -> list[Finding]:
    return lint_documents([parse_document(Source(text, "list.md"))], Settings(select=(code,)))


def mended(text: str) -> str:
    return apply_edits(text, [Edit(garble.span, garble.meant or "") for garble in find_garbled(text)])


def garble(text: str, codec: str) -> str:
    """UTF-8 read with `codec`, undefined bytes as control characters."""
    return "".join(
        char if (char := bytes([byte]).decode(codec, "replace")) != "\ufffd" else chr(byte) for byte in text.encode()
    )


WESTERN = [
    "The Fréchet distance",
    "Université de Genève, où l’été dure",
    "in-the-wild “faces” — and more",
    "São Paulo não é a capital",
    "Müller und Söhne",
    "⭐ starred",
    "✅ done 🚀",
    "日本語のデータセット",
    "多模态合成，用到",
    "한국어 논문",
    "Привет, мир",
    "Ελληνικά κείμενα",
    "tiếng Việt",
    "a → b ≥ c",
]


@pytest.mark.parametrize("text", WESTERN)
@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "latin-1"])
def test_text_is_restored_from_western_encodings(text: str, codec: str) -> None:
    assert mended(garble(text, codec)) == text


@pytest.mark.parametrize("text", ["Привет, мир", "“Не сейчас” — сказал он", "日本語のデータセット"])
@pytest.mark.parametrize("codec", ["cp1251", "cp437"])
def test_text_is_restored_from_cyrillic_and_dos_encodings(text: str, codec: str) -> None:
    assert mended(garble(text, codec)) == text


@pytest.mark.parametrize("text", ["don’t blink", "Donâ\u0080\u0099t"])
def test_text_garbled_twice_is_restored_at_once(text: str) -> None:
    twice = garble(garble(text, "cp1252"), "cp1252")
    assert mended(twice) == "don’t blink" if text == "don’t blink" else "Don’t"


@pytest.mark.parametrize(
    ("garbled", "encoding"), [("鎴戜滑鐨勮鏂囧緢濂�", "GBK"), ("譌･譛ｬ隱槭・繝・・繧ｿ", "Shift JIS")]
)
def test_encodings_of_two_bytes_are_recognized(garbled: str, encoding: str) -> None:
    assert encoding in {found.encoding for found in find_garbled(garbled)}


def test_gbk_text_is_restored_where_nothing_was_lost() -> None:
    assert mended("学习论文".encode().decode("gbk")) == "学习论文"


@pytest.mark.parametrize("text", ["caf\ufffd au lait", "the \ufffd\ufffd symbol", "锟斤拷"])
def test_lost_characters_are_reported_and_left(text: str) -> None:
    assert [found.meant for found in find_garbled(text)] == [None]


GOOD = """\
C’était à l’île — « À demain », dit-elle ; l’élève a déjà répété… Où ça ? L’Été, l’œuvre, CAFÉ™ ÉTÉ®
São João não avançou: ação, coração, IRMÃ, AMANHÃ, ÀS, “É”, À…
¡Qué año! ¿Dónde está el niño? ESPAÑA, Ñandú, “Él”, 1ª, 2º
Ångström über Äpfel, Öl und Übungen; ÄÖÜäöüß, Straße, „Ähnlich“, ‚Öl‘, »Über«
Łódź, źdźbło, ŻÓŁĆ, PÓŁNOC, SZKÓŁ; Čeština: ěščřžýáíé, ÚŠ, Škoda; Română: Ș ș Ț ț Ă ă; Türkçe: ğışİ
Íslenska: þæö ð Þ; Dansk: ÆØÅ æøå; Suomi: Ääni, Yö; Eesti: Õ, õ; Magyar: Ő ő Ű ű
Đường phố ở Huế, tiếng Việt, PHỞ BÒ, ĂN CƠM, ƯỚC MƠ
Русский: «Ёлка», Серёга, СЁСТРЫ, СЕРЁГА; Українська: Сіль, СІЛЬ, їжак; Српски: Ћирилица, већ, Ђорђе
ΑΒΓ αβγ, Ελληνικά κείμενα; ∇·E = ρ/ε₀, √π ± ∂Ω ≈ 3 µm, ¬p ∧ q ≠ ∅, √±1, ∑∏∞, ∆x, ∆π, √Ω, √∞
中文、日本語のデータ、한국어 논문, 北京大学 清华大学 深度学习 联通, 機械学習 ディープラーニング, ①②③
हिन्दी ไทย עברית العربية فارسی‌ها বাংলা தமிழ் ქართული Հայերեն
├── src │ ├── École └── x ╔═╗║╚╝ 10°C ±5 3×3 ½ ¼ § ¶ • · “quoted”…™ © ®
José†‡, André§, MÜLLERÜ†, Ünal¹², É² 🚀✨⭐️👨‍👩‍👧 ‹É› ‰ l·l
"""


@pytest.mark.parametrize("line", GOOD.splitlines())
def test_good_text_of_many_languages_is_left_alone(line: str) -> None:
    assert find_garbled(line) == []


@pytest.mark.parametrize("line", GOOD.splitlines())
def test_good_text_stays_beside_garbled_text(line: str) -> None:
    text = f"{line} Universit√© ‚≠ê"
    assert mended(text) == f"{line} Université ⭐"


def test_what_only_looks_like_utf_8_is_left() -> None:
    assert find_garbled("à€€ íÿ ðÿÿ") == []


def test_breaks_in_wrapped_descriptions_tell_the_lists_style() -> None:
    wrapped = "- [{0}](https://example.org/{0}) - a tool that does many things and wraps at\n  eighty columns\n"
    broken = "- [a tool with\n  a long name](https://example.org/long) - short\n"
    short = "- [{0}](https://example.org/{0}) - short\n"
    names = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]
    wrapping = "# Tools\n\n" + broken + "".join(wrapped.format(name) for name in names)
    flowing = "# Tools\n\n" + broken + "".join(short.format(name) for name in names)
    assert lint(wrapping, "S003") == []
    assert [finding.line for finding in lint(flowing, "S003")] == [3]


@pytest.mark.parametrize(
    ("title", "healed"), [("人脸生成方法\n  研究", "人脸生成方法研究"), ("Self-\n  Supervision", "Self-Supervision")]
)
def test_lines_are_joined_as_the_script_wants(title: str, healed: str) -> None:
    others = "".join(f"- [Paper number {n}](https://arxiv.org/abs/2101.0000{n})\n" for n in range(9))
    text = f"# Papers\n\n- [{title}](https://arxiv.org/abs/2101.00010)\n{others}"
    (finding,) = lint(text, "S003")
    assert finding.fix is not None
    assert f"[{healed}]" in apply_edits(text, finding.fix.edits)


def test_a_broken_line_in_a_quote_loses_its_marker() -> None:
    others = "".join(f"> - Paper number {n} [[pdf]](https://arxiv.org/abs/2101.0000{n})\n" for n in range(9))
    text = f"> - Turning Heads\n>   with Motion [[pdf]](https://arxiv.org/abs/2101.00010)\n{others}"
    (finding,) = lint(text, "S003")
    assert finding.fix is not None
    assert apply_edits(text, finding.fix.edits).startswith("> - Turning Heads with Motion [[pdf]]")


def test_a_file_without_entries_has_no_broken_lines() -> None:
    assert lint("Just a few\nlines of prose.\n", "S003") == []


def test_ascii_and_common_text_need_no_ftfy() -> None:
    program = (
        "import sys\n"
        "from awesome_lint.characters.encodings import find_garbled\n"
        f"assert not find_garbled({GOOD!r})\n"
        "print('ftfy' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("unit", ["√©", "é", "…”", "学习", "\ufffd", "Ã©", "縺", "Р°"])
def test_cost_grows_with_the_text(unit: str) -> None:
    def cost(times: int) -> float:
        start = time.perf_counter()
        find_garbled(unit * times)
        return time.perf_counter() - start

    cost(100)
    assert cost(40_000) < 40 * max(cost(4_000), 0.005)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("Windows-1252", "cp1252"),
        ("Mac Roman", "mac_roman"),
        ("Windows-1251", "cp1251"),
        ("Windows-1250", "cp1250"),
        ("code page 437", "cp437"),
    ],
)
def test_the_tables_of_encodings_are_those_of_python(name: str, codec: str) -> None:
    charset = next(charset for charset in CHARSETS if charset.name == name)
    known = bytes(range(0x80, 0x100)).decode(codec, "replace")
    assert len(charset.shown) == len(known)
    assert all(shown == char or char == "\ufffd" for shown, char in zip(charset.shown, known, strict=True))
