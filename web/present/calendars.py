"""Appointments as an iCalendar file (RFC 5545), made for phones that subscribe to it.

The same appointment keeps its UID whatever changes, and its SEQUENCE rises with the version of the timetable, so that a
calendar moves the entry instead of adding another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from web.config import TIME_ZONE

_OCTETS = 75  # of a line without its end: RFC 5545, 3.1
_STAMP = "%Y%m%dT%H%M%S"
_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{TIME_ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)  # China has had one time all year since 1992
REMIND_BEFORE = timedelta(minutes=30)
"""Ten minutes before the call room opens."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment: `starts` on the wall clock of the competition, `stamp` when it was decided.

    A cancelled one is told as such, so that it disappears from calendars that have it.
    """

    uid: str
    starts: datetime
    minutes: int
    summary: str
    place: str
    description: str
    address: str
    sequence: int
    stamp: datetime
    cancelled: bool = False


def calendar(name: str, appointments: Sequence[Appointment]) -> bytes:
    """The whole file in UTF-8, lines ended and folded as RFC 5545 wants them."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yibachi//Timetable//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
        *_ZONE,
        *(line for each in appointments for line in _event(each)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def escaped(text: str) -> str:
    r"""A text value: backslash, semicolon and comma behind a backslash, a new line as ``\n``.

    >>> escaped("3 km; walk, slowly\n")
    '3 km\\; walk\\, slowly\\n'
    """
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    r"""A line in pieces of at most 75 octets, each further one after a blank; no character is torn apart.

    >>> [len(piece.encode()) for piece in folded("SUMMARY:" + "跑" * 30).split("\r\n")]
    [74, 25]
    """
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += octets
    return "\r\n".join(pieces)


def _event(each: Appointment) -> Iterator[str]:
    ends = each.starts + timedelta(minutes=each.minutes)
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(each.uid)}"
    yield f"DTSTAMP:{each.stamp.astimezone(UTC):{_STAMP}}Z"
    yield f"LAST-MODIFIED:{each.stamp.astimezone(UTC):{_STAMP}}Z"
    yield f"SEQUENCE:{each.sequence}"
    yield f"DTSTART;TZID={TIME_ZONE}:{each.starts:{_STAMP}}"
    yield f"DTEND;TZID={TIME_ZONE}:{ends:{_STAMP}}"
    yield f"SUMMARY:{escaped(each.summary)}"
    yield f"LOCATION:{escaped(each.place)}"
    yield f"DESCRIPTION:{escaped(each.description)}"
    yield f"URL:{each.address}"
    yield f"STATUS:{'CANCELLED' if each.cancelled else 'CONFIRMED'}"
    if not each.cancelled:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(each.summary)}"
        yield f"TRIGGER:-PT{REMIND_BEFORE // timedelta(minutes=1)}M"
        yield "END:VALARM"
    yield "END:VEVENT"
