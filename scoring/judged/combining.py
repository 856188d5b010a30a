"""Several rounds of a judged contest as one score: their results together, or their places (Skating System 9-11)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from scoring.errors import Fault
from scoring.judged.parts import PartShare
from scoring.judged.rounding import published
from scoring.judged.score import PanelScore, Stage, Step
from scoring.judged.stages import close
from scoring.judged.terms import terms_of
from scoring.people import Entry
from scoring.rounds import RoundPart, Together, bring_together
from scoring.rulebook.judging import Judging, Rounding
from scoring.rulebook.model import Rulebook
from scoring.rulebook.rounds import Combine, Round, Rounds
from scoring.skating import RULE_9, RULE_10, final_summary


class Attempt(NamedTuple):
    """One entry in one round: its score there, and the places its judges gave it where they gave places."""

    score: PanelScore
    ranks: tuple[Fraction, ...] = ()


Attempts = Mapping[str, Mapping[str, Attempt]]
"""By round and entry."""


def combine(
    rulebook: Rulebook,
    judging: Judging,
    members: Sequence[Entry],
    order: Sequence[Round],
    attempts: Attempts,
    overall: Mapping[str, Sequence[PartShare]],
) -> Mapping[str, PanelScore]:
    """Return the scores of one group; who lacks a round that must be there is round_missing (entry, rounds)."""
    rounds = rulebook.rounds or Rounds()
    if rounds.combine is Combine.PLACES:
        return _by_places(judging, members, order, attempts)
    found = {}
    for entry in members:
        scores = {one.code: attempts[one.code][entry.code].score for one in order if entry.code in attempts[one.code]}
        values = {code: _round_value(score, judging) for code, score in scores.items()}
        together = bring_together(values, rounds, order, higher=not judging.lower_wins)
        found[entry.code] = _closed(entry, judging, scores, together, overall[entry.code])
    return found


def _round_value(score: PanelScore, judging: Judging) -> Fraction | None:
    """Return what a round brings: its published result where every stage is rounded, else the exact one."""
    return score.published if judging.rounding is Rounding.EACH_STAGE else score.exact


def _closed(
    entry: Entry,
    judging: Judging,
    scores: Mapping[str, PanelScore],
    together: Together,
    parts: Sequence[PartShare],
) -> PanelScore:
    faults = [fault for score in scores.values() for fault in score.faults]
    if together.value is None and not faults:
        faults.append(Fault("round_missing", {"entry": entry.code, "rounds": ", ".join(together.missing)}))
    if faults or together.value is None:
        return PanelScore(entry.code, None, None, tuple(faults), together=together, rounds=scores)
    value, steps = together.value, list[Step]()
    for part in parts:
        value += part.counts
        steps.append(Step(Stage.PART, part.counts, part.given, part.code))
    overall = replace(entry, terms=tuple(term for term in entry.terms if not term.round))
    exact, told = close(value, judging, terms_of(overall, "", overall=True), steps)
    panels = [score.panel for score in scores.values() if score.panel is not None]
    panel = sum(panels, Fraction(0)) if panels else None
    shown = published(exact, judging)
    return PanelScore(entry.code, exact, shown, (), panel, told, (), together, scores)


def _by_places(
    judging: Judging, members: Sequence[Entry], order: Sequence[Round], attempts: Attempts
) -> Mapping[str, PanelScore]:
    """Sum the places of every round and break equal sums by rules 10 and 11; `merit` holds what parts the entries."""
    there = {e.code: [one.code for one in order if _has_score(attempts, one.code, e.code)] for e in members}
    whole = [code for code, found in there.items() if len(found) == len(order)]
    places: dict[str, list[Fraction]] = {code: [] for code in whole}
    for one in order:
        for code, place in _places(attempts[one.code], whole, judging).items():
            places[code].append(place)
    marks = {code: [rank for one in order for rank in attempts[one.code][code].ranks] for code in whole}
    merits = _summary_merits(places, marks)
    found: dict[str, PanelScore] = {}
    for entry in members:
        code = entry.code
        scores = {one.code: attempts[one.code][code].score for one in order if code in attempts[one.code]}
        if code in places:
            parts = tuple(
                RoundPart(one.code, place, one.weight, True) for one, place in zip(order, places[code], strict=True)
            )
            together = Together(sum(places[code], Fraction(0)), 0, parts)
            found[code] = PanelScore(code, together.value, together.value, (), None, (), merits[code], together, scores)
        else:
            faults = [fault for score in scores.values() for fault in score.faults]
            missing = ", ".join(one.code for one in order if one.code not in there[code])
            faults = faults or [Fault("round_missing", {"entry": code, "rounds": missing})]
            found[code] = PanelScore(code, None, None, tuple(faults), rounds=scores)
    return found


def _has_score(attempts: Attempts, round: str, entry: str) -> bool:
    return entry in attempts[round] and attempts[round][entry].score.exact is not None


def _places(attempts: Mapping[str, Attempt], entries: Sequence[str], judging: Judging) -> Mapping[str, Fraction]:
    """Return each entry's place in one round; equal entries share the mean of the places they occupy."""
    merits = {code: merit_of(attempts[code].score, judging) for code in entries}
    found = {}
    for code, merit in merits.items():
        better = sum(1 for other in merits.values() if other > merit)
        equal = sum(1 for other in merits.values() if other == merit)
        found[code] = Fraction(2 * better + equal + 1, 2)
    return found


def merit_of(score: PanelScore, judging: Judging) -> tuple[Fraction | int, ...]:
    """Return what orders a score before any tie is broken; more is better."""
    if score.merit:
        return score.merit
    value = score.published or Fraction(0)
    return (-value if judging.lower_wins else value,)


def _summary_merits(
    places: Mapping[str, Sequence[Fraction]], marks: Mapping[str, Sequence[Fraction]]
) -> Mapping[str, tuple[Fraction | int, ...]]:
    """Return for each entry the sum of places, its turn by rule 10, and its turn by rule 11 (all negative)."""
    found: dict[str, tuple[Fraction | int, ...]] = {}
    tenth = eleventh = 0
    for block in final_summary(places, marks):
        tenth, eleventh = (0, 0) if block.rule in ("", RULE_9) else (tenth, eleventh)
        if block.rule == RULE_10:
            tenth, eleventh = tenth + 1, 0
        elif block.rule not in ("", RULE_9):
            eleventh += 1
        for entry in block.entries:
            found[entry] = (-sum(places[entry], Fraction(0)), -tenth, -eleventh)
    return found
