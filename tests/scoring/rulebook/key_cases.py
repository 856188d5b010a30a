"""The cases of `test_every_key.py`: a key as it is written, and what A comes to with it and without it."""

from dataclasses import dataclass

FIVE = {"A": (60, 80, "81.5", 90, 100)}
"""Mean 82.3, without the highest and the lowest 83.8333."""
DIVES = {"A/1": (60, 80, 100), "A/2": (70, 70, 73), "A/3": (90, 90, 90)}
"""Means of the rounds: 80, 71, 90."""


@dataclass(frozen=True)
class Case:
    """A key as it is written, in a rulebook that is otherwise the same, and the score of A with it and without it.

    `marks` are those of judges J1, J2, … by entry (and round after a slash), `lines` other lines of RESULTS. A score of
    "" is an entry that is blocked or has no result, None a rulebook or file that is refused.
    """

    written: str
    with_it: str | None
    without: str | None
    rules: str = ""
    marks: dict[str, tuple[object, ...]] | None = None
    lines: tuple[str, ...] = ()
    header: str = ""
    entries: str = ""
    judges: str = ""
    entry: str = "A"


def judged(written, with_it, without, rules="", marks=None, **more):
    """A case of `[judging]` without criteria."""
    return Case(written, with_it, without, rules, FIVE if marks is None and not more.get("lines") else marks, **more)


TWO = '[[criteria]]\ncode = "a"\nmaximum = 60\n{a}[[criteria]]\ncode = "b"\nmaximum = 40\n'


def rubric(written, with_it, without, marks, rules="", other=TWO, **more):
    """A case of the first criterion; `marks` are a's and b's by each judge."""
    lines = tuple(
        f"A,J{n},{code},{mark}" for n, both in enumerate(marks, 1) for code, mark in zip("ab", both, strict=True)
    )
    return Case(written, with_it, without, rules, None, lines, "entry,judge,criterion,mark", **more), other


def part(written, with_it, without, rules="", value="5", other=(), **more):
    """A case of a given part of A."""
    return Case(written, with_it, without, rules, None, (f"A,p,{value}", *other), "entry,part,value", **more)


def race(written, with_it, without, lines, rules="", columns="entry,result", **more):
    """A case of `[race]`."""
    return Case(written, with_it, without, rules, None, tuple(lines), columns, **more)


JUDGING = {
    "method": judged('method = "median"', "81.50", "83.83"),
    "drop": judged("drop = 2", "81.50", "83.83", "remaining = 1"),
    "rounding": judged('rounding = "each_stage"', "25.00", "25.15", "stage_decimals = 0\nmultiplier = 0.3"),
    "decimals": judged("decimals = 1", "83.8", "83.83"),
    "minimum_judges": judged("minimum_judges = 6", "", "83.83"),
    "total": judged("total = 90", None, "83.83"),
    "kept": judged('kept = "sum"', "251.50", "83.83"),
    "remaining": judged("remaining = 4", "", "83.83"),
    "drop_from": judged("drop_from = 6", "82.30", "83.83"),
    "rounding_mode": judged('rounding_mode = "down"', "83", "84", "decimals = 0"),
    "stage_decimals": judged("stage_decimals = 0", "42.00", "41.92", 'rounding = "each_stage"\nmultiplier = 0.5'),
    "multiplier": judged("multiplier = 0.5", "41.92", "83.83"),
    "weight": judged("weight = 0.7", "58.68", "83.83"),
    "difficulty": judged('difficulty = "add"', "86.83", "83.83", entries="entry,difficulty\nA,3\n"),
    "deductions": judged('deductions = "negative"', "82.83", None, entries="entry,deduction\nA,-1\n"),
    "minimum_score": judged("minimum_score = 0", "0.00", "-6.17", entries="entry,deduction\nA,90\n"),
    "zero_is_missing": judged(
        "zero_is_missing = true", "80.00", "60.00", 'method = "mean"', marks={"A": (0, 80, 80, 80)}
    ),
    "chief_counts": judged(
        "chief_counts = false",
        "80.00",
        "75.00",
        'method = "mean"',
        marks={"A": (60, 80, 80, 80)},
        judges="judge,chief\nJ1,yes\n",
    ),
    "recuse_own_department": judged(
        "recuse_own_department = false",
        "75.00",
        "80.00",
        'method = "mean"',
        marks={"A": (60, 80, 80, 80)},
        entries="entry,department\nA,D\n",
        judges="judge,department\nJ1,D\n",
    ),
    "remark_above": judged("remark_above = 30", "", "83.83"),
    "marks": judged('marks = "scores"', "4.00", "5.00", 'method = "rank_sum"', marks={"A": (2, 2, 1), "B": (1, 1, 2)}),
    "values": judged(
        "values = [5, 2]", "12", None, 'method = "value_table"\ndecimals = 0', marks={"A": (1, 1, 2), "B": (2, 2, 1)}
    ),
    "decay": judged(
        "decay = 0.5",
        "0.869",
        None,
        'method = "value_table"\nkept = "mean"\ndecimals = 3',
        marks={"A": (1, 1, 2), "B": (2, 2, 1)},
    ),
    "value_digits": judged(
        "value_digits = 1",
        "0.867",
        "0.869",
        'method = "value_table"\nkept = "mean"\ndecimals = 3\ndecay = 0.5',
        marks={"A": (1, 1, 2), "B": (2, 2, 1)},
    ),
    "base": judged(
        'base = "trimmed"',
        "83.83",
        "82.30",
        'method = "adjusted"',
        judges="judge,effect\n" + "".join(f"J{n},0\n" for n in range(1, 6)),
    ),
    "coefficient_decimals": judged(
        "coefficient_decimals = 2",
        "79.20",
        "79.06",
        'method = "panel_coefficient"\nrandom_draw = true',
        marks={"A": (80,) * 3, "B": (90,) * 3, "C": (81,) * 3, "D": (85,) * 3},
        entries="entry,room\nA,1\nB,1\nC,2\nD,2\n",
    ),
    "coefficient_without": judged(
        "coefficient_without = 1",
        "80.29",
        "79.46",
        'method = "panel_coefficient"\nrandom_draw = true',
        marks={"A": (80,) * 3, "B": (90,) * 3, "E": (84,) * 3, "C": (81,) * 3, "D": (85,) * 3, "F": ("84.6",) * 3},
        entries="entry,room\nA,1\nB,1\nE,1\nC,2\nD,2\nF,2\n",
    ),
    "random_draw": judged(
        "random_draw = true",
        "80.00",
        None,
        'method = "panel_coefficient"',
        marks={"A": (80,) * 3},
        entries="entry,room\nA,1\n",
    ),
    "better": judged('better = "lower"', "1", "2", marks={"A": (70,) * 5, "B": (80,) * 5}),
}
"""Of `better` the place is told."""
CRITERIA = {
    "maximum": rubric("maximum = 60", "50.00", None, [(30, 20)] * 3, other=TWO.replace("maximum = 60\n", "")),
    "step": rubric("step = 0.1", "50.10", None, [("30.1", 20)] * 3),
    "minimum": rubric("minimum = -5", "16.00", None, [(-4, 20)] * 3),
    "scale": rubric("scale = 3\nstep = 1", "60.00", "22.00", [(2, 20)] * 3),
    "weight": rubric("weight = 50", "35.00", None, [(30, 20)] * 3, "total = 70"),
    "factor": rubric("factor = 0.5", "35.00", None, [(30, 20)] * 3, "total = 70"),
    "drop": rubric(
        "drop = 0",
        "52.00",
        "51.00",
        [(30, 20), (31, 20), (35, 20)],
        'method = "trimmed"\ntrim = "criterion"\nremaining = 1',
    ),
}
PARTS = {
    "weight": part("weight = 2", "10.00", "5.00"),
    "maximum": part("maximum = 4", None, "5.00"),
    "minimum": part("minimum = -9", "-5.00", None, value="-5"),
    "decimals": part("decimals = 4", "5.1234", None, "decimals = 4", value="5.1234"),
    "scale": part('scale = "of_best"\nmaximum = 20', "10.00", "5.00", other=("B,p,10",)),
    "default": part("default = 7", "7.00", "", value="", entries="entry\nA\n"),
    "time": part("time = true", "65.00", None, value="1:05"),
    "times": part("times = 100", "498.00", "3.00", 'scale = "formula"\nfrom = 2'),
    "from": part("from = 2", "3.00", "5.00", 'scale = "formula"'),
    "each": part("each = -2", "10.00", "-5.00", 'scale = "formula"\nfrom = 10'),
    "exponent": part("exponent = 2", "25.00", "5.00", 'scale = "formula"'),
    "base": part("base = 60", "65.00", "5.00", 'scale = "formula"'),
    "steps": part("steps = [{from = 4, points = 8}]", "8.00", None, 'scale = "steps"'),
    "points_decimals": part("points_decimals = 0", "3.00", "2.50", 'scale = "formula"\neach = 0.5'),
    "points_rounding": part(
        'points_rounding = "down"', "2.00", "3.00", 'scale = "formula"\neach = 0.5\npoints_decimals = 0'
    ),
}
ROUNDS = {
    "combine": judged('combine = "mean"', "80.33", "241.00", marks=DIVES),
    "best": judged("best = 2", "170.00", "90.00", 'combine = "best"', marks=DIVES),
    "missing": judged('missing = "nothing"', "80.00", "", marks={"A/1": (80,) * 3, "B/1": (1,) * 3, "B/2": (1,) * 3}),
}
LIST = {
    "weight": judged("weight = 0.5", "201.00", "241.00", 'combine = "sum"', marks=DIVES),
    "set": judged('set = "s"', None, "90.00", 'combine = "best"', marks=DIVES),
    "carry": judged("carry = 0.1", "98.00", "90.00", 'combine = "last"', marks=DIVES),
}
RUN = ("A,12.34", "B,12.45")
RACE = {
    "measure": race('measure = "distance"', "1860", "31:00.0", ("A,1860",)),
    "better": race('better = "higher"', "2", "1", RUN),
    "precision": race("precision = 0.01", "12.34", "12.4", RUN),
    "rounding": race('rounding = "down"', "12.3", "12.4", RUN),
    "cut_off_minutes": race("cut_off_minutes = 1", "", "2", ("A,1:00.1", "B,59")),
    "unit": race('unit = "cm"', "7.85", None, ("A,7.85",), 'measure = "distance"'),
    "timing": race('timing = "watches"', "12.4", None, ("A,12.31,1", "A,12.35,2"), columns="entry,result,reader"),
    "tolerance": race(
        "tolerance = 20",
        "1865",
        None,
        ("A,1860,1", "A,1870,2"),
        'measure = "distance"\ntiming = "readers"',
        "entry,result,reader",
    ),
    "agreed": race(
        'agreed = "lower"',
        "1860",
        "1865",
        ("A,1860,1", "A,1870,2"),
        'measure = "distance"\ntiming = "readers"\ntolerance = 20',
        "entry,result,reader",
    ),
    "lap_seconds": race("lap_seconds = 75", "1:27.4", "", ("A,12.34,1",), columns="entry,result,laps"),
    "lap_metres": race(
        "lap_metres = 100", "1760", "", ("A,1860,1",), 'measure = "distance"', columns="entry,result,laps"
    ),
}
PLACES = ("better",)
"""Keys whose case tells A's place."""
SECTIONS = {
    "judging": JUDGING, "criteria": CRITERIA, "parts": PARTS, "rounds": ROUNDS, "rounds.list": LIST, "race": RACE,
}  # fmt: skip
