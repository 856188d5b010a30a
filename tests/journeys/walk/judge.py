"""Chapter 5: one judge with a tablet: own works without authors, one work marked, a slip refused, the seal."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from sqlalchemy import select

from scoring.values import format_mark
from tests.journeys.walk.panel import MARKS, NAMES
from tests.journeys.walk.ways import Walk, visitor
from web.db.models import Contest, Entry, Judge, PanelSeat, Sheet
from web.services.act import Act

JUDGE = "杜亮明"
CONTEST = "teaching_plan"
_RECEIPT = re.compile(r"[0-9A-F]{4}(-[0-9A-F]{4}){2}")


def mark_one_work(walk: Walk) -> tuple[str, str, str]:
    """The judge's whole visit; which sheet was sealed: contest, staff number of the author, judge."""
    with visitor(walk.browser, 1024, 768, has_touch=True) as tablet:
        tablet.goto(walk.judge_links[JUDGE])
        tablet.get_by_role("button", name="进入评审").click()
        _sees_only_own_works(walk, tablet)
        code = _open_next(tablet)
        author = walk.known(lambda act: _author(act, code))
        _mark(walk, tablet, author)
        _seal(tablet)
    return CONTEST, author, JUDGE


def _sees_only_own_works(walk: Walk, tablet: Page) -> None:
    """Four panels; in the blind ones exactly the works of the judge's own sheets, and no author anywhere."""
    expect(tablet.get_by_role("heading", level=1)).to_have_text("我的评审")
    assert tablet.get_by_role("heading", level=2).all_inner_texts() == [NAMES[code] for code in MARKS]
    card = tablet.get_by_role("region", name=NAMES[CONTEST])
    codes, authors = walk.known(_own_works)
    assert sorted(card.locator(".work-code").all_inner_texts()) == codes
    text = card.inner_text()
    assert [name for name in authors if name in text] == []
    expect(tablet.get_by_role("navigation", name="赛事目录")).to_have_count(0)


def _own_works(act: Act) -> tuple[list[str], list[str]]:
    """Codes of the works this judge has to mark in the contest, and the names of all authors."""
    entries = act.session.scalars(
        select(Entry)
        .join(Sheet, Sheet.entry_id == Entry.id)
        .join(PanelSeat, Sheet.seat_id == PanelSeat.id)
        .join(Judge, PanelSeat.judge_id == Judge.id)
        .where(Judge.name == JUDGE, Sheet.state == "open")
    )
    own = [str(entry.blind_code) for entry in entries if entry.contest.code == CONTEST]
    everybody = act.session.scalars(select(Entry).join(Contest).where(Contest.code == CONTEST))
    return sorted(own), [entry.entrant.name for entry in everybody]


def _author(act: Act, code: str) -> str:
    entry = act.session.scalars(select(Entry).where(Entry.blind_code == code)).one()
    assert entry.entrant.person is not None
    return str(entry.entrant.person.staff_no)


def _open_next(tablet: Page) -> str:
    """Follow the one main button to the next work; its code."""
    button = tablet.get_by_role("region", name=NAMES[CONTEST]).get_by_role("link", name=re.compile("^评下一份"))
    code = button.inner_text().removeprefix("评下一份：")
    button.click()
    expect(tablet.locator("h1 .work-code")).to_have_text(code)
    return code


def _mark(walk: Walk, tablet: Page, author: str) -> None:
    """Criterion by criterion; a mark above the maximum is refused with a sentence and stays in its field."""
    fields = tablet.locator(".criterion input")
    marks = {row[2]: row[3] for row in MARKS[CONTEST] if row[:2] == (author, JUDGE)}
    assert fields.count() == len(marks)
    for index, mark in enumerate(marks.values()):
        fields.nth(index).fill(format_mark(mark))
    right = fields.first.input_value()
    fields.first.fill("99")
    expect(tablet.locator(".criterion-said").first).to_contain_text("超过满分")
    tablet.get_by_role("button", name="保存", exact=True).last.click()
    expect(tablet.get_by_role("alert")).to_contain_text("99")
    assert fields.first.input_value() == "99"
    assert fields.last.input_value() != ""
    fields.first.fill(right)
    tablet.get_by_role("button", name="核对并封存").click()
    expect(tablet.get_by_role("heading", level=1)).to_have_text("核对并封存")


def _seal(tablet: Page) -> None:
    tablet.get_by_role("button", name=re.compile("^确认封存，合计")).click()
    expect(tablet.get_by_role("heading", name="封存回执")).to_be_visible()
    assert _RECEIPT.fullmatch(tablet.locator(".receipt-code").inner_text())
    expect(tablet.locator(".criterion input")).to_have_count(0)
