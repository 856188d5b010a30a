"""The contests' pages: from an example to a contest, the copied date, and who may look."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests import builders
from tests.builders import a_competition
from tests.conftest import Office, count_queries
from tests.web.rules.scenes import a_contest, a_woman, organizing
from web.db.models import Contest
from web.services import contests, rules
from web.services.act import Role
from web.services.example_rules import example_rules
from web.services.fund import set_fund

PAGES = (
    "",
    "/{contest}",
    "/{contest}/rules",
    "/{contest}/rules/review",
    "/{contest}/rules/1.toml",
    "/{contest}/groups",
)
POSTS = (
    "/{contest}/name",
    "/{contest}/move",
    "/{contest}/reference-date",
    "/{contest}/rules",
    "/{contest}/rules/freeze",
    "/{contest}/rules/revise",
    "/{contest}/rules/discard",
    "/{contest}/rules/restart",
    "/{contest}/groups/close",
    "/{contest}/groups/reopen",
)


def two_competitions(office: Office) -> tuple[int, int, int]:
    """Two competitions; the contest belongs to the second."""
    with office.act() as act:
        first = a_competition(act)
        second = a_competition(act, first.trade_union, "xyz2345678")
        return first.id, second.id, a_contest(act, second).id


def test_an_empty_competition_offers_the_examples(office: Office) -> None:
    first, _second, _contest = two_competitions(office)
    with organizing(office, first) as browser:
        assert "/contests/new" in browser.get(f"/c/{first}/contests/").text
        page = browser.get(f"/c/{first}/contests/new").text
    assert all(f"source={one.code}" in page for one in example_rules())


@pytest.mark.parametrize("source", [*(one.code for one in example_rules()), "judged", "race"])
def test_every_source_makes_a_contest(office: Office, source: str) -> None:
    first, _second, _contest = two_competitions(office)
    with organizing(office, first) as browser:
        sent = {"source": source, "code": "fresh_1", "name": "新项目"}
        answer = browser.post(f"/c/{first}/contests/new", data=sent)
        assert answer.status_code == 302
        assert browser.get(answer.location, follow_redirects=True).status_code == 200
    with office.act() as act:
        contest = act.session.query(Contest).filter_by(competition_id=first).one()
        found = rules.current(act, contest)
        assert found is not None
        assert (rules.unconfirmed_date(contest, found[1]) is not None) == (found[1].age_rule is not None)


def test_a_wrong_code_is_told_and_the_input_kept(office: Office) -> None:
    _first, second, _contest = two_competitions(office)
    with organizing(office, second) as browser:
        sent = {"source": "essay", "code": "essay", "name": "第二次论文"}
        answer = browser.post(f"/c/{second}/contests/new", data=sent)
    assert (answer.status_code, 'value="第二次论文"' in answer.text, "field-errors" in answer.text) == (422, True, True)


def test_a_copied_date_is_shown_everywhere_and_confirmed_with_one_button(office: Office) -> None:
    with office.act() as act:
        original = a_competition(act)
        a_contest(act, original, "treadmill_women")
        copy = contests.copy_competition(act, original, "明年", 2027)
        ids = (copy.id, copy.contests[0].id)
    path = f"/c/{ids[0]}/contests/{ids[1]}"
    with organizing(office, ids[0]) as browser:
        for page in (f"/c/{ids[0]}/contests/", path, f"{path}/rules/review"):
            assert "2026" in browser.get(page).text
        assert browser.post(f"{path}/rules/freeze").status_code == 422
        assert browser.post(f"{path}/reference-date", data={"day": "无"}).status_code == 422
        assert browser.post(f"{path}/reference-date", data={"day": "2027-12-31"}).status_code == 302
        assert browser.post(f"{path}/rules/freeze").status_code == 302
        assert "reference_date = 2027-12-31" in browser.get(f"{path}/rules/1.toml").text


def test_renaming_and_moving(office: Office) -> None:
    _first, second, contest = two_competitions(office)
    path = f"/c/{second}/contests/{contest}"
    with organizing(office, second) as browser:
        assert browser.post(f"{path}/name", data={"name": "论文"}).status_code == 302
        assert browser.post(f"{path}/name", data={"name": ""}).status_code == 422
        assert browser.post(f"{path}/move", data={"step": "down"}).status_code == 302
        assert "论文" in browser.get(path).text


def test_a_contest_opens_only_under_its_own_competition(office: Office) -> None:
    first, _second, contest = two_competitions(office)
    with organizing(office, first) as browser:
        for page in PAGES[1:]:
            assert browser.get(f"/c/{first}/contests{page.format(contest=contest)}").status_code == 404
        for post in POSTS:
            assert browser.post(f"/c/{first}/contests{post.format(contest=contest)}").status_code == 404


def _refused(browser: FlaskClient, competition: int, contest: int) -> set[int]:
    gets = [f"/c/{competition}/contests{page.format(contest=contest)}" for page in PAGES]
    gets = [path + "/" if path.endswith("contests") else path for path in gets]
    posts = [f"/c/{competition}/contests{post.format(contest=contest)}" for post in POSTS]
    fund = f"/c/{competition}/fund/"
    answers = [browser.get(path) for path in (*gets, f"/c/{competition}/contests/new", fund)]
    answers += [browser.post(path) for path in (*posts, f"/c/{competition}/contests/new", fund)]
    return {answer.status_code for answer in answers}


def test_an_organizer_of_another_competition_is_refused_everywhere(office: Office) -> None:
    first, second, contest = two_competitions(office)
    with organizing(office, first) as browser:
        assert _refused(browser, second, contest) == {403}


@pytest.mark.parametrize("role", [Role.JUDGE, Role.RACE_DESK, Role.ENTRANT, Role.CHIEF_JUDGE])
def test_other_roles_are_refused_everywhere(office: Office, role: Role) -> None:
    _first, second, contest = two_competitions(office)
    with office.act() as act:
        competition = act.session.get_one(Contest, contest).competition
        path = builders.link(act, builders.an_account(act, role, competition))
    with office.client() as browser:
        browser.post(path)
        assert _refused(browser, second, contest) == {403}


def test_an_auditor_reads_everything_and_changes_nothing(office: Office) -> None:
    _first, second, contest = two_competitions(office)
    with office.act() as act:
        competition = act.session.get_one(Contest, contest).competition
        path = builders.link(act, builders.an_account(act, Role.AUDITOR, competition))
    with office.client() as browser:
        browser.post(path)
        for page in PAGES[1:]:
            assert browser.get(f"/c/{second}/contests{page.format(contest=contest)}").status_code == 200
        assert {browser.post(f"/c/{second}/contests{one.format(contest=contest)}").status_code for one in POSTS} == {
            403
        }
        assert browser.get(f"/c/{second}/contests/new").status_code == 403


def test_the_list_costs_the_same_queries_for_one_and_three_contests(office: Office) -> None:
    with office.act() as act:
        competition = a_competition(act)
        number = competition.id
        a_woman(act, a_contest(act, competition, "essay", freeze=True))
    counts = []
    with organizing(office, number) as browser:
        for more in ((), ("teaching_plan", "treadmill_women")):
            with office.act() as act:
                competition = act.session.get_one(type(competition), number)
                for code in more:
                    a_woman(act, a_contest(act, competition, code), code)
            with count_queries(office.engine) as statements:
                assert browser.get(f"/c/{number}/contests/").status_code == 200
            counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_fund_page_keeps_input_and_shows_what_is_left(office: Office) -> None:
    with office.act() as act:
        competition = a_competition(act)
        a_contest(act, competition, "treadmill_women")
        set_fund(act, competition, amount_fen=200_000)
        path = f"/c/{competition.id}/fund/"
        number = competition.id
    with organizing(office, number) as browser:
        assert "¥760.00" in browser.get(path).text
        sent = {"kind": "amount", "amount": "2000", "rate": "2.5", "basis": "3号"}
        answer = browser.post(path, data=sent | {"rows": "add:lines"})
        assert (answer.status_code, 'name="lines-0-label"' in answer.text) == (200, True)
        lines = {"lines-0-label": "场地", "lines-0-money": "2000.01"}
        answer = browser.post(path, data=sent | lines)
        assert (answer.status_code, 'value="2000.01"' in answer.text) == (422, True)
        answer = browser.post(path, data=sent | lines | {"lines-0-money": "abc"})
        assert (answer.status_code, "field-errors" in answer.text) == (422, True)
        assert browser.post(path, data=sent | lines | {"lines-0-money": "760.01"}).status_code == 302
        page = browser.get(path).text
    assert ("overspent" in page, "¥0.01" in page, 'role="alert"' in page) == (True, True, True)
