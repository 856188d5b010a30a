"""优秀组织奖: participation x completeness, exact, with small departments and required rates (practice.md 3.1, 4.2)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import Fault
from scoring.awards import (
    DepartmentField,
    OrganisingOutcome,
    OrganisingRow,
    OrganisingRule,
    RequiredRate,
    SmallDepartments,
    organising_awards,
)

FIELDS = (
    DepartmentField("语文组", 20, 18, 20, 19),  # 18/20 x 19/20 = 0.855
    DepartmentField("数学组", 30, 27, 30, 30),  # 9/10
    DepartmentField("后勤", 40, 36, 40, 40),  # 9/10, more people
    DepartmentField("校医室", 3, 3, 3, 3),  # 1
    DepartmentField("财务", 10, 0, 0, 0),
)


def told(outcome):
    return [(row.field.department, row.place, row.awarded, row.reason) for row in outcome.rows]


def test_best_quarter_wins_by_participation_times_completeness():
    outcome = organising_awards(FIELDS, OrganisingRule(share=Fraction(40)))
    assert (outcome.quota, told(outcome)) == (
        2,
        [
            ("校医室", 1, True, ""),
            ("后勤", 2, True, ""),
            ("数学组", 3, False, ""),
            ("语文组", 4, False, ""),
            ("财务", None, False, "nobody_entered"),
        ],
    )
    assert [(row.field.score, row.decided_by) for row in outcome.rows[:4]] == [
        (1, "score"),
        (Fraction(9, 10), "persons"),
        (Fraction(9, 10), "persons"),
        (Fraction(171, 200), "score"),
    ]


def test_small_departments_compete_apart_with_a_quota_of_their_own_or_not_at_all():
    rule = OrganisingRule(small_below=5, small=SmallDepartments.APART)
    apart = organising_awards(FIELDS, rule)
    assert (apart.quota, apart.quota_small, [row.small for row in apart.rows]) == (1, 1, [False] * 4 + [True])
    assert told(apart)[0] == ("后勤", 1, True, "")
    assert told(apart)[-1] == ("校医室", 1, True, "")
    out = organising_awards(FIELDS, OrganisingRule(small_below=5, small=SmallDepartments.OUT))
    assert (told(out)[0], told(out)[-1]) == (("后勤", 1, True, ""), ("校医室", None, False, "small_department"))
    at_the_limit = organising_awards(FIELDS, OrganisingRule(small_below=3, small=SmallDepartments.OUT))
    assert told(at_the_limit)[0] == ("校医室", 1, True, "")


def test_required_participation_depends_on_size():
    rates = (RequiredRate(Fraction(85)), RequiredRate(Fraction(100), staff=10), RequiredRate(Fraction(91), staff=30))
    outcome = organising_awards(FIELDS, OrganisingRule(share=Fraction(100), required=rates))
    assert told(outcome) == [
        ("校医室", 1, True, ""),
        ("后勤", 2, True, ""),
        ("数学组", None, False, "below_required"),
        ("语文组", None, False, "below_required"),
        ("财务", None, False, "nobody_entered"),
    ]
    assert [row.required for row in outcome.rows] == [None, None, 91, 91, None]
    exactly = OrganisingRule(share=Fraction(100), required=(RequiredRate(Fraction(90)),))
    assert [row.reason for row in organising_awards(FIELDS, exactly).rows] == ["", "", "", "", "nobody_entered"]


def test_entered_but_never_finished_has_no_place():
    outcome = organising_awards((DepartmentField("甲", 5, 5, 5, 0), *FIELDS[:1]), OrganisingRule())
    assert told(outcome) == [("语文组", 1, True, ""), ("甲", None, False, "nobody_finished")]


def test_equal_departments_share_the_place_and_the_award():
    fields = [DepartmentField(name, 10, 5, 5, 5) for name in ("乙", "甲", "丙")]
    outcome = organising_awards(fields, OrganisingRule(share=Fraction(10)))
    assert [(row.place, row.tied, row.awarded, row.decided_by) for row in outcome.rows] == [
        (1, True, True, "shared")
    ] * 3


@pytest.mark.parametrize(("share", "minimum", "quota"), [(20, 1, 1), (30, 1, 2), (10, 1, 1), (10, 3, 3), (50, 1, 3)])
def test_share_is_rounded_half_up_with_a_minimum(share, minimum, quota):
    assert organising_awards(FIELDS, OrganisingRule(share=Fraction(share), minimum=minimum)).quota == quota


def test_numbers_that_cannot_be_true_stop_the_award():
    fields = (
        DepartmentField("甲", 0, 0, 0, 0),
        DepartmentField("乙", 2, 3, 3, 4),
        DepartmentField("乙", 2, 2, 2, 2),
    )
    outcome = organising_awards(fields, OrganisingRule())
    assert (outcome.rows, outcome.faults) == (
        (),
        (
            Fault("department_duplicate", {"department": "乙"}),
            Fault("department_staff_missing", {"department": "甲"}),
            Fault("entered_above_staff", {"department": "乙", "entered": 3, "staff": 2}),
            Fault("finished_above_entries", {"department": "乙"}),
        ),
    )
    assert organising_awards((), OrganisingRule()).quota == 0


DEPARTMENTS = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9)), max_size=8).map(
    lambda rows: [
        DepartmentField(f"D{n}", staff, min(persons, staff), persons, min(finished, persons))
        for n, (staff, persons, finished) in enumerate(rows)
    ]
)
RULES = st.builds(
    OrganisingRule,
    st.sampled_from([Fraction(20), Fraction(30), Fraction(100)]),
    st.integers(1, 3),
    st.none() | st.integers(1, 5),
    st.sampled_from(SmallDepartments),
)


@given(DEPARTMENTS, RULES, st.randoms(use_true_random=False))
def test_everybody_is_listed_once_and_order_never_matters(fields, rule, random):
    outcome = organising_awards(fields, rule)
    assert sorted(row.field.department for row in outcome.rows) == sorted(field.department for field in fields)
    assert organising_awards(random.sample(fields, len(fields)), rule) == outcome
    quotas = {False: outcome.quota, True: outcome.quota_small}
    assert all(row.awarded == (row.place is not None and row.place <= quotas[row.small]) for row in outcome.rows)


def test_a_quarter_wins_where_the_rules_say_nothing_else():
    fields = [DepartmentField(f"D{number:02}", 10, 5, 5, 5) for number in range(25)]
    assert organising_awards(fields, OrganisingRule()).quota == 6


def test_a_department_without_a_place_is_neither_tied_nor_awarded():
    nobody = DepartmentField("财务", 10, 0, 0, 0)
    rule = OrganisingRule(small_below=5, small=SmallDepartments.OUT)
    small = DepartmentField("校医室", 3, 3, 3, 3)
    assert organising_awards([nobody, small], rule).rows == (
        OrganisingRow(nobody, None, False, False, "", False, "nobody_entered"),
        OrganisingRow(small, None, False, False, "", False, "small_department"),
    )
    assert (nobody.completeness, nobody.score) == (0, 0)


def test_wrong_facts_leave_no_list_and_no_quota():
    doubled = [DepartmentField("甲", 5, 1, 1, 1)] * 2
    assert organising_awards(doubled, OrganisingRule()) == OrganisingOutcome(
        (), 0, 0, (Fault("department_duplicate", {"department": "甲"}),)
    )


def test_required_rates_are_looked_through_by_size_however_they_are_listed():
    rates = (RequiredRate(Fraction(10), staff=100), RequiredRate(Fraction(90), staff=30), RequiredRate(Fraction(50)))
    small, large = DepartmentField("甲", 20, 10, 10, 10), DepartmentField("乙", 400, 199, 199, 199)
    outcome = organising_awards([small, large], OrganisingRule(required=rates))
    assert [(row.field.department, row.reason, row.required) for row in outcome.rows] == [
        ("乙", "below_required", 50),
        ("甲", "below_required", 90),
    ]
