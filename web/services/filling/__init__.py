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
from web.services.filling.template import template
from web.services.grids import Grid, Label

__all__ = [
    "BATCH_KIND",
    "PAGE",
    "FillingDesk",
    "Grid",
    "GridRow",
    "Label",
    "apply_lines",
    "batch_faults",
    "box",
    "change_needs_reason",
    "enter_grid",
    "open_desk",
    "stage_lines",
    "template",
]
