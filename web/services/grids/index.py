"""活力指数: what a union is (class, members, last year's stars), its indicators, and what is added or taken off."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.rulebook import Rulebook
from scoring.rulebook.indexing import Extra, Indicator, Veto
from scoring.vitality import LAST_STARS, SIZE
from web.services.grids.grid import Column, Grid, Label, named, pairs
from web.services.lines import ENTRIES

_YES = (("yes", Label(word="yes")), ("no", Label(word="no")))


def grids(rulebook: Rulebook) -> tuple[Grid, ...]:
    """基本情况, 指标, 加分扣分: those the rules have."""
    extras = (*_columns(rulebook.bonuses, "bonus"), *_columns(rulebook.deductions, "deduction"))
    found = (
        Grid((Label(word="facts"),), tuple(_facts(rulebook)), hint="facts"),
        Grid((Label(word="indicators"),), tuple(_columns(rulebook.indicators)), hint="indicators"),
        Grid((Label(word="extras"),), (*extras, *_vetoes(rulebook.vetoes)), hint="extras"),
    )
    return tuple(grid for grid in found if grid.columns)


def _facts(rulebook: Rulebook) -> Iterable[Column]:
    index = rulebook.index
    if index is not None and index.classes:
        classes = tuple((code, Label(code)) for code in index.classes)
        yield Column(Label(word="class"), "group", kind=ENTRIES, choices=classes)
    if index is not None and index.rise is not None:
        yield Column(Label(word="last_stars"), LAST_STARS, kind=ENTRIES)
    if any(one.size for one in rulebook.allowances):
        yield Column(Label(word="size"), SIZE, kind=ENTRIES)


def _columns(listed: Iterable[Indicator | Extra], word: str = "") -> Iterable[Column]:
    for one in listed:
        yield Column(Label(named(one).text, word), "value", pairs(indicator=one.code))


def _vetoes(listed: Iterable[Veto]) -> Iterable[Column]:
    for one in listed:
        yield Column(Label(named(one).text, "veto"), "value", pairs(indicator=one.code), choices=_YES)
