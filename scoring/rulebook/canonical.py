"""The one canonical form of a rulebook, and its fingerprint."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from typing import Any

import tomli_w

from scoring.groups.bands import Group
from scoring.groups.eligibility import Eligibility
from scoring.rulebook.model import Awards, Criterion, Judging, Measure, Prize, Race, Rulebook

Table = dict[str, Any]


def canonical(rulebook: Rulebook) -> str:
    """Return the rules as TOML with every key in a fixed order, defaults written out: `parse(canonical(x)) == x`."""
    return tomli_w.dumps(as_tables(rulebook))


def fingerprint(rulebook: Rulebook) -> str:
    """Return the SHA-256 of the canonical form in UTF-8, in hex: printed on results and certificates."""
    return sha256(canonical(rulebook).encode()).hexdigest()


def as_tables(rulebook: Rulebook) -> Table:
    """Return the rules as nested tables, as `read_tables` takes them."""
    tables: Table = {
        "name": rulebook.name,
        "format": rulebook.format.value,
        "description": rulebook.description,
        "blind": rulebook.blind,
        "judging": _judging(rulebook.judging),
        "criteria": [_criterion(criterion) for criterion in rulebook.criteria],
        "race": _race(rulebook.race),
        "groups": _groups(rulebook),
        "eligibility": _eligibility(rulebook.eligibility),
        "ranking": {"places": rulebook.ranking.places.value, "ties": list(rulebook.ranking.ties)},
        "awards": _awards(rulebook.awards),
        "prizes": [_prize(prize) for prize in rulebook.awards.prizes],
        "points": _points(rulebook),
        "notice": {"days": rulebook.notice.days, "minutes": rulebook.notice.minutes},
    }
    return {name: table for name, table in tables.items() if table not in (None, [], {})}


def _judging(judging: Judging | None) -> Table | None:
    if judging is None:
        return None
    return {
        "method": judging.method.value,
        "drop": judging.drop,
        "trim": judging.trim.value,
        "rounding": judging.rounding.value,
        "decimals": judging.decimals,
        "minimum_judges": judging.minimum_judges,
        "total": _number(Fraction(judging.total, 100)),
        "recuse_own_department": judging.recuse_own_department,
    }


def _criterion(criterion: Criterion) -> Table:
    return {
        "code": criterion.code,
        "name": criterion.name,
        "maximum": _number(Fraction(criterion.maximum, 100)),
        "step": _number(Fraction(criterion.step, 100)),
        "descriptor": criterion.descriptor,
    }


def _race(race: Race | None) -> Table | None:
    if race is None:
        return None
    written = {
        "measure": race.measure.value,
        "better": race.better.value,
        "precision": _number(Fraction(race.precision, 1000 if race.measure is Measure.TIME else 1)),
        "rounding": race.rounding.value,
        "distance_metres": race.distance_metres,
        "duration_minutes": race.duration_minutes,
        "cut_off_minutes": race.cut_off_minutes,
    }
    return _written(written)


def _groups(rulebook: Rulebook) -> Table:
    rule = rulebook.age_rule
    ages = {} if rule is None else {"reference_date": rule.reference_date, "convention": rule.convention.value}
    bands = [_band(group) for group in rulebook.groups]
    return {**ages, "bands": bands} if bands else ages


def _band(group: Group) -> Table:
    return _written(
        {
            "code": group.code,
            "name": group.name,
            "genders": _words(group.genders),
            "lower": group.lower,
            "lower_inclusive": group.lower_inclusive,
            "upper": group.upper,
            "upper_inclusive": group.upper_inclusive,
            "post_categories": _words(group.post_categories),
        }
    )


def _eligibility(conditions: Eligibility) -> Table:
    return _written(
        {
            "entrant": conditions.entrant.value,
            "genders": _words(conditions.genders),
            "post_categories": _words(conditions.post_categories),
            "minimum_age": conditions.minimum_age,
            "maximum_age": conditions.maximum_age,
            "max_events": conditions.max_events,
        }
    )


def _awards(awards: Awards) -> Table:
    return {
        "rounding": awards.rounding.value,
        "tie_at_cut": awards.tie_at_cut.value,
        "certificate": awards.certificate.value,
        "face_limit": f"{awards.face_limit.numerator}/{awards.face_limit.denominator}",
    }


def _prize(prize: Prize) -> Table:
    floor = None if prize.floor is None else _number(Fraction(prize.floor, 100))
    written = {"name": prize.name, "count": prize.count, "share": prize.share, "floor": floor, "value_fen": prize.value}
    return _written(written)


def _points(rulebook: Rulebook) -> Table | None:
    points = rulebook.points
    if points is None:
        return None
    return {
        "table": list(points.table),
        "department_total": points.department_total,
        "minus_one": points.minus_one,
    }


def _written(values: Table) -> Table:
    """Leave out what the rules leave open."""
    return {name: value for name, value in values.items() if value is not None and value != []}


def _words(chosen: frozenset[Any]) -> list[str]:
    return sorted(word.value for word in chosen if isinstance(word, StrEnum))


def _number(value: Fraction) -> int | Decimal:
    """Return an exact number for TOML: whole where it is whole, else a decimal without useless zeros."""
    if value.denominator == 1:
        return int(value)
    return (Decimal(value.numerator) / Decimal(value.denominator)).normalize()
