"""The append-only event log: canonical JSON (RFC 8785), each event carrying the hash of the one before it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

import rfc8785
from sqlalchemy import select
from sqlalchemy.orm import Session

from web.db.models import AuditEvent, AuditStream, Competition, Contest
from web.services.act import Act


def record(act: Act, kind: str, subject: Competition | Contest, **body: object) -> AuditEvent:
    """Append one event to the chain of a contest or a competition.

    `body` holds numbers, codes and row numbers only: what identifies a person goes in through `commitment`.
    Times are whole seconds since 1970, so that the text is the same on every engine.
    """
    act.session.flush()
    stream = _stream(act.session, subject)
    whole = {
        "actor": act.account_id or 0,
        "at": int(act.now.timestamp()),
        "body": body,
        "kind": kind,
        "prev": stream.head,
        "seq": stream.length + 1,
    }
    text = rfc8785.dumps(whole).decode()  # type: ignore[arg-type]
    stream.length += 1
    stream.head = event_hash(text)
    event = AuditEvent(stream_id=stream.id, seq=stream.length, kind=kind, body=text, at=act.now, hash=stream.head)
    act.session.add(event)
    return event


def event_hash(text: str) -> str:
    """SHA-256 of the event's canonical text; the text holds the hash before it."""
    return hashlib.sha256(text.encode()).hexdigest()


def commitment(act: Act, subject: Competition | Contest, value: str) -> str:
    """A salted commitment: proves later what was meant, tells nothing; destroying the salt erases it."""
    return hashlib.sha256(f"{_stream(act.session, subject).salt}:{value}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ChainFault:
    """Where a chain breaks: the number of the event and what is wrong with it."""

    seq: int
    code: str
    params: Mapping[str, str]


def verify(session: Session, stream: AuditStream) -> list[ChainFault]:
    """Walk one chain and name every break: numbering, linkage, hash, or a missing end."""
    faults: list[ChainFault] = []
    previous, expected = "0" * 64, 1
    for event in session.scalars(select(AuditEvent).where(AuditEvent.stream_id == stream.id).order_by(AuditEvent.seq)):
        if event.seq != expected:
            faults.append(ChainFault(event.seq, "audit_number", {"expected": str(expected)}))
        if f'"prev":"{previous}"' not in event.body:
            faults.append(ChainFault(event.seq, "audit_link", {}))
        if event_hash(event.body) != event.hash:
            faults.append(ChainFault(event.seq, "audit_hash", {}))
        previous, expected = event.hash, event.seq + 1
    if (stream.length, stream.head) != (expected - 1, previous):
        faults.append(ChainFault(stream.length, "audit_end", {}))
    return faults


def _stream(session: Session, subject: Competition | Contest) -> AuditStream:
    """The chain of a contest or competition, its head row locked against other writers."""
    if isinstance(subject, Contest):
        competition_id, contest_id = subject.competition_id, subject.id
    else:
        competition_id, contest_id = subject.id, None
    found = session.scalar(
        select(AuditStream)
        .where(
            AuditStream.competition_id == competition_id,
            AuditStream.contest_id.is_not_distinct_from(contest_id),
        )
        .with_for_update()
    )
    if found is None:
        found = AuditStream(
            competition_id=competition_id, contest_id=contest_id, salt=secrets.token_hex(32), length=0, head="0" * 64
        )
        session.add(found)
        session.flush()
    return found
