"""A save that comes twice is done once."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests.web.judging.scenes import a_scene, marks, stored
from web.db.models import SheetOperation
from web.services import judging
from web.services.act import Act
from web.services.judging import Operation
from web.services.refusals import Conflict, Refusal

NUMBER = "0193a5c2-0000-7000-8000-000000000001"


def test_the_same_operation_gets_the_same_answer_even_after_later_saves(act: Act) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    operation = Operation(NUMBER, 0, marks(800, None), "好")
    first = judging.save_once(act, sheet, operation)
    assert first == {"version": 1, "marked": 1, "saved_at": int(act.now.timestamp())}
    judging.save_marks(act, sheet, marks(100, 200), 1)
    assert judging.save_once(act, sheet, operation) == first
    assert (stored(sheet), sheet.version) == ({"T1": 100, "T2": 200}, 2)
    assert act.session.scalar(select(func.count()).select_from(SheetOperation)) == 1


def test_the_same_number_with_other_marks_is_refused(act: Act) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    judging.save_once(act, sheet, Operation(NUMBER, 0, marks(800, None)))
    with pytest.raises(Conflict) as refused:
        judging.save_once(act, sheet, Operation(NUMBER, 1, marks(900, None)))
    assert [fault.code for fault in refused.value.faults] == ["operation_reused"]
    assert stored(sheet) == {"T1": 800}


def test_one_number_may_be_used_on_two_sheets(act: Act) -> None:
    scene = a_scene(act)
    for entry in (0, 1):
        judging.save_once(act, scene.sheet(act, 0, entry), Operation(NUMBER, 0, marks(800, None)))
    assert [stored(scene.sheet(act, 0, entry)) for entry in (0, 1)] == [{"T1": 800}, {"T1": 800}]


def test_a_stale_operation_is_a_conflict_and_is_not_remembered(act: Act) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    judging.save_marks(act, sheet, marks(800, 900), 0)
    with pytest.raises(Conflict) as refused:
        judging.save_once(act, sheet, Operation(NUMBER, 0, marks(100, 100)))
    assert [fault.code for fault in refused.value.faults] == ["sheet_changed"]
    assert act.session.scalar(select(func.count()).select_from(SheetOperation)) == 0


@pytest.mark.parametrize("number", ["", "short", "x" * 37, "0193a5c2 0000", "零一二三四五六七八"])
def test_an_operation_needs_a_number(act: Act, number: str) -> None:
    sheet = a_scene(act).sheet(act, 0, 0)
    with pytest.raises(Refusal) as refused:
        judging.save_once(act, sheet, Operation(number, 0, marks(800, None)))
    assert [fault.code for fault in refused.value.faults] == ["operation_malformed"]
