"""staff.xlsx: the roster as an office keeps it, with a title, merged department cells and dates written three ways."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from examples.making.people import Staff
from examples.making.sheets import new_sheet

TITLES = ("工号", "姓名", "性别", "身份证号", "出生日期", "校区", "部门", "工会小组", "岗位类别")
_WIDTHS = (10, 16, 6, 22, 16, 10, 16, 16, 10)


def staff_book(staff: Sequence[Staff]) -> Workbook:
    """The roster: title over all columns, header in row 2, campus and department merged over their people."""
    book, sheet = new_sheet("名册")
    sheet.append(["启明学校教职工名册（2026年9月，虚构）"])
    sheet.merge_cells("A1:I1")
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.append(list(TITLES))
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for index, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGHI"[index]].width = width
    for number, one in enumerate(staff):
        _append(sheet, number, one)
    _merge(sheet, "F", [one.campus for one in staff])
    _merge(sheet, "G", [one.department for one in staff])
    sheet.freeze_panes = "A3"
    return book


def _append(sheet: Worksheet, number: int, one: Staff) -> None:
    birth: object = one.birth
    if number % 5 == 1:
        birth = f"{one.birth:%Y.%m.%d}"
    elif number % 5 == 3:
        birth = f"{one.birth.year}年{one.birth.month}月{one.birth.day}日"
    gender = "男" if one.gender == "M" else "女"
    sheet.append([one.staff_no, one.name, gender, one.identity, birth, one.campus, one.department, one.group, one.post])
    row = sheet.max_row
    for column in "AD":
        sheet[f"{column}{row}"].number_format = "@"
    if birth is one.birth:
        sheet[f"E{row}"].number_format = "yyyy-mm-dd"


def _merge(sheet: Worksheet, column: str, values: Sequence[str]) -> None:
    """One cell for all neighbours with the same value."""
    row = 3
    for _value, group in groupby(values):
        last = row + len(list(group)) - 1
        if last > row:
            sheet.merge_cells(f"{column}{row}:{column}{last}")
        row = last + 1
