"""经费: what there is, what is planned, what the prizes of all rulebooks may cost, and what is left. Integer fen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from scoring import fund as rule
from scoring.awards import seats
from scoring.groups import merge_groups
from scoring.rulebook import Rulebook
from scoring.values import Fen, format_money
from web.db.models import Competition, Contest, Entrant, Entry, Fund, FundLine, RulebookVersion
from web.services import audit
from web.services.act import Act
from web.services.groups import assign_entry
from web.services.refusals import Fault, Refusal
from web.services.rules import read

MILLION = 1_000_000
LONGEST_LABEL = 60
LARGEST_FEN = 10**15
"""Ten thousand billion yuan: a slip of the keyboard, not a fund."""


@dataclass(frozen=True, slots=True)
class PrizeCost:
    """What the prizes of one contest cost when every prize the rules allow is given."""

    contest: Contest
    winners: int
    fen: Fen


@dataclass(frozen=True, slots=True)
class FundStanding:
    """The fund against its uses. `available` and `left` are None while no fund is set; `left` < 0 is overspent."""

    fund: Fund | None
    available: Fen | None
    lines: tuple[FundLine, ...]
    prizes: tuple[PrizeCost, ...]
    planned: Fen
    prize_cost: Fen
    left: Fen | None
    faults: tuple[Fault, ...]


def available_fen(fund: Fund) -> Fen:
    """The plain amount, or payroll x rate half up to the fen; set_fund sees to it that one of the two is there."""
    if fund.amount_fen is not None:
        return Fen(fund.amount_fen)
    return rule.fund_amount(Fen(fund.payroll_fen or 0), Fraction(fund.rate_ppm or 0, MILLION))


def set_fund(
    act: Act,
    competition: Competition,
    *,
    basis: str = "",
    amount_fen: int | None = None,
    payroll_fen: int | None = None,
    rate_ppm: int | None = None,
    lines: Sequence[tuple[str, int]] = (),
) -> Fund:
    """Set the competition's fund and its planned lines (label, fen); what was there before is replaced.

    `basis` names the document the amount or rate rests on; the program claims no law of its own.
    Raises Refusal with all of: fund_amount_or_payroll, fund_out_of_range, rate_above_one, line_label_missing,
    line_label_too_long, and fund_overplanned (over, amount: in yuan) when the lines alone exceed the fund.
    """
    faults = [*_amount_faults(amount_fen, payroll_fen, rate_ppm), *_line_faults(lines)]
    if faults:
        raise Refusal(*faults)
    fund = _fund(act, competition) or Fund(competition_id=competition.id)
    fund.basis, fund.amount_fen = basis.strip(), amount_fen
    fund.payroll_fen, fund.rate_ppm = payroll_fen, rate_ppm
    planned = rule.balance(available_fen(fund), [rule.FundLine(label, Fen(fen)) for label, fen in lines])
    if planned.faults:
        raise Refusal(*(Fault(fault.code, fault.params, where="lines") for fault in planned.faults))
    fund.lines = [FundLine(label=label.strip(), fen=fen) for label, fen in lines]
    act.session.add(fund)
    act.session.flush()
    audit.record(
        act, "fund_set", competition, available=available_fen(fund), planned=planned.planned, lines=len(fund.lines)
    )
    return fund


def standing(act: Act, competition: Competition) -> FundStanding:
    """What is available, planned and left, with the prizes at what the rules allow at most.

    Shares count the entries of each group; a prize by number counts in full for each group, also before entries.
    Faults: fund_overspent (over, amount: in yuan) when lines and prizes together exceed the fund.
    """
    fund = _fund(act, competition)
    prizes = tuple(_prize_costs(act, competition))
    lines = tuple(fund.lines) if fund else ()
    planned, cost = sum(line.fen for line in lines), sum(prize.fen for prize in prizes)
    available = available_fen(fund) if fund else None
    left = None if available is None else Fen(available - planned - cost)
    faults: tuple[Fault, ...] = ()
    if available is not None and left is not None and left < 0:
        faults = (Fault("fund_overspent", {"over": format_money(-left), "amount": format_money(available)}),)
    return FundStanding(fund, available, lines, prizes, Fen(planned), Fen(cost), left, faults)


def prize_seats(rulebook: Rulebook, entries: Counter[str]) -> dict[str, int]:
    """How many prizes of each tier the rules allow, summed over the groups; `entries` counts each group's entries."""
    merged = merge_groups(rulebook.groups, entries, rulebook.merging)
    for step in merged.steps:
        entries = entries - Counter({step.group: step.entries}) + Counter({step.into: step.entries})
    gone = {step.group for step in merged.steps}
    groups = [group.code for group in rulebook.groups if group.code not in gone] or [""]
    offered: Counter[str] = Counter()
    for group in groups:
        for prize, count in zip(rulebook.awards.prizes, seats(rulebook.awards, entries[group]), strict=True):
            offered[prize.name] += count
    return dict(offered)


def _prize_costs(act: Act, competition: Competition) -> Iterable[PrizeCost]:
    """The contests with prizes in order; four queries however many contests there are."""
    chosen = select(Contest).where(Contest.competition_id == competition.id).order_by(Contest.position, Contest.id)
    contests = list(act.session.scalars(chosen))
    rulebooks = _rulebooks(act, contests)
    entries = _entries_by_group(act, rulebooks)
    for contest in contests:
        rulebook = rulebooks.get(contest.id)
        if rulebook is None or not rulebook.awards.prizes:
            continue
        offered = prize_seats(rulebook, entries[contest.id])
        cost = sum(offered[prize.name] * prize.value for prize in rulebook.awards.prizes)
        yield PrizeCost(contest, sum(offered.values()), Fen(cost))


def _rulebooks(act: Act, contests: Sequence[Contest]) -> dict[int, Rulebook]:
    """Each contest's rules: those in force, else the draft."""
    chosen = select(RulebookVersion).where(
        RulebookVersion.contest_id.in_([contest.id for contest in contests]),
        RulebookVersion.state.in_(("frozen", "draft")),
    )
    found = sorted(act.session.scalars(chosen), key=lambda version: (version.state == "frozen", version.number))
    return {version.contest_id: read(version.document) for version in found}


def _entries_by_group(act: Act, rulebooks: dict[int, Rulebook]) -> dict[int, Counter[str]]:
    """How many entries each group of each contest has; before closing, by the rules at hand."""
    chosen = (
        select(Entry)
        .where(Entry.contest_id.in_(list(rulebooks)), Entry.state == "entered")
        .options(joinedload(Entry.entrant).joinedload(Entrant.person))
    )
    counts: dict[int, Counter[str]] = {contest_id: Counter() for contest_id in rulebooks}
    for entry in act.session.scalars(chosen):
        group = entry.group_code
        if group is None:
            group = assign_entry(entry, rulebooks[entry.contest_id]).group_code
        if group is not None:
            counts[entry.contest_id][group] += 1
    return counts


def _fund(act: Act, competition: Competition) -> Fund | None:
    chosen = select(Fund).where(Fund.competition_id == competition.id).options(selectinload(Fund.lines))
    return act.session.scalar(chosen)


def _amount_faults(amount: int | None, payroll: int | None, rate: int | None) -> list[Fault]:
    """Exactly one way to say how much there is: the amount, or payroll and rate."""
    if (amount is None) is (payroll is None) or (payroll is None) is not (rate is None):
        return [Fault("fund_amount_or_payroll", where="amount")]
    money = [value for value in (amount, payroll) if value is not None]
    if any(not 0 <= value <= LARGEST_FEN for value in money):
        return [Fault("fund_out_of_range", where="amount")]
    if rate is not None and not 0 <= rate <= MILLION:
        return [Fault("rate_above_one", {"value": f"{rate} ppm"}, where="rate")]
    return []


def _line_faults(lines: Sequence[tuple[str, int]]) -> list[Fault]:
    faults = []
    for at, (label, fen) in enumerate(lines):
        if not label.strip():
            faults.append(Fault("line_label_missing", {"number": at + 1}, where=f"lines-{at}-label"))
        if len(label.strip()) > LONGEST_LABEL:
            faults.append(Fault("line_label_too_long", {"longest": LONGEST_LABEL}, where=f"lines-{at}-label"))
        if not 0 <= fen <= LARGEST_FEN:
            faults.append(Fault("fund_out_of_range", where=f"lines-{at}-money"))
    return faults
