"""Races (径赛、徒步、跑步机): a time or a distance."""

from fractions import Fraction
from typing import Any

from scoring.errors import Fault
from scoring.rulebook.keys import EXACT, Key, choice, whole
from scoring.rulebook.laws.law import Law
from scoring.rulebook.model import Format, Notice, Rulebook, Wording
from scoring.rulebook.racing import Better, Measure, Race, RaceRounding
from scoring.rulebook.sections import Section, Values
from scoring.tie_keys import RACE_TIES
from scoring.values import Metres, Millis

TIME_PRECISIONS = (1, 10, 100, 1000)
"""Milliseconds: thousandths to whole seconds."""
COARSEST_DISTANCE = 1000
NOT_ALLOWED = Metres(0)
"""Stands for a precision that no unit can express; `check` refuses it."""


def _build(**values: Any) -> Race:
    """Fill what depends on the measure: times go up to 0.1 s, distances down to the metre (practice.md 3.6)."""
    timed = values["measure"] is Measure.TIME
    values["better"] = values["better"] or (Better.LOWER if timed else Better.HIGHER)
    values["rounding"] = values["rounding"] or (RaceRounding.UP if timed else RaceRounding.DOWN)
    return Race(**{**values, "precision": _precision(values["precision"], timed)})


def _precision(written: Fraction | None, timed: bool) -> Millis | Metres:
    """Return the precision in milliseconds or metres; it is written in seconds or metres."""
    if written is None:
        return Millis(100) if timed else Metres(1)
    units = written * 1000 if timed else written
    return Metres(int(units)) if units.denominator == 1 else NOT_ALLOWED


def _values(section: Section, race: Race) -> Values:
    values = {key.name: getattr(race, key.attribute) for key in section.keys}
    return {**values, "precision": Fraction(race.precision, 1000 if race.measure is Measure.TIME else 1)}


SECTION = Section(
    "race",
    (
        Key("measure", choice(Measure), Measure.TIME, required=True),
        Key("better", choice(Better)),
        Key("precision", EXACT),
        Key("rounding", choice(RaceRounding)),
        Key("distance_metres", whole(1, 1_000_000)),
        Key("duration_minutes", whole(1, 10_000)),
        Key("cut_off_minutes", whole(1, 10_000)),
    ),
    _build,
    values=_values,
)


def _check(rulebook: Rulebook) -> list[Fault]:
    race = rulebook.race
    if race is None:
        return []
    timed = race.measure is Measure.TIME
    allowed = race.precision in TIME_PRECISIONS if timed else 1 <= race.precision <= COARSEST_DISTANCE
    return [] if allowed else [Fault("precision_not_allowed", {"measure": race.measure.value}, "race.precision")]


RACE = Law(
    format=Format.RACE,
    sections=(SECTION,),
    required=("race",),
    check=_check,
    ties=lambda rulebook: RACE_TIES,
    usual_ties=lambda rulebook: (),
    notice=Notice(minutes=30),
    certificate=Wording.PLACE,
)
