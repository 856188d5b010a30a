"""团体总分: points of places, and department totals (practice.md 4.1), in exact fractions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.ranking import TieRule, place_entries
from scoring.rulebook.model import Places, Points
from scoring.values import Place


@dataclass(frozen=True, slots=True)
class TeamPoint:
    """The points one placed entry brings to its department."""

    contest: str
    department: str
    place: Place
    points: Fraction


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
    deepest = max((p.place for points in by_department.values() for p in points), default=0)
    totals = {d: sum((p.points for p in points), Fraction(0)) for d, points in by_department.items()}
    counts = {d: _place_counts(points, deepest) for d, points in by_department.items()}
    chain = (
        TieRule("score", lambda tied: {d: (totals[d],) for d in tied}),
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
