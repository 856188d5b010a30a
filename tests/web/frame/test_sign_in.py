"""Signing in: passwords, one-time links, sessions that the server can end."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select

from tests import builders
from tests.conftest import Office
from web.db.models import AccessLink, Account, SignIn
from web.services import accounts
from web.services.act import Role

PASSWORD = "一把尺子量到底2026"


def _account_with_password(office: Office) -> None:
    with office.act() as act:
        account = builders.an_account(act, Role.ADMINISTRATOR)
        account.login = "gonghui"
        accounts.set_password(act, account, PASSWORD)


def _sign_in(client: FlaskClient, password: str = PASSWORD, login: str = "gonghui") -> int:
    return client.post("/sign-in", data={"login": login, "password": password}).status_code


def _sees_start(client: FlaskClient) -> bool:
    return "建立自己的赛事" in client.get("/").text


def test_password_opens_and_a_wrong_one_says_no_more_than_that(office: Office) -> None:
    _account_with_password(office)
    client = office.client()
    wrong = client.post("/sign-in", data={"login": "gonghui", "password": "something else"})
    unknown = client.post("/sign-in", data={"login": "nobody", "password": PASSWORD})
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert "登录名或密码不对" in wrong.text
    assert "登录名或密码不对" in unknown.text
    assert not _sees_start(client)
    assert _sign_in(client) == 302
    assert _sees_start(client)


def test_only_hashes_are_stored(office: Office) -> None:
    with office.act() as act:
        account = builders.an_account(act, Role.ADMINISTRATOR)
        accounts.set_password(act, account, PASSWORD)
        token = accounts.make_link(act, account, "sign_in")
        stored = act.session.scalars(select(AccessLink.token_hash)).all()
        assert account.password_hash is not None
        assert account.password_hash.startswith("$argon2id$")
        assert token not in stored


def test_link_works_once_and_opening_the_page_does_not_spend_it(office: Office) -> None:
    with office.act() as act:
        link = builders.link(act, builders.an_account(act, Role.ADMINISTRATOR))
    first, second = office.client(), office.client()
    assert first.get(link).status_code == 200
    assert first.get(link).status_code == 200
    assert first.post(link).status_code == 302
    assert second.get(link).status_code == 422
    assert second.post(link).status_code == 422
    assert _sees_start(first)
    assert not _sees_start(second)


def test_new_link_ends_the_older_one_and_a_link_ends_by_itself(office: Office) -> None:
    with office.act() as act:
        account = builders.an_account(act, Role.ADMINISTRATOR)
        older, newer = builders.link(act, account), builders.link(act, account)
    assert office.client().post(older).status_code == 422
    office.clock.forward(hours=25)
    assert office.client().post(newer).status_code == 422


def test_signing_out_ends_the_session_on_the_server(office: Office) -> None:
    _account_with_password(office)
    client = office.client()
    _sign_in(client)
    stolen = client.get_cookie("yibachi")
    client.post("/sign-out")
    thief = office.client()
    assert stolen is not None
    thief.set_cookie("yibachi", stolen.value)
    assert not _sees_start(thief)


def test_new_password_signs_other_browsers_out(office: Office) -> None:
    _account_with_password(office)
    here, there = office.client(), office.client()
    _sign_in(here)
    _sign_in(there)
    answer = here.post("/password", data={"password": "另外一句很长的话2027", "repeat": "另外一句很长的话2027"})
    assert answer.status_code == 302
    assert _sees_start(here)
    assert not _sees_start(there)


def test_short_or_mistyped_password_is_refused_and_the_old_one_stays(office: Office) -> None:
    _account_with_password(office)
    client = office.client()
    _sign_in(client)
    assert client.post("/password", data={"password": "short", "repeat": "short"}).status_code == 422
    assert client.post("/password", data={"password": "long enough 1", "repeat": "long enough 2"}).status_code == 422
    assert _sign_in(office.client()) == 302


def test_disabled_account_is_out_at_once(office: Office) -> None:
    _account_with_password(office)
    client = office.client()
    _sign_in(client)
    with office.act() as act:
        act.session.scalars(select(Account).where(Account.login == "gonghui")).one().active = False
    assert not _sees_start(client)
    assert _sign_in(office.client()) == 401


def test_session_ends_after_a_fortnight_and_a_new_one_gets_a_new_token(office: Office) -> None:
    _account_with_password(office)
    client = office.client()
    _sign_in(client)
    _sign_in(client)
    with office.act() as act:
        assert len(set(act.session.scalars(select(SignIn.token_hash)))) == 2
    office.clock.forward(days=15)
    assert not _sees_start(client)


def test_language_is_taken_from_the_browser_and_remembered_when_chosen(office: Office) -> None:
    client = office.client()
    assert 'lang="zh-Hans-CN"' in client.get("/", headers={"Accept-Language": "fr"}).text
    assert 'lang="en"' in client.get("/", headers={"Accept-Language": "en-GB,en;q=0.8"}).text
    client.post("/language/zh", data={"next": "/sign-in"})
    assert 'lang="zh-Hans-CN"' in client.get("/", headers={"Accept-Language": "en"}).text


def test_guessing_is_slowed_down_and_says_so(office: Office) -> None:
    client = office.client()
    answers = [client.post("/sign-in", data={"login": "gonghui", "password": str(n)}) for n in range(21)]
    assert {answer.status_code for answer in answers[:20]} == {401}
    assert answers[20].status_code == 429
    assert "操作太频繁了" in answers[20].text


def test_entrants_link_opens_the_own_page_on_any_device_until_a_new_one_is_made(office: Office) -> None:
    with office.act() as act:
        competition = builders.a_competition(act)
        person = builders.a_person(act, competition.trade_union, "李䶮")
        older = accounts.entrant_link(act, competition, person)
    for client in (office.client(), office.client()):
        assert client.post(f"/link/{older}").location == "/my"
        assert "李䶮" in client.get("/my").text
        assert client.get(f"/c/{competition.id}/people/").status_code == 403
    with office.act() as act:
        accounts.entrant_link(act, competition, person)
    assert office.client().post(f"/link/{older}").status_code == 422
