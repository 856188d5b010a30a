"""Whom to let go of: first those who must move anyhow, then more and more, at last everybody who has not begun."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scheduler.timetable.repairing.changed import Case, Entry
from scheduler.timetable.repairing.counting import Forced, Strain
from scheduler.timetable.repairing.layout import Scope
from scheduler.timetable.repairing.spots import Ground, Suits, starts_of_spots

SMALL, MIDDLE, LARGE = 4_000, 20_000, 60_000  # choices of one attempt: at once, of a part, of the whole at last
SPARE = 2  # so many more people than must leave a heat are let go of, and as many again
NEAR = 60  # spots for each person of the narrowest attempt


@dataclass
class Release:
    """The attempts for one case, narrow ones first."""

    case: Case
    need: Forced
    touched: list[Strain] = field(init=False)

    def __post_init__(self) -> None:
        ground = Ground(self.case, self.case.begun)
        self.times = {event: starts_of_spots(ground.spots(event)) for event in self.case.events}
        self.spots = {event: len(ground.spots(event)) for event in self.case.events}
        drawn = [heat for heat in self.case.open if not heat.final]
        self.entries = frozenset((name, heat.event) for heat in drawn for name in heat.places.values())
        self.touched = [strain for strain in self.need.strains if strain.touched and not strain.heat.final]

    def scopes(self) -> Iterator[Scope]:
        """The attempts in order; the last is the whole problem unless that is too large."""
        whole = Scope(self.entries, frozenset(self.case.events), whole=True)
        if self._choices(self.entries) <= SMALL:
            yield whole
            return
        touched = [strain for strain in self.need.strains if strain.touched]
        people = self._everything_of(name for strain in touched for name in strain.heat.places.values())
        if self._choices(people) > SMALL:
            yield Scope(frozenset(self._most_flexible()), self._finals(), NEAR)
        yield self._tight(people)
        yield self._around()
        if self._choices(self.entries) <= LARGE:
            yield whole

    def _choices(self, entries: Iterable[Entry]) -> int:
        waiting = Counter(event for _, event in (*entries, *self.case.waiting))
        return sum(count * self.spots[event] for event, count in waiting.items())

    def _everything_of(self, names: Iterable[str]) -> frozenset[Entry]:
        wanted = set(names)
        return frozenset(entry for entry in self.entries if entry[0] in wanted)

    def _tight(self, people: frozenset[Entry]) -> Scope:
        """Everybody in a heat that must lose somebody, with all their entries.

        Nobody else moves in a repair with as few people as counted: so where all spots are offered, this attempt
        decides whether there is one. (Not when heats are too small: who fills them is anybody. Nor when people are
        named in a final that could stay.)
        """
        strains = self.need.strains
        named = {
            strain.heat.event for strain in strains if strain.heat.final and strain.heat.places and strain.possible
        }
        finals = (frozenset(self.case.events) - named) | self._finals()
        if self._choices(people) > MIDDLE:
            return Scope(people, finals, max(NEAR, MIDDLE // len(people)))
        return Scope(people, finals, decides=not named and not any(strain.short for strain in strains))

    def _around(self) -> Scope:
        """Everybody in the events that are touched and those beside them, with spots nearby."""
        events = {strain.heat.event for strain in self.touched} | {event for _, event in self.case.waiting}
        kinds = {kind for event in events for kind in self.case.events[event].venue_kinds}
        beside = {name for name, event in self.case.events.items() if kinds.intersection(event.venue_kinds)}
        entries = frozenset(entry for entry in self.entries if entry[1] in beside)
        return Scope(entries, frozenset(self.case.events), max(NEAR // 2, MIDDLE // max(1, len(entries))))

    def _finals(self) -> frozenset[str]:
        """Finals that cannot stay, or whose event has no heat left that stays for certain."""
        strains = self.need.strains
        found = {strain.heat.event for strain in strains if strain.heat.final and strain.touched}
        standing = {heat.event for heat in self.case.begun}
        standing |= {strain.heat.event for strain in strains if strain.heat.places and not strain.touched}
        rules = self.case.events.items()
        return frozenset(found | {event for event, rule in rules if rule.final and event not in standing})

    def _most_flexible(self) -> Iterator[Entry]:
        """Of heats that are too full those with most other starts; of the others everybody."""
        suits = Suits(self.case, self.case.begun)
        own = Counter(name for heat in self.case.open for name in heat.places.values())
        for strain in self.touched:
            event = strain.heat.event
            people = list(strain.heat.places.values())
            if strain.possible and not strain.short:
                starts = {name: len(suits.starts((name, event), self.times[event])) for name in strain.able}
                free = sorted(strain.able, key=lambda name: (own[name] > 1, -starts[name], name))
                stuck = [name for name in people if name not in strain.able]
                people = [*stuck, *free[: SPARE * (strain.leaving - len(stuck) + 1)]]
            yield from ((name, event) for name in people)
