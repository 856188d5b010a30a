"""The columns a file of results may have: wide like the grids, or long as docs/formats.md has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.ballots.votes import BLANK, VOID
from scoring.rulebook import Rulebook
from web.present.filling_words import in_chinese
from web.services.grids import Grid
from web.services.intake import Column as Titled
from web.services.intake import Layout
from web.services.intake.headers import plain_title
from web.services.lines import ENTRIES, REPORTER, RESULTS, key_columns, value_columns

WHO = (
    Titled("work", ("作品编号", "编号")),
    Titled("bib", ("号码", "参赛号")),
    Titled("staff_no", ("工号", "职工号", "员工号")),
    Titled("name", ("姓名", "名称", "参赛者", "单位")),
)
"""The columns that say whose line it is; the first of them that is filled counts."""
FIXED = "row"
"""The field of the column that names a fixed row."""
_LONG = {
    "entry": ("参赛者", "姓名", "名称", "编号"),
    "ballot": ("票号",),
    "item": ("测评项",),
    "class": ("票类",),
    "grade": ("等次",),
    "count": ("票数", "件数", "数量"),
    "indicator": ("指标",),
    "value": ("数值", "得分"),
    "report": ("报告编号", "提案编号", "编号"),
    "kind": ("类别",),
    "level": ("等级",),
    "state": ("状态",),
    "department": ("承办部门", "责任部门", "部门"),
    "round": ("赛次", "轮次"),
    "reader": ("表", "读数员"),
    "result": ("成绩",),
    "status": ("状态",),
    "reason": ("原因",),
    "penalty": ("加罚",),
    "laps": ("罚圈",),
    "heat": ("组次",),
    "judge": ("评委",),
    "criterion": ("评分项",),
    "mark": ("分数", "评分"),
    "part": ("分项",),
    "due": ("应到",),
    "present": ("实到",),
    "group": ("类别", "组别"),
    "stars": ("上年度星级",),
    "size": ("会员人数",),
    "heads": ("人数",),
    "factor": ("系数",),
    "difficulty": ("难度",),
    "deduction": ("扣分",),
}
"""Chinese titles of the columns of docs/formats.md."""
_GRADES = {"废票": VOID, "无效": VOID, "弃权": BLANK, "弃权票": BLANK}
_SESSION = {"应到": "due", "实到": "present", "发出": "issued", "收回": "returned"}


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape a sheet may have: its layout, and the grid whose columns are fields `c0`, `c1` … (None: long lines).

    A sheet without any of the `telling` columns says nothing.
    """

    layout: Layout
    grid: Grid | None = None
    kind: str = RESULTS
    telling: frozenset[str] = frozenset()


def titles_of(grids: Sequence[Grid]) -> list[list[str]]:
    """The title of every column of every grid, each different from all others."""
    short = [[in_chinese(column.label) for column in grid.columns] for grid in grids]
    count = Counter(plain_title(title) for titles in short for title in titles)
    return [
        [title if count[plain_title(title)] == 1 and plain_title(title) else _full(grid, n, title)
         for n, title in enumerate(titles)]
        for grid, titles in zip(grids, short, strict=True)
    ]  # fmt: skip


def shapes_of(rulebook: Rulebook, grids: Sequence[Grid]) -> list[Shape]:
    """Every shape a file of this contest may have."""
    titles = titles_of(grids)
    shapes = [
        Shape(_wide(grid, mine), grid, telling=frozenset(f"c{n}" for n in range(len(mine))))
        for grid, mine in zip(grids, titles, strict=True)
    ]
    return [*shapes, *(_long_shape(rulebook, kind) for kind in (RESULTS, ENTRIES) if value_columns(rulebook, kind))]


def meanings(rulebook: Rulebook) -> Mapping[str, Mapping[str, str]]:
    """Codes by the names people write instead, column by column."""
    return {
        "item": _codes([*rulebook.items, *_items(rulebook)]),
        "class": _codes(rulebook.voter_classes),
        "grade": {**_codes(rulebook.grades), **_GRADES, **_SESSION},
        "indicator": _codes([*rulebook.indicators, *rulebook.bonuses, *rulebook.deductions, *rulebook.vetoes]),
        "kind": _codes(rulebook.kinds),
        "round": _codes(rulebook.round_list),
        "criterion": _codes(rulebook.rubric),
        "part": _codes(rulebook.parts),
    }


def _codes(listed: Sequence[object]) -> dict[str, str]:
    return {str(getattr(one, "name", "")): str(getattr(one, "code", "")) for one in listed if getattr(one, "name", "")}


def _items(rulebook: Rulebook) -> list[object]:
    """What a nomination asks besides marks."""
    given = (rulebook.conditions, rulebook.vetoes, rulebook.votes, rulebook.parts)
    return [one for listed in given for one in listed] if rulebook.nomination else []


def _full(grid: Grid, number: int, title: str) -> str:
    """A title with its grid's; two grids of the same name tell their columns apart by number."""
    return "·".join([*(in_chinese(label) for label in grid.labels), title or str(number + 1)])


def _wide(grid: Grid, titles: Sequence[str]) -> Layout:
    columns = tuple(Titled(f"c{n}", (plain_title(title),)) for n, title in enumerate(titles))
    if grid.fixed:
        return Layout((Titled(FIXED, ("票类", "表决", "范围")), *columns), (FIXED,))
    return Layout((*WHO, *columns), ())


def _long_shape(rulebook: Rulebook, kind: str) -> Shape:
    keys = key_columns(rulebook, kind) if kind == RESULTS else ()
    return Shape(_long(rulebook, kind), None, kind, frozenset((*keys, *value_columns(rulebook, kind))) - {REPORTER})


def _long(rulebook: Rulebook, kind: str) -> Layout:
    return Layout(tuple(_titled(name) for name in _names(rulebook, kind)), tuple(_required(rulebook, kind)))


def _titled(name: str) -> Titled:
    return Titled(name, (name, *_LONG.get(name, ())))


def _names(rulebook: Rulebook, kind: str) -> Iterator[str]:
    yield "entry"
    yield from (name for name in (*key_columns(rulebook, kind), *value_columns(rulebook, kind)) if name != REPORTER)


def _required(rulebook: Rulebook, kind: str) -> Iterator[str]:
    """Without these a sheet is none of lines: whose, and at least what."""
    yield "entry"
    if kind == RESULTS:
        first = {"nomination": "item", "ballot": "grade", "index": "indicator", "tally": "state", "race": "result"}
        yield from [first[rulebook.format.value]] if rulebook.format.value in first else []
