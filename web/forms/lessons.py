"""Shapes of the lesson pages: a file, the times of the periods, the hours of a department."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import time

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput

from scoring.values import half_width
from web.services.refusals import Fault, Refusal
from web.services.timetable import MOST_PERIODS, read_clock

WEEKDAY_NAMES = {
    1: _l("周一"),
    2: _l("周二"),
    3: _l("周三"),
    4: _l("周四"),
    5: _l("周五"),
    6: _l("周六"),
    7: _l("周日"),
}
_LINE = re.compile(r"(?:第?(\d{1,2})节?\s+)?(\d{1,2}:\d{2})\s*[-–—~至]\s*(\d{1,2}:\d{2})")


class LessonFileForm(FlaskForm):
    """A timetable of lessons."""

    file = FileField(_l("课表文件（xlsx 或 csv）"), validators=[FileRequired()])


class PeriodsForm(FlaskForm):
    """The times of the periods, a line each."""

    lines = TextAreaField(
        _l("一行一节"),
        validators=[InputRequired(), Length(max=1000)],
        description=_l("例如：08:00-08:45。从第 1 节写起。"),
        render_kw={"rows": 9},
    )

    def times(self) -> dict[int, tuple[int, int]]:
        """Start and end in minutes by period. Refuses period_line_unreadable for each line that is none."""
        found: dict[int, tuple[int, int]] = {}
        faults = []
        lines = [line.strip() for line in half_width(self.lines.data or "").splitlines() if line.strip()]
        for number, line in enumerate(lines, start=1):
            match = _LINE.fullmatch(line)
            clocks = [read_clock(text) for text in (match[2], match[3])] if match else []
            if match is None or None in clocks or number > MOST_PERIODS:
                faults.append(Fault("period_line_unreadable", {"line": number, "given": line[:30]}))
                continue
            starts, ends = (clock.hour * 60 + clock.minute for clock in clocks if clock)
            found[int(match[1] or number)] = (starts, ends)
        if faults:
            raise Refusal(*faults)
        return found


class HoursForm(FlaskForm):
    """Hours in which nobody of a department is free."""

    department = SelectField(_l("部门"), coerce=int)
    weekdays = SelectMultipleField(
        _l("星期几"),
        coerce=int,
        choices=[SelectChoice(number, name) for number, name in WEEKDAY_NAMES.items()],
        default=[1, 2, 3, 4, 5],
        option_widget=CheckboxInput(),
    )
    start = TimeField(_l("从"), validators=[InputRequired()])
    end = TimeField(_l("到"), validators=[InputRequired()])
    reason = StringField(_l("事由"), validators=[Length(max=60)])

    def offer(self, departments: Sequence[tuple[int, str]]) -> None:
        """The departments to choose from."""
        self.department.choices = [SelectChoice(number, path) for number, path in departments]

    @property
    def minutes(self) -> tuple[int, int]:
        """From and to in minutes from midnight."""
        return _minute(self.start.data), _minute(self.end.data)


def period_lines(times: Mapping[int, tuple[int, int]]) -> str:
    """The periods as the form shows them."""
    return "\n".join(f"{number} {clock_of(starts)}-{clock_of(ends)}" for number, (starts, ends) in times.items())


def clock_of(minute: int) -> str:
    """Minutes from midnight as a time of day."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _minute(clock: time | None) -> int:
    return clock.hour * 60 + clock.minute if clock else 0
