"""Rules about what was decided before: fixed heats and pins."""

from collections.abc import Iterator

from scheduler.timetable.check.sheet import Sheet
from scheduler.timetable.plan import Heat, Violation
from scheduler.timetable.problem import Pin


def fixed_heats(sheet: Sheet) -> Iterator[Violation]:
    """Fixed heats stand as they were given; their events have no others."""
    wanted = {heat.id: (heat.event, heat.start, heat.venue, heat.final) for heat in sheet.problem.fixed_heats}
    stated = {heat.id: (heat.event, heat.start, heat.venue, heat.final) for heat in sheet.plan.heats}
    for name, heat in wanted.items():
        if stated.get(name) != heat:
            yield Violation("fixed_heat_moved", {"heat": name})
    events_fixed = {heat.event for heat in sheet.problem.fixed_heats if not heat.final}
    for name, (event, _, _, final) in sorted(stated.items()):
        if event in events_fixed and not final and name not in wanted:
            yield Violation("heat_not_fixed", {"heat": name, "event": event})


def pins(sheet: Sheet) -> Iterator[Violation]:
    """Whoever and whatever is pinned stays: heat, start, venue, place; a pinned heat exists."""
    for pin in sheet.problem.pins:
        found = [heat for heat in sheet.plan.heats if heat.event == pin.event and not heat.final and _keeps(pin, heat)]
        if not found and pin.entrant:
            yield Violation("pin_moved", {"entrant": pin.entrant, "event": pin.event} | _named(pin))
        elif not found:
            yield Violation("pinned_heat_missing", {"event": pin.event} | _named(pin))


def _keeps(pin: Pin, heat: Heat) -> bool:
    """Is this the heat the pin asks for, with the entrant on the place?"""
    if pin.heat not in ("", heat.id) or pin.start not in (None, heat.start) or pin.venue not in ("", heat.venue):
        return False
    seated = [place for place, name in heat.places.items() if name == pin.entrant]
    return not pin.entrant or (pin.place in seated if pin.place is not None else bool(seated))


def _named(pin: Pin) -> dict[str, str | int]:
    """What the pin names, for a sentence."""
    stated = {"heat": pin.heat, "start": pin.start, "venue": pin.venue, "place": pin.place}
    return {name: value for name, value in stated.items() if value not in (None, "")}
