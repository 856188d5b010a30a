"""How a race makes a result, in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from scoring.rulebook import Race, Rulebook
from scoring.rulebook.racing import Timing
from scoring.values import format_fraction
from web.present.rule_words import choice_told
from web.present.rule_words import say as _


def race_told(rulebook: Rulebook) -> Iterable[str]:
    """What is measured, how finely, by whom, and what a penalty lap costs."""
    race = rulebook.race
    if race is None:
        return
    measure, better = choice_told("race.measure", race.measure.value), choice_told("race.better", race.better.value)
    yield _("比%(measure)s，%(better)s。", measure=measure, better=better)
    rounding = choice_told("race.rounding", race.rounding.value)
    yield _("成绩精确到%(step)s，以下%(rounding)s。", step=_quantity(race.precision, race), rounding=rounding)
    if race.heights:
        yield _("各轮是横杆的高度：每个高度最多三次试跳，连续三次失败即止，取最好高度。")
    if race.distance_metres is not None:
        yield _("赛程 %(metres)s 米。", metres=race.distance_metres)
    if race.duration_minutes is not None:
        yield _("比赛时长 %(minutes)s 分钟。", minutes=race.duration_minutes)
    if race.cut_off_minutes is not None:
        yield _("超过 %(minutes)s 分钟按未完成处理。", minutes=race.cut_off_minutes)
    yield from _timing(race)


def _timing(race: Race) -> Iterable[str]:
    if race.timing is Timing.WATCHES:
        yield _("计时用两三块表：三块取中间，两块取较慢者。")
    if race.timing is Timing.READERS and race.tolerance is not None:
        yield _("两人分别读数，相差达到 %(tolerance)s 须再读一次。", tolerance=_quantity(race.tolerance, race))
        yield _("两人读数相符时取%(which)s。", which=choice_told("race.agreed", race.agreed.value))
    if race.lap is not None:
        lap = _quantity(race.lap, race)
        yield _("每罚一圈加 %(lap)s。", lap=lap) if race.timed else _("每罚一圈减 %(lap)s。", lap=lap)


def _quantity(value: int, race: Race) -> str:
    told = format_fraction(Fraction(value, race.scale))
    return _("%(step)s 秒", step=told) if race.timed else _("%(step)s 米", step=told)
