"""民主测评: the numbers of the session, then the counted marks of each class of voters, item by item."""

from __future__ import annotations

from scoring.ballots.votes import BLANK, VOID
from scoring.files.results.ballot import SESSION
from scoring.rulebook import Rulebook
from scoring.rulebook.balloting import BallotItem, Grade, VoterClass
from scoring.rulebook.laws.ballot import items_of
from web.services.grids.grid import Column, FixedRow, Grid, Label, named, pairs

_EVERYBODY = VoterClass("")


def grids(rulebook: Rulebook) -> tuple[Grid, ...]:
    """应到、实到、发出、收回 by class, then one grid for each class and item."""
    classes = rulebook.voter_classes or (_EVERYBODY,)
    session = Grid(
        labels=(Label(word="session"),),
        columns=tuple(Column(Label(word=word), "count", pairs(grade=word)) for word in SESSION),
        fixed=tuple(FixedRow(_class(one), (("class", one.code),) if one.code else ()) for one in classes),
        hint="session",
    )
    counts = [_counts(rulebook, voters, item) for voters in classes for item in items_of(rulebook)]
    return (session, *counts)


def _counts(rulebook: Rulebook, voters: VoterClass, item: BallotItem) -> Grid:
    scale = [grade for grade in rulebook.grades if grade.scale == item.scale]
    beside = [Grade(VOID), Grade(BLANK)]
    labels = tuple(named(one) for one in (voters, item) if one.code) or (Label(word="counts"),)
    columns = [_column(voters, item, grade, named(grade)) for grade in scale]
    columns += [_column(voters, item, grade, Label(word=grade.code)) for grade in beside]
    return Grid(labels, tuple(columns), hint="counts")


def _column(voters: VoterClass, item: BallotItem, grade: Grade, label: Label) -> Column:
    cells = {"item": item.code, "class": voters.code, "grade": grade.code}
    return Column(label, "count", pairs(**cells))


def _class(voters: VoterClass) -> Label:
    return named(voters) if voters.code else Label(word="everybody")
