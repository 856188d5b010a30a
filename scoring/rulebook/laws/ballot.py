"""Democratic evaluation (民主测评): secret ballots of grades."""

from collections.abc import Sequence
from fractions import Fraction

from scoring.errors import Fault
from scoring.rulebook.balloting import (
    ONLY_LINE,
    TWO_THIRDS,
    WHOLE,
    Ballot,
    BallotItem,
    Basis,
    Grade,
    RankBy,
    SmallClass,
    Threshold,
    VoterClass,
)
from scoring.rulebook.keys import FLAG, RATIO, Key, choice, code, exact, listed, mark, number, text, whole
from scoring.rulebook.laws.law import Law, duplicates
from scoring.rulebook.model import Format, Notice, Rulebook, Wording
from scoring.rulebook.sections import Section
from scoring.tie_keys import FEWEST, GRADE, ITEM, SHARED, UNROUNDED
from scoring.values import Hundredths

RESERVED = ("void", "blank", "due", "present", "issued", "returned")
"""Words of a counted RESULTS file that no grade may have."""
BALLOT_SECTION = Section(
    "ballot",
    (
        Key("quorum", RATIO, TWO_THIRDS),
        Key("turnout_required", FLAG, default=True),
        Key("basis", choice(Basis), Basis.VALID),
        Key("rank_by", choice(RankBy), RankBy.INDEX),
        Key("rank_grades", listed(code()), ()),
        Key("smallest_class", whole(1, 100), 5),
        Key("small_class", choice(SmallClass), SmallClass.MERGE),
        Key("decimals", whole(0, 4), 2),
    ),
    Ballot,
)
GRADES = Section(
    "grades",
    (
        Key("code", code(), "", required=True),
        Key("name", text(60), ""),
        Key("value", mark(0), 0, required=True),
        Key("scale", text(40), ""),
    ),
    Grade,
    many=True,
)
ITEMS = Section(
    "items",
    (
        Key("code", code(), "", required=True),
        Key("name", text(60), ""),
        Key("weight", exact(0, 100), Fraction(0), required=True),
        Key("scale", text(40), ""),
    ),
    BallotItem,
    many=True,
)
CLASSES = Section(
    "classes",
    (
        Key("code", code(), "", required=True),
        Key("name", text(60), ""),
        Key("weight", exact(0, 100), Fraction(0), required=True),
    ),
    VoterClass,
    field="voter_classes",
    many=True,
)
THRESHOLDS = Section(
    "thresholds",
    (
        Key("name", text(60), "", required=True),
        Key("grades", listed(code()), (), required=True),
        Key("item", text(40), ""),
        Key("at_least", RATIO),
        Key("below", RATIO),
        Key("weighted", FLAG, default=False),
    ),
    Threshold,
    many=True,
)


def items_of(rulebook: Rulebook) -> tuple[BallotItem, ...]:
    """Return the lines of the ballot; without items there is one nameless line."""
    return rulebook.items or (ONLY_LINE,)


def _check(rulebook: Rulebook) -> list[Fault]:
    """Check grades, weights and consequences."""
    grades, items, classes = rulebook.grades, rulebook.items, rulebook.voter_classes
    faults = duplicates((grade.code for grade in grades), "grades")
    faults += duplicates((item.code for item in items), "items")
    faults += duplicates((one.code for one in classes), "classes")
    faults += duplicates((one.name for one in rulebook.thresholds), "thresholds")
    faults += [
        Fault("grade_reserved", {"grade": grade.code}, where=f"grades[{line}].code")
        for line, grade in enumerate(grades, 1)
        if grade.code in RESERVED
    ]
    for where, weights in (("items", [one.weight for one in items]), ("classes", [one.weight for one in classes])):
        if weights and sum(weights) != WHOLE:
            faults.append(Fault("weights_total", {"sum": str(number(sum(weights, Fraction(0))))}, where=where))
    scales = {grade.scale for grade in grades}
    faults += [
        Fault("scale_without_grades", {"item": item.code, "scale": item.scale}, where="items" if items else "grades")
        for item in items_of(rulebook)
        if item.scale not in scales
    ]
    return faults + _rank_faults(rulebook) + _threshold_faults(rulebook)


def _rank_faults(rulebook: Rulebook) -> list[Fault]:
    ballot = rulebook.ballot
    if ballot is None:
        return []
    if (ballot.rank_by is RankBy.SHARE) is not bool(ballot.rank_grades):
        return [Fault("rank_grades_missing", where="ballot.rank_grades")]
    return _unknown_grades(ballot.rank_grades, items_of(rulebook)[0], rulebook, "ballot.rank_grades")


def _threshold_faults(rulebook: Rulebook) -> list[Fault]:
    faults = []
    items = {item.code: item for item in items_of(rulebook)}
    for line, one in enumerate(rulebook.thresholds, 1):
        where = f"thresholds[{line}]"
        item = items.get(one.item) if one.item else items_of(rulebook)[0]
        if item is None:
            faults.append(Fault("item_unknown", {"item": one.item}, where=f"{where}.item"))
        else:
            faults += _unknown_grades(one.grades, item, rulebook, f"{where}.grades")
        if (one.at_least is None) is (one.below is None):
            faults.append(Fault("threshold_one_limit", {"name": one.name}, where=where))
    return faults


def _unknown_grades(grades: Sequence[str], item: BallotItem, rulebook: Rulebook, where: str) -> list[Fault]:
    known = {grade.code for grade in rulebook.grades if grade.scale == item.scale}
    return [Fault("grade_unknown", {"grade": grade}, where=where) for grade in grades if grade not in known]


def _grade_ties(rulebook: Rulebook) -> list[str]:
    first = items_of(rulebook)[0].scale
    return [GRADE + grade.code for grade in rulebook.grades if grade.scale == first]


def _ties(rulebook: Rulebook) -> list[str]:
    more = _grade_ties(rulebook)
    fewer = [FEWEST + key.removeprefix(GRADE) for key in more]
    return [*more, *fewer, *(ITEM + item.code for item in rulebook.items), UNROUNDED, SHARED]


def _highest(rulebook: Rulebook) -> Hundredths | None:
    if rulebook.ballot is None or rulebook.ballot.rank_by is RankBy.SHARE:
        return Hundredths(10_000)
    return Hundredths(max((grade.value for grade in rulebook.grades), default=0))


BALLOT = Law(
    format=Format.BALLOT,
    sections=(BALLOT_SECTION, GRADES, ITEMS, CLASSES, THRESHOLDS),
    required=("ballot",),
    check=_check,
    ties=_ties,
    usual_ties=lambda rulebook: _grade_ties(rulebook)[:1],
    notice=Notice(days=5),
    certificate=Wording.TITLE,
    highest_score=_highest,
    columns=lambda rulebook: ("valid", "void", "blank", *(("flags",) if rulebook.thresholds else ())),
)
