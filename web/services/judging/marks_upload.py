"""Marks from an uploaded table (作品, 评委, 评分项, 分数), as a tally clerk copies them: stored whole or not at all."""

from __future__ import annotations

from dataclasses import replace

from scoring.errors import RuleFaults
from scoring.values import parse_mark
from web.db.models import Contest
from web.services.act import Act
from web.services.intake import MARKS, Column, Layout, Row, read_rows
from web.services.judging.marks_file import MarkRow, MarksEntered, enter_marks_file
from web.services.refusals import Fault, Refusal

_WORK = Column("work", ("作品编号", "编号", "作品", "工号", "姓名", "参赛者"))
MARKS_OF_ONE = Layout(
    (_WORK, *(column for column in MARKS.columns if column.field != "work")), ("work", "judge", "mark")
)
"""The columns of a list for one contest: which contest may be left out, so may the criterion where there is none."""
_PLACES = {"entry": "work", "judge": "judge", "criterion": "criterion"}
"""Where a fault of `enter_marks_file` stands, by the kind its code names."""


def upload_marks(act: Act, contest: Contest, filename: str, content: bytes, *, seals: bool = True) -> MarksEntered:
    """Write the marks of a table into open sheets; lines that name another contest are passed over.

    Refuses what `read_rows` and `enter_marks_file` refuse and marks that are no numbers, each with its cell.
    """
    mine = {"", contest.code, contest.name}
    rows = [row for row in read_rows(filename, content, MARKS_OF_ONE) if row.text("contest") in mine]
    faults: list[Fault] = []
    read: list[tuple[Row, MarkRow]] = []
    for row in rows:
        try:
            mark = parse_mark(row.text("mark"))
        except RuleFaults as wrong:
            faults += [Fault(one.code, one.params, row.address("mark")) for one in wrong.faults]
            continue
        read.append((row, (row.text("work"), row.text("judge").removeprefix("评委"), row.text("criterion"), mark)))
    if faults:
        raise Refusal(*faults)
    try:
        return enter_marks_file(act, contest, [line for _row, line in read], seals=seals)
    except Refusal as refusal:
        raise Refusal(*(_at_cell(fault, [row for row, _line in read]) for fault in refusal.faults)) from None


def _at_cell(fault: Fault, rows: list[Row]) -> Fault:
    """A fault of the n-th line at its cell."""
    if not fault.where.isdecimal():
        return fault
    named = next((field for kind, field in _PLACES.items() if kind in fault.code), "mark")
    return replace(fault, where=rows[int(fault.where) - 1].address(named))
