"""results.csv and lessons.csv: what the three races came to, and who teaches on race day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from examples.making.entries import Entered
from examples.making.people import TEACHING
from examples.making.sheets import save_csv

RACES = ("treadmill_women", "walk_men_51", "run_men_under_51")
RACE_DAY = "2026-10-23"
_PERIODS = (
    ("08:00", "08:45"), ("08:55", "09:40"), ("10:00", "10:45"), ("10:55", "11:40"),
    ("13:30", "14:15"), ("14:25", "15:10"), ("15:20", "16:05"), ("16:15", "17:00"),
)  # fmt: skip
_MISSED = {
    "treadmill_women": (("DNS", "请假：公差"), ("DNF", "身体不适，主动停止")),
    "walk_men_51": (("DNS", "当日血压偏高，医务劝退"), ("DQ", "第三次跑动犯规")),
    "run_men_under_51": (("DNS", "请假：病假"), ("DNS", "无故"), ("DNF", "途中扭伤"), ("DQ", "未按规定路线")),
}
"""Who did not finish, and why."""


def save_results(path: Path, dice: random.Random, entries: Sequence[Entered]) -> None:
    """One line per entry; two women share a place by the same metres."""
    rows: list[tuple[str, str, str, str, str]] = []
    for contest in RACES:
        runners = [one for one in entries if one.contest == contest]
        ordinary = [number for number, one in enumerate(runners) if not one.person.rare]
        missed = dict(zip(dice.sample(ordinary, len(_MISSED[contest])), _MISSED[contest], strict=True))
        values = _values(dice, contest, runners)
        for number, (one, value) in enumerate(zip(runners, values, strict=True)):
            if number in missed:
                rows.append((contest, one.person.staff_no, "", *missed[number]))
            else:
                rows.append((contest, one.person.staff_no, _written(contest, value), "FIN", ""))
    save_csv(path, ("项目", "工号", "成绩", "状态", "原因"), rows)


def _values(dice: random.Random, contest: str, runners: Sequence[Entered]) -> list[int]:
    """Metres for the treadmill, seconds for the walk, tenths of a second for the run; rare names do well."""
    if contest == "treadmill_women":
        values = [
            round(dice.gauss(1720 if one.person.age < 51 else 1460, 140) / 10) * 10 + (180 if one.person.rare else 0)
            for one in runners
        ]
        young = [index for index, one in enumerate(runners) if one.person.age < 51]
        best = max(young, key=lambda index: values[index])
        values[next(index for index in young if index != best)] = values[best]
        return values
    if contest == "walk_men_51":
        return [max(1500, round(dice.gauss(2120, 190)) - (200 if one.person.rare else 0)) for one in runners]
    return [max(1750, round(dice.gauss(2550, 230)) - (250 if one.person.rare else 0)) for one in runners]


def _written(contest: str, value: int) -> str:
    if contest == "treadmill_women":
        return str(value)
    if contest == "walk_men_51":
        return f"{value // 60}:{value % 60:02d}"
    return f"{value // 600}:{value % 600 // 10:02d}.{value % 10}"


def save_lessons(path: Path, dice: random.Random, entries: Sequence[Entered]) -> None:
    """One or two lessons for most teachers who race."""
    rows = []
    for one in entries:
        if one.contest in RACES and one.person.post == TEACHING and dice.random() < 0.7:
            for start, end in sorted(dice.sample(_PERIODS, dice.choice((1, 2, 2)))):
                rows.append((one.person.staff_no, RACE_DAY, start, end, "上课"))
    save_csv(path, ("工号", "日期", "开始", "结束", "事由"), rows)
