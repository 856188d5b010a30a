"""值得再看一眼的地方: marks, judges and entries an organizer should look at again (fairness.md 4.2).

A flag is a question, not a charge: of a thousand honest marks about three lie more than three residual standard
deviations from what is likely.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring.fairness.agreement import JudgeOrder
from scoring.fairness.connection import group_parts
from scoring.fairness.severity import Fit
from scoring.fairness.table import MarkTable, Numbers

FAR = 3.0
"""Residual standard deviations."""
WIDE = 0.20
"""Range of an entry's totals as a share of the full mark: 20 marks of 100."""
FLAT = 0.25
"""Spread of a judge's marks as a share of the others'."""
BLIND = 0.2
"""Rank correlation with the rest below which a judge doesn't tell entries apart."""
ORDERED_ENTRIES = 8
"""Entries a judge must have before the order is judged."""
FEW_ENTRIES = 5
"""Entries a judge should have at least."""
FEW_MARKS = 3
"""Marks an entry should have at least."""
SHORT = 2
"""Marks an entry may not be short of its group's best-marked entry."""
HALF = 0.5
"""Share of the full mark that the others give where a 0 looks like a missing mark."""


class FlagCode(StrEnum):
    """What was noticed."""

    MARK_FAR = "mark_far"
    MARK_ZERO = "mark_zero"
    RANGE_WIDE = "range_wide"
    ENTRY_FEW_MARKS = "entry_few_marks"
    ENTRY_SHORT = "entry_short"
    JUDGE_FEW_ENTRIES = "judge_few_entries"
    JUDGE_LEVEL = "judge_level"
    JUDGE_FLAT = "judge_flat"
    JUDGE_ORDER = "judge_order"
    NOT_CONNECTED = "not_connected"
    ROOMS_NOT_DRAWN = "rooms_not_drawn"


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to look at. `found` is the figure noticed and `against` what it is compared with, by code:

    mark_far: mark, likely mark; mark_zero: 0, mean of the others; range_wide: lowest, highest total; entry_few_marks
    and entry_short: marks, marks wanted; judge_few_entries: entries, entries wanted; judge_level: the mark, entries;
    judge_flat: standard deviation, that of the others; judge_order: rank correlation, entries; not_connected and
    rooms_not_drawn: parts, 1. Marks are in marks.
    """

    code: FlagCode
    entry: str = ""
    judge: str = ""
    found: float = 0.0
    against: float = 0.0


def flags(
    table: MarkTable,
    model: Fit,
    orders: tuple[JudgeOrder, ...],
    *,
    full_mark: float = 100.0,
    drawn: bool = False,
) -> tuple[Flag, ...]:
    """Return every flag, first on the whole table, then on judges, entries and marks.

    `full_mark` is the highest total a judge can give; `drawn` says that entries came to separate rooms by lot.
    """
    return (
        *_design_flags(table, drawn),
        *_judge_flags(table, orders),
        *_entry_flags(table, full_mark),
        *_zero_flags(table, full_mark),
        *_far_flags(table, model),
    )


def _design_flags(table: MarkTable, drawn: bool) -> Iterator[Flag]:
    """Look for groups that place entries of separate panels against each other."""
    most = max(len(parts) for parts in group_parts(table).values())
    if most > 1:
        yield Flag(FlagCode.NOT_CONNECTED, found=most, against=1)
        if not drawn:
            yield Flag(FlagCode.ROOMS_NOT_DRAWN, found=most, against=1)


def _judge_flags(table: MarkTable, orders: tuple[JudgeOrder, ...]) -> Iterator[Flag]:
    mine = [table.marks[table.seen[:, column], column] for column in range(len(table.judges))]
    spreads = [float(marks.std(ddof=1)) if len(marks) > 1 else 0.0 for marks in mine]
    for column, (judge, marks, order) in enumerate(zip(table.judges, mine, orders, strict=True)):
        if len(marks) < FEW_ENTRIES:
            yield Flag(FlagCode.JUDGE_FEW_ENTRIES, judge=judge, found=len(marks), against=FEW_ENTRIES)
        elif np.ptp(marks) == 0:
            yield Flag(FlagCode.JUDGE_LEVEL, judge=judge, found=float(marks[0]), against=len(marks))
        else:
            yield from _spread_flags(judge, spreads[column], mine, spreads, column)
        if order.with_rest is not None and order.with_rest < BLIND and order.entries >= ORDERED_ENTRIES:
            yield Flag(FlagCode.JUDGE_ORDER, judge=judge, found=order.with_rest, against=order.entries)


def _spread_flags(judge: str, spread: float, marks: list[Numbers], spreads: list[float], column: int) -> Iterator[Flag]:
    """Compare a judge's standard deviation with the median of the others' who have enough entries."""
    others = [s for i, (s, m) in enumerate(zip(spreads, marks, strict=True)) if i != column and len(m) >= FEW_ENTRIES]
    usual = float(np.median(others)) if others else 0.0
    if spread < FLAT * usual:
        yield Flag(FlagCode.JUDGE_FLAT, judge=judge, found=spread, against=usual)


def _entry_flags(table: MarkTable, full_mark: float) -> Iterator[Flag]:
    most: dict[str, int] = {}
    counts = [int(count) for count in table.counts.tolist()]
    for group, count in zip(table.groups, counts, strict=True):
        most[group] = max(count, most.get(group, 0))
    low = np.where(table.seen, table.marks, np.inf).min(axis=1).tolist()
    high = np.where(table.seen, table.marks, -np.inf).max(axis=1).tolist()
    for row, (entry, group, count) in enumerate(zip(table.entries, table.groups, counts, strict=True)):
        if count < FEW_MARKS:
            yield Flag(FlagCode.ENTRY_FEW_MARKS, entry, found=count, against=FEW_MARKS)
        if most[group] - count >= SHORT:
            yield Flag(FlagCode.ENTRY_SHORT, entry, found=count, against=most[group])
        if high[row] - low[row] > WIDE * full_mark:
            yield Flag(FlagCode.RANGE_WIDE, entry, found=low[row], against=high[row])


def _zero_flags(table: MarkTable, full_mark: float) -> Iterator[Flag]:
    """A 0 where the others give more than half: perhaps a mark that was never given (fairness.md 4.2)."""
    others: Numbers = table.marks.sum(axis=1) / np.maximum(table.counts - 1, 1)
    found = table.seen & (table.marks == 0) & (others > HALF * full_mark)[:, None]
    for row, column in np.argwhere(found).tolist():
        yield Flag(FlagCode.MARK_ZERO, table.entries[row], table.judges[column], 0.0, float(others[row]))


def _far_flags(table: MarkTable, model: Fit) -> Iterator[Flag]:
    """Compare each mark with what its entry and judge make likely; nothing is far where judges agree to the digit."""
    if model.spread.residual <= 0:
        return
    likely: Numbers = model.adjusted[:, None] + model.effects
    free = np.sqrt(np.maximum(1 - 1 / table.counts, 0))
    far = np.abs(table.marks - likely) > FAR * np.sqrt(model.spread.residual) * free[:, None]
    for row, column in np.argwhere(far & table.seen & (free > 0)[:, None]).tolist():
        mark, usual = float(table.marks[row, column]), float(likely[row, column])
        yield Flag(FlagCode.MARK_FAR, table.entries[row], table.judges[column], mark, usual)
