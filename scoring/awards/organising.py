"""优秀组织奖: the departments that took part best, by participation x completeness (practice.md 4.2).

Participation is people entered among staff, completeness is entries finished among entries made; both are exact.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.errors import Fault
from scoring.ranking import Ranked, TieRule, place_entries
from scoring.rulebook.model import Places
from scoring.values import Place, round_half_up


class SmallDepartments(StrEnum):
    """How departments below `small_below` staff compete, whose participation swings with every single person."""

    TOGETHER = "together"
    APART = "apart"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class RequiredRate:
    """The participation a department of up to `staff` people needs (None: any size), in percent."""

    percent: Fraction
    staff: int | None = None


@dataclass(frozen=True, slots=True)
class OrganisingRule:
    """The best `share` percent of the departments win, at least `minimum` of them (practice.md 4.2: 20 to 30 %).

    `required` are looked through in order of size; the participation quotas 50 / 60 / 70 % by size of a unit are of
    practice.md 3.1.
    """

    share: Fraction = Fraction(25)
    minimum: int = 1
    small_below: int | None = None
    small: SmallDepartments = SmallDepartments.TOGETHER
    required: tuple[RequiredRate, ...] = ()


@dataclass(frozen=True, slots=True)
class DepartmentField:
    """What a department did: its staff, how many different people entered, entries made and entries finished."""

    department: str
    staff: int
    persons: int
    entries: int
    finished: int

    @property
    def participation(self) -> Fraction:
        """People entered among staff."""
        return Fraction(self.persons, self.staff)

    @property
    def completeness(self) -> Fraction:
        """Entries finished among entries made; nothing entered is nothing completed."""
        return Fraction(self.finished, self.entries) if self.entries else Fraction(0)

    @property
    def score(self) -> Fraction:
        """What departments are compared by."""
        return self.participation * self.completeness


@dataclass(frozen=True, slots=True)
class OrganisingRow:
    """One department with its way to the award.

    `small` tells the list of small departments that compete apart. `reason` is why it has no place: small_department,
    nobody_entered, nobody_finished or below_required (`required` is then the percentage asked for).
    """

    field: DepartmentField
    place: Place | None
    tied: bool = False
    awarded: bool = False
    decided_by: str = ""
    small: bool = False
    reason: str = ""
    required: Fraction | None = None


@dataclass(frozen=True, slots=True)
class OrganisingOutcome:
    """The departments in order (small ones apart come second), how many could win, and what is wrong with the facts."""

    rows: tuple[OrganisingRow, ...]
    quota: int
    quota_small: int
    faults: tuple[Fault, ...] = ()


def organising_awards(fields: Sequence[DepartmentField], rule: OrganisingRule) -> OrganisingOutcome:
    """Return who wins 优秀组织奖; equal departments at the cut all win.

    The share is counted on all departments of a list, half up. Equal scores are parted by more people entered, else
    shared. Faults, and then nobody wins: department_duplicate, department_staff_missing, entered_above_staff,
    finished_above_entries.
    """
    faults = field_faults(fields)
    if faults:
        return OrganisingOutcome((), 0, 0, faults)
    small = {field.department for field in fields if field.staff < (rule.small_below or 0)}
    apart = small if rule.small is SmallDepartments.APART else set()
    left_out = small if rule.small is SmallDepartments.OUT else set()
    main, main_quota = _list([f for f in fields if f.department not in apart | left_out], rule, False)
    second, small_quota = _list([f for f in fields if f.department in apart], rule, True)
    out = [OrganisingRow(f, None, reason="small_department") for f in _by_name(fields) if f.department in left_out]
    return OrganisingOutcome((*main, *second, *out), main_quota, small_quota)


def field_faults(fields: Sequence[DepartmentField]) -> tuple[Fault, ...]:
    """Return what cannot be true of the departments' numbers."""
    names = Counter(field.department for field in fields)
    faults = [Fault("department_duplicate", {"department": name}) for name, count in names.items() if count > 1]
    for field in fields:
        facts: dict[str, str | int] = {"department": field.department}
        if field.staff < 1:
            faults.append(Fault("department_staff_missing", facts))
        elif field.persons > field.staff:
            faults.append(Fault("entered_above_staff", {**facts, "entered": field.persons, "staff": field.staff}))
        if field.finished > field.entries:
            faults.append(Fault("finished_above_entries", facts))
    return tuple(faults)


def _list(fields: Sequence[DepartmentField], rule: OrganisingRule, small: bool) -> tuple[list[OrganisingRow], int]:
    """Return one list with its quota: the competing departments by place, then the others by name."""
    quota = max(rule.minimum, int(round_half_up(rule.share * len(fields) / 100, 0))) if fields else 0
    barred = {field.department: _barred(field, rule) for field in fields}
    by_name = {field.department: field for field in fields}
    open_to = [name for name, (reason, _) in barred.items() if not reason]
    chain = (
        TieRule("score", lambda tied: {name: (by_name[name].score,) for name in tied}),
        TieRule("persons", lambda tied: {name: (by_name[name].persons,) for name in tied}),
    )
    placed = place_entries(open_to, chain, Places.STANDARD)
    rows = [_placed(by_name[one.entry], one, quota, small) for one in placed]
    for field in _by_name(fields):
        reason, required = barred[field.department]
        if reason:
            rows.append(OrganisingRow(field, None, small=small, reason=reason, required=required))
    return rows, quota


def _placed(field: DepartmentField, ranked: Ranked, quota: int, small: bool) -> OrganisingRow:
    return OrganisingRow(field, ranked.place, ranked.tied, ranked.place <= quota, ranked.decided_by, small)


def _barred(field: DepartmentField, rule: OrganisingRule) -> tuple[str, Fraction | None]:
    """Return why a department can't win, with the percentage asked for."""
    if not field.persons:
        return "nobody_entered", None
    if not field.finished:
        return "nobody_finished", None
    sizes = sorted(rule.required, key=lambda one: (one.staff is None, one.staff or 0))
    asked = next((one.percent for one in sizes if one.staff is None or field.staff <= one.staff), None)
    if asked is not None and field.participation * 100 < asked:
        return "below_required", asked
    return "", None


def _by_name(fields: Sequence[DepartmentField]) -> list[DepartmentField]:
    return sorted(fields, key=lambda field: field.department)
