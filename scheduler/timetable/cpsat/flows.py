"""People in one event only: whether the heats' numbers can be filled with them, and by whom.

A max-flow from starts to groups of people with the same starts. When it falls short its min cut is a fact: the starts
in it ask for more people than can ever go there. That fact goes back into the model.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.graph.python import max_flow

from scheduler.timetable.seats import lot

Pattern = tuple[int, ...]
NO_LIMIT = 1 << 40


@dataclass(frozen=True)
class Crowd:
    """The people of one event who are not inside the model, grouped by the starts that suit them."""

    event: str
    groups: Mapping[Pattern, tuple[str, ...]]

    @property
    def starts(self) -> frozenset[int]:
        """Every start that suits one of them."""
        return frozenset(start for pattern in self.groups for start in pattern)

    @property
    def size(self) -> int:
        """How many they are."""
        return sum(len(names) for names in self.groups.values())

    def reach(self, starts: frozenset[int]) -> int:
        """How many of them can go to at least one of these starts."""
        return sum(len(names) for pattern, names in self.groups.items() if not starts.isdisjoint(pattern))


def crowd_of(event: str, people: Sequence[str], suits: Mapping[tuple[str, str], Pattern], seed: int) -> Crowd:
    """Group people by their starts; inside a group the order is drawn by lot."""
    groups: dict[Pattern, list[str]] = defaultdict(list)
    for name in sorted(people, key=lambda each: lot(seed, event, each)):
        groups[suits[name, event]].append(name)
    return Crowd(event, {pattern: tuple(names) for pattern, names in sorted(groups.items())})


def seat(crowd: Crowd, wanted: Mapping[int, int]) -> tuple[dict[int, list[str]], frozenset[int]]:
    """Who goes to which start so that each gets the number wanted; where impossible, the starts of a min cut."""
    flow, arcs = max_flow.SimpleMaxFlow(), list[tuple[int, int, Pattern]]()
    starts = sorted(wanted)
    source, sink = len(starts) + len(crowd.groups), len(starts) + len(crowd.groups) + 1
    node = {start: index for index, start in enumerate(starts)}
    for start in starts:
        flow.add_arc_with_capacity(source, node[start], wanted[start])
    for group, (pattern, names) in enumerate(crowd.groups.items(), start=len(starts)):
        flow.add_arc_with_capacity(group, sink, len(names))
        for start in pattern:
            if wanted.get(start):
                arcs.append((flow.add_arc_with_capacity(node[start], group, NO_LIMIT), start, pattern))
    flow.solve(source, sink)
    short = flow.optimal_flow() < sum(wanted.values())
    cut = (
        frozenset(starts[index] for index in flow.get_source_side_min_cut() if index < len(starts))
        if short
        else frozenset()
    )
    return _names(crowd, [(start, pattern, flow.flow(arc)) for arc, start, pattern in arcs]), cut


def _names(crowd: Crowd, flows: Sequence[tuple[int, Pattern, int]]) -> dict[int, list[str]]:
    waiting = {pattern: list(names) for pattern, names in crowd.groups.items()}
    seated: dict[int, list[str]] = defaultdict(list)
    for start, pattern, count in flows:
        for _ in range(count):
            seated[start].append(waiting[pattern].pop(0))
    return seated
