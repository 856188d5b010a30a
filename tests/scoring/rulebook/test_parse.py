"""The rulebook as a document: all faults at once, with line, column and the nearest key."""

from datetime import date
from pathlib import Path

import pytest

from scoring import AgeRule, Fault, Gender, Group, Hundredths, Metres, Millis, RuleFaults
from scoring.rulebook import (
    Better,
    Criterion,
    Format,
    Judging,
    Measure,
    Method,
    Notice,
    Places,
    Points,
    Race,
    RaceRounding,
    Ranking,
    Rounding,
    Rulebook,
    Trim,
    check,
    parse,
)
from tests.scoring.builders import judged_rulebook, race_rulebook

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


def faults_of(text):
    with pytest.raises(RuleFaults) as refused:
        parse(text)
    return refused.value.faults


def codes_of(text):
    return [(fault.code, fault.where) for fault in faults_of(text)]


def test_minimal_judged_rulebook_of_the_file_contract():
    assert parse(MINIMAL) == Rulebook(
        name="2026年新教案评比",
        format=Format.JUDGED,
        judging=Judging(
            Method.TRIMMED, 1, Trim.TOTAL, Rounding.END, 2, 3, Hundredths(10000), recuse_own_department=True
        ),
        criteria=(
            Criterion("T1", "教学目标", Hundredths(1500), Hundredths(50)),
            Criterion("T2", "", Hundredths(8500), Hundredths(50)),
        ),
        ranking=Ranking(Places.STANDARD, ("criterion:T1", "chief_judge", "shared")),
        notice=Notice(days=5),
    )


def test_race_defaults_follow_the_measure():
    timed, measured = race_rulebook(race='measure = "time"').race, race_rulebook(race='measure = "distance"').race
    assert (timed, measured) == (
        Race(Measure.TIME, Better.LOWER, Millis(100), RaceRounding.UP),
        Race(Measure.DISTANCE, Better.HIGHER, Metres(1), RaceRounding.DOWN),
    )


def test_default_tie_chain_is_criteria_chief_judge_shared():
    assert judged_rulebook().ranking.ties == ("criterion:A", "criterion:B", "chief_judge", "shared")
    assert judged_rulebook('[ranking]\nties = ["firsts"]').ranking.ties == ("firsts", "shared")
    assert race_rulebook().ranking.ties == ("shared",)


def test_points_table_is_on_only_when_written():
    assert (race_rulebook().points, race_rulebook("[points]").points) == (None, Points())


def test_groups_are_read_with_their_reference_date():
    body = """
[groups]
reference_date = 2026-12-31
convention = "day_after"
[[groups.bands]]
code = "A"
genders = ["male"]
lower = 51
[[groups.bands]]
code = "B"
genders = ["male"]
upper = 51
upper_inclusive = false
[eligibility]
genders = ["male"]
"""
    rulebook = race_rulebook(body)
    assert rulebook.age_rule == AgeRule(date(2026, 12, 31), "day_after")
    men = frozenset({Gender.MALE})
    assert rulebook.groups == (Group("A", "", men, lower=51), Group("B", "", men, upper=51, upper_inclusive=False))


def test_all_faults_come_at_once_with_line_and_nearest_key():
    text = """name = "x"
format = "judged"
[judgin]
[judging]
method = "trimed"
dropp = 1
[[criteria]]
code = "A"
maximum = 50
stp = 1
[ranking]
ties = ["critrion:A"]
"""
    assert faults_of(text) == (
        Fault("unknown_key", {"key": "judgin", "nearest": "judging"}, "judgin", 3, 1),
        Fault("not_a_choice", {"value": "trimed", "choices": ", ".join(Method)}, "judging.method", 5, 1),
        Fault("unknown_key", {"key": "dropp", "nearest": "drop"}, "judging.dropp", 6, 1),
        Fault("criteria_total", {"sum": "50", "total": "100"}, "criteria", 7, 1),
        Fault("unknown_key", {"key": "stp", "nearest": "step"}, "criteria[1].stp", 10, 1),
        Fault("ties_unknown", {"key": "critrion:A", "nearest": "criterion:A"}, "ranking.ties", 12, 1),
    )


def test_toml_syntax_fault_has_line_and_column():
    (fault,) = faults_of('name = "x"\nformat = judged\n')
    assert (fault.code, fault.line, fault.column) == ("toml_syntax", 2, 10)


@pytest.mark.parametrize("text", ["x = " + "[" * 5000, "x = " + "9" * 5000, "a = 1\na = 2"])
def test_hostile_toml_is_a_syntax_fault(text):
    assert [fault.code for fault in faults_of(text)] == ["toml_syntax"]


def test_endless_document_is_refused():
    assert faults_of("#" * 200_001) == (Fault("document_too_long", {"longest": 200_000}),)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("step = 0.5", "step = 0.005"), ("mark_decimals", "criteria[1].step")),
        (("step = 0.5", "step = nan"), ("not_a_number", "criteria[1].step")),
        (("step = 0.5", "step = 1e-999999999"), ("not_a_number", "criteria[1].step")),
        (("step = 0.5", "step = 0"), ("out_of_range", "criteria[1].step")),
        (("step = 0.5", "step = 0.4"), ("step_does_not_divide", "criteria[1].step")),
        (("step = 0.5", "step = 20"), ("step_above_maximum", "criteria[1].step")),
        (("maximum = 15", 'maximum = "15"'), ("not_a_number", "criteria[1].maximum")),
        (("maximum = 15", "maximum = 1e9"), ("out_of_range", "criteria[1].maximum")),
        (("maximum = 15\n", ""), ("key_missing", "criteria[1].maximum")),
        (("maximum = 15", "maximum = 45"), ("criteria_total", "criteria")),
        (('code = "T1"', 'code = "T 1"'), ("not_a_code", "criteria[1].code")),
        (('code = "T2"', 'code = "T1"'), ("code_duplicate", "criteria")),
        (("drop = 1", "drop = 1.0"), ("not_whole", "judging.drop")),
        (("drop = 1", "drop = true"), ("not_whole", "judging.drop")),
        (("drop = 1", "drop = 0"), ("out_of_range", "judging.drop")),
        (("decimals = 2", "decimals = 5"), ("out_of_range", "judging.decimals")),
        (('"shared"]', '"shared", "firsts"]'), ("ties_shared_not_last", "ranking.ties")),
        (('["criterion:T1",', '["criterion:T9",'), ("ties_unknown", "ranking.ties")),
        (('["criterion:T1",', '["criterion:T1", "criterion:T1",'), ("ties_repeated", "ranking.ties")),
        (('ties = ["criterion:T1", "chief_judge", "shared"]', 'ties = "shared"'), ("not_a_list", "ranking.ties")),
        (('name = "2026年新教案评比"', 'name = ""'), ("name_empty", "name")),
        (('name = "2026年新教案评比"\n', ""), ("key_missing", "name")),
        (('name = "2026年新教案评比"', r'name = "a\nb"'), ("text_control_character", "name")),
        (('format = "judged"', 'format = "judge"'), ("not_a_choice", "format")),
    ],
)
def test_one_slip_is_one_fault(change, fault):
    assert change[0] in MINIMAL
    found = codes_of(MINIMAL.replace(*change, 1))
    assert fault in found
    assert {where for _, where in found} <= {fault[1], "name"}


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("[race]\nmeasure = 'time'", ("key_not_for_format", "race")),
        ("[[prizes]]\nname = '一等奖'\nshare = 12.505", ("not_a_percentage", "prizes[1].share")),
        ("[groups]\nmerge_into = 'older'", ("merge_without_limit", "groups.merge_below")),
        ("[groups]\nmerge_below = 3", ("merge_without_groups", "groups.merge_below")),
        ("[groups]\nmerge_below = 1", ("out_of_range", "groups.merge_below")),
        ("[[prizes]]\nname = '一等奖'\nshare = 0", ("not_a_percentage", "prizes[1].share")),
        ("[[prizes]]\nname = '一等奖'\nshare = 100.5", ("out_of_range", "prizes[1].share")),
        ("[[prizes]]\nname = '一等奖'", ("prize_count_or_share", "prizes[1]")),
        ("[[prizes]]\nname = '一等奖'\ncount = 1\nshare = 5", ("prize_count_or_share", "prizes[1]")),
        ("[[prizes]]\nname = ' '\ncount = 1", ("name_empty", "prizes[1].name")),
        (
            "[[prizes]]\nname = 'a'\nshare = 60\n[[prizes]]\nname = 'b'\nshare = 60",
            ("prize_shares_above_100", "prizes"),
        ),
        ("[[prizes]]\nname = 'a'\ncount = 1\n[[prizes]]\nname = 'a'\ncount = 1", ("code_duplicate", "prizes")),
        ("[[prizes]]\nname = 'a'\ncount = 1\nfloor = 101", ("prize_floor_above_total", "prizes[1].floor")),
        (
            "[[prizes]]\nname = 'a'\ncount = 1\nfloor = 80\n[[prizes]]\nname = 'b'\ncount = 1\nfloor = 85",
            ("prize_floors_rise", "prizes"),
        ),
        ("[awards]\nface_limit = '3/2'", ("not_a_ratio", "awards.face_limit")),
        ("[points]\ntable = []", ("points_empty", "points.table")),
        ("[points]\ntable = [1, 2]", ("points_rise", "points.table")),
        ("[notice]\ndays = 1\nminutes = 1", ("notice_days_and_minutes", "notice")),
        ("[eligibility]\nminimum_age = 51", ("reference_date_missing", "groups.reference_date")),
        ("[eligibility]\nentrant = 'family'\ngenders = ['male']", ("entrant_not_a_person", "eligibility.entrant")),
        (
            "[groups]\nreference_date = 2026-12-31\n[eligibility]\nminimum_age = 51\nmaximum_age = 50",
            ("ages_reversed", "eligibility.minimum_age"),
        ),
        ("[groups]\nreference_date = '2026-12-31'", ("not_a_date", "groups.reference_date")),
        ("[groups]\nreference_date = 2026-12-31T08:00:00", ("not_a_date", "groups.reference_date")),
        ("[[groups.bands]]\ncode = 'A'\nlower = 51", ("reference_date_missing", "groups.reference_date")),
        ("[notice]\ndays = 1\n[[notice.x]]", ("unknown_key", "notice.x")),
    ],
)
def test_sense_is_checked_table_by_table(more, fault):
    assert fault in codes_of(MINIMAL + more)


@pytest.mark.parametrize(
    ("race", "fault"),
    [
        ('measure = "time"\nprecision = 0.3', ("precision_not_allowed", "race.precision")),
        ('measure = "distance"\nprecision = 0.5', ("precision_not_allowed", "race.precision")),
        ('measure = "miles"', ("not_a_choice", "race.measure")),
        ("precision = 1", ("key_missing", "race.measure")),
        ('measure = "time"\n[ranking]\nties = ["chief_judge"]', ("ties_unknown", "ranking.ties")),
        (
            'measure = "time"\n[[prizes]]\nname = "a"\ncount = 1\nfloor = 80',
            ("prize_floor_without_marks", "prizes[1].floor"),
        ),
        ('measure = "time"\n[judging]\ndrop = 1', ("key_not_for_format", "judging")),
    ],
)
def test_race_tables_are_checked(race, fault):
    with pytest.raises(RuleFaults) as refused:
        race_rulebook(race=race)
    assert fault in [(found.code, found.where) for found in refused.value.faults]


def test_tables_of_wrong_shape_are_faults_not_crashes():
    text = 'name = "x"\nformat = "race"\nrace = 1\ncriteria = {}\nprizes = [1]\ngroups = []\n'
    assert {code for code, _ in codes_of(text)} >= {"not_a_table", "key_not_for_format"}


def test_a_rulebook_built_by_a_form_is_checked_by_the_same_rules():
    built = Rulebook(name="x", format=Format.JUDGED, race=Race())
    assert [(fault.code, fault.where) for fault in check(built)] == [("format_tables", "format")]
