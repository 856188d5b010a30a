"""One journey through a whole competition, by clicking: from a staff list to a certificate checked by its QR code."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Served
from tests.journeys.walk import awards, contests, judge, panel, race_desk, results, staff, timetable
from tests.journeys.walk.ways import Walk

pytestmark = pytest.mark.browser


def test_a_whole_competition_from_the_staff_list_to_the_certificates(
    served: Served, chromium: Browser, page: Page
) -> None:
    walk = Walk(served, chromium, page)
    _people_and_contests(walk)
    _timetable_and_judging(walk)
    _race_day(walk)
    _results_and_awards(walk)


def _people_and_contests(walk: Walk) -> None:
    staff.start_own_competition(walk)
    staff.see_every_fault(walk)
    staff.bring_in_staff(walk)
    staff.bring_in_staff_again(walk)
    contests.make_contests(walk)
    contests.bring_in_entries(walk)
    contests.see_groups(walk)
    contests.close_entries(walk)


def _timetable_and_judging(walk: Walk) -> None:
    timetable.set_sessions_and_venues(walk)
    timetable.set_heat_formats(walk)
    timetable.bring_in_lessons(walk)
    timetable.plan_and_adopt(walk)
    panel.add_judges(walk)
    panel.seat_and_open(walk)
    panel.hand_out_links(walk)
    sealed = judge.mark_one_work(walk)
    panel.tally(walk, sealed)
    panel.see_all_sealed(walk)


def _race_day(walk: Walk) -> None:
    lanes = race_desk.call_one_heat(walk)
    race_desk.type_one_heat(walk, lanes)
    race_desk.bring_in_results(walk, len(lanes))


def _results_and_awards(walk: Walk) -> None:
    results.publish_all(walk)
    results.see_why(walk)
    results.see_public_pages(walk)
    results.finalize_is_refused(walk)
    results.finalize_all(walk)
    awards.print_awards(walk)
    pdf = awards.read_certificates(walk)
    awards.read_bulletin(walk)
    awards.check_by_qr_code(walk, pdf)
