"""Problems and outcomes as JSON documents of the file contract."""

from collections.abc import Mapping
from typing import Any

from scheduler.files.reading import FORMAT
from scheduler.timetable import (
    Entrant,
    Event,
    Feasible,
    Infeasible,
    NoAnswer,
    Optimal,
    Outcome,
    Plan,
    Problem,
    Venue,
)

Document = dict[str, Any]


def plan_document(problem: Problem, outcome: Outcome) -> Document:
    """The plan file of an outcome; without a plan it carries the reasons."""
    names = {Optimal: "optimal", Feasible: "feasible", Infeasible: "infeasible", NoAnswer: "no_answer"}
    found: Document = {"outcome": names[type(outcome)]}
    if isinstance(outcome, Optimal | Feasible):
        found |= _plan(problem, outcome.plan) | {"repeatable": outcome.repeatable}
    elif isinstance(outcome, Infeasible):
        found["reasons"] = [{"code": each.code, **each.params} for each in outcome.reasons]
    else:
        found["reasons"] = [{"code": outcome.reason}]
    return found | {"repeat_key": outcome.repeat_key}


def _plan(problem: Problem, plan: Plan) -> Document:
    return {
        "heats": [
            {
                "id": heat.id,
                "event": heat.event,
                "start": _time(problem, heat.start),
                "venue": heat.venue,
                "final": False,
                "places": {str(place): entrant for place, entrant in sorted(heat.places.items())},
                "officials": {},
            }
            for heat in plan.heats
        ],
        "unplaced": [{"entrant": u.entrant, "event": u.event, "reasons": list(u.reasons)} for u in plan.unplaced],
        "goals": [
            {"name": g.name, "value": g.value, "bound": g.bound, "proven": g.proven, "seconds": float(g.seconds)}
            for g in plan.goals
        ],
    }


def problem_document(problem: Problem) -> Document:
    """The problem file; read again it gives the same problem."""
    return {
        "format": FORMAT,
        "grid_minutes": problem.grid_minutes,
        "rest_minutes": problem.rest_minutes,
        "sessions": [{"id": each.id, **_window(problem, each.start, each.end)} for each in problem.sessions],
        "venues": [_venue(problem, venue) for venue in problem.venues],
        "events": [_event(event) for event in problem.events],
        "entrants": [_entrant(problem, entrant) for entrant in problem.entrants],
        "fixed_heats": [
            {"id": each.id, "event": each.event, "start": _time(problem, each.start), "venue": each.venue}
            for each in problem.fixed_heats
        ],
        "pins": [{"entrant": pin.entrant, "event": pin.event, "heat": pin.heat} for pin in problem.pins],
        "goals": list(problem.goals),
    }


def _time(problem: Problem, minute: int) -> str:
    return problem.moment(minute).isoformat(timespec="minutes")


def _window(problem: Problem, start: int, end: int) -> Document:
    return {"start": _time(problem, start), "end": _time(problem, end)}


def _stated(table: Mapping[str, Any]) -> Document:
    return {key: value for key, value in table.items() if value not in (None, [], {}, "", False)}


def _venue(problem: Problem, venue: Venue) -> Document:
    wave = venue.wave and {"interval_minutes": venue.wave.interval_minutes, "on_route_max": venue.wave.on_route_max}
    closed = [_stated({"place": c.place}) | _window(problem, c.start, c.end) for c in venue.closed]
    head: Document = {"id": venue.id, "kind": venue.kind, "places": venue.places}
    return head | _stated({"changeover_minutes": venue.changeover_minutes or None, "closed": closed, "wave": wave})


def _event(event: Event) -> Document:
    after = [{"event": each.event, "gap_minutes": each.gap_minutes} for each in event.after]
    return {
        "id": event.id,
        "venue_kinds": list(event.venue_kinds),
        "heat_minutes": event.heat_minutes,
        "entrant_minutes": event.entrant_minutes,
        "min_fill": event.min_fill,
        **_stated({"max_fill": event.max_fill, "single_heat": event.single_heat, "after": after}),
        "seeding": event.seeding,
    }


def _entrant(problem: Problem, entrant: Entrant) -> Document:
    available = [_window(problem, each.start, each.end) for each in entrant.available]
    rest = {} if entrant.rest_minutes is None else {"rest_minutes": entrant.rest_minutes}
    return {
        "id": entrant.id,
        "events": list(entrant.events),
        **_stated({"department": entrant.department, "available": available}),
        **rest,
        **_stated({"marks": {event: float(mark) for event, mark in entrant.marks.items()}}),
    }
