"""The reader of printed files itself: it must see what a print shop would send back."""

from __future__ import annotations

import pytest
import weasyprint

from tests.journeys.paper import Award, print_faults

_UNASSIGNED = "\u0378"


def _pdf(text: str, family: str) -> bytes:
    made: bytes = weasyprint.HTML(string=f"<p style='font-family: {family}'>{text}</p>").write_pdf()
    return made


@pytest.mark.parametrize("family", ["LXGW WenKai", "Noto Serif CJK SC"])
def test_a_box_instead_of_a_character_is_noticed(family: str) -> None:
    assert print_faults(_pdf("王 好", family)) == []
    assert print_faults(_pdf(f"王{_UNASSIGNED} 好", family)) == ["page 1 draws a missing glyph"]


def test_a_face_that_is_not_on_the_shelf_is_noticed() -> None:
    (fault,) = print_faults(_pdf("abc", "DejaVu Sans"))
    assert fault.endswith("+DejaVu-Sans is not on the shelf")


def test_a_wrong_name_or_prize_on_a_certificate_is_noticed() -> None:
    page = "荣 誉 证 书张明、李芳同志：在“2026年新教案评比（试行）”活动中，荣获二等奖。"
    assert Award(("张明", "李芳"), "二等奖", "新教案评比(试行)").missing_on(page) == []
    assert Award(("张明", "王伟"), "一等奖", "论文评比").missing_on(page) == ["王伟", "荣获一等奖", "论文评比"]
