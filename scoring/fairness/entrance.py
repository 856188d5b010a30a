"""入口: from the results of a judged contest to the table of marks that count.

The only place where the account meets sheets: what counts is decided as the score decides it (own departments stand
aside, zeros may be missing marks, a chief judge may mark for ties only).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.errors import refuse
from scoring.fairness.admission import judging_of
from scoring.fairness.table import MarkTable, mark_table
from scoring.grouping import Grouping
from scoring.judged.performances import sort_sheets
from scoring.judged.scheme import Scheme
from scoring.judged.scores import chief_codes
from scoring.judged.sheet import Sheet, SheetState
from scoring.results import JudgedResults
from scoring.rulebook.judging import Difficulty, Judging, Method
from scoring.rulebook.model import Rulebook

ASIDE, INCOMPLETE = "aside", "incomplete"
"""Sheets that do not count besides absent, recused and void ones: of a chief judge who marks for ties only, and of a
judge who left a criterion out."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The marks that count, and what does not.

    `left_out` counts sheets that are no marks by their state, `unmarked` lists entries without any mark, `own` the
    pairs of entry and judge of one department. `full_mark` is the highest total of a judge, in marks. `marks_alone`:
    do places come from judges' totals alone, without difficulty, factors, deductions, given parts?
    """

    table: MarkTable
    left_out: Mapping[str, int]
    unmarked: tuple[str, ...]
    own: frozenset[tuple[str, str]]
    full_mark: float
    marks_alone: bool


def counted_marks(rulebook: Rulebook, results: JudgedResults, grouping: Grouping) -> Counted:
    """Return the marks of everybody who has a group.

    Raises `RuleFaults` where there is no account: those of `judging_of`, and fairness_no_marks.
    """
    judging = judging_of(rulebook)
    group_of = {entry.code: group for group in grouping.order for entry in grouping.members[group]}
    totals, left_out = _totals(rulebook, judging, results)
    placed = {entry: marks for entry, marks in totals.items() if marks and entry in group_of}
    if not placed:
        raise refuse("fairness_no_marks")
    return Counted(
        table=mark_table(placed, group_of),
        left_out=left_out,
        unmarked=tuple(sorted(set(group_of) - set(placed))),
        own=_own_pairs(results),
        full_mark=float(sum(one.maximum * one.weight * one.factor / 10_000 for one in rulebook.rubric)),
        marks_alone=_marks_alone(rulebook, judging, results),
    )


def _totals(
    rulebook: Rulebook, judging: Judging, results: JudgedResults
) -> tuple[dict[str, dict[str, int | Fraction]], Counter[str]]:
    """Return each entry's totals by judge in hundredths, and how many sheets of each kind do not count."""
    sheets = sort_sheets(rulebook, judging, results.entries, results.judges, results.sheets).performances.get("", {})
    scheme = Scheme(judging, rulebook.rubric)
    aside = frozenset() if judging.chief_counts else chief_codes(results.judges)
    left_out: Counter[str] = Counter()
    totals: dict[str, dict[str, int | Fraction]] = {}
    for entry, mine in sheets.items():
        states = [(sheet, _state(sheet, scheme, aside)) for sheet in mine]
        left_out.update(state for _, state in states if state != SheetState.GIVEN)
        totals[entry] = {sheet.judge: _total(sheet, scheme) for sheet, state in states if state == SheetState.GIVEN}
    return totals, left_out


def _total(sheet: Sheet, scheme: Scheme) -> int | Fraction:
    total = Fraction(scheme.weighed(sheet), scheme.unit)
    return int(total) if total.denominator == 1 else total


def _state(sheet: Sheet, scheme: Scheme, aside: frozenset[str]) -> str:
    if sheet.state is not SheetState.GIVEN:
        return sheet.state.value
    if sheet.judge in aside:
        return ASIDE
    return SheetState.GIVEN.value if set(scheme.codes) <= set(sheet.marks) else INCOMPLETE


def _own_pairs(results: JudgedResults) -> frozenset[tuple[str, str]]:
    by_department: dict[str, list[str]] = {}
    for judge in results.judges:
        by_department.setdefault(judge.department, []).append(judge.code)
    return frozenset(
        (entry.code, judge)
        for entry in results.entries
        for department in entry.departments
        for judge in by_department.get(department, ())
    )


def _marks_alone(rulebook: Rulebook, judging: Judging, results: JudgedResults) -> bool:
    changed: Sequence[bool] = (
        bool(rulebook.parts),
        judging.difficulty is not Difficulty.NONE,
        judging.method is Method.PANEL_COEFFICIENT,
        any(entry.terms for entry in results.entries),
    )
    return not any(changed)
