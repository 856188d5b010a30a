"""Races of several rounds: heats and finals, runs that are added, attempts of which the best counts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from scoring.errors import Fault
from scoring.people import Entry
from scoring.races.heights import attempt_faults, count_back
from scoring.races.outcomes import Found, Outcome, Outcomes, outcome_of, outcomes_of
from scoring.races.readings import RaceResult, format_reading, parse_reading, to_precision
from scoring.rounds import bring_together, round_order
from scoring.rulebook.model import Better, Race, Rulebook
from scoring.rulebook.reading import nearest
from scoring.rulebook.rounds import Combine, Round, Rounds
from scoring.status import WITH_READING, Status

Lines = Mapping[str, Sequence[RaceResult]]
"""What was read of one entry, by round."""


def race_outcomes(rulebook: Rulebook, race: Race, entries: Sequence[Entry], results: Sequence[RaceResult]) -> Outcomes:
    """Return everybody's outcome, of several rounds where the rules have them.

    Faults: those of `outcomes_of`, each with its `round`, and round_unknown (round, nearest).
    """
    if rulebook.rounds is None:
        return outcomes_of(entries, results, race)
    order = round_order(rulebook.round_list, (result.round for result in results))
    known = {one.code for one in order}
    lines: dict[str, dict[str, list[RaceResult]]] = defaultdict(lambda: defaultdict(list))
    strays = []
    for result in results:
        lines[result.entry][result.round].append(result)
        if result.round not in known:
            close = nearest(result.round, sorted(known))
            strays.append(Fault("round_unknown", {"round": result.round, "nearest": close}))
    codes = {entry.code for entry in entries}
    strays += [Fault("entry_unknown", {"entry": code}) for code in lines if code not in codes]
    found = {
        entry.code: _together(entry.code, lines.get(entry.code, {}), race, rulebook.rounds, order) for entry in entries
    }
    return Outcomes(
        by_entry={code: one.outcome for code, one in found.items()},
        faults=(*strays, *(fault for one in found.values() for fault in one.faults)),
        warnings=tuple(warning for one in found.values() for warning in one.warnings),
    )


def _together(entry: str, lines: Lines, race: Race, rounds: Rounds, order: Sequence[Round]) -> Found:
    """Return what the rounds of one entry come to: each round's published result counts, so the print adds up."""
    found = {one.code: outcome_of(entry, lines[one.code], race) for one in order if lines.get(one.code)}
    parts = tuple(one.outcome for one in found.values())
    faults = tuple(_in_round(fault, code) for code, one in found.items() for fault in one.faults)
    warnings = tuple(_in_round(warning, code) for code, one in found.items() for warning in one.warnings)
    tried = _tried(parts, race)
    faults += tuple(attempt_faults(entry, tried))
    if faults and race.heights:
        return Found(Outcome(entry, Status.BLOCKED, faults[0].code, None, None, "", rounds=parts), faults, warnings)
    blocked = next((part for part in parts if part.status is Status.BLOCKED), None)
    if blocked is not None:
        return Found(Outcome(entry, Status.BLOCKED, blocked.reason, None, None, "", rounds=parts), faults, warnings)
    return Found(_combined(entry, parts, race, rounds, order), faults, warnings)


def _combined(entry: str, parts: tuple[Outcome, ...], race: Race, rounds: Rounds, order: Sequence[Round]) -> Outcome:
    higher = race.better is Better.HIGHER
    standing = [part for part in parts if part.status in WITH_READING]  # A time beyond the cut-off is shown only.
    published = {part.round: Fraction(part.published) for part in standing if part.published is not None}
    exact = {part.round: Fraction(part.exact) for part in standing if part.exact is not None}
    together = bring_together(published, rounds, order, higher=higher)
    status, reason = _status(parts, rounds, together.value is None)
    recorded = next((part.recorded for part in reversed(parts) if part.recorded is not None), None)
    made = Outcome(entry, status, reason, None, None, "", recorded=recorded, rounds=parts)
    if status not in WITH_READING or together.value is None:
        return made
    hidden = together if exact == published else bring_together(exact, rounds, order, higher=higher)
    shown = to_precision(together.value, race)
    tried = _tried(parts, race)
    return replace(
        made,
        exact=hidden.value,
        published=shown,
        text=format_reading(shown, race),
        counted=tuple(part.round for part in together.parts if part.counts and part.value is not None),
        reached=together.reached,
        best_first=together.best_first,
        failures=count_back(tried, shown) if tried else (0, 0),
    )


def _tried(parts: Sequence[Outcome], race: Race) -> list[tuple[int, str]]:
    """Return heights and what was tried there; the rounds of other races are no heights."""
    return [(parse_reading(part.round, race), part.text) for part in parts if part.text] if race.heights else []


def _status(parts: Sequence[Outcome], rounds: Rounds, nothing: bool) -> tuple[Status, str]:
    """Return the status of all rounds together, with its reason.

    Of rounds that all count, the first that wasn't finished tells; of heats and finals the last one started; of
    attempts without any valid one DQ, else DNF (`no_mark`), else DNS.
    """
    if not parts:
        return Status.DNS, ""
    failed = [part for part in parts if part.status not in WITH_READING]
    if rounds.combine is Combine.LAST and parts[-1] in failed:
        return parts[-1].status, parts[-1].reason
    if nothing:
        return _without_result(failed, rounds)
    standing = [part for part in parts if part.status is not Status.FIN and part.status in WITH_READING]
    return (standing[0].status, standing[0].reason) if standing else (Status.FIN, "")


def _without_result(failed: Sequence[Outcome], rounds: Rounds) -> tuple[Status, str]:
    if not failed:
        return Status.DNS, "round_missing"
    if rounds.combine is not Combine.BEST:
        return failed[0].status, failed[0].reason
    statuses = [part.status for part in failed]
    worst = next(status for status in (Status.DQ, Status.DNF, Status.DNS) if status in statuses)
    return worst, "no_mark" if worst is Status.DNF else failed[statuses.index(worst)].reason


def _in_round(fault: Fault, code: str) -> Fault:
    return replace(fault, params={**fault.params, "round": code})
