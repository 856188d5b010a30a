"""The rows of the rules form: criteria, groups, prizes. Shape only: what a number means is the rules' business."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Form, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from web.present.rule_words import CHOICES


def offered(pairs: Sequence[tuple[str, object]]) -> list[SelectChoice]:
    """Words of a rule with what people read for them."""
    return [SelectChoice(value, label) for value, label in pairs]


def words(key: str) -> list[SelectChoice]:
    """The choices of one key of the rules."""
    return offered([(value, _(text)) for value, text in CHOICES[key].items()])


class TicksField(SelectMultipleField):
    """Several words to tick; none ticked admits everybody."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class CriterionRow(Form):
    """One criterion (评分项)."""

    code = StringField(_("代号"))
    name = StringField(_("评分项"))
    maximum = StringField(_("满分"))
    step = StringField(_("最小分档"), default="0.5")
    descriptor = TextAreaField(_("评分要点"))


class BandRow(Form):
    """One group (组别)."""

    code = StringField(_("代号"))
    name = StringField(_("组别名称"))
    genders = TicksField(_("性别"), choices=words("groups.bands.genders"))
    lower = StringField(_("周岁下限"))
    lower_inclusive = BooleanField(_("含下限"), default=True)
    upper = StringField(_("周岁上限"))
    upper_inclusive = BooleanField(_("含上限"), default=True)
    post_categories = TicksField(_("岗位类别"), choices=words("groups.bands.post_categories"))


class PrizeRow(Form):
    """One prize tier (奖次)."""

    name = StringField(_("奖次名称"))
    number = StringField(_("数量"))
    unit = SelectField(_("按"), choices=offered([("count", _("个")), ("share", _("%（按参评数）"))]))
    floor = StringField(_("最低得分"))
    value = StringField(_("每份价值（元）"))
