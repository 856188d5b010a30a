"""经费: the fund for the competitions and what is spent of it, in fen (practice.md 4.10)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.errors import Fault
from scoring.values import NO_MONEY, Fen, format_fixed, format_fraction, format_money, round_half_up


@dataclass(frozen=True, slots=True)
class FundLine:
    """One use of the fund: what is planned, and what was spent.

    `pays_prizes` marks the line the prizes are paid from; `at_most` bounds what is planned by a share of the fund
    (不可预见 5 %, practice.md 4.10).
    """

    code: str
    planned: Fen
    spent: Fen = NO_MONEY
    pays_prizes: bool = False
    at_most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class FundBalance:
    """The fund against its lines. `unplanned` and `left` are negative when overspent, and then `faults` say so."""

    amount: Fen
    planned: Fen
    spent: Fen
    unplanned: Fen
    left: Fen
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """The most one prize and one person's prizes together may cost, with the document that says so."""

    prize: Fen | None = None
    person: Fen | None = None
    basis: str = ""


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Fund:
    """The fund of a meet: a plain amount, or payroll x rate; `basis` is the document it rests on.

    The program claims no law of its own: 2 % and 2.5 % are both in use (practice.md 4.10), so a basis is asked for.
    """

    basis: str
    amount: Fen | None = None
    payroll: Fen | None = None
    rate: Fraction | None = None
    lines: tuple[FundLine, ...] = ()
    limits: Limits = NO_LIMITS
    name: str = ""

    @property
    def available(self) -> Fen:
        """The amount in fen; 0 where `fund_faults` says that none can be told."""
        if self.amount is not None:
            return self.amount
        return fund_amount(self.payroll or NO_MONEY, self.rate or Fraction(0))


@dataclass(frozen=True, slots=True)
class PrizeBill:
    """One prize that was given: to an entry of a contest, shared equally by the people behind it."""

    contest: str
    entry: str
    prize: str
    value: Fen
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class FundAccount:
    """The fund against its lines and prizes. `prizes` are the costs by contest; `left` is negative when overspent."""

    balance: FundBalance
    prizes: tuple[tuple[str, Fen], ...]
    prize_cost: Fen
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


def account(fund: Fund, bills: Sequence[PrizeBill]) -> FundAccount:
    """Return the account of a fund with every prize given, in fen; nothing is overspent in silence.

    Prizes are paid from the line that `pays_prizes`, else beside the lines. Faults: those of `fund_faults` and
    `balance`, prize_above_limit and person_above_limit (amounts in yuan).
    """
    by_contest: dict[str, int] = {}
    for bill in bills:
        by_contest[bill.contest] = by_contest.get(bill.contest, 0) + bill.value
    cost = Fen(sum(by_contest.values()))
    lines = [replace(one, spent=Fen(one.spent + cost)) if one.pays_prizes else one for one in fund.lines]
    if not any(one.pays_prizes for one in lines):
        lines.append(FundLine("prizes", cost, cost))
    found = balance(fund.available, lines)
    faults = (*fund_faults(fund), *found.faults, *_limit_faults(fund.limits, bills))
    return FundAccount(found, tuple((code, Fen(fen)) for code, fen in by_contest.items()), cost, faults)


def fund_faults(fund: Fund) -> tuple[Fault, ...]:
    """Return what is wrong with a fund in itself.

    fund_amount_or_payroll (exactly one way to say how much), fund_basis_missing, limit_basis_missing, rate_above_one,
    fund_line_share (line, percent), fund_prize_lines (more than one line pays prizes).
    """
    faults = []
    if (fund.amount is None) is (fund.payroll is None) or (fund.payroll is None) is not (fund.rate is None):
        faults.append(Fault("fund_amount_or_payroll"))
    if not fund.basis.strip():
        faults.append(Fault("fund_basis_missing"))
    if fund.limits != NO_LIMITS and not fund.limits.basis.strip():
        faults.append(Fault("limit_basis_missing"))
    for line in fund.lines:
        if line.at_most is not None and line.planned > line.at_most * fund.available:
            percent = format_fraction(line.at_most * 100)
            faults.append(Fault("fund_line_share", {"line": line.code, "percent": percent}, where=line.code))
    if sum(1 for line in fund.lines if line.pays_prizes) > 1:
        faults.append(Fault("fund_prize_lines"))
    return tuple(faults)


def _limit_faults(limits: Limits, bills: Sequence[PrizeBill]) -> list[Fault]:
    return [*_prize_faults(limits.prize, bills), *_person_faults(limits.person, bills)]


def _prize_faults(limit: Fen | None, bills: Sequence[PrizeBill]) -> list[Fault]:
    """Check every prize by itself."""
    if limit is None:
        return []
    return [
        Fault(
            "prize_above_limit",
            {
                "contest": bill.contest,
                "entry": bill.entry,
                "value": format_money(bill.value),
                "limit": format_money(limit),
            },
        )
        for bill in bills
        if bill.value > limit
    ]


def _person_faults(limit: Fen | None, bills: Sequence[PrizeBill]) -> list[Fault]:
    """Check what all prizes of one person come to; a shared prize counts in equal parts."""
    if limit is None:
        return []
    shares: dict[str, Fraction] = {}
    for bill in bills:
        for person in bill.people:
            shares[person] = shares.get(person, Fraction(0)) + Fraction(bill.value, len(bill.people))
    return [
        Fault("person_above_limit", {"person": p, "value": format_fixed(total / 100, 2), "limit": format_money(limit)})
        for p, total in sorted(shares.items())
        if total > limit
    ]
