"""A plan beside its problem, the way every rule of the checker reads it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from scheduler.timetable.people import Entrant, Official
from scheduler.timetable.plan import Heat, Plan
from scheduler.timetable.problem import Event, Problem, Venue


@dataclass(frozen=True)
class Sheet:
    """A plan beside its problem, with everything that has an unknown id set aside, heats in order of time."""

    problem: Problem
    plan: Plan
    events: dict[str, Event] = field(init=False)
    venues: dict[str, Venue] = field(init=False)
    entrants: dict[str, Entrant] = field(init=False)
    officials: dict[str, Official] = field(init=False)
    entered: Counter[str] = field(init=False)
    heats: list[Heat] = field(init=False)

    def __post_init__(self) -> None:
        fill = object.__setattr__
        fill(self, "events", {event.id: event for event in self.problem.events})
        fill(self, "venues", {venue.id: venue for venue in self.problem.venues})
        fill(self, "entrants", {entrant.id: entrant for entrant in self.problem.entrants})
        fill(self, "officials", {official.id: official for official in self.problem.officials})
        fill(self, "entered", Counter(event for entrant in self.problem.entrants for event in entrant.events))
        known = [heat for heat in self.plan.heats if heat.event in self.events and heat.venue in self.venues]
        fill(self, "heats", sorted(known, key=lambda heat: (heat.start, heat.id)))

    def taken_until(self, heat: Heat) -> int:
        """When the heat leaves its venue, changeover not counted."""
        event, start = self.events[heat.event], heat.start + heat.late_minutes
        if heat.final and event.final is not None:
            return start + event.final.heat_minutes
        return start + event.heat_minutes

    def back_at(self, heat: Heat) -> int:
        """When the people of the heat are free again."""
        event, start = self.events[heat.event], heat.start + heat.late_minutes
        if heat.final and event.final is not None:
            return start + event.final.heat_minutes
        return start + event.entrant_minutes

    def end(self, heat: Heat) -> int:
        """When venue and people are both done."""
        return max(self.taken_until(heat), self.back_at(heat))

    def planned_end(self, heat: Heat) -> int:
        """When it was to be done: that a heat runs late is nobody's plan and breaks no window."""
        return self.end(heat) - heat.late_minutes

    def finals_of(self, event: str) -> list[Heat]:
        """The finals of an event."""
        return [heat for heat in self.heats if heat.event == event and heat.final]

    def heats_of(self, event: str) -> list[Heat]:
        """The heats of an event before its final."""
        return [heat for heat in self.heats if heat.event == event and not heat.final]

    def finalists(self, event: str) -> int:
        """How many people the final of an event is held for."""
        final = self.events[event].final
        return min(final.size, self.entered[event]) if final else 0

    def turns(self) -> dict[str, list[Heat]]:
        """The heats of each entrant in order of time, a final in which places are already given included."""
        turns: dict[str, list[Heat]] = defaultdict(list)
        for heat in self.heats:
            for entrant in heat.places.values():
                if entrant in self.entrants:
                    turns[entrant].append(heat)
        return turns
