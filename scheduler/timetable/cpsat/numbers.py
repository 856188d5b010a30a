"""The proven numbers of the parts: fewest left over, then fewest heats, then the earliest common finish."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from scheduler.timetable.cpsat.parts import parts_of
from scheduler.timetable.cpsat.round import Ceilings, Crew, Round
from scheduler.timetable.cpsat.seating import Choice
from scheduler.timetable.cpsat.together import narrowed
from scheduler.timetable.measure import competition_minute
from scheduler.timetable.problem import Entrant
from scheduler.timetable.starts import Slot


@dataclass(frozen=True)
class Part:
    """Events that hang together and the bounds proven for them alone.

    ``choice`` reaches the bounds of the first ``closed`` goals (3: unplaced, heats and finish), with these people
    ``inside``.
    """

    events: tuple[str, ...]
    inside: frozenset[str] = frozenset()
    unplaced: int = 0
    heats: int = 0
    finish: int = 0
    closed: int = 0
    choice: Choice | None = None


def apart(crew: Crew, parts: Sequence[Part]) -> list[Part]:
    """Parts that only people inside the model hold together, taken apart again with their share of the numbers."""
    found: list[Part] = []
    for events in parts_of(crew.problem, crew.starts, ()):
        whole = next(part for part in parts if events[0] in part.events)
        if whole.choice is None or whole.events == events:
            found.append(whole)
        else:
            share = whole.choice.of(events)
            left, heats = sum(share.left.values()), sum(share.heats.values())
            found.append(replace(whole, events=events, choice=share, unplaced=left, heats=heats))
    return list({part.events: part for part in found}.values())


@dataclass
class Numbers:
    """Proves the numbers part by part; what was known of the parts before they were joined is where it begins.

    ``strict`` while nobody need be left over: then each start must leave the person's other events one in time.
    """

    crew: Crew
    inside: Sequence[Entrant]
    report: Callable[[str], None]
    known: Sequence[Part] = ()
    strict: bool = True
    infeasible: bool = False

    def __post_init__(self) -> None:
        self.counted = [goal for goal in ("heats", "finish") if goal in self.crew.problem.goals]
        self.finishes = _finishes(self.crew, lambda _: True)
        self.fixed = _finishes(self.crew, lambda slot: bool(slot.fixed))

    def run(self) -> list[Part]:
        """All parts; the search ends early when one cannot be closed."""
        parts = [self._begun(events) for events in parts_of(self.crew.problem, self.crew.starts, self.inside)]
        for index, part in enumerate(parts):
            self.report(self.counted[0] if self.counted else "unplaced")
            parts[index] = self._as_known(part) or self._fewest(part)
            if self.infeasible or parts[index].closed < 2:
                return parts
        if "finish" not in self.counted:
            return [replace(part, closed=3) for part in parts]
        self.report("finish")
        if _worth(parts) != _worth(self.known):  # an earlier finish may be possible with more heats or fewer people
            parts = [replace(part, closed=2, finish=0) for part in parts]
        return self._finished(parts)

    def _begun(self, events: tuple[str, ...]) -> Part:
        """What the parts it was joined from say about it; with more people inside only their bounds stand."""
        from_before = [part for part in self.known if part.events[0] in events]
        inside = frozenset(entrant.id for entrant in self._own(events))
        if len(from_before) == 1 and (from_before[0].events, from_before[0].inside) == (events, inside):
            return from_before[0]
        return Part(
            events,
            inside,
            sum(part.unplaced for part in from_before),
            sum(part.heats for part in from_before),
            max((part.finish for part in from_before), default=0),
        )

    def _round(self, part: Part, ceilings: Ceilings, crew: Crew | None = None) -> Round:
        return Round(crew or self.crew, part.events, self._own(part.events), ceilings)

    def _own(self, events: Sequence[str]) -> list[Entrant]:
        """The people inside who take part in these events."""
        return [entrant for entrant in self.inside if not set(events).isdisjoint(entrant.events)]

    def _within(self, part: Part, finish: int | None, crew: Crew | None = None) -> Round:
        """A round in which the part must keep its numbers and this finish."""
        heats = part.heats if "heats" in self.counted else None
        return self._round(part, Ceilings(part.unplaced, heats, finish if "finish" in self.counted else None), crew)

    def _as_known(self, part: Part) -> Part | None:
        """Often the bounds from before can simply be reached."""
        if part.closed == 3 or not self.known:
            return part if self.known else None
        finish = max(each.finish for each in self.known)
        found = self._within(part, finish).attain()
        return replace(part, closed=3, finish=finish, choice=found) if found else None

    def _fewest(self, part: Part) -> Part:
        """Fewest left over and fewest heats; nobody left over is tried first."""
        found = self._round(part, Ceilings(part.unplaced))
        if "heats" in self.counted:
            value, bound = found.minimise("heats", part.heats)
        else:
            value, bound = (0, 0) if found.attain() else (None, 0)
        if value is not None or not found.infeasible:
            return replace(part, heats=bound, closed=2 if value == bound else 1, choice=found.choice)
        if self.strict:
            self.infeasible = True
            return part
        loose = self._round(part, Ceilings())
        value, bound = loose.minimise("unplaced", part.unplaced + 1)
        self.infeasible = loose.infeasible
        if value is None or value != bound:
            return replace(part, unplaced=bound, heats=0, choice=loose.choice)
        return self._fewest(replace(part, unplaced=bound, heats=0))

    def _finished(self, parts: Sequence[Part]) -> list[Part]:
        """The earliest finish that all parts can keep, tried first where most heats are."""
        finish = max([0, *self.fixed, *(part.finish for part in parts)])
        done: list[Part] = []
        for part in sorted(parts, key=lambda each: (-each.heats, each.events)):
            done.append(part if part.closed == 3 else self._earliest(part, finish))
            finish = max(finish, done[-1].finish)
        done = [replace(part, finish=finish) for part in done]
        return self._in_time(done) if self.strict and all(part.closed == 3 for part in done) else done

    def _earliest(self, part: Part, floor: int) -> Part:
        """The first finish from ``floor`` on that this part can keep: wider and wider steps up, then halving."""
        found = self._within(part, None)
        finishes = [floor, *(end for end in self.finishes if end > floor)]
        low, high, step, choice = -1, len(finishes), 1, part.choice
        while high - low > 1:
            middle = min(low + step, high - 1) if high == len(finishes) else (low + high) // 2
            found.master.end_by(finishes[middle])
            better = found.attain()
            if better is None and not found.infeasible:
                return replace(part, finish=finishes[low + 1], closed=2, choice=choice)
            low, high, step = (low, middle, step) if better else (middle, high, 2 * step)
            choice = better or choice
        if high == len(finishes):
            return replace(part, finish=floor, closed=2, choice=None)
        return replace(part, finish=finishes[high], closed=3, choice=choice)

    def _in_time(self, parts: Sequence[Part]) -> list[Part]:
        """The finish once more, now that each start must leave the person's other events one that ends in time."""
        for finish in [parts[0].finish, *(end for end in self.finishes if end > parts[0].finish)]:
            crew = replace(self.crew, crowds=narrowed(self.crew.problem, self.crew.crowds, finish))
            found: list[Part] = []
            for part in parts:
                round_ = self._within(part, finish, crew)
                found.append(replace(part, finish=finish, choice=round_.attain()))
                if found[-1].choice is None:
                    break
            if found[-1].choice is not None:
                return found
            if not round_.infeasible:
                break
        return [replace(part, finish=finish, closed=2, choice=None) for part in parts]


def _worth(parts: Sequence[Part]) -> tuple[int, int]:
    return sum(part.unplaced for part in parts), sum(part.heats for part in parts)


def _finishes(crew: Crew, wanted: Callable[[Slot], bool]) -> list[int]:
    """The competition minutes at which heats and finals in the wanted slots end."""
    events = {event.id: event for event in crew.problem.events}
    every = (*crew.starts.slots.values(), *crew.starts.finals.values())
    slots = [slot for each in every for slot in each if wanted(slot)]
    ends = (slot.start + events[slot.event].lasts(slot.final) for slot in slots)
    return sorted({competition_minute(crew.problem, end) for end in ends})
