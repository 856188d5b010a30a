"""Sheets sorted to entries and rounds: what is wrong with them, who stands aside, which marks are missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from operator import itemgetter

from scoring.errors import Fault
from scoring.judged.rubric import check_marks
from scoring.judged.sheet import Judge, Sheet, SheetState
from scoring.people import Entry
from scoring.rulebook.judging import Criterion, Judging
from scoring.rulebook.model import Rulebook
from scoring.rulebook.reading import nearest
from scoring.values import Hundredths

Performances = Mapping[str, Mapping[str, Sequence[Sheet]]]
"""The sheets by round and entry."""
GIVEN = SheetState.GIVEN


@dataclass(frozen=True, slots=True)
class Sorted:
    """The sheets as they count, with faults and warnings."""

    performances: Performances
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def sort_sheets(
    rulebook: Rulebook, judging: Judging, entries: Sequence[Entry], judges: Sequence[Judge], sheets: Sequence[Sheet]
) -> Sorted:
    """Return the sheets by round and entry.

    Faults: those of `check_marks` (with entry and judge), entry_unknown, sheet_duplicate. Warning:
    recused_own_department where a judge of the entrant's department had given marks; they do not count (回避,
    practice.md 5.3).
    """
    known = {entry.code: entry for entry in entries}
    found: dict[str, dict[str, list[Sheet]]] = defaultdict(lambda: defaultdict(list))
    plain = found[""]
    for sheet in _without_zeros(sheets) if judging.zero_is_missing else sheets:
        (found[sheet.round] if sheet.round else plain)[sheet.entry].append(sheet)
    if not plain:
        del found[""]
    faults: list[Fault] = []
    warnings: list[Fault] = []
    own = _own_judges(judges) if judging.recuse_own_department else {}
    for performances in found.values():
        strangers = [code for code in performances if code not in known]
        faults += [_about("entry_unknown", sheet) for code in strangers for sheet in performances.pop(code)]
        for code in performances if own else ():
            aside = set().union(*(own.get(department, ()) for department in known[code].departments))
            performances[code] = _recused(performances[code], aside, warnings) if aside else performances[code]
    faults += _mark_faults(found, {criterion.code: criterion for criterion in rulebook.rubric})
    for performances in found.values():
        for code, mine in performances.items():
            if len({sheet.judge for sheet in mine}) < len(mine):
                performances[code] = _once(mine, faults)
    return Sorted(found, tuple(sorted(faults, key=_place)), tuple(sorted(warnings, key=_place)))


def _own_judges(judges: Sequence[Judge]) -> dict[str, set[str]]:
    """Return the judges of every department."""
    found: dict[str, set[str]] = defaultdict(set)
    for judge in judges:
        if judge.department:
            found[judge.department].add(judge.code)
    return found


def _recused(sheets: Sequence[Sheet], aside: set[str], warnings: list[Fault]) -> list[Sheet]:
    mine = [sheet for sheet in sheets if sheet.judge in aside]
    warnings += [_about("recused_own_department", sheet) for sheet in mine if sheet.state is GIVEN]
    return [replace(one, state=SheetState.RECUSED) if one.judge in aside else one for one in sheets]


def _once(sheets: Sequence[Sheet], faults: list[Fault]) -> list[Sheet]:
    """Keep the first of several sheets of one judge; which one is first depends on the marks alone."""
    ordered = sorted(sheets, key=lambda sheet: (sheet.judge, sheet.state, sorted(sheet.marks.items())))
    kept: dict[str, Sheet] = {}
    for sheet in ordered:
        if sheet.judge in kept:
            faults.append(_about("sheet_duplicate", sheet))
        kept.setdefault(sheet.judge, sheet)
    return list(kept.values())


def _without_zeros(sheets: Iterable[Sheet]) -> list[Sheet]:
    """Return the sheets with zeros taken for missing marks; a sheet of nothing else is absent (ISU data)."""
    found = []
    for sheet in sheets:
        marks = {code: mark for code, mark in sheet.marks.items() if mark}
        empty = sheet.state is GIVEN and not marks and bool(sheet.marks)
        found.append(replace(sheet, marks=marks, state=SheetState.ABSENT if empty else sheet.state))
    return found


def _mark_faults(performances: dict[str, dict[str, list[Sheet]]], criteria: Mapping[str, Criterion]) -> list[Fault]:
    """Check every different mark once; only where one is wrong are the sheets gone through.

    A mark of a criterion that isn't in the rubric is taken off the sheet.
    """
    marks = [sheet.marks for of_round in performances.values() for mine in of_round.values() for sheet in mine]
    if not any(check_marks({code: mark}, criteria) for code, mark in _different(marks, criteria)):
        return []
    faults: list[Fault] = []
    for of_round in performances.values():
        for code, mine in sorted(of_round.items()):
            faults += [fault for sheet in sorted(mine, key=_judge) for fault in _sheet_faults(sheet, criteria)]
            of_round[code] = [_within(sheet, criteria) for sheet in mine]
    return faults


def _different(
    marks: Sequence[Mapping[str, Hundredths]], criteria: Mapping[str, Criterion]
) -> Iterable[tuple[str, Hundredths]]:
    """Return every different mark of every criterion; where all sheets are complete, criterion by criterion."""
    if set(map(len, marks)) == {len(criteria)}:
        with suppress(KeyError):
            return [(code, mark) for code in criteria for mark in set(map(itemgetter(code), marks))]
    return {found for one in marks for found in one.items()}


def _within(sheet: Sheet, criteria: Mapping[str, Criterion]) -> Sheet:
    marks = {code: mark for code, mark in sheet.marks.items() if code in criteria}
    return sheet if len(marks) == len(sheet.marks) else replace(sheet, marks=marks)


def _judge(sheet: Sheet) -> str:
    return sheet.judge


def _place(fault: Fault) -> tuple[str, str]:
    return str(fault.params["entry"]), str(fault.params["judge"])


def _about(code: str, sheet: Sheet) -> Fault:
    return Fault(code, {"entry": sheet.entry, "judge": sheet.judge})


def _sheet_faults(sheet: Sheet, criteria: Mapping[str, Criterion]) -> list[Fault]:
    """Return the faults of a sheet's marks, with the sheet named; what is missing the panel reports in its own way."""
    found = check_marks(sheet.marks, criteria) if sheet.state is GIVEN else ()
    return [replace(fault, params={**fault.params, "entry": sheet.entry, "judge": sheet.judge}) for fault in found]


def round_faults(rulebook: Rulebook, found: Iterable[str]) -> list[Fault]:
    """Return round_unknown (round, nearest) for every round the rulebook doesn't have; without `[rounds]` any."""
    listed = [one.code for one in rulebook.round_list]
    if rulebook.rounds is not None and not listed:
        return []
    known = listed or [""]
    return [
        Fault("round_unknown", {"round": code, "nearest": nearest(code, listed)})
        for code in sorted(set(found) - {*known, ""})
    ]
