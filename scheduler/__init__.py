"""The planner: a timetable problem in, a proven plan out. Pure; the solver is imported only when asked to solve.

>>> from datetime import date
>>> from scheduler import timetable
>>> problem = timetable.Problem(
...     first_day=date(2026, 11, 27),
...     sessions=(timetable.Session("am", 480, 720),),
...     venues=(timetable.Venue("gym", "gym", places=2),),
...     events=(timetable.Event("run", ("gym",), heat_minutes=20, entrant_minutes=15),),
...     entrants=tuple(timetable.Entrant(name, ("run",)) for name in ("an", "bo", "chen")))
>>> outcome = timetable.solve(problem)
>>> type(outcome).__name__, [(goal.name, goal.value) for goal in outcome.goals[:3]]
('Optimal', [('unplaced', 0), ('heats', 2), ('finish', 40)])
>>> timetable.check(problem, outcome.plan)
()
"""

from scheduler.errors import Fault, ProblemFaults

__all__ = ["Fault", "ProblemFaults"]
