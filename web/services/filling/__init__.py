"""成绩录入: results that are neither tablet sheets nor the race desk's, by hand and from files, in every format."""

from web.services.filling.desk import (
    PAGE,
    FillingDesk,
    GridRow,
    box,
    change_needs_reason,
    enter_grid,
    open_desk,
)
from web.services.filling.importing import BATCH_KIND, apply_lines, batch_faults, stage_lines
from web.services.filling.ledger import Report, choices, enter_report, report_of, reports_of, strike_report
from web.services.filling.papers import (
    Paper,
    box_name,
    boxes,
    enter_paper,
    next_number,
    paper_of,
    papers_of,
    strike_paper,
)
from web.services.filling.template import template
from web.services.grids import Grid, Label

__all__ = [
    "BATCH_KIND",
    "PAGE",
    "FillingDesk",
    "Grid",
    "GridRow",
    "Label",
    "Paper",
    "Report",
    "apply_lines",
    "batch_faults",
    "box",
    "box_name",
    "boxes",
    "change_needs_reason",
    "choices",
    "enter_grid",
    "enter_paper",
    "enter_report",
    "next_number",
    "open_desk",
    "paper_of",
    "papers_of",
    "report_of",
    "reports_of",
    "stage_lines",
    "strike_paper",
    "strike_report",
    "template",
]
