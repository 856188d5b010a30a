"""Where and when races may run: sessions, venues, and single places that are closed for a while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from web.db.models import Competition, Heat, RaceSession, Venue, VenueClosure
from web.services import audit
from web.services.act import Act
from web.services.refusals import Fault, Refusal, refuse

KINDS = ("gym", "track", "hall", "court", "route")


@dataclass(frozen=True, slots=True)
class VenueShape:
    """What a venue is: a gym of machines, a track of lanes, a hall, a court, or a route with a wave every few minutes.

    `places` None means unlimited; the wave fields belong to routes only.
    """

    name: str
    kind: str
    places: int | None = None
    changeover_minutes: int = 0
    wave_interval_minutes: int | None = None
    on_route_max: int | None = None


def sessions(act: Act, competition: Competition) -> Sequence[RaceSession]:
    """The sessions in order of time."""
    return act.session.scalars(
        select(RaceSession).where(RaceSession.competition_id == competition.id).order_by(RaceSession.starts)
    ).all()


def venues(act: Act, competition: Competition) -> Sequence[Venue]:
    """The venues with their closures."""
    return act.session.scalars(
        select(Venue)
        .where(Venue.competition_id == competition.id)
        .options(selectinload(Venue.closures))
        .order_by(Venue.id)
    ).all()


def add_session(act: Act, competition: Competition, starts: datetime, ends: datetime) -> RaceSession:
    """Open a session (local time). Refuses: session_backwards, session_overlaps."""
    faults = _window_faults(starts, ends, "session_backwards")
    overlapping = [each for each in sessions(act, competition) if each.starts < ends and starts < each.ends]
    faults += [Fault("session_overlaps", {"other": f"{each.starts:%m-%d %H:%M}"}) for each in overlapping]
    if faults:
        raise Refusal(*faults)
    session = RaceSession(competition_id=competition.id, starts=starts, ends=ends)
    act.session.add(session)
    audit.record(act, "session_added", competition, starts=starts.isoformat(), ends=ends.isoformat())
    return session


def extend_session(act: Act, competition: Competition, session: RaceSession, ends: datetime) -> None:
    """Let a session end later (an earlier end is passed over). Refuses session_overlaps."""
    others = [each for each in sessions(act, competition) if each is not session and each.starts < ends]
    faults = [
        Fault("session_overlaps", {"other": f"{e.starts:%m-%d %H:%M}"}) for e in others if session.starts < e.ends
    ]
    if faults:
        raise Refusal(*faults)
    session.ends = max(session.ends, ends)
    audit.record(act, "session_extended", competition, session=session.id, ends=session.ends.isoformat())


def remove_session(act: Act, competition: Competition, session: RaceSession) -> None:
    """Take a session away; plans that were made with it keep their heats and are checked again before adoption."""
    act.session.delete(session)
    audit.record(act, "session_removed", competition, session=session.id)


def add_venue(act: Act, competition: Competition, shape: VenueShape) -> Venue:
    """Add a venue. Refuses every fault of its shape at once."""
    _demand_sense(act, competition, shape, None)
    venue = Venue(competition_id=competition.id)
    act.session.add(venue)
    _write(venue, shape)
    act.session.flush()
    audit.record(act, "venue_added", competition, venue=venue.id, venue_kind=shape.kind, places=shape.places)
    return venue


def change_venue(act: Act, competition: Competition, venue: Venue, shape: VenueShape) -> None:
    """Change a venue. Plans already made are checked against it again before they are adopted."""
    _demand_sense(act, competition, shape, venue)
    _write(venue, shape)
    audit.record(act, "venue_changed", competition, venue=venue.id, venue_kind=shape.kind, places=shape.places)


def remove_venue(act: Act, competition: Competition, venue: Venue) -> None:
    """Take a venue away; refused (venue_in_use) while an adopted or earlier plan has heats in it."""
    if act.session.scalar(select(Heat.id).where(Heat.venue_id == venue.id).limit(1)) is not None:
        raise refuse("venue_in_use", venue=venue.name)
    number = venue.id
    act.session.delete(venue)
    audit.record(act, "venue_removed", competition, venue=number)


def close_places(
    act: Act, competition: Competition, venue: Venue, places: Sequence[int], starts: datetime, ends: datetime
) -> None:
    """Close places (none: the whole venue) for a window. Refuses: closure_backwards, closure_place_unknown."""
    faults = _window_faults(starts, ends, "closure_backwards")
    faults += [
        Fault("closure_place_unknown", {"place": place, "venue": venue.name})
        for place in places
        if place < 1 or (venue.places is not None and place > venue.places)
    ]
    if faults:
        raise Refusal(*faults)
    window = {"starts": starts.isoformat(), "ends": ends.isoformat()}
    for place in places or (None,):
        venue.closures.append(VenueClosure(venue_id=venue.id, place=place, starts=starts, ends=ends))
        audit.record(act, "place_closed", competition, venue=venue.id, place=place, **window)


def open_place(act: Act, competition: Competition, closure: VenueClosure) -> None:
    """Open a closed place again."""
    act.session.delete(closure)
    audit.record(act, "place_opened", competition, venue=closure.venue_id, place=closure.place)


def _write(venue: Venue, shape: VenueShape) -> None:
    venue.name, venue.kind, venue.places = shape.name.strip(), shape.kind, shape.places
    venue.changeover_minutes = shape.changeover_minutes
    route = shape.kind == "route"
    venue.wave_interval_minutes = shape.wave_interval_minutes if route else None
    venue.on_route_max = shape.on_route_max if route else None


def _demand_sense(act: Act, competition: Competition, shape: VenueShape, itself: Venue | None) -> None:
    faults: list[Fault] = []
    twins = [each for each in venues(act, competition) if each is not itself and each.name == shape.name.strip()]
    if twins:
        faults.append(Fault("venue_name_taken", {"name": shape.name.strip()}))
    if shape.kind not in KINDS:
        faults.append(Fault("venue_kind_unknown", {"kind": shape.kind}))
    if shape.kind != "route" and not shape.places:
        faults.append(Fault("venue_places_missing", {"name": shape.name}))
    if shape.kind == "route" and not shape.wave_interval_minutes:
        faults.append(Fault("venue_wave_missing", {"name": shape.name}))
    if faults:
        raise Refusal(*faults)


def _window_faults(starts: datetime, ends: datetime, code: str) -> list[Fault]:
    return [] if starts < ends else [Fault(code, {"starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"})]
