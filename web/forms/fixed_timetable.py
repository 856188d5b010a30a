"""Shapes of a timetable decided elsewhere: a file, or heats typed one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, FieldList, Form, FormField, SelectField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from web.services.refusals import Fault, Refusal
from web.services.timetable.fixed import FixedRow

ROWS = 8


class FixedFileForm(FlaskForm):
    """A decided timetable as a file."""

    file = FileField(_l("赛程文件（xlsx 或 csv）"), validators=[FileRequired()])


class HeatForm(Form):
    """One heat: which group, when, where; left empty it is none."""

    event = SelectField(_l("项目与组别"), validators=[Optional()])
    day = DateField(_l("日期"), validators=[Optional()])
    start = TimeField(_l("开始"), validators=[Optional()])
    venue = SelectField(_l("场地"), validators=[Optional()])


class HeatsForm(FlaskForm):
    """Some heats, a row each."""

    heats = FieldList(FormField(HeatForm), min_entries=ROWS, max_entries=ROWS)

    def offer(self, events: Sequence[tuple[str, str]], venues: Sequence[tuple[str, str]]) -> None:
        """The groups and venues to choose from."""
        for row in self.heats:
            row.event.choices = [SelectChoice("", "—"), *(SelectChoice(code, name) for code, name in events)]
            row.venue.choices = [SelectChoice("", "—"), *(SelectChoice(code, name) for code, name in venues)]

    def rows(self) -> list[FixedRow]:
        """The heats typed. Refuses fixed_row_incomplete for each row that says something, but not everything."""
        found: list[FixedRow] = []
        faults: list[Fault] = []
        for number, row in enumerate(self.heats, start=1):
            typed = row.event.data, row.day.data, row.start.data, row.venue.data
            event, day, start, venue = typed
            if event and day and start and venue:
                found.append(FixedRow(event, str(number), datetime.combine(day, start), venue))
            elif event or start:
                faults.append(Fault("fixed_row_incomplete", {"row": number}))
        if faults:
            raise Refusal(*faults)
        return found
