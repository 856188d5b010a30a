"""An organizer from abroad: every chapter in English, with nothing Chinese left but what people typed in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from tests.journeys.story import Played
from web.db import models
from web.office import office_act
from web.services.act import Act

pytestmark = pytest.mark.browser
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_CHAPTERS = 12
_PRINTED = ("方正小标宋", "仿宋", "荣誉证书")
"""Typefaces sold under these names only, and the heading that stands on bought paper."""
_COLUMNS = (
    models.Account.name,
    models.Unavailability.reason,
    models.Competition.name,
    models.Competition.issuer,
    models.Contest.name,
    models.Department.name,
    models.Entrant.name,
    models.EntrantMember.name,
    models.Entry.title,
    models.Fund.basis,
    models.FundLine.label,
    models.ImportBatch.filename,
    models.Judge.name,
    models.Person.name,
    models.PrintedFile.filename,
    models.RaceResult.reason,
    models.RulebookVersion.reason,
    models.TradeUnion.name,
    models.Venue.name,
)
_TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (!holder.closest("script, style, pre, datalist, [lang|=zh]")) texts.push(walker.currentNode.data);
  }
  for (const name of ["aria-label", "placeholder", "title", "alt"])
    for (const one of document.querySelectorAll(`[${name}]`))
      if (!one.closest("[lang|=zh]")) texts.push(one.getAttribute(name));
  return [document.title, ...texts];
}"""


@pytest.fixture
def english(chromium: Browser) -> Iterator[Page]:
    """A window whose reader wishes English."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()


def test_every_chapter_is_english_but_for_what_people_typed(played: Played, played_address: str, english: Page) -> None:
    link = played.links()["organizer"]
    with office_act(played.settings) as act:
        typed = sorted({*_typed(act), *_PRINTED}, key=len, reverse=True)
    english.goto(played_address + link)
    faults = [*_left(english, typed)]
    english.get_by_role("button", name="Enter").click()
    for _chapter in _chapters(english):
        faults += _left(english, typed)
    assert faults == [], "\n".join(faults)


def test_the_language_is_switched_by_hand_and_remembered(played_address: str, english: Page) -> None:
    english.goto(played_address)
    expect(english.locator("html")).to_have_attribute("lang", "en")
    english.get_by_role("button", name="中文").click()
    expect(english.locator("html")).to_have_attribute("lang", "zh-Hans-CN")
    english.goto(f"{played_address}/verify/")
    expect(english.get_by_role("heading", level=1)).to_have_text("证书查验")
    english.get_by_role("button", name="English").click()
    expect(english.locator("html")).to_have_attribute("lang", "en")
    assert english.url == f"{played_address}/verify/"


def _chapters(page: Page) -> Iterator[str]:
    """The start page, the desk, each chapter by its entry in the side navigation, and one page deeper."""
    yield page.url
    page.get_by_role("heading", level=2).get_by_role("link").first.click()
    names = page.locator("nav.side a").all_inner_texts()
    assert len(names) == _CHAPTERS
    for name in names:
        page.locator("nav.side").get_by_role("link", name=name, exact=True).click()
        page.wait_for_load_state()
        yield page.url
        inner = page.locator("main th a, main li h2 a")
        if inner.count():
            inner.first.click()
            page.wait_for_load_state()
            yield page.url


def _left(page: Page, typed: Iterable[str]) -> list[str]:
    """Chinese words on the page that nobody typed in."""
    text = "\n".join(page.evaluate(_TEXTS))
    for words in typed:
        text = text.replace(words, "")
    path = "/" + page.url.split("/", 3)[3]
    return sorted({f"{path}: {found}" for found in _HAN.findall(text)})


def _typed(act: Act) -> Iterator[str]:
    """Everything Chinese that came from people: names, titles, reasons, and the words of the rulebooks."""
    for column in _COLUMNS:
        yield from (text for text in act.session.scalars(select(column).distinct()) if text and _HAN.search(text))
    for document in act.session.scalars(select(models.RulebookVersion.document)):
        yield from _leaves(tomllib.loads(document))


def _leaves(value: Any) -> Iterator[str]:
    """Every text of a document that holds Chinese."""
    if isinstance(value, str) and _HAN.search(value):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _leaves(inner)
