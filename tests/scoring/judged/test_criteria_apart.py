"""A tie asks for single criteria; what it is told is what the whole account of the panel says."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Hundredths, Sheet, SheetState
from scoring.judged.panel import appraise, score_entry
from scoring.judged.scheme import Scheme
from scoring.rulebook import Criterion, Method, Rounding, Trim
from scoring.rulebook.judging import Base
from tests.scoring.builders import judging

TWO = (Criterion("A", "甲", Hundredths(300)), Criterion("B", "乙", Hundredths(200), factor=Fraction(3, 2)))
MARK = st.sampled_from([0, 50, 100, 150, 200])
"""Few different marks, so that totals are often equal."""


@st.composite
def sheets(draw):
    found = []
    for number in range(draw(st.integers(0, 8))):
        state = draw(st.sampled_from([SheetState.GIVEN] * 5 + [SheetState.ABSENT, SheetState.RECUSED]))
        marks = {code: Hundredths(draw(MARK)) for code in "AB" if draw(st.integers(0, 9))}
        found.append(Sheet("E", f"J{number}", state, marks if state is SheetState.GIVEN else {}))
    return found


@pytest.mark.parametrize("trim", Trim)
@pytest.mark.parametrize("rounding", Rounding)
@given(sheets=sheets(), drop=st.integers(1, 2), method=st.sampled_from([Method.MEAN, Method.TRIMMED, Method.MEDIAN]))
def test_one_criterion_is_what_the_whole_account_says(trim, rounding, sheets, drop, method):
    rules = judging(method=method, drop=drop, trim=trim, rounding=rounding, remaining=1)
    score = score_entry("E", sheets, TWO, rules)
    alone = {code: score.criterion(code) for code in "ABC"}
    whole = score_entry("E", sheets, TWO, rules).criteria
    assert alone == {code: whole.get(code, 0) for code in "ABC"}
    assert score.criteria == whole


@given(sheets=sheets(), offset=st.integers(-9_000, 9_000))
def test_corrected_and_set_aside_judges_keep_the_same_marks(sheets, offset):
    rules = judging(method=Method.ADJUSTED, base=Base.TRIMMED, remaining=1)
    scheme = Scheme(rules, TWO, offsets={"J0": offset, "J1": 5_000}, aside=frozenset({"J2"}))
    detail = appraise("E", sheets, scheme).detail
    assert {code: detail.criterion(code) for code in "AB"} == {code: detail().criteria.get(code) for code in "AB"}
