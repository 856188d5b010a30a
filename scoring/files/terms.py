"""Difficulty, factor and deduction columns of an ENTRIES file."""

from collections.abc import Callable
from fractions import Fraction

from scoring.errors import Fault, RuleFaults, refuse
from scoring.files.tables import Cell, Row
from scoring.people import Term
from scoring.rulebook.judging import Deductions
from scoring.rulebook.model import Rulebook
from scoring.rulebook.reading import nearest
from scoring.values import half_width, parse_signed

TERM_COLUMNS = ("round", "criterion", "factor", "difficulty", "deduction")
DECIMALS = 6
"""No factor or difficulty is written finer."""


def term_of(row: Row, rulebook: Rulebook, faults: list[Fault]) -> Term | None:
    """Return what the line says of a performance, None when it says nothing.

    Faults: number_*; criterion_not_listed; deduction_negative and deduction_positive where the sign is not the one the
    rulebook's `deductions` names; terms_not_judged for a contest without judges.
    """
    texts = [row[name].text for name in ("factor", "difficulty", "deduction")]
    if not any(texts):
        return None
    if rulebook.judging is None:
        cell = next(row[name] for name in ("factor", "difficulty", "deduction") if row[name].text)
        faults.append(Fault("terms_not_judged", {}, "", cell.line, cell.column))
        return None
    criterion = row["criterion"]
    codes = [one.code for one in rulebook.criteria]
    if criterion.text and criterion.text not in codes:
        close = {"criterion": criterion.text[:40], "nearest": nearest(criterion.text, codes)}
        faults.append(Fault("criterion_not_listed", close, "", criterion.line, criterion.column))
    return Term(
        row["round"].text,
        criterion.text,
        _read(row["factor"], _number, faults),
        _read(row["difficulty"], _number, faults),
        _read(row["deduction"], _deduction(rulebook.judging.deductions), faults),
    )


def _read(cell: Cell, read: Callable[[str], Fraction], faults: list[Fault]) -> Fraction | None:
    if not cell.text:
        return None
    try:
        return read(cell.text)
    except RuleFaults as refused:
        faults += [Fault(one.code, one.params, one.where, cell.line, cell.column) for one in refused.faults]
        return None


def _number(text: str) -> Fraction:
    return Fraction(parse_signed(text, DECIMALS), 10**DECIMALS)


def _deduction(sign: Deductions) -> Callable[[str], Fraction]:
    """Read a deduction as what is taken off; the wrong sign is refused, for it could mean a bonus."""

    def read(text: str) -> Fraction:
        value = _number(text)
        if sign is Deductions.POSITIVE and value < 0:
            raise refuse("deduction_negative", value=half_width(text)[:40])
        if sign is Deductions.NEGATIVE and value > 0:
            raise refuse("deduction_positive", value=half_width(text)[:40])
        return abs(value)

    return read
