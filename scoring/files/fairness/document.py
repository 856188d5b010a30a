"""The account as JSON: every figure, six significant digits (docs/formats.md)."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from scoring.fairness.account import Account
from scoring.fairness.comparing import Comparison

FORMAT = "fairness-account/1"
DIGITS = 6
"""Significant digits; more would differ from machine to machine."""
_DERIVED = {
    "Agreement": ("shares",),
    "Design": ("connected",),
    "Gap": ("gap",),
    "Severity": ("recommended",),
    "Verdict": ("robust",),
}
"""Properties written besides the fields."""


def as_document(found: Account) -> dict[str, object]:
    """Return the account as JSON has it, with its format named first."""
    return {"format": FORMAT, **_plain_fields(found)}


def as_json(document: Mapping[str, object]) -> str:
    """Return the document's text."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    """Return a value as JSON has it: enums by their code, figures rounded, tuples and sets as lists."""
    if isinstance(value, Comparison):
        return _comparison(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _plain_fields(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


def _plain_fields(value: object) -> dict[str, object]:
    names = [field.name for field in fields(value)]  # type: ignore[arg-type]
    names += _DERIVED.get(type(value).__name__, ())
    return {name: _plain(getattr(value, name)) for name in names}


def _comparison(found: Comparison) -> dict[str, object]:
    """Return one line an entry with its place by each method, which is how the table is read."""
    usable = [one for one in found.alternatives if one.places is not None]
    return {
        "entries": [
            {"entry": entry, "official": place, **{one.method.value: (one.places or {})[entry] for one in usable}}
            for entry, place in found.official.items()
        ],
        "not_usable": {one.method.value: one.reason for one in found.alternatives if one.places is None},
        "verdicts": _plain(found.verdicts),
    }
