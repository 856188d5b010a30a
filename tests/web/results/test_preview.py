"""Who would change place under another version of the rules."""

from __future__ import annotations

from dataclasses import replace

from scoring.rulebook import Method, Rulebook, canonical, parse
from tests.conftest import Office
from tests.web.results.scenes import ESSAY, RUN, a_judged_contest, a_run, a_stage
from tests.web.rules.scenes import organizing
from web.db.models import RulebookVersion, Sheet
from web.services import contests, results, rules
from web.services.act import Act


def by_mean() -> Rulebook:
    rulebook = parse(ESSAY)
    assert rulebook.judging is not None
    return replace(rulebook, judging=replace(rulebook.judging, method=Method.MEAN))


def told(found: results.Preview | None) -> list[tuple[str, int | None, int | None]]:
    assert found is not None
    return [(shift.entry.entrant.name, shift.before.place, shift.after.place) for shift in found.shifts]


def test_only_those_whose_place_or_prize_differs_are_told(act: Act) -> None:
    contest, _ = a_judged_contest(act, a_stage(act))
    found = results.preview(act, contest, parse(ESSAY), by_mean())
    assert told(found) == [("王建国", 2, 1), ("张明", 1, 3)]  # means 86.40, 85.20 and 85.00 instead of 88, 88 and 90
    assert found is not None
    assert (found.run, found.entries, found.blocked) == (1, 4, 0)
    assert told(results.preview(act, contest, parse(ESSAY), parse(ESSAY))) == []


def test_rules_that_the_marks_cannot_fill_are_told_as_such(act: Act) -> None:
    contest, entries = a_judged_contest(act, a_stage(act))
    asking = parse(ESSAY.replace('code = "B"', 'code = "C"').replace("criterion:B", "criterion:C"))
    found = results.preview(act, contest, parse(ESSAY), asking)
    assert found is not None
    assert found.blocked == len(entries)


def test_nothing_is_previewed_before_anything_is_scored(act: Act) -> None:
    stage = a_stage(act)
    contest, _ = a_run(act, stage)
    assert results.preview(act, contest, parse(RUN), parse(ESSAY)) is None
    other = contests.create_contest(act, contest.competition, "empty", "未开始", RUN)
    assert results.preview(act, other, parse(RUN), parse(RUN)) is None


def test_a_voided_run_still_shows_what_new_rules_would_change(office: Office) -> None:
    with office.act() as act:
        stage = a_stage(act)
        contest, _ = a_judged_contest(act, stage)
        for sheet in act.session.query(Sheet):
            sheet.sealed_at = act.now
        rules.void_and_restart(act, contest, "评分办法写错，经评委会决定重来")
        rules.save_draft(act, contest, canonical(by_mean()))
        competition_id, contest_id = contest.competition_id, contest.id
    with organizing(office, competition_id) as browser:
        page = browser.get(f"/c/{competition_id}/contests/{contest_id}/rules/compare?old=1&new=2").get_data(True)
    assert "谁的名次会变" in page
    assert "4 个参赛者里有" in page
    assert "第 2 名 · 88.00 · 二等奖" in page


def test_other_rules_are_tried_without_storing_anything(office: Office) -> None:
    with office.act() as act:
        contest, _ = a_judged_contest(act, a_stage(act))
        competition_id, contest_id = contest.competition_id, contest.id
    page = f"/c/{competition_id}/contests/{contest_id}/rules/trial"
    with organizing(office, competition_id) as browser:
        assert page in browser.get(page.removesuffix("/trial")).text
        assert "method = &#34;trimmed&#34;" in browser.get(page).text
        tried = browser.post(page, data={"document": canonical(by_mean())})
        faulty = browser.post(page, data={"document": "format = "})
        other = browser.post(page, data={"document": RUN})
    assert (tried.status_code, "4 个参赛者里有 2 个" in tried.text, "第 3 名 · 85.00" in tried.text) == (
        200,
        True,
        True,
    )
    assert (faulty.status_code, 'role="alert"' in faulty.text) == (422, True)
    assert "已有的成绩不能照搬" in other.text
    with office.act() as act:
        assert [version.number for version in act.session.query(RulebookVersion)] == [1]
