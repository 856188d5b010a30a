"""The links of the tie chain of judged contests, by the key they have in the rulebook (fairness.md 4.1)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.judged.combining import merit_of
from scoring.judged.score import Contribution, PanelScore, Share
from scoring.ranking import Merit, TieRule
from scoring.rulebook.judging import Judging, Method
from scoring.rulebook.model import Rulebook
from scoring.rulebook.racing import Better
from scoring.rulebook.rounds import Combine
from scoring.tie_keys import CRITERION, FEWEST, PART, SCORE, SHARED

Scores = Mapping[str, PanelScore]
Given = Callable[[Contribution], Fraction | None]
"""What a judge gave, more is better."""
ZERO = Fraction(0)
MAJORITY_LINKS = ("larger_majority", "lower_sum", "next_columns")
"""What rules 6, 7a and 7b of the Skating System compare, after the first column with a majority (rule 5)."""
SUMMARY_LINKS = ("rule_10", "rule_11")
"""What the Skating System compares between equal sums of places."""


@dataclass(frozen=True, slots=True)
class Chief:
    """The chief judges' codes and their recorded decision on equal entries, best first."""

    codes: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()


def judged_chain(rulebook: Rulebook, scores: Scores, chief: Chief) -> tuple[TieRule, ...]:
    """Return the chain for one group; `scores` are its entries that have a score."""
    judging = rulebook.judging or Judging()
    own = _own_links(rulebook, judging)
    chain = [TieRule(SCORE, lambda tied: {entry: merit_of(scores[entry], judging)[:1] for entry in tied})]
    chain += [_own_link(name, number, own, scores) for number, name in enumerate(own, 1)]
    chain += [TieRule(key, _merits(key, scores, chief, rulebook)) for key in rulebook.ranking.ties if key != SHARED]
    return tuple(chain)


def _own_links(rulebook: Rulebook, judging: Judging) -> Sequence[str]:
    """Return what the method itself compares before the rulebook's chain."""
    if rulebook.rounds is not None and rulebook.rounds.combine is Combine.PLACES:
        return SUMMARY_LINKS
    return MAJORITY_LINKS if judging.method is Method.MAJORITY else ()


def _own_link(name: str, number: int, own: Sequence[str], scores: Scores) -> TieRule:
    end = None if number == len(own) else number + 1
    return TieRule(name, lambda tied: {entry: scores[entry].merit[number:end] for entry in tied})


def _merits(
    key: str, scores: Scores, chief: Chief, rulebook: Rulebook
) -> Callable[[Sequence[str]], Mapping[str, Merit] | None]:
    """Return the link for one key of the chain."""
    judging = rulebook.judging or Judging()
    given = _given_less if judging.better is Better.LOWER else _given
    if key == "chief_judge":
        return lambda tied: _by_chief(tied, scores, chief, given)
    if key == "firsts":
        places = _judges_places(scores, given)
        return lambda tied: {entry: places[entry] for entry in tied}
    if key == "head_to_head":
        return lambda tied: _head_to_head(tied, scores, given)
    value = _part_value(key, rulebook) or _value(key, judging)
    return lambda tied: {entry: value(scores[entry]) for entry in tied}


def _part_value(key: str, rulebook: Rulebook) -> Callable[[PanelScore], Merit] | None:
    """Return what a given part says: what it counts, or as it was given where it counts nothing or fewer is better."""
    kind, _, code = key.partition(":")
    weight = next((part.weight for part in rulebook.parts if part.code == code), None)
    if f"{kind}:" == FEWEST:
        return lambda score: (-score.given.get(code, ZERO),)
    if f"{kind}:" != PART:
        return None
    if not weight:
        return lambda score: (score.given.get(code, ZERO),)
    sign = -1 if rulebook.judging is not None and rulebook.judging.lower_wins else 1
    return lambda score: (sign * score.parts.get(code, ZERO),)


def _value(key: str, judging: Judging) -> Callable[[PanelScore], Merit]:
    """Return what one entry's score says by itself under a key."""
    less = -1 if judging.better is Better.LOWER else 1
    if key.startswith(CRITERION):
        code = key.removeprefix(CRITERION)
        if less == 1:
            return lambda score: (score.criterion(code),)
        return lambda score: (-score.criterion(code),)
    sign = -1 if judging.lower_wins else 1
    plain: Mapping[str, Callable[[PanelScore], Merit]] = {
        "unrounded": lambda score: (sign * _exact(score.exact),),
        "untrimmed_mean": lambda score: (less * _exact(score.untrimmed),),
        "panel": lambda score: (less * (score.panel or ZERO),),
        "difficulty": lambda score: (score.difficulty,),
        "best_round": lambda score: _best_first(score, sign),
        "last_round": lambda score: _last_first(score, sign),
    }
    return plain[key]


def _exact(value: Fraction | None) -> Fraction:
    """Return the value of a scored entry; only scored entries are ranked."""
    if value is None:
        raise ValueError("an entry without a score cannot be ranked")
    return value


def _best_first(score: PanelScore, sign: int) -> Merit:
    """Return the results of the rounds, the best one first."""
    return tuple(sign * value for value in score.together.best_first) if score.together else ()


def _last_first(score: PanelScore, sign: int) -> Merit:
    """Return the results of the rounds, the last one first."""
    found = [part.value for part in score.together.parts if part.value is not None] if score.together else []
    return tuple(sign * value for value in reversed(found))


def _by_chief(tied: Sequence[str], scores: Scores, chief: Chief, given: Given) -> Mapping[str, Merit] | None:
    """Compare by the recorded decision, else by the chief judges' marks; silent unless it covers all of `tied`."""
    if all(entry in chief.order for entry in tied):
        return {entry: (-chief.order.index(entry),) for entry in tied}
    totals = {entry: _chief_total(scores[entry], chief, given) for entry in tied}
    known = {entry: (total,) for entry, total in totals.items() if total is not None}
    return known if len(known) == len(tied) else None


def _chief_total(score: PanelScore, chief: Chief, given: Given) -> Fraction | None:
    """Return the mean of what the chief judges gave the entry; dropping it from the score does not matter."""
    marks = [merit for part in score.contributions if part.judge in chief.codes and (merit := given(part)) is not None]
    return sum(marks, ZERO) / len(marks) if marks else None


def _given(part: Contribution) -> Fraction | None:
    """Return what a judge gave, more is better: the total, or the place with its sign turned."""
    if part.rank is not None:
        return -part.rank
    return None if part.total is None else Fraction(part.total)


def _given_less(part: Contribution) -> Fraction | None:
    """Return what a judge gave where less is better, so that more is better."""
    found = _given(part)
    return None if found is None else -found


def _orders(scores: Scores, given_by: Given) -> Mapping[str, Mapping[str, Fraction]]:
    """Return for every judge who counts what each entry was given; in several rounds their sum."""
    by_judge: dict[str, dict[str, Fraction]] = {}
    for entry, score in scores.items():
        for part in score.contributions:
            found = None if part.share is Share.ASIDE else given_by(part)
            if found is not None:
                given = by_judge.setdefault(part.judge, {})
                given[entry] = given.get(entry, ZERO) + found
    return by_judge


def _head_to_head(tied: Sequence[str], scores: Scores, given_by: Given) -> Mapping[str, Merit]:
    """Count for each entry how often a judge put it before another equal one, less how often behind."""
    merits = dict.fromkeys(tied, 0)
    for given in _orders({entry: scores[entry] for entry in tied}, given_by).values():
        for entry, mine in given.items():
            merits[entry] += sum((mine > other) - (mine < other) for other in given.values())
    return {entry: (merit,) for entry, merit in merits.items()}


def _judges_places(scores: Scores, given_by: Given) -> Mapping[str, Merit]:
    """Return for each entry the places its judges gave it within the group, best first, as merits (first is -1).

    Compared one after the other they say: more firsts, then more seconds, …; one judge more is better than none.
    """
    places: dict[str, list[int]] = {entry: [] for entry in scores}
    for totals in _orders(scores, given_by).values():
        for entry, ahead in _better_than(totals).items():
            places[entry].append(ahead + 1)
    return {entry: tuple(-place for place in sorted(given)) for entry, given in places.items()}


def _better_than(totals: Mapping[str, Fraction]) -> dict[str, int]:
    """Return for each entry how many this judge put above it."""
    ahead: dict[Fraction, int] = {}
    for number, total in enumerate(sorted(totals.values(), reverse=True)):
        ahead.setdefault(total, number)
    return {entry: ahead[total] for entry, total in totals.items()}
