"""谁进入下一赛次: the first of each heat and the fastest of the others (World Athletics TR20, TR21).

A tie at the last place is told: all of them go on, or lots must be drawn, as the rulebook says.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from scoring.grouping import Grouping, group_entries
from scoring.race_ties import heat_chain
from scoring.races import Advance, AdvancedBy, Outcome, Status
from scoring.races.together import race_outcomes
from scoring.ranking import Ranked, TieRule, place_entries
from scoring.results import RaceResults
from scoring.rulebook.model import Places, Race, Rulebook
from scoring.rulebook.racing import AdvanceTies
from scoring.rulebook.rounds import Round


def qualified(rulebook: Rulebook, results: RaceResults, round: str) -> tuple[Advance, ...]:
    """Return everybody who started in a round, heat by heat in order of places, and who goes on and why.

    Raises `KeyError` for a round that isn't in the rulebook's list, `ValueError` when the rules aren't a race's.
    """
    if rulebook.race is None:
        raise ValueError("only races have heats")
    this = {one.code: one for one in rulebook.round_list}[round]
    found = race_outcomes(rulebook, rulebook.race, results.entries, results.results)
    return advances(rulebook, rulebook.race, this, found.by_entry, group_entries(rulebook, results.entries))


def all_advances(
    rulebook: Rulebook, race: Race, outcomes: Mapping[str, Outcome], grouping: Grouping
) -> tuple[Advance, ...]:
    """Return the qualification of every round that has a rule for it, in order of the rounds."""
    rounds = [one for one in rulebook.round_list if one.advance is not None or one.fastest is not None]
    return tuple(line for one in rounds for line in advances(rulebook, race, one, outcomes, grouping))


def advances(
    rulebook: Rulebook, race: Race, this: Round, outcomes: Mapping[str, Outcome], grouping: Grouping
) -> tuple[Advance, ...]:
    """Return who goes on from one round, group by group."""
    lines: list[Advance] = []
    for group in grouping.order:
        members = [entry.code for entry in grouping.members[group]]
        raced = {code: part for code in members for part in outcomes[code].rounds if part.round == this.code}
        lines += _group_advances(rulebook, race, this, group, raced)
    return tuple(lines)


def _group_advances(
    rulebook: Rulebook, race: Race, this: Round, group: str, raced: Mapping[str, Outcome]
) -> list[Advance]:
    chain = heat_chain(rulebook, race, raced)
    heats: dict[str, list[str]] = defaultdict(list)
    for code, part in raced.items():
        heats[part.heat].append(code)
    ranked = {heat: _ranked([code for code in codes if _finished(raced[code])], chain) for heat, codes in heats.items()}
    by: dict[str, AdvancedBy] = {}
    for places in ranked.values():
        by |= _taken(places, this.advance or 0, AdvancedBy.PLACE, race.advance_ties)
    others = [code for places in ranked.values() for code in (one.entry for one in places) if code not in by]
    by |= _taken(_ranked(others, chain), this.fastest or 0, AdvancedBy.TIME, race.advance_ties)
    lines = []
    for heat in sorted(heats):
        place_of = {one.entry: int(one.place) for one in ranked[heat]}
        for code in (*place_of, *sorted(set(heats[heat]) - set(place_of))):
            how = by.get(code, AdvancedBy.OUT)
            lines.append(Advance(this.code, group, heat, code, place_of.get(code), _told(raced[code]), how))
    return lines


def _ranked(codes: Sequence[str], chain: Sequence[TieRule]) -> tuple[Ranked, ...]:
    return place_entries(codes, chain, Places.STANDARD)


def _taken(ranked: Sequence[Ranked], number: int, by: AdvancedBy, ties: AdvanceTies) -> dict[str, AdvancedBy]:
    """Take the first `number`; who is equal across the end is told apart from those who are surely inside."""
    inside = [one for one in ranked if one.place <= number]
    if len(inside) <= number:
        return {one.entry: by for one in inside}
    at_the_end = AdvancedBy.TIE if ties is AdvanceTies.ALL else AdvancedBy.DRAW
    return {one.entry: at_the_end if one.place == inside[-1].place else by for one in inside}


def _finished(part: Outcome) -> bool:
    return part.status is Status.FIN and part.published is not None


def _told(part: Outcome) -> str:
    return part.text or part.status.value
