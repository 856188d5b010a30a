"""Judged contests measured: the score of every entry, and the chain for equal ones."""

from fractions import Fraction

from scoring.grouping import Grouping
from scoring.judged.score import PanelScore
from scoring.judged.scores import chief_codes, score_judged
from scoring.judged.tie_links import Chief, judged_chain
from scoring.measuring.measured import Measured, Scored
from scoring.people import Entry
from scoring.races import Status
from scoring.results import JudgedResults
from scoring.rulebook.judging import Method
from scoring.rulebook.model import Judging, Rulebook
from scoring.rulebook.rounds import Combine
from scoring.values import format_fixed, format_fraction


def measure_judged(rulebook: Rulebook, judging: Judging, results: JudgedResults, grouping: Grouping) -> Measured:
    """Return every entry's score by the rulebook's method; an entry whose rule isn't met is BLOCKED.

    Who is out of the contest (`Entry.status`) is compared with nobody and shown without a score.
    """
    out = {entry.code: entry for entry in results.entries if entry.status is not Status.FIN}
    there = results.taking_part
    judged = score_judged(rulebook, judging, there, grouping.without(out) if out else grouping)
    chief = Chief(chief_codes(results.judges), results.chief_order)
    scored = {entry.code: _scored(entry, judged.scores[entry.code], rulebook, judging) for entry in there.entries}
    return Measured(
        scored=scored | {code: Scored(one, one.status, one.reason, "", None, None) for code, one in out.items()},
        chain=lambda codes: judged_chain(rulebook, {code: judged.scores[code] for code in codes}, chief),
        evidence=judged.scores,
        faults=judged.faults,
        warnings=judged.warnings,
    )


def _scored(entry: Entry, score: PanelScore, rulebook: Rulebook, judging: Judging) -> Scored:
    if score.published is None:
        reason = score.faults[0].code if score.faults else ""
        return Scored(entry, Status.BLOCKED, reason, "", None, None)
    marks = None if judging.lower_wins else score.published
    return Scored(entry, Status.FIN, "", _text(score, rulebook, judging), score.exact, score.published, marks)


def _text(score: PanelScore, rulebook: Rulebook, judging: Judging) -> str:
    """Return the score as published: marks with their decimals, a sum of places as it is, a majority as `1-2: 4`.

    `1-2: 4` says that four judges placed the entry second or better, the first column with a majority.
    """
    published = score.published or Fraction(0)
    if rulebook.rounds is not None and rulebook.rounds.combine is Combine.PLACES:
        return format_fraction(published)
    if judging.method is Method.MAJORITY:
        column, count = -Fraction(score.merit[0]), score.merit[1]
        return f"1-{column}: {count}" if column > 1 else f"1: {count}"
    return format_fixed(published, judging.decimals)
