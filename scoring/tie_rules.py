"""The links of the tie chain of races, by the key they have in the rulebook; those of judged contests stand with them
(`scoring.judged.tie_links`)."""

from collections.abc import Mapping

from scoring.races import Outcome, merit
from scoring.ranking import TieRule
from scoring.rulebook.model import Race, Rulebook
from scoring.tie_keys import SCORE


def race_chain(rulebook: Rulebook, race: Race, outcomes: Mapping[str, Outcome]) -> tuple[TieRule, ...]:
    """Return the chain for one group of a race; `unrounded` orders by the hidden precision (fairness.md 1.4)."""
    chain = [TieRule(SCORE, lambda tied: {e: (merit(outcomes[e].published or 0, race),) for e in tied})]
    if "unrounded" in rulebook.ranking.ties:
        chain.append(TieRule("unrounded", lambda tied: {e: (merit(outcomes[e].exact or 0, race),) for e in tied}))
    return tuple(chain)
