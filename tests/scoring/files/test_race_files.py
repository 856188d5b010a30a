"""RESULTS of races with rounds, heats, readers and words in place of results; explained step by step."""

import json
from pathlib import Path

import pytest

from scoring import RuleFaults, parse
from scoring.__main__ import main

RULES = Path(__file__).parents[3] / "examples/rulebooks"


@pytest.fixture
def run(tmp_path, capsys):
    """Write RESULTS, run a command on an example rulebook; exit code, output and faults come back."""

    def command(what, rulebook, text, *more):
        path = tmp_path / "r.csv"
        path.write_text(text, encoding="utf-8")
        code = main([what, str(RULES / f"{rulebook}.toml"), str(path), *more, "--language", "en"])
        told = capsys.readouterr()
        return code, told.out.splitlines(), told.err.replace(f"{path}:", "").splitlines()

    return command


def test_heats_and_final_from_a_file_with_who_goes_on_in_json(run, tmp_path):
    lines = ["entry,round,heat,result"]
    lines += [f"{heat}{lane},heats,{heat},{10 + heat / 10 + lane / 100:.2f}" for heat in (1, 2) for lane in range(1, 6)]
    lines += ["11,semi,1,10.05", "21,semi,1,10.02", "11,final,1,9.99", "21,final,1,DNF"]
    out = tmp_path / "p.json"
    code, _, faults = run("rank", "heats_and_final", "\n".join(lines), "--output", str(out))
    assert (code, faults) == (0, [])
    document = json.loads(out.read_text(encoding="utf-8"))
    heats = {line["entry"]: line["advanced_by"] for line in document["tables"]["advanced"] if line["round"] == "heats"}
    assert [entry for entry, by in heats.items() if by == "place"] == ["11", "12", "13", "21", "22", "23"]
    assert [entry for entry, by in heats.items() if by == "time"] == ["14", "15"]
    places = {row["entry"]: (row["place"], row["score"], row["status"]) for row in document["rows"]}
    assert (places["11"], places["12"], places["21"]) == ((1, "9.99", "FIN"), (2, "10.12", "FIN"), (None, "", "DNF"))


def test_attempts_with_fouls_and_passes_are_explained(run):
    text = "entry,round,result\nA,1,7.85\nA,2,X\nA,3,-\nA,4,7米90\nB,1,X\nB,2,X\nB,3,NM\n"
    code, out, _ = run("explain", "long_jump", text, "A")
    assert (code, out[:6]) == (
        0,
        [
            "A: place 1, result 7.90, 1 placed in the group",
            "round 1: 7.85, not counted",
            "round 2: DNF (foul)",
            "round 3: DNF (pass)",
            "round 4: 7.90, counted",
            "result: 7.9, published as 7.90",
        ],
    )
    assert run("explain", "long_jump", text, "B")[1][0] == "B: no place (DNF, no valid mark)"


def test_watches_and_laps_are_explained(run):
    text = "entry,result,reader\nA,10.11,W1\nA,10.34,W2\nA,10.22,W3\n"
    assert run("explain", "run_with_watches", text, "A")[1][1:6] == [
        "read by W1: 10.11",
        "read by W2: 10.34",
        "read by W3: 10.22",
        "10.22 counts: of three watches the middle one",
        "result: 10.22, published as 10.3",
    ]
    walked = "entry,result,laps,penalty,reason\nA,30:00.2,2,10,cup\n"
    assert run("explain", "walk_with_laps", walked, "A")[1][1:4] == [
        "penalty (cup): 10",
        "penalty (penalty laps): 2:00",
        "result: 32:10.2, published as 32:11",
    ]


def test_readers_who_differ_block_the_entry_until_a_third_reading(run):
    text = "entry,result,reader\nA,1870,judge\nA,1840,recorder\nB,1.86km,judge\nB,1855,recorder\n"
    code, out, faults = run("rank", "treadmill_two_readers", text)
    assert (code, [line.split() for line in out[1:]]) == (1, [["B", "1", "1850", "FIN"], ["A", "BLOCKED"]])
    assert 'the readings 1840 / 1870 of "A" differ by 20 or more' in faults[0]
    third = text + "A,1862,referee\n"
    assert run("rank", "treadmill_two_readers", third)[1][1].split() == ["A", "1", "1860", "FIN", "score"]


def test_words_of_result_lists_stand_for_statuses(run):
    text = "entry,result,status,reason\nA,DSQ,,R7\nB,弃权,,\nC,,中退,\nD,2:30:00,OOC,\nE,2:31:00,,\nF,dnf,,\n"
    code, out, _ = run("rank", "two_runs", text.replace("entry,", "entry,", 1))
    assert code == 1
    code, out, _ = run("rank", "walk_with_laps", text.replace("2:3", "0:3"))
    assert [line.split()[-1] for line in out[1:]] == ["FIN", "OOC", "DNF", "DNF", "DQ", "DNS"]


def test_all_faults_are_told_with_line_and_column(run):
    text = "entry,round,result,calibration\nA,1,50.123.4,\nA,3,50.1,\nA,,50.1,\nA,2,50.1,3\nA,2,50.2,\n"
    code, _, faults = run("rank", "two_runs", text)
    assert (code, [line.split(": ")[0] for line in faults]) == (1, ["2:3", "3:2", "4:2", "5:4", "6:1"])


def test_unsound_rules_of_a_race_are_told_all_at_once():
    with pytest.raises(RuleFaults) as refused:
        parse(
            'name = "x"\nformat = "race"\n[race]\nmeasure = "distance"\ntiming = "watches"\nlap_seconds = 3\n'
            'tolerance = 0.001\n[rounds]\ncombine = "places"\n[ranking]\nties = ["next_bset"]\n'
        )
    assert [(fault.where, fault.code, fault.line) for fault in refused.value.faults] == [
        ("race.lap_metres", "quantity_not_allowed", 3),
        ("race.timing", "watches_without_time", 5),
        ("race.tolerance", "quantity_not_allowed", 7),
        ("rounds.combine", "rounds_places_not_raced", 9),
        ("ranking.ties", "ties_unknown", 11),
    ]
    with pytest.raises(RuleFaults) as refused:
        parse('name = "x"\nformat = "race"\n[race]\nmeasure = "time"\ntiming = "readers"\nunit = "cm"\n')
    assert [fault.code for fault in refused.value.faults] == ["tolerance_missing", "unit_without_distance"]
