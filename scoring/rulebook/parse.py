"""From the TOML document to the rules: all faults at once, with line and column."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.errors import Fault, RuleFaults
from scoring.groups.ages import AgeRule
from scoring.groups.bands import Group
from scoring.groups.eligibility import Eligibility
from scoring.rulebook import keys
from scoring.rulebook.check import check
from scoring.rulebook.locate import locate
from scoring.rulebook.model import (
    Awards,
    Better,
    Criterion,
    Format,
    Judging,
    Measure,
    Notice,
    Points,
    Prize,
    Race,
    RaceRounding,
    Ranking,
    Rulebook,
    Wording,
)
from scoring.rulebook.reading import read_list, read_table, unknown_key
from scoring.values import Metres, Millis

LONGEST_DOCUMENT = 200_000
"""Characters; a real rulebook has a few thousand."""
TIME_PRECISIONS = (1, 10, 100, 1000)
"""Milliseconds: thousandths to whole seconds."""
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_JUDGED_NOTICE = Notice(days=5)
_RACE_NOTICE = Notice(minutes=30)


def parse(text: str) -> Rulebook:
    """Return the rules written in a TOML document.

    Raises `RuleFaults` with every fault, each with line and column where they can be told: toml_syntax (detail),
    document_too_long, unknown_key (key, nearest), key_missing, key_not_for_format, the faults of `rulebook.keys` for
    values, and those of `check` for the sense of it all.
    """
    if len(text) > LONGEST_DOCUMENT:
        raise RuleFaults([Fault("document_too_long", {"longest": LONGEST_DOCUMENT})])
    try:
        tables = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise RuleFaults([_syntax_fault(error)]) from None
    try:
        return read_tables(tables)
    except RuleFaults as refused:
        raise RuleFaults(sorted((_placed(fault, text) for fault in refused.faults), key=_position)) from None


def read_tables(tables: Mapping[str, object]) -> Rulebook:
    """Return the rules from nested tables as TOML gives them (numbers as int or Decimal); raises as `parse` does."""
    faults: list[Fault] = []
    rulebook = _build(tables, faults)
    spoiled = {_section(fault.where) for fault in faults if fault.code != "unknown_key"}
    if any(fault.where.startswith("criteria") and fault.where.endswith(".code") for fault in faults):
        spoiled.add("ranking")  # The chain names criteria whose codes could not be read.
    faults += [fault for fault in check(rulebook) if _section(fault.where) not in spoiled]
    if faults:
        raise RuleFaults(faults)
    return rulebook


def _build(tables: Mapping[str, object], faults: list[Fault]) -> Rulebook:
    """Build the rules, with defaults where something is wrong."""
    sections = [*keys.TABLES, "criteria", "prizes"]
    top = read_table(tables, keys.TOP, "", faults, nested=sections)
    judged = top["format"] is Format.JUDGED
    if "format" in tables and not any(fault.where == "format" for fault in faults):
        faults += _foreign_tables(tables, top["format"])
    table = {
        name: read_table(tables.get(name, {}), known, name, faults, _nested(name))
        for name, known in keys.TABLES.items()
        if name != "race" or not judged
    }
    criteria = tuple(Criterion(**line) for line in _lines(tables, "criteria", faults))
    return Rulebook(
        **top,
        judging=Judging(**table["judging"]) if judged else None,
        criteria=criteria if judged else (),
        race=None if judged else _race(table["race"], faults),
        age_rule=_age_rule(table["groups"]),
        groups=_bands(tables, faults),
        eligibility=Eligibility(**table["eligibility"]),
        ranking=_ranking(table["ranking"], criteria, judged),
        awards=_awards(table["awards"], tables, judged, faults),
        points=Points(**table["points"]) if "points" in tables else None,
        notice=Notice(**table["notice"]) if "notice" in tables else _JUDGED_NOTICE if judged else _RACE_NOTICE,
    )


def _nested(table: str) -> tuple[str, ...]:
    return ("bands",) if table == "groups" else ()


def _lines(tables: Mapping[str, object], name: str, faults: list[Fault]) -> list[dict[str, Any]]:
    return read_list(tables.get(name, []), keys.LISTS[name], name, faults)


def _foreign_tables(tables: Mapping[str, object], wanted: Format) -> list[Fault]:
    foreign = [name for name, owner in keys.ONE_FORMAT.items() if name in tables and owner is not wanted]
    return [Fault("key_not_for_format", {"key": name, "format": wanted.value}, where=name) for name in foreign]


def _race(values: Mapping[str, Any], faults: list[Fault]) -> Race:
    """Fill what depends on the measure: times go up to 0.1 s, distances down to the metre (practice.md 3.6)."""
    timed = values["measure"] is Measure.TIME
    return Race(
        measure=values["measure"],
        better=values["better"] or (Better.LOWER if timed else Better.HIGHER),
        precision=_precision(values["precision"], timed, faults),
        rounding=values["rounding"] or (RaceRounding.UP if timed else RaceRounding.DOWN),
        distance_metres=values["distance_metres"],
        duration_minutes=values["duration_minutes"],
        cut_off_minutes=values["cut_off_minutes"],
    )


def _precision(written: Fraction | None, timed: bool, faults: list[Fault]) -> Millis | Metres:
    """Return the precision in milliseconds or metres; it is written in seconds or metres."""
    if written is None:
        return Millis(100) if timed else Metres(1)
    units = written * 1000 if timed else written
    allowed = units in TIME_PRECISIONS if timed else units.denominator == 1 and 1 <= units <= 1000
    if not allowed:
        faults.append(Fault("precision_not_allowed", {"measure": "time" if timed else "distance"}, "race.precision"))
        return Millis(100) if timed else Metres(1)
    return Millis(int(units)) if timed else Metres(int(units))


def _age_rule(values: Mapping[str, Any]) -> AgeRule | None:
    return None if values["reference_date"] is None else AgeRule(values["reference_date"], values["convention"])


def _bands(tables: Mapping[str, object], faults: list[Fault]) -> tuple[Group, ...]:
    groups = tables.get("groups")
    raw = groups.get("bands", []) if isinstance(groups, Mapping) else []
    return tuple(Group(**line) for line in read_list(raw, keys.BANDS, "groups.bands", faults))


def _ranking(values: Mapping[str, Any], criteria: tuple[Criterion, ...], judged: bool) -> Ranking:
    """Fill the chain: by default the criteria as listed, the chief judge, shared (fairness.md 4.1: a, e, f)."""
    usual = [*(f"criterion:{criterion.code}" for criterion in criteria), "chief_judge"] if judged else []
    chain = list(values["ties"]) if values["ties"] is not None else usual
    return Ranking(values["places"], tuple(chain if "shared" in chain else [*chain, "shared"]))


def _awards(values: dict[str, Any], tables: Mapping[str, object], judged: bool, faults: list[Fault]) -> Awards:
    prizes = []
    for line in _lines(tables, "prizes", faults):
        value = line.pop("value_fen")
        prizes.append(Prize(**line, value=value))
    certificate = values["certificate"] or (Wording.TIER if judged else Wording.PLACE)
    return Awards(tuple(prizes), values["rounding"], values["tie_at_cut"], certificate, values["face_limit"])


def _section(where: str) -> str:
    return re.split(r"[.\[]", where, maxsplit=1)[0]


def _syntax_fault(error: Exception) -> Fault:
    """Name line and column of a TOML syntax error; tomllib tells them only inside its sentence."""
    place = _PLACE.search(str(error))
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    return Fault("toml_syntax", {"detail": _PLACE.sub("", str(error)).strip()[:200]}, "", line, column)


def _placed(fault: Fault, text: str) -> Fault:
    line, column = locate(text, fault.where)
    return replace(fault, line=line, column=column)


def _position(fault: Fault) -> tuple[bool, int, int, str]:
    return fault.line == 0, fault.line, fault.column, fault.where


__all__ = ["parse", "read_tables", "unknown_key"]
