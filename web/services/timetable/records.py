"""Problems and plans as the JSON that a timetable row keeps, and back. Times stay whole minutes of the first day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from scheduler.timetable import Feasible, Infeasible, NoAnswer, Optimal, Outcome, Plan, Problem, Violation

Value = TypeVar("Value")
_OUTCOMES = {Optimal: "optimal", Feasible: "feasible", Infeasible: "infeasible", NoAnswer: "no_answer"}


def problem_record(problem: Problem) -> dict[str, Any]:
    """A problem as JSON values, whole."""
    record: dict[str, Any] = _plain(asdict(problem.canonical()))
    return record


def problem_from(record: dict[str, Any]) -> Problem:
    """The problem of a record; what an older record doesn't name is at its default.

    Raises ProblemFaults when it makes no sense.
    """
    return _made(Problem, record)


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


def given_record(plan: Plan, violations: Sequence[Violation] = ()) -> dict[str, Any]:
    """A plan that no search found (moved by hand, decided elsewhere), with what the checker found in it."""
    record = {
        "outcome": "feasible",
        "repeat_key": "",
        "reasons": [],
        "violations": [_coded(each) for each in violations],
    }
    return record | plan_record(plan) | {"repeatable": True, "stopped": False}


def plan_record(plan: Plan) -> dict[str, Any]:
    """Heats with people and officials, unplaced registrations, unmet needs and goals as JSON values."""
    record: dict[str, Any] = _plain(asdict(plan))
    return record


def plan_from(record: dict[str, Any]) -> Plan:
    """The plan of a record."""
    return _made(Plan, record)


def violations_from(records: Sequence[dict[str, Any]]) -> list[Violation]:
    """Violations or reasons of a record."""
    return [Violation(each["code"], each["params"]) for each in records]


def _coded(violation: Violation) -> dict[str, Any]:
    return {"code": violation.code, "params": dict(violation.params)}


def _plain(value: Any) -> Any:
    """A value as JSON knows it: keys and exact numbers as text, dates in ISO form."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _made(shape: type[Value], record: Mapping[str, Any]) -> Value:
    """A frozen value from its record; keys that are not its own are passed over."""
    hints = _hints(cast("Any", shape))
    return shape(**{name: _read(hint, record[name]) for name, hint in hints.items() if name in record})


@cache
def _hints(shape: Any) -> dict[str, Any]:
    hints = get_type_hints(shape)
    return {each.name: hints[each.name] for each in fields(shape)}


def _read(hint: Any, value: Any) -> Any:
    """A value of the type a field declares."""
    if value is None:
        return None
    origin, inside = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return _read(inside[0], value)
    if origin is tuple:
        return tuple(_read(inside[0], each) for each in value)
    if origin is not None:
        return {inside[0](key): _read(inside[1], each) for key, each in value.items()}
    if hint is date:
        return date.fromisoformat(value)
    if hint is Decimal:
        return Decimal(value)
    return _made(hint, value) if hasattr(hint, "__dataclass_fields__") else value
