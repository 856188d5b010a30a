"""The small examples of `examples/results/`: the commands of docs/formats.md give the places printed beside them."""

from pathlib import Path

import pytest

from scoring.__main__ import main

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = sorted(path.name.removesuffix(".places.csv") for path in (EXAMPLES / "results").glob("*.places.csv"))


def words(name):
    """The rulebook, the results, and the entries where there are any."""
    entries = EXAMPLES / f"results/{name}.entries.csv"
    more = ["--entries", str(entries)] if entries.exists() else []
    return [str(EXAMPLES / f"rulebooks/{name}.toml"), str(EXAMPLES / f"results/{name}.csv"), *more]


@pytest.mark.parametrize("name", NAMES)
def test_example_comes_out_as_printed_beside_it(name, tmp_path):
    assert main(["rank", *words(name), "--output", str(tmp_path / "p.csv")]) == 0
    expected = (EXAMPLES / f"results/{name}.places.csv").read_text(encoding="utf-8")
    assert (tmp_path / "p.csv").read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_place_of_an_example_is_explained(name, language, capsys):
    lines = (EXAMPLES / f"results/{name}.places.csv").read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        entry, score = line.split(",")[1], line.split(",")[3]
        rulebook, results, *more = words(name)
        assert main(["explain", rulebook, results, entry, *more, "--language", language]) == 0
        told = capsys.readouterr().out
        assert entry in told.splitlines()[0]
        assert score.removesuffix("0").removesuffix("0").removesuffix(".") in told
        assert "{" not in told
