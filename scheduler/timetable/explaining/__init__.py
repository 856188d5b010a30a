"""Why a timetable is not possible: irreducible clashes as facts, and the ways out with their cost."""

from scheduler.timetable.explaining.facts import Clash, Fact
from scheduler.timetable.explaining.relaxations import Relaxation

__all__ = ["Clash", "Fact", "Relaxation"]
