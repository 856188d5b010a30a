"""评选: who may stand (conditions, 一票否决) and what the votes say (practice.md 4.5).

>>> from scoring.rulebook.nominating import Condition
>>> years = Condition("years", "在岗年限", least=Fraction(3))
>>> meets(years, Fraction(5)), meets(years, Fraction(2)), meets(Condition("member"), Fraction(1))
(True, False, True)
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.errors import Fault
from scoring.judged.score import PanelScore
from scoring.people import Entry
from scoring.rulebook.model import Rulebook
from scoring.rulebook.nominating import Condition, Nomination, Vote, VoteBasis
from scoring.values import format_fraction

Answer = Fraction | str
"""What a review found: a number (yes is 1, no is 0), or a word."""


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    """What the review wrote of one condition or veto of one nominee; `reason` is for the record (依据)."""

    entry: str
    item: str
    answer: Answer
    reason: str = ""


@dataclass(frozen=True, slots=True)
class VoteCount:
    """So many votes in favour of one nominee."""

    entry: str
    vote: str
    votes: int


@dataclass(frozen=True, slots=True)
class VoteSession:
    """Who was due at a vote (应到) and present (实到); None where nobody wrote it down."""

    due: int | None = None
    present: int | None = None


class Verdict(StrEnum):
    """What became of one condition, veto or vote; a vote that needs no share is only counted."""

    PASSED = "passed"
    COUNTED = "counted"
    FAILED = "failed"
    MISSING = "missing"


class Item(StrEnum):
    """What was reviewed."""

    CONDITION = "condition"
    VETO = "veto"
    VOTE = "vote"


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition, veto or vote of one nominee; `plain` answers are yes or no. `votes` of `voters` were in favour."""

    item: Item
    code: str
    verdict: Verdict
    answer: Answer | None = None
    reason: str = ""
    plain: bool = False
    votes: int | None = None
    voters: int | None = None

    @property
    def share(self) -> Fraction | None:
        """The share of the votes in favour; None for anything but a count in a vote that stands."""
        return Fraction(self.votes, self.voters) if self.votes is not None and self.voters else None


@dataclass(frozen=True, slots=True)
class NominationScore:
    """What one nomination came to: the review and the votes, and the score of the panel with its parts.

    `panel` is None where the review turned the nominee away before any mark counted.
    """

    entry: str
    findings: tuple[Finding, ...]
    panel: PanelScore | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def missing(self) -> Finding | None:
        """The first thing that must be known and isn't."""
        return next((one for one in self.findings if one.verdict is Verdict.MISSING), None)

    def failed(self, item: Item) -> tuple[Finding, ...]:
        """Return the findings of one kind that speak against the nominee."""
        return tuple(one for one in self.findings if one.item is item and one.verdict is Verdict.FAILED)

    @property
    def turned_away(self) -> bool:
        """Did the review find a condition missed or a veto?"""
        return bool(self.failed(Item.CONDITION) or self.failed(Item.VETO))


def meets(condition: Condition, answer: Answer) -> bool:
    """Tell whether an answer fulfils a condition; the limits themselves do."""
    if isinstance(answer, str):
        return answer in condition.any_of
    if not condition.is_number:
        return answer != 0
    above = condition.least is None or answer >= condition.least
    return above and (condition.most is None or answer <= condition.most)


def answer_text(found: Finding) -> str:
    """Return a number or word as it was written; a plain yes or no says nothing beside the verdict."""
    if isinstance(found.answer, str):
        return found.answer
    return "" if found.answer is None or found.plain else format_fraction(found.answer)


class Review:
    """All checks and votes of a contest, sorted to nominees.

    `faults` concern no single review: entry_unknown; item_twice (entry, item); vote_session_missing,
    vote_present_above_due, vote_quorum_missed, vote_choices_exceeded (vote, …); nominated_too_many (department, number,
    most). A vote that does not stand has no `voters`.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        nomination: Nomination,
        entries: Sequence[Entry],
        checks: Sequence[ReviewAnswer],
        votes: Sequence[VoteCount],
        sessions: Mapping[str, VoteSession],
    ) -> None:
        self._rulebook = rulebook
        self._nomination = nomination
        self._sessions = sessions
        self.faults: list[Fault] = []
        known = {entry.code for entry in entries}
        self._checks: dict[tuple[str, str], ReviewAnswer] = {}
        for check in sorted(checks, key=lambda one: (one.entry, one.item, str(one.answer), one.reason)):
            if self._sound(check.entry, check.item, known, self._checks):
                self._checks[check.entry, check.item] = check
        self._votes: dict[tuple[str, str], int] = {}
        for vote in sorted(votes, key=lambda one: (one.entry, one.vote, one.votes)):
            if self._sound(vote.entry, vote.vote, known, self._votes):
                self._votes[vote.entry, vote.vote] = vote.votes
        self.voters: dict[str, int] = {}
        for one in rulebook.votes:
            self._open(one)
        self.faults += _quota_faults(nomination, entries)

    def _sound(self, entry: str, item: str, known: set[str], found: Container[tuple[str, str]]) -> bool:
        if entry not in known:
            self.faults.append(Fault("entry_unknown", {"entry": entry}))
        elif (entry, item) in found:
            self.faults.append(Fault("item_twice", {"entry": entry, "item": item}))
        return entry in known and (entry, item) not in found

    def _open(self, vote: Vote) -> None:
        """Take in who was at a vote, or tell why it does not stand: unknown, too few, or more names than allowed."""
        session = self._sessions.get(vote.code, VoteSession())
        due, present = session.due, session.present
        if due is None or present is None:
            self.faults.append(Fault("vote_session_missing", {"vote": vote.code}))
            return
        needed = -(-due * vote.quorum.numerator // vote.quorum.denominator)
        cast = sum(votes for (_, code), votes in self._votes.items() if code == vote.code)
        most = cast if vote.choices is None else present * vote.choices
        if present > due:
            self.faults.append(Fault("vote_present_above_due", {"vote": vote.code, "due": due, "present": present}))
        elif present < max(needed, 1):
            counts = {"due": due, "present": present, "needed": max(needed, 1)}
            self.faults.append(Fault("vote_quorum_missed", {"vote": vote.code, **counts}))
        elif cast > most:
            self.faults.append(Fault("vote_choices_exceeded", {"vote": vote.code, "votes": cast, "most": most}))
        else:
            self.voters[vote.code] = due if vote.basis is VoteBasis.DUE else present

    def votes(self, entry: str) -> Mapping[str, int]:
        """Return the votes in favour of a nominee in votes that stand, as far as they can be true."""
        return {
            code: votes
            for code in self.voters
            if (votes := self._votes.get((entry, code))) is not None and not self._too_many(entry, code)
        }

    def of(self, entry: str) -> NominationScore:
        """Return the review of a nominee, without a score.

        What must be written and isn't is condition_missing, veto_missing or vote_missing (entry, item); more votes
        than people were there are votes_above_present (entry, vote, votes, present). Who was turned away needs no
        votes, and of a vote that does not stand nothing is said here.
        """
        review = [self._checked(Item.CONDITION, entry, one.code, one) for one in self._rulebook.conditions]
        review += [self._checked(Item.VETO, entry, one.code) for one in self._rulebook.vetoes]
        away = any(one.verdict is Verdict.FAILED for one in review)
        votes = [] if away else [self._vote(one, entry) for one in self._rulebook.votes]
        missing = [one for one in (*review, *votes) if one.verdict is Verdict.MISSING and not away]
        faults = [
            Fault(f"{one.item.value}_missing", {"entry": entry, "item": one.code})
            for one in missing
            if one.item is not Item.VOTE or (one.code in self.voters and one.votes is None)
        ]
        faults += [fault for code in self.voters for fault in self._too_many(entry, code)]
        return NominationScore(entry, (*review, *votes), None, tuple(faults))

    def _checked(self, item: Item, entry: str, code: str, condition: Condition | None = None) -> Finding:
        check = self._checks.get((entry, code))
        if check is None:
            fine = self._nomination.exceptions_only
            return Finding(item, code, Verdict.PASSED if fine else Verdict.MISSING)
        passed = check.answer == 0 if condition is None else meets(condition, check.answer)
        plain = condition is None or not (condition.is_number or condition.any_of)
        return Finding(item, code, Verdict.PASSED if passed else Verdict.FAILED, check.answer, check.reason, plain)

    def _vote(self, vote: Vote, entry: str) -> Finding:
        votes, voters = self._votes.get((entry, vote.code)), self.voters.get(vote.code)
        if votes is None or voters is None or self._too_many(entry, vote.code):
            return Finding(Item.VOTE, vote.code, Verdict.MISSING, votes=votes, voters=voters)
        passed = Verdict.PASSED if vote.needs_share else Verdict.COUNTED
        verdict = passed if vote.carries(Fraction(votes, voters)) else Verdict.FAILED
        return Finding(Item.VOTE, vote.code, verdict, votes=votes, voters=voters)

    def _too_many(self, entry: str, code: str) -> list[Fault]:
        """Tell of more votes in favour than people present."""
        votes, present = self._votes.get((entry, code), 0), self._sessions[code].present or 0
        if votes <= present:
            return []
        return [Fault("votes_above_present", {"entry": entry, "vote": code, "votes": votes, "present": present})]


def _quota_faults(nomination: Nomination, entries: Sequence[Entry]) -> list[Fault]:
    """Name the departments that nominated more than they may: they must withdraw, nobody else chooses for them."""
    most = nomination.most_nominated
    if most is None:
        return []
    counts = Counter(entry.department for entry in entries if entry.department)
    return [
        Fault("nominated_too_many", {"department": department, "number": number, "most": most})
        for department, number in sorted(counts.items())
        if number > most
    ]
