"""A search while it runs: what the planner has found goal by goal, handed to the ledger and told on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from scheduler.timetable import Progress
from web.db.models import Job
from web.services.job_context import JobContext
from web.services.refusals import Fault

_REPORT_EVERY = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class GoalUnderWay:
    """One goal of a running search: best value and bound so far (None: not yet), and whether it is in work now."""

    label: Fault
    value: int | None
    bound: int | None
    current: bool

    @property
    def in_minutes(self) -> bool:
        """Whether value and bound are minutes (how long the competition takes, how long people wait)."""
        return self.label.code in ("goal_finish", "goal_waiting")

    @property
    def gap(self) -> int | None:
        """How far the best could still be bettered; 0 is proven best."""
        return None if self.value is None or self.bound is None else abs(self.value - self.bound)


@dataclass
class Watch:
    """Hands the planner's progress to the ledger, at most once a second and at every new step."""

    context: JobContext
    goals: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    last: tuple[str, int | None] | None = None
    reported_at: datetime | None = None
    go_on: bool = field(default=True)

    def __call__(self, progress: Progress) -> bool:
        """Whether to go on."""
        self._note(progress)
        now, step = self.context.clock(), (progress.goal, progress.share_done)
        due = self.reported_at is None or now - self.reported_at >= _REPORT_EVERY
        if due or step != self.last:
            self.last, self.reported_at = step, now
            permille = 10 * min(99, progress.share_done or 0)
            goals = [[name, value, bound] for name, (value, bound) in self.goals.items()]
            self.go_on = self.context.progress(permille, f"goal_{progress.goal}", {"goals": goals})
        return self.go_on

    def _note(self, progress: Progress) -> None:
        value, bound = self.goals.get(progress.goal, (None, None))
        value = value if progress.value is None else progress.value
        self.goals[progress.goal] = value, bound if progress.bound is None else progress.bound


def goals_under_way(job: Job | None) -> Sequence[GoalUnderWay]:
    """The goals of a running search in the order in which they were taken up."""
    found = ((job.result or {}).get("goals") or []) if job and job.state == "running" else []
    return [
        GoalUnderWay(Fault(f"goal_{name}"), value, bound, f"goal_{name}" == job.progress_code)
        for name, value, bound in found
        if job
    ]
