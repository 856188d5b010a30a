"""What wishes cost: by registration and start, and what no plan can beat."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.timetable.measure import suits_wish, wished_events
from scheduler.timetable.people import Preference
from scheduler.timetable.problem import Problem
from scheduler.timetable.starts import Slot, Starts

Registration = tuple[str, str]


@dataclass(frozen=True)
class Missed:
    """The weights a registration misses at each start; ``otherwise`` at any other, and without a heat."""

    at: Mapping[int, int]
    otherwise: int

    def of(self, start: int | None) -> int:
        """What this start misses; None stands for no heat."""
        return self.otherwise if start is None else self.at.get(start, self.otherwise)


def missed_at(problem: Problem, slots: Iterable[Slot]) -> dict[Registration, Missed]:
    """What every registration with wishes misses at the starts of these slots; one of them has to have the venue."""
    by_event: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for slot in slots:
        if not slot.final:
            by_event[slot.event][slot.start].update(slot.venues)
    minutes = {event.id: event.entrant_minutes for event in problem.events}
    found: dict[Registration, Missed] = {}
    for (name, event), wishes in own_wishes(problem).items():
        starts = by_event[event].items()
        at = {start: missed(problem, wishes, start, start + minutes[event], venues) for start, venues in starts}
        found[name, event] = Missed(at, sum(wish.weight for wish in wishes))
    return found


def missed(problem: Problem, wishes: Sequence[Preference], start: int, end: int, venues: Iterable[str]) -> int:
    """The weights not kept by a turn from ``start`` to ``end`` in any one of these venues."""
    grounds = {"", *venues}
    return sum(wish.weight for wish in wishes if wish.venue not in grounds or not suits_wish(problem, wish, start, end))


def own_wishes(problem: Problem) -> dict[Registration, list[Preference]]:
    """The wishes about each registration that has any."""
    found: dict[Registration, list[Preference]] = defaultdict(list)
    for entrant in problem.entrants:
        for wish in entrant.preferences:
            for event in wished_events(entrant, wish):
                found[entrant.id, event].append(wish)
    return found


def least_missed(problem: Problem, starts: Starts) -> int:
    """The weights of wishes that no plan keeps: everybody at the start that suits best, as if they were alone."""
    every = missed_at(problem, (slot for slots in starts.slots.values() for slot in slots))
    return sum(min(each.of(start) for start in (*starts.suits[entry], None)) for entry, each in every.items())
