"""Nominations (和谐劳动职工、和睦家庭): conditions and vetoes, then rubric, votes and given parts."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from scoring.errors import Fault
from scoring.rulebook.given import Part, Scale
from scoring.rulebook.judging import Method
from scoring.rulebook.keys import FLAG, RATIO, Key, choice, code, exact, listed, text, whole
from scoring.rulebook.laws.judged import JUDGED
from scoring.rulebook.laws.judged_check import check_judged
from scoring.rulebook.laws.judged_tables import CRITERIA, JUDGING, LARGEST, PARTS
from scoring.rulebook.laws.law import Law, duplicates
from scoring.rulebook.laws.shared import VETOES
from scoring.rulebook.model import Format, Notice, Rulebook, Wording
from scoring.rulebook.nominating import (
    NOTHING,
    TWO_THIRDS,
    Condition,
    Nomination,
    Vote,
    VoteBasis,
    VoteScale,
)
from scoring.rulebook.sections import Section, Values

NOMINATION_SECTION = Section(
    "nomination",
    (
        Key("most_nominated", whole(1, 10_000)),
        Key("exceptions_only", FLAG, default=False),
    ),
    Nomination,
)
CONDITIONS = Section(
    "conditions",
    (
        Key("code", code(), "", required=True),
        Key("name", text(120), ""),
        Key("least", exact(-LARGEST, LARGEST)),
        Key("most", exact(-LARGEST, LARGEST)),
        Key("any_of", listed(text(40)), ()),
    ),
    Condition,
    many=True,
)
VOTES = Section(
    "votes",
    (
        Key("code", code(), "", required=True),
        Key("name", text(60), ""),
        Key("points", exact(0, 10_000), NOTHING),
        Key("scale", choice(VoteScale), VoteScale.OF_VOTERS),
        Key("basis", choice(VoteBasis), VoteBasis.PRESENT),
        Key("quorum", RATIO, TWO_THIRDS),
        Key("at_least", RATIO),
        Key("more_than", RATIO),
        Key("choices", whole(1, 10_000)),
    ),
    Vote,
    many=True,
)


def _usual_method(tables: Mapping[str, object]) -> Values:
    """Return the method of a rulebook that names none: without criteria votes and given parts alone make the score."""
    given = tables.get("parts") or tables.get("votes")
    return {"method": Method.NONE} if given and not tables.get("criteria") else {}


def vote_part(vote: Vote, voters: int = 1) -> Part:
    """Return the votes as a given part of the score: so many points for each of so many voters, or against the best."""
    if vote.scale is VoteScale.OF_BEST:
        return Part(vote.code, vote.name, maximum=vote.points, scale=Scale.OF_BEST)
    return Part(vote.code, vote.name, weight=vote.points / voters, maximum=Fraction(voters))


def as_judged(rulebook: Rulebook, voters: Mapping[str, int] | None = None) -> Rulebook:
    """Return the judged contest inside a nomination: votes that earn points are parts, `voters` their bases."""
    votes = [vote_part(one, (voters or {}).get(one.code, 1)) for one in rulebook.votes if one.points]
    return replace(rulebook, parts=(*rulebook.parts, *votes))


def _check(rulebook: Rulebook) -> list[Fault]:
    """Check codes, conditions and votes, and the judged contest inside.

    Codes: code_duplicate, condition_one_kind, condition_bounds, vote_one_limit, vote_out_of_reach, vote_idle; those of
    `check_judged`.
    """
    lists = (rulebook.conditions, rulebook.vetoes, rulebook.votes, rulebook.parts)
    faults = duplicates((one.code for found in lists for one in found), "conditions")
    for line, condition in enumerate(rulebook.conditions, 1):
        faults += _condition_faults(condition, f"conditions[{line}]")
    for line, vote in enumerate(rulebook.votes, 1):
        faults += _vote_faults(vote, f"votes[{line}]")
    inside = check_judged(as_judged(rulebook))
    return [*faults, *(one for one in inside if (one.code, one.where) != ("code_duplicate", "parts"))]


def _condition_faults(condition: Condition, where: str) -> list[Fault]:
    params = {"condition": condition.code}
    if condition.any_of and condition.is_number:
        return [Fault("condition_one_kind", params, where=where)]
    if condition.least is not None and condition.most is not None and condition.least > condition.most:
        return [Fault("condition_bounds", params, where=f"{where}.least")]
    return []


def _vote_faults(vote: Vote, where: str) -> list[Fault]:
    params = {"vote": vote.code}
    if vote.at_least is not None and vote.more_than is not None:
        return [Fault("vote_one_limit", params, where=where)]
    if vote.more_than == 1:
        return [Fault("vote_out_of_reach", params, where=f"{where}.more_than")]
    return [] if vote.points or vote.needs_share else [Fault("vote_idle", params, where=where)]


def _columns(rulebook: Rulebook) -> tuple[str, ...]:
    """Return conditions, vetoes and votes where the rules have them."""
    named = (("conditions", rulebook.conditions), ("veto", rulebook.vetoes), ("votes", rulebook.votes))
    return tuple(name for name, found in named if found)


NOMINATION = Law(
    format=Format.NOMINATION,
    sections=(
        NOMINATION_SECTION,
        CONDITIONS,
        VETOES,
        replace(JUDGING, usual=_usual_method),
        CRITERIA,
        VOTES,
        PARTS,
    ),
    required=("nomination", "judging"),
    check=_check,
    ties=lambda rulebook: JUDGED.ties(as_judged(rulebook)),
    usual_ties=lambda rulebook: JUDGED.usual_ties(rulebook),
    notice=Notice(days=5),
    certificate=Wording.TITLE,
    highest_score=lambda rulebook: JUDGED.highest_score(as_judged(rulebook)),
    columns=_columns,
)
