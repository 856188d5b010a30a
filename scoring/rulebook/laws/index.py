"""Vitality index (活力指数): weighted indicators, stars, allowances."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from scoring.errors import Fault
from scoring.rulebook.indexing import (
    NOTHING,
    ONE,
    Allowance,
    Extra,
    Index,
    Indicator,
    Scoring,
    StarBand,
    Step,
    VetoEffect,
)
from scoring.rulebook.keys import EXACT, Key, choice, code, exact, listed, mark, number, text, whole
from scoring.rulebook.laws.law import Law, duplicates
from scoring.rulebook.laws.shared import VETOES
from scoring.rulebook.model import Format, Notice, Rulebook, Wording
from scoring.rulebook.sections import Section, lines
from scoring.tie_keys import BASE, INDICATOR, SHARED, UNROUNDED
from scoring.values import Hundredths

HUNDRED = Fraction(100)
"""Weights of the indicators add up to it."""
MOST = 10_000
"""No points, weights or caps are larger."""
MOST_STARS = 9

INDEX_SECTION = Section(
    "index",
    (
        Key("bonus_cap", exact(0, MOST)),
        Key("deduction_cap", exact(0, MOST)),
        Key("veto", choice(VetoEffect), VetoEffect.OUT),
        Key("rise", whole(0, MOST_STARS)),
        Key("classes", listed(text(40)), ()),
        Key("decimals", whole(0, 4), 2),
    ),
    Index,
)
STEPS = (
    Key("from", EXACT, NOTHING, required=True, field="start"),
    Key("points", exact(0, MOST), NOTHING, required=True),
)
INDICATORS = Section(
    "indicators",
    (
        Key("code", code(), "", required=True),
        Key("name", text(60), ""),
        Key("weight", exact(0, 100), NOTHING, required=True),
        Key("maximum", exact(0, MOST)),
        Key("scoring", choice(Scoring), Scoring.GIVEN),
        Key("zero", EXACT),
        Key("full", EXACT),
        Key("steps", lines(STEPS, Step), ()),
    ),
    Indicator,
    many=True,
)
EXTRA_KEYS = (
    Key("code", code(), "", required=True),
    Key("name", text(60), ""),
    Key("each", exact(0, MOST), ONE),
    Key("maximum", exact(0, MOST)),
)
BONUSES = Section("bonuses", EXTRA_KEYS, Extra, many=True)
DEDUCTIONS = Section("deductions", EXTRA_KEYS, Extra, many=True)
STARS = Section(
    "stars",
    (
        Key("stars", whole(1, MOST_STARS), 1, required=True),
        Key("floor", mark(0), 0, required=True),
        Key("name", text(30), ""),
    ),
    StarBand,
    many=True,
)
ALLOWANCES = Section(
    "allowances",
    (
        Key("stars", whole(0, MOST_STARS), 0, required=True),
        Key("size", whole(0, 10_000_000), 0),
        Key("value_fen", whole(0, 1_000_000_000), 0, required=True, field="value"),
    ),
    Allowance,
    many=True,
)


def _check(rulebook: Rulebook) -> list[Fault]:
    """Check codes, weights, the way each value is scored, and that more marks never mean fewer stars."""
    indicators = rulebook.indicators
    lists = (indicators, rulebook.bonuses, rulebook.deductions, rulebook.vetoes)
    faults = duplicates((one.code for found in lists for one in found), "indicators")
    added = sum((one.weight for one in indicators), NOTHING)
    if added != HUNDRED:
        faults.append(Fault("weights_total", {"sum": str(number(added))}, where="indicators"))
    for line, indicator in enumerate(indicators, 1):
        faults += _scoring_faults(indicator, f"indicators[{line}]")
    bands = [(one.stars, one.floor) for one in rulebook.stars]
    if any(not (more > less and high > low) for (more, high), (less, low) in pairwise(bands)):
        faults.append(Fault("stars_out_of_order", where="stars"))
    given = {0, *(one.stars for one in rulebook.stars)}
    faults += [
        Fault("allowance_stars_unknown", {"stars": one.stars}, where=f"allowances[{line}].stars")
        for line, one in enumerate(rulebook.allowances, 1)
        if one.stars not in given
    ]
    return faults + duplicates((f"{one.stars}/{one.size}" for one in rulebook.allowances), "allowances")


def _scoring_faults(indicator: Indicator, where: str) -> list[Fault]:
    """Say what a way of scoring lacks, or has too much of."""
    params = {"indicator": indicator.code}
    linear = indicator.zero is not None or indicator.full is not None
    complete = indicator.zero is not None and indicator.full is not None and indicator.zero != indicator.full
    wanted = {
        Scoring.GIVEN: not linear and not indicator.steps,
        Scoring.LINEAR: complete and not indicator.steps,
        Scoring.STEPS: bool(indicator.steps) and not linear,
    }[indicator.scoring]
    if not wanted:
        return [Fault("scoring_keys", {**params, "scoring": indicator.scoring.value}, where=where)]
    if indicator.top <= 0:
        return [Fault("indicator_worth_nothing", params, where=where)]
    starts = [step.start for step in indicator.steps]
    if starts != sorted(set(starts)):
        return [Fault("steps_out_of_order", params, where=f"{where}.steps")]
    if any(step.points > indicator.top for step in indicator.steps):
        return [Fault("steps_above_maximum", params, where=f"{where}.steps")]
    return []


def _highest(rulebook: Rulebook) -> Hundredths | None:
    """A hundred and the bonus; without a cap any score can be reached that a key can say."""
    index = rulebook.index
    bonus = MOST if index is None or (index.bonus_cap is None and rulebook.bonuses) else index.bonus_cap or 0
    return Hundredths(int((HUNDRED + bonus) * 100))


def _ties(rulebook: Rulebook) -> Sequence[str]:
    return [*(INDICATOR + one.code for one in rulebook.indicators), BASE, UNROUNDED, SHARED]


def _columns(rulebook: Rulebook) -> tuple[str, ...]:
    """Return stars, allowance and vetoes where the rules have them."""
    named = (("stars", rulebook.stars), ("allowance", rulebook.allowances), ("veto", rulebook.vetoes))
    return tuple(name for name, found in named if found)


INDEX = Law(
    format=Format.INDEX,
    sections=(INDEX_SECTION, INDICATORS, BONUSES, DEDUCTIONS, VETOES, STARS, ALLOWANCES),
    required=("index",),
    check=_check,
    ties=_ties,
    usual_ties=lambda rulebook: (BASE,),
    notice=Notice(days=5),
    certificate=Wording.TITLE,
    highest_score=_highest,
    columns=_columns,
    counts=lambda rulebook: ("stars", "size"),
)
