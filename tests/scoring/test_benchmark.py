"""The benchmark compares like with like: three ways of scoring the same contest, one of them inexact."""

import pytest

from benchmarks.scoring import others
from benchmarks.scoring.__main__ import main, ours
from benchmarks.scoring.contest import draw


@pytest.mark.parametrize("seed", [1, 2])
def test_decimal_and_whole_numbers_agree_with_ours_and_floats_do_not(seed):
    drawn = draw(800, seed)
    exact = ours(drawn)
    assert others.decimals(drawn.marks) == exact
    assert others.integers(drawn.marks) == exact
    floats = others.floats(drawn.marks)
    assert sum(1 for mine, right in zip(floats, exact, strict=True) if mine[0] != right[0]) > 5


def test_the_tables_name_every_way_with_its_errors(capsys):
    main(["--entries", "60", "--only", "scores"])
    rows = [line.split("|") for line in capsys.readouterr().out.splitlines() if line.startswith("| ")]
    assert [row[1].strip() for row in rows[1:]] == [
        "ours: rank() with every rule, state and reason",
        "plain Decimal code",
        "NumPy, floats",
        "NumPy, whole numbers",
    ]
    assert [row[4].strip() for row in (rows[1], rows[2], rows[4])] == ["0", "0", "0"]
