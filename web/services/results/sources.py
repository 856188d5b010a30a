"""The rows one run of a contest is judged by, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from scoring.rulebook import Rulebook
from web.db.models import (
    CommitteeDecision,
    Contest,
    Department,
    Entrant,
    EntrantMember,
    Entry,
    EntryCoauthor,
    PanelSeat,
    Person,
    RaceResult,
    ResultLine,
    Sheet,
)
from web.services.judging.tie import chief_order
from web.services.lines import RESULTS, Crowd, entry_code, lines_of


@dataclass(frozen=True)
class Sources:
    """The rows one run of a contest is judged by; `departments` are all of the union's."""

    entries: tuple[Entry, ...]
    seats: tuple[PanelSeat, ...]
    sheets: tuple[Sheet, ...]
    results: tuple[RaceResult, ...]
    decisions: tuple[CommitteeDecision, ...]
    departments: Mapping[int, Department]
    chief_order: tuple[int, ...] = ()
    lines: tuple[ResultLine, ...] = ()
    staff: tuple[Person, ...] = ()

    @cached_property
    def crowd(self) -> Crowd:
        """Who works in the departments that entered; a union group's people belong to the department above it."""
        entered = {department_key(department_id_of(entry), self.departments): entry.id for entry in self.entries}
        homes = {person.id: department_key(person.department_id, self.departments) for person in self.staff}
        return Crowd({person: entered[key] for person, key in homes.items() if key in entered}, entered)

    @cached_property
    def by_code(self) -> Mapping[str, Entry]:
        """The entries by the code the rules know them under."""
        return {entry_code(entry.id): entry for entry in self.entries}

    @property
    def unsealed(self) -> int:
        """Sheets that are still open."""
        return sum(1 for sheet in self.sheets if sheet.state == "open")

    @property
    def sheets_missing(self) -> int:
        """Seats x entries without any sheet: nobody was ever asked. A judge who left owes none."""
        asked = {(sheet.seat_id, sheet.entry_id) for sheet in self.sheets}
        due = [seat for seat in self.seats if seat.left_at is None]
        return sum(1 for seat in due for entry in self.entries if (seat.id, entry.id) not in asked)

    def results_missing(self, rulebook: Rulebook) -> int:
        """Entries without anything recorded: nobody is DNS by default, but a tally's reporter may have nothing."""
        lines = {line.entry_id for line in self.lines if line.kind == RESULTS}
        found = {result.entry_id for result in self.results} | lines
        if rulebook.tally is not None and found:
            return 0
        return len({entry.id for entry in self.entries} - found)


def judge_code(number: int) -> str:
    """The code a judge has in the rules: the seat's number, never a name."""
    return f"{number:03d}"


def read_sources(session: Session, contest: Contest, run: int | None = None, *, whole_staff: bool = False) -> Sources:
    """Load the rows of a run (the current one unless it is named), in a fixed number of queries.

    With `whole_staff` also everybody who works here: who reports where departments are ranked.
    """
    run = contest.run if run is None else run
    mine = select(Entry.id).where(Entry.contest_id == contest.id, Entry.state == "entered")
    return Sources(
        entries=tuple(session.scalars(_entries(contest))),
        seats=tuple(session.scalars(_seats(contest))),
        sheets=tuple(
            session.scalars(
                select(Sheet)
                .where(Sheet.entry_id.in_(mine), Sheet.run == run)
                .options(selectinload(Sheet.marks), joinedload(Sheet.seat))
                .order_by(Sheet.id)
            )
        ),
        results=tuple(
            session.scalars(
                select(RaceResult).where(RaceResult.entry_id.in_(mine), RaceResult.run == run).order_by(RaceResult.id)
            )
        ),
        decisions=tuple(session.scalars(decisions_of(contest))),
        departments={row.id: row for row in session.scalars(_departments(contest))},
        chief_order=chief_order(session, contest),
        lines=tuple(lines_of(session, contest, run)),
        staff=tuple(session.scalars(_staff(contest))) if whole_staff else (),
    )


def decisions_of(contest: Contest) -> Select[CommitteeDecision]:
    """The committee's decisions of the current run, in the order they were recorded."""
    return (
        select(CommitteeDecision)
        .where(CommitteeDecision.contest_id == contest.id, CommitteeDecision.run == contest.run)
        .order_by(CommitteeDecision.id)
    )


def home_of(department_id: int | None, departments: Mapping[int, Department]) -> Department | None:
    """The department somebody counts for: a union group (工会小组) belongs to the department above it."""
    row = departments.get(department_id or 0)
    while row is not None and row.kind == "union_group" and (row.parent_id or 0) in departments:
        row = departments[row.parent_id or 0]
    return row


def _entries(contest: Contest) -> Select[Entry]:
    return (
        select(Entry)
        .where(Entry.contest_id == contest.id, Entry.state == "entered")
        .options(
            joinedload(Entry.entrant).joinedload(Entrant.person),
            joinedload(Entry.entrant).selectinload(Entrant.members).joinedload(EntrantMember.person),
            selectinload(Entry.coauthors).joinedload(EntryCoauthor.person),
        )
        .order_by(Entry.id)
    )


def _seats(contest: Contest) -> Select[PanelSeat]:
    return (
        select(PanelSeat)
        .where(PanelSeat.contest_id == contest.id)
        .options(joinedload(PanelSeat.judge))
        .order_by(PanelSeat.number)
    )


def _departments(contest: Contest) -> Select[Department]:
    return select(Department).where(Department.trade_union_id == contest.competition.trade_union_id)


def _staff(contest: Contest) -> Select[Person]:
    mine = Person.trade_union_id == contest.competition.trade_union_id
    return select(Person).where(mine, Person.active, Person.department_id.is_not(None)).order_by(Person.id)


def department_id_of(entry: Entry) -> int | None:
    """The department an entry stands for: the entrant's own, else the person's."""
    entrant = entry.entrant
    if entrant.department_id is not None or entrant.person is None:
        return entrant.department_id
    return entrant.person.department_id


def department_key(department_id: int | None, departments: Mapping[int, Department]) -> str:
    """A department as the rules know it."""
    home = home_of(department_id, departments)
    return str(home.id) if home else ""


def label_departments(departments: Sequence[Department]) -> dict[int, str]:
    """Printed names of departments: the plain name, or with what stands above it where two are called the same."""
    count: dict[str, int] = {}
    for row in departments:
        count[row.name] = count.get(row.name, 0) + 1
    return {row.id: row.name if count[row.name] == 1 else row.path.replace(" / ", "·") for row in departments}
