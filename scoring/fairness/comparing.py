"""如果换一种算法: the places the same marks would give under other methods, everything else as the rulebook says.

The rules themselves are run again with another method, so difficulty, parts, ties, prizes and decisions are as they
are. A result that every method gives is robust; one that hangs on the method is worth a second look, not wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scoring.results import Results, Standings
from scoring.rulebook.judging import Judging, Marks, Method, Trim
from scoring.rulebook.model import Rulebook
from scoring.standings import rank

METHODS = (Method.MEAN, Method.TRIMMED, Method.MEDIAN, Method.RANK_SUM, Method.ADJUSTED)
"""Methods looked at; z-score and min-max are left out for what they do (docs/fairness.md)."""
WINNER = ""
"""The cut after the first place; the others are named by their prize."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """The places under one method; None with the code of the reason where its conditions are not met."""

    method: Method
    places: Mapping[str, int] | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Who would come above a cut under a method, and who would no longer."""

    method: Method
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One cut of one group: who stands above it, and the methods that would say otherwise."""

    group: str
    cut: str
    above: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def robust(self) -> bool:
        """Does every method that could be used say the same?"""
        return not self.changes


@dataclass(frozen=True, slots=True)
class Comparison:
    """The official places, those of the other methods, and what hangs on the choice."""

    official: Mapping[str, int]
    alternatives: tuple[Alternative, ...]
    verdicts: tuple[Verdict, ...]


def compare_methods(
    rulebook: Rulebook, judging: Judging, results: Results, official: Standings, *, marks_alone: bool
) -> Comparison:
    """Return the places under every method beside the official ones."""
    places = _places(official)
    found = {method: _run(rulebook, judging, results, method, marks_alone=marks_alone) for method in METHODS}
    alternatives = tuple(_alternative(method, one, places) for method, one in found.items())
    usable = {one.method: found[one.method] for one in alternatives if one.places is not None}
    prizes = [prize.name for prize in rulebook.awards.prizes]
    verdicts = []
    for group in dict.fromkeys(row.group for row in official.rows if row.place is not None):
        for cut in (WINNER, *prizes):
            above = above_cut(official, group, cut, prizes)
            if above:
                changes = (_change(m, above, above_cut(o, group, cut, prizes)) for m, o in usable.items() if o)
                verdicts.append(Verdict(group, cut, above, tuple(one for one in changes if one is not None)))
    return Comparison(places, alternatives, tuple(verdicts))


def above_cut(standings: Standings, group: str, cut: str, prizes: list[str]) -> tuple[str, ...]:
    """Return the entries of a group above a cut, in order of places: the first ones, or who has this prize or a higher
    one."""
    rows = [row for row in standings.rows if row.group == group and row.place is not None]
    if cut == WINNER:
        return tuple(row.entry for row in rows if row.place == 1)
    enough = prizes[: prizes.index(cut) + 1]
    return tuple(row.entry for row in rows if row.prize in enough)


def _run(
    rulebook: Rulebook, judging: Judging, results: Results, method: Method, *, marks_alone: bool
) -> Standings | None:
    """Rank by another method; None where places of judges cannot be added up with anything else."""
    if method is Method.RANK_SUM and not marks_alone:
        return None
    other = replace(judging, method=method, drop=1)
    if method is Method.RANK_SUM:
        other = replace(other, marks=Marks.SCORES, kept=None)
    if method in (Method.RANK_SUM, Method.ADJUSTED):
        other = replace(other, trim=Trim.TOTAL)
    return rank(replace(rulebook, judging=other), results)


def _alternative(method: Method, standings: Standings | None, official: Mapping[str, int]) -> Alternative:
    if standings is None:
        return Alternative(method, None, "method_alone")
    places = _places(standings)
    missing = set(official) - set(places)
    if missing:
        reasons = (row.reason for row in standings.rows if row.entry in missing and row.reason)
        return Alternative(method, None, next(reasons, ""))
    return Alternative(method, {entry: places[entry] for entry in official})


def _change(method: Method, official: tuple[str, ...], other: tuple[str, ...]) -> Change | None:
    gained, lost = sorted(set(other) - set(official)), sorted(set(official) - set(other))
    return Change(method, tuple(gained), tuple(lost)) if gained or lost else None


def _places(standings: Standings) -> dict[str, int]:
    return {row.entry: int(row.place) for row in standings.rows if row.place is not None}
