"""All entries of a judged contest: sheets sorted to entries, own-department judges set aside, scores made."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.errors import Fault
from scoring.judged.panel import PanelScore, score_entry
from scoring.judged.rubric import check_marks
from scoring.judged.sheet import Judge, Sheet, SheetState
from scoring.people import Entry
from scoring.results import JudgedResults
from scoring.rulebook.model import Criterion, Judging, Rulebook


@dataclass(frozen=True, slots=True)
class JudgedScores:
    """The score of every entry, and what is wrong with the sheets."""

    scores: Mapping[str, PanelScore]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def score_judged(rulebook: Rulebook, judging: Judging, results: JudgedResults) -> JudgedScores:
    """Return the scores of all entries.

    Faults: those of `check_marks` and `score_entry` (with entry and judge), entry_unknown, sheet_duplicate. Warning:
    recused_own_department where a judge of the entrant's department had given marks; they do not count (回避,
    practice.md 5.3).
    """
    known = {entry.code: entry for entry in results.entries}
    judges = {judge.code: judge for judge in results.judges}
    criteria = {criterion.code: criterion for criterion in rulebook.rubric}
    sheets: dict[str, dict[str, Sheet]] = defaultdict(dict)
    faults: list[Fault] = []
    warnings: list[Fault] = []
    for sheet in sorted(results.sheets, key=lambda sheet: (sheet.entry, sheet.judge)):
        if sheet.entry not in known:
            faults.append(_about("entry_unknown", sheet))
        elif sheet.judge in sheets[sheet.entry]:
            faults.append(_about("sheet_duplicate", sheet))
        else:
            standing = recuse(sheet, judges.get(sheet.judge), known[sheet.entry], judging)
            if standing is not sheet and sheet.state is SheetState.GIVEN:
                warnings.append(_about("recused_own_department", sheet))
            sheets[sheet.entry][sheet.judge] = standing
            faults += _sheet_faults(standing, criteria)
    scores = {code: score_entry(code, list(sheets[code].values()), rulebook.rubric, judging) for code in known}
    faults += [fault for code in sorted(scores) for fault in scores[code].faults]
    return JudgedScores(scores, tuple(faults), tuple(warnings))


def recuse(sheet: Sheet, judge: Judge | None, entry: Entry, judging: Judging) -> Sheet:
    """Return the sheet as it counts: recused when the judge belongs to a department of the entry's authors."""
    if not judging.recuse_own_department or judge is None or judge.department not in entry.departments:
        return sheet
    return replace(sheet, state=SheetState.RECUSED)


def chief_codes(judges: Sequence[Judge]) -> frozenset[str]:
    """Return the codes of the chief judges (评委组长)."""
    return frozenset(judge.code for judge in judges if judge.chief)


def _about(code: str, sheet: Sheet) -> Fault:
    return Fault(code, {"entry": sheet.entry, "judge": sheet.judge})


def _sheet_faults(sheet: Sheet, criteria: Mapping[str, Criterion]) -> list[Fault]:
    """Return the faults of a sheet's marks, with the sheet named; what is missing the panel reports in its own way."""
    found = check_marks(sheet.marks, criteria) if sheet.state is SheetState.GIVEN else ()
    return [replace(fault, params={**fault.params, "entry": sheet.entry, "judge": sheet.judge}) for fault in found]
