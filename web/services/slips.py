"""变动通知条: a card to hand out for everybody whose start differs between two versions of the timetable."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from web.db.models import Competition, TimetablePlan
from web.printing import batch, documents
from web.printing.slips import Slip, SlipChange, Slips
from web.services.act import Act
from web.services.awards.making import shelf_of, unprintable
from web.services.printed_files import Made, safe_name
from web.services.refusals import refuse
from web.services.timetable import Shift, Turn, compared, drafted

_PLACES = {"gym": "{}号机", "track": "第{}道"}


def change_slips(act: Act, competition: Competition, before: TimetablePlan, after: TimetablePlan) -> Made:
    """The cards as a PDF, in order of number. Refuses slips_nobody, and glyph_missing with every text at once."""
    old, new = (drafted(act, competition, row)[2] for row in (before, after))
    shifts = compared(old, new).shifts
    if not shifts:
        raise refuse("slips_nobody")
    version = f"赛程第{after.number}版，替换第{before.number}版"
    slips = Slips("赛程变动通知", competition.name, version, after.reason.rstrip("。"), _slips(shifts))
    shelf = shelf_of(act)
    with unprintable():
        sheets = batch.print_slips(shelf, slips, documents.stylesheet(shelf, "slips"))
    name = safe_name(f"赛程变动通知-第{before.number}版至第{after.number}版", ".pdf")
    return Made("slips", name, sheets.pdf, sheets.pages)


def _slips(shifts: Sequence[Shift]) -> tuple[Slip, ...]:
    """One card per person, with every start that changes."""
    found = []
    for _, own in groupby(shifts, lambda shift: shift.start.entrant_id):
        changes = list(own)
        start = changes[0].start
        told = tuple(SlipChange(each.series_name, _spot(each.before), _spot(each.after)) for each in changes)
        found.append(Slip(start.name, str(start.bib or ""), start.department, told))
    return tuple(found)


def _spot(turn: Turn | None) -> str:
    """Day, clock, venue, heat and place, in Chinese as on all paper."""
    if turn is None:
        return ""
    heat, place = turn.heat, _PLACES.get(turn.heat.venue_kind, "{}号位").format(turn.start.lane)
    number = "决赛" if heat.final else f"第{heat.number}组"
    return f"{heat.starts.month}月{heat.starts.day}日 {heat.starts:%H:%M} {heat.venue_name} {number} {place}"
