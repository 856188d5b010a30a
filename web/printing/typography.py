"""Chinese typesetting that neither typists nor the layout engine see to: full-width marks, quotes, balance."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_HAN = r"[㐀-鿿豈-﫿\U00020000-\U0003fffd、。《》“”〔〕\u3000-\u303f\uff00-\uffef]"
_WIDE = {mark: chr(ord(mark) + 0xFEE0) for mark in ",:;?!()"}
_MARK = re.compile(rf"(?<={_HAN})[,:;?!]|[,:;?!](?={_HAN})")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_QUOTES = re.compile("([“”‘’])")
_NEVER_FIRST = set("、,。:;!?”’)》〉】〕·%.,:;!?)级年月日号") | set(_WIDE.values()) - {_WIDE["("]}
_NEVER_LAST = set("“‘(《〈【〔第") | {_WIDE["("]}


def widened(text: str) -> str:
    """The text with the marks that stand among Han characters in their full width; figures keep theirs.

    >>> widened("51周岁(不含)以下,8:30起") == "51周岁\\uff08不含\\uff09以下\\uff0c8:30起"
    True
    """
    return _MARK.sub(lambda found: _WIDE[found[0]], _BRACKETS.sub(_bracketed, text))


def _bracketed(found: re.Match[str]) -> str:
    """A pair of brackets is widened whole, when Han characters stand in it or right beside it."""
    whole = found.string
    beside = whole[max(0, found.start() - 1) : found.start()] + whole[found.end() : found.end() + 1]
    if re.search(_HAN, found[1] + beside):
        return f"{_WIDE['(']}{found[1]}{_WIDE[')']}"
    return found[0]


def set_quotes(text: str) -> Markup:
    """HTML with quote marks in a face where they are as wide as a character (in 楷 they are half as wide)."""
    parts = _QUOTES.split(text)
    return Markup().join(
        Markup('<span class="quote">{}</span>').format(part) if _QUOTES.fullmatch(part) else escape(part)
        for part in parts
        if part
    )


def balanced(text: str, most: int) -> list[str]:
    """Break a heading into lines of nearly equal length, none longer than `most` and none starting with punctuation.

    >>> balanced("2026年启明学校工会职工竞赛成绩公告", 12)
    ['2026年启明学校工', '会职工竞赛成绩公告']
    """
    count = -(-len(text) // most)
    lines: list[str] = []
    while count > 1:
        end = _break_near(text, min(-(-len(text) // count), len(text) - 1))
        lines.append(text[:end])
        text = text[end:]
        count = max(count - 1, -(-len(text) // most))  # a line broken early leaves more to the next ones
    return [*lines, text]


def _break_near(text: str, wished: int) -> int:
    """The nearest place, at or before the wished one, where a line may end."""
    for end in range(wished, 1, -1):
        before, after = text[end - 1], text[end]
        if after not in _NEVER_FIRST and before not in _NEVER_LAST and not (_latin(before) and _latin(after)):
            return end
    return wished


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
