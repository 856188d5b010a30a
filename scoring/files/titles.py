"""The columns of the files, and what people call them: a foreign title is told with the column it probably means."""

from collections.abc import Sequence

from scoring.rulebook.reading import nearest

TITLES = {
    "entry": ("参赛编号", "编号", "作品编号", "参赛者", "作品", "选手", "姓名", "号码", "工号"),
    "judge": ("评委", "评委编号"),
    "criterion": ("评分项", "项目"),
    "mark": ("分数", "评分", "得分"),
    "state": ("状态",),
    "status": ("状态", "成绩状态"),
    "result": ("成绩", "用时", "距离", "试跳"),
    "round": ("赛次", "轮次", "高度"),
    "heat": ("组次",),
    "reason": ("原因", "理由", "依据"),
    "part": ("分项",),
    "value": ("数值", "值", "得分", "分数", "得票"),
    "item": ("测评项", "项目", "条件", "审查项"),
    "grade": ("等次", "测评等次"),
    "class": ("票类",),
    "ballot": ("票号", "选票"),
    "count": ("票数", "件数", "数量"),
    "due": ("应到",),
    "present": ("实到",),
    "issued": ("发出",),
    "returned": ("收回",),
    "indicator": ("指标", "项目"),
    "kind": ("类别", "类型"),
    "level": ("等级", "级别"),
    "report": ("报告编号", "隐患编号"),
    "department": ("部门", "单位", "科室", "院系", "工会小组"),
    "group": ("组别", "类别"),
    "gender": ("性别",),
    "birth_date": ("出生日期", "出生年月", "生日"),
    "age": ("年龄",),
    "post_category": ("岗位", "岗位类别", "人员类别"),
    "chief": ("组长", "评委组长"),
    "person": ("人员",),
    "room": ("考场",),
    "staff": ("职工人数", "人数"),
    "stars": ("上年度星级", "星级"),
    "size": ("会员人数", "规模"),
}
"""Usual Chinese titles of the columns (practice.md 8.5)."""


def nearest_column(title: str, known: Sequence[str]) -> str:
    """Return the known column that a title probably means, "" when there is none.

    >>> nearest_column("评委", ("entry", "judge", "mark")), nearest_column("mrk", ("entry", "judge", "mark"))
    ('judge', 'mark')
    """
    meant = (column for column in known if title in TITLES.get(column, ()))
    return next(meant, "") or nearest(title, known)
