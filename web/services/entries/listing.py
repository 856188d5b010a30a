"""Lists for the entries chapter: contests with their numbers, one contest's entries, who could still enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from scoring.rulebook import Rulebook
from web.db.models import Competition, Contest, Department, Entrant, Entry, EntryCoauthor, Person
from web.services.act import Act
from web.services.entries.admission import Admission, Participation, rulebooks

SHOWN_CANDIDATES = 60
"""More people than fit a screen are found by typing more of the name."""


@dataclass(frozen=True, slots=True)
class ContestEntries:
    """A contest with its numbers; `rulebook` is None before there are rules."""

    contest: Contest
    rulebook: Rulebook | None
    entered: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who might enter, and whether the rules admit it."""

    person: Person
    admission: Admission
    entered: bool


def overview(act: Act, competition: Competition) -> list[ContestEntries]:
    """The contests of a competition in order, in a constant number of queries."""
    contests = list(
        act.session.scalars(
            select(Contest).where(Contest.competition_id == competition.id).order_by(Contest.position, Contest.id)
        )
    )
    counted = (
        select(Entry.contest_id, Entry.state, func.count())
        .where(Entry.contest_id.in_([contest.id for contest in contests]))
        .group_by(Entry.contest_id, Entry.state)
    )
    counts = {(contest_id, state): count for contest_id, state, count in act.session.execute(counted)}
    rules = rulebooks(act, contests)
    return [
        ContestEntries(
            contest,
            rules.get(contest.id),
            counts.get((contest.id, "entered"), 0),
            counts.get((contest.id, "withdrawn"), 0),
        )
        for contest in contests
    ]


def entries_of_contest(act: Act, contest: Contest, words: str = "") -> list[Entry]:
    """The contest's entries in order of registration, found by name, title, bib or staff number."""
    chosen = select(Entry).join(Entrant, Entry.entrant_id == Entrant.id).where(Entry.contest_id == contest.id)
    chosen = chosen.outerjoin(Person, Entrant.person_id == Person.id)
    for word in words.split()[:5]:
        matches = [
            Entrant.name.contains(word, autoescape=True),
            Entry.title.contains(word, autoescape=True),
            Person.staff_no.contains(word, autoescape=True),
        ]
        if word.isdecimal() and len(word) < 9:
            matches.append(Entrant.bib == int(word))
        chosen = chosen.where(or_(*matches))
    return list(
        act.session.scalars(
            chosen.order_by(Entry.state, Entry.id).options(
                joinedload(Entry.entrant).joinedload(Entrant.person),
                joinedload(Entry.entrant).joinedload(Entrant.department),
                joinedload(Entry.entrant).selectinload(Entrant.members),
                selectinload(Entry.coauthors).joinedload(EntryCoauthor.person),
            )
        )
    )


def candidates(
    act: Act, competition: Competition, contest: Contest, words: str = ""
) -> tuple[Sequence[Candidate], int]:
    """People found by the words with whether they may enter: the admitted first, and how many were found in all.

    Without words only those the rules admit are offered; with words the others come too, with the reasons.
    """
    participation = Participation(act, competition)
    taken = set(
        act.session.scalars(
            select(Entrant.person_id)
            .join(Entry, Entry.entrant_id == Entrant.id)
            .where(Entry.contest_id == contest.id, Entry.state == "entered", Entrant.person_id.is_not(None))
        )
    )
    found = [
        Candidate(person, participation.admission(person, contest), person.id in taken)
        for person in _people(act, competition, words)
    ]
    offered = [one for one in found if words.strip() or (one.admission.admitted and not one.entered)]
    offered.sort(key=lambda one: (one.entered, not one.admission.admitted))
    return offered[:SHOWN_CANDIDATES], len(offered)


def _people(act: Act, competition: Competition, words: str) -> list[Person]:
    chosen = (
        select(Person)
        .outerjoin(Department, Person.department_id == Department.id)
        .where(Person.trade_union_id == competition.trade_union_id, Person.active)
        .options(joinedload(Person.department))
        .order_by(Department.path, Person.staff_no, Person.id)
    )
    for word in words.split()[:5]:
        chosen = chosen.where(
            or_(
                Person.name.contains(word, autoescape=True),
                Person.staff_no.contains(word, autoescape=True),
                Department.path.contains(word, autoescape=True),
            )
        )
    return list(act.session.scalars(chosen))
