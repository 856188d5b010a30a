"""Forms of publishing and of the committee's decisions."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional


class StepForm(FlaskForm):
    """One step towards the final result: nothing becomes public by a slip of the finger."""

    checked = BooleanField(
        _l("我已核对，知道这一步之后所有人都能看到上述内容"), validators=[InputRequired(_l("请先勾选，确认已核对。"))]
    )


class CorrectionForm(StepForm):
    """Publishing a version that replaces an earlier one."""

    reason = TextAreaField(
        _l("更正原因"),
        description=_l("原因会随新版本公开，请不要写个人隐私。"),
        validators=[InputRequired(_l("请写明更正原因。")), Length(max=500)],
        render_kw={"rows": 3},
    )


class DecisionForm(FlaskForm):
    """A committee's decision on one entry."""

    entry = SelectField(_l("参赛者"), coerce=int, validate_choice=False)
    kind = RadioField(
        _l("决定"),
        choices=[
            SelectChoice("extra_prize", _l("授予奖次（增设，或裁定并列）")),
            SelectChoice("withdraw_prize", _l("取消奖次")),
        ],
        default="extra_prize",
    )
    tier = SelectField(_l("奖次"), description=_l("取消奖次时不用选。"), validators=[Optional()], validate_choice=False)
    minute = TextAreaField(
        _l("会议纪要"),
        description=_l("写明纪要编号和理由；会随结果公开，请不要写个人隐私。"),
        validators=[InputRequired(_l("请写明会议纪要。")), Length(max=500)],
        render_kw={"rows": 3},
    )
    decided_on = DateField(_l("决定日期"), validators=[InputRequired(_l("请填写决定日期。"))])
