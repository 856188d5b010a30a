"""The organizer's panel pages: links shown once, changes with reasons, codes instead of names in a blind contest."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from tests.builders import a_person, an_account, link
from tests.conftest import Office, count_queries
from tests.web.judging.scenes import CODES, Scene, a_scene, mark_and_seal
from web.db.models import AccessLink, Judge, PanelSeat
from web.services import panel
from web.services.act import Role


def organizer(office: Office, scene: Scene) -> FlaskClient:
    """A browser of the competition's organizer."""
    with office.act() as act:
        path = link(act, an_account(act, Role.ORGANIZER, scene.competition))
    client = office.client()
    client.post(path)
    return client


def built(office: Office, **more: object) -> Scene:
    """A scene that is committed."""
    with office.act() as act:
        return a_scene(act, **more)  # type: ignore[arg-type]


def home(scene: Scene, tail: str = "") -> str:
    """The address of the scene's panel pages."""
    return f"/c/{scene.competition.id}/panel/{tail}"


def faults(html: str) -> list[str]:
    """The sentences of the list of faults."""
    section = re.search(r'<section class="faults".*?</section>', html, re.S)
    lines = re.findall(r"<li>(.*?)</li>", section[0], re.S) if section else []
    return [re.sub(r"<[^>]+>", "", line).strip() for line in lines]


def _drawn(svg: str) -> Image.Image:
    """The strokes of segno's one path as pixels, four to a module: `M x y`, then `h` draws and `m` moves."""
    size = int(re.findall(r"width='(\d+)'", svg)[0]) // 6
    modules = Image.new("L", (size, size), 255)
    x, y = 0, 0.0
    for kind, numbers in re.findall(r"([Mmh])\s*([-\d. ]+)", re.findall(r" d='([^']+)'", svg)[0]):
        steps = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if kind == "h":
            modules.paste(0, (x, int(y), x + int(steps[0]), int(y) + 1))
            x += int(steps[0])
        elif kind == "M":
            x, y = int(steps[0]), steps[1]
        else:
            x, y = x + int(steps[0]), y + steps[1]
    return modules.resize((4 * size, 4 * size))


def test_a_link_is_shown_once_and_its_picture_holds_the_same_address(office: Office) -> None:
    scene = built(office)
    client = organizer(office, scene)
    answer = client.post(home(scene, f"judges/{scene.judges[0].id}/link"))
    text = answer.get_data(as_text=True)
    (address,) = re.findall(r'readonly value="([^"]+)"', text)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    (picture,) = re.findall(r'src="(data:image/svg\+xml[^"]+)"', text)
    assert [found.text for found in zxingcpp.read_barcodes(_drawn(unquote(unescape(picture))))] == [address]
    token = address.rsplit("/", 1)[1]
    assert token not in client.get(home(scene)).get_data(as_text=True)
    assert office.client().post(f"/link/{token}").location == "/judging/"


def test_slips_are_made_for_judges_without_a_link_only(office: Office) -> None:
    scene = built(office, judges=3)
    client = organizer(office, scene)
    client.post(home(scene, f"judges/{scene.judges[0].id}/link"))
    text = client.post(home(scene, "links")).get_data(as_text=True)
    assert re.findall(r'<h2 id="slip-\d+">(.*?)</h2>', text) == ["吴评委 评委", "郑评委 评委"]
    assert client.post(home(scene, "links")).status_code == 302
    with office.act() as act:
        working = act.session.scalars(select(AccessLink).where(AccessLink.revoked_at.is_(None))).all()
        assert sum(1 for row in working if row.purpose == "judge") == 3


def test_a_revoked_link_signs_the_judge_out_at_once(office: Office) -> None:
    scene = built(office)
    client = organizer(office, scene)
    text = client.post(home(scene, f"judges/{scene.judges[0].id}/link")).get_data(as_text=True)
    (address,) = re.findall(r'readonly value="([^"]+)"', text)
    tablet = office.client()
    tablet.post("/link/" + address.rsplit("/", 1)[1])
    assert tablet.get("/judging/").status_code == 200
    assert client.post(home(scene, f"judges/{scene.judges[0].id}/revoke")).status_code == 302
    assert tablet.get("/judging/").status_code == 302


def test_judges_are_added_from_the_staff_list_and_from_outside(office: Office) -> None:
    scene = built(office, judges=0, opened=False)
    with office.act() as act:
        a_person(act, scene.union, "钱明", department=scene.houses[1], staff_no="T-100")
    client = organizer(office, scene)
    staff = {"source": "staff", "staff": "T-100 钱明(后勤保障处)"}
    outside = {"source": "outside", "name": "外聘专家", "department": str(scene.houses[0].id)}
    for data in (staff, outside):
        assert client.post(home(scene, "judges"), data=data).status_code == 302
    with office.act() as act:
        added = [
            (row.name, row.department_id, row.person_id is None) for row in panel.judges_of(act, scene.competition)
        ]
    assert added == [("钱明", scene.houses[1].id, False), ("外聘专家", scene.houses[0].id, True)]


@pytest.mark.parametrize(
    ("data", "sentences"),
    [
        ({"source": "staff", "staff": "T-999"}, ["名册里没有“T-999”。"]),
        ({"source": "outside", "name": " ", "department": "0"}, ["请填写评委姓名。"]),
        (
            {"source": "outside", "name": "甲", "department": "x"},
            ["评委信息没有填清楚：请从名册选一位，或填写外请评委的姓名。"],
        ),
    ],
)
def test_what_is_wrong_with_a_new_judge_is_told_and_kept(
    office: Office, data: dict[str, str], sentences: list[str]
) -> None:
    scene = built(office, judges=0, opened=False)
    answer = organizer(office, scene).post(home(scene, "judges"), data=data)
    text = answer.get_data(as_text=True)
    assert (answer.status_code, faults(text)) == (422, sentences)
    assert f'value="{data.get("staff", data.get("name"))}"' in text


def test_seating_opening_and_replacing_through_the_pages(office: Office) -> None:
    scene = built(office, judges=2, opened=False)
    with office.act() as act:
        spare = panel.add_judge(act, scene.competition, "候补评委", None)
    client = organizer(office, scene)
    here = home(scene, str(scene.contest.id))
    assert client.post(f"{here}/open").status_code == 302
    with office.act() as act:
        mark_and_seal(act, scene.sheet(act, 0, 0), 800, 900)
    leaving = f"{here}/seats/{scene.seats[0].id}/leave"
    refused = client.post(leaving, data={"successor": str(spare.id), "reason": ""})
    assert (refused.status_code, faults(refused.get_data(as_text=True))) == (
        422,
        ["评审已经开始，请写明原因，它会写入评审记录。"],
    )
    assert client.post(leaving, data={"successor": str(spare.id), "reason": "病假"}).status_code == 302
    text = client.get(here).get_data(as_text=True)
    assert "评委离开，评分表作废" in text and "病假" in text and "已离开" in text
    with office.act() as act:
        assert scene.sheet(act, 0, 0).state == "void"
        seats = act.session.scalars(select(PanelSeat).order_by(PanelSeat.number)).all()
        assert [(seat.number, seat.chief, seat.left_at is None) for seat in seats] == [
            (1, False, False),
            (2, False, True),
            (3, True, True),
        ]


def test_a_seat_and_its_chief_are_chosen_through_the_pages(office: Office) -> None:
    scene = built(office, judges=1, opened=False)
    with office.act() as act:
        spare = panel.add_judge(act, scene.competition, "候补评委", None)
    client = organizer(office, scene)
    here = home(scene, str(scene.contest.id))
    assert client.post(f"{here}/seats", data={}).status_code == 422
    assert client.post(f"{here}/seats", data={"judge": str(spare.id), "chief": "y"}).status_code == 302
    assert client.post(f"{here}/seats/{scene.seats[0].id}/chief").status_code == 302
    with office.act() as act:
        assert [(row.number, row.chief) for row in panel.seats_of(act, scene.contest)] == [(1, True), (2, False)]


def test_progress_of_a_blind_contest_shows_codes_and_no_author_or_mark(office: Office) -> None:
    scene = built(office, works=3, judges=2)
    with office.act() as act:
        mark_and_seal(act, scene.sheet(act, 0, 1), 850, 950)
    text = organizer(office, scene).get(home(scene, str(scene.contest.id))).get_data(as_text=True)
    assert [code in text for code in CODES[:3]] == [True, True, True]
    assert [secret for secret in ("欧阳", "函数的单调性", "8.5", "18") if secret in re.sub(r'"[^"]*"', "", text)] == []


def test_progress_of_an_open_contest_shows_names(office: Office) -> None:
    scene = built(office, blind=False)
    text = organizer(office, scene).get(home(scene, str(scene.contest.id))).get_data(as_text=True)
    assert "作者甲欧阳" in text


def test_objects_are_found_under_their_own_competition_only(office: Office) -> None:
    scene = built(office)
    other = built(office, code="zzz2345678")
    client = organizer(office, scene)
    paths = [
        home(scene, f"judges/{other.judges[0].id}/link"),
        home(scene, f"judges/{other.judges[0].id}/revoke"),
        home(scene, f"{other.contest.id}/open"),
        home(scene, f"{scene.contest.id}/seats/{other.seats[0].id}/leave"),
        home(scene, f"{scene.contest.id}/seats/{other.seats[0].id}/chief"),
    ]
    assert [client.post(path).status_code for path in paths] == [404] * len(paths)
    assert client.get(home(other)).status_code == 403
    with office.act() as act:
        assert act.session.scalars(select(AccessLink).where(AccessLink.purpose == "judge")).all() == []
        assert len(act.session.scalars(select(Judge)).all()) == 4


def test_pages_ask_the_database_as_often_for_three_judges_as_for_one(office: Office) -> None:
    counts = []
    for judges, code in ((1, "abc2345678"), (3, "zzz2345678")):
        scene = built(office, judges=judges, works=judges, code=code)
        client = organizer(office, scene)
        for path in (home(scene), home(scene, str(scene.contest.id))):
            with count_queries(office.engine) as statements:
                assert client.get(path).status_code == 200
            counts.append(len(statements))
    assert counts[:2] == counts[2:]
