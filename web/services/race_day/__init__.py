"""比赛日: where the day stands, what happened, and the plan that follows from it."""

from web.services.race_day.board import Board, Late, VenueNow, board
from web.services.race_day.incidents import KINDS, Incident
from web.services.race_day.reporting import open_reports, proposals, report, run_repair

__all__ = [
    "KINDS",
    "Board",
    "Incident",
    "Late",
    "VenueNow",
    "board",
    "open_reports",
    "proposals",
    "report",
    "run_repair",
]
