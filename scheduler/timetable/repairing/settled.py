"""What was decided and cannot be kept any more, whatever moves: fixed heats, pins, a final without room."""

from collections.abc import Iterator

from scheduler.timetable.plan import Violation
from scheduler.timetable.repairing.changed import Case
from scheduler.timetable.repairing.spots import Ground, Spot, Suits, starts_of_spots


def contradictions(case: Case) -> tuple[Violation, ...]:
    """Every decision the changes and the past rule out, in the checker's words."""
    ground = Ground(case, case.begun)
    spots = {event: ground.spots(event) for event in case.events}
    finals = {event: ground.finals(event) for event in case.events}
    return (
        *_fixed(case, spots, finals),
        *_pinned_heats(case, spots),
        *_pinned_people(case, spots),
        *_finals(case, finals),
    )


Spots = dict[str, list[Spot]]


def _fixed(case: Case, spots: Spots, finals: Spots) -> Iterator[Violation]:
    for heat in case.problem.fixed_heats:
        possible = finals[heat.event] if heat.final else spots[heat.event]
        if heat.start >= case.now and all(spot.fixed != heat.id for spot in possible):
            yield Violation("fixed_heat_moved", {"heat": heat.id})


def _pinned_heats(case: Case, spots: Spots) -> Iterator[Violation]:
    for pin in case.problem.pins:
        if not pin.entrant and pin.start is not None and pin.start >= case.now:
            here = (spot for spot in spots[pin.event] if spot.start == pin.start and pin.venue in ("", spot.venue))
            if not any(here):
                yield Violation("pinned_heat_missing", {"event": pin.event, "start": pin.start, "venue": pin.venue})


def _pinned_people(case: Case, spots: Spots) -> Iterator[Violation]:
    suits = Suits(case, case.begun)
    ran = {(name, heat.event) for heat in case.begun if not heat.final for name in heat.places.values()}
    for entry, pin in suits.pins.items():
        if entry in ran:
            continue
        possible = [spot for spot in spots[entry[1]] if spot.capacity and suits.allows(entry, spot)]
        if not suits.starts(entry, starts_of_spots(possible)):
            named = {"heat": pin.heat, "start": pin.start, "venue": pin.venue, "place": pin.place}
            stated = {name: value for name, value in named.items() if value not in (None, "")}
            yield Violation("pin_moved", {"entrant": entry[0], "event": entry[1], **stated})


def _finals(case: Case, finals: Spots) -> Iterator[Violation]:
    for event, rule in case.events.items():
        begun = [heat for heat in case.begun if heat.event == event]
        if rule.final is not None and begun and not any(heat.final for heat in begun) and not finals[event]:
            yield Violation("final_missing", {"event": event})
