"""How many starts events that share people need at least: is the graph of their common people colourable with so many?

Times, venues and availability are left out, so the answer bounds every timetable that leaves nobody over. The largest
clique has its colours from the start; an event with fewer neighbours than colours never matters and is taken out.
"""

from collections.abc import Collection, Sequence

from ortools.sat.python import cp_model

from scheduler.timetable.cpsat.search import Search
from scheduler.timetable.sittings import Sittings

Takes = dict[tuple[int, int], cp_model.IntVar]  # does this event have this colour?
SHARE = 0.1  # of the budget for one number of colours


def fewest_colours(
    sittings: Sittings, clique: Sequence[int], most: int, search: Search
) -> tuple[int, dict[int, int] | None]:
    """A proven least number of starts, ``most`` at the utmost, from the largest clique up; a colouring with so many."""
    count = len(clique)
    while count < most and not search.over:
        model, takes = _model(sittings, clique, count)
        answer = search.run(model, SHARE * search.limits.deterministic_seconds)
        if answer.solved:
            return count, _whole(sittings.near, count, {each for each, taken in takes.items() if answer.of(taken)})
        if not answer.infeasible:
            break
        count += 1
    return count, None


def _model(sittings: Sittings, clique: Sequence[int], count: int) -> tuple[cp_model.CpModel, Takes]:
    model, core = cp_model.CpModel(), set(range(len(sittings.near))).difference(_loose(sittings.near, count))
    takes = {(event, colour): model.new_bool_var("") for event in core for colour in range(count)}
    for event in core:
        model.add_exactly_one(takes[event, colour] for colour in range(count))
    for together in sittings.cliques:
        inside = [event for event in together if event in core]
        for colour in range(count) if len(inside) > 1 else ():
            model.add_at_most_one(takes[event, colour] for event in inside)
    for colour, event in enumerate(each for each in clique if each in core):
        model.add(takes[event, colour] == 1)
    return model, takes


def _loose(near: Sequence[int], count: int) -> list[int]:
    """Events with fewer neighbours than colours, taken out one after another, in this order."""
    out: list[int] = []
    left = (1 << len(near)) - 1
    while loose := [e for e in range(len(near)) if left >> e & 1 and (near[e] & left).bit_count() < count]:
        out += loose
        left &= ~sum(1 << event for event in loose)
    return out


def _whole(near: Sequence[int], count: int, taken: Collection[tuple[int, int]]) -> dict[int, int]:
    """The colours of the core with those taken out put back, the last first: each has one left."""
    colours = dict(taken)
    for event in reversed(_loose(near, count)):
        used = {colours[other] for other in colours if near[event] >> other & 1}
        colours[event] = next(colour for colour in range(count) if colour not in used)
    return colours
