"""What every chapter of the walk needs: the walker, turning to a chapter, bringing in a file, reading figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select

from tests.journeys.conftest import Served
from web.db.models import Contest
from web.example import files
from web.office import office_act
from web.services.act import Act

Found = TypeVar("Found")
CONTESTS = [(row["code"], row["name"]) for row in files.settings_of_competition()["contests"]]
"""Code and name of the example's contests, in the order of the yearly plan."""


@dataclass
class Walk:
    """The organizer at the desk: an office, a window in a browser, and the links the judges were given."""

    served: Served
    browser: Browser
    page: Page
    judge_links: dict[str, str] = field(default_factory=dict)

    def act(self) -> AbstractContextManager[Act]:
        """An act of the office itself, at its own moment."""
        return office_act(self.served.settings, self.served.clock)

    def known(self, ask: Callable[[Act], Found]) -> Found:
        """What the database says; for comparing with what the page says."""
        with self.act() as act:
            return ask(act)

    def contest(self, act: Act, code: str) -> Contest:
        """The contest of this code."""
        return act.session.scalars(select(Contest).where(Contest.code == code)).one()

    def turn_to(self, chapter: str) -> None:
        """Open a chapter by its entry in the side navigation."""
        directory = self.page.get_by_role("navigation", name="赛事目录")
        directory.get_by_role("link", name=chapter, exact=True).click()
        self.page.wait_for_load_state()

    def click(self, name: str, role: str = "button") -> None:
        """Press the one button (or follow the one link) of this name."""
        self.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]

    def follow(self, name: str) -> None:
        """Follow the one link of this name."""
        self.click(name, "link")

    def says(self, text: str) -> None:
        """The page says so, visibly."""
        expect(self.page.locator("main")).to_contain_text(text)

    def bring_in(self, label: str, name: str, button: str) -> None:
        """Choose a file of the example and send it."""
        self.page.get_by_label(label, exact=True).set_input_files(files.EXAMPLES / name)
        self.click(button)

    def figures(self) -> dict[str, str]:
        """The figures on the page: what is counted, and how many."""
        names = self.page.locator("dl.figures dt").all_inner_texts()
        return dict(zip(names, self.page.locator("dl.figures dd").all_inner_texts(), strict=True))

    def form_with(self, heading: str) -> Locator:
        """The form that carries this heading."""
        return self.page.locator("form", has=self.page.get_by_role("heading", name=heading, exact=True))

    def sign_in(self) -> None:
        """Open a fresh personal link and press the button behind it."""
        self.page.goto(self.served.organizer_link())
        self.click("进入")
        self.page.wait_for_load_state()


@contextmanager
def visitor(browser: Browser, width: int = 1440, height: int = 900, **more: bool) -> Iterator[Page]:
    """Somebody else's browser: no cookies, an own window."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **more)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()
