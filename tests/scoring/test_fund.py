"""The fund in fen (practice.md 4.10)."""

from fractions import Fraction

import pytest

from scoring import Fault, Fen, FundBalance, FundLine, balance, fund_amount
from scoring.fund import Fund, Limits, PrizeBill, account, fund_faults


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


def bill(contest, entry, value, *people):
    return PrizeBill(contest, entry, "一等奖", Fen(value), frozenset(people or (entry,)))


BILLS = (bill("跑", "A", 30000), bill("走", "A", 50001), bill("走", "BC", 60000, "B", "C"))


def test_prizes_are_paid_from_their_line():
    fund = Fund(
        "总工会文件",
        payroll=Fen(10_000_000),
        rate=Fraction(2, 100),
        lines=(
            FundLine("奖品", Fen(150_000), pays_prizes=True),
            FundLine("不可预见", Fen(10_000), at_most=Fraction(5, 100)),
        ),
    )
    found = account(fund, BILLS)
    assert (fund.available, found.prize_cost, found.prizes) == (200_000, 140_001, (("跑", 30000), ("走", 110_001)))
    assert found.balance == FundBalance(200_000, 160_000, 140_001, 40_000, 59_999, ())
    assert found.faults == ()


def test_prizes_without_a_line_stand_beside_the_lines():
    found = account(Fund("文件", amount=Fen(150_000), lines=(FundLine("印制", Fen(20_000)),)), BILLS)
    assert (found.balance.planned, found.balance.left) == (160_001, 9_999)
    assert found.faults == (Fault("fund_overplanned", {"over": "100.01", "amount": "1500.00"}),)


def test_prizes_dearer_than_their_line_are_told():
    found = account(Fund("文件", amount=Fen(150_000), lines=(FundLine("奖品", Fen(140_000), pays_prizes=True),)), BILLS)
    assert found.faults == (Fault("fund_line_overspent", {"over": "0.01"}, where="奖品"),)


def test_limits_of_a_prize_and_of_a_person_are_told_to_the_fen():
    limits = Limits(Fen(50_001), Fen(80_000), "财务制度")
    assert account(Fund("文件", amount=Fen(10**6), limits=limits), BILLS).faults == (
        Fault("prize_above_limit", {"contest": "走", "entry": "BC", "value": "600.00", "limit": "500.01"}),
        Fault("person_above_limit", {"person": "A", "value": "800.01", "limit": "800.00"}),
    )


def test_a_shared_prize_counts_in_equal_parts():
    limits = Limits(person=Fen(20_000), basis="财务制度")
    within = account(Fund("文件", amount=Fen(10**6), limits=limits), (bill("走", "T", 60_000, "B", "C", "D"),))
    beyond = account(Fund("文件", amount=Fen(10**6), limits=limits), (bill("走", "T", 60_001, "B", "C", "D"),))
    assert (within.faults, [fault.params["person"] for fault in beyond.faults]) == ((), ["B", "C", "D"])


@pytest.mark.parametrize(
    ("fund", "codes"),
    [
        (Fund("文件", amount=Fen(1)), []),
        (Fund("文件", payroll=Fen(1), rate=Fraction(1, 40)), []),
        (Fund("文件"), ["fund_amount_or_payroll"]),
        (Fund("文件", payroll=Fen(1)), ["fund_amount_or_payroll"]),
        (Fund("文件", rate=Fraction(1, 40)), ["fund_amount_or_payroll"]),
        (Fund("文件", amount=Fen(1), payroll=Fen(1), rate=Fraction(1, 40)), ["fund_amount_or_payroll"]),
        (Fund("文件", amount=Fen(1), rate=Fraction(1, 40)), ["fund_amount_or_payroll"]),
        (Fund(" ", amount=Fen(1)), ["fund_basis_missing"]),
        (Fund("文件", amount=Fen(1), limits=Limits(prize=Fen(1))), ["limit_basis_missing"]),
        (Fund("文件", amount=Fen(100), lines=(FundLine("x", Fen(5), at_most=Fraction(1, 20)),)), []),
        (Fund("文件", amount=Fen(100), lines=(FundLine("x", Fen(6), at_most=Fraction(1, 20)),)), ["fund_line_share"]),
        (Fund("文件", amount=Fen(9), lines=(FundLine("x", Fen(1), pays_prizes=True),) * 2), ["fund_prize_lines"]),
    ],
)
def test_what_a_fund_must_say(fund, codes):
    assert [fault.code for fault in fund_faults(fund)] == codes


def test_a_payroll_without_a_rate_is_no_fund_yet():
    assert Fund("〔2026〕10号", payroll=Fen(1_000_000)).available == 0
