"""作废与补发: a certificate never changes; it is voided, or another takes its place."""

from __future__ import annotations

from web.db.models import Certificate, Competition, ResultVersion
from web.printing.wording import Wording, wording_from_json
from web.services import audit
from web.services.act import Act
from web.services.awards.numbering import lock_numbers, new_certificate
from web.services.refusals import refuse


def wording_of(certificate: Certificate) -> Wording:
    """What the certificate says."""
    return wording_from_json(certificate.wording)


def replace(old: Certificate, new: Certificate) -> None:
    """Mark `old` as reissued and note the number of what took its place."""
    old.state = "reissued"
    old.wording = {**old.wording, "replaced_by": new.number}


def void(act: Act, competition: Competition, certificate: Certificate, reason: str) -> None:
    """Declare a certificate invalid. Refusals: certificate_not_valid, certificate_reason_missing."""
    _demand(certificate, reason)
    certificate.state = "void"
    _note(certificate, reason)
    _record(act, competition, "certificate_void", certificate, reason, {})


def reissue(act: Act, competition: Competition, certificate: Certificate, reason: str) -> Certificate:
    """Issue a lost or spoilt certificate anew, with a new number and code; the old one no longer counts.

    Refusals: certificate_not_valid, certificate_reason_missing.
    """
    _demand(certificate, reason)
    lock_numbers(act, competition)
    version = act.session.get(ResultVersion, certificate.result_version_id or 0)
    fresh = new_certificate(
        act,
        competition,
        wording_of(certificate),
        version=version,
        entry_id=certificate.entry_id,
        department_id=certificate.department_id,
    )
    replace(certificate, fresh)
    _note(certificate, reason)
    _record(act, competition, "certificate_reissued", certificate, reason, {"by": fresh.number})
    return fresh


def _note(certificate: Certificate, reason: str) -> None:
    """Keep the reason beside the certificate; the public page never shows it."""
    certificate.wording = {**certificate.wording, "reason": reason.strip()}


def _demand(certificate: Certificate, reason: str) -> None:
    if certificate.state != "valid":
        raise refuse("certificate_not_valid", number=certificate.number)
    if not reason.strip():
        raise refuse("certificate_reason_missing")


def _record(
    act: Act, competition: Competition, kind: str, certificate: Certificate, reason: str, more: dict[str, int]
) -> None:
    """The reason may name somebody, so the log keeps a commitment to it only."""
    committed = audit.commitment(act, competition, reason.strip())
    audit.record(act, kind, competition, number=certificate.number, reason=committed, **more)
