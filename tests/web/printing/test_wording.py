"""The words of every kind of certificate, whole."""

from __future__ import annotations

import pytest

from tests.web.awards.finals import a_document, a_row
from web.printing.wording import Wording, award_wording, department_wording, wording_from_json

ESSAY = "2026年“践行群众路线、提升服务质量”论文评比"
RUN = "2026年51周岁（不含）以下男职工跑步比赛"


def spoken(wording: Wording) -> tuple[str, str, str]:
    """Recipient, sentence, closing."""
    return wording.recipient, wording.sentence, wording.closing


ENCOURAGED, COMMENDED = "特发此证，以资鼓励。", "特颁此证，以资表彰。"
CASES = {
    "a tier with a work": (
        a_document([]),
        a_row(title="背影"),
        ("张明同志", "在“2026年新教案评比”活动中，教案《背影》荣获一等奖。", ENCOURAGED),
    ),
    "a tier without a work": (
        a_document([], "2026年演讲比赛"),
        a_row(prize="优秀奖"),
        ("张明同志", "在“2026年演讲比赛”活动中，成绩优异，荣获优秀奖。", ENCOURAGED),
    ),
    "co-authors in registered order": (
        a_document([], ESSAY),
        a_row(title="《服务》", names=["张明", "李芳"]),
        (
            "张明、李芳同志",
            "在2026年“践行群众路线、提升服务质量”论文评比活动中，合作完成的论文《服务》荣获一等奖。",
            ENCOURAGED,
        ),
    ),
    "marks inside a title become single ones": (
        a_document([]),
        a_row(title="《背影》第二课时"),
        ("张明同志", "在“2026年新教案评比”活动中，教案《〈背影〉第二课时》荣获一等奖。", ENCOURAGED),
    ),
    "a place in a race": (
        a_document([], RUN, "time"),
        a_row(certificate="place", prize="第一名", score_text="3:20.4"),
        ("张明同志", "在2026年51周岁（不含）以下男职工跑步比赛中成绩优异，荣获第一名（3分20.4秒）。", ENCOURAGED),
    ),
    "a shared place in one of two groups": (
        a_document([a_row(group="a"), a_row(group="b")], "2026年女职工跑步机跑步比赛", "distance"),
        a_row(certificate="place", place=2, tied=True, group="a", group_name="女子A组", score_text="1860"),
        ("张明同志", "在2026年女职工跑步机跑步比赛女子A组中成绩优异，荣获第二名（并列）（1860米）。", ENCOURAGED),
    ),
    "a title of honour": (
        a_document([], "2026年“和谐劳动职工”评选"),
        a_row(certificate="title", prize="和谐劳动职工"),
        ("张明同志", "被评为2026年度“和谐劳动职工”。", COMMENDED),
    ),
    "a family": (
        a_document([], "2026年职工“和睦家庭”评选"),
        a_row(certificate="title", prize="和睦家庭", entrant_kind="family", names=["王建国、赵丽"]),
        ("王建国、赵丽家庭", "家风淳厚，和睦友爱，在2026年职工“和睦家庭”评选中被评为“和睦家庭”。", COMMENDED),
    ),
    "a department, and a contest without its year": (
        a_document([], "安康杯竞赛"),
        a_row(prize="优胜班组", entrant_kind="department", names=["后勤处"]),
        ("后勤处", "在“2026年安康杯竞赛”活动中，成绩优异，荣获优胜班组。", ENCOURAGED),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_certificate_says(case: str) -> None:
    document, row, expected = CASES[case]
    assert spoken(award_wording(document, row, 2026)) == expected


def test_the_department_total_with_a_shared_place() -> None:
    wording = department_wording("2026年职工竞赛", "启明学校工会委员会", "语文教研组", 2, True, "28.5")
    assert spoken(wording) == (
        "语文教研组",
        "在2026年职工竞赛中团结拼搏、成绩优异，荣获团体总分第二名（并列）（28.5分）。",
        ENCOURAGED,
    )


def test_no_ascii_mark_is_left_among_characters_and_figures_have_no_blanks() -> None:
    for document, row, _expected in CASES.values():
        sentence = award_wording(document, row, 2026).sentence
        assert not set(sentence) & set(",:;?!() "), sentence


def test_the_wording_survives_its_row() -> None:
    wording = award_wording(a_document([]), a_row(title="背影", names=["张明", "李芳"]), 2026)
    assert wording_from_json({**wording.as_json(), "replaced_by": 7}) == wording


def test_every_author_gets_a_copy_and_a_family_one() -> None:
    authors = award_wording(a_document([]), a_row(names=["张明", "李芳", "王建国"]), 2026)
    family = award_wording(a_document([]), a_row(entrant_kind="family", names=["王建国、赵丽"]), 2026)
    assert (authors.copies, family.copies) == (3, 1)
