"""Why a timetable leaves people out: the planner's clashes kept with a plan, told with names, and ways out applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.files.explaining import FACTS, WAYS_OUT, told
from scheduler.timetable import Clash, explain
from web.db.models import Competition, TimetablePlan
from web.db.queries import one
from web.jobs import ledger
from web.services.act import Act
from web.services.job_context import JobContext
from web.services.refusals import Fault, refuse
from web.services.timetable.reading import Names
from web.services.timetable.records import problem_from
from web.services.timetable.ways import Office, steps_of

_EVENTS = ("event", "events", "before")
_PEOPLE = ("names", "entrant")
_OF_VENUES = ("changeover", "interval", "on_route")
_ON_FORMAT = ("min_fill", "max_fill", "several_heats", "no_final", "final_gap", "free_heats", "unpin")
_ON_WISHES = ("gap", "any_order", "events_per_day", "less_rest")
_ON_OFFICIALS = ("more_officials", "fewer_officials")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way out: in words, its cost, what one press would change (nothing: it is done on `page`, about `row`)."""

    said: Said
    cost: int
    changes: Sequence[Fault]
    page: str
    row: int | None


@dataclass(frozen=True, slots=True)
class ClashTold:
    """Facts that leave no room together, and the cheapest ways out."""

    facts: Sequence[Said]
    ways: Sequence[WayOut]


def clash_records(clashes: Sequence[Clash]) -> list[dict[str, Any]]:
    """Clashes as JSON values."""
    return [
        {
            "facts": [{"code": fact.code, "params": dict(fact.params)} for fact in clash.facts],
            "ways": [
                {"code": way.code, "params": dict(way.params), "cost": way.cost, "people": list(way.people)}
                for way in clash.relaxations
            ],
        }
        for clash in clashes
    ]


def clashes_told(act: Act, competition: Competition, names: Names, row: TimetablePlan) -> Sequence[ClashTold] | None:
    """The clashes kept with a plan, in words; None when nobody asked for them yet."""
    if row.plan is None or "clashes" not in row.plan:
        return None
    office = Office(act, competition, names.problem)
    return [
        ClashTold(
            [_said(names, FACTS[fact["code"]], fact["code"], fact["params"]) for fact in clash["facts"]],
            [_way(office, names, way) for way in clash["ways"]],
        )
        for clash in row.plan["clashes"]
    ]


def request_explanation(act: Act, row: TimetablePlan) -> None:
    """Ask the worker why people are left over. Refuses plan_not_draft while there is no answer to explain."""
    if row.plan is None or "outcome" not in row.plan:
        raise refuse("plan_not_draft")
    job = ledger.enqueue(
        act.session,
        act.now,
        "explain_timetable",
        {"plan_id": row.id},
        competition_id=row.competition_id,
        account_id=act.account_id,
    )
    row.job_id = job.id


def run_explanation(context: JobContext) -> None:
    """The job handler: find the clashes of a plan's problem and keep them with the plan."""
    with context.reading() as act:
        problem = problem_from(one(act.session, TimetablePlan, id=context.order["plan_id"]).problem)
    found = clash_records(explain(problem))
    with context.finishing(plan_id=context.order["plan_id"], clashes=len(found)) as act:
        row = one(act.session, TimetablePlan, id=context.order["plan_id"])
        row.plan = {**(row.plan or {}), "clashes": found}


def apply_way(act: Act, competition: Competition, row: TimetablePlan, clash: int, way: int) -> Sequence[Fault]:
    """Do what a way out says, and tell it. Refuses way_not_applicable."""
    try:
        chosen = (row.plan or {})["clashes"][clash]["ways"][way]
    except (KeyError, IndexError):
        raise refuse("way_not_applicable") from None
    steps = steps_of(Office(act, competition, problem_from(row.problem)), chosen)
    if not steps:
        raise refuse("way_not_applicable")
    for step in steps:
        step.do()
    return [step.said for step in steps]


def _way(office: Office, names: Names, way: Mapping[str, Any]) -> WayOut:
    code, params = way["code"], way["params"]
    page, row = _place(names, code, params)
    changes = [step.said for step in steps_of(office, way)]
    return WayOut(_said(names, WAYS_OUT[code], code, params), way["cost"], changes, page, row)


def _place(names: Names, code: str, params: Mapping[str, Any]) -> tuple[str, int | None]:
    """The page on which a way out is done, and the row it is about."""
    if code in _ON_WISHES:
        return "wishes", None
    if code in _ON_OFFICIALS:
        return "officials", None
    if code in (*_OF_VENUES, "open_place", "open_venue", "more_places"):
        venue = str(params.get("what") if code in _OF_VENUES else params["venue"]).split("、")[0]
        return "venue", int(venue)
    event = str(params.get("event") or params.get("what") or "").split("、")[0].partition(":")[0]
    race = names.races.get(event)
    if race is not None and code in (*_ON_FORMAT, "leave_out"):
        return ("entries" if code == "leave_out" else "format"), race.contest.id
    return "venues", None


def _said(names: Names, sentences: tuple[str, str], code: str, params: Mapping[str, Any]) -> Said:
    text = told(names.problem, sentences, {key: _named(names, code, key, value) for key, value in params.items()})
    return Said(text["text_zh"], text["text_en"])


def _named(names: Names, code: str, key: str, value: Any) -> Any:
    """A parameter with names in the place of ids; several are joined as the planner joins them."""
    if not isinstance(value, str) or not value:
        return value
    if key in ("what", "other"):
        of = names.venue if code in _OF_VENUES else names.entrant if code == "events_per_day" else names.event
    elif key in _EVENTS:
        of = names.event
    elif key in _PEOPLE:
        of = names.entrant
    elif key == "venue":
        of = names.venue
    elif key == "session":
        return _session(names, value)
    else:
        return value
    return "、".join(of(each) for each in value.split("、"))


def _session(names: Names, code: str) -> str:
    found = next(session for session in names.problem.sessions if session.id == code)
    return f"{names.problem.moment(found.start):%m-%d %H:%M}–{names.problem.moment(found.end):%H:%M}"
