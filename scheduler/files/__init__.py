"""The file interface of the planner: JSON in and out, text drawings, and the sentences of its faults in zh and en."""

from scheduler.files.changes import read_changes
from scheduler.files.drawing import lanes
from scheduler.files.explaining import explain_document, explain_lines
from scheduler.files.picture import svg
from scheduler.files.plans import read_plan
from scheduler.files.reading import read_problem
from scheduler.files.repairing import repair_document, repair_lines, repair_summary
from scheduler.files.sentences import sentence
from scheduler.files.workbook import write_workbook
from scheduler.files.writing import plan_document, problem_document

__all__ = [
    "explain_document",
    "explain_lines",
    "lanes",
    "plan_document",
    "problem_document",
    "read_changes",
    "read_plan",
    "read_problem",
    "repair_document",
    "repair_lines",
    "repair_summary",
    "sentence",
    "svg",
    "write_workbook",
]
