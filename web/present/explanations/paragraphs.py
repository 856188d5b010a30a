"""One paragraph of a "why", and the values that stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.rulebook import Rulebook
from scoring.values import format_fixed, format_mark

Json = dict[str, Any]
_SHORT = 4
"""Decimals up to which an exact value is written out; longer ones are shown as a fraction too."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading and its sentences."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What a why is told from: one row of a result document with its evidence, the rules, and names to use.

    `labels` name the entries as this reader may see them; `group_reason` is the office's note on the person's group
    and None for the public, because it tells an age.
    """

    document: Json
    row: Json
    evidence: Json
    rulebook: Rulebook
    labels: Mapping[int, str]
    group_reason: Mapping[str, Any] | None = None

    @property
    def group(self) -> Json:
        """The row's group with its prize tiers."""
        empty: Json = {"code": "", "name": "", "ranked": 0, "participants": 0, "winners": 0, "tiers": []}
        return next((one for one in self.document["groups"] if one["code"] == self.row["group"]), empty)


def exact(value: Fraction) -> str:
    """A value without loss: `87.5`, or `523/6 = 87.1667…` where no short decimal is exact."""
    if 10**_SHORT % value.denominator == 0:
        return format_fixed(value, _SHORT).rstrip("0").rstrip(".")
    cut = Fraction(int(value * 10**_SHORT), 10**_SHORT)
    return f"{value.numerator}/{value.denominator} = {format_fixed(cut, _SHORT)}…"


def plain(value: Fraction) -> str:
    """A value as a decimal: exact where it is short, else cut after four decimals with an ellipsis."""
    return exact(value).rpartition(" = ")[2]


def mark(hundredths: int) -> str:
    """A mark as people write it."""
    return format_mark(hundredths)
