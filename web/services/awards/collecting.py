"""What is to be printed, gathered from the rows as plain values, so that laying out needs no transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from web.db.models import (
    Certificate,
    Competition,
    Contest,
    Entrant,
    EntrantMember,
    Entry,
    EntryCoauthor,
    Person,
    ResultVersion,
)
from web.printing.bulletin import Bulletin
from web.printing.documents import CertificatePage
from web.services.act import Act
from web.services.awards.bulletins import contest_bulletin, whole_bulletin
from web.services.awards.pages import certificate_pages
from web.services.printed_files import safe_name
from web.services.publication import version_in_force
from web.services.refusals import refuse


@dataclass(frozen=True, slots=True)
class CertificateSet:
    """Certificates that go into one file."""

    title: str
    name: str
    pages: tuple[CertificatePage, ...]
    contest_id: int | None = None
    entrant_id: int | None = None


@dataclass(frozen=True, slots=True)
class BulletinOrder:
    """A bulletin and the name of its file."""

    name: str
    bulletin: Bulletin
    contest_id: int | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """Everything one printing makes. `whole` titles the file that joins all sets; None = no such file."""

    sets: tuple[CertificateSet, ...] = ()
    whole: str | None = None
    bulletins: tuple[BulletinOrder, ...] = ()
    printed_stock: bool = False


def collect_certificates(
    act: Act, competition: Competition, contests: Sequence[Contest], *, printed_stock: bool = False
) -> Folder:
    """The valid certificates of these contests, and the departments'; Refusal awards_nothing_issued without any."""
    sets = _sets(act, competition, contests)
    if not sets:
        raise refuse("awards_nothing_issued")
    return Folder(sets, whole=f"{competition.name}-荣誉证书-全部", printed_stock=printed_stock)


def collect_person(act: Act, entrant: Entrant) -> Folder:
    """Every valid certificate that names this entrant; Refusal awards_nothing_issued without any."""
    competition = act.session.get_one(Competition, entrant.competition_id)
    naming = [Entry.entrant_id == entrant.id]
    if entrant.person_id is not None:
        naming += _naming(entrant.person_id)
    return _personal(act, competition, entrant.name, naming, entrant.id)


def collect_named(act: Act, competition: Competition, person: Person) -> Folder:
    """Every valid certificate that names this person, whether or not the person is an entrant in own right."""
    return _personal(act, competition, person.name, _naming(person.id), None)


def _personal(
    act: Act, competition: Competition, name: str, naming: Sequence[ColumnElement[bool]], entrant_id: int | None
) -> Folder:
    rows = act.session.scalars(
        select(Certificate)
        .join(Entry, Certificate.entry_id == Entry.id)
        .where(Certificate.competition_id == competition.id, Certificate.state == "valid", or_(*naming))
        .order_by(Certificate.number)
    ).all()
    if not rows:
        raise refuse("awards_nothing_issued")
    title = f"{competition.name}-荣誉证书-{name}"
    pages = tuple(certificate_pages(act, competition, rows))
    return Folder((CertificateSet(title, safe_name(title, ".pdf"), pages, entrant_id=entrant_id),))


def _naming(person_id: int) -> list[ColumnElement[bool]]:
    """Entries of the person, of works written together, and of the person's family."""
    own = select(Entrant.id).where(Entrant.person_id == person_id)
    shared = select(EntryCoauthor.entry_id).where(EntryCoauthor.person_id == person_id)
    family = select(EntrantMember.entrant_id).where(EntrantMember.person_id == person_id)
    return [Entry.entrant_id.in_(own), Entry.id.in_(shared), Entry.entrant_id.in_(family)]


def collect_bulletin(act: Act, competition: Competition, contest: Contest | None) -> Folder:
    """One contest's bulletin, or that of all; Refusal bulletin_nothing_published."""
    orders = [_contest_order(act, competition, contest) if contest else _whole_order(act, competition)]
    found = tuple(order for order in orders if order is not None)
    if not found:
        raise refuse("bulletin_nothing_published")
    return Folder(bulletins=found)


def collect(act: Act, competition: Competition, contests: Sequence[Contest], *, printed_stock: bool = False) -> Folder:
    """Certificates and bulletins of these contests, whatever there is of them; Refusal when there is nothing at all."""
    sets = _sets(act, competition, contests)
    orders = [*(_contest_order(act, competition, contest) for contest in contests), _whole_order(act, competition)]
    bulletins = tuple(order for order in orders if order is not None)
    if not sets and not bulletins:
        raise refuse("bulletin_nothing_published")
    whole = f"{competition.name}-荣誉证书-全部" if sets else None
    return Folder(sets, whole, bulletins, printed_stock)


def _sets(act: Act, competition: Competition, contests: Sequence[Contest]) -> tuple[CertificateSet, ...]:
    by_contest: dict[int, list[Certificate]] = {contest.id: [] for contest in contests}
    departments: list[Certificate] = []
    for certificate, contest_id in _valid(act, competition):
        if contest_id is None:
            departments.append(certificate)
        elif contest_id in by_contest:
            by_contest[contest_id].append(certificate)
    names = {contest.id: contest.name for contest in contests}
    found = [
        _set(act, competition, f"{names[number]}-荣誉证书", rows, number) for number, rows in by_contest.items() if rows
    ]
    if departments:
        found.append(_set(act, competition, f"{competition.name}-荣誉证书-团体总分", departments, None))
    return tuple(found)


def _set(
    act: Act, competition: Competition, title: str, rows: Sequence[Certificate], contest_id: int | None
) -> CertificateSet:
    return CertificateSet(title, safe_name(title, ".pdf"), tuple(certificate_pages(act, competition, rows)), contest_id)


def _valid(act: Act, competition: Competition) -> list[tuple[Certificate, int | None]]:
    """Valid certificates with the number of their contest, in order of their numbers."""
    rows = act.session.execute(
        select(Certificate, ResultVersion.contest_id)
        .outerjoin(ResultVersion, Certificate.result_version_id == ResultVersion.id)
        .where(Certificate.competition_id == competition.id, Certificate.state == "valid")
        .order_by(Certificate.number)
    )
    return [(certificate, contest_id) for certificate, contest_id in rows]


def _contest_order(act: Act, competition: Competition, contest: Contest) -> BulletinOrder | None:
    version = version_in_force(act.session, contest)
    if version is None:
        return None
    bulletin = contest_bulletin(act, competition, version)
    return BulletinOrder(safe_name(f"{contest.name}-{bulletin.title}", ".pdf"), bulletin, contest.id)


def _whole_order(act: Act, competition: Competition) -> BulletinOrder | None:
    bulletin = whole_bulletin(act, competition)
    return BulletinOrder(safe_name(f"{competition.name}-{bulletin.title}", ".pdf"), bulletin) if bulletin else None
