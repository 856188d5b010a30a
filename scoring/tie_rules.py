"""The links of the tie chain for judged contests and races, by the key they have in the rulebook (fairness.md 4.1)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.judged.panel import PanelScore
from scoring.races import Outcome, merit
from scoring.ranking import Merit, TieRule
from scoring.rulebook.model import Race, Rulebook
from scoring.tie_keys import CRITERION, SCORE, SHARED

Scores = Mapping[str, PanelScore]


@dataclass(frozen=True, slots=True)
class Chief:
    """The chief judges' codes and their recorded decision on equal entries, best first."""

    codes: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()


def judged_chain(rulebook: Rulebook, scores: Scores, chief: Chief) -> tuple[TieRule, ...]:
    """Return the chain for one group; `scores` are its entries that have a score."""
    chain = [TieRule(SCORE, lambda tied: {entry: (_exact(scores[entry].published),) for entry in tied})]
    chain += [TieRule(key, _judged_merits(key, scores, chief)) for key in rulebook.ranking.ties if key != SHARED]
    return tuple(chain)


def race_chain(rulebook: Rulebook, race: Race, outcomes: Mapping[str, Outcome]) -> tuple[TieRule, ...]:
    """Return the chain for one group of a race; `unrounded` orders by the hidden precision (fairness.md 1.4)."""
    chain = [TieRule(SCORE, lambda tied: {e: (merit(outcomes[e].published or 0, race),) for e in tied})]
    if "unrounded" in rulebook.ranking.ties:
        chain.append(TieRule("unrounded", lambda tied: {e: (merit(outcomes[e].exact or 0, race),) for e in tied}))
    return tuple(chain)


def _judged_merits(key: str, scores: Scores, chief: Chief) -> Callable[[Sequence[str]], Mapping[str, Merit] | None]:
    """Return the link for one key of the chain."""
    if key.startswith(CRITERION):
        code = key.removeprefix(CRITERION)
        return lambda tied: {entry: (scores[entry].criteria[code],) for entry in tied}
    if key == "chief_judge":
        return lambda tied: _by_chief(tied, scores, chief)
    if key == "unrounded":
        return lambda tied: {entry: (_exact(scores[entry].exact),) for entry in tied}
    if key == "untrimmed_mean":
        return lambda tied: {entry: (_exact(scores[entry].untrimmed),) for entry in tied}
    places = _judges_places(scores)
    return lambda tied: {entry: places[entry] for entry in tied}


def _exact(value: Fraction | None) -> Fraction:
    """Return the value of a scored entry; only scored entries are ranked."""
    if value is None:
        raise ValueError("an entry without a score cannot be ranked")
    return value


def _by_chief(tied: Sequence[str], scores: Scores, chief: Chief) -> Mapping[str, Merit] | None:
    """Compare by the recorded decision, else by the chief judges' totals; silent unless it covers all of `tied`."""
    if all(entry in chief.order for entry in tied):
        return {entry: (-chief.order.index(entry),) for entry in tied}
    totals = {entry: _chief_total(scores[entry], chief) for entry in tied}
    known = {entry: (total,) for entry, total in totals.items() if total is not None}
    return known if len(known) == len(tied) else None


def _chief_total(score: PanelScore, chief: Chief) -> Fraction | None:
    """Return the mean total of the chief judges who marked the entry; dropping it from the score does not matter."""
    marks = [c.total for c in score.contributions if c.judge in chief.codes and c.total is not None]
    return Fraction(sum(marks), len(marks)) if marks else None


def _judges_places(scores: Scores) -> Mapping[str, Merit]:
    """Return for each entry the places its judges gave it within the group, best first, as merits (first is -1).

    Compared one after the other they say: more firsts, then more seconds, …; one judge more is better than none.
    """
    by_judge: dict[str, dict[str, int]] = {}
    for entry, score in scores.items():
        for part in score.contributions:
            if part.total is not None:
                by_judge.setdefault(part.judge, {})[entry] = part.total
    places: dict[str, list[int]] = {entry: [] for entry in scores}
    for totals in by_judge.values():
        for entry, ahead in _better_than(totals).items():
            places[entry].append(ahead + 1)
    return {entry: tuple(-place for place in sorted(given)) for entry, given in places.items()}


def _better_than(totals: Mapping[str, int]) -> dict[str, int]:
    """Return for each entry how many this judge put above it."""
    ahead: dict[int, int] = {}
    for number, total in enumerate(sorted(totals.values(), reverse=True)):
        ahead.setdefault(total, number)
    return {entry: ahead[total] for entry, total in totals.items()}
