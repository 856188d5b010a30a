"""Ballots as they were handed in, counted box by box; and whether the session was valid at all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from scoring.errors import Fault

VOID = "void"
"""A line with several marks, or one the tellers declared invalid."""
BLANK = "blank"
"""A line left empty: an abstention (弃权)."""


@dataclass(frozen=True, slots=True)
class BallotLine:
    """One mark on one ballot: `grade` is a grade's code, VOID or BLANK.

    Several lines of one ballot for the same entry and item are several marks. A line VOID without an entry voids the
    whole ballot.
    """

    entry: str
    ballot: str
    grade: str
    item: str = ""
    voter_class: str = ""


@dataclass(frozen=True, slots=True)
class BallotCount:
    """So many ballots of a class gave the entry this grade (or VOID, BLANK) on this item."""

    entry: str
    grade: str
    count: int
    item: str = ""
    voter_class: str = ""


@dataclass(frozen=True, slots=True)
class Turnout:
    """应到、实到、发出、收回; None where nobody wrote it down."""

    due: int | None = None
    present: int | None = None
    issued: int | None = None
    returned: int | None = None

    def __add__(self, other: "Turnout") -> "Turnout":
        """Add two classes; what one of them lacks is lacking."""
        return Turnout(
            due=_added(self.due, other.due),
            present=_added(self.present, other.present),
            issued=_added(self.issued, other.issued),
            returned=_added(self.returned, other.returned),
        )


def _added(mine: int | None, theirs: int | None) -> int | None:
    return None if mine is None or theirs is None else mine + theirs


@dataclass(frozen=True, slots=True)
class Boxes:
    """Everything counted: marks by entry, item and class; ballots by entry and class."""

    marks: Mapping[tuple[str, str, str], Mapping[str, int]]
    ballots: Mapping[tuple[str, str], int]

    def of(self, entry: str, item: str, classes: Iterable[str]) -> Counter[str]:
        """Return how often each box was ticked on one item by some classes together."""
        found: Counter[str] = Counter()
        for one in classes:
            found.update(self.marks.get((entry, item, one), {}))
        return found

    def handed_in(self, entry: str, classes: Iterable[str]) -> int:
        """Return how many ballots have a line on the entry."""
        return sum(self.ballots.get((entry, one), 0) for one in classes)


def count_boxes(lines: Sequence[BallotLine], counts: Sequence[BallotCount]) -> Boxes:
    """Return the marks counted: a line with several marks is VOID, and so is every line of a void ballot.

    Lines and counts of one contest add up (paper counted by hand, tablets line by line). A class's ballots are those
    with a line on the entry; of counted ones, the largest sum over the items.
    """
    marks: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    ballots: dict[tuple[str, str], set[str]] = defaultdict(set)
    void = {line.ballot for line in lines if line.grade == VOID and not line.entry}
    ticked: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for line in lines:
        if line.entry:
            ticked[line.ballot, line.entry, line.item, line.voter_class].add(line.grade)
    for (ballot, entry, item, voter_class), grades in ticked.items():
        box = VOID if ballot in void or len(grades) > 1 else next(iter(grades))
        marks[entry, item, voter_class][box] += 1
        ballots[entry, voter_class].add(ballot)
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for count in counts:
        marks[count.entry, count.item, count.voter_class][count.grade] += count.count
        counted[count.entry, count.voter_class][count.item] += count.count
    handed = {key: len(found) for key, found in ballots.items()}
    for key, by_item in counted.items():
        handed[key] = handed.get(key, 0) + max(by_item.values())
    return Boxes(marks, handed)


def turnout_faults(entry: str, turnout: Turnout, handed_in: int, quorum: Fraction, required: bool) -> list[Fault]:
    """Say why the session was not valid for an entry; nothing when it was.

    Codes: turnout_missing; quorum_missed (present, needed, due); turnout_order (with every number known): more ballots
    came back than were issued, and its kin. What nobody wrote down is a fault only where it is `required`.
    """
    faults = []
    due, present = turnout.due, turnout.present
    if required and (due is None or present is None):
        faults.append(Fault("turnout_missing", {"entry": entry}))
    if due is not None and present is not None:
        needed = -(-due * quorum.numerator // quorum.denominator)
        if present < needed:
            faults.append(Fault("quorum_missed", {"entry": entry, "present": present, "needed": needed, "due": due}))
    steps = {
        "due": due,
        "present": present,
        "issued": turnout.issued,
        "returned": turnout.returned,
        "counted": handed_in,
    }
    known = {name: number for name, number in steps.items() if number is not None}
    if any(more < less for more, less in pairwise(known.values())):
        faults.append(Fault("turnout_order", {"entry": entry, **known}))
    return faults
