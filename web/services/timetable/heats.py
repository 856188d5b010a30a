"""Heats of the plan in force as rows: which of them are under way, and how a new plan's heats are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from scheduler.timetable import Heat as PlannedHeat
from scheduler.timetable import Plan, Problem
from web.config import TIME_ZONE
from web.db.models import Competition, Contest, Entry, Heat, HeatDuty, HeatLane, RaceResult, TimetablePlan
from web.services.act import Act
from web.services.refusals import Fault
from web.services.timetable.field import event_id, field_of
from web.services.timetable.reading import Names, adopted_plan, heats_of, numbered
from web.services.timetable.records import plan_from

HeatKey = tuple[str, bool, datetime, int, frozenset[tuple[int, str]]]
"""Event, final or not, start, venue, who stands where: heats with the same key are the same for all concerned."""


def local_now(act: Act) -> datetime:
    """Now on the wall clock of the competition."""
    return act.now.astimezone(ZoneInfo(TIME_ZONE)).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The heats that ran or are running, and every heat in force, by key; `now` on the wall clock."""

    ran: Mapping[HeatKey, Heat]
    standing: frozenset[HeatKey]
    now: datetime

    def ran_in(self, problem: Problem, plan: Plan) -> frozenset[str]:
        """The planner's names of the heats of a plan that ran."""
        return frozenset(heat.id for heat in plan.heats if planned_key(problem, heat) in self.ran)

    def faults(self, problem: Problem, plan: Plan, names: Names) -> list[Fault]:
        """A heat that ran is not in the plan as it was run; a heat that is not in force starts before now."""
        keys = {planned_key(problem, heat): heat for heat in plan.heats}
        gone = [heat for key, heat in self.ran.items() if key not in keys]
        early = [heat for key, heat in keys.items() if key not in self.standing and key[2] <= self.now]
        found = [Fault("plan_changes_run_heat", _named(heat)) for heat in gone]
        found += [
            Fault("plan_starts_past", {"heat": names.heat(heat.id), "start": f"{problem.moment(heat.start):%H:%M}"})
            for heat in early
        ]
        return found


def under_way(act: Act, competition: Competition) -> UnderWay | None:
    """What is being run: heats with a result, and heats whose time has come with somebody called. None: not begun."""
    plan = adopted_plan(act, competition)
    rows = heats_of(act, plan) if plan else ()
    settled = set(
        act.session.scalars(
            select(RaceResult.entry_id)
            .join(Entry, Entry.id == RaceResult.entry_id)
            .join(Contest, Contest.id == Entry.contest_id)
            .where(Contest.competition_id == competition.id, RaceResult.run == Contest.run)
        )
    )
    now = local_now(act)
    ran = {stored_key(row): row for row in rows if _ran(row, settled, now)}
    return UnderWay(ran, frozenset(stored_key(row) for row in rows), now) if ran else None


def _ran(row: Heat, settled: set[int], now: datetime) -> bool:
    if any(lane.entry_id in settled for lane in row.lanes):
        return True
    return row.starts <= now and any(lane.checked_in_at for lane in row.lanes)


def stored_key(row: Heat) -> HeatKey:
    """The key of a heat in force; who withdrew doesn't count."""
    lanes = frozenset((lane.lane, str(lane.entry.entrant_id)) for lane in row.lanes if lane.entry.state == "entered")
    return f"{row.contest.code}:{row.group_code}", row.final, row.starts, row.venue_id, lanes


def planned_key(problem: Problem, heat: PlannedHeat) -> HeatKey:
    """The key of a heat of a plan."""
    return heat.event, heat.final, problem.moment(heat.start), int(heat.venue), frozenset(heat.places.items())


def write_heats(
    act: Act, competition: Competition, row: TimetablePlan, before: TimetablePlan | None, problem: Problem, plan: Plan
) -> None:
    """Write the heats of an adopted plan. A heat that stays as it was keeps its row and goes over to this plan.

    In heats that change, the call somebody has answered stays with those who remain in the heat.
    """
    numbers = numbered(plan)
    rows = heats_of(act, before) if before else ()
    standing = {stored_key(each): each for each in rows}
    answered = _answered(before, rows)
    entries = {(str(entry.entrant_id), event_id(entry)): entry for entry in field_of(act, competition).entries}
    contests = {contest.code: contest.id for contest in competition.contests}
    events = {event.id: event for event in problem.events}
    for heat in plan.heats:
        written = standing.get(planned_key(problem, heat))
        if written is None:
            contest, _, group = heat.event.partition(":")
            lanes = [(lane, entries[entrant, heat.event].id) for lane, entrant in sorted(heat.places.items())]
            written = Heat(
                contest_id=contests[contest],
                group_code=group,
                starts=problem.moment(heat.start),
                venue_id=int(heat.venue),
                final=heat.final,
                lanes=[
                    HeatLane(lane=lane, entry_id=entry, checked_in_at=answered.get((heat.id, entry)))
                    for lane, entry in lanes
                ],
            )
            act.session.add(written)
        written.plan_id, written.number = row.id, numbers[heat.id]
        written.minutes = events[heat.event].taken(heat.final) + heat.late_minutes
        _set_duties(written, heat)
    act.session.flush()


def _set_duties(written: Heat, heat: PlannedHeat) -> None:
    """The officials of a planned heat; the planner knows an official as `o` and the row's number."""
    wanted = {(int(code.removeprefix("o")), skill) for skill, codes in heat.officials.items() for code in codes}
    there = {(duty.official_id, duty.skill): duty for duty in written.duties}
    written.duties = [
        there.get(key) or HeatDuty(official_id=key[0], skill=key[1])
        for key in sorted(wanted, key=lambda k: (k[1], k[0]))
    ]


def _answered(before: TimetablePlan | None, rows: Sequence[Heat]) -> dict[tuple[str, int], datetime]:
    """When each call was answered, by the planner's name of the heat and the entry."""
    if before is None or before.plan is None:
        return {}
    plan = plan_from(before.plan)
    numbers = numbered(plan)
    ids = {(heat.event, heat.final, numbers[heat.id]): heat.id for heat in plan.heats}
    found: dict[tuple[str, int], datetime] = {}
    for row in rows:
        heat_id = ids.get((f"{row.contest.code}:{row.group_code}", row.final, row.number), "")
        found |= {(heat_id, lane.entry_id): lane.checked_in_at for lane in row.lanes if lane.checked_in_at}
    return found


def _named(row: Heat) -> dict[str, object]:
    return {"heat": f"{row.contest.name} {row.number}", "start": f"{row.starts:%H:%M}"}
