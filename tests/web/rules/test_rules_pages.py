"""The rules as an organizer's browser meets them: rows without scripts, nothing typed lost, freezing, restarting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from scoring.rulebook import parse
from tests.builders import a_competition, a_person
from tests.conftest import Office
from tests.web.rules.scenes import DOCUMENTS, a_contest, a_mark, a_woman, organizing, typed
from web.db.models import Contest
from web.forms.rules import FRESH_ROWS
from web.forms.rules_buttons import rearranged
from web.services import rules


@dataclass(frozen=True)
class Desk:
    """An organizer's browser before one contest."""

    office: Office
    browser: FlaskClient
    contest_id: int
    path: str

    def page(self, path: str = "") -> str:
        """One of the contest's pages."""
        answer = self.browser.get(self.path + path)
        assert answer.status_code == 200
        return answer.text

    def stored(self) -> list[tuple[int, str]]:
        """Number and state of every version."""
        with self.office.act() as act:
            contest = act.session.get_one(Contest, self.contest_id)
            return [(one.number, one.state) for one in reversed(rules.versions(act, contest))]


@pytest.fixture(params=["essay"])
def desk(request: pytest.FixtureRequest, office: Office) -> Iterator[Desk]:
    """A draft of an example's rules and its organizer."""
    with office.act() as act:
        competition = a_competition(act)
        contest = a_contest(act, competition, request.param)
        a_person(act, competition.trade_union, "周敏", gender="F", birth_date=None)
        ids = (competition.id, contest.id)
    with organizing(office, ids[0]) as browser:
        yield Desk(office, browser, ids[1], f"/c/{ids[0]}/contests/{ids[1]}")


def test_saving_the_form_untouched_keeps_the_very_same_rules(desk: Desk) -> None:
    answer = desk.browser.post(f"{desk.path}/rules", data=typed(desk.page("/rules")))
    assert (answer.status_code, answer.location) == (302, f"{desk.path}/rules/review")
    assert desk.browser.get(f"{desk.path}/rules/1.toml").text == DOCUMENTS["essay"]


@pytest.mark.parametrize("desk", ["treadmill_women", "teaching_plan"], indirect=True)
def test_races_and_blind_contests_come_back_too(desk: Desk) -> None:
    assert desk.browser.post(f"{desk.path}/rules", data=typed(desk.page("/rules"))).status_code == 302
    assert parse(desk.browser.get(f"{desk.path}/rules/1.toml").text) in [parse(text) for text in DOCUMENTS.values()]


def test_a_row_is_added_without_a_script_and_nothing_typed_is_lost(desk: Desk) -> None:
    sent = typed(desk.page("/rules"))
    sent["criteria-0-name"] = ["还没想好"]
    answer = desk.browser.post(f"{desk.path}/rules", data=sent | {"rows": ["add:criteria"]})
    again = typed(answer.text)
    assert answer.status_code == 200
    assert again["criteria-0-name"] == ["还没想好"]
    assert (again["criteria-6-code"], again["criteria-6-step"]) == ([""], ["0.5"])
    assert {key: again[key] for key in sent} == sent
    assert desk.browser.get(f"{desk.path}/rules/1.toml").text == DOCUMENTS["essay"]


def test_a_row_is_removed_and_the_rest_can_be_saved(desk: Desk) -> None:
    sent = typed(desk.page("/rules"))
    sent["criteria-0-maximum"] = ["25"]
    answer = desk.browser.post(f"{desk.path}/rules", data=sent | {"rows": ["remove:criteria-5"]})
    assert desk.browser.post(f"{desk.path}/rules", data=typed(answer.text)).status_code == 302
    saved = parse(desk.browser.get(f"{desk.path}/rules/1.toml").text)
    assert [(one.code, one.maximum) for one in saved.criteria] == [
        ("E1", 2500),
        ("E2", 2000),
        ("E3", 2500),
        ("E4", 1500),
        ("E5", 1500),
    ]


def test_a_row_is_moved_up() -> None:
    posted = MultiDict([("ranking-ties-0", "a"), ("ranking-ties-2", "b"), ("ranking-ties-21", "c")])
    moved = rearranged(posted, "up:ranking-ties-2", FRESH_ROWS)
    assert sorted(moved.items(multi=True)) == [
        ("ranking-ties-0", "b"),
        ("ranking-ties-2", "a"),
        ("ranking-ties-21", "c"),
    ]
    assert rearranged(posted, "up:ranking-ties-0", FRESH_ROWS) == posted
    assert rearranged(posted, "remove:ranking-ties-2", FRESH_ROWS) == MultiDict(
        [("ranking-ties-0", "a"), ("ranking-ties-21", "c")]
    )
    assert rearranged(posted, "add:nothing", FRESH_ROWS) == posted


def test_all_faults_are_listed_and_stand_beside_their_fields_with_the_input_kept(desk: Desk) -> None:
    sent = typed(desk.page("/rules"))
    sent |= {"name": [""], "criteria-1-maximum": ["二十"], "prizes-0-value": ["1.234"]}
    answer = desk.browser.post(f"{desk.path}/rules", data=sent)
    assert answer.status_code == 422
    assert {key: typed(answer.text)[key] for key in sent} == sent
    listed = re.search(r'role="alert">(.*?)</section>', answer.text, re.S)
    assert listed is not None
    assert re.findall(r"<li><strong>(.*?)</strong>", listed[1]) == [
        "规则全称",
        "评分项 2 · 满分",
        "奖次 1 · 每份价值（元）",
    ]
    for field in ("name", "criteria-1-maximum", "prizes-0-value"):
        notes = answer.text[answer.text.index(f'id="{field}-notes"') :][:400]
        assert "field-errors" in notes
    assert desk.stored() == [(1, "draft")]
    assert desk.browser.get(f"{desk.path}/rules/1.toml").text == DOCUMENTS["essay"]


def test_checking_stores_nothing(desk: Desk) -> None:
    sent = typed(desk.page("/rules"))
    sent["name"] = ["另一个名称"]
    answer = desk.browser.post(f"{desk.path}/rules", data=sent | {"check": ["1"]})
    assert (answer.status_code, "alert-success" in answer.text) == (200, True)
    assert desk.browser.get(f"{desk.path}/rules/1.toml").text == DOCUMENTS["essay"]


@pytest.mark.parametrize("desk", ["treadmill_women"], indirect=True)
def test_an_overlap_is_told_with_dates_and_people(desk: Desk) -> None:
    with desk.office.act() as act:
        union = act.session.get_one(Contest, desk.contest_id).competition.trade_union
        a_person(act, union, "孙丽", gender="F", birth_date=None)
        a_person(
            act,
            union,
            "吴霞",
            gender="F",
            birth_date=parse(DOCUMENTS["treadmill_women"]).age_rule.reference_date.replace(1975),
        )  # type: ignore[union-attr]
    sent = typed(desk.page("/rules")) | {"groups-bands-0-upper_inclusive": ["y"]}
    answer = desk.browser.post(f"{desk.path}/rules", data=sent)
    assert answer.status_code == 422
    assert "1975年1月1日" in answer.text
    assert "1975年12月31日" in answer.text
    assert "吴霞" in answer.text
    assert "孙丽" not in answer.text


def test_reading_over_and_freezing(desk: Desk) -> None:
    assert "去掉 1 个最高总分和 1 个最低总分后取平均" in desk.page("/rules/review")
    answer = desk.browser.post(f"{desk.path}/rules/freeze")
    assert (answer.status_code, desk.stored()) == (302, [(1, "frozen")])
    assert parse(DOCUMENTS["essay"]).name in desk.page("/rules")
    assert desk.browser.get(f"{desk.path}/rules/review").status_code == 302
    assert desk.browser.post(f"{desk.path}/rules/freeze").status_code == 422


def test_a_second_version_asks_for_a_reason_and_can_be_compared(desk: Desk) -> None:
    desk.browser.post(f"{desk.path}/rules/freeze")
    desk.browser.post(f"{desk.path}/rules/revise")
    sent = typed(desk.page("/rules")) | {"notice-number": ["3"]}
    desk.browser.post(f"{desk.path}/rules", data=sent)
    assert desk.browser.post(f"{desk.path}/rules/freeze", data={"reason": " "}).status_code == 422
    assert desk.stored() == [(1, "frozen"), (2, "draft")]
    assert desk.browser.post(f"{desk.path}/rules/freeze", data={"reason": "缩短公示"}).status_code == 302
    page = desk.page("/rules/compare?old=1&new=2")
    assert re.findall(r"<td>(.*?)</td><td><strong>(.*?)</strong>", page) == [("5", "3")]
    assert "缩短公示" in desk.page("/rules")
    assert desk.browser.get(f"{desk.path}/rules/compare?old=1&new=7").status_code == 404


def test_a_draft_can_be_given_up_while_older_rules_are_in_force(desk: Desk) -> None:
    desk.browser.post(f"{desk.path}/rules/freeze")
    desk.browser.post(f"{desk.path}/rules/revise")
    assert desk.browser.post(f"{desk.path}/rules/discard").status_code == 302
    assert desk.stored() == [(1, "frozen"), (2, "void")]


def test_the_editor_who_is_behind_keeps_the_input_and_is_told(desk: Desk) -> None:
    sent = typed(desk.page("/rules"))
    desk.browser.post(f"{desk.path}/rules", data=sent | {"notice-number": ["3"]})
    answer = desk.browser.post(f"{desk.path}/rules", data=sent | {"notice-number": ["7"]})
    assert (answer.status_code, typed(answer.text)["notice-number"]) == (409, ["7"])
    assert parse(desk.browser.get(f"{desk.path}/rules/1.toml").text).notice.days == 3


def test_once_marked_only_the_restart_is_offered_and_needs_a_reason(desk: Desk) -> None:
    with desk.office.act() as act:
        contest = act.session.get_one(Contest, desk.contest_id)
        rules.freeze(act, contest)
        a_mark(act, contest, a_woman(act, contest))
    page = desk.page("/rules")
    assert ("/rules/restart" in page, "/rules/revise" in page) == (True, False)
    assert desk.browser.post(f"{desk.path}/rules/revise").status_code == 422
    assert desk.browser.post(f"{desk.path}/rules/restart", data={"reason": ""}).status_code == 422
    assert desk.stored() == [(1, "frozen")]
    assert desk.browser.post(f"{desk.path}/rules/restart", data={"reason": "评分标准印错"}).status_code == 302
    assert desk.stored() == [(1, "void"), (2, "draft")]


def test_the_document_bears_its_own_fingerprint(desk: Desk) -> None:
    import hashlib

    answer = desk.browser.get(f"{desk.path}/rules/1.toml")
    assert hashlib.sha256(answer.data).hexdigest() in desk.page("/rules/review")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="essay-1.toml"'
