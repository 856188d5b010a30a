"""Shapes of a timetable decided elsewhere: a file, or heats typed line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, FieldList, Form, FormField, IntegerField, SelectField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from web.services.refusals import Fault, Refusal
from web.services.timetable.fixed import FixedRow

ROWS = 6
"""Lines at first, and so many more each time they are asked for."""
MOST_ROWS = 300


class FixedFileForm(FlaskForm):
    """A decided timetable as a file."""

    file = FileField(_l("赛程文件（xlsx 或 csv）"), validators=[FileRequired()])


class HeatForm(Form):
    """One line: which group, when, where, and how many heats one after the other; left empty it is none."""

    event = SelectField(_l("项目与组别"), validators=[Optional()])
    day = DateField(_l("日期"), validators=[Optional()])
    start = TimeField(_l("开始"), validators=[Optional()])
    venue = SelectField(_l("场地"), validators=[Optional()])
    count = IntegerField(_l("组数"), validators=[Optional(), NumberRange(1, 200)])
    every = IntegerField(_l("每隔（分钟）"), validators=[Optional(), NumberRange(1, 600)])


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line says, with what the line above says where it is empty."""

    event: str = ""
    day: date | None = None
    start: time | None = None
    venue: str = ""


class HeatsForm(FlaskForm):
    """Some heats, a line each or a line for several."""

    heats = FieldList(FormField(HeatForm), min_entries=ROWS, max_entries=MOST_ROWS)

    def offer(self, events: Sequence[tuple[str, str]], venues: Sequence[tuple[str, str]]) -> None:
        """The groups and venues to choose from."""
        for row in self.heats:
            row.event.choices = [SelectChoice("", "—"), *(SelectChoice(code, name) for code, name in events)]
            row.venue.choices = [SelectChoice("", "—"), *(SelectChoice(code, name) for code, name in venues)]

    def more(self) -> None:
        """Some empty lines more."""
        for _ in range(min(ROWS, MOST_ROWS - len(self.heats))):
            self.heats.append_entry()

    def rows(self) -> list[FixedRow]:
        """The heats typed. Refuses fixed_row_incomplete for each line that says something, but not everything, and
        fixed_every_missing for several heats without the minutes between them.
        """
        found: list[FixedRow] = []
        faults: list[Fault] = []
        above = _Line()
        for number, row in enumerate(self.heats, start=1):
            typed = row.event.data or row.start.data or row.count.data
            line = _Line(row.event.data or "", row.day.data, row.start.data, row.venue.data or "")
            line = replace(
                line, event=line.event or above.event, day=line.day or above.day, venue=line.venue or above.venue
            )
            if not typed:
                continue
            above = line
            if not (line.event and line.day and line.start and line.venue):
                faults.append(Fault("fixed_row_incomplete", {"row": number}))
            elif (row.count.data or 1) > 1 and not row.every.data:
                faults.append(Fault("fixed_every_missing", {"row": number}))
            else:
                found += _heats(line, number, row.count.data or 1, row.every.data or 0)
        if faults:
            raise Refusal(*faults)
        return found


def _heats(line: _Line, number: int, count: int, every: int) -> Iterator[FixedRow]:
    """The heats of a line, one every so many minutes."""
    if line.day and line.start:
        first = datetime.combine(line.day, line.start)
        for each in range(count):
            yield FixedRow(line.event, f"{number}.{each + 1}", first + each * timedelta(minutes=every), line.venue)
