"""经费: the fund for the competitions and what is spent of it, in fen (practice.md 4.10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.errors import Fault
from scoring.values import NO_MONEY, Fen, format_money, round_half_up


@dataclass(frozen=True, slots=True)
class FundLine:
    """One use of the fund: what is planned, and what was spent."""

    code: str
    planned: Fen
    spent: Fen = NO_MONEY


@dataclass(frozen=True, slots=True)
class FundBalance:
    """The fund against its lines. `unplanned` and `left` are negative when overspent, and then `faults` say so."""

    amount: Fen
    planned: Fen
    spent: Fen
    unplanned: Fen
    left: Fen
    faults: tuple[Fault, ...]


def fund_amount(payroll: Fen, rate: Fraction) -> Fen:
    """Return payroll x rate, half up to the fen; the rate's basis document is the union's to name.

    >>> fund_amount(Fen(1_234_567_89), Fraction(25, 1000))
    3086420
    """
    return Fen(int(round_half_up(payroll * rate, 0)))


def balance(amount: Fen, lines: Sequence[FundLine]) -> FundBalance:
    """Return the balance; faults: fund_overplanned, fund_overspent, fund_line_overspent (amounts in yuan)."""
    planned, spent = sum(line.planned for line in lines), sum(line.spent for line in lines)
    faults = [
        Fault("fund_line_overspent", {"over": format_money(line.spent - line.planned)}, where=line.code)
        for line in lines
        if line.spent > line.planned
    ]
    for code, used in (("fund_overplanned", planned), ("fund_overspent", spent)):
        if used > amount:
            faults.append(Fault(code, {"over": format_money(used - amount), "amount": format_money(amount)}))
    return FundBalance(amount, Fen(planned), Fen(spent), Fen(amount - planned), Fen(amount - spent), tuple(faults))
