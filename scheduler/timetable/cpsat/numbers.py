"""The proven numbers of the parts: fewest left over, then fewest heats, fewest starts and the earliest common finish.

Nobody left over always comes first; the others follow in the order of the problem's goals.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from scheduler.timetable.cpsat.parts import parts_of
from scheduler.timetable.cpsat.round import Ceilings, Crew, Round
from scheduler.timetable.cpsat.seating import Choice
from scheduler.timetable.cpsat.together import narrowed
from scheduler.timetable.measure import competition_minute
from scheduler.timetable.problem import Entrant
from scheduler.timetable.starts import Slot

COUNTED = ("heats", "slots", "finish")  # the goals that are numbers of heats, not of people


@dataclass(frozen=True)
class Part:
    """Events that hang together and the bounds proven for them alone.

    ``choice`` reaches the bounds of the first ``closed`` goals (unplaced, then the counted ones in their order), with
    these people ``inside``.
    """

    events: tuple[str, ...]
    inside: frozenset[str] = frozenset()
    unplaced: int = 0
    heats: int = 0
    slots: int = 0
    finish: int = 0
    closed: int = 0
    choice: Choice | None = None

    def told(self, goal: str, number: int) -> "Part":
        """The part with another number for one counted goal (none: as it is)."""
        return replace(
            self,
            heats=number if goal == "heats" else self.heats,
            slots=number if goal == "slots" else self.slots,
            finish=number if goal == "finish" else self.finish,
        )

    def ceilings(self, goals: Sequence[str]) -> Ceilings:
        """Its numbers in these goals as limits."""
        return Ceilings(
            self.unplaced,
            self.heats if "heats" in goals else None,
            self.slots if "slots" in goals else None,
            self.finish if "finish" in goals else None,
        )


def counted(goals: Sequence[str]) -> list[str]:
    """The counted goals among these, in their order."""
    return [goal for goal in goals if goal in COUNTED]


def sums(parts: Sequence[Part]) -> dict[str, int]:
    """What the parts prove for the whole: sums, and the latest finish."""
    return {
        "unplaced": sum(part.unplaced for part in parts),
        "heats": sum(part.heats for part in parts),
        "slots": sum(part.slots for part in parts),
        "finish": max((part.finish for part in parts), default=0),
    }


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
        self.counted = counted(self.crew.problem.goals)
        self.whole = 1 + len(self.counted)  # a part that is closed as far as this has all its numbers
        self.finishes = _finishes(self.crew, lambda _: True)
        self.fixed = _finishes(self.crew, lambda slot: bool(slot.fixed))

    def run(self) -> list[Part]:
        """All parts; the search ends early when one cannot be closed."""
        parts = [self._begun(events) for events in parts_of(self.crew.problem, self.crew.starts, self.inside)]
        first = self.counted[0] if self.counted and self.counted[0] != "finish" else ""
        for index, part in enumerate(parts):
            self.report(first or "unplaced")
            parts[index] = self._as_known(part) or self._placed(part, first)
            if self.infeasible or parts[index].closed < (2 if first else 1):
                return parts
        for place, goal in enumerate(self.counted, start=1):
            if goal != first:
                self.report(goal)
                parts = self._afresh(parts, place)
                parts = self._finished(parts, place) if goal == "finish" else self._fewest_of(parts, goal, place)
            if any(part.closed <= place for part in parts):
                return parts
        return parts

    def _begun(self, events: tuple[str, ...]) -> Part:
        """What the parts it was joined from say about it; with more people inside only their bounds stand."""
        from_before = [part for part in self.known if part.events[0] in events]
        inside = frozenset(entrant.id for entrant in self._own(events))
        if len(from_before) == 1 and (from_before[0].events, from_before[0].inside) == (events, inside):
            return from_before[0]
        known = sums(from_before)
        return Part(events, inside, known["unplaced"], known["heats"], known["slots"], known["finish"])

    def _own(self, events: Sequence[str]) -> list[Entrant]:
        """The people inside who take part in these events."""
        return [entrant for entrant in self.inside if not set(events).isdisjoint(entrant.events)]

    def _round(self, part: Part, ceilings: Ceilings, crew: Crew | None = None) -> Round:
        return Round(crew or self.crew, part.events, self._own(part.events), ceilings)

    def _as_known(self, part: Part) -> Part | None:
        """Often the bounds from before can simply be reached."""
        if part.closed == self.whole or not self.known:
            return part if self.known else None
        aimed = replace(part, finish=max(each.finish for each in self.known), closed=self.whole)
        found = self._round(part, aimed.ceilings(self.counted)).attain()
        return replace(aimed, choice=found) if found else None

    def _placed(self, part: Part, goal: str) -> Part:
        """Fewest left over, nobody tried first, and at once the fewest of ``goal`` if one is named."""
        found = self._round(part, Ceilings(part.unplaced))
        if goal:
            value, bound = found.minimise(goal, getattr(part, goal))
        else:
            value, bound = (0, 0) if found.attain() else (None, 0)
        if value is not None or not found.infeasible:
            closed = (2 if goal else 1) if value == bound else 1
            return replace(part, closed=closed, choice=found.choice).told(goal, bound)
        if self.strict:
            self.infeasible = True
            return part
        loose = self._round(part, Ceilings())
        value, bound = loose.minimise("unplaced", part.unplaced + 1)
        self.infeasible = loose.infeasible
        if value is None or value != bound:
            return replace(part, unplaced=bound, heats=0, slots=0, finish=0, choice=loose.choice)
        return self._placed(replace(part, unplaced=bound, heats=0, slots=0, finish=0), goal)

    def _afresh(self, parts: Sequence[Part], place: int) -> list[Part]:
        """Bounds from before hold no longer when a goal before them has another value than it had then."""
        goals = ("unplaced", *self.counted[: place - 1])
        now, then = sums(parts), sums(self.known)
        if self.known and all(now[goal] == then[goal] for goal in goals):
            return list(parts)
        fresh = [replace(part, closed=min(part.closed, place)) for part in parts]
        for goal in self.counted[place - 1 :]:
            fresh = [part.told(goal, 0) for part in fresh]
        return fresh

    def _fewest_of(self, parts: Sequence[Part], goal: str, place: int) -> list[Part]:
        """The fewest heats or starts, whatever came before kept."""
        done: list[Part] = []
        for part in parts:
            if part.closed <= place:
                found = self._round(part, part.ceilings(self.counted[: place - 1]))
                value, bound = found.minimise(goal, getattr(part, goal))
                closed = place + 1 if value == bound else place
                part = replace(part, closed=closed, choice=found.choice or part.choice).told(goal, bound)
            done.append(part)
        return done

    def _finished(self, parts: Sequence[Part], place: int) -> list[Part]:
        """The earliest finish that all parts can keep, tried first where most heats are."""
        finish = max([0, *self.fixed, *(part.finish for part in parts)])
        done: list[Part] = []
        for part in sorted(parts, key=lambda each: (-each.heats, each.events)):
            done.append(part if part.closed > place else self._earliest(part, finish, place))
            finish = max(finish, done[-1].finish)
        done = [replace(part, finish=finish) for part in done]
        closed = bool(done) and all(part.closed > place for part in done)
        return self._in_time(done, place) if self.strict and closed else done

    def _earliest(self, part: Part, floor: int, place: int) -> Part:
        """The first finish from ``floor`` on that this part can keep: wider and wider steps up, then halving."""
        found = self._round(part, part.ceilings(self.counted[: place - 1]))
        finishes = [floor, *(end for end in self.finishes if end > floor)]
        low, high, step, choice = -1, len(finishes), 1, part.choice
        while high - low > 1:
            middle = min(low + step, high - 1) if high == len(finishes) else (low + high) // 2
            found.master.end_by(finishes[middle])
            better = found.attain()
            if better is None and not found.infeasible:
                return replace(part, finish=finishes[low + 1], closed=place, choice=choice)
            low, high, step = (low, middle, step) if better else (middle, high, 2 * step)
            choice = better or choice
        if high == len(finishes):
            return replace(part, finish=floor, closed=place, choice=None)
        return replace(part, finish=finishes[high], closed=place + 1, choice=choice)

    def _in_time(self, parts: Sequence[Part], place: int) -> list[Part]:
        """The finish once more, now that each start must leave the person's other events one that ends in time.

        Nearly always the finish stands; else wider and wider steps up, then halving.
        """
        crew, finishes = self.crew, [parts[0].finish, *(end for end in self.finishes if end > parts[0].finish)]
        low, high, step, best = -1, len(finishes), 1, list[Part]()
        while high - low > 1:
            middle = (low + high) // 2 if best else min(low + step, high - 1)
            found, infeasible = self._ended_by(crew, parts, finishes[middle], place)
            if not found and not infeasible:
                return [replace(part, finish=finishes[low + 1], closed=place, choice=None) for part in parts]
            low, high, step, best = (low, middle, step, found) if found else (middle, high, 2 * step, best)
        finish = finishes[min(high, len(finishes) - 1)]
        self.crew = replace(crew, crowds=narrowed(crew.problem, crew.crowds, finish))
        return best or [replace(part, finish=finish, closed=place, choice=None) for part in parts]

    def _ended_by(self, crew: Crew, parts: Sequence[Part], finish: int, place: int) -> tuple[list[Part], bool]:
        """The parts ended by this finish; none when they cannot, and whether that is proven."""
        self.crew = replace(crew, crowds=narrowed(crew.problem, crew.crowds, finish))
        found: list[Part] = []
        for part in parts:
            aimed = replace(part, finish=finish)
            round_ = self._round(aimed, aimed.ceilings(self.counted[:place]))
            found.append(replace(aimed, choice=round_.attain()))
            if found[-1].choice is None:
                return [], round_.infeasible
        return found, False


def _finishes(crew: Crew, wanted: Callable[[Slot], bool]) -> list[int]:
    """The competition minutes at which heats and finals in the wanted slots end."""
    events = {event.id: event for event in crew.problem.events}
    every = (*crew.starts.slots.values(), *crew.starts.finals.values())
    slots = [slot for each in every for slot in each if wanted(slot)]
    ends = (slot.start + events[slot.event].lasts(slot.final) for slot in slots)
    return sorted({competition_minute(crew.problem, end) for end in ends})
