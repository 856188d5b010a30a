"""Who stands in the way of somebody left over? Read from a timetable that exists, without any search.

From the one left over to the people in the heats that fill the wanted starts or take the venues there, and on from
those who have nowhere else to go. Where somebody on the way has, everybody moves up one and whoever was left over is
placed.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from scheduler.timetable.explaining.crowding import Crowding
from scheduler.timetable.explaining.rules import Registration
from scheduler.timetable.problem import Problem
from scheduler.timetable.seats import Seating
from scheduler.timetable.starts import Slot

Way = dict[Registration, tuple[Registration, bool] | None]  # who led to whom, and whether it was by the very place


def suspects(crowd: Crowding, wanted: Registration) -> set[Registration]:
    """Who is in the way of ``wanted``; nobody when moving up has placed it."""
    found: Way = {wanted: None}
    queue = deque([wanted])
    while queue:
        here = queue.popleft()
        free = crowd.free(here)
        if free is not None and _move_up(crowd, found, here, free):
            return set()
        if free is None or here == wanted:
            for other, place in _in_the_way(crowd, here):
                if other not in found:
                    found[other] = (here, place)
                    queue.append(other)
    return set(found) | _left_like(crowd, set(found))


def alike(crowd: Crowding, wanted: Registration) -> list[set[Registration]]:
    """Who can go nowhere but where ``wanted`` can, and who stays between its first and last start."""
    suits = crowd.starts.suits
    own = set(suits[wanted])
    if len(own) == len(crowd.starts.of(wanted[1])):
        return []
    first, last = min(own, default=0), max(own, default=0)
    kinds = set(crowd.events[wanted[1]].venue_kinds)
    near = {event.id for event in crowd.events.values() if kinds.intersection(event.venue_kinds)}
    same = {who for who in suits if who[1] == wanted[1] and own.issuperset(suits[who])}
    hull = {w for w, s in suits.items() if w[1] in near and s and first <= s[0] and s[-1] <= last}
    return [same] if same == hull else [same, hull]


def narrow_first(crowd: Crowding, wanted: Registration, suspects: set[Registration]) -> list[set[Registration]]:
    """The less flexible half of the suspects, then everybody: narrow clashes are found among few people."""
    ranked = sorted(suspects, key=lambda who: (len(crowd.starts.suits[who]), who))
    return [{*ranked[: len(ranked) // 2], wanted}, suspects]


def _left_like(crowd: Crowding, found: set[Registration]) -> set[Registration]:
    """Others left over who have nowhere else to go either."""
    there: dict[str, set[int]] = defaultdict(set)
    for who in found:
        there[who[1]].update(crowd.starts.suits[who])
    return {who for who in crowd.left() if there[who[1]].issuperset(crowd.starts.suits[who])}


def _in_the_way(crowd: Crowding, who: Registration) -> Iterator[tuple[Registration, bool]]:
    """Whoever takes a place or a venue at one of the starts; True where ``who`` could sit down in the place."""
    for start in crowd.starts.suits[who]:
        own = crowd.own_clash(who, start)
        yield from ((other, False) for other in own)
        for seating in crowd.at.get((who[1], start), ()):
            yield from (((name, who[1]), not own) for name in seating.people)
        for slot in crowd.slots[who[1], start]:
            for venue in slot.venues:
                for other in crowd.overlapping(slot, venue):
                    yield from (((name, other.event), False) for name in other.people)
    if who[1] in crowd.bound:
        yield from ((other, False) for other in crowd.seat if other[1] in _linked(crowd, who[1]))


def _linked(crowd: Crowding, event: str) -> set[str]:
    """The event itcrowd, those it waits for and those that wait for it."""
    before = {after.event for after in crowd.events[event].after}
    later = {each.id for each in crowd.problem.events for after in each.after if after.event == event}
    return {event} | before | later


def _move_up(crowd: Crowding, found: "Way", last: Registration, free: Seating | Slot) -> bool:
    """Everybody on the way to ``last`` takes the place of the next, and ``last`` the free one."""
    chain = [last]
    while (step := found[chain[-1]]) is not None:
        if not step[1]:
            return False
        chain.append(step[0])
    if len({name for name, _ in chain}) < len(chain):
        return False
    old = [crowd.seat.get(who) for who in chain]
    crowd.forget(chain)
    for who, where in zip(chain, (free, *old), strict=False):
        if where is not None:
            crowd.sit(who, where)
    return True


def reach(problem: Problem, registrations: Iterable[Registration]) -> set[Registration]:
    """Everybody these people could meet: events that share venues, order or persons with theirs, again and again."""
    kinds = {event.id: set(event.venue_kinds) for event in problem.events}
    after = {(event.id, each.event) for event in problem.events for each in event.after}
    several = [entrant.events for entrant in problem.entrants if len(entrant.events) > 1]
    reached = {event for _, event in registrations}
    while True:
        venues = set().union(*(kinds[event] for event in reached))
        wider = {event for event, each in kinds.items() if each & venues} | reached
        wider |= {event for pair in after if set(pair) & wider for event in pair}
        wider |= {event for events in several if wider.intersection(events) for event in events}
        if wider == reached:
            break
        reached = wider
    return {(entrant.id, event) for entrant in problem.entrants for event in entrant.events if event in reached}
