"""The lists beside the places of a published version, as paper and tables have them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from web.db.models import ResultVersion
from web.present.details import Detail, details, in_chinese
from web.present.details.names import printed_names
from web.services import publication


def printed_details(session: Session, version: ResultVersion) -> list[Detail]:
    """Every list of a version, in Chinese."""
    rulebook = publication.rules_of(session, version)
    return details(version.document, rulebook, printed_names(version.document), in_chinese)
