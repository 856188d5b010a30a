"""安康杯、提案: reports counted by state and level, with caps, targets, money and what departments earn.

Everything is counted in whole reports first and multiplied once, so that 300,000 reports take a moment.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce

from scoring.errors import Fault
from scoring.people import Entry
from scoring.rulebook.model import Rulebook
from scoring.rulebook.tallying import NOTHING, Credit, Kind, Ranked, Tally
from scoring.values import Fen, round_half_up

HEADS = "heads"
"""How many people are behind an entry (`Entry.counts`)."""


@dataclass(frozen=True, slots=True)
class Report:
    """`count` reports of one kind, in one state, by `entry`; `department` handled them (the reporter's where empty)."""

    entry: str
    kind: str
    state: str
    level: str = ""
    department: str = ""
    count: int = 1
    code: str = ""


@dataclass(frozen=True, slots=True)
class KindSum:
    """What one kind came to: reports, those that count towards the target, points before and after the cap, money."""

    kind: Kind
    reports: int
    fulfilled: int
    points: Fraction
    counted: Fraction
    reward: Fen

    def __add__(self, other: "KindSum") -> "KindSum":
        """Add what two reporters came to."""
        return KindSum(
            self.kind,
            self.reports + other.reports,
            self.fulfilled + other.fulfilled,
            self.points + other.points,
            self.counted + other.counted,
            Fen(self.reward + other.reward),
        )


@dataclass(frozen=True, slots=True)
class CreditSum:
    """So many reports were worth this."""

    credit: Credit
    reports: int


@dataclass(frozen=True, slots=True)
class TallyScore:
    """What one entry's reports came to. `bonus` are points for what it handled; `done` of `due` people met all targets;
    `heads` divide the points of a ranking per head.

    `exact` is None when a rule isn't met (`faults`).
    """

    entry: str
    kinds: tuple[KindSum, ...]
    credits: tuple[CreditSum, ...]
    bonus: Fraction
    heads: int | None
    due: int
    done: int
    exact: Fraction | None
    published: Fraction | None
    faults: tuple[Fault, ...] = ()

    @property
    def reports(self) -> int:
        """All reports, whatever they were worth."""
        return sum(found.reports for found in self.kinds)

    @property
    def reward(self) -> Fen:
        """All money."""
        return Fen(sum(found.reward for found in self.kinds))


@dataclass(frozen=True, slots=True)
class Worth:
    """Which credit a report earns: the one that names its level, else the one for any level."""

    credits: tuple[Credit, ...]
    _by_report: Mapping[tuple[str, str, str], int]

    @classmethod
    def of(cls, credits: Sequence[Credit]) -> "Worth":
        """Index the credits."""
        by_report = {
            (credit.kind, state, level): number
            for number, credit in enumerate(credits)
            for state in credit.states
            for level in credit.levels or ("",)
        }
        return cls(tuple(credits), by_report)

    def find(self, kind: str, state: str, level: str) -> int | None:
        """Return the number of the credit; a level that no credit of the kind names is unknown."""
        exact = self._by_report.get((kind, state, level))
        if exact is not None:
            return exact
        known = any(level in credit.levels for credit in self.credits if credit.kind == kind)
        return self._by_report.get((kind, state, "")) if known else None


@dataclass(frozen=True, slots=True)
class Counted:
    """All reports counted: by reporter, and by the department that handled them; `unknown` reporters have a fault."""

    worth: Worth
    by_reporter: Mapping[str, Counter[int]]
    handled: Mapping[str, Counter[int]]
    unknown: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = field(default=())


def count_reports(rulebook: Rulebook, people: Sequence[Entry], reports: Iterable[Report]) -> Counted:
    """Count reports once each. Faults: entry_unknown, report_twice (report), credit_unknown (kind, state, level)."""
    worth = Worth.of(rulebook.credits)
    home = {person.code: person.department for person in people}
    by_reporter: dict[str, Counter[int]] = defaultdict(Counter)
    handled: dict[str, Counter[int]] = defaultdict(Counter)
    known: dict[tuple[str, str, str], int | None] = {}
    unknown, seen, faults = set(), set(), []
    for one in reports:
        what = (one.kind, one.state, one.level)
        if what not in known:
            known[what] = worth.find(*what)
        number = known[what]
        if one.code and one.code in seen:
            faults.append(Fault("report_twice", {"report": one.code}))
        elif one.entry not in home:
            faults.append(Fault("entry_unknown", {"entry": one.entry}))
        elif number is None:
            params = {"entry": one.entry, "kind": one.kind, "state": one.state, "level": one.level}
            faults.append(Fault("credit_unknown", params))
            unknown.add(one.entry)
        else:
            by_reporter[one.entry][number] += one.count
            handled[one.department or home[one.entry]][number] += one.count
        seen.add(one.code)
    return Counted(worth, by_reporter, handled, frozenset(unknown), tuple(faults))


@dataclass(frozen=True, slots=True)
class ReporterSum:
    """What one reporter came to: kind by kind with its caps, the points that count, and whether nothing is owed."""

    kinds: tuple[KindSum, ...]
    credits: tuple[CreditSum, ...]
    points: Fraction
    done: bool


@dataclass(slots=True)
class Sums:
    """What every reporter came to; the same reports are multiplied out once, however many handed them in."""

    rulebook: Rulebook
    counted: Counted
    _known: dict[tuple[tuple[int, int], ...], ReporterSum] = field(default_factory=dict)

    def of(self, reporter: str) -> ReporterSum:
        """Return what one reporter came to."""
        counts = self.counted.by_reporter.get(reporter)
        key = tuple(sorted(counts.items())) if counts else ()
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._worked_out(key)
        return found

    def _worked_out(self, counts: Iterable[tuple[int, int]]) -> ReporterSum:
        credits = tuple(CreditSum(self.counted.worth.credits[number], count) for number, count in counts)
        kinds = tuple(
            _kind_sum(kind, [one for one in credits if one.credit.kind == kind.code]) for kind in self.rulebook.kinds
        )
        points = sum((found.counted for found in kinds), NOTHING)
        return ReporterSum(kinds, credits, points, _has_done(kinds))

    def together(self, reporters: Sequence[str]) -> ReporterSum:
        """Return what several reporters came to, each with the caps of one; nobody comes to nothing."""
        found = [self.of(reporter) for reporter in reporters]
        if len(found) < 2:
            return found[0] if found else self._worked_out(())
        counts: Counter[int] = Counter()
        for reporter in reporters:
            counts.update(self.counted.by_reporter.get(reporter, {}))
        return ReporterSum(
            kinds=tuple(reduce(KindSum.__add__, kinds) for kinds in zip(*(one.kinds for one in found), strict=True)),
            credits=tuple(CreditSum(self.counted.worth.credits[at], count) for at, count in sorted(counts.items())),
            points=sum((one.points for one in found), NOTHING),
            done=all(one.done for one in found),
        )


def _kind_sum(kind: Kind, credits: Sequence[CreditSum]) -> KindSum:
    points = sum((one.reports * one.credit.points for one in credits), NOTHING)
    reward = sum(one.reports * one.credit.reward for one in credits)
    return KindSum(
        kind=kind,
        reports=sum(one.reports for one in credits),
        fulfilled=sum(one.reports for one in credits if one.credit.counts),
        points=points,
        counted=points if kind.cap is None else min(points, kind.cap),
        reward=Fen(reward if kind.reward_cap is None else min(reward, kind.reward_cap)),
    )


def _has_done(sums: Sequence[KindSum]) -> bool:
    """Did a reporter hand in everything that was owed (每人提写一份)?"""
    return all(found.kind.target is None or found.fulfilled >= found.kind.target for found in sums)


def bonus_of(counted: Counted, department: str) -> Fraction:
    """Return a department's points for the reports it handled."""
    handled: Mapping[int, int] = counted.handled.get(department, {})
    earned = ((count, counted.worth.credits[number].department_points) for number, count in handled.items())
    return sum((count * points for count, points in earned if points), NOTHING)


def score_entry(tally: Tally, sums: Sums, entry: Entry, people: Sequence[str]) -> TallyScore:
    """Return the score of one entry from the `people` behind it (in a ranking of reporters it is one of them).

    Faults: credit_unknown (told once by `count_reports`, blocks), heads_missing.
    """
    departments = tally.ranked is Ranked.DEPARTMENTS
    found = sums.together(people)
    bonus = bonus_of(sums.counted, entry.code) if departments else NOTHING
    heads = entry.counts.get(HEADS, len(people) if departments else None) if tally.per_head else None
    faults = (Fault("heads_missing", {"entry": entry.code}),) if tally.per_head and not heads else ()
    points = found.points + bonus if bonus else found.points
    blocked = faults or not sums.counted.unknown.isdisjoint(people)
    exact = None if blocked else points / heads if heads else points
    return TallyScore(
        entry=entry.code,
        kinds=found.kinds,
        credits=found.credits,
        bonus=bonus,
        heads=heads,
        due=len(people),
        done=sum(1 for person in people if sums.of(person).done),
        exact=exact,
        published=round_half_up(exact, tally.decimals) if exact is not None and heads else exact,
        faults=faults,
    )
