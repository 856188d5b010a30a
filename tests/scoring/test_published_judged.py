"""Published outcomes of judged contests come out to the row, through the command or `rank` (published/SOURCE.md)."""

import csv
import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest

from scoring import Entry, Hundredths, JudgedResults, Sheet, parse, parse_mark, rank
from scoring.__main__ import main

PUBLISHED = Path(__file__).parent / "published"
EXAMPLES = Path(__file__).parents[2] / "examples/rulebooks"
JURORS = "ABCDE"


def rows_of(name):
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def example(name, **changes):
    text = (EXAMPLES / f"{name}.toml").read_text(encoding="utf-8")
    for old, new in changes.values():
        text = text.replace(old, new)
    return parse(text)


def write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return str(path)


SKATING = """
name = "program"
format = "judged"
[judging]
method = "trimmed"
trim = "criterion"
remaining = 1
rounding = "each_stage"
zero_is_missing = true
deductions = "either"
recuse_own_department = false
total = {total}
{criteria}
[[parts]]
code = "TES"
decimals = 2
[ranking]
ties = ["{tie}", "shared"]
"""


def skating_rules(program, criteria):
    """The rulebooks of the examples with the components this competition had."""
    lines = "".join(f'[[criteria]]\ncode = "{code}"\nmaximum = 10\nstep = 0.25\n' for code in criteria)
    tie = "part:TES" if "SHORT" in program else "panel"
    return SKATING.format(total=10 * len(criteria), criteria=lines, tie=tie)


def rank_program(folder, program, performances, components):
    """Write the files of one program, run the command, and return score and place by performance."""
    criteria = sorted({code for row in performances for code in components[row["pid"]]})
    marks, entries = [], []
    for row in performances:
        pid = row["pid"]
        marks.append([pid, "", "", "", "TES", row["tes"]])
        entries.append([pid, "", "", row["ded"]])
        for code, component in components[pid].items():
            entries.append([pid, code, component["factor"], ""])
            marks += [[pid, f"J{n}", code, component[f"J{n}"], "", ""] for n in range(1, 10)]
    (folder / "r.toml").write_text(skating_rules(program, criteria), encoding="utf-8")
    results = write(folder / "r.csv", ["entry", "judge", "criterion", "mark", "part", "value"], marks)
    listed = write(folder / "e.csv", ["entry", "criterion", "factor", "deduction"], entries)
    out = folder / "p.csv"
    words = ["rank", str(folder / "r.toml"), results, "--entries", listed, "--output", str(out)]
    assert main(words) == 0
    with out.open(encoding="utf-8", newline="") as lines:
        return {row["entry"]: (Fraction(row["score"]), row["place"]) for row in csv.DictReader(lines)}


def test_all_851_skating_scores_and_places_come_out_through_the_command(tmp_path):
    components = defaultdict(dict)
    for row in rows_of("fs_components.csv"):
        components[row["pid"]][row["crit"]] = row
    programs = defaultdict(list)
    for row in rows_of("fs_performances.csv"):
        programs[row["comp"], row["program"]].append(row)
    wrong, count = [], 0
    for (_, program), performances in programs.items():
        found = rank_program(tmp_path, program, performances, components)
        count += len(performances)
        expected = {row["pid"]: (Fraction(row["tss"]), row["rank"]) for row in performances}
        wrong += [(pid, found[pid], expected[pid]) for pid in expected if found[pid] != expected[pid]]
    assert (count, wrong) == (851, [])


def juries():
    found = defaultdict(list)
    for row in rows_of("eurovision_juries.csv"):
        found[row["year"], row["round"], row["from_country"]].append(row)
    return found


def jury_standings(rulebook, songs):
    sheets = tuple(
        Sheet(row["to_country"], juror, marks={"": parse_mark(row[juror])})
        for row in songs
        for juror in JURORS
        if row[juror]
    )
    return rank(rulebook, JudgedResults(tuple(Entry(row["to_country"]) for row in songs), (), sheets))


def test_national_juries_give_their_published_points():
    """Juries with equal songs among the best eleven were settled by a show of hands that isn't in the file."""
    old = example("eurovision_jury", method=('"value_table"', '"rank_sum"'), decay=("decay = 0.19\n", ""))
    new = example("eurovision_jury")
    counts = {"old": [0, 0, 0], "new": [0, 0, 0]}
    for (year, *_), songs in juries().items():
        era = "old" if year < "2018" else "new"
        found = jury_standings(old if era == "old" else new, songs)
        tied = any(row.tied for row in found.rows[:11])
        right = all(found.row(row["to_country"]).points == int(row["jury_points"] or 0) for row in songs)
        counts[era] = [one + more for one, more in zip(counts[era], (1, tied, right and not tied), strict=True)]
    assert counts == {"old": [168, 109, 59], "new": [245, 2, 243]}


@pytest.mark.parametrize(
    "table", json.loads((PUBLISHED / "skating_relative_placement.json").read_text()), ids=lambda table: table["name"]
)
def test_worked_examples_of_the_skating_system(table):
    rulebook = example("dancesport", rounds=('[rounds]\ncombine = "places"\n', ""))
    couples = [f"C{number}" for number in range(len(table["marks"]))]
    sheets = tuple(
        Sheet(couple, f"J{judge}", marks={"": Hundredths(100 * place)})
        for couple, places in zip(couples, table["marks"], strict=True)
        for judge, place in enumerate(places)
    )
    found = rank(rulebook, JudgedResults(tuple(map(Entry, couples)), (), sheets))
    assert found.faults == ()
    assert [found.row(couple).shown_place for couple in couples] == [Fraction(place) for place in table["published"]]


def test_the_paris_tasting_comes_out_by_the_mean_of_eleven_judges(tmp_path):
    rows = rows_of("paris1976_chardonnay.csv")
    rules = 'name = "Paris"\nformat = "judged"\n[judging]\nmethod = "mean"\ntotal = 20\n'
    (tmp_path / "r.toml").write_text(rules, encoding="utf-8")
    marks = [[row["wine"], f"J{n}", row[f"J{n}"]] for row in rows for n in range(1, 12)]
    results = write(tmp_path / "r.csv", ["entry", "judge", "mark"], marks)
    assert main(["rank", str(tmp_path / "r.toml"), results, "--output", str(tmp_path / "p.csv")]) == 0
    with (tmp_path / "p.csv").open(encoding="utf-8") as lines:
        found = {row["entry"]: row["place"] for row in csv.DictReader(lines)}
    assert found == {row["wine"]: row["published_rank"] for row in rows}
