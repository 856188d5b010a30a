"""团体总分: points of places, and department totals (practice.md 4.1), in exact fractions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from scoring.people import Gender
from scoring.ranking import TieRule, place_entries
from scoring.rulebook.model import Places, Points
from scoring.values import Place


class Counts(StrEnum):
    """What a team contest adds up: points of places, or the places themselves, the lower the better (越野团体)."""

    POINTS = "points"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class TeamPoint:
    """The points one placed entry brings to its department; the rest is for team contests that pick among them.

    `stands` is the place as it counts in a sum of places: equal entries have the mean of the places they occupy.
    """

    contest: str
    department: str
    place: Place
    points: Fraction
    entry: str = ""
    group: str = ""
    gender: Gender | None = None
    stands: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One department's total. `places` counts its firsts, seconds, …; `by_contest` splits the total."""

    department: str
    place: Place
    tied: bool
    total: Fraction
    places: tuple[int, ...]
    by_contest: tuple[tuple[str, Fraction], ...]
    decided_by: str


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points added to (or taken from) a department for a reason that is no place: a record, a breach (加分、扣分)."""

    department: str
    points: Fraction
    reason: str


@dataclass(frozen=True, slots=True)
class TeamContest:
    """One of several team contests: whose points count, how many of them, and when a department is complete.

    Empty `contests`, `groups` or `genders` take all. `factors` multiply a contest's points (relays count double). Of a
    department count the `best_per_contest` of each contest and then the `best` of all; with fewer than `minimum`
    counting entries it has no place. Where places are added up, that many must be there to be compared.
    """

    code: str
    name: str = ""
    contests: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    genders: frozenset[Gender] = frozenset()
    factors: Mapping[str, Fraction] = field(default_factory=dict, hash=False)
    best: int | None = None
    best_per_contest: int | None = None
    minimum: int = 0
    counts: Counts = Counts.POINTS

    @property
    def needed(self) -> int:
        """How many entries must count for a department to be complete."""
        return max(self.minimum, self.best or 0) if self.counts is Counts.PLACES else self.minimum

    @property
    def sign(self) -> int:
        """1 where the larger total is the better one, else -1."""
        return -1 if self.counts is Counts.PLACES else 1

    def worth(self, point: TeamPoint) -> Fraction:
        """Return what the entry adds to the total."""
        found = point.stands if self.counts is Counts.PLACES else point.points
        return found * self.factors.get(point.contest, Fraction(1))

    def takes(self, point: TeamPoint) -> bool:
        """Whether the point is of this team contest; an unknown sex is of none that asks for one."""
        return (
            bool(point.department)
            and (not self.contests or point.contest in self.contests)
            and (not self.groups or point.group in self.groups)
            and (not self.genders or point.gender in self.genders)
        )


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """One department in a team contest: its row, what counted and what was left out, and adjustments.

    `row.place` doesn't count where `complete` is false; such departments stand last.
    """

    row: TeamRow
    counting: tuple[TeamPoint, ...]
    left_out: tuple[TeamPoint, ...]
    adjustments: tuple[Adjustment, ...]
    complete: bool


def scored_places(points: Points, starters: int) -> int:
    """Return how many places earn points; with 减一录取 at most one fewer than actually started."""
    return max(0, min(len(points.table), starters - 1)) if points.minus_one else len(points.table)


def place_points(places: Sequence[int], points: Points, starters: int) -> tuple[Fraction, ...]:
    """Return the points for each of `places` of one group (standard numbering, one number per placed entry).

    Equal entries get the mean of the places they occupy; an occupied place beyond the table counts 0:

    >>> [str(p) for p in place_points([1, 2, 2, 4], Points(), 4)]
    ['9', '13/2', '13/2', '5']
    """
    scored = scored_places(points, starters)
    worth: dict[int, Fraction] = {}
    ahead = 0
    for place, count in sorted(Counter(places).items()):
        worth[place] = Fraction(sum(points.table[ahead : min(ahead + count, scored)]), count)
        ahead += count
    return tuple(worth[place] for place in places)


def team_totals(earned: Iterable[TeamPoint]) -> tuple[TeamRow, ...]:
    """Return the departments in order: total points, then more firsts, more seconds, …, then shared.

    `decided_by` is `score`, `firsts` or `shared`. Entries without a department bring nothing to anybody.
    """
    by_department: dict[str, list[TeamPoint]] = defaultdict(list)
    for point in earned:
        if point.department:
            by_department[point.department].append(point)
    return _placed(by_department, {})


def team_standings(
    rule: TeamContest, earned: Iterable[TeamPoint], adjustments: Sequence[Adjustment] = ()
) -> tuple[TeamStanding, ...]:
    """Return the departments of one team contest in order, the incomplete ones last by name.

    Totals are exact: what counts, times the contest's factor, and the adjustments (which make a sum of places larger).
    Ties as in `team_totals`, by the places that count. A department that only has adjustments is listed with them.
    """
    chosen: dict[str, list[TeamPoint]] = {one.department: [] for one in adjustments if one.department}
    for point in earned:
        if rule.takes(point):
            chosen.setdefault(point.department, []).append(replace(point, points=rule.worth(point)))
    sorted_out = {department: _sorted_out(points, rule) for department, points in chosen.items()}
    counting = {department: kept for department, (kept, _) in sorted_out.items()}
    complete = {name: points for name, points in counting.items() if len(points) >= rule.needed}
    mine = {name: tuple(one for one in adjustments if one.department == name) for name in chosen}
    extra = {name: sum((one.points for one in found), Fraction(0)) for name, found in mine.items()}
    rows = [*_placed(complete, extra, rule.sign)]
    others = {name: points for name, points in counting.items() if name not in complete}
    rows += sorted(_placed(others, extra, rule.sign), key=lambda row: row.department)
    return tuple(
        TeamStanding(
            row,
            tuple(counting[row.department]),
            tuple(sorted_out[row.department][1]),
            mine[row.department],
            row.department in complete,
        )
        for row in rows
    )


def _sorted_out(points: Sequence[TeamPoint], rule: TeamContest) -> tuple[list[TeamPoint], list[TeamPoint]]:
    """Return what counts of a department (the best in each contest, then of all) and what is left out, best first."""
    kept: list[TeamPoint] = []
    left: list[TeamPoint] = []
    taken: Counter[str] = Counter()
    for point in sorted(points, key=lambda p: (-rule.sign * p.points, p.place, p.contest, p.group, p.entry)):
        full = rule.best_per_contest is not None and taken[point.contest] >= rule.best_per_contest
        if full or (rule.best is not None and len(kept) >= rule.best):
            left.append(point)
        else:
            kept.append(point)
            taken[point.contest] += 1
    return kept, left


def _placed(
    by_department: Mapping[str, Sequence[TeamPoint]], extra: Mapping[str, Fraction], sign: int = 1
) -> tuple[TeamRow, ...]:
    """Place departments by the sum of their points (and what comes on top), then by their places."""
    deepest = max((p.place for points in by_department.values() for p in points), default=0)
    totals = {d: sum((p.points for p in points), extra.get(d, Fraction(0))) for d, points in by_department.items()}
    counts = {d: _place_counts(points, deepest) for d, points in by_department.items()}
    chain = (
        TieRule("score", lambda tied: {d: (sign * totals[d],) for d in tied}),
        TieRule("firsts", lambda tied: {d: counts[d] for d in tied}),
    )
    return tuple(
        TeamRow(
            r.entry, r.place, r.tied, totals[r.entry], counts[r.entry], _split(by_department[r.entry]), r.decided_by
        )
        for r in place_entries(sorted(by_department), chain, Places.STANDARD)
    )


def _place_counts(points: Sequence[TeamPoint], deepest: int) -> tuple[int, ...]:
    count = Counter(point.place for point in points)
    return tuple(count[Place(place)] for place in range(1, deepest + 1))


def _split(points: Sequence[TeamPoint]) -> tuple[tuple[str, Fraction], ...]:
    split: dict[str, Fraction] = defaultdict(Fraction)
    for point in points:
        split[point.contest] += point.points
    return tuple(sorted(split.items()))
