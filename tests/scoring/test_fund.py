"""The fund in fen (practice.md 4.10)."""

from fractions import Fraction

import pytest

from scoring import Fault, Fen, FundBalance, FundLine, balance, fund_amount


@pytest.mark.parametrize(
    ("payroll", "rate", "amount"),
    [
        (100_000_00, Fraction(25, 1000), 2_500_00),
        (1, Fraction(1, 2), 1),
        (3, Fraction(1, 2), 2),
        (199, Fraction(1, 400), 0),
    ],
)
def test_fund_is_payroll_times_rate_half_up_to_the_fen(payroll, rate, amount):
    assert fund_amount(Fen(payroll), rate) == amount


def test_balance_within_the_fund():
    lines = [FundLine("prizes", Fen(600), Fen(500)), FundLine("print", Fen(400), Fen(400))]
    assert balance(Fen(1000), lines) == FundBalance(1000, 1000, 900, 0, 100, ())


def test_nothing_is_overspent_in_silence():
    lines = [FundLine("prizes", Fen(70000), Fen(80000)), FundLine("print", Fen(40000), Fen(30000))]
    found = balance(Fen(100000), lines)
    assert (found.unplanned, found.left, found.faults) == (
        -10000,
        -10000,
        (
            Fault("fund_line_overspent", {"over": "100.00"}, where="prizes"),
            Fault("fund_overplanned", {"over": "100.00", "amount": "1000.00"}),
            Fault("fund_overspent", {"over": "100.00", "amount": "1000.00"}),
        ),
    )
