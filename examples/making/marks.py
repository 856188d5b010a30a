"""judges.csv and marks.csv: seven judges of seven departments, each with a taste of their own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from examples.making.entries import Entered
from examples.making.people import Staff
from examples.making.sheets import save_csv
from scoring.rulebook import parse

PANEL = ("校办公室", "教务处", "语文教研组", "数学教研组", "英语教研组", "理化生教研组", "小学部")
"""The judges' departments; their works are marked by the other six."""
JUDGED = ("teaching_plan", "essay", "harmony_worker", "harmony_family")
_LEVEL = {"teaching_plan": 0.85, "essay": 0.84, "harmony_worker": 0.89, "harmony_family": 0.89}
"""Middle quality of the works, as a share of the full marks."""

Rows = list[tuple[str, str, str, str, str]]


def choose_judges(staff: Sequence[Staff]) -> list[Staff]:
    """The eldest of each panel department."""
    return [min((s for s in staff if s.department == name), key=lambda s: (s.birth, s.staff_no)) for name in PANEL]


def save_judges(path: Path, judges: Sequence[Staff]) -> None:
    """One line per judge and contest; the chief differs from contest to contest."""
    rows = [
        (judge.name, judge.department, judge.staff_no, "是" if seat == number else "", contest)
        for number, contest in enumerate(JUDGED)
        for seat, judge in enumerate(judges)
    ]
    save_csv(path, ("姓名", "部门", "工号", "组长", "项目"), rows)


def save_marks(
    path: Path, dice: random.Random, rulebooks: Path, judges: Sequence[Staff], entries: Sequence[Entered]
) -> None:
    """Every judge's marks for every work that is not of the own department, in half points."""
    rows: Rows = []
    for contest in JUDGED:
        criteria = [(one.code, one.maximum // 50) for one in parse((rulebooks / f"{contest}.toml").read_text()).rubric]
        works = [one for one in entries if one.contest == contest]
        rows += _contest_marks(dice, contest, criteria, judges, works)
    save_csv(path, ("项目", "作品编号", "评委", "评分项", "分数"), rows)


def _contest_marks(
    dice: random.Random,
    contest: str,
    criteria: Sequence[tuple[str, int]],
    judges: Sequence[Staff],
    works: Sequence[Entered],
) -> Rows:
    taste = {judge.staff_no: dice.gauss(0, 0.012) for judge in judges}
    first, second = _twins(works)
    marks: dict[tuple[str, str], list[int]] = {}
    for work in works:
        lift = 0.05 if work.person.rare else 0.0
        quality = min(0.955, dice.gauss(_LEVEL[contest], 0.035) + lift)
        for judge in judges:
            if judge.department not in work.houses:
                share = [quality + taste[judge.staff_no] + dice.gauss(0, 0.03) for _ in criteria]
                marks[work.person.staff_no, judge.staff_no] = [
                    _half_points(part, full) for part, (_, full) in zip(share, criteria, strict=True)
                ]
    if contest == "teaching_plan":
        _tie(marks, judges, criteria, first, second)
    return [
        (contest, work.person.staff_no, judge.name, code, _written(mark))
        for work in works
        for judge in judges
        if (work.person.staff_no, judge.staff_no) in marks
        for (code, _), mark in zip(criteria, marks[work.person.staff_no, judge.staff_no], strict=True)
    ]


def _twins(works: Sequence[Entered]) -> tuple[Entered, Entered]:
    """Two works that all seven judges mark."""
    free = [work for work in works if not work.houses & set(PANEL)]
    return free[0], free[1]


def _tie(
    marks: dict[tuple[str, str], list[int]],
    judges: Sequence[Staff],
    criteria: Sequence[tuple[str, int]],
    first: Entered,
    second: Entered,
) -> None:
    """Give two works the same totals from every judge; only the weight between T3 and T1 parts them."""
    codes = [code for code, _ in criteria]
    strong, weak = codes.index("T3"), codes.index("T1")
    for judge in judges:
        copy = list(marks[first.person.staff_no, judge.staff_no])
        if copy[weak] < criteria[weak][1]:
            copy[strong], copy[weak] = copy[strong] - 1, copy[weak] + 1
        marks[second.person.staff_no, judge.staff_no] = copy


def _half_points(share: float, full: int) -> int:
    """Half points of a share, never above the full marks; `full` is counted in half points."""
    return max(0, min(full, round(share * full)))


def _written(half_points: int) -> str:
    return f"{half_points // 2}.5" if half_points % 2 else str(half_points // 2)
