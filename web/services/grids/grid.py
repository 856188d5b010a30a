"""A grid to fill in: its columns and rows, each standing for the cells of a line."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.rulebook.rounds import Round
from web.services.lines import RESULTS

Cells = tuple[tuple[str, str], ...]
"""Key cells: (column, text)."""


@dataclass(frozen=True, slots=True)
class Label:
    """What something is called: a text of the rulebook, or the code of a word that `present` owns."""

    text: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One box in each row: it fills `field` of the line with these key cells.

    `choices` are what the box offers (empty: it is typed); `narrow` boxes hold a short number.
    """

    label: Label
    field: str
    key: Cells = ()
    kind: str = RESULTS
    choices: tuple[tuple[str, Label], ...] = ()
    narrow: bool = True


@dataclass(frozen=True, slots=True)
class FixedRow:
    """A row that is about no single entry."""

    label: Label
    key: Cells = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid of a contest: one row for each entry, or the `fixed` rows; `hint` is the code of a sentence.

    With `people` there is a row for everybody who works in the departments that entered. `round` is the round whose
    field it lists: those who reached it, heat by heat.
    """

    labels: tuple[Label, ...]
    columns: tuple[Column, ...]
    fixed: tuple[FixedRow, ...] = ()
    hint: str = ""
    people: bool = False
    round: str = ""


def named(one: object) -> Label:
    """A line of the rulebook by its name, else its code."""
    return Label(text=getattr(one, "name", "") or getattr(one, "code", ""))


def pairs(**cells: str) -> Cells:
    """The cells that are not empty."""
    return tuple((name, text) for name, text in cells.items() if text)


def round_label(one: Round) -> Label:
    """A round by its name, else by its number."""
    return Label(one.name) if one.name else Label(one.code, "round")
