"""查验: what the public page says about a code. Names are masked; everything else stood on the published result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from web.config import TIME_ZONE
from web.db.models import Certificate, Competition, Contest, ResultVersion
from web.printing.codes import is_sound, normalise
from web.printing.wording import award_wording
from web.services.act import Act
from web.services.awards.issuing import prize_rows
from web.services.awards.numbering import number_text
from web.services.awards.replacing import wording_of

_KEPT = set("·、 ")


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be told.

    `state`: valid, void, reissued, pending (its result is being corrected), unknown (sound, but never issued), or
    mistyped (the check character doesn't fit). The other fields are empty for the last two.
    """

    state: str
    code: str
    recipient: str = ""
    award: str = ""
    contest: str = ""
    competition: str = ""
    issuer: str = ""
    number: str = ""
    issued_on: date | None = None
    replaced_by: str = ""
    public_code: str = ""
    contest_code: str = ""


def look_up(act: Act, typed: str) -> Answer:
    """Answer for a code as somebody typed it: blanks, dashes, small and full-width letters don't matter."""
    code = normalise(typed)
    if not is_sound(code):
        return Answer("mistyped", code[:20])
    certificate = act.session.scalar(select(Certificate).where(Certificate.code == code))
    if certificate is None:
        return Answer("unknown", code)
    return _answer(act, certificate)


def _answer(act: Act, certificate: Certificate) -> Answer:
    competition = act.session.get_one(Competition, certificate.competition_id)
    version = act.session.get(ResultVersion, certificate.result_version_id or 0)
    contest = act.session.get_one(Contest, version.contest_id) if version else None
    wording = wording_of(certificate)
    by_person = certificate.department_id is None
    replaced_by = certificate.wording.get("replaced_by")
    return Answer(
        state=_state(act, certificate, version),
        code=certificate.code,
        recipient="、".join(masked(name) for name in wording.names) + wording.suffix
        if by_person
        else wording.recipient,
        award=wording.award,
        contest=wording.contest,
        competition=competition.name,
        issuer=wording.issuer,
        number=number_text(competition, certificate.number),
        issued_on=certificate.issued_at.astimezone(ZoneInfo(TIME_ZONE)).date(),
        replaced_by=number_text(competition, int(replaced_by)) if replaced_by else "",
        public_code=competition.public_code,
        contest_code=contest.code if contest else "",
    )


def _state(act: Act, certificate: Certificate, version: ResultVersion | None) -> str:
    """A valid certificate whose result was taken back waits for the correction, or fell with the contest."""
    if certificate.state != "valid" or version is None:
        return certificate.state
    if version.state == "void":
        return "void"
    newest = _final_now(act, version)
    if newest is None:
        return "pending"
    return "valid" if newest.id == version.id or _still_says(act, certificate, newest) else "pending"


def _final_now(act: Act, version: ResultVersion) -> ResultVersion | None:
    """The final version of the contest's current run."""
    return act.session.scalars(
        select(ResultVersion)
        .join(Contest)
        .where(
            ResultVersion.contest_id == version.contest_id,
            ResultVersion.run == Contest.run,
            ResultVersion.state == "final",
        )
    ).one_or_none()


def _still_says(act: Act, certificate: Certificate, newest: ResultVersion) -> bool:
    """Whether the corrected result gives the entry the very same certificate."""
    year = act.session.get_one(Competition, certificate.competition_id).year
    rows = [row for row in prize_rows(newest) if row["entry"] == certificate.entry_id]
    return any(award_wording(newest.document, row, year) == wording_of(certificate) for row in rows)


def masked(name: str) -> str:
    """The name with all but its first character hidden; separators and 家庭 stay.

    >>> [masked(n) for n in ("张明", "尼格拉·阿不都", "王建国、赵丽家庭")]
    ['张*', '尼**·***', '王**、赵*家庭']
    """
    tail = "家庭" if name.endswith("家庭") else ""
    parts = name.removesuffix(tail).split("、") if tail else name.split("、")
    return "、".join(_masked_one(part) for part in parts) + tail


def _masked_one(name: str) -> str:
    return name[:1] + "".join(letter if letter in _KEPT else "*" for letter in name[1:])
