"""The rules of one contest as a plain form. Fields bear the names of the document's keys, so faults find their place.

Rows are added, removed and moved by ordinary submit buttons; nothing here needs a script.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)

from web.forms.rules_buttons import FreshRows
from web.forms.rules_rows import BandRow, CriterionRow, PrizeRow, TicksField, offered, words
from web.present.rule_words import CHOICES

FRESH_ROWS: FreshRows = {
    "criteria": {"code": "", "step": "0.5"},
    "groups-bands": {"code": "", "lower_inclusive": "y", "upper_inclusive": "y"},
    "prizes": {"name": "", "unit": "count"},
    "ranking-ties": {"": ""},
}
"""The lists of rows by their field's name, with the cells a new row begins with (a posted form has no defaults)."""


class JudgingForm(Form):
    """How marks become a score."""

    method = SelectField(
        _("计分方法"),
        choices=words("judging.method"),
    )
    drop = StringField(_("两端各去掉几个"), default="1")
    trim = SelectField(_("去分对象"), choices=words("judging.trim"))
    rounding = SelectField(_("何时四舍五入"), choices=words("judging.rounding"))
    decimals = StringField(_("得分保留小数位"), default="2")
    minimum_judges = StringField(_("每份作品最少几位评委"), default="5")
    total = StringField(_("声明的总分"), default="100")
    recuse_own_department = BooleanField(_("评委回避本部门的作品"), default=True)


class RaceForm(Form):
    """How a time or distance becomes a result."""

    measure = SelectField(_("比什么"), choices=words("race.measure"))
    better = SelectField(_("怎样算好"), choices=words("race.better"))
    precision = StringField(
        _("成绩精度"), default="0.1", description=_("用时写秒数：0.001、0.01、0.1 或 1；距离写整米数，如 1 或 10。")
    )
    rounding = SelectField(
        _("精度以下的取法"),
        choices=words("race.rounding"),
    )
    distance_metres = StringField(_("赛程（米）"))
    duration_minutes = StringField(_("比赛时长（分钟）"))
    cut_off_minutes = StringField(_("关门时间（分钟）"))


class GroupsForm(Form):
    """The age rule and the groups."""

    reference_date = StringField(_("年龄计算截止日"))
    convention = SelectField(
        _("周岁算法"),
        choices=words("groups.convention"),
    )
    merge_below = StringField(_("不足几个时并组"), description=_("不填则不并组；截止报名时按此并组。"))
    merge_into = SelectField(_("并入哪一组"), choices=words("groups.merge_into"))
    merge_across_genders = BooleanField(_("同年龄的男女组可以合并"))
    bands = FieldList(FormField(BandRow), _("组别"))


class EligibilityForm(Form):
    """Who may take part."""

    entrant = SelectField(
        _("参赛者是"),
        choices=offered(
            [
                ("person", _("个人")),
                ("family", _("家庭")),
                ("department", _("部门")),
                ("union", _("工会")),
            ]
        ),
    )
    genders = TicksField(_("性别（不勾即不限）"), choices=words("eligibility.genders"))
    post_categories = TicksField(_("岗位类别（不勾即不限）"), choices=words("eligibility.post_categories"))
    minimum_age = StringField(_("最小周岁（含）"))
    maximum_age = StringField(_("最大周岁（含）"))
    max_events = StringField(_("每人在本届最多报几项"))
    minimum_entries = StringField(_("每组报名最少几个"))
    minimum_present = StringField(_("每组到场最少几个"))


class RankingForm(Form):
    """Numbering of places and the tie chain."""

    places = SelectField(
        _("并列后的名次"),
        choices=words("ranking.places"),
    )
    ties = FieldList(SelectField(_("得分相同时比较"), validate_choice=False, choices=[]))


class AwardsForm(Form):
    """How prizes are counted."""

    rounding = SelectField(
        _("按比例设奖的取整"),
        choices=offered(
            [
                ("cumulative_half_up", _("累计四舍五入（总数最准）")),
                ("cumulative_floor", _("累计向下取整")),
                ("each_up", _("各级分别向上取整")),
            ]
        ),
    )
    tie_at_cut = SelectField(
        _("并列正好跨在奖次分界上"),
        choices=offered(
            [
                ("expand", _("并列同奖，下一级相应减少")),
                ("shrink", _("并列者一起降到下一级")),
                ("committee", _("由评委会合议并记录")),
            ]
        ),
    )
    certificate = SelectField(
        _("证书写什么"),
        choices=words("awards.certificate"),
    )
    face_limit = StringField(
        _("获奖面上限"), default="2/3", description=_("获奖人数占参赛人数的上限，写成分数，如 2/3。")
    )
    face_binds = BooleanField(_("达到获奖面上限后不再评奖"))
    minus_one = BooleanField(_("获奖数至少比参赛数少一（减一录取）"))
    most_winners = StringField(_("每组最多几个奖"))
    most_per_department = StringField(_("同一部门每组最多几个奖"))
    first_prize_from = StringField(_("参评满几个必有最高奖次"))


class PointsForm(Form):
    """Points of the first places for the departments' total."""

    used = BooleanField(_("本项目计团体分"))
    table = StringField(_("各名次得分"), default="9 7 6 5 4 3 2 1", description=_("从第一名起，用空格隔开。"))
    department_total = BooleanField(_("计入部门团体总分"), default=True)
    minus_one = BooleanField(_("参赛不足时减一录取"))


class NoticeForm(Form):
    """How long preliminary results stand open to objections."""

    number = StringField(_("公示期"))
    unit = SelectField(_("单位"), choices=offered([("days", _("个工作日")), ("minutes", _("分钟"))]))


class RulesForm(Form):
    """All the rules. `base` is the fingerprint of what the editor saw."""

    base = HiddenField()
    format = HiddenField()
    name = StringField(_("规则全称"))
    description = TextAreaField(_("活动说明"))
    blind = BooleanField(_("匿名评审：评委只见作品编号，不见作者"))
    judging = FormField(JudgingForm)
    criteria = FieldList(FormField(CriterionRow), _("评分项"))
    race = FormField(RaceForm)
    groups = FormField(GroupsForm)
    eligibility = FormField(EligibilityForm)
    ranking = FormField(RankingForm)
    awards = FormField(AwardsForm)
    prizes = FieldList(FormField(PrizeRow), _("奖次"))
    points = FormField(PointsForm)
    notice = FormField(NoticeForm)


def tie_choices(form: RulesForm) -> list[tuple[str, object]]:
    """What equal scores can be compared by: this form's criteria, then the general links; unknown ones stay shown."""
    race = form.format.data == "race"
    rows = [] if race else [(row.form.code.data or "", row.form.name.data or "") for row in form.criteria.entries]
    general = ("unrounded",) if race else ("firsts", "unrounded", "untrimmed_mean", "chief_judge")
    known: list[tuple[str, object]] = [(f"criterion:{code}", f"{code} {name}".strip()) for code, name in rows if code]
    links = CHOICES["ranking.ties"]
    known += [(key, _(links[key])) for key in general]
    names = {key for key, _label in known}
    chosen = dict.fromkeys(tie.data for tie in form.ranking.form.ties.entries if tie.data)
    return [*known, *((key, key) for key in chosen if key not in names)]


def offer_ties(form: RulesForm) -> None:
    """Give every link of the tie chain its choices."""
    choices = offered([("", _("（不用这一条）")), *tie_choices(form)])
    for tie in form.ranking.form.ties.entries:
        tie.choices = choices
