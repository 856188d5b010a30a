"""A repair as the REPAIR document of the file contract, and in short lines for the terminal."""

from collections.abc import Iterator
from typing import Any

from scheduler.files.words import word
from scheduler.files.writing import heats_document
from scheduler.timetable import HeatChange, Irreparable, Move, Problem, Repair, Repaired, Turn

Document = dict[str, Any]

SUMMARY = {
    "zh": "改期 {moved} 人（至少 {bound} 人{proven}），共 {minutes} 分钟，最多 {longest} 分钟；未编排 {left} 项",
    "en": "{moved} people moved (at least {bound}{proven}), {minutes} minutes, {longest} at most; {left} left over",
}
PROVEN = {"zh": "，已证明最少", "en": ", proven fewest"}
KEPT = {"zh": "在限额之内", "en": "the budget is kept"}
NOT_KEPT = {
    "zh": "限额不够，以下方案不受限额约束。需改期 {people} 人，或有人改期 {minutes} 分钟",
    "en": "the budget is too small and this plan ignores it; enough: {people} people, or moves of {minutes} minutes",
}
NOBODY_KNOWS = {"zh": "（没有找到）", "en": "(none found)"}


def repair_document(answer: Repair) -> Document:
    """The plan with its difference and its bound; without a plan the reasons."""
    if isinstance(answer, Irreparable):
        return {"outcome": "infeasible", "reasons": [{"code": each.code, **each.params} for each in answer.reasons]}
    if not isinstance(answer, Repaired):
        return {"outcome": "no_answer", "reasons": [{"code": answer.reason}]}
    problem, budget = answer.problem, answer.budget
    verdict = {} if budget is None else {"kept": budget.kept, "people": budget.people, "minutes": budget.minutes}
    return {
        "outcome": "optimal" if answer.proven else "feasible",
        **heats_document(problem, answer.plan),
        "difference": [_move(problem, move) for move in answer.difference],
        "heats_changed": [_heat(problem, change) for change in answer.heats],
        "duties_changed": [
            {"official": each.official, "heat": each.heat, "skill": each.skill, "added": each.added}
            for each in answer.duties
        ],
        "people_moved": answer.people_moved,
        "people_moved_bound": answer.people_bound,
        "minutes_moved": answer.minutes,
        "longest_move": answer.longest,
        **({"budget": verdict} if verdict else {}),
        "repeatable": answer.repeatable,
    }


def _move(problem: Problem, move: Move) -> Document:
    named = {"kind": move.kind, "entrant": move.entrant, "event": move.event, "final": move.final}
    return named | {"from": _turn(problem, move.before), "to": _turn(problem, move.after)}


def _heat(problem: Problem, change: HeatChange) -> Document:
    named = {"heat": change.heat, "event": change.event, "final": change.final}
    return named | {"from": _turn(problem, change.before), "to": _turn(problem, change.after)}


def _turn(problem: Problem, turn: Turn | None) -> Document | None:
    if turn is None:
        return None
    place = {} if turn.place is None else {"place": turn.place}
    start = f"{problem.moment(turn.start):%Y-%m-%dT%H:%M}"
    return {"heat": turn.heat, "start": start, "venue": turn.venue, **place}


def repair_lines(answer: Repaired, language: str) -> Iterator[str]:
    """What changes for whom, one line each: people, then heats, then duties."""
    for move in answer.difference:
        what = word(f"change_{move.kind}", language)
        yield f"{what} {move.entrant} {move.event}: {_between(answer.problem, move.before, move.after)}"
    for change in answer.heats:
        kind = "new" if change.before is None else "gone" if change.after is None else "moved"
        where = _between(answer.problem, change.before, change.after)
        yield f"{word(f'heat_{kind}', language)} {change.event}: {where}"
    for duty in answer.duties:
        kind = "added" if duty.added else "ended"
        yield f"{word(f'duty_{kind}', language)} {duty.official}: {duty.heat} {duty.skill}"


def _between(problem: Problem, before: Turn | None, after: Turn | None) -> str:
    return " → ".join("-" if turn is None else _where(problem, turn) for turn in (before, after))


def _where(problem: Problem, turn: Turn) -> str:
    place = "" if turn.place is None else f" #{turn.place}"
    return f"{problem.moment(turn.start):%m-%d %H:%M} {turn.venue} {turn.heat}{place}"


def repair_summary(answer: Repaired, language: str) -> Iterator[str]:
    """How much moves, and whether the budget was kept."""
    yield SUMMARY[language].format(
        moved=answer.people_moved,
        bound=answer.people_bound,
        proven=PROVEN[language] if answer.proven else "",
        minutes=answer.minutes,
        longest=answer.longest,
        left=len(answer.plan.unplaced),
    )
    budget = answer.budget
    if budget is not None and budget.kept:
        yield KEPT[language]
    elif budget is not None:
        none = NOBODY_KNOWS[language]
        people = none if budget.people is None else budget.people
        yield NOT_KEPT[language].format(people=people, minutes=none if budget.minutes is None else budget.minutes)
