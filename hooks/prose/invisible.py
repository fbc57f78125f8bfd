"""Characters that draw nothing, and texts of which nothing is visible.

Uses the Unicode data of the ``regex`` package: that of ``unicodedata`` depends on the version of Python.
"""

from __future__ import annotations

import unicodedata

import regex

_BLANK_SYMBOLS = "\u2028\u2029\u2800\ufffc\U0001107f\U00013441\U00013442\U00016fe4\U0001bc9d\U0001d159"
"""They draw nothing either, but Unicode files them under letters, marks, symbols and separators."""
_DRAWS_NOTHING = rf"\p{{C}}\p{{Default_Ignorable_Code_Point}}{_BLANK_SYMBOLS}"
"""Category C: control and format characters, private use, surrogates, noncharacters, unassigned code points."""
INVISIBLE = regex.compile(
    rf"[[{_DRAWS_NOTHING}]--[\t\n\u200d\ufe0e\ufe0f]]"
    r"|(?<![\p{Emoji}--\p{ASCII}])[\ufe0e\ufe0f](?!(?<=[0-9#*]\ufe0f)\u20e3)"  # emoji or text style, or a keycap
    r"|(?<!\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d|\u200d(?!\p{Extended_Pictographic})",
    regex.VERSION1,
)
"""Every character that draws nothing, except line breaks, tabs, and those that emoji are made of."""
_VISIBLE = regex.compile(rf"[[\p{{L}}\p{{N}}\p{{P}}\p{{S}}]--[{_DRAWS_NOTHING}]]", regex.VERSION1)
_UNNAMED = {"Cc": "control character", "Cn": "unassigned", "Co": "private use", "Cs": "surrogate"}


def is_visible(text: str) -> bool:
    """Whether a reader sees anything of ``text``."""
    return _VISIBLE.search(text) is not None


def describe(char: str) -> str:
    """Code point and name: ``U+200B (zero width space)``."""
    unnamed = _UNNAMED.get(unicodedata.category(char), "")
    return f"U+{ord(char):04X} ({unicodedata.name(char, unnamed).lower()})"
