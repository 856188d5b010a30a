"""One CP-SAT run after another within one budget, watched by an observer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import ceil
from threading import Thread
from time import monotonic

from ortools.sat.python import cp_model

from scheduler.timetable.plan import Limits, Observer, Progress

LEVELS = (2, 1)  # linear relaxation: all of it first; less of it finds what that does not in large tight models
FIRST_TURN = 3.0  # deterministic seconds of each level before the next has its turn; the turns get longer
LONGER = 4
WATCH_SECONDS = 0.2  # how often the observer is asked while a run is on


@dataclass(frozen=True)
class Answer:
    """What one run found: best value and bound of its objective; ``of`` reads any expression in the best solution."""

    solved: bool
    optimal: bool
    infeasible: bool
    value: int
    bound: int
    of: Callable[[cp_model.LinearExpr], int]

    def improved(self, later: "Answer") -> "Answer":
        """The better solution and the better bound of two runs that minimise the same."""
        if not self.solved or later.infeasible:
            return replace(later, bound=max(self.bound, later.bound))
        better = later if later.solved and later.value <= self.value else self
        bound = max(self.bound, later.bound)
        return replace(better, bound=bound, optimal=better.value <= bound or later.optimal)


NO_ANSWER = Answer(False, False, False, 0, -(1 << 62), lambda _: 0)


def go_on_from(model: cp_model.CpModel, answer: Answer) -> None:
    """Start the next run of a model from a solution."""
    if not answer.solved:
        return
    model.clear_hints()  # type: ignore[no-untyped-call]
    for index in range(len(model.proto.variables)):
        variable = model.get_int_var_from_proto_index(index)
        model.add_hint(variable, answer.of(variable))


@dataclass
class Search:
    """The budget of one call of solve: deterministic seconds, wall clock, cancellation.

    ``reserve`` are deterministic seconds kept for a later step. ``brisk`` is for models whose linear relaxation nearly
    answers: no probing, all linear rows at once.
    """

    limits: Limits
    observe: Observer | None
    brisk: bool = False
    reserve: float = 0.0
    began: float = field(default_factory=monotonic)
    spent: float = 0.0
    cancelled: bool = False
    out_of_clock: bool = False
    progress: Progress = field(default_factory=lambda: Progress("unplaced", None, None, 0))

    @property
    def over(self) -> bool:
        """True when nothing more may be tried."""
        left = self._wall_left()
        self.out_of_clock = self.out_of_clock or (left is not None and left <= 0)
        return self.cancelled or self.out_of_clock or self.left <= 0

    @property
    def left(self) -> float:
        """Deterministic seconds not spent yet and not kept for later."""
        return max(0.0, self.limits.deterministic_seconds - self.spent - self.reserve)

    @property
    def repeatable(self) -> bool:
        """False when a clock, a person or several workers had a say in the result."""
        return not self.cancelled and not self.out_of_clock and self.limits.workers == 1

    def spend(self, seconds: float) -> None:
        """Count work done elsewhere, look at the clock, and let the observer have a say."""
        self.spent += seconds
        left = self._wall_left()
        self.out_of_clock = self.out_of_clock or (left is not None and left <= 0)
        self.report(self.progress)

    def report(self, progress: Progress) -> None:
        """Tell the observer where the search stands and note when it says stop."""
        self.progress = progress
        if self.observe is not None and not self.cancelled and not self.observe(progress):
            self.cancelled = True

    def run(self, model: cp_model.CpModel, most: float | None = None) -> Answer:
        """Solve ``model`` with what is left of the budget (and at most ``most`` deterministic seconds).

        One worker alternates between the levels of the linear relaxation, each turn from the best solution so far.
        """
        until = self.spent + (self.left if most is None else min(self.left, most))
        turn, answer = FIRST_TURN, NO_ANSWER
        while True:
            for level in LEVELS:
                once = self.limits.workers > 1 or until - self.spent <= turn
                answer = answer.improved(self._once(model, level, until - self.spent if once else turn))
                if answer.optimal or answer.infeasible or once or self.over:
                    return answer
                go_on_from(model, answer)
            turn *= LONGER

    def _once(self, model: cp_model.CpModel, level: int, seconds: float) -> Answer:
        solver = self._solver(level, seconds)
        status = self._watched(solver, model)
        self.spent += solver.deterministic_time
        left = self._wall_left()
        if left is not None and left <= 0 and status != cp_model.OPTIMAL:
            self.out_of_clock = True
        solved = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        return Answer(
            solved,
            status == cp_model.OPTIMAL,
            status == cp_model.INFEASIBLE,
            round(solver.objective_value) if solved else 0,
            ceil(solver.best_objective_bound - 1e-6),
            lambda expression: solver.value(expression),
        )

    def _wall_left(self) -> float | None:
        if self.limits.wall_seconds is None:
            return None
        return self.limits.wall_seconds - (monotonic() - self.began)

    def _solver(self, level: int, seconds: float) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.max_deterministic_time = max(0.001, seconds)
        solver.parameters.random_seed = self.limits.seed
        solver.parameters.num_workers = self.limits.workers
        # One worker with the full linear relaxation proves in 0.1 s what the default portfolio could not in 25 s.
        solver.parameters.linearization_level = level
        if self.brisk:  # measured on repairs: 2 to 12 times faster
            solver.parameters.cp_model_probing_level = 0
            solver.parameters.symmetry_level = 0
            solver.parameters.add_lp_constraints_lazily = False
        wall = self._wall_left()
        if wall is not None:
            solver.parameters.max_time_in_seconds = max(0.01, wall)
        return solver

    def _watched(self, solver: cp_model.CpSolver, model: cp_model.CpModel) -> cp_model.CpSolverStatus:
        if self.observe is None:
            return solver.solve(model)
        statuses: list[cp_model.CpSolverStatus] = []
        run = Thread(target=lambda: statuses.append(solver.solve(model)), daemon=True)
        run.start()
        run.join(WATCH_SECONDS)
        while run.is_alive():
            self.report(self.progress)
            if self.cancelled:
                solver.stop_search()
            run.join(WATCH_SECONDS)
        return statuses[0]
