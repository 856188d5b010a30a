"""查验: what a stranger with a code may learn."""

from __future__ import annotations

import pytest

from tests.conftest import Office
from tests.web.awards.finals import a_final
from web.accounts.limits import limiter
from web.db.models import Certificate, Competition, ResultVersion
from web.printing.codes import ALPHABET, is_sound, new_code, spaced
from web.services import awards


@pytest.fixture
def code(office: Office) -> str:
    """The code of 张明's first prize."""
    with office.act() as act:
        _competition, contest, _entries = a_final(act)
        return awards.issue_certificates(act, contest)[0].code


def asked(office: Office, typed: str) -> tuple[int, str]:
    """Status and text of the page."""
    answer = office.client().get(f"/verify/{typed}")
    return answer.status_code, answer.get_data(as_text=True)


def test_a_valid_certificate_is_told_with_the_name_masked(office: Office, code: str) -> None:
    status, page = asked(office, spaced(code).lower())
    assert status == 200
    for part in (
        "有效",
        "张*",
        "一等奖",
        "2026年新教案评比",
        "启明学校工会委员会",
        "〔2026〕工证字第0001号",
        "2026年10月8日",
    ):
        assert part in page, part
    assert "张明" not in page


def test_a_slip_is_told_from_a_forgery(office: Office, code: str) -> None:
    wrong = code[:-1] + next(letter for letter in ALPHABET if letter != code[-1])
    never = next(other for other in iter(new_code, "") if other != code)
    assert [(asked(office, typed)[0], "输错" in asked(office, typed)[1]) for typed in (wrong, never)] == [
        (422, True),
        (404, False),
    ]
    assert is_sound(never)


def test_void_and_reissued_are_said(office: Office, code: str) -> None:
    with office.act() as act:
        competition = act.session.query(Competition).one()
        first, second = act.session.query(Certificate).order_by(Certificate.number)
        awards.reissue(act, competition, first, "遗失")
        awards.void(act, competition, second, "印错")
        other = second.code
    assert ("已补发" in asked(office, code)[1], "〔2026〕工证字第0003号" in asked(office, code)[1]) == (True, True)
    assert "已作废" in asked(office, other)[1]


@pytest.mark.parametrize(("state", "told"), [("replaced", "结果更正中"), ("void", "已作废")])
def test_a_certificate_whose_result_was_taken_back_is_not_called_valid(
    office: Office, code: str, state: str, told: str
) -> None:
    with office.act() as act:
        act.session.query(ResultVersion).one().state = state
    assert told in asked(office, code)[1]


def test_the_form_leads_to_the_codes_own_address(office: Office, code: str) -> None:
    answer = office.client().get("/verify/", query_string={"code": spaced(code)})
    assert (answer.status_code, answer.location) == (302, f"/verify/{code}")
    assert office.client().get("/verify/").status_code == 200
    assert "请输入验证码" in office.client().get("/verify/?code=").get_data(as_text=True)


def test_asking_too_often_is_slowed_down(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    answers = [asked(office, "2222")[0] for _ in range(31)]
    limiter.reset()
    assert (answers[29], answers[30]) == (422, 429)
