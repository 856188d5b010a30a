"""Are the values a plan states about itself true?"""

from collections.abc import Iterator

from scheduler.timetable.check.sheet import Sheet
from scheduler.timetable.measure import measured
from scheduler.timetable.plan import Violation


def goals(sheet: Sheet) -> Iterator[Violation]:
    """Each goal exists, has the value stated, and is proven exactly when its bound is the value."""
    truth = measured(sheet.problem, sheet.plan)
    for goal in sheet.plan.goals:
        if goal.name not in truth:
            yield Violation("goal_unknown", {"goal": goal.name})
        elif goal.value != truth[goal.name]:
            yield Violation("goal_untrue", {"goal": goal.name, "stated": goal.value, "true": truth[goal.name]})
        if goal.bound > goal.value or goal.proven != (goal.bound == goal.value):
            yield Violation("proof_untrue", {"goal": goal.name, "value": goal.value, "bound": goal.bound})
