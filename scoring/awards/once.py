"""一人一奖: one award per person across contests and groups; a freed prize goes to the next in order.

Asked for in the trackers of race software (peers.md 5, derbynet 420). Everybody keeps the prize that the declared order
prefers, and every change against the plain awards is told.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scoring.awards.giving import Giving, award
from scoring.awards.outcome import AwardOutcome, Candidate, Decision
from scoring.errors import Fault
from scoring.rulebook.model import Awards


class Preference(StrEnum):
    """Which of several prizes a person keeps.

    ORDER: that of the contest listed first; TIER: the highest tier, then the contest listed first; VALUE: the dearest,
    then the contest listed first (tiers of one contest are always given from the highest down).
    """

    ORDER = "order"
    TIER = "tier"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Prizegiving:
    """The prizes of one group of one contest: what `award` is given."""

    contest: str
    candidates: tuple[Candidate, ...]
    awards: Awards
    group: str = ""
    decisions: tuple[Decision, ...] = ()
    participants: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What one award per person changed for an entry: the prize it would have had and the one it has.

    `kept_contest` and `kept_prize` name the prize for which it was passed over; empty for who moved up.
    """

    contest: str
    group: str
    entry: str
    before: str | None
    after: str | None
    kept_contest: str = ""
    kept_prize: str = ""


@dataclass(frozen=True, slots=True)
class OnceOutcome:
    """The outcomes in the order of the prizegivings, and every change against the plain awards."""

    outcomes: tuple[AwardOutcome, ...]
    changes: tuple[Change, ...]
    warnings: tuple[Fault, ...] = ()


def one_award_per_person(givings: Sequence[Prizegiving], preference: Preference = Preference.ORDER) -> OnceOutcome:
    """Return the awards when everybody may win once; the order of `givings` is the declared order of contests.

    An entry of several people is passed over as soon as one of them has won. Two equal entries of one person win once,
    the one with the smaller code. A committee's decisions come on top; who wins twice by them is told as a warning
    won_twice (person, number).
    """
    winners: dict[str, tuple[str, str]] = {}
    tables = [
        Giving(one.candidates, one.awards, _participants(one), winners=winners, name=one.contest) for one in givings
    ]
    for at, tier in _slots(givings, preference):
        tables[at].fill(tier)
    outcomes = tuple(table.outcome(one.decisions) for table, one in zip(tables, givings, strict=True))
    changes = tuple(
        change
        for one, table, outcome in zip(givings, tables, outcomes, strict=True)
        for change in _changes(one, table, outcome, winners)
    )
    return OnceOutcome(outcomes, changes, _twice(givings, outcomes))


def _participants(giving: Prizegiving) -> int:
    return len(giving.candidates) if giving.participants is None else giving.participants


def _slots(givings: Sequence[Prizegiving], preference: Preference) -> Iterator[tuple[int, int]]:
    """Return prizegiving and tier in the order in which people keep prizes."""
    todo = {at: 0 for at, giving in enumerate(givings) if giving.awards.prizes}
    while todo:
        at = min(todo, key=lambda at: _rank(givings[at], at, todo[at], preference))
        yield at, todo[at]
        todo[at] += 1
        if todo[at] == len(givings[at].awards.prizes):
            del todo[at]


def _rank(giving: Prizegiving, at: int, tier: int, preference: Preference) -> tuple[int, int]:
    first = {Preference.ORDER: 0, Preference.TIER: tier, Preference.VALUE: -giving.awards.prizes[tier].value}
    return first[preference], at


def _changes(
    giving: Prizegiving, table: Giving, outcome: AwardOutcome, winners: dict[str, tuple[str, str]]
) -> Iterator[Change]:
    """Compare with the plain awards of the same prizegiving, in the order of places."""
    plain = award(giving.candidates, giving.awards, giving.decisions, giving.participants)
    for candidate, before, after in zip(giving.candidates, plain.awards, outcome.awards, strict=True):
        if before.prize != after.prize:
            kept = ("", "")
            if candidate.entry in table.missed:
                kept = next(winners[person] for person in sorted(candidate.people) if person in winners)
            yield Change(giving.contest, giving.group, candidate.entry, before.prize, after.prize, *kept)


def _twice(givings: Sequence[Prizegiving], outcomes: Sequence[AwardOutcome]) -> tuple[Fault, ...]:
    won: dict[str, int] = defaultdict(int)
    for giving, outcome in zip(givings, outcomes, strict=True):
        for candidate, given in zip(giving.candidates, outcome.awards, strict=True):
            for person in candidate.people if given.prize is not None else ():
                won[person] += 1
    return tuple(Fault("won_twice", {"person": p, "number": n}) for p, n in sorted(won.items()) if n > 1)
