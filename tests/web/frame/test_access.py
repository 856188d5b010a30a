"""Who may open what: declared, enforced, and looked up under the parent."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests import builders
from tests.conftest import Office
from web.accounts.access import access_of, refuse_undeclared
from web.services.act import Role


def test_app_refuses_to_start_when_a_view_declares_no_access() -> None:
    app = Flask("naked")
    app.add_url_rule("/naked", "naked", lambda: "seen")
    with pytest.raises(RuntimeError, match="naked"):
        refuse_undeclared(app)


def test_every_page_of_a_competition_is_closed_to_the_public(office: Office) -> None:
    open_ones = []
    for rule in office.app.url_map.iter_rules():
        if "competition_id" in rule.arguments and access_of(office.app, rule.endpoint).roles is None:
            open_ones.append(rule.endpoint)
    assert open_ones == []


def test_signed_out_reader_is_sent_to_sign_in_and_back(office: Office) -> None:
    with office.act() as act:
        competition = builders.a_competition(act)
    answer = office.client().get(f"/c/{competition.id}/office/?page=2")
    assert (answer.status_code, answer.location) == (302, f"/sign-in?next=/c/{competition.id}/office/?page%3D2")


def test_organizer_of_one_competition_cannot_open_another(office: Office) -> None:
    with office.act() as act:
        own = builders.a_competition(act)
        other = builders.a_competition(act, own.trade_union, code="zzz2345678")
        link = builders.link(act, builders.an_account(act, Role.ORGANIZER, own))
    client = office.client()
    client.post(link)
    assert client.get(f"/c/{own.id}/office/").status_code == 200
    assert client.get(f"/c/{other.id}/office/").status_code == 403


def test_auditor_reads_everything_and_changes_nothing(office: Office) -> None:
    with office.act() as act:
        competition = builders.a_competition(act)
        link = builders.link(act, builders.an_account(act, Role.AUDITOR, competition))
    client = office.client()
    client.post(link)
    assert client.get(f"/c/{competition.id}/office/").status_code == 200
    refused = client.post(
        f"/c/{competition.id}/office/members", data={"name": "某人", "login": "x1", "role": "organizer"}
    )
    assert refused.status_code == 403
    assert "某人" not in client.get(f"/c/{competition.id}/office/").text


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil"]
)
def test_nobody_is_sent_to_another_site_after_signing_in(office: Office, target: str) -> None:
    answer = office.client().post("/language/en", data={"next": target})
    assert answer.location == "/"


def test_pages_carry_a_strict_content_policy_and_are_not_cached(office: Office) -> None:
    answer = office.client().get("/")
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_form_without_its_token_changes_nothing(office: Office) -> None:
    office.app.config["WTF_CSRF_ENABLED"] = True
    answer = office.client().post("/language/en", data={"next": "/"})
    assert answer.status_code == 400
    assert "提交凭据已过期" in answer.text


def test_navigation_shows_no_door_that_is_shut(office: Office) -> None:
    with office.act() as act:
        competition = builders.a_competition(act)
        link = builders.link(act, builders.an_account(act, Role.RACE_DESK, competition))
    client = office.client()
    client.post(link)
    page = client.get(f"/c/{competition.id}/").text
    hrefs = set(re.findall(rf'href="(/c/{competition.id}/[^"#]*)"', page))
    assert f"/c/{competition.id}/races/" in hrefs
    assert {client.get(href).status_code for href in hrefs} == {200}
