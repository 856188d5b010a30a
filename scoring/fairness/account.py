"""公平性分析: everything the marks of one contest tell about how judges and chance decided, as one value.

It stands beside the official result and changes nothing in it.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scoring.errors import refuse
from scoring.fairness.admission import judging_of
from scoring.fairness.agreement import Agreement, agreement
from scoring.fairness.comparing import Comparison, compare_methods
from scoring.fairness.cuts import ClosePair, close_pairs
from scoring.fairness.departments import DepartmentGap, department_gap
from scoring.fairness.design import Design, design
from scoring.fairness.entrance import Counted, counted_marks
from scoring.fairness.flags import Flag, flags
from scoring.fairness.intervals import DRAWS, RankDraws, RankInterval, draw_ranks, rank_intervals
from scoring.fairness.severity import Fit, Severity, fit, severity
from scoring.grouping import group_entries
from scoring.measuring.nomination import judged_inside
from scoring.results import JudgedResults, NominationResults, Results, Standings
from scoring.rulebook.judging import Judging, Method
from scoring.rulebook.model import Rulebook
from scoring.standings import rank


class Part(StrEnum):
    """The parts of an account, in the order in which they are worked out."""

    SEVERITY = "severity"
    METHODS = "methods"
    DRAWS = "draws"
    AGREEMENT = "agreement"
    DEPARTMENTS = "departments"


Watch = Callable[[Part], None]
"""Hears which part begins; what it raises ends the work."""


@dataclass(frozen=True, slots=True)
class Account:
    """The whole account. `fingerprint` is the rulebook's, `seed` repeats every drawn figure, over `draws` draws.

    `marks_alone`: do places come from judges' totals alone? If not, or if chance cannot be told (one mark an entry),
    there are no `intervals` (None) and no `close_pairs`. `left_out` counts sheets that are no marks, by state.
    """

    contest: str
    fingerprint: str
    method: Method
    seed: int
    draws: int
    marks_alone: bool
    left_out: Mapping[str, int]
    unmarked: tuple[str, ...]
    design: Design
    severity: Severity
    agreement: Agreement
    departments: DepartmentGap
    comparison: Comparison
    intervals: tuple[RankInterval, ...] | None
    close_pairs: tuple[ClosePair, ...]
    flags: tuple[Flag, ...]


def account(
    rulebook: Rulebook, results: Results, seed: int, draws: int = DRAWS, watch: Watch = lambda _part: None
) -> Account:
    """Return the account of a judged contest or a nomination; the same seed gives the same account.

    Of a nomination it looks at the marks of those whom the review did not turn away. Raises `RuleFaults` as
    `counted_marks` does where there is none.
    """
    judging = judging_of(rulebook)
    rules, marked = rulebook, results
    if isinstance(results, NominationResults):
        rules, marked = judged_inside(rulebook, results)
    if not isinstance(marked, JudgedResults):
        raise refuse("fairness_not_judged", format=rulebook.format.value)
    marked = marked.taking_part
    counted = counted_marks(rules, marked, group_entries(rules, marked.entries))
    watch(Part.SEVERITY)
    model = fit(counted.table)
    watch(Part.METHODS)
    standings = rank(rulebook, results)
    compared = compare_methods(rulebook, judging, results, standings, marks_alone=counted.marks_alone)
    watch(Part.DRAWS)
    drawn = draw_ranks(counted.table, model, seed, draws) if counted.marks_alone else None
    watch(Part.AGREEMENT)
    agreed = agreement(counted.table, model)
    watch(Part.DEPARTMENTS)
    gap = department_gap(counted.table, counted.own, seed)
    return Account(
        contest=rulebook.name,
        fingerprint=standings.fingerprint,
        method=judging.method,
        seed=seed,
        draws=draws,
        marks_alone=counted.marks_alone,
        left_out=counted.left_out,
        unmarked=counted.unmarked,
        design=design(counted.table),
        severity=severity(counted.table, model),
        agreement=agreed,
        departments=gap,
        comparison=compared,
        intervals=_intervals(drawn, standings),
        close_pairs=() if drawn is None else close_pairs(drawn, standings, compared.verdicts),
        flags=_flags(counted, model, agreed, judging),
    )


def _intervals(drawn: RankDraws | None, standings: Standings) -> tuple[RankInterval, ...] | None:
    if drawn is None:
        return None
    return rank_intervals(drawn, Counter(row.group for row in standings.rows if row.prize is not None))


def _flags(counted: Counted, model: Fit, agreed: Agreement, judging: Judging) -> tuple[Flag, ...]:
    drawn = judging.random_draw
    return flags(counted.table, model, agreed.orders, full_mark=counted.full_mark, drawn=drawn)
