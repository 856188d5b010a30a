"""并组: groups with too few entries join a neighbour, by a rule written before the entries came in (practice.md 3.1).

Older people may start among the younger, never the reverse, is the custom: the usual direction is `younger`. Sexes are
never mixed unless the rules say so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scoring.groups.bands import Group


class MergeInto(StrEnum):
    """Which neighbour a small group joins; `…_first` takes the other one where there is none on that side."""

    YOUNGER = "younger"
    OLDER = "older"
    YOUNGER_FIRST = "younger_first"
    OLDER_FIRST = "older_first"


_SIDES = {
    MergeInto.YOUNGER: (-1,),
    MergeInto.OLDER: (1,),
    MergeInto.YOUNGER_FIRST: (-1, 1),
    MergeInto.OLDER_FIRST: (1, -1),
}
"""Steps in the order of ages."""


@dataclass(frozen=True, slots=True)
class Merging:
    """The rule: a group with fewer than `below` entries joins a neighbour; None never merges.

    `across_genders` lets a group that has no neighbour of its own sex join the one of the same ages of the other sex.
    """

    below: int | None = None
    into: MergeInto = MergeInto.YOUNGER
    across_genders: bool = False


NO_MERGING = Merging()
"""Groups stay as they are, however small."""


@dataclass(frozen=True, slots=True)
class Merge:
    """One step: the group that was dissolved with its entries at that moment, and the group that took them in."""

    group: str
    into: str
    entries: int


@dataclass(frozen=True, slots=True)
class Merged:
    """Where each group's people are in the end, the steps that led there, and groups that stay too small."""

    homes: Mapping[str, str]
    steps: tuple[Merge, ...] = ()
    small: tuple[str, ...] = ()


def merge_groups(groups: Sequence[Group], counts: Mapping[str, int], rule: Merging) -> Merged:
    """Return the home of every group; `counts` are the entries of each.

    The smallest group merges first (of equal ones the first in the rulebook), and again until no small group has a
    neighbour that has entries. Empty groups are passed over. Only people of identical sexes and posts are neighbours.

    >>> bands = [Group("U41", upper=40), Group("41", lower=41, upper=50), Group("51", lower=51)]
    >>> merge_groups(bands, {"U41": 9, "41": 6, "51": 1}, Merging(below=3)).steps
    (Merge(group='51', into='41', entries=1),)
    """
    homes = {group.code: group.code for group in groups}
    left = {group.code: counts.get(group.code, 0) for group in groups}
    steps: list[Merge] = []
    while rule.below is not None:
        step = _next_step(groups, homes, left, rule, rule.below)
        if step is None:
            break
        steps.append(step)
        homes |= {code: step.into for code, home in homes.items() if home == step.group}
        left |= {step.into: left[step.into] + step.entries, step.group: 0}
    small = tuple(code for code, count in left.items() if 0 < count < (rule.below or 0))
    return Merged(homes, tuple(steps), small)


def _next_step(
    groups: Sequence[Group], homes: Mapping[str, str], left: Mapping[str, int], rule: Merging, below: int
) -> Merge | None:
    small = [group for group in groups if 0 < left[group.code] < below]
    for group in sorted(small, key=lambda group: left[group.code]):
        into = _neighbour(group, groups, homes, left, rule)
        if into is not None:
            return Merge(group.code, into, left[group.code])
    return None


def _neighbour(
    group: Group, groups: Sequence[Group], homes: Mapping[str, str], left: Mapping[str, int], rule: Merging
) -> str | None:
    """Return the home of the nearest group that has entries and isn't the group itself."""
    row = sorted((other for other in groups if _alike(other, group)), key=lambda other: other.youngest or 0)
    at = row.index(group)
    sides = {-1: row[:at][::-1], 1: row[at + 1 :]}
    near = [other for side in _SIDES[rule.into] for other in sides[side]]
    if rule.across_genders:
        near += [other for other in groups if other.genders != group.genders and _same_ages(other, group)]
    homes_near = (homes[other.code] for other in near)
    return next((home for home in homes_near if home != group.code and left[home] > 0), None)


def _alike(one: Group, other: Group) -> bool:
    return (one.genders, one.post_categories) == (other.genders, other.post_categories)


def _same_ages(one: Group, other: Group) -> bool:
    ages = (one.youngest, one.oldest, one.post_categories)
    return ages == (other.youngest, other.oldest, other.post_categories)
