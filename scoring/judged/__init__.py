"""Judged contests: rubric, score sheets, panel."""

from scoring.judged.panel import Contribution, PanelScore, Share, score_entry
from scoring.judged.rubric import check_mark, check_sheet, total_of
from scoring.judged.sheet import Judge, Sheet, SheetState

__all__ = [
    "Contribution",
    "Judge",
    "PanelScore",
    "Share",
    "Sheet",
    "SheetState",
    "check_mark",
    "check_sheet",
    "score_entry",
    "total_of",
]
