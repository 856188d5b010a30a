"""From stored rows to the planner's problem; everything that still stands in the way is said at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from scheduler.timetable import (
    After,
    Closure,
    Event,
    Final,
    Official,
    Preference,
    Problem,
    Session,
    Staff,
    Wave,
    Window,
)
from scheduler.timetable import Entrant as Runner
from scheduler.timetable import Venue as Ground
from scoring.groups.ages import AgeRule, full_years
from web.db.models import Competition, Entrant, Entry, Person, RaceOfficial, TimeWish, Venue
from web.services.act import Act
from web.services.refusals import Refusal
from web.services.timetable.field import Field, event_id, field_of, standing_in_the_way
from web.services.timetable.formats import RaceContest
from web.services.timetable.presence import windows_of
from web.services.timetable.wishes import Wishes, goals_wanted

GRID_MINUTES = 5


def problem_for(act: Act, competition: Competition) -> Problem:
    """The problem of all races of a competition: one event per contest and group, one entrant per person.

    Refuses with every reason at once: plan_no_race, plan_rules_not_frozen, plan_entries_open, plan_unassigned,
    plan_no_session, plan_no_venue, plan_nobody. Raises ProblemFaults when the values contradict each other.
    """
    field = field_of(act, competition)
    faults = standing_in_the_way(field)
    if faults:
        raise Refusal(*faults)
    return problem_of(field)


def problem_of(field: Field) -> Problem:
    """The problem of loaded rows in which nothing stands in the way."""
    sizes = Counter(event_id(entry) for entry in field.entries)
    events = [
        _event(field, race, code, sizes)
        for race in field.races
        for code in sorted(sizes)
        if code.startswith(f"{race.contest.code}:")
    ]
    return Problem(
        first_day=field.first_day,
        sessions=tuple(
            Session(str(each.id), field.minute(each.starts), field.minute(each.ends)) for each in field.sessions
        ),
        venues=tuple(_ground(field, venue) for venue in field.venues),
        events=tuple(events),
        entrants=tuple(_runners(field)),
        grid_minutes=GRID_MINUTES,
        rest_minutes=0,  # each entrant carries the rest of the own contests and age
        goals=goals_wanted(field.wishes, staff=any(event.staff for event in events)),
        officials=tuple(_official(field, each) for each in field.officials),
        avoid_own_department=field.wishes.avoid_own_department,
    ).canonical()


def _ground(field: Field, venue: Venue) -> Ground:
    wave = Wave(venue.wave_interval_minutes, venue.on_route_max) if venue.wave_interval_minutes else None
    closed = tuple(Closure(field.minute(each.starts), field.minute(each.ends), each.place) for each in venue.closures)
    return Ground(str(venue.id), venue.kind, venue.places, venue.changeover_minutes, closed, wave)


def _event(field: Field, race: RaceContest, code: str, sizes: Mapping[str, int]) -> Event:
    """The event of one group; a group smaller than the least fill runs together as it is.

    A group with no more entries than the final takes runs its final at once (直接决赛): it has heats only.
    """
    shape, entered = race.shape, sizes[code]
    final = None
    if shape.final_size is not None and entered > shape.final_size:
        final = Final(shape.final_size, shape.final_minutes or shape.heat_minutes, shape.final_gap_minutes or 0)
    return Event(
        id=code,
        venue_kinds=tuple(kind for kind in shape.kinds if any(venue.kind == kind for venue in field.venues)),
        heat_minutes=shape.heat_minutes,
        entrant_minutes=shape.entrant_minutes,
        min_fill=min(shape.min_fill, entered),
        max_fill=None if shape.single_heat else shape.max_fill,
        single_heat=shape.single_heat,
        after=tuple(_after(field.wishes, race, sizes)),
        seeding=shape.seeding,
        final=final,
        staff=tuple(Staff(need.skill, need.count) for need in field.wishes.needs_of(race.contest.id)),
    )


def _after(wishes: Wishes, race: RaceContest, sizes: Mapping[str, int]) -> Sequence[After]:
    """Every group of the contests that come first, as far as somebody entered."""
    return [
        After(code, order.gap_minutes)
        for order in wishes.orders
        if order.contest_id == race.contest.id
        for code in sorted(sizes)
        if code.startswith(f"{order.before.code}:")
    ]


def _runners(field: Field) -> list[Runner]:
    """One runner per entrant with all own race entries, so that rest and presence hold across contests."""
    shapes = {race.contest.id: race.shape for race in field.races}
    own: dict[int, list[Entry]] = defaultdict(list)
    for entry in field.entries:
        own[entry.entrant_id].append(entry)
    runners: list[Runner] = []
    for entrant_id, entries in sorted(own.items()):
        entrant = entries[0].entrant
        rests = [shapes[entry.contest_id].rest_minutes for entry in entries]
        runners.append(
            Runner(
                id=str(entrant_id),
                events=tuple(event_id(entry) for entry in entries),
                department=str(entrant.department_id or ""),
                rest_minutes=max(*rests, _rest_by_age(field.wishes, entrant.person, field.first_day)),
                available=windows_of(field, _people(entrant)),
                marks={event_id(e): Decimal(e.seed_mark) for e in entries if e.seed_mark is not None},
                preferences=tuple(wish for each in field.wishes.times for wish in _preferences(field, each, entries)),
                max_per_day=field.wishes.most_per_day,
            )
        )
    return runners


def _people(entrant: Entrant) -> list[int]:
    """The person, or the members of the family or team, by row number."""
    everybody = {entrant.person_id, *(member.person_id for member in entrant.members)}
    return [person for person in everybody if person is not None]


def _rest_by_age(wishes: Wishes, person: Person | None, day: date) -> int:
    """The longer rest from an age on; an unknown birthday gets it too, nothing is guessed.

    A family or department entrant has no age of its own.
    """
    if person is None:
        return 0
    if person.birth_date is None or full_years(person.birth_date, AgeRule(day)) >= wishes.rest_from_age:
        return wishes.rest_older_minutes
    return 0


def _preferences(field: Field, wish: TimeWish, entries: Sequence[Entry]) -> list[Preference]:
    """What a wish says about one entrant: one preference per event it is about, or one for all."""
    entrant = entries[0].entrant
    if wish.contest_id is not None:
        named = [e for e in entries if e.contest_id == wish.contest_id and wish.group_code in ("", e.group_code)]
        return [_preference(field, wish, event_id(entry)) for entry in named]
    if wish.person_id is not None:
        return [_preference(field, wish, "")] if wish.person_id in _people(entrant) else []
    below, own = wish.department, entrant.department
    if below is None or own is None or f"{own.path} / ".find(f"{below.path} / ") != 0:
        return []
    return [_preference(field, wish, "")]


def _preference(field: Field, wish: TimeWish, event: str) -> Preference:
    return Preference(
        weight=wish.weight,
        event=event,
        start=None if wish.starts is None else field.minute(wish.starts),
        end=None if wish.ends is None else field.minute(wish.ends),
        session=str(wish.session_id or ""),
        venue=str(wish.venue_id or ""),
    )


def _official(field: Field, official: RaceOfficial) -> Official:
    """An official with the own lessons taken off; whoever is entered too is known as that entrant."""
    person = official.person_id
    offered = [Window(field.minute(each.starts), field.minute(each.ends)) for each in official.windows]
    runs = next((e.entrant_id for e in field.entries if person is not None and e.entrant.person_id == person), None)
    return Official(
        id=f"o{official.id}",
        department=str(official.department_id or ""),
        skills=tuple(official.skills),
        available=windows_of(field, [person] if person is not None else [], offered),
        max_heats=official.most_heats,
        rest_minutes=official.rest_minutes,
        entrant=str(runs) if runs is not None else "",
    )
