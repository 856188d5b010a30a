"""What the planner answers: heats with people in places, goals with their proof, and the four outcomes."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from hashlib import sha256
from json import dumps

from scheduler.timetable.problem import Problem


@dataclass(frozen=True, slots=True)
class Heat:
    """One heat: ``start`` in minutes from midnight of the first day, ``places`` from place number to entrant id.

    ``officials`` by skill. A ``final`` has no places before its heats were run. ``late_minutes``: by so much a heat
    that is on ends later than planned, its venue, people and officials with it; the starts of a route keep theirs.
    """

    id: str
    event: str
    start: int
    venue: str
    places: Mapping[int, str] = field(default_factory=dict)
    final: bool = False
    officials: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    late_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A registration that found no heat.

    Reasons: no_start, own_events_clash, route_full, below_min_fill, no_room, no_final (no room for the event's final).
    """

    entrant: str
    event: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unstaffed:
    """Officials a heat lacks. Reasons: no_skill (nobody has it), no_window (nobody with it is there), too_few."""

    heat: str
    skill: str
    missing: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal's value and the bound proved for it; ``proven`` only when they are equal. Seconds are wall-clock."""

    name: str
    value: int
    bound: int
    proven: bool
    seconds: Decimal = field(default=Decimal(0), compare=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole timetable. Two plans are equal when all but the seconds of the goals is."""

    heats: tuple[Heat, ...]
    unplaced: tuple[Unplaced, ...] = ()
    goals: tuple[Goal, ...] = ()
    unstaffed: tuple[Unstaffed, ...] = ()


@dataclass(frozen=True, slots=True)
class Optimal:
    """A plan whose every stated goal is proven: value equals bound."""

    plan: Plan
    repeat_key: str = ""
    repeatable: bool = True

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals of the plan."""
        return self.plan.goals


@dataclass(frozen=True, slots=True)
class Feasible:
    """A plan that keeps every rule, a goal not proven. ``repeatable`` False: a clock or a person stopped the search."""

    plan: Plan
    repeat_key: str = ""
    repeatable: bool = True

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals of the plan."""
        return self.plan.goals


@dataclass(frozen=True, slots=True)
class Infeasible:
    """Fixed heats or pins contradict the rules; each reason is a code with parameters."""

    reasons: "tuple[Violation, ...]"
    repeat_key: str = ""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Neither a plan nor a contradiction was found within the limits."""

    reason: str
    repeat_key: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule broken: a code and what it concerns (ids and minutes)."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


Outcome = Optimal | Feasible | Infeasible | NoAnswer


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how to search. ``deterministic_seconds`` are the solver's own repeatable unit, about a second each.

    ``wall_seconds`` stops by the clock; a plan stopped so is marked not repeatable. More than one worker may help above
    3,000 entrants and also gives up repeatability.
    """

    deterministic_seconds: int = 60
    wall_seconds: int | None = None
    seed: int = 1
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the search stands: the goal in work, its best value and bound so far (None: not yet), percent done."""

    goal: str
    value: int | None
    bound: int | None
    share_done: int


Observer = Callable[[Progress], bool]


def repeat_key(problem: Problem, limits: Limits) -> str:
    """Hash of the problem in canonical order and of the options: the same key gives the same plan."""
    text = dumps([asdict(problem.canonical()), asdict(limits)], sort_keys=True, default=str, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()
