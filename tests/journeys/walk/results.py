"""Chapter 7: preliminary results, the notice, what everybody may see, the final results."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.journeys.walk.race_desk import RACES
from tests.journeys.walk.ways import CONTESTS, Walk, visitor
from web.db.models import Competition, Contest, Entry, Person
from web.services.act import Act

_ID_NUMBER = re.compile(r"\d{17}[\dXx]")
_CHECKED = "我已核对，知道这一步之后所有人都能看到上述内容"
_LIMITS = {date(1975, 12, 31), date(1976, 1, 1)}
NAMES = dict(CONTESTS)


def publish_all(walk: Walk) -> None:
    """In the evening of the race day: preliminary results of every contest, then their notices."""
    walk.served.clock.forward(hours=10)
    with visitor(walk.browser) as stranger:
        stranger.goto(_public(walk, "teaching_plan"))
        expect(stranger.locator("main")).to_contain_text("结果尚未公布")
    for _code, name in CONTESTS:
        _open(walk, name)
        _step(walk, "公布初步结果")
        expect(walk.page.get_by_text("初步结果").first).to_be_visible()
        _step(walk, "开始公示")
        expect(walk.page.get_by_role("heading", name="公示中", exact=True)).to_be_visible()


def see_why(walk: Walk) -> None:
    """The first place of the teaching plans, explained down to the marks that were left out."""
    _open(walk, NAMES["teaching_plan"])
    walk.page.get_by_role("link", name="为什么 李䶮").click()
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("李䶮")
    why = walk.page.locator("dl.why")
    expect(why).to_contain_text("95.63")
    expect(why).to_contain_text("去掉")
    expect(why).to_contain_text("一等奖")


def see_public_pages(walk: Walk) -> None:
    """Without signing in: the notice, every name, place, score and prize; no ID number, birth date or judge's name."""
    secrets = walk.known(_private)
    with visitor(walk.browser) as stranger:
        stranger.goto(f"{walk.served.address}/")
        stranger.get_by_role("link", name="2026年职工竞赛").click()
        expect(stranger.get_by_text("公示中")).to_have_count(len(CONTESTS))
        for code, name in CONTESTS:
            stranger.goto(_public(walk, code))
            expect(stranger.get_by_role("heading", level=1)).to_have_text(name)
            expect(stranger.get_by_role("article")).to_contain_text("成绩公告" if code in RACES else "公示")
            expect(stranger.get_by_text("公示中")).to_be_visible()
            _hides_nothing(walk, stranger, code)
            _keeps_secrets(stranger, secrets)


def _hides_nothing(walk: Walk, stranger: Page, code: str) -> None:
    """Every entry of the contest has its row with name, score and a why."""
    names = walk.known(lambda act: _entered(act, code))
    rows = stranger.locator("table.result tbody tr")
    shown = " ".join(rows.locator("th").all_inner_texts())
    assert rows.count() == len(names)
    assert [name for name in names if name not in shown] == []
    assert rows.get_by_role("link", name="为什么").count() == len(names)


def _entered(act: Act, code: str) -> list[str]:
    found = act.session.scalars(select(Entry).join(Contest).where(Contest.code == code))
    return sorted(entry.entrant.name for entry in found)


def _keeps_secrets(stranger: Page, secrets: list[str]) -> None:
    """Neither the page nor the document behind it carries an ID number or anybody's birth date."""
    document = stranger.locator("a[href$='.json']")
    answer = stranger.request.get(str(document.evaluate("link => link.href")))
    assert answer.ok
    for text in (stranger.content(), answer.text()):
        assert _ID_NUMBER.findall(re.sub(r"[0-9a-f]{40,}", "", text)) == []
        assert [secret for secret in secrets if secret in text] == []


def _private(act: Act) -> list[str]:
    """Every birth date of the staff list in the ways it may be written; the age rule's limits are no secret."""
    days = {day for day in act.session.scalars(select(Person.birth_date)) if day is not None} - _LIMITS
    return [text for day in days for text in _written(day)]


def _written(day: date) -> tuple[str, ...]:
    return day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}", f"{day:%Y.%m.%d}"


def finalize_is_refused(walk: Walk) -> None:
    """Before the notice is over there is no button, and asking all the same is refused with a sentence."""
    _open(walk, NAMES["teaching_plan"])
    walk.says("期满之前不能确定最终结果。")
    expect(walk.page.get_by_role("button", name="确定最终结果")).to_have_count(0)
    token = walk.page.locator("input[name=csrf_token]").first.input_value()
    answer = walk.page.request.post(f"{walk.page.url}/final", form={"csrf_token": token, "checked": "y"})
    assert (answer.status, "公示" in answer.text()) == (422, True)


def finalize_all(walk: Walk) -> None:
    """When the notices have run out, every result becomes final."""
    walk.served.clock.forward(days=12)
    walk.sign_in()
    walk.page.get_by_role("link", name="继续工作").click()
    for _code, name in CONTESTS:
        _open(walk, name)
        _step(walk, "确定最终结果")
        expect(walk.page.get_by_role("link", name="去印制奖状")).to_be_visible()
    walk.turn_to("结果与公示")
    expect(walk.page.get_by_role("cell", name="最终结果", exact=True)).to_have_count(len(CONTESTS))
    expect(walk.page.get_by_role("region", name="团体总分")).to_be_visible()


def _open(walk: Walk, name: str) -> None:
    walk.turn_to("结果与公示")
    walk.page.get_by_role("region", name="各项目的结果状态").get_by_role("link", name=name, exact=True).click()


def _step(walk: Walk, button: str) -> None:
    walk.page.get_by_label(_CHECKED).check()
    walk.click(button)


def _public(walk: Walk, code: str) -> str:
    public = walk.known(lambda act: act.session.scalars(select(Competition.public_code)).one())
    return f"{walk.served.address}/p/{public}/{code}"
