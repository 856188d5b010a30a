"""Vitality indexes measured: every entry's score and stars, and the chain for equal ones."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from scoring.errors import Fault
from scoring.measuring.measured import Measured, Scored
from scoring.people import Entry
from scoring.races import Status
from scoring.ranking import Merit, TieRule
from scoring.results import IndexResults, SideTable
from scoring.rulebook.indexing import Index
from scoring.rulebook.model import Rulebook
from scoring.tie_keys import BASE, INDICATOR, SCORE, SHARED
from scoring.values import format_fixed, format_money
from scoring.vitality import IndexScore, is_out, score_entry

Scores = Mapping[str, IndexScore]


def measure_index(rulebook: Rulebook, index: Index, results: IndexResults) -> Measured:
    """Return every entry's score; a missing value blocks, a veto that costs the place is DQ with reason `veto`.

    Faults: those of `score_entry`; entry_unknown, value_twice (entry, indicator). Warning: rise_limited (entry,
    reached, stars).
    """
    values: dict[str, dict[str, Fraction | None]] = {entry.code: {} for entry in results.entries}
    faults: list[Fault] = []
    for one in results.values:
        if one.entry not in values:
            faults.append(Fault("entry_unknown", {"entry": one.entry}))
        elif one.indicator in values[one.entry]:
            faults.append(Fault("value_twice", {"entry": one.entry, "indicator": one.indicator}))
        else:
            values[one.entry][one.indicator] = one.value
    scores = {entry.code: score_entry(rulebook, index, entry, values[entry.code]) for entry in results.entries}
    return Measured(
        scored={entry.code: _scored(entry, scores[entry.code], index) for entry in results.entries},
        chain=lambda codes: _chain(rulebook, scores),
        evidence=scores,
        faults=(*faults, *(fault for score in scores.values() for fault in score.faults)),
        warnings=tuple(_rise_warnings(scores)),
        tables=(_star_table(results.entries, scores),) if rulebook.stars else (),
    )


def _scored(entry: Entry, score: IndexScore, index: Index) -> Scored:
    facts = {
        "stars": "" if score.stars is None else str(score.stars),
        "allowance": "" if score.allowance is None else format_money(score.allowance),
        "veto": "; ".join(score.vetoes),
    }
    if score.published is None:
        return Scored(entry, Status.BLOCKED, score.faults[0].code, "", None, None, facts=facts)
    text = format_fixed(score.published, index.decimals)
    if is_out(index, score):
        return Scored(entry, Status.DQ, "veto", text, score.exact, score.published, facts=facts)
    return Scored(entry, Status.FIN, "", text, score.exact, score.published, score.published, facts)


def _chain(rulebook: Rulebook, scores: Scores) -> tuple[TieRule, ...]:
    chain = [TieRule(SCORE, lambda tied: {entry: (scores[entry].published or 0,) for entry in tied})]
    chain += [TieRule(key, _merits(key, scores)) for key in rulebook.ranking.ties if key != SHARED]
    return tuple(chain)


def _merits(key: str, scores: Scores) -> Callable[[Sequence[str]], Mapping[str, Merit]]:
    """Return the link for one key of the chain."""
    if key == BASE:
        return lambda tied: {entry: (scores[entry].base,) for entry in tied}
    if key.startswith(INDICATOR):
        code = key.removeprefix(INDICATOR)
        return lambda tied: {entry: (_part(scores[entry], code),) for entry in tied}
    return lambda tied: {entry: (scores[entry].exact or 0,) for entry in tied}


def _part(score: IndexScore, code: str) -> Fraction:
    return next(found.part for found in score.indicators if found.indicator.code == code)


def _rise_warnings(scores: Scores) -> list[Fault]:
    """Name the entries whose score would have earned more stars than one year's rise allows."""
    return [
        Fault("rise_limited", {"entry": score.entry, "reached": score.reached or 0, "stars": score.stars or 0})
        for score in scores.values()
        if score.stars and score.reached is not None and score.stars < score.reached
    ]


def _star_table(entries: Sequence[Entry], scores: Scores) -> SideTable:
    """How many entries of each class have how many stars, and what their allowances cost."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for entry in entries:
        stars = scores[entry.code].stars
        if stars is not None:
            found[entry.group or "", -stars].append(scores[entry.code].allowance or 0)
    rows = [
        (group, str(-stars), str(len(paid)), format_money(sum(paid))) for (group, stars), paid in sorted(found.items())
    ]
    return SideTable("stars", ("group", "stars", "entries", "allowances"), tuple(rows))
