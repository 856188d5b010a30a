"""From a certificate's row to the page that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import select

from web.config import TIME_ZONE
from web.db.models import Certificate, Competition, ResultVersion
from web.printing.documents import CertificatePage
from web.services.act import Act
from web.services.awards.numbering import number_text
from web.services.awards.replacing import wording_of

_SHORT = 12
"""Characters of a fingerprint that are printed: 48 bits, enough to tell versions apart; the page shows all 64."""


def certificate_pages(act: Act, competition: Competition, certificates: Sequence[Certificate]) -> list[CertificatePage]:
    """Pages in the given order; one query for all versions they rest on."""
    versions = _versions(act, certificates)
    return [_page(act, competition, one, versions.get(one.result_version_id or 0)) for one in certificates]


def _versions(act: Act, certificates: Iterable[Certificate]) -> dict[int, ResultVersion]:
    numbers = {one.result_version_id for one in certificates} - {None}
    rows = act.session.scalars(select(ResultVersion).where(ResultVersion.id.in_(numbers))) if numbers else ()
    return {row.id: row for row in rows}


def _page(
    act: Act, competition: Competition, certificate: Certificate, version: ResultVersion | None
) -> CertificatePage:
    issued = certificate.issued_at.astimezone(ZoneInfo(TIME_ZONE))
    return CertificatePage(
        wording=wording_of(certificate),
        number=number_text(competition, certificate.number),
        code=certificate.code,
        date=f"{issued.year}年{issued.month}月{issued.day}日",
        trace=trace(version),
        verify_at=f"{act.settings.public_address}/verify/{certificate.code}",
    )


def trace(version: ResultVersion | None) -> str:
    """Which rules and which result a paper rests on, by short fingerprints."""
    if version is None:
        return ""
    rulebook = version.document["rulebook"]
    return (
        f"规则第{rulebook['number']}版 {rulebook['fingerprint'][:_SHORT]} · "
        f"成绩第{version.number}版 {version.fingerprint[:_SHORT]}"
    )
