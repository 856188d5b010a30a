"""Certificates of the departments' totals (团体总分)."""

from __future__ import annotations

from sqlalchemy import select

from scoring.values import format_fraction
from web.db.models import Certificate, Competition, Department
from web.printing.wording import department_wording
from web.services import audit
from web.services.act import Act
from web.services.awards.issuing import issue_certificates
from web.services.awards.numbering import lock_numbers, new_certificate
from web.services.awards.replacing import replace, wording_of
from web.services.refusals import refuse
from web.services.results import DepartmentTotals, current_versions, department_totals
from web.services.results.sources import label_departments

AWARDED_PLACES = 3


def issue_department_certificates(
    act: Act, competition: Competition, places: int = AWARDED_PLACES
) -> list[Certificate]:
    """Certificates for the first `places` of the departments' totals; doing it twice gives the same ones.

    Refusal awards_totals_open while a counted contest isn't final, or none counts.
    """
    totals = department_totals(act, competition)
    if not totals.final:
        raise refuse("awards_totals_open")
    lock_numbers(act, competition)
    held = held_by_department(act, competition)
    before = {certificate.id for certificate in held.values()}
    issued = _issue(act, competition, totals, places, held)
    for gone in held.values():
        gone.state = "void"
    fresh = [one.number for one in issued if one.id not in before]
    if fresh or held:
        voided = sorted(one.number for one in held.values())
        audit.record(act, "certificates_issued", competition, numbers=fresh, void=voided)
    return issued


def issue_everything(act: Act, competition: Competition) -> int:
    """Issue for every contest that is final, and for the departments when all counted ones are; how many are valid.

    Refusal awards_none_final when no contest is.
    """
    versions = [version for version in current_versions(act, competition) if version.state == "final"]
    if not versions:
        raise refuse("awards_none_final")
    valid = sum(len(issue_certificates(act, version.contest)) for version in versions)
    if department_totals(act, competition).final:
        valid += len(issue_department_certificates(act, competition))
    return valid


def held_by_department(act: Act, competition: Competition) -> dict[int, Certificate]:
    """Valid certificates of departments, by department."""
    rows = act.session.scalars(
        select(Certificate)
        .where(
            Certificate.competition_id == competition.id,
            Certificate.state == "valid",
            Certificate.entry_id.is_(None),
        )
        .order_by(Certificate.number)
    )
    return {row.department_id: row for row in rows if row.department_id is not None}


def _issue(
    act: Act, competition: Competition, totals: DepartmentTotals, places: int, held: dict[int, Certificate]
) -> list[Certificate]:
    numbers = _numbers_by_label(act, competition)
    issued: list[Certificate] = []
    for row in totals.rows:
        if row.place > places or row.department not in numbers:
            continue
        total = format_fraction(row.total)
        wording = department_wording(
            competition.name, competition.issuer, row.department, int(row.place), row.tied, total
        )
        current = held.pop(numbers[row.department], None)
        if current is None or wording_of(current) != wording:
            fresh = new_certificate(act, competition, wording, department_id=numbers[row.department])
            if current is not None:
                replace(current, fresh)
            current = fresh
        issued.append(current)
    return issued


def _numbers_by_label(act: Act, competition: Competition) -> dict[str, int]:
    """Departments by their printed names."""
    rows = act.session.scalars(select(Department).where(Department.trade_union_id == competition.trade_union_id))
    return {label: number for number, label in label_departments(list(rows)).items()}
