"""The page of the fairness account: who may see it, what it shows, and what it never shows."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient

from tests.builders import an_account, link
from tests.conftest import Office
from tests.web.fairness import scenes as own
from tests.web.results import scenes
from web.db.models import Account, Judge, RoleGrant, SheetMark
from web.services import publication
from web.services.act import Role

ACCUSING = ("作弊", "舞弊", "造假", "不公正", "cheat", "fraud", "corrupt")


def signed_in(office: Office, role: Role, language: str = "zh") -> FlaskClient:
    """A browser of somebody with this role in competition 1."""
    with office.act() as act:
        account = an_account(act, role, name="李干事")
        account.grants[0].competition_id = None if role is Role.ADMINISTRATOR else 1
        path = link(act, account)
    client = office.client()
    client.post(path)
    client.post(f"/language/{language}", data={"next": "/"})
    return client


@pytest.mark.parametrize("role", Role)
def test_only_organizers_and_auditors_see_it_and_only_organizers_switch(office: Office, role: Role) -> None:
    page = own.a_marked_contest(office)
    own.ask(office)
    client = signed_in(office, role)
    changes = role in (Role.ORGANIZER, Role.ADMINISTRATOR)
    reads = 200 if changes or role is Role.AUDITOR else 403
    assert [client.get(page + name).status_code for name in ("", "account.json")] == [reads, reads]
    posts = [client.post(page + name).status_code for name in ("on", "again", "off")]
    assert posts == ([302, 302, 302] if changes else [403, 403, 403])
    assert ("关闭公平性说明" in client.get(page).text) is False


def test_nobody_sees_it_signed_out(office: Office) -> None:
    page = own.a_marked_contest(office)
    own.ask(office)
    client = office.client()
    answers = [client.get(page + name) for name in ("", "account.json")]
    assert [(answer.status_code, "/sign-in" in answer.location) for answer in answers] == [(302, True)] * 2


def test_off_until_switched_on_then_worked_out_and_shown(office: Office) -> None:
    page = own.a_marked_contest(office)
    client = signed_in(office, Role.ORGANIZER)
    assert "还没有开启" in client.get(page).text
    assert client.get(page + "account.json").status_code == 404
    assert client.post(page + "on").status_code == 302
    assert "正在计算" in client.get(page).text
    own.work(office)
    shown = client.get(page).text
    assert "换一种算法会怎样？" in shown
    assert "评委 5：评了 12 件，偏严" in shown
    assert shown.count("这不说明：") == 8
    assert "已关闭" in client.post(page + "off", follow_redirects=True).text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_judges_appear_by_number_entries_by_work_code_and_nobody_is_accused(office: Office, language: str) -> None:
    page = own.a_marked_contest(office)
    own.ask(office)
    client = signed_in(office, Role.ORGANIZER, language)
    for text in (client.get(page).text, client.get(page + "account.json").text):
        assert [name for name in ("评审甲", *own.NAMES, *ACCUSING) if name in text] == []
    own.on_contest(office, publication.publish_preliminary)
    after = client.get(page).text
    assert [name for name in own.NAMES if name not in after] == []
    assert "评审甲" not in after


def test_every_drawing_is_svg_without_scripts_or_styles(office: Office) -> None:
    page = own.a_marked_contest(office)
    own.ask(office)
    drawn = re.findall(r"<svg.*?</svg>", signed_in(office, Role.ORGANIZER).get(page).text, re.S)
    assert len(drawn) > 20
    assert [one for one in drawn if "style=" in one or "<script" in one or "on" + "click" in one] == []


def test_the_download_is_the_stored_account(office: Office) -> None:
    page = own.a_marked_contest(office)
    own.ask(office)
    answer = signed_in(office, Role.AUDITOR).get(page + "account.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="essay-fairness.json"'
    assert json.loads(answer.text) == own.the_row(office).document


def test_a_change_of_marks_is_said_beside_the_old_account(office: Office) -> None:
    page = own.a_marked_contest(office)
    own.ask(office)
    with office.act() as act:
        act.session.query(SheetMark).filter_by(criterion="B").order_by(SheetMark.id).first().hundredths -= 100
    client = signed_in(office, Role.ORGANIZER)
    stale = client.get(page).text
    assert ("评分、名单或评委会决定有了变化" in stale, "名次有多稳？" in stale) == (True, True)
    client.post(page + "again")
    own.work(office)
    assert "有了变化" not in client.get(page).text


def test_a_judge_who_organizes_sees_it_after_the_first_publication(office: Office) -> None:
    page = own.a_marked_contest(office)
    own.ask(office)
    with office.act() as act:
        account = act.session.query(Account).join(Judge, Judge.account_id == Account.id).first()
        assert account is not None
        act.session.add(RoleGrant(account_id=account.id, role=Role.ORGANIZER, competition_id=1))
        path = link(act, account)
    client = office.client()
    client.post(path)
    assert "公布之前，评委看不到汇总" in client.get(page).text
    assert [client.get(page + "account.json").status_code, client.post(page + "off").status_code] == [403, 403]
    own.on_contest(office, publication.publish_preliminary)
    assert "名次有多稳？" in client.get(page).text


def test_contests_without_an_account_say_why(office: Office) -> None:
    with office.act() as act:
        stage = scenes.a_stage(act)
        contest, _entries = scenes.a_run(act, stage)
        page = f"{stage.home}{contest.id}/fairness/"
    client = signed_in(office, Role.ORGANIZER)
    assert "公平性说明只适用于评委打分的项目，这里是竞速竞距项目。" in client.get(page).text
    assert client.post(page + "on").status_code == 422


def test_open_sheets_are_counted_before_anything_is_worked_out(office: Office) -> None:
    page = own.a_marked_contest(office, open_sheets=3)
    client = signed_in(office, Role.ORGANIZER)
    assert "还有 3 份评分表没有封存" in client.post(page + "on", follow_redirects=True).text
    assert own.work(office) == 0
