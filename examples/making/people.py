"""The invented staff: 320 people in 12 departments on two campuses, several of them born near the limit of 51 years."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from examples.making.names import RARE_CHARACTERS, ordinary_name, special_names
from scoring.identity import check_character

REGION = "990101"
"""An address code that was never assigned: nobody has these numbers."""
REFERENCE = date(2026, 12, 31)
TEACHING, MANAGEMENT, SUPPORT, WORKER = "教学", "管理", "教辅", "工勤"

DEPARTMENTS: tuple[tuple[str, str, int, tuple[str, ...], tuple[tuple[str, float], ...]], ...] = (
    ("北校区", "校办公室", 18, (), ((MANAGEMENT, 1.0),)),
    ("北校区", "教务处", 16, (), ((MANAGEMENT, 0.75), (SUPPORT, 0.25))),
    ("北校区", "总务后勤处", 34, ("食堂工会小组", "物业工会小组"), ((WORKER, 0.85), (MANAGEMENT, 0.15))),
    ("北校区", "图书信息中心", 20, (), ((SUPPORT, 0.9), (MANAGEMENT, 0.1))),
    ("北校区", "语文教研组", 36, ("第一工会小组", "第二工会小组"), ((TEACHING, 0.96), (MANAGEMENT, 0.04))),
    ("北校区", "数学教研组", 34, (), ((TEACHING, 0.96), (MANAGEMENT, 0.04))),
    ("南校区", "英语教研组", 32, (), ((TEACHING, 0.96), (MANAGEMENT, 0.04))),
    ("南校区", "理化生教研组", 32, (), ((TEACHING, 0.94), (SUPPORT, 0.06))),
    ("南校区", "政史地教研组", 28, (), ((TEACHING, 1.0),)),
    ("南校区", "艺体教研组", 24, (), ((TEACHING, 0.92), (SUPPORT, 0.08))),
    ("南校区", "小学部", 32, ("第一工会小组", "第二工会小组"), ((TEACHING, 0.9), (MANAGEMENT, 0.1))),
    ("南校区", "学生发展处", 14, (), ((MANAGEMENT, 0.8), (SUPPORT, 0.2))),
)
"""Campus, department, head count, union groups, shares of the post categories."""
NEAR_LIMIT = (
    date(1975, 12, 1),
    date(1975, 12, 15),
    date(1975, 12, 30),
    date(1975, 12, 31),
    date(1976, 1, 1),
    date(1976, 1, 2),
    date(1976, 1, 20),
    date(1976, 1, 30),
    date(1976, 2, 29),
)
"""Births round 31 December 1975, the last day of those who are 51 on the reference date, and a leap day."""


@dataclass(frozen=True)
class Staff:
    """One invented member of staff."""

    staff_no: str
    name: str
    gender: str
    birth: date
    identity: str
    campus: str
    department: str
    group: str
    post: str

    @property
    def age(self) -> int:
        """Full years on the reference date."""
        return REFERENCE.year - self.birth.year

    @property
    def near_limit(self) -> bool:
        """Whether the birth is within 30 days of the limit."""
        return abs((self.birth - date(1975, 12, 31)).days) <= 30

    @property
    def rare(self) -> bool:
        """Whether the name holds one of the rare characters."""
        return not RARE_CHARACTERS.isdisjoint(self.name)


def identity_number(birth: date, gender: str, serial: int) -> str:
    """A number that checks, of the region nobody lives in; `serial` from 1, odd for men."""
    sequence = serial * 2 - 1 if gender == "M" else serial * 2
    first = f"{REGION}{birth:%Y%m%d}{sequence:03d}"
    return first + check_character(first)


def invent_staff(dice: random.Random) -> list[Staff]:
    """The whole staff in order of departments."""
    seats = [
        (campus, department, groups, shares)
        for campus, department, count, groups, shares in DEPARTMENTS
        for _ in range(count)
    ]
    names = _names(dice, len(seats))
    births = _births(dice, len(seats))
    serials: dict[tuple[date, str], int] = {}
    staff = []
    for index, ((campus, department, groups, shares), (name, gender), birth) in enumerate(
        zip(seats, names, births, strict=True), 1
    ):
        serials[birth, gender] = serials.get((birth, gender), 0) + 1
        post = dice.choices([word for word, _ in shares], [share for _, share in shares])[0]
        joined = min(2025, birth.year + dice.randint(22, 27))
        staff.append(
            Staff(
                staff_no=f"{joined % 100:02d}{index:04d}",
                name=name,
                gender=gender,
                birth=birth,
                identity=identity_number(birth, gender, serials[birth, gender]),
                campus=campus,
                department=department,
                group=groups[index % len(groups)] if groups else "",
                post=post,
            )
        )
    return staff


def _names(dice: random.Random, count: int) -> list[tuple[str, str]]:
    """Special names spread among ordinary ones, men and women about equally many."""
    special = special_names()
    taken = {name for name, _ in special}
    rest = []
    for number in range(count - len(special)):
        gender = "F" if number % 20 < 11 else "M"
        rest.append((ordinary_name(dice, gender, taken), gender))
    names = [*special, *rest]
    dice.shuffle(names)
    return names


def _births(dice: random.Random, count: int) -> list[date]:
    """Births from 1967 to 2003, some of them next to the limit."""
    first, last = date(1967, 2, 1), date(2003, 6, 30)
    near = [day for day in NEAR_LIMIT for _ in range(2)]
    far = [first + timedelta(days=dice.randrange((last - first).days)) for _ in range(count - len(near))]
    births = [*near, *far]
    dice.shuffle(births)
    return births
