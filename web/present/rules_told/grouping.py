"""Who may take part, and the groups with their ages and birth dates, in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from scoring.groups import AgeRule, Assignment, BirthSpan, Group, birth_span
from scoring.groups.bands import span_of_ages
from scoring.rulebook import Rulebook
from web.present.formatting import day
from web.present.messages import Coded
from web.present.rule_words import choice_told, list_separator
from web.present.rule_words import say as _


def who_told(rulebook: Rulebook) -> Iterable[str]:
    """Who may enter, how often, and how many a group needs."""
    conditions, rule = rulebook.eligibility, rulebook.age_rule
    facts = [choice_told("eligibility.entrant", rulebook.placed.value)]
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


def _age(years: int, inclusive: bool) -> str:
    return _("%(years)s周岁（含）", years=years) if inclusive else _("%(years)s周岁（不含）", years=years)


def _words(key: str, chosen: Collection[str]) -> str:
    return list_separator().join(choice_told(key, one) for one in sorted(chosen))
