"""The tables of judged contests, key by key (docs/rulebook.md)."""

from collections.abc import Mapping
from fractions import Fraction

from scoring.rulebook.given import Part, Scale
from scoring.rulebook.indexing import Step
from scoring.rulebook.judging import (
    REMAINING_AFTER_TRIM,
    Base,
    Criterion,
    Deductions,
    Difficulty,
    Judging,
    Kept,
    Level,
    Marks,
    Method,
    Rounding,
    RoundingMode,
    Trim,
)
from scoring.rulebook.keys import EXACT, FLAG, Key, choice, code, exact, listed, mark, text, whole
from scoring.rulebook.racing import Better
from scoring.rulebook.sections import Section, Values, lines

LARGEST = 1_000_000
"""No factor, part or difficulty is larger."""
LOWEST_MARK = -100_000
"""Marks may go below zero (grade of execution from -5 to 5), at most to -1,000."""


def _usual_method(tables: Mapping[str, object]) -> Values:
    """Return the method of a rulebook that names none: there is no panel where only given parts are listed."""
    return {"method": Method.NONE} if tables.get("parts") and not tables.get("criteria") else {}


JUDGING = Section(
    "judging",
    (
        Key("method", choice(Method), Method.TRIMMED),
        Key("drop", whole(1, 5), 1),
        Key("trim", choice(Trim), Trim.TOTAL),
        Key("rounding", choice(Rounding), Rounding.END),
        Key("decimals", whole(0, 4), 2),
        Key("minimum_judges", whole(1, 99), 3),
        Key("total", mark(1), 10_000),
        Key("recuse_own_department", FLAG, default=True),
        Key("kept", choice(Kept), quiet=True),
        Key("remaining", whole(1, 99), REMAINING_AFTER_TRIM, quiet=True),
        Key("drop_from", whole(0, 99), 0, quiet=True),
        Key("rounding_mode", choice(RoundingMode), RoundingMode.HALF_UP, quiet=True),
        Key("stage_decimals", whole(0, 6), quiet=True),
        Key("multiplier", exact(-LARGEST, LARGEST), Fraction(1), quiet=True),
        Key("weight", exact(-LARGEST, LARGEST), Fraction(1), quiet=True),
        Key("difficulty", choice(Difficulty), Difficulty.NONE, quiet=True),
        Key("deductions", choice(Deductions), Deductions.POSITIVE, quiet=True),
        Key("minimum_score", exact(-LARGEST, LARGEST), quiet=True),
        Key("zero_is_missing", FLAG, default=False, quiet=True),
        Key("chief_counts", FLAG, default=True, quiet=True),
        Key("remark_above", mark(0), quiet=True),
        Key("marks", choice(Marks), quiet=True),
        Key("values", listed(EXACT), (), quiet=True),
        Key("decay", exact(0, 10), quiet=True),
        Key("value_digits", whole(1, 30), 12, quiet=True),
        Key("base", choice(Base), Base.MEAN, quiet=True),
        Key("coefficient_decimals", whole(2, 6), 4, quiet=True),
        Key("coefficient_without", whole(0, 20), 0, quiet=True),
        Key("random_draw", FLAG, default=False, quiet=True),
        Key("better", choice(Better), Better.HIGHER, quiet=True),
    ),
    Judging,
    usual=_usual_method,
)
LEVELS = (
    Key("name", text(30), "", required=True),
    Key("least", mark(LOWEST_MARK), 0),
    Key("descriptor", text(400, lines=True), ""),
)
CRITERIA = Section(
    "criteria",
    (
        Key("code", code(), "", required=True),
        Key("name", text(60), ""),
        Key("maximum", mark(1), 100, required=True),
        Key("step", mark(1), 50),
        Key("descriptor", text(400, lines=True), ""),
        Key("minimum", mark(LOWEST_MARK), 0, quiet=True),
        Key("scale", mark(1), quiet=True),
        Key("weight", exact(0, LARGEST), Fraction(100), quiet=True),
        Key("factor", exact(0, LARGEST), Fraction(1), quiet=True),
        Key("drop", whole(0, 5), quiet=True),
        Key("levels", lines(LEVELS, Level), (), quiet=True),
    ),
    Criterion,
    many=True,
)
STEPS = (
    Key("from", EXACT, Fraction(0), required=True, field="start"),
    Key("points", exact(-LARGEST, LARGEST), Fraction(0), required=True),
)
PARTS = Section(
    "parts",
    (
        Key("code", code(), "", required=True),
        Key("name", text(60), ""),
        Key("weight", exact(-LARGEST, LARGEST), Fraction(1)),
        Key("maximum", exact(-LARGEST, LARGEST)),
        Key("minimum", exact(-LARGEST, LARGEST), Fraction(0)),
        Key("decimals", whole(0, 6), 3),
        Key("scale", choice(Scale), Scale.AS_IS),
        Key("default", exact(-LARGEST, LARGEST)),
        Key("time", FLAG, default=False, quiet=True),
        Key("times", exact(0, LARGEST), Fraction(1), quiet=True),
        Key("from", exact(-LARGEST, LARGEST), Fraction(0), field="start", quiet=True),
        Key("each", exact(-LARGEST, LARGEST), Fraction(1), quiet=True),
        Key("exponent", exact(0, 10), Fraction(1), quiet=True),
        Key("base", exact(-LARGEST, LARGEST), Fraction(0), quiet=True),
        Key("steps", lines(STEPS, Step), (), quiet=True),
        Key("points_decimals", whole(0, 6), quiet=True),
        Key("points_rounding", choice(RoundingMode), RoundingMode.HALF_UP, quiet=True),
    ),
    Part,
    many=True,
)
