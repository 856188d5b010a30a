"""RESULTS of vitality indexes: raw values by indicator."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from scoring.errors import Fault, RuleFaults
from scoring.files.people import optional, read_cell, yes_or_no
from scoring.files.results.common import entries_of, entry_code
from scoring.files.tables import Row, Source, read_table
from scoring.people import Entry
from scoring.results import IndexResults
from scoring.rulebook.model import Rulebook
from scoring.rulebook.reading import nearest
from scoring.values import parse_signed
from scoring.vitality import IndexValue, value_faults

COLUMNS = ("entry", "indicator", "value")
DECIMALS = 6
"""Decimals a raw value may have."""


def read_index(source: Source, rulebook: Rulebook, entries: Sequence[Entry] | None) -> IndexResults:
    """Return the raw values; an empty one is missing. A veto may say yes or no.

    Raises `RuleFaults`: as `read_table`, entry_empty, entry_not_listed, indicator_not_listed, value_twice,
    value_not_a_number (and its kin), yes_or_no, value_above_maximum, value_negative.
    """
    faults: list[Fault] = []
    known = None if entries is None else {entry.code for entry in entries}
    lists = (rulebook.indicators, rulebook.bonuses, rulebook.deductions, rulebook.vetoes)
    codes = [one.code for found in lists for one in found]
    vetoes = {veto.code for veto in rulebook.vetoes}
    values: dict[tuple[str, str], IndexValue] = {}
    for row in read_table(source, COLUMNS, COLUMNS):
        entry, code = entry_code(row, known, faults), row["indicator"].text
        found: list[Fault] = []
        if code not in codes:
            found.append(Fault("indicator_not_listed", {"value": code[:40], "nearest": nearest(code, codes)}))
        elif (entry, code) in values:
            found.append(Fault("value_twice", {"entry": entry, "indicator": code}))
        cell = row["indicator"]
        faults += [Fault(one.code, one.params, "", cell.line, cell.column) for one in found]
        read = _yes if code in vetoes else _number
        values[entry, code] = IndexValue(entry, code, _value(row, read, rulebook, faults))
    if faults:
        raise RuleFaults(faults)
    return IndexResults(entries_of(tuple(values.values()), entries), tuple(values.values()))


def _value(row: Row, read: Callable[[str], Fraction], rulebook: Rulebook, faults: list[Fault]) -> Fraction | None:
    cell = row["value"]
    value = read_cell(cell, optional(read), None, faults)
    if value is not None:
        found = value_faults(rulebook, row["indicator"].text, value)
        faults += [Fault(one.code, one.params, "", cell.line, cell.column) for one in found]
    return value


def _number(text: str) -> Fraction:
    return Fraction(parse_signed(text, DECIMALS, "value"), 10**DECIMALS)


def _yes(text: str) -> Fraction:
    return Fraction(yes_or_no(text))
