"""One entry point for judged contests and races: results in, the list of places out.

The order of the work is the order of the law: check what was handed in, score every entry, find the groups, place,
award, give points. Whatever is doubtful becomes a fault; nothing is guessed.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.awards import Award, AwardOutcome, Candidate, Decision, PrizeFace, award, prize_face
from scoring.errors import Fault
from scoring.grouping import Grouping, group_entries
from scoring.judged.panel import PanelScore
from scoring.judged.scores import chief_codes, score_judged
from scoring.people import Entry
from scoring.races import LIST_ORDER, Outcome, Status, outcomes_of
from scoring.ranking import Ranked, TieRule, place_entries
from scoring.results import JudgedResults, RaceResults, Row, Standings
from scoring.rulebook.canonical import fingerprint
from scoring.rulebook.model import Judging, Places, Race, Rulebook
from scoring.teams import place_points
from scoring.tie_rules import Chief, judged_chain, race_chain
from scoring.values import format_fixed

PARTICIPATED = (Status.FIN, Status.PROV, Status.DNF, Status.DQ, Status.BLOCKED)
"""Statuses of entries that took part: the base of 获奖面 and of 减一录取 (practice.md 3.5)."""


Chain = Callable[[Sequence[str]], tuple[TieRule, ...]]
"""Makes the tie chain for the entries of one group."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One entry before it is placed; `exact` and `published` are marks, milliseconds or metres."""

    entry: Entry
    status: Status
    reason: str
    text: str
    exact: Fraction | None
    published: Fraction | None


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """One group placed and awarded, with what led there."""

    group: str
    ranked: tuple[Ranked, ...]
    points: Mapping[str, Fraction]
    outcome: AwardOutcome
    rows: tuple[Row, ...]
    face: PrizeFace


@dataclass(frozen=True, slots=True)
class Contest:
    """A whole contest worked out: what `rank` publishes and `explain` tells."""

    scored: Mapping[str, Scored]
    scores: Mapping[str, PanelScore]
    outcomes: Mapping[str, Outcome]
    grouping: Grouping
    groups: tuple[GroupStanding, ...]
    chain: Chain
    standings: Standings


@dataclass(frozen=True, slots=True)
class _Measured:
    """All entries measured, before groups and places."""

    scored: Mapping[str, Scored]
    chain: Chain
    scores: Mapping[str, PanelScore]
    outcomes: Mapping[str, Outcome]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def rank(rulebook: Rulebook, results: JudgedResults | RaceResults) -> Standings:
    """Return the standings of one contest under its frozen rules.

    Faults that block publication are listed in the standings, and the entries they concern stay unplaced with status
    BLOCKED. Raises `ValueError` when results of one format meet a rulebook of the other.
    """
    return work_out(rulebook, results).standings


def work_out(rulebook: Rulebook, results: JudgedResults | RaceResults) -> Contest:
    """Return the standings together with everything that led to them; raises as `rank` does."""
    measured = _measure(rulebook, results)
    grouping = group_entries(rulebook, results.entries)
    groups = tuple(
        _stand(rulebook, measured, results.decisions, code, grouping.members[code]) for code in grouping.order
    )
    unassigned = [_blocked_row(entry, grouping) for entry in grouping.unassigned]
    standings = Standings(
        rows=(*(row for group in groups for row in group.rows), *unassigned),
        faults=(
            *_entry_faults(results.entries),
            *measured.faults,
            *grouping.faults,
            *(fault for group in groups for fault in group.outcome.faults),
            *_stray_decisions(results),
        ),
        warnings=(*measured.warnings, *_list_warnings(rulebook, groups)),
        prize_faces=tuple(group.face for group in groups if rulebook.awards.prizes),
        fingerprint=fingerprint(rulebook),
    )
    return Contest(measured.scored, measured.scores, measured.outcomes, grouping, groups, measured.chain, standings)


def _measure(rulebook: Rulebook, results: JudgedResults | RaceResults) -> _Measured:
    if isinstance(results, JudgedResults) and rulebook.judging is not None:
        return _judge(rulebook, rulebook.judging, results)
    if isinstance(results, RaceResults) and rulebook.race is not None:
        return _time(rulebook, rulebook.race, results)
    raise ValueError("results and rulebook are of different formats")


def _judge(rulebook: Rulebook, judging: Judging, results: JudgedResults) -> _Measured:
    judged = score_judged(rulebook, judging, results)
    chief = Chief(chief_codes(results.judges), results.chief_order)
    scored = {entry.code: _judged_entry(entry, judged.scores[entry.code], judging) for entry in results.entries}
    return _Measured(
        scored=scored,
        chain=lambda codes: judged_chain(rulebook, {code: judged.scores[code] for code in codes}, chief),
        scores=judged.scores,
        outcomes={},
        faults=judged.faults,
        warnings=judged.warnings,
    )


def _judged_entry(entry: Entry, score: PanelScore, judging: Judging) -> Scored:
    if score.published is None:
        reason = score.faults[0].code if score.faults else ""
        return Scored(entry, Status.BLOCKED, reason, "", None, None)
    text = format_fixed(score.published, judging.decimals)
    return Scored(entry, Status.FIN, "", text, score.exact, score.published)


def _time(rulebook: Rulebook, race: Race, results: RaceResults) -> _Measured:
    outcomes, faults = outcomes_of(results.entries, results.results, race)
    scored = {entry.code: _raced_entry(entry, outcomes[entry.code]) for entry in results.entries}
    open_results = [
        Fault("result_provisional", {"entry": o.entry}) for o in outcomes.values() if o.status is Status.PROV
    ]
    return _Measured(
        scored=scored,
        chain=lambda codes: race_chain(rulebook, race, {code: outcomes[code] for code in codes}),
        scores={},
        outcomes=outcomes,
        faults=faults,
        warnings=tuple(open_results),
    )


def _raced_entry(entry: Entry, found: Outcome) -> Scored:
    exact = None if found.exact is None else Fraction(found.exact)
    published = None if found.published is None else Fraction(found.published)
    return Scored(entry, found.status, found.reason, found.text, exact, published)


def _stand(
    rulebook: Rulebook, measured: _Measured, decisions: Sequence[Decision], group: str, members: Sequence[Entry]
) -> GroupStanding:
    """Place, award and give points in one group."""
    field = [measured.scored[entry.code] for entry in members]
    codes = [one.entry.code for one in field if one.status is Status.FIN]
    ranked = place_entries(codes, measured.chain(codes), rulebook.ranking.places)
    mine = [decision for decision in decisions if decision.entry in {entry.code for entry in members}]
    candidates = [Candidate(r.entry, r.place, r.tied, _marks(rulebook, measured.scored[r.entry])) for r in ranked]
    outcome = award(candidates, rulebook.awards, mine)
    participants = sum(1 for one in field if one.status in PARTICIPATED)
    points = _points(rulebook, ranked, participants)
    prizes = {given.entry: given for given in outcome.awards}
    placed = [_placed_row(group, measured.scored[r.entry], r, prizes[r.entry], points.get(r.entry)) for r in ranked]
    others = sorted((one for one in field if one.status is not Status.FIN), key=_list_position)
    unplaced = [_unplaced_row(group, one, rulebook.points is not None) for one in others]
    face = prize_face(group, outcome, participants, rulebook.awards.face_limit)
    return GroupStanding(group, ranked, points, outcome, (*placed, *unplaced), face)


def _marks(rulebook: Rulebook, scored: Scored) -> Fraction | None:
    """Return the score a prize floor is compared with; races have no floors."""
    return scored.published if rulebook.judging is not None else None


def _points(rulebook: Rulebook, ranked: Sequence[Ranked], participants: int) -> dict[str, Fraction]:
    if rulebook.points is None:
        return {}
    earned = place_points([one.place for one in ranked], rulebook.points, participants)
    return {one.entry: points for one, points in zip(ranked, earned, strict=True)}


def _list_position(scored: Scored) -> tuple[int, str]:
    return LIST_ORDER.index(scored.status), scored.entry.code


def _placed_row(group: str, scored: Scored, ranked: Ranked, prize: Award, points: Fraction | None) -> Row:
    return Row(
        group=group,
        entry=ranked.entry,
        place=ranked.place,
        score=scored.text,
        exact=scored.exact,
        status=scored.status,
        reason=scored.reason,
        decided_by=ranked.decided_by,
        tied=ranked.tied,
        prize=prize.prize,
        prize_by=prize.by,
        prize_note=prize.note,
        points=points,
        department=scored.entry.department,
    )


def _unplaced_row(group: str, scored: Scored, has_points: bool) -> Row:
    """A row at the end of a list; who isn't placed earns 0 points (practice.md 3.5)."""
    return Row(
        group=group,
        entry=scored.entry.code,
        place=None,
        score=scored.text,
        exact=scored.exact,
        status=scored.status,
        reason=scored.reason,
        points=Fraction(0) if has_points else None,
        department=scored.entry.department,
    )


def _blocked_row(entry: Entry, grouping: Grouping) -> Row:
    reason = grouping.assignments[entry.code].reason
    return Row("", entry.code, None, "", None, Status.BLOCKED, reason, department=entry.department)


def _entry_faults(entries: Sequence[Entry]) -> list[Fault]:
    counts = Counter(entry.code for entry in entries)
    return [Fault("entry_duplicate", {"entry": code}) for code, count in counts.items() if count > 1]


def _stray_decisions(results: JudgedResults | RaceResults) -> list[Fault]:
    known = {entry.code for entry in results.entries}
    strays = [decision for decision in results.decisions if decision.entry not in known]
    return [Fault("decision_entry_unknown", {"entry": d.entry, "minute": d.minute}) for d in strays]


def _list_warnings(rulebook: Rulebook, groups: Sequence[GroupStanding]) -> list[Fault]:
    """Warn of a prize face above the limit, and of equal entries that `ordinal` numbering put in order of codes."""
    faces = [group.face for group in groups if not group.face.within_limit]
    warnings = [
        Fault("prize_face_exceeded", {"group": f.group, "winners": f.winners, "participants": f.participants})
        for f in faces
    ]
    if rulebook.ranking.places is Places.ORDINAL:
        ties = [one.entry for group in groups for one in group.ranked if one.tied]
        warnings += [Fault("ordinal_tie", {"entry": entry}) for entry in ties]
    return warnings
