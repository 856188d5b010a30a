"""The seven rulebooks of the plan do what the plan says."""

from datetime import date
from pathlib import Path

import pytest

from scoring import Gender, Person, PostCategory, assign, eligibility, parse
from scoring.rulebook import Format, Notice, Wording

FOLDER = Path(__file__).parents[3] / "examples/rulebooks"


def example(name):
    return parse((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


LAST_51, FIRST_50 = date(1975, 12, 31), date(1976, 1, 1)


@pytest.mark.parametrize(
    ("name", "gender", "born", "group"),
    [
        ("treadmill_women", Gender.FEMALE, LAST_51, "W-51"),
        ("treadmill_women", Gender.FEMALE, FIRST_50, "W-U51"),
        ("walk_men_51", Gender.MALE, LAST_51, "M-51"),
        ("run_men_under_51", Gender.MALE, FIRST_50, "M-U51"),
    ],
)
def test_races_cut_at_51_full_years_at_year_end(name, gender, born, group):
    rulebook = example(name)
    person = Person(gender, born)
    assert assign(person, rulebook.groups, rulebook.age_rule).group == group
    assert eligibility(person, rulebook.eligibility, rulebook.age_rule) == ()


@pytest.mark.parametrize(
    ("name", "gender", "born", "code"),
    [
        ("treadmill_women", Gender.MALE, LAST_51, "gender_not_admitted"),
        ("walk_men_51", Gender.MALE, FIRST_50, "too_young"),
        ("run_men_under_51", Gender.MALE, LAST_51, "too_old"),
        ("walk_men_51", Gender.MALE, None, "birth_date_unknown"),
    ],
)
def test_races_turn_away_the_others(name, gender, born, code):
    rulebook = example(name)
    found = eligibility(Person(gender, born), rulebook.eligibility, rulebook.age_rule)
    assert [fault.code for fault in found] == [code]


@pytest.mark.parametrize(
    ("name", "admitted"),
    [("teaching_plan", PostCategory.TEACHING), ("essay", PostCategory.MANAGEMENT)],
)
def test_written_contests_are_blind_and_for_one_post_category(name, admitted):
    rulebook = example(name)
    turned_away = {post for post in PostCategory if eligibility(Person(post_category=post), rulebook.eligibility, None)}
    assert (rulebook.blind, turned_away) == (True, set(PostCategory) - {admitted})
    assert [prize.share for prize in rulebook.awards.prizes] == [10, 20, 30]


def test_harmony_titles_go_to_persons_and_families_by_number():
    worker, family = example("harmony_worker"), example("harmony_family")
    assert [(r.eligibility.entrant, r.awards.certificate, r.awards.prizes[0].count) for r in (worker, family)] == [
        ("person", Wording.TITLE, 10),
        ("family", Wording.TITLE, 6),
    ]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_results_hang_five_days_and_those_of_races_thirty_minutes(path):
    rulebook = parse(path.read_text(encoding="utf-8"))
    expected = Notice(minutes=30) if rulebook.format is Format.RACE else Notice(days=5)
    assert rulebook.notice == expected
