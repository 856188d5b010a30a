"""Sections that several formats have: rounds, veto items."""

from fractions import Fraction

from scoring.errors import Fault
from scoring.rulebook.indexing import Veto
from scoring.rulebook.keys import Key, choice, code, exact, text, whole
from scoring.rulebook.laws.law import duplicates
from scoring.rulebook.model import Rulebook
from scoring.rulebook.rounds import Combine, Missing, Round, Rounds
from scoring.rulebook.sections import Section

ROUNDS = Section(
    "rounds",
    (
        Key("combine", choice(Combine), Combine.SUM),
        Key("best", whole(1, 99), 1),
        Key("missing", choice(Missing), Missing.BLOCKED),
    ),
    Rounds,
    optional=True,
)
ROUND_LIST = Section(
    "rounds.list",
    (
        Key("code", code(), "", required=True),
        Key("name", text(60), ""),
        Key("weight", exact(0, 1000), Fraction(1)),
        Key("carry", exact(0, 1), Fraction(0)),
        Key("advance", whole(0, 1000)),
        Key("fastest", whole(0, 1000)),
        Key("set", text(40), "", quiet=True),
    ),
    Round,
    field="round_list",
    many=True,
)
ROUND_SECTIONS = (ROUNDS, ROUND_LIST)
VETOES = Section("vetoes", (Key("code", code(), "", required=True), Key("name", text(60), "")), Veto, many=True)
"""一票否决, of indexes and nominations."""


def round_faults(rulebook: Rulebook, *, higher: bool) -> list[Fault]:
    """Return the faults of the rounds; `higher` tells that more is better.

    Codes: code_duplicate; rounds_list_missing (`last` needs the order); rounds_nothing_wins (a round worth nothing
    would be the best time); rounds_sets (only of the best few, and all rounds are in one).
    """
    faults = duplicates((one.code for one in rulebook.round_list), "rounds.list")
    rounds = rulebook.rounds
    if rounds is None:
        return faults
    if rounds.combine is Combine.LAST and not rulebook.round_list:
        faults.append(Fault("rounds_list_missing", where="rounds.combine"))
    sets = [one.set for one in rulebook.round_list]
    if any(sets) and (not all(sets) or rounds.combine is not Combine.BEST):
        faults.append(Fault("rounds_sets", where="rounds.list"))
    if rounds.missing is Missing.NOTHING and not higher:
        faults.append(Fault("rounds_nothing_wins", where="rounds.missing"))
    return faults
