"""奖次: who wins which prize tier, by count or share, with floors, ties at the cut and the committee's decisions.

One function for board, page, PDF and certificate, so that they cannot disagree (peers.md 3, item 12).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from math import ceil, floor

from scoring.errors import Fault
from scoring.rulebook.model import Awards, Prize, QuotaRounding, TieAtCut
from scoring.values import Fen, Place, round_half_up


class DecisionKind(StrEnum):
    """What a committee may decide: give a prize (extra, or to settle a tie), or withdraw one."""

    AWARD = "award"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Decision:
    """A committee's decision on one entry, with the number of its minute (评委会合议纪要)."""

    entry: str
    kind: DecisionKind
    minute: str
    prize: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A placed entry; entries with the same `place` and `tied` are equal. `score` is the published one, in marks."""

    entry: str
    place: Place
    tied: bool = False
    score: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """What one entry gets.

    `by` is `rule`, `committee` or "". `note`: "", below_floor (a higher tier was out of reach), tie_expanded,
    tie_shrunk, tie_open (the committee must decide), extra, settled, withdrawn. `minute` names the decision.
    """

    entry: str
    prize: str | None
    by: str = ""
    note: str = ""
    minute: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """How one prize tier came out: prizes on offer by the rule, and prizes given by it."""

    prize: str
    quota: int
    given: int


@dataclass(frozen=True, slots=True)
class PrizeFace:
    """获奖面 of a group: winners among participants, and whether the rulebook's limit is kept."""

    group: str
    winners: int
    participants: int
    within_limit: bool


@dataclass(frozen=True, slots=True)
class AwardOutcome:
    """The awards in the order of the candidates, the tiers, and what is still open."""

    awards: tuple[Award, ...]
    tiers: tuple[Tier, ...]
    faults: tuple[Fault, ...] = ()


def quotas(prizes: Sequence[Prize], entries: int, rounding: QuotaRounding) -> tuple[int, ...]:
    """Return how many prizes of each tier `entries` ranked entries earn.

    >>> from scoring.rulebook.model import Prize
    >>> quotas([Prize("1", share=10), Prize("2", share=20), Prize("3", share=30)], 13, QuotaRounding.CUMULATIVE_HALF_UP)
    (1, 3, 4)

    Cumulative rounding keeps the total exact (practice.md 4.2, with the table).
    """
    seats, percent = [], 0
    for prize in prizes:
        if prize.share is None:
            seats.append(prize.count or 0)
            continue
        before, percent = percent, percent + prize.share
        seats.append(_share_seats(before, percent, entries, rounding))
    return tuple(seats)


def _share_seats(before: int, after: int, entries: int, rounding: QuotaRounding) -> int:
    if rounding is QuotaRounding.EACH_UP:
        return ceil(Fraction((after - before) * entries, 100))
    rounded = floor if rounding is QuotaRounding.CUMULATIVE_FLOOR else _half_up
    return int(rounded(Fraction(after * entries, 100))) - int(rounded(Fraction(before * entries, 100)))


def _half_up(value: Fraction) -> int:
    return int(round_half_up(value, 0))


def award(candidates: Sequence[Candidate], awards: Awards, decisions: Sequence[Decision] = ()) -> AwardOutcome:
    """Return everybody's prize; `candidates` stand in order of places and belong to one group.

    A tie across the end of a tier goes up whole (`expand`: the next tier has fewer), down whole (`shrink`: the next
    tier has more) or stays open until the committee decides (`committee`, fault prize_needs_committee). An entry below
    a tier's floor falls to the next tier; the prize it leaves stays vacant (奖项可空缺, practice.md 4.2). Decisions
    come on top and are marked. Faults: prize_needs_committee, decision_entry_unknown, decision_prize_unknown.
    """
    giving = _Giving(awards.tie_at_cut, {}, {})
    tiers: list[Tier] = []
    carry = 0
    ties = [list(tie) for _, tie in groupby(candidates, key=lambda c: (c.place, c.tied or c.entry))]
    for prize, quota in zip(awards.prizes, quotas(awards.prizes, len(candidates), awards.rounding), strict=True):
        carry = giving.fill(prize, quota + carry, ties)
        tiers.append(Tier(prize.name, quota, sum(1 for a in giving.given.values() if a.prize == prize.name)))
    by_rule = {c.entry: giving.result(c.entry) for c in candidates}
    final, faults = _apply(by_rule, decisions, {prize.name for prize in awards.prizes})
    open_ties = [Fault("prize_needs_committee", {"entry": a.entry}) for a in final.values() if a.note == "tie_open"]
    return AwardOutcome(tuple(final.values()), tuple(tiers), (*open_ties, *faults))


@dataclass(slots=True)
class _Giving:
    """Prizes as they are being given, tier by tier; `notes` remembers why somebody missed a higher tier."""

    at_cut: TieAtCut
    given: dict[str, Award]
    notes: dict[str, str]

    def fill(self, prize: Prize, seats: int, ties: Sequence[Sequence[Candidate]]) -> int:
        """Give the seats of one tier; return what a tie at its end adds to (or takes from) the next tier's seats."""
        left = seats
        for tie in [tie for tie in ties if tie[0].entry not in self.given]:
            if left <= 0:
                break
            if not _reaches(tie[0], prize):
                self.notes |= dict.fromkeys((c.entry for c in tie), "below_floor")
                left = 0
            elif len(tie) > left:
                return self.settle_cut(prize, left, tie)
            else:
                self.give(prize.name, "rule", tie)
                left -= len(tie)
        return min(left, 0)

    def settle_cut(self, prize: Prize, left: int, tie: Sequence[Candidate]) -> int:
        """Settle equal entries standing across the end of a tier with `left` seats."""
        if self.at_cut is TieAtCut.SHRINK:
            self.notes |= dict.fromkeys((c.entry for c in tie), "tie_shrunk")
            return left
        if self.at_cut is TieAtCut.COMMITTEE:
            self.give(None, "", tie, "tie_open")
        else:
            self.give(prize.name, "rule", tie, "tie_expanded")
        return left - len(tie)

    def give(self, prize: str | None, by: str, tie: Sequence[Candidate], note: str = "") -> None:
        """Record one prize for all of a tie."""
        for candidate in tie:
            reason = note or self.notes.get(candidate.entry, "")
            self.given[candidate.entry] = Award(candidate.entry, prize, by, reason)

    def result(self, entry: str) -> Award:
        """Return what the entry got, or nothing with the note why."""
        return self.given.get(entry) or Award(entry, None, note=self.notes.get(entry, ""))


def _reaches(candidate: Candidate, prize: Prize) -> bool:
    return prize.floor is None or candidate.score is None or candidate.score * 100 >= prize.floor


def _apply(
    by_rule: Mapping[str, Award], decisions: Sequence[Decision], names: set[str]
) -> tuple[dict[str, Award], list[Fault]]:
    """Put the committee's decisions on top of what the rule gave; the last decision on an entry counts."""
    final, faults = dict(by_rule), []
    for decision in decisions:
        where = {"entry": decision.entry, "minute": decision.minute}
        if decision.entry not in final:
            faults.append(Fault("decision_entry_unknown", where))
        elif decision.kind is DecisionKind.AWARD and decision.prize not in names:
            faults.append(Fault("decision_prize_unknown", {**where, "prize": decision.prize or ""}))
        else:
            final[decision.entry] = _decided(final[decision.entry], decision)
    return final, faults


def _decided(award: Award, decision: Decision) -> Award:
    withdrawn = decision.kind is DecisionKind.WITHDRAW
    note = "settled" if award.note == "tie_open" else "withdrawn" if withdrawn else "extra"
    prize = None if withdrawn else decision.prize
    return replace(award, prize=prize, by="committee", note=note, minute=decision.minute)


def prize_face(group: str, outcome: AwardOutcome, participants: int, limit: Fraction) -> PrizeFace:
    """Return winners among participants; the limit is the rulebook's `face_limit` (practice.md 4.2, compliance)."""
    winners = sum(1 for a in outcome.awards if a.prize is not None)
    return PrizeFace(group, winners, participants, winners <= limit * participants)


def prize_cost(outcome: AwardOutcome, prizes: Sequence[Prize]) -> Fen:
    """Return what the prizes given cost, in fen."""
    values = {prize.name: prize.value for prize in prizes}
    return Fen(sum(values[a.prize] for a in outcome.awards if a.prize is not None))
