"""The office's pages of results: who may see them, what they show before and after publication, every step by hand."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.builders import an_account, link
from tests.conftest import Office, count_queries
from tests.web.results import scenes
from web.db.models import Account, CommitteeDecision, Judge, PanelSeat, ResultVersion, RoleGrant, Sheet
from web.services import publication
from web.services.act import Role

AGREED = {"checked": "y"}


def signed_in(office: Office, role: Role = Role.ORGANIZER) -> FlaskClient:
    """A browser of somebody with this role in competition 1."""
    with office.act() as act:
        account = an_account(act, role, name="李干事")
        account.grants[0].competition_id = 1
        path = link(act, account)
    client = office.client()
    client.post(path)
    return client


def a_scene(office: Office) -> str:
    """The judged contest ready to be published; its page's address."""
    with office.act() as act:
        stage = scenes.a_stage(act)
        contest, _entries = scenes.a_judged_contest(act, stage)
        return f"{stage.home}{contest.id}"


def states(office: Office) -> list[tuple[int, str]]:
    with office.act() as act:
        return [(v.number, v.state) for v in act.session.query(ResultVersion).order_by(ResultVersion.number)]


def test_the_whole_road_through_the_pages(office: Office) -> None:
    page = a_scene(office)
    client = signed_in(office)
    assert "公布初步结果" in client.get(page).text
    assert client.post(f"{page}/preliminary", data=AGREED).status_code == 302
    assert client.post(f"{page}/notice", data=AGREED).status_code == 302
    early = client.post(f"{page}/final", data=AGREED)
    assert (early.status_code, "2026-10-14 24:00" in early.text) == (422, True)
    office.clock.forward(days=7)
    assert "下一步：确定最终结果" in client.get(page).text
    assert client.post(f"{page}/final", data=AGREED).status_code == 302
    assert states(office) == [(1, "final")]
    assert "去印制奖状" in client.get(page).text


def test_a_step_without_the_tick_is_not_taken(office: Office) -> None:
    page = a_scene(office)
    answer = signed_in(office).post(f"{page}/preliminary", data={})
    assert (answer.status_code, states(office)) == (422, [])
    assert "请先勾选" in answer.text


def test_a_correction_through_the_page_needs_its_reason(office: Office) -> None:
    page = a_scene(office)
    client = signed_in(office)
    client.post(f"{page}/preliminary", data=AGREED)
    with office.act() as act:
        act.session.query(Sheet).first().marks[0].hundredths -= 500
    assert "下一步：公布更正版本" in client.get(page).text
    assert client.post(f"{page}/preliminary", data=AGREED).status_code == 422
    assert client.post(f"{page}/preliminary", data={**AGREED, "reason": "抄错一项"}).status_code == 302
    assert states(office) == [(1, "replaced"), (2, "preliminary")]


def test_what_blocks_is_listed_and_no_step_is_offered(office: Office) -> None:
    page = a_scene(office)
    with office.act() as act:
        act.session.query(Sheet).first().state = "open"
    shown = signed_in(office).get(page).text
    assert "还有 1 份评分表没有封存" in shown
    assert f"{page}/preliminary" not in shown


@pytest.mark.parametrize("kind", ["drafted", "frozen", "entered", "seated", "off the step"])
def test_every_stage_before_publication_has_a_page_that_says_what_is_missing(office: Office, kind: str) -> None:
    with office.act() as act:
        stage = scenes.a_stage(act)
        if kind == "drafted":
            scenes.contests.create_contest(act, stage.competition, "essay", "论文评比", scenes.ESSAY)
        else:
            contest = scenes.a_contest(act, stage, scenes.ESSAY)
        if kind in ("entered", "seated", "off the step"):
            entries = scenes.enter(act, stage, contest, [("张明", "语文组")])
        if kind in ("seated", "off the step"):
            seats = scenes.seat_judges(act, stage, contest)
        if kind == "off the step":
            scenes.mark(act, contest, seats, entries[0], [90] * 5, a=3510)
    shown = signed_in(office).get("/c/1/results/1")
    assert (shown.status_code, "公布之前，还要完成" in shown.text) == (200, True)


def test_authors_are_unnamed_until_the_preliminary_version(office: Office) -> None:
    page = a_scene(office)
    client = signed_in(office)
    why = f"{page}/why/1"
    for address in (page, why):
        assert "张明" not in client.get(address).text.replace("张明的作品", "")
    client.post(f"{page}/preliminary", data=AGREED)
    for address in (page, why):
        assert "张明" in client.get(address).text.replace("张明的作品", "")


def test_judges_appear_by_number_in_the_why(office: Office) -> None:
    page = a_scene(office)
    shown = signed_in(office).get(f"{page}/why/1").text
    assert "评委4 95" in shown
    assert "评审甲" not in shown


def test_an_organizer_who_judges_the_contest_sees_nothing_before_publication(office: Office) -> None:
    page = a_scene(office)
    client = signed_in(office)
    with office.act() as act:
        organizer = act.session.query(Account).filter_by(name="李干事").one()
        judge = Judge(competition_id=1, name="李干事", account_id=organizer.id)
        act.session.add(judge)
        act.session.flush()
        act.session.query(PanelSeat).filter_by(number=5).one().judge_id = judge.id
    shown = client.get(page).text
    assert ("90.00" in shown, "评委看不到汇总" in shown) == (False, True)
    assert client.get(f"{page}/why/1").status_code == 403
    assert client.get(f"{page}/decide").status_code == 403
    assert client.post(f"{page}/preliminary", data=AGREED).status_code == 403
    with office.act() as act:
        publication.publish_preliminary(act, act.session.get_one(scenes.Contest, 1))
    assert "90.00" in client.get(page).text


@pytest.mark.parametrize("role", [Role.JUDGE, Role.CHIEF_JUDGE, Role.ENTRANT, Role.RACE_DESK])
def test_other_roles_do_not_enter(office: Office, role: Role) -> None:
    page = a_scene(office)
    client = signed_in(office, role)
    addresses = (page, f"{page}/why/1", f"{page}/decide", "/c/1/results/")
    assert [client.get(address).status_code for address in addresses] == [403] * 4
    assert client.post(f"{page}/preliminary", data=AGREED).status_code == 403


def test_an_auditor_reads_and_changes_nothing(office: Office) -> None:
    page = a_scene(office)
    client = signed_in(office, Role.AUDITOR)
    assert client.get(page).status_code == 200
    assert client.post(f"{page}/preliminary", data=AGREED).status_code == 403
    assert states(office) == []


def test_rows_are_looked_up_under_their_parents(office: Office) -> None:
    page = a_scene(office)
    with office.act() as act:
        other = scenes.a_competition(act, scenes.a_union(act, "别的工会"), code="other23456")
        number = other.id
    client = signed_in(office)
    with office.act() as act:
        act.session.add(RoleGrant(account_id=act.session.query(Account).filter_by(name="李干事").one().id,
                                  role="organizer", competition_id=number))  # fmt: skip
    assert client.get(page.replace("/c/1/", f"/c/{number}/")).status_code == 404
    assert client.get(f"{page}/why/999").status_code == 404


def test_a_decision_is_recorded_and_shown(office: Office) -> None:
    page = a_scene(office)
    client = signed_in(office)
    form = {"entry": "4", "kind": "extra_prize", "tier": "二等奖", "minute": "3号纪要", "decided_on": "2026-10-08"}
    assert client.post(f"{page}/decide", data=form).status_code == 302
    with office.act() as act:
        stored = act.session.query(CommitteeDecision).one()
        assert (stored.entry_id, stored.kind, stored.tier, stored.minute, stored.decided_on) == (
            4,
            "extra_prize",
            "二等奖",
            "3号纪要",
            date(2026, 10, 8),
        )
    assert "3号纪要" in client.get(page).text


def test_a_refused_decision_keeps_what_was_typed(office: Office) -> None:
    page = a_scene(office)
    form = {"entry": "4", "kind": "withdraw_prize", "tier": "", "minute": "抄袭查实", "decided_on": "2026-10-08"}
    answer = signed_in(office).post(f"{page}/decide", data=form)
    assert (answer.status_code, "抄袭查实" in answer.text, "没有获奖" in answer.text) == (422, True, True)


def test_the_overview_needs_as_many_queries_for_three_contests_as_for_one(office: Office) -> None:
    with office.act() as act:
        stage = scenes.a_stage(act)
        scenes.a_run(act, stage)
    client = signed_in(office)
    counts = []
    for number in (1, 3):
        with office.act() as act:
            stage = scenes.Stage(
                act.session.get_one(scenes.TradeUnion, 1),
                act.session.get_one(scenes.Competition, 1),
                {row.name: row for row in act.session.query(scenes.Department)},
            )
            if number == 3:
                contest, _entries = scenes.a_judged_contest(act, stage)
                scenes.a_contest(act, stage, scenes.ESSAY, "plan", "教案")
                publication.publish_preliminary(act, contest)
        with count_queries(office.engine) as statements:
            assert client.get("/c/1/results/").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
