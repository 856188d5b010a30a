"""评分标准: is this mark allowed?"""

from collections.abc import Mapping, Sequence

from scoring.errors import Fault
from scoring.judged.sheet import Sheet, SheetState
from scoring.rulebook.model import Criterion
from scoring.values import Hundredths, format_mark


def check_mark(mark: int, criterion: Criterion) -> tuple[Fault, ...]:
    """Return what is wrong with a mark: mark_negative, mark_below_minimum (minimum), mark_above_maximum (maximum),
    mark_off_step (step).

    >>> from scoring.values import Hundredths
    >>> check_mark(1525, Criterion("T1", "目标", Hundredths(1500)))[0].code
    'mark_above_maximum'
    """
    faults = []
    if mark < 0 <= criterion.minimum:
        faults.append(_fault("mark_negative", mark, criterion))
    elif mark < criterion.minimum:
        faults.append(_fault("mark_below_minimum", mark, criterion, minimum=format_mark(criterion.minimum)))
    if mark > criterion.top:
        faults.append(_fault("mark_above_maximum", mark, criterion, maximum=format_mark(criterion.top)))
    elif mark % criterion.step:
        faults.append(_fault("mark_off_step", mark, criterion, step=format_mark(criterion.step)))
    return tuple(faults)


def check_sheet(sheet: Sheet, criteria: Sequence[Criterion]) -> tuple[Fault, ...]:
    """Return every fault of a sheet that is to be sealed: those of its marks, criterion_unknown and mark_missing.

    A sheet that isn't `given` carries no marks, so it has no faults.
    """
    if sheet.state is not SheetState.GIVEN:
        return ()
    known = {criterion.code: criterion for criterion in criteria}
    missing = [code for code in known if code not in sheet.marks]
    return (
        *check_marks(sheet.marks, known),
        *(Fault("mark_missing", {"criterion": code}, where=code) for code in missing),
    )


def check_marks(marks: Mapping[str, Hundredths], known: Mapping[str, Criterion]) -> tuple[Fault, ...]:
    """Return the faults of marks by criterion code: those of `check_mark`, and criterion_unknown."""
    faults: list[Fault] = []
    for code, mark in marks.items():
        criterion = known.get(code)
        if criterion is None:
            faults.append(Fault("criterion_unknown", {"criterion": code}, where=code))
        elif not criterion.minimum <= mark <= criterion.top or mark % criterion.step:
            faults += check_mark(mark, criterion)
    return tuple(faults)


def total_of(sheet: Sheet, criteria: Sequence[Criterion]) -> Hundredths | None:
    """Return the sheet's total, or None when a criterion is not marked: a missing mark is never 0."""
    if sheet.state is not SheetState.GIVEN:
        return None
    marks = [sheet.marks.get(criterion.code) for criterion in criteria]
    given = [mark for mark in marks if mark is not None]
    return Hundredths(sum(given)) if len(given) == len(marks) else None


def _fault(code: str, mark: int, criterion: Criterion, **params: str) -> Fault:
    return Fault(code, {"criterion": criterion.code, "mark": format_mark(mark), **params}, where=criterion.code)
