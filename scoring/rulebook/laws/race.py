"""Races (径赛、徒步、跑步机): a time or a distance."""

from fractions import Fraction
from typing import Any

from scoring.errors import Fault, RuleFaults
from scoring.rulebook.keys import EXACT, FLAG, Key, choice, whole
from scoring.rulebook.laws.law import Law
from scoring.rulebook.laws.shared import ROUND_SECTIONS, round_faults
from scoring.rulebook.model import Format, Notice, Rulebook, Wording
from scoring.rulebook.racing import AdvanceTies, Agreed, Better, Measure, Race, RaceRounding, Timing, Unit
from scoring.rulebook.rounds import Combine
from scoring.rulebook.sections import Section, Values
from scoring.tie_keys import COUNT_BACK, HEIGHT_TIES, RACE_TIES, ROUND
from scoring.values import Metres, Millis, parse_metres

TIME_PRECISIONS = (1, 10, 100, 1000)
"""Milliseconds: thousandths to whole seconds."""
COARSEST_METRES = 1000
NOT_ALLOWED = Metres(0)
"""Stands for a quantity that no unit can express; `check` refuses it."""
LAPS = {True: "lap_seconds", False: "lap_metres"}
"""What a penalty lap costs, by whether a time is measured."""


def _build(**values: Any) -> Race:
    """Fill what depends on the measure: times go up to 0.1 s, distances down to their unit (practice.md 3.6).

    A lap's cost for the other measure is kept as a quantity that `check` refuses.
    """
    timed = values["measure"] is Measure.TIME
    values["better"] = values["better"] or (Better.LOWER if timed else Better.HIGHER)
    values["rounding"] = values["rounding"] or (RaceRounding.UP if timed else RaceRounding.DOWN)
    laps = {name: values.pop(name) for name in LAPS.values()}
    scale = Race(measure=values["measure"], unit=values["unit"]).scale
    foreign = laps[LAPS[not timed]] is not None
    units = {name: _units(values[name], scale) for name in ("precision", "tolerance")}
    usual = Millis(100) if timed else Metres(1)
    return Race(
        **{
            **values,
            "precision": usual if units["precision"] is None else units["precision"],
            "tolerance": units["tolerance"],
            "lap": NOT_ALLOWED if foreign else _units(laps[LAPS[timed]], scale),
        }
    )


def _units(written: Fraction | None, scale: int) -> Metres | None:
    """Return a quantity in units of a reading; it is written in seconds or metres."""
    if written is None:
        return None
    units = written * scale
    return Metres(int(units)) if units.denominator == 1 else NOT_ALLOWED


def _values(section: Section, race: Race) -> Values:
    lap = LAPS[race.timed]
    values = {key.name: None if key.name in LAPS.values() else getattr(race, key.attribute) for key in section.keys}
    quantities = {"precision": race.precision, "tolerance": race.tolerance, lap: race.lap}
    return {**values, **{name: None if q is None else Fraction(q, race.scale) for name, q in quantities.items()}}


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
        Key("unit", choice(Unit), Unit.METRE, quiet=True),
        Key("timing", choice(Timing), Timing.SINGLE, quiet=True),
        Key("tolerance", EXACT, quiet=True),
        Key("agreed", choice(Agreed), Agreed.MEAN, quiet=True),
        Key("lap_seconds", EXACT, quiet=True),
        Key("lap_metres", EXACT, quiet=True),
        Key("advance_ties", choice(AdvanceTies), AdvanceTies.ALL, quiet=True),
        Key("heights", FLAG, default=False, quiet=True),
    ),
    _build,
    values=_values,
)


def _check(rulebook: Rulebook) -> list[Fault]:
    """Check quantities and rounds.

    Codes: precision_not_allowed, quantity_not_allowed (tolerance, laps), tolerance_missing (readers need one),
    watches_without_time, unit_without_distance, rounds_places_not_raced, those of heights and of `round_faults`.
    """
    race = rulebook.race
    if race is None:
        return []
    faults = (
        [] if _precise(race) else [Fault("precision_not_allowed", {"measure": race.measure.value}, _at("precision"))]
    )
    lap = LAPS[race.timed]
    faults += [
        Fault("quantity_not_allowed", where=_at(name))
        for name, quantity in (("tolerance", race.tolerance), (lap, race.lap))
        if quantity is not None and quantity <= 0
    ]
    if race.timing is Timing.READERS and race.tolerance is None:
        faults.append(Fault("tolerance_missing", where=_at("tolerance")))
    if race.timing is Timing.WATCHES and not race.timed:
        faults.append(Fault("watches_without_time", where=_at("timing")))
    if race.unit is not Unit.METRE and race.timed:
        faults.append(Fault("unit_without_distance", where=_at("unit")))
    if rulebook.rounds is not None and rulebook.rounds.combine is Combine.PLACES:
        faults.append(Fault("rounds_places_not_raced", where="rounds.combine"))
    faults += _height_faults(rulebook, race)
    return faults + round_faults(rulebook, higher=race.better is Better.HIGHER)


def _height_faults(rulebook: Rulebook, race: Race) -> list[Fault]:
    """Heights are distances read once each, the best counts: heights_measure, heights_rounds, height_code (height)."""
    if not race.heights:
        return []
    faults = []
    if race.timed or race.timing is not Timing.SINGLE or race.better is Better.LOWER:
        faults.append(Fault("heights_measure", where=_at("heights")))
    rounds = rulebook.rounds
    if rounds is None or rounds.combine is not Combine.BEST or rounds.best != 1:
        faults.append(Fault("heights_rounds", where="rounds.combine"))
    strange = [one.code for one in rulebook.round_list if not _is_height(one.code, race)]
    return faults + [Fault("height_code", {"height": code}, where="rounds.list") for code in strange]


def _is_height(code: str, race: Race) -> bool:
    try:
        return parse_metres(code, 2 if race.unit is Unit.CENTIMETRE else 0) > 0
    except RuleFaults:
        return False


def _at(key: str) -> str:
    return f"race.{key}"


def _precise(race: Race) -> bool:
    return race.precision in TIME_PRECISIONS if race.timed else 1 <= race.precision <= COARSEST_METRES * race.scale


def _ties(rulebook: Rulebook) -> tuple[str, ...]:
    """Return all keys of the chain; a count-back and the result of one round need several rounds."""
    if rulebook.rounds is None:
        return RACE_TIES
    if rulebook.race is not None and rulebook.race.heights:
        return (*HEIGHT_TIES, *RACE_TIES)
    return (COUNT_BACK, *(ROUND + one.code for one in rulebook.round_list), *RACE_TIES)


RACE = Law(
    format=Format.RACE,
    sections=(SECTION, *ROUND_SECTIONS),
    required=("race",),
    check=_check,
    ties=_ties,
    usual_ties=lambda rulebook: HEIGHT_TIES if rulebook.race is not None and rulebook.race.heights else (),
    notice=Notice(minutes=30),
    certificate=Wording.PLACE,
)
