"""The rules of a timetable, stated in a ``Room``: one function per rule."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from ortools.sat.python import cp_model

from scheduler.timetable.cpsat.officials import enough_officials
from scheduler.timetable.cpsat.room import Room
from scheduler.timetable.problem import MINUTES_PER_DAY
from scheduler.timetable.starts import Slot, pin_allows, pinned_venue

PATTERNS = 120  # sets of starts up to which every one is stated as a rounded need of heats


def state_rules(room: Room, officials: bool = True) -> None:
    """Every rule; that of the officials may be left out, whom a plan may lack."""
    for rule in RULES:
        rule(room)
    if officials:
        enough_officials(room.model, room.problem, room.heats)


def _one_start(room: Room) -> None:
    for event in room.problem.events:
        if event.single_heat:
            room.model.add(sum(room.heats[slot] for slot in room.drawn(event.id)) <= 1)


def _venues_one_after_the_other(room: Room) -> None:
    """At no moment more heats than identical venues, changeover or wave interval counted in."""
    by_venues: dict[tuple[str, ...], list[tuple[int, int, Slot]]] = defaultdict(list)
    for slot in room.heats:
        venue, event = room.venues[slot.venues[0]], room.events[slot.event]
        step = venue.wave.interval_minutes if venue.wave else event.taken(slot.final) + venue.changeover_minutes
        by_venues[slot.venues].append((slot.start, slot.start + step, slot))
    for venues, stretches in by_venues.items():
        for running in fullest(stretches):
            if len(running) > 1 or len(venues) == 1:
                room.model.add(sum(room.heats[slot] for slot in running) <= len(venues))


def fullest(stretches: Iterable[tuple[int, int, Slot]]) -> list[list[Slot]]:
    """The largest sets of slots that run at one moment."""
    ordered = list(stretches)
    marks = sorted({(end, 0) for _, end, _ in ordered} | {(start, 1) for start, _, _ in ordered})
    times = [time for (time, kind), (_, following) in pairwise(marks) if kind and not following]
    return [[slot for start, end, slot in ordered if start <= time < end] for time in times]


def _routes(room: Room) -> None:
    """At no moment more people out on a route than it may hold."""
    for venue in room.problem.venues:
        if venue.wave is None or venue.wave.on_route_max is None:
            continue
        out = [
            (slot.start, room.end(slot) if slot.final else slot.start + room.events[slot.event].entrant_minutes, slot)
            for slot in room.heats
            if venue.id in slot.venues
        ]
        for running in fullest(out):
            held = [slot.capacity * room.heats[slot] for slot in running if slot.final]
            people = [room.people[slot] for slot in running if not slot.final]
            room.model.add(sum(held) + sum(people) <= venue.wave.on_route_max)


def _order(room: Room) -> None:
    """Finals after their heats, events after their predecessors; an event with heats has exactly one final."""
    followed = {after.event for event in room.problem.events for after in event.after}
    for event in room.problem.events:
        if event.final is None and event.id not in followed:
            continue
        opened = {slot: _is_open(room, slot) for slot in room.any_heat(event.id)}
        finals = [slot for slot in opened if slot.final]
        if event.final is not None:
            held = room.model.new_bool_var("held")
            for slot in room.drawn(event.id):
                room.model.add_implication(opened[slot], held)
            if not any(slot.fixed for slot in finals):
                room.model.add(sum(room.heats[slot] for slot in finals) == held)
            _apart(room, [s for s in opened if not s.final], finals, opened, event.final.gap_minutes)
        for later in room.problem.events:
            for after in (each for each in later.after if each.event == event.id):
                _apart(room, list(opened), room.any_heat(later.id), opened, after.gap_minutes)


def _is_open(room: Room, slot: Slot) -> cp_model.IntVar:
    opened = room.model.new_bool_var("open")
    room.model.add(room.heats[slot] <= len(slot.venues) * opened)
    return opened


def _apart(
    room: Room, before: Sequence[Slot], after: Sequence[Slot], opened: Mapping[Slot, cp_model.IntVar], gap: int
) -> None:
    """No heat of ``after`` starts before those opened of ``before`` have ended and the gap has passed."""
    for late in after:
        early = [opened[slot] for slot in before if room.end(slot) + gap > late.start]
        if early:
            blocked = room.model.new_bool_var("too early")
            room.model.add(room.heats[late] == 0).only_enforce_if(blocked)
            for slot in early:
                room.model.add_implication(slot, blocked)


def _own_events(room: Room) -> None:
    """Turns and rest of one person never overlap, and no day holds too many of them."""
    for entrant in room.problem.entrants:
        if entrant.id not in room.alone:
            continue
        rest = room.problem.rest_of(entrant)
        turns = [
            (start, start + room.events[event].entrant_minutes + rest, Slot(event, (), start, 1))
            for event in entrant.events
            for start in room.starts.suits[entrant.id, event]
        ]
        for running in fullest(turns) if len(entrant.events) > 1 else ():
            room.model.add(sum(room.going[slot.event, entrant.id, slot.start] for slot in running) <= 1)
        most = entrant.max_per_day
        for day in {start // MINUTES_PER_DAY for start, _, _ in turns} if most is not None else ():
            today = [room.going[s.event, entrant.id, s.start] for _, _, s in turns if s.start // MINUTES_PER_DAY == day]
            room.model.add(sum(today) <= (most or 0))


def _pins(room: Room) -> None:
    """Pinned people start, pinned heats exist, and no place is pinned twice in one heat."""
    for pin in room.problem.pins:
        if pin.entrant:
            room.model.add(room.left[pin.event, pin.entrant] == 0)
        else:
            here = [slot for slot in room.drawn(pin.event) if pin_allows(room.problem, pin, slot)]
            room.model.add(sum(room.heats[slot] for slot in here) >= 1)
    for slot, tied in _tied(room).items():
        room.model.add(sum(tied) <= room.people[slot])
    placed = [pin for pin in room.problem.pins if pin.place is not None]
    for one, two in combinations(placed, 2):
        same = (pinned_venue(room.problem, one), one.place) == (pinned_venue(room.problem, two), two.place)
        if same and one.event == two.event:
            suits = room.starts.suits
            for start in set(suits[one.entrant, one.event]) & set(suits[two.entrant, two.event]):
                both = [room.going[pin.event, pin.entrant, start] for pin in (one, two)]
                room.model.add(sum(both) <= 1)


def _tied(room: Room) -> Mapping[Slot, list[cp_model.IntVar]]:
    """Who is pinned to which slot, start by start."""
    found: dict[Slot, list[cp_model.IntVar]] = defaultdict(list)
    for (name, event, start), slot in room.starts.tied.items():
        if (event, name, start) in room.going and slot in room.people:
            found[slot].append(room.going[event, name, start])
    return found


def _rounded_needs(room: Room) -> None:
    """N people who can only go to certain starts need ceil(N / places) heats there: not needed, but it proves fast."""
    for event in room.problem.events:
        patterns = Counter[frozenset[int]]()
        for name, each in room.starts.suits:
            if each == event.id:
                patterns[frozenset(room.starts.suits[name, each])] += 1
        hulls = {frozenset(range(min(one), max(two) + 1)) for one in patterns for two in patterns if one and two}
        wanted = [*patterns, *(hulls if len(patterns) <= PATTERNS // 4 else ())] if len(patterns) <= PATTERNS else ()
        for starts in dict.fromkeys(wanted):
            confined = [key for key in room.left if key[0] == event.id and starts.issuperset(_starts(room, key))]
            people = sum(len(room.groups[key]) for key in confined)
            here = [slot for slot in room.drawn(event.id) if slot.start in starts]
            if here and people:
                most = max(slot.capacity for slot in here)
                left = cp_model.LinearExpr.sum([room.left[key] for key in confined])
                room.model.add(most * sum(room.heats[slot] for slot in here) >= people - left)
                if most:  # every place may be closed
                    needed = -(-people // most)
                    opened = sum(room.heats[slot] for slot in here)
                    room.model.add(opened >= needed).only_enforce_if(_none(room, left))


def _starts(room: Room, key: tuple[str, object]) -> tuple[int, ...]:
    return room.starts.suits[room.groups[key][0], key[0]]


def _none(room: Room, left: cp_model.LinearExpr) -> cp_model.IntVar:
    """Is nobody of these left over?"""
    nobody = room.model.new_bool_var("nobody")
    room.model.add(left >= 1).only_enforce_if(nobody.negated())
    return nobody


RULES = (
    _one_start,
    _venues_one_after_the_other,
    _routes,
    _order,
    _own_events,
    _pins,
    _rounded_needs,
)
