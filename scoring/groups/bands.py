"""组别: the group a person belongs to, and the reason as data."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scoring.groups.ages import AgeRule, Convention, full_years, latest_birth_date
from scoring.people import Gender, Person, PostCategory


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a contest; empty `genders` or `post_categories` and a missing age limit admit everybody.

    `lower` and `upper` are full years; `lower_inclusive` tells 含 from 不含.
    """

    code: str
    name: str = ""
    genders: frozenset[Gender] = frozenset()
    lower: int | None = None
    lower_inclusive: bool = True
    upper: int | None = None
    upper_inclusive: bool = True
    post_categories: frozenset[PostCategory] = frozenset()

    @property
    def youngest(self) -> int | None:
        """The least full years inside; “51周岁(不含)以上” starts at 52."""
        return self.lower if self.lower is None or self.lower_inclusive else self.lower + 1

    @property
    def oldest(self) -> int | None:
        """The most full years inside; “51周岁(不含)以下” ends at 50."""
        return self.upper if self.upper is None or self.upper_inclusive else self.upper - 1

    @property
    def has_age_limit(self) -> bool:
        """Whether a birth date is needed to tell who belongs."""
        return self.lower is not None or self.upper is not None


@dataclass(frozen=True, slots=True)
class BirthSpan:
    """The birth dates of a band, both ends included; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """The group of one person and why.

    `group` is the code, `""` in a contest without groups, None when unassigned. `reason`: assigned, ungrouped,
    birth_date_unknown, gender_unknown, post_category_unknown, reference_date_missing, born_after_reference, no_group,
    several_groups (the codes then stand in `candidates`), drawn, merged (`merged_from` is the group of the person's
    own age, which had too few entries; `span` stays that group's).
    """

    group: str | None
    reason: str
    age: int | None = None
    reference_date: date | None = None
    convention: Convention | None = None
    span: BirthSpan | None = None
    candidates: tuple[str, ...] = ()
    merged_from: str = ""


def birth_span(group: Group, rule: AgeRule) -> BirthSpan:
    """Return the birth dates that fall into the group's ages: what a notice prints after 年龄计算截止日."""
    return span_of_ages(group.youngest, group.oldest, rule)


def span_of_ages(youngest: int | None, oldest: int | None, rule: AgeRule) -> BirthSpan:
    """Return the birth dates of people with `youngest` to `oldest` full years."""
    first = None if oldest is None else latest_birth_date(oldest + 1, rule) + timedelta(days=1)
    last = None if youngest is None else latest_birth_date(youngest, rule)
    return BirthSpan(first, last)


def assign(person: Person, groups: Sequence[Group], rule: AgeRule | None) -> Assignment:
    """Return the one group the person belongs to, or None with the reason.

    A fact that is unknown and could matter leaves the person unassigned: nothing is guessed (peers.md 3, item 3).
    """
    if not groups:
        return Assignment("", "ungrouped")
    doubts = {group.code: _doubts(person, group, rule) for group in groups}
    inside = tuple(code for code, found in doubts.items() if found == [])
    missing = [doubt for found in doubts.values() if found for doubt in found]
    unplaced = Assignment(None, "no_group")
    if rule is not None:
        age = None if person.birth_date is None else full_years(person.birth_date, rule)
        unplaced = replace(unplaced, age=age, reference_date=rule.reference_date, convention=rule.convention)
    if missing:
        return replace(unplaced, reason=missing[0])
    if len(inside) != 1:
        return replace(unplaced, candidates=inside, reason="several_groups" if inside else "no_group")
    group = next(group for group in groups if group.code == inside[0])
    span = None if rule is None else birth_span(group, rule)
    return replace(unplaced, group=group.code, reason="assigned", span=span)


def _doubts(person: Person, group: Group, rule: AgeRule | None) -> list[str] | None:
    """Return None when the person is outside, else the unknown facts that keep us from saying inside."""
    checks = [
        _member(person.gender, group.genders, "gender_unknown"),
        _member(person.post_category, group.post_categories, "post_category_unknown"),
        _age_inside(person.birth_date, group, rule),
    ]
    return None if False in checks else [check for check in checks if isinstance(check, str)]


def _member(fact: object, allowed: frozenset[Gender] | frozenset[PostCategory], unknown: str) -> bool | str:
    if not allowed:
        return True
    return unknown if fact is None else fact in allowed


def _age_inside(birth_date: date | None, group: Group, rule: AgeRule | None) -> bool | str:
    if not group.has_age_limit:
        return True
    if birth_date is None:
        return "birth_date_unknown"
    if rule is None:
        return "reference_date_missing"
    age = full_years(birth_date, rule)
    if age < 0:
        return "born_after_reference"
    return (group.youngest is None or age >= group.youngest) and (group.oldest is None or age <= group.oldest)
