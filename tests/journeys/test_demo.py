"""The headless demo: the same input gives the same results, and what it leaves on the disk says what was decided."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import click
import openpyxl
import pypdfium2
import pytest
from sqlalchemy import select

from tests.journeys.paper import awards_of, mismatches, print_faults
from tests.journeys.story import Played
from tests.web.printing.reading import plain_texts
from web.app import create_app
from web.config import Settings
from web.db.models import ResultVersion
from web.demo import walk
from web.example import STEPS
from web.office import office_act
from web.services.printed_files import safe_name

pytestmark = pytest.mark.browser
Json = dict[str, Any]
_TEAMS = 3
_RARE = ("李䶮", "赵㼆", "钱𬊈", "周𠅤", "王𬱖", "陈𬍛", "孙𬘭", "扎西·次仁")


def final_versions(settings: Settings) -> dict[str, tuple[str, Json]]:
    """Fingerprint and document of each contest's final result, in the order of the contests."""
    with office_act(settings) as act:
        versions = act.session.scalars(select(ResultVersion).where(ResultVersion.state == "final"))
        in_order = sorted(versions, key=lambda one: one.contest.position)
        return {one.contest.code: (one.fingerprint, one.document) for one in in_order}


def documents(played: Played) -> list[Json]:
    """The final documents in order."""
    return [document for _fingerprint, document in final_versions(played.settings).values()]


def test_demo_says_the_seconds_of_every_step_and_names_every_file(played: Played) -> None:
    for step in STEPS:
        assert re.search(rf"^ *\d+\.\d\d s  {step.name_zh} / {step.name_en}$", played.said, re.M), played.said
    assert [file.name for file in played.out.glob("*.*") if f"  {file.name}\n" not in played.said] == []


def test_every_prize_has_its_page_in_the_file_of_its_contest(played: Played) -> None:
    for document in documents(played):
        assert mismatches(_printed(played, document), awards_of(document)) == [], document["contest"]["code"]


def test_the_file_of_all_holds_every_contest_in_order_and_the_departments(played: Played) -> None:
    whole = plain_texts((played.out / "2026年职工竞赛-荣誉证书-全部.pdf").read_bytes())
    teams = plain_texts((played.out / "2026年职工竞赛-荣誉证书-团体总分.pdf").read_bytes())
    single = [page for document in documents(played) for page in plain_texts(_printed(played, document))]
    assert whole == [*single, *teams]
    assert len(teams) == _TEAMS


def test_every_file_carries_its_faces_and_draws_no_box(played: Played) -> None:
    files = sorted(played.out.glob("*.pdf"))
    assert {file.name: print_faults(file.read_bytes()) for file in files} == {file.name: [] for file in files}
    assert len(files) == 7 + 7 + 3


def test_rare_characters_stand_on_certificates_and_bulletins(played: Played) -> None:
    certificates = "".join(plain_texts((played.out / "2026年职工竞赛-荣誉证书-全部.pdf").read_bytes()))
    bulletin = "".join(plain_texts((played.out / "2026年职工竞赛-成绩公告（汇总）.pdf").read_bytes()))
    winners = {name for document in documents(played) for award in awards_of(document) for name in award.names}
    assert [name for name in _RARE if name not in winners] == []
    assert [name for name in _RARE if name not in certificates] == []
    assert [name for name in _RARE if name not in bulletin] == []


def test_the_csv_says_what_the_documents_say(played: Played) -> None:
    with (played.out / "2026年职工竞赛-成绩.csv").open(encoding="utf-8-sig", newline="") as file:
        told = [
            (row["contest"], row["names"], row["place"], row["score"], row["prize"], row["points"])
            for row in csv.DictReader(file)
        ]
    assert told == [(document["contest"]["code"], *line) for document in documents(played) for line in _lines(document)]


def test_the_workbook_says_what_the_documents_say(played: Played) -> None:
    book = openpyxl.load_workbook(played.out / "2026年职工竞赛-成绩.xlsx", read_only=True)
    sheets = [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
    for document, (titles, *rows) in zip(documents(played), sheets[:-1], strict=True):
        columns = [titles.index(title) for title in ("姓名", "名次", "成绩", "奖次", "得分")]
        lines = rows[: len(document["rows"])]
        told = [tuple("" if row[at] is None else str(row[at]) for at in columns) for row in lines]
        assert told == _lines(document)
        assert document["rulebook"]["fingerprint"] in str(rows[-2][0])
    book.close()


def test_a_folder_that_holds_anything_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(click.ClickException):
        walk(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def _lines(document: Json) -> list[tuple[str, ...]]:
    """Names, place, score, prize and points of each row as a table writes them."""
    return [
        tuple("" if value is None else str(value) for value in ("、".join(row["names"]), *_cells(row)))
        for row in document["rows"]
    ]


def _cells(row: Json) -> tuple[object, ...]:
    return row["place"], row["score_text"], row["prize"], row["points"]


def _printed(played: Played, document: Json) -> bytes:
    """The file of one contest's certificates."""
    return (played.out / safe_name(f"{document['contest']['name']}-荣誉证书", ".pdf")).read_bytes()


def test_final_bulletin_and_notice_are_dated_when_they_became_final(played: Played) -> None:
    pdf = pypdfium2.PdfDocument(next(played.out.glob("新教案评比-成绩公告*.pdf")))
    words = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    signed = words[words.rindex("启明学校工会委员会") :]
    assert "2026年11月4日" in signed
    app = create_app(played.settings)
    page = app.test_client().get("/p/qiming2026/teaching_plan", headers={"Accept-Language": "zh"}).text
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()
    assert '<p class="notice-sign">2026年11月4日</p>' in page
