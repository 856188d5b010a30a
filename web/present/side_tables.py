"""The lists beside the places in words: the counting report of a ballot, who goes on from a round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext

from web.present.filling_words import WORDS
from web.present.messages.marking import N_

Json = dict[str, Any]
NAMES: Mapping[str, str] = {"turnout": N_("到会与票数"), "count": N_("计票报告"), "advanced": N_("晋级名单")}
COLUMNS: Mapping[str, str] = {
    **{name: WORDS[name] for name in ("due", "present", "issued", "returned", "void", "blank", "heat", "result")},
    "entry": N_("参赛者"),
    "valid": N_("有效票"),
    "item": N_("测评项"),
    "grade": N_("所评等次"),
    "votes": N_("各等次票数与占比"),
    "round": N_("赛次"),
    "group": N_("组别"),
    "place": N_("名次"),
    "advanced_by": N_("晋级"),
}
_WAYS: Mapping[str, str] = {
    "place": N_("按名次晋级"),
    "time": N_("按成绩晋级"),
    "tie": N_("成绩相同，一并晋级"),
    "draw": N_("成绩相同，待抽签"),
    "out": N_("未晋级"),
}


def side_tables(document: Json, names: Mapping[int, str]) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Title, column titles and rows of every list; `names` are what the entries are called by this reader.

    Columns without any text are left out.
    """
    for table in document.get("tables", ()):
        table = _together(table) if table["name"] == "count" else table
        columns = table["columns"]
        rows = [[_cell(c, text, names) for c, text in zip(columns, row, strict=True)] for row in table["rows"]]
        used = [n for n in range(len(columns)) if any(row[n] for row in rows)]
        titles = [gettext(COLUMNS[columns[n]]) for n in used]
        title = NAMES[table["name"]]
        yield gettext(title), titles, [[row[n] for n in used] for row in rows]


def _together(table: Json) -> Json:
    """The counting report with all grades of one entry and item in one row: `优秀 22（53.66%）`."""
    found: dict[tuple[str, str], list[str]] = {}
    for entry, item, grade, count, percent in table["rows"]:
        counted = gettext("%(grade)s %(count)s（%(percent)s%%）", grade=grade, count=count, percent=percent)
        found.setdefault((entry, item), []).append(counted)
    rows = [[entry, item, gettext("、").join(counted)] for (entry, item), counted in found.items()]
    return {"name": table["name"], "columns": ["entry", "item", "votes"], "rows": rows}


def _cell(column: str, text: str, names: Mapping[int, str]) -> str:
    if column == "entry":
        return names.get(int(text), "")
    return gettext(_WAYS[text]) if column == "advanced_by" else text
