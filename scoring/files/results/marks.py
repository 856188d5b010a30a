"""The cells of a judged RESULTS file: criterion, state, mark, part, value; a refusal is collected with its place."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeVar

from scoring.errors import Fault, refuse
from scoring.files.people import read_cell
from scoring.files.tables import Cell
from scoring.judged.rubric import check_mark
from scoring.judged.sheet import SheetState
from scoring.rulebook.given import Part
from scoring.rulebook.judging import Criterion
from scoring.rulebook.reading import nearest
from scoring.values import Hundredths, format_fraction, half_width, parse_signed, parse_time

STATE_WORDS = {
    SheetState.GIVEN: ("给分", "已评", "有效"),
    SheetState.ABSENT: ("缺席", "缺评", "未评"),
    SheetState.RECUSED: ("回避",),
    SheetState.VOID: ("作废", "无效"),
}
"""Words of score sheets besides the codes."""
T = TypeVar("T")


def criterion_of(cell: Cell, criteria: Mapping[str, Criterion], faults: list[Fault]) -> Criterion | None:
    """Return the criterion named; criterion_not_listed (criterion, nearest)."""
    return _listed(cell, criteria, "criterion", faults)


def part_of(cell: Cell, parts: Mapping[str, Part], faults: list[Fault]) -> Part | None:
    """Return the part named; part_not_listed (part, nearest)."""
    return _listed(cell, parts, "part", faults)


def _listed(cell: Cell, known: Mapping[str, T], kind: str, faults: list[Fault]) -> T | None:
    found = known.get(cell.text)
    if found is None:
        close = {kind: cell.text[:40], "nearest": nearest(cell.text, list(known))}
        faults.append(Fault(f"{kind}_not_listed", close, "", cell.line, cell.column))
    return found


def state_of(mark: str) -> Callable[[str], SheetState]:
    """Read a state; without one a mark is given and an empty mark is absent."""

    def read(text: str) -> SheetState:
        plain = half_width(text).lower()
        if not plain:
            return SheetState.GIVEN if mark else SheetState.ABSENT
        found = next((state for state, words in STATE_WORDS.items() if plain == state or plain in words), None)
        if found is None:
            raise refuse("state_unknown", value=text[:40], choices=", ".join(SheetState))
        return found

    return read


def mark_of(cell: Cell, criterion: Criterion, faults: list[Fault]) -> Hundredths:
    """Return the mark; the faults of `parse_signed` and `check_mark`."""
    before = len(faults)
    mark = read_cell(cell, lambda text: Hundredths(parse_signed(text, 2, "mark")), Hundredths(0), faults)
    if len(faults) == before:
        faults += [Fault(f.code, f.params, f.where, cell.line, cell.column) for f in check_mark(mark, criterion)]
    return mark


def value_of(cell: Cell, part: Part, faults: list[Fault]) -> Fraction | None:
    """Return a part's value, None where the cell is empty: number_* and part_out_of_range (part, value)."""
    if not cell.text:
        return None
    before = len(faults)
    value = read_cell(cell, lambda text: _value(text, part), Fraction(0), faults)
    if len(faults) == before and not part.allows(value):
        params = {"part": part.code, "value": format_fraction(value)}
        faults.append(Fault("part_out_of_range", params, "", cell.line, cell.column))
    return value


def _value(text: str, part: Part) -> Fraction:
    """Read a number, or a time in seconds where the part is one (`4:51.7`)."""
    if part.time:
        return Fraction(parse_time(text), 1000)
    return Fraction(parse_signed(text, part.decimals), 10**part.decimals)
