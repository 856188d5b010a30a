"""Democratic evaluation measured: every entry's index, the chain for equal ones, and the counting report."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from scoring.ballots import BallotScore, count_boxes, score_entry
from scoring.ballots.votes import Turnout
from scoring.errors import Fault
from scoring.measuring.measured import Measured, Scored
from scoring.people import Entry
from scoring.races import Status
from scoring.ranking import Merit, TieRule
from scoring.results import BallotResults, SideTable
from scoring.rulebook.balloting import Ballot
from scoring.rulebook.model import Rulebook
from scoring.tie_keys import FEWEST, GRADE, ITEM, SCORE, SHARED
from scoring.values import format_fixed

Scores = Mapping[str, BallotScore]


def measure_ballot(rulebook: Rulebook, ballot: Ballot, results: BallotResults) -> Measured:
    """Return every entry's score; a session that isn't valid, and an open one (ballot_open), block.

    Warnings: threshold_reached (entry, name). Faults also: entry_unknown.
    """
    if not results.closed:
        return _still_open(results)
    boxes = count_boxes(results.lines, results.counts)
    known = {entry.code for entry in results.entries}
    unknown = sorted({entry for entry, _ in boxes.ballots} - known)
    scores = {code: score_entry(rulebook, ballot, boxes, code, _turnouts(results, code)) for code in sorted(known)}
    return Measured(
        scored={entry.code: _scored(entry, scores[entry.code], ballot) for entry in results.entries},
        chain=lambda codes: _chain(rulebook, scores),
        evidence=scores,
        faults=(
            *(Fault("entry_unknown", {"entry": entry}) for entry in unknown),
            *(fault for score in scores.values() for fault in score.faults),
        ),
        warnings=tuple(
            Fault("threshold_reached", {"entry": score.entry, "name": name})
            for score in scores.values()
            for name in score.flags
        ),
        tables=(_turnout_table(scores), _count_table(scores)),
    )


def _still_open(results: BallotResults) -> Measured:
    """Nothing is told before the session is closed, not even to the organizer."""
    blocked = [Scored(entry, Status.BLOCKED, "ballot_open", "", None, None) for entry in results.entries]
    return Measured({one.entry.code: one for one in blocked}, lambda codes: (), {}, (Fault("ballot_open"),))


def _turnouts(results: BallotResults, entry: str) -> Mapping[str, Turnout]:
    """Return an entry's own session, or the one all entries share."""
    own = {voters: turnout for (of, voters), turnout in results.turnouts.items() if of == entry}
    return own or {voters: turnout for (of, voters), turnout in results.turnouts.items() if not of}


def _scored(entry: Entry, score: BallotScore, ballot: Ballot) -> Scored:
    facts = _facts(score)
    if score.published is None:
        reason = score.faults[0].code if score.faults else ""
        return Scored(entry, Status.BLOCKED, reason, "", None, None, facts=facts)
    text = format_fixed(score.published, ballot.decimals)
    return Scored(entry, Status.FIN, "", text, score.exact, score.published, score.published, facts)


def _facts(score: BallotScore) -> dict[str, str]:
    """Return what PLACES shows of the first line of the ballot."""
    if not score.items:
        return {}
    first = score.items[0]
    counted = {"valid": str(first.valid), "void": str(first.void), "blank": str(first.blank)}
    return {**counted, "flags": "; ".join(score.flags)}


def _chain(rulebook: Rulebook, scores: Scores) -> tuple[TieRule, ...]:
    chain = [TieRule(SCORE, lambda tied: {entry: (scores[entry].published or 0,) for entry in tied})]
    chain += [TieRule(key, _merits(key, scores)) for key in rulebook.ranking.ties if key != SHARED]
    return tuple(chain)


def _merits(key: str, scores: Scores) -> Callable[[Sequence[str]], Mapping[str, Merit]]:
    """Return the link for one key of the chain; grades are those of the first line."""
    kind, _, code = key.partition(":")
    value: Callable[[BallotScore], Fraction | int] = {
        GRADE: lambda score: score.items[0].weighted[code],
        FEWEST: lambda score: -score.items[0].weighted[code],
        ITEM: lambda score: next(found.index for found in score.items if found.item.code == code),
    }.get(f"{kind}:", lambda score: score.exact or 0)
    return lambda tied: {entry: (value(scores[entry]),) for entry in tied}


def _turnout_table(scores: Scores) -> SideTable:
    """应到、实到、发出、收回、有效、无效、弃权, all printed (practice.md 4.6); the last three of the first line."""
    columns = ("entry", "due", "present", "issued", "returned", "valid", "void", "blank")
    return SideTable("turnout", columns, tuple(_turnout_row(score) for score in scores.values()))


def _turnout_row(score: BallotScore) -> tuple[str, ...]:
    facts, turnout = _facts(score), score.turnout
    numbers = (turnout.due, turnout.present, turnout.issued, turnout.returned)
    told = ("" if number is None else str(number) for number in numbers)
    return (score.entry, *told, *(facts.get(name, "") for name in ("valid", "void", "blank")))


def _count_table(scores: Scores) -> SideTable:
    """Return the counting report: every grade of every item; without entries whose ballots are too few to show."""
    rows = [
        (score.entry, found.item.code, grade, str(count), format_fixed(found.shares[grade] * 100, 2))
        for score in scores.values()
        if not score.hidden
        for found in score.items
        for grade, count in found.counts.items()
    ]
    return SideTable("count", ("entry", "item", "grade", "count", "percent"), tuple(rows))
