"""Lines that stand under a number of their own: the marks of one ballot, one report of a ledger."""

from __future__ import annotations

from collections.abc import Sequence

from web.db.models import ResultLine
from web.services import rules
from web.services.act import Act
from web.services.filling.changes import TELLING, Change
from web.services.filling.desk import FillingDesk, store_changes
from web.services.lines import RESULTS, key_of
from web.services.refusals import refuse

_LONGEST_TOLD = 40


def lines_of(desk: FillingDesk, column: str, number: str) -> Sequence[ResultLine]:
    """The lines whose `column` (ballot, report) holds this number."""
    return [line for line in desk.lines.values() if line.cells.get(column) == number]


def struck(desk: FillingDesk, column: str, line: ResultLine) -> Change:
    """What takes such a line out of the count: it says nothing any more."""
    return Change(RESULTS, line.entry_id, key_of(desk.rulebook, RESULTS, line.cells), {TELLING[column]: ""})


def strike(act: Act, desk: FillingDesk, column: str, number: str, reason: str = "") -> int:
    """Take everything under a number out of the count; how many lines. Refuses ballot_unknown or report_unknown."""
    rules.hold(act, desk.contest)
    gone = [struck(desk, column, line) for line in lines_of(desk, column, number)]
    if not gone:
        raise refuse(f"{column}_unknown", number=number[:_LONGEST_TOLD])
    return store_changes(act, desk, gone, reason)
