"""Who takes part, as far as a rule needs to know: sex, birth date, post, department. Never a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from scoring.status import Status


class Gender(StrEnum):
    """Sex as the registration rules use it (男 / 女)."""

    MALE = "male"
    FEMALE = "female"


class PostCategory(StrEnum):
    """岗位类别 (practice.md 3, entry form): 教学, 管理, 教辅, 工勤."""

    TEACHING = "teaching"
    MANAGEMENT = "management"
    SUPPORT = "support"
    LOGISTICS = "logistics"


class EntrantKind(StrEnum):
    """What one entry of a contest is."""

    PERSON = "person"
    FAMILY = "family"
    DEPARTMENT = "department"
    UNION = "union"


@dataclass(frozen=True, slots=True)
class Person:
    """What the rules know of a person; None means unknown, and unknown is never guessed."""

    gender: Gender | None = None
    birth_date: date | None = None
    post_category: PostCategory | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """What an entry brings to its score besides the marks: difficulty, a factor, a deduction (never below 0).

    `round` and `criterion` say for which; empty for all rounds, and for the whole performance.
    """

    round: str = ""
    criterion: str = ""
    factor: Fraction | None = None
    difficulty: Fraction | None = None
    deduction: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a contest.

    `group` is the group it was drawn in; None lets the rulebook's groups decide from `person`.
    `department` earns the points; `other_departments` are co-authors' departments, which matter for recusal only.
    `persons` are the codes of the people behind it across contests; none means that the entry's code is the person.
    `room` is where and by which panel it was judged; `terms` are its difficulties, factors and deductions.
    `counts` are whole numbers its format needs to know (`Law.counts`): last year's stars, members.
    `status` other than FIN takes it out of a judged contest for `reason`: it did not start, gave up or is disqualified.
    """

    code: str
    department: str = ""
    other_departments: frozenset[str] = frozenset()
    group: str | None = None
    person: Person = Person()
    persons: frozenset[str] = frozenset()
    room: str = ""
    terms: tuple[Term, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict, hash=False)
    status: Status = Status.FIN
    reason: str = ""

    @property
    def departments(self) -> frozenset[str]:
        """Every department whose judges stand aside (回避)."""
        return (self.other_departments | {self.department}) - {""}
