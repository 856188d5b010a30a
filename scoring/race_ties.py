"""The links of the tie chain for races, by the key they have in the rulebook (fairness.md 1.4)."""

from collections.abc import Callable, Mapping, Sequence

from scoring.races import Outcome, merit
from scoring.ranking import Merit, TieRule
from scoring.rulebook.model import Race, Rulebook
from scoring.rulebook.rounds import Combine
from scoring.tie_keys import COUNT_BACK, HEIGHT_TIES, REACHED, ROUND, SCORE, SHARED

Outcomes = Mapping[str, Outcome]
Merits = Callable[[Sequence[str]], Mapping[str, Merit] | None]


def race_chain(rulebook: Rulebook, race: Race, outcomes: Outcomes) -> tuple[TieRule, ...]:
    """Return the chain for one group of a race; who reached a later round stands first, whatever the times."""
    chain = [TieRule(SCORE, lambda tied: {e: _shown(outcomes[e], race) for e in tied})]
    if rulebook.rounds is not None and rulebook.rounds.combine is Combine.LAST:
        chain.insert(0, TieRule(REACHED, lambda tied: {e: (outcomes[e].reached,) for e in tied}))
    chain += [TieRule(key, _merits(key, race, outcomes)) for key in rulebook.ranking.ties if key != SHARED]
    return tuple(chain)


def heat_chain(rulebook: Rulebook, race: Race, outcomes: Outcomes) -> tuple[TieRule, ...]:
    """Return the chain inside one round: the result, and those links that speak of one race alone."""
    chain = [TieRule(SCORE, lambda tied: {e: _shown(outcomes[e], race) for e in tied})]
    alone = [key for key in rulebook.ranking.ties if key in ("unrounded", "recorded")]
    return (*chain, *(TieRule(key, _merits(key, race, outcomes)) for key in alone))


def _shown(found: Outcome, race: Race) -> Merit:
    return (merit(found.published or 0, race),)


def _merits(key: str, race: Race, outcomes: Outcomes) -> Merits:
    """Return the link for one key of the chain."""
    if key == COUNT_BACK:
        return lambda tied: {e: tuple(merit(value, race) for value in outcomes[e].best_first) for e in tied}
    if key in HEIGHT_TIES:
        which = HEIGHT_TIES.index(key)
        return lambda tied: {e: (-outcomes[e].failures[which],) for e in tied}
    if key == "recorded":
        return lambda tied: _known({e: _negative(outcomes[e].recorded) for e in tied})
    if key.startswith(ROUND):
        code = key.removeprefix(ROUND)
        return lambda tied: _known({e: _round_merit(outcomes[e], code, race) for e in tied})
    return lambda tied: {e: (merit(outcomes[e].exact or 0, race),) for e in tied}


def _known(merits: Mapping[str, Merit | None]) -> Mapping[str, Merit] | None:
    """Return the merits when the link can speak about all of them."""
    known = {entry: found for entry, found in merits.items() if found is not None}
    return known if len(known) == len(merits) else None


def _negative(recorded: int | None) -> Merit | None:
    return None if recorded is None else (-recorded,)


def _round_merit(found: Outcome, code: str, race: Race) -> Merit | None:
    published = next((part.published for part in found.rounds if part.round == code), None)
    return None if published is None else (merit(published, race),)
