"""The groups page: the rule in words, who blocks the draw, reasons on request, closing and opening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.builders import a_competition
from tests.conftest import Office, count_queries
from tests.web.rules.scenes import a_contest, a_woman, organizing
from web.db.models import Contest, Entry
from web.services import groups


@pytest.fixture
def ids(office: Office) -> tuple[int, int]:
    """Competition and frozen treadmill contest with one woman of 51 and one near the limit."""
    with office.act() as act:
        competition = a_competition(act)
        contest = a_contest(act, competition, "treadmill_women", freeze=True)
        a_woman(act, contest, "刘洋", date(1970, 1, 1))
        a_woman(act, contest, "陈静", date(1976, 1, 3))
        return competition.id, contest.id


@pytest.fixture
def browser(office: Office, ids: tuple[int, int]) -> Iterator[FlaskClient]:
    """The organizer's browser."""
    with organizing(office, ids[0]) as client:
        yield client


def path(ids: tuple[int, int]) -> str:
    return f"/c/{ids[0]}/contests/{ids[1]}/groups"


def test_the_age_rule_stands_in_words_with_its_birth_dates(browser: FlaskClient, ids: tuple[int, int]) -> None:
    page = browser.get(path(ids)).text
    for words in ("2026年12月31日", "51周岁（不含）以下", "1976年1月1日（含）以后出生", "1975年12月31日（含）以前出生"):
        assert words in page


def test_the_reason_is_told_on_request(office: Office, browser: FlaskClient, ids: tuple[int, int]) -> None:
    with office.act() as act:
        entry = groups.standing_entries(act, act.session.get_one(Contest, ids[1]))[0].id
    assert "满56周岁" not in browser.get(path(ids)).text
    assert "满56周岁" in browser.get(f"{path(ids)}?entry={entry}").text


def test_people_near_the_limit_are_shown_with_the_days(browser: FlaskClient, ids: tuple[int, int]) -> None:
    assert "相差 3 天" in browser.get(path(ids)).text


def test_closing_and_opening_again(office: Office, browser: FlaskClient, ids: tuple[int, int]) -> None:
    assert browser.post(f"{path(ids)}/close").status_code == 302
    assert browser.post(f"{path(ids)}/close").status_code == 422
    with office.act() as act:
        assert {one.group_code for one in act.session.query(Entry).all()} == {"W-51", "W-U51"}
    assert browser.post(f"{path(ids)}/reopen", data={"reason": ""}).status_code == 422
    assert browser.post(f"{path(ids)}/reopen", data={"reason": "漏报一人"}).status_code == 302
    with office.act() as act:
        assert {one.group_code for one in act.session.query(Entry).all()} == {None}


def test_somebody_without_a_birthday_blocks_with_a_way_out(
    office: Office, browser: FlaskClient, ids: tuple[int, int]
) -> None:
    with office.act() as act:
        a_woman(act, act.session.get_one(Contest, ids[1]), "郑洁", None)
    page = browser.get(path(ids)).text
    assert ("/groups/close" in page, f"/c/{ids[0]}/people" in page) == (False, True)
    answer = browser.post(f"{path(ids)}/close")
    assert (answer.status_code, "<strong>郑洁</strong>" in answer.text) == (422, True)


def test_the_page_costs_the_same_queries_for_two_and_four_entries(
    office: Office, browser: FlaskClient, ids: tuple[int, int]
) -> None:
    counts = []
    for names in ((), ("赵敏", "钱芳")):
        with office.act() as act:
            for name in names:
                a_woman(act, act.session.get_one(Contest, ids[1]), name)
        with count_queries(office.engine) as statements:
            assert browser.get(path(ids)).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
