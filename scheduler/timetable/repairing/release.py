"""Whom to let go of: first those who must move anyhow, then more and more, at last everybody who has not begun."""

from collections import Counter
from collections.abc import Iterator

from scheduler.timetable.repairing.changed import Case, Entry
from scheduler.timetable.repairing.counting import Forced, Strain
from scheduler.timetable.repairing.layout import Scope
from scheduler.timetable.repairing.spots import Ground, Suits, starts_of_spots

SMALL, LARGE = 4_000, 60_000  # choices: up to SMALL all stand in one attempt, above LARGE never all
SPARE = 2  # so many more people than must leave a heat are let go of, and as many again


def scopes(case: Case, need: Forced) -> Iterator[Scope]:
    """The attempts in order; the last may be the whole problem (``near`` None and everybody let go of)."""
    entries = frozenset((name, heat.event) for heat in case.open if not heat.final for name in heat.places.values())
    whole = Scope(entries, frozenset(case.events))
    choices = _choices(case, entries)
    touched = [strain for strain in need.strains if strain.touched and not strain.heat.final]
    if choices > SMALL:
        finals = _finals(case, need)
        yield Scope(frozenset(_most_flexible(case, touched)), finals, 24)
        people = frozenset((name, strain.heat.event) for strain in touched for name in strain.heat.places.values())
        yield Scope(people, finals, 60)
        events = {strain.heat.event for strain in touched} | {event for _, event in case.waiting}
        around = frozenset(entry for entry in entries if entry[1] in _sharing(case, events))
        yield Scope(around, frozenset(case.events), max(12, SMALL * 8 // max(1, len(around))))
    if choices <= LARGE:
        yield whole


def _choices(case: Case, entries: frozenset[Entry]) -> int:
    ground = Ground(case, case.begun)
    waiting = Counter(event for _, event in (*entries, *case.waiting))
    return sum(count * len(ground.spots(event)) for event, count in waiting.items())


def _finals(case: Case, need: Forced) -> frozenset[str]:
    """Finals that cannot stay, or whose event has no heat left that stays for certain."""
    found = {strain.heat.event for strain in need.strains if strain.heat.final and strain.touched}
    standing = {heat.event for heat in case.begun} | {
        s.heat.event for s in need.strains if s.heat.places and not s.touched
    }
    return frozenset(found | {event for event, rule in case.events.items() if rule.final and event not in standing})


def _most_flexible(case: Case, touched: list[Strain]) -> Iterator[Entry]:
    """Of heats that are too full those with most other starts; of the others everybody."""
    ground, suits = Ground(case, case.begun), Suits(case, case.begun)
    own = Counter(name for heat in case.open for name in heat.places.values())
    times = {event: starts_of_spots(ground.spots(event)) for event in {strain.heat.event for strain in touched}}
    for strain in touched:
        event = strain.heat.event
        people = list(strain.heat.places.values())
        if strain.possible and not strain.short:
            stuck = [name for name in people if name not in strain.able]
            free = sorted(
                strain.able, key=lambda name: (own[name] > 1, -len(suits.starts((name, event), times[event])), name)
            )
            people = [*stuck, *free[: SPARE * (strain.leaving - len(stuck) + 1)]]
        yield from ((name, event) for name in people)


def _sharing(case: Case, events: set[str]) -> set[str]:
    """These events and those that may use their venues."""
    kinds = {kind for event in events for kind in case.events[event].venue_kinds}
    return {name for name, event in case.events.items() if kinds.intersection(event.venue_kinds)}
