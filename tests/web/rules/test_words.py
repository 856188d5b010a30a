"""The rules told in sentences, in both languages, and every code of the rules spoken for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scoring.groups import AgeRule, BirthSpan, Convention, Group, MergeInto, assign
from scoring.people import Gender, Person
from scoring.rulebook import Rulebook, as_tables, compare, parse
from tests.conftest import Office
from web.present.messages import CATALOGUE, sentence
from web.present.rule_words import CHOICES, LABELS, key_told, value_told
from web.present.rules_told import age_rule_told, assignment_told, clash_told, cut_off_told, told
from web.present.rules_told.grouping import ages_told, births_told, group_told
from web.services.example_rules import ExampleRules, example, example_rules
from web.services.refusals import Fault

SCORING = Path(__file__).resolve().parents[3] / "scoring"
RULE = AgeRule(date(2026, 12, 31))
MEN_51 = Group("M51", "男子组", genders=frozenset({Gender.MALE}), lower=51)


pytestmark = pytest.mark.parametrize("office", ["sqlite"], indirect=True)
"""Words ask no database."""


@pytest.fixture(autouse=True)
def chinese(office: Office) -> object:
    """The reader's language: Chinese."""
    with office.app.test_request_context("/", headers={"Accept-Language": "zh-CN"}):
        yield


def rules_of(code: str) -> Rulebook:
    found = example(code)
    assert found is not None
    return found.rulebook


def test_ages_and_birth_dates_read_like_a_notice() -> None:
    assert ages_told(51, True, None, True) == "51周岁（含）以上"
    assert ages_told(None, True, 51, False) == "51周岁（不含）以下"
    assert ages_told(41, True, 50, True) == "41周岁（含）至50周岁（含）"
    assert ages_told(51, True, 51, True) == "51周岁"
    assert ages_told(None, True, None, True) == ""
    assert births_told(BirthSpan(None, date(1975, 12, 31))) == "1975年12月31日（含）以前出生"
    assert births_told(BirthSpan(date(1976, 1, 1), None)) == "1976年1月1日（含）以后出生"
    assert births_told(BirthSpan(date(1976, 1, 1), date(1980, 2, 3))) == "1976年1月1日（含）至1980年2月3日（含）出生"
    assert births_told(BirthSpan(None, None)) == ""


def test_the_age_rule_gives_date_and_cut_offs() -> None:
    day, younger, older = age_rule_told(rules_of("treadmill_women"))
    assert re.findall(r"\d{4}年\d+月\d+日", day) == ["2026年12月31日"]
    assert "51周岁（不含）以下" in younger
    assert "1976年1月1日（含）以后出生" in younger
    assert "51周岁（含）以上" in older
    assert "1975年12月31日（含）以前出生" in older


def test_the_other_convention_moves_the_cut_off_by_a_day() -> None:
    assert "1975年12月30日" in group_told(MEN_51, AgeRule(date(2026, 12, 31), Convention.DAY_AFTER))
    assert "1975年12月31日" in group_told(MEN_51, RULE)


def test_an_assignment_is_explained_without_the_birth_date() -> None:
    rulebook = replace(rules_of("treadmill_women"), groups=(MEN_51,), age_rule=RULE)
    found = assign(Person(Gender.MALE, date(1970, 6, 1)), rulebook.groups, RULE)
    text = assignment_told(found, rulebook)
    assert "满56周岁" in text
    assert "1975年12月31日（含）以前出生" in text
    assert "1970" not in text
    assert assignment_told(assign(Person(), (), None), rulebook) == "本项目不分组。"


def test_how_near_a_limit_is_told_in_days() -> None:
    text = cut_off_told(51, date(1975, 12, 31), 3)
    assert re.findall(r"\d+", text) == ["51", "1975", "12", "31", "3"]


def test_a_gap_names_ages_and_dates() -> None:
    params = {
        "gender": "male",
        "post_category": "teaching",
        "first_age": 0,
        "last_age": 50,
        "born_first": "1976-01-01",
        "born_last": "",
        "groups": "",
    }
    text = clash_told(Fault("groups_gap", params))
    for words in ("男", "教学", "50周岁（含）以下", "1976年1月1日（含）以后出生"):
        assert words in text


@pytest.mark.parametrize("one", example_rules(), ids=lambda one: one.code)
def test_every_example_is_told_in_full_sentences(one: ExampleRules) -> None:
    chapters = told(one.rulebook)
    titles = [chapter.title for chapter in chapters]
    assert titles[0] == "参赛对象"
    assert titles[-1] == "公示"
    assert ("奖项" in titles) == bool(one.rulebook.awards.prizes)
    assert ("评分办法" in titles, "成绩办法" in titles) == (
        one.rulebook.judging is not None,
        one.rulebook.race is not None,
    )
    lines = [line for chapter in chapters for line in chapter.lines]
    assert all(line.endswith("。") and "%(" not in line and "。。" not in line for line in lines)
    assert len(set(lines)) == len(lines)


RULEBOOKS = Path(__file__).resolve().parents[3] / "examples" / "rulebooks"


@pytest.mark.parametrize(
    ("file", "sentences"),
    [
        ("diving", ["去掉 2 个最高总分和 2 个最低总分，其余相加。", "评委评分乘以难度系数。", "各轮成绩相加。"]),
        ("gymnastics", ["减去“处罚”，没有的按 0 计。", "得分保留 3 位小数，其余舍去，按公布的得分排名。"]),
        ("judges_and_votes", ["评委评分部分的权重为 0.7。", "加上“职工投票”，按与最高值之比折算，乘以 0.3。"]),
        ("heats_and_final", ["“预赛”每组前 3 名和其余成绩最好的 2 个晋级。", "晋级末位成绩相同时，全部晋级。"]),
        ("walk_with_laps", ["每罚一圈加 60 秒。"]),
        ("treadmill_two_readers", ["两人分别读数，相差达到 20 米 须再读一次。", "每罚一圈减 100 米。"]),
        (
            "ballot_cadres",
            ["票类：班子成员 30%、中层干部 30%、教职工代表 40%。", "“总体评价”中不称职的得票率达到 1/3 的，提醒谈话。"],
        ),
        ("vitality_index", ["“职工满意度（%）”10 分：数值 60 得 0 分，95 得满分，其间按比例。", "每年最多升 1 星。"]),
        (
            "nominate_worker",
            ["须符合“在本单位工作满三年”：数值不少于 3。", "“评选委员会表决”：赞成须超过实到人数的 1/2。"],
        ),
        ("ankang_cup", ["隐患已核实（较大）：每件 5 分，奖励 200 元。", "隐患每人最多计 30 分。"]),
    ],
)
def test_each_format_is_told_in_sentences_and_once(file: str, sentences: list[str]) -> None:
    chapters = told(parse((RULEBOOKS / f"{file}.toml").read_text(encoding="utf-8")))
    lines = [line for chapter in chapters for line in chapter.lines]
    assert [line for line in sentences if line not in lines] == []
    assert "本项目的其他条款" not in [chapter.title for chapter in chapters]


def test_every_key_of_every_example_has_a_name_and_every_choice_a_word() -> None:
    for one in example_rules():
        for other in example_rules():
            for change in compare(one.rulebook, other.rulebook):
                assert key_told(change.key)
                assert value_told(change.key, change.new)
        assert set(as_tables(one.rulebook)) <= {key.split(".")[0] for key in LABELS}


def test_values_are_told_as_people_say_them() -> None:
    assert value_told("judging.method", "trimmed") == "去掉最高分和最低分后取平均"
    assert value_told("groups.bands[W-51].genders", "female, male") == "女、男"
    assert value_told("prizes[一等奖].value_fen", "30050") == "300.50"
    assert value_told("blind", "true") == "是"
    assert value_told("description", None) == "—"
    assert key_told("criteria[T1].maximum") == "评分项 T1 · 满分"


def test_every_choice_the_rules_know_has_a_word() -> None:
    from scoring.rulebook import model

    kinds = {
        "judging.method": model.Method,
        "judging.trim": model.Trim,
        "judging.rounding": model.Rounding,
        "race.measure": model.Measure,
        "race.better": model.Better,
        "race.rounding": model.RaceRounding,
        "ranking.places": model.Places,
        "awards.rounding": model.QuotaRounding,
        "awards.tie_at_cut": model.TieAtCut,
        "awards.certificate": model.Wording,
        "groups.convention": Convention,
        "groups.merge_into": MergeInto,
    }
    assert {key: set(CHOICES[key]) for key in kinds} == {
        key: {one.value for one in kind} for key, kind in kinds.items()
    }


def scoring_codes() -> set[str]:
    """Every code that the rules packages name outside the file interface."""
    found: set[str] = set()
    for path in SCORING.rglob("*.py"):
        if "files" not in path.parts and path.name != "__main__.py":
            found |= set(re.findall(r'(?:Fault|refuse|_fault)\(\s*"([a-z_0-9]+)"', path.read_text(encoding="utf-8")))
    kinds = [
        f"{kind}_{rest}" for kind in ("mark", "metres", "money", "rate") for rest in ("empty", "negative", "decimals")
    ]
    reasons = "birth_date_unknown gender_unknown post_category_unknown reference_date_missing born_after_reference"
    return (
        found
        | set(kinds)
        | set(reasons.split())
        | {"no_group", "several_groups", "group_unknown", "gender_not_admitted"}
    )


def test_every_code_of_the_rules_has_a_sentence() -> None:
    codes = scoring_codes()
    assert len(codes) > 60
    assert sorted(codes - set(CATALOGUE)) == []


def test_a_sentence_is_filled_with_its_values() -> None:
    text = sentence(Fault("criteria_total", {"sum": "95", "total": "100"}))
    assert re.findall(r"\d+", text) == ["95", "100"]
