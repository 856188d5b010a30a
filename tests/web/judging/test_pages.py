"""The judge's pages: only the own works, blind, without JavaScript, nothing lost."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Office
from tests.web.judging.scenes import CODES, built, faults, kept, mark_and_seal, marks, page, posted, signed_in
from web.db.models import Account
from web.services import judging

SECRETS = ("欧阳", "语文教研组", "后勤保障处", "A000", "A001")


def test_no_page_of_a_blind_contest_names_author_department_or_staff_number(office: Office) -> None:
    scene = built(office, works=3, judges=3)
    with office.act() as act:
        mark_and_seal(act, scene.sheet(act, 0, 1), 800, 900)
        judging.save_marks(act, scene.sheet(act, 0, 2), marks(800, 900), 0)
        mark_and_seal(act, scene.sheet(act, 1, 1), 0, 0)
        mark_and_seal(act, scene.sheet(act, 2, 1), 800, 900)
    for judge in (0, 1, 2):
        client = signed_in(office, scene.judges[judge])
        tails = ["", "/seal", "/recusal"]
        paths = ["/judging/", f"/judging/{scene.seats[judge].id}/seal-all", f"/judging/chief/{scene.contest.id}"]
        paths += [page(scene, judge, entry, tail) for entry in range(3) for tail in tails]
        answers = [client.get(path) for path in paths]
        answers.append(client.post(page(scene, judge, 2), data=posted("99", "x", 9)))
        answers.append(client.post(page(scene, judge, 2), data=posted("1", "1", 9)))
        seen = [answer.get_data(as_text=True) for answer in answers]
        assert [(judge, secret) for secret in SECRETS for text in seen if secret in text] == []
        assert CODES[2] in seen[0]
        assert "函数的单调性2" in seen[0]


def test_a_work_set_aside_by_the_rule_is_not_even_listed_in_a_blind_contest(office: Office) -> None:
    scene = built(office)
    client = signed_in(office, scene.judges[1])
    text = client.get("/judging/").get_data(as_text=True)
    assert (CODES[0] in text, CODES[1] in text) == (False, True)
    assert "另有 1 件按回避规则不由您评" in text
    for tail in ("", "/seal", "/recusal"):
        assert client.get(page(scene, 1, 0, tail)).status_code == 404


def test_an_open_contest_shows_names_and_the_works_set_aside(office: Office) -> None:
    scene = built(office, blind=False)
    text = signed_in(office, scene.judges[1]).get("/judging/").get_data(as_text=True)
    assert "作者甲欧阳 · 语文教研组" in text
    assert "作者乙欧阳 · 后勤保障处" in text


def test_another_judges_sheet_and_another_contests_work_do_not_exist(office: Office) -> None:
    scene = built(office)
    other = built(office, code="zzz2345678", name="论文评比")
    client = signed_in(office, scene.judges[1])
    strangers = [
        page(scene, 0, 1),
        page(other, 0, 1),
        f"/judging/{scene.seats[1].id}/{other.entries[1].id}",
        f"/judging/{other.seats[1].id}/{scene.entries[1].id}",
    ]
    for path in strangers:
        assert client.get(path).status_code == 404
        assert client.post(path, data=posted("8", "9")).status_code == 404
        assert client.post(f"{path}/seal", data={"base_version": "0"}).status_code == 404
        body = {"op": "0193a5c2-0001", "base_version": 0, "marks": {"T1": "8"}}
        assert client.put(f"{path}/marks", json=body).status_code == 404
    assert client.get(f"/judging/{scene.seats[0].id}/seal-all").status_code == 404
    assert client.get(f"/judging/chief/{scene.contest.id}").status_code == 404
    assert kept(office, scene, 0, 1) == ("open", 0, {})


def test_a_judge_of_one_competition_reaches_no_organizers_page(office: Office) -> None:
    scene = built(office)
    other = built(office, code="zzz2345678", name="论文评比")
    client = signed_in(office, scene.judges[0])
    for competition, contest in ((scene.competition, scene.contest), (other.competition, other.contest)):
        for path in (f"/c/{competition.id}/panel/", f"/c/{competition.id}/panel/{contest.id}"):
            assert client.get(path).status_code == 403


def test_nobody_without_a_link_gets_in(office: Office) -> None:
    scene = built(office)
    for path in ("/judging/", page(scene, 0, 0)):
        answer = office.client().get(path)
        assert (answer.status_code, answer.location.split("?")[0]) == (302, "/sign-in")
    assert office.client().post(page(scene, 0, 0), data=posted("8", "9")).status_code == 403
    assert office.client().put(page(scene, 0, 0, "/marks"), json={}).status_code == 403


def test_save_and_next_goes_round_to_the_next_unmarked_work(office: Office) -> None:
    scene = built(office, works=3, judges=1)
    client = signed_in(office, scene.judges[0])
    with office.act() as act:
        (own,) = judging.works(act, act.session.get_one(Account, scene.judges[0].account_id))
        order = [line.entry_id for line in own.lines]
    for at, following in ((1, 2), (2, 0), (0, None)):
        answer = client.post(f"/judging/{own.seat_id}/{order[at]}", data=posted("8", "9.5", 0, "next"))
        target = "/judging/" if following is None else f"/judging/{own.seat_id}/{order[following]}"
        assert (answer.status_code, answer.location) == (302, target)


@pytest.mark.parametrize(
    ("first", "second", "marks_kept"),
    [
        ("8", "9.5", {"T1": 800, "T2": 950}),
        ("\uff18", "\uff19\uff0e\uff15\uff10", {"T1": 800, "T2": 950}),
        ("0", "", {"T1": 0}),
        ("\u3000", "0.5 ", {"T2": 50}),
        ("10.00", "007", {"T1": 1000, "T2": 700}),
    ],
)
def test_what_is_typed_is_read_exactly(office: Office, first: str, second: str, marks_kept: dict[str, int]) -> None:
    scene = built(office)
    client = signed_in(office, scene.judges[0])
    assert client.post(page(scene, 0, 0), data=posted(first, second)).status_code == 302
    assert kept(office, scene, 0, 0) == ("open", 1, marks_kept)


@pytest.mark.parametrize(
    ("first", "second", "sentences"),
    [
        (
            "NaN",
            "1e3",
            [
                "教学目标 “NaN”不是数字，请只写阿拉伯数字和小数点，例如 12.5。",
                "教学过程 “1e3”不是数字，请只写阿拉伯数字和小数点，例如 12.5。",
            ],
        ),
        (
            "10.5",
            "0.25",
            ["教学目标 10.5 超过了这一项的满分 10。", "教学过程 0.25 不符合打分间隔：分数要是 0.5 的整数倍。"],
        ),
        ("-1", "8.555", ["教学目标 分数不能是负数。", "教学过程 “8.555”小数位太多，最多 2 位。"]),
        (
            "八",
            "10.25",
            ["教学目标 “八”不是数字，请只写阿拉伯数字和小数点，例如 12.5。", "教学过程 10.25 超过了这一项的满分 10。"],
        ),
    ],
)
def test_all_faults_are_told_at_once_and_the_input_is_kept(
    office: Office, first: str, second: str, sentences: list[str]
) -> None:
    scene = built(office)
    client = signed_in(office, scene.judges[0])
    answer = client.post(page(scene, 0, 0), data=posted(first, second))
    text = answer.get_data(as_text=True)
    assert (answer.status_code, faults(text)) == (422, sentences)
    assert re.findall(r'name="mark\.T\d" value="([^"]*)"', text) == [first, second]
    assert kept(office, scene, 0, 0) == ("open", 0, {})


@pytest.mark.parametrize("version", ["", "-1", "1.0", "x", "99999999999"])
def test_a_malformed_version_is_refused(office: Office, version: str) -> None:
    scene = built(office)
    client = signed_in(office, scene.judges[0])
    data = posted("8", "9") | {"base_version": version}
    assert client.post(page(scene, 0, 0), data=data).status_code == 422
    assert kept(office, scene, 0, 0) == ("open", 0, {})


def test_a_conflict_shows_both_and_overwrites_nothing(office: Office) -> None:
    scene = built(office)
    client = signed_in(office, scene.judges[0])
    assert client.post(page(scene, 0, 0), data=posted("8", "9")).status_code == 302
    answer = client.post(page(scene, 0, 0), data=posted("7", ""))
    text = answer.get_data(as_text=True)
    cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r'<td class="num">(.*?)</td>', text, re.S)]
    assert (answer.status_code, cells) == (409, ["8", "7", "9", "未评"])
    assert kept(office, scene, 0, 0) == ("open", 1, {"T1": 800, "T2": 900})
    mine = dict(re.findall(r'name="(mark\.T\d|base_version|then)" value="([^"]*)"', text))
    assert client.post(page(scene, 0, 0), data=mine).status_code == 302
    assert kept(office, scene, 0, 0) == ("open", 2, {"T1": 700})


def test_sealing_lists_every_mark_first_and_gives_a_receipt(office: Office) -> None:
    scene = built(office)
    client = signed_in(office, scene.judges[0])
    answer = client.post(page(scene, 0, 0), data=posted("8", "", 0, "seal"))
    assert answer.location == page(scene, 0, 0, "/seal")
    assert "还有 1 项没有评分" in client.get(answer.location).get_data(as_text=True)
    assert client.post(page(scene, 0, 0, "/seal"), data={"base_version": "1"}).status_code == 422
    client.post(page(scene, 0, 0), data=posted("8", "9.5", 1, "seal"))
    confirm = client.get(page(scene, 0, 0, "/seal")).get_data(as_text=True)
    assert "确认封存，合计 17.5 分" in confirm
    assert client.post(page(scene, 0, 0, "/seal"), data={"base_version": "1"}).status_code == 409
    assert client.post(page(scene, 0, 0, "/seal"), data={"base_version": "2"}).status_code == 302
    text = client.get(page(scene, 0, 0)).get_data(as_text=True)
    assert re.search(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", text)
    assert "<input name=" not in text and 'name="mark.' not in text
    assert client.post(page(scene, 0, 0, "/seal"), data={"base_version": "2"}).status_code == 302
    refused = client.post(page(scene, 0, 0), data=posted("1", "1", 3))
    assert (refused.status_code, faults(refused.get_data(as_text=True))) == (
        422,
        ["这份评分表已封存，不能再改。需要更正时请评委组长退回。"],
    )
    assert kept(office, scene, 0, 0) == ("sealed", 3, {"T1": 800, "T2": 950})


def test_all_complete_sheets_are_sealed_together(office: Office) -> None:
    scene = built(office, works=3)
    client = signed_in(office, scene.judges[0])
    client.post(page(scene, 0, 0), data=posted("8", "9"))
    client.post(page(scene, 0, 1), data=posted("7", "6"))
    client.post(page(scene, 0, 2), data=posted("5", ""))
    where = f"/judging/{scene.seats[0].id}/seal-all"
    listed = dict(re.findall(r'name="(sheet\.\d+)" value="(\d+)"', client.get(where).get_data(as_text=True)))
    assert sorted(listed.values()) == ["1", "1"]
    client.post(page(scene, 0, 1), data=posted("7.5", "6", 1))
    assert client.post(where, data=listed).status_code == 409
    assert [kept(office, scene, 0, entry)[0] for entry in range(3)] == ["open", "open", "open"]
    listed = dict(re.findall(r'name="(sheet\.\d+)" value="(\d+)"', client.get(where).get_data(as_text=True)))
    assert client.post(where, data=listed).status_code == 302
    assert [kept(office, scene, 0, entry)[0] for entry in range(3)] == ["sealed", "sealed", "open"]


def test_recusal_is_declared_with_a_reason(office: Office) -> None:
    scene = built(office)
    client = signed_in(office, scene.judges[0])
    client.post(page(scene, 0, 0), data=posted("8", ""))
    assert "您已经填的 1 项草稿分数会删除" in client.get(page(scene, 0, 0, "/recusal")).get_data(as_text=True)
    for data in ({}, {"reason": "other", "note": " "}):
        assert client.post(page(scene, 0, 0, "/recusal"), data=data).status_code == 422
    assert client.post(page(scene, 0, 0, "/recusal"), data={"reason": "adviser"}).status_code == 302
    assert kept(office, scene, 0, 0) == ("recused", 2, {})
    text = client.get(page(scene, 0, 0)).get_data(as_text=True)
    assert "您已回避这件作品" in text and "我指导过这件作品" in text
