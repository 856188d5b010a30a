"""Problems and plans as the JSON that a timetable row keeps, and back. Times stay whole minutes of the first day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from scheduler.timetable import (
    Closure,
    Entrant,
    Event,
    Feasible,
    Goal,
    Heat,
    Infeasible,
    NoAnswer,
    Optimal,
    Outcome,
    Plan,
    Problem,
    Session,
    Unplaced,
    Venue,
    Violation,
    Wave,
    Window,
)


def problem_record(problem: Problem) -> dict[str, Any]:
    """A problem as JSON values. Only what the office uses: it plans without fixed heats, pins and precedence."""
    record: dict[str, Any] = asdict(problem.canonical())
    record["first_day"] = problem.first_day.isoformat()
    for entrant in record["entrants"]:
        entrant["marks"] = {event: str(mark) for event, mark in entrant["marks"].items()}
    return {name: record[name] for name in _KEPT}


def problem_from(record: dict[str, Any]) -> Problem:
    """The problem of a record; raises ProblemFaults when it makes no sense."""
    return Problem(
        first_day=date.fromisoformat(record["first_day"]),
        sessions=tuple(Session(**each) for each in record["sessions"]),
        venues=tuple(_venue(each) for each in record["venues"]),
        events=tuple(_event(each) for each in record["events"]),
        entrants=tuple(_entrant(each) for each in record["entrants"]),
        grid_minutes=record["grid_minutes"],
        rest_minutes=record["rest_minutes"],
    )


def outcome_record(outcome: Outcome, violations: Sequence[Violation] = ()) -> dict[str, Any]:
    """What the planner answered, with what the checker found, as JSON values."""
    record: dict[str, Any] = {
        "outcome": _OUTCOMES[type(outcome)],
        "repeat_key": outcome.repeat_key,
        "reasons": [],
        "violations": [_coded(each) for each in violations],
    }
    if isinstance(outcome, Optimal | Feasible):
        return record | plan_record(outcome.plan) | {"repeatable": outcome.repeatable}
    if isinstance(outcome, Infeasible):
        record["reasons"] = [_coded(each) for each in outcome.reasons]
    else:
        record["reasons"] = [{"code": "no_answer_" + outcome.reason, "params": {}}]
    return record


def plan_record(plan: Plan) -> dict[str, Any]:
    """Heats, unplaced registrations and goals as JSON values."""
    return {
        "heats": [
            {
                "id": heat.id,
                "event": heat.event,
                "start": heat.start,
                "venue": heat.venue,
                "places": {str(place): entrant for place, entrant in sorted(heat.places.items())},
            }
            for heat in plan.heats
        ],
        "unplaced": [
            {"entrant": each.entrant, "event": each.event, "reasons": list(each.reasons)} for each in plan.unplaced
        ],
        "goals": [asdict(goal) | {"seconds": str(goal.seconds)} for goal in plan.goals],
    }


def plan_from(record: dict[str, Any]) -> Plan:
    """The plan of a record."""
    return Plan(
        heats=tuple(
            Heat(
                each["id"],
                each["event"],
                each["start"],
                each["venue"],
                {int(place): entrant for place, entrant in each["places"].items()},
            )
            for each in record["heats"]
        ),
        unplaced=tuple(Unplaced(each["entrant"], each["event"], tuple(each["reasons"])) for each in record["unplaced"]),
        goals=tuple(Goal(**{**each, "seconds": Decimal(each["seconds"])}) for each in record["goals"]),
    )


def violations_from(records: Sequence[dict[str, Any]]) -> list[Violation]:
    """Violations or reasons of a record."""
    return [Violation(each["code"], each["params"]) for each in records]


_KEPT = ("first_day", "sessions", "venues", "events", "entrants", "grid_minutes", "rest_minutes")
_OUTCOMES = {Optimal: "optimal", Feasible: "feasible", Infeasible: "infeasible", NoAnswer: "no_answer"}


def _coded(violation: Violation) -> dict[str, Any]:
    return {"code": violation.code, "params": dict(violation.params)}


def _venue(record: dict[str, Any]) -> Venue:
    closed = tuple(Closure(**each) for each in record["closed"])
    wave = Wave(**record["wave"]) if record["wave"] else None
    return Venue(**{**record, "closed": closed, "wave": wave})


def _event(record: dict[str, Any]) -> Event:
    return Event(**{**record, "venue_kinds": tuple(record["venue_kinds"]), "after": (), "final": None, "staff": ()})


def _entrant(record: dict[str, Any]) -> Entrant:
    return Entrant(
        **{
            **record,
            "events": tuple(record["events"]),
            "available": tuple(Window(**each) for each in record["available"]),
            "marks": {event: Decimal(mark) for event, mark in record["marks"].items()},
            "preferences": (),
        }
    )
