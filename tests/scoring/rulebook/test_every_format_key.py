"""Keys of ballots, indexes, tallies, ranking and awards decide: with each and without it, worked out by hand."""

import csv
import re

import pytest

from scoring.__main__ import main
from tests.scoring.rulebook.format_key_cases import CASES

SLOT = re.compile(r"\{([a-z_]+)\}")


def document(case, written):
    """The rulebook with what is written in its place; other places hold what the case says, or nothing."""
    text = case.document
    for _ in range(3):
        text = SLOT.sub(lambda found: {**case.others, case.slot: written}.get(found[1], ""), text)
    return text


def told(folder, case, written):
    """What the command says of A in the case's column; None where something is refused."""
    files = {"r.toml": document(case, written), "r.csv": case.results, "e.csv": case.entries}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    more = ["--entries", str(folder / "e.csv")] if case.entries else []
    out = folder / "p.csv"
    out.unlink(missing_ok=True)
    main(["rank", str(folder / "r.toml"), str(folder / "r.csv"), *more, "--output", str(out)])
    if not out.exists():
        return None
    with out.open(encoding="utf-8") as lines:
        row = next(row for row in csv.DictReader(lines) if row["entry"] == "A")
    return row.get(case.column) if row["status"] == "FIN" else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_each_key_decides(case, tmp_path, capsys):
    found = (told(tmp_path, case, case.written), told(tmp_path, case, ""))
    assert found == (case.with_it, case.without), capsys.readouterr().err
