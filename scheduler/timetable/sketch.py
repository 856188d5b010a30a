"""A greedy timetable: always the fullest heat, then the earliest. The first answer, and the baseline to beat."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter

from scheduler.timetable.measure import measured
from scheduler.timetable.plan import Goal, Plan
from scheduler.timetable.problem import MINUTES_PER_DAY, Pin, Problem, Venue
from scheduler.timetable.seats import Seating, plan_of
from scheduler.timetable.starts import Slot, Starts, pin_allows, starts_of

Registration = tuple[str, str]


@dataclass
class _Board:
    """What is decided so far: who may still start when, which venues are taken, who sits where.

    ``free`` and ``waiting`` hold the same sets of starts, by registration and by event (there without the seated).
    """

    problem: Problem
    starts: Starts
    free: dict[Registration, set[int]] = field(init=False)
    waiting: dict[str, dict[str, set[int]]] = field(init=False)
    able: dict[str, dict[int, int]] = field(init=False)
    seatings: list[Seating] = field(default_factory=list)
    in_venue: dict[str, list[Seating]] = field(init=False)

    def __post_init__(self) -> None:
        self.events = {event.id: event for event in self.problem.events}
        self.venues = {venue.id: venue for venue in self.problem.venues}
        self.entrants = {entrant.id: entrant for entrant in self.problem.entrants}
        self.free = {registration: set(starts) for registration, starts in self.starts.suits.items()}
        self.able = {event: defaultdict(int) for event in self.events}
        self.waiting = {event: {} for event in self.events}
        self.days: dict[tuple[str, int], int] = defaultdict(int)
        self.in_venue = {name: [] for name in self.venues}
        for (name, event), starts in self.free.items():
            self.waiting[event][name] = starts
            for start in starts:
                self.able[event][start] += 1

    def drop(self, registration: Registration, starts: set[int]) -> None:
        """These starts are gone for this registration."""
        gone = self.free[registration] & starts
        self.free[registration].difference_update(gone)
        for start in gone:
            self.able[registration[1]][start] -= 1

    def seat(self, name: str, seating: Seating) -> None:
        """Put somebody into a heat and strike the starts of own other events that now come too close."""
        seating.people.append(name)
        self.drop((name, seating.event), set(self.free[name, seating.event]))
        self.waiting[seating.event].pop(name, None)
        rest, end = (
            self.problem.rest_of(self.entrants[name]),
            seating.start + self.events[seating.event].entrant_minutes,
        )
        self._end_day(name, seating)
        for other in self.entrants[name].events:
            busy = self.events[other].entrant_minutes
            near = {s for s in self.free[name, other] if s < end + rest and seating.start < s + busy + rest}
            self.drop((name, other), near)

    def _end_day(self, name: str, seating: Seating) -> None:
        """Strike the day once it holds as many own events as the entrant may run."""
        day = seating.start // MINUTES_PER_DAY
        self.days[name, day] += 1
        if self.days[name, day] == self.entrants[name].max_per_day:
            for other in self.entrants[name].events:
                self.drop((name, other), {s for s in self.free[name, other] if s // MINUTES_PER_DAY == day})

    def open(self, slot: Slot, venue: str) -> Seating:
        """A new heat, still empty."""
        seating = Seating(slot.event, venue, slot.start, slot.capacity, slot.fixed, final=slot.final)
        self.seatings.append(seating)
        self.in_venue[venue].append(seating)
        return seating

    def close(self, event: str) -> None:
        """Give up the heats of an event, fixed ones apart; its people stay unplaced."""
        for seating in [each for each in self.seatings if each.event == event and not each.fixed]:
            self.seatings.remove(seating)
            self.in_venue[seating.venue].remove(seating)

    def free_venue(self, slot: Slot) -> str | None:
        """The first of the slot's venues in which the heat fits between those already opened."""
        return next((name for name in slot.venues if self._fits(self.venues[name], slot)), None)

    def _fits(self, venue: Venue, slot: Slot) -> bool:
        for other in self.in_venue[venue.id]:
            early, late = (slot, other) if slot.start <= other.start else (other, slot)
            taken = self.events[early.event].taken(early.final) + venue.changeover_minutes
            if late.start < early.start + (venue.wave.interval_minutes if venue.wave else taken):
                return False
        return True

    def end(self, seating: Seating) -> int:
        """When a heat or final has ended."""
        return seating.start + self.events[seating.event].lasts(seating.final)

    def room(self, slot: Slot, venue: str) -> int:
        """People the slot can take, the limit on the route counted in."""
        wave = self.venues[venue].wave
        if wave is None or wave.on_route_max is None:
            return slot.capacity
        busy = self._busy(slot)
        here = self.in_venue[venue]
        moments = [slot.start, *(s.start for s in here if slot.start < s.start < slot.start + busy)]
        out = max(sum(s.held_for for s in here if s.start <= m < s.start + self._busy(s)) for m in moments)
        return min(slot.capacity, wave.on_route_max - out)

    def _busy(self, heat: Seating | Slot) -> int:
        event = self.events[heat.event]
        return event.lasts(True) if heat.final else event.entrant_minutes


def sketch(problem: Problem) -> Plan:
    """A timetable without any search; its goals are stated with the trivial bound 0.

    Fixed heats and pins are kept. Events with a predecessor are laid after it, a final after its heats. An event whose
    final finds no room is not held. Everything is deterministic.
    """
    canonical = problem.canonical()
    plan = plan_of(canonical, greedy_seatings(canonical, starts_of(canonical)))
    values = measured(canonical, plan)
    goals = tuple(Goal(name, values[name], 0, values[name] == 0) for name in problem.goals)
    return replace(plan, goals=goals)


def greedy_seatings(problem: Problem, starts: Starts) -> list[Seating]:
    """Heats with their people, places not yet numbered."""
    board = _Board(problem, starts)
    _lay_fixed(board)
    _lay_pinned(board)
    order = TopologicalSorter({event.id: [a.event for a in event.after] for event in problem.events})
    order.prepare()
    while order.is_active():
        level = sorted(order.get_ready())
        _lay_level(board, [slot for event in level for slot in _later(board, event)])
        for event in level:
            _lay_final(board, event)
        order.done(*level)
    return [seating for seating in board.seatings if seating.people or seating.fixed or seating.final]


def _lay_fixed(board: _Board) -> None:
    pins = {(pin.entrant, pin.event): pin.heat for pin in board.problem.pins if pin.heat and pin.entrant}
    finals = [slot for slots in board.starts.finals.values() for slot in slots if slot.fixed]
    for slot in finals:
        board.open(slot, slot.venues[0])
    fixed = [slot for slots in board.starts.slots.values() for slot in slots if slot.fixed]
    seatings = {slot.fixed: board.open(slot, slot.venues[0]) for slot in fixed}
    for (name, _), heat in sorted(pins.items()):
        board.seat(name, seatings[heat])
    for slot in fixed:
        seating = seatings[slot.fixed]
        here = board.in_venue[seating.venue]
        here.remove(seating)
        room = board.room(slot, slot.venues[0]) - len(seating.people)
        here.append(seating)
        people = _next_people(board, slot, room)
        if len(people) + len(seating.people) >= board.events[slot.event].min_fill:
            for name in people:
                board.seat(name, seating)


def _lay_pinned(board: _Board) -> None:
    """Heats for pins that name no fixed heat, filled up at once with whoever else can start there."""
    opened: list[Seating] = []
    for pin in board.problem.pins:
        if pin.heat:
            continue
        here = [slot for slot in board.starts.slots[pin.event] if pin_allows(board.problem, pin, slot)]
        seating = next((each for each in opened if _takes(board, each, pin, here)), None)
        for slot in here if seating is None else ():
            venue = board.free_venue(slot)
            if venue and (not pin.entrant or slot.start in board.free[pin.entrant, pin.event]):
                seating = board.open(slot, venue)
                opened.append(seating)
                break
        if seating is not None and pin.entrant:
            board.seat(pin.entrant, seating)
    for seating in opened:
        slot = next(
            s for s in board.starts.slots[seating.event] if s.start == seating.start and seating.venue in s.venues
        )
        for name in _next_people(board, slot, board.room(slot, seating.venue) - len(seating.people)):
            board.seat(name, seating)


def _takes(board: _Board, seating: Seating, pin: Pin, slots: list[Slot]) -> bool:
    """Is this heat, already opened for another pin, one for this pin too?"""
    if not any((s.event, s.start) == (seating.event, seating.start) and seating.venue in s.venues for s in slots):
        return False
    if not pin.entrant:
        return True
    taken = {(p.entrant, p.place) for p in board.problem.pins if p.event == pin.event and p.place is not None}
    clash = pin.place is not None and any((name, pin.place) in taken for name in seating.people)
    free = seating.start in board.free[pin.entrant, pin.event]
    return free and not clash and len(seating.people) < seating.capacity


def _lay_final(board: _Board, event: str) -> None:
    """The earliest final after the heats of an event; where none fits, the event is given up."""
    final = board.events[event].final
    heats = [seating for seating in board.seatings if seating.event == event]
    if final is None or not heats or any(seating.final for seating in heats):
        return
    ready = max(board.end(seating) for seating in heats) + final.gap_minutes
    for slot in sorted(board.starts.finals[event], key=lambda each: (each.start, each.venues)):
        venue = board.free_venue(slot) if slot.start >= ready else None
        if venue is not None and board.room(slot, venue) >= slot.capacity:
            board.open(slot, venue)
            return
    board.close(event)


def _later(board: _Board, event: str) -> list[Slot]:
    """The event's slots after everything it waits for."""
    ready = 0
    for after in board.events[event].after:
        ends = [board.end(seating) for seating in board.seatings if seating.event == after.event]
        ready = max(ready, max(ends, default=-after.gap_minutes) + after.gap_minutes)
    return [slot for slot in board.starts.slots[event] if slot.start >= ready and not slot.fixed]


def _lay_level(board: _Board, slots: list[Slot]) -> None:
    slots = sorted(slots, key=lambda slot: (slot.start, slot.event, slot.venues))
    while slots:
        slot = max(slots, key=lambda each: min(each.capacity, board.able[each.event][each.start]))
        venue = board.free_venue(slot)
        if board.able[slot.event][slot.start] < board.events[slot.event].min_fill:
            return
        people = _next_people(board, slot, board.room(slot, venue)) if venue else []
        if venue is None or len(people) < board.events[slot.event].min_fill:
            slots.remove(slot)
            continue
        seating = board.open(slot, venue)
        for name in people:
            board.seat(name, seating)
        if board.events[slot.event].single_heat:
            slots = [each for each in slots if each.event != slot.event]


def _next_people(board: _Board, slot: Slot, room: int) -> list[str]:
    """Those who can start here, people with the fewest other starts first."""
    able = [(len(starts), name) for name, starts in board.waiting[slot.event].items() if slot.start in starts]
    return [name for _, name in sorted(able)[: max(0, room)]]
