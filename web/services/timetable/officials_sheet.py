"""裁判员名单 as a file: one line per person, or several with a stretch of time each; every fault at its cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import select

from web.db.models import Competition, Person
from web.services.act import Act
from web.services.intake import OFFICIALS, CellFault, Row, read_rows
from web.services.timetable.absences import read_clock, read_day
from web.services.timetable.officials import LONGEST_SKILL, Duties
from web.services.venues import sessions

_PARTING = re.compile(r"[、,，;；/\s]+")
_LAST = time(23, 55)


@dataclass
class SheetOfficial:
    """Somebody of a list: a member of staff by row number, or a guest (None); what the lines say together."""

    person_id: int | None
    name: str
    skills: list[str] = field(default_factory=list)
    most_heats: int | None = None
    rest_minutes: int = 0
    windows: list[tuple[datetime, datetime]] = field(default_factory=list)
    whole: bool = True

    def duties(self) -> Duties:
        """What the list says of the duties."""
        return Duties(tuple(self.skills), self.most_heats, self.rest_minutes, self.windows)


def read_officials(
    act: Act, competition: Competition, filename: str, content: bytes
) -> tuple[list[SheetOfficial], list[CellFault]]:
    """Everybody of a list in its order, and every fault; `whole` is False where a line of the person has one.

    Refuses what `read_rows` refuses.
    """
    sheet = _Sheet(act, competition)
    for row in read_rows(filename, content, OFFICIALS):
        sheet.read(row)
    return sheet.found(), sheet.faults


class _Sheet:
    """Reads lines against the staff and the days of the competition."""

    def __init__(self, act: Act, competition: Competition) -> None:
        query = select(Person.id, Person.staff_no, Person.name).where(
            Person.trade_union_id == competition.trade_union_id, Person.active
        )
        staff = act.session.execute(query).all()
        self.numbers = {number: (person, name) for person, number, name in staff if number}
        self.names = {name: person for person, _, name in staff}
        self.twice = {name for name, count in Counter(name for _, _, name in staff).items() if count > 1}
        self.days = {each.starts.date() for each in sessions(act, competition)}
        self.faults: list[CellFault] = []
        self._people: dict[tuple[int | None, str], tuple[SheetOfficial, Row]] = {}

    def found(self) -> list[SheetOfficial]:
        """Everybody read, those without any skill named once."""
        for official, row in self._people.values():
            if official.whole and not official.skills:
                self._wrong(official, row, "official_unskilled_at_all", "skills")
        return [official for official, _ in self._people.values()]

    def read(self, row: Row) -> None:
        """One line."""
        who = self._who(row)
        if who is None:
            return
        official, _ = self._people.setdefault(who, (SheetOfficial(*who), row))
        broken = row.broken_cells()
        self.faults += broken
        official.whole = official.whole and not broken
        self._skills(official, row)
        most, rest = self._number(official, row, "most"), self._number(official, row, "rest")
        official.most_heats = official.most_heats if most is None else most
        official.rest_minutes = official.rest_minutes if rest is None else rest
        self._window(official, row)

    def _who(self, row: Row) -> tuple[int | None, str] | None:
        """A member of staff by number or by a name that only one has; somebody unknown by name is a guest."""
        number, name = row.text("staff_no"), row.text("name")[:60]
        if number and number not in self.numbers:
            self.faults.append(row.fault("absence_person_unknown", "staff_no", staff_no=number[:30]))
        elif number and name and self.numbers[number][1] != name:
            known = self.numbers[number][1]
            self.faults.append(row.fault("official_name_differs", "name", staff_no=number, known=known, given=name))
        elif number:
            return self.numbers[number]
        elif not name:
            self.faults.append(row.fault("official_nameless", "name"))
        elif name in self.twice:
            self.faults.append(row.fault("official_name_twice", "name", name=name))
        else:
            return self.names.get(name), name
        return None

    def _skills(self, official: SheetOfficial, row: Row) -> None:
        for skill in filter(None, _PARTING.split(row.text("skills"))):
            if len(skill) > LONGEST_SKILL:
                self._wrong(official, row, "skill_too_long", "skills", skill=skill[:40], limit=LONGEST_SKILL)
            elif skill not in official.skills:
                official.skills.append(skill)

    def _number(self, official: SheetOfficial, row: Row, name: str) -> int | None:
        text = row.text(name)
        if text and not (text.isdecimal() and int(text) < 1000):
            self._wrong(official, row, "official_number_unreadable", name, given=text[:20])
            return None
        return int(text) if text else None

    def _window(self, official: SheetOfficial, row: Row) -> None:
        """A stretch of time: a day, or from and to on a day (the only one of the competition where none is said)."""
        texts = {name: row.text(name) for name in ("day", "starts", "ends")}
        if not any(texts.values()):
            return
        day = read_day(texts["day"]) if texts["day"] else self._only_day()
        clocks = {name: read_clock(texts[name]) for name in ("starts", "ends") if texts[name]}
        for name, clock in clocks.items():
            if clock is None:
                self._wrong(official, row, "absence_clock_unreadable", name, given=texts[name][:20])
        if day is None:
            self._wrong(
                official, row, "fixed_day_missing", "day" if texts["day"] else "starts", given=texts["day"][:20]
            )
        if day is None or None in clocks.values():
            return
        starts, ends = clocks.get("starts") or time(), clocks.get("ends") or _LAST
        if ends <= starts:
            said = {"starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}
            self._wrong(official, row, "official_window_backwards", "ends", **said)
        else:
            official.windows.append((datetime.combine(day, starts), datetime.combine(day, ends)))

    def _only_day(self) -> date | None:
        return next(iter(self.days)) if len(self.days) == 1 else None

    def _wrong(self, official: SheetOfficial, row: Row, code: str, name: str, **params: object) -> None:
        official.whole = False
        self.faults.append(row.fault(code, name, **params))


def lines_of(people: Sequence[SheetOfficial]) -> list[dict[str, object]]:
    """The whole people of a list as JSON values."""
    return [
        {
            "person_id": each.person_id,
            "name": each.name,
            "skills": each.skills,
            "most": each.most_heats,
            "rest": each.rest_minutes,
            "windows": [[start.isoformat(), end.isoformat()] for start, end in each.windows],
        }
        for each in people
        if each.whole
    ]
