"""The words of lists: sex, post category, yes and no, numbers of staff, lists in one cell."""

from __future__ import annotations

import re

from scoring.values import half_width
from web.services.intake.table import Cell, Kind
from web.services.refusals import refuse

_GENDERS = {
    **dict.fromkeys(("男", "男性", "男士", "先生", "m", "male", "1"), "M"),
    **dict.fromkeys(("女", "女性", "女士", "f", "female", "2"), "F"),
}
"""1 and 2 are the codes of GB/T 2261.1."""
_POSTS = {
    **dict.fromkeys(("教学", "教学岗", "教师", "专任教师", "教学人员", "teaching"), "teaching"),
    **dict.fromkeys(("管理", "管理岗", "行政", "管理人员", "行政管理", "management"), "management"),
    **dict.fromkeys(("教辅", "教辅岗", "教学辅助", "教辅人员", "专技", "其他专技", "support"), "support"),
    **dict.fromkeys(("工勤", "工勤岗", "后勤", "工勤人员", "工人", "工勤技能", "logistics"), "logistics"),
}
_YES = ("是", "√", "✓", "y", "yes", "1", "true", "组长")
_STAFF_NO = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,29}")
_ID_LIKE = re.compile(r"[0-9]{14,17}[0-9Xx]")
_ID_INSIDE = re.compile(r"(?:[0-9][ -]?){14,17}[0-9Xx]")
_LIST = re.compile(r"[\u3001,\uff0c;\uff1b/\uff0f\s]+")


def read_gender(text: str) -> str | None:
    """Return "M" or "F"; None when empty. Refuses gender_unreadable."""
    return _word(text, _GENDERS, "gender_unreadable")


def read_post(text: str) -> str | None:
    """Return teaching, management, support or logistics; None when empty. Refuses post_unreadable."""
    return _word(text, _POSTS, "post_unreadable")


def read_yes(text: str) -> bool:
    """Whether a cell ticks something."""
    return half_width(text).lower() in _YES


def read_staff_no(cell: Cell) -> str | None:
    """Return the staff number as written; None when empty.

    Refuses staff_no_unreadable, and staff_no_is_identity: an ID number is never kept, so it cannot serve as a key.
    """
    text = "".join(half_width(cell.text).split())
    if not text:
        return None
    if _ID_LIKE.fullmatch(text):
        raise refuse("staff_no_is_identity")
    if not _STAFF_NO.fullmatch(text) or (cell.kind is Kind.NUMBER and not text.isdecimal()):
        raise refuse("staff_no_unreadable", value=text[:30])
    return text


def split_list(text: str) -> list[str]:
    """Return the items of one cell, parted by commas, 、, semicolons, slashes or spaces."""
    return [item for item in _LIST.split(text.strip()) if item]


def without_identity(text: str) -> str:
    """Return the text with whatever looks like an ID number blotted out: such digits are stored nowhere."""
    return _ID_INSIDE.sub("******", half_width(text)) if _ID_INSIDE.search(half_width(text)) else text


def _word(text: str, words: dict[str, str], code: str) -> str | None:
    plain = "".join(half_width(text).lower().split())
    if not plain:
        return None
    if plain not in words:
        raise refuse(code, value=without_identity(plain)[:20])
    return words[plain]
