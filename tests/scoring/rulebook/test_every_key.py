"""Every key of judged contests and races decides: one small contest with it and without it, both worked out by hand."""

import csv

import pytest

from scoring.__main__ import main
from scoring.rulebook.laws import LAWS
from scoring.rulebook.model import Format
from tests.scoring.rulebook.key_cases import PLACES, SECTIONS

ELSEWHERE = {
    "trim", "levels", "advance", "fastest", "advance_ties", "heights", "distance_metres", "duration_minutes",
}  # fmt: skip
"""`trim`, `levels`, heats and heights have tests of their own; distances and durations are for notices."""


def documents(section, case, other):
    """The rulebook with the key and without it."""
    head = f'name = "x"\nformat = "{"race" if section == "race" else "judged"}"\n'
    usual = 'method = "mean"\n'
    for written in (case.written, ""):
        if section == "judging":
            yield head + f"[judging]\n{case.rules}\n{written}\n"
        elif section == "criteria":
            judging = case.rules if "method" in case.rules else usual + case.rules
            yield head + f"[judging]\n{judging}\n" + other.format(a=written + "\n")
        elif section == "parts":
            own, judging = (
                (case.rules, "") if "decimals" not in case.rules or "scale" in case.rules else ("", case.rules)
            )
            yield head + f'[judging]\n{judging}\n[[parts]]\ncode = "p"\n{own}\n{written}\n'
        elif section == "rounds":
            yield head + f"[judging]\n{usual}[rounds]\n{case.rules}\n{written}\n"
        elif section == "rounds.list":
            listed = "".join(f'[[rounds.list]]\ncode = "{n}"\n{written if n == "1" else ""}\n' for n in "123")
            yield head + f"[judging]\n{usual}[rounds]\n{case.rules}\n{listed}"
        else:
            measure = "" if "measure" in case.rules + written else 'measure = "time"\n'
            yield head + f"[race]\n{measure}{case.rules}\n{written}\n"


def score(folder, document, case, column):
    """A's score or place by the command; None where something is refused."""
    files = {"r.toml": document, "r.csv": results(case), "e.csv": case.entries, "j.csv": case.judges}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    more = [w for o, n in (("--entries", "e.csv"), ("--judges", "j.csv")) if files[n] for w in (o, str(folder / n))]
    out = folder / "p.csv"
    out.unlink(missing_ok=True)
    main(["rank", str(folder / "r.toml"), str(folder / "r.csv"), *more, "--output", str(out)])
    if not out.exists():
        return None
    with out.open(encoding="utf-8") as lines:
        row = next(row for row in csv.DictReader(lines) if row["entry"] == case.entry)
    return row[column] if row["status"] == "FIN" else ""


def results(case):
    if case.marks is None:
        return "\n".join([case.header, *case.lines]) + "\n"
    several = any("/" in one for one in case.marks)
    lines = ["entry,round,judge,mark" if several else "entry,judge,mark"]
    lines += [
        f"{entry.replace('/', ',')},J{n},{mark}" for entry, mine in case.marks.items() for n, mark in enumerate(mine, 1)
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("section", "key"), [(s, key) for s, cases in SECTIONS.items() for key in cases], ids=lambda value: value
)
def test_each_key_decides(section, key, tmp_path, capsys):
    found = SECTIONS[section][key]
    case, other = found if isinstance(found, tuple) else (found, "")
    column = "place" if key in (*PLACES, "cut_off_minutes") else "score"
    scores = tuple(score(tmp_path, text, case, column) for text in documents(section, case, other))
    assert scores == (case.with_it, case.without), capsys.readouterr().err


def test_no_key_is_left_out():
    keys = {
        (section.name, key.name)
        for law in (LAWS[Format.JUDGED], LAWS[Format.RACE])
        for section in law.sections
        for key in section.keys
    }
    told = {(section, key) for section, cases in SECTIONS.items() for key in cases}
    left = {(section, key) for section, key in keys if key not in ("code", "name", "descriptor", *ELSEWHERE)}
    assert left == told
