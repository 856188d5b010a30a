"""The citizen identity number, GB 11643-1999 (practice.md 3.2): what it tells, and what is wrong with one.

The number itself is never kept in a value of this module: callers hash `normalise(...)` and forget it.
"""

import re
from dataclasses import dataclass
from datetime import date

from scoring.errors import Fault, RuleFaults
from scoring.groups.ages import AgeRule, full_years
from scoring.people import Gender
from scoring.values import half_width

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""ISO 7064 MOD 11-2 weights of the first 17 digits (GB 11643-1999)."""
CHECK_CHARACTERS = "10X98765432"
"""The check character by remainder 0 to 10 (GB 11643-1999)."""
YOUNGEST, OLDEST = 16, 80
"""Full years a member of staff can plausibly have (practice.md 3.2)."""
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a valid number tells about its holder."""

    birth_date: date
    gender: Gender
    last_four: str


def normalise(raw: str) -> str:
    """Return the number without any spaces or invisible characters, half-width, with a capital X."""
    return "".join(half_width(raw).split()).upper()


def check_character(first_17: str) -> str:
    """Return the 18th character.

    >>> check_character("37010119010203997")
    '3'
    """
    return CHECK_CHARACTERS[sum(int(d) * w for d, w in zip(first_17, WEIGHTS, strict=True)) % 11]


def read_identity(
    raw: str | int | float,
    today: date,
    *,
    gender: Gender | None = None,
    birth_date: date | None = None,
) -> Identity:
    """Return what the number tells; `gender` and `birth_date` are what the list says beside it.

    Raises `RuleFaults` with all of: float_cell, legacy15, length, charset, checksum (expected), date, future,
    age_range (age, youngest, oldest), gender_mismatch, birth_mismatch (practice.md 3.2). A second entry with the same
    number (`duplicate`) is found by whoever holds the list.
    """
    shape = _shape_fault(raw)
    if shape is not None:
        raise RuleFaults([shape])
    number = normalise(str(raw))
    born = _birth_date(number)
    sex = Gender.MALE if int(number[16]) % 2 else Gender.FEMALE
    faults = [*_checksum_faults(number), *_date_faults(born, today)]
    if gender is not None and gender is not sex:
        faults.append(Fault("gender_mismatch", {"listed": gender.value, "number": sex.value}))
    if birth_date is not None and born is not None and birth_date != born:
        faults.append(Fault("birth_mismatch", {"listed": birth_date.isoformat(), "number": born.isoformat()}))
    if faults or born is None:
        raise RuleFaults(faults)
    return Identity(born, sex, number[-4:])


def _shape_fault(raw: str | int | float) -> Fault | None:
    """Find what keeps the text from being 17 digits and a check character."""
    number = normalise(str(raw))
    if not isinstance(raw, str) or _SCIENTIFIC.fullmatch(number):
        return Fault("float_cell")
    if re.fullmatch(r"[0-9]{15}", number):
        return Fault("legacy15")
    if len(number) != 18:
        return Fault("length", {"length": len(number)})
    return None if re.fullmatch(r"[0-9]{17}[0-9X]", number) else Fault("charset")


def _checksum_faults(number: str) -> list[Fault]:
    expected = check_character(number[:17])
    return [] if number[17] == expected else [Fault("checksum", {"expected": expected, "found": number[17]})]


def _birth_date(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _date_faults(born: date | None, today: date) -> list[Fault]:
    if born is None:
        return [Fault("date")]
    if born > today:
        return [Fault("future", {"birth_date": born.isoformat()})]
    age = full_years(born, AgeRule(today))
    if YOUNGEST <= age <= OLDEST:
        return []
    return [Fault("age_range", {"age": age, "youngest": YOUNGEST, "oldest": OLDEST})]
