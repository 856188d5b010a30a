"""Files: one a contest, one of all, one a person; the job; the preflight."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from tests.builders import a_contest, a_person, an_entry
from tests.conftest import Office
from tests.web.awards.finals import a_document, a_final, a_row, a_version
from tests.web.printing.reading import plain_texts
from web.db.models import Entrant, EntryCoauthor, Job, PrintedFile
from web.services import awards
from web.services.act import Act
from web.services.printed_files import safe_name
from web.services.refusals import Refusal
from web.worker import Worker


def body(act: Act, file: PrintedFile) -> bytes:
    """The bytes of a file, checked against its row."""
    read = awards.path_of(act.settings, file).read_bytes()
    assert hashlib.sha256(read).hexdigest() == file.sha256
    return read


def recipients(act: Act, file: PrintedFile) -> list[str]:
    """The recipient's line of each page."""
    return [text.split("：")[0].removeprefix("荣 誉 证 书") for text in plain_texts(body(act, file))]


def two_contests(act: Act) -> tuple[object, list[object]]:
    """Two final contests of one competition with everything issued."""
    competition, contest, entries = a_final(act)
    other = a_contest(act, competition, "essay", "2026年论文评比")
    row = a_row(entries[2].id, names=["王建国"], title="服务", points=None)
    a_version(act, other, a_document([row], "2026年论文评比"))
    awards.issue_everything(act, competition)
    return competition, [contest, other]


def test_one_file_a_contest_one_for_departments_and_one_of_all(act: Act) -> None:
    competition, contests = two_contests(act)
    files = awards.print_certificates(act, competition, contests)  # type: ignore[arg-type]
    assert [(file.kind, file.filename, file.pages, recipients(act, file)) for file in files] == [
        ("certificates", "2026年新教案评比-荣誉证书.pdf", 2, ["张明同志", "李芳同志"]),
        ("certificates", "2026年论文评比-荣誉证书.pdf", 1, ["王建国同志"]),
        ("certificates_teams", "2026年职工竞赛-荣誉证书-团体总分.pdf", 1, ["语文教研组"]),
        (
            "certificates",
            "2026年职工竞赛-荣誉证书-全部.pdf",
            4,
            ["张明同志", "李芳同志", "王建国同志", "语文教研组"],
        ),
    ]


def test_printing_again_gives_the_same_files_and_no_new_rows(act: Act) -> None:
    competition, contests = two_contests(act)
    first = awards.print_all(act, competition, contests)  # type: ignore[arg-type]
    again = awards.print_all(act, competition, contests)  # type: ignore[arg-type]
    pdfs = [file.id for file in first if file.pages]
    assert [file.id for file in again if file.pages] == pdfs


def test_voided_certificates_are_not_printed(act: Act) -> None:
    competition, contest, _entries = a_final(act)
    certificate = awards.issue_certificates(act, contest)[0]
    awards.void(act, competition, certificate, "印错")
    files = awards.print_certificates(act, competition, [contest])
    assert [recipients(act, file) for file in files] == [["李芳同志"]]


def test_nothing_issued_is_refused(act: Act) -> None:
    competition, contest, _entries = a_final(act)
    with pytest.raises(Refusal) as raised:
        awards.print_certificates(act, competition, [contest])
    assert [fault.code for fault in raised.value.faults] == ["awards_nothing_issued"]


def test_a_person_gets_own_works_and_shared_ones_and_nobody_elses(act: Act) -> None:
    competition, _contest, entries = a_final(act)
    helper = a_person(act, competition.trade_union, "孙丽")
    other = a_contest(act, competition, "essay", "2026年论文评比")
    shared = an_entry(act, other, a_person(act, competition.trade_union, "周敏"))
    act.session.add(EntryCoauthor(entry_id=shared.id, position=1, person_id=helper.id))
    entrant = Entrant(competition_id=competition.id, kind="person", name="孙丽", person_id=helper.id)
    act.session.add(entrant)
    act.session.flush()
    a_version(act, other, a_document([a_row(shared.id, names=["周敏", "孙丽"], title="服务")], "2026年论文评比"))
    awards.issue_everything(act, competition)
    assert recipients(act, awards.print_person(act, entrant)) == ["周敏、孙丽同志"] * 2
    assert recipients(act, awards.print_person(act, entries[0].entrant)) == ["张明同志"]


def test_names_that_cannot_be_printed_are_refused_all_at_once(act: Act) -> None:
    competition, contest, _entries = a_final(act, ["张\ue000", "李芳", "王\U000f0000"], ["一等奖"] * 3)
    awards.issue_certificates(act, contest)
    with pytest.raises(Refusal) as raised:
        awards.request_print(act, competition, [contest])
    assert {(fault.code, fault.params["text"], fault.params["points"]) for fault in raised.value.faults} == {
        ("glyph_missing", "张\ue000", "U+E000"),
        ("glyph_missing", "王\U000f0000", "U+F0000"),
    }


def test_the_bulletin_says_what_was_published(act: Act) -> None:
    competition, contest, _entries = a_final(act)
    text = plain_texts(body(act, awards.print_bulletin(act, competition, contest)))[0]
    for part in (
        "成绩公告（第1号）2026年新教案评比",
        "1 张明 语文教研组 92.00 一等奖",
        "公布时间：2026年10月8日9时00分。公示期已满，本成绩为最终成绩。",
        "规则第1版 abababababab",
        "— 1 —",
    ):
        assert part in text, part


def test_the_whole_bulletin_holds_every_contest_and_the_department_totals(act: Act) -> None:
    competition, _contests = two_contests(act)
    text = "".join(plain_texts(body(act, awards.print_bulletin(act, competition))))  # type: ignore[arg-type]
    parts = ("成绩公告（汇总）", "2026年新教案评比（第1号，最终成绩）", "2026年论文评比（第2号，最终成绩）", "团体总分")
    assert [part for part in parts if part not in text] == []


def test_a_bulletin_before_anything_is_published_is_refused(act: Act) -> None:
    competition, contest, _entries = a_final(act)
    act.session.query(type(contest)).filter_by(id=contest.id).one().run = 2
    act.session.flush()
    with pytest.raises(Refusal) as raised:
        awards.print_bulletin(act, competition, contest)
    assert [fault.code for fault in raised.value.faults] == ["bulletin_nothing_published"]


def test_the_job_prints_everything_and_ends_done(office: Office) -> None:
    with office.act() as act:
        competition, contest, _entries = a_final(act)
        awards.issue_everything(act, competition)
        awards.request_print(act, competition, [contest])
    Worker(office.settings, office.engine, lambda: datetime(2026, 12, 1, tzinfo=UTC)).run_due()
    with office.act() as act:
        job = act.session.query(Job).one()
        kinds = sorted(file.kind for file in awards.newest_files(act, competition.id))
    assert (job.state, job.error_code, job.result) == ("done", "", {"files": 7})
    assert kinds == [
        "bulletin",
        "bulletin",
        "certificates",
        "certificates",
        "certificates_teams",
        "results_csv",
        "results_xlsx",
    ]


def test_a_file_name_is_safe_everywhere() -> None:
    names = ("../../etc/passwd", 'a/b\\c:"*?<>|', "  . ", "x" * 300, "名\u202egnp.exe")
    assert [safe_name(name, ".pdf") for name in names] == [
        "_.._etc_passwd.pdf",
        "a_b_c_______.pdf",
        "文件.pdf",
        "x" * 70 + ".pdf",
        "名_gnp.exe.pdf",
    ]
