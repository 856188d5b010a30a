"""When people cannot start: lessons, duty, leave. Read from a file (工号, 日期, 开始, 结束) or typed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from web.db.models import Competition, Person, Unavailability
from web.services import audit
from web.services.act import Act
from web.services.intake import LESSONS, CellFault, Row, read_rows
from web.services.refusals import Fault, Refusal, refuse


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of local time in which one person cannot start."""

    person_id: int
    starts: datetime
    ends: datetime
    reason: str = ""


def absences(act: Act, competition: Competition, name: str = "", limit: int = 200) -> Sequence[Unavailability]:
    """The windows in order of person and time; `name` keeps those whose person's name or staff number contains it."""
    query = (
        select(Unavailability)
        .join(Person)
        .where(Unavailability.competition_id == competition.id, ~Unavailability.excused)
        .options(selectinload(Unavailability.person).selectinload(Person.department))
        .order_by(Person.staff_no, Unavailability.starts)
        .limit(limit)
    )
    if name:
        query = query.where(Person.name.contains(name, autoescape=True) | (Person.staff_no == name))
    return act.session.scalars(query).all()


def count_absences(act: Act, competition: Competition) -> int:
    """How many windows are stored."""
    query = select(func.count(Unavailability.id)).where(
        Unavailability.competition_id == competition.id, ~Unavailability.excused
    )
    return act.session.scalar(query) or 0


def add_absence(
    act: Act, competition: Competition, staff_no: str, starts: datetime, ends: datetime, reason: str = ""
) -> None:
    """Note one window. Refuses: absence_person_unknown, absence_backwards, absence_twice."""
    person_id = _people(act, competition).get(staff_no.strip())
    faults: list[Fault] = []
    if person_id is None:
        faults.append(Fault("absence_person_unknown", {"staff_no": staff_no}))
    if ends <= starts:
        faults.append(Fault("absence_backwards"))
    if person_id is None or faults:
        raise Refusal(*faults)
    if not _store(act, competition, [Window(person_id, starts, ends, reason[:60])]):
        raise refuse("absence_twice", staff_no=staff_no)
    audit.record(act, "absence_added", competition, person=person_id)


def excuse(act: Act, competition: Competition, person: Person, starts: datetime, ends: datetime) -> None:
    """准假: lessons and duties of a person do not count in this window. Refuses absence_backwards; twice is once."""
    if ends <= starts:
        raise refuse("absence_backwards")
    there = select(Unavailability.id).where(
        Unavailability.competition_id == competition.id,
        Unavailability.person_id == person.id,
        Unavailability.starts == starts,
        Unavailability.ends == ends,
        Unavailability.excused,
    )
    if act.session.scalar(there) is None:
        window = Unavailability(
            competition_id=competition.id, person_id=person.id, starts=starts, ends=ends, excused=True
        )
        act.session.add(window)
    audit.record(act, "person_excused", competition, person=person.id)


def own_windows(act: Act, competition: Competition, person_id: int) -> Sequence[Unavailability]:
    """What was noted for one person alone, leave and excuses, in order of time."""
    query = select(Unavailability).where(
        Unavailability.competition_id == competition.id, Unavailability.person_id == person_id
    )
    return act.session.scalars(query.order_by(Unavailability.starts)).all()


def people_away(
    act: Act, competition: Competition, away: Mapping[int, object], name: str = "", limit: int = 200
) -> Sequence[Person]:
    """The people of a mapping by number, in order of staff number; `name` keeps a part of the name or the number."""
    query = (
        select(Person)
        .where(Person.trade_union_id == competition.trade_union_id, Person.active)
        .options(selectinload(Person.department))
        .order_by(Person.staff_no)
    )
    if name:
        query = query.where(Person.name.contains(name, autoescape=True) | (Person.staff_no == name))
        return act.session.scalars(query.limit(limit)).all()
    return [person for person in act.session.scalars(query) if person.id in away][:limit]


def remove_absence(act: Act, competition: Competition, absence: Unavailability) -> None:
    """Take one window away."""
    audit.record(act, "absence_removed", competition, person=absence.person_id)
    act.session.delete(absence)


def bring_in_absences(act: Act, competition: Competition, filename: str, content: bytes) -> int:
    """Store the windows of a file (工号, 日期, 开始, 结束, 事由); windows already there are left as they are.

    Returns how many are new. Refuses with every fault of every line, each with its cell; then nothing is stored.
    """
    known = _people(act, competition)
    rows = read_rows(filename, content, LESSONS)
    read = [_read(row, known) for row in rows]
    faults = [fault for _, found in read for fault in found]
    if faults:
        raise Refusal(*(Fault(fault.code, fault.params, fault.where) for fault in faults))
    added = _store(act, competition, [window for window, _ in read if window is not None])
    audit.record(act, "absences_brought_in", competition, lines=len(rows), added=added)
    return added


def _people(act: Act, competition: Competition) -> dict[str, int]:
    query = select(Person.staff_no, Person.id).where(Person.trade_union_id == competition.trade_union_id)
    return {staff_no: number for staff_no, number in act.session.execute(query) if staff_no}


def _read(row: Row, known: Mapping[str, int]) -> tuple[Window | None, list[CellFault]]:
    """One line as a window, or everything that is wrong with it."""
    faults = row.broken_cells()
    staff_no, day = row.text("staff_no"), read_day(row.text("day"))
    starts, ends = read_clock(row.text("starts")), read_clock(row.text("ends"))
    if staff_no not in known:
        faults.append(row.fault("absence_person_unknown", "staff_no", staff_no=staff_no))
    for name, value in (("day", day), ("starts", starts), ("ends", ends)):
        if value is None:
            code = "absence_day_unreadable" if name == "day" else "absence_clock_unreadable"
            faults.append(row.fault(code, name, given=row.text(name)))
    if starts and ends and ends <= starts:
        faults.append(row.fault("absence_backwards", "ends"))
    if faults or day is None or starts is None or ends is None:
        return None, faults
    moments = (datetime.combine(day, starts), datetime.combine(day, ends))
    return Window(known[staff_no], *moments, row.text("reason")[:60]), []


def read_day(text: str) -> date | None:
    """A date from `2026-11-27`, `2026/11/27`, `2026.11.27` or `2026年11月27日`; None when it is not one.

    >>> read_day("2026年11月27日")
    datetime.date(2026, 11, 27)
    """
    plain = text.strip().split(" ")[0].split("T")[0]
    for mark in "年月/.":
        plain = plain.replace(mark, "-")
    parts = plain.rstrip("日-").split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def read_clock(text: str) -> time | None:
    """A time of day from `8:00`, `08:00:00` or `8:00`; None when it is not one.

    >>> read_clock("8:05")
    datetime.time(8, 5)
    """
    parts = text.strip().replace(":", ":").split(" ")[-1].split(":")
    if len(parts) not in (2, 3) or not all(part.isdecimal() for part in parts):
        return None
    try:
        return time(int(parts[0]), int(parts[1]))
    except ValueError:
        return None


def _store(act: Act, competition: Competition, windows: Sequence[Window]) -> int:
    there = {
        (row.person_id, row.starts, row.ends)
        for row in act.session.scalars(
            select(Unavailability).where(Unavailability.competition_id == competition.id, ~Unavailability.excused)
        )
    }
    fresh = {(window.person_id, window.starts, window.ends): window for window in windows}
    new = [window for key, window in fresh.items() if key not in there]
    act.session.add_all(
        Unavailability(
            competition_id=competition.id,
            person_id=window.person_id,
            starts=window.starts,
            ends=window.ends,
            reason=window.reason,
        )
        for window in new
    )
    act.session.flush()
    return len(new)
