"""Problems and outcomes as JSON documents of the file contract."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from scheduler.files.reading import FORMAT
from scheduler.timetable import (
    Entrant,
    Event,
    Feasible,
    Heat,
    Infeasible,
    NoAnswer,
    Official,
    Optimal,
    Outcome,
    Pin,
    Plan,
    Preference,
    Problem,
    Venue,
)

Document = dict[str, Any]


def plan_document(problem: Problem, outcome: Outcome) -> Document:
    """The plan file of an outcome; without a plan it carries the reasons."""
    names = {Optimal: "optimal", Feasible: "feasible", Infeasible: "infeasible", NoAnswer: "no_answer"}
    found: Document = {"outcome": names[type(outcome)]}
    if isinstance(outcome, Optimal | Feasible):
        found |= heats_document(problem, outcome.plan) | {"repeatable": outcome.repeatable}
    elif isinstance(outcome, Infeasible):
        found["reasons"] = [{"code": each.code, **each.params} for each in outcome.reasons]
    else:
        found["reasons"] = [{"code": outcome.reason}]
    return found | {"repeat_key": outcome.repeat_key}


def heats_document(problem: Problem, plan: Plan) -> Document:
    """The heats of a plan, what they lack, and what it is worth."""
    return {
        "heats": [_heat(problem, heat) for heat in plan.heats],
        "unplaced": [{"entrant": u.entrant, "event": u.event, "reasons": list(u.reasons)} for u in plan.unplaced],
        "unstaffed": [
            {"heat": u.heat, "skill": u.skill, "missing": u.missing, "reasons": list(u.reasons)} for u in plan.unstaffed
        ],
        "goals": [
            {"name": g.name, "value": g.value, "bound": g.bound, "proven": g.proven, "seconds": float(g.seconds)}
            for g in plan.goals
        ],
    }


def _heat(problem: Problem, heat: Heat) -> Document:
    return {
        "id": heat.id,
        "event": heat.event,
        "start": _time(problem, heat.start),
        "venue": heat.venue,
        "final": heat.final,
        "places": {str(place): entrant for place, entrant in sorted(heat.places.items())},
        "officials": {skill: list(names) for skill, names in sorted(heat.officials.items())},
        **_stated({"late_minutes": heat.late_minutes or None}),
    }


def problem_document(problem: Problem) -> Document:
    """The problem file; read again it gives the same problem."""
    return {
        "format": FORMAT,
        "grid_minutes": problem.grid_minutes,
        "rest_minutes": problem.rest_minutes,
        **_stated({"avoid_own_department": problem.avoid_own_department}),
        "sessions": [{"id": each.id, **_window(problem, each.start, each.end)} for each in problem.sessions],
        "venues": [_venue(problem, venue) for venue in problem.venues],
        "events": [_event(event) for event in problem.events],
        "entrants": [_entrant(problem, entrant) for entrant in problem.entrants],
        "officials": [_official(problem, official) for official in problem.officials],
        "fixed_heats": [
            {"id": each.id, "event": each.event, "start": _time(problem, each.start), "venue": each.venue}
            | _stated({"final": each.final})
            for each in problem.fixed_heats
        ],
        "pins": [_pin(problem, pin) for pin in problem.pins],
        "goals": list(problem.goals),
    }


def _time(problem: Problem, minute: int) -> str:
    return problem.moment(minute).isoformat(timespec="minutes")


def _window(problem: Problem, start: int, end: int) -> Document:
    return {"start": _time(problem, start), "end": _time(problem, end)}


def _maybe(problem: Problem, minute: int | None) -> str | None:
    return None if minute is None else _time(problem, minute)


def _stated(table: Mapping[str, Any]) -> Document:
    return {key: value for key, value in table.items() if value or (value == 0 and value is not False)}


def _venue(problem: Problem, venue: Venue) -> Document:
    wave = venue.wave and {"interval_minutes": venue.wave.interval_minutes, "on_route_max": venue.wave.on_route_max}
    closed = [_stated({"place": c.place}) | _window(problem, c.start, c.end) for c in venue.closed]
    head: Document = {"id": venue.id, "kind": venue.kind, "places": venue.places}
    return head | _stated({"changeover_minutes": venue.changeover_minutes or None, "closed": closed, "wave": wave})


def _event(event: Event) -> Document:
    after = [{"event": each.event, "gap_minutes": each.gap_minutes} for each in event.after]
    own = {} if event.avoid_own_department is None else {"avoid_own_department": event.avoid_own_department}
    return {
        "id": event.id,
        "venue_kinds": list(event.venue_kinds),
        "heat_minutes": event.heat_minutes,
        "entrant_minutes": event.entrant_minutes,
        "min_fill": event.min_fill,
        **_stated({"max_fill": event.max_fill, "single_heat": event.single_heat, "after": after}),
        **_stated({"final": event.final and asdict(event.final), "staff": [asdict(need) for need in event.staff]}),
        **own,
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
        **_stated({"preferences": [_preference(problem, wish) for wish in entrant.preferences]}),
        **_stated({"max_per_day": entrant.max_per_day}),
    }


def _preference(problem: Problem, wish: Preference) -> Document:
    times = {"start": _maybe(problem, wish.start), "end": _maybe(problem, wish.end)}
    named = {"event": wish.event, **times, "session": wish.session, "venue": wish.venue}
    return _stated(named) | {"weight": wish.weight}


def _official(problem: Problem, official: Official) -> Document:
    available = [_window(problem, each.start, each.end) for each in official.available]
    return {
        "id": official.id,
        **_stated({"department": official.department}),
        "skills": list(official.skills),
        **_stated({"available": available, "max_heats": official.max_heats}),
        **_stated({"rest_minutes": official.rest_minutes or None, "entrant": official.entrant}),
    }


def _pin(problem: Problem, pin: Pin) -> Document:
    start = _maybe(problem, pin.start)
    named = {"entrant": pin.entrant, "event": pin.event, "heat": pin.heat}
    return _stated(named | {"start": start, "venue": pin.venue, "place": pin.place})
