"""What could be given up, as typed values: each knows the problem that follows, what it costs, and whom it touches.

Costs compare ways out, nothing else. They are minutes of people or of the office: an excused minute counts 1, a minute
less of rest 2, a longer session 3 a minute, a place 60, a room for one heat 120, an official 90; a rule changed counts
``RULE``, an entry given up ``ENTRY`` (a day).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from scheduler.timetable.explaining.rules import Registration, excused
from scheduler.timetable.people import Official
from scheduler.timetable.problem import Closure, Problem, Venue, Window

ENTRY, RULE, PLACE, ROOM, OFFICIAL = 480, 240, 60, 120, 90
SESSION_MINUTE, REST_MINUTE = 3, 2


class Relaxation(Protocol):
    """One way out of a clash."""

    @property
    def code(self) -> str:
        """Names the sentence."""
        ...

    @property
    def params(self) -> Mapping[str, str | int]:
        """Fills the sentence."""
        ...

    @property
    def cost(self) -> int:
        """What it costs, see above."""
        ...

    @property
    def people(self) -> tuple[str, ...]:
        """Whom it touches."""
        ...

    def applied(self, problem: Problem) -> Problem:
        """The problem with this given up."""
        ...


@dataclass(frozen=True, slots=True)
class Excuse:
    """These people can come from ``start`` to ``end`` too: excused from a lesson or another duty."""

    event: str
    people: tuple[str, ...]
    start: int
    end: int
    cost: int
    code: str = "excuse"

    @property
    def params(self) -> Mapping[str, str | int]:
        """Who, when, for what."""
        window = _window(self)
        return {"event": self.event, "people": len(self.people), "names": "、".join(self.people), **window}

    def applied(self, problem: Problem) -> Problem:
        """They are free then."""
        window = Window(self.start, self.end)
        people = tuple(
            replace(each, available=(*each.available, window)) if each.id in self.people and each.available else each
            for each in problem.entrants
        )
        return replace(problem, entrants=people)


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """These registrations are given up."""

    registrations: tuple[Registration, ...]
    code: str = "leave_out"

    @property
    def people(self) -> tuple[str, ...]:
        """Whoever does not run."""
        return tuple(dict.fromkeys(name for name, _ in self.registrations))

    @property
    def cost(self) -> int:
        """A day for each."""
        return ENTRY * len(self.registrations)

    @property
    def params(self) -> Mapping[str, str | int]:
        """Who, and from what."""
        events = "、".join(sorted({event for _, event in self.registrations}))
        return {"event": events, "people": len(self.people), "names": "、".join(self.people)}

    def applied(self, problem: Problem) -> Problem:
        """Without them."""
        return excused(problem, self.registrations)


@dataclass(frozen=True, slots=True)
class MorePlaces:
    """Each of these venues has so many places more."""

    venues: tuple[str, ...]
    places: int
    code: str = "more_places"
    people: tuple[str, ...] = ()

    @property
    def cost(self) -> int:
        """By place."""
        return PLACE * self.places * len(self.venues)

    @property
    def params(self) -> Mapping[str, str | int]:
        """Where and how many."""
        return {"venue": "、".join(self.venues), "places": self.places}

    def applied(self, problem: Problem) -> Problem:
        """Places added; the limit of a route stays."""
        return replace(problem, venues=tuple(self._wider(venue) for venue in problem.venues))

    def _wider(self, venue: Venue) -> Venue:
        if venue.id not in self.venues or venue.places is None:
            return venue
        return replace(venue, places=venue.places + self.places)


@dataclass(frozen=True, slots=True)
class ExtraHeat:
    """One more heat of an event at ``start``, in a room of its own with as many places as ``like``."""

    event: str
    like: str
    start: int
    end: int
    code: str = "extra_heat"
    people: tuple[str, ...] = ()

    @property
    def cost(self) -> int:
        """A room, and its time."""
        return ROOM + self.end - self.start

    @property
    def params(self) -> Mapping[str, str | int]:
        """What and when."""
        return {"event": self.event, "venue": self.like} | _window(self)

    def applied(self, problem: Problem) -> Problem:
        """One more venue of the kind, open for just this heat."""
        like = next(venue for venue in problem.venues if venue.id == self.like)
        last = max(session.end for session in problem.sessions)
        shut = [Closure(0, self.start)] if self.start > 0 else []
        shut += [Closure(self.end, last)] if self.end < last else []
        room = replace(like, id=f"{like.id}+", closed=tuple(shut), changeover_minutes=0)
        return replace(problem, venues=(*problem.venues, room))


@dataclass(frozen=True, slots=True)
class LongerSession:
    """A session ends so many minutes later."""

    session: str
    minutes: int
    end: int
    code: str = "longer_session"
    people: tuple[str, ...] = ()

    @property
    def cost(self) -> int:
        """By minute."""
        return SESSION_MINUTE * self.minutes

    @property
    def params(self) -> Mapping[str, str | int]:
        """Which, by how much, until when."""
        return {"session": self.session, "minutes": self.minutes, "end": self.end}

    def applied(self, problem: Problem) -> Problem:
        """The later end."""
        sessions = tuple(replace(s, end=self.end) if s.id == self.session else s for s in problem.sessions)
        return replace(problem, sessions=sessions)


@dataclass(frozen=True, slots=True)
class LessRest:
    """One person rests so many minutes less between own events."""

    entrant: str
    minutes: int
    code: str = "less_rest"

    @property
    def people(self) -> tuple[str, ...]:
        """The person."""
        return (self.entrant,)

    @property
    def cost(self) -> int:
        """By minute."""
        return REST_MINUTE * self.minutes

    @property
    def params(self) -> Mapping[str, str | int]:
        """Who, how much."""
        return {"entrant": self.entrant, "minutes": self.minutes}

    def applied(self, problem: Problem) -> Problem:
        """The general rest becomes everybody else's own, so that one person can have less."""
        rests = {each.id: problem.rest_of(each) for each in problem.entrants}
        rests[self.entrant] -= self.minutes
        people = tuple(replace(each, rest_minutes=rests[each.id]) for each in problem.entrants)
        return replace(problem, rest_minutes=min(rests.values()), entrants=people)


@dataclass(frozen=True, slots=True)
class MoreOfficials:
    """So many more officials with a skill, free all the time."""

    skill: str
    count: int
    code: str = "more_officials"
    people: tuple[str, ...] = ()

    @property
    def cost(self) -> int:
        """By head."""
        return OFFICIAL * self.count

    @property
    def params(self) -> Mapping[str, str | int]:
        """Which skill, how many."""
        return {"skill": self.skill, "officials": self.count}

    def applied(self, problem: Problem) -> Problem:
        """With them."""
        more = tuple(Official(f"+{self.skill}{number}", skills=(self.skill,)) for number in range(self.count))
        return replace(problem, officials=(*problem.officials, *more))


def _window(each: Excuse | ExtraHeat) -> dict[str, int]:
    return {"start": each.start, "end": each.end}
