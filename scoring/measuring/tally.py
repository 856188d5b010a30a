"""Tallies measured: every entry's points, the chain for equal ones, departments and completion."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from scoring.errors import Fault
from scoring.measuring.measured import Measured, Scored
from scoring.people import Entry
from scoring.races import Status
from scoring.ranking import Merit, TieRule
from scoring.results import SideTable, TallyResults
from scoring.rulebook.model import Rulebook
from scoring.rulebook.tallying import Kind, Ranked, Tally
from scoring.tally import Counted, KindSum, Sums, TallyScore, bonus_of, count_reports, score_entry
from scoring.tie_keys import KIND, LEVEL, REPORTS, SCORE, SHARED
from scoring.values import format_fixed, format_fraction, format_money

Scores = Mapping[str, TallyScore]


def measure_tally(rulebook: Rulebook, tally: Tally, results: TallyResults) -> Measured:
    """Return every entry's points; an entry without any report, handled or handed in, did not start (DNS).

    Faults: those of `count_reports` and `score_entry`; department_not_listed (department) where departments are ranked.
    """
    people = results.entries if tally.ranked is Ranked.ENTRIES else results.people
    counted = count_reports(rulebook, people, results.reports)
    behind = _behind(tally, results.entries, people)
    sums = Sums(rulebook, counted)
    scores = {entry.code: score_entry(tally, sums, entry, behind[entry.code]) for entry in results.entries}
    return Measured(
        scored={entry.code: _scored(rulebook, tally, entry, scores[entry.code]) for entry in results.entries},
        chain=lambda codes: _chain(rulebook, scores),
        evidence=scores,
        faults=(
            *counted.faults,
            *_department_faults(tally, counted, scores),
            *(fault for score in scores.values() for fault in score.faults),
        ),
        tables=tuple(_tables(rulebook, tally, sums, people)),
    )


def _behind(tally: Tally, entries: Sequence[Entry], people: Sequence[Entry]) -> Mapping[str, Sequence[str]]:
    """Return who reports for each entry."""
    if tally.ranked is Ranked.ENTRIES:
        return {entry.code: (entry.code,) for entry in entries}
    found: dict[str, list[str]] = {entry.code: [] for entry in entries}
    for person in people:
        found.setdefault(person.department, []).append(person.code)
    return found


def _department_faults(tally: Tally, counted: Counted, scores: Scores) -> list[Fault]:
    if tally.ranked is Ranked.ENTRIES:
        return []
    strange = sorted(set(counted.handled) - set(scores))
    return [Fault("department_not_listed", {"department": one}) for one in strange]


def _scored(rulebook: Rulebook, tally: Tally, entry: Entry, score: TallyScore) -> Scored:
    single = tally.ranked is Ranked.ENTRIES
    done = ("yes" if score.done else "no") if single else f"{score.done}/{score.due}"
    facts = {"reports": str(score.reports), "reward": format_money(score.reward), "done": done}
    if score.exact is None or score.published is None:
        reason = score.faults[0].code if score.faults else "credit_unknown"
        return Scored(entry, Status.BLOCKED, reason, "", None, None, facts=facts)
    if not score.reports and not score.bonus:
        return Scored(entry, Status.DNS, "", "", None, None, facts=facts)
    text = _text(score.published, tally.decimals)
    return Scored(entry, Status.FIN, "", text, score.exact, score.published, facts=facts)


@lru_cache(maxsize=10_000)
def _text(points: Fraction, decimals: int) -> str:
    """Return points as published; most of 100,000 entries share theirs with others."""
    return format_fixed(points, decimals)


def _chain(rulebook: Rulebook, scores: Scores) -> tuple[TieRule, ...]:
    chain = [TieRule(SCORE, lambda tied: {entry: (scores[entry].published or 0,) for entry in tied})]
    chain += [TieRule(key, _merits(key, scores)) for key in rulebook.ranking.ties if key != SHARED]
    return tuple(chain)


def _merits(key: str, scores: Scores) -> Callable[[Sequence[str]], Mapping[str, Merit]]:
    """Return the link for one key of the chain."""
    kind, _, code = key.partition(":")
    value: Callable[[TallyScore], Fraction | int] = {
        KIND: lambda score: next(found.counted for found in score.kinds if found.kind.code == code),
        LEVEL: lambda score: sum(
            one.reports for one in score.credits if code in one.credit.levels and one.credit.points > 0
        ),
        REPORTS: lambda score: sum(one.reports for one in score.credits if one.credit.points > 0),
    }.get(f"{kind}:" if code else key, lambda score: score.exact or 0)
    return lambda tied: {entry: (value(scores[entry]),) for entry in tied}


def _tables(rulebook: Rulebook, tally: Tally, sums: Sums, people: Sequence[Entry]) -> list[SideTable]:
    """Return what departments come to (where people are ranked), and who has done what is owed (where it is)."""
    named = any(person.department for person in people)
    targets = [kind for kind in rulebook.kinds if kind.target is not None]
    if not (named and tally.ranked is Ranked.ENTRIES) and not targets:
        return []
    by_department: dict[str, list[tuple[KindSum, ...]]] = defaultdict(list)
    for person in people:
        by_department[person.department].append(sums.of(person.code).kinds)
    departments = [_department_table(sums.counted, by_department)] if named and tally.ranked is Ranked.ENTRIES else []
    return [*departments, *([_completion_table(targets, by_department)] if targets else [])]


def _department_table(counted: Counted, sums: Mapping[str, Sequence[Sequence[KindSum]]]) -> SideTable:
    """Points credited to the departments as well: those of their people, and those for what they handled."""
    rows = []
    for department in sorted({*sums, *(one for one in counted.handled if bonus_of(counted, one))}):
        found = [one for kinds in sums.get(department, ()) for one in kinds]
        points, bonus = sum((one.counted for one in found), Fraction(0)), bonus_of(counted, department)
        reports = str(sum(one.reports for one in found))
        texts = (format_fraction(value) for value in (points, bonus, points + bonus))
        rows.append((department, str(len(sums.get(department, ()))), reports, *texts))
    columns = ("department", "people", "reports", "points", "bonus", "total")
    return SideTable("departments", columns, tuple(rows))


def _completion_table(targets: Sequence[Kind], sums: Mapping[str, Sequence[Sequence[KindSum]]]) -> SideTable:
    """每人提写一份: of how many who owe a kind have done so, by department."""
    rows = [
        (kind.code, department, str(len(people)), str(done), format_fixed(Fraction(100 * done, len(people)), 2))
        for kind in targets
        for department, people in sorted(sums.items())
        for done in [sum(1 for kinds in people if _fulfilled(kinds, kind))]
    ]
    return SideTable("completion", ("kind", "department", "due", "done", "percent"), tuple(rows))


def _fulfilled(sums: Sequence[KindSum], kind: Kind) -> bool:
    return any(found.kind.code == kind.code and found.fulfilled >= (kind.target or 0) for found in sums)
