"""Opening a workbook's zip: the directory is judged first, then the unzipped bytes are counted, since sizes can lie.

Limits and the list of refused contents: trust.md 1.5 (measured attacks), OWASP ASVS 5.2.3.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from web.services.refusals import Refusal, refuse

MAX_MEMBERS = 200
MAX_UNZIPPED = 50 * 1024 * 1024
MAX_RATIO = 100
_CHUNK = 64 * 1024
_RATIO_FREE = 1024 * 1024
"""Below this much content a high ratio is harmless."""
_REFUSED = (
    ("vbaproject", "file_has_macros"),
    ("xl/externallinks/", "file_has_links"),
    ("xl/embeddings/", "file_has_embeddings"),
    ("xl/activex/", "file_has_embeddings"),
)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Return the workbook's zip after all its limits held.

    Refuses with file_unreadable, file_encrypted, file_not_xlsx, file_has_macros, file_has_links, file_has_embeddings,
    file_too_many_members or file_unzips_too_large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        raise refuse("file_unreadable") from None
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise refuse("file_too_many_members", limit=MAX_MEMBERS)
    if any(member.flag_bits & 1 for member in members):
        raise refuse("file_encrypted")
    _check_contents([member.filename.lower() for member in members])
    _check_size(sum(member.file_size for member in members), len(content))
    _count_unzipped(archive, len(content))
    return archive


def pieces(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """Unzip one member piece by piece; refuses file_unreadable when it is damaged or missing."""
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_CHUNK):
                yield piece
    except (KeyError, *_BROKEN):
        raise refuse("file_unreadable") from None


def _check_contents(names: list[str]) -> None:
    """A plain workbook only: no macros, no links to other files, nothing embedded."""
    for name in names:
        for part, code in _REFUSED:
            if part in name:
                raise refuse(code)
    if "xl/workbook.xml" not in names:
        raise refuse("file_not_xlsx")


def _check_size(unzipped: int, zipped: int) -> None:
    if unzipped > MAX_UNZIPPED or (unzipped > _RATIO_FREE and unzipped > MAX_RATIO * zipped):
        raise _too_large()


def _count_unzipped(archive: zipfile.ZipFile, zipped: int) -> None:
    """Unzip everything once without keeping it: what the directory declares need not be true."""
    total = 0
    for member in archive.infolist():
        for piece in pieces(archive, member.filename):
            total += len(piece)
            _check_size(total, zipped)


def _too_large() -> Refusal:
    return refuse("file_unzips_too_large", limit=f"{MAX_UNZIPPED // (1024 * 1024)} MB")
