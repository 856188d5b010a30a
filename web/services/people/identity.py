"""The ID number of one row: checked, hashed with the office's key, forgotten. Only hash and last four go on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from scoring.errors import RuleFaults
from scoring.identity import normalise, read_identity
from scoring.people import Gender
from web.keys import Keys
from web.services.intake import Cell, Kind
from web.services.refusals import Fault, Refusal

_GENDERS = {"M": Gender.MALE, "F": Gender.FEMALE}
_CODES = {gender: code for code, gender in _GENDERS.items()}
_OWN = ("", "居民身份证", "身份证", "二代身份证", "中华人民共和国居民身份证")
_OTHER = re.compile(r"[0-9A-Z]{5,20}")
_RECEIPT = re.compile(r"已核验\s*([0-9A-Z]{4})\s*([0-9a-f]{64})")
_WHOLE_DIGITS = 15
"""A numeric cell keeps 15 digits; a longer number has lost its end."""


@dataclass(frozen=True, slots=True)
class IdentityFacts:
    """What is kept of a number: keyed hash, last four, and what it told about its holder."""

    id_hmac: str
    id_last4: str
    birth_date: date | None = None
    gender: str | None = None


def read_id(
    cell: Cell, document: str, keys: Keys, today: date, *, gender: str | None, birth_date: date | None
) -> IdentityFacts | None:
    """Return what the ID cell tells; None when it is empty.

    Another kind of document (passport and so on) is only hashed. A receipt (`receipt`) stands for a number that was
    checked before. Refuses with all codes of `scoring.identity.read_identity`, and document_unreadable.
    """
    text = cell.text.strip()
    if not text:
        return None
    known = _RECEIPT.fullmatch(text)
    if known:
        return IdentityFacts(known[2], known[1], birth_date, gender)
    if document not in _OWN:
        return _other_document(text, keys)
    lost = cell.kind is Kind.NUMBER and len(text) > _WHOLE_DIGITS
    try:
        told = read_identity(0.0 if lost else text, today, gender=_GENDERS.get(gender or ""), birth_date=birth_date)
    except RuleFaults as wrong:
        raise Refusal(*(Fault(fault.code, fault.params) for fault in wrong.faults)) from None
    return IdentityFacts(keys.id_hmac(normalise(text)), told.last_four, told.birth_date, _CODES[told.gender])


def receipt(id_hmac: str, id_last4: str) -> str:
    """What stands in a corrected workbook instead of a number that was checked: useless without the office's key."""
    return f"已核验 {id_last4} {id_hmac}"


def _other_document(text: str, keys: Keys) -> IdentityFacts:
    number = normalise(text)
    if not _OTHER.fullmatch(number):
        raise Refusal(Fault("document_unreadable"))
    return IdentityFacts(keys.id_hmac(f"document:{number}"), number[-4:])
