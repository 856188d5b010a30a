"""entries.xlsx: who takes part in what, with works, co-authors, families and earlier results."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook

from examples.making.people import DEPARTMENTS, MANAGEMENT, TEACHING, Staff
from examples.making.sheets import new_sheet

CONTEST_NAMES = {
    "teaching_plan": "新教案评比",
    "essay": "论文评比",
    "treadmill_women": "女职工跑步机跑步比赛",
    "walk_men_51": "51周岁（含）以上男职工徒步走比赛",
    "run_men_under_51": "51周岁（不含）以下男职工跑步比赛",
    "harmony_worker": "“和谐劳动职工”评选",
    "harmony_family": "“和睦家庭”评选",
}
_TITLES = ("工号", "姓名", "项目", "作品名称", "合作者工号", "家庭成员", "报名成绩")
_LESSONS = {
    "语文教研组": "背影 荷塘月色 岳阳楼记 孔乙己 桃花源记 论语十则 春 社戏 将进酒 赤壁赋",
    "数学教研组": "勾股定理 一次函数 二次函数的图象 概率初步 相似三角形 导数的应用 数列求和 圆的性质",
    "英语教研组": "旅行计划 健康习惯 世界各地的节日 一封家书 我们的地球 我喜欢的音乐",
    "理化生教研组": "浮力 欧姆定律 酸碱中和 光合作用 牛顿第一定律 氧化还原反应 细胞的结构",
    "政史地教研组": "丝绸之路 季风气候 宪法在身边 辛亥革命 黄河的治理 人口与城市 甲午风云",
    "艺体教研组": "水墨入门 合唱的和声 排球垫球 八段锦 民间剪纸",
    "小学部": "认识钟表 小蝌蚪找妈妈 分数的初步认识 家乡的桥 植物的一生 我会整理",
}
_ESSAYS = """教职工诉求办理闭环机制研究
一站式服务大厅的实践与思考
从“最多跑一次”看校务流程再造
走群众路线，办暖心食堂
民主管理促进决策落地的路径
青年教师成长服务链建设
师生满意度调查的改进与运用
下沉一线：机关干部联系年级的做法
两校区协同服务的难点与对策
后勤服务标准化的探索
工会在和谐校园建设中的作用
让数据多跑路：校务信息化服务升级""".splitlines()


@dataclass(frozen=True)
class Entered:
    """One invented entry."""

    contest: str
    person: Staff
    title: str = ""
    coauthors: tuple[Staff, ...] = ()
    family: tuple[str, ...] = ()
    seed: str = ""

    @property
    def houses(self) -> set[str]:
        """The departments whose judges stand aside."""
        return {self.person.department, *(author.department for author in self.coauthors)}


@dataclass
class Field:
    """Draws people for the contests; those in `spared` (the judges) enter no judged contest."""

    dice: random.Random
    staff: Sequence[Staff]
    spared: frozenset[str]
    entries: list[Entered] = field(default_factory=list)

    def draw(self, count: int, fits: Callable[[Staff], bool]) -> list[Staff]:
        """People who fit: rare names and births near the limit first, then by lot; in the order of the roster."""
        fitting = [one for one in self.staff if fits(one)]
        rare = [one for one in fitting if one.rare or one.near_limit][: count // 3]
        rest = [one for one in fitting if one not in rare]
        chosen = {one.staff_no for one in [*rare, *self.dice.sample(rest, count - len(rare))]}
        return [one for one in fitting if one.staff_no in chosen]


def invent_entries(dice: random.Random, staff: Sequence[Staff], spared: frozenset[str]) -> list[Entered]:
    """All entries, contest by contest."""
    drawing = Field(dice, staff, spared)
    _works(drawing)
    _races(drawing)
    _honours(drawing)
    return drawing.entries


def _works(drawing: Field) -> None:
    """Teaching plans by teachers, essays by managers; some essays have a co-author of another department."""
    dice, spared = drawing.dice, drawing.spared
    taken: dict[str, int] = {}
    for one in drawing.draw(48, lambda s: s.post == TEACHING and s.staff_no not in spared):
        lessons = _LESSONS[one.department].split()
        number = taken.get(one.department, 0)
        taken[one.department] = number + 1
        again = f"（第{number // len(lessons) + 1}课时）" if number >= len(lessons) else ""
        drawing.entries.append(Entered("teaching_plan", one, f"《{lessons[number % len(lessons)]}》教学设计{again}"))
    managers = drawing.draw(25, lambda s: s.post == MANAGEMENT and s.staff_no not in spared)
    helpers = [s for s in drawing.staff if s.staff_no not in spared and s not in managers and s.post != "工勤"]
    for number, one in enumerate(managers):
        subject = _ESSAYS[number % len(_ESSAYS)]
        title = subject if number < len(_ESSAYS) else f"{subject}——以{one.department}为例"
        coauthors = (dice.choice(helpers),) if number % 4 == 1 else ()
        drawing.entries.append(Entered("essay", one, title, coauthors))


def _races(drawing: Field) -> None:
    """Women's treadmill, walk from 51 on, run below 51; most bring an earlier result."""
    dice = drawing.dice
    for one in drawing.draw(45, lambda s: s.gender == "F"):
        metres = round(dice.gauss(1750 if one.age < 51 else 1480, 150) / 10) * 10
        drawing.entries.append(Entered("treadmill_women", one, seed=f"{metres}米" if dice.random() < 0.8 else ""))
    for one in drawing.draw(30, lambda s: s.gender == "M" and s.age >= 51):
        seconds = round(dice.gauss(2080, 180))
        seed = f"{seconds // 60}:{seconds % 60:02d}" if dice.random() < 0.7 else ""
        drawing.entries.append(Entered("walk_men_51", one, seed=seed))
    for one in drawing.draw(45, lambda s: s.gender == "M" and s.age < 51):
        tenths = round(dice.gauss(2500, 260))
        seed = f"{tenths // 600}:{tenths % 600 / 10:04.1f}" if dice.random() < 0.8 else ""
        drawing.entries.append(Entered("run_men_under_51", one, seed=seed))


def _honours(drawing: Field) -> None:
    """One harmony worker from each department, eight families of eight departments."""
    dice, spared = drawing.dice, drawing.spared
    for _campus, department, *_rest in DEPARTMENTS:
        fitting = [one for one in drawing.staff if one.department == department and one.staff_no not in spared]
        rare = [one for one in fitting if one.rare]
        drawing.entries.append(Entered("harmony_worker", dice.choice(rare or fitting), "事迹材料"))
    for _campus, department, *_rest in dice.sample(DEPARTMENTS, 8):
        fitting = [one for one in drawing.staff if one.department == department and one.staff_no not in spared]
        one = dice.choice([person for person in fitting if "·" not in person.name])
        child = one.name[0] + dice.choice(("一诺", "子涵", "知远", "若溪", "梓轩", "乐怡"))
        spouse = dice.choice("赵钱周郑冯沈") + dice.choice(("晓敏", "建平", "海燕", "志远"))
        drawing.entries.append(Entered("harmony_family", one, "家庭事迹", family=(spouse, child)))


def entries_book(entries: Sequence[Entered]) -> Workbook:
    """The entry list, all cells text."""
    book, sheet = new_sheet("报名表")
    sheet.append(list(_TITLES))
    for one in entries:
        authors = "、".join(author.staff_no for author in one.coauthors)
        who = [one.person.staff_no, one.person.name, CONTEST_NAMES[one.contest]]
        sheet.append([*who, one.title, authors, "、".join(one.family), one.seed])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.number_format = "@"
    for letter, width in zip("ABCDEFG", (10, 16, 34, 44, 16, 24, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    return book
