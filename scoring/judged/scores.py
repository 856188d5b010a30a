"""All entries of a judged contest: the panel's value of every performance, parts added, rounds brought together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.errors import Fault
from scoring.grouping import Grouping
from scoring.judged.combining import Attempt, combine
from scoring.judged.orders import Field, Merit, appraise_order, read_orders
from scoring.judged.panel import Panel, appraise
from scoring.judged.parts import PartShare, filled, part_shares, sort_parts
from scoring.judged.performances import round_faults, sort_sheets
from scoring.judged.rooms import coefficients, room_warnings
from scoring.judged.rounding import published, stage
from scoring.judged.scheme import Schemes
from scoring.judged.score import Detail, Once, PanelScore, Stage, Step
from scoring.judged.severity import judge_offsets
from scoring.judged.sheet import Judge, Sheet
from scoring.judged.stages import finish, is_plain
from scoring.judged.terms import missing_difficulty, term_faults, terms_of
from scoring.people import Entry
from scoring.results import JudgedResults
from scoring.rounds import round_order
from scoring.rulebook.judging import RANK_METHODS, Judging, Method
from scoring.rulebook.model import Rulebook
from scoring.rulebook.rounds import Combine


@dataclass(frozen=True, slots=True)
class JudgedScores:
    """The score of every entry, and what is wrong with the sheets."""

    scores: Mapping[str, PanelScore]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def score_judged(
    rulebook: Rulebook, judging: Judging, results: JudgedResults, grouping: Grouping | None = None
) -> JudgedScores:
    """Return the scores of all entries, in their groups.

    Faults: those of sorting sheets and parts, of the terms in ENTRIES, of every method, and round_missing.
    """
    sheets = sort_sheets(rulebook, judging, results.entries, results.judges, results.sheets)
    given, part_faults = sort_parts(results.parts, rulebook.parts, (entry.code for entry in results.entries))
    rounds = {*sheets.performances, *given}
    offsets = judge_offsets(rulebook, judging, sheets.performances, results.effects)
    aside = frozenset() if judging.chief_counts else chief_codes(results.judges)
    schemes = Schemes(judging, rulebook.rubric, offsets, aside)
    plain = not rulebook.parts and is_plain(judging)
    contest = _Contest(rulebook, judging, schemes, sheets.performances, given, sorted(rounds), plain)
    scores: dict[str, PanelScore] = {}
    warnings = list(sheets.warnings)
    for members in _fields(results.entries, grouping):
        scores |= contest.score(members, warnings)
    faults = [*sheets.faults, *part_faults, *term_faults(rulebook, judging, results.entries)]
    faults += round_faults(rulebook, rounds)
    faults += [fault for code in sorted(scores) for fault in scores[code].faults]
    return JudgedScores(scores, tuple(faults), tuple(warnings))


def chief_codes(judges: Sequence[Judge]) -> frozenset[str]:
    """Return the codes of the chief judges (评委组长)."""
    return frozenset(judge.code for judge in judges if judge.chief)


def _fields(entries: Sequence[Entry], grouping: Grouping | None) -> list[Sequence[Entry]]:
    """Return the entries group by group; who belongs to none is scored, too, though nobody is placed there."""
    if grouping is None:
        return [entries]
    return [*(grouping.members[code] for code in grouping.order), grouping.unassigned]


@dataclass(frozen=True, slots=True)
class _Contest:
    """Everything needed to score one group after the other; `plain`: nothing comes after the panel's value."""

    rulebook: Rulebook
    judging: Judging
    schemes: Schemes
    performances: Mapping[str, Mapping[str, Sequence[Sheet]]]
    given: Mapping[str, Mapping[str, Mapping[str, Fraction]]]
    found: Sequence[str]
    plain: bool

    def score(self, members: Sequence[Entry], warnings: list[Fault]) -> Mapping[str, PanelScore]:
        """Return the scores of one group."""
        if self.rulebook.rounds is None:
            return {code: one.score for code, one in self._round("", members, warnings).items()}
        order = round_order(self.rulebook.round_list, (code for code in self.found if code))
        attempts = {one.code: self._round(one.code, members, warnings) for one in order}
        overall = part_shares([e.code for e in members], self.given.get("", {}), self.rulebook.parts, self.judging)
        return combine(self.rulebook, self.judging, members, order, attempts, overall)

    def _round(self, round: str, members: Sequence[Entry], warnings: list[Fault]) -> dict[str, Attempt]:
        """Return what every entry that has a result came to in one round; without rounds every entry."""
        sheets = self.performances.get(round, {})
        given = self.given.get(round, {})
        whole = self.rulebook.rounds is None
        there = [entry for entry in members if whole or entry.code in sheets or entry.code in given]
        mine = {entry.code: sheets.get(entry.code, ()) for entry in there}
        panels, field = self._panels(there, mine, round, warnings)
        shares = part_shares(list(mine), given, self.rulebook.parts, self.judging)
        return {
            entry.code: self._attempt(entry, round, *panels[entry.code], shares[entry.code], field) for entry in there
        }

    def _panels(
        self, entries: Sequence[Entry], sheets: Mapping[str, Sequence[Sheet]], round: str, warnings: list[Fault]
    ) -> tuple[Mapping[str, tuple[Panel | None, Merit, tuple[Step, ...]]], Field | None]:
        judging = self.judging
        if judging.method is Method.NONE:
            return {entry.code: (None, (), ()) for entry in entries}, None
        schemes = {e.code: self.schemes.of(terms_of(e, round, overall=not round)) for e in entries}
        if judging.method in RANK_METHODS:
            field = read_orders(sheets, self.schemes.plain, given=self.rulebook.marks_are_ranks)
            warnings += field.warnings
            return {code: (*appraise_order(code, sheets[code], field, schemes[code]), ()) for code in sheets}, field
        panels = {code: appraise(code, sheets[code], schemes[code]) for code in sheets}
        if judging.method is Method.PANEL_COEFFICIENT:
            return _by_rooms(entries, panels, judging, warnings), self._orders(sheets)
        return {code: (panel, (), ()) for code, panel in panels.items()}, self._orders(sheets)

    def _orders(self, sheets: Mapping[str, Sequence[Sheet]]) -> Field | None:
        """Return the judges' orders where the places of several rounds need them (Skating System, rule 11)."""
        rounds = self.rulebook.rounds
        if rounds is None or rounds.combine is not Combine.PLACES:
            return None
        return read_orders(sheets, self.schemes.plain, given=False)

    def _attempt(
        self,
        entry: Entry,
        round: str,
        panel: Panel | None,
        merit: Merit,
        steps: tuple[Step, ...],
        parts: list[PartShare],
        field: Field | None,
    ) -> Attempt:
        judging = self.judging
        ranks = tuple(field.ranks[entry.code].values()) if field is not None else ()
        value, detail = (None, Once(Detail)) if panel is None else (panel.value, panel.detail)
        if self.plain and value is not None and not entry.terms:
            shown = published(value, judging)
            return Attempt(PanelScore(entry.code, value, shown, (), value, steps, merit, detail=detail), ranks)
        terms = terms_of(entry, round, overall=not round)
        faults = list(panel.faults) if panel is not None else []
        if panel is not None:
            faults += missing_difficulty(entry.code, terms, judging, self.rulebook.rubric)
        if self.rulebook.parts:
            parts, missing = self._filled(parts, entry.code, round)
            faults += missing
        if faults:
            return Attempt(PanelScore(entry.code, None, None, tuple(faults), value, steps, detail=detail), ranks)
        exact, more = finish(value, judging, terms, parts)
        shown = published(exact, judging)
        return Attempt(PanelScore(entry.code, exact, shown, (), value, (*steps, *more), merit, detail=detail), ranks)

    def _filled(self, parts: list[PartShare], entry: str, round: str) -> tuple[list[PartShare], list[Fault]]:
        """Fill in defaults; a part given for all rounds together isn't missing in one of them."""
        apart = self.given.get("", {}).get(entry, {}) if round else {}
        return filled(parts, [part for part in self.rulebook.parts if part.code not in apart], entry)


def _by_rooms(
    entries: Sequence[Entry], panels: Mapping[str, Panel], judging: Judging, warnings: list[Fault]
) -> Mapping[str, tuple[Panel, Merit, tuple[Step, ...]]]:
    """Multiply every value by its room's coefficient; who has no room is room_missing (entry)."""
    rooms: dict[str, list[Fraction]] = {}
    for entry in entries:
        value = panels[entry.code].value
        if entry.room and value is not None:
            rooms.setdefault(entry.room, []).append(value)
    warnings += room_warnings(rooms)
    by_room = coefficients(rooms, judging)
    found: dict[str, tuple[Panel, Merit, tuple[Step, ...]]] = {}
    for entry in entries:
        panel, coefficient = panels[entry.code], by_room.get(entry.room)
        if not entry.room:
            faults = (*panel.faults, Fault("room_missing", {"entry": entry.code}))
            found[entry.code] = (Panel(None, faults, panel.detail), (), ())
        elif panel.value is None or coefficient is None:
            found[entry.code] = (panel, (), ())
        else:
            value = stage(panel.value * coefficient, judging)
            step = Step(Stage.ROOM, value, coefficient, entry.room)
            found[entry.code] = (Panel(value, panel.faults, panel.detail), (), (step,))
    return found
