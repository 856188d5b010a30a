"""周岁: full years on a written reference date, by a written convention (practice.md 3.3)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Convention(StrEnum):
    """On which day a person becomes a year older.

    ON_BIRTHDAY: on the birthday, in common years on 28 February for those born on a leap day (organisers' practice).
    DAY_AFTER: the day after the birthday (法释〔2006〕1号 art. 2).
    """

    ON_BIRTHDAY = "on_birthday"
    DAY_AFTER = "day_after"


@dataclass(frozen=True, slots=True)
class AgeRule:
    """The day ages are counted on (年龄计算截止日) and the convention."""

    reference_date: date
    convention: Convention = Convention.ON_BIRTHDAY

    @property
    def last_birthday_counted(self) -> date:
        """The last day whose birthdays count as reached."""
        lag = 1 if self.convention is Convention.DAY_AFTER else 0
        return self.reference_date - timedelta(days=lag)


def full_years(birth_date: date, rule: AgeRule) -> int:
    """Return the full years on the reference date; negative for a birth after it.

    >>> full_years(date(1976, 2, 29), AgeRule(date(2027, 2, 28)))
    51
    """
    day = rule.last_birthday_counted
    years = day.year - birth_date.year
    return years if _birthday_in(birth_date, day.year) <= day else years - 1


@lru_cache(maxsize=4096)
def latest_birth_date(age: int, rule: AgeRule) -> date:
    """Return the latest birth date of somebody who has `age` full years: the cut-off of “`age` 周岁(含)以上”.

    >>> latest_birth_date(51, AgeRule(date(2026, 12, 31)))
    datetime.date(1975, 12, 31)
    """
    day = rule.last_birthday_counted
    birth = _birthday_in(day, day.year - age)
    leap_day = birth + timedelta(days=1)
    return leap_day if full_years(leap_day, rule) >= age else birth


def _birthday_in(birth_date: date, year: int) -> date:
    """Return the birthday in `year`; a leap day's is 28 February in common years."""
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
