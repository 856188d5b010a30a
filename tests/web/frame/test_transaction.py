"""One transaction per request: readers cannot write, a refusal leaves nothing, writers queue."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import Office
from web.db.models import TradeUnion
from web.db.transaction import transaction
from web.services.act import Role


def test_reading_transaction_cannot_write(office: Office) -> None:
    with pytest.raises(DBAPIError), Session(office.engine) as session, transaction(session, writes=False):
        session.add(TradeUnion(name="x", created_at=office.clock()))
        session.flush()


def test_refused_form_leaves_nothing_behind(office: Office) -> None:
    with office.act() as act:
        competition = builders.a_competition(act)
        account = builders.an_account(act, Role.ORGANIZER, competition)
        account.login = "taken"
        link = builders.link(act, account)
    client = office.client()
    client.post(link)
    form = {"name": "新人", "login": "taken", "role": "organizer"}
    answer = client.post(f"/c/{competition.id}/office/members", data=form)
    assert answer.status_code == 422
    assert "已经有人用了" in answer.text
    assert answer.text.count("新人") == 1  # kept in the form, not in the list


def test_writers_from_many_threads_all_get_through(office: Office) -> None:
    def write(number: int) -> None:
        for step in range(5):
            with Session(office.engine) as session, transaction(session, writes=True):
                count = session.scalar(select(func.count()).select_from(TradeUnion))
                session.add(TradeUnion(name=f"{number}-{step}-{count}", created_at=office.clock()))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Session(office.engine) as session, transaction(session, writes=False):
        assert session.scalar(select(func.count()).select_from(TradeUnion)) == 30
