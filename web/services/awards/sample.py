"""样张: what a certificate of this competition will look like, before anything is issued."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from web.config import TIME_ZONE
from web.db.models import Competition
from web.printing.documents import CertificatePage
from web.printing.wording import award_wording
from web.services.act import Act
from web.services.awards.collecting import CertificateSet, Folder
from web.services.awards.making import made_from, shelf_of
from web.services.awards.numbering import number_text
from web.services.printed_files import Made, safe_name

_UNISSUED = "00000000A"
"""0 isn't in the alphabet of codes, so the sample's code can never be a certificate's."""


def sample_pdf(act: Act, competition: Competition) -> Made:
    """One certificate for an invented person; Refusals glyph_missing, faces_missing."""
    document = {
        "competition": {"name": competition.name, "issuer": competition.issuer},
        "contest": {"name": f"{competition.name}（样张）", "measure": "marks"},
        "rows": [{"group": ""}],
    }
    row = {"entrant_kind": "person", "names": ["王小明"], "certificate": "tier", "prize": "一等奖", "title": "样张"}
    today = act.now.astimezone(ZoneInfo(TIME_ZONE))
    page = CertificatePage(
        wording=award_wording(document, row, competition.year),
        number=number_text(competition, 0),
        code=_UNISSUED,
        date=f"{today.year}年{today.month}月{today.day}日",
        trace="样张，不作为获奖凭证",
        verify_at=f"{act.settings.public_address}/verify/{_UNISSUED}",
    )
    title = f"{competition.name}-荣誉证书样张"
    folder = Folder((CertificateSet(title, safe_name(title, ".pdf"), (page,)),))
    return made_from(shelf_of(act), folder, lambda _done, _due: True)[0]
