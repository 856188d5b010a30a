"""Timetable problems of any size: gyms of 8 / 12 / 20 treadmills, a track of 8 lanes, walks in waves, rope and shuttle.

They follow the shape the project measured first; people have lessons, every third takes part in several events. The
generator is our own: compare its figures with each other, not with those of other generators.
"""

from dataclasses import replace
from datetime import date
from math import ceil
from random import Random

from scheduler.timetable import Entrant, Event, Final, Problem, Session, Venue, Wave, Window

DAY = 24 * 60
LESSONS = tuple((480 + 55 * index, 525 + 55 * index) for index in range(4)) + tuple(
    (840 + 55 * index, 885 + 55 * index) for index in range(4)
)  # 8 periods of 45 minutes: four before noon from 08:00, four after it from 14:00


def instance(entrants: int, seed: int, finals: bool = False) -> Problem:
    """A problem of this size; the same seed gives the same problem. ``finals``: two events end with one of eight."""
    random = Random(f"{entrants}/{seed}")
    days = 1 if entrants < 500 else 2 if entrants < 2000 else 3 if entrants < 5000 else 5
    people = tuple(_entrant(random, index, days) for index in range(entrants))
    return Problem(
        first_day=date(2026, 11, 27),
        sessions=tuple(
            Session(f"d{day + 1}{name}", day * DAY + start, day * DAY + end)
            for day in range(days)
            for name, start, end in (("am", 480, 720), ("pm", 840, 1080))
        ),
        venues=_venues(entrants, days),
        events=tuple(replace(each, final=FINALS.get(each.id)) for each in EVENTS) if finals else EVENTS,
        entrants=people,
    )


EVENTS = (
    Event("tread_u51", ("gym",), 20, 15, min_fill=2, seeding="serpentine"),
    Event("tread_51", ("gym",), 20, 15, min_fill=2, seeding="serpentine"),
    Event("walk", ("route",), 10, 60, min_fill=2),
    Event("run", ("track",), 15, 10, min_fill=2, seeding="similar"),
    Event("rope", ("hall",), 10, 5, min_fill=2),
    Event("shuttle", ("court",), 15, 10, min_fill=2),
)
FINALS = {"tread_u51": Final(8, 20, 40), "run": Final(8, 15, 40)}  # 40 minutes for rest and results


def _venues(entrants: int, days: int) -> tuple[Venue, ...]:
    """As few venues of each kind as keep the load at 82 percent or less."""
    minutes = 480 * days

    def needed(people: float, places: int, each: int) -> int:
        return max(1, ceil(people * each / places / (minutes * 0.82)))

    gym = 8 if entrants < 200 else 12 if entrants < 500 else 20
    wave = 20 if entrants < 1000 else 40
    several = (
        ("gym", "gym", gym, needed(entrants * 0.5, gym, 20)),
        ("track", "track", 8, needed(entrants * 0.35, 8, 15)),
        ("hall", "hall", 10, needed(entrants * 0.3, 10, 10)),
        ("court", "court", 12, needed(entrants * 0.08, 12, 15)),
    )
    found = [Venue(f"{name}{n + 1}", kind, places) for name, kind, places, count in several for n in range(count)]
    return (*found, Venue("route", "route", wave, wave=Wave(10, 3 * wave)))


def _entrant(random: Random, index: int, days: int) -> Entrant:
    woman, older = random.random() < 0.5, random.random() < 0.3
    races = ("tread_51", "tread_u51") if woman else ("walk", "run")
    events = [races[0] if older else races[1]]
    if random.random() < 0.30:
        events.append("rope")
    if random.random() < 0.08:
        events.append("shuttle")
    return Entrant(
        f"e{index:05}",
        tuple(events),
        department=f"D{random.randrange(12) + 1}",
        rest_minutes=60 if older else None,
        available=_windows(random, days),
    )


def _windows(random: Random, days: int) -> tuple[Window, ...]:
    """35 percent free all day, 55 percent with one to four lessons a day, 10 percent half a day."""
    kind = random.random()
    if kind < 0.35:
        return ()
    windows: list[Window] = []
    for day in range(days):
        if kind < 0.90:
            taken = sorted(random.sample(LESSONS, random.randint(1, 4)))
            edges = [480, *(edge for lesson in taken for edge in lesson), 1080]
            stretches = list(zip(edges[::2], edges[1::2], strict=True))
        else:
            stretches = [random.choice([(480, 720), (840, 1080)])]
        windows.extend(Window(day * DAY + start, day * DAY + end) for start, end in stretches if start < end)
    return tuple(windows)
