"""By which way a contest's results come in: judges' tablets, the race desk, or lines that are typed or imported."""

from __future__ import annotations

from enum import StrEnum

from scoring.files.results import has_panel
from scoring.rulebook import Rulebook
from scoring.rulebook.racing import Race, Timing, Unit


class Way(StrEnum):
    """PANEL: sheets of a panel. DESK: one result for each starter of a heat. LINES: 成绩录入, any format."""

    PANEL = "panel"
    DESK = "desk"
    LINES = "lines"


def way_of(rulebook: Rulebook) -> Way:
    """The way results of a contest with these rules come in; each contest has exactly one.

    Besides the sheets of its panel a nomination has lines: what was reviewed and voted.
    """
    if rulebook.judging is not None:
        given = rulebook.parts and rulebook.nomination is None
        by_tablet = has_panel(rulebook) and rulebook.rounds is None and not given
        return Way.PANEL if by_tablet else Way.LINES
    if rulebook.race is not None and rulebook.rounds is None and _one_reading(rulebook.race):
        return Way.DESK
    return Way.LINES


def _one_reading(race: Race) -> bool:
    """Whether one time or whole metres say everything of an entry."""
    return race.timing is Timing.SINGLE and race.unit is Unit.METRE and race.lap is None
