"""From readings to the official result of one entry in one race (practice.md 3.5, 3.6)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.errors import Fault
from scoring.people import Entry
from scoring.races.readings import Penalty, RaceResult, format_reading, to_precision
from scoring.races.timing import Read, Settled, settle
from scoring.rulebook.model import Better, Measure, Race
from scoring.rulebook.racing import Timing
from scoring.status import WITH_READING, Status

MILLIS_A_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an entry came to: `exact` with penalties, `published` at the rulebook's precision, `text` as shown.

    `reads` are the readings and `settled` how they became one; `penalties` count the penalty laps, too. Of several
    rounds, `rounds` are the outcomes of each in order, `counted` those that count, `reached` the number of the last one
    (only where going further comes first) and `best_first` the results for a count-back. Of heights, `failures` are
    those at the best one and those up to it, and a round's `text` is what was tried there.
    """

    entry: str
    status: Status
    reason: str
    exact: Fraction | int | None
    published: int | None
    text: str
    reads: tuple[Read, ...] = ()
    settled: Settled | None = None
    penalties: tuple[Penalty, ...] = ()
    recorded: int | None = None
    round: str = ""
    heat: str = ""
    rounds: tuple["Outcome", ...] = ()
    counted: tuple[str, ...] = ()
    reached: int = 0
    best_first: tuple[Fraction, ...] = ()
    failures: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Found:
    """An outcome with what is wrong with it and what should be looked at."""

    outcome: Outcome
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Everybody's outcome, and the faults and warnings of the whole list."""

    by_entry: Mapping[str, Outcome]
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


def outcomes_of(entries: Sequence[Entry], results: Sequence[RaceResult], race: Race) -> Outcomes:
    """Return everybody's outcome of one race; without a result: DNS.

    Faults: entry_unknown, and those of `outcome_of`.
    """
    lines: dict[str, list[RaceResult]] = defaultdict(list)
    for result in results:
        lines[result.entry].append(result)
    known = {entry.code for entry in entries}
    strangers = tuple(Fault("entry_unknown", {"entry": code}) for code in lines if code not in known)
    found = {code: outcome_of(code, lines.get(code, ()), race) for code in known}
    told = [found[entry.code] for entry in entries]
    return Outcomes(
        by_entry={entry.code: found[entry.code].outcome for entry in entries},
        faults=(*strangers, *(fault for one in told for fault in one.faults)),
        warnings=tuple(warning for one in told for warning in one.warnings),
    )


def outcome(result: RaceResult, race: Race) -> Outcome:
    """Return the official result of one single line; see `outcome_of`."""
    return outcome_of(result.entry, [result], race).outcome


def outcome_of(entry: str, lines: Sequence[RaceResult], race: Race) -> Found:
    """Return the official result of one entry from all lines about it.

    An official line (without a reader) goes before watches and readers. Then penalties, then the precision; a time
    beyond `cut_off_minutes` is DNF with reason `cut_off`. Faults, each of which blocks the entry: result_duplicate,
    result_missing (a finisher without a reading), statuses_differ, penalties_differ, lap_cost_missing, and those of
    `settle`.
    """
    if not lines:
        return Found(Outcome(entry, Status.DNS, "", None, None, ""))
    counted = _counted(lines, race)
    fault = _line_fault(entry, lines, counted, race)
    if fault is not None:
        return Found(_without_result(entry, counted, Status.BLOCKED, fault.code), (fault,))
    status, reason = counted[0].status, _first(line.reason for line in counted)
    reads = tuple(Read(line.reader, line.corrected) for line in counted if line.reading is not None)
    if status not in WITH_READING or not reads:
        return Found(_without_result(entry, counted, status, reason))
    settled = settle(entry, reads, race)
    if settled.value is None:
        code = settled.faults[0].code
        return Found(replace(_without_result(entry, counted, Status.BLOCKED, code), reads=reads), settled.faults)
    return Found(_official(counted, reads, settled.value, settled.how, race), (), settled.warnings)


def _official(
    lines: Sequence[RaceResult], reads: tuple[Read, ...], value: Fraction | int, how: Settled | None, race: Race
) -> Outcome:
    """Return the outcome of the one reading: penalties, cut-off, precision."""
    penalties = _penalties(lines, race)
    exact = _with_penalties(value, penalties, race)
    published = to_precision(exact, race)
    late = _beyond_cut_off(exact, race)
    return Outcome(
        entry=lines[0].entry,
        status=Status.DNF if late else lines[0].status,
        reason="cut_off" if late else _first(line.reason for line in lines),
        exact=int(exact) if exact.denominator == 1 else exact,
        published=published,
        text=lines[0].attempts or format_reading(published, race),
        reads=reads,
        settled=how,
        penalties=penalties,
        recorded=_recorded(lines),
        round=lines[0].round,
        heat=_first(line.heat for line in lines),
    )


def _without_result(entry: str, lines: Sequence[RaceResult], status: Status, reason: str) -> Outcome:
    heat = _first(line.heat for line in lines)
    return Outcome(
        entry,
        status,
        reason,
        None,
        None,
        lines[0].attempts,
        recorded=_recorded(lines),
        round=lines[0].round,
        heat=heat,
    )


def _recorded(lines: Sequence[RaceResult]) -> int | None:
    return next((line.recorded for line in lines if line.recorded is not None), None)


def _counted(lines: Sequence[RaceResult], race: Race) -> Sequence[RaceResult]:
    """Return the lines that count: the official one, else those of all readers who read something."""
    official = [line for line in lines if not line.reader]
    if official or race.timing is Timing.SINGLE:
        return official or lines
    told = [line for line in lines if line.status is not Status.DNS or line.reading is not None]
    return sorted(told or lines, key=lambda line: line.reader)


def _line_fault(entry: str, lines: Sequence[RaceResult], counted: Sequence[RaceResult], race: Race) -> Fault | None:
    """Return what keeps the lines from being one result."""
    if len(lines) > 1 and (race.timing is Timing.SINGLE or len({line.reader for line in lines}) < len(lines)):
        return Fault("result_duplicate", {"entry": entry})
    statuses = sorted({line.status.value for line in counted})
    if len(statuses) > 1:
        return Fault("statuses_differ", {"entry": entry, "statuses": ", ".join(statuses)})
    if counted[0].status is Status.FIN and all(line.reading is None for line in counted):
        return Fault("result_missing", {"entry": entry})
    if len({(line.penalties, line.laps) for line in counted if line.penalties or line.laps}) > 1:
        return Fault("penalties_differ", {"entry": entry})
    if race.lap is None and any(line.laps for line in counted):
        return Fault("lap_cost_missing", {"entry": entry})
    return None


def _penalties(lines: Sequence[RaceResult], race: Race) -> tuple[Penalty, ...]:
    """Return the penalties, and the penalty laps as one more; all lines that name any name the same."""
    line = next((line for line in lines if line.penalties or line.laps), lines[0])
    laps = (Penalty("laps", line.laps * (race.lap or 0)),) if line.laps else ()
    return (*line.penalties, *laps)


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _with_penalties(reading: Fraction | int, penalties: tuple[Penalty, ...], race: Race) -> Fraction | int:
    lost = sum(penalty.amount for penalty in penalties)
    return reading + lost if race.better is Better.LOWER else max(0, reading - lost)


def _beyond_cut_off(exact: Fraction | int, race: Race) -> bool:
    limit = race.cut_off_minutes
    return race.measure is Measure.TIME and limit is not None and exact > limit * MILLIS_A_MINUTE
