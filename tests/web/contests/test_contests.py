"""Creating, naming, ordering contests; copying a competition with its dates unconfirmed."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from scoring.rulebook import parse
from tests.builders import a_competition, an_account
from tests.conftest import Office, count_queries
from tests.web.rules.scenes import DOCUMENTS, a_contest, a_woman
from web.db.models import Competition, Contest, Entry, Fund, FundLine, HeatFormat, RoleGrant, Venue
from web.services import contests, groups, rules
from web.services.act import Act, Actor, Role
from web.services.contest_states import contest_state, contest_states
from web.services.example_rules import blank_document, example_rules
from web.services.refusals import Refusal


def test_the_seven_examples_stand_in_the_order_of_the_plan() -> None:
    assert [one.code for one in example_rules()][:7] == [
        "teaching_plan",
        "essay",
        "treadmill_women",
        "walk_men_51",
        "run_men_under_51",
        "harmony_worker",
        "harmony_family",
    ]


def test_contests_are_listed_in_order_and_can_be_moved(act: Act) -> None:
    competition = a_competition(act)
    first, second = a_contest(act, competition), a_contest(act, competition, "teaching_plan")
    assert [(one.code, one.position) for one in (first, second)] == [("essay", 1), ("teaching_plan", 2)]
    contests.move_contest(act, second, -1)
    contests.move_contest(act, second, -1)
    assert [state.contest.code for state in contest_states(act, competition)] == ["teaching_plan", "essay"]
    contests.move_contest(act, second, 1)
    assert [state.contest.code for state in contest_states(act, competition)] == ["essay", "teaching_plan"]


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("论文", "论文", {"contest_code_wrong"}),
        ("two words", " ", {"contest_code_wrong", "contest_name_wrong"}),
        ("essay", "论文", {"contest_code_taken"}),
        ("new", "长" * 121, {"contest_name_wrong"}),
    ],
)
def test_codes_and_names_are_checked_together(act: Act, code: str, name: str, expected: set[str]) -> None:
    competition = a_competition(act)
    a_contest(act, competition)
    with pytest.raises(Refusal) as refused:
        contests.create_contest(act, competition, code, name, DOCUMENTS["essay"])
    assert {fault.code for fault in refused.value.faults} == expected


def test_the_same_code_may_stand_in_another_competition(act: Act) -> None:
    first = a_competition(act)
    second = a_competition(act, first.trade_union, "xyz2345678")
    assert a_contest(act, first).code == a_contest(act, second).code


def test_a_new_name_leaves_the_frozen_title(act: Act) -> None:
    contest = a_contest(act, a_competition(act), freeze=True)
    contests.rename_contest(act, contest, " 论文 ")
    assert (contest.name, rules.frozen(act, contest)) == ("论文", parse(DOCUMENTS["essay"]))


def copied(act: Act) -> tuple[Competition, dict[str, Contest]]:
    """A competition of two contests, one of them by ages, and its copy for 2027."""
    original = a_competition(act)
    a_contest(act, original, freeze=True)
    race = a_contest(act, original, "treadmill_women", freeze=True)
    a_woman(act, race)
    act.session.add_all(
        [
            HeatFormat(contest_id=race.id, venue_kind="gym", heat_minutes=20, entrant_minutes=15, max_fill=9),
            Venue(competition_id=original.id, name="健身房", kind="gym", places=10),
            Fund(competition_id=original.id, amount_fen=100, basis="3号", lines=[FundLine(label="场地", fen=60)]),
        ]
    )
    act.session.flush()
    copy = contests.copy_competition(act, original, "2027年职工竞赛", 2027)
    return copy, {one.code: one for one in copy.contests}


def test_a_copy_has_the_rules_as_drafts_and_no_entries(act: Act) -> None:
    copy, made = copied(act)
    assert (copy.name, copy.year, copy.is_example) == ("2027年职工竞赛", 2027, False)
    for code, contest in made.items():
        assert [(one.number, one.state) for one in rules.versions(act, contest)] == [(1, "draft")]
        draft = rules.draft_version(act, contest)
        assert draft is not None
        assert parse(draft.document) == parse(DOCUMENTS[code])
    assert act.session.scalars(select(Entry).join(Contest).where(Contest.competition_id == copy.id)).all() == []


def test_a_copy_takes_venues_heat_formats_and_fund_along(act: Act) -> None:
    copy, made = copied(act)
    heats = act.session.scalars(select(HeatFormat).where(HeatFormat.contest_id == made["treadmill_women"].id)).one()
    venue = act.session.scalars(select(Venue).where(Venue.competition_id == copy.id)).one()
    fund = act.session.scalars(select(Fund).where(Fund.competition_id == copy.id)).one()
    assert (heats.heat_minutes, heats.max_fill, venue.name, venue.places) == (20, 9, "健身房", 10)
    assert (fund.amount_fen, fund.basis, [(line.label, line.fen) for line in fund.lines]) == (
        100,
        "3号",
        [("场地", 60)],
    )


def test_a_copied_reference_date_blocks_freezing_until_it_is_confirmed(act: Act) -> None:
    _copy, made = copied(act)
    contest = made["treadmill_women"]
    assert contest_state(act, contest).following == "confirm"
    with pytest.raises(Refusal) as refused:
        rules.freeze(act, contest)
    assert [(one.code, one.params) for one in refused.value.faults] == [
        ("reference_date_unconfirmed", {"date": "2026-12-31"})
    ]
    contests.confirm_reference_date(act, contest, date(2026, 12, 31))
    assert rules.freeze(act, contest).state == "frozen"


def test_a_changed_reference_date_counts_as_confirmed_and_stands_in_the_draft(act: Act) -> None:
    _copy, made = copied(act)
    contest = made["treadmill_women"]
    contests.confirm_reference_date(act, contest, date(2027, 12, 31))
    rules.freeze(act, contest)
    rule = rules.frozen(act, contest).age_rule
    assert rule is not None
    assert (rule.reference_date, contest.reference_date_confirmed_at) == (date(2027, 12, 31), act.now)


def test_another_date_typed_into_the_rules_confirms_it_too(act: Act) -> None:
    _copy, made = copied(act)
    contest = made["treadmill_women"]
    rules.save_draft(act, contest, DOCUMENTS["treadmill_women"])
    assert contest.reference_date_confirmed_at is None
    rules.save_draft(act, contest, DOCUMENTS["treadmill_women"].replace("2026-12-31", "2027-11-30"))
    assert contest.reference_date_confirmed_at == act.now


def test_the_draw_of_a_copy_is_blocked_as_well(act: Act) -> None:
    contest = a_contest(act, a_competition(act), "treadmill_women", freeze=True)
    contest.reference_date_confirmed_at = None
    a_woman(act, contest)
    with pytest.raises(Refusal) as refused:
        groups.close_entries(act, contest)
    assert [fault.code for fault in refused.value.faults] == ["reference_date_unconfirmed"]


def test_rules_without_ages_need_no_confirmation(act: Act) -> None:
    _copy, made = copied(act)
    assert rules.freeze(act, made["essay"]).state == "frozen"
    with pytest.raises(Refusal) as refused:
        contests.confirm_reference_date(act, made["essay"], date(2027, 1, 1))
    assert [fault.code for fault in refused.value.faults] == ["no_reference_date"]


def test_whoever_copies_becomes_organizer_of_the_copy(act: Act) -> None:
    original = a_competition(act)
    account = an_account(act, competition=original)
    someone = Act(act.session, Actor(account.id, account.name, frozenset()), act.now, act.keys, act.settings)
    copy = contests.copy_competition(someone, original, "明年", 2027)
    grants = act.session.scalars(select(RoleGrant).where(RoleGrant.competition_id == copy.id)).all()
    assert [(one.account_id, one.role) for one in grants] == [(account.id, Role.ORGANIZER.value)]


def test_a_copy_needs_a_name_and_a_plausible_year(act: Act) -> None:
    with pytest.raises(Refusal) as refused:
        contests.copy_competition(act, a_competition(act), " ", 27)
    assert [fault.code for fault in refused.value.faults] == ["competition_name_wrong", "year_wrong"]


def test_the_next_step_follows_the_contest(act: Act) -> None:
    contest = a_contest(act, a_competition(act), "treadmill_women")
    seen = [contest_state(act, contest).following]
    rules.freeze(act, contest)
    seen.append(contest_state(act, contest).following)
    a_woman(act, contest)
    seen.append(contest_state(act, contest).following)
    groups.close_entries(act, contest)
    seen.append(contest_state(act, contest).following)
    assert seen == ["freeze", "enter", "close", "timetable"]


def test_states_of_one_and_of_three_contests_cost_the_same_queries(office: Office) -> None:
    counts = []
    with office.act() as act:
        competition = a_competition(act)
        for code in ("essay", "teaching_plan", "treadmill_women"):
            a_woman(act, a_contest(act, competition, code, freeze=True), code)
            if code == "teaching_plan":
                continue
            act.session.expire_all()
            act.session.get_one(Competition, competition.id)
            with count_queries(office.engine) as statements:
                assert all(state.rulebook for state in contest_states(act, competition))
            counts.append(len(statements))
    assert counts[0] == counts[1] == 6


@pytest.mark.parametrize("kind", ["judged", "race"])
def test_blank_rules_make_a_contest(act: Act, kind: str) -> None:
    contest = contests.create_contest(act, a_competition(act), "fresh", "演讲", blank_document(kind, "演讲"))
    found = rules.current(act, contest)
    assert found is not None
    assert (rules.is_judged(found[1]), rules.is_race(found[1])) == (kind == "judged", kind == "race")


def test_a_second_contest_of_the_same_example_gets_a_free_code(act: Act) -> None:
    competition = a_competition(act)
    assert contests.free_code(competition, "essay") == "essay"
    for code in ("essay", "essay_2"):
        contests.create_contest(act, competition, code, "论文评比", DOCUMENTS["essay"])
    assert contests.free_code(competition, "essay") == "essay_3"
