"""Invent the worked example: run `python examples/make_example.py`; the same files come out on every run."""

from __future__ import annotations

import random
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from examples.making.entries import entries_book, invent_entries  # noqa: E402
from examples.making.faults import Wrong, faults_book, wrong_rows  # noqa: E402
from examples.making.marks import choose_judges, save_judges, save_marks  # noqa: E402
from examples.making.people import invent_staff  # noqa: E402
from examples.making.results import save_lessons, save_results  # noqa: E402
from examples.making.rosters import staff_book  # noqa: E402
from examples.making.sheets import save_book  # noqa: E402

SEED = 20261127
"""Any number would do, but it must stay the same."""
_TABLE = "<!-- faults -->"


def make(folder: Path) -> None:
    """Write every file of the example but competition.toml and the rulebooks, which are written by hand."""
    dice = random.Random(SEED)  # noqa: S311 - invents people, guards nothing
    staff = invent_staff(dice)
    save_book(staff_book(staff), folder / "staff.xlsx")
    rows = wrong_rows(staff)
    save_book(faults_book(rows), folder / "staff_with_faults.xlsx")
    judges = choose_judges(staff)
    save_judges(folder / "judges.csv", judges)
    entries = invent_entries(dice, staff, frozenset(judge.staff_no for judge in judges))
    save_book(entries_book(entries), folder / "entries.xlsx")
    save_lessons(folder / "lessons.csv", dice, entries)
    save_marks(folder / "marks.csv", dice, HERE / "rulebooks", judges, entries)
    save_results(folder / "results.csv", dice, entries)
    if (folder / "README.md").exists():
        _document(folder / "README.md", rows)


def _document(readme: Path, rows: list[Wrong]) -> None:
    """Renew the table of the faults made on purpose."""
    columns = {"staff_no": "A", "name": "B", "gender": "C", "identity": "E", "birth_date": "F", "campus": "G"}
    columns |= {"department": "H", "post": "J"}
    lines = ["| cell | code | what is wrong |", "|---|---|---|"]
    lines += [f"| {columns[one.column]}{one.row} | `{one.code}` | {one.about} |" for one in rows if one.code]
    before, _, rest = readme.read_text(encoding="utf-8").partition(_TABLE)
    _, _, after = rest.partition(_TABLE)
    readme.write_text(f"{before}{_TABLE}\n" + "\n".join(lines) + f"\n{_TABLE}{after}", encoding="utf-8")


if __name__ == "__main__":
    make(HERE)
