"""评审: marks of several rounds, parts of the score that are given, and what an entry brings besides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.files.results import has_panel
from scoring.judged.sheet import SheetState
from scoring.rulebook import Rulebook
from scoring.rulebook.judging import Difficulty
from scoring.rulebook.rounds import Round
from web.services.grids.grid import Column, Grid, Label, named, pairs, round_label
from web.services.lines import ENTRIES, Way, way_of

_STATES = tuple((state.value, Label(word=state.value)) for state in SheetState if state is not SheetState.GIVEN)


def grids(rulebook: Rulebook, rounds: Sequence[str], judges: Sequence[str]) -> tuple[Grid, ...]:
    """Round by round a grid for each judge (or one with a column for each, where each gives one mark), the parts, and
    what is taken off or multiplied. Where judges have tablets only the last are asked here."""
    if rulebook.judging is None:
        return ()
    listed = rulebook.round_list or tuple(Round(code) for code in (rounds if rulebook.rounds else ("",)))
    by_lines = way_of(rulebook) is Way.LINES
    return tuple(
        grid
        for one in listed
        for grid in (*(_results(rulebook, one, judges) if by_lines else ()), *_terms(rulebook, one))
        if grid.columns
    )


def _results(rulebook: Rulebook, one: Round, judges: Sequence[str]) -> Iterable[Grid]:
    where = (round_label(one),) if one.code else ()
    if has_panel(rulebook) and len(rulebook.rubric) == 1:
        columns = tuple(_mark(one, judge, rulebook.rubric[0].code, _judge(judge)) for judge in judges)
        yield Grid((*where, Label(word="marks")), columns, hint="marks")
    elif has_panel(rulebook):
        yield from (_sheet(rulebook, one, judge) for judge in judges)
    parts = (Column(named(part), "value", pairs(round=one.code, part=part.code)) for part in rulebook.parts)
    yield Grid((*where, Label(word="parts")), tuple(parts), hint="parts")


def _sheet(rulebook: Rulebook, one: Round, judge: str) -> Grid:
    where = (round_label(one),) if one.code else ()
    columns = [_mark(one, judge, criterion.code, named(criterion)) for criterion in rulebook.rubric]
    state = Column(Label(word="sheet_state"), "state", columns[0].key, choices=_STATES)
    return Grid((*where, _judge(judge)), (*columns, state), hint="marks")


def _mark(one: Round, judge: str, criterion: str, label: Label) -> Column:
    return Column(label, "mark", pairs(round=one.code, judge=judge, criterion=criterion))


def _judge(judge: str) -> Label:
    return Label(judge.lstrip("0"), "judge")


def _terms(rulebook: Rulebook, one: Round) -> Iterable[Grid]:
    """系数、难度、扣分 of the whole performance, and the difficulty of each criterion where there are several."""
    judging = rulebook.judging
    hard = judging is not None and judging.difficulty is not Difficulty.NONE
    words = ["factor", *(["difficulty"] if hard else []), "deduction"]
    where = (round_label(one),) if one.code else ()
    columns = tuple(Column(Label(word=word), word, pairs(round=one.code), kind=ENTRIES) for word in words)
    yield Grid((*where, Label(word="terms")), columns, hint="terms")
    if hard and len(rulebook.criteria) > 1:
        apart = tuple(
            Column(named(criterion), "difficulty", pairs(round=one.code, criterion=criterion.code), kind=ENTRIES)
            for criterion in rulebook.criteria
        )
        yield Grid((*where, Label(word="criteria_difficulty")), apart, hint="criteria_difficulty")
