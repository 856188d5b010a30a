"""What is played of each format in a browser: what is typed, what comes from files, what the page must say then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Story:
    """One format: the example's code and title, who is entered under the example's codes, what is typed first.

    `typed` are boxes of the grid `part` by their labels, `then` those of further grids. `paper` are the marks of each
    of `judges` copied from paper by entry and criterion. `files` are brought in afterwards; `first` is who wins, `why`
    what the explanation of that place says; `beside` stands on the public page besides the places. `pages` of the
    contest are opened on every screen.
    """

    code: str
    title: str
    entered: Mapping[str, str]
    typed: Mapping[str, str]
    first: str
    score: str
    why: Sequence[str]
    beside: str
    files: Sequence[str] = ()
    part: str = ""
    then: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    judges: int = 0
    paper: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kind: str = "person"
    pages: Sequence[str] = ()


STORIES = [
    Story(
        code="ballot_cadres",
        title="2026年中层干部民主测评",
        entered={"D01": "张明", "D02": "李芳", "D03": "王建国"},
        part="班子成员 · 总体评价",
        typed={"张明 · 优秀": "4", "张明 · 称职": "0"},
        files=["ballot_cadres.csv"],
        first="张明",
        score="92.06",
        why=["总体评价：有效 41，无效 1，弃权 2", "公布为 92.06", "排在李芳之前"],
        beside="计票报告",
        pages=["fill/?part=2", "fill/papers", "fill/import"],
    ),
    Story(
        code="vitality_index",
        title="2026年基层工会活力指数评估",
        entered={f"U0{n}": f"第{name}基层工会" for n, name in enumerate("一二三四五六七", 1)},
        part="指标",
        typed={"第一基层工会 · 组织建设": "19", "第一基层工会 · 队伍建设": "14"},
        files=["vitality_index.entries.csv", "vitality_index.csv"],
        first="第一基层工会",
        score="100.90",
        why=["组织建设：19，得 19/20 分", "加分“省级表彰”：1，加 5", "星级：4 星", "排在第二基层工会之前"],
        beside="星级",
        kind="union",
    ),
    Story(
        code="ankang_cup",
        title="2026年“安康杯”职工隐患排查与合理化建议活动",
        entered={f"P0{n}": name for n, name in enumerate(["张明", "李芳", "王建国", "赵丽", "陈强", "周敏"], 1)},
        part="隐患",
        typed={"王建国 · 已核实·一般": "20"},
        files=["ankang_cup.csv"],
        first="王建国",
        score="30",
        why=["隐患", "30", "先进个人"],
        beside="件数",
        pages=["fill/reports"],
    ),
    Story(
        code="long_jump",
        title="跳远",
        entered={"1": "张明", "2": "李芳"},
        typed={"张明 · 第 1 轮": "7.85", "张明 · 第 2 轮": "7.60", "李芳 · 第 1 轮": "7.70", "李芳 · 第 2 轮": "785cm"},
        first="李芳",
        score="7.85",
        why=["赛次 1：7.70", "公布为 7.85", "排在张明之前，依据是次好成绩"],
        beside="7.85 米",
    ),
    Story(
        code="heats_and_final",
        title="100米",
        entered={"1": "张明", "2": "李芳"},
        part="决赛",
        typed={"张明 · 成绩": "11.30", "李芳 · 成绩": "11.25"},
        first="李芳",
        score="11.25",
        why=["赛次 决赛：11.25", "公布为 11.25", "排在张明之前"],
        beside="11.25 秒",
        pages=["fill/?part=2", "fill/import"],
    ),
    Story(
        code="run_with_watches",
        title="跑步（三块表）",
        entered={"1": "张明", "2": "李芳"},
        typed={
            "张明 · 表 1": "4:05.3",
            "张明 · 表 2": "4:05.1",
            "张明 · 表 3": "4:05.8",
            "李芳 · 表 1": "4:04.9",
            "李芳 · 表 2": "4:05.0",
        },
        first="李芳",
        score="4:05.0",
        why=["1 读数：4:04.9", "两块表取较慢者", "公布为 4:05.0"],
        beside="4:05.3",
    ),
    Story(
        code="gymnastics",
        title="体操单项决赛",
        entered={"1": "张明", "2": "李芳"},
        part="分项",
        typed={"张明 · 难度分": "5.6", "张明 · 完成分": "8.2", "李芳 · 难度分": "5.4", "李芳 · 完成分": "8.466"},
        first="李芳",
        score="13.866",
        why=["分项 难度分", "公布为 13.866", "排在张明之前"],
        beside="13.800",
    ),
    Story(
        code="diving",
        title="跳水比赛",
        entered={"1": "张明", "2": "李芳"},
        judges=5,
        part="第 1 轮 · 评分",
        typed={f"{name} · 评委{n}": mark for name, mark in (("张明", "7.5"), ("李芳", "6.5")) for n in range(1, 6)},
        then={"第 1 轮 · 系数": {"张明 · 难度": "2.0", "李芳 · 难度": "3.0"}},
        first="李芳",
        score="19.50",
        why=["难度 3：19.5", "公布为 19.50", "排在张明之前"],
        beside="各轮得分",
    ),
    Story(
        code="nominate_worker",
        title="2026年“和谐劳动职工”推荐评选",
        entered={"W01": "张明", "W02": "李芳"},
        judges=5,
        paper={
            "张明": {"H1": "28", "H2": "19", "H3": "19", "H4": "14", "H5": "14"},
            "李芳": {"H1": "27", "H2": "18", "H3": "18", "H4": "13", "H5": "13"},
        },
        part="赞成票",
        typed={"张明 · 评选委员会表决": "8", "李芳 · 评选委员会表决": "7"},
        files=["nominate_worker.csv"],
        first="张明",
        score="88.02",
        why=["赞成 80 票，基数 108 人", "公布为 88.02", "排在李芳之前", "和谐劳动职工"],
        beside="评分与得票",
        pages=["fill/?part=2", "fill/import"],
    ),
]
