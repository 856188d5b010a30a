"""Forms of the people chapter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

GENDERS = [("", _l("未知")), ("M", _l("男")), ("F", _l("女"))]
POSTS = [
    ("", _l("未知")),
    ("teaching", _l("教学")),
    ("management", _l("管理")),
    ("support", _l("教辅")),
    ("logistics", _l("工勤")),
]
LEVEL_NAMES = {"campus": _l("校区"), "department": _l("部门"), "union_group": _l("工会小组")}

DIFFERENCE_LABELS = {
    "name": _l("姓名"),
    "staff_no": _l("工号"),
    "gender": _l("性别"),
    "birth_date": _l("出生日期"),
    "post_category": _l("岗位类别"),
    "path": _l("部门"),
    "id_last4": _l("身份证尾号"),
    "active": _l("在职"),
}
COLUMN_NOTES = {
    "staff_no": _l("最可靠的识别依据：有工号的人再次导入时会更新，不会重复。"),
    "name": _l("必填，2 至 30 字。少数民族姓名中间用“·”；生僻字写完整的一个字。"),
    "gender": _l("男 或 女；填了身份证号可以不填。"),
    "identity": _l("可不填。填了就核对校验码、出生日期和性别；核对后只留加密摘要和后四位。"),
    "birth_date": _l("例如 1975-11-22、1975.11.22、1975年11月22日；要写到日。"),
    "campus": _l("例如 南校区；只有一个校区可以不填。"),
    "department": _l("例如 语文教研组；没有的部门会在导入时新建，预览里会列出来。"),
    "union_group": _l("例如 第一工会小组；没有可以不填。"),
    "post": _l("教学、管理、教辅 或 工勤。"),
}


class UploadForm(FlaskForm):
    """One file; what it holds is judged by the service, which can say more than a form."""

    file = FileField(_l("文件（.xlsx 或 .csv）"), render_kw={"accept": ".xlsx,.csv"})


class PersonForm(FlaskForm):
    """One person; the department's choices are set by the view."""

    name = StringField(_l("姓名"), validators=[InputRequired(), Length(max=60)])
    staff_no = StringField(_l("工号"), validators=[Length(max=30)])
    gender = SelectField(_l("性别"), choices=[SelectChoice(*one) for one in GENDERS])
    birth_date = StringField(
        _l("出生日期"),
        description=_l("例如 1975-11-22 或 1975年11月22日。留空表示未知；按年龄分组的项目会因此不能抽签。"),
        validators=[Length(max=40)],
        render_kw={"autocomplete": "off"},
    )
    department = SelectField(_l("部门"), coerce=int)
    post_category = SelectField(_l("岗位类别"), choices=[SelectChoice(*one) for one in POSTS])
    identity = StringField(
        _l("身份证号（可不填）"),
        description=_l("只用来核对出生日期和性别。核对后即丢弃，系统只留加密摘要和后四位。"),
        validators=[Length(max=40)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


class DepartmentForm(FlaskForm):
    """A new department; the choices of the parent are set by the view."""

    name = StringField(_l("名称"), validators=[InputRequired(), Length(max=60)])
    level = SelectField(_l("级别"), choices=[SelectChoice(*one) for one in LEVEL_NAMES.items()], default="department")
    parent = SelectField(_l("上级"), coerce=int)


class DepartmentChangeForm(FlaskForm):
    """Renaming or moving one department."""

    name = StringField(_l("名称"), validators=[InputRequired(), Length(max=60)])
    parent = SelectField(_l("上级"), coerce=int)
