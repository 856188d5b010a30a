"""考场加权系数 (二次平均法): every room's values multiplied by overall mean / room mean (fairness.md 2.5).

It pays only where chance put entries into rooms and a room has many: the rulebook must say `random_draw = true`, and a
room of fewer than 30 is a warning.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from scoring.errors import Fault
from scoring.rulebook.judging import Judging
from scoring.values import format_fixed, round_half_up

ENOUGH_ENTRIES = 30
"""Entries a room should have (fairness.md 2.5: break-even at 24 with ordinary judges)."""


def coefficients(rooms: Mapping[str, Sequence[Fraction]], judging: Judging) -> Mapping[str, Fraction]:
    """Return the coefficient of each room, rounded half up.

    Means are taken without the best and worst `coefficient_without` values of each room, as long as some remain.

    >>> rooms = {"1": [Fraction(80), Fraction(90)], "2": [Fraction(82), Fraction(84)]}
    >>> {room: str(found) for room, found in coefficients(rooms, Judging()).items()}
    {'1': '4941/5000', '2': '253/250'}
    """
    kept = {room: _inner(values, judging.coefficient_without) for room, values in rooms.items() if values}
    everything = [value for values in kept.values() for value in values]
    if not everything:
        return {}
    overall = _mean(everything)
    return {
        room: round_half_up(overall / _mean(values), judging.coefficient_decimals) if _mean(values) else Fraction(1)
        for room, values in kept.items()
    }


def room_warnings(rooms: Mapping[str, Sequence[Fraction]]) -> list[Fault]:
    """Return room_small (room, entries, least, mean) for every room with too few entries to compare means."""
    return [
        Fault("room_small", {"room": room, "entries": len(values), "least": ENOUGH_ENTRIES, "mean": _shown(values)})
        for room, values in sorted(rooms.items())
        if len(values) < ENOUGH_ENTRIES
    ]


def _shown(values: Sequence[Fraction]) -> str:
    return format_fixed(_mean(values), 2) if values else ""


def _inner(values: Sequence[Fraction], without: int) -> Sequence[Fraction]:
    ordered = sorted(values)
    return ordered[without : len(ordered) - without] if len(ordered) > 2 * without else ordered


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
