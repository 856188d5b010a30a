"""A whole timetable decided elsewhere, as a file, and bringing it in."""

from __future__ import annotations

import io
import re

from flask.testing import FlaskClient

from tests.conftest import Office
from tests.web.timetable.meet import Meet, a_meet, signed_in

HEAD = "项目,组别,组次,开始,场地,道次,工号,姓名\n"
WHOLE = HEAD + (
    "女职工跑步机跑步,,1,08:00,健身房,1,W01,女1\n"
    "女职工跑步机跑步,,1,08:00,健身房,3,W03,女3\n"
    "女职工跑步机跑步,,1,08:00,健身房,2,W05,女5\n"
    "女职工跑步机跑步,,2,08:30,健身房,,W02,女2\n"
    "女职工跑步机跑步,,2,08:30,健身房,,,女4\n"
    "男职工徒步走,,1,2026-11-27 10:00,环校步道,,M01,\n"
    "walk_men_51,,1,10:00,环校步道,,M02,\n"
    "walk_men_51,,1,10:00,环校步道,,M03,\n"
)


def plain(page: str) -> str:
    """The page's text without tags, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def start(office: Office) -> tuple[Meet, FlaskClient, str]:
    """A meet ready to be planned, an organizer's browser, the address of its timetable."""
    with office.act() as act:
        meet = a_meet(act)
    return meet, signed_in(office, meet), f"/c/{meet.competition_id}/timetable"


def sent(client: FlaskClient, base: str, text: str) -> tuple[int, str]:
    """Status and page after a file was brought in, redirects followed."""
    file = {"file": (io.BytesIO(text.encode()), "赛程.csv")}
    answer = client.post(f"{base}/fixed/file", data=file, follow_redirects=True)
    return answer.status_code, plain(answer.text)
