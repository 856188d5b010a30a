"""One entry point for every format: results in, the list of places out.

The order of the work is the order of the law: check what was handed in, find the groups, score every entry, place,
award, give points. Whatever is doubtful becomes a fault; nothing is guessed.
"""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction

from scoring.awards import Award, AwardOutcome, Candidate, Decision, PrizeFace, award, prize_face
from scoring.errors import Fault
from scoring.grouping import Grouping, group_entries
from scoring.judged.score import PanelScore
from scoring.measuring import Chain, Evidence, Measured, Scored, measure
from scoring.nominations import NominationScore
from scoring.people import Entry
from scoring.races import LIST_ORDER, Outcome, Status
from scoring.ranking import Ranked, place_entries
from scoring.results import Results, Row, Standings
from scoring.rulebook.canonical import fingerprint
from scoring.rulebook.model import Places, Rulebook
from scoring.teams import place_points

PARTICIPATED = (Status.FIN, Status.PROV, Status.DNF, Status.DQ, Status.BLOCKED)
"""Statuses of entries that took part: the base of 获奖面 and of 减一录取 (practice.md 3.5)."""


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """One group placed and awarded, with what led there: `candidates` and `decisions` are what `award` was given."""

    group: str
    ranked: tuple[Ranked, ...]
    points: Mapping[str, Fraction]
    outcome: AwardOutcome
    rows: tuple[Row, ...]
    face: PrizeFace
    candidates: tuple[Candidate, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Contest:
    """A whole contest worked out: what `rank` publishes and `explain` tells."""

    measured: Measured
    grouping: Grouping
    groups: tuple[GroupStanding, ...]
    standings: Standings

    @property
    def scored(self) -> Mapping[str, Scored]:
        """Every entry with its score."""
        return self.measured.scored

    def evidence_of(self, entry: str) -> Evidence | None:
        """Return what led to an entry's score, by format."""
        return self.measured.evidence.get(entry)

    @property
    def chain(self) -> Chain:
        """The tie chain, made for the entries of one group."""
        return self.measured.chain

    def panel_of(self, entry: str) -> PanelScore | None:
        """Return the panel's score of an entry; None unless judges' marks or given parts made it."""
        found = self.measured.evidence.get(entry)
        if isinstance(found, NominationScore):
            return found.panel
        return found if isinstance(found, PanelScore) else None

    def outcome_of(self, entry: str) -> Outcome | None:
        """Return what an entry's reading came to; None unless the contest is a race."""
        found = self.measured.evidence.get(entry)
        return found if isinstance(found, Outcome) else None


def rank(rulebook: Rulebook, results: Results) -> Standings:
    """Return the standings of one contest under its frozen rules.

    Faults that block publication are listed in the standings, and the entries they concern stay unplaced with status
    BLOCKED. Raises `ValueError` when results of one format meet a rulebook of the other.
    """
    return work_out(rulebook, results).standings


def work_out(rulebook: Rulebook, results: Results) -> Contest:
    """Return the standings together with everything that led to them; raises as `rank` does."""
    with _without_collecting():
        return _work_out(rulebook, results)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Pause the garbage collector: nothing made here forms a cycle, and a million marks are a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _work_out(rulebook: Rulebook, results: Results) -> Contest:
    grouping = group_entries(rulebook, results.entries)
    measured = measure(rulebook, results, grouping)
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
        warnings=(*measured.warnings, *grouping.warnings, *_list_warnings(rulebook, groups)),
        prize_faces=tuple(group.face for group in groups if rulebook.awards.prizes),
        fingerprint=fingerprint(rulebook),
        tables=measured.tables,
    )
    return Contest(measured, grouping, groups, standings)


def _stand(
    rulebook: Rulebook, measured: Measured, decisions: Sequence[Decision], group: str, members: Sequence[Entry]
) -> GroupStanding:
    """Place, award and give points in one group."""
    field = [measured.scored[entry.code] for entry in members]
    codes = [one.entry.code for one in field if one.status is Status.FIN]
    ranked = place_entries(codes, measured.chain(codes), rulebook.ranking.places)
    known = {entry.code for entry in members}
    mine = [decision for decision in decisions if decision.entry in known]
    participants = sum(1 for one in field if one.status in PARTICIPATED)
    candidates = tuple(_candidate(one, measured.scored[one.entry]) for one in ranked)
    outcome = award(candidates, rulebook.awards, mine, participants)
    points = _points(rulebook, ranked, participants)
    prizes = {given.entry: given for given in outcome.awards}
    placed = [_placed_row(group, measured.scored[r.entry], r, prizes[r.entry], points.get(r.entry)) for r in ranked]
    others = sorted((one for one in field if one.status is not Status.FIN), key=_list_position)
    unplaced = [_unplaced_row(group, one, rulebook.points is not None) for one in others]
    face = prize_face(group, outcome, participants, rulebook.awards.face_limit)
    return GroupStanding(group, ranked, points, outcome, (*placed, *unplaced), face, candidates, tuple(mine))


def _candidate(ranked: Ranked, scored: Scored) -> Candidate:
    entry = scored.entry
    return Candidate(ranked.entry, ranked.place, ranked.tied, scored.marks, entry.department, entry.persons)


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
        facts=scored.facts,
        shown_place=ranked.shown,
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
        facts=scored.facts,
    )


def _blocked_row(entry: Entry, grouping: Grouping) -> Row:
    reason = grouping.assignments[entry.code].reason
    return Row("", entry.code, None, "", None, Status.BLOCKED, reason, department=entry.department)


def _entry_faults(entries: Sequence[Entry]) -> list[Fault]:
    counts = Counter(entry.code for entry in entries)
    return [Fault("entry_duplicate", {"entry": code}) for code, count in counts.items() if count > 1]


def _stray_decisions(results: Results) -> list[Fault]:
    known = {entry.code for entry in results.entries}
    strays = [decision for decision in results.decisions if decision.entry not in known]
    return [Fault("decision_entry_unknown", {"entry": d.entry, "minute": d.minute}) for d in strays]


def _list_warnings(rulebook: Rulebook, groups: Sequence[GroupStanding]) -> list[Fault]:
    """Warn of too many winners, of too few entries, and of equal entries that `ordinal` put in order of codes."""
    warnings = [warning for group in groups for warning in _winner_warnings(rulebook, group.face)]
    warnings += [warning for group in groups for warning in _field_warnings(rulebook, group)]
    if rulebook.ranking.places is Places.ORDINAL:
        ties = [one.entry for group in groups for one in group.ranked if one.tied]
        warnings += [Fault("ordinal_tie", {"entry": entry}) for entry in ties]
    return warnings


def _winner_warnings(rulebook: Rulebook, face: PrizeFace) -> list[Fault]:
    """Warn of a prize face above the limit, and of more winners than declared (a committee may have given them)."""
    facts: dict[str, str | int] = {"group": face.group, "winners": face.winners}
    most = rulebook.awards.most_winners
    warnings = []
    if not face.within_limit:
        warnings.append(Fault("prize_face_exceeded", {**facts, "participants": face.participants}))
    if most is not None and face.winners > most:
        warnings.append(Fault("winners_above_most", {**facts, "most": most}))
    return warnings


def _field_warnings(rulebook: Rulebook, group: GroupStanding) -> list[Fault]:
    """Warn of a group with too few entries or too few present (practice.md 3.1: fewer than 3, than 2)."""
    conditions = rulebook.eligibility
    counts = (
        ("too_few_entries", len(group.rows), conditions.minimum_entries),
        ("too_few_present", group.face.participants, conditions.minimum_present),
    )
    return [
        Fault(code, {"group": group.group, "number": number, "needed": needed})
        for code, number, needed in counts
        if needed is not None and number < needed
    ]
