"""Starting one's own competition beside the example, copying one, and what its desk says to do next."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select

from tests import builders
from tests.conftest import Office
from web.db.models import Competition
from web.services import competitions
from web.services.act import Role


def _administrator(office: Office) -> FlaskClient:
    with office.act() as act:
        link = builders.link(act, builders.an_account(act, Role.ADMINISTRATOR))
    client = office.client()
    client.post(link)
    return client


def test_own_competition_starts_empty_and_the_example_stays(office: Office) -> None:
    with office.act() as act:
        example = competitions.start_own(act, "启明学校工会", "示例赛事", is_example=True)
    client = _administrator(office)
    answer = client.post("/start", data={"union": "向阳小学工会", "name": "2027年职工竞赛"})
    own = int(answer.location.rstrip("/").split("/")[-1])
    assert own != example.id
    desk = client.get(answer.location).text
    assert "导入职工名单" in desk
    start = client.get("/").text
    assert "示例赛事" in start
    assert "2027年职工竞赛" in start


def test_missing_names_are_asked_for_and_nothing_is_made(office: Office) -> None:
    client = _administrator(office)
    assert client.post("/start", data={"union": "", "name": "只有名称"}).status_code == 422
    with office.act() as act:
        assert act.session.scalars(select(Competition)).all() == []


def test_first_step_is_the_staff_list_and_it_moves_on_when_people_are_there(office: Office) -> None:
    with office.act() as act:
        competition = builders.a_competition(act)
        before = competitions.next_step(act, competition)
        builders.a_person(act, competition.trade_union)
        builders.a_contest(act, competition)
        after = competitions.next_step(act, competition)
    assert before is not None
    assert after is not None
    assert (before.key, after.key) == ("people", "rules")


def test_copy_is_a_competition_of_its_own_with_unconfirmed_dates(office: Office) -> None:
    with office.act() as act:
        source = builders.a_competition(act)
        builders.a_contest(act, source)
    client = _administrator(office)
    answer = client.post(f"/c/{source.id}/copy", data={"name": "2027年职工竞赛", "year": "2027"})
    assert answer.status_code == 302
    with office.act() as act:
        copy = act.session.scalars(select(Competition).where(Competition.copied_from_id == source.id)).one()
        assert (copy.name, copy.year, copy.trade_union_id) == ("2027年职工竞赛", 2027, source.trade_union_id)
        assert [contest.reference_date_confirmed_at for contest in copy.contests] == [None]


def test_settings_change_what_later_paper_says(office: Office) -> None:
    with office.act() as act:
        competition = builders.a_competition(act)
    client = _administrator(office)
    form = {"name": "新名称", "issuer": "新落款", "year": "2026", "certificate_prefix": "新证字"}
    assert client.post(f"/c/{competition.id}/settings", data=form).status_code == 302
    with office.act() as act:
        changed = act.session.get_one(Competition, competition.id)
        assert (changed.name, changed.issuer, changed.certificate_prefix) == ("新名称", "新落款", "新证字")
