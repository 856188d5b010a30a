"""Random small problems, as Hypothesis strategies."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from scheduler.errors import ProblemFaults
from scheduler.timetable import (
    After,
    Closure,
    Entrant,
    Event,
    Final,
    FixedHeat,
    Official,
    Pin,
    Preference,
    Problem,
    Session,
    Staff,
    Venue,
    Wave,
    Window,
)
from scheduler.timetable.problem import ORDER
from tests.scheduler.builders import problem

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)

CLOSURES = st.builds(Closure, st.sampled_from([480, 500]), st.sampled_from([510, 530]), st.sampled_from([None, 1]))
WAVES = st.builds(Wave, st.sampled_from([10, 20]), st.sampled_from([None, 1, 2]))
WINDOWS = st.builds(Window, st.sampled_from([480, 490, 500]), st.sampled_from([510, 520, 540]))


@st.composite
def venues(draw: st.DrawFn, name: str) -> Venue:
    return Venue(
        name,
        "gym",
        places=draw(st.sampled_from([None, 1, 2])),
        changeover_minutes=draw(st.sampled_from([0, 10])),
        closed=draw(st.one_of(st.just(()), st.tuples(CLOSURES))),
        wave=draw(st.one_of(st.none(), st.none(), WAVES)),
    )


@st.composite
def events(draw: st.DrawFn, name: str, before: str | None) -> Event:
    after = () if before is None else draw(st.sampled_from([(), (), (After(before, 10),)]))
    return Event(
        name,
        ("gym",),
        heat_minutes=draw(st.sampled_from([10, 20])),
        entrant_minutes=draw(st.sampled_from([5, 20, 25])),
        min_fill=draw(st.sampled_from([1, 1, 2])),
        max_fill=draw(st.sampled_from([None, 2])),
        single_heat=draw(st.booleans()),
        after=after,
    )


@st.composite
def officials(draw: st.DrawFn, name: str) -> Official:
    return Official(
        name,
        department=draw(st.sampled_from(["", "D1", "D2"])),
        skills=draw(st.sampled_from([("t",), ("t", "m"), ("m",)])),
        available=draw(st.one_of(st.just(()), st.tuples(WINDOWS))),
        max_heats=draw(st.sampled_from([None, 1, 2])),
        rest_minutes=draw(st.sampled_from([0, 10])),
    )


@st.composite
def full_problems(draw: st.DrawFn, most: int, end: int) -> Problem:
    """A tiny problem with finals, staff, officials who may be entered themselves, wishes and days' limits on top."""
    plain = draw(tiny_problems(most, end))
    finals = st.sampled_from([None, None, Final(1, 10), Final(2, 20, 10)])
    needs = st.sampled_from([(), (Staff("t"),), (Staff("t", 2), Staff("m"))])
    wishes = st.builds(Preference, st.sampled_from([1, 3]), start=st.sampled_from([480, 500]), end=st.just(530))
    events = tuple(
        replace(event, final=final if _fits(plain, final) else None, staff=draw(needs))
        for event, final in zip(plain.events, draw(st.tuples(finals, finals)), strict=True)
    )
    entrants = tuple(
        replace(
            entrant,
            department=draw(st.sampled_from(["", "D1"])),
            preferences=draw(st.one_of(st.just(()), st.tuples(wishes))),
            max_per_day=draw(st.sampled_from([None, 1])),
        )
        for entrant in plain.entrants
    )
    people = (draw(officials("o1")), draw(officials("e0")), draw(officials("o2")))
    return replace(
        plain,
        events=events,
        entrants=entrants,
        officials=people[: draw(st.integers(0, 3))],
        avoid_own_department=draw(st.booleans()),
        goals=tuple(goal for goal in ORDER if goal != "slots"),
    )


def _fits(problem: Problem, final: Final | None) -> bool:
    """A final larger than every venue is a fault of the problem."""
    return final is not None and any((venue.places or 9) >= final.size for venue in problem.venues)


@st.composite
def tiny_problems(draw: st.DrawFn, most: int, end: int) -> Problem:
    """At most ``most`` registrations in two events, an hour or so, one or two venues."""
    both = draw(venues("v1")), draw(venues("v2"))
    choices = draw(st.lists(st.sampled_from([("a",), ("b",), ("a", "b")]), min_size=1, max_size=most))
    while sum(map(len, choices)) > most:
        choices.pop()
    people = tuple(
        Entrant(f"e{index}", chosen, available=draw(st.one_of(st.just(()), st.tuples(WINDOWS))))
        for index, chosen in enumerate(choices)
    )
    return problem(
        sessions=(Session("am", 480, end),),
        venues=both[: draw(st.integers(1, 2))],
        events=(draw(events("a", None)), draw(events("b", "a"))),
        entrants=people,
        rest_minutes=draw(st.sampled_from([0, 10])),
    )


@st.composite
def with_finals(draw: st.DrawFn, most: int, end: int) -> Problem:
    """A tiny problem in which events may have a final."""
    plain = draw(tiny_problems(most, end))
    finals = draw(st.lists(st.sampled_from([None, Final(1, 10), Final(2, 20, 10)]), min_size=2, max_size=2))
    pairs = zip(plain.events, finals, strict=True)
    return replace(plain, events=tuple(replace(e, final=f if _fits(plain, f) else None) for e, f in pairs))


@st.composite
def with_decisions(draw: st.DrawFn, most: int, end: int) -> Problem:
    """A tiny problem in which heats, and the start, venue or place of somebody, may be decided."""
    plain = draw(with_finals(most, end))
    times, names = st.sampled_from(range(480, end, 10)), st.sampled_from([venue.id for venue in plain.venues])
    fixed = tuple(
        FixedHeat(f"f{index}", event, draw(times), draw(names))
        for index, event in enumerate(draw(st.lists(st.sampled_from(["a", "b"]), max_size=2)))
    )
    entries = [(entrant.id, event) for entrant in plain.entrants for event in entrant.events]
    pins = tuple(
        Pin(
            *draw(st.sampled_from([*entries, ("", "a")])),
            heat=draw(st.sampled_from(["", "", *(heat.id for heat in fixed)])),
            start=draw(st.one_of(st.none(), times)),
            venue=draw(st.one_of(st.just(""), names)),
            place=draw(st.sampled_from([None, None, 1, 2])),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    try:
        return replace(plain, fixed_heats=fixed, pins=pins)
    except ProblemFaults:
        assume(False)
        raise


@st.composite
def wishful(draw: st.DrawFn, most: int, end: int) -> Problem:
    """A tiny problem with wishes and limits of a day, its goals in any order."""
    plain = draw(with_finals(most, end))
    venues, sessions = st.sampled_from(["", "v1"]), st.sampled_from(["", "am"])
    times = {"start": st.sampled_from([None, 490]), "end": st.sampled_from([None, 510])}
    wishes = st.builds(Preference, st.sampled_from([1, 3]), venue=venues, session=sessions, **times)
    entrants = tuple(
        replace(
            entrant,
            preferences=tuple(wish for wish in draw(st.lists(wishes, max_size=2)) if wish != Preference(wish.weight)),
            max_per_day=draw(st.sampled_from([None, None, 1])),
        )
        for entrant in plain.entrants
    )
    goals = draw(st.permutations(["heats", "slots", "finish", "waiting", "preferences"]))
    return replace(plain, entrants=entrants, goals=("unplaced", *goals[: draw(st.integers(1, 5))]))
