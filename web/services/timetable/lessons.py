"""课表 and 部门规律: weekly lessons from files, hours of a department, and the times of the periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from web.db.models import Competition, Department, DepartmentHours, ImportBatch, Lesson, LessonPeriod, Person
from web.services import audit
from web.services.act import Act
from web.services.batches import Upload, demand_fresh, stage, told_fault
from web.services.intake import CellFault, read_tables
from web.services.refusals import Fault, Refusal
from web.services.timetable.lesson_sheet import SheetLesson, read_lessons

USUAL_PERIODS = ((480, 525), (535, 580), (600, 645), (655, 700), (840, 885), (895, 940), (960, 1005), (1015, 1060))
"""Eight lessons of 45 minutes from 08:00 and from 14:00, as many schools have them; every school changes its own."""
MOST_PERIODS = 14


def periods(act: Act, competition: Competition) -> Mapping[int, tuple[int, int]]:
    """Start and end of each period in minutes from midnight; the usual ones until they are set."""
    query = select(LessonPeriod).where(LessonPeriod.competition_id == competition.id).order_by(LessonPeriod.number)
    stored = {row.number: (row.starts_minute, row.ends_minute) for row in act.session.scalars(query)}
    return stored or dict(enumerate(USUAL_PERIODS, start=1))


def set_periods(act: Act, competition: Competition, times: Mapping[int, tuple[int, int]]) -> None:
    """Store the periods' times; lessons that were read by period move with them. Refuses every fault at once."""
    faults = [Fault("period_backwards", {"period": n}) for n, (starts, ends) in times.items() if ends <= starts]
    ordered = sorted(times.items(), key=lambda each: each[1])
    faults += [
        Fault("periods_overlap", {"first": first, "second": second})
        for (first, one), (second, two) in pairwise(ordered)
        if two[0] < one[1]
    ]
    if not times:
        faults.append(Fault("periods_none"))
    if faults:
        raise Refusal(*faults)
    act.session.execute(delete(LessonPeriod).where(LessonPeriod.competition_id == competition.id))
    act.session.add_all(
        LessonPeriod(competition_id=competition.id, number=number, starts_minute=starts, ends_minute=ends)
        for number, (starts, ends) in times.items()
    )
    for lesson in act.session.scalars(select(Lesson).where(Lesson.competition_id == competition.id)):
        if lesson.period is not None and lesson.period in times:
            lesson.starts_minute, lesson.ends_minute = times[lesson.period]
    audit.record(act, "periods_set", competition, periods=len(times))


def stage_lessons(act: Act, competition: Competition, filename: str, content: bytes) -> ImportBatch:
    """Read a timetable of lessons into a batch to look at; nothing counts before it is applied.

    Refuses what `read_tables` and `read_lessons` refuse.
    """
    lessons, faults = read_lessons(read_tables(filename, content), periods(act, competition))
    known = _Known(act, competition)
    rows: list[dict[str, Any]] = []
    unknown: dict[int, CellFault] = {}
    for lesson in lessons:
        person = known.person(lesson)
        if isinstance(person, CellFault):
            unknown.setdefault(lesson.row, person)
        else:
            rows.append(asdict(lesson) | {"person_id": person, "staff_no": "", "name": ""})
    faults = sorted([*faults, *unknown.values()], key=lambda fault: fault.row)
    counts = {"lessons": len(rows), "people": len({row["person_id"] for row in rows})}
    upload = Upload("lessons", filename, content)
    return stage(act, competition, upload, rows, map(told_fault, faults), counts, lessons=len(rows))


def apply_lessons(act: Act, competition: Competition, batch: ImportBatch) -> int:
    """Put a batch's lessons in the place of what the same people had; how many. Refuses batch_applied."""
    demand_fresh(act, batch)
    people = {row["person_id"] for row in batch.rows}
    for lesson in act.session.scalars(select(Lesson).where(Lesson.competition_id == competition.id)):
        if lesson.person_id in people:
            act.session.delete(lesson)
    fresh = {(row["person_id"], row["weekday"], row["starts"], row["ends"]): row for row in batch.rows}
    act.session.add_all(
        Lesson(
            competition_id=competition.id,
            person_id=row["person_id"],
            weekday=row["weekday"],
            period=row["period"],
            starts_minute=row["starts"],
            ends_minute=row["ends"],
            course=row["course"],
        )
        for row in fresh.values()
    )
    batch.state = "applied"
    audit.record(act, "lessons_applied", competition, lessons=len(fresh), people=len(people))
    return len(fresh)


@dataclass(frozen=True, slots=True)
class PersonLessons:
    """One person of a preview with the lessons read for each weekday."""

    person: Person
    lessons: Sequence[Mapping[str, Any]]


def staged_people(act: Act, batch: ImportBatch, limit: int = 50) -> list[PersonLessons]:
    """The first people of a batch by staff number, each with the own lessons in order of time."""
    own: dict[int, list[Mapping[str, Any]]] = {}
    for row in sorted(batch.rows, key=lambda row: (row["weekday"], row["starts"])):
        own.setdefault(row["person_id"], []).append(row)
    query = select(Person).where(Person.id.in_(own)).options(joinedload(Person.department)).order_by(Person.staff_no)
    return [PersonLessons(person, own[person.id]) for person in act.session.scalars(query.limit(limit))]


def count_lessons(act: Act, competition: Competition) -> tuple[int, int]:
    """How many weekly lessons are stored, of how many people."""
    query = select(func.count(Lesson.id), func.count(Lesson.person_id.distinct()))
    count, people = act.session.execute(query.where(Lesson.competition_id == competition.id)).one()
    return count, people


def remove_lessons(act: Act, competition: Competition) -> None:
    """Forget every imported lesson."""
    count, people = count_lessons(act, competition)
    act.session.execute(delete(Lesson).where(Lesson.competition_id == competition.id))
    audit.record(act, "lessons_removed", competition, lessons=count, people=people)


def hours(act: Act, competition: Competition) -> Sequence[DepartmentHours]:
    """The hours of departments, in order of entry."""
    return act.session.scalars(
        select(DepartmentHours)
        .where(DepartmentHours.competition_id == competition.id)
        .options(joinedload(DepartmentHours.department))
        .order_by(DepartmentHours.id)
    ).all()


def add_hours(
    act: Act,
    competition: Competition,
    department: Department,
    weekdays: Sequence[int],
    starts: int,
    ends: int,
    reason: str = "",
) -> None:
    """Nobody of a department (and below it) is free then. Refuses hours_without_day, absence_backwards."""
    faults = [] if weekdays else [Fault("hours_without_day")]
    if ends <= starts:
        faults.append(Fault("absence_backwards"))
    if faults:
        raise Refusal(*faults)
    row = DepartmentHours(
        competition_id=competition.id,
        department_id=department.id,
        weekdays=sorted(weekdays),
        starts_minute=starts,
        ends_minute=ends,
        reason=reason[:60],
    )
    act.session.add(row)
    act.session.flush()
    audit.record(act, "hours_added", competition, department=department.id, hours=row.id)


def remove_hours(act: Act, competition: Competition, row: DepartmentHours) -> None:
    """Forget a department's hours."""
    audit.record(act, "hours_removed", competition, department=row.department_id, hours=row.id)
    act.session.delete(row)


class _Known:
    """The staff by number and by name."""

    def __init__(self, act: Act, competition: Competition) -> None:
        query = select(Person.id, Person.staff_no, Person.name).where(
            Person.trade_union_id == competition.trade_union_id, Person.active
        )
        staff = act.session.execute(query).all()
        self.numbers = {number: person_id for person_id, number, _ in staff if number}
        self.names = {name: person_id for person_id, _, name in staff}
        self.twice = {name for name, count in Counter(name for _, _, name in staff).items() if count > 1}

    def person(self, lesson: SheetLesson) -> int | CellFault:
        """The row number of a lesson's person, or what is wrong: unknown, or a name that two people have."""
        where = (lesson.row, lesson.cell)
        if lesson.staff_no:
            found = self.numbers.get(lesson.staff_no)
            return found or CellFault("absence_person_unknown", {"staff_no": lesson.staff_no[:30]}, lesson.row)
        if lesson.name in self.twice:
            return CellFault("lesson_name_twice", {"name": lesson.name[:20]}, where[0])
        return self.names.get(lesson.name) or CellFault("lesson_name_unknown", {"name": lesson.name[:20]}, where[0])
