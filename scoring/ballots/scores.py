"""One entry's ballots become shares, an index and consequences."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce

from scoring.ballots.votes import BLANK, VOID, Boxes, Turnout, turnout_faults
from scoring.errors import Fault
from scoring.rulebook.balloting import WHOLE, Ballot, BallotItem, Basis, Grade, RankBy, SmallClass, Threshold
from scoring.rulebook.laws.ballot import items_of
from scoring.rulebook.model import Rulebook
from scoring.values import round_half_up

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class ItemCount:
    """One item counted: boxes by heads, the shares of the grades, and the index (also of each part).

    `shares` go by heads, `weighted` by the classes' weights; they are the same without classes.
    """

    item: BallotItem
    valid: int
    void: int
    blank: int
    counts: Mapping[str, int]
    shares: Mapping[str, Fraction]
    weighted: Mapping[str, Fraction]
    index: Fraction
    by_part: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Classes counted together, with their weight in percent; `hidden` where the ballots are too few."""

    classes: tuple[str, ...]
    weight: Fraction
    ballots: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class BallotScore:
    """What one entry's ballots came to; `exact` is None when a rule isn't met (`faults`).

    `hidden` says that so few ballots were handed in that only the score may be shown. `flags` are the names of the
    consequences reached.
    """

    entry: str
    turnout: Turnout
    ballots: int
    hidden: bool
    parts: tuple[Part, ...]
    items: tuple[ItemCount, ...]
    exact: Fraction | None
    published: Fraction | None
    flags: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def score_entry(
    rulebook: Rulebook, ballot: Ballot, boxes: Boxes, entry: str, turnouts: Mapping[str, Turnout]
) -> BallotScore:
    """Return the score of one entry; `turnouts` are those of its session by class (`""` for all together).

    Faults: those of `turnout_faults`; class_too_small (class, ballots, needed), class_without_votes (class, item),
    base_unknown (class, item).
    """
    parts = _parts(rulebook, ballot, boxes, entry)
    turnout, total = together(turnouts.values()), boxes.handed_in(entry, _classes(rulebook))
    faults = turnout_faults(entry, turnout, total, ballot.quorum, ballot.turnout_required)
    faults += _small_classes(ballot, entry, parts) if rulebook.voter_classes else []
    counting = _Counting(ballot, boxes, entry, turnouts, faults)
    items = [counting.item(item, _scale(rulebook, item), parts) for item in items_of(rulebook)]
    told = tuple(found for found in items if found is not None)
    exact = None if faults else _score(ballot, told)
    return BallotScore(
        entry=entry,
        turnout=turnout,
        ballots=total,
        hidden=total < ballot.smallest_class,
        parts=parts,
        items=told,
        exact=exact,
        published=None if exact is None else round_half_up(exact, ballot.decimals),
        flags=() if exact is None else tuple(one.name for one in rulebook.thresholds if _reached(one, told)),
        faults=tuple(faults),
    )


def _classes(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(one.code for one in rulebook.voter_classes) or ("",)


def _small_classes(ballot: Ballot, entry: str, parts: Sequence[Part]) -> list[Fault]:
    """Say which classes are too small where the rules do not count them together."""
    if ballot.small_class is SmallClass.MERGE:
        return []
    small = [part for part in parts if part.hidden]
    needed = ballot.smallest_class
    return [
        Fault("class_too_small", {"entry": entry, "needed": needed, "class": part.classes[0], "ballots": part.ballots})
        for part in small
    ]


def _scale(rulebook: Rulebook, item: BallotItem) -> tuple[Grade, ...]:
    return tuple(grade for grade in rulebook.grades if grade.scale == item.scale)


def _parts(rulebook: Rulebook, ballot: Ballot, boxes: Boxes, entry: str) -> tuple[Part, ...]:
    """Return the classes as they are counted.

    A class with too few ballots is counted together with the next one (the last with the one before), and its weight
    goes there, until every part is large enough or one is left: so no grade of a small class can be worked out.
    """
    if not rulebook.voter_classes:
        return (_part(ballot, boxes, entry, ("",), WHOLE),)
    parts = [_part(ballot, boxes, entry, (one.code,), one.weight) for one in rulebook.voter_classes]
    while ballot.small_class is SmallClass.MERGE and len(parts) > 1:
        small = next((at for at, part in enumerate(parts) if part.hidden), None)
        if small is None:
            break
        first = min(small, len(parts) - 2)
        one, other = parts[first : first + 2]
        parts[first : first + 2] = [_part(ballot, boxes, entry, one.classes + other.classes, one.weight + other.weight)]
    return tuple(parts)


def _part(ballot: Ballot, boxes: Boxes, entry: str, classes: tuple[str, ...], weight: Fraction) -> Part:
    ballots = boxes.handed_in(entry, classes)
    return Part(classes, weight, ballots, ballots < ballot.smallest_class)


@dataclass(slots=True)
class _Counting:
    """One entry being counted; `faults` grow."""

    ballot: Ballot
    boxes: Boxes
    entry: str
    turnouts: Mapping[str, Turnout]
    faults: list[Fault] = field(default_factory=list)

    def item(self, item: BallotItem, scale: Sequence[Grade], parts: Sequence[Part]) -> ItemCount | None:
        """Count one item in all parts; None when a part has nothing to count."""
        boxes = [self.boxes.of(self.entry, item.code, part.classes) for part in parts]
        bases = [self.base(item, part, found) for part, found in zip(parts, boxes, strict=True)]
        if not all(bases):
            return None
        counted = list(zip(parts, boxes, bases, strict=True))
        shares = [{one.code: Fraction(found[one.code], base) for one in scale} for _, found, base in counted]
        weighted = {
            one.code: sum((p.weight * share[one.code] for p, share in zip(parts, shares, strict=True)), NOTHING) / WHOLE
            for one in scale
        }
        together = sum(boxes, Counter[str]())
        return ItemCount(
            item=item,
            valid=_valid(together),
            void=together[VOID],
            blank=together[BLANK],
            counts={one.code: together[one.code] for one in scale},
            shares={one.code: Fraction(together[one.code], sum(bases)) for one in scale},
            weighted=weighted,
            index=_index(weighted, scale),
            by_part=tuple(_index(share, scale) for share in shares),
        )

    def base(self, item: BallotItem, part: Part, boxes: Counter[str]) -> int:
        """Return what the part's percentages are of; 0 when that isn't known or nobody voted, with a fault."""
        where = {"entry": self.entry, "class": "+".join(part.classes), "item": item.code}
        if not _valid(boxes):
            self.faults.append(Fault("class_without_votes", where))
            return 0
        if self.ballot.basis is Basis.VALID:
            return _valid(boxes)
        turnout = self.turnout(part)
        base = turnout.present if self.ballot.basis is Basis.PRESENT else turnout.returned
        if base is None and self.ballot.basis is Basis.RETURNED:
            base = part.ballots
        if base is None:
            self.faults.append(Fault("base_unknown", where))
        return base or 0

    def turnout(self, part: Part) -> Turnout:
        """Return the part's turnout: that of its classes, or the whole session's when it holds all voters."""
        own = [self.turnouts[one] for one in part.classes if one in self.turnouts]
        if len(own) == len(part.classes):
            return together(own)
        return self.turnouts.get("", Turnout()) if part.weight == WHOLE else Turnout()


def together(turnouts: Collection[Turnout]) -> Turnout:
    """Return the turnout of several classes."""
    return reduce(Turnout.__add__, turnouts) if turnouts else Turnout()


def _valid(boxes: Counter[str]) -> int:
    return boxes.total() - boxes[VOID] - boxes[BLANK]


def _index(shares: Mapping[str, Fraction], scale: Sequence[Grade]) -> Fraction:
    """Return the grades' values averaged by their shares, in marks."""
    return sum((shares[grade.code] * Fraction(grade.value, 100) for grade in scale), NOTHING)


def _score(ballot: Ballot, items: Sequence[ItemCount]) -> Fraction:
    if ballot.rank_by is RankBy.SHARE:
        return 100 * sum((items[0].weighted[grade] for grade in ballot.rank_grades), NOTHING)
    return sum((found.item.weight * found.index for found in items), NOTHING) / WHOLE


def _reached(threshold: Threshold, items: Sequence[ItemCount]) -> bool:
    found = next((one for one in items if one.item.code == threshold.item), items[0])
    shares = found.weighted if threshold.weighted else found.shares
    share = sum((shares[grade] for grade in threshold.grades), NOTHING)
    if threshold.at_least is not None:
        return share >= threshold.at_least
    return threshold.below is not None and share < threshold.below
