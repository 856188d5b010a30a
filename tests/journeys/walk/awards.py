"""Chapter 8: certificates issued and printed, downloaded, read back, and one of them checked by its QR code."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import zxingcpp
from playwright.sync_api import Locator, expect
from sqlalchemy import select

from tests.journeys.paper import Award, awards_of, mismatches, print_faults
from tests.journeys.walk.ways import Walk, visitor
from tests.web.printing.reading import plain_texts
from web.db.models import ResultVersion
from web.services.act import Act

_TEAMS = 3


def print_awards(walk: Walk) -> None:
    """One press issues and prints everything; the progress is shown and the page turns by itself to the files."""
    walk.turn_to("奖状")
    walk.click("签发并印制")
    expect(walk.page.get_by_role("progressbar")).to_be_visible()
    expect(walk.page.get_by_role("heading", name="全部项目的文件")).to_be_visible(timeout=240_000)
    expect(walk.page.get_by_role("button", name="重新印制")).to_be_visible()


def read_certificates(walk: Walk) -> bytes:
    """All certificates in one file: one page a prize with its names, in faces that are all inside the file."""
    awards = [award for document in walk.known(final_documents) for award in awards_of(document)]
    button = _all_contests(walk).get_by_role("link", name=re.compile(r"^荣誉证书 · \d+ 页$"))
    expect(button).to_have_text(f"荣誉证书 · {len(awards) + _TEAMS} 页")
    pdf = _download(walk, button, "2026年职工竞赛-荣誉证书-全部.pdf")
    pages = plain_texts(pdf)
    teams = [
        Award((_recipient(page),), f"团体总分第{place}名", "2026年职工竞赛")
        for page, place in zip(pages[-_TEAMS:], "一二三", strict=True)
    ]
    assert mismatches(pdf, [*awards, *teams]) == []
    assert print_faults(pdf) == []
    return pdf


def read_bulletin(walk: Walk) -> None:
    """The bulletin of all contests: every name of every final document, and the departments' totals."""
    button = _all_contests(walk).get_by_role("link", name=re.compile(r"^成绩公告 · \d+ 页$"))
    pdf = _download(walk, button, "2026年职工竞赛-成绩公告（汇总）.pdf")
    text = "".join("".join(plain_texts(pdf)).split())
    names = [name for document in walk.known(final_documents) for row in document["rows"] for name in row["names"]]
    assert len(names) >= 213
    assert [name for name in names if name not in text] == []
    assert "团体总分" in text
    assert print_faults(pdf) == []


def check_by_qr_code(walk: Walk, pdf: bytes) -> None:
    """A phone reads the first certificate's code from the page as a picture; a stranger's browser says it is valid."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=150 / 72).to_pil()
        winner = _recipient(plain_texts(pdf)[0]).removesuffix("同志")
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text.startswith(f"{walk.served.address}/verify/")
    with visitor(walk.browser, 390, 844) as phone:
        phone.goto(code.text)
        card = phone.locator("section.card-box")
        expect(card).to_contain_text("有效")
        expect(card).to_contain_text(f"{winner[0]}*")
        expect(card).to_contain_text("一等奖")
        assert winner not in phone.locator("main").inner_text()


def final_documents(act: Act) -> list[dict[str, object]]:
    """The final results in the order of the contests."""
    versions = act.session.scalars(select(ResultVersion).where(ResultVersion.state == "final"))
    return [version.document for version in sorted(versions, key=lambda one: one.contest.position)]


def _recipient(page: str) -> str:
    """Who a certificate is for."""
    return page.replace(" ", "").removeprefix("荣誉证书").partition("：")[0]


def _all_contests(walk: Walk) -> Locator:
    return walk.page.locator("section", has=walk.page.get_by_role("heading", name="全部项目的文件"))


def _download(walk: Walk, button: Locator, name: str) -> bytes:
    with walk.page.expect_download() as begun:
        button.click()
    assert begun.value.suggested_filename == name
    return Path(begun.value.path()).read_bytes()
