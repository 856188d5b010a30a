"""What a contest came to, as the values `scoring` takes. Names stay out of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scoring import people
from scoring.awards import Decision, DecisionKind
from scoring.judged import sheet as judged
from scoring.races import Penalty, Status
from scoring.races import RaceResult as Reading
from scoring.results import JudgedResults, NominationResults, RaceResults, Results
from scoring.rulebook import Rulebook
from scoring.rulebook.model import Measure, Race
from scoring.values import Hundredths, Metres, Millis
from web.db.models import CommitteeDecision, Department, Entry, PanelSeat, Person, RaceResult, Sheet
from web.services.groups import facts_of
from web.services.lines import Way, entry_code, results_of, way_of, with_entry_lines
from web.services.results.sources import Sources, department_id_of, department_key, judge_code

_SHEET_STATES = {
    "open": judged.SheetState.ABSENT,
    "sealed": judged.SheetState.GIVEN,
    "recused": judged.SheetState.RECUSED,
    "void": judged.SheetState.VOID,
}
_DECISION_KINDS = {"extra_prize": DecisionKind.AWARD, "withdraw_prize": DecisionKind.WITHDRAW}


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
    found = results_of(rulebook, sources.lines, entries, _judges(sources), sources.crowd)
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


def _entry(entry: Entry, rulebook: Rulebook, departments: Mapping[int, Department]) -> people.Entry:
    others = {department_key(person.department_id, departments) for person in _others(entry)}
    group = entry.group_code if rulebook.groups else ""
    return people.Entry(
        code=entry_code(entry.id),
        department=department_key(department_id_of(entry), departments),
        other_departments=frozenset(others - {""}),
        group=group,
        person=facts_of(entry.entrant.person),
    )


def _others(entry: Entry) -> list[Person]:
    """The staff behind an entry besides its own department: the person, members of a family, co-authors."""
    entrant = entry.entrant
    people = [entrant.person, *(member.person for member in entrant.members)]
    return [*(person for person in people if person is not None), *(author.person for author in entry.coauthors)]


def _judge(seat: PanelSeat, departments: Mapping[int, Department]) -> judged.Judge:
    return judged.Judge(judge_code(seat.number), department_key(seat.judge.department_id, departments), seat.chief)


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
