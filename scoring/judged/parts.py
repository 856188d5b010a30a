"""Given parts of a score (difficulty, execution, penalties, distance points, votes): checked, scaled, weighed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.errors import Fault
from scoring.judged.rounding import stage
from scoring.judged.sheet import PartValue
from scoring.judged.worth import points_of
from scoring.rulebook.given import Part, Scale
from scoring.rulebook.judging import Judging
from scoring.rulebook.reading import nearest
from scoring.values import format_fraction

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class PartShare:
    """One part of one performance: the value as given and what it counts."""

    code: str
    given: Fraction
    counts: Fraction


Given = Mapping[str, Mapping[str, Mapping[str, Fraction]]]
"""Values by round, entry and part."""


def sort_parts(values: Sequence[PartValue], parts: Sequence[Part], known: Iterable[str]) -> tuple[Given, list[Fault]]:
    """Return the values by round and entry; what is wrong is a fault and does not count.

    Codes: entry_unknown, part_unknown (part, nearest), part_twice, part_out_of_range (entry, part, value).
    """
    rules, entries = {part.code: part for part in parts}, set(known)
    given: dict[str, dict[str, dict[str, Fraction]]] = defaultdict(lambda: defaultdict(dict))
    faults: list[Fault] = []
    for one in sorted(values, key=lambda one: (one.entry, one.round, one.part, one.value)):
        fault = _value_fault(one, rules, entries)
        if fault is None and one.part in given[one.round][one.entry]:
            fault = Fault("part_twice", {"entry": one.entry, "part": one.part})
        if fault is not None:
            faults.append(fault)
        else:
            given[one.round][one.entry][one.part] = one.value
    return given, faults


def _value_fault(one: PartValue, rules: Mapping[str, Part], entries: set[str]) -> Fault | None:
    rule = rules.get(one.part)
    if one.entry not in entries:
        return Fault("entry_unknown", {"entry": one.entry})
    if rule is None:
        return Fault("part_unknown", {"part": one.part, "nearest": nearest(one.part, list(rules))})
    if not rule.allows(one.value):
        return Fault("part_out_of_range", {"entry": one.entry, "part": one.part, "value": format_fraction(one.value)})
    return None


def part_shares(
    entries: Sequence[str], given: Mapping[str, Mapping[str, Fraction]], parts: Sequence[Part], judging: Judging
) -> Mapping[str, list[PartShare]]:
    """Return what every part of the entries of one group counts in one round.

    A value that is scaled is compared with those of the same group and round: its share of the best, of the lowest
    (the lower, the better), or of the sum of all; a measured value makes points. Rounded with `each_stage` after
    scaling and after weighing.
    """
    found: dict[str, list[PartShare]] = {entry: [] for entry in entries}
    for part in parts:
        values = {entry: given[entry][part.code] for entry in entries if part.code in given.get(entry, {})}
        for entry, value in values.items():
            scaled = value if part.scale is Scale.AS_IS else stage(_scaled(value, values.values(), part), judging)
            counts = scaled if part.weight == 1 else stage(scaled * part.weight, judging)
            found[entry].append(PartShare(part.code, value, counts))
    return found


def _scaled(value: Fraction, values: Iterable[Fraction], part: Part) -> Fraction:
    """Return points, or the value as a share of the maximum; with nothing to compare with it counts nothing."""
    if not part.scale.compares:
        return points_of(value, part)
    maximum = part.maximum or ZERO
    if part.scale is Scale.OF_LOWEST:
        return min(values) / value * maximum if value else ZERO
    against = max(values) if part.scale is Scale.OF_BEST else sum(values, ZERO)
    return value / against * maximum if against else ZERO


def filled(shares: list[PartShare], parts: Sequence[Part], entry: str) -> tuple[list[PartShare], list[Fault]]:
    """Return the shares with the defaults of missing parts; a part without a default is part_missing (entry, part)."""
    have = {share.code: share for share in shares}
    missing = [part for part in parts if part.code not in have]
    have |= {part.code: PartShare(part.code, d, d * part.weight) for part in missing if (d := part.default) is not None}
    faults = [Fault("part_missing", {"entry": entry, "part": part.code}) for part in missing if part.default is None]
    return [have[part.code] for part in parts if part.code in have], faults
