"""Is a rulebook sound in itself? Every fault at once, whether it came from a document, a form or a program."""

from collections import Counter
from fractions import Fraction

from scoring.errors import Fault
from scoring.groups.merging import NO_MERGING
from scoring.groups.partition import partition_faults
from scoring.people import EntrantKind
from scoring.rulebook.laws import LAWS, law_of
from scoring.rulebook.laws.law import duplicates
from scoring.rulebook.model import Prize, Rulebook
from scoring.rulebook.reading import nearest
from scoring.tie_keys import SHARED
from scoring.values import format_fraction


def check(rulebook: Rulebook) -> tuple[Fault, ...]:
    """Return everything that is wrong with the rules; empty means they can be frozen.

    Codes: name_empty; format_tables and the format's own (`scoring.rulebook.laws`); code_duplicate; ties_*; prize_*;
    points_empty, points_rise; notice_*; ages_reversed; merge_*; and those of `partition_faults`.
    """
    return (
        *([Fault("name_empty", where="name")] if not rulebook.name.strip() else []),
        *_format_faults(rulebook),
        *_tie_faults(rulebook),
        *_prize_faults(rulebook),
        *_points_faults(rulebook),
        *_notice_faults(rulebook),
        *_eligibility_faults(rulebook),
        *_merging_faults(rulebook),
        *partition_faults(rulebook.groups, rulebook.age_rule, rulebook.eligibility),
    )


def _format_faults(rulebook: Rulebook) -> list[Fault]:
    """Check that exactly the tables of the format are there, and then what the format says of them."""
    law = law_of(rulebook.format)
    own = {section.attribute for section in law.sections}
    others = {section.attribute for other in LAWS.values() for section in other.sections} - own
    missing = [name for name in law.required if getattr(rulebook, name) is None]
    foreign = [name for name in others if getattr(rulebook, name) not in (None, ())]
    if missing or foreign:
        return [Fault("format_tables", {"format": rulebook.format.value}, where="format")]
    return law.check(rulebook)


def _tie_faults(rulebook: Rulebook) -> list[Fault]:
    ties = rulebook.ranking.ties
    known = list(law_of(rulebook.format).ties(rulebook))
    faults = [
        Fault("ties_unknown", {"key": key[:60], "nearest": nearest(key, known)}, where="ranking.ties")
        for key in ties
        if key not in known
    ]
    repeated = [key for key, count in Counter(ties).items() if count > 1]
    faults += [Fault("ties_repeated", {"key": key}, where="ranking.ties") for key in repeated]
    if not ties or ties[-1] != SHARED:
        faults.append(Fault("ties_shared_not_last", where="ranking.ties"))
    return faults


def _prize_faults(rulebook: Rulebook) -> list[Fault]:
    prizes = rulebook.awards.prizes
    faults = duplicates((prize.name for prize in prizes), "prizes")
    for number, prize in enumerate(prizes, 1):
        faults += _one_prize_faults(prize, f"prizes[{number}]", rulebook)
    shares = sum((Fraction(prize.share or 0) for prize in prizes), Fraction(0))
    if shares > 100:
        faults.append(Fault("prize_shares_above_100", {"sum": format_fraction(shares)}, where="prizes"))
    floors = [prize.floor for prize in prizes if prize.floor is not None]
    if floors != sorted(floors, reverse=True):
        faults.append(Fault("prize_floors_rise", where="prizes"))
    return faults


def _one_prize_faults(prize: Prize, where: str, rulebook: Rulebook) -> list[Fault]:
    faults = []
    if not prize.name.strip():
        faults.append(Fault("name_empty", where=f"{where}.name"))
    if (prize.count is None) is (prize.share is None):
        faults.append(Fault("prize_count_or_share", {"prize": prize.name}, where=where))
    highest = law_of(rulebook.format).highest_score(rulebook)
    if prize.floor is not None and highest is None:
        faults.append(Fault("prize_floor_without_marks", {"prize": prize.name}, where=f"{where}.floor"))
    elif prize.floor is not None and highest is not None and prize.floor > highest:
        faults.append(Fault("prize_floor_above_total", {"prize": prize.name}, where=f"{where}.floor"))
    return faults


def _points_faults(rulebook: Rulebook) -> list[Fault]:
    if rulebook.points is None:
        return []
    table = rulebook.points.table
    if not table:
        return [Fault("points_empty", where="points.table")]
    return [] if list(table) == sorted(table, reverse=True) else [Fault("points_rise", where="points.table")]


def _notice_faults(rulebook: Rulebook) -> list[Fault]:
    days, minutes = rulebook.notice.days, rulebook.notice.minutes
    return [Fault("notice_days_and_minutes", where="notice")] if days and minutes else []


def _eligibility_faults(rulebook: Rulebook) -> list[Fault]:
    conditions = rulebook.eligibility
    faults = []
    if conditions.has_age_limit and rulebook.age_rule is None:
        faults.append(Fault("reference_date_missing", where="groups.reference_date"))
    low, high = conditions.minimum_age, conditions.maximum_age
    if low is not None and high is not None and low > high:
        faults.append(Fault("ages_reversed", {"low": low, "high": high}, where="eligibility.minimum_age"))
    personal = conditions.genders or conditions.post_categories or conditions.has_age_limit or rulebook.groups
    if conditions.entrant is not EntrantKind.PERSON and personal:
        faults.append(Fault("entrant_not_a_person", {"entrant": conditions.entrant.value}, where="eligibility.entrant"))
    return faults


def _merging_faults(rulebook: Rulebook) -> list[Fault]:
    """Refuse a rule of merging that cannot speak: without a limit, or without groups."""
    merging = rulebook.merging
    if merging.below is None:
        return [] if merging == NO_MERGING else [Fault("merge_without_limit", where="groups.merge_below")]
    return [] if rulebook.groups else [Fault("merge_without_groups", where="groups.merge_below")]
