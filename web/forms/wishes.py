"""Shapes of the wishes and of the officials: what they mean is decided by the services."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, IntegerField, SelectField, SelectMultipleField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput

from web.db.models import TimeWish
from web.services.timetable import CHOICE, Duties

WEIGHT_NAMES = {1: _l("有可能就照顾"), 3: _l("比较重要"), 10: _l("很重要")}
GOAL_NAMES = {
    "slots": _l("开赛的时刻尽量少（默认不考虑）"),
    "waiting": _l("参加几个项目的人少等候"),
    "duty_spread": _l("裁判员的任务一样多"),
    "department_spread": _l("同部门的人尽量不同组"),
    "seeding": _l("按报名成绩编组"),
    "preferences": _l("照顾时间愿望"),
}
SKILLS = (
    _l("计时员"),
    _l("计时长"),
    _l("发令员"),
    _l("终点裁判"),
    _l("检录员"),
    _l("检查员"),
    _l("记录员"),
    _l("医务"),
)
_WHO = re.compile(r"([cd])(\d+):(.*)")
_PARTING = re.compile(r"[、,，;；/\s]+")
Choices = Sequence[tuple[str, str]]


class GeneralForm(FlaskForm):
    """What holds for everybody."""

    rest_from_age = IntegerField(
        _l("多少周岁起休息更久"),
        validators=[InputRequired(), NumberRange(1, 120)],
        description=_l("通行做法：51 周岁。"),
    )
    rest_older_minutes = IntegerField(
        _l("他们两项之间至少休息（分钟）"),
        validators=[InputRequired(), NumberRange(0, 600)],
        description=_l("通行做法：60 分钟。其他人按各项目的规定，通常 30 分钟。"),
    )
    most_per_day = IntegerField(
        _l("每人每天最多几项"), validators=[Optional(), NumberRange(1, 20)], description=_l("留空表示不限；决赛不计。")
    )
    avoid_own_department = BooleanField(_l("裁判员不执裁有本部门选手的组"))


class GoalsForm(FlaskForm):
    """Which of the goals count that may be left out."""

    goals = SelectMultipleField(
        _l("还要考虑"),
        choices=[SelectChoice(goal, GOAL_NAMES[goal]) for goal in CHOICE],
        option_widget=CheckboxInput(),
    )


class OrderForm(FlaskForm):
    """先后: which contest follows which, and after how long."""

    contest = SelectField(_l("这个项目"), coerce=int)
    before = SelectField(_l("排在哪个项目全部结束之后"), coerce=int)
    gap_minutes = IntegerField(_l("再间隔几分钟"), default=0, validators=[InputRequired(), NumberRange(0, 1440)])

    def offer(self, contests: Sequence[tuple[int, str]]) -> None:
        """The contests to choose from."""
        self.contest.choices = [SelectChoice(number, name) for number, name in contests]
        self.before.choices = [*self.contest.choices[1:], *self.contest.choices[:1]]


class NeedForm(FlaskForm):
    """How many with a skill every heat needs."""

    contest = SelectField(_l("项目"), coerce=int)
    skill = StringField(
        _l("需要的裁判员"),
        validators=[InputRequired(), Length(max=30)],
        description=_l("例如：计时员、发令员、终点裁判、医务。"),
        render_kw={"list": "known-skills", "autocomplete": "off"},
    )
    count = IntegerField(_l("每组几人"), default=1, validators=[InputRequired(), NumberRange(1, 50)])

    def offer(self, contests: Sequence[tuple[int, str]]) -> None:
        """The contests to choose from."""
        self.contest.choices = [SelectChoice(number, name) for number, name in contests]


class TimeWishForm(FlaskForm):
    """Who wishes to run when or where."""

    who = SelectField(_l("谁"), validators=[Optional()])
    staff_no = StringField(_l("或某位职工的工号"), validators=[Length(max=30)])
    day = DateField(_l("日期"), validators=[Optional()])
    start = TimeField(_l("不早于"), validators=[Optional()])
    end = TimeField(_l("不晚于"), validators=[Optional()])
    session = SelectField(_l("场次"), coerce=int, validators=[Optional()])
    venue = SelectField(_l("场地"), coerce=int, validators=[Optional()])
    weight = SelectField(
        _l("有多重要"), coerce=int, choices=[SelectChoice(weight, name) for weight, name in WEIGHT_NAMES.items()]
    )

    def offer(
        self,
        groups: dict[str, Choices],
        sessions: Sequence[tuple[int, str]],
        venues: Sequence[tuple[int, str]],
    ) -> None:
        """What there is to choose from; `groups` by heading."""
        self.who.choices = {"": [("", "—")], **groups}
        self.session.choices = [SelectChoice(0, "—"), *(SelectChoice(number, name) for number, name in sessions)]
        self.venue.choices = [SelectChoice(0, "—"), *(SelectChoice(number, name) for number, name in venues)]

    def wish(self, person_id: int | None, first_day: date | None) -> TimeWish:
        """The wish as typed; times without a day are meant for the first one."""
        wish = TimeWish(weight=self.weight.data, person_id=person_id, group_code="")
        found = _WHO.fullmatch(self.who.data or "")
        if found and found[1] == "c":
            wish.contest_id, wish.group_code = int(found[2]), found[3]
        elif found:
            wish.department_id = int(found[2])
        day = self.day.data or first_day
        wish.starts, wish.ends = _at(day, self.start.data), _at(day, self.end.data)
        wish.session_id, wish.venue_id = self.session.data or None, self.venue.data or None
        return wish


class DutiesForm(FlaskForm):
    """What an official can do, how much, and when."""

    skills = StringField(
        _l("能担任什么"),
        validators=[Length(max=200)],
        description=_l("几种之间用顿号分开，例如：计时员、发令员。"),
        render_kw={"list": "known-skills", "autocomplete": "off"},
    )
    most_heats = IntegerField(
        _l("最多执裁几组"), validators=[Optional(), NumberRange(0, 999)], description=_l("留空表示不限。")
    )
    rest_minutes = IntegerField(
        _l("两组之间至少休息（分钟）"), default=0, validators=[InputRequired(), NumberRange(0, 240)]
    )
    day = DateField(_l("只在这一天能来"), validators=[Optional()], description=_l("留空表示随时能来，上课除外。"))
    start = TimeField(_l("从"), validators=[Optional()])
    end = TimeField(_l("到"), validators=[Optional()])

    def duties(self, kept: Sequence[tuple[datetime, datetime]] = ()) -> Duties:
        """The duties as typed; `kept` windows stay beside the one typed."""
        windows = list(kept)
        if self.day.data:
            last = time(23, 55)
            windows.append(
                (
                    datetime.combine(self.day.data, self.start.data or time()),
                    datetime.combine(self.day.data, self.end.data or last),
                )
            )
        skills = tuple(skill for skill in _PARTING.split(self.skills.data or "") if skill)
        return Duties(skills, self.most_heats.data, self.rest_minutes.data or 0, windows)


class OfficialsFileForm(FlaskForm):
    """A list of officials as a file."""

    file = FileField(_l("裁判员名单（xlsx 或 csv）"), validators=[FileRequired()])


class OfficialForm(DutiesForm):
    """A new official: staff by number, a guest by name."""

    staff_no = StringField(_l("工号"), validators=[Length(max=30)], description=_l("本单位职工填工号。"))
    name = StringField(_l("或外请人员的姓名"), validators=[Length(max=60)])


def _at(day: date | None, clock: time | None) -> datetime | None:
    return datetime.combine(day, clock) if day and clock else None
