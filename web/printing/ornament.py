"""The drawn paper of a certificate as one SVG: a key-pattern (回纹) border, corner flowers, a pale rosette.

Everything is lines computed here; there is no picture file. Lengths are millimetres on A4 landscape.
"""

from __future__ import annotations

from math import cos, pi, sin

WIDTH, HEIGHT = 297, 210
_RED, _GOLD, _PALE = "#a8321f", "#b98f35", "#efe3c2"
_BAND, _CELL = 11.5, 5.0  # centre line of the key pattern from the edge; size of one key
_CORNER = 9.0
_STEPS = 16  # points of a rosette's curve for each of its lobes
_KEY = (
    (-0.5, 0.38),
    (-0.38, 0.38),
    (-0.38, -0.38),
    (0.38, -0.38),
    (0.38, 0.2),
    (-0.16, 0.2),
    (-0.16, -0.16),
    (0.14, -0.16),
)
_KEY_FOOT = ((-0.38, 0.38), (0.5, 0.38))


def paper() -> str:
    """The whole drawing."""
    parts = [
        _frame(7.5, 0.55, _RED),
        _frame(8.9, 0.18, _GOLD),
        _frame(_BAND + 2.75, 0.18, _GOLD),
        _frame(_BAND + 4.1, 0.35, _RED),
        _path(_rosette(WIDTH / 2, HEIGHT / 2 + 6), 0.12, _PALE),
        _path(_border(), 0.32, _GOLD),
        *(_flower(x, y) for x in (_BAND, WIDTH - _BAND) for y in (_BAND, HEIGHT - _BAND)),
        _flourish(1),
        _flourish(-1),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}mm" height="{HEIGHT}mm">{"".join(parts)}</svg>'
    )


def _path(d: str, width: float, colour: str) -> str:
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="miter"/>'


def _frame(inset: float, width: float, colour: str) -> str:
    size = f'width="{WIDTH - 2 * inset}" height="{HEIGHT - 2 * inset}"'
    return f'<rect x="{inset}" y="{inset}" {size} fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _border() -> str:
    """Keys along the four sides, turned to face outwards, between the corner flowers."""
    across, down = WIDTH - 2 * _BAND - _CORNER, HEIGHT - 2 * _BAND - _CORNER
    top, side = round(across / _CELL), round(down / _CELL)
    keys: list[str] = []
    for number in range(top):
        x = _BAND + _CORNER / 2 + (number + 0.5) * across / top
        keys += [_key(x, _BAND, 0, across / top), _key(WIDTH - x, HEIGHT - _BAND, 2, across / top)]
    for number in range(side):
        y = _BAND + _CORNER / 2 + (number + 0.5) * down / side
        keys += [_key(WIDTH - _BAND, y, 1, down / side), _key(_BAND, HEIGHT - y, 3, down / side)]
    return "".join(keys)


def _key(x: float, y: float, quarter_turns: int, cell: float) -> str:
    """One key pattern about (x, y), turned clockwise."""
    angle = quarter_turns * pi / 2

    def turned(point: tuple[float, float]) -> str:
        across, up = point[0] * cell, point[1] * _CELL
        return f"{x + across * cos(angle) - up * sin(angle):.2f} {y + across * sin(angle) + up * cos(angle):.2f}"

    return "".join("M" + "L".join(turned(point) for point in line) for line in (_KEY, _KEY_FOOT))


def _flower(x: float, y: float) -> str:
    """A corner: a red-lined square with an eight-petalled flower."""
    half = _CORNER / 2
    square = f'<rect x="{x - half}" y="{y - half}" width="{_CORNER}" height="{_CORNER}" fill="#fff"'
    petals = "".join(_petal(x, y, number * pi / 4, 1.0 if number % 2 == 0 else 0.74) for number in range(8))
    return (
        f'{square} stroke="{_RED}" stroke-width=".35"/>'
        f'<rect x="{x - half + 0.7}" y="{y - half + 0.7}" width="{_CORNER - 1.4}" height="{_CORNER - 1.4}" '
        f'fill="none" stroke="{_GOLD}" stroke-width=".18"/>'
        f'<path d="{petals}" fill="{_PALE}" stroke="{_GOLD}" stroke-width=".22"/>'
        f'<circle cx="{x}" cy="{y}" r=".75" fill="{_RED}"/>'
    )


def _petal(x: float, y: float, angle: float, scale: float) -> str:
    """One petal from the centre outwards."""

    def at(reach: float, turn: float) -> str:
        return f"{x + reach * scale * cos(angle + turn):.2f} {y + reach * scale * sin(angle + turn):.2f}"

    return (
        f"M{at(0.5, 0)}C{at(1.6, -0.62)} {at(2.8, -0.36)} {at(3.45, 0)}C{at(2.8, 0.36)} {at(1.6, 0.62)} {at(0.5, 0)}Z"
    )


def _rosette(x: float, y: float) -> str:
    """Interlaced closed curves about the middle, so pale that text stands on them undisturbed."""
    bands = ((44, 5.5, 18), (35, 4.5, 18), (26, 4, 18), (17, 3.5, 12), (9, 2.5, 12))
    return "".join(_ring(x, y, band, shift / 4) for band in bands for shift in range(4))


def _ring(x: float, y: float, band: tuple[float, float, int], shift: float) -> str:
    """One curve: radius and swing in mm, number of lobes; `shift` is a part of one lobe."""
    radius, swing, lobes = band
    points = []
    for step in range(_STEPS * lobes):
        angle = 2 * pi * step / (_STEPS * lobes)
        reach = radius + swing * sin(lobes * angle + 2 * pi * shift)
        points.append(f"{x + reach * cos(angle):.2f} {y + reach * sin(angle):.2f}")
    return "M" + "L".join(points) + "Z"


def _flourish(side: int) -> str:
    """A tapering line with a lozenge beside the heading; side is -1 (left) or 1."""
    middle, y = WIDTH / 2, 41.5
    near, far = middle + side * 58, middle + side * 100
    lozenge = f"M{near} {y}l{side * 2.2} -1.3l{side * 2.2} 1.3l{-side * 2.2} 1.3Z"
    start = near + side * 6
    return (
        f'<path d="{lozenge}" fill="{_RED}"/>'
        f'<path d="M{start} {y - 0.35}L{far} {y}L{start} {y + 0.35}Z" fill="{_GOLD}"/>'
    )
