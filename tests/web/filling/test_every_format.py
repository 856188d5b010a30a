"""One contest of each format, published and final: what the page, the paper and the tables say of it."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scoring.rulebook import parse
from tests.conftest import START, HeldClock
from tests.web.filling.every_format import play
from tests.web.printing.reading import page_texts
from web.app import create_app
from web.config import settings_for
from web.db.models import Contest, PrintedFile
from web.office import office_act
from web.services import awards, results, rules
from web.services.act import Act

LISTS = {
    "ballot_cadres": [
        "2026年中层干部民主测评（第1号，最终成绩）",
        "参赛者 应到 实到 发出 收回 有效票 废票 弃权票",
        "张明 57 47 47 44 41 1 2",
        "计票报告：总体评价",
        "王建国 3（6.82%） 15（34.09%） 10（22.73%） 16（36.36%）",
    ],
    "vitality_index": [
        "1 第一基层工会 100.90 4",
        "第四基层工会 0 不予评定",
        "第二基层工会 18 13 13 14 17.6 8 83.6 6 2",
    ],
    "ankang_cup": [
        "周敏 后勤处 0 没有报送",
        "张明 隐患 已核实·重大 1、按期销号·一般 1、重复/不实 1 3 12",
        "设备科 2 4 13 1 14",
    ],
    "proposals": ["完成情况", "后勤处 提案 2 1 50.00%"],
    "nominate_worker": [
        "吴刚 教务处 未通过",
        "陈强 30/108（27.78%） 4/8（50.00%） 未通过 85.833",
        "资格条件：工会会员、在岗职工；在本单位工作满三年；上年度考核合格以上。",
    ],
    "heats_and_final": [
        "1 1003 王建国 教务处 11.29秒",
        "张明 1 2 11.52 Q",
        "吴刚 2 4 11.80 q",
        "郑洁 1 5 12.40",
        "Q：按名次晋级；q：按成绩晋级。",
        "复赛",
    ],
    "long_jump": ["1 1002 李芳 后勤处 7.85米", "张明 7.85 X 7.60", "赵丽 弃权", "X：失败；–：免试或没有有效成绩。"],
    "diving": ["1 张明 设备科 211.20 第一名", "李芳 63.00 67.50 54.00"],
    "gymnastics": ["参赛者 难度分 完成分 处罚", "张明 5.6 8.2 0.1"],
}
"""What the bulletin of all contests says of each, line by line."""
ON_THE_PAGE = {
    "ballot_cadres": ["计票报告：总体评价", "22（53.66%）"],
    "vitality_index": ["各项指标得分", "不予评定"],
    "ankang_cup": ["报送情况", "已核实·重大 1", "部门得分"],
    "proposals": ["完成情况", "50.00%"],
    "nominate_worker": ["推荐评选结果的公告", "经推荐、资格审查、评审和表决", "80/108（74.07%）", "资格条件："],
    "heats_and_final": ["预赛", "组内名次", "Q：按名次晋级"],
    "long_jump": ["各轮成绩", "第 3 轮"],
    "diving": ["各轮得分", "211.20"],
    "gymnastics": ["各分项得分", "8.466"],
}
IN_ENGLISH = {
    "ballot_cadres": ["Counting report: 总体评价", "22 (53.66%)"],
    "vitality_index": ["Points by indicator", "not rated"],
    "ankang_cup": ["Reports handed in", "Points of the departments"],
    "nominate_worker": ["Score and votes", "did not pass"],
    "heats_and_final": ["Place in the heat", "Q: by place; q: by time."],
    "long_jump": ["Results by round"],
}
KEPT_INSIDE = ["安全责任事故负有责任（", "提醒谈话", "津贴", "奖励"]
"""What no bulletin may say of anybody."""
CERTIFIED = [
    "王建国同志：",
    "在2026年“安康杯”职工隐患排查与合理化建议活动中表现突出，被评为“先进个人”。",
    "被评为2026年度“和谐劳动职工”。",
]


OTHER_RULES = {
    "ballot_cadres": (('{ code = "优秀", name = "", value = 100', '{ code = "优秀", name = "", value = 0'), "李芳 2>1"),
    "vitality_index": (("rise = 1", "rise = 2"), "第一基层工会 1>1"),
    "ankang_cup": (("cap = 30", "cap = 10"), "赵丽 2>1"),
    "proposals": (("count = 2", "count = 1"), "李芳 2>2"),
    "nominate_worker": (("floor = 75", "floor = 85"), "李芳 2>2"),
    "heats_and_final": (('combine = "last"', 'combine = "best"'), "赵丽 None>8"),
    "long_jump": (('    "next_best",\n', ""), "张明 2>1"),
    "diving": (("count = 1", "count = 2"), "李芳 2>2"),
    "gymnastics": (("weight = -1", "weight = -10"), "王建国 3>2"),
}
"""A change of each contest's rules, and the first one whose place, stars or prize it would change."""


@dataclass(frozen=True)
class Read:
    """Everything that came out, as texts."""

    bulletin: str
    alone: str
    certificates: str
    table: list[dict[str, str]]
    sheets: dict[str, list[tuple[object, ...]]]
    previews: dict[str, str]
    pages: dict[str, str]
    english: dict[str, str]


@pytest.fixture
def read(sqlite_template: Path, tmp_path: Path) -> Read:
    """What came out of every format: played, printed and opened once; about ten seconds of work."""
    folder = tmp_path / "office"
    shutil.copytree(sqlite_template, folder)
    settings, clock = settings_for(folder), HeldClock()
    with office_act(settings, clock) as act:
        stage, played = play(act)
        clock.forward(days=20)
    with office_act(settings, lambda: START + timedelta(days=20)) as act:
        competition = act.session.get_one(type(stage.competition), stage.competition.id)
        contests = {one.code: one for one in competition.contests}
        awards.issue_everything(act, competition)
        awarded = [contests[code] for code in ("ankang_cup", "nominate_worker")]
        printed = awards.print_certificates(act, competition, awarded)[-1]
        xlsx, table = awards.export_results(act, competition)
        book = load_workbook(io.BytesIO(_body(act, xlsx)))
        read = {
            "bulletin": _lines(act, awards.print_bulletin(act, competition)),
            "alone": _lines(act, awards.print_bulletin(act, competition, contests["ballot_cadres"])),
            "certificates": _lines(act, printed),
            "previews": {code: _preview(act, one) for code, one in contests.items()},
            "table": list(csv.DictReader(io.StringIO(_body(act, table).decode("utf-8-sig")))),
            "sheets": {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book},
        }
    client = create_app(settings, clock).test_client()
    home = f"/p/{stage.competition.public_code}/"
    pages, english = (
        {code: client.get(home + code, headers={"Accept-Language": language}).text for code in played}
        for language in ("zh-CN", "en-GB")
    )
    return Read(pages=pages, english=english, **read)  # type: ignore[arg-type]


def _preview(act: Act, contest: Contest) -> str:
    """Who is told first to change under the other rules."""
    version, rulebook = rules.current(act, contest) or (None, None)
    assert version is not None
    assert rulebook is not None
    (old, new), _told = OTHER_RULES[contest.code]
    assert old in version.document
    found = results.preview(act, contest, rulebook, parse(version.document.replace(old, new, 1)))
    assert found is not None
    shift = found.shifts[0]
    return f"{shift.entry.entrant.name} {shift.before.place}>{shift.after.place}"


def _body(act: Act, file: PrintedFile) -> bytes:
    return awards.path_of(act.settings, file).read_bytes()


def _lines(act: Act, file: PrintedFile) -> str:
    return "\n".join(page_texts(_body(act, file)))


def missing(told: dict[str, str], wanted: dict[str, list[str]]) -> list[tuple[str, str]]:
    """What is wanted and not told, by contest."""
    return [(code, words) for code, listed in wanted.items() for words in listed if words not in told[code]]


def test_every_format_is_told_on_paper_on_pages_and_in_tables(read: Read) -> None:
    assert missing(dict.fromkeys(LISTS, read.bulletin), LISTS) == []
    assert read.alone.startswith("测评结果公告（第1号）")
    assert missing(read.pages, ON_THE_PAGE) == []
    assert missing(read.english, IN_ENGLISH) == []
    assert read.previews == {code: told for code, (_change, told) in OTHER_RULES.items()}
    assert [words for words in KEPT_INSIDE if words in read.bulletin] == []
    certificates = read.certificates.replace("\n", "").replace(" ", "")
    assert [words for words in CERTIFIED if words not in certificates] == []
    stars = {row["names"]: row["stars"] for row in read.table if row["contest"] == "vitality_index"}
    assert (stars["第一基层工会"], stars["第四基层工会"]) == ("4", "0")
    assert next(row["reports"] for row in read.table if row["contest"] == "ankang_cup") == "21"
    assert ("李芳", "63.00", "67.50", "54.00") in read.sheets["跳水比赛·明细"]
    assert ("张明", 57, 47, 47, 44, 41, 1, 2) in read.sheets["2026年中层干部民主测评·明细"]
