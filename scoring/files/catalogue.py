"""Faults told to people, in Chinese or English."""

import re
from collections import defaultdict
from collections.abc import Mapping

from scoring.errors import Fault
from scoring.files import chinese, english
from scoring.files.formats import FAULTS

LANGUAGES = ("zh", "en")
SENTENCES = {"zh": {**chinese.SENTENCES, **FAULTS["zh"]}, "en": {**english.SENTENCES, **FAULTS["en"]}}
_OPTIONAL = re.compile(r"\[([^\[\]]*\{(\w+)\}[^\[\]]*)\]")


def sentence(fault: Fault, language: str) -> str:
    """Return the fault in words; a reason that is itself a code is put into words, too."""
    known = SENTENCES[language]
    params = defaultdict(str, fault.params)
    if params.get("reason") in known:
        params["reason"] = known[str(params["reason"])]
    return fill(known[fault.code], params)


def fill(pattern: str, params: Mapping[str, str | int]) -> str:
    """Fill the braces; text in square brackets is left out when its parameter is empty."""
    kept = _OPTIONAL.sub(lambda match: match[1] if params.get(match[2]) not in (None, "") else "", pattern)
    return kept.format_map(params)


def placed(fault: Fault, file: str, language: str) -> str:
    """Return `file:line:column: [key: ]sentence`; numbers that are not known are left out."""
    place = ":".join([file, *(str(number) for number in (fault.line, fault.column) if number)])
    key = f"{fault.where}: " if fault.where else ""
    return f"{place}: {key}{sentence(fault, language)}"
