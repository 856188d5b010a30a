"""竞赛: readings with status, penalty and reason, round by round; one box for each watch or reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.files.statuses import STATUS_WORDS
from scoring.races import Status
from scoring.rulebook import Rulebook
from scoring.rulebook.model import Race
from scoring.rulebook.racing import Timing, Unit
from scoring.rulebook.rounds import Combine, Round
from web.services.grids.grid import Cells, Column, Grid, Label, pairs, round_label

READERS = ("1", "2", "3")
"""Three watches; of readers the third is asked only when two disagree."""


def grids(rulebook: Rulebook, rounds: Sequence[str]) -> tuple[Grid, ...]:
    """One grid for each round (those the rules list, else `rounds`); attempts and runs stand beside each other."""
    race = rulebook.race
    if race is None:
        return ()
    listed = rulebook.round_list or tuple(Round(code) for code in (rounds if rulebook.rounds else ("",)))
    several = rulebook.rounds is not None and rulebook.rounds.combine is not Combine.LAST
    if several and race.timing is Timing.SINGLE and race.lap is None:
        columns = tuple(Column(_label(one, race), "result", pairs(round=one.code), narrow=False) for one in listed)
        return (Grid((Label(word="result"),), columns, hint="heights" if race.heights else "attempts"),)
    return tuple(_round(rulebook, race, one) for one in listed)


def _label(one: Round, race: Race) -> Label:
    """A height by its metres, any other round by its name or number."""
    return Label(one.code, "height") if race.heights and not one.name else round_label(one)


def _round(rulebook: Rulebook, race: Race, one: Round) -> Grid:
    label = round_label(one) if one.code else Label(word="result")
    single = race.timing is Timing.SINGLE
    columns = _single(one) if single else _readings(race, one)
    beside = pairs(round=one.code, reader="" if single else READERS[0])
    hint = "times" if race.timed else "centimetres" if race.unit is Unit.CENTIMETRE else "metres"
    return Grid((label,), (*columns, *_beside(rulebook, race, one, beside), _reason(one)), hint=hint, round=one.code)


def _single(one: Round) -> Iterable[Column]:
    yield Column(Label(word="result"), "result", pairs(round=one.code), narrow=False)
    yield _status(one, [status for status in STATUS_WORDS if status is not Status.FIN])


def _readings(race: Race, one: Round) -> Iterable[Column]:
    word = "watch" if race.timing is Timing.WATCHES else "reader"
    for reader in READERS:
        yield Column(Label(reader, word), "result", pairs(round=one.code, reader=reader), narrow=False)
    yield _status(one, (Status.DNS, Status.DNF, Status.DQ))


def _status(one: Round, statuses: Iterable[Status]) -> Column:
    choices = tuple((status.value, Label(word=status.value)) for status in statuses)
    return Column(Label(word="status"), "status", pairs(round=one.code), choices=choices)


def _beside(rulebook: Rulebook, race: Race, one: Round, key: Cells) -> Iterable[Column]:
    """Heat, penalty, laps, a machine's correction, and the order that was recorded, where the rules use them."""
    if one.advance is not None:
        yield Column(Label(word="heat"), "heat", key)
    if race.timed:
        yield Column(Label(word="penalty"), "penalty", key)
    if race.lap is not None:
        yield Column(Label(word="laps"), "laps", key)
    if not race.timed and race.duration_minutes is not None:
        yield Column(Label(word="calibration"), "calibration", key)
    if "recorded" in rulebook.ranking.ties:
        yield Column(Label(word="recorded"), "recorded", key)


def _reason(one: Round) -> Column:
    return Column(Label(word="reason"), "reason", pairs(round=one.code), narrow=False)
