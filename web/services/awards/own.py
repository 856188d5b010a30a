"""Certificates made on the spot, an entrant's own or a single one: nothing is stored, so looking writes nothing."""

from __future__ import annotations

from web.db.models import Certificate, Competition, Person
from web.db.queries import Missing
from web.services.act import Act
from web.services.awards.collecting import CertificateSet, Folder, collect_named
from web.services.awards.making import made_from, shelf_of
from web.services.awards.numbering import number_text
from web.services.awards.pages import certificate_pages
from web.services.printed_files import Made, safe_name
from web.services.refusals import refuse


def own_pdf(act: Act, competition: Competition) -> Made:
    """The signed-in person's certificates in this competition: own works, works written together, the family's.

    Missing for an account without a person; Refusals: awards_nothing_issued, glyph_missing, faces_missing.
    """
    person = act.session.get(Person, act.actor.person_id or 0) if act.actor else None
    if person is None:
        raise Missing("person")
    folder = collect_named(act, competition, person)
    return made_from(shelf_of(act), folder, lambda _done, _due: True)[0]


def single_pdf(act: Act, competition: Competition, certificate: Certificate) -> Made:
    """One certificate, as after a reissue. Refusals: certificate_not_valid, glyph_missing, faces_missing."""
    if certificate.state != "valid":
        raise refuse("certificate_not_valid", number=certificate.number)
    title = f"荣誉证书-{number_text(competition, certificate.number)}"
    pages = tuple(certificate_pages(act, competition, [certificate]))
    folder = Folder((CertificateSet(title, safe_name(title, ".pdf"), pages),))
    return made_from(shelf_of(act), folder, lambda _done, _due: True)[0]
