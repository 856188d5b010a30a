"""A marked contest and a worker that works out its account."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import Office
from tests.web.results import scenes
from web.db.models import Contest, FairnessAccount
from web.services import fairness
from web.services.act import Act
from web.worker import worker_for

NAMES = ("张明", "李芳", "王建国", "赵丽", "陈强", "周敏", "孙伟", "吴刚", "郑爽", "冯琳", "褚健", "卫东")


def a_marked_contest(office: Office, open_sheets: int = 0) -> str:
    """The contest of `mark_a_contest` in a test's office; the address of the account's page."""
    with office.act() as act:
        return mark_a_contest(act, open_sheets)


def mark_a_contest(act: Act, open_sheets: int = 0) -> str:
    """Twelve works by five judges of whom the fifth is strict; the address of the account's page."""
    stage = scenes.a_stage(act)
    contest = scenes.a_contest(act, stage, scenes.ESSAY)
    entries = scenes.enter(act, stage, contest, [(name, "语文组") for name in NAMES])
    seats = scenes.seat_judges(act, stage, contest)
    for number, entry in enumerate(entries):
        base = 92 - 2 * number
        totals: list[int | None] = [base, base + number % 2, base - number % 3, base + number % 4, base - 9]
        if number < open_sheets:
            totals[0] = None
        scenes.mark(act, contest, seats, entry, totals)
    return f"{stage.home}{contest.id}/fairness/"


def on_contest(office: Office, do: Callable[[Act, Contest], object]) -> None:
    """One act on the contest."""
    with office.act() as act:
        do(act, the_contest(act))


def the_contest(act: Act) -> Contest:
    """The only judged contest."""
    return act.session.query(Contest).filter_by(code="essay").one()


def ask(office: Office) -> None:
    """Switch the account on and let the worker work it out."""
    on_contest(office, fairness.ask)
    work(office)


def work(office: Office) -> int:
    """Let the worker do what waits; how many jobs."""
    worker = worker_for(office.settings, office.clock)
    try:
        return worker.run_due()
    finally:
        worker.engine.dispose()


def the_row(office: Office) -> FairnessAccount:
    """The stored account."""
    with office.act() as act:
        return act.session.query(FairnessAccount).one()
