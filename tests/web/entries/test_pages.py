"""The entries pages as an organizer and an entrant meet them."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from flask.testing import FlaskClient

from tests import builders
from tests.conftest import Office, count_queries
from tests.web.entries.scenes import contest_of, manager
from web.db.models import Competition, Contest, Heat, HeatLane, Person, ResultVersion, TimetablePlan, Venue
from web.services import entries, groups, rules
from web.services.act import Act, Role


def signed_in(office: Office) -> tuple[FlaskClient, Competition]:
    """An organizer's browser and the competition."""
    with office.act() as act:
        competition = builders.a_competition(act)
        link = builders.link(act, builders.an_account(act))
    client = office.client()
    client.post(link)
    return client, competition


def test_people_are_found_ticked_and_entered(office: Office) -> None:
    client, competition = signed_in(office)
    with office.act() as act:
        contest = contest_of(act, act.session.get_one(Competition, competition.id), "run_men_under_51")
        person = manager(act, competition, "李䶮")
        woman = manager(act, competition, "王芳", "2", gender="F")
    base = f"/c/{competition.id}/entries/{contest.id}"
    page = client.get(f"{base}/add/").text
    assert ("李䶮" in page, "王芳" in page) == (True, False)
    assert "why-not" in client.get(f"{base}/add/?q=王芳").text
    assert client.post(f"{base}/add/people", data={}).status_code == 422
    refused = client.post(f"{base}/add/people", data={"person": [str(person.id), str(woman.id)]})
    assert refused.status_code == 422
    assert "李䶮" not in client.get(base).text
    assert client.post(f"{base}/add/people", data={"person": str(person.id)}).status_code == 302
    assert ("李䶮" in client.get(base).text, "1001" in client.get(base).text) == (True, True)


def test_entry_is_changed_and_withdrawn_with_a_reason(office: Office) -> None:
    client, competition = signed_in(office)
    with office.act() as act:
        contest = contest_of(act, act.session.get_one(Competition, competition.id), "essay")
        entry = entries.enter(act, contest, entries.person_entrant(act, competition, manager(act, competition)))
        manager(act, competition, "李芳", "2")
    address = f"/c/{competition.id}/entries/{contest.id}/entry/{entry.id}"
    wrong = client.post(address, data={"title": "题目", "coauthors": "9"})
    assert (wrong.status_code, "没有工号 9" in wrong.text) == (422, True)
    assert client.post(address, data={"title": "题目", "coauthors": "2"}).status_code == 302
    listed = client.get(f"/c/{competition.id}/entries/{contest.id}").text
    assert ("题目" in listed, "李芳" in listed) == (True, True)
    assert client.post(f"{address}/withdraw", data={"reason": ""}).status_code == 422
    assert client.post(f"{address}/withdraw", data={"reason": "调离"}).status_code == 302
    assert "已退出" in client.get(f"/c/{competition.id}/entries/{contest.id}").text


def test_family_is_entered_by_its_form(office: Office) -> None:
    client, competition = signed_in(office)
    with office.act() as act:
        contest = contest_of(act, act.session.get_one(Competition, competition.id), "harmony_family")
        manager(act, competition)
    base = f"/c/{competition.id}/entries/{contest.id}"
    assert client.post(f"{base}/add/family", data={"person": "没有这人"}).status_code == 422
    answer = client.post(f"{base}/add/family", data={"person": "张明", "relatives": "李芳、张小明"})
    assert answer.status_code == 302
    assert "张明家庭" in client.get(base).text


def test_closing_writes_groups_or_says_why_not(office: Office) -> None:
    client, competition = signed_in(office)
    with office.act() as act:
        contest = contest_of(act, act.session.get_one(Competition, competition.id), "treadmill_women")
        woman = manager(act, competition, "王芳", gender="F", birth_date=None)
        entries.enter(act, contest, entries.person_entrant(act, competition, woman))
        rules.freeze(act, contest)
    base = f"/c/{competition.id}/entries/{contest.id}"
    refused = client.post(f"{base}/close")
    assert (refused.status_code, "王芳" in refused.text) == (422, True)
    client.post(
        f"/c/{competition.id}/people/{woman.id}/edit",
        data={"name": "王芳", "gender": "F", "birth_date": "1975-12-31", "department": "0", "post_category": ""},
    )
    assert client.post(f"{base}/close").status_code == 302
    assert "女子51周岁（含）以上组" in client.get(base).text


def test_list_is_previewed_and_applied(office: Office) -> None:
    client, competition = signed_in(office)
    with office.act() as act:
        contest = contest_of(act, act.session.get_one(Competition, competition.id), "essay")
        manager(act, competition)
    content = "工号,项目,作品名称\n1,论文评比,题目一\n9,论文评比,题目二\n".encode()
    answer = client.post(f"/c/{competition.id}/entries/upload", data={"file": (io.BytesIO(content), "a.csv")})
    page = client.get(answer.location).text
    assert ("A3" in page, "没有工号 9" in page, "导入 1 行" in page) == (True, True, True)
    assert client.post(f"{answer.location}/apply").status_code == 302
    assert client.get(f"{answer.location}/waiting.xlsx").status_code == 200
    assert "题目一" in client.get(f"/c/{competition.id}/entries/{contest.id}").text
    assert client.get(f"/c/{competition.id}/entries/template.xlsx").status_code == 200


@pytest.mark.parametrize("page", ["{contest}", "{contest}/add/", "{contest}/add/?q=1", ""])
def test_lists_ask_the_database_equally_often_for_one_and_three(office: Office, page: str) -> None:
    client, competition = signed_in(office)
    with office.act() as act:
        contest = contest_of(act, act.session.get_one(Competition, competition.id), "essay")
    asked = []
    for number in range(3):
        with office.act() as act:
            one, two = (manager(act, competition, f"张明{mark}", f"{number}{mark}1") for mark in "甲乙")
            entrant = entries.person_entrant(act, competition, one)
            entries.enter(act, act.session.get_one(Contest, contest.id), entrant, coauthors=[two])
        with count_queries(office.engine) as statements:
            assert client.get(f"/c/{competition.id}/entries/{page.format(contest=contest.id)}").status_code == 200
        asked.append(len(statements))
    assert asked[0] == asked[2]


def my_page(office: Office, act: Act, person: Person) -> FlaskClient:
    """The browser of an entrant."""
    account = builders.an_account(act, Role.ENTRANT, None, person.name)
    account.person_id = person.id
    client = office.client()
    client.application.config["ENTRANT_LINK"] = builders.link(act, account)
    return client


def test_entrant_sees_group_start_and_result(office: Office) -> None:
    with office.act() as act:
        competition = builders.a_competition(act)
        contest = contest_of(act, competition, "run_men_under_51")
        person = manager(act, competition)
        entry = entries.enter(act, contest, entries.person_entrant(act, competition, person))
        rules.freeze(act, contest)
        groups.close_entries(act, contest)
        _put_in_heat(act, competition, contest, entry.id)
        client = my_page(office, act, person)
    client.post(client.application.config["ENTRANT_LINK"])
    page = client.get("/my").text
    for part in ("男子51周岁（不含）以下组", "您满 50 周岁", "2026年11月27日 08:30", "田径场", "第 4 道"):
        assert part in page
    with office.act() as act:
        line = {"entry": entry.id, "place": 2, "tied": True, "prize": "第二名", "score_text": "3:20.1"}
        act.session.add(
            ResultVersion(
                contest_id=contest.id,
                number=1,
                run=1,
                state="notice",
                document={"rows": [line]},
                fingerprint="f" * 64,
                created_at=act.now,
                published_at=act.now,
            )
        )
    page = client.get("/my").text
    for part in ("第 2 名", "并列", "3:20.1", "公示中"):
        assert part in page


def test_entrant_sees_nobody_elses_entries(office: Office) -> None:
    with office.act() as act:
        competition = builders.a_competition(act)
        essay = contest_of(act, competition, "essay")
        entries.enter(act, essay, entries.person_entrant(act, competition, manager(act, competition)), "别人的题目")
        other = manager(act, competition, "李芳", "2")
        client = my_page(office, act, other)
    client.post(client.application.config["ENTRANT_LINK"])
    page = client.get("/my").text
    assert ("别人的题目" in page, "还没有参赛项目" in page) == (False, True)


def _put_in_heat(act: Act, competition: Competition, contest: Contest, entry_id: int) -> None:
    venue = Venue(competition_id=competition.id, name="田径场", kind="track", places=8)
    plan = TimetablePlan(
        competition_id=competition.id, number=1, state="adopted", problem={}, plan={}, created_at=act.now
    )
    act.session.add_all([venue, plan])
    act.session.flush()
    start = datetime.fromisoformat("2026-11-27 08:30")
    act.session.add(
        Heat(
            plan_id=plan.id,
            contest_id=contest.id,
            group_code="M-U51",
            number=1,
            starts=start,
            minutes=8,
            venue_id=venue.id,
            lanes=[HeatLane(lane=4, entry_id=entry_id)],
        )
    )
