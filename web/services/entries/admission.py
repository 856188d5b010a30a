"""Who may take part in what: the rulebook's conditions, its groups, and the most contests a person may enter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from scoring.groups import assign, eligibility
from scoring.rulebook import Rulebook
from web.db.models import (
    Competition,
    Contest,
    Entrant,
    EntrantMember,
    Entry,
    EntryCoauthor,
    Person,
    RulebookVersion,
)
from web.services.act import Act
from web.services.groups import facts_of
from web.services.refusals import Fault
from web.services.rules import read

_UNKNOWN = {"birth_date_unknown", "gender_unknown", "post_category_unknown", "reference_date_missing"}
"""Gaps that a group needs filled before the draw; they do not keep anybody from entering, closing waits for them."""


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether somebody may enter: every reason against it, and what must still be found out before the draw."""

    reasons: tuple[Fault, ...]
    gaps: tuple[Fault, ...] = ()
    group: str | None = None
    """The group's name by the rules as they stand; None without groups or while unknown."""

    @property
    def admitted(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.reasons


def rulebooks(act: Act, contests: Iterable[Contest]) -> dict[int, Rulebook]:
    """The rules of each contest as they stand, frozen before draft, in one query."""
    chosen = select(RulebookVersion).where(
        RulebookVersion.contest_id.in_([contest.id for contest in contests]),
        RulebookVersion.state.in_(["frozen", "draft"]),
    )
    found: dict[int, Rulebook] = {}
    for version in sorted(act.session.scalars(chosen), key=lambda one: (one.state == "frozen", one.number)):
        found[version.contest_id] = read(version.document)
    return found


class Participation:
    """Who takes part in which contest of one competition, and by which rules; a handful of queries in all."""

    def __init__(self, act: Act, competition: Competition) -> None:
        contests = select(Contest).where(Contest.competition_id == competition.id).order_by(Contest.position)
        self.contests: dict[int, Contest] = {one.id: one for one in act.session.scalars(contests)}
        self.rulebooks: Mapping[int, Rulebook] = rulebooks(act, self.contests.values())
        self._parts: dict[int, set[int]] = defaultdict(set)
        for person_id, contest_id in _parts(act, competition):
            self.note(person_id, contest_id)

    def note(self, person_id: int, contest_id: int) -> None:
        """Count one more part, as after an entry."""
        self._parts[person_id].add(contest_id)

    def others(self, person_id: int, contest: Contest) -> set[int]:
        """The other contests of the same kind (judged, race) that the person takes part in."""
        kind = self.rulebooks[contest.id].format
        return {
            other
            for other in self._parts.get(person_id, ())
            if other != contest.id and other in self.rulebooks and self.rulebooks[other].format is kind
        }

    def admission(self, person: Person, contest: Contest) -> Admission:
        """Whether the person may enter the contest, and in which group."""
        rulebook = self.rulebooks.get(contest.id)
        if rulebook is None:
            return Admission((Fault("rules_missing", {"contest": contest.name}),))
        facts = facts_of(person)
        others = [str(other) for other in self.others(person.id, contest)]
        bars = eligibility(facts, rulebook.eligibility, rulebook.age_rule, others)
        reasons = [Fault(bar.code, bar.params) for bar in bars]
        assignment = assign(facts, rulebook.groups, rulebook.age_rule)
        if assignment.group is not None:
            names = {group.code: group.name for group in rulebook.groups}
            return Admission(tuple(reasons), group=names.get(assignment.group))
        told = Fault(assignment.reason)
        if assignment.reason in _UNKNOWN:
            return Admission(tuple(reasons), () if reasons else (told,))
        return Admission(tuple(reasons) or (told,))

    def coauthor_reasons(self, person: Person, contest: Contest) -> tuple[Fault, ...]:
        """Why a person may not be a co-author: only the number of contests counts, not the conditions of entry."""
        rulebook = self.rulebooks.get(contest.id)
        limit = rulebook.eligibility.max_events if rulebook else None
        entered = len(self.others(person.id, contest)) if rulebook else 0
        if limit is None or entered < limit:
            return ()
        return (Fault("coauthor_too_many_contests", {"name": person.name, "limit": limit}),)


def _parts(act: Act, competition: Competition) -> list[tuple[int, int]]:
    """Every (person, contest): entrants, members of families, co-authors of entries that stand."""
    standing = (Contest.competition_id == competition.id, Entry.state == "entered")
    own = (
        select(Entrant.person_id, Entry.contest_id)
        .join(Entry, Entry.entrant_id == Entrant.id)
        .join(Contest, Entry.contest_id == Contest.id)
        .where(*standing, Entrant.person_id.is_not(None))
    )
    family = (
        select(EntrantMember.person_id, Entry.contest_id)
        .join(Entry, Entry.entrant_id == EntrantMember.entrant_id)
        .join(Contest, Entry.contest_id == Contest.id)
        .where(*standing, EntrantMember.person_id.is_not(None))
    )
    coauthor = (
        select(EntryCoauthor.person_id, Entry.contest_id)
        .join(Entry, EntryCoauthor.entry_id == Entry.id)
        .join(Contest, Entry.contest_id == Contest.id)
        .where(*standing)
    )
    found = act.session.execute(own.union(family, coauthor))
    return [(person, contest) for person, contest in found if person is not None]
