"""The judges of a competition and their personal links."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.builders import a_person, a_union
from tests.web.judging.scenes import a_scene
from web.db.models import (
    AccessLink,
    Account,
    SignIn,
)
from web.services import accounts, panel
from web.services.act import Act
from web.services.refusals import NotFound, Refusal


def codes(refusal: Refusal) -> list[str]:
    """The codes of a refusal."""
    return [fault.code for fault in refusal.faults]


def test_a_judge_from_the_staff_list_brings_name_and_department(act: Act) -> None:
    scene = a_scene(act, opened=False)
    person = a_person(act, scene.union, "钱明", department=scene.houses[1])
    judge = panel.add_judge(act, scene.competition, "", None, person)
    account = act.session.get_one(Account, judge.account_id)
    assert (judge.name, judge.department, judge.person_id) == ("钱明", scene.houses[1], person.id)
    grants = [(grant.role, grant.competition_id) for grant in account.grants]
    assert (account.person_id, account.login, grants) == (person.id, None, [("judge", scene.competition.id)])


def test_the_same_judge_is_not_added_twice(act: Act) -> None:
    scene = a_scene(act, opened=False)
    person = a_person(act, scene.union, "钱明", department=scene.houses[1])
    panel.add_judge(act, scene.competition, "", None, person)
    namesake = a_person(act, scene.union, "钱明", department=scene.houses[1])
    panel.add_judge(act, scene.competition, "", None, namesake)
    for repeated in ({"name": "周评委", "department": None}, {"name": "", "department": None, "person": person}):
        with pytest.raises(Refusal) as refused:
            panel.add_judge(act, scene.competition, **repeated)
        assert codes(refused.value) == ["judge_known"]


def test_a_judge_needs_a_name_and_staff_of_another_union_is_unknown(act: Act) -> None:
    scene = a_scene(act, opened=False)
    for name, code in ((" ", "judge_name_missing"), ("长" * 61, "judge_name_long")):
        with pytest.raises(Refusal) as refused:
            panel.add_judge(act, scene.competition, name, None)
        assert codes(refused.value) == [code]
    stranger = a_person(act, a_union(act, "别家工会"), "钱明")
    with pytest.raises(NotFound):
        panel.add_judge(act, scene.competition, "", None, stranger)


def test_staff_is_found_by_number_or_by_an_unshared_name(act: Act) -> None:
    scene = a_scene(act, opened=False)
    one, two, three = (a_person(act, scene.union, name) for name in ("钱明", "孙亮", "孙亮"))
    one.staff_no, two.staff_no = "T-100", "T-101"
    act.session.flush()
    for text, person in (("T-101 孙亮(—)", two), ("钱明", one)):
        assert panel.staff_member(act, scene.competition, text) is person
    for text, code in (("孙亮", "staff_ambiguous"), ("赵某", "staff_unknown"), ("  ", "staff_missing")):
        with pytest.raises(Refusal) as refused:
            panel.staff_member(act, scene.competition, text)
        assert codes(refused.value) == [code]
    assert three.staff_no is None


def test_only_the_newest_link_works_and_revoking_signs_out(act: Act) -> None:
    judge = a_scene(act).judges[0]
    first, second = panel.judge_link(act, judge), panel.judge_link(act, judge)
    with pytest.raises(Refusal):
        accounts.link_for(act, first)
    link = accounts.use_link(act, second)
    assert (link.purpose, link.single_use, link.account_id) == ("judge", False, judge.account_id)
    assert accounts.use_link(act, second) is link
    assert second not in str(act.session.execute(select(AccessLink.token_hash)).all())
    session = {"token_hash": "h" * 64, "created_at": act.now, "expires_at": act.now + timedelta(days=1)}
    act.session.add(SignIn(account_id=judge.account_id, **session))
    panel.revoke_link(act, judge)
    act.session.flush()
    assert act.session.scalars(select(SignIn)).all() == []
    with pytest.raises(Refusal):
        accounts.link_for(act, second)
    with pytest.raises(Refusal) as refused:
        panel.revoke_link(act, judge)
    assert codes(refused.value) == ["judge_without_link"]


def test_link_standings_tell_who_has_a_working_link(act: Act) -> None:
    scene = a_scene(act)
    panel.judge_link(act, scene.judges[0])
    act.session.flush()
    assert list(panel.link_standings(act, scene.competition)) == [scene.judges[0].account_id]
    late = replace(act, now=act.now + timedelta(days=61))
    assert panel.link_standings(late, scene.competition) == {}
