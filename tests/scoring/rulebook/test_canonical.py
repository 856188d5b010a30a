"""The canonical form, the fingerprint, two versions side by side, and the documentation of the keys."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import AgeRule, Eligibility, Gender, Hundredths
from scoring.rulebook import (
    Awards,
    Change,
    Criterion,
    Format,
    Judging,
    Method,
    Notice,
    Points,
    Prize,
    QuotaRounding,
    Rounding,
    Rulebook,
    TieAtCut,
    Trim,
    Wording,
    canonical,
    check,
    compare,
    fingerprint,
    parse,
)
from scoring.rulebook.laws import LAWS
from scoring.rulebook.tables import SHARED, TOP
from tests.scoring.builders import race_rulebook

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples/rulebooks").glob("*.toml"))
MINIMAL = """
name = "2026年新教案评比"
format = "judged"
[judging]
method = "trimmed"
drop = 1
trim = "total"
rounding = "end"
decimals = 2
minimum_judges = 3
[[criteria]]
code = "T1"
name = "教学目标"
maximum = 15
step = 0.5
[[criteria]]
code = "T2"
maximum = 85
[ranking]
places = "standard"
ties = ["criterion:T1", "chief_judge", "shared"]
"""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_rulebook_is_sound_and_survives_its_canonical_form(path):
    rulebook = parse(path.read_text(encoding="utf-8"))
    assert check(rulebook) == ()
    assert parse(canonical(rulebook)) == rulebook
    assert canonical(parse(canonical(rulebook))) == canonical(rulebook)


def test_the_plan_has_its_seven_rulebooks():
    assert [
        path.stem
        for path in EXAMPLES
        if path.stem
        in {
            "teaching_plan",
            "essay",
            "treadmill_women",
            "walk_men_51",
            "run_men_under_51",
            "harmony_worker",
            "harmony_family",
        }
    ] == [
        "essay",
        "harmony_family",
        "harmony_worker",
        "run_men_under_51",
        "teaching_plan",
        "treadmill_women",
        "walk_men_51",
    ]


def test_fingerprint_is_the_sha256_of_the_canonical_text_and_ignores_layout():
    rulebook = parse(MINIMAL)
    assert fingerprint(rulebook) == sha256(canonical(rulebook).encode()).hexdigest()
    assert fingerprint(parse("# 说明\n" + MINIMAL.replace("drop = 1\n", ""))) == fingerprint(rulebook)
    assert fingerprint(parse(MINIMAL.replace("decimals = 2", "decimals = 3"))) != fingerprint(rulebook)


LANDED = {
    "essay": "cb88c6d0c3c660928192bac64c33968b25ffa280c1899a2db3ff066c0de43700",
    "harmony_family": "cae2804093bde231a21fc3037d7ef2181a5e6a649b0474fa156b6a09454ea481",
    "harmony_worker": "f452499615a684256e56b40194c54bb766874c56dd7bb6518af724c6b8227830",
    "run_men_under_51": "de44229a81e53db840ab5962a00df9a2c4a282ec7f549fcd708a614723c4b528",
    "teaching_plan": "6c18c0a94fc34a45591e0b4095ab15b1b19bf60deba7bd7e83d0b2b1ecd41929",
    "treadmill_women": "5e815294c341a4407196e28b208863500729aba20a4850b9605a5f204ed24a73",
    "walk_men_51": "7dd4b346d8594a9f6a29034c70a645e6b45a9e511b35ce70ef54e61d8deb4749",
}
"""Fingerprints as they were first printed on results and certificates."""


@pytest.mark.parametrize("name", LANDED)
def test_fingerprint_once_printed_stands(name):
    rulebook = parse((ROOT / f"examples/rulebooks/{name}.toml").read_text(encoding="utf-8"))
    assert fingerprint(rulebook) == LANDED[name]


def test_two_versions_side_by_side_name_what_changed():
    old = parse(MINIMAL)
    new = replace(
        old,
        judging=replace(old.judging, decimals=3, recuse_own_department=False),
        criteria=(old.criteria[1], replace(old.criteria[0], maximum=Hundredths(1500), name="目标")),
        points=Points(minus_one=True),
    )
    assert compare(old, new) == (
        Change("judging.decimals", "2", "3"),
        Change("judging.recuse_own_department", "true", "false"),
        Change("criteria", "T1, T2", "T2, T1"),
        Change("criteria[T1].name", "教学目标", "目标"),
        Change("points.table", None, "9, 7, 6, 5, 4, 3, 2, 1"),
        Change("points.department_total", None, "true"),
        Change("points.minus_one", None, "true"),
    )
    assert compare(old, old) == ()


TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(str.strip)
CRITERIA = st.lists(st.integers(1, 60), min_size=1, max_size=5).map(
    lambda sizes: tuple(
        Criterion(f"C{n}", f"第{n}项", Hundredths(size * 50), Hundredths(25)) for n, size in enumerate(sizes)
    )
)
AWARDS = st.builds(
    Awards,
    st.lists(st.integers(1, 30) | st.sampled_from([Fraction(25, 2), Fraction(1, 100)]), max_size=3).map(
        lambda shares: tuple(Prize(f"{n}等", share=share, value=n * 7) for n, share in enumerate(shares))
    ),
    st.sampled_from(QuotaRounding),
    st.sampled_from(TieAtCut),
    st.sampled_from(Wording),
    st.sampled_from([Fraction(2, 3), Fraction(1), Fraction(1, 7)]),
    st.booleans(),
    st.none() | st.integers(1, 9),
    st.booleans(),
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 9),
)


@st.composite
def judged_rulebooks(draw):
    criteria = draw(CRITERIA)
    judging = draw(
        st.builds(
            Judging,
            st.sampled_from([Method.MEAN, Method.TRIMMED, Method.MEDIAN]),
            st.integers(1, 3),
            st.sampled_from(Trim),
            st.sampled_from(Rounding),
            st.integers(0, 4),
            st.integers(1, 9),
            st.just(Hundredths(sum(c.maximum for c in criteria))),
            st.booleans(),
        )
    )
    return Rulebook(
        name=draw(TEXT),
        format=Format.JUDGED,
        description=draw(TEXT),
        blind=draw(st.booleans()),
        judging=judging,
        criteria=criteria,
        awards=draw(AWARDS),
        points=draw(st.none() | st.builds(Points, st.just((5, 3, 1)), st.booleans(), st.booleans())),
        notice=draw(st.builds(Notice, st.integers(0, 30))),
    )


@given(judged_rulebooks())
@settings(max_examples=60)
def test_canonical_form_reads_back_as_the_same_rules(rulebook):
    assert check(rulebook) == ()
    assert parse(canonical(rulebook)) == rulebook


def test_description_may_have_several_lines():
    rulebook = replace(race_rulebook(), description='第一行\n"第二行"\n')
    assert parse(canonical(rulebook)) == rulebook


def test_eligibility_survives_the_canonical_form():
    conditions = Eligibility(genders=frozenset(Gender), minimum_age=18, maximum_age=60, max_events=2)
    rulebook = replace(race_rulebook(), eligibility=conditions, age_rule=AgeRule(date(2026, 12, 31)))
    assert parse(canonical(rulebook)) == rulebook


def test_every_key_the_parser_knows_is_documented_under_its_table():
    own = [section for law in LAWS.values() for section in law.sections]
    sections = {"": TOP, **{section.name: section.keys for section in (*own, *SHARED)}}
    text = (ROOT / "docs/rulebook.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## .*?`\[*([a-z.]*)\]*`[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    parts[""] = parts.pop("name")
    documented = {name: set(re.findall(r"^\| `([a-z_]+)` \|", part, re.MULTILINE)) for name, part in parts.items()}
    assert documented == {name: {key.name for key in keys} for name, keys in sections.items()}


def test_worked_example_of_the_documentation_is_a_sound_rulebook():
    text = (ROOT / "docs/rulebook.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert [check(parse(example)) for example in examples] == [()]


def test_a_third_is_written_as_a_third_and_read_back():
    """No decimal says it: three rounds of a third each make a whole."""
    thirds = "[rounds]\n" + "".join(f'[[rounds.list]]\ncode = "{n}"\nweight = "1/3"\n' for n in (1, 2, 3))
    rulebook = parse('name = "x"\nformat = "judged"\n' + thirds)
    assert sum(one.weight for one in rulebook.round_list) == 1
    assert 'weight = "1/3"' in canonical(rulebook)
    assert parse(canonical(rulebook)) == rulebook
