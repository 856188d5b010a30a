"""为什么是这个名次: how one place came about, as data. A page, a letter or the file interface put it into words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.awards import Tier
from scoring.groups.bands import Assignment
from scoring.judged.score import PanelScore
from scoring.measuring import Evidence
from scoring.races import Advance, Outcome
from scoring.ranking import TieRule
from scoring.results import Results, Row
from scoring.rulebook.model import Rulebook
from scoring.standings import Contest, GroupStanding, work_out
from scoring.tie_keys import SCORE


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The entry next above or below, and the rule that parted them with both values (more is better).

    `rule` is `shared` for an equal neighbour; `mine` and `theirs` are then the equal published scores.
    """

    entry: str
    place: int
    rule: str
    mine: tuple[Fraction | int, ...]
    theirs: tuple[Fraction | int, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that led to one row.

    `panel` shows each judge's total and what was kept or dropped; `outcome` what the readings of a race came to, with
    its rounds; `advanced` how the entry went on from each round; `evidence` is whatever the entry's format keeps behind
    a score. `tiers` are the prize tiers of the group with quota and prizes given; `points_table` what places earn.
    """

    row: Row
    assignment: Assignment
    panel: PanelScore | None
    outcome: Outcome | None
    above: Neighbour | None
    below: Neighbour | None
    field: int
    tiers: tuple[Tier, ...]
    points_table: tuple[int, ...]
    fingerprint: str
    evidence: Evidence | None = None
    advanced: tuple[Advance, ...] = ()


def explain(rulebook: Rulebook, results: Results, entry: str) -> Explanation:
    """Return how the place of `entry` came about; raises `KeyError` for an unknown entry, and as `rank` does."""
    contest = work_out(rulebook, results)
    row = contest.standings.row(entry)
    group = next((one for one in contest.groups if entry in {r.entry for r in one.rows}), None)
    above, below = (None, None) if group is None else _neighbours(contest, group, entry)
    return replace(
        explain_score(contest, row),
        above=above,
        below=below,
        field=0 if group is None else len(group.ranked),
        tiers=() if group is None else group.outcome.tiers,
        points_table=() if rulebook.points is None else rulebook.points.table,
    )


def explain_score(contest: Contest, row: Row) -> Explanation:
    """Return what led to one row's score in a contest worked out already, without place, neighbours and prizes."""
    return Explanation(
        row=row,
        assignment=contest.grouping.assignments[row.entry],
        panel=contest.panel_of(row.entry),
        outcome=contest.outcome_of(row.entry),
        above=None,
        below=None,
        field=0,
        tiers=(),
        points_table=(),
        fingerprint=contest.standings.fingerprint,
        evidence=contest.evidence_of(row.entry),
        advanced=tuple(line for line in contest.measured.advanced if line.entry == row.entry),
    )


def _neighbours(contest: Contest, group: GroupStanding, entry: str) -> tuple[Neighbour | None, Neighbour | None]:
    order = [ranked.entry for ranked in group.ranked]
    if entry not in order:
        return None, None
    chain = contest.chain(order)
    index = order.index(entry)
    places = {ranked.entry: int(ranked.place) for ranked in group.ranked}
    rule_above = group.ranked[index].above
    rule_below = group.ranked[index + 1].above if index + 1 < len(order) else ""
    above = _neighbour(chain, rule_above, entry, order[index - 1], places) if index else None
    below = _neighbour(chain, rule_below, entry, order[index + 1], places) if rule_below else None
    return above, below


def _neighbour(chain: Sequence[TieRule], rule: str, entry: str, other: str, places: dict[str, int]) -> Neighbour:
    """Return the neighbour with what the deciding rule compared."""
    links = {link.name: link for link in chain}
    link = links.get(rule) or links[SCORE]
    merits = link.merits([entry, other]) or {}
    return Neighbour(other, places[other], rule, merits.get(entry, ()), merits.get(other, ()))
