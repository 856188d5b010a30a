"""Names of people, kept as they are written and refused where a printer would show a hole (practice.md 8.4)."""

from __future__ import annotations

import re
import unicodedata

from web.services.refusals import refuse

SHORTEST, LONGEST = 2, 30
"""Characters of a name (practice.md 8.4)."""
MIDDLE_DOT = "\u00b7"
_DOTS = str.maketrans(
    dict.fromkeys("\u2022\u2027\u2219\u22c5\u2024\u30fb\uff65\u0387\u25cf\u2e31\u2b1d\u16eb\u2981", MIDDLE_DOT)
)
"""Look-alikes of the dot in the names of many nationalities; keyboards offer any of them."""
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF]
)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U000323af"
_HAN_SPACE = re.compile(f"(?<=[{_HAN}{MIDDLE_DOT}]) +| +(?=[{_HAN}{MIDDLE_DOT}])")
_HAN_POINT = re.compile(f"(?<=[{_HAN}])\\.(?=[{_HAN}])")
_ALLOWED = re.compile(f"[{_HAN}{MIDDLE_DOT} .'\\-]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_COMPONENTS = re.compile("[\u2e80-\u2eff\u2ff0-\u2fff\u31c0-\u31ef?()+\ufffd□○◻]")
_RADICAL = re.compile("[\u2f00-\u2fd5]")


def read_name(text: str) -> str:
    """Return the name in NFC, without odd spaces, with U+00B7 for every look-alike of the dot.

    Refuses name_missing, name_private_use (the character exists on one computer only), name_components (a rare
    character written in parts, such as `(龙天)`), name_characters and name_length.

    >>> read_name(" 买买提 • 艾力 ")
    '买买提·艾力'
    """
    name = plain_name(text)
    if not name:
        raise refuse("name_missing")
    if _PRIVATE.search(name):
        raise refuse("name_private_use", value=name[:LONGEST])
    if _COMPONENTS.search(name):
        raise refuse("name_components", value=name[:LONGEST])
    odd = next((char for char in name if not _is_letter(char)), None)
    if odd or name.startswith(MIDDLE_DOT) or name.endswith(MIDDLE_DOT):
        raise refuse("name_characters", value=odd or MIDDLE_DOT)
    if not SHORTEST <= len(name) <= LONGEST:
        raise refuse("name_length", shortest=SHORTEST, longest=LONGEST)
    return name


def plain_name(text: str) -> str:
    """Return the name as it is compared and stored, without judging it."""
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE).translate(_FULL_WIDTH))
    text = _RADICAL.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text.translate(_DOTS))
    text = _HAN_SPACE.sub("", " ".join(text.split()))
    return _HAN_POINT.sub(MIDDLE_DOT, text)


def _is_letter(char: str) -> bool:
    return bool(_ALLOWED.fullmatch(char)) or unicodedata.category(char)[0] in "LM"
