"""Every page of the chapter asks only what both engines understand, and shows the same on both."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

from scheduler.timetable import HeatTo
from tests.conftest import Office, emptied
from tests.web.timetable.fixed_file import WHOLE, sent
from tests.web.timetable.meet import adopted, at, entry_of, plan_row, signed_in
from web.services import timetable

_ORDERS = ("time", "heats", "people", "departments", "officials")
_OFTEN = ("timetable", "venues", "wishes", "officials", "lessons", "day", "races")
_LESSONS = "姓名,周一1,周五2\n女1,语文,数学\n没有此人,语文,\n"


def _shown(office: Office) -> dict[str, str]:
    """What every page shows once a second version is in force and a decided one was refused, by address."""
    meet = adopted(office)
    client = signed_in(office, meet)
    base = f"/c/{meet.competition_id}"
    with office.act() as act:
        competition = meet.competition(act)
        entrant = entry_of(act, meet.treadmill(act), "女2").entrant_id
        moves = [HeatTo("treadmill_women:W-U51-1", 600, "1")]
        second = timetable.keep_moves(act, competition, plan_row(act, meet, 1), moves)
        timetable.adopt(act, second, "跑步机检修")
        timetable.add_absence(act, competition, "W01", at("08:00"), at("09:00"), "上课")
        timetable.set_need(act, meet.treadmill(act), "计时员", 1)
        official = timetable.add_staff_official(act, competition, "M01", timetable.Duties(("计时员",))).id
    sent(client, f"{base}/timetable", WHOLE)
    lessons = {"file": (io.BytesIO(_LESSONS.encode()), "课表.csv")}
    preview = client.post(f"{base}/lessons/file", data=lessons).location
    paths = [f"{base}/timetable/2?order={order}&name={name}" for order in _ORDERS for name in ("", "女1")]
    paths += [f"{base}/{page}/" for page in _OFTEN]
    paths += [f"{base}/timetable/{page}" for page in ("fixed", "3", "3/exceptions/", "compare/1/2", "2/moves/")]
    paths += [f"{base}/timetable/2/postpone/?session=1&day=2026-11-28&clock=08:00", preview]
    paths += [f"{base}/lessons/people", f"{base}/venues/absences/", f"{base}/officials/{official}"]
    paths += ["/p/abc2345678/timetable", f"/p/abc2345678/timetable/{entrant}.ics"]
    answers = {path: client.get(path) for path in paths}
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(paths, 200)
    return {path: re.sub(r'value="[^"]{40,}"', "", answer.text) for path, answer in answers.items()}


def test_every_page_is_the_same_on_both_engines(
    standing_offices: Callable[[str], Office], sqlite_template: Path
) -> None:
    shown = []
    for engine in ("sqlite", "postgresql"):
        with emptied(standing_offices(engine), sqlite_template) as office:
            shown.append(_shown(office))
    assert shown[0] == shown[1]
