"""Shapes of the race desk: one line per lane, and a file of results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import Length

from scoring.races import Status
from web.services.races import Typed

STATUS_NAMES = {
    Status.FIN: _l("完成"),
    Status.DNS: _l("弃权 DNS"),
    Status.DNF: _l("中退 DNF"),
    Status.DQ: _l("取消成绩 DQ"),
    Status.OOC: _l("不计名次 OOC"),
    Status.PROV: _l("待定 PROV"),
}
_LONGEST = {"reading": 40, "status": 10, "reason": 300, "penalty": 20}


class ResultFileForm(FlaskForm):
    """A table of results, and why they change when they were published already."""

    file = FileField(_l("成绩文件（xlsx 或 csv）"), validators=[FileRequired()])
    change_reason = StringField(_l("更正原因"), validators=[Length(max=300)])


def typed_lines(form: Mapping[str, str], lane_ids: Iterable[int]) -> dict[int, Typed]:
    """The lines of a heat's form by lane row number; fields are named `reading-12`, `status-12` and so on."""
    return {lane_id: _line(form, lane_id) for lane_id in lane_ids}


def _line(form: Mapping[str, str], lane_id: int) -> Typed:
    text = {name: form.get(f"{name}-{lane_id}", "")[:longest] for name, longest in _LONGEST.items()}
    version = form.get(f"version-{lane_id}", "0")
    return Typed(**text, base_version=int(version) if version.isdecimal() else 0)
