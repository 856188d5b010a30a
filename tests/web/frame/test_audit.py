"""The event log: canonical, chained, append-only; every kind of tampering is found."""

from __future__ import annotations

import json

import pytest
import rfc8785
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import Office
from web.db.models import AuditEvent, AuditStream
from web.db.transaction import transaction
from web.services import audit

_UNLOCK = {
    "sqlite": ("DROP TRIGGER audit_event_no_update", "DROP TRIGGER audit_event_no_delete"),
    "postgresql": ("ALTER TABLE audit_event DISABLE TRIGGER ALL",),
}
_LOCK_AGAIN = {"sqlite": (), "postgresql": ("ALTER TABLE audit_event ENABLE TRIGGER ALL",)}


def _three_events(office: Office) -> int:
    with office.act() as act:
        competition = builders.a_competition(act)
        for number in range(3):
            audit.record(act, "tested", competition, number=number, name=audit.commitment(act, competition, "张明"))
        return act.session.scalars(select(AuditStream.id)).one()


def test_event_is_canonical_json_that_carries_the_hash_before_it(office: Office) -> None:
    _three_events(office)
    with Session(office.engine) as session:
        events = session.scalars(select(AuditEvent).order_by(AuditEvent.seq)).all()
        previous = "0" * 64
        for event in events:
            body = json.loads(event.body)
            assert rfc8785.dumps(body).decode() == event.body
            assert (body["prev"], body["seq"]) == (previous, event.seq)
            previous = event.hash
        assert "张明" not in "".join(event.body for event in events)


def test_database_itself_refuses_to_change_or_remove_an_event(office: Office) -> None:
    _three_events(office)
    for statement in ("UPDATE audit_event SET body = 'x'", "DELETE FROM audit_event"):
        with pytest.raises(DBAPIError), Session(office.engine) as session, transaction(session, writes=True):
            session.execute(text(statement))


@pytest.mark.parametrize(
    ("tampering", "code"),
    [
        ("UPDATE audit_event SET body = replace(body, 'tested', 'tasted') WHERE seq = 2", "audit_hash"),
        ("DELETE FROM audit_event WHERE seq = 2", "audit_number"),
        ("DELETE FROM audit_event WHERE seq = 3", "audit_end"),
        ("UPDATE audit_event SET seq = 9 WHERE seq = 3", "audit_number"),
        ("UPDATE audit_event SET hash = 'f' WHERE seq = 1", "audit_link"),
    ],
)
def test_tampering_is_found_and_named(office: Office, tampering: str, code: str) -> None:
    stream_id = _three_events(office)
    engine = office.engine.dialect.name
    with office.engine.begin() as connection:
        for statement in (*_UNLOCK[engine], tampering, *_LOCK_AGAIN[engine]):
            connection.execute(text(statement))
    with Session(office.engine) as session:
        faults = audit.verify(session, session.get_one(AuditStream, stream_id))
        assert code in {fault.code for fault in faults}


def test_untouched_chain_has_no_fault(office: Office) -> None:
    stream_id = _three_events(office)
    with Session(office.engine) as session:
        assert audit.verify(session, session.get_one(AuditStream, stream_id)) == []
