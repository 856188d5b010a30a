"""Form -> document -> form gives back the same rules, and every fault finds its field."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wtforms import Form

from scoring.groups import MergeInto, Merging
from scoring.rulebook import Rulebook, parse
from web.forms.rules import AwardsForm, EligibilityForm, GroupsForm, JudgingForm, RaceForm, RankingForm
from web.forms.rules_rows import BandRow, CriterionRow
from web.services.example_rules import ExampleRules, blank_document, example, example_rules
from web.services.rulebook_form import form_values, has_form, read_form, row_is_empty
from web.services.rulebook_kept import EDITED

FORMS = [one for one in example_rules() if has_form(one.rulebook)]


@pytest.mark.parametrize("one", FORMS, ids=lambda one: one.code)
def test_every_example_comes_back_unchanged_from_the_form(one: ExampleRules) -> None:
    assert read_form(form_values(one.rulebook), one.rulebook) == (one.rulebook, [])


def test_the_form_says_truly_which_keys_it_edits() -> None:
    def fields(form: type[Form]) -> set[str]:
        return set(form().data)

    plain = {"judging": JudgingForm, "race": RaceForm, "groups": GroupsForm, "eligibility": EligibilityForm}
    rows = {"criteria": CriterionRow, "groups.bands": BandRow, "ranking": RankingForm, "awards": AwardsForm}
    forms = {**plain, **rows}
    assert {name: fields(form) for name, form in forms.items()} == {name: set(EDITED[name]) for name in forms}


@pytest.mark.parametrize("kind", ["judged", "race"])
def test_blank_rules_are_sound(kind: str) -> None:
    rulebook = parse(blank_document(kind, "新项目"))
    assert read_form(form_values(rulebook)) == (rulebook, [])


def essay() -> Rulebook:
    found = example("essay")
    assert found is not None
    return found.rulebook


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=8))
def test_any_maxima_in_hundredths_survive_the_form(maxima: list[int]) -> None:
    rulebook = essay()
    assert rulebook.judging is not None
    criteria = tuple(
        replace(rulebook.criteria[0], code=f"C{n}", maximum=maximum, step=1) for n, maximum in enumerate(maxima)
    )
    changed = replace(
        rulebook,
        criteria=criteria,
        judging=replace(rulebook.judging, total=sum(maxima)),
        awards=replace(rulebook.awards, prizes=()),
        ranking=replace(rulebook.ranking, ties=("criterion:C0", "shared")),
    )
    assert read_form(form_values(changed)) == (changed, [])


@given(st.integers(0, 100_000_000))
def test_any_prize_money_survives_the_form_to_the_fen(fen: int) -> None:
    rulebook = essay()
    prizes = (replace(rulebook.awards.prizes[0], value=fen), *rulebook.awards.prizes[1:])
    changed = replace(rulebook, awards=replace(rulebook.awards, prizes=prizes))
    assert read_form(form_values(changed)) == (changed, [])


def faults_of(change: Any, code: str = "essay") -> set[tuple[str, str]]:
    found = example(code)
    assert found is not None
    values = form_values(found.rulebook)
    change(values)
    rulebook, faults = read_form(values)
    assert rulebook is None
    return {(fault.where, fault.code) for fault in faults}


def test_all_faults_are_told_at_once_each_at_its_field() -> None:
    def change(values: dict[str, Any]) -> None:
        values["name"] = " "
        values["judging"]["drop"] = "一个"
        values["criteria"][1]["maximum"] = "abc"
        values["prizes"][0]["value"] = "很多"
        values["prizes"][1] |= {"unit": "count", "number": "1.5"}
        values["prizes"][2]["number"] = "1.555"
        values["notice"]["number"] = "-1"

    assert faults_of(change) == {
        ("name", "name_empty"),
        ("judging-drop", "not_whole"),
        ("criteria-1-maximum", "not_a_number"),
        ("prizes-0-value", "money_not_a_number"),
        ("prizes-1-number", "not_whole"),
        ("prizes-2-number", "not_a_percentage"),
        ("notice-number", "not_whole"),
    }


def test_limits_of_winners_and_shares_with_decimals_come_back_unchanged() -> None:
    rulebook = essay()
    prizes = (replace(rulebook.awards.prizes[0], share=Fraction(25, 2)), *rulebook.awards.prizes[1:])
    awards = replace(
        rulebook.awards,
        prizes=prizes,
        face_binds=True,
        minus_one=True,
        most_winners=9,
        most_per_department=2,
        first_prize_from=5,
    )
    conditions = replace(rulebook.eligibility, minimum_entries=3, minimum_present=2)
    changed = replace(rulebook, awards=awards, eligibility=conditions)
    assert read_form(form_values(changed)) == (changed, [])


def test_merging_of_groups_comes_back_unchanged_and_needs_its_limit() -> None:
    found = example("treadmill_women")
    assert found is not None
    changed = replace(found.rulebook, merging=Merging(3, MergeInto.OLDER_FIRST, across_genders=True))
    values = form_values(changed)
    assert read_form(values) == (changed, [])
    values["groups"]["merge_below"] = "一"
    assert [(one.where, one.code) for one in read_form(values)[1]] == [("groups-merge_below", "not_whole")]


def test_maxima_must_add_up_to_the_declared_total() -> None:
    def change(values: dict[str, Any]) -> None:
        values["criteria"][0]["maximum"] = "16"

    assert faults_of(change) == {("criteria", "criteria_total")}


def test_a_row_left_empty_does_not_count_and_does_not_shift_faults() -> None:
    def change(values: dict[str, Any]) -> None:
        values["criteria"].insert(0, {"code": "", "name": " ", "maximum": "", "step": "0.5", "descriptor": ""})
        values["criteria"][3]["step"] = "0"

    assert faults_of(change) == {("criteria-3-step", "out_of_range")}


def test_a_row_with_only_a_default_step_is_empty() -> None:
    assert row_is_empty("criteria", {"code": "", "name": "", "maximum": "", "step": "0.5"})
    assert not row_is_empty("criteria", {"code": "A", "name": "", "maximum": "", "step": ""})


def test_overlapping_groups_are_refused_with_ages_and_birth_dates() -> None:
    found = example("treadmill_women")
    assert found is not None
    values = form_values(found.rulebook)
    values["groups"]["bands"][0]["upper_inclusive"] = True
    rulebook, faults = read_form(values)
    assert rulebook is None
    assert [(one.code, one.where) for one in faults] == [("groups_overlap", "groups-bands")]
    assert dict(faults[0].params) == {
        "gender": "female",
        "post_category": "",
        "first_age": 51,
        "last_age": 51,
        "born_first": "1975-01-01",
        "born_last": "1975-12-31",
        "groups": "W-U51,W-51",
    }


def test_a_gap_between_groups_is_refused() -> None:
    def change(values: dict[str, Any]) -> None:
        values["groups"]["bands"][1]["lower"] = "60"

    assert faults_of(change, "treadmill_women") == {("groups-bands", "groups_gap")}


def test_a_missing_reference_date_is_refused() -> None:
    def change(values: dict[str, Any]) -> None:
        values["groups"]["reference_date"] = ""

    assert ("groups-reference_date", "reference_date_missing") in faults_of(change, "treadmill_women")


def test_an_impossible_date_is_told_at_its_field() -> None:
    def change(values: dict[str, Any]) -> None:
        values["groups"]["reference_date"] = "2026-02-30"

    assert ("groups-reference_date", "not_a_date") in faults_of(change, "treadmill_women")


def test_full_width_numbers_are_read() -> None:
    values = form_values(essay())
    values["notice"]["number"] = "\uff15"
    rulebook, faults = read_form(values)
    assert (rulebook, faults) == (essay(), [])
