"""Full-width marks, quotes, balanced headings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from web.printing.typography import balanced, set_quotes, widened


def test_marks_among_characters_are_widened_and_figures_keep_theirs() -> None:
    assert widened("51周岁(不含)以下,时间8:30,共1,860米;备注:(A)组!") == (
        "51周岁（不含）以下，时间8:30，共1,860米；备注：（A）组！"
    )


def test_a_bracket_is_never_widened_on_one_side_only() -> None:
    assert [widened(text) for text in ("H(A)X", "(女子51+)组", "甲(51)")] == ["H(A)X", "（女子51+）组", "甲（51）"]


def test_quotes_are_wrapped_and_everything_else_escaped() -> None:
    assert str(set_quotes("“<b>”")) == '<span class="quote">“</span>&lt;b&gt;<span class="quote">”</span>'


@given(st.text("职工竞赛成绩公告、《》“”（）2026年", min_size=1, max_size=90), st.integers(8, 30))
def test_a_balanced_heading_keeps_its_text_within_the_measure(text: str, most: int) -> None:
    lines = balanced(text, most)
    assert "".join(lines) == text
    assert max(len(line) for line in lines) <= most


def test_a_balanced_heading_has_lines_of_like_length_that_start_with_no_mark() -> None:
    lines = balanced("2026年“践行群众路线、提升服务质量”论文评比与职工文体竞赛成绩公告", 20)
    assert lines == ["2026年“践行群众路线、提升服务质", "量”论文评比与职工文体竞赛成绩公告"]
