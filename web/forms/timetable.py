"""Shapes of the timetable pages: sessions, venues, closures, heat formats, windows of absence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, IntegerField, SelectField, SelectMultipleField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput

from scoring.values import half_width
from web.services.refusals import refuse
from web.services.timetable import HeatShape
from web.services.venues import VenueShape

KIND_NAMES = {
    "gym": _l("健身房（跑步机）"),
    "track": _l("跑道"),
    "hall": _l("场馆（礼堂、体育馆）"),
    "court": _l("球场"),
    "route": _l("步道（分批出发）"),
}
SEEDING_NAMES = {
    "serpentine": _l("蛇形编排（各组实力相近）"),
    "similar": _l("成绩相近的同组"),
    "random": _l("抽签"),
}


def _choices(names: Mapping[str, object]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in names.items()]


_PARTING = re.compile(r"[、,;\s]+")
_SPAN = re.compile(r"(\d{1,3})(?:[-~—至](\d{1,3}))?")
_MINUTES = {"inputmode": "numeric", "min": 0}


class WindowForm(FlaskForm):
    """A day and two times of day."""

    day = DateField(_l("日期"), validators=[InputRequired()])
    start = TimeField(_l("开始"), validators=[InputRequired()])
    end = TimeField(_l("结束"), validators=[InputRequired()])

    @property
    def starts(self) -> datetime:
        """The first moment."""
        return _joined(self.day.data, self.start.data)

    @property
    def ends(self) -> datetime:
        """The last moment."""
        return _joined(self.day.data, self.end.data)


class SessionForm(WindowForm):
    """场次: when races may run."""


class ClosureForm(WindowForm):
    """Places (none: the whole venue) that are closed for a while."""

    place = StringField(
        _l("机号 / 道次"),
        description=_l("几个一起关闭可写 3、5-8；留空表示整个场地。"),
        validators=[Length(max=60)],
    )

    def places(self) -> list[int]:
        """The numbers typed, each once; none means the whole venue. Refuses closure_places_unreadable."""
        found: list[int] = []
        for part in _PARTING.split(half_width(self.place.data or "").strip()):
            match = _SPAN.fullmatch(part)
            if part and match is None:
                raise refuse("closure_places_unreadable", given=part[:20])
            if match:
                found += range(int(match[1]), int(match[2] or match[1]) + 1)
        return list(dict.fromkeys(found))


class AbsenceForm(WindowForm):
    """When somebody cannot start."""

    staff_no = StringField(_l("工号"), validators=[InputRequired(), Length(max=30)])
    reason = StringField(_l("事由"), validators=[Length(max=60)])


class AbsenceFileForm(FlaskForm):
    """A file of such windows."""

    file = FileField(_l("课表文件（xlsx 或 csv）"), validators=[FileRequired()])


class VenueForm(FlaskForm):
    """场地: what it is and how much fits."""

    name = StringField(_l("名称"), validators=[InputRequired(), Length(max=60)])
    kind = SelectField(_l("类型"), choices=_choices(KIND_NAMES))
    places = IntegerField(
        _l("跑步机台数 / 跑道条数"),
        description=_l("步道不限人数可留空。"),
        validators=[Optional(), NumberRange(1, 999)],
    )
    changeover_minutes = IntegerField(
        _l("两组之间的间隔（分钟）"), default=0, validators=[InputRequired(), NumberRange(0, 240)]
    )
    wave_interval_minutes = IntegerField(
        _l("步道：每隔几分钟一批"), validators=[Optional(), NumberRange(1, 240)], render_kw=_MINUTES
    )
    on_route_max = IntegerField(
        _l("步道：同时在途最多人数"), validators=[Optional(), NumberRange(1, 10000)], render_kw=_MINUTES
    )

    def shape(self) -> VenueShape:
        """The venue as typed."""
        return VenueShape(
            self.name.data or "",
            self.kind.data,
            self.places.data,
            self.changeover_minutes.data or 0,
            self.wave_interval_minutes.data,
            self.on_route_max.data,
        )


class HeatFormatForm(FlaskForm):
    """How a contest runs in heats."""

    venue_kind = SelectField(_l("用哪类场地"), choices=_choices(KIND_NAMES))
    heat_minutes = IntegerField(
        _l("每组占用场地（分钟）"),
        description=_l("跑步机：热身 5 分钟、比赛、复位消毒 5 分钟。"),
        validators=[InputRequired(), NumberRange(1, 600)],
    )
    entrant_minutes = IntegerField(
        _l("每人用时（分钟）"),
        description=_l("从出发到可以离开；徒步走包括全程。"),
        validators=[InputRequired(), NumberRange(1, 600)],
    )
    min_fill = IntegerField(_l("每组最少人数"), validators=[InputRequired(), NumberRange(1, 999)])
    max_fill = IntegerField(
        _l("每组最多人数"),
        description=_l("跑步机宜留一台备用。"),
        validators=[InputRequired(), NumberRange(1, 999)],
    )
    rest_minutes = IntegerField(
        _l("与本人其他项目至少间隔（分钟）"),
        description=_l("51 周岁（含）以上按 60 分钟。"),
        validators=[InputRequired(), NumberRange(0, 600)],
    )
    seeding = SelectField(_l("编组方法"), choices=_choices(SEEDING_NAMES))
    other_kinds = SelectMultipleField(
        _l("也可以用"),
        choices=_choices(KIND_NAMES),
        option_widget=CheckboxInput(),
    )
    single_heat = BooleanField(_l("同一组别的人全部一起出发（不分组）"))
    final_size = IntegerField(
        _l("决赛人数"),
        description=_l("留空表示不设决赛；报名不足的组直接决赛。"),
        validators=[Optional(), NumberRange(2, 99)],
    )
    final_minutes = IntegerField(_l("决赛占用场地（分钟）"), validators=[Optional(), NumberRange(1, 600)])
    final_gap_minutes = IntegerField(
        _l("末组结束到决赛（分钟）"),
        description=_l("休息和出成绩的时间，通常 40 分钟。"),
        validators=[Optional(), NumberRange(0, 1440)],
    )

    def shape(self) -> HeatShape:
        """The format as typed; a final without minutes takes as long as a heat."""
        final = self.final_size.data
        return HeatShape(
            self.venue_kind.data,
            self.heat_minutes.data or 0,
            self.entrant_minutes.data or 0,
            self.min_fill.data or 0,
            self.max_fill.data or 0,
            self.rest_minutes.data if self.rest_minutes.data is not None else -1,
            self.seeding.data,
            tuple(self.other_kinds.data or ()),
            self.single_heat.data,
            final,
            (self.final_minutes.data or self.heat_minutes.data) if final else None,
            (self.final_gap_minutes.data or 0) if final else None,
        )


def _joined(day: date | None, clock: time | None) -> datetime:
    return datetime.combine(day or date.min, clock or time())
