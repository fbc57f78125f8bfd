"""Characters that draw nothing are found in any script, and the letters of every script pass."""

from __future__ import annotations

import unicodedata

import pytest

from hooks.prose.invisible import INVISIBLE, describe, is_visible

NEVER_SHOWN = (0x00AD, 0x034F, 0x061C, 0x070F, 0x115F, 0x17B4, 0x180E, 0x200B, 0x202E, 0x2064, 0x2800, 0x3164, 0xFEFF)
OTHERS_NEVER_SHOWN = (0xFFA0, 0xFFF0, 0xFFF8, 0xFFF9, 0xFFFC, 0x13430, 0x13438, 0x13441, 0x16FE4, 0x1BCA0, 0x1BCA3)
NOT_CHARACTERS = (0x0378, 0xD800, 0xE000, 0xF8FF, 0xFDD0, 0xFFFE, 0x1D159, 0x1FFFF, 0xE0001, 0xE0FFF, 0xF0000, 0x10FFFD)


@pytest.mark.parametrize("code", [*NEVER_SHOWN, *OTHERS_NEVER_SHOWN, *NOT_CHARACTERS, 0xE0067, 0xE0100, 0xFE00, 0x0])
def test_a_character_that_draws_nothing_is_found(code: int) -> None:
    assert INVISIBLE.findall(f"a{chr(code)}b") == [chr(code)]
    assert not is_visible(f" {chr(code)}\N{NO-BREAK SPACE}")


def test_every_format_and_private_use_character_is_found() -> None:
    hidden = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Co", "Cs")}
    assert {char for char in hidden - {"\t", "\n"} if not INVISIBLE.fullmatch(char)} == set()


def test_letters_digits_and_spaces_pass() -> None:
    kinds = ("Lu", "Ll", "Lt", "Lm", "Nd", "Nl", "Zs", "Mc", "Pc", "Pd", "Ps", "Pe", "Sm", "Sc", "Sk")
    shown = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in kinds]
    assert len(shown) > 4_000
    assert [describe(char) for char in shown if INVISIBLE.search(char)] == []


@pytest.mark.parametrize(
    "text",
    [
        "\N{HEAVY BLACK HEART}\ufe0f \N{HEAVY BLACK HEART}\ufe0e",
        "\N{WOMAN}\u200d\N{PERSONAL COMPUTER}",
        "\N{WOMAN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}\u200d\N{PERSONAL COMPUTER}",
        "\N{WAVING WHITE FLAG}\ufe0f\u200d\N{RAINBOW}",
        "1\ufe0f\u20e3 #\ufe0f\u20e3 \U0001f1e9\U0001f1ea",
        "שלום سلام नमस्ते ភាសាខ្មែរ မြန်မာ 日本 ελληνικά ไทย བོད་ 한국어 தமிழ்",
    ],
)
def test_emoji_and_scripts_pass(text: str) -> None:
    assert INVISIBLE.findall(text) == []
    assert is_visible(text)


@pytest.mark.parametrize(
    "text",
    [
        "a\ufe0f",
        "1\ufe0f",
        "*\ufe0f",
        "、\ufe0f",
        "\N{HEAVY BLACK HEART}\ufe0f\ufe0f",
        "a\u200db",
        "\N{WOMAN}\u200d",
        "\u200d\N{WOMAN}",
        "\N{WOMAN}\u200d\u200d\N{WOMAN}",
        "\N{WAVING BLACK FLAG}\U000e0067\U000e007f",
    ],
)
def test_selectors_and_joiners_outside_of_emoji_are_found(text: str) -> None:
    assert INVISIBLE.search(text)
