"""What a contest came to, read from its rows as the values `scoring` takes. Names stay out of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from scoring import people
from scoring.awards import Decision, DecisionKind
from scoring.judged import sheet as judged
from scoring.races import Penalty, Status
from scoring.races import RaceResult as Reading
from scoring.results import JudgedResults, NominationResults, RaceResults, Results
from scoring.rulebook import Rulebook
from scoring.rulebook.model import Measure, Race
from scoring.values import Hundredths, Metres, Millis
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
from web.services.groups import facts_of
from web.services.judging.tie import chief_order
from web.services.lines import RESULTS, Way, entry_code, lines_of, results_of, way_of, with_entry_lines

_SHEET_STATES = {
    "open": judged.SheetState.ABSENT,
    "sealed": judged.SheetState.GIVEN,
    "recused": judged.SheetState.RECUSED,
    "void": judged.SheetState.VOID,
}
_DECISION_KINDS = {"extra_prize": DecisionKind.AWARD, "withdraw_prize": DecisionKind.WITHDRAW}


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


def read_sources(session: Session, contest: Contest, run: int | None = None) -> Sources:
    """Load the rows of a run (the current one unless it is named), in a fixed number of queries."""
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
    )


def decisions_of(contest: Contest) -> Select[CommitteeDecision]:
    """The committee's decisions of the current run, in the order they were recorded."""
    return (
        select(CommitteeDecision)
        .where(CommitteeDecision.contest_id == contest.id, CommitteeDecision.run == contest.run)
        .order_by(CommitteeDecision.id)
    )


def scoring_inputs(rulebook: Rulebook, sources: Sources, *, voided: bool = False) -> Results:
    """The rows as `scoring.rank` takes them; the sheets of a run `voided` since count as they were sealed."""
    entries = scoring_entries(rulebook, sources)
    decisions = tuple(_decision(row) for row in sources.decisions)
    if way_of(rulebook) is Way.LINES:
        return _from_lines(rulebook, sources, entries, decisions)
    if rulebook.nomination is not None:
        lines = _from_lines(rulebook, sources, entries, decisions)
        return _with_sheets(lines, tuple(_sheet(sheet, voided) for sheet in sources.sheets))
    if rulebook.race is not None:
        results = tuple(_reading(row, rulebook.race) for row in sources.results)
        return RaceResults(entries, results, decisions)
    sheets = tuple(_sheet(sheet, voided) for sheet in sources.sheets)
    return JudgedResults(entries, _judges(sources), sheets, chief_order=_chief_codes(sources), decisions=decisions)


def scoring_entries(rulebook: Rulebook, sources: Sources) -> tuple[people.Entry, ...]:
    """The entries as the rules know them, with what was typed of each besides its results."""
    entries = tuple(_entry(entry, rulebook, sources.departments) for entry in sources.entries)
    return with_entry_lines(rulebook, sources.lines, entries)


def _from_lines(
    rulebook: Rulebook, sources: Sources, entries: tuple[people.Entry, ...], decisions: tuple[Decision, ...]
) -> Results:
    found = results_of(rulebook, sources.lines, entries, _judges(sources))
    if isinstance(found, JudgedResults):
        return replace(found, chief_order=_chief_codes(sources), decisions=decisions)
    if isinstance(found, NominationResults):
        inside = replace(found.judged, chief_order=_chief_codes(sources), decisions=decisions)
        return replace(found, judged=inside)
    return replace(found, decisions=decisions)


def _with_sheets(found: Results, sheets: tuple[judged.Sheet, ...]) -> Results:
    """A nomination with the marks its panel gave on tablets."""
    if not isinstance(found, NominationResults):
        return found
    return replace(found, judged=replace(found.judged, sheets=sheets))


def _judges(sources: Sources) -> tuple[judged.Judge, ...]:
    return tuple(_judge(seat, sources.departments) for seat in sources.seats)


def _chief_codes(sources: Sources) -> tuple[str, ...]:
    return tuple(entry_code(number) for number in sources.chief_order)


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


def department_id_of(entry: Entry) -> int | None:
    """The department an entry stands for: the entrant's own, else the person's."""
    entrant = entry.entrant
    if entrant.department_id is not None or entrant.person is None:
        return entrant.department_id
    return entrant.person.department_id


def _entry(entry: Entry, rulebook: Rulebook, departments: Mapping[int, Department]) -> people.Entry:
    others = {_key(person.department_id, departments) for person in _others(entry)}
    group = entry.group_code if rulebook.groups else ""
    return people.Entry(
        code=entry_code(entry.id),
        department=_key(department_id_of(entry), departments),
        other_departments=frozenset(others - {""}),
        group=group,
        person=facts_of(entry.entrant.person),
    )


def _others(entry: Entry) -> list[Person]:
    """The staff behind an entry besides its own department: the person, members of a family, co-authors."""
    entrant = entry.entrant
    people = [entrant.person, *(member.person for member in entrant.members)]
    return [*(person for person in people if person is not None), *(author.person for author in entry.coauthors)]


def _key(department_id: int | None, departments: Mapping[int, Department]) -> str:
    """A department as the rules know it."""
    home = home_of(department_id, departments)
    return str(home.id) if home else ""


def _judge(seat: PanelSeat, departments: Mapping[int, Department]) -> judged.Judge:
    return judged.Judge(judge_code(seat.number), _key(seat.judge.department_id, departments), seat.chief)


def _sheet(sheet: Sheet, voided: bool) -> judged.Sheet:
    state = _as_sealed(sheet) if voided else sheet.state
    marks = {mark.criterion: Hundredths(mark.hundredths) for mark in sheet.marks} if state == "sealed" else {}
    return judged.Sheet(entry_code(sheet.entry_id), judge_code(sheet.seat.number), _SHEET_STATES[state], marks)


def _as_sealed(sheet: Sheet) -> str:
    """The state a sheet had before its run was voided; a judge who left had none that counted."""
    if sheet.recusal_reason:
        return "recused"
    return "sealed" if sheet.sealed_at is not None and sheet.seat.left_at is None else "void"


def _reading(row: RaceResult, race: Race) -> Reading:
    timed = race.measure is Measure.TIME
    reading: Millis | Metres | None = None
    if timed and row.millis is not None:
        reading = Millis(row.millis)
    elif not timed and row.metres is not None:
        reading = Metres(row.metres)
    penalties = (Penalty(row.reason, row.penalty_millis),) if timed and row.penalty_millis else ()
    return Reading(entry_code(row.entry_id), reading, Status(row.status), row.reason, penalties)


def _decision(row: CommitteeDecision) -> Decision:
    return Decision(entry_code(row.entry_id), _DECISION_KINDS[row.kind], row.minute, row.tier or None)


def label_departments(departments: Sequence[Department]) -> dict[int, str]:
    """Printed names of departments: the plain name, or with what stands above it where two are called the same."""
    count: dict[str, int] = {}
    for row in departments:
        count[row.name] = count.get(row.name, 0) + 1
    return {row.id: row.name if count[row.name] == 1 else row.path.replace(" / ", "·") for row in departments}
