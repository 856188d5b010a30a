"""评分表: what one judge gave one entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from scoring.values import Hundredths


class SheetState(StrEnum):
    """Given marks count; absent (not yet, or never given), recused (回避) and void sheets are no marks, never zeros."""

    GIVEN = "given"
    ABSENT = "absent"
    RECUSED = "recused"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Judge:
    """One member of the panel; `chief` marks 评委组长, `effect` a known severity in 1/10,000 mark (lenient above 0)."""

    code: str
    department: str = ""
    chief: bool = False
    effect: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One judge's marks for one entry by criterion code; a criterion that is missing was not marked."""

    entry: str
    judge: str
    state: SheetState = SheetState.GIVEN
    marks: Mapping[str, Hundredths] = field(default_factory=dict, hash=False)
    round: str = ""


@dataclass(frozen=True, slots=True)
class PartValue:
    """A given part of one entry's score: difficulty, a penalty, votes. A part that isn't there is missing, never 0."""

    entry: str
    part: str
    value: Fraction
    round: str = ""
