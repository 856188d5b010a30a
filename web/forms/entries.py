"""Forms of the entries chapter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

ENTRANT_KINDS = {
    "person": _l("个人"),
    "family": _l("家庭"),
    "department": _l("部门"),
    "union": _l("工会"),
}

ENTRY_FIELDS = ("staff_no", "name", "contest", "title", "coauthors", "family", "department", "seed_mark")
COLUMN_NOTES = {
    "staff_no": _l("参赛职工的工号；家庭参赛写职工本人的工号；部门参赛留空。"),
    "name": _l("可不填；填了就与工号核对。没有工号时按姓名（和部门）找人。"),
    "contest": _l("必填。写项目名称或其中一部分，例如 论文评比、徒步走。"),
    "title": _l("教案、论文等的名称。"),
    "coauthors": _l("按署名顺序写工号，用顿号隔开；不含第一作者。"),
    "family": _l("家庭项目：按证书上的顺序写家人姓名，用顿号隔开；不含职工本人。"),
    "department": _l("部门参赛写部门名称；其他项目可不填。"),
    "seed_mark": _l("体育项目以前的成绩，用来编排分组，例如 4:05.3 或 1860米；可不填。"),
}


class EntryForm(FlaskForm):
    """What an entry says beside who it is."""

    title = StringField(_l("作品名称"), validators=[Length(max=120)])
    coauthors = StringField(
        _l("合作者"),
        description=_l("按署名顺序写工号或姓名，用顿号或逗号隔开；不含第一作者。"),
        validators=[Length(max=300)],
    )
    seed_mark = StringField(
        _l("报名成绩"),
        description=_l("用来编排分组，例如 4:05.3 或 1860 米；没有可不填。"),
        validators=[Length(max=20)],
    )


class WithdrawForm(FlaskForm):
    """Why an entry is withdrawn."""

    reason = StringField(_l("退出原因"), validators=[InputRequired(), Length(max=200)])


class FamilyForm(FlaskForm):
    """A family: its member of staff, its relatives, the name to print."""

    person = StringField(_l("职工（工号或姓名）"), validators=[InputRequired(), Length(max=60)])
    relatives = StringField(
        _l("家庭成员"), description=_l("按证书上的顺序，用顿号隔开；不含职工本人。"), validators=[Length(max=300)]
    )
    name = StringField(_l("家庭名称"), description=_l("留空则写成“某某家庭”。"), validators=[Length(max=120)])
