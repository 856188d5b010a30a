"""Everybody in several events dealt at once into heats that stand, where dealing part after part left somebody over.

The linear program of the waiting (``relaxed``) counts somebody out as a very long wait: where it gets by without one,
everybody has a start. Where it does not, heats are shifted as its prices say, their number and the finish unchanged.
"""

from collections.abc import Mapping

from scheduler.timetable.cpsat.crowd import Crowd
from scheduler.timetable.cpsat.relaxed import OUT, relaxed
from scheduler.timetable.cpsat.search import Search
from scheduler.timetable.cpsat.seating import Choice
from scheduler.timetable.cpsat.shifting import Grounds, Shifting
from scheduler.timetable.cpsat.waiting import Turns, Waiting, few_ways
from scheduler.timetable.problem import Problem
from scheduler.timetable.starts import Starts

MANY = 600  # people in several events above which the program would take too long
SECONDS = 3.0  # deterministic seconds for shifting heats
ANYWHERE = -1  # the start of somebody who has not been dealt yet


def gathered(
    problem: Problem, starts: Starts, crowds: Mapping[str, Crowd], choice: Choice, search: Search
) -> tuple[Choice, Turns] | None:
    """Heats and a turn (start by entrant and event) for every entry; None when none were found.

    Whoever is pinned keeps the turns of the choice.
    """
    pinned = {pin.entrant for pin in problem.pins}
    several = [entrant for entrant in problem.entrants if len(entrant.events) > 1 and entrant.id not in pinned]
    if len(several) > MANY or not all(few_ways(entrant, choice) for entrant in several):
        return None
    turns = {(name, event): start for name, event, start in choice.turns if name in pinned}
    alone = (entrant for entrant in problem.entrants if len(entrant.events) == 1 and entrant.id not in pinned)
    turns |= {(entrant.id, entrant.events[0]): ANYWHERE for entrant in alone}
    waiting = Waiting(problem, starts, crowds, choice, turns, search)
    hall = waiting.hall(several)
    answer = relaxed(hall, {}, search)
    if answer is None:
        return None
    shifting = Shifting(hall, answer, choice, Grounds(problem, starts, choice), search)
    if answer.minutes >= OUT:
        shifting.run(SECONDS)
    if shifting.answer.minutes >= OUT or not waiting.take(shifting.hall, shifting.answer, shifting.choice):
        return None
    whole = len(waiting.turns) == len(starts.suits) and ANYWHERE not in waiting.turns.values()
    return (waiting.choice, waiting.turns) if whole else None
