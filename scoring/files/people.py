"""ENTRIES and JUDGES files."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from scoring.errors import Fault, RuleFaults, refuse
from scoring.files.statuses import OUT_OF_A_CONTEST, read_status
from scoring.files.tables import Cell, Row, Source, read_table
from scoring.files.terms import TERM_COLUMNS, term_of
from scoring.groups.ages import AgeRule, latest_birth_date
from scoring.judged.sheet import Judge
from scoring.people import Entry, Gender, Person, PostCategory
from scoring.rulebook.laws import law_of
from scoring.rulebook.model import Rulebook
from scoring.status import Status
from scoring.values import half_width, parse_decimal, parse_signed

ENTRY_COLUMNS = (
    "entry",
    "group",
    "gender",
    "birth_date",
    "age",
    "post_category",
    "department",
    "room",
    "order",
    "person",
)
"""`order` is for start lists; it places nobody."""
LEAVING_COLUMNS = ("status", "reason")
"""Who is out of the contest and why, where the format lets ENTRIES say so."""
JUDGE_COLUMNS = ("judge", "department", "chief", "effect")
EFFECT_DECIMALS = 4
"""A judge's effect is in 1/10,000 mark."""
GENDER_WORDS = {
    Gender.MALE: ("male", "m", "男", "1"),
    Gender.FEMALE: ("female", "f", "女", "2"),
}
"""Words found in registration lists (practice.md 8.5)."""
POST_WORDS = {
    PostCategory.TEACHING: ("teaching", "教学"),
    PostCategory.MANAGEMENT: ("management", "管理"),
    PostCategory.SUPPORT: ("support", "教辅"),
    PostCategory.LOGISTICS: ("logistics", "工勤"),
}
YES_WORDS = ("yes", "true", "1", "y", "是")
NO_WORDS = ("", "no", "false", "0", "n", "否")
_PEOPLE = re.compile(r"\s*[;；]\s*")
"""What stands between several people of one entry."""
_DATE = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")

T = TypeVar("T")


def read_entries(source: Source, rulebook: Rulebook) -> tuple[Entry, ...]:
    """Return the entries of a contest.

    An `age` stands for full years on the rulebook's reference date; beside a birth date it must agree. Raises
    `RuleFaults` with all of: the faults of `read_table`, entry_empty, entry_duplicate, gender_word, post_word,
    date_form, age_not_a_number (and its kin), age_mismatch, status_unknown, those of `term_of`. Several lines of one
    entry are for its rounds and criteria; what else they say must agree (entry_differs).
    """
    faults: list[Fault] = []
    entries: dict[str, Entry] = {}
    seen: set[tuple[str, str, str]] = set()
    law = law_of(rulebook.format)
    counts = tuple(law.counts(rulebook))
    leaving = LEAVING_COLUMNS if law.may_leave else ()
    for row in read_table(source, (*ENTRY_COLUMNS, *TERM_COLUMNS, *leaving, *counts), ("entry",)):
        entry = replace(_entry(row, rulebook, faults), counts=_counts(row, counts, faults))
        if leaving:
            entry = replace(entry, status=_status(row["status"], faults), reason=row["reason"].text)
        line = (entry.code, row["round"].text, row["criterion"].text)
        if line in seen:
            faults.append(_at(Fault("entry_duplicate", {"entry": entry.code}), row["entry"]))
        seen.add(line)
        entries[entry.code] = _merged(entries.get(entry.code, entry), entry, row, faults)
        term = term_of(row, rulebook, faults)
        if term is not None:
            whole = entries[entry.code]
            entries[entry.code] = replace(whole, terms=(*whole.terms, term))
    if faults:
        raise RuleFaults(faults)
    return tuple(entries.values())


def _counts(row: Row, names: Sequence[str], faults: list[Fault]) -> dict[str, int]:
    """Return the whole numbers a format reads of an entry; an empty cell stays unknown."""
    found = {name: read_cell(row[name], optional(_count), None, faults) for name in names}
    return {name: number for name, number in found.items() if number is not None}


def _status(cell: Cell, faults: list[Fault]) -> Status:
    """Read who is out of the contest; an empty cell is somebody who takes part."""
    return read_cell(cell, optional(lambda text: read_status(text, OUT_OF_A_CONTEST)), None, faults) or Status.FIN


def _count(text: str) -> int:
    return parse_decimal(text, 0, "count")


def _merged(first: Entry, again: Entry, row: Row, faults: list[Fault]) -> Entry:
    """Return the entry as its first line has it; another line may leave a cell empty but not contradict it."""
    same = first is again or (
        again.department in ("", first.department)
        and again.group in (None, first.group)
        and again.room in ("", first.room)
        and again.person in (Person(), first.person)
        and again.counts in ({}, first.counts)
        and again.persons in (frozenset(), first.persons)
        and again.status in (Status.FIN, first.status)
    )
    if not same:
        faults.append(_at(Fault("entry_differs", {"entry": again.code}), row["entry"]))
    return first


def read_judges(path: Path) -> tuple[Judge, ...]:
    """Return the panel; raises `RuleFaults`: as `read_table`, judge_empty, judge_duplicate, yes_or_no."""
    faults: list[Fault] = []
    judges: dict[str, Judge] = {}
    for row in read_table(path, JUDGE_COLUMNS, ("judge",)):
        code = read_cell(row["judge"], named("judge"), "", faults)
        if code in judges:
            faults.append(_at(Fault("judge_duplicate", {"judge": code}), row["judge"]))
        effect = read_cell(row["effect"], optional(_effect), None, faults)
        judges[code] = Judge(code, row["department"].text, read_cell(row["chief"], yes_or_no, False, faults), effect)
    if faults:
        raise RuleFaults(faults)
    return tuple(judges.values())


def read_cell(cell: Cell, read: Callable[[str], T], stopgap: T, faults: list[Fault]) -> T:
    """Return what `read` makes of the cell; a refusal is collected with the cell's place."""
    try:
        return read(cell.text)
    except RuleFaults as refused:
        faults += [_at(fault, cell) for fault in refused.faults]
        return stopgap


def named(kind: str) -> Callable[[str], str]:
    """Read a code that must be there: `{kind}_empty`."""

    def read(text: str) -> str:
        if not text:
            raise refuse(f"{kind}_empty")
        return text

    return read


def _at(fault: Fault, cell: Cell) -> Fault:
    return Fault(fault.code, fault.params, fault.where, cell.line, cell.column)


def _entry(row: Row, rulebook: Rulebook, faults: list[Fault]) -> Entry:
    birth_date = read_cell(row["birth_date"], optional(_date), None, faults)
    age = read_cell(row["age"], optional(_age), None, faults)
    gender = read_cell(row["gender"], optional(_gender), None, faults)
    post = read_cell(row["post_category"], optional(_post), None, faults)
    if age is not None and rulebook.age_rule is not None:
        birth_date = _born(birth_date, age, rulebook.age_rule, row["age"], faults)
    return Entry(
        code=read_cell(row["entry"], named("entry"), "", faults),
        department=row["department"].text,
        group=row["group"].text or None,
        person=Person(gender, birth_date, post),
        room=row["room"].text,
        persons=frozenset(part for part in _PEOPLE.split(row["person"].text) if part),
    )


def _born(birth_date: date | None, age: int, rule: AgeRule, cell: Cell, faults: list[Fault]) -> date:
    """Return the birth date, or where only the age is known the latest one that has it: the groups are the same."""
    latest = latest_birth_date(age, rule)
    if birth_date is None:
        return latest
    if not latest_birth_date(age + 1, rule) < birth_date <= latest:
        faults.append(_at(Fault("age_mismatch", {"age": age, "birth_date": birth_date.isoformat()}), cell))
    return birth_date


def optional(read: Callable[[str], T]) -> Callable[[str], T | None]:
    """Read an empty cell as None."""
    return lambda text: read(text) if text else None


def _date(text: str) -> date:
    match = _DATE.fullmatch(half_width(text).replace(" ", ""))
    if match is not None:
        with suppress(ValueError):
            return date(int(match[1]), int(match[2]), int(match[3]))
    raise refuse("date_form", value=text[:40])


def _effect(text: str) -> int:
    return parse_signed(text, EFFECT_DECIMALS)


def _age(text: str) -> int:
    age = parse_decimal(text, 0, "age")
    if age > 150:
        raise refuse("age_not_a_number", value=text[:40])
    return age


def _word(words: Mapping[T, tuple[str, ...]], code: str) -> Callable[[str], T]:
    """Read one of the words, in any case."""

    def read(text: str) -> T:
        plain = half_width(text).lower()
        for meaning, forms in words.items():
            if plain in forms:
                return meaning
        raise refuse(code, value=text[:40], choices=", ".join(form for forms in words.values() for form in forms[:2]))

    return read


def _gender(text: str) -> Gender:
    return _word(GENDER_WORDS, "gender_word")(text)


def _post(text: str) -> PostCategory:
    return _word(POST_WORDS, "post_word")(text)


def yes_or_no(text: str) -> bool:
    """Read a word of agreement or refusal; empty is no: yes_or_no (value)."""
    plain = half_width(text).lower()
    if plain not in YES_WORDS + NO_WORDS:
        raise refuse("yes_or_no", value=text[:40])
    return plain in YES_WORDS
