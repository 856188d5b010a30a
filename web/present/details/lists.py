"""What a list beside the places is, and how it is read from a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from scoring.rulebook import Rulebook
from scoring.values import format_fixed
from web.present.filling_words import PATTERNS
from web.present.messages.marking import N_

Json = Mapping[str, Any]
Say = Callable[[str], str]
"""Puts a source text into the reader's language."""
ENTRY = N_("参赛者")


@dataclass(frozen=True, slots=True)
class Detail:
    """One list; the first column says whose row it is. `words` are the columns of texts: all others hold numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: frozenset[int] = frozenset({0})
    notes: tuple[str, ...] = ()

    def filled(self) -> Detail:
        """The list without the columns that no row fills."""
        used = [n for n in range(len(self.columns)) if n == 0 or any(row[n] for row in self.rows)]
        return replace(
            self,
            columns=tuple(self.columns[n] for n in used),
            rows=tuple(tuple(row[n] for n in used) for row in self.rows),
            words=frozenset(at for at, n in enumerate(used) if n in self.words),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A document with its rules, read for one reader."""

    document: Json
    rulebook: Rulebook
    names: Mapping[int, str]
    say: Say

    def name(self, entry: int | str) -> str:
        """What an entry is called."""
        return self.names.get(int(entry), "")

    def word(self, code: str, words: Mapping[str, str]) -> str:
        """A code in words; what is no code stays as it is."""
        return self.say(words[code]) if code in words else code

    def table(self, name: str) -> Sequence[Mapping[str, str]]:
        """The rows of a list of the document, each by its columns; none where it has no such list."""
        found = [one for one in self.document.get("tables", ()) if one["name"] == name]
        return [dict(zip(one["columns"], row, strict=True)) for one in found for row in one["rows"]]

    def steps(self) -> Iterator[tuple[int, list[tuple[str, Json]]]]:
        """Every entry in the order of the rows with the steps of its score."""
        for one in self.document["evidence"]:
            yield one["entry"], [(kind, params) for kind, params in one.get("told", ())]


def spread(told: Told, kinds: Mapping[str, Callable[[Json], tuple[str, str]]]) -> tuple[list[str], list[list[str]]]:
    """Columns in the order they are first met, and a row for each entry that fills one.

    `kinds` say of a step which column it belongs to and what stands there.
    """
    found: dict[int, dict[str, str]] = {}
    for entry, steps in told.steps():
        cells = dict(kinds[kind](params) for kind, params in steps if kind in kinds)
        if cells:
            found[entry] = cells
    columns = list(dict.fromkeys(title for cells in found.values() for title in cells))
    rows = [[told.name(entry), *(cells.get(title, "") for title in columns)] for entry, cells in found.items()]
    return columns, rows


def detail(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], words: int = 1, notes: Sequence[str] = ()
) -> Detail:
    """A list whose first `words` columns are texts, and the others numbers."""
    return Detail(title, tuple(columns), tuple(tuple(row) for row in rows), frozenset(range(words)), tuple(notes))


def part_title(told: Told, code: str) -> str:
    """A given part by its name, else by its code."""
    return next((one.name for one in told.rulebook.parts if one.code == code), "") or code


def round_title(told: Told, code: str) -> str:
    """A round by its name, else by its number."""
    name = next((one.name for one in told.rulebook.round_list if one.code == code), "")
    return name or told.say(PATTERNS["round"]) % {"text": code}


def short(told: Told, value: str) -> str:
    """An exact value with the decimals of the published score, and one more where that would hide something."""
    judging = told.rulebook.judging
    if judging is None or not value:
        return value
    exact = Fraction(value)
    decimals = judging.decimals + (1 if (exact * 10**judging.decimals).denominator != 1 else 0)
    return format_fixed(exact, decimals)
