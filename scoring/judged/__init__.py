"""Judged contests: rubric, score sheets, panel."""

from scoring.judged.panel import score_entry
from scoring.judged.rubric import check_mark, check_sheet, total_of
from scoring.judged.score import Contribution, PanelScore, Share
from scoring.judged.sheet import Judge, PartValue, Sheet, SheetState

__all__ = [
    "Contribution",
    "Judge",
    "PanelScore",
    "PartValue",
    "Share",
    "Sheet",
    "SheetState",
    "check_mark",
    "check_sheet",
    "score_entry",
    "total_of",
]
