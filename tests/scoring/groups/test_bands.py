"""Ages, groups, the proof of a partition, eligibility (practice.md 3.1 and 3.3, peers.md 4)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Fault, Gender, Person, PostCategory
from scoring.groups import (
    AgeRule,
    Assignment,
    BirthSpan,
    Convention,
    Eligibility,
    Group,
    NearLimit,
    assign,
    birth_span,
    eligibility,
    full_years,
    latest_birth_date,
    near_limit,
    partition_faults,
)

ON, AFTER = Convention.ON_BIRTHDAY, Convention.DAY_AFTER
YEAR_END = AgeRule(date(2026, 12, 31))
MEN = frozenset({Gender.MALE})
UNDER_51 = Group("M-U51", "51周岁（不含）以下", MEN, upper=51, upper_inclusive=False)
FROM_51 = Group("M-51", "51周岁（含）以上", MEN, lower=51)
SEED = (UNDER_51, FROM_51)


@pytest.mark.parametrize(
    ("born", "reference", "on_birthday", "day_after"),
    [
        (date(1975, 11, 22), date(2026, 11, 22), 51, 50),
        (date(1975, 11, 21), date(2026, 11, 22), 51, 51),
        (date(1975, 11, 23), date(2026, 11, 22), 50, 50),
        (date(1975, 11, 21), date(2026, 12, 31), 51, 51),
        (date(1975, 11, 22), date(2026, 12, 31), 51, 51),
        (date(1975, 11, 23), date(2026, 12, 31), 51, 51),
        (date(1976, 2, 29), date(2027, 2, 28), 51, 50),
        (date(1976, 2, 29), date(2027, 3, 1), 51, 51),
        # peers.md 4: the same four people got five different answers from five programs.
        (date(1976, 3, 1), date(2027, 3, 1), 51, 50),
        (date(1976, 12, 31), date(2027, 3, 1), 50, 50),
        (date(1975, 9, 10), date(2026, 9, 9), 50, 50),
        # A leap day as the reference date, and a birth after it.
        (date(1976, 2, 29), date(2028, 2, 29), 52, 51),
        (date(1977, 3, 1), date(2028, 2, 29), 50, 50),
        (date(2030, 1, 1), date(2026, 12, 31), -4, -4),
    ],
)
def test_full_years_by_both_conventions(born, reference, on_birthday, day_after):
    assert [full_years(born, AgeRule(reference, c)) for c in (ON, AFTER)] == [on_birthday, day_after]


def test_cut_offs_are_those_a_notice_prints():
    assert (birth_span(FROM_51, YEAR_END), birth_span(UNDER_51, YEAR_END)) == (
        BirthSpan(None, date(1975, 12, 31)),
        BirthSpan(date(1976, 1, 1), None),
    )


DAYS = st.dates(date(1930, 1, 1), date(2090, 12, 31))
RULES = st.builds(AgeRule, DAYS, st.sampled_from(Convention))


@given(RULES, st.integers(0, 100))
def test_cut_off_is_the_last_day_that_has_the_age(rule, age):
    cut_off = latest_birth_date(age, rule)
    assert full_years(cut_off, rule) >= age > full_years(cut_off + timedelta(days=1), rule)


@given(DAYS, RULES)
def test_an_older_person_never_has_fewer_years(born, rule):
    assert full_years(born - timedelta(days=1), rule) >= full_years(born, rule)


def test_assignment_is_explained():
    found = assign(Person(Gender.MALE, date(1976, 1, 1)), SEED, YEAR_END)
    assert found == Assignment("M-U51", "assigned", 50, date(2026, 12, 31), ON, BirthSpan(date(1976, 1, 1), None))


@pytest.mark.parametrize(
    ("person", "reason", "age"),
    [
        (Person(Gender.MALE), "birth_date_unknown", None),
        (Person(None, date(1970, 1, 1)), "gender_unknown", 56),
        (Person(Gender.FEMALE, date(1970, 1, 1)), "no_group", 56),
        (Person(Gender.FEMALE), "no_group", None),
        (Person(Gender.MALE, date(2027, 1, 1)), "born_after_reference", -1),
    ],
)
def test_unassigned_has_a_reason_and_nothing_is_guessed(person, reason, age):
    assert assign(person, SEED, YEAR_END) == Assignment(None, reason, age, date(2026, 12, 31), ON)


def test_a_fact_that_cannot_matter_is_not_asked_for():
    open_groups = (Group("F", genders=frozenset({Gender.FEMALE})), *SEED)
    assert assign(Person(Gender.FEMALE), open_groups, YEAR_END).group == "F"
    assert assign(Person(), (), None) == Assignment("", "ungrouped")


def test_age_limit_without_reference_date_is_not_guessed():
    assert assign(Person(Gender.MALE, date(1970, 1, 1)), SEED, None) == Assignment(None, "reference_date_missing")


def test_overlapping_groups_leave_the_person_unassigned():
    groups = (Group("O", lower=45), Group("Y", upper=45))
    found = assign(Person(Gender.MALE, date(1980, 1, 1)), groups, AgeRule(date(2025, 6, 1)))
    assert (found.group, found.reason, found.candidates) == (None, "several_groups", ("O", "Y"))


def test_seed_groups_are_a_partition_of_men():
    assert partition_faults(SEED, YEAR_END, Eligibility(genders=MEN)) == ()


def test_real_notice_with_both_groups_inclusive_is_caught():
    """“45岁以上(1970-04-17以前)/45岁以下(含)”: practice.md 0, finding 2."""
    groups = (Group("O", lower=45), Group("Y", upper=45))
    overlap = {
        "gender": "",
        "post_category": "",
        "first_age": 45,
        "last_age": 45,
        "born_first": "1969-04-18",
        "born_last": "1970-04-17",
        "groups": "O,Y",
    }
    assert partition_faults(groups, AgeRule(date(2015, 4, 17))) == (
        Fault("groups_overlap", overlap, where="groups.bands"),
    )


def test_gap_between_groups_is_caught_with_its_birth_dates():
    groups = (Group("O", lower=51, lower_inclusive=False), Group("Y", upper=51, upper_inclusive=False))
    found = partition_faults(groups, YEAR_END)
    assert [(f.code, f.params["first_age"], f.params["last_age"], f.params["groups"]) for f in found] == [
        ("groups_gap", 51, 51, "")
    ]
    assert (found[0].params["born_first"], found[0].params["born_last"]) == ("1975-01-01", "1975-12-31")


def test_women_without_a_group_are_a_gap_unless_they_are_not_eligible():
    found = partition_faults(SEED, YEAR_END)
    assert [(f.code, f.params["gender"], f.params["first_age"], f.params["last_age"]) for f in found] == [
        ("groups_gap", "female", 0, "")
    ]


def test_post_category_gap_is_told_by_post():
    groups = (Group("T", post_categories=frozenset({PostCategory.TEACHING})),)
    found = partition_faults(groups, None, Eligibility(post_categories=frozenset(PostCategory)))
    assert {(f.code, f.params["post_category"]) for f in found} == {
        ("groups_gap", post) for post in ("management", "support", "logistics")
    }


def test_ages_outside_eligibility_need_no_group():
    assert partition_faults((FROM_51,), YEAR_END, Eligibility(genders=MEN, minimum_age=51)) == ()


def test_empty_and_doubled_groups_and_missing_reference_date_are_told():
    groups = (Group("A", lower=51, upper=50), Group("A", lower=51))
    assert {fault.code for fault in partition_faults(groups, None)} == {
        "group_code_duplicate",
        "group_empty",
        "reference_date_missing",
    }


LIMITS = st.lists(st.integers(17, 70), min_size=1, max_size=4, unique=True).map(sorted)


@given(LIMITS, RULES, DAYS, st.sampled_from(Gender))
def test_bands_cut_at_limits_hold_everybody_once(limits, rule, born, gender):
    bounds = [None, *limits, None]
    groups = [Group(f"G{low}", lower=low, upper=high, upper_inclusive=False) for low, high in pairwise(bounds)]
    assert partition_faults(groups, rule) == ()
    if full_years(born, rule) >= 0:
        assert assign(Person(gender, born), groups, rule).reason == "assigned"


BANDS = st.lists(
    st.builds(
        lambda lower, size, lower_in, upper_in, genders: (lower, lower + size, lower_in, upper_in, genders),
        st.integers(20, 30),
        st.integers(0, 8),
        st.booleans(),
        st.booleans(),
        st.sets(st.sampled_from(Gender)),
    ),
    min_size=1,
    max_size=3,
)


@given(BANDS, st.integers(0, 40), st.sampled_from(Gender))
def test_the_proof_agrees_with_trying_every_age(bands, age, gender):
    groups = [
        Group(f"G{n}", genders=frozenset(g), lower=lo, lower_inclusive=li, upper=hi, upper_inclusive=ui)
        for n, (lo, hi, li, ui, g) in enumerate(bands)
    ]
    born = latest_birth_date(age, YEAR_END)
    faults = [f for f in partition_faults(groups, YEAR_END) if f.code != "group_empty"]
    concerned = [
        f
        for f in faults
        if f.params["gender"] in ("", gender)
        and int(f.params["first_age"]) <= age
        and (f.params["last_age"] == "" or age <= int(f.params["last_age"]))
    ]
    found = assign(Person(gender, born), groups, YEAR_END)
    expected = {"assigned": [], "several_groups": ["groups_overlap"], "no_group": ["groups_gap"]}[found.reason]
    assert [fault.code for fault in concerned] == expected


def test_people_near_a_limit_are_listed():
    assert [near_limit(date(1976, 1, d), SEED, YEAR_END) for d in (1, 30, 31)] == [
        (NearLimit(51, date(1975, 12, 31), 1),),
        (NearLimit(51, date(1975, 12, 31), 30),),
        (),
    ]


def test_eligibility_tells_every_reason():
    conditions = Eligibility(
        genders=MEN, post_categories=frozenset({PostCategory.TEACHING}), minimum_age=51, max_events=2
    )
    person = Person(Gender.FEMALE, date(1990, 5, 1), PostCategory.LOGISTICS)
    assert eligibility(person, conditions, YEAR_END, ["run", "walk"], 3) == (
        Fault("gender_not_admitted", {"found": "female", "admitted": "male"}),
        Fault("post_category_not_admitted", {"found": "logistics", "admitted": "teaching"}),
        Fault("too_young", {"age": 36, "limit": 51}),
        Fault("too_many_contests", {"entered": 2, "limit": 2}),
    )


def test_unknown_facts_are_reasons_and_the_smaller_limit_counts():
    conditions = Eligibility(genders=MEN, maximum_age=50)
    assert [fault.code for fault in eligibility(Person(), conditions, YEAR_END, ["a"], 1)] == [
        "gender_unknown",
        "birth_date_unknown",
        "too_many_contests",
    ]
    assert eligibility(Person(), Eligibility(), None, ["a", "b"], None) == ()


def test_too_old_and_missing_reference_date():
    person = Person(Gender.MALE, date(1970, 1, 1))
    assert eligibility(person, Eligibility(maximum_age=50), YEAR_END) == (Fault("too_old", {"age": 56, "limit": 50}),)
    assert eligibility(person, Eligibility(maximum_age=50), None) == (Fault("reference_date_missing"),)
