"""Vertical jumps: what was tried at every height, and how equal heights are parted (World Athletics TR26.8).

>>> read_attempts("xxo"), failures("XXO"), cleared("XXO"), cleared("XX-")
('XXO', 2, True, False)
"""

import re
from collections.abc import Sequence

from scoring.errors import Fault, refuse
from scoring.values import half_width

CLEARED, FAILED = "O", "X"
OUT_AFTER = 3
"""Failures one after the other, at whatever heights, that end the competition for somebody."""
_MARKS = str.maketrans({"×": FAILED, "〇": CLEARED, "○": CLEARED, "0": CLEARED, "–": "-", "—": "-", "√": CLEARED})
_ATTEMPTS = re.compile(r"X{0,2}O|X{1,3}|X{0,2}-+|X{0,2}R")


def read_attempts(text: str) -> str:
    """Return the attempts at one height: O cleared, X failed, - passed, R retired; attempts_form (value)."""
    plain = half_width(text).upper().translate(_MARKS).replace(" ", "")
    if not _ATTEMPTS.fullmatch(plain):
        raise refuse("attempts_form", value=text[:40])
    return plain


def failures(attempts: str) -> int:
    """Return how many attempts failed."""
    return attempts.count(FAILED)


def cleared(attempts: str) -> bool:
    """Was the height cleared?"""
    return attempts.endswith(CLEARED)


def count_back(tried: Sequence[tuple[int, str]], best: int) -> tuple[int, int]:
    """Return the failures at the best height, and those up to and including it; `tried` are heights and attempts."""
    at_best = sum(failures(attempts) for height, attempts in tried if height == best)
    return at_best, sum(failures(attempts) for height, attempts in tried if height <= best)


def attempt_faults(entry: str, tried: Sequence[tuple[int, str]]) -> list[Fault]:
    """Refuse what cannot have happened: attempts after three failures on end, attempt_after_out (entry, attempts)."""
    on_end = 0
    for _, attempts in sorted(tried):
        for one in attempts:
            if one in (CLEARED, FAILED) and on_end >= OUT_AFTER:
                return [Fault("attempt_after_out", {"entry": entry, "attempts": attempts})]
            on_end = on_end + 1 if one == FAILED else 0 if one == CLEARED else on_end
    return []
