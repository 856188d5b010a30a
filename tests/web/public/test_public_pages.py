"""What everybody can read without signing in: states, notices, versions, fingerprints, the document, the why."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
import rfc8785

from tests.conftest import START, Office, at, count_queries
from tests.web.results import scenes
from tests.web.timetable.meet import adopted
from web.db.models import ResultVersion, Sheet
from web.services import publication, rules

HOME = "/p/abc2345678/"


def page(office: Office, path: str = "", **headers: str) -> str:
    """A public page as a browser without cookies sees it."""
    answer = office.client().get(HOME + path, headers=headers)
    assert answer.status_code == 200
    return answer.text


def body(shown: str) -> str:
    """What a page says, without the frame and its form tokens."""
    return shown.split("<main", 1)[1]


def badges(shown: str) -> list[str]:
    """The states a page names, in order."""
    return [part.split(">", 1)[1].split("<", 1)[0] for part in shown.split('<span class="state ')[1:]]


def test_each_state_is_clearly_labelled(office: Office) -> None:
    with office.act() as act:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
    assert "结果尚未公布" in page(office)
    labels = []
    steps = (publication.publish_preliminary, publication.open_notice, publication.finalize)
    for step in steps:
        if step is publication.finalize:
            office.clock.forward(days=7)
        with office.act() as act:
            step(act, act.session.get_one(scenes.Contest, contest.id))
        labels.append([badges(page(office, path)) for path in ("", "essay")])
    assert labels == [[["初步结果"], ["初步结果"]], [["公示中"], ["公示中"]], [["最终结果"], ["最终结果"]]]


def test_the_notice_says_who_what_and_until_when(office: Office) -> None:
    with office.act() as act:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        publication.publish_preliminary(act, contest)
        publication.open_notice(act, contest)
    shown = page(office, "essay")
    for words in (
        "关于论文评比拟获奖名单的公示",
        "各部门、全体职工：",
        "根据《2026年论文评比规则》（第1版），经匿名评审、评委会审议，拟评出一等奖1名、二等奖2名，现将名单予以公示。",
        "公示期自2026年10月8日至2026年10月14日（5个工作日）。",
        "以书面形式署真实姓名并附证明材料向启明学校工会委员会反映",
        "异议受理至 2026年10月14日 24:00",
    ):
        assert words in shown


def test_a_race_gives_its_minutes_from_the_moment_of_publication(office: Office) -> None:
    with office.act() as act:
        contest, _entries = scenes.a_run(act, scenes.a_stage(act))
        publication.publish_preliminary(act, contest)
        publication.open_notice(act, contest)
    shown = page(office, "run")
    assert "成绩公告（男职工跑步，第1号）" in shown
    assert "公布时间：2026年10月8日 09:00。对成绩有异议的，请于公布后30分钟内（2026年10月8日 09:30前）" in shown


def test_a_shared_place_is_shown_1_2_2_4(office: Office) -> None:
    with office.act() as act:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        publication.publish_preliminary(act, contest)
    shown = page(office, "essay")
    found = [part.split("<", 1)[0] for part in shown.split('<span class="place-no">')[1:]]
    assert found == ["1", "2", "2", "4"]
    assert shown.count('<span class="tie">并列</span>') == 2


def test_the_downloaded_document_hashes_to_the_printed_fingerprint(office: Office) -> None:
    with office.act() as act:
        contest, _entries = scenes.a_run(act, scenes.a_stage(act))
        version = publication.publish_preliminary(act, contest)
        stored, rulebook = version.document, rules.frozen_version(act, contest)
        assert rulebook is not None
        seal = rulebook.fingerprint
    answer = office.client().get(f"{HOME}run/1.json")
    assert answer.data == rfc8785.dumps(stored)
    assert answer.content_type == "application/json"
    shown = page(office, "run")
    assert (hashlib.sha256(answer.data).hexdigest() in shown, seal in shown) == (True, True)


def test_a_correction_shows_what_changed_and_both_versions_stay_readable(office: Office) -> None:
    with office.act() as act:
        contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        publication.publish_preliminary(act, contest)
        sheet = act.session.query(Sheet).filter_by(entry_id=entries[1].id).order_by("id").first()
        sheet.marks[1].hundredths = 5700
        act.session.flush()
        publication.publish_preliminary(act, contest, "一份评分表抄错")
    new, old = page(office, "essay"), page(office, "essay/1")
    assert "更正：本版更正第1版，原因：一份评分表抄错。第1版由本版替代，仍可查阅。" in new
    assert "成绩：88.00 → 89.33" in new
    assert ("已被更正替代" in old, "88.00" in old, "89.33" in old) == (True, True, False)


def test_a_voided_version_is_marked_and_no_longer_the_result(office: Office) -> None:
    with office.act() as act:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        publication.publish_preliminary(act, contest)
        rules.void_and_restart(act, contest, "程序有误")
    assert "结果尚未公布" in page(office, "essay")
    assert "已经作废" in page(office, "essay/1")


def test_the_why_is_told_from_the_frozen_document(office: Office) -> None:
    with office.act() as act:
        contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        publication.publish_preliminary(act, contest)
    before = page(office, f"essay/1/why/{entries[1].id}")
    with office.act() as act:
        act.session.query(scenes.SheetMark).delete()
        act.session.query(Sheet).filter_by(entry_id=entries[1].id).delete()
    after = page(office, f"essay/1/why/{entries[1].id}")
    assert body(after) == body(before)
    for words in (
        "计入的评委总分：评委1 88、评委2 88、评委3 88。",
        "去掉的最高分：评委4 92。",
        "去掉的最低分：评委5 70。",
        "平均：（88 + 88 + 88）÷ 3 = 88。",
        "第 2 名（并列）。",
        "排在张明之后，依据是公布得分：88.00，对方 90.00。",
        "与王建国全部比较项都相等，按规则并列。",
        "按规则，本组设一等奖 1 名、二等奖 2 名。",
    ):
        assert words in after


def test_the_why_of_a_group_gives_the_cut_off_and_nobodys_age(office: Office) -> None:
    with office.act() as act:
        stage = scenes.a_stage(act)
        contest = scenes.a_contest(act, stage, scenes.AGED_RUN, "run", "跑步")
        entries = scenes.enter(act, stage, contest, [("陈强", "语文组")], birth_date=date(1990, 3, 7))
        scenes.ran(act, contest, entries[0], 12_345)
        publication.publish_preliminary(act, contest)
    shown = page(office, f"run/1/why/{entries[0].id}")
    assert "年龄计算截止日为 2026年12月31日（生日当天即满）。" in shown
    assert "本组为 1976年1月1日（含）以后出生。" in shown
    assert "采用成绩 12.345 秒，按规则向上进到 0.1 秒，公布成绩 12.4 秒。" in shown
    assert [leak in shown for leak in ("1990年", "36 周岁", "内部可见")] == [False, False, False]


def test_department_totals_share_a_place_at_equal_points_and_firsts(office: Office) -> None:
    with office.act() as act:
        contest, _entries = scenes.a_run(act, scenes.a_stage(act))
        publication.publish_preliminary(act, contest)
    shown = page(office)
    assert ("6.5" in shown, "其中有尚未最终确定的成绩" in shown) == (True, True)


def test_a_page_is_kept_but_never_stale(office: Office) -> None:
    with office.act() as act:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
    client = office.client()
    first = client.get(f"{HOME}essay")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(f"{HOME}essay", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    with office.act() as act:
        publication.publish_preliminary(act, act.session.get_one(scenes.Contest, contest.id))
    fresh = client.get(f"{HOME}essay", headers={"If-None-Match": first.headers["ETag"]})
    assert (fresh.status_code, "张明" in fresh.text) == (200, True)


def test_the_english_page_is_another_page_to_a_cache(office: Office) -> None:
    with office.act() as act:
        scenes.a_stage(act)
    client = office.client()
    chinese = client.get(HOME)
    english = client.get(HOME, headers={"Accept-Language": "en", "If-None-Match": chinese.headers["ETag"]})
    assert english.status_code == 200
    assert {"Cookie", "Accept-Language"} <= {part.strip() for part in english.headers["Vary"].split(",")}


@pytest.mark.parametrize(
    "path",
    ["/p/wrong/", f"{HOME}nothing", f"{HOME}essay/9", f"{HOME}essay/9.json", f"{HOME}essay/1/why/999", f"{HOME}draft"],
)
def test_what_is_not_there_is_not_found(office: Office, path: str) -> None:
    with office.act() as act:
        stage = scenes.a_stage(act)
        contest, _entries = scenes.a_judged_contest(act, stage)
        publication.publish_preliminary(act, contest)
        scenes.contests.create_contest(act, stage.competition, "draft", "起草中的项目", scenes.RUN)
    assert office.client().get(path).status_code == 404


def test_the_timetable_page_stands_empty_before_a_plan_is_adopted(office: Office) -> None:
    with office.act() as act:
        scenes.a_stage(act)
    assert "日程尚未公布" in page(office, "timetable")


def test_the_adopted_timetable_is_public_with_its_version(office: Office) -> None:
    adopted(office)
    shown = page(office, "timetable")
    assert ("第 1 版" in shown, "<svg" in shown, "各组名单" in shown) == (True, True, True)
    assert [name for name in ("女1", "女5", "男1", "男3") if name not in shown] == []


def test_the_competition_page_needs_as_many_queries_for_three_contests_as_for_one(office: Office) -> None:
    with office.act() as act:
        stage = scenes.a_stage(act)
        contest, _entries = scenes.a_run(act, stage)
        publication.publish_preliminary(act, contest)
    counts = []
    for number in (1, 3):
        if number == 3:
            with office.act() as act:
                stage = scenes.Stage(
                    act.session.get_one(scenes.TradeUnion, 1),
                    act.session.get_one(scenes.Competition, 1),
                    {row.name: row for row in act.session.query(scenes.Department)},
                )
                other, _works = scenes.a_judged_contest(act, stage)
                scenes.a_contest(act, stage, scenes.ESSAY, "plan", "教案")
                publication.publish_preliminary(act, other)
        with count_queries(office.engine) as statements:
            page(office)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_every_version_keeps_the_rules_it_was_made_by(office: Office) -> None:
    with office.act() as act:
        contest, _entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        publication.publish_preliminary(act, contest)
        publication.open_notice(act, contest)
        publication.finalize(at(act, START + timedelta(days=8)), contest)
        first = rules.frozen_version(act, contest)
        assert first is not None
        seal = first.fingerprint
        rules.void_and_restart(act, contest, "重新评审")
        assert act.session.query(ResultVersion).one().document["rulebook"]["fingerprint"] == seal
    assert seal in page(office, "essay/1")
