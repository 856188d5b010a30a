"""The choices of one attempt at a repair: which spots are opened, and how many of each group go where.

People who are alike are counted, not named. What the choices must respect stands in ``repairing_rules``.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from scheduler.timetable.cpsat.master import Expression
from scheduler.timetable.cpsat.search import Answer
from scheduler.timetable.repairing.duties import lacking
from scheduler.timetable.repairing.layout import Group, Layout
from scheduler.timetable.repairing.spots import Spot, key_of


@dataclass
class Rearrangement:
    """Variables: ``opened`` per spot (settled heats have none), ``going`` per group and spot, ``left`` per group.

    ``pushed``: is this person, bound in several ways, moved? ``several`` are those people with their groups.
    """

    layout: Layout
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    opened: dict[Spot, cp_model.IntVar] = field(default_factory=dict)
    going: dict[tuple[int, Spot], cp_model.IntVar] = field(default_factory=dict)
    left: list[cp_model.IntVar] = field(default_factory=list)
    pushed: dict[str, cp_model.IntVar] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.case, self.groups = self.layout.case, self.layout.groups
        self.several = self.layout.several
        self.into: dict[Spot, list[tuple[Group, cp_model.IntVar]]] = defaultdict(list)
        for index, group in enumerate(self.groups):
            self._offer(index, group)
        wanted = {spot for spots in self.layout.spots.values() for spot in spots if spot.fixed or self._pinned(spot)}
        for spots in (*self.layout.spots.values(), *self.layout.finals.values()):
            for spot in spots:
                if not spot.taken and (spot in self.into or spot.final or spot in wanted):
                    self.opened[spot] = self.model.new_bool_var(f"{spot.event} {spot.start}")

    def _offer(self, index: int, group: Group) -> None:
        terms: list[cp_model.IntVar] = []
        for spot in group.spots:
            most = min(group.size, spot.capacity - spot.taken)
            going = self.model.new_int_var(0, most, "")
            self.going[index, spot] = going
            self.into[spot].append((group, going))
            terms.append(going)
        self.left.append(self.model.new_int_var(0, group.size, ""))
        self.model.add(cp_model.LinearExpr.sum([*terms, self.left[index]]) == group.size)

    def _pinned(self, spot: Spot) -> bool:
        """Could this be a heat somebody pinned?"""
        pins = (pin for pin in self.case.problem.pins if not pin.entrant and pin.event == spot.event)
        return any(pin.start == spot.start and pin.venue in ("", spot.venue) for pin in pins)

    def arriving(self, spot: Spot) -> list[cp_model.IntVar]:
        """Everybody let go of who might come here."""
        return [going for _, going in self.into.get(spot, ())]

    def people(self, spot: Spot) -> Expression:
        """Everybody let go of who comes here."""
        return cp_model.LinearExpr.sum(self.arriving(spot))

    def staying(self, group: Group, index: int) -> list[cp_model.IntVar]:
        """Those of a group who stay where they were, if they still can."""
        return [self.going[index, spot] for spot in group.spots if group.stays(spot)]

    @property
    def unplaced(self) -> Expression:
        """Entries without a heat."""
        return cp_model.LinearExpr.sum(list(self.left))

    def moved(self) -> Expression:
        """People any of whose turns is elsewhere or gone; call once."""
        terms: list[cp_model.LinearExprT] = []
        for index, group in enumerate(self.groups):
            if group.home is None:
                continue
            staying = self.staying(group, index)
            if group.names[0] in self.several and group.size == 1:
                self._push(group.names[0], staying)
            else:
                terms.append(group.size - cp_model.LinearExpr.sum(list(staying)))
        for event, heat in self.layout.named.items():
            here = [self.opened[spot] for spot in self.layout.finals[event] if spot.key == key_of(heat)]
            for name in heat.places.values():
                self._push(name, here)
        return cp_model.LinearExpr.sum([*terms, *self.pushed.values()])

    def _push(self, name: str, staying: Iterable[cp_model.IntVar]) -> None:
        if name not in self.pushed:
            self.pushed[name] = self.model.new_bool_var("")
        self.model.add(self.pushed[name] + cp_model.LinearExpr.sum(list(staying)) >= 1)

    def minutes(self) -> Expression:
        """Minutes of all moves added up; a final in which nobody is named yet moves like one person."""
        going, weights = list[cp_model.IntVar](), list[int]()
        for (index, spot), variable in self.going.items():
            distance = self.groups[index].minutes(spot)
            if distance:
                going.append(variable)
                weights.append(distance)
        for event, heat in self.layout.named.items():
            for spot in self.layout.finals[event]:
                going.append(self.opened[spot])
                weights.append(abs(spot.start - heat.start) * max(1, len(heat.places)))
        return cp_model.LinearExpr.weighted_sum(going, weights)

    @property
    def new(self) -> dict[Spot, cp_model.IntVar]:
        """Spots where there was no heat; a final that moves is new too."""
        old = {key_of(heat) for heat in self.case.open}
        return {spot: opened for spot, opened in self.opened.items() if spot.key not in old}

    def afterwards(self) -> Expression:
        """What counts once the people are decided.

        Officials new heats lack, then minutes, then new heats, then how long those wait who had no turn before.
        """
        new, waits = self.new, self._waits()
        longest = max((self.groups[index].minutes(spot) for index, spot in self.going), default=0)
        a_heat = 1 + sum(group.size for group in self.groups if group.home is None) * max((0, *waits.values()))
        a_minute = a_heat * (len(new) + 1)
        an_official = a_minute * (len(self.case.entrants) * longest + 1)
        costs = dict.fromkeys(new, a_heat)
        for spot, officials in lacking(self.case, self.layout.settled, new).items():
            costs[spot] += an_official * officials
        opening = cp_model.LinearExpr.weighted_sum(list(new.values()), list(costs.values()))
        waiting = cp_model.LinearExpr.weighted_sum([self.going[each] for each in waits], list(waits.values()))
        return a_minute * self.minutes() + opening + waiting

    def _waits(self) -> dict[tuple[int, Spot], int]:
        """Steps of the grid from now to each spot somebody without an old turn may take."""
        grid, now = self.case.problem.grid_minutes, self.case.now
        return {(i, s): (s.start - now) // grid for i, s in self.going if self.groups[i].home is None}

    def hint(self, answer: Answer) -> None:
        """Start the next run from an answer; call once."""
        for variable in (*self.opened.values(), *self.going.values(), *self.left, *self.pushed.values()):
            self.model.add_hint(variable, answer.of(variable))
