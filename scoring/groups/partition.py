"""Proof that the groups of a contest hold everybody exactly once (practice.md 0, finding 2).

Ages matter only at the limits the rules name, so between two limits one age stands for all: a finite number of
classes (sex x ages between limits x post) is enough to be sure.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, product

from scoring.errors import Fault
from scoring.groups.ages import AgeRule
from scoring.groups.bands import Group, birth_span, span_of_ages
from scoring.groups.eligibility import EVERYBODY, Eligibility
from scoring.people import Gender, PostCategory


@dataclass(frozen=True, slots=True)
class NearLimit:
    """A person whose birth date is `days` days from the limit between two groups: check the date before the draw.

    `age` is the limit in full years; `cut_off` the latest birth date that has reached it.
    """

    age: int
    cut_off: date
    days: int


@dataclass(frozen=True, slots=True)
class _Ages:
    """People with `first` to `last` full years; None is without end."""

    first: int
    last: int | None


def partition_faults(
    groups: Sequence[Group], rule: AgeRule | None, eligible: Eligibility = EVERYBODY
) -> tuple[Fault, ...]:
    """Return why the groups don't hold every eligible person exactly once; empty is the proof that they do.

    Codes: group_code_duplicate (code), group_empty (code), reference_date_missing, groups_overlap and groups_gap
    (gender, post_category, first_age, last_age, born_first, born_last, groups). "" is an open end of ages or dates, or
    a sex or post that doesn't matter.
    """
    if not groups:
        return ()
    faults = [
        Fault("group_code_duplicate", {"code": code}, where="groups.bands")
        for code, count in Counter(group.code for group in groups).items()
        if count > 1
    ]
    faults += [Fault("group_empty", {"code": g.code}, where="groups.bands") for g in groups if _is_empty(g)]
    if rule is None:
        if any(group.has_age_limit for group in groups):
            faults.append(Fault("reference_date_missing", where="groups.reference_date"))
        rule = AgeRule(date(2000, 12, 31))
        return (*faults, *(() if faults else _class_faults(groups, rule, eligible)))
    return (*faults, *_class_faults(groups, rule, eligible))


def near_limit(birth_date: date, groups: Sequence[Group], rule: AgeRule, days: int = 30) -> tuple[NearLimit, ...]:
    """Return the limits that `birth_date` misses or meets by at most `days` days, nearest first."""
    ages = {age for group in groups for age in (group.youngest, _after(group.oldest)) if age is not None}
    found = []
    for age in ages:
        cut_off = birth_span(Group("", lower=age), rule).last
        if cut_off is not None and abs((birth_date - cut_off).days) <= days:
            found.append(NearLimit(age, cut_off, abs((birth_date - cut_off).days)))
    return tuple(sorted(found, key=lambda limit: (limit.days, limit.age)))


def _after(age: int | None) -> int | None:
    return None if age is None else age + 1


def _is_empty(group: Group) -> bool:
    return group.youngest is not None and group.oldest is not None and group.youngest > group.oldest


def _class_faults(groups: Sequence[Group], rule: AgeRule, eligible: Eligibility) -> list[Fault]:
    """Count the groups of every class; neighbouring age classes with the same answer are told as one."""
    faults = []
    genders, posts = sorted(eligible.genders or Gender), sorted(eligible.post_categories or PostCategory)
    for gender, post in product(genders, posts):
        classes = [(ages, _holding(groups, gender, post, ages)) for ages in _age_classes(groups, eligible)]
        for held, run in groupby(classes, key=lambda pair: pair[1]):
            spans = [ages for ages, _ in run]
            if len(held) != 1:
                faults.append(_fault(gender, post, _Ages(spans[0].first, spans[-1].last), held, rule))
    return _told_once(_told_once(faults, "post_category", len(posts)), "gender", len(genders))


def _age_classes(groups: Sequence[Group], eligible: Eligibility) -> list[_Ages]:
    """Cut the eligible ages at every limit of a group."""
    low, high = eligible.minimum_age or 0, eligible.maximum_age
    limits = {age for group in groups for age in (group.youngest, _after(group.oldest)) if age is not None}
    starts = sorted({low, *(age for age in limits if age > low and (high is None or age <= high))})
    ends = [start - 1 for start in starts[1:]]
    return [_Ages(start, end) for start, end in zip(starts, [*ends, high], strict=True)]


def _holding(groups: Sequence[Group], gender: Gender, post: PostCategory, ages: _Ages) -> tuple[str, ...]:
    """Return the groups a class belongs to; within a class every age gives the same answer."""
    return tuple(
        group.code
        for group in groups
        if (not group.genders or gender in group.genders)
        and (not group.post_categories or post in group.post_categories)
        and (group.youngest is None or ages.first >= group.youngest)
        and (group.oldest is None or ages.first <= group.oldest)
    )


def _fault(gender: Gender, post: PostCategory, ages: _Ages, held: tuple[str, ...], rule: AgeRule) -> Fault:
    span = span_of_ages(ages.first or None, ages.last, rule)
    params: dict[str, str | int] = {
        "gender": gender.value,
        "post_category": post.value,
        "first_age": ages.first,
        "last_age": "" if ages.last is None else ages.last,
        "born_first": span.first.isoformat() if span.first else "",
        "born_last": span.last.isoformat() if span.last else "",
        "groups": ",".join(held),
    }
    return Fault("groups_overlap" if held else "groups_gap", params, where="groups.bands")


def _told_once(faults: list[Fault], name: str, size: int) -> list[Fault]:
    """Tell a fault that all posts (or both sexes) share once, with an empty `name`."""
    told = Counter(_apart_from(fault, name) for fault in faults)
    merged: dict[object, Fault] = {}
    for fault in faults:
        same = _apart_from(fault, name)
        if size > 1 and told[same] == size:
            merged.setdefault(same, Fault(fault.code, {**fault.params, name: ""}, fault.where))
        else:
            merged[(same, fault.params[name])] = fault
    return list(merged.values())


def _apart_from(fault: Fault, name: str) -> tuple[object, ...]:
    return (fault.code, *(value for param, value in fault.params.items() if param != name))
