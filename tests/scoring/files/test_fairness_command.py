"""`python -m scoring fairness`: plain sentences in both languages, JSON with everything, faults where there is none."""

import json
import re
from pathlib import Path

import pytest

from scoring.__main__ import main
from scoring.fairness.comparing import METHODS
from scoring.fairness.flags import FlagCode
from scoring.fairness.severity import GateReason
from scoring.files.fairness import chinese, english

ROOT = Path(__file__).parents[3]
RULES = """
name = "试评"
format = "judged"
[judging]
method = "mean"
minimum_judges = 1
recuse_own_department = false
[[prizes]]
name = "一等奖"
count = 1
"""
SPREAD = {"J1": 0.0, "J2": 0.5, "J3": -6.0}


@pytest.fixture
def folder(tmp_path):
    lines = ["entry,judge,mark,state"]
    for n in range(12):
        pair = sorted(SPREAD)[n % 3 :] + sorted(SPREAD)[: n % 3]
        lines += [
            f"W{n:02},{judge},{70 + n + SPREAD[judge] + 0.25 * ((5 * n + 3 * int(judge[1])) % 7)},"
            for judge in pair[:2]
        ]
        lines += [f"W{n:02},{pair[2]},,recused"]
    (tmp_path / "r.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "r.csv").write_text("\n".join(lines), encoding="utf-8")
    entries = (f"W{n:02},{'D1' if n % 3 != 1 else 'D2'}" for n in range(12))
    (tmp_path / "e.csv").write_text("\n".join(["entry,department", *entries]), encoding="utf-8")
    (tmp_path / "j.csv").write_text("judge,department\nJ1,D1\nJ2,D9\nJ3,D9\n", encoding="utf-8")
    return tmp_path


def run(folder, *words, language="en"):
    names = [str(folder / word) if word.endswith((".toml", ".csv", ".json")) else word for word in words]
    return main(["fairness", *names, "--language", language])


def test_account_is_told_in_plain_english(folder, capsys):
    assert run(folder, "r.toml", "r.csv", "--entries", "e.csv", "--judges", "j.csv") == 0
    told = capsys.readouterr().out
    assert told.splitlines()[1:4] == [
        "It stands beside the official result and changes no place.",
        "24 marks count: 12 entries, 3 judges; 12 recused",
        "Every entry has 2 marks; efficiency of the design 1.00 (1 is ideal).",
    ]
    assert re.search(r"^judge J3: 8 entries, strict by \d\.\d\d marks", told, re.M)
    assert "A correction for the judges' scales would make places more reliable" in told
    assert "A gap is not proof of favour." in told
    assert "with the sum of places: not possible (not every judge marked every entry)\n" in told
    assert "at the cut of" in told


def test_account_in_chinese_accuses_nobody(folder, capsys):
    assert run(folder, "r.toml", "r.csv", "--entries", "e.csv", "--judges", "j.csv", language="zh") == 0
    told = capsys.readouterr().out
    assert "以下只作参考，不改变公布的名次。\n有效评分 24 份：12 件作品，3 位评委；回避 12 份\n" in told
    assert "相差不能证明偏袒" in told
    words = " ".join(
        [*chinese.LINES.values(), *chinese.FLAGS.values(), *english.LINES.values(), *english.FLAGS.values()]
    )
    assert [word for word in ("作弊", "舞弊", "造假", "cheat", "fraud", "corrupt") if word in words] == []


def test_json_holds_everything_and_the_seed_repeats_it(folder, capsys):
    words = ("r.toml", "r.csv", "--entries", "e.csv", "--judges", "j.csv", "--output")
    for seed, name in (("7", "a.json"), ("7", "b.json"), ("8", "c.json")):
        assert run(folder, *words, name, "--seed", seed) == 0
    one, again, other = (json.loads((folder / name).read_text("utf-8")) for name in ("a.json", "b.json", "c.json"))
    assert (one == again, one["intervals"] == other["intervals"]) == (True, False)
    assert list(one)[:6] == ["format", "contest", "fingerprint", "method", "seed", "draws"]
    assert one["severity"]["recommended"] is True
    assert one["comparison"]["entries"][0].keys() == {"entry", "official", "mean", "median", "adjusted"}
    assert one["comparison"]["not_usable"] == {"trimmed": "too_few_marks", "rank_sum": "place_missing"}
    assert one["departments"]["overall"]["gap"] == pytest.approx(
        one["departments"]["overall"]["same_mean"] - one["departments"]["overall"]["other_mean"], abs=1e-5
    )
    assert len(one["intervals"]) == 12


def test_every_key_of_the_json_is_described(folder):
    assert run(folder, "r.toml", "r.csv", "--output", "a.json") == 0
    described = (ROOT / "docs" / "formats.md").read_text("utf-8") + (ROOT / "docs" / "fairness.md").read_text("utf-8")
    document = json.loads((folder / "a.json").read_text("utf-8"))
    keys = {*document, *(key for part in document.values() if isinstance(part, dict) for key in part)}
    keys |= {key for name in ("intervals", "close_pairs", "flags") for line in document[name][:1] for key in line}
    codes = {*document["design"]["load"]}
    assert sorted(key for key in keys - codes if f"`{key}`" not in described) == []


def test_a_race_has_no_account_and_says_so(folder, capsys):
    (folder / "race.toml").write_text('name = "x"\nformat = "race"\n[race]\nmeasure = "time"\n', encoding="utf-8")
    (folder / "race.csv").write_text("entry,result\nA,10\n", encoding="utf-8")
    assert run(folder, "race.toml", "race.csv") == 1
    told = capsys.readouterr()
    assert (told.out, "a fairness account needs judges' marks" in told.err) == ("", True)


@pytest.mark.parametrize("words", [["--seed", "-1"], ["--seed", "x"], ["--seed", "9" * 19], ["--output", "x.csv"]])
def test_wrong_usage_is_exit_code_2(folder, words, capsys):
    with pytest.raises(SystemExit) as left:
        run(folder, "r.toml", "r.csv", *words)
    assert left.value.code == 2


def test_both_languages_say_the_same_things_with_the_same_figures():
    for kind in ("LINES", "FLAGS", "METHODS", "WORDS", "SILENT", "HEADS"):
        ours, theirs = getattr(chinese, kind), getattr(english, kind)
        assert {name: set(re.findall(r"\{(\w+)\}", text)) for name, text in ours.items()} == {
            name: set(re.findall(r"\{(\w+)\}", text)) for name, text in theirs.items()
        }
    assert set(chinese.FLAGS) == set(FlagCode)
    assert set(chinese.METHODS) == set(METHODS)
    assert set(GateReason) <= set(chinese.LINES)
