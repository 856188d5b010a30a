"""签发: certificates for the prize rows of a final result. Doing it twice gives the same certificates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from web.db.models import Certificate, Competition, Contest, ResultVersion
from web.printing.wording import award_wording
from web.services import audit
from web.services.act import Act
from web.services.awards.numbering import lock_numbers, new_certificate
from web.services.awards.replacing import replace, wording_of
from web.services.publication import version_in_force
from web.services.refusals import refuse


def issue_certificates(act: Act, contest: Contest) -> list[Certificate]:
    """Issue a certificate for every prize row of the final version, in its order; returns the valid ones.

    A row that reads as before keeps its certificate and number. After a correction, a row that reads differently gets
    a new number and the old certificate is marked reissued; one that lost its prize is void. Refusal: awards_not_final.
    """
    version = final_version(act, contest)
    lock_numbers(act, contest.competition)
    held = held_by_entry(act, contest)
    before = {certificate.id for certificate in held.values()}
    issued = [_settle(act, contest.competition, version, row, held) for row in prize_rows(version)]
    for gone in held.values():
        gone.state = "void"
    fresh = [one.number for one in issued if one.id not in before]
    if fresh or held:
        voided = sorted(one.number for one in held.values())
        audit.record(act, "certificates_issued", contest, version=version.number, numbers=fresh, void=voided)
    return issued


def final_version(act: Act, contest: Contest) -> ResultVersion:
    """The final version certificates rest on; Refusal awards_not_final before there is one."""
    version = version_in_force(act.session, contest)
    if version is None or version.state != "final":
        raise refuse("awards_not_final", contest=contest.name)
    return version


def prize_rows(version: ResultVersion) -> list[Mapping[str, Any]]:
    """The rows that won something."""
    return [row for row in version.document["rows"] if row["prize"]]


def held_by_entry(act: Act, contest: Contest) -> dict[int, Certificate]:
    """Valid certificates of the contest, of whichever version or run, by entry."""
    rows = act.session.scalars(
        select(Certificate)
        .join(ResultVersion, Certificate.result_version_id == ResultVersion.id)
        .where(ResultVersion.contest_id == contest.id, Certificate.state == "valid")
        .order_by(Certificate.number)
    )
    return {row.entry_id: row for row in rows if row.entry_id is not None}


def _settle(
    act: Act, competition: Competition, version: ResultVersion, row: Mapping[str, Any], held: dict[int, Certificate]
) -> Certificate:
    """Keep what the row already has, or give it a new certificate; takes it out of `held`."""
    wording = award_wording(version.document, row, competition.year)
    current = held.pop(row["entry"], None)
    if current is not None and wording_of(current) == wording:
        return current
    fresh = new_certificate(act, competition, wording, version=version, entry_id=row["entry"])
    if current is not None:
        replace(current, fresh)
    return fresh
