"""Numbers and codes of certificates, given once and never again."""

from __future__ import annotations

from sqlalchemy import func, select

from web.db.models import Certificate, Competition, ResultVersion
from web.printing.codes import new_code
from web.printing.wording import Wording
from web.services.act import Act


def lock_numbers(act: Act, competition: Competition) -> None:
    """Let one issuer at a time count on: the competition's row is held until the transaction ends."""
    act.session.execute(select(Competition.id).where(Competition.id == competition.id).with_for_update())


def new_certificate(
    act: Act,
    competition: Competition,
    wording: Wording,
    *,
    version: ResultVersion | None = None,
    entry_id: int | None = None,
    department_id: int | None = None,
) -> Certificate:
    """A valid certificate with the competition's next number and a fresh code; call `lock_numbers` before."""
    last = act.session.scalar(select(func.max(Certificate.number)).where(Certificate.competition_id == competition.id))
    certificate = Certificate(
        competition_id=competition.id,
        result_version_id=version.id if version else None,
        entry_id=entry_id,
        department_id=department_id,
        number=(last or 0) + 1,
        code=new_code(),
        wording=wording.as_json(),
        issued_at=act.now,
    )
    act.session.add(certificate)
    act.session.flush()
    return certificate


def number_text(competition: Competition, number: int) -> str:
    """〔2026〕工证字第0001号 (practice.md 7.6)."""
    return f"〔{competition.year}〕{competition.certificate_prefix}第{number:04d}号"
