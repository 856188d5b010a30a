"""Giving the prizes of one group, tier by tier, in the order of places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from scoring.awards.outcome import Award, AwardOutcome, Candidate, Decision, DecisionKind, Tier
from scoring.awards.quotas import most_winners, seats
from scoring.errors import Fault
from scoring.rulebook.model import Awards, Prize, TieAtCut

Tie = list[Candidate]
"""Entries that are equal; an entry alone is a tie of one."""


def award(
    candidates: Sequence[Candidate],
    awards: Awards,
    decisions: Sequence[Decision] = (),
    participants: int | None = None,
) -> AwardOutcome:
    """Return everybody's prize; `candidates` stand in order of places and belong to one group.

    A tie across the end of a tier goes up whole (`expand`: the next tier has fewer), down whole (`shrink`: the next
    tier has more) or stays open until the committee decides (`committee`, fault prize_needs_committee). An entry below
    a tier's floor falls to the next tier; the prize it leaves stays vacant (奖项可空缺, practice.md 4.2). A tie that
    would make more winners than are allowed gets nothing, and neither do those behind it. A department that has its
    `most_per_department` is passed over, and the next in order moves up; its equal entries are treated as `tie_at_cut`
    says. `participants` is the base of the prize face; without it everybody placed took part. Decisions come on top
    and are marked. Faults: prize_needs_committee, decision_entry_unknown, decision_prize_unknown.
    """
    giving = Giving(candidates, awards, len(candidates) if participants is None else participants)
    for number in range(len(awards.prizes)):
        giving.fill(number)
    return giving.outcome(decisions)


@dataclass(slots=True)
class Giving:
    """The prizes of one group as they are being given, each tier once and from the highest down.

    `winners` says what each person has already won; it is shared by several contests for one award per person, and
    None where a person may win as often as it comes. `missed` is what a person who had won would have got.
    """

    candidates: Sequence[Candidate]
    awards: Awards
    participants: int
    winners: dict[str, tuple[str, str]] | None = None
    name: str = ""
    missed: dict[str, str] = field(default_factory=dict)
    given: dict[str, Award] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    departments: dict[str, int] = field(default_factory=dict)
    carry: int = 0
    used: int = 0
    closed: bool = False

    @property
    def quotas(self) -> tuple[int, ...]:
        """The prizes on offer."""
        return seats(self.awards, len(self.candidates), self.participants)

    def fill(self, number: int) -> None:
        """Give the prizes of one tier; what a tie at its end adds or takes is carried to the next."""
        prize = self.awards.prizes[number]
        left = self.quotas[number] + self.carry
        self.carry = min(left, 0)
        ties = self._waiting(prize)
        while left > 0 and not self.closed and (tie := next(ties, None)):
            if not _reaches(tie[0], prize):
                self._note("below_floor", tie)
                return
            if self._beyond_cap(tie):
                self._note("cap_reached", tie)
                self.closed = True
            elif len(tie) > left:
                self.carry = self._settle_cut(prize, left, tie)
                return
            else:
                self._give_all(prize, tie)
                left -= len(tie)

    def outcome(self, decisions: Sequence[Decision]) -> AwardOutcome:
        """Return the awards with the committee's decisions on top."""
        by_rule = {c.entry: self._result(c.entry) for c in self.candidates}
        final, faults = _apply(by_rule, decisions, {prize.name for prize in self.awards.prizes})
        tiers = tuple(
            Tier(prize.name, quota, sum(1 for a in by_rule.values() if a.prize == prize.name))
            for prize, quota in zip(self.awards.prizes, self.quotas, strict=True)
        )
        open_ties = [Fault("prize_needs_committee", {"entry": a.entry}) for a in final.values() if a.note == "tie_open"]
        return AwardOutcome(tuple(final.values()), tiers, (*open_ties, *faults))

    def _waiting(self, prize: Prize) -> Iterator[Tie]:
        """Return the ties still without a prize, without people who have won and departments that are full."""
        for _, equal in groupby(self.candidates, key=lambda c: (c.place, c.tied or c.entry)):
            tie = self._of_open_departments(self._who_may_win([c for c in equal if c.entry not in self.given], prize))
            if tie:
                yield tie

    def _who_may_win(self, tie: Tie, prize: Prize) -> Tie:
        if self.winners is None:
            return tie
        free: Tie = []
        seen = set(self.winners)
        for candidate in tie:
            if seen & candidate.people:
                self._note("won_elsewhere", [candidate])
                self.missed.setdefault(candidate.entry, prize.name)
            else:
                free.append(candidate)
                seen |= candidate.people
        return free

    def _of_open_departments(self, tie: Tie) -> Tie:
        """Pass over departments that have their most; equal entries of one that would exceed it go by `tie_at_cut`."""
        most = self.awards.most_per_department
        if most is None:
            return tie
        kept: Tie = []
        for candidate in tie:
            room = most - self.departments.get(candidate.department, 0)
            if candidate.department and room <= 0:
                self._note("department_full", [candidate])
            elif self._exceeds(candidate, tie) and self.awards.tie_at_cut is TieAtCut.SHRINK:
                self._note("tie_shrunk", [candidate])
            else:
                kept.append(candidate)
        return kept

    def _exceeds(self, candidate: Candidate, tie: Tie) -> bool:
        """Tell whether the candidate's department has more equal entries in the tie than prizes left."""
        most = self.awards.most_per_department
        if most is None or not candidate.department:
            return False
        equal = sum(1 for other in tie if other.department == candidate.department)
        return equal > most - self.departments.get(candidate.department, 0)

    def _beyond_cap(self, tie: Tie) -> bool:
        """Tell whether a tie would make too many winners; a committee chooses among it, for some prizes are left."""
        most = most_winners(self.awards, self.participants)
        beyond = most is not None and self.used + len(tie) > most
        return beyond and self.awards.tie_at_cut is not TieAtCut.COMMITTEE

    def _settle_cut(self, prize: Prize, left: int, tie: Tie) -> int:
        """Settle equal entries standing across the end of a tier with `left` prizes; return what is carried on."""
        if self.awards.tie_at_cut is TieAtCut.SHRINK:
            self._note("tie_shrunk", tie)
            return left
        if self.awards.tie_at_cut is TieAtCut.COMMITTEE:
            self._give(None, "", tie, "tie_open")
            self.used += left
        else:
            self._give(prize.name, "rule", tie, "tie_expanded")
        return left - len(tie)

    def _give_all(self, prize: Prize, tie: Tie) -> None:
        """Give the prize to a tie that has room; a department that would have too many makes it a tie at a cut."""
        if not any(self._exceeds(candidate, tie) for candidate in tie):
            self._give(prize.name, "rule", tie)
        elif self.awards.tie_at_cut is TieAtCut.COMMITTEE:
            self._give(None, "", tie, "tie_open")
            self.used += len(tie)
        else:
            self._give(prize.name, "rule", tie, "tie_expanded")

    def _note(self, note: str, tie: Tie) -> None:
        """Remember why somebody missed a higher tier."""
        self.notes |= dict.fromkeys((c.entry for c in tie), note)

    def _give(self, prize: str | None, by: str, tie: Tie, note: str = "") -> None:
        """Record one prize for all of a tie."""
        for candidate in tie:
            reason = note or self.notes.get(candidate.entry, "")
            self.given[candidate.entry] = Award(candidate.entry, prize, by, reason)
            if prize is not None:
                self.used += 1
                self.departments[candidate.department] = self.departments.get(candidate.department, 0) + 1
                if self.winners is not None:
                    self.winners |= dict.fromkeys(candidate.people, (self.name, prize))

    def _result(self, entry: str) -> Award:
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
