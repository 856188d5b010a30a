"""Files that attack: each is refused with its code, in little memory and time (trust.md 1.5)."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile

import pytest

from tests.web.intake.files import HEAD, TAIL, book_of, inline, raw_book
from web.services.intake import STAFF, read_rows
from web.services.refusals import Refusal

GOOD = [["姓名", "工号"], ["张明", "1"]]
MEGABYTE = 1024 * 1024


def refusal(name: str, content: bytes) -> list[str]:
    with pytest.raises(Refusal) as caught:
        read_rows(name, content, STAFF)
    return [fault.code for fault in caught.value.faults]


def test_members_beyond_two_hundred_are_refused() -> None:
    more = {f"xl/media/{number}.bin": b"" for number in range(200)}
    assert refusal("a.xlsx", raw_book(HEAD + TAIL, more)) == ["file_too_many_members"]


def test_zip_bomb_is_refused_by_what_it_declares() -> None:
    bomb = raw_book(HEAD + TAIL, {"xl/media/big.bin": b"\0" * (51 * MEGABYTE)})
    assert refusal("a.xlsx", bomb) == ["file_unzips_too_large"]


def test_ratio_above_one_hundred_is_refused() -> None:
    assert refusal("a.xlsx", raw_book(HEAD + " " * (4 * MEGABYTE) + TAIL)) == ["file_unzips_too_large"]


def test_zip_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(raw_book(HEAD + " " * (4 * MEGABYTE) + TAIL))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    true_size = entry.file_size.to_bytes(4, "little")
    lie = (1000).to_bytes(4, "little")
    assert content.count(true_size) >= 2
    assert refusal("a.xlsx", bytes(content).replace(true_size, lie)) == ["file_unreadable"]


def test_one_cell_of_forty_megabytes_stays_small_in_memory() -> None:
    filler = "".join(f"{number:08x}" for number in range(5 * MEGABYTE))
    content = raw_book(HEAD + f"<row>{inline('A1', filler)}</row>" + TAIL)
    tracemalloc.start()
    assert refusal("a.xlsx", content) == ["header_not_found"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MEGABYTE


def test_lone_cell_in_the_last_corner_is_refused_at_once() -> None:
    sheet = HEAD + f'<row r="1048576">{inline("XFD1048576", "x")}</row>' + TAIL
    started = time.perf_counter()
    assert refusal("a.xlsx", raw_book(sheet)) == ["too_many_columns"]
    assert time.perf_counter() - started < 1


def test_a_million_and_a_half_cells_without_addresses_are_refused_at_once() -> None:
    cells = "".join(f"<c><v>{number * 7919 % 9973}</v></c>" for number in range(1_500_000))
    content = raw_book(f"{HEAD}<row>{cells}</row>{TAIL}")
    started = time.perf_counter()
    assert refusal("a.xlsx", content) == ["too_many_columns"]
    assert time.perf_counter() - started < 5


def test_rows_beyond_twenty_thousand_are_refused() -> None:
    rows = "".join(f"<row>{inline(f'A{number}', str(number * 7919))}</row>" for number in range(1, 20_002))
    assert refusal("a.xlsx", raw_book(HEAD + rows + TAIL)) == ["too_many_rows"]


def test_external_entity_and_billion_laughs_are_refused() -> None:
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + HEAD + "<row>&e;</row>" + TAIL
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + HEAD + "<row>&b;</row>" + TAIL
    assert [refusal("a.xlsx", raw_book(sheet)) for sheet in (outside, laughs)] == [["file_unreadable"]] * 2


def test_deep_nesting_and_endless_attributes_are_refused() -> None:
    deep = HEAD + "<a>" * 1000 + "</a>" * 1000 + TAIL
    noise = "".join(f"{number:x}" for number in range(400_000))
    endless = HEAD + f'<row r="{noise}" />' + TAIL
    assert [refusal("a.xlsx", raw_book(sheet)) for sheet in (deep, endless)] == [["file_unreadable"]] * 2


def test_rows_out_of_order_are_refused() -> None:
    sheet = HEAD + f'<row r="2">{inline("A2", "x")}</row><row r="1">{inline("A1", "y")}</row>' + TAIL
    assert refusal("a.xlsx", raw_book(sheet)) == ["file_unreadable"]


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ("xl/vbaProject.bin", "file_has_macros"),
        ("xl/externalLinks/externalLink1.xml", "file_has_links"),
        ("xl/embeddings/oleObject1.bin", "file_has_embeddings"),
        ("xl/activeX/activeX1.bin", "file_has_embeddings"),
    ],
)
def test_macros_links_and_embedded_files_are_refused(member: str, code: str) -> None:
    assert refusal("a.xlsx", raw_book(HEAD + TAIL, {member: b"x"})) == [code]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "file_empty"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_old_excel"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "file_encrypted",
        ),
        ("a.xlsm", book_of(GOOD), "file_macro_type"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table>", "file_is_web_page"),
        ("a.pdf", b"%PDF-1.7 x", "file_wrong_type"),
        ("a.csv", b"a\x00b,c", "file_wrong_type"),
        ("a.csv", b"\xff\xff\xff", "file_encoding"),
        ("a.xlsx", b"PK\x03\x04 broken", "file_unreadable"),
        ("a.csv", b"x" * (11 * MEGABYTE), "file_too_large"),
    ],
)
def test_what_is_no_table_is_refused_by_name(name: str, content: bytes, code: str) -> None:
    assert refusal(name, content) == [code]


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "x")
    assert refusal("a.docx", out.getvalue()) == ["file_not_xlsx"]


def test_an_encrypted_member_is_refused() -> None:
    content = bytearray(book_of(GOOD))
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    assert refusal("a.xlsx", bytes(content)) == ["file_encrypted"]
