"""Difficulty, factors and deductions of an entry in one round, sorted by what they apply to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.errors import Fault
from scoring.people import Entry
from scoring.rulebook.judging import Criterion, Difficulty, Judging
from scoring.rulebook.model import Rulebook

WHOLE = ""
"""The whole performance rather than one criterion."""
ONE, ZERO = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Terms:
    """What applies in one round, by criterion code; `""` is the whole performance."""

    factor: Mapping[str, Fraction]
    difficulty: Mapping[str, Fraction]
    deduction: Mapping[str, Fraction]

    def factor_of(self, criterion: Criterion) -> Fraction:
        """Return what multiplies the criterion's value: the entry's own factor goes before the rulebook's."""
        return self.factor.get(criterion.code, criterion.factor) if criterion.code else criterion.factor


NO_TERMS = Terms({}, {}, {})


def terms_of(entry: Entry, round: str, *, overall: bool) -> Terms:
    """Return the terms of an entry in a round; a term of no round holds in every one.

    A deduction of no round comes off once: `overall`, where the rounds are together or there are none.
    """
    if not entry.terms:
        return NO_TERMS
    mine = [term for term in entry.terms if term.round in ("", round)]
    mine.sort(key=lambda term: term.round)  # what is said of the round itself goes before what holds for all
    return Terms(
        {term.criterion: term.factor for term in mine if term.factor is not None},
        {term.criterion: term.difficulty for term in mine if term.difficulty is not None},
        {term.criterion: term.deduction for term in mine if term.deduction is not None and (term.round or overall)},
    )


def term_faults(rulebook: Rulebook, judging: Judging, entries: Sequence[Entry]) -> list[Fault]:
    """Return a fault for every term that names no criterion of the rubric (criterion_unknown) or cannot be applied.

    A difficulty under rules without one is difficulty_not_used (entry): it would silently count nothing.
    """
    codes = {criterion.code for criterion in rulebook.criteria} | {WHOLE}
    faults: list[Fault] = []
    for entry in entries:
        if not entry.terms:
            continue
        unknown = {term.criterion for term in entry.terms} - codes
        faults += [Fault("criterion_unknown", {"criterion": code, "entry": entry.code}) for code in sorted(unknown)]
        unused = judging.difficulty is Difficulty.NONE and any(term.difficulty is not None for term in entry.terms)
        faults += [Fault("difficulty_not_used", {"entry": entry.code})] if unused else []
    return faults


def missing_difficulty(entry: str, terms: Terms, judging: Judging, criteria: Sequence[Criterion]) -> list[Fault]:
    """Return difficulty_missing (entry, criterion) where the rules need a difficulty and the entry has none.

    An entry with a difficulty for one criterion needs one for each.
    """
    if judging.difficulty is Difficulty.NONE or WHOLE in terms.difficulty:
        return []
    codes = [criterion.code for criterion in criteria if criterion.code not in terms.difficulty]
    missing = codes if terms.difficulty else [WHOLE]
    return [Fault("difficulty_missing", {"entry": entry, "criterion": code}) for code in missing]
