"""What the organizer's page shows: where each contest stands on its way to paper."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from web.db.models import Certificate, Competition, Contest, Job, PrintedFile, ResultVersion
from web.printing.fonts import KAI, OFFICIAL_BODY, OFFICIAL_TITLE, SONG
from web.services.act import Act
from web.services.awards.issuing import prize_rows
from web.services.awards.making import shelf_of
from web.services.awards.numbering import number_text
from web.services.awards.replacing import wording_of
from web.services.printed_files import newest_files
from web.services.results import current_versions

KINDS = ("certificates", "certificates_teams", "bulletin", "results_xlsx", "results_csv")


@dataclass(frozen=True, slots=True)
class ContestAwards:
    """One contest: its version in force (None = nothing published), prizes in it, certificates that are valid."""

    contest: Contest
    version: ResultVersion | None
    prizes: int
    valid: int

    @property
    def final(self) -> bool:
        """Whether certificates may be issued."""
        return self.version is not None and self.version.state == "final"


def contest_awards(act: Act, competition: Competition) -> list[ContestAwards]:
    """Every contest in order; a constant number of queries."""
    versions = {version.contest_id: version for version in current_versions(act, competition)}
    valid: dict[int | None, int] = {}
    for certificate, contest_id in issued(act, competition):
        valid[contest_id] = valid.get(contest_id, 0) + (certificate.state == "valid")
    return [
        ContestAwards(
            contest,
            versions.get(contest.id),
            len(prize_rows(versions[contest.id])) if contest.id in versions else 0,
            valid.get(contest.id, 0),
        )
        for contest in competition.contests
    ]


def issued(act: Act, competition: Competition) -> list[tuple[Certificate, int | None]]:
    """Every certificate ever issued, with its contest (None for departments), by number."""
    rows = act.session.execute(
        select(Certificate, ResultVersion.contest_id)
        .outerjoin(ResultVersion, Certificate.result_version_id == ResultVersion.id)
        .where(Certificate.competition_id == competition.id)
        .order_by(Certificate.number)
    )
    return [(certificate, contest_id) for certificate, contest_id in rows]


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register."""

    certificate: Certificate
    number: str
    recipient: str
    award: str
    contest: str


def register_lines(act: Act, competition: Competition) -> list[RegisterLine]:
    """Every certificate ever issued, the newest number first."""
    lines = []
    for certificate, _contest_id in reversed(issued(act, competition)):
        wording = wording_of(certificate)
        number = number_text(competition, certificate.number)
        lines.append(RegisterLine(certificate, number, wording.recipient, wording.award, wording.contest))
    return lines


def shelves(act: Act, competition: Competition) -> dict[int | None, list[PrintedFile]]:
    """The newest files by contest (None: of the whole competition), in the order of their kinds; one person's not."""
    found: dict[int | None, list[PrintedFile]] = {}
    for file in newest_files(act, competition.id):
        if file.entrant_id is None and file.kind in KINDS:
            found.setdefault(file.contest_id, []).append(file)
    return {number: sorted(files, key=lambda file: KINDS.index(file.kind)) for number, files in found.items()}


def faces_in_use(act: Act) -> list[str]:
    """Families that will be on paper: the site's own official faces when it has them, else the free ones."""
    shelf = shelf_of(act)
    wished = (shelf.first_of(OFFICIAL_TITLE, SONG)[0], shelf.first_of(OFFICIAL_BODY, KAI)[0])
    return list(dict.fromkeys((*wished, *shelf.families)))


def latest_job(act: Act, competition: Competition) -> Job | None:
    """The newest printing of this competition."""
    return act.session.scalars(
        select(Job)
        .where(Job.competition_id == competition.id, Job.kind == "print_awards")
        .order_by(Job.id.desc())
        .limit(1)
    ).one_or_none()
