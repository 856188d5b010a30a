"""日历: one person's starts, or an official's duties, as a calendar a phone can subscribe to."""

from __future__ import annotations

from flask import Blueprint, Response, url_for
from flask_babel import gettext as _

from web.accounts import access, current_act, entrance
from web.db import queries
from web.db.models import Competition
from web.present.calendars import Appointment, calendar
from web.services import publication, timetable
from web.services.act import Act, Role
from web.services.timetable import Diary
from web.services.timetable.calendars import Note
from web.views.fresh import calendar_file

pages = Blueprint("calendars", __name__)


@pages.get("/p/<code>/timetable/<int:entrant_id>.ics")
@entrance
def entrant(code: str, entrant_id: int) -> Response:
    """The starts of an entrant, as they stand on the public timetable."""
    act = current_act()
    competition = publication.public_competition(act.session, code)
    return _file(act, competition, timetable.starts_of(act, competition, entrant_id))


@pages.get("/c/<int:competition_id>/timetable/officials/<int:official_id>.ics")
@access(Role.ORGANIZER)
def official(competition_id: int, official_id: int) -> Response:
    """The duties of an official, to be handed on by the organizer."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    return _file(act, competition, timetable.duties_of(act, competition, official_id))


def _file(act: Act, competition: Competition, diary: Diary) -> Response:
    address = act.settings.public_address + url_for("public.timetable", code=competition.public_code)
    appointments = [_appointment(competition, diary, note, address) for note in diary.notes]
    return calendar_file(calendar(f"{competition.name} {diary.name}", appointments), f"{diary.name}.ics")


def _appointment(competition: Competition, diary: Diary, note: Note, address: str) -> Appointment:
    heat = note.heat
    number: str = _("决赛") if heat.final else _("第 %(n)s 组", n=heat.number)
    if note.start is not None:
        place: str = _("%(n)s 号位", n=note.start.lane)
        told: str = _("请提前 20 分钟到检录处检录。")
    else:
        place, told = note.duty.skill if note.duty else "", ""
    version: str = _("赛程第 %(n)s 次公布。以公开页面为准。", n=diary.sequence + 1)
    return Appointment(
        uid=note.uid,
        starts=heat.starts,
        minutes=heat.busy_minutes if note.start else max(heat.minutes, heat.busy_minutes),
        summary=f"{heat.series_name} {number} {place}".strip(),
        place=f"{heat.venue_name} {place}".strip(),
        description=f"{diary.name} · {competition.name}\n{told}\n{version}".replace("\n\n", "\n"),
        address=address,
        sequence=diary.sequence,
        stamp=diary.stamp,
        cancelled=note.cancelled,
    )
