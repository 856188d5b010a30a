"""Forms of a competition: starting, copying, its own facts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

_NAME = (InputRequired(), Length(max=120))


class OwnCompetitionForm(FlaskForm):
    """Starting one's own competition."""

    union = StringField(_l("工会名称"), validators=_NAME)
    name = StringField(_l("赛事名称"), validators=_NAME)


class CopyForm(FlaskForm):
    """Copying a competition for another year."""

    name = StringField(_l("新赛事名称"), validators=_NAME)
    year = IntegerField(_l("年度"), validators=[InputRequired(), NumberRange(2000, 2100)])


class SettingsForm(FlaskForm):
    """What notices and certificates say of the competition."""

    name = StringField(_l("赛事名称"), validators=_NAME)
    issuer = StringField(_l("落款单位"), description=_l("印在公告和奖状右下角。"), validators=_NAME)
    year = IntegerField(_l("年度"), validators=[InputRequired(), NumberRange(2000, 2100)])
    certificate_prefix = StringField(
        _l("证书字号"),
        description=_l("例如“工证字”，印成〔2026〕工证字第0001号。"),
        validators=[InputRequired(), Length(max=20)],
    )
