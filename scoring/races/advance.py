"""How somebody goes on to the next round (World Athletics TR20, TR21)."""

from dataclasses import dataclass
from enum import StrEnum


class AdvancedBy(StrEnum):
    """Why somebody goes on to the next round.

    `tie` are equal at the last place, and all go on; `draw` are equal at it, and lots must be drawn among them: nobody
    of them is through by the rules alone.
    """

    PLACE = "place"
    TIME = "time"
    TIE = "tie"
    DRAW = "draw"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Advance:
    """One entry in one round: the place in its heat (None without a result there), and how it goes on."""

    round: str
    group: str
    heat: str
    entry: str
    place: int | None
    result: str
    by: AdvancedBy

    @property
    def through(self) -> bool:
        """Whether the entry goes on by the rules alone."""
        return self.by in (AdvancedBy.PLACE, AdvancedBy.TIME, AdvancedBy.TIE)
