"""Nothing unpublished reaches the public: not a name, not a mark, not even how many there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Office
from tests.web.results import scenes
from web.db.models import Contest, RaceResult, Sheet
from web.services import publication
from web.services.act import Act

HOME = "/p/abc2345678/"
PLANTED = ("植入甲", "植入乙", "植入部", "植入作品", "97.50", "评审甲", "植入纪要", "植入原因")
PATHS = ("", "essay", "timetable", "essay/1", "essay/1.json", "essay/1/why/1")


def plant(act: Act) -> Contest:
    """A judged contest full of planted words, ready to be published."""
    stage = scenes.a_stage(act, "植入部", "数学组")
    contest = scenes.a_contest(act, stage, scenes.ESSAY)
    entries = scenes.enter(act, stage, contest, [("植入甲", "植入部"), ("植入乙", "数学组")])
    entries[0].title = "植入作品"
    seats = scenes.seat_judges(act, stage, contest)
    for entry in entries:
        scenes.mark(act, contest, seats, entry, [97, 97, 97, 97, 90], a=3800)
    act.session.flush()
    for sheet in act.session.query(Sheet).filter_by(entry_id=entries[0].id):
        sheet.marks[1].hundredths += 50
    return contest


def everything(office: Office) -> str:
    """All public pages of the competition in both languages, whatever their status."""
    client = office.client()
    answers = [client.get(HOME + path, headers={"Accept-Language": lang}) for path in PATHS for lang in ("zh", "en")]
    return "\n".join(answer.text for answer in answers)


def leaks(text: str) -> list[str]:
    return [word for word in PLANTED if word in text]


def test_before_publication_nothing_of_it_can_be_read(office: Office) -> None:
    with office.act() as act:
        plant(act)
    assert leaks(everything(office)) == []


@pytest.mark.parametrize(
    "grow",
    [
        lambda act: act.session.query(Sheet).delete(),
        lambda act: act.session.query(Sheet).update({"state": "open"}),
        lambda act: setattr(act.session.query(scenes.Entry).first(), "state", "withdrawn"),
    ],
    ids=["no sheets", "open sheets", "one entry fewer"],
)
def test_how_far_the_scoring_is_cannot_be_told_from_outside(office: Office, grow: Callable[[Act], object]) -> None:
    with office.act() as act:
        plant(act)
    client = office.client()
    tags = [client.get(HOME + path).headers["ETag"] for path in ("", "essay")]
    with office.act() as act:
        act.session.query(scenes.SheetMark).delete()
        grow(act)
    assert [client.get(HOME + path).headers["ETag"] for path in ("", "essay")] == tags


def test_after_publication_names_are_there_and_judges_still_are_not(office: Office) -> None:
    with office.act() as act:
        publication.publish_preliminary(act, plant(act))
    assert leaks(everything(office)) == ["植入甲", "植入乙", "植入部", "植入作品", "97.50"]


def test_changes_after_publication_stay_inside_until_the_next_version(office: Office) -> None:
    with office.act() as act:
        contest = plant(act)
        publication.publish_preliminary(act, contest)
    before = everything(office)
    with office.act() as act:
        contest = act.session.get_one(Contest, contest.id)
        entry = act.session.query(scenes.Entry).first()
        assert entry is not None
        publication.decide(act, contest, entry, "withdraw_prize", "", "植入纪要", act.now.date())
        act.session.query(Sheet).first().marks[0].hundredths -= 100
        entry.entrant.name = "改名之后"
    after = everything(office)
    assert ("植入纪要" in after, "改名之后" in after) == (False, False)
    assert [line for line in after.splitlines() if "csrf" not in line] == [
        line for line in before.splitlines() if "csrf" not in line
    ]


def test_why_a_runner_was_disqualified_stays_with_the_race_desk(office: Office) -> None:
    with office.act() as act:
        contest, entries = scenes.a_run(act, scenes.a_stage(act))
        result = act.session.query(RaceResult).filter_by(entry_id=entries[0].id).one()
        result.status, result.reason = "DQ", "植入原因"
        publication.publish_preliminary(act, contest)
    text = "\n".join(
        office.client().get(HOME + path).text for path in ("run", "run/1.json", f"run/1/why/{entries[0].id}")
    )
    assert ("取消成绩" in text, "植入原因" in text, "旧伤复发" in text) == (True, False, False)


def test_what_people_typed_is_text_never_markup(office: Office) -> None:
    with office.act() as act:
        contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        entries[0].title = "<script>alert(1)</script>"
        entries[1].entrant.name = "<img src=x onerror=alert(2)>"
        publication.decide(act, contest, entries[3], "extra_prize", "二等奖", "<b>纪要</b>", act.now.date())
        publication.publish_preliminary(act, contest)
    for path in ("essay", f"essay/1/why/{entries[1].id}", f"essay/1/why/{entries[3].id}"):
        shown = office.client().get(HOME + path).text
        assert [mark in shown for mark in ("<script>alert", "<img src=x", "<b>纪要")] == [False, False, False]
