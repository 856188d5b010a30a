"""Forms of sign-in and members."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from web.services.act import Role

ROLE_NAMES = {
    Role.ORGANIZER: _l("组织者"),
    Role.RACE_DESK: _l("检录与成绩"),
    Role.CHIEF_JUDGE: _l("评委组长"),
    Role.AUDITOR: _l("监督员（只看不改）"),
}


class SignInForm(FlaskForm):
    """Login and password."""

    login = StringField(
        _l("登录名"), validators=[InputRequired(), Length(max=60)], render_kw={"autocomplete": "username"}
    )
    password = PasswordField(
        _l("密码"),
        validators=[InputRequired(), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )


class PasswordForm(FlaskForm):
    """A new password, twice."""

    password = PasswordField(
        _l("新密码"),
        description=_l("至少 10 个字符；一句好记的话比符号更安全。"),
        validators=[InputRequired(), Length(max=200)],
        render_kw={"autocomplete": "new-password"},
    )
    repeat = PasswordField(
        _l("再输一次"), validators=[InputRequired(), Length(max=200)], render_kw={"autocomplete": "new-password"}
    )


class MemberForm(FlaskForm):
    """Inviting a member."""

    name = StringField(_l("姓名"), validators=[InputRequired(), Length(max=60)])
    login = StringField(_l("登录名"), validators=[InputRequired(), Length(min=2, max=60)])
    role = SelectField(_l("身份"), choices=[SelectChoice(role.value, label) for role, label in ROLE_NAMES.items()])
