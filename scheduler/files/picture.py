"""A plan drawn as SVG: venues down, time across, one sheet per day, a colour per event. The same plan, the same bytes.

Drawn for A4 across at its natural size (1,123 pixels are 297 mm): the smallest letters are 2.6 mm high on paper. Every
heat carries its letters too, so that a grey print can be read.
"""

from collections.abc import Iterable, Iterator, Sequence
from colorsys import hls_to_rgb
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from scheduler.files.words import day, word
from scheduler.timetable import Heat, Plan, Problem, Session, Venue
from scheduler.timetable.problem import MINUTES_PER_DAY

WIDTH = 1123  # pixels: A4 across at 96 dpi
MARGIN, NAMES = 16, 104  # around the sheet; left of the lanes for the names of venues
LANE, HEAD, LEGEND, GAP = 38, 44, 20, 18  # heights of a lane, the head of a day, a line of the legend, between days
SMALL, NORMAL = 10, 13  # letters, in pixels
FONTS = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',sans-serif"
GOLDEN = 0.618034  # of the circle of hues from one event to the next: neighbours differ most
STYLE = (
    f"text{{font-family:{FONTS};font-size:{NORMAL}px;fill:#1a1a1a}}"
    f".s{{font-size:{SMALL}px}}.d{{font-size:16px;font-weight:bold}}.m{{text-anchor:middle}}.e{{text-anchor:end}}"
    ".g{stroke:#c8c8c8;stroke-width:1}.h{stroke:#8a8a8a;stroke-width:1}.o{fill:#f1f1f1}.n{fill:none;stroke:#8a8a8a}"
    ".c{fill:url(#closed)}"
)


def svg(problem: Problem, plan: Plan, language: str = "zh") -> str:
    """The whole plan as one SVG document."""
    sheet = _Sheet(problem, plan, language)
    body = "\n".join(sheet.draw())
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{sheet.y}" '
        f'viewBox="0 0 {WIDTH} {sheet.y}" role="img" lang="{language}">'
    )
    hatch = (
        '<defs><pattern id="closed" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
        '<rect width="2" height="6" fill="#9a9a9a"/></pattern></defs>'
    )
    white = f'<rect width="{WIDTH}" height="{sheet.y}" fill="#fff"/>'
    return "\n".join([head, f"<style>{STYLE}</style>", hatch, white, body, "</svg>", ""])


def colour(number: int) -> tuple[str, str]:
    """Fill and edge of an event by its number: light enough for dark letters, edges dark enough for paper.

    >>> colour(0)
    ('#eec1c1', '#8c2626')
    """
    hue = number * GOLDEN % 1
    return _hex(hue, 0.845, 0.56), _hex(hue, 0.35, 0.57)


def _hex(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in hls_to_rgb(hue, lightness, saturation))


def letters(number: int) -> str:
    """A short name for an event by its number: A to Z, then AA, AB, ...

    >>> [letters(number) for number in (0, 25, 26, 52)]
    ['A', 'Z', 'AA', 'BA']
    """
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


@dataclass
class _Sheet:
    """What has been drawn so far reaches down to ``y``."""

    problem: Problem
    plan: Plan
    language: str
    y: int = MARGIN

    def __post_init__(self) -> None:
        self.events = {event.id: event for event in self.problem.events}
        self.numbers = {event.id: number for number, event in enumerate(self.problem.events)}
        self.ordinals = _ordinals(self.plan.heats)

    def draw(self) -> Iterator[str]:
        """Everything, from top to bottom."""
        for date in sorted({session.start // MINUTES_PER_DAY for session in self.problem.sessions}):
            yield from self._day(date)
            self.y += GAP
        yield from self._legend()
        yield from self._notes()
        self.y += MARGIN

    def _day(self, number: int) -> Iterator[str]:
        sessions = [each for each in self.problem.sessions if each.start // MINUTES_PER_DAY == number]
        lanes = [(venue, self._lanes(self._of(venue, number))) for venue in self.problem.venues]
        lanes = [(venue, rows) for venue, rows in lanes if rows or len(self.problem.venues) <= 12]
        axis = _Axis(min(each.start for each in sessions), max(each.end for each in sessions))
        title = day(self.problem.moment(number * MINUTES_PER_DAY).date(), self.language)
        yield f'<text class="d" x="{MARGIN}" y="{self.y + 18}">{escape(title)}</text>'
        self.y += HEAD
        bottom = self.y + LANE * sum(max(1, len(rows)) for _, rows in lanes)
        yield from self._times(axis, sessions, bottom)
        for venue, rows in lanes:
            yield from self._venue(axis, venue, rows or [[]])
        yield f'<path class="h" d="M{MARGIN} {self.y}H{WIDTH - MARGIN}"/>'

    def _of(self, venue: Venue, number: int) -> list[Heat]:
        return [heat for heat in self.plan.heats if heat.venue == venue.id and heat.start // MINUTES_PER_DAY == number]

    def _lanes(self, heats: Sequence[Heat]) -> list[list[Heat]]:
        """Heats that take their venue at the same time lie below each other."""
        rows: list[list[Heat]] = []
        for heat in sorted(heats, key=lambda each: (each.start, each.id)):
            row = next((row for row in rows if self._leaves(row[-1]) <= heat.start), None)
            if row is None:
                rows.append([heat])
            else:
                row.append(heat)
        return rows

    def _leaves(self, heat: Heat) -> int:
        return heat.start + self.events[heat.event].taken(heat.final)

    def _times(self, axis: "_Axis", sessions: Sequence[Session], bottom: int) -> Iterator[str]:
        """Hours, and grey where no session is."""
        edge = axis.first
        for session in [*sorted(sessions, key=lambda each: each.start), Session("", axis.last, axis.last)]:
            if edge < session.start:
                yield _box(axis.x(edge), self.y, axis.x(session.start) - axis.x(edge), bottom - self.y, "o")
            edge = session.end
        for minute in axis.marks():
            hour = self.problem.moment(minute)
            yield f'<path class="g" d="M{axis.x(minute):g} {self.y - 4}V{bottom}"/>'
            yield f'<text class="s m" x="{axis.x(minute):g}" y="{self.y - 8}">{hour:%H:%M}</text>'

    def _venue(self, axis: "_Axis", venue: Venue, rows: Sequence[Sequence[Heat]]) -> Iterator[str]:
        yield f'<path class="h" d="M{MARGIN} {self.y}H{WIDTH - MARGIN}"/>'
        yield _text(MARGIN, self.y + 16, _cut(venue.id, NAMES - 10, NORMAL), "")
        if venue.places is not None:
            yield _text(MARGIN, self.y + 30, f"× {venue.places}", "s")
        for closure in venue.closed:
            start, end = max(closure.start, axis.first), min(closure.end, axis.last)
            if closure.place is None and start < end:
                yield _box(axis.x(start), self.y + 1, axis.x(end) - axis.x(start), LANE * len(rows) - 2, "c")
        for row in rows:
            for heat in row:
                yield from self._heat(axis, venue, heat)
            self.y += LANE

    def _heat(self, axis: "_Axis", venue: Venue, heat: Heat) -> Iterator[str]:
        left = axis.x(heat.start)
        width = max(3.0, axis.x(self._leaves(heat)) - left - 1)
        number = self.numbers[heat.event]
        fill, edge = colour(number)
        thick = 2.5 if heat.final else 1
        name = f"{letters(number)}{self.ordinals[heat.id]}"
        people = f"{len(heat.places)}" if heat.places or not heat.final else word("final", self.language)
        told = f"{heat.id} {self.problem.moment(heat.start):%H:%M} {venue.id} {people}"
        yield f"<g><title>{escape(told)}</title>"
        yield (
            f'<rect x="{left:g}" y="{self.y + 3}" width="{width:g}" height="{LANE - 6}" rx="2" fill="{fill}" '
            f'stroke="{edge}" stroke-width="{thick:g}"/>'
        )
        for line, text in enumerate(_fitting([(heat.id, name), (people, people)], width)):
            yield _text(left + width / 2, self.y + 16 + 13 * line, text, "s m")
        yield "</g>"

    def _legend(self) -> Iterator[str]:
        """Letters, colour and name of every event, as many in a line as fit."""
        x = MARGIN
        self.y += 4
        for event in self.problem.events:
            fill, edge = colour(self.numbers[event.id])
            text = f"{letters(self.numbers[event.id])}  {event.id}"
            if x > MARGIN and x + 34 + _wide(text, NORMAL) > WIDTH - MARGIN:
                x, self.y = MARGIN, self.y + LEGEND
            yield f'<rect x="{x}" y="{self.y}" width="14" height="12" rx="2" fill="{fill}" stroke="{edge}"/>'
            yield _text(x + 20, self.y + 11, text, "")
            x += 34 + round(_wide(text, NORMAL))
        self.y += LEGEND

    def _notes(self) -> Iterator[str]:
        """Who is left over, what officials are missing, and the goals."""
        left = [f"{each.entrant} {each.event}" for each in self.plan.unplaced]
        lacking = [f"{each.heat} {each.skill} {each.missing}" for each in self.plan.unstaffed]
        goals = [
            f"{word(goal.name, self.language)} {goal.value}" + ("" if goal.proven else f" (≥ {goal.bound})")
            for goal in self.plan.goals
        ]
        for title, items in (("sheet_unplaced", left), ("unstaffed", lacking), ("sheet_goals", goals)):
            if items:
                text = f"{word(title, self.language)}: {' · '.join(items)}"
                self.y += LEGEND
                yield _text(MARGIN, self.y, _cut(text, WIDTH - 2 * MARGIN, NORMAL), "")
        self.y += 6


@dataclass(frozen=True)
class _Axis:
    """Where a minute of one day lies across the sheet."""

    first: int
    last: int

    def x(self, minute: int) -> float:
        span = WIDTH - 2 * MARGIN - NAMES
        return round(MARGIN + NAMES + span * (minute - self.first) / (self.last - self.first), 2)

    def marks(self) -> range:
        """Full hours, every second one where they would touch, halves where there is room."""
        span = self.last - self.first
        step = 30 if span <= 360 else 60 if span <= 1080 else 120
        return range(-(-self.first // step) * step, self.last + 1, step)


def _ordinals(heats: Iterable[Heat]) -> dict[str, str]:
    """The number of each heat inside its event in order of time; a final is F."""
    counts: dict[str, int] = {}
    found: dict[str, str] = {}
    for heat in sorted(heats, key=lambda each: (each.start, each.venue, each.id)):
        counts[heat.event] = counts.get(heat.event, 0) + (not heat.final)
        found[heat.id] = "F" if heat.final else str(counts[heat.event])
    return found


def _box(x: float, y: int, width: float, height: int, kind: str) -> str:
    return f'<rect class="{kind}" x="{x:g}" y="{y}" width="{width:g}" height="{height}"/>'


def _text(x: float, y: int, text: str, kind: str) -> str:
    named = f" class={quoteattr(kind)}" if kind else ""
    return f'<text{named} x="{x:g}" y="{y}">{escape(text)}</text>'


def _wide(text: str, size: int) -> float:
    """Width of a text: a Chinese character is as wide as high, others about 0.6 of it."""
    return sum(size if ord(letter) > 0x2E7F else 0.6 * size for letter in text)


def _cut(text: str, width: float, size: int) -> str:
    """A text shortened to a width, with … where something is left out."""
    if _wide(text, size) <= width:
        return text
    while text and _wide(text + "…", size) > width:
        text = text[:-1]
    return text + "…"


def _fitting(lines: Sequence[tuple[str, str]], width: float) -> Iterator[str]:
    """For each line the long text if it fits, else the short one, else nothing."""
    for long, short in lines:
        room = width - 4
        if _wide(long, SMALL) <= room:
            yield long
        elif _wide(short, SMALL) <= room + 2:
            yield short
        else:
            yield ""
