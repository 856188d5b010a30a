"""Plain builders: a test sets only what matters to it."""

from collections.abc import Sequence

from scoring import Entry, Hundredths, Judge, JudgedResults, Millis, RaceResult, RaceResults, Rulebook, Sheet, parse
from scoring.rulebook import Criterion, Judging

HUNDRED = (Criterion("A", "甲", Hundredths(6000)), Criterion("B", "乙", Hundredths(4000)))


def judged_rulebook(body: str = "", *, judging: str = 'method = "mean"\nminimum_judges = 1') -> Rulebook:
    return parse(
        f"""
name = "试评"
format = "judged"
[judging]
{judging}
[[criteria]]
code = "A"
name = "甲"
maximum = 60
[[criteria]]
code = "B"
name = "乙"
maximum = 40
{body}
"""
    )


def race_rulebook(body: str = "", *, race: str = 'measure = "time"\nprecision = 0.1') -> Rulebook:
    return parse(f'name = "试跑"\nformat = "race"\n[race]\n{race}\n{body}\n')


def sheet(entry: str, judge: str, a: int, b: int = 0) -> Sheet:
    """A given sheet; `a` and `b` are whole hundredths."""
    return Sheet(entry, judge, marks={"A": Hundredths(a), "B": Hundredths(b)})


def judged(marks: dict[str, Sequence[int]], judges: Sequence[Judge] = (), **more: object) -> JudgedResults:
    """Totals by entry, one number for each of J1, J2, …, put on criterion A up to 60 and the rest on B."""
    sheets = [
        sheet(entry, f"J{number}", min(total, 6000), max(total - 6000, 0))
        for entry, totals in marks.items()
        for number, total in enumerate(totals, 1)
    ]
    return JudgedResults(tuple(Entry(code) for code in marks), tuple(judges), tuple(sheets), **more)  # type: ignore[arg-type]


def raced(times: dict[str, int]) -> RaceResults:
    return RaceResults(tuple(map(Entry, times)), tuple(RaceResult(code, Millis(time)) for code, time in times.items()))


def judging(**changes: object) -> Judging:
    return Judging(**{"minimum_judges": 1, **changes})  # type: ignore[arg-type]
