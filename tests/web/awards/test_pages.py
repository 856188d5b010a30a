"""The organizer's pages: issue and print, download, register, take back; and an entrant's own file."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from tests import builders
from tests.conftest import Office, count_queries
from tests.web.awards.finals import a_document, a_field, a_final, a_row, a_version
from tests.web.printing.reading import plain_texts
from web.db.models import Account, Certificate, Competition, Entry, EntryCoauthor, Job, Person
from web.services import awards
from web.services.act import Act, Role
from web.worker import Worker


@dataclass(frozen=True)
class Desk:
    """A signed-in organizer of a competition with one final contest."""

    office: Office
    client: FlaskClient
    home: str
    competition_id: int

    def work(self) -> None:
        """Let the worker do what is due."""
        Worker(self.office.settings, self.office.engine, self.office.clock).run_due()


def signed_in(office: Office, link: str) -> FlaskClient:
    """A browser that followed the link."""
    client = office.client()
    client.post(link)
    return client


def a_desk(office: Office, names: tuple[str, ...] = ("张明", "李芳", "王建国")) -> Desk:
    """The desk of an organizer."""
    with office.act() as act:
        competition, _contest, _entries = a_final(act, names)
        link = builders.link(act, builders.an_account(act, Role.ORGANIZER, competition))
        number = competition.id
    return Desk(office, signed_in(office, link), f"/c/{number}/awards/", number)


@pytest.fixture
def desk(office: Office) -> Desk:
    """The desk with printable names."""
    return a_desk(office)


def printed(desk: Desk) -> list[str]:
    """Press the button, let the worker print, and list the addresses of the files."""
    assert desk.client.post(desk.home + "print").status_code == 302
    desk.work()
    page = desk.client.get(desk.home).get_data(as_text=True)
    return [part.split('"')[0] for part in page.split('href="')[1:] if "/files/" in part]


def test_before_a_final_result_the_page_says_what_to_do_first(office: Office) -> None:
    with office.act() as act:
        competition, contest, entries = a_field(act, ["张明"])
        a_version(act, contest, a_document([a_row(entries[0].id)]), "notice")
        link = builders.link(act, builders.an_account(act, Role.ORGANIZER, competition))
        home = f"/c/{competition.id}/awards/"
    client = signed_in(office, link)
    page = client.get(home).get_data(as_text=True)
    assert ("还不能签发证书" in page, "公示中" in page, "签发并印制</button>" in page) == (True, True, False)
    assert client.post(home + "print").status_code == 422


def test_one_button_issues_prints_and_offers_every_file(desk: Desk) -> None:
    addresses = printed(desk)
    answers = [desk.client.get(address) for address in addresses]
    kinds = sorted(answer.mimetype for answer in answers)
    assert kinds == [
        *["application/pdf"] * 5,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "text/csv",
    ]
    assert all(answer.headers["Content-Disposition"].startswith("attachment") for answer in answers)
    assert all(answer.headers["X-Content-Type-Options"] == "nosniff" for answer in answers)


def test_names_that_cannot_be_printed_are_listed_and_nothing_is_issued(office: Office) -> None:
    desk = a_desk(office, ("张\ue000", "李芳", "王建国"))
    answer = desk.client.post(desk.home + "print")
    page = answer.get_data(as_text=True)
    assert (answer.status_code, "U+E000" in page, "张\ue000" in page) == (422, True, True)
    with office.act() as act:
        assert (act.session.query(Certificate).count(), act.session.query(Job).count()) == (0, 0)


def test_a_file_of_another_competition_is_not_found(desk: Desk) -> None:
    address = printed(desk)[0]
    with desk.office.act() as act:
        other = builders.a_competition(act, builders.a_union(act, "另一工会"), code="zzz2345678")
        link = builders.link(act, builders.an_account(act, Role.ORGANIZER, other))
        stranger = f"/c/{other.id}/awards/files/{address.rsplit('/', 1)[1]}"
    client = signed_in(desk.office, link)
    assert (client.get(stranger).status_code, client.get(address).status_code) == (404, 403)


def test_the_register_shows_every_certificate_and_takes_one_back(desk: Desk) -> None:
    printed(desk)
    page = desk.client.get(desk.home + "certificates").get_data(as_text=True)
    assert [text in page for text in ("〔2026〕工证字第0001号", "张明同志", "一等奖")] == [True] * 3
    one = desk.home + "certificates/1"
    assert "教案" in desk.client.get(one).get_data(as_text=True)
    refused = desk.client.post(one + "/reissue", data={"reason": " "})
    assert (refused.status_code, "请写明原因" in refused.get_data(as_text=True)) == (422, True)
    done = desk.client.post(one + "/reissue", data={"reason": "遗失"})
    assert (done.status_code, done.location) == (302, desk.home + "certificates/4")
    assert plain_texts(desk.client.get(desk.home + "certificates/4.pdf").data)[0].startswith("荣 誉 证 书张明同志")
    assert desk.client.get(one + ".pdf").status_code == 422
    desk.client.post(desk.home + "certificates/2/void", data={"reason": "印错"})
    with desk.office.act() as act:
        states = [row.state for row in act.session.query(Certificate).order_by(Certificate.number)]
    assert states == ["reissued", "void", "valid", "valid"]


def test_the_sample_is_a_certificate_that_can_never_be_genuine(desk: Desk) -> None:
    answer = desk.client.get(desk.home + "sample.pdf")
    text = plain_texts(answer.data)[0]
    assert ("王小明同志" in text, "不作为获奖凭证" in text) == (True, True)
    assert desk.client.get("/verify/00000000A").status_code == 422


def an_entrant(act: Act, competition: Competition, name: str) -> str:
    """A sign-in link of the person of that name."""
    person = act.session.query(Person).filter_by(name=name).one()
    account = builders.an_account(act, Role.ENTRANT, competition, name=name)
    act.session.get_one(Account, account.id).person_id = person.id
    act.session.flush()
    return builders.link(act, account)


def test_an_entrant_gets_the_own_certificates_only(desk: Desk) -> None:
    with desk.office.act() as act:
        competition = act.session.get_one(Competition, desk.competition_id)
        awards.issue_everything(act, competition)
        work = act.session.query(Entry).order_by(Entry.id).first()
        helper = builders.a_person(act, competition.trade_union, "孙丽")
        act.session.add(EntryCoauthor(entry_id=work.id if work else 0, position=1, person_id=helper.id))
        links = [an_entrant(act, competition, name) for name in ("张明", "王建国", "孙丽")]
    winner, other, coauthor = (signed_in(desk.office, link) for link in links)
    mine = winner.get(desk.home + "own.pdf")
    assert [text[:13] for text in plain_texts(mine.data)] == ["荣 誉 证 书张明同志：在"]
    assert plain_texts(coauthor.get(desk.home + "own.pdf").data) == plain_texts(mine.data)
    assert other.get(desk.home + "own.pdf").status_code == 422
    assert winner.get(desk.home).status_code == 403
    assert desk.client.get(desk.home + "own.pdf").status_code == 404


def test_the_pages_ask_as_often_for_three_certificates_as_for_one(office: Office) -> None:
    counts = []
    for prizes in (("一等奖", None, None), ("一等奖", "二等奖", "三等奖")):
        with office.act() as act:
            for row in act.session.query(Certificate):
                act.session.delete(row)
            code = f"q{len(counts)}c2345678"
            union = builders.a_union(act, f"工会{len(counts)}")
            competition = builders.a_competition(act, union, code=code)
            contest = builders.a_contest(act, competition, "plan", "2026年新教案评比")
            rows = []
            for place, prize in enumerate(prizes, 1):
                entry = builders.an_entry(act, contest, builders.a_person(act, union, f"甲{place}"))
                rows.append(a_row(entry.id, place=place, prize=prize, points=None))
            a_version(act, contest, a_document(rows))
            awards.issue_everything(act, competition)
            link = builders.link(act, builders.an_account(act, Role.ORGANIZER, competition))
            home = f"/c/{competition.id}/awards/"
        client = signed_in(office, link)
        client.get(home)
        with count_queries(office.engine) as statements:
            assert client.get(home).status_code == 200
            assert client.get(home + "certificates").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
