"""The rules as a document: every key can be typed, pasted or brought as a file."""

from __future__ import annotations

import io
from io import BytesIO

from sqlalchemy import select

from scoring.rulebook import Method, canonical
from tests.builders import a_competition
from tests.conftest import Office
from tests.web.rules.scenes import DOCUMENTS, a_contest, organizing
from web.db.models import Contest
from web.services import rules
from web.services.example_rules import FOLDER


def opened(office: Office) -> tuple[int, int, str]:
    """Competition, contest and the address of its document."""
    with office.act() as act:
        contest = a_contest(act, a_competition(act))
        return contest.competition_id, contest.id, f"/c/{contest.competition_id}/contests/{contest.id}/rules/text"


def draft(office: Office, contest_id: int) -> str:
    with office.act() as act:
        found = rules.draft_version(act, act.session.get_one(Contest, contest_id))
        assert found is not None
        return found.document


def test_document_is_typed_checked_and_kept(office: Office) -> None:
    competition, contest, address = opened(office)
    changed = DOCUMENTS["essay"].replace("decimals = 2", "decimals = 3")
    with organizing(office, competition) as browser:
        assert "decimals = 2" in browser.get(address).get_data(True)
        checked = browser.post(address, data={"document": changed, "check": "1"})
        assert (checked.status_code, "检查通过" in checked.get_data(True)) == (200, True)
        assert "decimals = 2" in draft(office, contest)
        saved = browser.post(address, data={"document": changed})
        assert saved.headers["Location"].endswith("/rules/review")
    assert "decimals = 3" in draft(office, contest)


def test_every_fault_is_told_with_its_line_and_nothing_typed_is_lost(office: Office) -> None:
    competition, contest, address = opened(office)
    lines = DOCUMENTS["essay"].splitlines()
    at = lines.index('method = "trimmed"')
    lines[at : at + 2] = ['methud = "trimmed"', "drop = 99"]
    with organizing(office, competition) as browser:
        answer = browser.post(address, data={"document": "\n".join(lines)})
        page = answer.get_data(True)
    assert answer.status_code == 422
    assert f"第 {at + 1} 行" in page
    assert f"第 {at + 2} 行" in page
    assert "最接近的是“method”" in page
    assert page.count("drop = 99") == 2  # in the document as typed, and beside the fault
    assert "decimals = 2" in draft(office, contest)


def test_a_file_stands_for_what_is_typed_and_one_that_is_not_text_is_refused(office: Office) -> None:
    competition, contest, address = opened(office)
    changed = DOCUMENTS["essay"].replace('method = "trimmed"', 'method = "median"')
    with organizing(office, competition) as browser:
        file = (io.BytesIO(b"\xef\xbb\xbf" + changed.replace("\n", "\r\n").encode()), "rules.toml")
        browser.post(address, data={"document": "", "file": file}, content_type="multipart/form-data")
        broken = (io.BytesIO(b"\xff\xfe\x00n"), "rules.toml")
        refused = browser.post(address, data={"file": broken}, content_type="multipart/form-data")
    assert (refused.status_code, "不是 UTF-8" in refused.get_data(True)) == (422, True)
    judging = rules.read(draft(office, contest)).judging
    assert judging is not None
    assert judging.method is Method.MEDIAN


def test_an_older_copy_of_the_document_does_not_overwrite_a_newer_one(office: Office) -> None:
    competition, contest, address = opened(office)
    with organizing(office, competition) as browser:
        first = DOCUMENTS["essay"].replace("decimals = 2", "decimals = 1")
        answer = browser.post(address, data={"document": first, "base": "0" * 64})
    assert answer.status_code == 409
    assert "decimals = 2" in draft(office, contest)


def test_contest_begins_from_a_document(office: Office) -> None:
    competition, _, _ = opened(office)
    document = DOCUMENTS["treadmill_women"]
    with organizing(office, competition) as browser:
        address = f"/c/{competition}/contests/new/text"
        assert "从规则文件建" in browser.get(f"/c/{competition}/contests/new").get_data(True)
        faulty = browser.post(address, data={"code": "belt", "document": document.replace("precision", "precisoin")})
        assert (faulty.status_code, "precisoin" in faulty.get_data(True)) == (422, True)
        taken = browser.post(address, data={"code": "essay", "document": document})
        assert (taken.status_code, "has-error" in taken.get_data(True)) == (422, True)
        unread = browser.post(address, data={"code": "belt", "file": (BytesIO(b"\xff\xfe\x00"), "rules.toml")})
        assert (unread.status_code, "has-error" in unread.get_data(True)) == (422, False)
        ballot = (FOLDER / "ballot_cadres.toml").read_text(encoding="utf-8")
        assert browser.post(address, data={"code": "vote", "document": ballot}).status_code == 302
        made = browser.post(address, data={"code": "belt", "document": document})
        assert made.headers["Location"].endswith("/rules/review")
    with office.act() as act:
        contest = act.session.scalars(select(Contest).where(Contest.code == "belt")).one()
        found = rules.draft_version(act, contest)
        assert found is not None
        assert found.document == canonical(rules.read(document))
        assert contest.name == rules.read(document).name
