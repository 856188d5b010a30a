"""Scenes for the tests of contests, rules, groups and fund: an organizer's browser, marks and times on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from flask.testing import FlaskClient

from tests import builders
from tests.conftest import Office
from web.db.models import Account, Competition, Contest, Entry, Judge, PanelSeat, RaceResult, Sheet, SheetMark
from web.services import contests, rules
from web.services.act import Act
from web.services.example_rules import example

DOCUMENTS = {code: found.document for code in ("essay", "teaching_plan", "treadmill_women") if (found := example(code))}


def a_contest(act: Act, competition: Competition, code: str = "essay", *, freeze: bool = False) -> Contest:
    """A contest with the rules of an example, frozen if wanted."""
    contest = contests.create_contest(act, competition, code, f"项目 {code}", DOCUMENTS[code])
    if freeze:
        rules.freeze(act, contest)
    return contest


def a_woman(act: Act, contest: Contest, name: str = "王芳", born: date | None = date(1980, 5, 4)) -> Entry:
    """The entry of a woman in management."""
    facts = {"gender": "F", "birth_date": born, "post_category": "management"}
    return builders.an_entry(act, contest, builders.a_person(act, contest.competition.trade_union, name, **facts))


def a_mark(act: Act, contest: Contest, entry: Entry) -> Sheet:
    """A sheet with one mark in the contest's current run."""
    account = Account(name="评委", created_at=act.now)
    act.session.add(account)
    act.session.flush()
    judge = Judge(competition_id=contest.competition_id, name="评委", account_id=account.id)
    act.session.add(judge)
    act.session.flush()
    seat = PanelSeat(contest_id=contest.id, judge_id=judge.id, number=1)
    act.session.add(seat)
    act.session.flush()
    sheet = Sheet(
        entry_id=entry.id, seat_id=seat.id, run=contest.run, marks=[SheetMark(criterion="E1", hundredths=900)]
    )
    act.session.add(sheet)
    act.session.flush()
    return sheet


def a_result(act: Act, contest: Contest, entry: Entry) -> RaceResult:
    """A distance in the contest's current run."""
    result = RaceResult(entry_id=entry.id, run=contest.run, status="FIN", metres=1500, recorded_at=act.now)
    act.session.add(result)
    act.session.flush()
    return result


@contextmanager
def organizing(office: Office, competition_id: int) -> Iterator[FlaskClient]:
    """A browser signed in as an organizer of the competition."""
    with office.act() as act:
        competition = act.session.get_one(Competition, competition_id)
        path = builders.link(act, builders.an_account(act, competition=competition))
    with office.client() as client:
        client.post(path)
        yield client


def typed(page: str) -> dict[str, list[str]]:
    """What a browser would send from the rules form of `page`: inputs, ticks, chosen options, texts."""
    form = page[page.index('class="rules-form"') :]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        cell = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if cell.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if cell.get("name", "csrf_token") != "csrf_token":  # signed with the second: it differs from page to page
            sent.setdefault(cell["name"], []).append(_plain(cell.get("value", "")))
    for name, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', form, re.S):
        sent[name] = [_plain(text)]
    for tag, options in re.findall(r"<select ([^>]*)>(.*?)</select>", form, re.S):
        chosen = re.findall(r'<option selected value="([^"]*)"', options) or re.findall(r'value="([^"]*)"', options)[:1]
        sent[re.findall(r'name="([^"]+)"', tag)[0]] = [_plain(one) for one in chosen]
    return sent


def _plain(text: str) -> str:
    for sign, plain in (("&#34;", '"'), ("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(sign, plain)
    return text
