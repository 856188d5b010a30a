"""检录与成绩: the race desk's calls, results with their reasons, and results brought in as files."""

from web.services.races.desk import (
    HeatSheet,
    HeatState,
    LaneLine,
    Progress,
    change_needs_reason,
    check_in,
    heat_sheet,
    heat_sheets,
    lane_of,
    progress_of,
)
from web.services.races.files import FileRow, enter_results_file, upload_results
from web.services.races.results import (
    STATUSES,
    Finding,
    record,
    record_metres,
    record_status,
    record_time,
    results_of,
)
from web.services.races.typed import Typed, enter_heat

__all__ = [
    "STATUSES",
    "FileRow",
    "Finding",
    "HeatSheet",
    "HeatState",
    "LaneLine",
    "Progress",
    "Typed",
    "change_needs_reason",
    "check_in",
    "enter_heat",
    "enter_results_file",
    "heat_sheet",
    "heat_sheets",
    "lane_of",
    "progress_of",
    "record",
    "record_metres",
    "record_status",
    "record_time",
    "results_of",
    "upload_results",
]
