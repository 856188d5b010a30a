"""Results as xlsx and csv: whole, and harmless."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from tests.web.awards.finals import a_document, a_field, a_final, a_row, a_version
from web.db.models import PrintedFile
from web.services import awards
from web.services.act import Act
from web.services.refusals import Refusal

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "＠x", " =1", '=HYPERLINK("http://x")']


def exported(act: Act, competition: object) -> tuple[bytes, bytes]:
    """The workbook and the table."""
    files: list[PrintedFile] = awards.export_results(act, competition)  # type: ignore[arg-type]
    xlsx, table = (awards.path_of(act.settings, file).read_bytes() for file in files)
    return xlsx, table


def test_the_table_has_every_row_with_the_keys_of_the_file_contract(act: Act) -> None:
    competition, _contest, entries = a_final(act)
    _xlsx, table = exported(act, competition)
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert rows == [
        [
            *("contest", "group", "entry", "place", "bib", "names", "department", "title"),
            *("score", "status", "decided_by", "prize", "points"),
        ],
        *(
            ["plan", "", str(entry.id), str(n), "", name, "语文教研组", "", "92.00", "FIN", "score", prize, str(10 - n)]
            for n, (entry, name, prize) in enumerate(
                zip(entries, ("张明", "李芳", "王建国"), ("一等奖", "二等奖", ""), strict=True), 1
            )
        ),
    ]


def test_the_workbook_has_a_sheet_a_contest_and_one_for_the_departments(act: Act) -> None:
    competition, _contest, entries = a_final(act)
    xlsx, _table = exported(act, competition)
    book = load_workbook(io.BytesIO(xlsx))
    assert book.sheetnames == ["2026年新教案评比", "团体总分"]
    first = [cell.value for cell in book["2026年新教案评比"][2]]
    assert first == [None, entries[0].id, 1, None, "张明", "语文教研组", None, "92.00", "FIN", "score", "一等奖", 9]
    assert [cell.value for cell in book["团体总分"][2]] == [1, "语文教研组", "24", "24", "1", "1"]


def test_no_cell_is_a_formula_and_no_csv_cell_begins_like_one(act: Act) -> None:
    competition, contest, entries = a_field(act, ["甲"] * len(HOSTILE))
    rows = [
        a_row(entry.id, names=[text], department=text, title=text, prize=text, group_name=text)
        for entry, text in zip(entries, HOSTILE, strict=True)
    ]
    a_version(act, contest, a_document(rows))
    xlsx, table = exported(act, competition)
    book = load_workbook(io.BytesIO(xlsx))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert all(cell.quotePrefix for cell in cells if cell.data_type == "s")
    fields = [field for row in csv.reader(io.StringIO(table.decode("utf-8-sig"))) for field in row]
    assert [field for field in fields if field.lstrip(" \u3000").startswith(tuple("=+-@\t\r\n＝＋－＠"))] == []


def test_sheets_with_hard_names_are_kept_apart(act: Act) -> None:
    from tests.builders import a_contest

    competition, contest, _entries = a_field(act, ["甲"])
    name = "很长的项目名称[一]:" + "长" * 40
    for number, one in enumerate((contest, a_contest(act, competition, "two", "x"))):
        a_version(act, one, a_document([a_row(number, points=None)], name))
    xlsx, _table = exported(act, competition)
    titles = load_workbook(io.BytesIO(xlsx)).sheetnames
    assert (len(set(titles)), max(map(len, titles)) <= 31) == (2, True)


def test_nothing_published_is_refused(act: Act) -> None:
    competition, _contest, _entries = a_field(act, ["甲"])
    with pytest.raises(Refusal) as raised:
        awards.export_results(act, competition)
    assert [fault.code for fault in raised.value.faults] == ["bulletin_nothing_published"]
