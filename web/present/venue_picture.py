"""A small picture of a venue: machines as squares, lanes as bars, a route as waves; what is closed is hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

_SQUARE, _GAP, _A_ROW = 34, 6, 12
_LANE_WIDTH, _LANE_HEIGHT = 300, 18
_MOST = 120  # more places than this are told in words only


class Closure(Protocol):
    """A window in which a place (None: the whole venue) is closed."""

    place: int | None
    starts: datetime
    ends: datetime


class Ground(Protocol):
    """What a picture needs of a venue."""

    kind: str
    places: int | None

    @property
    def closures(self) -> Sequence[Closure]:
        """The windows of its places."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: where it is drawn, its number, and the windows in which it is closed."""

    x: int
    y: int
    width: int
    height: int
    number: int
    closures: Sequence[Closure]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of the places. `waves` are the places of waves out at once on a route."""

    width: int
    height: int
    spots: Sequence[Spot] = ()
    waves: Sequence[int] = ()


def picture(venue: Ground) -> Picture | None:
    """The picture of a venue; None where there is nothing to draw (unlimited or very many places)."""
    if venue.kind == "route":
        return Picture(_LANE_WIDTH, 54, waves=tuple(range(24, _LANE_WIDTH - 40, 52)))
    if venue.places is None or venue.places > _MOST:
        return None
    if venue.kind == "track":
        height = venue.places * (_LANE_HEIGHT + 2) + 2
        return Picture(_LANE_WIDTH, height, [_lane(venue, number) for number in range(1, venue.places + 1)])
    rows = -(-venue.places // _A_ROW)
    width = min(venue.places, _A_ROW) * (_SQUARE + _GAP) + _GAP
    return Picture(width, rows * (_SQUARE + _GAP) + _GAP, [_square(venue, n) for n in range(1, venue.places + 1)])


def _lane(venue: Ground, number: int) -> Spot:
    y = 2 + (number - 1) * (_LANE_HEIGHT + 2)
    return Spot(1, y, _LANE_WIDTH - 2, _LANE_HEIGHT, number, _closures(venue, number))


def _square(venue: Ground, number: int) -> Spot:
    row, column = divmod(number - 1, _A_ROW)
    x, y = (_GAP + index * (_SQUARE + _GAP) for index in (column, row))
    return Spot(x, y, _SQUARE, _SQUARE, number, _closures(venue, number))


def _closures(venue: Ground, number: int) -> list[Closure]:
    """The windows in which a place, or the whole venue, is closed."""
    return [closure for closure in venue.closures if closure.place in (None, number)]
