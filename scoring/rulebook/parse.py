"""From the TOML document to the rules: all faults at once, with line and column."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from scoring.errors import Fault, RuleFaults
from scoring.rulebook import tables as shared
from scoring.rulebook.check import check
from scoring.rulebook.laws import LAWS, Law, law_of
from scoring.rulebook.locate import locate
from scoring.rulebook.model import Awards, Ranking, Rulebook
from scoring.rulebook.reading import read_table, unknown_key
from scoring.tie_keys import SHARED

LONGEST_DOCUMENT = 200_000
"""Characters; a real rulebook has a few thousand."""
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_ALL_SECTIONS = tuple(
    dict.fromkeys(section.name for law in LAWS.values() for section in (*law.sections, *shared.SHARED))
)
_ALL_TABLES = tuple(name for name in _ALL_SECTIONS if "." not in name)


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
        raise RuleFaults([syntax_fault(error)]) from None
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
    top = read_table(tables, shared.TOP, "", faults, nested=_ALL_TABLES)
    law = law_of(top["format"])
    if "format" in tables and not any(fault.where == "format" for fault in faults):
        faults += _foreign_tables(tables, law)
    own = {section.attribute: section.read(tables, faults, _inside(section.name)) for section in law.sections}
    age_rule, merging = shared.AGES.read(tables, faults, _inside("groups"))
    rulebook = Rulebook(
        **top,
        **own,
        age_rule=age_rule,
        merging=merging,
        groups=shared.BANDS.read(tables, faults),
        eligibility=shared.ELIGIBILITY.read(tables, faults),
        awards=_awards(tables, law, faults),
        points=shared.POINTS.read(tables, faults),
        notice=shared.NOTICE.read(tables, faults) or law.notice,
    )
    return replace(rulebook, ranking=_ranking(tables, law, rulebook, faults))


def _inside(table: str) -> tuple[str, ...]:
    """Return the names of the tables that stand inside another one and are read by their own section."""
    return tuple(name.removeprefix(f"{table}.") for name in _ALL_SECTIONS if name.startswith(f"{table}."))


def _foreign_tables(tables: Mapping[str, object], law: Law) -> list[Fault]:
    own = {section.name for section in (*law.sections, *shared.SHARED)}
    foreign = [name for name in _ALL_TABLES if name in tables and name not in own]
    return [Fault("key_not_for_format", {"key": name, "format": law.format.value}, where=name) for name in foreign]


def _ranking(tables: Mapping[str, object], law: Law, rulebook: Rulebook, faults: list[Fault]) -> Ranking:
    """Fill the chain: where none is listed the format's usual one (fairness.md 4.1: a, e, f)."""
    places, ties = shared.RANKING.read(tables, faults)
    chain = list(law.usual_ties(rulebook) if ties is None else ties)
    return Ranking(places, tuple(chain if SHARED in chain else [*chain, SHARED]))


def _awards(tables: Mapping[str, object], law: Law, faults: list[Fault]) -> Awards:
    values = shared.AWARDS.read(tables, faults)
    certificate = values.pop("certificate") or law.certificate
    return Awards(prizes=shared.PRIZES.read(tables, faults), certificate=certificate, **values)


def _section(where: str) -> str:
    return re.split(r"[.\[]", where, maxsplit=1)[0]


def syntax_fault(error: Exception) -> Fault:
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
