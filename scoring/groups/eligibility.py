"""参赛资格: who may enter, and every reason why not (practice.md 3.1)."""

from collections.abc import Collection
from dataclasses import dataclass

from scoring.errors import Fault
from scoring.groups.ages import AgeRule, full_years
from scoring.people import EntrantKind, Gender, Person, PostCategory


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may enter a contest; empty sets and missing ages admit everybody.

    Ages are full years, both ends included. `max_events` is the most contests of the competition one person may enter.
    A group with fewer entries than `minimum_entries` isn't scheduled, one with fewer present than `minimum_present`
    isn't held (practice.md 3.1); both are told as warnings, and the organizer decides.
    """

    entrant: EntrantKind = EntrantKind.PERSON
    genders: frozenset[Gender] = frozenset()
    post_categories: frozenset[PostCategory] = frozenset()
    minimum_age: int | None = None
    maximum_age: int | None = None
    max_events: int | None = None
    minimum_entries: int | None = None
    minimum_present: int | None = None

    @property
    def has_age_limit(self) -> bool:
        """Whether a birth date is needed."""
        return self.minimum_age is not None or self.maximum_age is not None


EVERYBODY = Eligibility()
"""No condition at all."""


def eligibility(
    person: Person,
    conditions: Eligibility,
    rule: AgeRule | None,
    entered_contests: Collection[str] = (),
    limit: int | None = None,
) -> tuple[Fault, ...]:
    """Return every reason why the person may not enter; empty means welcome.

    `entered_contests` are the other contests already entered, `limit` the competition's own limit of contests per
    person; the smaller limit counts. Codes: gender_unknown, gender_not_admitted, post_category_unknown,
    post_category_not_admitted, birth_date_unknown, reference_date_missing, too_young, too_old (age, limit),
    too_many_contests (entered, limit).
    """
    return (
        *_membership("gender", person.gender, conditions.genders),
        *_membership("post_category", person.post_category, conditions.post_categories),
        *_age_reasons(person, conditions, rule),
        *_count_reasons(len(set(entered_contests)), conditions.max_events, limit),
    )


def _membership(
    what: str,
    fact: Gender | PostCategory | None,
    admitted: frozenset[Gender] | frozenset[PostCategory],
) -> list[Fault]:
    if not admitted:
        return []
    if fact is None:
        return [Fault(f"{what}_unknown")]
    if fact in admitted:
        return []
    return [Fault(f"{what}_not_admitted", {"found": fact.value, "admitted": ",".join(sorted(admitted))})]


def _age_reasons(person: Person, conditions: Eligibility, rule: AgeRule | None) -> list[Fault]:
    if not conditions.has_age_limit:
        return []
    if person.birth_date is None:
        return [Fault("birth_date_unknown")]
    if rule is None:
        return [Fault("reference_date_missing")]
    age = full_years(person.birth_date, rule)
    if conditions.minimum_age is not None and age < conditions.minimum_age:
        return [Fault("too_young", {"age": age, "limit": conditions.minimum_age})]
    if conditions.maximum_age is not None and age > conditions.maximum_age:
        return [Fault("too_old", {"age": age, "limit": conditions.maximum_age})]
    return []


def _count_reasons(entered: int, *limits: int | None) -> list[Fault]:
    known = [limit for limit in limits if limit is not None]
    if not known or entered < min(known):
        return []
    return [Fault("too_many_contests", {"entered": entered, "limit": min(known)})]
