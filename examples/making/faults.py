"""staff_with_faults.xlsx: one fault of every kind on purpose, under a header of two rows, beside rows that are good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook

from examples.making.people import REGION, Staff, identity_number
from examples.making.sheets import new_sheet
from scoring.identity import check_character

_COLUMNS = {
    "staff_no": "A",
    "name": "B",
    "gender": "C",
    "document": "D",
    "identity": "E",
    "birth_date": "F",
    "campus": "G",
    "department": "H",
    "union_group": "I",
    "post": "J",
}
FIRST_ROW = 5
BORN = date(1988, 3, 5)
_OTHER = identity_number(BORN, "M", 91)


@dataclass(frozen=True)
class Wrong:
    """One row: its values, and the fault it carries ("" for a good row) at a column."""

    code: str
    column: str
    values: dict[str, object]
    about: str
    row: int = field(default=0)


def wrong_rows(staff: Sequence[Staff]) -> list[Wrong]:
    """Every row of the file in order; rows are numbered as the spreadsheet shows them, blank ones left out."""
    rows = [*_good(), *_identities(), *_cells(), *_names(), *_who(staff), *_departments()]
    numbered, number = [], FIRST_ROW
    for index, one in enumerate(rows):
        number += 1 if index and index % 9 == 0 else 0
        numbered.append(Wrong(one.code, one.column, one.values, one.about, number))
        number += 1
    return numbered


def faults_book(rows: Sequence[Wrong]) -> Workbook:
    """The workbook: a title, a remark, a header of two rows, blank rows in between, a footer."""
    book, sheet = new_sheet("新进人员")
    sheet["A1"] = "启明学校新进与变动人员（故意写错的示例）"
    sheet.merge_cells("A1:J1")
    sheet["A2"] = "说明：每一行错一处，用来看预览怎样指出错误"
    sheet.merge_cells("A2:J2")
    for letter, title in zip("ABCJ", ("工号", "名字", "性别", "人员类别"), strict=True):
        sheet[f"{letter}3"] = title
        sheet.merge_cells(f"{letter}3:{letter}4")
    for letters, title in (("DF", "证件"), ("GI", "所在单位")):
        sheet[f"{letters[0]}3"] = title
        sheet.merge_cells(f"{letters[0]}3:{letters[1]}3")
    for letter, title in zip("DEFGHI", ("证件类型", "证件号码", "出生年月日", "校区", "科室", "工会小组"), strict=True):
        sheet[f"{letter}4"] = title
    for one in rows:
        for name, value in one.values.items():
            cell = sheet[f"{_COLUMNS[name]}{one.row}"]
            cell.value = value  # type: ignore[assignment]
            plain = "General" if isinstance(value, int) else "@"
            cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else plain
            if value == "#N/A":
                cell.data_type = "e"
    last = rows[-1].row + 2
    sheet[f"A{last}"] = "填表人：工会干事"
    return book


def _good() -> list[Wrong]:
    """Dates, sexes and spellings that are all read."""
    dates: list[tuple[object, str]] = [
        (date(1988, 3, 5), "真正的日期单元格"),
        (32207, "日期序列号 32207 = 1988-03-05"),
        ("1988.3.5", "点分的日期"),
        ("1988年3月5日", "中文日期"),
        ("88-03-05", "两位年份"),
        ("19880305", "八位数字"),
    ]
    words = ("男", "男性", "M", "1", "先生", "男")
    names = ("程一帆", "程 二 帆", "程三帆", "哈力克•艾山", "程五帆", "程 六帆")
    rows = []
    for number, ((birth, about), word, name) in enumerate(zip(dates, words, names, strict=True), 1):
        values = {**_base(number), "name": name, "gender": word, "birth_date": birth}
        rows.append(Wrong("", "", values, f"好的行：{about}"))
    return rows


def _identities() -> list[Wrong]:
    """The codes of the ID number (practice.md 3.2)."""
    good = identity_number(BORN, "M", 90)
    impossible = f"{REGION}19800230001"
    future = f"{REGION}20300101001"
    aged = f"{REGION}19300101001"
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    cases: list[tuple[str, str, dict[str, object], str]] = [
        ("float_cell", "identity", {"identity": int(good[:15]) * 1000}, "数值格式的身份证号，后三位已丢失"),
        ("legacy15", "identity", {"identity": "990101880305001"}, "15 位旧号"),
        ("length", "identity", {"identity": good[:17]}, "少一位"),
        ("charset", "identity", {"identity": good[:10] + "O" + good[11:]}, "数字 0 写成字母 O"),
        ("checksum", "identity", {"identity": wrong}, "末位抄错"),
        ("date", "identity", {"identity": impossible + check_character(impossible), "birth_date": ""}, "2 月 30 日"),
        ("future", "identity", {"identity": future + check_character(future), "birth_date": ""}, "2030 年出生"),
        ("age_range", "identity", {"identity": aged + check_character(aged), "birth_date": ""}, "96 周岁"),
        ("gender_mismatch", "gender", {"identity": good, "gender": "女"}, "性别与第 17 位不符"),
        ("birth_mismatch", "birth_date", {"identity": good, "birth_date": "1988-03-06"}, "出生日期差一天"),
        ("document_unreadable", "identity", {"document": "护照", "identity": "E-1"}, "护照号太短"),
    ]
    return [Wrong(code, at, {**_base(20 + n), **more}, about) for n, (code, at, more, about) in enumerate(cases)]


def _cells() -> list[Wrong]:
    """Cells and words that cannot be read."""
    cases: list[tuple[str, str, dict[str, object], str]] = [
        ("cell_error", "post", {"post": "#N/A"}, "公式出错"),
        ("cell_too_long", "post", {"post": "教" * 2001}, "一个单元格 2001 字"),
        ("date_incomplete", "birth_date", {"birth_date": "1988年3月"}, "只有年月"),
        ("date_impossible", "birth_date", {"birth_date": "1987-02-29"}, "平年的 2 月 29 日"),
        ("date_unreadable", "birth_date", {"birth_date": "属龙"}, "不是日期"),
        ("date_future", "birth_date", {"birth_date": "2062-03-05"}, "年份写错"),
        ("gender_unreadable", "gender", {"gender": "不详"}, "性别写成“不详”"),
        ("post_unreadable", "post", {"post": "高工"}, "岗位类别写成职称"),
        ("staff_no_unreadable", "staff_no", {"staff_no": "工-7?"}, "工号里有问号"),
        (
            "staff_no_is_identity",
            "staff_no",
            {"staff_no": _OTHER},
            "工号栏填了身份证号",
        ),
    ]
    rows = [Wrong(code, at, {**_base(40 + n), **more}, about) for n, (code, at, more, about) in enumerate(cases)]
    return [*rows[:1], Wrong("post_unreadable", "post", {**_base(39), "post": "总务"}, "岗位类别写成部门"), *rows[1:]]


def _names() -> list[Wrong]:
    cases = [
        ("name_missing", "", "没有姓名"),
        ("name_private_use", "王\ue83b", "自造字"),
        ("name_components", "李（龙天）", "生僻字拆开写"),
        ("name_characters", "程8帆", "姓名里有数字"),
        ("name_length", "程", "只有一个字"),
    ]
    return [Wrong(code, "name", {**_base(60 + n), "name": name}, about) for n, (code, name, about) in enumerate(cases)]


def _who(staff: Sequence[Staff]) -> list[Wrong]:
    """Rows that repeat, and rows that clash with the roster of staff.xlsx."""
    twice = identity_number(BORN, "M", 92)
    first, other = staff[0], staff[1]
    same = [one for one in staff if one.name == "张伟"]
    here = {"department": first.department}
    lone = {"name": "程同名", "gender": "男", "birth_date": "1990-01-01", "campus": "北校区", "department": "教务处"}
    return [
        Wrong("", "", {**_base(70), "identity": twice}, "好的行：下一行与它重复"),
        Wrong("duplicate", "identity", {**_base(71), "identity": twice}, "身份证号与上一行重复"),
        Wrong("", "", {**_base(72), "name": "程重号"}, "好的行：下一行与它工号重复"),
        Wrong("duplicate_staff_no", "staff_no", {**_base(72), "name": "程又重"}, "工号与上一行重复"),
        Wrong("", "", dict(lone), "好的行：没有工号，按姓名、部门、出生日期认人"),
        Wrong("duplicate_person", "name", dict(lone), "与上一行是同一个人"),
        Wrong(
            "identity_conflict",
            "staff_no",
            {**here, "staff_no": first.staff_no, "name": first.name, "identity": other.identity},
            "名册上一个人的工号，另一个人的身份证号（先导入 staff.xlsx 才看得出）",
        ),
        Wrong(
            "staff_no_other_person",
            "staff_no",
            {**here, "staff_no": staff[2].staff_no, "name": "程占号", "birth_date": "1990-01-01"},
            "工号在名册上是另一个人（先导入 staff.xlsx 才看得出）",
        ),
        Wrong(
            "person_ambiguous",
            "name",
            {**_place(same[0]), "name": same[0].name},
            "同名，又没有工号和出生日期（先导入 staff.xlsx 才看得出）",
        ),
    ]


def _place(one: Staff) -> dict[str, object]:
    return {"campus": one.campus, "department": one.department, "union_group": one.group}


def _departments() -> list[Wrong]:
    return [
        Wrong("department_name", "department", {**_base(80), "department": "处" * 61}, "部门名称 61 个字"),
        Wrong("department_depth", "department", {**_base(81), "department": "甲/乙/丙"}, "校区之外又写了三级"),
        Wrong(
            "department_ambiguous",
            "department",
            {**_base(82), "campus": "", "department": "第一工会小组"},
            "两个部门都有“第一工会小组”（先导入 staff.xlsx 才看得出）",
        ),
    ]


def _base(number: int) -> dict[str, object]:
    """A good row that nobody else shares."""
    return {
        "staff_no": f"26{number:04d}",
        "name": f"程{'甲乙丙丁戊己庚辛壬癸'[number // 10]}{'天地玄黄宇宙洪荒日月'[number % 10]}",
        "gender": "男",
        "birth_date": "1988-03-05",
        "campus": "北校区",
        "department": "教务处",
        "post": "管理",
    }
