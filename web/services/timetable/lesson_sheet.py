"""课表 as people keep them: person by period (one row each, or one per weekday), or one row per lesson.

A column is named by weekday and period (`周一第1节`, also over two rows), by the period alone beside a weekday column,
or by the weekday alone with periods in the cell (`1、2、5`). Every fault comes back with its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from web.services.intake import CellFault, Line, Table, column_letters, plain_title
from web.services.refusals import refuse
from web.services.timetable.absences import read_clock

Times = Mapping[int, tuple[int, int]]
_FIELDS = {
    "staff_no": ("工号", "职工号", "教工号", "员工号", "人员编号", "教师编号", "staffno"),
    "name": ("姓名", "教师", "教师姓名", "任课教师", "名字", "teacher", "name"),
    "weekday": ("星期", "周", "周几", "星期几", "weekday", "day"),
    "period": ("节次", "节", "第几节", "课节", "period"),
    "starts": ("开始", "开始时间", "起", "start"),
    "ends": ("结束", "结束时间", "止", "end"),
    "course": ("课程", "科目", "课程名称", "班级", "内容", "事由", "course", "lesson"),
}
_DAYS = {**dict(zip("一二三四五六日1234567", (*range(1, 8), *range(1, 8)), strict=True)), "天": 7}
_ENGLISH = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), start=1)}
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天1-7])|(mon|tue|wed|thu|fri|sat|sun)[a-z]*")
_PERIODS = re.compile(r"第?(\d{1,2}|[一二三四五六七八九十])(?:[-~—至](\d{1,2}))?节?课?")
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)}
_NOTHING = frozenset({"", "-", "—", "/", "无", "空", "0", "否", "×"})
_SEARCHED = 30


@dataclass(frozen=True, slots=True)
class Slot:
    """What a column's title says: a weekday (1 is Monday), periods, or both."""

    weekday: int | None
    periods: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SheetLesson:
    """One lesson as the sheet says it: minutes from midnight, and the row and cell where it stands."""

    staff_no: str
    name: str
    weekday: int
    period: int | None
    starts: int
    ends: int
    course: str
    row: int
    cell: str


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a sheet: those with a field, those that are slots, and the last line of the header."""

    fields: Mapping[str, int]
    slots: Mapping[int, Slot]
    line: int


def read_slot(title: str) -> Slot | None:
    """The weekday and periods of a title; None when it says neither.

    >>> read_slot("周三第1-2节")
    Slot(weekday=3, periods=(1, 2))
    """
    plain = plain_title(title)
    found = _WEEKDAY.match(plain)
    weekday = None
    if found:
        weekday = _DAYS[found[1]] if found[1] else _ENGLISH[found[2]]
        plain = plain[found.end() :].lstrip("/_.-")
    periods = read_periods(plain) if plain else ()
    if periods is None or (weekday is None and not periods):
        return None
    return Slot(weekday, periods)


def read_periods(text: str) -> tuple[int, ...] | None:
    """Periods such as `3`, `1-2`, `第三节`, `1、2、5`; None when it is something else.

    >>> read_periods("1-2、5")
    (1, 2, 5)
    """
    found: list[int] = []
    for part in re.split(r"[、,，;；\s]+", text.strip()):
        match = _PERIODS.fullmatch(part)
        if match is None:
            return None
        first = _NUMERALS.get(match[1]) or int(match[1])
        last = int(match[2] or first)
        if not 0 < first <= last <= 20:
            return None
        found += range(first, last + 1)
    return tuple(dict.fromkeys(found))


def read_weekday(text: str) -> int | None:
    """1 (Monday) to 7 from `周一`, `星期日`, `3`, `Wed`; None when it is none."""
    plain = plain_title(text)
    slot = read_slot(plain)
    return _DAYS.get(plain) or (slot.weekday if slot and not slot.periods else None)


def read_lessons(tables: Iterable[Table], times: Times) -> tuple[list[SheetLesson], list[CellFault]]:
    """Every lesson of the sheets that have a readable header, and every fault; a period without times is named once.

    Refuses lesson_header_missing.
    """
    lessons: list[SheetLesson] = []
    faults: dict[object, CellFault] = {}
    headed = [(table, head) for table in tables if (head := _head(table)) is not None]
    for table, head in headed:
        for line in table.lines:
            if line.number > head.line:
                for found in _Row(line, head, times).read():
                    if isinstance(found, SheetLesson):
                        lessons.append(found)
                    else:
                        faults.setdefault(found.params.get("period", (table.name, found.where)), found)
    if not headed:
        raise refuse("lesson_header_missing")
    return lessons, list(faults.values())


def _head(table: Table) -> Head | None:
    """The line, or pair of lines, that names most slots beside a person; None if none does."""
    best: Head | None = None
    lines = table.lines[:_SEARCHED]
    for index, line in enumerate(lines):
        for lower in (None, lines[index + 1] if index + 1 < len(lines) else None):
            head = _head_of(line, lower)
            if head and (best is None or len(head.slots) > len(best.slots)):
                best = head
    return best


def _head_of(upper: Line, lower: Line | None) -> Head | None:
    fields: dict[str, int] = {}
    slots: dict[int, Slot] = {}
    weekday: int | None = None
    for column in sorted({*upper.cells, *(lower.cells if lower else {})}):
        above, below = (line.cells[column].text if line and column in line.cells else "" for line in (upper, lower))
        field = _field(above) or _field(below)
        if field:
            fields.setdefault(field, column)
            continue
        top, under = read_slot(above), read_slot(below) if lower else None
        weekday = top.weekday if top else weekday if lower and not above else None
        slot = Slot(weekday, under.periods) if under and under.weekday is None else under or top
        if slot and (slot.weekday or "weekday" in fields):
            slots[column] = slot
    told = slots or {"weekday", "period"} <= fields.keys() or {"weekday", "starts", "ends"} <= fields.keys()
    if not told or not ({"staff_no", "name"} & fields.keys()):
        return None
    return Head(fields, slots, (lower or upper).number)


def _field(title: str) -> str | None:
    plain = plain_title(title)
    return next((field for field, titles in _FIELDS.items() if plain in titles), None)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row below the header."""

    line: Line
    head: Head
    times: Times

    def read(self) -> Iterator[SheetLesson | CellFault]:
        """The row's lessons and faults."""
        if not (self.text("staff_no") or self.text("name")):
            return
        weekday = read_weekday(self.text("weekday")) if "weekday" in self.head.fields else None
        if "weekday" in self.head.fields and weekday is None:
            yield self.fault("lesson_weekday_unreadable", "weekday", given=self.text("weekday"))
            return
        if not self.head.slots:
            yield from self._listed(weekday or 0)
        for column, slot in self.head.slots.items():
            text = self.line.cells[column].text.strip() if column in self.line.cells else ""
            if text not in _NOTHING:
                yield from self._slot(column, slot, slot.weekday or weekday or 0, text)

    def _slot(self, column: int, slot: Slot, weekday: int, text: str) -> Iterator[SheetLesson | CellFault]:
        """A filled cell of a grid: a lesson in each period of its column, or in the periods it names itself."""
        cell = f"{column_letters(column)}{self.line.number}"
        periods = slot.periods or read_periods(text)
        if periods is None:
            yield CellFault("lesson_period_unreadable", {"given": text[:20]}, self.line.number, cell)
            return
        yield from self._timed(weekday, periods, text if slot.periods else "", cell)

    def _listed(self, weekday: int) -> Iterator[SheetLesson | CellFault]:
        """A row that is one lesson: by its periods, or by its own times."""
        course = self.text("course")
        if self.text("period"):
            periods = read_periods(self.text("period"))
            if periods is None:
                yield self.fault("lesson_period_unreadable", "period", given=self.text("period")[:20])
            else:
                yield from self._timed(weekday, periods, course, self.address("period"))
            return
        starts, ends = read_clock(self.text("starts")), read_clock(self.text("ends"))
        for field, value in (("starts", starts), ("ends", ends)):
            if value is None:
                yield self.fault("absence_clock_unreadable", field, given=self.text(field)[:20])
        if starts and ends and ends <= starts:
            yield self.fault("absence_backwards", "ends")
        elif starts and ends:
            first, last = (clock.hour * 60 + clock.minute for clock in (starts, ends))
            yield self.lesson(weekday, None, (first, last), course, self.address("starts"))

    def _timed(
        self, weekday: int, periods: tuple[int, ...], course: str, cell: str
    ) -> Iterator[SheetLesson | CellFault]:
        for period in periods:
            if period in self.times:
                yield self.lesson(weekday, period, self.times[period], course, cell)
            else:
                yield CellFault("lesson_period_untimed", {"period": period}, self.line.number, cell)

    def lesson(self, weekday: int, period: int | None, times: tuple[int, int], course: str, cell: str) -> SheetLesson:
        """A lesson of this row's person."""
        who = self.text("staff_no"), self.text("name")
        return SheetLesson(*who, weekday, period, *times, course[:60], self.line.number, cell)

    def text(self, field: str) -> str:
        """The text of a field; empty where the sheet has no such column."""
        column = self.head.fields.get(field)
        return self.line.cells[column].text.strip() if column is not None and column in self.line.cells else ""

    def address(self, field: str) -> str:
        """Where a field stands."""
        return f"{column_letters(self.head.fields[field])}{self.line.number}" if field in self.head.fields else ""

    def fault(self, code: str, field: str, **params: object) -> CellFault:
        """A fault at a field's cell."""
        return CellFault(code, params, self.line.number, self.address(field))
