"""Forms of the contests' pages: creating, renaming, confirming a date, giving a reason."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length


class NewContestForm(FlaskForm):
    """A new contest; `source` is an example's code, or `judged` / `race` for blank rules."""

    source = StringField(validators=[InputRequired()])
    code = StringField(
        _l("项目代号"),
        description=_l("用字母、数字和下划线，例如 walk_men_51；导入文件和网址里用它，建好后不再改。"),
        validators=[InputRequired(message=_l("请填写项目代号。")), Length(max=40)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    name = StringField(_l("项目名称"), validators=[InputRequired(message=_l("请填写项目名称。")), Length(max=120)])


class NameForm(FlaskForm):
    """Another name for a contest."""

    name = StringField(_l("项目名称"), validators=[InputRequired(message=_l("请填写项目名称。")), Length(max=120)])


class DateForm(FlaskForm):
    """The reference date, confirmed or changed."""

    day = DateField(_l("年龄计算截止日"), validators=[InputRequired(message=_l("请写明日期，如 2026-12-31。"))])


class ReasonForm(FlaskForm):
    """A reason that goes on record."""

    reason = TextAreaField(_l("理由（将记录在案）"), validators=[Length(max=1000)], render_kw={"rows": 3})
