"""Judged contests measured: the panel's score of every entry, and the chain for equal ones."""

from scoring.grouping import Grouping
from scoring.judged.panel import PanelScore
from scoring.judged.scores import chief_codes, score_judged
from scoring.measuring.measured import Measured, Scored
from scoring.people import Entry
from scoring.races import Status
from scoring.results import JudgedResults
from scoring.rulebook.model import Judging, Rulebook
from scoring.tie_rules import Chief, judged_chain
from scoring.values import format_fixed


def measure_judged(rulebook: Rulebook, judging: Judging, results: JudgedResults, grouping: Grouping) -> Measured:
    """Return every entry's score by the rulebook's method; an entry whose rule isn't met is BLOCKED."""
    judged = score_judged(rulebook, judging, results)
    chief = Chief(chief_codes(results.judges), results.chief_order)
    return Measured(
        scored={entry.code: _scored(entry, judged.scores[entry.code], judging) for entry in results.entries},
        chain=lambda codes: judged_chain(rulebook, {code: judged.scores[code] for code in codes}, chief),
        evidence=judged.scores,
        faults=judged.faults,
        warnings=judged.warnings,
    )


def _scored(entry: Entry, score: PanelScore, judging: Judging) -> Scored:
    if score.published is None:
        reason = score.faults[0].code if score.faults else ""
        return Scored(entry, Status.BLOCKED, reason, "", None, None)
    text = format_fixed(score.published, judging.decimals)
    return Scored(entry, Status.FIN, "", text, score.exact, score.published, score.published)
