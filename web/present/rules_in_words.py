"""A rulebook told in sentences, for the notice, the page of rules and whoever asks why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scoring.groups import AgeRule, Assignment, BirthSpan, Group, birth_span
from scoring.groups.bands import span_of_ages
from scoring.races import exact_reading
from scoring.rulebook import Awards, Prize, Race, Rulebook
from scoring.rulebook.racing import Timing
from scoring.values import format_fraction, format_mark, format_money
from web.present.formatting import day
from web.present.judging_in_words import judging_told
from web.present.messages import Coded
from web.present.rule_words import choice_told, list_separator
from web.present.rule_words import say as _
from web.present.rules_listed import listed


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of the rules: a heading and its sentences."""

    title: str
    lines: tuple[str, ...]


def told(rulebook: Rulebook) -> list[Chapter]:
    """All the rules in the order of a printed 竞赛规程; parts that say nothing are left out. Criteria have a table."""
    parts: list[tuple[str, Callable[[Rulebook], Iterable[str]]]] = [
        (_("参赛对象"), _who),
        (_("组别与年龄"), age_rule_told),
        (_("评分办法"), judging_told),
        (_("成绩办法"), _race),
        (_("本项目的其他条款"), listed),
        (_("名次"), _ranking),
        (_("奖项"), _prizes),
        (_("团体计分"), _points),
        (_("公示"), _notice),
    ]
    chapters = [Chapter(title, tuple(tell(rulebook))) for title, tell in parts]
    return [chapter for chapter in chapters if chapter.lines]


def age_rule_told(rulebook: Rulebook) -> list[str]:
    """The reference date, then each group with its ages and the birth dates derived from them (practice.md 3.3).

    年龄计算截止日:2026年12月31日…;51周岁(含)以上:1975年12月31日(含)以前出生.
    """
    rule = rulebook.age_rule
    groups = [*(group_told(group, rule) for group in rulebook.groups), *_merging_lines(rulebook)]
    if rule is None:
        return groups
    convention = choice_told("groups.convention", rule.convention.value)
    first = _("年龄计算截止日：%(day)s；%(convention)s。", day=day(rule.reference_date), convention=convention)
    return [first, *groups]


def _merging_lines(rulebook: Rulebook) -> Iterable[str]:
    merging = rulebook.merging
    if merging.below is None:
        return
    where = choice_told("groups.merge_into", merging.into.value)
    yield _("截止报名时不足 %(count)s 个的组并入相邻组：%(where)s。", count=merging.below, where=where)
    if merging.across_genders:
        yield _("没有同性别的相邻组时，同年龄的男女组合并。")


def group_told(group: Group, rule: AgeRule | None) -> str:
    """One group: who belongs to it, with the birth dates when ages matter."""
    facts = [_words("eligibility.genders", group.genders), _words("eligibility.post_categories", group.post_categories)]
    facts.append(ages_told(group.lower, group.lower_inclusive, group.upper, group.upper_inclusive))
    if rule is not None and group.has_age_limit:
        facts.append(births_told(birth_span(group, rule)))
    who = _("\uff0c").join(fact for fact in facts if fact) or _("不限")
    return _("%(group)s:%(who)s。", group=group.name or group.code, who=who)


def ages_told(lower: int | None, lower_inclusive: bool, upper: int | None, upper_inclusive: bool) -> str:
    """Ages in full years with 含 / 不含 at each end; without limits an empty text."""
    if lower is not None and lower == upper and lower_inclusive and upper_inclusive:
        return _("%(years)s周岁", years=lower)
    low = "" if lower is None else _age(lower, lower_inclusive)
    high = "" if upper is None else _age(upper, upper_inclusive)
    if low and high:
        return _("%(low)s至%(high)s", low=low, high=high)
    if low:
        return _("%(low)s以上", low=low)
    return _("%(high)s以下", high=high) if high else ""


def births_told(span: BirthSpan) -> str:
    """The birth dates of a group, both ends included."""
    if span.first and span.last:
        return _("%(first)s（含）至%(last)s（含）出生", first=day(span.first), last=day(span.last))
    if span.last:
        return _("%(last)s（含）以前出生", last=day(span.last))
    return _("%(first)s（含）以后出生", first=day(span.first)) if span.first else ""


def assignment_told(assignment: Assignment, rulebook: Rulebook) -> str:
    """Why somebody belongs to a group, or why no group can be told; without the person's birth date."""
    if assignment.group == "":
        return _("本项目不分组。")
    if assignment.group is None or assignment.age is None or assignment.reference_date is None:
        group = next((one for one in rulebook.groups if one.code == assignment.group), None)
        return group_told(group, rulebook.age_rule) if group else ""
    if assignment.merged_from:
        names = {group.code: group.name or group.code for group in rulebook.groups}
        own, into = names[assignment.merged_from], names[assignment.group]
        return _("按年龄属于“%(own)s”；该组人数不足，按规则并入“%(into)s”。", own=own, into=into)
    facts = {"day": day(assignment.reference_date), "age": assignment.age}
    span = births_told(assignment.span) if assignment.span else ""
    if not span:
        return _("到%(day)s满%(age)s周岁；本组不限年龄。", **facts)
    return _("到%(day)s满%(age)s周岁；本组为%(span)s者。", span=span, **facts)


def prize_told(prize: Prize) -> str:
    """One prize tier in words."""
    if prize.share is not None:
        many = _("%(name)s：参评数的百分之%(share)s", name=prize.name, share=format_fraction(Fraction(prize.share)))
    else:
        many = _("%(name)s：%(count)s 个", name=prize.name, count=prize.count)
    facts = [many]
    if prize.floor is not None:
        facts.append(_("得分不低于%(floor)s分", floor=format_mark(prize.floor)))
    if prize.value:
        facts.append(_("每份%(money)s元", money=format_money(prize.value).removesuffix(".00")))
    return _("%(facts)s。", facts=_("\uff0c").join(facts))


def tie_told(key: str, rulebook: Rulebook) -> str:
    """One link of the tie chain; a criterion by its name."""
    kind, _colon, code = key.rpartition(":")
    if kind not in ("criterion", "part"):
        return choice_told("ranking.ties", key)
    lines = rulebook.criteria if kind == "criterion" else rulebook.parts
    name = next((one.name for one in lines if one.code == code), "")
    return _("“%(criterion)s”得分高者", criterion=name or code)


def _who(rulebook: Rulebook) -> Iterable[str]:
    conditions, rule = rulebook.eligibility, rulebook.age_rule
    facts = [choice_told("eligibility.entrant", conditions.entrant.value)]
    facts += [_words("eligibility.genders", conditions.genders)]
    facts += [_words("eligibility.post_categories", conditions.post_categories)]
    if conditions.has_age_limit:
        facts.append(ages_told(conditions.minimum_age, True, conditions.maximum_age, True))
    if conditions.has_age_limit and rule is not None:
        facts.append(births_told(span_of_ages(conditions.minimum_age, conditions.maximum_age, rule)))
    yield _("参赛者：%(facts)s。", facts=_("\uff0c").join(fact for fact in facts if fact))
    if conditions.max_events is not None:
        yield _("每人在本届最多报 %(count)s 项。", count=conditions.max_events)
    if conditions.minimum_entries is not None:
        yield _("一组报名不足 %(count)s 个的不设此项。", count=conditions.minimum_entries)
    if conditions.minimum_present is not None:
        yield _("一组到场不足 %(count)s 个的取消此项。", count=conditions.minimum_present)


def _race(rulebook: Rulebook) -> Iterable[str]:
    race = rulebook.race
    if race is None:
        return
    measure, better = choice_told("race.measure", race.measure.value), choice_told("race.better", race.better.value)
    yield _("比%(measure)s，%(better)s。", measure=measure, better=better)
    rounding = choice_told("race.rounding", race.rounding.value)
    yield _("成绩精确到%(step)s，以下%(rounding)s。", step=_precision(race), rounding=rounding)
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
    if race.lap is not None:
        yield _("每罚一圈按 %(lap)s 计。", lap=_quantity(race.lap, race))


def _precision(race: Race) -> str:
    return _quantity(race.precision, race)


def _quantity(value: int, race: Race) -> str:
    told = exact_reading(value, race)
    return _("%(step)s 秒", step=told) if race.timed else _("%(step)s 米", step=told)


def _ranking(rulebook: Rulebook) -> Iterable[str]:
    yield _("并列后的名次按%(numbers)s编排。", numbers=choice_told("ranking.places", rulebook.ranking.places.value))
    links = [tie_told(key, rulebook) for key in rulebook.ranking.ties]
    if len(links) > 1:
        yield _("成绩相同时依次比较：%(links)s。", links=_("\uff1b").join(links))


def _prizes(rulebook: Rulebook) -> Iterable[str]:
    awards = rulebook.awards
    if not awards.prizes:
        return
    yield from (prize_told(prize) for prize in awards.prizes)
    if len(rulebook.groups) > 1:
        yield _("以上为每个组别的名额。")
    yield from _quota_lines(awards)


def _quota_lines(awards: Awards) -> Iterable[str]:
    if any(prize.share is not None for prize in awards.prizes):
        yield _("按比例设奖时%(how)s。", how=choice_told("awards.rounding", awards.rounding.value))
    yield _("并列正好跨在奖次分界上时，%(how)s。", how=choice_told("awards.tie_at_cut", awards.tie_at_cut.value))
    limit = awards.face_limit
    yield _("获奖人数不超过参赛人数的 %(limit)s。", limit=f"{limit.numerator}/{limit.denominator}")
    yield from _winner_lines(awards)


def _winner_lines(awards: Awards) -> Iterable[str]:
    """What else bounds the winners of a group."""
    if awards.face_binds:
        yield _("达到获奖面上限后不再评奖。")
    if awards.most_winners is not None:
        yield _("每组最多 %(count)s 个奖。", count=awards.most_winners)
    if awards.minus_one:
        yield _("减一录取：每组获奖数至少比参赛数少一。")
    if awards.most_per_department is not None:
        yield _("同一部门在每组最多得 %(count)s 个奖，余下的依次递补。", count=awards.most_per_department)
    if awards.first_prize_from is not None:
        yield _("参评满 %(count)s 个时至少评出一个最高奖次。", count=awards.first_prize_from)


def _points(rulebook: Rulebook) -> Iterable[str]:
    points = rulebook.points
    if points is None:
        return
    yield _("各名次得分依次为 %(table)s；并列者平分所占名次的分。", table="-".join(str(one) for one in points.table))
    if points.minus_one:
        yield _("参赛不足时减一录取。")
    if points.department_total:
        yield _("计入部门团体总分。")


def _notice(rulebook: Rulebook) -> Iterable[str]:
    notice = rulebook.notice
    if notice.days:
        yield _("初步结果公示 %(days)s 个工作日，自公布之时起算。", days=notice.days)
    elif notice.minutes:
        yield _("初步成绩公布后 %(minutes)s 分钟内可以提出异议。", minutes=notice.minutes)
    else:
        yield _("不设公示期。")


def _age(years: int, inclusive: bool) -> str:
    return _("%(years)s周岁（含）", years=years) if inclusive else _("%(years)s周岁（不含）", years=years)


def _words(key: str, chosen: Collection[str]) -> str:
    return list_separator().join(choice_told(key, one) for one in sorted(chosen))


def cut_off_told(age: int, cut_off: date, days: int) -> str:
    """How near a birth date lies to a limit: 满51周岁的界限是1975年12月31日,相差 3 天."""
    return _("满%(age)s周岁的界限是%(day)s出生，相差 %(days)s 天。", age=age, day=day(cut_off), days=days)


def clash_told(fault: Coded) -> str:
    """Who is caught in groups_overlap or groups_gap: sex, post, ages and birth dates."""
    params = fault.params
    first, last = (date.fromisoformat(str(params[end])) if params[end] else None for end in ("born_first", "born_last"))
    upper = None if params["last_age"] == "" else int(params["last_age"])
    facts = [
        choice_told("eligibility.genders", str(params["gender"])),
        choice_told("eligibility.post_categories", str(params["post_category"])),
        ages_told(int(params["first_age"]) or None, True, upper, True),
        births_told(BirthSpan(first, last)),
    ]
    who = _("\uff0c").join(fact for fact in facts if fact)
    if fault.code == "groups_gap":
        return _("没有组别的人：%(who)s。", who=who)
    return _("同时属于%(groups)s的人：%(who)s。", groups=str(params["groups"]).replace(",", list_separator()), who=who)
