"""A plan as an xlsx workbook: heats, people, officials, what is left open, goals. Texts never become formulas."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from scheduler.files.words import word
from scheduler.timetable import Heat, Plan, Problem

Value = str | int | float | datetime | None
Rows = Iterator[Sequence[Value]]
WHEN = ("day", "start", "end")


def write_workbook(path: Path, problem: Problem, plan: Plan, language: str = "zh") -> None:
    """Write the workbook; every sheet has a fixed head line, filters, and prints across one page wide."""
    from openpyxl import Workbook

    book = Workbook()
    del book[book.sheetnames[0]]
    sheets: dict[str, tuple[tuple[str, ...], Callable[[Problem, Plan, str], Rows]]] = {
        "sheet_heats": (("heat", "event", "final", *WHEN, "venue", "people"), _heats),
        "sheet_people": (("entrant", "department", "event", "heat", "day", "start", "venue", "place"), _people),
        "sheet_officials": (
            ("official", "department", "skill", "heat", "event", "day", "start", "end", "venue"),
            _duties,
        ),
        "sheet_unplaced": (("entrant", "event", "heat", "skill", "missing", "reasons"), _open),
        "sheet_goals": (("goal", "value", "bound", "proven", "seconds"), _goals),
    }
    for name, (columns, rows) in sheets.items():
        _sheet(
            book, word(name, language), [word(column, language) for column in columns], rows(problem, plan, language)
        )
    book.save(path)


def _sheet(book: Any, title: str, head: Sequence[str], rows: Rows) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    widths = [_width(name) for name in head]
    for number, values in enumerate([tuple(head), *rows], start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
            if isinstance(value, datetime):
                cell.number_format = "yyyy-mm-dd" if (value.hour, value.minute) == (0, 0) else "hh:mm"
            widths[column - 1] = max(widths[column - 1], _width(value))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(40, width + 2)
        sheet.cell(1, column).font = Font(bold=True)
    sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows = "A2", sheet.dimensions, "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _width(value: Value) -> int:
    if isinstance(value, datetime):
        return 10
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in str(value or ""))


def _when(problem: Problem, minute: int) -> tuple[datetime, str]:
    """Day and time of day."""
    moment = problem.moment(minute)
    return datetime.combine(moment.date(), datetime.min.time()), f"{moment:%H:%M}"


def _ordered(plan: Plan) -> list[Heat]:
    return sorted(plan.heats, key=lambda heat: (heat.start, heat.venue, heat.id))


def _ends(problem: Problem) -> Callable[[Heat], int]:
    events = {event.id: event for event in problem.events}
    return lambda heat: heat.start + events[heat.event].lasts(heat.final)


def _heats(problem: Problem, plan: Plan, language: str) -> Rows:
    end = _ends(problem)
    for heat in _ordered(plan):
        final = word("final", language) if heat.final else ""
        until = _when(problem, end(heat))[1]
        yield heat.id, heat.event, final, *_when(problem, heat.start), until, heat.venue, len(heat.places)


def _people(problem: Problem, plan: Plan, language: str) -> Rows:
    turns = [(name, place, heat) for heat in _ordered(plan) for place, name in heat.places.items()]
    departments = {entrant.id: entrant.department for entrant in problem.entrants}
    for name, place, heat in sorted(turns, key=lambda turn: (departments.get(turn[0], ""), turn[0])):
        yield name, departments.get(name), heat.event, heat.id, *_when(problem, heat.start), heat.venue, place


def _duties(problem: Problem, plan: Plan, language: str) -> Rows:
    end = _ends(problem)
    departments = {official.id: official.department for official in problem.officials}
    duties = [
        (name, skill, heat)
        for heat in _ordered(plan)
        for skill, names in sorted(heat.officials.items())
        for name in names
    ]
    for name, skill, heat in sorted(duties, key=lambda duty: duty[0]):
        until = _when(problem, end(heat))[1]
        yield name, departments.get(name), skill, heat.id, heat.event, *_when(problem, heat.start), until, heat.venue


def _open(problem: Problem, plan: Plan, language: str) -> Rows:
    for left in plan.unplaced:
        yield left.entrant, left.event, None, None, None, _told(left.reasons, language)
    for lack in plan.unstaffed:
        yield None, None, lack.heat, lack.skill, lack.missing, _told(lack.reasons, language)


def _told(reasons: Sequence[str], language: str) -> str:
    return ("；" if language == "zh" else "; ").join(word(reason, language) for reason in reasons)


def _goals(problem: Problem, plan: Plan, language: str) -> Rows:
    for goal in plan.goals:
        proven = word("yes" if goal.proven else "no", language)
        yield word(goal.name, language), goal.value, goal.bound, proven, float(goal.seconds)
