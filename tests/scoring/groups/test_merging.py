"""Small groups join a neighbour by rule, and everybody keeps exactly one group (practice.md 3.1)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Entry, Fault, Gender, Millis, Person, RaceResult, RaceResults, fingerprint, parse, rank
from scoring.explain import explain
from scoring.files.telling import told
from scoring.groups import NO_MERGING, Group, Merge, Merged, MergeInto, Merging, merge_groups
from scoring.rulebook import canonical
from scoring.standings import work_out
from tests.scoring.builders import race_rulebook

MEN, WOMEN = frozenset({Gender.MALE}), frozenset({Gender.FEMALE})
YOUNGER, OLDER = MergeInto.YOUNGER, MergeInto.OLDER
BANDS = tuple(
    Group(f"{letter}{number}", genders=genders, lower=lower, upper=upper)
    for letter, genders in (("M", MEN), ("W", WOMEN))
    for number, (lower, upper) in enumerate([(None, 40), (41, 50), (51, None)], 1)
)


def merge(counts, rule):
    """Counts such as "M1=3 M2=1"; the homes that changed, the steps, and what stays too small."""
    found = merge_groups(BANDS, {code: int(n) for code, n in (part.split("=") for part in counts.split())}, rule)
    moved = {code: home for code, home in found.homes.items() if home != code}
    return moved, [(step.group, step.into, step.entries) for step in found.steps], found.small


@pytest.mark.parametrize(
    ("counts", "rule", "expected"),
    [
        ("M1=5 M2=5 M3=2", Merging(3, YOUNGER), ({"M3": "M2"}, [("M3", "M2", 2)], ())),
        ("M1=5 M2=5 M3=3", Merging(3, YOUNGER), ({}, [], ())),
        ("M1=5 M2=5 M3=2", Merging(3, OLDER), ({}, [], ("M3",))),
        ("M1=2 M2=5 M3=5", Merging(3, YOUNGER), ({}, [], ("M1",))),
        ("M1=2 M2=5 M3=5", Merging(3, OLDER), ({"M1": "M2"}, [("M1", "M2", 2)], ())),
        ("M1=2 M2=5 M3=5", Merging(3, MergeInto.YOUNGER_FIRST), ({"M1": "M2"}, [("M1", "M2", 2)], ())),
        ("M1=5 M2=5 M3=2", Merging(3, MergeInto.OLDER_FIRST), ({"M3": "M2"}, [("M3", "M2", 2)], ())),
        ("M1=5 M2=2 M3=5", Merging(3, MergeInto.OLDER_FIRST), ({"M2": "M3"}, [("M2", "M3", 2)], ())),
        # An empty group is passed over; a group joins where the people are.
        ("M1=5 M3=1", Merging(3, YOUNGER), ({"M3": "M1"}, [("M3", "M1", 1)], ())),
        # The smallest first, and whoever joined moves on together.
        (
            "M1=5 M2=2 M3=1",
            Merging(4, YOUNGER),
            ({"M2": "M1", "M3": "M1"}, [("M3", "M2", 1), ("M2", "M1", 3)], ()),
        ),
        ("M1=5 M2=1 M3=1", Merging(3, YOUNGER), ({"M2": "M1", "M3": "M1"}, [("M2", "M1", 1), ("M3", "M1", 1)], ())),
        # Two that are too small together find nobody else.
        ("M2=1 M3=1", Merging(5, YOUNGER), ({"M3": "M2"}, [("M3", "M2", 1)], ("M2",))),
        ("M2=1 M3=1", Merging(5, MergeInto.YOUNGER_FIRST), ({"M2": "M3"}, [("M2", "M3", 1)], ("M3",))),
        # Sexes are never mixed unless the rules say so, and then only at the same ages.
        ("M3=1 W1=9 W2=9 W3=9", Merging(3, YOUNGER), ({}, [], ("M3",))),
        ("M3=1 W1=9 W2=9 W3=9", Merging(3, YOUNGER, True), ({"M3": "W3"}, [("M3", "W3", 1)], ())),
        ("M3=1 W1=9 W2=9", Merging(3, YOUNGER, True), ({}, [], ("M3",))),
        ("M2=9 M3=1 W3=9", Merging(3, YOUNGER, True), ({"M3": "M2"}, [("M3", "M2", 1)], ())),
        ("M1=1 M2=1 M3=1 W1=1", NO_MERGING, ({}, [], ())),
    ],
)
def test_small_groups_join_by_the_written_rule(counts, rule, expected):
    assert merge(counts, rule) == expected


COUNTS = st.dictionaries(st.sampled_from([group.code for group in BANDS]), st.integers(0, 6))
RULES = st.builds(Merging, st.none() | st.integers(2, 8), st.sampled_from(MergeInto), st.booleans())


@given(COUNTS, RULES)
def test_merging_keeps_a_partition(counts, rule):
    found = merge_groups(BANDS, counts, rule)
    assert set(found.homes) == {group.code for group in BANDS}
    assert all(found.homes[home] == home for home in found.homes.values())
    after = {}
    for code, home in found.homes.items():
        after[home] = after.get(home, 0) + counts.get(code, 0)
    assert sum(after.values()) == sum(counts.values())
    assert {code for code, count in after.items() if 0 < count < (rule.below or 0)} == set(found.small)


@given(COUNTS, RULES, st.permutations(range(6)))
def test_sexes_stay_apart_unless_the_rules_say_so(counts, rule, order):
    found = merge_groups([BANDS[n] for n in order], counts, rule)
    if not rule.across_genders:
        assert all(code[0] == home[0] for code, home in found.homes.items())
    assert found.steps == merge_groups([BANDS[n] for n in order], dict(reversed(counts.items())), rule).steps


RULEBOOK = """
[groups]
reference_date = 2026-12-31
merge_below = 3
[[groups.bands]]
code = "U51"
upper = 50
[[groups.bands]]
code = "O51"
lower = 51
"""


def runners(*born, group=None):
    entries = tuple(
        Entry(f"E{n}", group=group, person=Person(Gender.MALE, date(year, 5, 1))) for n, year in enumerate(born)
    )
    return RaceResults(entries, tuple(RaceResult(e.code, Millis(10_000 + n)) for n, e in enumerate(entries)))


def test_a_contest_is_ranked_in_the_merged_group_and_says_so():
    rulebook = race_rulebook(RULEBOOK)
    results = runners(1960, 1980, 1990, 2000)
    found = rank(rulebook, results)
    assert {row.group for row in found.rows} == {"U51"}
    assert found.warnings == (Fault("groups_merged", {"group": "O51", "into": "U51", "number": 1, "needed": 3}),)
    text = told(rulebook, explain(rulebook, results, "E0"), "en")
    assert "group O51, born until 1975-12-31\nmerging: group O51 had too few entries and joined group U51\n" in text
    assert "merging" not in told(rulebook, explain(rulebook, results, "E1"), "en")
    assert "并组：组别“O51”人数不足，并入组别“U51”\n" in told(rulebook, explain(rulebook, results, "E0"), "zh")


def test_assignment_of_a_merged_person_keeps_the_own_group():
    grouping = work_out(race_rulebook(RULEBOOK), runners(1960, 1980, 1990, 2000)).grouping
    mine, other = grouping.assignments["E0"], grouping.assignments["E1"]
    assert (mine.group, mine.reason, mine.merged_from, mine.age) == ("U51", "merged", "O51", 66)
    assert (other.group, other.reason, other.merged_from) == ("U51", "assigned", "")


def test_a_group_without_a_neighbour_stays_and_is_told():
    found = rank(race_rulebook(RULEBOOK), runners(1980, 1990))
    assert found.warnings == (Fault("group_small", {"group": "U51", "needed": 3}),)
    assert {row.group for row in found.rows} == {"U51"}


def test_drawn_groups_stand_as_drawn():
    found = rank(race_rulebook(RULEBOOK), runners(1960, group="O51"))
    assert ([row.group for row in found.rows], found.warnings) == (["O51"], ())


def test_merging_is_written_down_only_where_it_says_something():
    plain = race_rulebook(RULEBOOK.replace("merge_below = 3\n", ""))
    assert "merge" not in canonical(plain)
    rulebook = race_rulebook(RULEBOOK.replace("= 3", '= 3\nmerge_into = "older_first"\nmerge_across_genders = true'))
    assert rulebook.merging == Merging(3, MergeInto.OLDER_FIRST, True)
    assert parse(canonical(rulebook)) == rulebook
    assert fingerprint(rulebook) != fingerprint(plain)


def test_no_steps_is_nobody_moved():
    assert merge_groups((), {}, Merging(3)) == Merged({})
    assert merge_groups(BANDS[:1], {"M1": 1}, Merging(3)) == Merged({"M1": "M1"}, (), ("M1",))
    assert Merge("a", "b", 1).into == "b"


BORN = st.lists(st.integers(1950, 2005), min_size=1, max_size=8)


@given(BORN, st.randoms(use_true_random=False))
def test_the_order_of_entries_never_matters_to_merged_groups_prizes_and_points(born, random):
    awards = "[awards]\nmost_per_department = 1\nminus_one = true\n[[prizes]]\nname = 'a'\nshare = 50\n[points]"
    rules = RULEBOOK + awards
    rulebook = race_rulebook(rules)
    results = runners(*born)
    mixed = RaceResults(
        tuple(random.sample(results.entries, len(born))), tuple(random.sample(results.results, len(born)))
    )
    assert rank(rulebook, results) == rank(rulebook, mixed)
