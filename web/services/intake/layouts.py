"""The columns each kind of file may have, with the words people use for them (practice.md 8.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A field and its titles; the first title is the one the template and the messages use."""

    field: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of file; `required` fields must be there, `least` columns tell a header."""

    columns: tuple[Column, ...]
    required: tuple[str, ...]
    least: int = 2

    def field(self, title: str) -> str | None:
        """The field a plain title means; None if it is none of ours."""
        return next((column.field for column in self.columns if title in column.titles), None)

    def title(self, field: str) -> str:
        """The title of a field as the template writes it."""
        return next(column.titles[0] for column in self.columns if column.field == field)

    def titles(self) -> list[str]:
        """The titles of the required columns."""
        return [self.title(field) for field in self.required]

    def missing(self, columns: Mapping[str, int]) -> list[str]:
        """Titles of the required columns that the file lacks."""
        return [self.title(field) for field in self.required if field not in columns]


_STAFF_NO = Column("staff_no", ("工号", "职工号", "教工号", "员工号", "人员编号", "职工编号", "员工编号", "staffno"))
_NAME = Column("name", ("姓名", "名字", "职工姓名", "员工姓名", "教师姓名", "name"))
_CONTEST = Column("contest", ("项目", "参赛项目", "比赛项目", "竞赛项目", "报名项目", "contest", "event"))

STAFF = Layout(
    columns=(
        _STAFF_NO,
        _NAME,
        Column("gender", ("性别", "性別", "男女", "gender", "sex")),
        Column(
            "identity",
            ("身份证号", "身份证号码", "身份证", "证件号", "证件号码", "公民身份号码", "居民身份证号码", "idnumber"),
        ),
        Column("document", ("证件类型", "证件种类", "证件名称")),
        Column("birth_date", ("出生日期", "出生年月日", "出生年月", "生日", "出生时间", "birthdate")),
        Column("campus", ("校区", "园区", "厂区", "院区", "campus")),
        Column(
            "department",
            (
                "部门",
                "单位",
                "科室",
                "院系",
                "所在部门",
                "所属部门",
                "所在单位",
                "所属单位",
                "部门名称",
                "分工会",
                "处室",
                "department",
            ),
        ),
        Column("union_group", ("工会小组", "小组", "工会小组名称", "组室")),
        Column("department_path", ("部门路径", "组织路径", "机构路径")),
        Column("post", ("岗位类别", "岗位", "人员类别", "岗位类型", "职工类别", "post")),
    ),
    required=("name",),
)
ENTRIES = Layout(
    columns=(
        _STAFF_NO,
        _NAME,
        _CONTEST,
        Column("title", ("作品名称", "题目", "作品题目", "课题", "教案名称", "论文题目")),
        Column("coauthors", ("合作者工号", "合作者", "合作作者", "共同作者", "合作者姓名")),
        Column("family", ("家庭成员", "家人", "成员")),
        Column("department", ("部门", "单位", "参赛部门", "参赛单位")),
        Column("seed_mark", ("报名成绩", "往年成绩", "最好成绩", "参考成绩")),
    ),
    required=("contest",),
)
LESSONS = Layout(
    columns=(
        _STAFF_NO,
        Column("day", ("日期", "上课日期", "date")),
        Column("starts", ("开始", "开始时间", "起", "start")),
        Column("ends", ("结束", "结束时间", "止", "end")),
        Column("reason", ("事由", "原因", "课程", "说明")),
    ),
    required=("staff_no", "day", "starts", "ends"),
)
FIXED = Layout(
    columns=(
        _CONTEST,
        Column("group", ("组别", "组", "年龄组", "group")),
        Column("heat", ("组次", "组号", "第几组", "heat")),
        Column("day", ("日期", "比赛日期", "date")),
        Column("starts", ("开始", "开始时间", "时间", "比赛时间", "start")),
        Column("venue", ("场地", "地点", "比赛地点", "venue")),
        Column("lane", ("道次", "机号", "位置", "序号", "lane")),
        _STAFF_NO,
        Column("bib", ("号码", "号码布", "参赛号", "bib")),
        _NAME,
        Column("officials", ("裁判员", "裁判", "执裁", "工作人员", "officials")),
    ),
    required=("contest", "starts", "venue"),
)
OFFICIALS = Layout(
    columns=(
        _STAFF_NO,
        _NAME,
        Column("skills", ("担任", "职务", "裁判职务", "裁判岗位", "岗位", "分工", "任务", "skills")),
        Column("most", ("最多组数", "最多场数", "最多几组", "组数上限", "most")),
        Column("rest", ("两组间休息", "休息", "休息分钟", "间隔", "rest")),
        Column("day", ("日期", "能来的日期", "执裁日期", "date")),
        Column("starts", ("开始", "开始时间", "从", "起", "start")),
        Column("ends", ("结束", "结束时间", "到", "止", "end")),
    ),
    required=("name", "skills"),
)
JUDGES = Layout(
    columns=(
        _NAME,
        Column("department", ("部门", "单位")),
        _STAFF_NO,
        Column("chief", ("组长", "评委组长", "是否组长")),
        _CONTEST,
    ),
    required=("name", "contest"),
)
MARKS = Layout(
    columns=(
        _CONTEST,
        Column("work", ("作品编号", "编号", "作品")),
        Column("judge", ("评委", "评委姓名")),
        Column("criterion", ("评分项", "评分项目", "指标")),
        Column("mark", ("分数", "得分", "评分")),
    ),
    required=("contest", "work", "judge", "criterion", "mark"),
)
RESULTS = Layout(
    columns=(
        _CONTEST,
        _STAFF_NO,
        Column("result", ("成绩", "比赛成绩", "用时", "距离")),
        Column("status", ("状态", "结果状态")),
        Column("reason", ("原因", "备注", "说明")),
    ),
    required=("contest", "staff_no", "result"),
)
