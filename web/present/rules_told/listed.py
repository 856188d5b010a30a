"""Rules for which no sentence is written: each table as one line of labels and values, so that nothing goes untold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.rulebook import Rulebook
from scoring.rulebook.laws import law_of
from scoring.rulebook.sections import Section
from web.present.rule_words import key_told, say, value_told
from web.present.rule_words import say as _

_IN_TABLE = "criteria"
"""Its first keys stand in the table of criteria; the keys that came later stand here."""
_IN_SENTENCES = frozenset(
    {"judging", "parts", "race", "rounds", "rounds.list"}
    | {"ballot", "grades", "items", "classes", "thresholds"}
    | {"index", "indicators", "bonuses", "deductions", "vetoes", "stars", "allowances"}
    | {"tally", "kinds", "credits", "nomination", "conditions", "votes"}
)
"""Tables whose keys the other files of this folder tell in sentences."""


def listed(rulebook: Rulebook) -> Iterator[str]:
    """One line for each table of the format that no sentence tells, and for what the table of criteria leaves out."""
    for section in law_of(rulebook.format).sections:
        if section.name in _IN_SENTENCES:
            continue
        written = section.write(getattr(rulebook, section.attribute))
        rows = written if isinstance(written, list) else [written or {}]
        for row in rows:
            facts = [_fact(section, key, value) for key, value in row.items() if _untold(section, key)]
            if facts:
                yield _("%(what)s：%(facts)s。", what=_head(section, row), facts=say("；").join(facts))


def _untold(section: Section, name: str) -> bool:
    if section.name == _IN_TABLE:
        return any(key.quiet for key in section.keys if key.name == name)
    return not (section.many and name in ("code", "name"))


def _head(section: Section, row: Mapping[str, Any]) -> str:
    """What a table is called; a row of a list with its name or code."""
    label = key_told(section.name)
    return f"{label} {row.get('name') or row.get('code', '')}".strip() if section.many else label


def _fact(section: Section, name: str, value: Any) -> str:
    key = f"{section.name}.{name}"
    return f"{key_told(key)} {value_told(key, _text(value))}"


def _text(value: Any) -> str:
    """A value as the document says it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(_text(one) for one in value)
    if isinstance(value, Mapping):
        return " ".join(_text(one) for one in value.values())
    return str(value)
