"""The rows of a timetable decided elsewhere, from a file: who, where, when, with every fault at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from web.db.models import Competition, Entry
from web.services.act import Act
from web.services.intake import FIXED, CellFault, Row, read_rows
from web.services.refusals import Fault, Refusal
from web.services.timetable.absences import read_clock, read_day
from web.services.timetable.field import Field, event_id, field_of
from web.services.timetable.fixed import FixedRow
from web.services.timetable.fixed_officials import OfficialsCell
from web.services.timetable.formats import RaceContest


def read_fixed(act: Act, competition: Competition, filename: str, content: bytes) -> list[FixedRow]:
    """The rows of a file (项目, 组别, 组次, 日期, 开始, 场地, 道次, 工号, 姓名, 裁判员).

    Refuses every fault of every line.
    """
    rows = read_rows(filename, content, FIXED)
    sheet = _Sheet(field_of(act, competition))
    read = [sheet.read(row) for row in rows]
    if sheet.faults:
        raise Refusal(*(Fault(fault.code, fault.params, fault.where) for fault in sheet.faults))
    return [row for row in read if row is not None]


def groups_entered(act: Act, competition: Competition) -> list[tuple[RaceContest, str]]:
    """Every group of every race in which somebody entered, in the order of the contests."""
    field = field_of(act, competition)
    codes = sorted({(entry.contest_id, entry.group_code or "") for entry in field.entries})
    return [(race, group) for race in field.races for contest, group in codes if contest == race.contest.id]


class _Sheet:
    """Reads rows against the contests, venues and entries of the competition, and collects the faults."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.faults: list[CellFault] = []
        self.contests = {key: race for race in field.races for key in (race.contest.code, race.contest.name)}
        self.venues = {venue.name: str(venue.id) for venue in field.venues}
        self.events = {event_id(entry) for entry in field.entries}
        self.officials = OfficialsCell(field)
        self.entries: dict[tuple[str, str], list[Entry]] = {}
        for entry in field.entries:
            for key in self._keys(entry):
                self.entries.setdefault((entry.contest.code, key), []).append(entry)

    def _keys(self, entry: Entry) -> set[str]:
        """What somebody may be called in a file: staff number, race number, name."""
        entrant = entry.entrant
        number = entrant.person.staff_no if entrant.person else None
        return {each for each in (number, entrant.name, f"#{entrant.bib}") if each}

    def read(self, row: Row) -> FixedRow | None:
        """One line; None when something is wrong with it."""
        before = len(self.faults)
        self.faults += row.broken_cells()
        race = self.contests.get(row.text("contest"))
        if race is None:
            self.faults.append(row.fault("fixed_contest_unknown", "contest", given=row.text("contest")[:30]))
        starts = self._starts(row)
        venue = self.venues.get(row.text("venue"))
        if venue is None:
            self.faults.append(row.fault("fixed_venue_unknown", "venue", given=row.text("venue")[:30]))
        lane = self._lane(row)
        if race is None:
            return None
        entry = self._entry(row, race.contest.code)
        officials, wrong = self.officials.read(row, race)
        self.faults += wrong
        event = event_id(entry) if entry else self._event(row, race.contest.code)
        if len(self.faults) > before or starts is None or venue is None or event is None:
            return None
        heat = row.text("heat") or f"{starts:%m-%d %H:%M} {row.text('venue')}"
        who = str(entry.entrant_id) if entry else ""
        where = row.address("starts") or str(row.number)
        return FixedRow(event, heat, starts, venue, lane, who, where, officials)

    def _starts(self, row: Row) -> datetime | None:
        text = row.text("starts")
        day = read_day(row.text("day") or text) if row.text("day") or " " in text or "T" in text else self._only_day()
        clock = read_clock(text.replace("T", " "))
        if day is None:
            place = "day" if "day" in row.columns else "starts"
            self.faults.append(row.fault("fixed_day_missing", place, given=(row.text("day") or text)[:20]))
        if clock is None:
            self.faults.append(row.fault("absence_clock_unreadable", "starts", given=text[:20]))
        return datetime.combine(day, clock) if day and clock else None

    def _only_day(self) -> date | None:
        """The day of the competition, when it has one only."""
        days = {session.starts.date() for session in self.field.sessions}
        return days.pop() if len(days) == 1 else None

    def _lane(self, row: Row) -> int | None:
        text = row.text("lane")
        if text and not (text.isdecimal() and 0 < int(text) < 1000):
            self.faults.append(row.fault("fixed_lane_unreadable", "lane", given=text[:20]))
            return None
        return int(text) if text else None

    def _entry(self, row: Row, contest: str) -> Entry | None:
        """Whom a line is about; None for a heat without people, or with a fault noted."""
        bib = row.text("bib")
        keys = [key for key in (row.text("staff_no"), f"#{bib}" if bib else "", row.text("name")) if key]
        if not keys:
            return None
        found = self.entries.get((contest, keys[0]), [])
        place = "staff_no" if row.text("staff_no") else "bib" if bib else "name"
        if len(found) == 1:
            return found[0]
        code = "fixed_not_entered" if not found else "move_person_unclear"
        self.faults.append(row.fault(code, place, given=keys[0].lstrip("#")[:30], contest=row.text("contest")))
        return None

    def _event(self, row: Row, contest: str) -> str | None:
        """The event of a heat without people: its group by name or code, or the only one."""
        if any(row.text(name) for name in ("staff_no", "bib", "name")):
            return None
        race = next(race for race in self.field.races if race.contest.code == contest)
        codes: Mapping[str, str] = {
            key: group.code for group in race.rulebook.groups for key in (group.code, group.name) if key
        }
        ours = sorted(event for event in self.events if event.startswith(f"{contest}:"))
        given = row.text("group")
        if not given and len(ours) == 1:
            return ours[0]
        event = f"{contest}:{codes.get(given, given)}"
        if event in ours:
            return event
        code = "fixed_group_unknown" if given else "fixed_group_needed"
        params = {"given": given[:30], "contest": row.text("contest")}
        self.faults.append(row.fault(code, "group" if "group" in row.columns else "contest", **params))
        return None
