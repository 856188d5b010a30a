"""What happened on the day from JSON text: a list of changes, each named by its ``kind``."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from scheduler.errors import ProblemFaults
from scheduler.files.reading import ENTRANT_KEYS, Clock, entrant_of, read_json
from scheduler.files.shape import Row, Shape
from scheduler.timetable import (
    Change,
    Closed,
    Delay,
    Entrant,
    LateEntry,
    OfficialGone,
    Problem,
    Withdrawn,
)

KEYS = {
    "closed": ("venue", "place", "start", "end"),
    "withdrawn": ("entrant", "event"),
    "late_entry": ("entrant",),
    "delay": ("venue", "minutes"),
    "official_gone": ("official", "start"),
}


def read_changes(text: str, problem: Problem, now: int) -> tuple[Change, ...]:
    """The changes of a document; a ``start`` left out is ``now``, an ``end`` the end of the last session."""
    shape = Shape()
    document = read_json(text)
    found = tuple(_changes(shape, document, problem, now)) if isinstance(document, list) else ()
    if not isinstance(document, list):
        shape.fault("not_a_list", "changes")
    if shape.faults:
        raise ProblemFaults(shape.faults)
    return found


def _changes(shape: Shape, document: list[object], problem: Problem, now: int) -> Iterator[Change]:
    for index, value in enumerate(document):
        where = f"changes[{index}]"
        kind = str(value.get("kind")) if isinstance(value, dict) else ""
        if isinstance(value, dict) and kind not in KEYS:
            near = get_close_matches(kind, KEYS, n=1, cutoff=0)
            shape.fault("change_unknown", f"{where}.kind", value=kind, nearest=near[0])
            continue
        row = Row(shape, shape.table(value, where, ("kind", *KEYS.get(kind, ()))), where)
        if row.table:
            yield READERS[kind](row, problem, now)


def _closed(row: Row, problem: Problem, now: int) -> Change:
    clock = Clock(problem.first_day)
    start, end = clock.maybe(row, "start"), clock.maybe(row, "end")
    last = max(session.end for session in problem.sessions)
    place = row.number("place", None)
    return Closed(row.text("venue"), now if start is None else start, last if end is None else end, place)


def _withdrawn(row: Row, _: Problem, __: int) -> Change:
    return Withdrawn(row.text("entrant"), row.text("event", ""))


def _late_entry(row: Row, problem: Problem, _: int) -> Change:
    inner = row.row("entrant", ENTRANT_KEYS)
    if inner is None:
        row.shape.fault("key_missing", row.at("entrant"), key="entrant")
        return LateEntry(Entrant("", ()))
    return LateEntry(entrant_of(inner, Clock(problem.first_day)))


def _delay(row: Row, _: Problem, __: int) -> Change:
    return Delay(row.text("venue"), row.number("minutes"))


def _official_gone(row: Row, problem: Problem, now: int) -> Change:
    start = Clock(problem.first_day).maybe(row, "start")
    return OfficialGone(row.text("official"), now if start is None else start)


READERS: dict[str, Callable[[Row, Problem, int], Change]] = {
    "closed": _closed,
    "withdrawn": _withdrawn,
    "late_entry": _late_entry,
    "delay": _delay,
    "official_gone": _official_gone,
}
