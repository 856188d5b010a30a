"""The columns of a table of results, the same in the workbook and in the CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from web.present.result_words import used_facts

COLUMNS = (
    ("group", "组别", 26),
    ("entry", "报名号", 9),
    ("place", "名次", 7),
    ("bib", "号码", 8),
    ("names", "姓名", 22),
    ("department", "单位", 22),
    ("title", "作品", 36),
    ("score", "成绩", 12),
    ("status", "状态", 8),
    ("decided_by", "区分依据", 16),
    ("prize", "奖次", 14),
    ("points", "得分", 8),
)
"""Keys of formats.md (PLACES) with the names beside them, headings, and widths in characters."""

_FACT_WIDTH = 7
Columns = Sequence[tuple[str, str, int]]
Row = Mapping[str, Any]


def columns_of(rows: Iterable[Row]) -> Columns:
    """The columns of these rows: a format's own stand after the others, where some row fills them."""
    return (*COLUMNS, *((key, title, _FACT_WIDTH) for key, title in used_facts(rows)))


def row_texts(row: Row, columns: Columns) -> list[str]:
    """One row's cells as texts, in the order of the columns."""
    values = {
        **row.get("facts", {}),
        "group": row["group_name"] or row["group"],
        "names": "、".join(row["names"]),
        "score": row["score_text"],
    }
    return ["" if value is None else str(value) for value in (values.get(k, row.get(k)) for k, _h, _w in columns)]
