"""What a way out of a clash changes in the office's own lessons, sessions, venues, formats and wishes: said, then done.

Each way is a list of steps that are told before anybody presses. A way without steps is done by hand on its page: more
officials cannot be pressed into being, and nobody is taken out of a contest by one press.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scheduler.timetable import Problem
from web.db.models import Competition, Contest, Entrant, RaceSession, Venue
from web.db.queries import Missing, one
from web.services.act import Act
from web.services.refusals import Fault
from web.services.timetable.absences import excuse
from web.services.timetable.formats import HeatShape, race_contest, set_heat_format
from web.services.timetable.wishes import add_order, remove_order, set_general, wishes_of
from web.services.venues import VenueShape, change_venue, extend_session, open_place

Way = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One change: the sentence that tells it, and doing it."""

    said: Fault
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Office:
    """Where the steps are taken; minutes are those of the plan's problem."""

    act: Act
    competition: Competition
    problem: Problem

    def moment(self, minute: int) -> str:
        """A minute as people read it."""
        return f"{self.problem.moment(minute):%m-%d %H:%M}"

    def venue(self, code: str) -> Venue:
        """A venue by the planner's name."""
        return one(self.act.session, Venue, id=int(code), competition_id=self.competition.id)

    def contest(self, event: str) -> Contest:
        """The contest of the planner's event."""
        return one(self.act.session, Contest, code=event.partition(":")[0], competition_id=self.competition.id)


def steps_of(office: Office, way: Way) -> Sequence[Step]:
    """What a way changes; empty when it is done by hand, or is about something that is not there any more."""
    find = _STEPS.get(way["code"])
    if find is None:
        return ()
    try:
        return tuple(find(office, way["params"] | {"people": way.get("people", ())}))
    except Missing:
        return ()


def _excuse(office: Office, params: Way) -> Iterator[Step]:
    """准假, person by person; a family or team with all its members."""
    window = office.problem.moment(params["start"]), office.problem.moment(params["end"])
    said = {"start": office.moment(params["start"]), "end": office.moment(params["end"])}
    for code in params["people"]:
        entrant = one(office.act.session, Entrant, id=int(code), competition_id=office.competition.id)
        for person in [entrant.person, *(member.person for member in entrant.members)]:
            if person is not None:
                yield Step(
                    Fault("way_excuse", said | {"name": person.name}),
                    lambda person=person: excuse(office.act, office.competition, person, *window),  # type: ignore[misc]
                )


def _longer_session(office: Office, params: Way) -> Iterator[Step]:
    session = one(office.act.session, RaceSession, id=int(params["session"]), competition_id=office.competition.id)
    end = office.problem.moment(params["end"])
    said = {"start": f"{session.starts:%m-%d %H:%M}", "old": f"{session.ends:%H:%M}", "new": f"{end:%H:%M}"}
    yield Step(Fault("way_session", said), lambda: extend_session(office.act, office.competition, session, end))


def _more_places(office: Office, params: Way) -> Iterator[Step]:
    for code in params["venue"].split("、"):
        venue = office.venue(code)
        yield _venue_step(office, venue, "places", (venue.places or 0) + params["places"])


def _venue_value(name: str) -> Callable[[Office, Way], Iterator[Step]]:
    """A number of a venue goes to the value that helps."""

    def steps(office: Office, params: Way) -> Iterator[Step]:
        yield _venue_step(office, office.venue(params["what"]), name, params["to"])

    return steps


def _venue_step(office: Office, venue: Venue, name: str, value: int) -> Step:
    shape = VenueShape(
        venue.name,
        venue.kind,
        venue.places,
        venue.changeover_minutes,
        venue.wave_interval_minutes,
        venue.on_route_max,
    )
    changed = replace(shape, **{name: value})  # type: ignore[arg-type]
    said = {"venue": venue.name, "old": getattr(shape, name), "new": value}
    return Step(Fault(f"way_{name}", said), lambda: change_venue(office.act, office.competition, venue, changed))


def _open_again(office: Office, params: Way) -> Iterator[Step]:
    """The closures that stand in the way are taken back whole."""
    venue, place = office.venue(params["venue"]), params.get("place") or None
    starts, ends = office.problem.moment(params["start"]), office.problem.moment(params["end"])
    for closure in venue.closures:
        if closure.place == place and closure.starts < ends and starts < closure.ends:
            said = {"venue": venue.name, "start": f"{closure.starts:%m-%d %H:%M}", "end": f"{closure.ends:%m-%d %H:%M}"}
            code = "way_open_place" if place else "way_open_venue"
            yield Step(
                Fault(code, said | {"place": place or 0}),
                lambda closure=closure: open_place(office.act, office.competition, closure),  # type: ignore[misc]
            )


def _format(change: Callable[[HeatShape, Way], HeatShape]) -> Callable[[Office, Way], Iterator[Step]]:
    """The heat format of a contest changes, for all its groups."""

    def steps(office: Office, params: Way) -> Iterator[Step]:
        contest = office.contest(str(params.get("event") or params["what"]))
        race = race_contest(office.act, contest)
        if race is None:
            return
        shape = change(race.shape, params)
        for name, code in _FORMATS.items():
            old, new = getattr(race.shape, name), getattr(shape, name)
            if old != new:
                said = {"contest": contest.name, "old": old or 0, "new": new or 0}
                yield Step(Fault(code, said), lambda: set_heat_format(office.act, contest, shape))

    return steps


_FORMATS = {
    "min_fill": "way_min_fill",
    "max_fill": "way_max_fill",
    "single_heat": "way_several_heats",
    "final_size": "way_no_final",
    "final_gap_minutes": "way_final_gap",
}


def _order(office: Office, params: Way, *, keep: bool) -> Iterator[Step]:
    """One contest follows another more closely, or need not wait for it at all."""
    contest = office.contest(str(params.get("what") or params["event"]))
    before = office.contest(str(params.get("other") or params["before"]))
    for order in wishes_of(office.act, office.competition).orders:
        if (order.contest_id, order.before_id) == (contest.id, before.id):
            said = {"contest": contest.name, "before": before.name, "old": order.gap_minutes}
            if keep:
                yield Step(
                    Fault("way_gap", said | {"new": params["to"]}),
                    lambda: add_order(office.act, contest, before, params["to"]),
                )
            else:
                yield Step(
                    Fault("way_any_order", said),
                    lambda order=order: remove_order(office.act, order),  # type: ignore[misc]
                )


def _per_day(office: Office, params: Way) -> Iterator[Step]:
    """Everybody may run so many a day: the limit is one for all."""
    wishes = wishes_of(office.act, office.competition)
    yield Step(
        Fault("way_per_day", {"old": wishes.most_per_day or 0, "new": params["to"]}),
        lambda: set_general(
            office.act,
            office.competition,
            rest_from_age=wishes.rest_from_age,
            rest_older_minutes=wishes.rest_older_minutes,
            most_per_day=params["to"],
            avoid_own_department=wishes.avoid_own_department,
        ),
    )


_STEPS: Mapping[str, Callable[[Office, Way], Iterator[Step]]] = {
    "excuse": _excuse,
    "longer_session": _longer_session,
    "more_places": _more_places,
    "changeover": _venue_value("changeover_minutes"),
    "interval": _venue_value("wave_interval_minutes"),
    "on_route": _venue_value("on_route_max"),
    "open_place": _open_again,
    "open_venue": _open_again,
    "min_fill": _format(lambda shape, params: replace(shape, min_fill=params["to"])),
    "max_fill": _format(lambda shape, params: replace(shape, max_fill=params["to"])),
    "several_heats": _format(lambda shape, _: replace(shape, single_heat=False)),
    "no_final": _format(lambda shape, _: replace(shape, final_size=None)),
    "final_gap": _format(lambda shape, params: replace(shape, final_gap_minutes=params["to"])),
    "gap": lambda office, params: _order(office, params, keep=True),
    "any_order": lambda office, params: _order(office, params, keep=False),
    "events_per_day": _per_day,
}
