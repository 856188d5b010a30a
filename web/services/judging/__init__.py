"""评审: what a judge does with a sheet, what the chief judge sees, how far a panel is, marks from a file."""

from web.services.judging.chief import PanelWork, alarms, chief_seat, panel_works, reopen, sheet_of_seat
from web.services.judging.marks_file import MarkRow, enter_marks_file
from web.services.judging.marks_upload import upload_marks
from web.services.judging.operations import Operation, save_once
from web.services.judging.progress import Progress, SeatProgress, WorkProgress, progress
from web.services.judging.receipt import receipt_code
from web.services.judging.sheets import (
    declare_recusal,
    mark_faults,
    own_seat,
    save_marks,
    seal,
    seal_all,
    sheet_of,
)
from web.services.judging.tie import chief_order, equal_works, rule_on_tie
from web.services.judging.worklist import ContestWorks, SheetView, WorkLine, sheet_view, works
from web.services.panel import add_judge, judge_link, open_sheets, seat

__all__ = [
    "ContestWorks",
    "MarkRow",
    "Operation",
    "PanelWork",
    "Progress",
    "SeatProgress",
    "SheetView",
    "WorkLine",
    "WorkProgress",
    "add_judge",
    "alarms",
    "chief_order",
    "chief_seat",
    "declare_recusal",
    "enter_marks_file",
    "equal_works",
    "judge_link",
    "mark_faults",
    "open_sheets",
    "own_seat",
    "panel_works",
    "progress",
    "receipt_code",
    "reopen",
    "rule_on_tie",
    "save_marks",
    "save_once",
    "seal",
    "seal_all",
    "seat",
    "sheet_of",
    "sheet_of_seat",
    "sheet_view",
    "upload_marks",
    "works",
]
